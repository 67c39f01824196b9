//! Lines as people read them: short enough, long enough on the screen, one after the other.

use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use unicode_segmentation::UnicodeSegmentation;

/// What is said from one moment to another, in milliseconds from the beginning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub start_ms: i64,
    pub end_ms: i64,
    pub text: String,
}

/// The most that a line holds, in columns: a Chinese character takes two.
const MOST_COLUMNS: usize = 84;

fn columns(text: &str) -> usize {
    text.chars()
        .map(|c| if c >= '\u{2e80}' { 2 } else { 1 })
        .sum()
}

/// Whether a text says the same over and over: fewer different pieces of five letters in a hundred than `least`.
pub(super) fn stutters(text: &str, least: usize) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let pieces: Vec<&[char]> = letters.windows(5).collect();
    let different: HashSet<&&[char]> = pieces.iter().collect();
    pieces.len() > 40 && different.len() * 100 < pieces.len() * least
}

/// Where a long text is best divided: after a mark near its middle, else between words.
fn middle(text: &str) -> usize {
    let half = columns(text) / 2;
    let mut best = (usize::MAX, text.len());
    let mut before: usize = 0;
    for (at, word) in text.split_word_bound_indices() {
        if at > 0 {
            let last = text[..at].trim_end().chars().next_back();
            let is_mark = last.is_some_and(|c| ",.;:?!，。；：？！、…".contains(c));
            let cost = before.abs_diff(half) + if is_mark { 0 } else { MOST_COLUMNS / 4 };
            if cost < best.0 {
                best = (cost, at);
            }
        }
        before += columns(word);
    }
    best.1
}

/// Divides lines that are too long, the time in proportion.
pub(super) fn laid_out(lines: Vec<Line>) -> Vec<Line> {
    let mut done = Vec::with_capacity(lines.len());
    let mut left: Vec<Line> = lines.into_iter().rev().collect();
    while let Some(line) = left.pop() {
        let at = middle(&line.text);
        if columns(&line.text) <= MOST_COLUMNS || at == 0 || at >= line.text.len() {
            done.push(line);
            continue;
        }
        let (one, other) = line.text.split_at(at);
        let share =
            columns(one) as i64 * (line.end_ms - line.start_ms) / columns(&line.text) as i64;
        let cut_ms = line.start_ms + share;
        left.push(Line {
            start_ms: cut_ms,
            end_ms: line.end_ms,
            text: other.trim().to_owned(),
        });
        left.push(Line {
            start_ms: line.start_ms,
            end_ms: cut_ms,
            text: one.trim().to_owned(),
        });
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_divided_at_their_marks() {
        let line = Line {
            start_ms: 1_000,
            end_ms: 9_000,
            text: "And so, my fellow Americans, ask not what your country can do for you, ask what you can \
                   do for your country."
                .into(),
        };
        let lines = laid_out(vec![line]);
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "And so, my fellow Americans, ask not what your country can do for you,",
                "ask what you can do for your country."
            ]
        );
        assert_eq!((lines[0].start_ms, lines[1].end_ms), (1_000, 9_000));
        assert_eq!(lines[0].end_ms, lines[1].start_ms);
        assert!((5_000..7_500).contains(&lines[0].end_ms));
    }

    #[test]
    fn stuttering_is_noticed() {
        assert!(stutters(&"thank you ".repeat(20), 35));
        assert!(!stutters(
            "Ask not what your country can do for you, ask what you can do.",
            35
        ));
        assert!(!stutters("no no no no", 35));
    }
}
