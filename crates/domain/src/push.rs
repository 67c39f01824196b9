//! What programs are told of as soon as it happens, while nobody looks (Web Push).

use crate::notification::Kind;
use crate::{Invalid, Relation};

/// What a program can ask to be told of. Some of it never happens here.
pub const ALERTS: [&str; 11] = [
    "mention",
    "status",
    "reblog",
    "follow",
    "follow_request",
    "favourite",
    "poll",
    "update",
    "quote",
    "admin.sign_up",
    "admin.report",
];

const MAX_ENDPOINT_CHARS: usize = 2_000;

/// What programs call a notification; `None` for what they have no name for.
#[must_use]
pub fn alert(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Like | Kind::CommentLike | Kind::Collect => Some("favourite"),
        Kind::Comment | Kind::Reply | Kind::Mention => Some("mention"),
        Kind::Follow => Some("follow"),
        Kind::Suggestion => None,
    }
}

/// Of whom somebody wants to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    All,
    /// Those whom they follow.
    Followed,
    /// Those who follow them.
    Follower,
    None,
}

impl Policy {
    pub const ALL: [Self; 4] = [Self::All, Self::Followed, Self::Follower, Self::None];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Followed => "followed",
            Self::Follower => "follower",
            Self::None => "none",
        }
    }

    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == word)
    }

    /// Whether what somebody did is told, who stands so to the reader.
    #[must_use]
    pub fn admits(self, relation: Relation) -> bool {
        match self {
            Self::All => true,
            Self::Followed => relation.follows,
            Self::Follower => relation.followed_by,
            Self::None => false,
        }
    }
}

/// What a program asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    pub alerts: Vec<&'static str>,
    pub policy: Policy,
}

/// Where a program wants to be told, and the keys for it, in base 64.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receiver {
    pub endpoint: String,
    pub p256dh: String,
    pub auth: String,
}

impl Receiver {
    /// Cleans and checks the address and the form of the keys.
    ///
    /// # Errors
    /// `Invalid` on fields named as programs do.
    pub fn check(self) -> Result<Self, Vec<Invalid>> {
        let bare = |key: &str| {
            let key = key.trim().trim_end_matches('=');
            key.replace('+', "-").replace('/', "_")
        };
        let is_key = |key: &str, chars: usize| {
            let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
            key.len() == chars && key.bytes().all(plain)
        };
        let clean = Self {
            endpoint: self.endpoint.trim().to_owned(),
            p256dh: bare(&self.p256dh),
            auth: bare(&self.auth),
        };
        let mut wrong = Vec::new();
        if clean.endpoint.is_empty() || clean.endpoint.len() > MAX_ENDPOINT_CHARS {
            wrong.push(Invalid::new("endpoint", "invalid"));
        }
        // An uncompressed point of P-256, and 16 bytes.
        if !is_key(&clean.p256dh, 87) {
            wrong.push(Invalid::new("p256dh", "invalid"));
        }
        if !is_key(&clean.auth, 22) {
            wrong.push(Invalid::new("auth", "invalid"));
        }
        if wrong.is_empty() {
            Ok(clean)
        } else {
            Err(wrong)
        }
    }
}
