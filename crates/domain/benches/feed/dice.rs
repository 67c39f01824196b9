//! Chance that is the same in every run.

/// Bits well mixed: the benchmark's dice.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Between 0 and 1.
    pub(crate) fn share(&mut self) -> f64 {
        (self.roll() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub(crate) fn below(&mut self, most: usize) -> usize {
        (self.share() * most as f64) as usize
    }

    /// A place in a ranking of `most` things, of which the first is the likeliest (Zipf's law, exponent near 1).
    pub(crate) fn zipf(&mut self, most: usize) -> usize {
        ((most as f64).powf(self.share()) as usize).min(most - 1)
    }
}
