//! What is measured while the day goes by: times to the answer, errors, the server's memory and processor.

use crate::script::Kind;
use hdrhistogram::Histogram;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;

/// Microseconds, up to a minute, to two digits.
fn histogram() -> Histogram<u64> {
    Histogram::new_with_bounds(1, 60_000_000, 2).expect("bounds that hold")
}

fn ms(us: u64) -> f64 {
    us as f64 / 1e3
}

/// Times of one kind of request.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Times {
    pub(crate) count: u64,
    pub(crate) p50_ms: f64,
    pub(crate) p90_ms: f64,
    pub(crate) p99_ms: f64,
    pub(crate) p999_ms: f64,
    pub(crate) max_ms: f64,
}

impl Times {
    fn of(all: &Histogram<u64>) -> Self {
        let at = |share| ms(all.value_at_quantile(share));
        Self {
            count: all.len(),
            p50_ms: at(0.5),
            p90_ms: at(0.9),
            p99_ms: at(0.99),
            p999_ms: at(0.999),
            max_ms: ms(all.max()),
        }
    }
}

/// A second of the day.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(crate) struct Second {
    pub(crate) due: u64,
    pub(crate) answered: u64,
    pub(crate) deferred: u64,
    pub(crate) failed: u64,
    pub(crate) p50_ms: f64,
    pub(crate) p99_ms: f64,
    /// Of the server: resident memory, and cores it kept busy.
    pub(crate) memory_mb: f64,
    pub(crate) cores: f64,
    /// Of this tool.
    pub(crate) own_cores: f64,
}

pub(crate) struct Measured {
    all: Histogram<u64>,
    kinds: BTreeMap<&'static str, Histogram<u64>>,
    now: Histogram<u64>,
    second: Second,
    pub(crate) seconds: Vec<Second>,
    /// Refused with an hour to come back at.
    pub(crate) deferred: u64,
    /// Done later, because somebody waited to come back.
    pub(crate) waited: u64,
    /// Deferred too often, and given up.
    pub(crate) turned_away: u64,
    /// Requests of which nobody knows what became of them, because the server was killed.
    pub(crate) cut: u64,
    pub(crate) failures: BTreeMap<String, u64>,
    pub(crate) bytes: u64,
    server: Option<Usage>,
    own: Usage,
}

/// What a process has used, from the operating system's accounting.
#[derive(Debug, Clone, Copy)]
struct Usage {
    process: u32,
    ticks: u64,
}

impl Usage {
    fn new(process: u32) -> Self {
        let ticks = ticks(process).unwrap_or(0);
        Self { process, ticks }
    }

    /// Cores that were busy since the last time.
    fn cores(&mut self, seconds: f64) -> f64 {
        let now = ticks(self.process).unwrap_or(self.ticks);
        let used = now.saturating_sub(self.ticks) as f64;
        self.ticks = now;
        used / rustix::param::clock_ticks_per_second() as f64 / seconds
    }
}

/// User and system time of a process in ticks.
fn ticks(process: u32) -> Option<u64> {
    let told = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, fields) = told.rsplit_once(") ")?;
    let mut fields = fields.split(' ').skip(11);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(user + system)
}

fn memory_mb(process: u32) -> f64 {
    let told = std::fs::read_to_string(format!("/proc/{process}/statm")).unwrap_or_default();
    let pages: f64 = told
        .split(' ')
        .nth(1)
        .and_then(|pages| pages.parse().ok())
        .unwrap_or(0.0);
    pages * rustix::param::page_size() as f64 / 1e6
}

impl Measured {
    pub(crate) fn new(server: Option<u32>) -> Self {
        Self {
            all: histogram(),
            kinds: BTreeMap::new(),
            now: histogram(),
            second: Second::default(),
            seconds: Vec::new(),
            deferred: 0,
            waited: 0,
            turned_away: 0,
            cut: 0,
            failures: BTreeMap::new(),
            bytes: 0,
            server: server.map(Usage::new),
            own: Usage::new(std::process::id()),
        }
    }

    /// The server was started anew.
    pub(crate) fn watch(&mut self, server: u32) {
        self.server = Some(Usage::new(server));
    }

    pub(crate) fn due(&mut self, count: usize) {
        self.second.due += count as u64;
    }

    pub(crate) fn answered(&mut self, kind: Kind, took: Duration, bytes: usize) {
        let us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX).max(1);
        self.all.saturating_record(us);
        self.now.saturating_record(us);
        let of_kind = self.kinds.entry(kind.as_str()).or_insert_with(histogram);
        of_kind.saturating_record(us);
        self.second.answered += 1;
        self.bytes += bytes as u64;
    }

    /// How many were answered in this second and the one before.
    pub(crate) fn lately(&self) -> u64 {
        let before = self.seconds.last().map_or(0, |second| second.answered);
        self.second.answered + before
    }

    pub(crate) fn deferred(&mut self) {
        self.deferred += 1;
        self.second.deferred += 1;
    }

    pub(crate) fn failed(&mut self, why: String) {
        self.second.failed += 1;
        *self.failures.entry(why).or_default() += 1;
    }

    pub(crate) fn failures(&self) -> u64 {
        self.failures.values().sum()
    }

    /// A second is over.
    pub(crate) fn tick(&mut self, seconds: f64) -> Second {
        let mut second = std::mem::take(&mut self.second);
        second.p50_ms = ms(self.now.value_at_quantile(0.5));
        second.p99_ms = ms(self.now.value_at_quantile(0.99));
        self.now.reset();
        if let Some(server) = &mut self.server {
            second.memory_mb = memory_mb(server.process);
            second.cores = server.cores(seconds);
        }
        second.own_cores = self.own.cores(seconds);
        self.seconds.push(second);
        second
    }

    pub(crate) fn times(&self) -> Times {
        Times::of(&self.all)
    }

    pub(crate) fn by_kind(&self) -> BTreeMap<String, Times> {
        let kinds = self.kinds.iter();
        kinds
            .map(|(kind, times)| ((*kind).to_owned(), Times::of(times)))
            .collect()
    }
}
