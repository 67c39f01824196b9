//! How good the feed is on what people really liked, and how quick with a million notes.
//!
//! `SAMPAN_MOVIELENS=ml-100k.inter cargo bench -p sampan-domain --bench feed` prints tables and ends with a failure
//! when a target is missed. It calls what production calls. `tools/bench-feed` fetches the data.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark prints, and may fail"
)]

#[path = "feed/crowd.rs"]
mod crowd;
#[path = "feed/movies.rs"]
mod movies;

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut missed = Vec::new();
    match std::env::var("SAMPAN_MOVIELENS") {
        Ok(path) => movies::run(&path, &mut missed),
        Err(_) => println!("No SAMPAN_MOVIELENS: nothing to measure quality on."),
    }
    if std::env::var("SAMPAN_QUALITY_ALONE").is_err() {
        crowd::run(&mut missed);
    }
    for target in &missed {
        println!("MISSED: {target}");
    }
    if missed.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Bits well mixed: the benchmark's dice.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Between 0 and 1.
    fn share(&mut self) -> f64 {
        (self.roll() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, most: usize) -> usize {
        (self.share() * most as f64) as usize
    }

    /// A place in a ranking of `most` things, of which the first is the likeliest (Zipf's law, exponent near 1).
    fn zipf(&mut self, most: usize) -> usize {
        ((most as f64).powf(self.share()) as usize).min(most - 1)
    }
}
