//! `sampan listen MODEL`: what is said in a recording, and when. The server calls it for every video with sound, so
//! that a model's memory and its hunger for processor time stay out of the server; people may call it, too.
//!
//! Reads 16,000 samples a second from standard input, 32-bit floats in the machine's order, and prints JSON.

use crate::{Outcome, say};
use sampan_app::speech::Listener;
use sampan_domain::Lang;
use std::io::Read;
use std::path::Path;

pub(crate) fn run(model: &Path, expected: &[Lang]) -> Outcome {
    // Pages come first.
    sampan_app::cage::last_in_line()?;
    let mut bytes = Vec::new();
    std::io::stdin()
        .read_to_end(&mut bytes)
        .map_err(|error| error.to_string())?;
    let samples: Vec<f32> = bytes
        .chunks_exact(4)
        .map(|four| f32::from_ne_bytes([four[0], four[1], four[2], four[3]]))
        .collect();
    let mut listener = Listener::open(model).map_err(|error| error.to_string())?;
    let heard = listener
        .listen(&samples, expected)
        .map_err(|error| error.to_string())?;
    say(&serde_json::to_string(&heard).map_err(|error| error.to_string())?);
    Ok(())
}
