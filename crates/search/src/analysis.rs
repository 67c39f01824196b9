//! From a text to what is looked up: words, their stems, characters, and how Chinese names sound.

use crate::fold;
use frostem::{Algorithm, Stemmer};
use jieba_rs::Jieba;
use pinyin::ToPinyinMulti;
use sampan_domain::Lang;
use std::ops::Range;
use std::sync::LazyLock;
use unicode_properties::UnicodeEmoji;
use unicode_segmentation::UnicodeSegmentation;

/// Longer words are no words.
const LONGEST: usize = 64;
/// How a name with ambiguous characters may be read, at most.
const READINGS: usize = 4;

static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// Before a stem, so that it is not taken for the word itself.
const STEM: char = '\u{1}';
/// Before the sound of a name.
const SOUND: char = '\u{2}';
/// Before the sound of another word: looked for when what was typed is nowhere else (`women` is not 我们).
pub(crate) const OTHER_SOUND: char = '\u{3}';

/// A term of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) text: String,
    /// In words, and in characters where words have no gaps.
    pub(crate) position: usize,
    /// Bytes of the text.
    pub(crate) range: Range<usize>,
}

/// A term of a query, with everything that would do for it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Unit {
    pub(crate) text: String,
    pub(crate) position: usize,
    /// Terms, and how much each of them is worth.
    pub(crate) terms: Vec<(String, f32)>,
    /// Characters that may stand one after the other instead.
    pub(crate) chars: Vec<String>,
    /// Whether it says nothing by itself.
    pub(crate) is_filler: bool,
    /// Whether it is written in letters that one mistypes.
    pub(crate) is_spelt: bool,
}

/// A piece of a text.
enum Piece<'a> {
    /// Between gaps.
    Word(&'a str, usize),
    /// Characters without gaps between words, folded, with the byte where each begins.
    Run(Vec<(char, usize)>, usize),
    Emoji(&'a str, usize),
}

pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}' | '々')
}

/// Scripts that put no gaps between words.
fn is_dense(c: char) -> bool {
    is_han(c)
        || matches!(c, '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{0e01}'..='\u{0e7f}'
            | '\u{0e81}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    for (at, segment) in text.split_word_bound_indices() {
        if segment.starts_with(is_dense) {
            let chars = segment.char_indices().map(|(i, c)| (fold::han(c), at + i));
            match pieces.last_mut() {
                Some(Piece::Run(run, end)) if *end == at => {
                    run.extend(chars);
                    *end = at + segment.len();
                }
                _ => pieces.push(Piece::Run(chars.collect(), at + segment.len())),
            }
        } else if segment.contains(char::is_alphanumeric) {
            if segment.len() <= LONGEST {
                pieces.push(Piece::Word(segment, at));
            }
        } else if segment.chars().any(|c| c.is_emoji_char() && !c.is_ascii()) {
            pieces.push(Piece::Emoji(segment, at));
        }
    }
    pieces
}

/// Chinese words of a run: where each begins and ends (characters), and whether it is a name.
fn han_words(run: &[(char, usize)]) -> Vec<(Range<usize>, bool)> {
    let mut words = Vec::new();
    let mut start = 0;
    while start < run.len() {
        let end = run[start..]
            .iter()
            .position(|(c, _)| !is_han(*c))
            .map_or(run.len(), |offset| start + offset);
        if end - start >= 2 {
            let text: String = run[start..end].iter().map(|(c, _)| *c).collect();
            words.extend(JIEBA.tag(&text, true).into_iter().map(|tag| {
                let is_name = tag.tag.starts_with("nr")
                    || tag.tag.starts_with("ns")
                    || matches!(tag.tag, "nt" | "nz");
                (start + tag.start..start + tag.end, is_name)
            }));
        } else if end > start {
            words.push((start..end, false));
        }
        start = end.max(start + 1);
    }
    words
}

fn join(run: &[(char, usize)]) -> String {
    run.iter().map(|(c, _)| *c).collect()
}

/// How a Chinese word is said, without tones; several where characters have several readings.
pub(crate) fn sounds(word: &str) -> Vec<String> {
    let mut sounds = vec![String::new()];
    for c in word.chars() {
        let Some(readings) = c.to_pinyin_multi() else {
            return Vec::new();
        };
        let mut plain: Vec<String> = Vec::new();
        for reading in readings {
            // `lü` is typed `lv`, and by those who do not know that, `lu`.
            for typed in ["v", "u"] {
                let reading = reading.plain().replace('ü', typed);
                if !plain.contains(&reading) {
                    plain.push(reading);
                }
            }
        }
        sounds = plain
            .iter()
            .flat_map(|reading| {
                sounds
                    .iter()
                    .map(move |before| format!("{before}{reading}"))
            })
            .collect();
        if sounds.len() > READINGS {
            sounds.truncate(READINGS);
        }
    }
    sounds
}

/// The first letters of how a word is said: `bj` for 北京.
pub(crate) fn initials(word: &str) -> Option<String> {
    word.chars()
        .map(|c| {
            let reading = c.to_pinyin_multi()?.into_iter().next()?;
            reading.plain().chars().next()
        })
        .collect()
}

fn stemmer(lang: Lang) -> Stemmer {
    let algorithm = match lang.as_str() {
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nl" => Algorithm::Dutch,
        "no" => Algorithm::Norwegian,
        "pl" => Algorithm::Polish,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "tr" => Algorithm::Turkish,
        // English words stand in texts of every language.
        _ => Algorithm::English,
    };
    Stemmer::new(algorithm)
}

/// The stem of a folded word, when it has one of its own.
fn stem(word: &str, lang: Lang) -> Option<String> {
    if word.chars().count() < 4 || word.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let stem = stemmer(lang).stem(word).into_owned();
    (stem != word && stem.chars().count() >= 2).then_some(stem)
}

fn without_possessive(word: &str) -> &str {
    word.strip_suffix("'s").unwrap_or(word)
}

/// Everything that a text can be found by. Whether every Chinese word of it counts as a name.
pub(crate) fn tokens(text: &str, lang: Lang, says_all: bool) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut position = 0;
    for piece in pieces(text) {
        match piece {
            Piece::Word(word, at) => {
                let folded = fold::word(word);
                let folded = without_possessive(&folded);
                let range = at..at + word.len();
                if let Some(stem) = stem(folded, lang) {
                    tokens.push(Token {
                        text: format!("{STEM}{stem}"),
                        position,
                        range: range.clone(),
                    });
                }
                tokens.push(Token {
                    text: folded.to_owned(),
                    position,
                    range,
                });
                position += 1;
            }
            Piece::Emoji(emoji, at) => {
                tokens.push(Token {
                    text: emoji.to_owned(),
                    position,
                    range: at..at + emoji.len(),
                });
                position += 1;
            }
            Piece::Run(run, end) => {
                let byte = |i: usize| run.get(i).map_or(end, |(_, at)| *at);
                let mut push = |text: String, chars: Range<usize>| {
                    tokens.push(Token {
                        text,
                        position: position + chars.start,
                        range: byte(chars.start)..byte(chars.end),
                    });
                };
                for (i, (c, _)) in run.iter().enumerate() {
                    if c.is_alphanumeric() {
                        push(c.to_string(), i..i + 1);
                    }
                }
                for (chars, is_name) in han_words(&run) {
                    let (start, length) = (chars.start, chars.len());
                    let word = join(&run[chars.clone()]);
                    if length >= 2 {
                        let mark = if is_name || says_all {
                            SOUND
                        } else {
                            OTHER_SOUND
                        };
                        for sound in sounds(&word) {
                            push(format!("{mark}{sound}"), chars.clone());
                        }
                        push(word, chars);
                    }
                    for part in [2, 3] {
                        for offset in 0..(length + 1).saturating_sub(part) {
                            let inner = start + offset..start + offset + part;
                            if part < length {
                                let word = join(&run[inner.clone()]);
                                if JIEBA.has_word(&word) {
                                    push(word, inner);
                                }
                            }
                        }
                    }
                }
                position += run.len();
            }
        }
    }
    tokens
}

/// Words that carry a sentence and say nothing: a result need not have them.
const FILLERS: &[&str] = &[
    "a",
    "an",
    "and",
    "are",
    "as",
    "at",
    "be",
    "by",
    "can",
    "do",
    "does",
    "for",
    "from",
    "how",
    "i",
    "in",
    "is",
    "it",
    "me",
    "my",
    "of",
    "on",
    "or",
    "the",
    "that",
    "this",
    "to",
    "was",
    "what",
    "when",
    "where",
    "which",
    "who",
    "with",
    "you",
    "your",
    "的",
    "了",
    "在",
    "是",
    "和",
    "与",
    "吗",
    "呢",
    "啊",
    "吧",
    "也",
    "都",
    "我",
    "你",
    "他",
    "她",
    "怎么",
    "什么",
    "如何",
    "哪里",
    "有",
    "有没有",
    "请问",
    "哪",
    "个",
    "去",
    "么",
];

/// What somebody looks for. `langs`: whose stems may be meant.
pub(crate) fn units(text: &str, langs: &[Lang]) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut position = 0;
    for piece in pieces(text) {
        match piece {
            Piece::Word(word, _) => {
                let folded = fold::word(word);
                let folded = without_possessive(&folded).to_owned();
                let mut terms = vec![(folded.clone(), 1.0)];
                for lang in langs {
                    let stem = stem(&folded, *lang).unwrap_or_else(|| folded.clone());
                    for term in [format!("{STEM}{stem}"), stem] {
                        if !terms.iter().any(|(known, _)| *known == term) {
                            terms.push((term, 0.8));
                        }
                    }
                }
                let is_spelt = folded.chars().all(char::is_alphabetic);
                if folded.len() >= 2 && folded.bytes().all(|b| b.is_ascii_lowercase()) {
                    terms.push((format!("{SOUND}{folded}"), 0.7));
                }
                units.push(Unit {
                    is_filler: FILLERS.contains(&folded.as_str()),
                    text: folded,
                    position,
                    terms,
                    chars: Vec::new(),
                    is_spelt,
                });
                position += 1;
            }
            Piece::Emoji(emoji, _) => {
                units.push(Unit {
                    text: emoji.to_owned(),
                    position,
                    terms: vec![(emoji.to_owned(), 1.0)],
                    chars: Vec::new(),
                    is_filler: false,
                    is_spelt: false,
                });
                position += 1;
            }
            Piece::Run(run, _) => {
                let mut rest = 0;
                for (chars, _) in han_words(&run) {
                    push_dense(&mut units, &run[rest..chars.start], position + rest, false);
                    push_dense(
                        &mut units,
                        &run[chars.clone()],
                        position + chars.start,
                        true,
                    );
                    rest = chars.end;
                }
                push_dense(&mut units, &run[rest..], position + rest, false);
                position += run.len();
            }
        }
    }
    units
}

/// A Chinese word, or characters of another script without gaps.
fn push_dense(units: &mut Vec<Unit>, chars: &[(char, usize)], position: usize, is_word: bool) {
    let letters: Vec<String> = chars
        .iter()
        .filter(|(c, _)| c.is_alphanumeric())
        .map(|(c, _)| c.to_string())
        .collect();
    if letters.is_empty() {
        return;
    }
    let text = letters.concat();
    let terms = match is_word || letters.len() == 1 {
        true => vec![(text.clone(), 1.0)],
        false => Vec::new(),
    };
    units.push(Unit {
        is_filler: FILLERS.contains(&text.as_str()),
        text,
        position,
        terms,
        chars: if letters.len() > 1 {
            letters
        } else {
            Vec::new()
        },
        is_spelt: false,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        tokens(text, Lang::EN, false)
            .into_iter()
            .map(|token| token.text)
            .collect()
    }

    #[test]
    fn mixed_texts_are_cut_both_ways() {
        let found = texts("周末去Beijing吃烤鸭🦆 with friends");
        for word in ["周末", "beijing", "烤鸭", "🦆", "friends", "\u{1}friend"] {
            assert!(found.contains(&word.to_owned()), "{word} in {found:?}");
        }
    }

    #[test]
    fn names_sound() {
        assert_eq!(sounds("旅行")[0], "lvxing");
        assert!(texts("我在北京").contains(&format!("{SOUND}beijing")));
        assert!(sounds("重庆").contains(&"chongqing".to_owned()));
        assert_eq!(initials("北京").as_deref(), Some("bj"));
        assert!(sounds("tea").is_empty());
    }

    #[test]
    fn ranges_are_of_the_text_as_it_was() {
        let text = "臺灣 Café, naïve";
        for token in tokens(text, Lang::EN, false) {
            assert!(text.get(token.range.clone()).is_some(), "{token:?}");
        }
        let cafe = tokens(text, Lang::EN, false)
            .into_iter()
            .find(|token| token.text == "cafe");
        assert_eq!(cafe.map(|token| &text[token.range]), Some("Café"));
    }

    #[test]
    fn a_query_knows_its_fillers_and_stems() {
        let units = units("how to find noodles", &[Lang::EN]);
        assert!(units[0].is_filler && units[1].is_filler && !units[3].is_filler);
        assert!(
            units[3]
                .terms
                .iter()
                .any(|(term, _)| term == "noodl" || term == "\u{1}noodl")
        );
    }
}
