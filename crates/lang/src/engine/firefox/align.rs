//! What must stay as it is, and did not: put back where the model's attention went to it.
//!
//! The model looks at pieces of words. Which piece of the source it looked at most for each piece that it
//! wrote tells where a name or a mention of the source has gone.

use fxtranslate::engine::{Aligned, Engine, Token};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// An answer in which the pieces of `keep` that `source` has stand as they are, as far as that can be found
/// out. Where it cannot, the answer stays as it is, and the guard sees to it.
pub(super) fn put_back(engine: &Engine, source: &str, answer: &str, keep: &[String]) -> String {
    let answer = with_bytes(answer);
    let times = |text: &str, kept: &str| text.matches(kept).count();
    let mut lost: Vec<&str> = keep
        .iter()
        .map(String::as_str)
        .filter(|kept| times(source, kept) > times(&answer, kept))
        .collect();
    lost.sort_unstable();
    lost.dedup();
    if lost.is_empty() {
        return answer;
    }
    let aligned = engine.translate_aligned(source);
    let mut changes: Vec<(Range<usize>, &str)> = Vec::new();
    for kept in lost {
        for place in places(&aligned.source_normalized, kept) {
            match target(&aligned, &place) {
                Some(range) => changes.push((range, kept)),
                None => return answer,
            }
        }
    }
    changes.sort_by_key(|(range, _)| range.start);
    if changes.windows(2).any(|two| two[0].0.end > two[1].0.start) {
        return answer;
    }
    let mut text = aligned.target_text;
    for (range, kept) in changes.into_iter().rev() {
        text.replace_range(range, kept);
    }
    with_bytes(&text)
}

/// Where a piece stands in what the model read: in UTF-16 units, as the library counts.
fn places(source: &str, kept: &str) -> Vec<Range<usize>> {
    let kept: String = kept.nfkc().collect::<String>().replace(' ', "\u{2581}");
    let units = |text: &str| text.encode_utf16().count();
    source
        .match_indices(&kept)
        .map(|(at, kept)| units(&source[..at])..units(&source[..at]) + units(kept))
        .collect()
}

/// Where in the rendition the words of a place went, in bytes.
fn target(aligned: &Aligned, place: &Range<usize>) -> Option<Range<usize>> {
    let is_of_place = |row: &Vec<f32>| {
        let most = (0..row.len()).max_by(|a, b| row[*a].total_cmp(&row[*b]))?;
        let token = aligned.source_tokens.get(most)?;
        Some(token.begin < place.end && place.start < token.end)
    };
    let mine: Vec<usize> = (0..aligned.alignments.len())
        .filter(|at| is_of_place(&aligned.alignments[*at]) == Some(true))
        .collect();
    let (first, last) = (*mine.first()?, *mine.last()?);
    // Here and there: no place of its own.
    if mine.len() * 2 <= last - first {
        return None;
    }
    let text = &aligned.target_text;
    let at = |unit: usize| byte(text, unit);
    let tokens: &[Token] = aligned.target_tokens.get(first..=last)?;
    let (mut begin, mut end) = (at(tokens.first()?.begin), at(tokens.last()?.end));
    // No half words.
    let latin = |c: char| c.is_alphanumeric() && u32::from(c) < 0x2e80;
    let word = text.get(begin..end)?;
    if word.trim_start().len() == word.len() && word.starts_with(latin) {
        begin = text[..begin].trim_end_matches(latin).len();
    }
    if word.ends_with(latin) {
        end = text.len() - text[end..].trim_start_matches(latin).len();
    }
    let word = &text[begin..end];
    let (lead, bare) = (word.len() - word.trim_start().len(), word.trim());
    (!bare.is_empty()).then(|| begin + lead..begin + lead + bare.len())
}

/// The byte at which a UTF-16 unit stands.
fn byte(text: &str, unit: usize) -> usize {
    let mut units = 0;
    text.char_indices()
        .find(|(_, c)| {
            let here = units >= unit;
            units += c.len_utf16();
            here
        })
        .map_or(text.len(), |(at, _)| at)
}

/// Characters that the vocabulary lacks come out as bytes in words, `<0xF0><0x9F>…`. What is no character
/// after all is left out.
fn with_bytes(text: &str) -> String {
    const LENGTH: usize = "<0x00>".len();
    let byte_at = |at: usize| {
        let word = text.get(at..at + LENGTH)?;
        let digits = word.strip_prefix("<0x")?.strip_suffix('>')?;
        u8::from_str_radix(digits, 16).ok()
    };
    let mut plain = String::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let mut bytes = Vec::new();
        while let Some(byte) = byte_at(at) {
            bytes.push(byte);
            at += LENGTH;
        }
        plain.extend(
            String::from_utf8_lossy(&bytes)
                .chars()
                .filter(|c| *c != '\u{fffd}'),
        );
        if let Some(c) = text[at..].chars().next() {
            plain.push(c);
            at += c.len_utf8();
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_in_words_become_characters() {
        for (said, meant) in [
            ("a <0xF0><0x9F><0x90><0xB1>!", "a 🐱!"),
            ("<0xC3><0xA9>", "é"),
            ("<0xC3>x<0xF0><0x9F>", "x"),
            ("a <0x b", "a <0x b"),
            ("1 <2>0xAB>", "1 <2>0xAB>"),
        ] {
            assert_eq!(with_bytes(said), meant, "{said}");
        }
    }

    #[test]
    fn utf_16_units_are_found_in_bytes() {
        let text = "a🐱é世";
        assert_eq!(
            [0, 1, 3, 4, 5].map(|unit| byte(text, unit)),
            [0, 1, 5, 7, 10]
        );
    }

    /// Tokens of one character each, that looked at the pieces given.
    fn aligned(source: &str, target: &str, looked_at: &[usize]) -> Aligned {
        let tokens = |text: &str| {
            (0..text.chars().count())
                .map(|at| Token {
                    id: 0,
                    begin: at,
                    end: at + 1,
                })
                .collect::<Vec<_>>()
        };
        Aligned {
            target_text: target.into(),
            source_tokens: tokens(source),
            target_tokens: tokens(target),
            alignments: looked_at
                .iter()
                .map(|most| {
                    (0..source.chars().count())
                        .map(|at| f32::from(u8::from(at == *most)))
                        .collect()
                })
                .collect(),
            source_normalized: source.into(),
        }
    }

    #[test]
    fn whole_words_are_replaced_and_scattered_ones_are_not() {
        let source = "我在脸书";
        let place = places(source, "脸书").remove(0);
        assert_eq!(place, 2..4);
        // The "e" looked at something else, and goes with its word.
        let said = aligned(source, "I on face", &[0, 1, 1, 1, 1, 2, 2, 3, 1]);
        assert_eq!(target(&said, &place), Some(5..9));
        let said = aligned(source, "I on face", &[2, 1, 1, 1, 1, 0, 0, 0, 3]);
        assert_eq!(target(&said, &place), None);
        let said = aligned(source, "I", &[0]);
        assert_eq!(target(&said, &place), None);
    }
}
