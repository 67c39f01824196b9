//! The desk where texts wait for their renditions: what is on somebody's screen first, each text once.
//!
//! Derived state: what is lost with the process is asked for again by the next reader.

use crate::rendition::{Key, PEOPLE};
use crate::translation::{Outcome, Pipeline};
use crate::{App, TRACED, event::Event};
use futures::FutureExt;
use parking_lot::{Mutex, RwLock};
use sampan_domain::{Lang, text as words};
use sampan_store::rendition::{self as store, NewRendition};
use std::collections::{HashMap, VecDeque};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::Notify;
use tracing::Instrument;

/// Texts that are translated at once: a language model decodes as many together.
const AT_ONCE: usize = 8;
/// Of those, texts for later: they do not fill the places of what is on a screen.
const LATER_AT_ONCE: usize = 2;
/// Texts that wait; beyond it the oldest are forgotten until somebody asks for them again.
const SCREENS: usize = 2_000;
const LATER: usize = 10_000;
/// When so many texts wait for a screen, readers are told that it takes a while.
const CROWD: usize = 60;
/// A text that no engine answered for is not tried again for so long.
const REST_MS: i64 = 60_000;
/// A worker that was asked for a text may have gone.
const ASK_AGAIN_MS: i64 = 10_000;

/// Who waits for a rendition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Urgency {
    /// Somebody who looks at the text now.
    Screen,
    /// Those who may come.
    Later,
}

/// How a text stands at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// No engine is set up for its languages.
    Unset,
    Waiting,
    /// Waiting behind a crowd.
    Late,
    /// No engine answered; it is tried again after a while.
    Failed,
}

/// What the operator's engines are doing.
#[derive(Clone)]
enum Engines {
    /// Not opened in this process.
    Closed,
    Opening,
    Ready(Arc<Pipeline>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Waiting,
    Working,
    /// Not before this time, in Unix milliseconds.
    Resting(i64),
}

struct Wanted {
    key: Key,
    text: Arc<str>,
    urgency: Urgency,
}

#[derive(Default)]
struct Queue {
    screens: VecDeque<Wanted>,
    later: VecDeque<Wanted>,
    places: HashMap<Key, Place>,
    /// Texts for later that are being translated.
    later_working: usize,
}

impl Queue {
    /// Gives up the place of a text that was dropped, unless it is somewhere else too.
    fn forget(&mut self, key: &Key) {
        let waits = |queue: &VecDeque<Wanted>| queue.iter().any(|wanted| wanted.key == *key);
        let is_waiting = self.places.get(key) == Some(&Place::Waiting);
        if is_waiting && !waits(&self.screens) && !waits(&self.later) {
            self.places.remove(key);
        }
    }
}

/// Counted since the start, for the operator.
#[derive(Debug, Default)]
pub struct Tally {
    /// Texts that an engine rendered.
    pub rendered: AtomicU64,
    /// Texts of which no engine could make anything.
    pub refused: AtomicU64,
    /// Texts for which no engine answered.
    pub unanswered: AtomicU64,
    /// Characters of the texts that were rendered.
    pub chars: AtomicU64,
    /// Milliseconds that rendering took, added up.
    pub busy_ms: AtomicU64,
}

pub(crate) struct Desk {
    engines: RwLock<Engines>,
    queue: Mutex<Queue>,
    /// Texts that workers were asked for, and when.
    asked: Mutex<HashMap<Key, i64>>,
    woken: Notify,
    tally: Tally,
    trouble: Mutex<Option<String>>,
}

impl Default for Desk {
    fn default() -> Self {
        Self {
            engines: RwLock::new(Engines::Closed),
            queue: Mutex::default(),
            asked: Mutex::default(),
            woken: Notify::new(),
            tally: Tally::default(),
            trouble: Mutex::default(),
        }
    }
}

impl Desk {
    fn pipeline(&self) -> Option<Arc<Pipeline>> {
        match &*self.engines.read() {
            Engines::Ready(pipeline) => Some(Arc::clone(pipeline)),
            Engines::Closed | Engines::Opening => None,
        }
    }

    /// Whether a text of these languages will be translated some time.
    pub(crate) fn translates(&self, from: Lang, to: Lang) -> bool {
        match &*self.engines.read() {
            Engines::Closed => false,
            Engines::Opening => true,
            Engines::Ready(pipeline) => pipeline.translates(from, to),
        }
    }

    /// Which languages are translated here.
    fn pairs(&self) -> Vec<(Lang, Lang)> {
        let Some(pipeline) = self.pipeline() else {
            return Vec::new();
        };
        let all = Lang::all().flat_map(|from| Lang::all().map(move |to| (from, to)));
        all.filter(|(from, to)| pipeline.translates(*from, *to))
            .collect()
    }

    /// Of what is made now; older renditions are made again when somebody reads them.
    pub(crate) fn is_current(&self, version: &str) -> bool {
        self.pipeline()
            .is_none_or(|pipeline| pipeline.version() == version)
    }

    /// Asks for a rendition, unless it is on its way.
    pub(crate) fn want(&self, key: &Key, text: &str, urgency: Urgency, now_ms: i64) -> Standing {
        if !self.translates(key.from, key.to) {
            return Standing::Unset;
        }
        let mut queue = self.queue.lock();
        let crowd = queue.screens.len() >= CROWD;
        let waiting = if crowd {
            Standing::Late
        } else {
            Standing::Waiting
        };
        match queue.places.get(key) {
            Some(Place::Resting(until)) if now_ms < *until => return Standing::Failed,
            Some(Place::Working) => return waiting,
            // It may wait among those for later; a second place among the screens does no harm.
            Some(Place::Waiting) if urgency == Urgency::Later => return waiting,
            Some(Place::Waiting) => {
                // Asked for again, it comes before what others asked for since.
                let again = queue.screens.iter().position(|wanted| wanted.key == *key);
                if let Some(wanted) = again.and_then(|at| queue.screens.remove(at)) {
                    queue.screens.push_back(wanted);
                    return waiting;
                }
            }
            _ => {}
        }
        queue.places.insert(key.clone(), Place::Waiting);
        let wanted = Wanted {
            key: key.clone(),
            text: text.into(),
            urgency,
        };
        let dropped = match urgency {
            Urgency::Screen => push(&mut queue.screens, wanted, SCREENS),
            Urgency::Later => push(&mut queue.later, wanted, LATER),
        };
        if let Some(dropped) = dropped {
            queue.forget(&dropped.key);
        }
        drop(queue);
        self.woken.notify_one();
        waiting
    }

    /// The next text: the one that came on a screen last, because whoever asked first may have gone.
    fn take(&self) -> Option<Wanted> {
        let mut queue = self.queue.lock();
        loop {
            let wanted = match queue.screens.pop_back() {
                Some(wanted) => wanted,
                None if queue.later_working < LATER_AT_ONCE => queue.later.pop_front()?,
                None => return None,
            };
            if queue.places.get(&wanted.key) == Some(&Place::Waiting) {
                queue.places.insert(wanted.key.clone(), Place::Working);
                queue.later_working += usize::from(wanted.urgency == Urgency::Later);
                return Some(wanted);
            }
        }
    }

    /// Whether it is time to ask a worker for this text, again.
    fn is_to_be_asked_for(&self, key: &Key, now_ms: i64) -> bool {
        let mut asked = self.asked.lock();
        if asked.len() > SCREENS {
            asked.retain(|_, at| now_ms - *at < ASK_AGAIN_MS);
        }
        let last = asked.insert(key.clone(), now_ms);
        let is_due = last.is_none_or(|last| now_ms - last >= ASK_AGAIN_MS);
        if !is_due && let Some(last) = last {
            asked.insert(key.clone(), last);
        }
        is_due
    }

    fn finish(&self, wanted: &Wanted, rests_until: Option<i64>, now_ms: i64) {
        let key = &wanted.key;
        let mut queue = self.queue.lock();
        queue.later_working -= usize::from(wanted.urgency == Urgency::Later);
        match rests_until {
            Some(until) => queue.places.insert(key.clone(), Place::Resting(until)),
            None => queue.places.remove(key),
        };
        if queue.places.len() > SCREENS + LATER {
            queue
                .places
                .retain(|_, place| !matches!(place, Place::Resting(until) if *until <= now_ms));
        }
        drop(queue);
        // A place is free again for whoever waits for later.
        self.woken.notify_one();
    }

    fn waiting(&self) -> (usize, usize) {
        let queue = self.queue.lock();
        (queue.screens.len(), queue.later.len())
    }
}

/// Adds to a bounded queue; answers what had to go.
fn push(queue: &mut VecDeque<Wanted>, wanted: Wanted, most: usize) -> Option<Wanted> {
    let dropped = if queue.len() >= most {
        queue.pop_front()
    } else {
        None
    };
    queue.push_back(wanted);
    dropped
}

/// How translation goes, for the operator.
#[derive(Debug)]
pub struct DeskReport<'a> {
    pub tally: &'a Tally,
    /// Texts that wait for a screen, and for later.
    pub waiting: (usize, usize),
    /// Why an engine failed last.
    pub trouble: Option<String>,
}

impl App {
    /// Opens the engines and puts them to work. Loading a model takes seconds; until then texts wait.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the settings make no sense.
    pub async fn open_engines(&self) -> crate::Result<()> {
        let desk = &self.0.desk;
        let settings = self.0.config.translation.clone();
        if !settings.is_set_up() {
            tracing::info!("translation is not set up; docs/TRANSLATION.md says how");
            return Ok(());
        }
        *desk.engines.write() = Engines::Opening;
        #[expect(clippy::disallowed_methods, reason = "once, at the start")]
        let opened = tokio::task::spawn_blocking(move || settings.open(None)).await;
        let opened = opened.map_err(|error| crate::Error::Internal(error.to_string()));
        let (pipeline, broken) = match opened.flatten() {
            Ok(opened) => opened,
            Err(error) => {
                *desk.engines.write() = Engines::Closed;
                self.trouble(error.to_string());
                return Err(error);
            }
        };
        for reason in broken {
            self.trouble(reason);
        }
        if pipeline.engines().next().is_none() {
            *desk.engines.write() = Engines::Closed;
            return Ok(());
        }
        let engines: Vec<String> = pipeline.engines().collect();
        let pipeline = Arc::new(pipeline);
        *desk.engines.write() = Engines::Ready(Arc::clone(&pipeline));
        for _ in 0..AT_ONCE {
            let app = self.clone();
            tokio::spawn(async move { app.serve_desk().await });
        }
        pipeline.warm().await;
        tracing::info!(engines = engines.join(", "), "translation is ready");
        Ok(())
    }

    /// Which languages are translated by this process.
    pub(crate) fn translated_here(&self) -> Vec<(Lang, Lang)> {
        self.0.desk.pairs()
    }

    /// A reader of another process looks at a text.
    pub(crate) fn wanted_elsewhere(&self, key: &Key, text: &str) {
        self.0.desk.want(key, text, Urgency::Screen, self.now_ms());
    }

    /// Asks for a rendition, here or else of a worker.
    pub(crate) fn want(&self, key: &Key, text: &str, urgency: Urgency) -> Standing {
        let (desk, now) = (&self.0.desk, self.now_ms());
        if desk.translates(key.from, key.to) || !self.0.bus.translates(key.from, key.to) {
            return desk.want(key, text, urgency, now);
        }
        if desk.is_to_be_asked_for(key, now) {
            self.0.bus.ask_for(key, text);
        }
        Standing::Waiting
    }

    fn trouble(&self, reason: String) {
        tracing::warn!(reason, "an engine cannot be used");
        *self.0.desk.trouble.lock() = Some(reason);
    }

    async fn serve_desk(&self) {
        let desk = &self.0.desk;
        while !self.0.jobs.stopped() {
            let woken = desk.woken.notified();
            match desk.take() {
                Some(wanted) => {
                    if wanted.urgency == Urgency::Later {
                        self.yield_to_readers().await;
                    }
                    let (from, to) = (wanted.key.from.as_str(), wanted.key.to.as_str());
                    let span = tracing::debug_span!(target: TRACED, "rendition", from, to);
                    self.render(&wanted).instrument(span).await;
                }
                // The clock only matters for the end of the process.
                None => drop(tokio::time::timeout(crate::job::POLL, woken).await),
            }
        }
    }

    async fn render(&self, wanted: &Wanted) {
        let Wanted { key, text, .. } = wanted;
        let desk = &self.0.desk;
        let Some(pipeline) = desk.pipeline() else {
            desk.finish(wanted, None, self.now_ms());
            return;
        };
        // Another process may have been quicker.
        let known = match store::of(&self.0.db, key.to, &[&key.hash]).await {
            Ok(known) => known,
            Err(error) => {
                // What is rendered now could not be kept.
                tracing::warn!(%error, "a rendition waits for the database");
                desk.finish(wanted, Some(self.now_ms() + REST_MS), self.now_ms());
                return;
            }
        };
        let is_good = |version: &str| version == pipeline.version() || version == PEOPLE;
        let is_known = known
            .iter()
            .any(|row| row.source == key.from && is_good(&row.version));
        let mut rests_until = None;
        if !is_known {
            let began = std::time::Instant::now();
            let made = AssertUnwindSafe(pipeline.render(text, key.from, key.to))
                .catch_unwind()
                .await
                .unwrap_or_else(|_| Outcome::Unanswered("an engine panicked".into()));
            let tally = &desk.tally;
            let took = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
            tally.busy_ms.fetch_add(took, Ordering::Relaxed);
            let kept = match made {
                Outcome::Rendered { text: body, engine } => {
                    tally.rendered.fetch_add(1, Ordering::Relaxed);
                    let chars = text.chars().count() as u64;
                    tally.chars.fetch_add(chars, Ordering::Relaxed);
                    Some((words::clean_lines(&body), engine))
                }
                Outcome::Refused => {
                    tally.refused.fetch_add(1, Ordering::Relaxed);
                    Some((String::new(), String::new()))
                }
                Outcome::Unanswered(reason) => {
                    tally.unanswered.fetch_add(1, Ordering::Relaxed);
                    self.trouble(reason);
                    rests_until = Some(self.now_ms() + REST_MS);
                    None
                }
            };
            if let Some((body, engine)) = kept {
                let new = NewRendition {
                    text_hash: key.hash.clone(),
                    source: key.from,
                    target: key.to,
                    body,
                    engine,
                    version: pipeline.version().to_owned(),
                    made_at: self.now_ms(),
                };
                let written = self.0.db.write(new, |tx, new| {
                    Box::pin(async move { store::put(tx, new).await })
                });
                if let Err(error) = written.await {
                    tracing::warn!(%error, "a rendition was not kept");
                    rests_until = Some(self.now_ms() + REST_MS);
                }
            }
        }
        desk.finish(wanted, rests_until, self.now_ms());
        self.0.bus.tell(Event::Rendition { to: key.to });
    }

    /// How translation goes.
    #[must_use]
    pub fn desk_report(&self) -> DeskReport<'_> {
        let desk = &self.0.desk;
        DeskReport {
            tally: &desk.tally,
            waiting: desk.waiting(),
            trouble: desk.trouble.lock().clone(),
        }
    }
}
