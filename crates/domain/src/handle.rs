//! Handles: the unique `@name` of an account.
//!
//! Plain lower-case letters, digits, dots and underscores, so that a handle can be typed on any
//! keyboard, spoken over a phone, and holds no look-alike from another script. Names in any script
//! belong in the display name.

use crate::Invalid;
use std::collections::HashSet;
use std::fmt;
use std::sync::LazyLock;

pub const MIN_CHARS: usize = 3;
pub const MAX_CHARS: usize = 30;
/// A number of so many digits is a name, too: programs make such up.
const LONG_NUMBER: usize = 8;

/// Names that a visitor would take for the house itself.
const RESERVED: &[&str] = &[
    "admin",
    "administrator",
    "root",
    "system",
    "sampan",
    "official",
    "support",
    "help",
    "mod",
    "mods",
    "moderator",
    "moderators",
    "security",
    "staff",
    "team",
    "everyone",
    "here",
    "null",
    "undefined",
    "anonymous",
    "deleted",
    "me",
    "settings",
    "about",
    "rules",
    "guide",
];

/// What [`RESERVED`] names look like. Once, because a text may hold thousands of mentions.
static RESERVED_LOOKS: LazyLock<HashSet<String>> =
    LazyLock::new(|| RESERVED.iter().map(|name| house_look(name)).collect());

/// A handle that keeps the rules.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Handle(String);

impl Handle {
    /// Accepts what a person types (a leading `@`, capitals); refuses what could deceive.
    ///
    /// # Errors
    /// `Invalid` on field `handle`, with a code that says which rule was broken.
    pub fn parse(typed: &str) -> Result<Self, Invalid> {
        let refuse = |code| Err(Invalid::new("handle", code));
        let trimmed = typed.trim();
        let text = trimmed
            .strip_prefix('@')
            .unwrap_or(trimmed)
            .to_ascii_lowercase();
        if text.is_empty() {
            return refuse("handle-empty");
        }
        if !text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'_')
        {
            return refuse("handle-characters");
        }
        if text.len() < MIN_CHARS || text.len() > MAX_CHARS {
            return refuse("handle-length");
        }
        let edge = |b: Option<u8>| b.is_some_and(|b| b == b'.');
        if edge(text.bytes().next()) || edge(text.bytes().last()) || text.contains("..") {
            return refuse("handle-dots");
        }
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        if digits < LONG_NUMBER && !text.bytes().any(|b| b.is_ascii_alphabetic()) {
            return refuse("handle-letters");
        }
        let handle = Self(text);
        if RESERVED_LOOKS.contains(&house_look(&handle.0)) {
            return refuse("handle-reserved");
        }
        Ok(handle)
    }

    /// Takes a handle from storage or configuration, where it was checked before.
    #[must_use]
    pub fn trusted(text: String) -> Self {
        Self(text)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the handle looks like (`m0mo` and `momo` look alike). Unique among accounts. Unicode TR 39.
    #[must_use]
    pub fn skeleton(&self) -> String {
        skeleton_of(&self.0)
    }
}

fn skeleton_of(text: &str) -> String {
    unicode_security::confusable_detection::skeleton(text)
        .collect::<String>()
        .to_lowercase()
}

/// Stricter than a skeleton, for names of the house alone: `adm1n` and `admln` pass for `admin`, too.
/// Among members this would keep `ali` from joining where there is an `all`.
fn house_look(text: &str) -> String {
    skeleton_of(text).replace('i', "l")
}

impl fmt::Display for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(typed: &str) -> &'static str {
        Handle::parse(typed).map_or_else(|e| e.code, |_| "ok")
    }

    #[test]
    fn what_people_type_is_accepted() {
        assert_eq!(
            Handle::parse(" @Hannah_in_Ohio ").unwrap().as_str(),
            "hannah_in_ohio"
        );
        assert_eq!(code("j.from.jersey"), "ok");
    }

    #[test]
    fn tricks_are_refused_with_their_reason() {
        for (typed, want) in [
            ("", "handle-empty"),
            ("@", "handle-empty"),
            ("ab", "handle-length"),
            ("a.really.very.long.handle.indeed", "handle-length"),
            ("аdmin", "handle-characters"), // Cyrillic а
            ("momo\u{200b}", "handle-characters"),
            ("\u{202e}omom", "handle-characters"),
            ("ｍｏｍｏ", "handle-characters"),
            (".momo", "handle-dots"),
            ("mo..mo", "handle-dots"),
            ("12345", "handle-letters"),
            ("5051161711", "ok"),
            ("admin", "handle-reserved"),
            ("sarnpan", "handle-reserved"),
            ("0fficial", "handle-reserved"),
            ("adm1n", "handle-reserved"),
        ] {
            assert_eq!(code(typed), want, "{typed:?}");
        }
    }

    #[test]
    fn look_alikes_share_a_skeleton() {
        let skeleton = |h| Handle::parse(h).unwrap().skeleton();
        assert_eq!(skeleton("momo"), skeleton("m0mo"));
        assert_eq!(skeleton("lily"), skeleton("1ily"));
        assert_eq!(skeleton("modern"), skeleton("modem"));
        assert_ne!(skeleton("hannah"), skeleton("hanna"));
    }
}
