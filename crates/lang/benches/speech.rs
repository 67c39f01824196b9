//! How well and how fast recordings are understood: the share of wrong words (of Chinese, characters), and how many
//! times faster than the recording.
//!
//! `SAMPAN_SPEECH=MODEL SAMPAN_RECORDINGS=FOLDER cargo bench -p sampan-lang --bench speech`; the folder holds
//! `NAME.wav` (16,000 16-bit samples a second, one channel) and what is said in it as `NAME.txt`.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark prints, and may fail"
)]

use sampan_lang::speech::{Listener, SAMPLE_RATE};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Words in lower case, Chinese characters each by itself.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in text.chars().flat_map(char::to_lowercase) {
        if c >= '\u{3400}' && c.is_alphabetic() {
            words.push(c.to_string());
            words.push(String::new());
        } else if c.is_alphanumeric() || c == '\'' {
            words.last_mut().unwrap().push(c);
        } else {
            words.push(String::new());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Words to be put in, taken out or changed to make one of the other.
fn distance(said: &[String], heard: &[String]) -> usize {
    let mut row: Vec<usize> = (0..=heard.len()).collect();
    for (at, word) in said.iter().enumerate() {
        let mut corner = row[0];
        row[0] = at + 1;
        for (place, other) in heard.iter().enumerate() {
            let changed = corner + usize::from(word != other);
            corner = row[place + 1];
            row[place + 1] = changed.min(row[place] + 1).min(corner + 1);
        }
    }
    row[heard.len()]
}

fn samples(file: &Path) -> Vec<f32> {
    let bytes = std::fs::read(file).unwrap();
    let at = bytes.windows(4).position(|four| four == b"data").unwrap() + 8;
    let pairs = bytes[at..].chunks_exact(2);
    pairs
        .map(|pair| f32::from(i16::from_le_bytes([pair[0], pair[1]])) / 32_768.0)
        .collect()
}

fn main() {
    let (Ok(model), Ok(folder)) = (
        std::env::var("SAMPAN_SPEECH"),
        std::env::var("SAMPAN_RECORDINGS"),
    ) else {
        println!("No SAMPAN_SPEECH and SAMPAN_RECORDINGS: nothing to listen with, or to.");
        return;
    };
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "wav"))
        .collect();
    files.sort();
    let began = Instant::now();
    let mut listener = Listener::open(Path::new(&model)).unwrap();
    println!(
        "the model is opened in {:.1} s",
        began.elapsed().as_secs_f64()
    );
    let (mut wrong, mut all) = (0, 0);
    for file in files {
        let sound = samples(&file);
        let seconds = sound.len() as f64 / SAMPLE_RATE as f64;
        let began = Instant::now();
        let heard = listener.listen(&sound, &[]).unwrap();
        let took = began.elapsed().as_secs_f64();
        let lines: Vec<&str> = heard.lines.iter().map(|line| line.text.as_str()).collect();
        let said = std::fs::read_to_string(file.with_extension("txt")).unwrap_or_default();
        let (said, understood) = (words(&said), words(&lines.join(" ")));
        let missed = distance(&said, &understood);
        wrong += missed;
        all += said.len();
        println!(
            "{:12} {:8} {missed:3} of {:3} words wrong ({:4.1} %), {seconds:.1} s in {took:.1} s ({:.1} times faster)",
            file.file_stem().unwrap_or_default().display(),
            heard.lang.as_str(),
            said.len(),
            100.0 * missed as f64 / said.len().max(1) as f64,
            seconds / took,
        );
        for line in &heard.lines {
            println!(
                "    {:6.2} {:6.2}  {}",
                line.start_ms as f64 / 1e3,
                line.end_ms as f64 / 1e3,
                line.text
            );
        }
    }
    println!(
        "all together {:.1} % wrong",
        100.0 * f64::from(wrong as u32) / f64::from(all.max(1) as u32)
    );
}
