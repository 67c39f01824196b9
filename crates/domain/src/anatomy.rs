//! The anatomy of a text: plain words, and the pieces that mean something.
//!
//! One linear pass, no markup in, none out. Concatenating the spans' slices gives the text again.

use crate::Handle;
use crate::topic::{self, TopicName};
use std::collections::HashSet;
use std::ops::Range;

/// What a piece of text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Words,
    Mention(Handle),
    Topic(TopicName),
    /// An `http` or `https` address.
    Url,
}

/// A piece and where it stands, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    pub piece: Piece,
    pub range: Range<usize>,
}

/// Splits a text into its spans.
#[must_use]
pub fn spans(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut words_from = 0;
    let mut at = 0;
    let mut before: Option<char> = None;
    while let Some(c) = text[at..].chars().next() {
        let opens = before.is_none_or(|b| !b.is_ascii_alphanumeric() && b != '_' && b != '/');
        let found = match c {
            '@' | '＠' if opens => mention(text, at),
            '#' | '＃' if before.is_none_or(|b| b != '&' && b != '/') => hashtag(text, at),
            'h' | 'H' if opens => url(text, at),
            _ => None,
        };
        if let Some((piece, end)) = found {
            if words_from < at {
                spans.push(Span {
                    piece: Piece::Words,
                    range: words_from..at,
                });
            }
            before = text[at..end].chars().next_back();
            spans.push(Span {
                piece,
                range: at..end,
            });
            at = end;
            words_from = end;
        } else {
            at += c.len_utf8();
            before = Some(c);
        }
    }
    if words_from < text.len() {
        spans.push(Span {
            piece: Piece::Words,
            range: words_from..text.len(),
        });
    }
    spans
}

fn run(text: &str, from: usize, fits: impl Fn(char) -> bool) -> usize {
    text[from..]
        .find(|c| !fits(c))
        .map_or(text.len(), |len| from + len)
}

fn mention(text: &str, at: usize) -> Option<(Piece, usize)> {
    let from = at + text[at..].chars().next()?.len_utf8();
    let end = run(text, from, |c| {
        c.is_ascii_alphanumeric() || c == '_' || c == '.'
    });
    let name = text[from..end].trim_end_matches('.');
    let handle = Handle::parse(name).ok()?;
    Some((Piece::Mention(handle), from + name.len()))
}

fn hashtag(text: &str, at: usize) -> Option<(Piece, usize)> {
    let from = at + text[at..].chars().next()?.len_utf8();
    let end = run(text, from, topic::is_topic_char);
    let name = TopicName::parse(&text[from..end])?;
    let closing = text[end..]
        .chars()
        .next()
        .filter(|c| matches!(c, '#' | '＃'));
    // `#旅行#` closes, but in `#one#two` the second `#` opens the next topic.
    let next_opens = closing.is_some_and(|c| {
        text[end + c.len_utf8()..]
            .chars()
            .next()
            .is_some_and(topic::is_topic_char)
    });
    let end = match closing {
        Some(c) if !next_opens || !name.as_str().is_ascii() => end + c.len_utf8(),
        _ => end,
    };
    Some((Piece::Topic(name), end))
}

fn url(text: &str, at: usize) -> Option<(Piece, usize)> {
    let scheme = ["https://", "http://"].into_iter().find(|s| {
        text.as_bytes()[at..]
            .get(..s.len())
            .is_some_and(|b| b.eq_ignore_ascii_case(s.as_bytes()))
    })?;
    let from = at + scheme.len();
    let stop = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '<' | '>' | '"' | '`' | '“' | '”')
            || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff1f}')
    };
    let end = run(text, from, |c| !stop(c));
    let mut link = text[from..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*']);
    while link.ends_with(')') && link.matches(')').count() > link.matches('(').count() {
        link = &link[..link.len() - 1];
    }
    let host = link.split(['/', '?', '#']).next()?;
    let plausible = host.contains('.') || host.starts_with("localhost");
    plausible.then_some((Piece::Url, from + link.len()))
}

/// The topics of a text, each once, in order.
#[must_use]
pub fn topics(text: &str) -> Vec<TopicName> {
    let mut keys = HashSet::new();
    let names = spans(text).into_iter().filter_map(|span| match span.piece {
        Piece::Topic(name) => Some(name),
        _ => None,
    });
    names.filter(|name| keys.insert(name.key())).collect()
}

/// The handles mentioned in a text, each once, in order.
#[must_use]
pub fn mentions(text: &str) -> Vec<Handle> {
    let mut known = HashSet::new();
    let handles = spans(text).into_iter().filter_map(|span| match span.piece {
        Piece::Mention(handle) => Some(handle),
        _ => None,
    });
    handles
        .filter(|handle| known.insert(handle.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> Vec<(&'static str, &str)> {
        spans(text)
            .into_iter()
            .map(|span| {
                let kind = match span.piece {
                    Piece::Words => "words",
                    Piece::Mention(_) => "mention",
                    Piece::Topic(_) => "topic",
                    Piece::Url => "url",
                };
                (kind, &text[span.range])
            })
            .collect()
    }

    #[test]
    fn a_note_is_taken_apart() {
        assert_eq!(
            shown("你好@sunny_ohio，看 https://example.org/a(b)。#旅行#真好 #TikTokRefugee!"),
            [
                ("words", "你好"),
                ("mention", "@sunny_ohio"),
                ("words", "，看 "),
                ("url", "https://example.org/a(b)"),
                ("words", "。"),
                ("topic", "#旅行#"),
                ("words", "真好 "),
                ("topic", "#TikTokRefugee"),
                ("words", "!"),
            ]
        );
    }

    #[test]
    fn neighbouring_topics_stay_two() {
        let names = |t| {
            topics(t)
                .iter()
                .map(|n| n.as_str().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(names("#one#two"), ["one", "two"]);
        assert_eq!(names("#猫税##旅行#"), ["猫税", "旅行"]);
        assert_eq!(names("#猫 #猫 #CAT #cat"), ["猫", "CAT"]);
    }

    #[test]
    fn what_only_looks_like_something() {
        for text in [
            "a@example.org",
            "C# is fine",
            "&#39;",
            "@",
            "#",
            "http://",
            "https://x",
            "@ab",
        ] {
            assert_eq!(shown(text), [("words", text)], "{text}");
        }
    }

    #[test]
    fn addresses_keep_their_fragment() {
        assert_eq!(
            shown("https://example.org/#top"),
            [("url", "https://example.org/#top")]
        );
    }

    proptest! {
        #[test]
        fn spans_rebuild_the_text(text in "(\\PC|[@#＃＠/.hH:tp ])*") {
            let rebuilt: String = spans(&text).iter().map(|s| &text[s.range.clone()]).collect();
            prop_assert_eq!(rebuilt, text);
        }
    }
}
