//! A page from what was scored: the best first, but not all from one hand, one topic or one side of the world.
//!
//! Limits give way, one after the other, when a page would else stay short: a small community has few authors.

use super::Pick;
use super::meaning::likeness;
use super::query::Asked;
use super::source::Source;
use super::state::NONE;
use super::{Scored, why};

/// In a page of so many cards …
const PAGE: usize = 20;
/// … at most so many by one author,
const OF_AUTHOR: usize = 2;
/// of one topic,
const OF_TOPIC: usize = 4;
/// and in languages that the reader does not read, one more or less for each step of the slider.
const OF_FOREIGN: i8 = 6;
const FOREIGN_STEP: i8 = 3;
/// Places for notes that wait for their first impressions: every so many, from this one on.
const NEW_EVERY: usize = 6;
const NEW_FIRST: usize = 3;
/// Candidates that compete for a place.
const COMPETE: usize = 120;
/// How much a note that is wholly like one above it loses, as a share of the best score.
const SAMENESS: f32 = 0.4;

/// How far limits have given way.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Slack {
    /// New readers see each subject once.
    None,
    /// Subjects may come again.
    Subjects,
    /// Authors, topics and languages may be more.
    Counts,
    /// Neighbours may be of one subject.
    Neighbours,
    /// Anything.
    All,
}

const SLACKS: [Slack; 5] = [
    Slack::None,
    Slack::Subjects,
    Slack::Counts,
    Slack::Neighbours,
    Slack::All,
];

/// What stands in the page so far.
#[derive(Default)]
struct Standing {
    authors: Vec<u32>,
    tags: Vec<u32>,
    clusters: Vec<u64>,
    foreign: usize,
    /// Subject and author of the note before.
    last: Option<(u64, u32)>,
}

fn count<T: PartialEq>(all: &[T], one: &T) -> usize {
    all.iter().filter(|other| *other == one).count()
}

/// Chooses `asked.query.count` of `scored`, which is in order, the best first.
pub(super) fn select(asked: &Asked<'_>, scored: &[Scored]) -> Vec<Pick> {
    let count = asked.query.count.min(scored.len());
    let best = scored.first().map_or(1.0, |one| one.score);
    let best = best.max(f32::EPSILON);
    let ranked = scored;
    let is_new = |one: &&Scored| one.candidate.sources & Source::New.bit() != 0 && one.tier == 0;
    let mut fresh: Vec<&Scored> = ranked.iter().filter(is_new).collect();
    fresh.sort_by_key(|one| one.candidate.turn);
    let mut sameness = vec![0.0_f32; ranked.len()];
    let mut standing = Standing::after(asked);
    let mut taken = vec![false; ranked.len()];
    // What each needed when it was last looked at, for limits that only ever tighten.
    let mut needed = vec![Slack::None; ranked.len()];
    let mut admits = |standing: &Standing, at: usize, slack: Slack| {
        let one = &ranked[at];
        if needed[at] < Slack::Counts {
            needed[at] = needed[at].max(standing.lasting_need(asked, one));
        }
        needed[at] <= slack && standing.need_beside(one) <= slack
    };
    let mut picks: Vec<Pick> = Vec::with_capacity(count);
    let shift = asked.query.wishes.discover.unsigned_abs() as usize;
    let every = if asked.query.wishes.discover < 0 {
        NEW_EVERY + 2 * shift
    } else {
        NEW_EVERY - shift
    };
    while picks.len() < count {
        let place = picks.len();
        let is_for_new = place >= NEW_FIRST && (place - NEW_FIRST).is_multiple_of(every);
        let newcomer = is_for_new
            .then(|| {
                [Slack::None, Slack::Subjects].iter().find_map(|slack| {
                    let mut waiting = fresh.iter().filter(|one| !taken[one.rank]);
                    let found = waiting.find(|one| admits(&standing, one.rank, *slack));
                    found.map(|one| one.rank)
                })
            })
            .flatten();
        let chosen = newcomer.or_else(|| {
            let tiers = 0..=ranked.last().map_or(0, |one| one.tier);
            tiers
                .flat_map(|tier| SLACKS.iter().map(move |slack| (tier, slack)))
                .find_map(|(tier, slack)| {
                    let mut found: Option<(f32, usize)> = None;
                    let of_tier = ranked
                        .iter()
                        .enumerate()
                        .filter(|(_, one)| one.tier == tier);
                    let free = of_tier.filter(|(at, _)| !taken[*at]);
                    for (seen, (at, one)) in free.enumerate() {
                        let worth = one.score / best;
                        // Sorted: nothing further down can be worth more.
                        if found.is_some_and(|(most, _)| worth <= most || seen > COMPETE) {
                            break;
                        }
                        if admits(&standing, at, *slack) {
                            let value = worth - SAMENESS * sameness[at];
                            if found.is_none_or(|(most, _)| value > most) {
                                found = Some((value, at));
                            }
                        }
                    }
                    found.map(|(_, at)| at)
                })
        });
        let Some(at) = chosen else {
            break;
        };
        taken[at] = true;
        let one = &ranked[at];
        standing.add(one);
        for (other, same) in ranked.iter().zip(&mut sameness).take(COMPETE + COMPETE / 2) {
            *same = same.max(alike(asked, one, other));
        }
        let propensity = match newcomer {
            Some(_) => (count as f32 / every as f32 / one.candidate.stood as f32).min(1.0),
            None => 1.0,
        };
        picks.push(Pick {
            note: asked.row(one.candidate.note).id,
            why: why::why(asked, one, newcomer.is_some()),
            features: one.features,
            propensity,
            score: one.score,
        });
    }
    picks
}

/// How alike two notes are, between 0 and 1.
fn alike(asked: &Asked<'_>, one: &Scored, other: &Scored) -> f32 {
    if one.author == other.author {
        return 1.0;
    }
    let is_shared = |tag: &u32| *tag != NONE && other.tags.contains(tag);
    let shared = one.tags.iter().filter(|tag| is_shared(tag)).count();
    let meanings = &asked.state.meanings;
    let (note, that) = (one.candidate.note, other.candidate.note);
    let near = match (meanings.of(note), meanings.of(that)) {
        (Some(x), Some(y)) => likeness(x, y).max(0.0),
        _ => 0.0,
    };
    (0.4 * shared as f32).min(0.8).max(near)
}

impl Standing {
    /// A page goes on where the last one ended: neighbours differ there, too.
    fn after(asked: &Asked<'_>) -> Self {
        let mut standing = Self::default();
        let last = asked
            .query
            .dealt
            .last()
            .and_then(|id| asked.state.note(*id));
        standing.last = last.map(|at| {
            let note = asked.row(at);
            (note.cluster(asked.state.meanings.cell(at)), note.author)
        });
        standing
    }

    /// What a note needs beside the one before it.
    fn need_beside(&self, one: &Scored) -> Slack {
        match self.last {
            Some((_, author)) if author == one.author => Slack::All,
            Some((cluster, _)) if cluster == one.cluster => Slack::Neighbours,
            _ => Slack::None,
        }
    }

    /// What it needs in this page, wherever it stands; never less later on.
    fn lasting_need(&self, asked: &Asked<'_>, one: &Scored) -> Slack {
        // Of a page of another size, the same share.
        let share = |most: usize| (most * asked.query.count).div_ceil(PAGE).max(1);
        let foreign = OF_FOREIGN + FOREIGN_STEP * asked.query.wishes.others;
        let is_full = |tag: &u32| *tag != NONE && count(&self.tags, tag) >= share(OF_TOPIC);
        if (one.is_foreign && self.foreign >= share(foreign.max(0) as usize))
            || count(&self.authors, &one.author) >= share(OF_AUTHOR)
            || one.tags.iter().any(is_full)
        {
            return Slack::Counts;
        }
        if asked.is_new() && self.clusters.contains(&one.cluster) {
            return Slack::Subjects;
        }
        Slack::None
    }

    fn add(&mut self, one: &Scored) {
        self.authors.push(one.author);
        self.tags
            .extend(one.tags.iter().filter(|tag| **tag != NONE));
        self.clusters.push(one.cluster);
        self.foreign += usize::from(one.is_foreign);
        self.last = Some((one.cluster, one.author));
    }
}
