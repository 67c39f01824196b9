//! Group commit: many writers, one transaction, one fsync.
//!
//! The writer takes whatever waits, runs the jobs one after another, folds what they want counted into one
//! update per row, commits, and only then answers. Jobs of a single statement do not wait for each other's
//! answers where a server gives them. Nearly always every job succeeds, so a batch first runs without
//! savepoints, which would cost as much as a like; when a job fails that has written, the batch is undone
//! and runs again with one around each job. Bounded: when [`QUEUE`] jobs wait, further callers wait for a
//! place.

use super::version::{Touch, Versions};
use crate::fold::Folds;
use crate::seam::{Dialect, FromRow, Query, Value, postgres, sqlite};
use crate::{Error, fold};
use futures::future::{BoxFuture, join_all};
use futures::{FutureExt, StreamExt, TryStreamExt, stream};
use parking_lot::Mutex;
use std::future::{Future, poll_fn};
use std::hash::BuildHasher;
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, OnceLock};
use std::task::Poll;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};

const QUEUE: usize = 4_096;
/// Jobs in one transaction; keeps it to a few milliseconds.
const BATCH: usize = 256;
/// How often a job is tried that another process is in the way of.
const TRIES: u32 = 8;
/// Parts of a job that are under way at once.
const TOGETHER: usize = 256;
/// After a batch of some writes more are waited for, and of many (their callers come back with more) only
/// for a moment: the shortest sleep there is takes some 50 us on Linux. Nobody who writes alone waits.
const MANY: usize = 16;
const GATHER: Duration = Duration::from_millis(8);
const GATHER_MANY: Duration = Duration::from_micros(1);

/// A job's part of a running transaction.
pub struct Tx {
    engine: Arc<Engine>,
    /// Whether its job promised to run one statement.
    single: bool,
    /// Statements that have begun, and of those the ones that have not ended.
    begun: AtomicU32,
    under_way: AtomicU32,
    wrote: AtomicBool,
    failed: AtomicBool,
    conflicted: AtomicBool,
    /// What went wrong first: afterwards a server refuses everything, for no reason of its own.
    trouble: OnceLock<Error>,
    folds: Mutex<Folds>,
}

/// The connection that writes.
pub(super) struct Conn(pub(super) Arc<Engine>);

pub(super) enum Engine {
    Sqlite(Mutex<rusqlite::Connection>),
    Postgres(postgres::Transaction),
}

/// What bounds a transaction and its parts.
#[derive(Debug, Clone, Copy)]
pub(super) enum Mark {
    Begin,
    Savepoint,
    Release,
    RollbackTo,
    Commit,
    Rollback,
}

impl Mark {
    pub(super) fn sql(self, begin: &'static str) -> &'static str {
        match self {
            Self::Begin => begin,
            Self::Savepoint => "SAVEPOINT job",
            Self::Release => "RELEASE SAVEPOINT job",
            Self::RollbackTo => "ROLLBACK TO SAVEPOINT job",
            Self::Commit => "COMMIT",
            Self::Rollback => "ROLLBACK",
        }
    }
}

/// Why an attempt at a batch left nothing behind.
enum Setback {
    /// A job has to be undone alone, and there was no savepoint to go back to.
    Spoilt,
    /// The engine asks to try again: two processes lock the same rows in different order.
    Conflict,
    Lost(Error),
}

impl From<Error> for Setback {
    fn from(error: Error) -> Self {
        if error == Error::Conflict {
            Self::Conflict
        } else {
            Self::Lost(error)
        }
    }
}

/// A statement from its beginning to its end. One that nobody waits for to the end counts as failed.
struct UnderWay<'t> {
    tx: &'t Tx,
    succeeded: bool,
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.tx.under_way.fetch_sub(1, Relaxed);
        if !self.succeeded {
            self.tx.failed.store(true, Relaxed);
        }
    }
}

impl Tx {
    fn new(engine: Arc<Engine>, single: bool) -> Self {
        Self {
            engine,
            single,
            begun: AtomicU32::new(0),
            under_way: AtomicU32::new(0),
            wrote: AtomicBool::new(false),
            failed: AtomicBool::new(false),
            conflicted: AtomicBool::new(false),
            trouble: OnceLock::new(),
            folds: Mutex::default(),
        }
    }

    /// What differs between the engines.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        match *self.engine {
            Engine::Sqlite(_) => Dialect::SQLITE,
            Engine::Postgres(_) => Dialect::POSTGRES,
        }
    }

    /// Runs a statement; answers how many rows it touched.
    ///
    /// # Errors
    /// [`Error::Constraint`] and the like; whatever the job does then, its part is undone.
    pub async fn execute(&self, sql: &str, args: &[Value<'_>]) -> Result<u64, Error> {
        self.watched(sql, async {
            match &*self.engine {
                Engine::Sqlite(conn) => sqlite::execute(&conn.lock(), sql, args),
                Engine::Postgres(tx) => tx.execute(sql, args).await,
            }
        })
        .await
    }

    /// Does what has many parts, none of which has to see another's: where a server answers, their statements travel
    /// together, in their order.
    ///
    /// # Errors
    /// The first part's that fails.
    pub async fn together<T>(
        &self,
        parts: Vec<impl Future<Output = Result<T, Error>>>,
    ) -> Result<Vec<T>, Error> {
        let mut done = Vec::with_capacity(parts.len());
        let mut parts = parts.into_iter();
        match *self.engine {
            Engine::Sqlite(_) => {
                for part in parts {
                    done.push(part.await?);
                }
            }
            Engine::Postgres(_) => {
                // What the first prepares, most of the others find.
                if let Some(first) = parts.next() {
                    done.push(first.await?);
                }
                let others = stream::iter(parts).buffered(TOGETHER);
                done.extend(others.try_collect::<Vec<T>>().await?);
            }
        }
        Ok(done)
    }

    /// Adds to a counter, or notes something else that is written once per batch (`fold`).
    pub fn fold(&self, add: impl FnOnce(&mut Folds)) {
        add(&mut self.folds.lock());
    }

    async fn watched<T>(
        &self,
        sql: &str,
        statement: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        self.under_way.fetch_add(1, Relaxed);
        let mut under_way = UnderWay {
            tx: self,
            succeeded: false,
        };
        if self.begun.fetch_add(1, Relaxed) > 0 && self.single {
            return Err(Error::NotSingle);
        }
        if !sql.starts_with("SELECT") {
            self.wrote.store(true, Relaxed);
        }
        let result = statement.await;
        under_way.succeeded = result.is_ok();
        if let Err(error) = &result {
            self.conflicted.fetch_or(*error == Error::Conflict, Relaxed);
            self.trouble.get_or_init(|| error.clone());
        }
        result
    }

    /// `None` when the job waits for something else than its statements: it would hold up everybody.
    async fn unless_it_waits<T>(&self, mut job: BoxFuture<'_, T>) -> Option<T> {
        poll_fn(|context| match job.poll_unpin(context) {
            Poll::Ready(done) => Poll::Ready(Some(done)),
            Poll::Pending if self.under_way.load(Relaxed) == 0 => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        })
        .await
    }
}

/// What became of a job's part.
enum Part {
    Kept(Folds),
    /// To be undone; whether there is something to undo.
    Refused(bool),
    Conflict,
}

impl Conn {
    pub(super) fn new(engine: Engine) -> Self {
        Self(Arc::new(engine))
    }

    pub(super) async fn mark(&self, mark: Mark) -> Result<(), Error> {
        match &*self.0 {
            Engine::Sqlite(conn) => sqlite::mark(&conn.lock(), mark),
            Engine::Postgres(tx) => tx.mark(mark).await,
        }
    }

    /// Runs a batch to its commit and answers every job. An error means that nothing was written.
    pub(super) async fn run(&self, mut jobs: Vec<Box<dyn Job>>) -> Result<(), Error> {
        match self.settle(&mut jobs).await {
            Err(Setback::Conflict) => {}
            outcome => return answer(jobs, outcome),
        }
        // One by one a job holds few rows, and those for a short time.
        let mut result = Ok(());
        for mut job in jobs {
            let mut outcome = Err(Setback::Conflict);
            for round in 0..TRIES {
                outcome = self.settle(std::slice::from_mut(&mut job)).await;
                if !matches!(outcome, Err(Setback::Conflict)) {
                    break;
                }
                // The other side tries again as well; chance lets one of the two go first.
                let chance = std::hash::RandomState::new().hash_one(round);
                tokio::time::sleep(Duration::from_millis(chance % (2 << round))).await;
            }
            result = answer(vec![job], outcome).and(result);
        }
        result
    }

    async fn settle(&self, jobs: &mut [Box<dyn Job>]) -> Result<(), Setback> {
        match self.attempt(jobs, false).await {
            Err(Setback::Spoilt) => self.attempt(jobs, true).await,
            outcome => outcome,
        }
    }

    async fn attempt(&self, jobs: &mut [Box<dyn Job>], careful: bool) -> Result<(), Setback> {
        let outcome = self.play(jobs, careful).await;
        if outcome.is_err() {
            // Whatever is still open is undone; an error here says that nothing was.
            let _ = self.mark(Mark::Rollback).await;
        }
        outcome
    }

    async fn play(&self, jobs: &mut [Box<dyn Job>], careful: bool) -> Result<(), Setback> {
        self.mark(Mark::Begin).await?;
        let mut folds = Folds::default();
        let waits = !careful && matches!(*self.0, Engine::Postgres(_));
        for group in jobs.chunk_by_mut(|one, next| waits && one.single() && next.single()) {
            if careful {
                self.mark(Mark::Savepoint).await?;
            }
            for part in join_all(group.iter_mut().map(|job| self.part(job.as_mut()))).await {
                match part {
                    Part::Kept(more) => folds.append(more),
                    Part::Conflict => return Err(Setback::Conflict),
                    Part::Refused(_) if careful => self.mark(Mark::RollbackTo).await?,
                    Part::Refused(true) => return Err(Setback::Spoilt),
                    Part::Refused(false) => {}
                }
            }
            if careful {
                self.mark(Mark::Release).await?;
            }
        }
        let tx = Tx::new(self.0.clone(), false);
        if let Err(error) = fold::write(&tx, folds).await {
            return Err(tx.trouble.into_inner().unwrap_or(error).into());
        }
        Ok(self.mark(Mark::Commit).await?)
    }

    async fn part(&self, job: &mut dyn Job) -> Part {
        let tx = Tx::new(self.0.clone(), job.single());
        let kept = tx.unless_it_waits(job.run(&tx)).await;
        let failed = tx.failed.load(Relaxed);
        if tx.conflicted.load(Relaxed) {
            return Part::Conflict;
        }
        if kept == Some(true) && !failed {
            return Part::Kept(tx.folds.into_inner());
        }
        job.refuse(if kept.is_none() {
            Error::waited()
        } else {
            Error::Swallowed
        });
        Part::Refused(failed || tx.wrote.load(Relaxed))
    }
}

fn answer(jobs: Vec<Box<dyn Job>>, outcome: Result<(), Setback>) -> Result<(), Error> {
    let result = outcome.map_err(|setback| match setback {
        Setback::Lost(error) => error,
        Setback::Spoilt | Setback::Conflict => Error::Conflict,
    });
    jobs.into_iter().for_each(|job| job.answer(result.clone()));
    result
}

impl Query for Tx {
    async fn all<T: FromRow>(&self, sql: &str, args: &[Value<'_>]) -> Result<Vec<T>, Error> {
        self.watched(sql, async {
            match &*self.engine {
                Engine::Sqlite(conn) => sqlite::all(&conn.lock(), sql, args),
                Engine::Postgres(tx) => tx.all(sql, args).await,
            }
        })
        .await
    }
}

/// A writer's job, whatever it takes and answers.
pub(super) trait Job: Send {
    /// Whether it promised to run one statement.
    fn single(&self) -> bool;
    /// Runs it once; `false` when its part must be undone.
    fn run<'a>(&'a mut self, tx: &'a Tx) -> BoxFuture<'a, bool>;
    /// What it has come to is not kept: a success, or nothing at all, turns into this error.
    fn refuse(&mut self, error: Error);
    /// Tells the caller, after the commit.
    fn answer(self: Box<Self>, commit: Result<(), Error>);
}

pub(super) type Work<A, T, E> = for<'a> fn(&'a Tx, &'a A) -> BoxFuture<'a, Result<T, E>>;

struct WriteJob<A, T, E> {
    single: bool,
    touch: Touch,
    versions: Arc<Versions>,
    input: A,
    work: Work<A, T, E>,
    outcome: Option<Result<T, E>>,
    caller: oneshot::Sender<Result<T, E>>,
}

/// A job, and where its answer will come.
pub(super) fn job<A, T, E>(
    single: bool,
    (touch, versions): (Touch, Arc<Versions>),
    input: A,
    work: Work<A, T, E>,
) -> (Box<dyn Job>, oneshot::Receiver<Result<T, E>>)
where
    A: Send + Sync + 'static,
    T: Send + 'static,
    E: From<Error> + Send + 'static,
{
    let (caller, answer) = oneshot::channel();
    (
        Box::new(WriteJob {
            single,
            touch,
            versions,
            input,
            work,
            outcome: None,
            caller,
        }),
        answer,
    )
}

impl<A, T, E> Job for WriteJob<A, T, E>
where
    A: Send + Sync + 'static,
    T: Send + 'static,
    E: From<Error> + Send + 'static,
{
    fn single(&self) -> bool {
        self.single
    }

    fn run<'a>(&'a mut self, tx: &'a Tx) -> BoxFuture<'a, bool> {
        Box::pin(async move {
            self.outcome = None;
            let work = AssertUnwindSafe(async { (self.work)(tx, &self.input).await });
            let outcome = work
                .catch_unwind()
                .await
                .unwrap_or_else(|_| Err(Error::Panicked.into()));
            let kept = outcome.is_ok();
            self.outcome = Some(outcome);
            kept
        })
    }

    fn refuse(&mut self, error: Error) {
        if !matches!(self.outcome, Some(Err(_))) {
            self.outcome = Some(Err(error.into()));
        }
    }

    fn answer(self: Box<Self>, commit: Result<(), Error>) {
        let outcome = match (commit, self.outcome) {
            (Ok(()), Some(outcome)) => outcome,
            (Ok(()), None) => Err(Error::Conflict.into()),
            (Err(error), _) => Err(error.into()),
        };
        // Before anybody knows of it, what was kept is known to be old.
        self.versions.wrote(self.touch);
        // A caller that went away does not want the answer; the write stands.
        let _ = self.caller.send(outcome);
    }
}

enum Order {
    Job(Box<dyn Job>),
    /// Answer when everything before is durable, then stop.
    Close(oneshot::Sender<()>),
}

/// The door to the writer.
pub(super) struct Writer(mpsc::Sender<Order>);

/// The writer's side of the door.
pub(super) struct Orders(mpsc::Receiver<Order>);

impl Writer {
    pub(super) fn new() -> (Self, Orders) {
        let (door, orders) = mpsc::channel(QUEUE);
        (Self(door), Orders(orders))
    }

    pub(super) async fn submit(&self, job: Box<dyn Job>) -> Result<(), Error> {
        self.0
            .send(Order::Job(job))
            .await
            .map_err(|_| Error::Stopped)
    }

    pub(super) async fn close(&self) {
        let (done, closed) = oneshot::channel();
        if self.0.send(Order::Close(done)).await.is_ok() {
            // An error means that the writer stopped on its own, which is as good.
            let _ = closed.await;
        }
    }
}

/// How long to wait after a batch of so many, so that more share the next commit. Each one costs a sync of the
/// disk, and whoever reads finds their pages anew after it.
pub(super) fn gather(jobs: usize) -> Option<Duration> {
    match jobs {
        0 | 1 => None,
        2..MANY => Some(GATHER),
        _ => Some(GATHER_MANY),
    }
}

/// What waited at one moment.
#[derive(Default)]
pub(super) struct Batch {
    pub(super) jobs: Vec<Box<dyn Job>>,
    closing: Option<oneshot::Sender<()>>,
}

impl Batch {
    /// Tells whoever closes that everything is durable; `true` when this was the last batch.
    pub(super) fn finish(self) -> bool {
        self.closing.is_some_and(|done| {
            // Whoever asked may have gone; the end is the end.
            let _ = done.send(());
            true
        })
    }

    fn take(&mut self, order: Order) {
        match order {
            Order::Job(job) => self.jobs.push(job),
            Order::Close(done) => self.closing = Some(done),
        }
    }
}

impl Orders {
    /// Waits for work, then takes all that is there. `None` when nobody can send any more.
    pub(super) async fn next(&mut self) -> Option<Batch> {
        let mut batch = Batch::default();
        batch.take(self.0.recv().await?);
        while batch.jobs.len() < BATCH
            && batch.closing.is_none()
            && let Ok(order) = self.0.try_recv()
        {
            batch.take(order);
        }
        Some(batch)
    }
}
