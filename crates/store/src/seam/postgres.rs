//! PostgreSQL, and engines that speak its protocol, behind the seam.
//!
//! Reads use a pool. Writes use one connection, on which savepoints travel together with the statement
//! that follows them, so that a like costs one round trip. It has a thread of its own: a transaction holds
//! rows that other processes wait for, and must not wait for a processor itself, again with every answer,
//! behind the pages that are being made.

use super::batch::{Conn, Engine, Mark, Orders, Writer, gather};
use super::snapshot::PIECE;
use super::table::{Cell, Cells, ColumnOf, Kind, Table};
use super::{Dialect, FromRow, Row, Value};
use crate::{Error, migration};
use deadpool_postgres::{Manager, ManagerConfig, RecyclingMethod};
use futures::TryStreamExt;
use parking_lot::Mutex;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, oneshot};
use tokio_postgres::binary_copy::BinaryCopyInWriter;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres::error::SqlState;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Statement};
use tokio_postgres_rustls::MakeRustlsConnect;

/// Connections for reading.
const CONNECTIONS: usize = 16;
/// Waiting for the server, for a free connection, or for a row that another process holds.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often a migration, and the list of them, is tried while others are in the way.
const TRIES: usize = 20;
/// How long whoever only asks how it is waits before they connect again.
const RECONNECT_AFTER: Duration = Duration::from_secs(1);

fn config(url: &str) -> Result<tokio_postgres::Config, Error> {
    let mut config: tokio_postgres::Config = url
        .parse()
        .map_err(|error| Error::Unavailable(format!("the database address: {error}")))?;
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(PATIENCE);
    }
    Ok(config)
}

fn tls(config: &tokio_postgres::Config) -> MakeRustlsConnect {
    let mut roots = rustls::RootCertStore::empty();
    let local = config
        .get_hosts()
        .iter()
        .all(|host| matches!(host, Host::Unix(_)));
    if !local && config.get_ssl_mode() != SslMode::Disable {
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map(|builder| builder.with_root_certificates(roots).with_no_client_auth());
    match config {
        Ok(config) => MakeRustlsConnect::new(config),
        Err(error) => unreachable!("ring offers the default protocol versions: {error}"),
    }
}

/// Connections for reading.
pub(super) struct Pool {
    url: String,
    pool: deadpool_postgres::Pool,
    /// How often a connection was wanted since somebody asked, and how long that took, in microseconds.
    wanted: AtomicU64,
    waited_us: AtomicU64,
}

impl Pool {
    pub(super) async fn open(url: &str) -> Result<Self, Error> {
        let config = config(url)?;
        let tls = tls(&config);
        let manager = Manager::from_config(
            config,
            tls,
            ManagerConfig {
                recycling_method: RecyclingMethod::Fast,
            },
        );
        let pool = deadpool_postgres::Pool::builder(manager)
            .max_size(CONNECTIONS)
            .runtime(deadpool_postgres::Runtime::Tokio1)
            .wait_timeout(Some(PATIENCE))
            .build()
            .map_err(|error| Error::Unavailable(error.to_string()))?;
        let pool = Self {
            url: url.to_owned(),
            pool,
            wanted: AtomicU64::new(0),
            waited_us: AtomicU64::new(0),
        };
        drop(pool.connection().await?);
        Ok(pool)
    }

    async fn connection(&self) -> Result<deadpool_postgres::Client, Error> {
        let began = Instant::now();
        let connection = self.pool.get().await;
        let waited_us = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
        self.wanted.fetch_add(1, Relaxed);
        self.waited_us.fetch_add(waited_us, Relaxed);
        connection.map_err(|error| Error::Unavailable(error.to_string()))
    }

    /// See [`Db::waited`](super::Db::waited).
    pub(super) fn waited(&self) -> Duration {
        let (wanted, waited_us) = (
            self.wanted.swap(0, Relaxed),
            self.waited_us.swap(0, Relaxed),
        );
        Duration::from_micros(waited_us.checked_div(wanted).unwrap_or_default())
    }

    /// See [`Db::probe`](super::Db::probe).
    pub(super) fn probe(
        &self,
        every: Duration,
        told: impl Fn(Duration) -> bool + Send + Sync + 'static,
    ) -> Result<(), Error> {
        let url = self.url.clone();
        on_own_thread("postgres-probe", async move {
            let mut goes_on = true;
            while goes_on {
                // That there is no answer is for others to tell.
                if let Ok(client) = connect(&url).await {
                    goes_on = ask(&client, every, &told).await;
                }
                tokio::time::sleep(RECONNECT_AFTER).await;
                goes_on &= told(Duration::ZERO);
            }
        })
    }

    pub(super) async fn all<T: FromRow>(
        &self,
        sql: &str,
        args: &[Value<'_>],
    ) -> Result<Vec<T>, Error> {
        #[cfg(debug_assertions)]
        super::portable::check(sql);
        let conn = self.connection().await?;
        let statement = conn.prepare_cached(sql).await?;
        let (rows, _) = run(&conn, &statement, args).await?;
        read(&rows)
    }
}

/// Runs a statement to its end; answers its rows and how many it touched.
async fn run(
    client: &Client,
    statement: &Statement,
    args: &[Value<'_>],
) -> Result<(Vec<tokio_postgres::Row>, u64), Error> {
    let stream = client.query_raw(statement, args).await?;
    futures::pin_mut!(stream);
    let mut rows = Vec::new();
    while let Some(row) = stream.try_next().await? {
        rows.push(row);
    }
    Ok((rows, stream.rows_affected().unwrap_or(0)))
}

fn read<T: FromRow>(rows: &[tokio_postgres::Row]) -> Result<Vec<T>, Error> {
    rows.iter()
        .map(|row| T::from_row(&Row::Postgres(row)))
        .collect()
}

async fn connect(url: &str) -> Result<Client, Error> {
    let config = config(url)?;
    let (client, connection) = config
        .connect(tls(&config))
        .await
        .map_err(|error| Error::Unavailable(error.to_string()))?;
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::warn!(%error, "a connection to the database ended");
        }
    });
    Ok(client)
}

/// Brings the schema up to date and starts the thread that writes.
pub(super) async fn writer(url: &str) -> Result<Writer, Error> {
    let (door, orders) = Writer::new();
    let (tell, told) = oneshot::channel();
    let url = url.to_owned();
    on_own_thread("postgres-writer", async move {
        let (client, told) = match open_for_writing(&url).await {
            Ok(client) => (Some(client), tell.send(Ok(()))),
            Err(error) => (None, tell.send(Err(error))),
        };
        if let (Some(client), Ok(())) = (client, told) {
            write(&url, client, orders).await;
        }
    })?;
    told.await.map_err(|_| Error::Stopped)??;
    Ok(door)
}

/// Does something that must not wait for the processors behind everything else.
fn on_own_thread(name: &str, work: impl Future<Output = ()> + Send + 'static) -> Result<(), Error> {
    let run = move || {
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        match runtime.enable_all().build() {
            Ok(runtime) => runtime.block_on(work),
            Err(error) => tracing::error!(%error, "a thread cannot begin"),
        }
    };
    let thread = std::thread::Builder::new().name(name.into()).spawn(run);
    thread.map_err(|error| Error::Unavailable(error.to_string()))?;
    Ok(())
}

/// Asks the least there is to ask, again and again, until nobody wants to know (then `false`), or nothing is answered
/// any more.
async fn ask(client: &Client, every: Duration, told: &impl Fn(Duration) -> bool) -> bool {
    loop {
        tokio::time::sleep(every).await;
        let began = Instant::now();
        let asking = client.batch_execute("SELECT 1");
        futures::pin_mut!(asking);
        let answer = loop {
            let answer = tokio::time::timeout(every, &mut asking).await;
            if !told(began.elapsed()) {
                return false;
            }
            if answer.is_ok() || began.elapsed() > PATIENCE {
                break answer;
            }
        };
        if !matches!(answer, Ok(Ok(()))) {
            return true;
        }
    }
}

async fn open_for_writing(url: &str) -> Result<Client, Error> {
    let client = connect(url).await?;
    migrate(&client, i64::MAX).await?;
    be_patient(&client).await?;
    Ok(client)
}

/// Writes whatever comes, until nothing can come any more.
async fn write(url: &str, client: Client, mut orders: Orders) {
    let mut conn = Conn::new(Engine::Postgres(Transaction::new(client)));
    while let Some(mut batch) = orders.next().await {
        if conn.lost() {
            match reconnect(url).await {
                Ok(client) => conn = Conn::new(Engine::Postgres(Transaction::new(client))),
                Err(error) => tracing::error!(%error, "cannot write"),
            }
        }
        let jobs = std::mem::take(&mut batch.jobs);
        let count = jobs.len();
        if let Err(error) = conn.run(jobs).await {
            tracing::error!(%error, "a batch of writes failed");
        }
        if batch.finish() {
            break;
        }
        if let Some(wait) = gather(count) {
            // Nothing else is done on this thread.
            std::thread::sleep(wait);
        }
    }
}

/// A row that another process holds for long fails one write instead of holding up all.
async fn be_patient(client: &Client) -> Result<(), Error> {
    let sql = format!("SET lock_timeout = {}", PATIENCE.as_millis());
    Ok(client.batch_execute(&sql).await?)
}

async fn reconnect(url: &str) -> Result<Client, Error> {
    let client = connect(url).await?;
    be_patient(&client).await?;
    Ok(client)
}

/// Brings the schema to `version`. Of several processes that do so at once, one runs each step, and the others wait for it:
/// each begins with the row that says that it is done, which can be written once. No lock by name is needed, which not
/// every engine has.
async fn migrate(client: &Client, version: i64) -> Result<(), Error> {
    list_migrations(client).await?;
    for step in migration::ALL.iter().filter(|step| step.version <= version) {
        let done: i64 = client
            .query_one(migration::IS_DONE, &[&step.version])
            .await?
            .get(0);
        if done == 0 {
            let mut tries = 0;
            while !run_migration(client, step).await? {
                tries += 1;
                if tries == TRIES {
                    return Err(Error::Conflict);
                }
            }
        }
    }
    Ok(())
}

async fn list_migrations(client: &Client) -> Result<(), Error> {
    let mut tries = 0;
    // Others may make it between the look and the making.
    while let Err(error) = client.batch_execute(migration::TABLE).await {
        tries += 1;
        if tries == TRIES {
            return Err(error.into());
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    Ok(())
}

/// Runs a step, unless somebody else has; `false` when others were in the way.
async fn run_migration(client: &Client, step: &migration::Step) -> Result<bool, Error> {
    let sql = Dialect::POSTGRES.fill(step.sql);
    client.batch_execute("BEGIN").await?;
    let args: [&(dyn ToSql + Sync); 2] = [&step.version, &step.name];
    let (run, is_ours) = match client.execute(migration::MARK_DONE, &args).await {
        Ok(_) => (client.batch_execute(&format!("{sql}; COMMIT")).await, true),
        Err(error) => (Err(error), false),
    };
    let Err(error) = run else {
        return Ok(true);
    };
    client.batch_execute("ROLLBACK").await?;
    let conflicts = [
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::T_R_DEADLOCK_DETECTED,
    ];
    if error.code().is_some_and(|code| conflicts.contains(code)) {
        return Ok(false);
    }
    if !is_ours && error.code() == Some(&SqlState::UNIQUE_VIOLATION) {
        return Ok(true);
    }
    let reason = error
        .as_db_error()
        .map_or_else(|| error.to_string(), |db| db.message().to_owned());
    Err(Error::Migration {
        name: step.name,
        reason,
    })
}

/// The connection for writing, with its prepared statements.
pub(super) struct Transaction {
    client: Client,
    statements: Mutex<HashMap<String, Statement>>,
    /// Marks that wait for the next statement to travel with.
    pending: Mutex<Vec<Mark>>,
}

impl Conn {
    fn lost(&self) -> bool {
        matches!(&*self.0, Engine::Postgres(tx) if tx.client.is_closed())
    }
}

impl Transaction {
    fn new(client: Client) -> Self {
        Self {
            client,
            statements: Mutex::default(),
            pending: Mutex::default(),
        }
    }

    async fn prepare(&self, sql: &str) -> Result<Statement, Error> {
        let known = self.statements.lock().get(sql).cloned();
        if let Some(statement) = known {
            return Ok(statement);
        }
        #[cfg(debug_assertions)]
        super::portable::check(sql);
        // A text that the server refuses must fail within its savepoint.
        self.flush().await?;
        let statement = self.client.prepare(sql).await?;
        self.statements
            .lock()
            .insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    async fn flush(&self) -> Result<(), Error> {
        let marks = std::mem::take(&mut *self.pending.lock());
        if marks.is_empty() {
            return Ok(());
        }
        let marks: Vec<&str> = marks.iter().map(|mark| mark.sql("BEGIN")).collect();
        Ok(self.client.batch_execute(&marks.join(";")).await?)
    }

    pub(super) async fn mark(&self, mark: Mark) -> Result<(), Error> {
        if matches!(mark, Mark::Rollback) {
            // Marks that were not sent would only fail in what is aborted, and this one after them.
            self.pending.lock().clear();
        }
        self.pending.lock().push(mark);
        match mark {
            Mark::Begin | Mark::Savepoint | Mark::Release => Ok(()),
            Mark::RollbackTo | Mark::Commit | Mark::Rollback => self.flush().await,
        }
    }

    async fn run(
        &self,
        sql: &str,
        args: &[Value<'_>],
    ) -> Result<(Vec<tokio_postgres::Row>, u64), Error> {
        let statement = self.prepare(sql).await?;
        // Both are sent before either is answered.
        let (marked, done) = futures::join!(self.flush(), run(&self.client, &statement, args));
        marked?;
        done
    }

    pub(super) async fn execute(&self, sql: &str, args: &[Value<'_>]) -> Result<u64, Error> {
        Ok(self.run(sql, args).await?.1)
    }

    pub(super) async fn all<T: FromRow>(
        &self,
        sql: &str,
        args: &[Value<'_>],
    ) -> Result<Vec<T>, Error> {
        read(&self.run(sql, args).await?.0)
    }
}

async fn version(client: &Client) -> Result<i64, Error> {
    let row = client.query_one(migration::LAST, &[]).await;
    let row = row.map_err(|_| Error::Unavailable("this is no database of sampan's".into()))?;
    Ok(row.try_get(0)?)
}

/// Every table, in the order of their names.
async fn tables(client: &Client) -> Result<Vec<Table>, Error> {
    let sql = "SELECT c.table_name::TEXT, c.column_name::TEXT, c.data_type::TEXT, \
               COALESCE((SELECT k.ordinal_position FROM information_schema.table_constraints t \
                 JOIN information_schema.key_column_usage k ON k.constraint_name = t.constraint_name \
                   AND k.table_schema = t.table_schema AND k.table_name = t.table_name \
                 WHERE t.constraint_type = 'PRIMARY KEY' AND t.table_schema = c.table_schema \
                   AND t.table_name = c.table_name AND k.column_name = c.column_name), 0)::BIGINT \
               FROM information_schema.columns c \
               WHERE c.table_schema = current_schema() ORDER BY c.table_name::TEXT COLLATE \"C\", c.ordinal_position";
    let mut tables: Vec<Table> = Vec::new();
    for row in client.query(sql, &[]).await? {
        let (name, column): (String, String) = (row.try_get(0)?, row.try_get(1)?);
        let column = ColumnOf {
            name: column,
            kind: Kind::parse(row.try_get(2)?)?,
            key: row.try_get(3)?,
        };
        match tables.last_mut() {
            Some(table) if table.name == name => table.columns.push(column),
            _ => tables.push(Table {
                name,
                columns: vec![column],
            }),
        }
    }
    Ok(tables)
}

/// A connection that sees everything as it was when it began.
#[derive(Clone)]
pub(super) struct Reading(Arc<Client>);

impl Reading {
    pub(super) async fn open(url: &str) -> Result<Self, Error> {
        let client = connect(url).await?;
        client
            .batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            .await?;
        Ok(Self(Arc::new(client)))
    }

    pub(super) async fn version(&self) -> Result<i64, Error> {
        version(&self.0).await
    }

    pub(super) async fn tables(&self) -> Result<Vec<Table>, Error> {
        tables(&self.0).await
    }

    pub(super) async fn is_empty(&self, table: &Table) -> Result<bool, Error> {
        Ok(self.0.query_opt(&table.any(), &[]).await?.is_none())
    }

    /// Sends every row of a table, in the order of its key, until nobody takes them.
    pub(super) async fn pour(&self, table: &Table, to: &mpsc::Sender<Result<Vec<Cells>, Error>>) {
        if let Err(error) = self.pour_all(table, to).await {
            let _ = to.send(Err(error)).await;
        }
    }

    async fn pour_all(
        &self,
        table: &Table,
        to: &mpsc::Sender<Result<Vec<Cells>, Error>>,
    ) -> Result<(), Error> {
        let none: [&str; 0] = [];
        let rows = self.0.query_raw(&table.select(true), none).await?;
        futures::pin_mut!(rows);
        let mut piece = Vec::with_capacity(PIECE);
        while let Some(row) = rows.try_next().await? {
            let cells = table.columns.iter().enumerate().map(|(at, column)| {
                Ok(match column.kind {
                    Kind::Int => row
                        .try_get::<_, Option<i64>>(at)?
                        .map_or(Cell::Null, Cell::Int),
                    Kind::Real => row
                        .try_get::<_, Option<f64>>(at)?
                        .map_or(Cell::Null, Cell::Real),
                    Kind::Text => row
                        .try_get::<_, Option<String>>(at)?
                        .map_or(Cell::Null, Cell::Text),
                })
            });
            piece.push(cells.collect::<Result<Cells, Error>>()?);
            if piece.len() == PIECE && to.send(Ok(std::mem::take(&mut piece))).await.is_err() {
                return Ok(());
            }
        }
        // Nobody takes them any more: that is theirs to know.
        let _ = to.send(Ok(piece)).await;
        Ok(())
    }
}

/// Connects, and runs the migrations that are missing up to `version`.
async fn prepared(url: &str, version: i64) -> Result<Client, Error> {
    let client = connect(url).await?;
    migrate(&client, version).await?;
    Ok(client)
}

/// Makes a database whose schema is at `version`, if nothing is there; answers at which it is.
pub(super) async fn prepare(url: &str, version: i64) -> Result<i64, Error> {
    self::version(&prepared(url, version).await?).await
}

/// A connection that fills the database in one transaction, in which no row refers to another.
pub(super) struct Filling {
    client: Client,
    /// What brings the references back.
    references: Vec<String>,
}

impl Filling {
    pub(super) async fn begin(url: &str, version: i64) -> Result<Self, Error> {
        let client = prepared(url, version).await?;
        client.batch_execute("BEGIN").await?;
        let known = client
            .query(
                "SELECT c.relname::TEXT, k.conname::TEXT, pg_get_constraintdef(k.oid) \
                 FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid \
                 WHERE k.contype = 'f' AND c.relnamespace = current_schema()::regnamespace",
                &[],
            )
            .await?;
        let mut references = Vec::new();
        for row in known {
            let (table, name): (String, String) = (row.try_get(0)?, row.try_get(1)?);
            let says: String = row.try_get(2)?;
            client
                .batch_execute(&format!("ALTER TABLE {table} DROP CONSTRAINT \"{name}\""))
                .await?;
            references.push(format!(
                "ALTER TABLE {table} ADD CONSTRAINT \"{name}\" {says}"
            ));
        }
        Ok(Self { client, references })
    }

    pub(super) async fn tables(&self) -> Result<Vec<Table>, Error> {
        tables(&self.client).await
    }

    pub(super) async fn execute(&self, sql: &str, args: &[Cell]) -> Result<(), Error> {
        let statement = self.client.prepare(sql).await?;
        let args: Vec<Value<'_>> = args.iter().map(Value::from).collect();
        run(&self.client, &statement, &args).await.map(drop)
    }

    pub(super) async fn insert(&self, table: &Table, rows: &[Cells]) -> Result<(), Error> {
        let types = table.columns.iter().map(|column| match column.kind {
            Kind::Int => Type::INT8,
            Kind::Real => Type::FLOAT8,
            Kind::Text => Type::TEXT,
        });
        let sql = format!(
            "COPY {} ({}) FROM STDIN (FORMAT binary)",
            table.name,
            table.names()
        );
        let sink = self.client.copy_in(&sql).await?;
        let writer = BinaryCopyInWriter::new(sink, &types.collect::<Vec<_>>());
        futures::pin_mut!(writer);
        for row in rows {
            let values: Vec<Value<'_>> = row.iter().map(Value::from).collect();
            writer.as_mut().write_raw(values).await?;
        }
        writer.finish().await?;
        Ok(())
    }

    pub(super) async fn commit(&self, tables: &[Table]) -> Result<(), Error> {
        // Keys that count up by themselves go on after the last one.
        for table in tables {
            let [at] = table.key()[..] else { continue };
            let column = &table.columns[at];
            if column.kind != Kind::Int {
                continue;
            }
            let (name, column) = (&table.name, &column.name);
            self.client
                .batch_execute(&format!(
                    "SELECT setval(s.name, s.last) FROM (SELECT pg_get_serial_sequence('{name}', '{column}') AS name, \
                     (SELECT MAX({column}) FROM {name}) AS last) s WHERE s.name IS NOT NULL AND s.last IS NOT NULL"
                ))
                .await?;
        }
        for reference in &self.references {
            self.client.batch_execute(reference).await?;
        }
        Ok(self.client.batch_execute("COMMIT").await?)
    }
}

impl From<tokio_postgres::Error> for Error {
    fn from(error: tokio_postgres::Error) -> Self {
        if error.is_closed() {
            return Self::Unavailable("the database connection was lost".into());
        }
        let Some(db) = error.as_db_error() else {
            return Self::Engine(error.to_string());
        };
        let state = db.code();
        if state.code().starts_with("23") {
            Self::Constraint(db.message().to_owned())
        } else if *state == SqlState::T_R_DEADLOCK_DETECTED
            || *state == SqlState::T_R_SERIALIZATION_FAILURE
        {
            Self::Conflict
        } else if ["53", "55", "57"]
            .iter()
            .any(|class| state.code().starts_with(class))
        {
            // Out of resources, held by somebody else, or asked to stop.
            Self::Unavailable(db.message().to_owned())
        } else {
            Self::Engine(format!("{}: {}", state.code(), db.message()))
        }
    }
}
