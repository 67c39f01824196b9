//! Jobs: work that outlives a request. Idempotent, deduplicated, retried with back-off.

use crate::bus::News;
use crate::{App, Error, Result, TRACED, secret};
use futures::StreamExt;
use futures::future::join_all;
use futures::stream::FuturesUnordered;
use sampan_domain::{AccountId, JobId, NotificationId, SessionId, VideoId};
use sampan_store::job::{self as store, Dead, Job, NewJob};
use sampan_store::seam::Touch;
use serde::{Deserialize, Serialize};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::Notify;
use tracing::Instrument;

/// What a job does.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(crate) enum Work {
    /// Deletes an account that leaves.
    Leave {
        account: AccountId,
        keep_comments: bool,
    },
    /// Tells an account's programs what arrived in its inbox.
    Push { account: AccountId },
    /// Notes that there is something to tell, which was not to be told before `at`.
    PushLater { account: AccountId, at: i64 },
    /// Tells one program what its server did not take at first.
    PushAgain {
        session: SessionId,
        notification: NotificationId,
    },
    /// Reads a page that a note leads to.
    ReadLink { url: String },
    /// Makes an upload playable: its poster, its small rendition.
    PrepareVideo { video: VideoId },
    /// Writes down what is said in a video that plays.
    HearVideo { video: VideoId },
    /// Says of notes what they mean.
    ReadMeanings,
    /// Makes the large rendition of a video that plays already.
    FinishVideo { video: VideoId },
    /// Removes uploads that nobody used, and pages that no note leads to.
    SweepPictures,
    /// Forgets old sessions, form tokens and read notifications.
    SweepRows,
}

/// A lane: its name and how many of its jobs run at once in this process.
struct Lane {
    name: &'static str,
    width: i64,
    /// Whether it lets readers go first while more is asked than can be done.
    yields: bool,
}

/// Slow lanes do not hold up quick ones.
const LANES: [Lane; 7] = [
    Lane {
        name: "people",
        width: 2,
        yields: false,
    },
    Lane {
        name: "push",
        width: 8,
        yields: false,
    },
    Lane {
        name: "link",
        width: 4,
        yields: false,
    },
    // As many as there are encoders ([`App::width`]).
    Lane {
        name: VIDEO,
        width: 1,
        yields: true,
    },
    Lane {
        name: "speech",
        width: 1,
        yields: true,
    },
    Lane {
        name: "meaning",
        width: 1,
        yields: true,
    },
    Lane {
        name: "sweep",
        width: 1,
        yields: false,
    },
];
const VIDEO: &str = "video";
/// A worker that does not come back for so long is dead.
const LEASE_MS: i64 = 10 * 60_000;
const TRIES: i64 = 8;
/// The wait after the first failure; it doubles with each.
const BACK_OFF_MS: i64 = 2_000;
pub(crate) const POLL: Duration = Duration::from_secs(2);
/// What became of notes, as many as the ranker learns from again when it begins.
const FEED_LOG: i64 = 200_000;
const SWEEP_EVERY_MS: i64 = 3_600_000;

impl Work {
    fn lane(&self) -> &'static str {
        match self {
            Self::Leave { .. } => "people",
            Self::Push { .. } | Self::PushLater { .. } | Self::PushAgain { .. } => "push",
            Self::ReadLink { .. } => "link",
            Self::PrepareVideo { .. } | Self::FinishVideo { .. } => VIDEO,
            Self::HearVideo { .. } => "speech",
            Self::ReadMeanings => "meaning",
            Self::SweepPictures | Self::SweepRows => "sweep",
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Leave { .. } => "leave",
            Self::Push { .. } => "push",
            Self::PushLater { .. } => "push-later",
            Self::PushAgain { .. } => "push-again",
            Self::ReadLink { .. } => "read-link",
            Self::PrepareVideo { .. } => "prepare-video",
            Self::FinishVideo { .. } => "finish-video",
            Self::HearVideo { .. } => "hear-video",
            Self::ReadMeanings => "read-meanings",
            Self::SweepPictures => "sweep-pictures",
            Self::SweepRows => "sweep-rows",
        }
    }

    fn dedupe(&self) -> String {
        match self {
            Self::Leave { account, .. } => format!("leave:{account}"),
            Self::Push { account } => format!("push:{account}"),
            Self::PushLater { account, at } => format!("push-later:{account}:{at}"),
            Self::PushAgain {
                session,
                notification,
            } => format!("push-again:{session}:{notification}"),
            Self::ReadLink { url } => format!("read-link:{}", secret::hash(url)),
            Self::PrepareVideo { video } => format!("prepare-video:{video}"),
            Self::FinishVideo { video } => format!("finish-video:{video}"),
            Self::HearVideo { video } => format!("hear-video:{video}"),
            Self::ReadMeanings | Self::SweepPictures | Self::SweepRows => self.kind().to_owned(),
        }
    }
}

#[derive(Default)]
pub(crate) struct Lanes {
    stopped: AtomicBool,
    running: AtomicUsize,
    woken: Notify,
    ended: Notify,
}

impl Lanes {
    /// Tells the lanes that there may be work.
    pub(crate) fn wake(&self) {
        self.woken.notify_waiters();
    }

    pub(crate) fn stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// Takes no further jobs and waits for those that run.
    pub(crate) async fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
        self.woken.notify_waiters();
        while self.running.load(Ordering::Acquire) > 0 {
            let ended = self.ended.notified();
            if self.running.load(Ordering::Acquire) == 0 {
                break;
            }
            // Woken by the last one, or by the clock if it ended just before.
            let _ = tokio::time::timeout(Duration::from_millis(100), ended).await;
        }
    }
}

impl App {
    pub(crate) fn new_job(&self, work: &Work) -> Result<NewJob> {
        let payload =
            serde_json::to_string(work).map_err(|error| Error::Internal(error.to_string()))?;
        Ok(NewJob {
            id: JobId(self.next_id()),
            lane: work.lane().into(),
            kind: work.kind().into(),
            dedupe: Some(work.dedupe()),
            payload,
            run_at: self.now_ms(),
            made_at: self.now_ms(),
        })
    }

    /// Adds a job; `false` when there is such a one already.
    pub(crate) async fn enqueue(&self, work: &Work) -> Result<bool> {
        self.enqueue_at(work, self.now_ms()).await
    }

    /// Adds a job that is not due before `run_at`.
    pub(crate) async fn enqueue_at(&self, work: &Work, run_at: i64) -> Result<bool> {
        let new = NewJob {
            run_at,
            ..self.new_job(work)?
        };
        let added = self
            .0
            .db
            .touching(Touch::Nothing)
            .write(new, |tx, new| {
                Box::pin(async move { store::insert(tx, new).await })
            })
            .await?;
        self.0.jobs.wake();
        self.0.bus.say(|| News::Job);
        Ok(added)
    }

    /// What arrives in inboxes while this process serves is told to programs.
    pub(crate) fn start_pushes(&self) {
        let app = self.clone();
        tokio::spawn(async move { app.serve_pushes().await });
    }

    pub(crate) fn start_jobs(&self) {
        for lane in &LANES {
            let app = self.clone();
            tokio::spawn(async move { app.serve_lane(lane).await });
        }
        let app = self.clone();
        tokio::spawn(async move {
            let mut swept_at = 0;
            while !app.0.jobs.stopped() {
                let now = app.now_ms();
                let due = now - swept_at >= SWEEP_EVERY_MS;
                if let Err(error) = app.keep_house(due).await {
                    tracing::warn!(%error, "housekeeping waits");
                } else if due {
                    swept_at = now;
                }
                let woken = app.0.jobs.woken.notified();
                let _ = tokio::time::timeout(Duration::from_secs(60), woken).await;
            }
        });
    }

    /// Makes jobs of what arrived in inboxes, once a second: a crowd is one message.
    async fn serve_pushes(&self) {
        let mut is_rest_noted = false;
        let mut every = tokio::time::interval(Duration::from_secs(1));
        every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        while !self.0.jobs.stopped() {
            every.tick().await;
            let told = async {
                if !is_rest_noted {
                    self.push_rest().await?;
                    is_rest_noted = true;
                }
                self.flush_pushes().await
            };
            if let Err(error) = told.await {
                tracing::warn!(%error, "programs are told later");
            }
        }
    }

    /// Keeps house and runs every job that is due, once and to the end: for tests and for an operator
    /// who wants it done now. What fails waits for its next try, as ever.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn run_due_jobs(&self) -> Result<()> {
        self.keep_house(true).await?;
        // What waited to be told becomes a job of its own.
        for _ in 0..2 {
            self.flush_pushes().await?;
            for lane in &LANES {
                while self.run_some(lane.name, self.width(lane)).await? > 0 {}
            }
        }
        Ok(())
    }

    async fn keep_house(&self, sweep: bool) -> Result<()> {
        let now = self.now_ms();
        self.0
            .db
            .touching(Touch::Nothing)
            .write(now, |tx, now| {
                Box::pin(async move { store::release_expired(tx, *now).await })
            })
            .await?;
        if sweep {
            self.enqueue(&Work::SweepPictures).await?;
            self.enqueue(&Work::SweepRows).await?;
        }
        Ok(())
    }

    /// How many jobs of a lane run at once in this process.
    fn width(&self, lane: &Lane) -> i64 {
        if lane.name == VIDEO {
            self.0.config.video.encoders.max(1) as i64
        } else {
            lane.width
        }
    }

    /// Keeps a lane at its width: a job that takes long holds up nobody but itself.
    async fn serve_lane(&self, lane: &'static Lane) {
        let jobs = &self.0.jobs;
        let mut running = FuturesUnordered::new();
        while !jobs.stopped() {
            if lane.yields {
                self.yield_to_readers().await;
            }
            let woken = jobs.woken.notified();
            match self
                .lease(lane.name, self.width(lane) - running.len() as i64)
                .await
            {
                Ok(leased) => running.extend(leased.into_iter().map(|job| self.traced(job))),
                Err(error) => tracing::warn!(%error, lane = lane.name, "jobs wait"),
            }
            tokio::select! {
                Some(result) = running.next(), if !running.is_empty() => {
                    if let Err(error) = result {
                        tracing::warn!(%error, lane = lane.name, "jobs wait");
                        tokio::time::sleep(POLL).await;
                    }
                }
                () = woken => {}
                () = tokio::time::sleep(POLL) => {}
            }
        }
        while running.next().await.is_some() {}
    }

    /// Runs what is due in a lane, `width` at most; answers how many it ran.
    async fn run_some(&self, lane: &'static str, width: i64) -> Result<usize> {
        let leased = self.lease(lane, width).await?;
        let count = leased.len();
        let results = join_all(leased.into_iter().map(|job| self.traced(job))).await;
        results.into_iter().collect::<Result<Vec<()>>>()?;
        Ok(count)
    }

    /// Takes what is due in a lane, `count` at most.
    async fn lease(&self, lane: &'static str, count: i64) -> Result<Vec<Job>> {
        let now = self.now_ms();
        if count <= 0 || !store::due(&self.0.db, lane, now).await? {
            return Ok(Vec::new());
        }
        let input = (self.0.db.dialect(), lane, now, count);
        let leased = self
            .0
            .db
            .touching(Touch::Nothing)
            .write(input, |tx, (dialect, lane, now, count)| {
                Box::pin(async move {
                    store::lease(tx, *dialect, lane, *now, *now + LEASE_MS, *count).await
                })
            })
            .await?;
        self.0
            .jobs
            .running
            .fetch_add(leased.len(), Ordering::AcqRel);
        Ok(leased)
    }

    async fn traced(&self, job: Job) -> Result<()> {
        let span = tracing::debug_span!(target: TRACED, "job", "otel.name" = job.kind);
        self.run(job).instrument(span).await
    }

    /// Runs a leased job to its end, good or bad.
    async fn run(&self, job: Job) -> Result<()> {
        // Whoever works long says so, so that nobody thinks it dead.
        let renewing = async {
            loop {
                tokio::time::sleep(Duration::from_millis(LEASE_MS.cast_unsigned() / 3)).await;
                let input = (job.id, self.now_ms() + LEASE_MS);
                let renewed = self
                    .0
                    .db
                    .touching(Touch::Nothing)
                    .write(input, |tx, (id, until)| {
                        Box::pin(async move { store::renew(tx, *id, *until).await })
                    })
                    .await;
                if let Err(error) = renewed {
                    tracing::warn!(%error, job = %job.id, "a lease was not renewed");
                }
            }
        };
        let result = tokio::select! {
            result = self.attempt(&job) => result,
            () = renewing => Ok(()),
        };
        let jobs = &self.0.jobs;
        jobs.running.fetch_sub(1, Ordering::AcqRel);
        jobs.ended.notify_waiters();
        result
    }

    async fn attempt(&self, job: &Job) -> Result<()> {
        let result = match serde_json::from_str::<Work>(&job.payload) {
            Ok(work) => self.work(work, job.attempts >= TRIES).await,
            Err(error) => Err(Error::Internal(format!("unreadable: {error}"))),
        };
        let db = self.0.db.touching(Touch::Nothing);
        let Err(error) = result else {
            db.write(job.id, |tx, id| {
                Box::pin(async move { store::done(tx, *id).await })
            })
            .await?;
            return Ok(());
        };
        if self.0.jobs.stopped() {
            // That the server stops is not the job's fault.
            db.write((job.id, self.now_ms()), |tx, (id, now)| {
                Box::pin(async move { store::give_back(tx, *id, *now).await })
            })
            .await?;
            return Ok(());
        }
        let reason = error.to_string();
        if job.attempts >= TRIES {
            tracing::error!(job = %job.id, kind = job.kind, reason, "a job was given up");
            db.write((job.id, reason), |tx, (id, reason)| {
                Box::pin(async move { store::bury(tx, *id, reason).await })
            })
            .await?;
        } else {
            tracing::warn!(job = %job.id, kind = job.kind, reason, "a job failed and will be tried again");
            let wait = BACK_OFF_MS << job.attempts.clamp(0, 16);
            db.write(
                (job.id, self.now_ms() + wait, reason),
                |tx, (id, at, reason)| {
                    Box::pin(async move { store::retry(tx, *id, *at, reason).await })
                },
            )
            .await?;
        }
        Ok(())
    }

    async fn work(&self, work: Work, is_last_try: bool) -> Result<()> {
        match work {
            Work::Leave {
                account,
                keep_comments,
            } => {
                self.finish_leaving(account, keep_comments).await?;
                self.enqueue(&Work::SweepPictures).await.map(drop)
            }
            Work::Push { account } => self.push(account).await,
            Work::PushLater { account, .. } => {
                self.push_soon(account);
                Ok(())
            }
            Work::PushAgain {
                session,
                notification,
            } => self.push_again(session, notification).await,
            Work::ReadLink { url } => self.read_link(&url, is_last_try).await,
            Work::PrepareVideo { video } => {
                self.unless_stopped(self.prepare_video(video, is_last_try))
                    .await
            }
            Work::FinishVideo { video } => {
                self.unless_stopped(self.finish_video(video, is_last_try))
                    .await
            }
            Work::HearVideo { video } => {
                self.unless_stopped(self.hear_video(video, is_last_try))
                    .await
            }
            Work::ReadMeanings => self.unless_stopped(self.read_meanings()).await,
            Work::SweepPictures => {
                self.sweep_videos().await?;
                self.hear_unheard().await?;
                self.sweep_pictures().await?;
                self.sweep_links().await
            }
            Work::SweepRows => self.sweep_rows().await,
        }
    }

    /// Gives long work up when the server stops; it is begun again by the next.
    async fn unless_stopped(&self, work: impl Future<Output = Result<()>>) -> Result<()> {
        let jobs = &self.0.jobs;
        let stopped = async {
            while !jobs.stopped() {
                let woken = jobs.woken.notified();
                let _ = tokio::time::timeout(POLL, woken).await;
            }
        };
        tokio::select! {
            result = work => result,
            () = stopped => Err(Error::Unavailable("the server stops".into())),
        }
    }

    async fn sweep_rows(&self) -> Result<()> {
        const MONTH_MS: i64 = 30 * 24 * 3_600_000;
        let now = self.now_ms();
        self.0
            .db
            .touching(Touch::Nothing)
            .write(now, |tx, now| {
                Box::pin(async move {
                    use sampan_store::{
                        ceremony, client, gate, notification, once, rendition, search, session,
                        topic,
                    };
                    search::forget_changes(tx).await?;
                    sampan_store::feed::forget_log(tx, now - MONTH_MS, FEED_LOG).await?;
                    session::delete_unused(tx, now - crate::session::UNUSED_MS).await?;
                    client::delete_unused(tx, now - MONTH_MS).await?;
                    once::delete_old(tx, now - MONTH_MS / 10).await?;
                    ceremony::delete_old(tx, now - crate::passkey::CEREMONY_MS).await?;
                    gate::delete_old(tx, now - crate::gate::KEPT_MS).await?;
                    topic::delete_unused(tx, now - MONTH_MS / 10).await?;
                    rendition::delete_old(tx, now - 3 * MONTH_MS).await?;
                    notification::delete_old(tx, now - 6 * MONTH_MS).await
                })
            })
            .await?;
        Ok(())
    }

    /// How many jobs there are of each lane and state.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn job_counts(&self) -> Result<Vec<(String, String, i64)>> {
        Ok(store::counts(&self.0.db).await?)
    }

    /// Jobs that were given up, the latest first, for the operator.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn dead_jobs(&self) -> Result<Vec<Dead>> {
        Ok(store::dead(&self.0.db).await?)
    }

    /// Lets a dead job try again.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn revive_job(&self, id: JobId) -> Result<()> {
        let now = self.now_ms();
        let revived = self
            .0
            .db
            .touching(Touch::Nothing)
            .write((id, now), |tx, (id, now)| {
                Box::pin(async move { store::revive(tx, *id, *now).await })
            })
            .await?;
        if revived {
            Ok(())
        } else {
            Err(Error::NotFound)
        }
    }
}
