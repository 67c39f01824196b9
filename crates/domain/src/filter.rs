//! Filters: words and statuses that a member does not want to meet unprepared, in their programs.

use crate::{Invalid, text};

pub const MAX_FILTERS: usize = 50;
/// Words of one filter, and as many statuses.
pub const MAX_ENTRIES: usize = 100;
/// Words of all filters of a member together: each is looked for in every text that they are shown.
pub const MAX_WORDS: usize = 500;
pub const MAX_TITLE_CHARS: usize = 100;
pub const MAX_WORD_CHARS: usize = 100;

/// Where a filter is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Context {
    Home,
    Notifications,
    Public,
    Thread,
    Account,
}

impl Context {
    pub const ALL: [Self; 5] = [
        Self::Home,
        Self::Notifications,
        Self::Public,
        Self::Thread,
        Self::Account,
    ];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Notifications => "notifications",
            Self::Public => "public",
            Self::Thread => "thread",
            Self::Account => "account",
        }
    }

    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == word)
    }
}

/// What a program does with what a filter finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    Warn,
    Hide,
    /// Shows the words and covers the pictures.
    Blur,
}

impl Action {
    pub const ALL: [Self; 3] = [Self::Warn, Self::Hide, Self::Blur];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Warn => "warn",
            Self::Hide => "hide",
            Self::Blur => "blur",
        }
    }

    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == word)
    }
}

/// What a filter is, without what it looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub title: String,
    pub contexts: Vec<Context>,
    pub action: Action,
    /// When it ends by itself, in Unix milliseconds.
    pub ends_at_ms: Option<i64>,
}

impl Draft {
    /// Cleans and checks a draft.
    ///
    /// # Errors
    /// `Invalid` on `title` and `context`.
    pub fn check(mut self) -> Result<Self, Vec<Invalid>> {
        let mut wrong = Vec::new();
        self.title = text::clean_line(&self.title);
        match text::chars(&self.title) {
            0 => wrong.push(Invalid::new("title", "filter-title-empty")),
            1..=MAX_TITLE_CHARS => {}
            _ => {
                let long = Invalid::limited("title", "filter-title-long", MAX_TITLE_CHARS);
                wrong.push(long);
            }
        }
        self.contexts.sort_unstable();
        self.contexts.dedup();
        if self.contexts.is_empty() {
            wrong.push(Invalid::new("context", "filter-context-none"));
        }
        if wrong.is_empty() {
            Ok(self)
        } else {
            Err(wrong)
        }
    }
}

/// What is looked for in texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub text: String,
    /// Not within a longer word.
    pub is_whole: bool,
}

impl Word {
    /// Cleans and checks a word.
    ///
    /// # Errors
    /// `Invalid` on field `keyword`.
    pub fn check(mut self) -> Result<Self, Invalid> {
        self.text = text::clean_line(&self.text);
        match text::chars(&self.text) {
            0 => Err(Invalid::new("keyword", "filter-word-empty")),
            1..=MAX_WORD_CHARS => Ok(self),
            _ => Err(Invalid::limited(
                "keyword",
                "filter-word-long",
                MAX_WORD_CHARS,
            )),
        }
    }

    /// Whether a text has it. Both are in [`lowered`] form.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        if self.text.is_empty() {
            return false;
        }
        text.match_indices(&self.text).any(|(at, found)| {
            let (before, after) = (&text[..at], &text[at + found.len()..]);
            !self.is_whole
                || !(joined(before.chars().next_back(), found.chars().next())
                    || joined(found.chars().next_back(), after.chars().next()))
        })
    }
}

/// A text as words are looked for in it.
#[must_use]
pub fn lowered(text: &str) -> String {
    text.to_lowercase()
}

/// Whether two neighbours belong to one word. Chinese and Japanese put no space between words, so there
/// every sign may begin one.
fn joined(left: Option<char>, right: Option<char>) -> bool {
    let spelt =
        |c: char| (c.is_alphanumeric() || c == '_') && !('\u{2e80}'..='\u{9fff}').contains(&c);
    left.zip(right)
        .is_some_and(|(left, right)| spelt(left) && spelt(right))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(word: &str, is_whole: bool, text: &str) -> bool {
        let word = Word {
            text: lowered(word),
            is_whole,
        };
        word.is_in(&lowered(text))
    }

    #[test]
    fn whole_words_stand_alone_except_where_no_script_parts_them() {
        assert!(finds("Cat", true, "the CAT sat"));
        assert!(!finds("cat", true, "concatenate"));
        assert!(finds("cat", false, "concatenate"));
        assert!(finds("cat", true, "concatenate a cat"));
        assert!(finds("#cat", true, "what a day #cat"));
        assert!(finds("猫", true, "我爱猫咪"));
        assert!(finds("cat", true, "我的cat很可爱"));
        assert!(finds("été", true, "Un ÉTÉ chaud"));
        assert!(!finds("", false, "anything"));
    }

    #[test]
    fn a_filter_needs_a_title_and_a_place() {
        let draft = Draft {
            title: "  ".into(),
            contexts: Vec::new(),
            action: Action::Warn,
            ends_at_ms: None,
        };
        let wrong = draft.check().unwrap_err();
        let codes: Vec<&str> = wrong.iter().map(|one| one.code).collect();
        assert_eq!(codes, ["filter-title-empty", "filter-context-none"]);
    }
}
