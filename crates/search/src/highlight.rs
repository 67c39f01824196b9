//! Where in a text stands what was looked for.

use crate::analysis;
use sampan_domain::Lang;
use std::collections::HashSet;
use std::ops::Range;

/// Marks what a question found.
#[derive(Debug, Clone, Default)]
pub struct Highlighter {
    terms: HashSet<String>,
    phrases: Vec<Vec<String>>,
}

impl Highlighter {
    pub(crate) fn new(terms: Vec<String>, phrases: Vec<Vec<String>>) -> Self {
        Self {
            terms: terms.into_iter().collect(),
            phrases,
        }
    }

    /// The finds of a text in a language, in bytes, in order, none within another.
    #[must_use]
    pub fn find(&self, text: &str, lang: Lang) -> Vec<Range<usize>> {
        let tokens = analysis::tokens(text, lang, true);
        let mut found: Vec<Range<usize>> = tokens
            .iter()
            .filter(|token| self.terms.contains(&token.text))
            .map(|token| token.range.clone())
            .collect();
        for phrase in &self.phrases {
            for first in tokens
                .iter()
                .filter(|token| Some(&token.text) == phrase.first())
            {
                let mut end = first.range.end;
                let stands = phrase.iter().enumerate().skip(1).all(|(i, char)| {
                    let next = tokens
                        .iter()
                        .find(|token| token.position == first.position + i && token.text == *char);
                    end = next.map_or(end, |token| token.range.end);
                    next.is_some()
                });
                if stands {
                    found.push(first.range.start..end);
                }
            }
        }
        found.sort_by_key(|range| (range.start, range.end));
        let mut merged: Vec<Range<usize>> = Vec::with_capacity(found.len());
        for range in found {
            match merged.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => merged.push(range),
            }
        }
        merged
    }
}

/// A piece of an excerpt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    /// Whether it was looked for.
    pub is_find: bool,
}

/// The part of a text where most was found, in at most `chars` characters and a little, with its finds.
#[must_use]
pub fn excerpt(text: &str, finds: &[Range<usize>], chars: usize) -> Vec<Piece> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let char_of = |byte: usize| starts.partition_point(|start| *start < byte);
    let best = finds
        .iter()
        .enumerate()
        .max_by_key(|(i, find)| {
            let until = char_of(find.start) + chars * 3 / 4;
            let near = finds[*i..]
                .iter()
                .take_while(|other| char_of(other.end) <= until)
                .count();
            (near, usize::MAX - i)
        })
        .map_or(0, |(_, find)| char_of(find.start));
    let mut from = if starts.len() <= chars {
        0
    } else {
        best.saturating_sub(chars / 4)
    };
    from = from.min(starts.len().saturating_sub(chars));
    // Not in the middle of a word.
    if from > 0 {
        let space = (from..best)
            .take(16)
            .find(|i| text[starts[*i]..].starts_with(char::is_whitespace));
        from = space.map_or(from, |i| i + 1);
    }
    let byte = |char: usize| starts.get(char).copied().unwrap_or(text.len());
    let (from, until) = (byte(from), byte(from + chars));
    let mut pieces = Vec::new();
    let mut push = |text: String, is_find: bool| {
        if !text.is_empty() {
            pieces.push(Piece { text, is_find });
        }
    };
    let mut at = from;
    let mut plain = if from > 0 {
        String::from("…")
    } else {
        String::new()
    };
    for find in finds
        .iter()
        .filter(|find| find.start >= from && find.start < until)
    {
        plain.push_str(&flat(&text[at..find.start]));
        push(std::mem::take(&mut plain), false);
        push(flat(&text[find.clone()]), true);
        at = find.end;
    }
    if at < until {
        plain.push_str(&flat(&text[at..until]));
    }
    if at.max(until) < text.len() {
        plain.push('…');
    }
    push(plain, false);
    pieces
}

/// Without line breaks.
fn flat(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(pieces: &[Piece]) -> String {
        pieces
            .iter()
            .map(|piece| {
                if piece.is_find {
                    format!("[{}]", piece.text)
                } else {
                    piece.text.clone()
                }
            })
            .collect()
    }

    #[test]
    fn an_excerpt_shows_the_find() {
        let text = format!(
            "{} noodles at last, {}",
            "long before ".repeat(20),
            "long after ".repeat(20)
        );
        let at = text.find("noodles").expect("it is there");
        let shown = marked(&excerpt(&text, std::slice::from_ref(&(at..at + 7)), 60));
        assert!(
            shown.starts_with('…') && shown.ends_with('…') && shown.contains("[noodles]"),
            "{shown}"
        );
        assert!(shown.chars().count() < 70);
    }

    #[test]
    fn terms_and_phrases_are_marked_once() {
        let highlighter = Highlighter::new(
            vec!["\u{1}travel".into(), "小红".into()],
            vec![vec!["小".into(), "红".into(), "书".into()]],
        );
        let text = "Travels with 小紅書";
        let shown = marked(&excerpt(text, &highlighter.find(text, Lang::EN), 100));
        assert_eq!(shown, "[Travels] with [小紅書]");
    }
}
