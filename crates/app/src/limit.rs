//! How often things may be done: bounds abuse, not use. What other processes let happen counts here, too, but for
//! single requests.

use crate::bus::News;
use crate::config::LimitConfig;
use crate::{App, Error, Result};
use governor::clock::{Clock, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::num::NonZeroU32;
use std::time::Duration;

/// What is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Action {
    Signup,
    Signin,
    Note,
    Comment,
    Upload,
    Reaction,
    View,
    Client,
    Api,
    Search,
    Request,
}

/// What is left of a limit.
#[derive(Debug, Clone, Copy)]
pub struct Left {
    pub limit: u32,
    pub remaining: u32,
    /// Until everything is free again.
    pub reset_s: u64,
}

type Limiter = Option<DefaultKeyedRateLimiter<String, StateInformationMiddleware>>;

pub(crate) struct Limits {
    limiters: [Limiter; 11],
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
    Ok(Some(
        RateLimiter::keyed(quota.allow_burst(burst)).with_middleware(),
    ))
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
                limiter(&config.api)?,
                limiter(&config.search)?,
                limiter(&config.requests)?,
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
        self.limit_left(action, who).map(drop)
    }

    /// Counts what another process let happen.
    pub(crate) fn done_elsewhere(&self, action: Action, who: &str) {
        if let Some(limiter) = &self.0.limits.limiters[action as usize] {
            // Beyond the limit there is nothing more to count.
            let _ = limiter.check_key(&who.to_owned());
        }
    }

    /// As [`Self::limit`], with what is left; `None` without a limit.
    ///
    /// # Errors
    /// [`Error::Limited`] with the wait.
    pub fn limit_left(&self, action: Action, who: &str) -> Result<Option<Left>> {
        let limits = &self.0.limits;
        let Some(limiter) = &limits.limiters[action as usize] else {
            return Ok(None);
        };
        match limiter.check_key(&who.to_owned()) {
            Ok(state) => {
                if action != Action::Request {
                    self.0.bus.say(|| News::Did(action, who.to_owned()));
                }
                let (limit, remaining) = (
                    state.quota().burst_size().get(),
                    state.remaining_burst_capacity(),
                );
                let used = limit.saturating_sub(remaining);
                let reset = state.quota().replenish_interval() * used;
                Ok(Some(Left {
                    limit,
                    remaining,
                    reset_s: reset.as_secs() + 1,
                }))
            }
            Err(until) => {
                let wait = until.wait_time_from(limits.clock.now());
                Err(Error::Limited {
                    wait_s: wait.as_secs() + 1,
                })
            }
        }
    }
}
