//! How likely a reader is to do what with a note: one logistic regression for each [`Engagement`], learned as
//! things happen by FTRL-Proximal (McMahan et al.: "Ad Click Prediction: a View from the Trenches", 2013).
//!
//! Linear, so that what a feature contributes can be told exactly. What is known before anybody has done
//! anything stands in [`priors`](super::feature::priors); learning moves away from it.

use super::feature::{self, Features};
use super::{Dealt, Engagement, Outcome};
use std::collections::{HashMap, VecDeque};

/// Heads.
pub(super) const HEADS: usize = Engagement::COUNT;
/// Places for hashed crosses.
const HASHED: usize = 1 << 16;
/// Learning rate, its offset, and how strongly weights are held at their prior.
const RATE: f32 = 0.02;
const OFFSET: f32 = 1.0;
const L1: f32 = 0.2;
const L2: f32 = 2.0;
/// What is rarely dealt counts for no more than so many.
const MOST_WEIGHT: f32 = 10.0;
/// What was not done by then is taken as not done.
const WAIT_MS: i64 = 30 * 60_000;
/// Dealt notes that are waited for; beyond, the oldest are taken as they are.
const WAITING: usize = 100_000;
/// Outcomes that wait to be taken; beyond, the oldest are forgotten.
const OUTCOMES: usize = 20_000;

/// One feature's weights, a lane for each head.
#[derive(Clone, Copy, Default)]
struct Weight {
    z: [f32; HEADS],
    n: [f32; HEADS],
    /// What follows from the two.
    w: [f32; HEADS],
}

impl Weight {
    fn learn(&mut self, head: usize, gradient: f32) {
        let n = self.n[head];
        let next = n + gradient * gradient;
        let sigma = (next.sqrt() - n.sqrt()) / RATE;
        let z = self.z[head] + gradient - sigma * self.w[head];
        (self.z[head], self.n[head]) = (z, next);
        self.w[head] = if z.abs() <= L1 {
            0.0
        } else {
            -(z - z.signum() * L1) / ((OFFSET + next.sqrt()) / RATE + L2)
        };
    }
}

/// A note that was dealt, and what has become of it so far.
struct Waiting {
    features: Features,
    propensity: f32,
    /// A bit for each engagement that was learned.
    done: u16,
}

pub(super) struct Ranker {
    dense: [Weight; feature::COUNT],
    hashed: Vec<Weight>,
    priors: [[f32; HEADS]; feature::COUNT],
    waiting: HashMap<(u32, u32), Waiting>,
    order: VecDeque<((u32, u32), i64)>,
    /// What has become of notes and was not taken yet, the latest of it.
    outcomes: VecDeque<Outcome>,
}

/// What a note counts that was dealt with this propensity.
fn weight(propensity: f32) -> f32 {
    (1.0 / propensity.max(f32::EPSILON)).min(MOST_WEIGHT)
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

impl Ranker {
    pub(super) fn new() -> Self {
        Self {
            dense: [Weight::default(); feature::COUNT],
            hashed: vec![Weight::default(); HASHED],
            priors: feature::priors(),
            waiting: HashMap::new(),
            order: VecDeque::new(),
            outcomes: VecDeque::new(),
        }
    }

    /// The log odds of each engagement.
    pub(super) fn logits(&self, features: &Features) -> [f32; HEADS] {
        let mut sums = [0.0; HEADS];
        for (at, x) in features.dense.iter().enumerate() {
            if *x != 0.0 {
                let (learned, prior) = (&self.dense[at].w, &self.priors[at]);
                for head in 0..HEADS {
                    sums[head] += x * (learned[head] + prior[head]);
                }
            }
        }
        for hash in &features.hashed {
            let learned = &self.hashed[*hash as usize % HASHED].w;
            for head in 0..HEADS {
                sums[head] += learned[head];
            }
        }
        sums
    }

    /// The log odds without what one dense feature adds.
    pub(super) fn without(
        &self,
        logits: &[f32; HEADS],
        features: &Features,
        at: usize,
    ) -> [f32; HEADS] {
        let mut rest = *logits;
        for (head, rest) in rest.iter_mut().enumerate() {
            *rest -= features.dense[at] * (self.dense[at].w[head] + self.priors[at][head]);
        }
        rest
    }

    /// The probability of each engagement.
    pub(super) fn odds(logits: &[f32; HEADS]) -> [f32; HEADS] {
        logits.map(sigmoid)
    }

    /// A note was dealt: from now on it is waited for what becomes of it.
    pub(super) fn dealt(&mut self, pair: (u32, u32), one: &Dealt, at_ms: i64) {
        self.settle(at_ms);
        let fresh = Waiting {
            features: one.features,
            propensity: one.propensity,
            done: 0,
        };
        if self.waiting.insert(pair, fresh).is_none() {
            self.order.push_back((pair, at_ms));
        }
    }

    /// A reader did something with a note that was dealt to them.
    pub(super) fn engaged(&mut self, pair: (u32, u32), what: Engagement, at_ms: i64) {
        self.settle(at_ms);
        let Some(waiting) = self.waiting.get_mut(&pair) else {
            return;
        };
        let bit = 1 << what as usize;
        if waiting.done & bit == 0 {
            waiting.done |= bit;
            let (features, weight) = (waiting.features, weight(waiting.propensity));
            self.learn(&features, weight, bit, bit);
        }
    }

    /// A reader followed the author of a note that was dealt to them.
    pub(super) fn followed(&mut self, pair: (u32, u32)) {
        let last = self.order.back().map_or(0, |(_, at_ms)| *at_ms);
        self.engaged(pair, Engagement::Follow, last);
    }

    /// What became of a note that was dealt is known.
    pub(super) fn learned(&mut self, features: &Features, propensity: f32, done: &[Engagement]) {
        let done = done.iter().fold(0, |bits, what| bits | 1 << *what as usize);
        self.learn(features, weight(propensity), u16::MAX, done);
    }

    /// Learns from what was not done in time.
    fn settle(&mut self, now_ms: i64) {
        while let Some((pair, at_ms)) = self.order.front().copied() {
            if now_ms - at_ms < WAIT_MS && self.order.len() < WAITING {
                break;
            }
            self.order.pop_front();
            if let Some(waiting) = self.waiting.remove(&pair) {
                let weight = weight(waiting.propensity);
                self.learn(&waiting.features, weight, !waiting.done, 0);
                self.note_outcome(&waiting);
            }
        }
    }

    fn note_outcome(&mut self, waiting: &Waiting) {
        if self.outcomes.len() >= OUTCOMES {
            self.outcomes.pop_front();
        }
        let is_done = |what: &Engagement| waiting.done & (1 << *what as usize) != 0;
        self.outcomes.push_back(Outcome {
            features: waiting.features,
            propensity: waiting.propensity,
            done: Engagement::ALL.into_iter().filter(is_done).collect(),
        });
    }

    /// What has become of notes since this was asked last, in the order in which it was known.
    pub(super) fn take_outcomes(&mut self) -> Vec<Outcome> {
        self.outcomes.drain(..).collect()
    }

    /// Learns for the heads with a bit in `heads`, of which those in `done` were done.
    fn learn(&mut self, features: &Features, weight: f32, heads: u16, done: u16) {
        let odds = Self::odds(&self.logits(features));
        for (head, odds) in odds.iter().enumerate() {
            if heads & (1 << head) == 0 {
                continue;
            }
            let error = weight * (odds - f32::from(done >> head & 1));
            for (at, x) in features.dense.iter().enumerate() {
                if *x != 0.0 {
                    self.dense[at].learn(head, error * x);
                }
            }
            for hash in &features.hashed {
                self.hashed[*hash as usize % HASHED].learn(head, error);
            }
        }
    }
}
