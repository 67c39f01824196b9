//! Renditions: what a text says in another language, and how a reader wants to see it.

use crate::{Invalid, Lang, note, text};
use std::collections::BTreeMap;
use std::fmt;

/// A rendition may be longer than its original: two Chinese characters are an English word.
pub const MAX_TIMES: usize = 4;

/// Open suggestions of one member for one text.
const MOST_OPEN: i64 = 3;

/// Whether a member who has `open` suggestions for a text may make another.
///
/// # Errors
/// [`Invalid`] on field `text`.
pub fn check_open(open: i64) -> Result<(), Invalid> {
    if open < MOST_OPEN {
        Ok(())
    } else {
        Err(Invalid::new("text", "suggestions-many"))
    }
}

/// How a text that has a rendition is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Display {
    #[default]
    Translated,
    Original,
    Both,
}

impl Display {
    pub const ALL: [Self; 3] = [Self::Translated, Self::Original, Self::Both];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Translated => "translated",
            Self::Original => "original",
            Self::Both => "both",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|d| d.as_str() == text)
    }
}

/// A reader's choices, language by language. As text: `ja:original.zh-Hans:both`, fit for a cookie.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Displays(BTreeMap<Lang, Display>);

impl Displays {
    /// Reads what [`fmt::Display`] wrote; what makes no sense is left out.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let pairs = text.split('.').take(Lang::all().count());
        Self(
            pairs
                .filter_map(|pair| {
                    let (lang, display) = pair.split_once(':')?;
                    Some((one_script(Lang::parse(lang)?), Display::parse(display)?))
                })
                .collect(),
        )
    }

    #[must_use]
    pub fn of(&self, lang: Lang) -> Display {
        self.0.get(&one_script(lang)).copied().unwrap_or_default()
    }

    /// Chooses for one language; the default is not kept.
    pub fn set(&mut self, lang: Lang, display: Display) {
        if display == Display::default() {
            self.0.remove(&one_script(lang));
        } else {
            self.0.insert(one_script(lang), display);
        }
    }

    /// The languages for which something else than the default was chosen.
    pub fn langs(&self) -> impl Iterator<Item = Lang> {
        self.0.keys().copied()
    }
}

/// A choice is for a language, in whatever script.
fn one_script(lang: Lang) -> Lang {
    if lang.is_akin(Lang::ZH_HANS) {
        Lang::ZH_HANS
    } else {
        lang
    }
}

impl fmt::Display for Displays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (lang, display)) in self.0.iter().enumerate() {
            let dot = if at > 0 { "." } else { "" };
            write!(f, "{dot}{lang}:{}", display.as_str())?;
        }
        Ok(())
    }
}

/// Which languages somebody reads, and how they want to see the others.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The language of the page, into which texts are translated.
    pub to: Lang,
    /// Never translated.
    pub reads: Vec<Lang>,
    pub displays: Displays,
    /// For this page alone, whatever was chosen for good.
    pub once: Option<Display>,
}

impl Reading {
    /// Somebody of whom only the language of the page is known.
    #[must_use]
    pub fn of(to: Lang) -> Self {
        Self {
            to,
            reads: Vec::new(),
            displays: Displays::default(),
            once: None,
        }
    }

    /// Whether a text in this language is translated for them.
    #[must_use]
    pub fn crosses(&self, from: Lang) -> bool {
        from != Lang::UND && !from.is_akin(self.to) && !self.reads.iter().any(|l| l.is_akin(from))
    }

    #[must_use]
    pub fn display(&self, from: Lang) -> Display {
        self.once.unwrap_or_else(|| self.displays.of(from))
    }
}

/// What became of a suggested rendition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Open,
    /// Shown to readers instead of a machine's.
    Accepted,
    Declined,
}

impl State {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Open, Self::Accepted, Self::Declined]
            .into_iter()
            .find(|s| s.as_str() == text)
    }
}

/// A better rendition, as somebody typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub to: Lang,
    pub title: String,
    pub text: String,
}

impl Draft {
    /// Cleans and checks it against the original's title and text: what is there in one is there in the
    /// other.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its field.
    pub fn check(self, from: Lang, title: &str, body: &str) -> Result<Self, Vec<Invalid>> {
        let mut wrong = Vec::new();
        let draft = Self {
            to: self.to,
            title: text::clean_line(if title.is_empty() { "" } else { &self.title }),
            text: text::clean_lines(if body.is_empty() { "" } else { &self.text }),
        };
        let fields = [
            ("title", &draft.title, title, note::MAX_TITLE_CHARS),
            ("text", &draft.text, body, note::MAX_TEXT_CHARS),
        ];
        for (field, said, original, limit) in fields {
            if said.is_empty() && !original.is_empty() {
                wrong.push(Invalid::new(field, "rendition-empty"));
            }
            if text::chars(said) > limit * MAX_TIMES {
                wrong.push(Invalid::limited(field, "rendition-long", limit * MAX_TIMES));
            }
        }
        if draft.to == Lang::UND || draft.to == from {
            wrong.push(Invalid::new("to", "rendition-same"));
        }
        if wrong.is_empty() {
            Ok(draft)
        } else {
            Err(wrong)
        }
    }
}

/// The beginning of a text's hash (hexadecimal digits), by which documents are found when a rendition of it comes. Texts
/// with one beginning cost nothing but a document that is written once more.
#[must_use]
pub fn text_key(hash: &str) -> i64 {
    let digits = hash.get(..15).unwrap_or(hash);
    i64::from_str_radix(digits, 16).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_come_back_from_their_text() {
        let mut displays = Displays::default();
        let ja = Lang::parse("ja").unwrap();
        displays.set(Lang::ZH_HANS, Display::Both);
        displays.set(ja, Display::Original);
        displays.set(Lang::EN, Display::Translated);
        assert_eq!(displays.to_string(), "ja:original.zh-Hans:both");
        assert_eq!(Displays::parse(&displays.to_string()), displays);
        assert_eq!(Displays::parse("xx:both.zh:loud..:"), Displays::default());
        displays.set(ja, Display::Translated);
        assert_eq!(displays.langs().collect::<Vec<_>>(), [Lang::ZH_HANS]);
    }

    #[test]
    fn nothing_is_translated_that_the_reader_reads() {
        let mut reading = Reading::of(Lang::EN);
        assert!(reading.crosses(Lang::ZH_HANS) && reading.crosses(Lang::ZH_HANT));
        assert!(!reading.crosses(Lang::EN) && !reading.crosses(Lang::UND));
        reading.reads = vec![Lang::ZH_HANS];
        assert!(!reading.crosses(Lang::ZH_HANT));
    }

    #[test]
    fn a_suggestion_says_what_the_original_says() {
        let draft = |title: &str, text: &str| Draft {
            to: Lang::EN,
            title: title.into(),
            text: text.into(),
        };
        let codes = |draft: Draft| -> Vec<&str> {
            draft
                .check(Lang::ZH_HANS, "标题", "正文")
                .unwrap_err()
                .iter()
                .map(|wrong| wrong.code)
                .collect()
        };
        assert!(
            draft(" A title ", "Text")
                .check(Lang::ZH_HANS, "标题", "正文")
                .is_ok()
        );
        assert!(draft("", "Text").check(Lang::ZH_HANS, "", "正文").is_ok());
        assert_eq!(
            codes(draft("", " ")),
            ["rendition-empty", "rendition-empty"]
        );
        assert_eq!(codes(draft("a", &"b".repeat(20_001))), ["rendition-long"]);
        let same = Draft {
            to: Lang::ZH_HANS,
            ..draft("a", "b")
        };
        assert_eq!(codes(same), ["rendition-same"]);
    }
}
