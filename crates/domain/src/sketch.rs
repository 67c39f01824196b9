//! How many different people there were, in little space, when several count apart.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How many marks are kept. Up to as many people are counted exactly; of more, two of three times within six in a
/// hundred.
const KEPT: usize = 256;

/// The smallest marks that were seen (Bar-Yossef and others, "Counting distinct elements in a data stream", 2002). How
/// close they lie tells how many there are, and two sketches become one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch(BTreeSet<u32>);

impl Sketch {
    /// Somebody was there; `mark` is a hash of who. The same mark counts once.
    pub fn see(&mut self, mark: u32) {
        if self.0.len() == KEPT && self.0.last().is_some_and(|last| mark >= *last) {
            return;
        }
        if self.0.insert(mark) && self.0.len() > KEPT {
            self.0.pop_last();
        }
    }

    /// Whoever the other one has seen, too.
    pub fn merge(&mut self, other: &Self) {
        for mark in &other.0 {
            self.see(*mark);
        }
    }

    /// How many different ones were seen.
    #[must_use]
    pub fn count(&self) -> u32 {
        let kept = self.0.len() as u32;
        match self.0.last() {
            Some(last) if self.0.len() == KEPT => {
                let share = (f64::from(*last) + 1.0) / (f64::from(u32::MAX) + 1.0);
                (f64::from(kept - 1) / share).round() as u32
            }
            _ => kept,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A hash that spreads (Murmur3's finaliser).
    fn mark(n: u32) -> u32 {
        let mut h = n.wrapping_add(0x9e37_79b9);
        h = (h ^ (h >> 16)).wrapping_mul(0x85eb_ca6b);
        h = (h ^ (h >> 13)).wrapping_mul(0xc2b2_ae35);
        h ^ (h >> 16)
    }

    fn of(people: std::ops::Range<u32>) -> Sketch {
        let mut sketch = Sketch::default();
        for n in people.clone().chain(people) {
            sketch.see(mark(n));
        }
        sketch
    }

    #[test]
    fn few_are_counted_exactly_and_each_once() {
        assert_eq!(Sketch::default().count(), 0);
        for n in [1, 2, 100, 255] {
            assert_eq!(of(0..n).count(), n);
        }
    }

    #[test]
    fn many_are_counted_nearly() {
        for n in [1_000, 50_000, 400_000] {
            let count = f64::from(of(0..n).count());
            let off = (count / f64::from(n) - 1.0).abs();
            assert!(off < 0.2, "{n}: {count}");
        }
    }

    #[test]
    fn two_that_counted_apart_count_the_same_together() {
        for (a, b, all) in [
            (0..80, 40..120, 0..120),
            (0..9_000, 3_000..20_000, 0..20_000),
        ] {
            let mut one = of(a);
            one.merge(&of(b));
            assert_eq!(one, of(all));
        }
    }
}
