//! When something does not work: what happened, and what to do next.

use super::{Frame, Here};
use askama::Template;

/// What went wrong, as far as a reader needs to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Problem {
    NotFound,
    /// Signed in, but not allowed.
    Denied,
    /// Has to sign in first.
    SignIn,
    /// The session ended meanwhile.
    SessionExpired,
    /// Somebody changed it first; the form carries an old version.
    Stale,
    RateLimited {
        wait_s: i64,
    },
    /// More people than the server can serve at once; the page comes by itself, after so many minutes or in a moment.
    Busy {
        minutes: u32,
    },
    /// The same, of a form that was sent.
    BusyForm {
        minutes: u32,
    },
    TooLarge,
    /// A form from another site.
    CrossSite,
    /// The same form a second time.
    AlreadySent,
    /// Nobody can make sense of the request.
    Malformed,
    Unavailable,
    Internal,
}

impl Problem {
    pub const ALL: [Self; 14] = [
        Self::NotFound,
        Self::Denied,
        Self::SignIn,
        Self::SessionExpired,
        Self::Stale,
        Self::RateLimited { wait_s: 42 },
        Self::Busy { minutes: 0 },
        Self::BusyForm { minutes: 4 },
        Self::TooLarge,
        Self::CrossSite,
        Self::AlreadySent,
        Self::Malformed,
        Self::Unavailable,
        Self::Internal,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::Denied => "denied",
            Self::SignIn => "sign-in",
            Self::SessionExpired => "session-expired",
            Self::Stale => "stale",
            Self::RateLimited { .. } => "rate-limited",
            Self::Busy { .. } => "busy",
            Self::BusyForm { .. } => "busy-form",
            Self::TooLarge => "too-large",
            Self::CrossSite => "cross-site",
            Self::AlreadySent => "already-sent",
            Self::Malformed => "malformed",
            Self::Unavailable => "unavailable",
            Self::Internal => "internal",
        }
    }

    /// How long it takes until it is over, in the unit of its texts.
    fn count(self) -> Option<i64> {
        match self {
            Self::RateLimited { wait_s } => Some(wait_s),
            Self::Busy { minutes } | Self::BusyForm { minutes } => Some(minutes.into()),
            _ => None,
        }
    }

    fn said(self, part: &str, frame: &Frame) -> String {
        let key = format!("problem-{}-{part}", self.name());
        match self.count() {
            Some(count) => frame.tn(&key, count),
            None => frame.t(&key).into_owned(),
        }
    }

    /// One line that says what happened and what to do, for fragments and JSON.
    #[must_use]
    pub fn line(self, frame: &Frame) -> String {
        self.said("line", frame)
    }
}

/// Any page that could not be shown.
#[derive(Template)]
#[template(path = "error.html")]
pub struct ErrorPage {
    pub frame: Frame,
    pub status: u16,
    pub problem: Problem,
    /// What exactly was refused, in words, when the problem's own text is too general.
    pub said: Option<String>,
    /// To find it in the log.
    pub request_id: Option<String>,
    /// What they had written, to be copied.
    pub kept: Vec<String>,
}

/// Somebody has to come back: for anybody, so nothing on it is anybody's own.
#[derive(Template)]
#[template(path = "busy.html")]
pub struct Busy {
    pub frame: Frame,
    pub problem: Problem,
    /// When it is asked for again by itself, in seconds. That of a form is not.
    pub reload_s: Option<u64>,
}

impl Busy {
    fn title(&self) -> String {
        self.problem.said("title", &self.frame)
    }

    fn text(&self) -> String {
        self.problem.said("text", &self.frame)
    }
}

impl ErrorPage {
    fn title(&self) -> String {
        self.problem.said("title", &self.frame)
    }

    fn text(&self) -> String {
        if let Some(said) = &self.said {
            return said.clone();
        }
        self.problem.said("text", &self.frame)
    }

    fn offers_signin(&self) -> bool {
        matches!(self.problem, Problem::SignIn | Problem::SessionExpired)
            || (!self.frame.signed_in() && self.problem == Problem::Denied)
    }

    fn offers_retry(&self) -> bool {
        matches!(
            self.problem,
            Problem::RateLimited { .. } | Problem::Unavailable | Problem::Internal
        )
    }
}
