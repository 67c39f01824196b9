//! What the processes of one instance tell each other, through NATS, when there are several.
//!
//! Nothing of it is needed for the truth, which stands in the database: it makes open pages live, kept pages fresh, and
//! limits, readings and the feed's memory one for all. Whoever misses something is told so, and keeps nothing.

use crate::event::Event;
use crate::limit::Action;
use crate::rendition::Key;
use crate::{App, Error, Result};
use async_nats::{ConnectOptions, ServerAddr};
use futures::StreamExt;
use parking_lot::Mutex;
use sampan_domain::{AccountId, Lang, feed};
use sampan_store::seam::Touch;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::{Duration, Instant};
use tokio::sync::{Notify, broadcast, mpsc};

/// Events that a slow listener may fall behind before it misses some.
const BACKLOG: usize = 1_024;
/// News that wait to be sent; beyond it the others are told that they missed some.
const WAITING: usize = 65_536;
/// News that are taken at once, and bytes of one message: servers take a megabyte unless told otherwise.
const TOGETHER: usize = 512;
const LETTER_BYTES: usize = 256 << 10;
/// Readings in one message.
const READINGS: usize = 8_192;
/// How long a process that begins waits for what others remember.
const LISTENS_FOR: Duration = Duration::from_millis(1_500);
/// How long a process that ends tries to say the rest.
const SAYS_FOR: Duration = Duration::from_secs(2);
/// Where texts that wait for a rendition are asked for: one of the workers takes each.
const WORKERS: &str = "workers";
/// How often workers say what they translate, and how long that is believed.
const SAID_EVERY: Duration = Duration::from_secs(5);
const BELIEVED: Duration = Duration::from_secs(16);

/// What another process has to hear.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum News {
    Event(Event),
    Touch(Touch),
    Feed(feed::Event),
    /// Somebody wrote: for a while they see what is.
    Wrote(AccountId),
    /// A reading was counted: its hash.
    Read(u64),
    /// Something was done that is limited.
    Did(Action, String),
    /// Somebody was asked to come back: their hash, and in how many seconds.
    Waits(u64, u64),
    /// These languages are translated, by the process of this number.
    Translates(u64, Vec<(Lang, Lang)>),
    /// Readings that were counted: their hashes, and how many seconds ago.
    Readings(Vec<(u64, u32)>),
    /// A process has begun, and has to hear who read what.
    Began,
    /// That was all.
    Told,
    /// A minute of the process of this number.
    Pulse(u64, crate::pulse::Minute),
    /// There is something to do for whoever works.
    Job,
    /// Some news were lost.
    Missed,
}

#[derive(Serialize, Deserialize)]
struct Letter {
    from: u64,
    news: Vec<News>,
}

/// A text that wants a rendition.
#[derive(Serialize, Deserialize)]
struct Asked {
    key: Key,
    text: String,
}

/// From which languages into which somebody translates, and when they said so.
type Said = (Vec<(Lang, Lang)>, Instant);

/// What happens here, and the way to the others.
pub(crate) struct Bus {
    here: broadcast::Sender<Event>,
    others: Option<Others>,
}

struct Others {
    address: ServerAddr,
    subject: String,
    /// This process.
    own: u64,
    out: mpsc::Sender<News>,
    /// Taken by the task that sends.
    waiting: Mutex<Option<mpsc::Receiver<News>>>,
    has_lost: AtomicBool,
    connected: Arc<AtomicBool>,
    /// Another process has told what it remembers.
    told: Notify,
    client: Mutex<Option<async_nats::Client>>,
    /// What workers translate, and when they said so.
    translate: Mutex<HashMap<u64, Said>>,
}

impl Bus {
    /// `address` is empty when there is one process, else `nats://HOST:PORT`; `origin` tells communities apart that
    /// share a server.
    pub(crate) fn new(address: &str, origin: &str) -> Result<Self> {
        let here = broadcast::channel(BACKLOG).0;
        if address.is_empty() {
            return Ok(Self { here, others: None });
        }
        let address = address.parse().map_err(|error| {
            Error::Unavailable(format!(
                "bus {address:?}: {error}; write it like nats://127.0.0.1:4222"
            ))
        })?;
        let name: String = origin
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
            .collect();
        let (out, waiting) = mpsc::channel(WAITING);
        let others = Others {
            address,
            subject: format!("sampan.{name}"),
            own: rand::random(),
            out,
            waiting: Mutex::new(Some(waiting)),
            has_lost: AtomicBool::new(false),
            connected: Arc::default(),
            told: Notify::new(),
            client: Mutex::default(),
            translate: Mutex::default(),
        };
        Ok(Self {
            here,
            others: Some(others),
        })
    }

    pub(crate) fn listen(&self) -> broadcast::Receiver<Event> {
        self.here.subscribe()
    }

    /// Tells everybody who listens, here and elsewhere.
    pub(crate) fn tell(&self, event: Event) {
        self.say(|| News::Event(event.clone()));
        // An error means that nobody listens.
        let _ = self.here.send(event);
    }

    /// Tells the other processes, if there are any.
    pub(crate) fn say(&self, news: impl FnOnce() -> News) {
        if let Some(others) = &self.others
            && others.out.try_send(news()).is_err()
        {
            others.has_lost.store(true, Relaxed);
        }
    }

    /// The number of this process among those that hear each other.
    pub(crate) fn process(&self) -> u64 {
        self.others.as_ref().map_or(0, |others| others.own)
    }

    /// Whether other processes are heard now.
    pub(crate) fn is_connected(&self) -> bool {
        let others = self.others.as_ref();
        others.is_some_and(|others| others.connected.load(Relaxed))
    }

    /// Whether there are to be other processes.
    pub(crate) fn is_shared(&self) -> bool {
        self.others.is_some()
    }

    /// Whether a worker elsewhere translates these languages.
    pub(crate) fn translates(&self, from: Lang, to: Lang) -> bool {
        self.others.as_ref().is_some_and(|others| {
            let said = others.translate.lock();
            let fresh = said.values().filter(|(_, at)| at.elapsed() < BELIEVED);
            fresh
                .flat_map(|(pairs, _)| pairs)
                .any(|pair| *pair == (from, to))
        })
    }

    /// Asks a worker for a rendition.
    pub(crate) fn ask_for(&self, key: &Key, text: &str) {
        let Some(others) = &self.others else { return };
        let Some(client) = others.client.lock().clone() else {
            return;
        };
        let asked = Asked {
            key: key.clone(),
            text: text.to_owned(),
        };
        let subject = format!("{}.{WORKERS}", others.subject);
        tokio::spawn(async move {
            let Ok(letter) = serde_json::to_vec(&asked) else {
                return;
            };
            if let Err(error) = client.publish(subject, letter.into()).await {
                tracing::warn!(%error, "a text could not be given to a worker");
            }
        });
    }
}

impl Others {
    /// Sends news, in as few messages as they fit into.
    async fn send(&self, client: &async_nats::Client, news: &mut Vec<News>) {
        let mut letter = Letter {
            from: self.own,
            news: Vec::new(),
        };
        let mut bytes = 0;
        let mut news = news.drain(..).peekable();
        while let Some(one) = news.next() {
            // Few are large, so measuring each is cheap enough.
            bytes += serde_json::to_vec(&one).map_or(0, |text| text.len());
            letter.news.push(one);
            if bytes < LETTER_BYTES && news.peek().is_some() {
                continue;
            }
            bytes = 0;
            let text = serde_json::to_vec(&letter).unwrap_or_default();
            letter.news.clear();
            if let Err(error) = client.publish(self.subject.clone(), text.into()).await {
                tracing::warn!(%error, "others were not told");
                self.has_lost.store(true, Relaxed);
            }
        }
    }
}

impl App {
    /// Listens to everything from now on. Who may know what is for the listener to ask.
    #[must_use]
    pub fn listen(&self) -> broadcast::Receiver<Event> {
        self.0.bus.listen()
    }

    /// Whether what others write is heard of at once.
    #[must_use]
    pub fn hears_others(&self) -> bool {
        self.0.bus.is_connected()
    }

    /// Waits until another process has told what it remembers, if there is one.
    pub async fn listen_first(&self) {
        if let Some(others) = &self.0.bus.others {
            let told = others.told.notified();
            // Nobody else is there, or nobody answers: then there is nothing to be heard.
            let _ = tokio::time::timeout(LISTENS_FOR, told).await;
        }
    }

    /// Connects once, to see whether the server answers.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when it does not.
    pub async fn try_bus(&self) -> Result<()> {
        let Some(others) = &self.0.bus.others else {
            return Ok(());
        };
        let unheard = |error: &dyn std::fmt::Display| Error::Unavailable(error.to_string());
        let client = ConnectOptions::new().connect(&others.address).await;
        let client = client.map_err(|error| unheard(&error))?;
        client.flush().await.map_err(|error| unheard(&error))
    }

    /// Says what is still to be said, before this process ends.
    pub(crate) async fn say_the_rest(&self) {
        let Some(others) = &self.0.bus.others else {
            return;
        };
        let Some(client) = others.client.lock().clone() else {
            return;
        };
        let said = async {
            while others.out.capacity() < WAITING {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            // What was taken from the queue last is being handed over.
            tokio::time::sleep(Duration::from_millis(20)).await;
            client.flush().await
        };
        if !matches!(tokio::time::timeout(SAYS_FOR, said).await, Ok(Ok(()))) {
            tracing::warn!("others did not hear the last of it");
        }
    }

    /// Connects to the other processes and talks with them.
    pub(crate) fn start_bus(&self) {
        let Some(others) = &self.0.bus.others else {
            return;
        };
        let Some(waiting) = others.waiting.lock().take() else {
            return;
        };
        // Whoever is told must not keep alive what tells.
        let parts = Arc::downgrade(&self.0);
        self.0.db.tell_of_writes(move |touch| {
            if let Some(parts) = parts.upgrade() {
                parts.bus.say(|| News::Touch(touch));
            }
        });
        let app = self.clone();
        tokio::spawn(async move {
            if let Err(error) = app.talk(waiting).await {
                tracing::error!(%error, "other processes are not heard");
            }
        });
    }

    async fn talk(&self, mut waiting: mpsc::Receiver<News>) -> Result<()> {
        let Some(others) = &self.0.bus.others else {
            return Ok(());
        };
        let unheard = |error: &dyn std::fmt::Display| Error::Unavailable(error.to_string());
        // Whoever has set one already has set this one: no other is built in.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let (parts, is_first) = (Arc::downgrade(&self.0), AtomicBool::new(true));
        let options = ConnectOptions::new()
            .name("sampan")
            .retry_on_initial_connect()
            .event_callback(move |event| {
                if let Some(parts) = parts.upgrade() {
                    Self(parts).bus_changed(&event, is_first.swap(false, Relaxed));
                }
                async {}
            });
        let client = options
            .connect(&others.address)
            .await
            .map_err(|error| unheard(&error))?;
        *others.client.lock() = Some(client.clone());
        let letters = client.subscribe(others.subject.clone()).await;
        let mut letters = letters.map_err(|error| unheard(&error))?;
        let app = self.clone();
        tokio::spawn(async move {
            while let Some(letter) = letters.next().await {
                app.read_letter(&letter.payload);
            }
        });
        others.send(&client, &mut vec![News::Began]).await;
        if self.0.config.work {
            self.take_texts(&client).await?;
        }
        let mut news = Vec::new();
        while waiting.recv_many(&mut news, TOGETHER).await > 0 {
            if others.has_lost.swap(false, Relaxed) {
                news.push(News::Missed);
            }
            others.send(&client, &mut news).await;
        }
        Ok(())
    }

    /// Tells a process that has begun who read what in the last minutes.
    fn tell_readings(&self) {
        let readings = self.0.views.recent(self.now_ms());
        let app = self.clone();
        tokio::spawn(async move {
            let Some(others) = &app.0.bus.others else {
                return;
            };
            let Some(client) = others.client.lock().clone() else {
                return;
            };
            for piece in readings.chunks(READINGS) {
                let mut news = vec![News::Readings(piece.to_vec())];
                others.send(&client, &mut news).await;
            }
            others.send(&client, &mut vec![News::Told]).await;
        });
    }

    fn bus_changed(&self, event: &async_nats::Event, is_first: bool) {
        let Some(others) = &self.0.bus.others else {
            return;
        };
        match event {
            async_nats::Event::Connected => {
                if !is_first {
                    // Whatever was said meanwhile was not heard.
                    self.0.db.written_elsewhere(Touch::Anything);
                    others.has_lost.store(true, Relaxed);
                }
                others.connected.store(true, Relaxed);
                tracing::info!("other processes are heard");
            }
            async_nats::Event::Disconnected => {
                others.connected.store(false, Relaxed);
                tracing::warn!("other processes are not heard");
            }
            async_nats::Event::SlowConsumer(_) => self.0.db.written_elsewhere(Touch::Anything),
            other => tracing::debug!(%other, "bus"),
        }
    }

    fn read_letter(&self, letter: &[u8]) {
        let Some(others) = &self.0.bus.others else {
            return;
        };
        // Of a newer release something may not be understood; the rest of the letter is lost with it.
        let Ok(Letter { from, news }) = serde_json::from_slice(letter) else {
            self.0.db.written_elsewhere(Touch::Anything);
            return;
        };
        if from == others.own {
            return;
        }
        for one in news {
            self.heard(one);
        }
    }

    fn heard(&self, news: News) {
        match news {
            // An error means that nobody listens.
            News::Event(event) => drop(self.0.bus.here.send(event)),
            News::Touch(touch) => self.0.db.written_elsewhere(touch),
            News::Feed(event) => self.feed_heard(event),
            News::Wrote(account) => self.0.wrote.elsewhere(account),
            News::Read(hash) => self.0.views.read_elsewhere(hash, self.now_ms()),
            News::Did(action, who) => self.done_elsewhere(action, &who),
            News::Waits(who, wait_s) => self.waits_elsewhere(who, wait_s),
            News::Translates(process, pairs) => {
                if let Some(others) = &self.0.bus.others {
                    let mut said = others.translate.lock();
                    said.retain(|_, (_, at)| at.elapsed() < BELIEVED);
                    let known = said.insert(process, (pairs.clone(), Instant::now()));
                    if known.is_none_or(|(known, _)| known != pairs) {
                        // Pages that were made before say that nobody translates.
                        self.0.db.written_elsewhere(Touch::Anything);
                    }
                }
            }
            News::Readings(readings) => {
                let now = self.now_ms();
                for (hash, ago_s) in readings {
                    let at = now - i64::from(ago_s) * 1_000;
                    self.0.views.read_elsewhere(hash, at);
                }
            }
            News::Began => self.tell_readings(),
            News::Told => {
                if let Some(others) = &self.0.bus.others {
                    others.told.notify_one();
                }
            }
            News::Pulse(process, minute) => self.0.pulse.told(process, minute),
            News::Job => self.0.jobs.wake(),
            News::Missed => self.0.db.written_elsewhere(Touch::Anything),
        }
    }

    /// Takes texts that others want translated, and says which languages are.
    async fn take_texts(&self, client: &async_nats::Client) -> Result<()> {
        let Some(others) = &self.0.bus.others else {
            return Ok(());
        };
        let subject = format!("{}.{WORKERS}", others.subject);
        let texts = client.queue_subscribe(subject, WORKERS.into()).await;
        let mut texts = texts.map_err(|error| Error::Unavailable(error.to_string()))?;
        let app = self.clone();
        tokio::spawn(async move {
            while let Some(letter) = texts.next().await {
                if let Ok(Asked { key, text }) = serde_json::from_slice(&letter.payload) {
                    app.wanted_elsewhere(&key, &text);
                }
            }
        });
        let (app, own) = (self.clone(), others.own);
        tokio::spawn(async move {
            while !app.0.jobs.stopped() {
                let pairs = app.translated_here();
                // Engines take a while to open.
                let wait = if pairs.is_empty() {
                    SAID_EVERY / 10
                } else {
                    app.0.bus.say(|| News::Translates(own, pairs));
                    SAID_EVERY
                };
                tokio::time::sleep(wait).await;
            }
        });
        Ok(())
    }
}
