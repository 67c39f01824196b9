//! The use cases: the only place where effects are combined.
//!
//! Permission first, then effects in one transaction, then events. Functions take a viewer and plain
//! values and answer finished views ([`view`]). No HTTP and no SQL here.

pub mod account;
pub mod appointment;
mod audit;
pub mod backup;
mod bus;
pub mod caption;
mod census;
pub mod client;
pub mod clock;
pub mod collection;
pub mod comment;
pub mod config;
mod desk;
mod error;
pub mod event;
pub mod feed;
pub mod filter;
pub mod gate;
pub mod introduction;
pub mod job;
pub mod joining;
pub mod limit;
mod link;
mod list;
pub mod marker;
mod meaning;
pub mod models;
pub mod moderation;
pub mod note;
pub mod notification;
mod objects;
mod outbound;
pub mod passkey;
pub mod picture;
mod poll;
mod pool;
pub mod pressure;
pub mod pulse;
pub mod push;
mod recall;
pub mod relation;
pub mod rendition;
pub mod search;
mod secret;
pub mod session;
pub mod standing;
pub mod suggestion;
pub mod topic;
pub mod translation;
pub mod video;
pub mod view;
pub mod views;
mod watch;
mod wrote;

pub use audit::Audit;
pub use config::Config;
pub use desk::DeskReport;
pub use error::{Error, Result};
pub use objects::Part;
pub use sampan_lang::speech;
pub use sampan_media::cage;
pub use sampan_store::seam::TRACED;

use bus::Bus;
use clock::Clock;
use limit::Limits;
use objects::Objects;
use pool::CpuPool;
use sampan_domain::IdSource;
use sampan_domain::account::SignupMode;
use sampan_store::Db;
use std::sync::Arc;

/// An instance at work. Cheap to clone; everything inside is shared.
#[derive(Clone)]
pub struct App(Arc<Parts>);

struct Parts {
    config: Config,
    db: Db,
    objects: Objects,
    clock: Clock,
    ids: IdSource,
    bus: Bus,
    cpu: CpuPool,
    limits: Limits,
    gate: gate::Gate,
    views: views::Counter,
    feed: feed::Feed,
    deals: feed::Deals,
    rising: topic::Rising,
    search: search::Search,
    meanings: meaning::Meanings,
    passkeys: passkey::Passkeys,
    jobs: job::Lanes,
    desk: desk::Desk,
    census: census::Counted,
    outbound: outbound::Outbound,
    pushes: push::Pushes,
    videos: video::Videos,
    pressure: pressure::Pressure,
    appointments: appointment::Appointments,
    pulse: pulse::Pulse,
    wrote: wrote::Wrote,
    recall: recall::Recall,
}

impl App {
    /// Opens the database and the object store.
    ///
    /// # Errors
    /// [`Error::Unavailable`] with the reason, for the operator.
    pub async fn open(config: Config) -> Result<Self> {
        let db = Db::open(&config.db).await?;
        let objects = Objects::open(&config.media)?;
        let passkeys = passkey::Passkeys::new(&config.origin, &config.name)?;
        let limits = Limits::new(&config.limits)?;
        let gate = gate::Gate::new(&config.gate)?;
        let cpu = CpuPool::new(config.cpu_jobs);
        let app = Self(Arc::new(Parts {
            db,
            objects,
            clock: Clock::default(),
            ids: IdSource::new(secret::random_u32()),
            bus: Bus::new(&config.bus, &config.origin)?,
            cpu,
            limits,
            gate,
            views: views::Counter::default(),
            feed: feed::Feed::default(),
            deals: feed::Deals::default(),
            rising: topic::Rising::default(),
            meanings: meaning::Meanings::new(config.cpu_jobs),
            search: search::Search::new(&config.search, config.cpu_jobs),
            passkeys,
            jobs: job::Lanes::default(),
            desk: desk::Desk::default(),
            census: census::Counted::default(),
            outbound: outbound::Outbound::new(config.outbound.private)?,
            pushes: push::Pushes::default(),
            videos: video::Videos::new(config.video.binary.clone()),
            pressure: pressure::Pressure::default(),
            appointments: appointment::Appointments::default(),
            pulse: pulse::Pulse::new(&config.geoip)?,
            wrote: wrote::Wrote::default(),
            recall: recall::Recall::default(),
            config,
        }));
        app.share_readings().await?;
        Ok(app)
    }

    /// Starts what runs beside requests: the flushing of views, and unless others do it, jobs and translation.
    pub fn start(&self) {
        self.start_pressure();
        self.start_asking_database();
        self.start_flushing_views();
        self.start_feed();
        self.start_search();
        self.start_pushes();
        self.start_bus();
        self.start_pulse();
        if self.0.config.work {
            self.start_work();
        }
    }

    /// Starts what a process does that serves nobody.
    pub fn start_working(&self) {
        self.start_flushing_views();
        self.start_pushes();
        self.start_bus();
        self.start_pulse();
        self.start_work();
    }

    fn start_work(&self) {
        self.clear_work();
        self.start_jobs();
        let app = self.clone();
        tokio::spawn(async move { app.want_meanings().await });
        let app = self.clone();
        tokio::spawn(async move {
            if let Err(error) = app.open_engines().await {
                tracing::error!(%error, "translation cannot start");
            }
        });
    }

    /// Finishes accepted writes and refuses new ones. Call once nothing else uses the instance.
    pub async fn close(&self) {
        self.0.jobs.stop().await;
        if let Err(error) = self.flush_views().await {
            tracing::warn!(%error, "the last views were not counted");
        }
        self.0.db.close().await;
        self.say_the_rest().await;
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`Error::Unavailable`] or [`Error::Internal`] when it does not.
    pub async fn ready(&self) -> Result<()> {
        sampan_store::account::admins(&self.0.db).await?;
        Ok(())
    }

    #[must_use]
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    #[must_use]
    pub fn signup_mode(&self) -> SignupMode {
        self.0.config.signup
    }

    fn now_ms(&self) -> i64 {
        self.0.clock.now_ms()
    }

    fn next_id(&self) -> i64 {
        self.0.ids.next(self.now_ms())
    }
}
