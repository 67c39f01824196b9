//! Heat: how fresh and how well liked something is, in one number.
//!
//! For lists that everybody sees in one order: topics, comments, the tail of Explore.

/// A doubling of appreciation is worth this much freshness.
const DOUBLING_MS: f64 = 6.0 * 3_600_000.0;

/// Freshness and appreciation in one number that needs no clock: it changes only when somebody likes,
/// collects or comments, so pages can be keyed by it. One unit is [`DOUBLING_MS`] of freshness or a
/// doubling of appreciation (after Reddit's published "hot" formula, with log2).
#[must_use]
pub fn hot(made_at_ms: i64, likes: i64, collects: i64, comments: i64) -> f64 {
    let appreciation = (likes + 2 * collects + 2 * comments).max(0) as f64;
    ((made_at_ms - crate::id::EPOCH_MS) as f64) / DOUBLING_MS + (1.0 + appreciation).log2()
}

/// The same for a comment, where age hardly counts: what is liked and answered rises.
#[must_use]
pub fn comment_hot(made_at_ms: i64, likes: i64, replies: i64) -> f64 {
    let appreciation = (2 * likes + replies).max(0) as f64;
    ((made_at_ms - crate::id::EPOCH_MS) as f64) / (8.0 * DOUBLING_MS) + (1.0 + appreciation).log2()
}

/// What a topic's rising score halves in.
pub const RISING_HALF_LIFE_MS: f64 = 12.0 * 3_600_000.0;

/// How fast a topic rises: each use counts less the older it is, and many uses by few accounts count
/// like few (the square root of uses times accounts damps a burst by one hand).
#[must_use]
pub fn rising(now_ms: i64, uses_at_ms: &[i64], accounts: usize) -> f64 {
    let decayed: f64 = uses_at_ms
        .iter()
        .map(|at| 0.5_f64.powf((now_ms - at).max(0) as f64 / RISING_HALF_LIFE_MS))
        .sum();
    let breadth = (accounts as f64 / uses_at_ms.len().max(1) as f64).min(1.0);
    let few = if accounts < 3 { 0.25 } else { 1.0 };
    decayed * breadth * few
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600_000;

    #[test]
    fn appreciation_lifts_and_age_sinks() {
        let day = crate::id::EPOCH_MS + 24 * HOUR;
        assert!(hot(day, 10, 0, 0) > hot(day, 0, 0, 0));
        assert!(hot(day, 1, 0, 0) > hot(day - 12 * HOUR, 1, 0, 0));
        assert!(hot(day - 6 * HOUR, 255, 0, 0) > hot(day, 3, 0, 0));
    }

    #[test]
    fn a_burst_by_one_hand_does_not_rise() {
        let now = crate::id::EPOCH_MS + 100 * HOUR;
        let burst = vec![now; 40];
        let crowd = vec![now - HOUR; 12];
        assert!(rising(now, &crowd, 12) > rising(now, &burst, 2));
        assert!(rising(now, &crowd, 12) > rising(now + 48 * HOUR, &crowd, 12));
    }
}
