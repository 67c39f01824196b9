//! Who likes what, walked three steps: from a reader's notes over those who like them, too, to what else
//! those like, with the popular damped.
//!
//! This is RP3beta (Paudel, Christoffel, Newell, Bernstein: "Updatable, Accurate, Diverse, and Scalable
//! Recommendations for Interactive Applications", 2016): the probability of the walk, each step's to the power
//! of [`ALPHA`], divided by the number of likes of where it ends to the power of [`BETA`]. The walk is
//! expanded exactly, not sampled. Where crowds are large, the latest likers of a note and the strongest of
//! those met stand for all.

use super::state::{NONE, Reader};

/// How much the odds of each step count. Below 1, the well connected count for more.
pub(super) const ALPHA: f32 = 0.8;
/// How far the popular are damped: 0 not at all, 1 wholly.
pub(super) const BETA: f32 = 0.6;
/// From a reader's latest likes.
pub(super) const SEEDS: usize = 400;
/// Latest likers of a note that the walk goes over.
const LIKERS: usize = 400;
/// Readers that the walk goes on from, the closest ones.
const MET: usize = 500;
/// Latest likes of each of them that it goes to.
const LIKES: usize = 800;

/// Numbers whose powers are looked up.
const POWERS: usize = 4_096;

/// The likers of each note, in the order of liking.
pub(super) struct Graph {
    likers: Vec<Vec<u32>>,
    /// How many they are, side by side: walks look at many.
    counts: Vec<u32>,
    /// What a step among so many ways is worth, and how much an end with so many likes is damped.
    odds: Vec<f32>,
    damped: Vec<f32>,
}

impl Default for Graph {
    fn default() -> Self {
        let powers = |of: f32| (0..POWERS).map(|n| power(n, of)).collect();
        Self {
            likers: Vec::new(),
            counts: Vec::new(),
            odds: powers(-ALPHA),
            damped: powers(-BETA),
        }
    }
}

fn power(of: usize, to: f32) -> f32 {
    (of.max(1) as f32).powf(to)
}

fn looked_up(powers: &[f32], of: usize, to: f32) -> f32 {
    powers.get(of).copied().unwrap_or_else(|| power(of, to))
}

/// Room for a walk, used again and again.
#[derive(Default)]
pub(super) struct Steps {
    /// By reader: how close, and which seed led there.
    close: Vec<(f32, u32)>,
    met: Vec<u32>,
    /// By note.
    ends: Vec<(f32, u32)>,
    touched: Vec<u32>,
}

/// Where walks end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct End {
    pub(super) note: u32,
    pub(super) score: f32,
    /// The liked note that the strongest way began at.
    pub(super) seed: u32,
}

impl Graph {
    pub(super) fn add_note(&mut self) {
        self.likers.push(Vec::new());
        self.counts.push(0);
    }

    pub(super) fn add(&mut self, note: u32, reader: u32) {
        self.likers[note as usize].push(reader);
        self.counts[note as usize] += 1;
    }

    pub(super) fn remove(&mut self, note: u32, reader: u32) {
        let likers = &mut self.likers[note as usize];
        if let Some(at) = likers.iter().rposition(|known| *known == reader) {
            likers.remove(at);
            self.counts[note as usize] -= 1;
        }
    }

    pub(super) fn compact(&mut self) {
        for likers in &mut self.likers {
            likers.shrink_to_fit();
        }
    }

    pub(super) fn likes(&self, note: u32) -> usize {
        self.counts[note as usize] as usize
    }

    /// The `most` best ends of walks from `seeds` (notes and how much each counts), the best first. Ends
    /// that are seeds themselves are left out; `leaves_out` may leave out more.
    pub(super) fn walk(
        &self,
        readers: &[Reader],
        seeds: &[(u32, f32)],
        steps: &mut Steps,
        most: usize,
        leaves_out: impl Fn(u32) -> bool,
    ) -> Vec<End> {
        steps.close.resize(readers.len(), (0.0, NONE));
        steps.ends.resize(self.likers.len(), (0.0, NONE));
        for (seed, weight) in seeds {
            let likers = &self.likers[*seed as usize];
            let step = weight * looked_up(&self.odds, likers.len(), -ALPHA);
            for reader in likers.iter().rev().take(LIKERS) {
                let (close, led) = &mut steps.close[*reader as usize];
                if *close == 0.0 {
                    steps.met.push(*reader);
                }
                // Later seeds are stronger or as strong; the first of them stays.
                if *led == NONE || step > *close {
                    *led = *seed;
                }
                *close += step;
            }
        }
        let mut closest = Best::new(MET);
        for reader in steps.met.drain(..) {
            let (close, seed) = std::mem::replace(&mut steps.close[reader as usize], (0.0, NONE));
            closest.offer(close, reader, seed);
        }
        for (close, reader, seed) in closest.taken() {
            let likes = &readers[reader as usize].likes;
            let step = close * looked_up(&self.odds, likes.len(), -ALPHA);
            for note in likes.iter().rev().take(LIKES) {
                let (score, led) = &mut steps.ends[*note as usize];
                if *score == 0.0 {
                    steps.touched.push(*note);
                }
                if *led == NONE || step > *score {
                    *led = seed;
                }
                *score += step;
            }
        }
        let mut best = Best::new(most);
        for note in steps.touched.drain(..) {
            let (score, seed) = std::mem::replace(&mut steps.ends[note as usize], (0.0, NONE));
            // What no damping could bring among the best any more is not looked at more closely.
            if score >= best.least && !leaves_out(note) {
                let damped = looked_up(&self.damped, self.likes(note), -BETA);
                best.offer(score * damped, note, seed);
            }
        }
        let mut ends = best.taken();
        ends.sort_unstable_by(order);
        let ends = ends.into_iter();
        ends.map(|(score, note, seed)| End { note, score, seed })
            .collect()
    }
}

/// What was reached: its score, its row, and the seed that led there.
type Reached = (f32, u32, u32);

/// The best first, and of equals the first row.
fn order(a: &Reached, b: &Reached) -> std::cmp::Ordering {
    b.0.total_cmp(&a.0).then(a.1.cmp(&b.1))
}

/// The best so many of all that are offered, in no order.
struct Best {
    most: usize,
    kept: Vec<Reached>,
    /// What scores less is not among them.
    least: f32,
}

impl Best {
    fn new(most: usize) -> Self {
        Self {
            most: most.max(1),
            kept: Vec::with_capacity(2 * most),
            least: 0.0,
        }
    }

    fn offer(&mut self, score: f32, row: u32, seed: u32) {
        if score < self.least {
            return;
        }
        self.kept.push((score, row, seed));
        if self.kept.len() == 2 * self.most {
            self.cut();
        }
    }

    fn cut(&mut self) {
        if self.kept.len() > self.most {
            let (_, last, _) = self.kept.select_nth_unstable_by(self.most - 1, order);
            self.least = last.0;
            self.kept.truncate(self.most);
        }
    }

    fn taken(mut self) -> Vec<Reached> {
        self.cut();
        self.kept
    }
}
