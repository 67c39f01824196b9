//! Readings of notes and topics: counted in memory, written every second, never in a reader's way.

use crate::bus::News;
use crate::limit::Action;
use crate::view::Viewer;
use crate::{App, Result};
use parking_lot::Mutex;
use sampan_domain::feed::Engagement;
use sampan_domain::{AccountId, NoteId, TopicId};
use sampan_store::seam::Touch;
use sampan_store::seen::{self, Views};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher};
use std::sync::OnceLock;
use std::time::Duration;

/// One viewer counts once in so many seconds.
const WINDOW_S: Second = 600;
/// How many readings are remembered, at most; beyond, the older ones may be counted again.
const REMEMBERED: usize = 8 << 20;
/// Locks among which readings are spread.
const SHARDS: usize = 16;

/// What is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    Note(NoteId),
    Topic(TopicId),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Reader<'a> {
    Account(AccountId),
    /// Somebody without an account, told apart by a short-lived cookie.
    Cookie(&'a str),
}

/// Who read what in the last ten minutes, as hashes with a secret; and what waits to be written.
#[derive(Default)]
pub(crate) struct Counter {
    shards: [Mutex<Counts>; SHARDS],
    secret: OnceLock<u64>,
}

/// When something was read, in seconds. Among eight million, two share a hash once in half a million runs.
type Second = u32;

#[derive(Default)]
struct Counts {
    recent: HashMap<u64, Second, BuildHasherDefault<Hashed>>,
    waiting: HashMap<Subject, i64>,
    seen: HashMap<(AccountId, NoteId), i64>,
}

/// Passes on what is a hash already.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

fn second(ms: i64) -> Second {
    u32::try_from(ms / 1_000).unwrap_or(0)
}

impl Counter {
    /// Counts a reading, unless the same reader read the same within the window; answers its hash if it counts.
    fn count(&self, reader: Option<Reader<'_>>, subject: Subject, now: i64) -> Option<u64> {
        let hash = self.hash(&(reader, subject));
        let mut counts = self.shards[hash as usize % SHARDS].lock();
        if reader.is_some() {
            let last = counts.recent.get(&hash).copied();
            if last.is_some_and(|last| second(now).saturating_sub(last) < WINDOW_S) {
                return None;
            }
            counts.recent.insert(hash, second(now));
        }
        *counts.waiting.entry(subject).or_default() += 1;
        reader.is_some().then_some(hash)
    }

    /// The same in every process that knows the secret.
    pub(crate) fn hash(&self, what: &impl Hash) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.secret
            .get_or_init(rand::random::<u64>)
            .hash(&mut hasher);
        what.hash(&mut hasher);
        hasher.finish()
    }

    /// Another process has counted a reading.
    pub(crate) fn read_elsewhere(&self, hash: u64, now: i64) {
        let mut counts = self.shards[hash as usize % SHARDS].lock();
        let last = counts.recent.entry(hash).or_default();
        *last = second(now).max(*last);
    }

    /// Readings that are remembered: their hashes, and how many seconds ago.
    pub(crate) fn recent(&self, now: i64) -> Vec<(u64, u32)> {
        let now = second(now);
        let of = |shard: &Mutex<Counts>| {
            let counts = shard.lock();
            let recent = counts.recent.iter();
            let ages = recent.map(|(hash, at)| (*hash, now.saturating_sub(*at)));
            ages.filter(|(_, ago)| *ago < WINDOW_S).collect::<Vec<_>>()
        };
        self.shards.iter().flat_map(of).collect()
    }

    fn saw(&self, account: AccountId, note: NoteId, now: i64) {
        let hash = self.hash(&(account, note));
        let mut counts = self.shards[hash as usize % SHARDS].lock();
        counts.seen.insert((account, note), now);
    }

    fn forget(&self, now: i64) {
        for shard in &self.shards {
            let mut counts = shard.lock();
            let mut window = WINDOW_S;
            loop {
                let is_recent = |at: Second| second(now).saturating_sub(at) < window;
                counts.recent.retain(|_, at| is_recent(*at));
                if counts.recent.len() <= REMEMBERED / SHARDS || window == 0 {
                    break;
                }
                window = window.saturating_sub(60);
            }
        }
    }

    fn take(&self) -> Views {
        let mut views = Views::default();
        let mut notes: HashMap<NoteId, i64> = HashMap::new();
        let mut topics: HashMap<TopicId, i64> = HashMap::new();
        for shard in &self.shards {
            let mut counts = shard.lock();
            for (subject, count) in counts.waiting.drain() {
                match subject {
                    Subject::Note(id) => *notes.entry(id).or_default() += count,
                    Subject::Topic(id) => *topics.entry(id).or_default() += count,
                }
            }
            let seen = counts.seen.drain();
            views
                .seen
                .extend(seen.map(|((account, note), at)| (account, note, at)));
        }
        views.notes = notes.into_iter().collect();
        views.topics = topics.into_iter().collect();
        views
    }

    /// What was taken could not be written.
    fn give_back(&self, views: Views) {
        let mut counts = self.shards[0].lock();
        for (note, count) in views.notes {
            *counts.waiting.entry(Subject::Note(note)).or_default() += count;
        }
        for (topic, count) in views.topics {
            *counts.waiting.entry(Subject::Topic(topic)).or_default() += count;
        }
        for (account, note, at) in views.seen {
            counts.seen.entry((account, note)).or_insert(at);
        }
    }
}

/// Who reads: an account, a cookie, or somebody at an address.
#[derive(Debug, Clone, Copy)]
pub struct Visit<'a> {
    pub viewer: Option<&'a Viewer>,
    pub cookie: Option<&'a str>,
    /// The visitor did not bring the cookie; it is being set now.
    pub is_new: bool,
    pub address: &'a str,
}

impl App {
    fn reader<'a>(&self, visit: Visit<'a>) -> Option<Option<Reader<'a>>> {
        if let Some(viewer) = visit.viewer {
            return Some(Some(Reader::Account(viewer.id())));
        }
        // Whoever brings no cookie is counted at every reading, as often as an address may.
        if (visit.is_new || visit.cookie.is_none())
            && self.limit(Action::View, visit.address).is_err()
        {
            return None;
        }
        Some(visit.cookie.map(Reader::Cookie))
    }

    /// Counts a reading.
    pub fn viewed(&self, subject: Subject, visit: Visit<'_>) {
        let now = self.now_ms();
        let Some(reader) = self.reader(visit) else {
            return;
        };
        self.count_reading(reader, subject, now);
        if let (Some(viewer), Subject::Note(note)) = (visit.viewer, subject) {
            self.0.views.saw(viewer.id(), note, now);
            self.engaged(viewer.id(), note, Engagement::Open, true);
        }
    }

    fn count_reading(&self, reader: Option<Reader<'_>>, subject: Subject, now: i64) {
        if let Some(hash) = self.0.views.count(reader, subject, now) {
            self.0.bus.say(|| News::Read(hash));
        }
    }

    /// Processes that share readings share the secret of their hashes.
    pub(crate) async fn share_readings(&self) -> Result<()> {
        if !self.0.bus.is_shared() {
            return Ok(());
        }
        let new = format!("{:016x}", rand::random::<u64>());
        let secret: String = self
            .0
            .db
            .touching(Touch::Nothing)
            .write(new, |tx, new| {
                Box::pin(async move { sampan_store::push::secret(tx, "readings", new).await })
            })
            .await?;
        let secret = u64::from_str_radix(&secret, 16);
        let secret = secret.map_err(|error| crate::Error::Internal(error.to_string()))?;
        // Nobody has read anything yet.
        let _ = self.0.views.secret.set(secret);
        Ok(())
    }

    /// Writes what was counted.
    ///
    /// # Errors
    /// When the database does not answer; what was counted is kept for the next time.
    pub async fn flush_views(&self) -> Result<()> {
        let views = self.0.views.take();
        if views.notes.is_empty() && views.topics.is_empty() && views.seen.is_empty() {
            return Ok(());
        }
        let written = self
            .0
            .db
            .touching(Touch::Lists)
            .write(views.clone(), |tx, views| {
                Box::pin(async move { seen::add(tx, views).await })
            })
            .await;
        if written.is_err() {
            self.0.views.give_back(views);
        }
        Ok(written?)
    }

    pub(crate) fn start_flushing_views(&self) {
        let app = self.clone();
        tokio::spawn(async move {
            let mut every = tokio::time::interval(Duration::from_secs(1));
            every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
            let mut ticks: u64 = 0;
            while !app.0.jobs.stopped() {
                every.tick().await;
                ticks += 1;
                if let Err(error) = app.flush_views().await {
                    tracing::warn!(%error, "views wait to be written");
                }
                if let Err(error) = app.flush_feed().await {
                    tracing::warn!(%error, "the feed forgets what it showed");
                }
                if ticks.is_multiple_of(60) {
                    let now = app.now_ms();
                    app.0.views.forget(now);
                    app.0.limits.sweep();
                    app.sweep_feed();
                }
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_reader_counts_once_in_ten_minutes() {
        let counts = Counter::default();
        let note = Subject::Note(NoteId(1));
        let minutes = |count: i64| count * 60_000;
        let anna = Some(Reader::Account(AccountId(1)));
        let cookie = Some(Reader::Cookie("c"));
        counts.count(anna, note, 0);
        counts.count(anna, note, minutes(10) - 1);
        counts.count(cookie, note, 5);
        counts.count(None, note, 6);
        counts.count(None, note, 7);
        assert_eq!(counts.take().notes, [(NoteId(1), 4)]);
        // A reading that does not count does not begin another ten minutes.
        counts.count(anna, note, minutes(10));
        assert_eq!(counts.take().notes, [(NoteId(1), 1)]);
        counts.forget(minutes(30));
        assert!(
            counts
                .shards
                .iter()
                .all(|shard| shard.lock().recent.is_empty())
        );
    }
}
