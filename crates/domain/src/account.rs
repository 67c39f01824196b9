//! Accounts: members and how they present themselves.

use crate::note::Visibility;
use crate::{AccountId, Invalid, Lang, text};

pub const MAX_NAME_CHARS: usize = 40;
pub const MAX_BIO_CHARS: usize = 500;
pub const MAX_PLACE_CHARS: usize = 60;
pub const MIN_PASSWORD_CHARS: usize = 8;
/// Beyond this a password is only a way to keep the hash function busy.
pub const MAX_PASSWORD_BYTES: usize = 512;
/// How many shared avatars the anonymous look has.
pub const MOMO_AVATARS: u32 = 8;

/// Who may join.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SignupMode {
    #[default]
    Open,
    Invitation,
    Approval,
    Closed,
}

impl SignupMode {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Invitation => "invitation",
            Self::Approval => "approval",
            Self::Closed => "closed",
        }
    }
}

/// Where an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Active,
    /// Waits for a moderator (sign-up mode `approval`).
    Pending,
    /// Being deleted; nothing of it is shown.
    Leaving,
}

impl State {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Pending => "pending",
            Self::Leaving => "leaving",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Active, Self::Pending, Self::Leaving]
            .into_iter()
            .find(|s| s.as_str() == text)
    }
}

/// A profile as somebody typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    pub name: String,
    pub bio: String,
    pub place: String,
    pub writes: Option<Lang>,
    pub reads: Vec<Lang>,
    /// Wear the shared anonymous look.
    pub momo: bool,
    pub likes_public: bool,
    /// Not a person: a program writes here.
    pub bot: bool,
    /// Whether search engines may list it.
    pub discoverable: bool,
    /// To whom notes are shown where nothing else is said.
    pub visibility: Visibility,
}

impl Default for Profile {
    fn default() -> Self {
        Self {
            name: String::new(),
            bio: String::new(),
            place: String::new(),
            writes: None,
            reads: Vec::new(),
            momo: false,
            likes_public: false,
            bot: false,
            discoverable: true,
            visibility: Visibility::Public,
        }
    }
}

impl Profile {
    /// Cleans and checks a profile. An empty name is allowed: the handle is shown instead.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its field.
    pub fn check(self) -> Result<Self, Vec<Invalid>> {
        let mut wrong = Vec::new();
        let name = text::clean_line(&self.name);
        let bio = text::clean_lines(&self.bio);
        let place = text::clean_line(&self.place);
        for (field, code, count, limit) in [
            ("name", "name-long", text::chars(&name), MAX_NAME_CHARS),
            ("bio", "bio-long", text::chars(&bio), MAX_BIO_CHARS),
            ("place", "place-long", text::chars(&place), MAX_PLACE_CHARS),
        ] {
            if count > limit {
                wrong.push(Invalid::limited(field, code, limit));
            }
        }
        let mut reads = self.reads;
        reads.dedup();
        reads.truncate(20);
        if wrong.is_empty() {
            Ok(Self {
                name,
                bio,
                place,
                reads,
                ..self
            })
        } else {
            Err(wrong)
        }
    }
}

/// Passwords that are tried first by whoever breaks in; compared without case.
const COMMONEST: &str = include_str!("common-passwords.txt");

/// Checks a new password.
///
/// # Errors
/// `Invalid` on field `password`.
pub fn check_password(password: &str, handle: &str) -> Result<(), Invalid> {
    if text::chars(password) < MIN_PASSWORD_CHARS {
        return Err(Invalid::limited(
            "password",
            "password-short",
            MIN_PASSWORD_CHARS,
        ));
    }
    if password.len() > MAX_PASSWORD_BYTES {
        return Err(Invalid::limited(
            "password",
            "password-long",
            MAX_PASSWORD_BYTES,
        ));
    }
    let lower = password.to_lowercase();
    let mut distinct: Vec<char> = lower.chars().collect();
    distinct.sort_unstable();
    distinct.dedup();
    let common = COMMONEST.lines().any(|known| known == lower);
    if common || distinct.len() < 4 || lower == handle {
        return Err(Invalid::new("password", "password-common"));
    }
    Ok(())
}

/// Which of the shared avatars an account wears, or which default face it gets: 1-based.
#[must_use]
pub fn default_avatar(id: AccountId) -> u32 {
    let mixed = id.0.cast_unsigned().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40;
    (mixed % u64::from(MOMO_AVATARS)) as u32 + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weak_passwords_are_refused() {
        let code = |p: &str| check_password(p, "hannah").map_or_else(|e| e.code, |()| "ok");
        assert_eq!(code("short"), "password-short");
        assert_eq!(code("Password123"), "password-common");
        assert_eq!(code("aaaaaaaaaaaa"), "password-common");
        assert_eq!(code("12345678"), "password-common");
        assert_eq!(code(&"x1y2".repeat(200)), "password-long");
        assert_eq!(code("四个中文字加上密码"), "ok");
        assert_eq!(code("correct horse battery"), "ok");
    }

    #[test]
    fn a_profile_is_cleaned() {
        let profile = Profile {
            name: " \u{202e}Dot ".into(),
            ..Profile::default()
        };
        assert_eq!(profile.check().unwrap().name, "Dot");
    }
}
