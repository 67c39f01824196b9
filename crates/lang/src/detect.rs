//! The language of a text.
//!
//! It decides from which language a text is translated, and whether a reader is offered a
//! translation at all, so a wrong answer is worse than none: `und` is translated by engines that
//! can guess, and shown as it is by the others.

use sampan_domain::Lang;
use sampan_domain::names::is_unspaced;
use unicode_segmentation::UnicodeSegmentation;

use crate::prose::prose;
use crate::script::{self, Tally, language_by_script};
use crate::{han, latin};

/// Detects the language of a title, note, comment or display name.
///
/// Mentions, topics, addresses, code, stickers and emoji are ignored; if nothing else is there, the
/// names of the topics are judged. Chinese comes with its script. [`Lang::UND`] if there are no
/// words, or they are of a language that the domain does not list.
#[must_use]
pub fn detect(text: &str) -> Lang {
    let prose = prose(text);
    let mut judged = prose.words;
    let mut tally = script::tally(&judged);
    if tally.is_empty() {
        judged = prose.topics;
        tally = script::tally(&judged);
    }
    language(&judged, &tally)
}

/// Whether a text's language is this one, in whatever script. Where no character speaks for Chinese it costs
/// next to nothing to say that it is not.
#[must_use]
pub(crate) fn is_in(text: &str, lang: Lang) -> bool {
    let is_ruled_out = lang.is_akin(Lang::ZH_HANS) && !text.contains(is_unspaced);
    !is_ruled_out && detect(text).is_akin(lang)
}

/// The language of the first sentence that is not in the text's own language; `None` in a text that is
/// not mixed. Only scripts are looked at first, so it costs little where there is nothing to find.
#[must_use]
pub fn foreign(text: &str, main: Lang) -> Option<Lang> {
    let is_suspect = if main.is_akin(Lang::ZH_HANS) {
        let words = text.split(|c: char| !c.is_ascii_alphabetic());
        words.filter(|word| word.len() > 1).count() >= 4
    } else {
        text.chars().any(is_unspaced)
    };
    if !is_suspect {
        return None;
    }
    text.lines()
        .flat_map(UnicodeSegmentation::split_sentence_bounds)
        // Topics alone are no sentence.
        .map(|sentence| detect(&prose(sentence).words))
        .find(|lang| *lang != Lang::UND && !lang.is_akin(main))
}

/// Latin letters are everybody's second script (brands, slang, names), so any other script wins as
/// soon as a quarter of the words are written in it.
fn language(text: &str, tally: &Tally) -> Lang {
    let east_asian = tally.east_asian();
    let all = east_asian + tally.hangul + tally.other_words + tally.latin.len();
    let carries = |words: usize| words > 0 && words * 4 >= all;

    if carries(tally.hangul) && tally.hangul >= east_asian {
        parsed("ko")
    } else if carries(east_asian) && east_asian >= tally.other_words {
        if tally.is_japanese() {
            parsed("ja")
        } else {
            han::chinese(text)
        }
    } else if carries(tally.other_words) {
        language_by_script(&tally.other)
    } else {
        latin::language(&tally.latin)
    }
}

fn parsed(tag: &str) -> Lang {
    Lang::parse(tag).unwrap_or(Lang::UND)
}

#[cfg(test)]
mod tests;
