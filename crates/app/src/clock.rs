//! The time. Everything below `app` gets it as an argument.

use std::sync::atomic::{AtomicI64, Ordering};

/// The system's clock, or one that stands where it was set (the sample community lives in its own
/// time).
#[derive(Debug, Default)]
pub struct Clock {
    fixed_ms: AtomicI64,
}

impl Clock {
    /// Unix milliseconds.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        let fixed = self.fixed_ms.load(Ordering::Relaxed);
        if fixed != 0 { fixed } else { system_ms() }
    }

    /// Stops the clock at `at_ms`.
    pub fn stand_at(&self, at_ms: i64) {
        self.fixed_ms.store(at_ms, Ordering::Relaxed);
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the system's clock"
)]
fn system_ms() -> i64 {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |since| {
            i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
        })
}
