//! The anatomy of a text: plain words, and the pieces that mean something.
//!
//! One linear pass, no markup in, none out. Concatenating the spans' slices gives the text again.

use crate::Handle;
use crate::names::Names;
use crate::topic::{self, TopicName};
use std::collections::HashSet;
use std::ops::Range;
use unicode_properties::UnicodeEmoji;
use unicode_segmentation::UnicodeSegmentation;

/// The longest name of a bracket sticker, as in `[派对R]`, in characters.
const MAX_STICKER_CHARS: usize = 12;

/// No emoji is longer than that; what is joined to it beyond is not looked at.
const MAX_EMOJI_BYTES: usize = 128;

/// What a piece of text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Words,
    Mention(Handle),
    Topic(TopicName),
    /// An `http` or `https` address.
    Url,
    /// `name@example.org`.
    Email,
    /// Between equal runs of backticks, with them.
    Code,
    /// `[派对R]`: a picture that is written as a short word in brackets.
    Sticker,
    /// One or more emoji, as whole grapheme clusters.
    Emoji,
    /// A name that stays as it is in every language, by its place in the list ([`Names`]).
    Name(usize),
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
    let may_mail = text.contains('@');
    while at < text.len() {
        let plain = plain_run(text.as_bytes(), at, may_mail);
        if plain > at {
            before = text[at..plain].chars().next_back();
            at = plain;
        }
        let Some(c) = text[at..].chars().next() else {
            break;
        };
        let opens = before.is_none_or(|b| !b.is_ascii_alphanumeric() && b != '_' && b != '/');
        let emoji_end = emoji(text, at);
        let may_be_mail = opens && !before.is_some_and(in_email);
        let found = match c {
            _ if emoji_end > at => Some((Piece::Emoji, emoji_end)),
            '@' | '＠' if opens => mention(text, at),
            '#' | '＃' if before.is_none_or(|b| b != '&' && b != '/') => hashtag(text, at),
            'h' | 'H' if opens => {
                url(text, at).or_else(|| may_be_mail.then(|| email(text, at)).flatten())
            }
            '`' if before != Some('`') => code(text, at),
            '[' => sticker(text, at),
            _ if may_be_mail && c.is_ascii_alphanumeric() => email(text, at),
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

/// Where the letters end that cannot begin a piece, whatever follows: most of what people write. `may_mail`
/// says whether the text has an `@`.
fn plain_run(bytes: &[u8], mut at: usize, may_mail: bool) -> usize {
    let is_letter = |byte: &&u8| matches!(byte, b' ' | b'a'..=b'g' | b'i'..=b'z');
    loop {
        if !may_mail {
            at += bytes[at..].iter().take_while(is_letter).count();
        }
        let Some(&byte) = bytes.get(at) else { break };
        let (next, third) = (bytes.get(at + 1).copied(), bytes.get(at + 2).copied());
        let in_word = || at > 0 && in_email(char::from(bytes[at - 1]));
        at += match byte {
            b'@' | b'#' | b'*' | b'`' | b'[' => break,
            b'h' | b'H' if matches!(next, Some(b't' | b'T')) => break,
            b'0'..=b'9' if next.is_some_and(|next| !next.is_ascii()) => break,
            _ if may_mail && byte.is_ascii_alphanumeric() && !in_word() => break,
            0..=0x7f => 1,
            // Lead bytes of scripts without emoji, of two and of three bytes.
            0xc3..=0xdf => 2,
            0xe0 | 0xe1 | 0xe4..=0xed => 3,
            0xe3 if !matches!(next, Some(0x80 | 0x8a)) => 3,
            // Chinese punctuation, but for 〰 and 〽, the wide # and the wide @.
            0xe3 if next == Some(0x80) && third.is_some_and(|third| third < 0xb0) => 3,
            0xef if next == Some(0xbc) && !matches!(third, Some(0x83 | 0xa0)) => 3,
            _ => break,
        };
    }
    at
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
    let opened = link.matches('(').count();
    let mut closed = link.matches(')').count();
    while link.ends_with(')') && closed > opened {
        link = &link[..link.len() - 1];
        closed -= 1;
    }
    let host = link.split(['/', '?', '#']).next()?;
    let plausible = host.contains('.') || host.starts_with("localhost");
    plausible.then_some((Piece::Url, from + link.len()))
}

fn in_email(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-')
}

fn email(text: &str, at: usize) -> Option<(Piece, usize)> {
    let sign = run(text, at, in_email);
    if !text[sign..].starts_with('@') {
        return None;
    }
    let host_at = sign + 1;
    let end = run(text, host_at, |c| {
        c.is_ascii_alphanumeric() || matches!(c, '.' | '-')
    });
    let host = text[host_at..end].trim_end_matches(['.', '-']);
    let (_, ending) = host.rsplit_once('.')?;
    let plausible = ending.len() >= 2 && ending.bytes().all(|b| b.is_ascii_alphabetic());
    plausible.then_some((Piece::Email, host_at + host.len()))
}

/// A run of backticks, and up to the next run of the same length.
fn code(text: &str, at: usize) -> Option<(Piece, usize)> {
    let inside = run(text, at, |c| c == '`');
    let ticks = inside - at;
    let mut from = inside;
    while let Some(offset) = text[from..].find('`') {
        let close = from + offset;
        let end = run(text, close, |c| c == '`');
        if end - close == ticks {
            return Some((Piece::Code, end));
        }
        from = end;
    }
    None
}

/// `[name]` where the name is short and one word.
fn sticker(text: &str, at: usize) -> Option<(Piece, usize)> {
    let from = at + 1;
    let (length, end) = text[from..]
        .char_indices()
        .take(MAX_STICKER_CHARS + 1)
        .find(|(_, c)| matches!(c, ']' | '[' | '\n') || c.is_whitespace())?;
    (length > 0 && end == ']').then_some((Piece::Sticker, from + length + 1))
}

/// Where the emoji that begin at `at` end; `at` when there are none.
fn emoji(text: &str, at: usize) -> usize {
    let mut end = at;
    // What cannot begin one is told without looking at the cluster.
    while text[end..].chars().next().is_some_and(may_be_emoji) {
        let longest = text.floor_char_boundary(end + MAX_EMOJI_BYTES);
        match text[end..longest].graphemes(true).next() {
            Some(cluster) if is_emoji(cluster) => end += cluster.len(),
            _ => break,
        }
    }
    end
}

fn may_be_emoji(c: char) -> bool {
    matches!(c, '#' | '*' | '0'..='9' | '©' | '®') || (c >= '\u{203c}' && c.is_emoji_char())
}

/// Whether a grapheme cluster is shown as a picture. Digits and signs such as `©` are only with a
/// selector or a keycap; a flag takes two letters.
fn is_emoji(cluster: &str) -> bool {
    let mut chars = cluster.chars();
    let first = chars.next().unwrap_or_default();
    let rest = chars.as_str();
    match first {
        _ if rest.starts_with('\u{fe0e}') => false,
        '\u{1f1e6}'..='\u{1f1ff}' => !rest.is_empty(),
        '#' | '*' | '0'..='9' => rest.contains('\u{20e3}'),
        '©' | '®' | '‼' | '⁉' | '™' | 'ℹ' | '↔'..='↪' | '〰' | '〽' | '㊗' | '㊙' => {
            rest.starts_with('\u{fe0f}')
        }
        _ => first.is_emoji_char(),
    }
}

/// Splits a text into its spans, the names of a list among them.
#[must_use]
pub fn spans_with(text: &str, names: &Names) -> Vec<Span> {
    let mut all = Vec::new();
    for span in spans(text) {
        if span.piece != Piece::Words {
            all.push(span);
            continue;
        }
        let mut from = span.range.start;
        for (entry, range) in names.find(text, &span.range) {
            if from < range.start {
                all.push(Span {
                    piece: Piece::Words,
                    range: from..range.start,
                });
            }
            from = range.end;
            all.push(Span {
                piece: Piece::Name(entry),
                range,
            });
        }
        if from < span.range.end {
            all.push(Span {
                piece: Piece::Words,
                range: from..span.range.end,
            });
        }
    }
    all
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
                    Piece::Email => "email",
                    Piece::Code => "code",
                    Piece::Sticker => "sticker",
                    Piece::Emoji => "emoji",
                    Piece::Name(_) => "name",
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
            "a@example",
            "it`s fine",
            "[longer remark] [] [",
            "3 © 2025, 1️ 5*",
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
    fn emoji_are_taken_whole() {
        assert_eq!(
            shown("a👩‍👩‍👧🐱🐱b❤️ 🇨🇳👍🏽1️⃣ ☀"),
            [
                ("words", "a"),
                ("emoji", "👩‍👩‍👧🐱🐱"),
                ("words", "b"),
                ("emoji", "❤️"),
                ("words", " "),
                ("emoji", "🇨🇳👍🏽1️⃣"),
                ("words", " "),
                ("emoji", "☀"),
            ]
        );
    }

    #[test]
    fn what_nobody_may_translate_is_found() {
        assert_eq!(
            shown("[派对R]use `rm -rf /` or ``a`b``, write to ana.b+c@example.org."),
            [
                ("sticker", "[派对R]"),
                ("words", "use "),
                ("code", "`rm -rf /`"),
                ("words", " or "),
                ("code", "``a`b``"),
                ("words", ", write to "),
                ("email", "ana.b+c@example.org"),
                ("words", "."),
            ]
        );
    }

    #[test]
    fn names_are_found_among_the_words_only() {
        let names = Names::parse("TikTok\nmomo\n小红书|RedNote\ten=RedNote\tzh-Hans=小红书\n");
        let text = "TikTok难民在小红书叫momo，momos #TikTok";
        let found: Vec<_> = spans_with(text, &names)
            .into_iter()
            .filter(|span| span.piece != Piece::Words)
            .map(|span| (span.piece, &text[span.range]))
            .collect();
        assert_eq!(
            found[..3],
            [
                (Piece::Name(0), "TikTok"),
                (Piece::Name(2), "小红书"),
                (Piece::Name(1), "momo"),
            ]
        );
        assert_eq!((found.len(), found[3].1), (4, "#TikTok"));
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
        fn spans_rebuild_the_text(text in "(\\PC|[@#＃＠/.hH:tp `\\[\\]🐱👍🏽\\u{fe0f}\\u{200d}])*") {
            let rebuilt: String = spans(&text).iter().map(|s| &text[s.range.clone()]).collect();
            prop_assert_eq!(rebuilt, text);
        }
    }
}
