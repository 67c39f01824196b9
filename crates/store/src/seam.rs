//! The executor seam: one SQL text, two engines.
//!
//! Statements are written once, in the dialect that SQLite and PostgreSQL share, with `$1`-style
//! placeholders that first appear in ascending order. Reads go through [`Query`], on a pool
//! ([`Db`]) or inside a transaction ([`Tx`]). Writes only exist inside [`Db::write`], which shares one
//! transaction and one fsync among all writers that wait at that moment (`batch`).

mod batch;
mod dialect;
mod load;
#[cfg(debug_assertions)]
mod portable;
mod postgres;
mod snapshot;
mod sqlite;
mod table;
mod value;
mod version;

pub use batch::Tx;
pub use dialect::Dialect;
pub use load::{Difference, Load, is_copied};
pub use snapshot::{Rows, Snapshot};
pub use table::{Cell, Cells, ColumnOf, Kind, Table};
pub use value::{Column, FromRow, Row, Value};
pub use version::{Moment, Of, Touch};

use crate::Error;
use batch::Writer;
use futures::future::BoxFuture;
use std::future::Future;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tracing::Instrument;
use version::Versions;

/// What is only for traces, not for the log.
pub const TRACED: &str = "sampan::traced";

/// What a statement's arguments are made of: `args![id, name, None::<i64>]`.
#[macro_export]
macro_rules! args {
    () => { &[] as &[$crate::seam::Value<'_>] };
    ($($value:expr),+ $(,)?) => { &[$($crate::seam::Value::from($value)),+] };
}

/// Reading, on a pool or inside a transaction.
pub trait Query: Sync {
    /// Every row, in order.
    fn all<T: FromRow>(
        &self,
        sql: &str,
        args: &[Value<'_>],
    ) -> impl Future<Output = Result<Vec<T>, Error>> + Send;

    /// The only row, if there is one.
    fn optional<T: FromRow>(
        &self,
        sql: &str,
        args: &[Value<'_>],
    ) -> impl Future<Output = Result<Option<T>, Error>> + Send {
        let rows = self.all(sql, args);
        async move { Ok(rows.await?.into_iter().next()) }
    }

    /// The only row; [`Error::NotFound`] without one.
    fn one<T: FromRow>(
        &self,
        sql: &str,
        args: &[Value<'_>],
    ) -> impl Future<Output = Result<T, Error>> + Send {
        let row = self.optional(sql, args);
        async move { row.await?.ok_or(Error::NotFound) }
    }
}

/// A database, ready for work.
pub struct Db {
    reads: Reads,
    writer: Writer,
    dialect: Dialect,
    versions: Arc<Versions>,
}

enum Reads {
    Sqlite(sqlite::Pool),
    Postgres(postgres::Pool),
}

impl Db {
    /// Opens `sqlite:PATH` or `postgres://…` and brings its schema up to date. Safe when several
    /// processes do so at once.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when it cannot be reached, [`Error::Migration`] when a migration fails.
    pub async fn open(url: &str) -> Result<Self, Error> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            let pool = sqlite::Pool::open(Path::new(path))?;
            let writer = sqlite::writer(Path::new(path))?;
            Ok(Self {
                reads: Reads::Sqlite(pool),
                writer,
                dialect: Dialect::SQLITE,
                versions: Arc::default(),
            })
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let pool = postgres::Pool::open(url).await?;
            let writer = postgres::writer(url).await?;
            Ok(Self {
                reads: Reads::Postgres(pool),
                writer,
                dialect: Dialect::POSTGRES,
                versions: Arc::default(),
            })
        } else {
            Err(Error::Unavailable(format!(
                "{url}: start it with sqlite: or postgres:"
            )))
        }
    }

    /// What differs between the engines.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Runs `work` in a transaction and answers after it is durable. Several callers share one
    /// transaction, each in its own savepoint: an error or a panic undoes that caller's part alone.
    ///
    /// `work` may run more than once (a neighbour failed, or another process was in the way), so it
    /// takes its input by reference; and it may wait for nothing but its statements.
    ///
    /// # Errors
    /// Whatever `work` answers; [`Error`] when the commit fails, and then nothing was written.
    pub async fn write<A, T, E>(
        &self,
        input: A,
        work: for<'a> fn(&'a Tx, &'a A) -> BoxFuture<'a, Result<T, E>>,
    ) -> Result<T, E>
    where
        A: Send + Sync + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.touching(Touch::Anything).write(input, work).await
    }

    /// Like [`Db::write`], for `work` of a single statement, such as a like: on PostgreSQL many of them
    /// travel at once, because none has to see its answer before the next one is sent.
    ///
    /// # Errors
    /// As [`Db::write`]; [`Error::NotSingle`] when `work` runs a second statement.
    pub async fn write_single<A, T, E>(
        &self,
        input: A,
        work: for<'a> fn(&'a Tx, &'a A) -> BoxFuture<'a, Result<T, E>>,
    ) -> Result<T, E>
    where
        A: Send + Sync + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.touching(Touch::Anything)
            .write_single(input, work)
            .await
    }

    /// Writes that touch no more than this: what was kept of the rest stays good.
    #[must_use]
    pub fn touching(&self, touch: Touch) -> Touching<'_> {
        Touching { db: self, touch }
    }

    /// The moment at which something is read. It has not changed while its moment stays the same.
    #[must_use]
    pub fn moment(&self, of: Of) -> Moment {
        self.versions.moment(of)
    }

    /// How many writes touched anything, and how many touched something, since the start.
    #[must_use]
    pub fn changes(&self) -> (u64, u64) {
        self.versions.changes()
    }

    /// Tells `told` of everything that this process writes.
    pub fn tell_of_writes(&self, told: impl Fn(Touch) + Send + Sync + 'static) {
        self.versions.tell(Box::new(told));
    }

    /// Another process wrote.
    pub fn written_elsewhere(&self, touch: Touch) {
        self.versions.touch(touch);
    }

    /// Whether other processes may write into the same database.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        matches!(self.reads, Reads::Postgres(_))
    }

    async fn submit<A, T, E>(
        &self,
        single: bool,
        touch: Touch,
        input: A,
        work: batch::Work<A, T, E>,
    ) -> Result<T, E>
    where
        A: Send + Sync + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let touch = (touch, self.versions.clone());
        let (job, answer) = batch::job(single, touch, input, work);
        let written = async {
            self.writer.submit(job).await?;
            answer.await.map_err(|_| E::from(Error::Stopped))?
        };
        let span = tracing::debug_span!(target: TRACED, "write", "otel.kind" = "client");
        written.instrument(span).await
    }

    /// How long whoever read since the last call waited for a connection, in the mean; nobody does where the database is a
    /// file.
    #[must_use]
    pub fn waited(&self) -> Duration {
        match &self.reads {
            Reads::Sqlite(_) => Duration::ZERO,
            Reads::Postgres(pool) => pool.waited(),
        }
    }

    /// Asks a database elsewhere the least there is to ask, again and again, on a thread and a connection of its own:
    /// nothing but the database makes it wait. `told` hears how long an answer takes, and meanwhile how long it has
    /// taken, until it says no. Nobody is asked where the database is a file.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when there is no thread to be had.
    pub fn probe(
        &self,
        every: Duration,
        told: impl Fn(Duration) -> bool + Send + Sync + 'static,
    ) -> Result<(), Error> {
        match &self.reads {
            Reads::Sqlite(_) => Ok(()),
            Reads::Postgres(pool) => pool.probe(every, told),
        }
    }

    /// Waits until every write that was accepted is durable, and refuses further ones.
    pub async fn close(&self) {
        self.writer.close().await;
    }
}

/// A database, for writes that touch no more than they say.
pub struct Touching<'a> {
    db: &'a Db,
    touch: Touch,
}

impl Touching<'_> {
    /// As [`Db::write`].
    ///
    /// # Errors
    /// As [`Db::write`].
    pub async fn write<A, T, E>(
        &self,
        input: A,
        work: for<'a> fn(&'a Tx, &'a A) -> BoxFuture<'a, Result<T, E>>,
    ) -> Result<T, E>
    where
        A: Send + Sync + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.db.submit(false, self.touch, input, work).await
    }

    /// As [`Db::write_single`].
    ///
    /// # Errors
    /// As [`Db::write_single`].
    pub async fn write_single<A, T, E>(
        &self,
        input: A,
        work: for<'a> fn(&'a Tx, &'a A) -> BoxFuture<'a, Result<T, E>>,
    ) -> Result<T, E>
    where
        A: Send + Sync + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.db.submit(true, self.touch, input, work).await
    }
}

/// What traces see of a question. Values are nobody's business.
fn query(sql: &str) -> tracing::Span {
    tracing::debug_span!(target: TRACED, "query", "otel.kind" = "client", "db.query.text" = sql)
}

impl Query for Db {
    async fn all<T: FromRow>(&self, sql: &str, args: &[Value<'_>]) -> Result<Vec<T>, Error> {
        match &self.reads {
            Reads::Sqlite(pool) => {
                query(sql).in_scope(|| pool.with(|conn| sqlite::all(conn, sql, args)))
            }
            Reads::Postgres(pool) => pool.all(sql, args).instrument(query(sql)).await,
        }
    }

    async fn optional<T: FromRow>(
        &self,
        sql: &str,
        args: &[Value<'_>],
    ) -> Result<Option<T>, Error> {
        match &self.reads {
            Reads::Sqlite(pool) => {
                query(sql).in_scope(|| pool.with(|conn| sqlite::optional(conn, sql, args)))
            }
            Reads::Postgres(pool) => {
                let rows = pool.all(sql, args).instrument(query(sql)).await?;
                Ok(rows.into_iter().next())
            }
        }
    }
}
