//! Topics: hashtags with a page of their own.

use unicode_normalization::UnicodeNormalization;

pub const MAX_CHARS: usize = 60;

/// A topic's name as written, without `#`. Compare by [`TopicName::key`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicName(String);

impl TopicName {
    /// `None` for what cannot be a topic: empty, too long, or with anything but letters, digits,
    /// marks and `_`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let name: String = text.trim().trim_matches('#').nfc().collect();
        let fits = !name.is_empty() && name.chars().count() <= MAX_CHARS;
        (fits && name.chars().all(is_topic_char) && name.chars().any(char::is_alphanumeric))
            .then_some(Self(name))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// One key for all spellings: width and case are folded.
    #[must_use]
    pub fn key(&self) -> String {
        self.0.nfkc().flat_map(char::to_lowercase).collect()
    }
}

/// Characters that a topic may hold. Marks are needed by Indic and Thai scripts, the joiners by Persian.
#[must_use]
pub fn is_topic_char(c: char) -> bool {
    c.is_alphanumeric()
        || c == '_'
        || matches!(c, '\u{0300}'..='\u{036f}' | '\u{0900}'..='\u{0dff}' | '\u{0e00}'..='\u{0e7f}'
            | '\u{064b}'..='\u{065f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_share_a_key() {
        let key = |t| TopicName::parse(t).unwrap().key();
        assert_eq!(key("TikTokRefugee"), key("#tiktokrefugee"));
        assert_eq!(key("ＡＢＣ"), key("abc"));
        assert_eq!(key("#旅行#"), "旅行");
    }

    #[test]
    fn what_is_no_topic() {
        for text in ["", "#", "a b", "a/b", "___", "<b>", "\u{202e}x"] {
            assert!(TopicName::parse(text).is_none(), "{text:?}");
        }
    }
}
