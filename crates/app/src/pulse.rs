//! How the instance is doing, minute by minute, for whoever operates it.
//!
//! Each process counts for itself and tells the others; what is told of a minute replaces what was told before. Kept in
//! memory for an hour: `/metrics` is for longer.

use crate::bus::News;
use crate::gate::GateView;
use crate::pressure::Class;
use crate::view::Viewer;
use crate::{App, Error, Result};
use maxminddb::{Reader, path};
use parking_lot::Mutex;
use sampan_domain::Lang;
use sampan_domain::sketch::Sketch;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

const MINUTE_MS: i64 = 60_000;
/// How many minutes are shown.
pub const MINUTES: usize = 60;
/// How often what goes on is measured, and told.
const EVERY: Duration = Duration::from_secs(5);
/// Languages and countries of one minute, of those that are told apart.
const KINDS: usize = 64;

/// A minute of one process.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Minute {
    /// Minutes since 1970.
    at: i64,
    people: Sketch,
    languages: BTreeMap<Lang, Sketch>,
    countries: BTreeMap<String, Sketch>,
    joined: u32,
    requests: u64,
    asked_back: u64,
    /// The most that was measured.
    pressure: f32,
    texts: u32,
    jobs: u32,
}

impl Minute {
    /// Another process's minute, too.
    fn merge(&mut self, other: &Self) {
        self.people.merge(&other.people);
        for (lang, sketch) in &other.languages {
            self.languages.entry(*lang).or_default().merge(sketch);
        }
        for (country, sketch) in &other.countries {
            let own = self.countries.entry(country.clone()).or_default();
            own.merge(sketch);
        }
        self.joined += other.joined;
        self.requests += other.requests;
        self.asked_back += other.asked_back;
        self.pressure = self.pressure.max(other.pressure);
        self.texts += other.texts;
        // Everybody counts the same ones.
        self.jobs = self.jobs.max(other.jobs);
    }
}

/// Adds somebody under a key, unless there are too many keys.
fn see<K: Ord>(kinds: &mut BTreeMap<K, Sketch>, key: K, mark: u32) {
    if kinds.len() < KINDS || kinds.contains_key(&key) {
        kinds.entry(key).or_default().see(mark);
    }
}

/// Minutes of one process, the latest last.
#[derive(Default)]
struct Minutes(VecDeque<Minute>);

impl Minutes {
    fn of(&mut self, at: i64) -> &mut Minute {
        if self.0.back().is_none_or(|last| last.at < at) {
            self.0.push_back(Minute {
                at,
                ..Minute::default()
            });
            while self.0.len() > MINUTES + 1 {
                self.0.pop_front();
            }
        }
        let last = self.0.len() - 1;
        &mut self.0[last]
    }

    fn replace(&mut self, minute: Minute) {
        let at = minute.at;
        match self.0.iter_mut().find(|known| known.at == at) {
            Some(known) => *known = minute,
            None => *self.of(at) = minute,
        }
    }
}

pub(crate) struct Pulse {
    own: Mutex<Minutes>,
    others: Mutex<HashMap<u64, Minutes>>,
    requests: AtomicU64,
    asked_back: AtomicU64,
    countries: Option<Reader<Vec<u8>>>,
}

/// A minute of all processes.
#[derive(Debug, Clone, Default)]
pub struct MinuteView {
    /// When it began, in Unix milliseconds.
    pub at_ms: i64,
    /// Different people who asked for pages.
    pub people: u32,
    /// The same, by the language of their pages, the most first.
    pub languages: Vec<(Lang, u32)>,
    /// The same by country (ISO 3166), when there is a file that tells.
    pub countries: Vec<(String, u32)>,
    pub joined: u32,
    pub requests: u64,
    pub asked_back: u64,
    /// The most there was, from 0 to 5.
    pub pressure: f32,
    /// Texts that waited for a rendition.
    pub texts: u32,
    /// Jobs that waited.
    pub jobs: u32,
}

/// How the instance is doing.
#[derive(Debug)]
pub struct PulseView {
    /// The last hour, the latest last; minutes without anything are there, too.
    pub minutes: Vec<MinuteView>,
    pub gate: GateView,
    /// Jobs by lane and state.
    pub jobs: Vec<(String, String, i64)>,
    /// How many processes count.
    pub processes: usize,
    /// The class that gives way, if any does.
    pub gives_way: Option<Class>,
    /// Texts that wait for a screen, and for later.
    pub texts: (usize, usize),
    pub knows_countries: bool,
}

impl Pulse {
    /// `file` tells countries by address, in MaxMind's format; empty for none.
    pub(crate) fn new(file: &str) -> Result<Self> {
        let countries = (!file.is_empty())
            .then(|| Reader::open_readfile(file))
            .transpose()
            .map_err(|error| {
                Error::Unavailable(format!(
                    "geoip {file:?}: {error}; name a .mmdb file that tells countries, or none"
                ))
            })?;
        Ok(Self {
            own: Mutex::default(),
            others: Mutex::default(),
            requests: AtomicU64::new(0),
            asked_back: AtomicU64::new(0),
            countries,
        })
    }

    /// The country of an address as it is known to limits: an IPv4 address, or an IPv6 network.
    fn country(&self, address: &str) -> Option<String> {
        let address: IpAddr = address.trim_end_matches("/64").parse().ok()?;
        let found = self.countries.as_ref()?.lookup(address).ok()?;
        found.decode_path(&path!["country", "iso_code"]).ok()?
    }

    pub(crate) fn told(&self, process: u64, minute: Minute) {
        self.others
            .lock()
            .entry(process)
            .or_default()
            .replace(minute);
    }
}

impl App {
    /// Somebody asked for a page: `who` tells them apart.
    pub fn noticed(&self, who: &str, lang: Lang, address: &str) {
        let pulse = &self.0.pulse;
        // The same in every process.
        let mark = (self.0.views.hash(&who) >> 32) as u32;
        let country = pulse.country(address);
        let mut own = pulse.own.lock();
        let minute = own.of(self.now_ms() / MINUTE_MS);
        minute.people.see(mark);
        see(&mut minute.languages, lang, mark);
        if let Some(country) = country {
            see(&mut minute.countries, country, mark);
        }
    }

    /// A request was answered, perhaps by asking somebody to come back.
    pub fn answered(&self, is_asked_back: bool) {
        let pulse = &self.0.pulse;
        pulse.requests.fetch_add(1, Relaxed);
        if is_asked_back {
            pulse.asked_back.fetch_add(1, Relaxed);
        }
    }

    pub(crate) fn noticed_joining(&self) {
        let mut own = self.0.pulse.own.lock();
        own.of(self.now_ms() / MINUTE_MS).joined += 1;
    }

    /// Measures what goes on now.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn feel_pulse(&self) -> Result<()> {
        let jobs = self.job_counts().await?;
        let waiting = jobs.iter().filter(|(_, state, _)| state == "waiting");
        let jobs: i64 = waiting.map(|(.., count)| count).sum();
        let (screens, later) = self.desk_report().waiting;
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let pulse = &self.0.pulse;
        let mut own = pulse.own.lock();
        let minute = own.of(self.now_ms() / MINUTE_MS);
        minute.requests += pulse.requests.swap(0, Relaxed);
        minute.asked_back += pulse.asked_back.swap(0, Relaxed);
        minute.pressure = minute.pressure.max(self.pressure());
        minute.texts = minute.texts.max(count(screens + later));
        minute.jobs = minute.jobs.max(u32::try_from(jobs).unwrap_or(u32::MAX));
        let process = self.0.bus.process();
        // The minute before, too: what came at its end has not been told.
        let told: Vec<Minute> = own.0.iter().rev().take(2).cloned().collect();
        drop(own);
        for minute in told.into_iter().rev() {
            self.0.bus.say(|| News::Pulse(process, minute));
        }
        Ok(())
    }

    pub(crate) fn start_pulse(&self) {
        let app = self.clone();
        tokio::spawn(async move {
            while !app.0.jobs.stopped() {
                if let Err(error) = app.feel_pulse().await {
                    tracing::debug!(%error, "the pulse");
                }
                tokio::time::sleep(EVERY).await;
            }
        });
    }

    /// How the instance is doing.
    ///
    /// # Errors
    /// [`Error::Denied`] for everybody but operators.
    pub async fn pulse(&self, viewer: &Viewer) -> Result<PulseView> {
        let gate = self.look_at_gate(viewer).await?;
        self.feel_pulse().await?;
        let (minutes, processes) = self.last_hour();
        let jobs = self.job_counts().await?;
        Ok(PulseView {
            minutes,
            gate,
            jobs,
            processes,
            gives_way: self.gives_way(),
            texts: self.desk_report().waiting,
            knows_countries: self.0.pulse.countries.is_some(),
        })
    }

    /// Minutes of all processes, and how many processes there are.
    fn last_hour(&self) -> (Vec<MinuteView>, usize) {
        let now = self.now_ms() / MINUTE_MS;
        let first = now - MINUTES as i64 + 1;
        let mut all: Vec<Minute> = (first..=now)
            .map(|at| Minute {
                at,
                ..Minute::default()
            })
            .collect();
        let pulse = &self.0.pulse;
        let mut add = |minutes: &Minutes| {
            for minute in minutes.0.iter().filter(|minute| minute.at <= now) {
                if let Ok(at) = usize::try_from(minute.at - first) {
                    all[at].merge(minute);
                }
            }
        };
        add(&pulse.own.lock());
        let mut others = pulse.others.lock();
        others.retain(|_, minutes| minutes.0.back().is_some_and(|last| last.at >= first));
        others.values().for_each(&mut add);
        let lives = |minutes: &&Minutes| minutes.0.back().is_some_and(|last| last.at >= now - 1);
        let processes = 1 + others.values().filter(lives).count();
        (all.iter().map(view).collect(), processes)
    }
}

fn view(minute: &Minute) -> MinuteView {
    MinuteView {
        at_ms: minute.at * MINUTE_MS,
        people: minute.people.count(),
        languages: most_first(&minute.languages),
        countries: most_first(&minute.countries),
        joined: minute.joined,
        requests: minute.requests,
        asked_back: minute.asked_back,
        pressure: minute.pressure,
        texts: minute.texts,
        jobs: minute.jobs,
    }
}

fn most_first<K: Clone>(kinds: &BTreeMap<K, Sketch>) -> Vec<(K, u32)> {
    let mut counts: Vec<(K, u32)> = kinds
        .iter()
        .map(|(kind, sketch)| (kind.clone(), sketch.count()))
        .collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}
