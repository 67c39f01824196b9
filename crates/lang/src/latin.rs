//! Telling the languages apart that are written in Latin letters.
//!
//! Most comments are a few words long, which is too little for the trigrams of whatlang: it calls
//! "so cute omg" Turkish. So the common words of the languages are asked first, then
//! whatlang, and a short text in plain ASCII that nobody recognises is English, the language that
//! slang, brands and abbreviations of the others are nearest to.

use std::sync::LazyLock;

use sampan_domain::Lang;
use whatlang::{Detector, Lang as L};

use crate::common_words;
use crate::script::known;

/// From so many letters on, whatlang is believed about all of its languages if it is sure.
const LONG_LETTERS: usize = 60;
/// Below so many letters it is not believed about plain ASCII at all.
const SHORT_LETTERS: usize = 20;

/// The languages that a text too short to be sure about may be in.
const MAJOR: [L; 18] = [
    L::Eng,
    L::Spa,
    L::Por,
    L::Fra,
    L::Deu,
    L::Ita,
    L::Nld,
    L::Pol,
    L::Tur,
    L::Vie,
    L::Ind,
    L::Swe,
    L::Nob,
    L::Dan,
    L::Fin,
    L::Ces,
    L::Hun,
    L::Ron,
];

static AMONG_ALL: LazyLock<Detector> = LazyLock::new(Detector::new);
static AMONG_MAJOR: LazyLock<Detector> = LazyLock::new(|| Detector::with_allowlist(MAJOR.to_vec()));

/// The language of words in Latin letters and lower case; [`Lang::UND`] if there are none.
pub(crate) fn language(words: &[String]) -> Lang {
    if words.is_empty() {
        return Lang::UND;
    }
    let text = words.join(" ");
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let by_words = common_words::language(words);

    if letters >= LONG_LETTERS
        && let Some(guess) = AMONG_ALL.detect(&text)
        && guess.is_reliable()
    {
        // A language that is not listed is only believed if the words do not look like another's, and
        // none is against common English words, which the others do not share.
        return match (known(guess.lang()), by_words) {
            (_, Some(Lang::EN)) => Lang::EN,
            (Lang::UND, Some(lang)) => lang,
            (lang, _) => lang,
        };
    }
    if let Some(lang) = by_words {
        return lang;
    }
    let guess = AMONG_MAJOR.detect(&text);
    let is_plain = text.is_ascii();
    match guess {
        Some(guess) if !is_plain || (letters >= SHORT_LETTERS && guess.is_reliable()) => {
            known(guess.lang())
        }
        _ => Lang::EN,
    }
}
