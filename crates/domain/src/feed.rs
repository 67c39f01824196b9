//! The feed: from everything that happened to a page for one reader.
//!
//! Pure and synchronous: events, the time and chance come in, a page goes out.
//!
//! ```text
//! query -> sources -> filters -> hydrate -> score -> select -> page
//!   ^                                                            |
//!   '-------- state <- fold <- events (shown, liked, …) <--------'
//! ```
//!
//! [`State`] is a fold over [`Event`]s and nothing else, so that it can be thrown away and folded again, and
//! so that replicas deal the same pages. docs/FEED.md tells what each part is for.

mod event;
mod feature;
mod filter;
mod graph;
mod heat;
mod meaning;
mod pool;
mod query;
mod ranker;
mod rising;
mod select;
mod source;
mod state;
mod why;
mod wish;

#[cfg(test)]
mod tests;

pub use event::{DWELL_MS, Dealt, Engagement, Event, Form, NewNote, Outcome};
pub use feature::{Feature, Features};
pub use filter::Rule;
pub use heat::{RISING_HALF_LIFE_MS, comment_hot, hot, rising};
pub use pool::NEW_MS;
pub use query::{NEW_READER, Query};
pub use source::{Source, Sources};
pub use state::{State, Subject};
pub use why::{Reason, Why, Wish};
pub use wish::{MAX_SLIDE, Wishes};

use crate::NoteId;
use graph::Steps;
use query::Asked;
use ranker::{HEADS, Ranker};
use source::Candidate;

/// What each engagement is worth: a page is ordered by the sum of these times their odds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    pub open: f32,
    pub dwell: f32,
    pub like: f32,
    pub collect: f32,
    pub comment: f32,
    pub share: f32,
    pub follow: f32,
    pub translate: f32,
    /// What is minded costs more than what is liked brings.
    pub hide: f32,
    pub report: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            open: 0.2,
            dwell: 0.4,
            like: 1.0,
            collect: 2.0,
            comment: 2.0,
            share: 2.0,
            follow: 4.0,
            translate: 0.3,
            hide: -6.0,
            report: -30.0,
        }
    }
}

impl Weights {
    fn worth(&self, odds: &[f32; HEADS]) -> f32 {
        let weights = [
            self.open,
            self.dwell,
            self.like,
            self.collect,
            self.comment,
            self.share,
            self.follow,
            self.translate,
            self.hide,
            self.report,
        ];
        let sum: f32 = weights
            .iter()
            .zip(odds)
            .map(|(weight, odds)| weight * odds)
            .sum();
        // Worth stays above nothing, so that wishes multiply it in the right direction.
        if sum > 0.0 {
            sum + 0.01
        } else {
            0.01 / (1.0 - 100.0 * sum)
        }
    }
}

/// A note of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Pick {
    pub note: NoteId,
    pub why: Why,
    pub features: Features,
    /// How likely it was to be dealt, given the candidates.
    pub propensity: f32,
    pub score: f32,
}

/// A page, and what was left out of it by which rule.
#[derive(Debug, Clone, Default)]
pub struct Page {
    pub picks: Vec<Pick>,
    pub removed: Vec<(NoteId, Rule)>,
}

/// A candidate with its score.
#[derive(Clone)]
struct Scored {
    candidate: Candidate,
    features: Features,
    logits: [f32; HEADS],
    /// What the reader's wishes multiply its worth by.
    wished: f32,
    score: f32,
    cluster: u64,
    author: u32,
    tags: [u32; state::TAGS],
    is_foreign: bool,
    /// Its place by tier and score.
    rank: usize,
    tier: u8,
}

/// Room to work in, used again and again: one for each thread.
#[derive(Default)]
pub struct Scratch {
    marks: Vec<u8>,
    marked: Vec<u32>,
    slots: Vec<u32>,
    slotted: Vec<u32>,
    steps: Steps,
}

impl Scratch {
    fn begin(&mut self, notes: usize) {
        for note in self.marked.drain(..) {
            self.marks[note as usize] = 0;
        }
        for note in self.slotted.drain(..) {
            self.slots[note as usize] = state::NONE;
        }
        self.marks.resize(notes, 0);
        self.slots.resize(notes, state::NONE);
    }

    fn mark(&mut self, note: u32, mark: u8) {
        let marks = &mut self.marks[note as usize];
        if *marks == 0 {
            self.marked.push(note);
        }
        *marks |= mark;
    }

    fn unmark(&mut self, note: u32) {
        self.marks[note as usize] = 0;
    }

    fn marks(&self, note: u32) -> u8 {
        self.marks[note as usize]
    }

    /// The candidate's place of a note; `next` when it has none yet.
    fn slot(&mut self, note: u32, next: u32) -> u32 {
        let slot = &mut self.slots[note as usize];
        if *slot == state::NONE {
            *slot = next;
            self.slotted.push(note);
        }
        *slot
    }

    fn is_free(&self, note: u32) -> bool {
        self.slots[note as usize] == state::NONE
    }
}

impl State {
    /// Deals a page. It changes nothing: that it was shown is an event of its own.
    #[must_use]
    pub fn page(&self, query: &Query<'_>, scratch: &mut Scratch) -> Page {
        self.page_from(query, Sources::ALL, scratch)
    }

    /// Deals a page from some of the sources: for measuring what each is worth.
    #[must_use]
    pub fn page_from(&self, query: &Query<'_>, sources: Sources, scratch: &mut Scratch) -> Page {
        let asked = Asked::new(self, query, scratch);
        let mut page = Page::default();
        let (found, removed) = source::candidates(&asked, sources, scratch);
        let removed = removed.into_iter();
        page.removed = removed.map(|(at, rule)| (asked.row(at).id, rule)).collect();
        let mut kept = asked.filtered(found, scratch, &mut page);
        if kept.iter().filter(|(tier, _)| *tier == 0).count() < query.count
            && sources == Sources::ALL
        {
            // Little is left that the reader does not know.
            let known = source::known(&asked, 4 * query.count, scratch);
            kept.append(&mut asked.filtered(known, scratch, &mut page));
        }
        let mut scored = asked.scored(kept);
        // Scores are above nothing, so their bits stand in their order.
        scored.sort_by_cached_key(|one| (one.tier, std::cmp::Reverse(one.score.to_bits())));
        for (rank, one) in scored.iter_mut().enumerate() {
            one.rank = rank;
        }
        page.picks = select::select(&asked, &scored);
        page
    }

    /// What one source brings, in its own order: for measuring it.
    #[must_use]
    pub fn brought(&self, query: &Query<'_>, by: Source, scratch: &mut Scratch) -> Vec<NoteId> {
        let asked = Asked::new(self, query, scratch);
        let (found, _) = source::candidates(&asked, Sources::only(&[by]), scratch);
        let notes = found.iter().map(|one| self.notes[one.note as usize].id);
        notes.collect()
    }

    /// Why a note would be dealt now, whether the reader knows it already or not; `None` when it could not be.
    #[must_use]
    pub fn explain(&self, query: &Query<'_>, note: NoteId, scratch: &mut Scratch) -> Option<Why> {
        let at = self
            .note(note)
            .filter(|at| self.notes[*at as usize].is_listed)?;
        let asked = Asked::new(self, query, scratch);
        scratch.unmark(at);
        let (mut found, _) = source::candidates(&asked, Sources::ALL, scratch);
        found.retain(|one| one.note == at);
        let found = found.pop().unwrap_or_else(|| Candidate::bare(at));
        let scored = asked.scored(vec![(0, found)]);
        scored.first().map(|one| why::why(&asked, one, false))
    }

    /// The rule that keeps a note out of a reader's pages now, if any.
    #[must_use]
    pub fn rule(&self, query: &Query<'_>, note: NoteId, scratch: &mut Scratch) -> Option<Rule> {
        let asked = Asked::new(self, query, scratch);
        self.note(note)
            .and_then(|at| filter::rule(&asked, scratch, at))
    }

    /// How often a note was shown.
    #[must_use]
    pub fn shown(&self, note: NoteId) -> u32 {
        self.note(note)
            .map_or(0, |at| self.notes[at as usize].shown)
    }

    /// Forgets what does not wait for impressions any more. Now and then.
    pub fn sweep(&mut self, now_ms: i64) {
        let (notes, graph) = (&self.notes, &self.graph);
        self.pool.sweep(|note| {
            let row = &notes[note as usize];
            row.is_listed
                && now_ms - row.made_at_ms < NEW_MS
                && row.shown < *pool::TIERS.last().unwrap_or(&0)
                && (row.shown < pool::TIERS[0] || pool::waits(row, graph.likes(note), now_ms))
        });
    }
}

impl Asked<'_> {
    /// Those that no rule removes for good, each with its tier: what the reader does not know, what they passed by,
    /// what they know. Nothing of a tier is dealt before those above it are used up.
    fn filtered(
        &self,
        found: Vec<Candidate>,
        scratch: &Scratch,
        page: &mut Page,
    ) -> Vec<(u8, Candidate)> {
        let mut kept = Vec::with_capacity(found.len());
        for candidate in found {
            let rule = filter::rule(self, scratch, candidate.note);
            let tier = rule.map_or(Some(0), Rule::tier);
            if let Some(rule) = rule {
                page.removed.push((self.row(candidate.note).id, rule));
            }
            kept.extend(tier.map(|tier| (tier, candidate)));
        }
        kept
    }

    fn scored(&self, candidates: Vec<(u8, Candidate)>) -> Vec<Scored> {
        let scored = candidates.into_iter().map(|(tier, candidate)| {
            let features = feature::of(self, &candidate);
            let logits = self.state.ranker.logits(&features);
            let worth = self.state.weights.worth(&Ranker::odds(&logits));
            let wishes: f32 = wished(self, &features).iter().map(|(slide, _)| slide).sum();
            let note = self.row(candidate.note);
            let topics: f32 = note.tags().map(|tag| f32::from(self.tag(tag).wish)).sum();
            let wished = (wishes + 0.3 * topics).exp();
            // A breath of chance, so that equals take turns.
            let luck = 1.0 + 0.002 * self.luck(candidate.note);
            let cell = self.state.meanings.cell(candidate.note);
            Scored {
                score: worth * wished * luck,
                cluster: note.cluster(cell),
                author: note.author,
                tags: note.tags,
                is_foreign: !self.is_read(note),
                candidate,
                features,
                logits,
                wished: wished * luck,
                tier,
                rank: 0,
            }
        });
        scored.collect()
    }
}

/// What each slider adds to the logarithm of a note's worth.
fn wished(asked: &Asked<'_>, features: &Features) -> [(f32, Wish); 5] {
    let wishes = asked.query.wishes;
    let slide = |slider: i8, towards: f32| 0.5 * f32::from(slider) * towards;
    let is_foreign = features.get(Feature::Across) + features.get(Feature::Opaque);
    let form = features.get(Feature::Video) - features.get(Feature::Words);
    [
        (
            slide(wishes.fresh, 2.0 * features.get(Feature::Recent) - 1.0),
            Wish::Fresh,
        ),
        (
            slide(wishes.discover, 2.0 * features.get(Feature::Unknown) - 1.0),
            Wish::Discover,
        ),
        (slide(wishes.others, 2.0 * is_foreign - 1.0), Wish::Others),
        (
            slide(wishes.small, 2.0 * features.get(Feature::Small) - 1.0),
            Wish::Small,
        ),
        (
            slide(wishes.video, form),
            if wishes.video > 0 {
                Wish::Video
            } else {
                Wish::Words
            },
        ),
    ]
}
