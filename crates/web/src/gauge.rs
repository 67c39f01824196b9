//! How many requests were answered, how, and how quickly: for whoever draws curves, and for the operator.

use axum::extract::{MatchedPath, Request};
use axum::http::{Method, StatusCode};
use parking_lot::Mutex;
use std::collections::HashMap;
use std::fmt::{self, Write as _};
use std::hash::{Hash, Hasher};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

/// Up to how many seconds an answer took, as curves are drawn of them.
const WITHIN_S: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

/// Routes are told of the last ten minutes at most, and of the last five at least.
const WINDOW: Duration = Duration::from_secs(300);

/// What a request asked for: its method, and the path that the table of addresses has.
#[derive(Debug, Clone)]
pub(crate) struct Asked(&'static str, Route);

/// An entry of the table of addresses.
#[derive(Debug, Clone)]
enum Route {
    Matched(MatchedPath),
    Named(&'static str),
}

impl PartialEq for Asked {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 && self.path() == other.path()
    }
}

impl Eq for Asked {}

impl Hash for Asked {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.0.hash(hasher);
        self.path().hash(hasher);
    }
}

impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0, self.path())
    }
}

impl Asked {
    fn path(&self) -> &str {
        match &self.1 {
            Route::Matched(path) => path.as_str(),
            Route::Named(path) => path,
        }
    }

    /// Somebody asked to read something at this entry of the table.
    pub(crate) fn reads(path: &'static str) -> Self {
        Self("GET", Route::Named(path))
    }

    pub(crate) fn of(request: &Request) -> Self {
        let path = request.extensions().get::<MatchedPath>().cloned();
        let route = path.map_or(Route::Named("…"), Route::Matched);
        // Anybody can invent a method, and each would be kept.
        let method = match *request.method() {
            Method::GET => "GET",
            Method::HEAD => "HEAD",
            Method::POST => "POST",
            Method::PUT => "PUT",
            Method::PATCH => "PATCH",
            Method::DELETE => "DELETE",
            Method::OPTIONS => "OPTIONS",
            _ => "…",
        };
        Self(method, route)
    }
}

/// How quickly requests of a kind were answered.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Times {
    pub(crate) count: u64,
    pub(crate) total: Duration,
    pub(crate) longest: Duration,
}

impl Times {
    fn add(&mut self, other: Self) {
        self.count += other.count;
        self.total += other.total;
        self.longest = self.longest.max(other.longest);
    }
}

/// What was asked for in this window, and in the one before.
#[derive(Default)]
struct Routes {
    now: HashMap<Asked, Times>,
    before: HashMap<Asked, Times>,
    since: Option<Instant>,
}

impl Routes {
    fn turn(&mut self) {
        let since = *self.since.get_or_insert_with(Instant::now);
        if since.elapsed() > WINDOW {
            self.before = std::mem::take(&mut self.now);
            if since.elapsed() > 2 * WINDOW {
                self.before.clear();
            }
            self.since = Some(Instant::now());
        }
    }
}

/// Everything that passed the door.
#[derive(Default)]
pub(crate) struct Gauge {
    routes: Mutex<Routes>,
    within: [AtomicU64; WITHIN_S.len()],
    count: AtomicU64,
    us: AtomicU64,
    /// By the first digit of the status.
    statuses: [AtomicU64; 6],
}

impl Gauge {
    /// A request was answered.
    pub(crate) fn answered(&self, asked: Asked, status: StatusCode, took: Duration) {
        let mut routes = self.routes.lock();
        routes.turn();
        let one = Times {
            count: 1,
            total: took,
            longest: took,
        };
        routes.now.entry(asked).or_default().add(one);
        drop(routes);
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

    /// The routes that took the most time lately, that one first: the method and the path, and how quick they were.
    pub(crate) fn slowest(&self, most: usize) -> Vec<(String, Times)> {
        let mut routes = self.routes.lock();
        routes.turn();
        let mut all = routes.before.clone();
        for (asked, times) in &routes.now {
            all.entry(asked.clone()).or_default().add(*times);
        }
        drop(routes);
        let mut all: Vec<(String, Times)> = all
            .into_iter()
            .map(|(asked, times)| (asked.to_string(), times))
            .collect();
        all.sort_by_key(|(_, times)| std::cmp::Reverse(times.total));
        all.truncate(most);
        all
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
