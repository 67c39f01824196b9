//! Where candidates come from. Each source brings a bounded number; together about 1,200.

use super::filter::{self, Rule};
use super::graph::SEEDS;
use super::query::{Asked, mixed};
use super::state::NONE;
use super::{Scratch, pool};

/// What brought a note to a page.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// Written by somebody whom the reader follows.
    Followed,
    /// Liked by people who like what the reader likes.
    CoLiked,
    /// Means something like what the reader likes.
    Near,
    /// Means something like what the reader looked at just now.
    Session,
    /// In a topic or of a place that the reader follows or often reads.
    Topic,
    /// Hot or rising in a language that the reader reads.
    Rising,
    /// New, and not shown to enough people yet.
    New,
    /// In a language that the reader does not read, and readable all the same.
    OtherSide,
    /// Written lately.
    Fresh,
}

impl Source {
    pub const COUNT: usize = 9;
    pub const ALL: [Self; Self::COUNT] = [
        Self::Followed,
        Self::CoLiked,
        Self::Near,
        Self::Session,
        Self::Topic,
        Self::Rising,
        Self::New,
        Self::OtherSide,
        Self::Fresh,
    ];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Followed => "followed",
            Self::CoLiked => "co-liked",
            Self::Near => "near",
            Self::Session => "session",
            Self::Topic => "topic",
            Self::Rising => "rising",
            Self::New => "new",
            Self::OtherSide => "other-side",
            Self::Fresh => "fresh",
        }
    }

    pub(super) fn bit(self) -> u16 {
        1 << self as u16
    }

    /// How many it brings at most.
    const fn most(self) -> usize {
        match self {
            Self::Followed => 240,
            Self::CoLiked => 400,
            Self::Near | Self::Topic | Self::Rising => 160,
            Self::Session => 80,
            Self::New => 96,
            Self::OtherSide => 80,
            Self::Fresh => 120,
        }
    }
}

/// A set of sources; all of them in production, fewer to measure what each is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sources(u16);

impl Sources {
    pub const ALL: Self = Self((1 << Source::COUNT) - 1);

    #[must_use]
    pub fn only(sources: &[Source]) -> Self {
        Self(sources.iter().fold(0, |bits, source| bits | source.bit()))
    }

    #[must_use]
    pub fn without(self, source: Source) -> Self {
        Self(self.0 & !source.bit())
    }

    fn has(self, source: Source) -> bool {
        self.0 & source.bit() != 0
    }
}

/// Authors whom the reader follows that are looked at, the latest followed first.
const FOLLOWED_AUTHORS: usize = 400;
/// Their notes, each.
const FOLLOWED_NOTES: usize = 6;
/// Tags that are looked at.
const TAGS: usize = 16;

/// A note that may be dealt, and what its sources know of it.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) note: u32,
    pub(super) sources: u16,
    /// Where walks ended: 1 for the best of this reader.
    pub(super) walk: f32,
    pub(super) walk_seed: u32,
    /// How near it is to one of the interests, and to the session.
    pub(super) near: f32,
    pub(super) near_seed: u32,
    pub(super) session: f32,
    /// Of a new note: its place among those that wait, the neediest first, and how many they are.
    pub(super) turn: usize,
    pub(super) stood: usize,
}

impl Candidate {
    /// One of which no source knows anything yet.
    pub(super) fn bare(note: u32) -> Self {
        Self {
            note,
            sources: 0,
            walk: 0.0,
            walk_seed: NONE,
            near: 0.0,
            near_seed: NONE,
            session: 0.0,
            turn: 0,
            stood: 1,
        }
    }
}

/// Candidates without repetitions.
pub(super) struct Candidates<'s> {
    pub(super) all: Vec<Candidate>,
    /// What stood first in a source and was removed, by which rule.
    pub(super) removed: Vec<(u32, Rule)>,
    scratch: &'s mut Scratch,
}

impl Candidates<'_> {
    fn add(&mut self, note: u32, source: Source) -> &mut Candidate {
        let at = self.scratch.slot(note, self.all.len() as u32) as usize;
        if at == self.all.len() {
            self.all.push(Candidate::bare(note));
        }
        let candidate = &mut self.all[at];
        candidate.sources |= source.bit();
        candidate
    }

    /// Whether a source has use for a note: one that no rule removes. Otherwise a crowd of what cannot be dealt would
    /// take the places of what can.
    fn admits(asked: &Asked<'_>, scratch: &Scratch, note: u32) -> bool {
        filter::rule(asked, scratch, note).is_none()
    }

    /// The first `most` of `notes` that have use, from one source.
    fn take(
        &mut self,
        asked: &Asked<'_>,
        source: Source,
        most: usize,
        notes: impl Iterator<Item = u32>,
    ) {
        let mut taken = 0;
        for note in notes {
            if let Some(rule) = filter::rule(asked, self.scratch, note) {
                self.removed.push((note, rule));
                continue;
            }
            self.add(note, source);
            taken += 1;
            if taken == most {
                break;
            }
        }
    }
}

/// A source: it adds what it brings.
type Ask = fn(&Asked<'_>, &mut Candidates<'_>);

/// Asks every source in `sources`.
pub(super) fn candidates(
    asked: &Asked<'_>,
    sources: Sources,
    scratch: &mut Scratch,
) -> (Vec<Candidate>, Vec<(u32, Rule)>) {
    let mut found = Candidates {
        all: Vec::with_capacity(1_300),
        removed: Vec::new(),
        scratch,
    };
    let wired: [(Source, Ask); Source::COUNT] = [
        (Source::Followed, followed),
        (Source::CoLiked, co_liked),
        (Source::Near, near),
        (Source::Session, session),
        (Source::Topic, topic),
        (Source::Rising, rising),
        (Source::New, new),
        (Source::OtherSide, other_side),
        (Source::Fresh, fresh),
    ];
    for (source, ask) in wired {
        if sources.has(source) {
            ask(asked, &mut found);
        }
    }
    (found.all, found.removed)
}

/// Everything that can be listed and that the reader knows already, for when nothing else is left.
pub(super) fn known(asked: &Asked<'_>, most: usize, scratch: &mut Scratch) -> Vec<Candidate> {
    let mut found = Candidates {
        all: Vec::new(),
        removed: Vec::new(),
        scratch,
    };
    for (at, note) in asked.state.notes.iter().enumerate().rev() {
        if found.all.len() == most {
            break;
        }
        let rule = filter::rule(asked, found.scratch, at as u32);
        let may_stand = rule.is_none_or(|rule| rule.tier().is_some());
        if note.is_listed && may_stand && found.scratch.is_free(at as u32) {
            found.add(at as u32, Source::Fresh);
        }
    }
    found.all
}

fn followed(asked: &Asked<'_>, found: &mut Candidates<'_>) {
    let Some((_, reader)) = asked.reader else {
        return;
    };
    let mut notes: Vec<u32> = Vec::new();
    for author in reader.follows.iter().rev().take(FOLLOWED_AUTHORS) {
        let latest = &asked.state.readers[*author as usize].latest;
        notes.extend(latest.iter().rev().take(FOLLOWED_NOTES));
    }
    notes.sort_unstable_by(|a, b| b.cmp(a));
    found.take(
        asked,
        Source::Followed,
        Source::Followed.most(),
        notes.into_iter(),
    );
}

fn co_liked(asked: &Asked<'_>, found: &mut Candidates<'_>) {
    let seeds = &asked.seeds[..asked.seeds.len().min(SEEDS + 8)];
    let mut steps = std::mem::take(&mut found.scratch.steps);
    let ends = asked.state.graph.walk(
        &asked.state.readers,
        seeds,
        &mut steps,
        // Some of them cannot be dealt.
        Source::CoLiked.most() * 5 / 4,
        |note| found.scratch.marks(note) != 0,
    );
    found.scratch.steps = steps;
    let best = ends.first().map_or(1.0, |end| end.score);
    let mut able = ends;
    able.retain(|end| Candidates::admits(asked, found.scratch, end.note));
    for end in able.into_iter().take(Source::CoLiked.most()) {
        let candidate = found.add(end.note, Source::CoLiked);
        candidate.walk = end.score / best;
        candidate.walk_seed = end.seed;
    }
}

fn near(asked: &Asked<'_>, found: &mut Candidates<'_>) {
    let each = Source::Near.most() / asked.interests.len().max(1);
    for (point, seed) in &asked.interests {
        let nearest = asked.state.meanings.near(point, each, |note| {
            Candidates::admits(asked, found.scratch, note)
        });
        for (note, likeness) in nearest {
            let candidate = found.add(note, Source::Near);
            if likeness > candidate.near {
                candidate.near = likeness;
                candidate.near_seed = *seed;
            }
        }
    }
}

fn session(asked: &Asked<'_>, found: &mut Candidates<'_>) {
    let most = Source::Session.most();
    if let Some(point) = &asked.session_point {
        let nearest = asked.state.meanings.near(point, most, |note| {
            Candidates::admits(asked, found.scratch, note)
        });
        for (note, likeness) in nearest {
            found.add(note, Source::Session).session = likeness;
        }
    }
    for (tag, tie) in &sorted_tags(asked, |tie| tie.session) {
        if tie.session <= 0.0 {
            break;
        }
        let latest = asked.state.tags[*tag as usize].latest.iter().rev();
        found.take(asked, Source::Session, most / 4, latest.copied());
    }
}

/// The tags with the largest ties, the largest first.
fn sorted_tags(
    asked: &Asked<'_>,
    by: impl Fn(&super::query::TagTie) -> f32,
) -> Vec<(u32, super::query::TagTie)> {
    let mut tags: Vec<(u32, super::query::TagTie)> =
        asked.tags.iter().map(|(tag, tie)| (*tag, *tie)).collect();
    tags.sort_unstable_by(|(a, one), (b, other)| by(other).total_cmp(&by(one)).then(a.cmp(b)));
    tags.truncate(TAGS);
    tags
}

fn topic(asked: &Asked<'_>, found: &mut Candidates<'_>) {
    let tags = sorted_tags(asked, |tie| tie.taste + if tie.follows { 1.0 } else { 0.0 });
    let each = (Source::Topic.most() / (2 * tags.len().max(1))).max(8);
    for (tag, tie) in tags {
        if tie.taste <= 0.0 {
            break;
        }
        let tag = &asked.state.tags[tag as usize];
        found.take(asked, Source::Topic, each, tag.latest.iter().rev().copied());
        found.take(asked, Source::Topic, each, hottest(asked, tag.hot.notes()));
    }
}

/// Notes of a list of hot ones, the hottest first.
fn hottest(asked: &Asked<'_>, notes: &[u32]) -> impl Iterator<Item = u32> + use<> {
    let now = asked.query.now_ms;
    let mut notes: Vec<(f32, u32)> = notes
        .iter()
        .map(|note| {
            let pace = asked.row(*note).pace;
            (pace.heat(now) * (1.0 + pace.rise(now)), *note)
        })
        .collect();
    notes.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
    notes.into_iter().map(|(_, note)| note)
}

fn languages(asked: &Asked<'_>, langs: u64) -> impl Iterator<Item = usize> {
    (0..asked.state.langs.len()).filter(move |at| langs & (1 << at) != 0)
}

fn rising(asked: &Asked<'_>, found: &mut Candidates<'_>) {
    for lang in languages(asked, asked.reads) {
        let hot = hottest(asked, asked.state.hot[lang].notes());
        found.take(asked, Source::Rising, Source::Rising.most(), hot);
    }
}

fn new(asked: &Asked<'_>, found: &mut Candidates<'_>) {
    let state = asked.state;
    let (notes, stood) = state
        .pool
        .waiting(asked.reads | asked.crosses, mixed(asked.chance));
    let mut waiting: Vec<(f32, u32)> = Vec::new();
    for at in notes {
        let note = asked.row(at);
        let likes = state.graph.likes(at);
        if !pool::waits(note, likes, asked.query.now_ms)
            || !Candidates::admits(asked, found.scratch, at)
        {
            continue;
        }
        // Whom it suits, and who has waited longest for it.
        let taste: f32 = note.tags().map(|tag| asked.tag(tag).taste).sum();
        let suits = (taste / 3.0).clamp(-1.0, 1.0) + if asked.is_read(note) { 0.5 } else { 0.0 };
        let need = 1.0 - note.shown as f32 / pool::guaranteed(note, likes) as f32;
        let age = (asked.query.now_ms - note.made_at_ms) as f32 / pool::NEW_MS as f32;
        waiting.push((suits + need + age + 0.5 * asked.luck(at), at));
    }
    waiting.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
    let first = waiting.into_iter().take(Source::New.most());
    for (turn, (_, note)) in first.enumerate() {
        let candidate = found.add(note, Source::New);
        (candidate.turn, candidate.stood) = (turn, stood);
    }
}

fn other_side(asked: &Asked<'_>, found: &mut Candidates<'_>) {
    let across = |note: &u32| asked.is_across(asked.row(*note));
    let unread = !asked.reads;
    for lang in languages(asked, unread) {
        let hot = hottest(asked, asked.state.hot[lang].notes()).filter(across);
        found.take(asked, Source::OtherSide, Source::OtherSide.most() / 2, hot);
    }
    let newest = newest(asked).filter(across);
    found.take(
        asked,
        Source::OtherSide,
        Source::OtherSide.most() / 2,
        newest,
    );
}

/// The latest notes, the newest first; no further back than a page can use.
fn newest(asked: &Asked<'_>) -> impl Iterator<Item = u32> + use<> {
    let notes = asked.state.notes.len() as u32;
    (notes.saturating_sub(4_000)..notes).rev()
}

fn fresh(asked: &Asked<'_>, found: &mut Candidates<'_>) {
    let newest = newest(asked).filter(|note| asked.is_read(asked.row(*note)));
    found.take(asked, Source::Fresh, Source::Fresh.most(), newest);
}
