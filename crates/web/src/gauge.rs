//! How many requests were answered, how, and how quickly: for whoever draws curves.

use axum::http::StatusCode;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

/// Up to how many seconds an answer took, as curves are drawn of them.
const WITHIN_S: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

/// Everything that passed the door.
#[derive(Default)]
pub(crate) struct Gauge {
    within: [AtomicU64; WITHIN_S.len()],
    count: AtomicU64,
    us: AtomicU64,
    /// By the first digit of the status.
    statuses: [AtomicU64; 6],
}

impl Gauge {
    /// A request was answered.
    pub(crate) fn answered(&self, status: StatusCode, took: Duration) {
        let class = usize::from(status.as_u16() / 100).min(self.statuses.len() - 1);
        self.statuses[class].fetch_add(1, Relaxed);
        self.count.fetch_add(1, Relaxed);
        let us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.us.fetch_add(us, Relaxed);
        let seconds = took.as_secs_f64();
        if let Some(at) = WITHIN_S.iter().position(|within| seconds <= *within) {
            self.within[at].fetch_add(1, Relaxed);
        }
    }

    /// In Prometheus' text form.
    pub(crate) fn write(&self, text: &mut String) {
        text.push_str("# TYPE sampan_requests_total counter\n");
        for (class, count) in self.statuses.iter().enumerate().skip(1) {
            let count = count.load(Relaxed);
            let _ = writeln!(
                text,
                "sampan_requests_total{{status=\"{class}xx\"}} {count}"
            );
        }
        text.push_str("# TYPE sampan_request_seconds histogram\n");
        let mut sum = 0;
        for (within, count) in WITHIN_S.iter().zip(&self.within) {
            sum += count.load(Relaxed);
            let _ = writeln!(
                text,
                "sampan_request_seconds_bucket{{le=\"{within}\"}} {sum}"
            );
        }
        let count = self.count.load(Relaxed);
        let _ = write!(
            text,
            "sampan_request_seconds_bucket{{le=\"+Inf\"}} {count}\n\
             sampan_request_seconds_sum {:.6}\nsampan_request_seconds_count {count}\n",
            self.us.load(Relaxed) as f64 / 1e6,
        );
    }
}
