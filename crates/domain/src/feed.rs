//! The feeds for now: what is fresh and well liked, without crowds of one author.
//!
//! Pure. Candidates, what the viewer has seen, and the time come in; an order goes out. The learned
//! ranker will take the place of [`hot`] and keep the stages.

use crate::{AccountId, NoteId};

/// A doubling of appreciation is worth this much freshness.
const DOUBLING_MS: f64 = 6.0 * 3_600_000.0;
/// A note that the viewer has opened sinks as if it were this much older.
const SEEN_SINKS: f64 = 12.0;

/// Freshness and appreciation in one number that needs no clock: it changes only when somebody likes,
/// collects or comments, so pages can be keyed by it. One unit is [`DOUBLING_MS`] of freshness or a
/// doubling of appreciation (after Reddit's published "hot" formula, with log2).
#[must_use]
pub fn hot(made_at_ms: i64, likes: i64, collects: i64, comments: i64) -> f64 {
    let appreciation = (likes + 2 * collects + 2 * comments).max(0) as f64;
    ((made_at_ms - crate::id::EPOCH_MS) as f64) / DOUBLING_MS + (1.0 + appreciation).log2()
}

/// The same for a comment, where age hardly counts: what is liked and answered rises.
#[must_use]
pub fn comment_hot(made_at_ms: i64, likes: i64, replies: i64) -> f64 {
    let appreciation = (2 * likes + replies).max(0) as f64;
    ((made_at_ms - crate::id::EPOCH_MS) as f64) / (8.0 * DOUBLING_MS) + (1.0 + appreciation).log2()
}

/// What the stages need to know of a note.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    pub note: NoteId,
    pub author: AccountId,
    pub hot: f64,
    pub seen: bool,
}

impl Candidate {
    fn score(&self) -> f64 {
        if self.seen {
            self.hot - SEEN_SINKS
        } else {
            self.hot
        }
    }
}

/// Orders candidates: by score, seen ones sunk, and no two neighbours of one author as long as another
/// author is left within reach.
#[must_use]
pub fn arrange(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by(|a, b| b.score().total_cmp(&a.score()).then(b.note.cmp(&a.note)));
    let mut waiting: std::collections::VecDeque<Candidate> = candidates.into();
    let mut arranged: Vec<Candidate> = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let last = arranged.last().map(|c| c.author);
        let next = waiting
            .iter()
            .position(|c| Some(c.author) != last)
            .unwrap_or(0);
        if let Some(candidate) = waiting.remove(next) {
            arranged.push(candidate);
        }
    }
    arranged
}

/// A day and a half: what a topic's rising score halves in.
pub const RISING_HALF_LIFE_MS: f64 = 12.0 * 3_600_000.0;

/// How fast a topic rises: each use counts less the older it is, and many uses by few accounts count
/// like few (the square root of uses times accounts damps a burst by one hand).
#[must_use]
pub fn rising(now_ms: i64, uses_at_ms: &[i64], accounts: usize) -> f64 {
    let decayed: f64 = uses_at_ms
        .iter()
        .map(|at| 0.5_f64.powf((now_ms - at).max(0) as f64 / RISING_HALF_LIFE_MS))
        .sum();
    let breadth = (accounts as f64 / uses_at_ms.len().max(1) as f64).min(1.0);
    let few = if accounts < 3 { 0.25 } else { 1.0 };
    decayed * breadth * few
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HOUR: i64 = 3_600_000;

    #[test]
    fn appreciation_lifts_and_age_sinks() {
        let day = crate::id::EPOCH_MS + 24 * HOUR;
        assert!(hot(day, 10, 0, 0) > hot(day, 0, 0, 0));
        assert!(hot(day, 1, 0, 0) > hot(day - 12 * HOUR, 1, 0, 0));
        assert!(hot(day - 6 * HOUR, 255, 0, 0) > hot(day, 3, 0, 0));
    }

    #[test]
    fn a_burst_by_one_hand_does_not_rise() {
        let now = crate::id::EPOCH_MS + 100 * HOUR;
        let burst = vec![now; 40];
        let crowd = vec![now - HOUR; 12];
        assert!(rising(now, &crowd, 12) > rising(now, &burst, 2));
        assert!(rising(now, &crowd, 12) > rising(now + 48 * HOUR, &crowd, 12));
    }

    fn candidates() -> impl Strategy<Value = Vec<Candidate>> {
        prop::collection::vec((0i64..6, 0.0..50.0f64, any::<bool>()), 0..60).prop_map(|rows| {
            rows.into_iter()
                .enumerate()
                .map(|(i, (author, hot, seen))| Candidate {
                    note: NoteId(i as i64),
                    author: AccountId(author),
                    hot,
                    seen,
                })
                .collect()
        })
    }

    proptest! {
        #[test]
        fn arranging_loses_and_repeats_nothing(given in candidates()) {
            let mut before: Vec<_> = given.iter().map(|c| c.note).collect();
            let mut after: Vec<_> = arrange(given).iter().map(|c| c.note).collect();
            before.sort();
            after.sort();
            prop_assert_eq!(before, after);
        }

        #[test]
        fn neighbours_differ_while_another_author_is_left(given in candidates()) {
            let arranged = arrange(given);
            for at in 1..arranged.len() {
                if arranged[at].author == arranged[at - 1].author {
                    prop_assert!(arranged[at..].iter().all(|c| c.author == arranged[at].author));
                }
            }
        }

        #[test]
        fn with_one_author_each_unseen_stand_above_seen_of_like_heat(n in 2usize..20) {
            let given: Vec<_> = (0..n as i64)
                .map(|i| Candidate { note: NoteId(i), author: AccountId(i), hot: 5.0, seen: i % 2 == 0 })
                .collect();
            let arranged = arrange(given);
            let first_seen = arranged.iter().position(|c| c.seen).unwrap_or(n);
            prop_assert!(arranged[first_seen..].iter().all(|c| c.seen));
        }
    }
}
