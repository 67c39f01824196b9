//! How often things may be done. Counted in this process; bounds abuse, not use.

use crate::config::LimitConfig;
use crate::{App, Error, Result};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::num::NonZeroU32;
use std::time::Duration;

/// What is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    Signup,
    Signin,
    Note,
    Comment,
    Upload,
    Reaction,
    View,
    Client,
}

type Limiter = Option<DefaultKeyedRateLimiter<String>>;

pub(crate) struct Limits {
    limiters: [Limiter; 8],
    clock: DefaultClock,
}

/// Reads `COUNT/SECONDS`; a count of 0 means without limit.
fn limiter(text: &str) -> Result<Limiter> {
    let wrong = || {
        Error::Unavailable(format!(
            "limit {text:?}: write COUNT/SECONDS, such as 10/60, or 0/1"
        ))
    };
    let (count, seconds) = text.split_once('/').ok_or_else(wrong)?;
    let count: u32 = count.trim().parse().map_err(|_| wrong())?;
    let seconds: u32 = seconds.trim().parse().map_err(|_| wrong())?;
    let Some(burst) = NonZeroU32::new(count) else {
        return Ok(None);
    };
    let quota =
        Quota::with_period(Duration::from_secs(seconds.into()) / count).ok_or_else(wrong)?;
    Ok(Some(RateLimiter::keyed(quota.allow_burst(burst))))
}

impl Limits {
    pub(crate) fn new(config: &LimitConfig) -> Result<Self> {
        Ok(Self {
            limiters: [
                limiter(&config.signup)?,
                limiter(&config.signin)?,
                limiter(&config.notes)?,
                limiter(&config.comments)?,
                limiter(&config.uploads)?,
                limiter(&config.reactions)?,
                limiter(&config.views)?,
                limiter(&config.clients)?,
            ],
            clock: DefaultClock::default(),
        })
    }

    /// Forgets keys that are fresh again, so that memory does not grow with visitors.
    pub(crate) fn sweep(&self) {
        for limiter in self.limiters.iter().flatten() {
            limiter.retain_recent();
        }
    }
}

impl App {
    /// Counts one `action` by `who` (an address or an account).
    ///
    /// # Errors
    /// [`Error::Limited`] with the wait.
    pub fn limit(&self, action: Action, who: &str) -> Result<()> {
        let limits = &self.0.limits;
        let Some(limiter) = &limits.limiters[action as usize] else {
            return Ok(());
        };
        limiter.check_key(&who.to_owned()).map_err(|until| {
            let wait = until.wait_time_from(limits.clock.now());
            Error::Limited {
                wait_s: wait.as_secs() + 1,
            }
        })
    }
}
