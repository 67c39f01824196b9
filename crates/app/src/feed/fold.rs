//! The memory behind the feed: folded from the database when it begins, and from what happens ever after.
//!
//! Derived state: thrown away with the process. While it is being folded, pages come in the order of heat.

use crate::bus::News;
use crate::{App, Error, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use parking_lot::{Mutex, RwLock};
use sampan_domain::feed::{Engagement, Event, Features, Form, NewNote, Scratch, State};
use sampan_domain::{AccountId, NoteId, TopicId};
use sampan_store::feed::{self as store, Listed};
use sampan_store::seam::Touch;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

/// Rows that are read at once.
const ROWS: i64 = 20_000;
/// Pieces that were read and wait to be folded.
const PIECES: usize = 4;
/// How long a page waits for a memory that is being folded.
const PATIENCE: Duration = Duration::from_secs(3);
/// After a failure.
const AGAIN: Duration = Duration::from_secs(5);
/// Facts that wait to be folded, at most; whoever tells the next one folds them.
const WAITING: usize = 4_096;
/// Of what became of notes in a second, so much is written.
const LOGGED_AT_ONCE: usize = 200;
/// How often the operator hears how far it is.
const TOLD_EVERY: Duration = Duration::from_secs(5);

#[derive(Default)]
pub(crate) struct Feed {
    state: RwLock<Option<State>>,
    /// What happened since the last page, or since folding began.
    waiting: Mutex<Vec<Event>>,
    began: AtomicBool,
    /// When folding began.
    started: Mutex<Option<Instant>>,
    folded: tokio::sync::Notify,
    rooms: Mutex<Vec<Scratch>>,
    /// How often new notes were shown, to be written.
    shown: Mutex<HashMap<NoteId, i64>>,
}

impl Feed {
    /// Folds what waits. Nobody asks meanwhile, so that everybody finds in it what they did before.
    fn take_in(&self) {
        let mut waiting = self.waiting.lock();
        if waiting.is_empty() {
            return;
        }
        // Without a memory yet they come after it.
        if let Some(state) = self.state.write().as_mut() {
            waiting.drain(..).for_each(|event| state.fold(event));
        }
    }

    /// Asks the memory, with everything that happened until now; `None` while there is none.
    pub(crate) fn ask<T>(&self, ask: impl FnOnce(&State, &mut Scratch) -> T) -> Option<T> {
        self.take_in();
        let state = self.state.read();
        let state = state.as_ref()?;
        let mut room = self.rooms.lock().pop().unwrap_or_default();
        let answer = ask(state, &mut room);
        self.rooms.lock().push(room);
        Some(answer)
    }
}

fn new_note(row: Listed, topics: Vec<TopicId>) -> Event {
    Event::Note(NewNote {
        id: row.id,
        author: row.author,
        lang: row.lang,
        topics,
        place: row.place,
        made_at_ms: row.made_at,
        form: match row.plays {
            true => Form::Video,
            false if row.pictures > 0 => Form::Pictures,
            false => Form::Words,
        },
    })
}

impl App {
    /// The feed hears of it before the next page, and those of other processes soon.
    pub(crate) fn tell_feed(&self, event: Event) {
        self.0.bus.say(|| News::Feed(event.clone()));
        self.feed_heard(event);
    }

    /// The feed hears of what happened, here or elsewhere.
    pub(crate) fn feed_heard(&self, event: Event) {
        let feed = &self.0.feed;
        if !feed.began.load(Ordering::Acquire) {
            // Whoever begins to fold reads it from the database.
            return;
        }
        let many = {
            let mut waiting = feed.waiting.lock();
            waiting.push(event);
            waiting.len()
        };
        if many.is_multiple_of(WAITING) {
            feed.take_in();
        }
    }

    /// Somebody did something with a note.
    pub(crate) fn engaged(&self, reader: AccountId, note: NoteId, what: Engagement, on: bool) {
        self.tell_feed(Event::Engaged {
            reader: Some(reader),
            note,
            what,
            on,
            at_ms: self.now_ms(),
        });
    }

    /// A note was written, rewritten or came to play: the feed learns what it is now. Whoever did it has done it, even
    /// when the feed cannot learn of it.
    pub(crate) async fn feed_note(&self, note: NoteId) {
        let known = async {
            let row = store::listed(&self.0.db, note).await?;
            let topics = store::topics_between(&self.0.db, note, note).await?;
            Ok::<_, sampan_store::Error>((row, topics))
        };
        match known.await {
            Ok((Some(row), topics)) => {
                let topics = topics.into_iter().map(|(_, topic)| topic).collect();
                self.tell_feed(new_note(row, topics));
            }
            Ok((None, _)) => self.tell_feed(Event::Gone { note }),
            Err(error) => {
                tracing::warn!(%error, %note, "the feed does not know a note as it is");
            }
        }
    }

    /// A page was dealt: what was shown counts, and new notes remember it.
    pub(super) fn shown(&self, event: Event) {
        if let Event::Shown {
            reader,
            notes,
            at_ms,
        } = &event
        {
            self.0.bus.say(|| {
                News::Feed(Event::ShownElsewhere {
                    reader: *reader,
                    notes: notes.iter().map(|one| one.note).collect(),
                })
            });
            let mut shown = self.0.feed.shown.lock();
            for one in notes {
                if at_ms - one.note.made_at_ms() < sampan_domain::feed::NEW_MS {
                    *shown.entry(one.note).or_default() += 1;
                }
            }
        }
        self.feed_heard(event);
    }

    /// Writes how often new notes were shown, and folds what waits. Once a second.
    pub(crate) async fn flush_feed(&self) -> Result<()> {
        self.0.feed.take_in();
        let shown: Vec<(NoteId, i64)> = self.0.feed.shown.lock().drain().collect();
        let outcomes = self.outcomes();
        if shown.is_empty() && outcomes.is_empty() {
            return Ok(());
        }
        self.0
            .db
            .touching(Touch::Nothing)
            .write(
                (shown, outcomes, self.now_ms()),
                |tx, (shown, outcomes, now)| {
                    Box::pin(async move {
                        tx.fold(|folds| {
                            for (note, times) in shown {
                                folds.shown(*note, *times);
                            }
                        });
                        store::log(tx, *now, outcomes).await
                    })
                },
            )
            .await?;
        Ok(())
    }

    /// What has become of dealt notes, for the log. Of many some are kept, each standing for the others.
    fn outcomes(&self) -> Vec<(f64, String, String)> {
        let taken = match self.0.feed.state.write().as_mut() {
            Some(state) => state.take_outcomes(),
            None => return Vec::new(),
        };
        let every = taken.len().div_ceil(LOGGED_AT_ONCE).max(1);
        taken
            .iter()
            .step_by(every)
            .map(|one| {
                let done: Vec<&str> = one.done.iter().map(|what| what.as_str()).collect();
                let features = STANDARD.encode(one.features.to_bytes());
                let propensity = f64::from(one.propensity) / every as f64;
                (propensity, features, done.join(" "))
            })
            .collect()
    }

    /// Lets go of what the feed need not remember. Once a minute.
    pub(crate) fn sweep_feed(&self) {
        if let Some(state) = self.0.feed.state.write().as_mut() {
            state.sweep(self.now_ms());
        }
    }

    /// Folds the memory beside everything else, unless somebody does. What fails is tried again.
    pub(crate) fn start_feed(&self) {
        if self.0.feed.started.lock().replace(Instant::now()).is_some() {
            return;
        }
        let app = self.clone();
        tokio::spawn(async move {
            while let Err(error) = app.fold_feed().await {
                tracing::error!(%error, "the feed cannot be folded; pages come in the order of heat");
                if app.0.jobs.stopped() {
                    return;
                }
                tokio::time::sleep(AGAIN).await;
            }
            app.0.feed.folded.notify_waiters();
        });
    }

    /// Waits a moment for a memory that is just beginning; a page does without when it takes longer.
    pub(super) async fn await_feed(&self) {
        let feed = &self.0.feed;
        if feed.state.read().is_some() {
            return;
        }
        let folded = feed.folded.notified();
        self.start_feed();
        let began = *feed.started.lock();
        let left = began.map_or(PATIENCE, |began| PATIENCE.saturating_sub(began.elapsed()));
        if feed.state.read().is_none() {
            let _ = tokio::time::timeout(left, folded).await;
        }
    }

    /// Folds everything that the database knows of: one thread folds a piece while the next is read.
    #[expect(
        clippy::disallowed_methods,
        reason = "one thread, when a process begins; it waits more than it works"
    )]
    async fn fold_feed(&self) -> Result<()> {
        let feed = &self.0.feed;
        feed.began.store(true, Ordering::Release);
        let (pieces, read) = mpsc::channel(PIECES);
        let now = self.now_ms();
        let folding = tokio::task::spawn_blocking(move || folded(now, read));
        let result = async {
            self.read_all(&pieces).await?;
            drop(pieces);
            folding.await.map_err(|_| gave_up())
        };
        let (state, rows) = match result.await {
            Ok(folded) => folded,
            Err(error) => {
                feed.began.store(false, Ordering::Release);
                feed.waiting.lock().clear();
                return Err(error);
            }
        };
        let notes = state.notes();
        *feed.state.write() = Some(state);
        tracing::info!(rows, notes, "the feed is folded");
        Ok(())
    }

    /// Reads, table by table, what the feed is folded from.
    async fn read_all(&self, to: &mpsc::Sender<Piece>) -> Result<()> {
        let db = &self.0.db;
        let mut after = NoteId(0);
        loop {
            let rows = store::listed_after(db, after, ROWS).await?;
            let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
                break;
            };
            after = last.id;
            let mut topics: HashMap<NoteId, Vec<TopicId>> = HashMap::new();
            for (note, topic) in store::topics_between(db, first.id, last.id).await? {
                topics.entry(note).or_default().push(topic);
            }
            let mut piece = Piece::new("notes");
            for row in rows {
                let of = topics.remove(&row.id).unwrap_or_default();
                piece.shown.push((row.id, row.shown));
                piece.events.push(new_note(row, of));
            }
            piece.send(to).await?;
        }
        if let Some(model) = self.meaning_name() {
            let mut after = NoteId(0);
            loop {
                let rows = sampan_store::meaning::after(db, after, &model, ROWS).await?;
                let Some((last, ..)) = rows.last() else {
                    break;
                };
                after = *last;
                let mut piece = Piece::new("meanings");
                for (note, lang, kept) in rows {
                    if let Some(vector) = crate::meaning::decoded(&kept) {
                        self.0.meanings.count(lang, &vector);
                        piece.events.push(Event::Meaning { note, vector });
                    }
                }
                piece.send(to).await?;
            }
        }
        let mut after = 0;
        loop {
            let rows = store::logged_after(db, after, ROWS).await?;
            let Some(last) = rows.last() else { break };
            after = last.id;
            let mut piece = Piece::new("what became of notes");
            for row in rows {
                let kept = STANDARD.decode(&row.features).ok();
                // What another version of the ranker knew says nothing to this one.
                if let Some(features) = kept.and_then(|bytes| Features::from_bytes(&bytes)) {
                    let did =
                        |what: &Engagement| row.done.split(' ').any(|word| word == what.as_str());
                    piece.events.push(Event::Learned {
                        features,
                        propensity: row.propensity as f32,
                        done: Engagement::ALL.into_iter().filter(did).collect(),
                    });
                }
            }
            piece.send(to).await?;
        }
        let mut after = AccountId(0);
        loop {
            let rows = store::places_after(db, after, ROWS).await?;
            let Some((last, _)) = rows.last() else { break };
            after = *last;
            let lives = rows.into_iter().filter(|(_, place)| !place.is_empty());
            let lives = lives.map(|(reader, place)| Event::Lives { reader, place });
            Piece::of("places", lives).send(to).await?;
        }
        let mut after = 0;
        loop {
            let rows = store::across_after(db, after, ROWS).await?;
            let Some((last, ..)) = rows.last() else { break };
            after = *last;
            let across = rows
                .into_iter()
                .map(|(_, note, to)| Event::Across { note, to });
            Piece::of("renditions", across).send(to).await?;
        }
        /// Folds a table of pairs, page by page.
        macro_rules! pairs {
            ($read:path, $other:path, $what:literal, $event:expr) => {
                let mut after = (AccountId(0), $other(0));
                loop {
                    let mut rows = $read(db, after, ROWS).await?;
                    let Some(last) = rows.last() else { break };
                    after = (last.0, last.1);
                    // In the order in which each account did it.
                    rows.sort_by_key(|row| (row.0, row.2));
                    Piece::of($what, rows.into_iter().map($event))
                        .send(to)
                        .await?;
                }
            };
        }
        pairs!(store::follows_after, AccountId, "follows", |(
            reader,
            author,
            _,
        )| {
            Event::Follow {
                reader,
                author,
                on: true,
            }
        });
        pairs!(
            store::topic_follows_after,
            TopicId,
            "followed topics",
            |(reader, topic, _)| {
                Event::FollowTopic {
                    reader,
                    topic,
                    on: true,
                }
            }
        );
        let did = |what| move |row: (AccountId, NoteId, i64)| deed(row, what);
        pairs!(store::seen_after, NoteId, "readings", did(Engagement::Open));
        pairs!(store::likes_after, NoteId, "likes", did(Engagement::Like));
        pairs!(
            store::collects_after,
            NoteId,
            "collects",
            did(Engagement::Collect)
        );
        pairs!(
            store::refused_after,
            NoteId,
            "refusals",
            did(Engagement::Hide)
        );
        let mut after = 0;
        loop {
            let rows = store::comments_after(db, after, ROWS).await?;
            let Some((last, ..)) = rows.last() else { break };
            after = *last;
            let comments = rows
                .into_iter()
                .map(|(_, note, author, at_ms)| deed((author, note, at_ms), Engagement::Comment));
            Piece::of("comments", comments).send(to).await?;
        }
        Ok(())
    }
}

fn deed((reader, note, at_ms): (AccountId, NoteId, i64), what: Engagement) -> Event {
    Event::Engaged {
        reader: Some(reader),
        note,
        what,
        on: true,
        at_ms,
    }
}

/// Rows of one kind, on their way into a memory.
struct Piece {
    what: &'static str,
    events: Vec<Event>,
    /// How often notes were shown that stand among the events.
    shown: Vec<(NoteId, i64)>,
}

impl Piece {
    fn new(what: &'static str) -> Self {
        Self::of(what, std::iter::empty())
    }

    fn of(what: &'static str, events: impl Iterator<Item = Event>) -> Self {
        Self {
            what,
            events: events.collect(),
            shown: Vec::new(),
        }
    }

    async fn send(self, to: &mpsc::Sender<Self>) -> Result<()> {
        to.send(self).await.map_err(|_| gave_up())
    }
}

fn gave_up() -> Error {
    Error::Internal("whoever folds the feed gave up".into())
}

/// A memory of all pieces that come, and how many rows they were.
fn folded(now_ms: i64, mut pieces: mpsc::Receiver<Piece>) -> (State, u64) {
    let mut state = State::new(now_ms);
    let (mut rows, mut told) = (0_u64, Instant::now());
    while let Some(piece) = pieces.blocking_recv() {
        rows += piece.events.len() as u64;
        piece.events.into_iter().for_each(|event| state.fold(event));
        for (note, shown) in piece.shown {
            state.set_shown(note, shown);
        }
        if told.elapsed() >= TOLD_EVERY {
            told = Instant::now();
            tracing::info!(rows, "the feed is being folded: {}", piece.what);
        }
    }
    state.compact();
    state.sweep(now_ms);
    (state, rows)
}
