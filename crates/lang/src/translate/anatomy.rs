//! A segment taken apart into words and protected spans, and put together again.

use crate::glossary::Glossary;
use crate::guard::Fault;
use aho_corasick::AhoCorasick;
use sampan_domain::Lang;
use sampan_domain::anatomy::{Piece, spans, spans_with};
use sampan_domain::names::{Names, is_unspaced};
use std::ops::Range;
use std::sync::LazyLock;
use unicode_segmentation::UnicodeSegmentation;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Words,
    /// A mention, a topic or an address: would grow into what follows without a blank.
    Link,
    Emoji,
    Sticker,
    /// A name, code, or a word that is spoken about: part of the sentence.
    Name,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part<'t> {
    kind: Kind,
    text: &'t str,
}

/// One line or sentence.
#[derive(Debug)]
pub(super) struct Segment<'t> {
    /// What stands before and after the sentence and takes no part in it.
    head: Vec<Part<'t>>,
    parts: Vec<Part<'t>>,
    tail: Vec<Part<'t>>,
    core: String,
}

impl<'t> Segment<'t> {
    pub(super) fn of(line: &'t str, from: Lang, to: Lang, names: &'t Names) -> Self {
        let mut parts: Vec<Part> = Vec::new();
        let speaks_of_words = speaks_of_words(line);
        for span in spans_with(line, names) {
            let text = &line[span.range.clone()];
            let kind = match span.piece {
                Piece::Words if speaks_of_words => {
                    split_terms(text, from, to, &mut parts);
                    continue;
                }
                Piece::Words => Kind::Words,
                Piece::Mention(_) | Piece::Topic(_) | Piece::Url | Piece::Email => Kind::Link,
                Piece::Emoji => Kind::Emoji,
                Piece::Sticker => Kind::Sticker,
                Piece::Code | Piece::Name(_) => Kind::Name,
            };
            let text = match span.piece {
                Piece::Name(entry) => names.fixed(entry, to).unwrap_or(text),
                _ => text,
            };
            parts.push(Part { kind, text });
        }
        let (head, rest) = edge(parts, false);
        let (tail, parts) = edge(rest, true);
        let core = joined(parts.iter().copied(), from);
        Self {
            head,
            parts,
            tail,
            core,
        }
    }

    /// Whether there is anything to translate.
    pub(super) fn has_words(&self) -> bool {
        self.between().next().is_some()
    }

    /// What the engine is asked.
    pub(super) fn core(&self) -> &str {
        &self.core
    }

    /// The protected spans of the core, in order.
    pub(super) fn kept(&self) -> Vec<&str> {
        self.parts
            .iter()
            .filter(|part| part.kind != Kind::Words)
            .map(|part| part.text)
            .collect()
    }

    /// The core in pieces: words, and what has to stay.
    pub(super) fn pieces(&self) -> impl Iterator<Item = (bool, &str)> {
        self.parts
            .iter()
            .map(|part| (part.kind == Kind::Words, part.text))
    }

    /// The words between the spans of the core.
    pub(super) fn between(&self) -> impl Iterator<Item = &str> {
        self.parts
            .iter()
            .filter(|part| is_worded(part))
            .map(|part| part.text.trim())
    }

    /// An engine's answer with every protected span once, as it was written.
    pub(super) fn restore(&self, answer: &str) -> Result<String, Fault> {
        let mut kept: Vec<&Part> = self
            .parts
            .iter()
            .filter(|part| part.kind != Kind::Words)
            .collect();
        kept.sort_by_key(|part| (std::cmp::Reverse(part.text.len()), part.text));
        // Where the spans stand in the answer; a short one may not be found within a long one.
        let mut text = answer.to_owned();
        let mut taken: Vec<Range<usize>> = Vec::new();
        let mut last = "";
        for part in &kept {
            let free = |range: &Range<usize>, taken: &[Range<usize>]| {
                taken
                    .iter()
                    .all(|other| range.end <= other.start || other.end <= range.start)
            };
            // The same again stands behind the one before.
            let from = match taken.last() {
                Some(before) if last == part.text => before.end,
                _ => 0,
            };
            last = part.text;
            let exact = text[from..]
                .match_indices(part.text)
                .map(|(at, found)| from + at..from + at + found.len())
                .find(|range| free(range, &taken));
            let place = exact.or_else(|| {
                alike(&text, part.text)
                    .into_iter()
                    .find(|range| free(range, &taken))
            });
            let place = place.ok_or(Fault::Spans)?;
            let grown = part.text.len().cast_signed() - place.len().cast_signed();
            text.replace_range(place.clone(), part.text);
            for other in &mut taken {
                if other.start >= place.end {
                    other.start = other.start.saturating_add_signed(grown);
                    other.end = other.end.saturating_add_signed(grown);
                }
            }
            taken.push(place.start..place.start + part.text.len());
        }
        taken.sort_by_key(|range| range.start);
        without_doubles(&text, &taken, &kept)
    }

    /// The rendition of the whole segment: head, core, tail.
    ///
    /// # Errors
    /// [`Fault::Spans`] when what came together holds other spans than the original.
    pub(super) fn whole(&self, core: &str, to: Lang) -> Result<String, Fault> {
        let core = Part {
            kind: Kind::Words,
            text: core.trim(),
        };
        let parts = self.head.iter().chain([&core]).chain(&self.tail);
        let whole = joined(parts.copied(), to);
        if sorted(protected(&whole)) == self.expected() {
            Ok(whole)
        } else {
            Err(Fault::Spans)
        }
    }

    /// The core with the words between its spans replaced by these, one for each of [`Self::between`].
    pub(super) fn rejoined(&self, pieces: &[String], to: Lang) -> String {
        let mut pieces = pieces.iter();
        let parts = self.parts.iter().map(|part| match pieces.as_slice() {
            [piece, ..] if is_worded(part) => {
                pieces.next();
                Part {
                    kind: Kind::Words,
                    text: piece,
                }
            }
            _ => *part,
        });
        joined(parts, to)
    }

    /// The spans that a reader must find, sorted. Names apart, which are words to the eye.
    fn expected(&self) -> Vec<&str> {
        let parts = self.head.iter().chain(&self.parts).chain(&self.tail);
        let kept = parts.filter(|part| part.kind != Kind::Words);
        sorted(kept.flat_map(|part| protected(part.text)))
    }
}

fn is_worded(part: &Part) -> bool {
    part.kind == Kind::Words && part.text.chars().any(char::is_alphabetic)
}

/// The protected spans of a text, each emoji by itself: neighbours may have become such on the way.
fn protected(text: &str) -> impl Iterator<Item = &str> {
    spans(text)
        .into_iter()
        .filter(|span| span.piece != Piece::Words)
        .flat_map(|span| {
            let is_emoji = span.piece == Piece::Emoji;
            let whole = &text[span.range];
            let each = is_emoji.then(|| whole.graphemes(true));
            let whole = (!is_emoji).then_some(whole);
            each.into_iter().flatten().chain(whole)
        })
}

fn sorted<'t>(spans: impl Iterator<Item = &'t str>) -> Vec<&'t str> {
    let mut all: Vec<&str> = spans.collect();
    all.sort_unstable();
    all
}

/// # Errors
/// [`Fault::Spans`] when there is one.
pub(super) fn without_spans(text: &str) -> Result<(), Fault> {
    if protected(text).next().is_none() {
        Ok(())
    } else {
        Err(Fault::Spans)
    }
}

/// Takes off what stands at one end and has no part in the sentence.
fn edge(mut parts: Vec<Part<'_>>, at_end: bool) -> (Vec<Part<'_>>, Vec<Part<'_>>) {
    let mut off = Vec::new();
    if at_end {
        parts.reverse();
    }
    let count = parts
        .iter()
        .take_while(|part| match part.kind {
            Kind::Words => !part.text.chars().any(char::is_alphanumeric),
            Kind::Name => false,
            _ => true,
        })
        .count();
    // Punctuation that belongs to the sentence stays with it.
    let spans = parts[..count]
        .iter()
        .rposition(|part| part.kind != Kind::Words)
        .map_or(0, |last| last + 1);
    let blank = parts[spans..count]
        .iter()
        .take_while(|part| part.text.trim().is_empty())
        .count();
    off.extend(parts.drain(..spans + blank));
    if let Some(part) = parts.first_mut().filter(|part| part.kind == Kind::Words) {
        let text = part.text;
        let cut;
        if at_end {
            part.text = text.trim_end();
            cut = &text[part.text.len()..];
        } else {
            part.text = text.trim_start();
            cut = &text[..text.len() - part.text.len()];
        }
        if !cut.is_empty() {
            off.push(Part {
                kind: Kind::Words,
                text: cut,
            });
        }
    }
    if at_end {
        off.reverse();
        parts.reverse();
    }
    (off, parts)
}

/// "What does YYDS mean?": the words are what it is about, and stay.
fn speaks_of_words(line: &str) -> bool {
    static SAID: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build([
                "what does",
                "what do you mean by",
                "what is the meaning",
                "stand for",
                "stands for",
                "we say",
                "什么意思",
                "啥意思",
                "是什么缩写",
            ])
            .ok()
    });
    let Some(found) = SAID.as_ref().and_then(|said| said.find(line)) else {
        return false;
    };
    // "What does your dog like" speaks of a dog.
    found.pattern().as_usize() > 0 || line.to_ascii_lowercase().contains("mean")
}

/// Splits words at slang in Latin letters and at abbreviations in capitals.
fn split_terms<'t>(words: &'t str, from: Lang, to: Lang, parts: &mut Vec<Part<'t>>) {
    let mut terms: Vec<Range<usize>> = Glossary::of(from, to).map_or_else(Vec::new, |glossary| {
        glossary
            .find(words)
            .into_iter()
            .map(|(_, range)| range)
            .filter(|range| words[range.clone()].is_ascii())
            .collect()
    });
    let mut at = 0;
    // In a shouted line everything is in capitals.
    let is_shouted = !words.contains(|c: char| c.is_ascii_lowercase() || is_unspaced(c));
    for word in words.split(|c: char| !c.is_ascii_alphanumeric()) {
        let range = at..at + word.len();
        at = range.end + words[range.end..].chars().next().map_or(0, char::len_utf8);
        let is_abbreviation = word.len() >= 2 && word.bytes().all(|b| b.is_ascii_uppercase());
        let is_new = terms
            .iter()
            .all(|term| range.end <= term.start || term.end <= range.start);
        if is_abbreviation && is_new && !is_shouted {
            terms.push(range);
        }
    }
    terms.sort_by_key(|range| range.start);
    let mut from = 0;
    let mut push = |kind, range: Range<usize>| {
        if !range.is_empty() {
            parts.push(Part {
                kind,
                text: &words[range],
            });
        }
    };
    for term in terms {
        push(Kind::Words, from..term.start);
        push(Kind::Name, term.clone());
        from = term.end;
    }
    push(Kind::Words, from..words.len());
}

/// Where something stands that is this span but for case, width or blanks.
fn alike(text: &str, span: &str) -> Vec<Range<usize>> {
    let plain = |c: char| match c {
        '＠' => '@',
        '＃' => '#',
        '［' | '【' => '[',
        '］' | '】' => ']',
        '‘' | '’' => '\'',
        c => c.to_ascii_lowercase(),
    };
    let wanted: Vec<char> = span
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(plain)
        .collect();
    let letters: Vec<(usize, char)> = text
        .char_indices()
        .filter(|(_, c)| !c.is_whitespace())
        .collect();
    letters
        .windows(wanted.len().max(1))
        .filter(|window| {
            window
                .iter()
                .map(|(_, c)| plain(*c))
                .eq(wanted.iter().copied())
        })
        .filter_map(|window| {
            let (last, c) = window.last()?;
            Some(window[0].0..last + c.len_utf8())
        })
        .collect()
}

/// Removes emoji and stickers that came more often than they were; anything else too many is a fault.
fn without_doubles(text: &str, taken: &[Range<usize>], kept: &[&Part]) -> Result<String, Fault> {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    let mut gaps: Vec<Range<usize>> = Vec::new();
    for range in taken {
        gaps.push(from..range.start);
        from = range.end;
    }
    gaps.push(from..text.len());
    for (at, gap) in gaps.iter().enumerate() {
        let words = &text[gap.clone()];
        for span in spans(words) {
            match span.piece {
                Piece::Words => out.push_str(&words[span.range]),
                Piece::Sticker
                    if kept
                        .iter()
                        .all(|part| part.text != &words[span.range.clone()]) =>
                {
                    out.push_str(&remark(&words[span.range]));
                }
                Piece::Emoji | Piece::Sticker => {}
                _ => return Err(Fault::Spans),
            }
        }
        let doubled = kept
            .iter()
            .any(|part| part.kind == Kind::Name && words.contains(part.text));
        if doubled {
            return Err(Fault::Spans);
        }
        let Some(range) = taken.get(at) else { break };
        let span = &text[range.clone()];
        let is_link = kept
            .iter()
            .any(|part| part.text == span && part.kind == Kind::Link);
        if is_link && out.ends_with(|c: char| c.is_alphanumeric() && !is_unspaced(c)) {
            out.push(' ');
        }
        out.push_str(span);
        let next = text[range.end..].chars().next();
        if is_link && next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '/')) {
            out.push(' ');
        }
    }
    Ok(out)
}

/// A remark in brackets, which is no sticker.
fn remark(bracketed: &str) -> String {
    let said = &bracketed[1..bracketed.len() - 1];
    if said.contains(is_unspaced) {
        format!("（{said}）")
    } else {
        format!("({said})")
    }
}

fn joined<'t>(parts: impl Iterator<Item = Part<'t>>, to: Lang) -> String {
    let mut out = String::new();
    let mut before: Option<Kind> = None;
    for part in parts.filter(|part| !part.text.is_empty()) {
        if before.is_some_and(|kind| needs_blank(kind, &out, &part, to)) {
            out.push(' ');
        }
        out.push_str(part.text);
        before = Some(part.kind);
    }
    out
}

fn needs_blank(kind: Kind, before: &str, part: &Part, to: Lang) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), part.text.chars().next()) else {
        return false;
    };
    if last.is_whitespace() || first.is_whitespace() {
        return false;
    }
    let spaced = !matches!(to.as_str(), "zh-Hans" | "zh-Hant" | "ja" | "th");
    let latin = |c: char| c.is_alphanumeric() && !is_unspaced(c);
    match (kind, part.kind) {
        (Kind::Link, Kind::Link) => true,
        (Kind::Link, _) => first.is_alphanumeric() || matches!(first, '_' | '-' | '/' | '#'),
        (_, Kind::Link) => latin(last) || (spaced && is_sentence_end(last)),
        (Kind::Sticker, _) | (_, Kind::Sticker) => false,
        (Kind::Emoji, Kind::Words) => spaced && first.is_alphanumeric(),
        (Kind::Words, Kind::Emoji) => spaced && (latin(last) || is_sentence_end(last)),
        (Kind::Emoji, Kind::Name) | (Kind::Name, Kind::Emoji) => spaced,
        (Kind::Emoji, Kind::Emoji) => true,
        _ => (latin(last) || last == '`') && (latin(first) || first == '`'),
    }
}

fn is_sentence_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | ',' | ':' | ';' | ')' | '"')
}

#[cfg(test)]
mod tests {
    use super::*;

    static NAMES: LazyLock<Names> = LazyLock::new(|| {
        Names::parse("TikTok\nmomo\nReels\n小红书|RedNote\ten=RedNote\tzh-Hans=小红书\n")
    });

    fn segment(line: &str) -> Segment<'_> {
        Segment::of(line, Lang::ZH_HANS, Lang::EN, &NAMES)
    }

    #[test]
    fn the_ends_are_put_aside() {
        for (line, core) in [
            ("@sunny_ohio 你家狗叫什么名字？", "你家狗叫什么名字？"),
            ("先交猫税！🐱🐱🐱", "先交猫税！"),
            ("[派对R]新年快乐[派对R]", "新年快乐"),
            ("TikTok难民🙏", "TikTok难民"),
            (
                "链接 https://example.com/a 自取",
                "链接 https://example.com/a 自取",
            ),
            ("#猫税# 🐱 真好 #旅行#", "真好"),
        ] {
            assert_eq!(segment(line).core(), core);
        }
        assert!(!segment("🐱 #猫税# @momo_1 ！").has_words());
        assert_eq!(segment("小红书真好").core(), "RedNote真好");
        assert_eq!(segment("在小红书2年了").core(), "在RedNote 2年了");
    }

    #[test]
    fn answers_get_their_spans_back() {
        let of = |line: &str, answer: &str| segment(line).restore(answer);
        let line = "链接 https://example.com/a 给momo看";
        assert_eq!(
            of(line, "Link https://example.com/a for Momo"),
            Ok("Link https://example.com/a for momo".into())
        );
        assert_eq!(of(line, "Link for momo"), Err(Fault::Spans));
        assert_eq!(
            of(line, "Link https://example.com/a for momo and momo"),
            Err(Fault::Spans)
        );
        assert_eq!(
            of(line, "See https://example.com/a https://evil.example momo"),
            Err(Fault::Spans)
        );
        assert_eq!(
            of("哭了😭真的", "Crying 😭 really 😭"),
            Ok("Crying 😭 really ".into())
        );
        assert_eq!(
            of("看[派对R]吧", "look 【派对R】"),
            Ok("look [派对R]".into())
        );
    }

    #[test]
    fn segments_come_together_with_the_blanks_they_need() {
        let whole = |line: &str, core: &str| segment(line).whole(core, Lang::EN);
        assert_eq!(
            whole("先交猫税！🐱🐱🐱", "Cat tax first!"),
            Ok("Cat tax first! 🐱🐱🐱".into())
        );
        assert_eq!(
            whole("[派对R]新年快乐[派对R]", "Happy New Year"),
            Ok("[派对R]Happy New Year[派对R]".into())
        );
        assert_eq!(whole("@ana你好", "Hello"), Ok("@ana Hello".into()));
        assert_eq!(whole("你好@ana", "Hello"), Ok("Hello @ana".into()));
        // Not a mention where it stands, though it would be one alone.
        assert_eq!(
            whole("看@ana_1@bob_2的猫", "Look at @ana_1@bob_2's cat"),
            Ok("Look at @ana_1@bob_2's cat".into())
        );
        assert_eq!(whole("你好", "Hello @ana"), Err(Fault::Spans));
    }

    #[test]
    fn words_that_are_spoken_about_stay() {
        let names = Names::default();
        let segment = Segment::of(
            "What does YYDS mean? We say GOAT",
            Lang::EN,
            Lang::ZH_HANS,
            &names,
        );
        assert_eq!(segment.kept(), ["YYDS", "GOAT"]);
        let used = Segment::of("you're the GOAT", Lang::EN, Lang::ZH_HANS, &names);
        assert_eq!(used.kept(), [""; 0]);
    }
}
