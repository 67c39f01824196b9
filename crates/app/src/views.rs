//! Readings of notes and topics: counted in memory, written every second, never in a reader's way.

use crate::limit::Action;
use crate::view::Viewer;
use crate::{App, Result};
use parking_lot::Mutex;
use sampan_domain::feed::Engagement;
use sampan_domain::{AccountId, NoteId, TopicId};
use sampan_store::seen::{self, Views};
use std::collections::HashMap;
use std::time::Duration;

/// One viewer counts once in this time.
const WINDOW_MS: i64 = 10 * 60_000;
/// Remembered readings; beyond, the older half is forgotten (and may be counted again).
const REMEMBERED: usize = 400_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Subject {
    Note(NoteId),
    Topic(TopicId),
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Reader {
    Account(AccountId),
    /// Somebody without an account, told apart by a short-lived cookie.
    Cookie(String),
}

#[derive(Default)]
pub(crate) struct Counter(Mutex<Counts>);

#[derive(Default)]
struct Counts {
    recent: HashMap<(Reader, Subject), i64>,
    waiting: HashMap<Subject, i64>,
    seen: HashMap<(AccountId, NoteId), i64>,
}

impl Counts {
    fn count(&mut self, reader: Option<Reader>, subject: Subject, now: i64) {
        if let Some(reader) = reader {
            let last = self.recent.insert((reader, subject), now);
            if last.is_some_and(|last| now - last < WINDOW_MS) {
                return;
            }
        }
        *self.waiting.entry(subject).or_default() += 1;
    }

    fn forget(&mut self, now: i64) {
        self.recent.retain(|_, at| now - *at < WINDOW_MS);
        if self.recent.len() > REMEMBERED {
            let mut times: Vec<i64> = self.recent.values().copied().collect();
            times.sort_unstable();
            let middle = times[times.len() / 2];
            self.recent.retain(|_, at| *at > middle);
        }
    }

    fn take(&mut self) -> Views {
        let mut views = Views::default();
        for (subject, count) in self.waiting.drain() {
            match subject {
                Subject::Note(id) => views.notes.push((id, count)),
                Subject::Topic(id) => views.topics.push((id, count)),
            }
        }
        views.seen = self
            .seen
            .drain()
            .map(|((account, note), at)| (account, note, at))
            .collect();
        views
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
    fn reader(&self, visit: Visit<'_>) -> Option<Option<Reader>> {
        if let Some(viewer) = visit.viewer {
            return Some(Some(Reader::Account(viewer.id())));
        }
        // Whoever brings no cookie is counted at every reading, as often as an address may.
        if (visit.is_new || visit.cookie.is_none())
            && self.limit(Action::View, visit.address).is_err()
        {
            return None;
        }
        Some(visit.cookie.map(|cookie| Reader::Cookie(cookie.to_owned())))
    }

    /// Counts a reading of a note.
    pub fn viewed_note(&self, note: NoteId, visit: Visit<'_>) {
        let now = self.now_ms();
        let Some(reader) = self.reader(visit) else {
            return;
        };
        let mut counts = self.0.views.0.lock();
        counts.count(reader, Subject::Note(note), now);
        if let Some(viewer) = visit.viewer {
            counts.seen.insert((viewer.id(), note), now);
            drop(counts);
            self.engaged(viewer.id(), note, Engagement::Open, true);
        }
    }

    /// Counts a reading of a topic.
    pub fn viewed_topic(&self, topic: TopicId, visit: Visit<'_>) {
        let now = self.now_ms();
        let Some(reader) = self.reader(visit) else {
            return;
        };
        self.0
            .views
            .0
            .lock()
            .count(reader, Subject::Topic(topic), now);
    }

    /// Writes what was counted.
    ///
    /// # Errors
    /// When the database does not answer; what was counted is kept for the next time.
    pub async fn flush_views(&self) -> Result<()> {
        let views = self.0.views.0.lock().take();
        if views.notes.is_empty() && views.topics.is_empty() && views.seen.is_empty() {
            return Ok(());
        }
        let written = self
            .0
            .db
            .write(views.clone(), |tx, views| {
                Box::pin(async move { seen::add(tx, views).await })
            })
            .await;
        if written.is_err() {
            let mut counts = self.0.views.0.lock();
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
                    app.0.views.0.lock().forget(now);
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
        let mut counts = Counts::default();
        let note = Subject::Note(NoteId(1));
        let anna = || Some(Reader::Account(AccountId(1)));
        let cookie = || Some(Reader::Cookie("c".into()));
        counts.count(anna(), note, 0);
        counts.count(anna(), note, WINDOW_MS - 1);
        counts.count(cookie(), note, 5);
        counts.count(None, note, 6);
        counts.count(None, note, 7);
        assert_eq!(counts.take().notes, [(NoteId(1), 4)]);
        counts.count(anna(), note, 3 * WINDOW_MS);
        assert_eq!(counts.take().notes, [(NoteId(1), 1)]);
    }
}
