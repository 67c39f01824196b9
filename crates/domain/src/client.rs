//! Programs that speak for members (OAuth 2 clients), and what they may do.

use crate::{Invalid, text};
use std::fmt;

/// The redirect of a program that has no address: its user copies the code.
pub const OUT_OF_BAND: &str = "urn:ietf:wg:oauth:2.0:oob";

const MAX_NAME_CHARS: usize = 100;
const MAX_WEBSITE_CHARS: usize = 2_000;
const MAX_REDIRECTS: usize = 10;
const MAX_REDIRECT_CHARS: usize = 2_000;

/// What can be allowed, by Mastodon's names. One without a colon allows all that begin with it.
const KNOWN: &[&str] = &[
    "read",
    "read:accounts",
    "read:blocks",
    "read:bookmarks",
    "read:favourites",
    "read:filters",
    "read:follows",
    "read:lists",
    "read:mutes",
    "read:notifications",
    "read:search",
    "read:statuses",
    "write",
    "write:accounts",
    "write:blocks",
    "write:bookmarks",
    "write:conversations",
    "write:favourites",
    "write:filters",
    "write:follows",
    "write:lists",
    "write:media",
    "write:mutes",
    "write:notifications",
    "write:reports",
    "write:statuses",
    "follow",
    "push",
    "profile",
    // Ours: texts of one's own, in another language.
    "translate",
];

/// What the older scope `follow` allows.
const FOLLOW: &[&str] = &[
    "read:blocks",
    "write:blocks",
    "read:follows",
    "write:follows",
    "read:mutes",
    "write:mutes",
];

/// What a program may do. As text: `read write:statuses`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scopes(Vec<&'static str>);

impl Scopes {
    /// Every scope that there is.
    pub fn all() -> impl Iterator<Item = &'static str> {
        KNOWN.iter().copied()
    }

    /// Scopes with blanks between them, each once; `None` when one is unknown or there is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut all = Vec::new();
        for name in text.split_whitespace() {
            let known = KNOWN.iter().find(|known| **known == name)?;
            if !all.contains(known) {
                all.push(*known);
            }
        }
        (!all.is_empty()).then_some(Self(all))
    }

    /// Whether one scope is among these, or within one of them.
    #[must_use]
    pub fn allows(&self, scope: &str) -> bool {
        let whole = scope.split(':').next().unwrap_or_default();
        self.0.iter().any(|held| {
            *held == scope || *held == whole || (*held == "follow" && FOLLOW.contains(&scope))
        })
    }

    /// Whether these are no more than others.
    #[must_use]
    pub fn are_within(&self, others: &Self) -> bool {
        self.0.iter().all(|scope| others.allows(scope))
    }

    pub fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().copied()
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(" "))
    }
}

/// How a program introduces itself.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    pub name: String,
    pub website: String,
    pub redirects: Vec<String>,
    /// `read` when empty.
    pub scopes: String,
}

/// A program that may be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    pub name: String,
    pub website: String,
    pub redirects: Vec<String>,
    pub scopes: Scopes,
}

impl Draft {
    /// # Errors
    /// [`Invalid`] on `client_name`, `website`, `redirect_uris` or `scopes`.
    pub fn check(self) -> Result<Checked, Vec<Invalid>> {
        let mut wrong = Vec::new();
        let name = text::clean_line(&self.name);
        if name.is_empty() {
            wrong.push(Invalid::new("client_name", "blank"));
        } else if name.chars().count() > MAX_NAME_CHARS {
            wrong.push(Invalid::new("client_name", "too-long"));
        }
        let website = text::clean_line(&self.website);
        let is_web = website.starts_with("https://") || website.starts_with("http://");
        if !website.is_empty() && (!is_web || website.chars().count() > MAX_WEBSITE_CHARS) {
            wrong.push(Invalid::new("website", "bad-address"));
        }
        let redirects: Vec<String> = self
            .redirects
            .iter()
            .flat_map(|line| line.split_whitespace())
            .map(ToOwned::to_owned)
            .collect();
        let are_good = redirects.iter().all(|redirect| is_redirect(redirect));
        if redirects.is_empty() || redirects.len() > MAX_REDIRECTS || !are_good {
            wrong.push(Invalid::new("redirect_uris", "bad-address"));
        }
        let scopes = match self.scopes.trim() {
            "" => Scopes::parse("read"),
            scopes => Scopes::parse(scopes),
        };
        match scopes {
            Some(scopes) if wrong.is_empty() => Ok(Checked {
                name,
                website,
                redirects,
                scopes,
            }),
            Some(_) => Err(wrong),
            None => {
                wrong.push(Invalid::new("scopes", "bad-scope"));
                Err(wrong)
            }
        }
    }
}

/// An address that a browser may be led to without running what is in it.
fn is_redirect(address: &str) -> bool {
    if address == OUT_OF_BAND {
        return true;
    }
    let Some((scheme, rest)) = address.split_once(':') else {
        return false;
    };
    let scheme = scheme.to_ascii_lowercase();
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    let runs = ["javascript", "data", "vbscript", "file", "blob", "about"];
    let is_web = scheme == "http" || scheme == "https";
    let has_host = rest
        .strip_prefix("//")
        .is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'));
    is_scheme
        && !runs.contains(&scheme.as_str())
        && (has_host || (!is_web && !rest.is_empty()))
        && address.chars().count() <= MAX_REDIRECT_CHARS
        && address.chars().all(|c| c.is_ascii_graphic())
        && !address.contains(['#', '"', '\'', ';', ',', '<', '>', '\\'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(redirect: &str) -> Draft {
        Draft {
            name: "Tusky".into(),
            redirects: vec![redirect.into()],
            ..Draft::default()
        }
    }

    #[test]
    fn a_scope_allows_what_is_within_it() {
        let held = Scopes::parse("read write:statuses read follow").unwrap();
        assert_eq!(held.to_string(), "read write:statuses follow");
        for (scope, allowed) in [
            ("read", true),
            ("read:accounts", true),
            ("write:statuses", true),
            ("write", false),
            ("write:media", false),
            ("write:follows", true),
            ("push", false),
        ] {
            assert_eq!(held.allows(scope), allowed, "{scope}");
        }
        assert!(
            Scopes::parse("read:lists follow")
                .unwrap()
                .are_within(&held)
        );
        assert!(!Scopes::parse("write").unwrap().are_within(&held));
        assert_eq!(Scopes::parse("read admin:write"), None);
        assert_eq!(Scopes::parse(" "), None);
    }

    #[test]
    fn only_harmless_addresses_are_led_to() {
        for good in [
            OUT_OF_BAND,
            "https://app.example/back?x=1",
            "http://127.0.0.1:4000/cb",
            "tusky://oauth",
            "com.example.app:/oauth",
        ] {
            assert!(draft(good).check().is_ok(), "{good}");
        }
        for bad in [
            "",
            "/back",
            "javascript:alert(1)",
            "JavaScript://x/%0aalert(1)",
            "data:text/html,x",
            "https://",
            "https:app",
            "https://app.example/#x",
            "https://a.example;script-src",
        ] {
            let wrong = draft(bad).check().unwrap_err();
            assert_eq!(wrong[0].field, "redirect_uris", "{bad}");
        }
    }

    #[test]
    fn a_program_needs_a_name_and_known_scopes() {
        let nameless = Draft {
            name: " ".into(),
            scopes: "everything".into(),
            ..draft(OUT_OF_BAND)
        };
        let fields: Vec<_> = nameless
            .check()
            .unwrap_err()
            .iter()
            .map(|w| w.field)
            .collect();
        assert_eq!(fields, ["client_name", "scopes"]);
    }
}
