//! What of a text its author wrote in a language, as opposed to names, addresses and decoration.

use sampan_domain::anatomy::{Piece, spans};
use unicode_normalization::UnicodeNormalization;

/// The parts of a text that can tell its language. Both are NFKC, so full-width letters and the
/// mathematical alphabets that people decorate their words with are plain letters.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Prose {
    /// What is left without mentions, topics, addresses, code and stickers.
    pub(crate) words: String,
    /// The names of the topics, taken apart at the humps of `CamelCase`.
    pub(crate) topics: String,
}

/// Takes the text apart. Digits and punctuation stay, since nobody mistakes them for words.
pub(crate) fn prose(text: &str) -> Prose {
    let text = without_names(text);
    let mut prose = Prose {
        words: String::with_capacity(text.len()),
        topics: String::new(),
    };
    for span in spans(&text) {
        let slice = &text[span.range];
        match span.piece {
            Piece::Words => prose.words.extend(slice.nfkc()),
            Piece::Topic(name) => {
                prose.words.push(' ');
                push_topic(&mut prose.topics, name.as_str());
            }
            _ => prose.words.push(' '),
        }
    }
    prose
}

fn push_topic(topics: &mut String, name: &str) {
    let mut was_lower = false;
    for letter in name.nfkc() {
        if letter.is_uppercase() && was_lower {
            topics.push(' ');
        }
        was_lower = letter.is_lowercase();
        topics.push(if letter == '_' { ' ' } else { letter });
    }
    topics.push(' ');
}

/// Blanks `@name` at the start of a word where a blank ends it, in whatever script: people also
/// mention display names. The handles, which may be followed by anything, come later.
fn without_names(text: &str) -> String {
    text.split_inclusive(char::is_whitespace)
        .map(|word| {
            let is_name = word.starts_with(['@', '＠']) && word.ends_with(char::is_whitespace);
            if is_name { " " } else { word }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        prose(text)
            .words
            .split_whitespace()
            .map(String::from)
            .collect()
    }

    #[test]
    fn only_words_remain() {
        let text = "@ana_lee 看这里 https://example.org/a?b=c #旅行日记# `let x = 1;` 真好[派对R]";
        assert_eq!(words(text), ["看这里", "真好"]);
    }

    #[test]
    fn display_name_goes_only_if_a_blank_ends_it() {
        assert_eq!(words("@小明 你好"), ["你好"]);
        assert_eq!(words("@小明你好"), ["@小明你好"]);
        assert_eq!(words("@ana_lee你好"), ["你好"]);
    }

    #[test]
    fn topics_are_kept_apart_and_split() {
        assert_eq!(
            prose("#MeGustaViajar #slow_life").topics,
            "Me Gusta Viajar slow life "
        );
    }

    #[test]
    fn fenced_code_goes_and_a_lone_backtick_stays() {
        assert_eq!(words("eins ```fn a() { `b` }``` zwei"), ["eins", "zwei"]);
        assert_eq!(words("it`s fine"), ["it`s", "fine"]);
    }

    #[test]
    fn brackets_that_are_no_stickers_stay() {
        assert_eq!(
            words("a [longer remark] b"),
            ["a", "[longer", "remark]", "b"]
        );
        assert_eq!(words("[] ["), ["[]", "["]);
    }

    #[test]
    fn decorated_letters_are_letters() {
        assert_eq!(words("𝓱𝓮𝓵𝓵𝓸 ｗｏｒｌｄ"), ["hello", "world"]);
    }
}
