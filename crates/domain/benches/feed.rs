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
#[path = "feed/dice.rs"]
mod dice;
#[path = "feed/movies.rs"]
mod movies;

use dice::Dice;
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
