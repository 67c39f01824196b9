//! PostgreSQL, and engines that speak its protocol, behind the seam.
//!
//! Reads use a pool. Writes use one connection, on which savepoints travel together with the statement
//! that follows them, so that a like costs one round trip.

use super::batch::{Conn, Engine, Mark, Writer};
use super::{Dialect, FromRow, Row, Value};
use crate::{Error, migration};
use deadpool_postgres::{Manager, ManagerConfig, RecyclingMethod};
use futures::TryStreamExt;
use parking_lot::Mutex;
use std::collections::HashMap;
use std::time::Duration;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Statement};
use tokio_postgres_rustls::MakeRustlsConnect;

/// Connections for reading.
const CONNECTIONS: usize = 16;
/// Waiting for the server, for a free connection, or for a row that another process holds.
const PATIENCE: Duration = Duration::from_secs(10);
/// Names the advisory lock under which processes migrate one after another: "sampan" in ASCII.
const MIGRATION_LOCK: i64 = 0x7361_6d70_616e;

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
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map(|builder| builder.with_root_certificates(roots).with_no_client_auth());
    match config {
        Ok(config) => MakeRustlsConnect::new(config),
        Err(error) => unreachable!("ring offers the default protocol versions: {error}"),
    }
}

/// Connections for reading.
pub(super) struct Pool(deadpool_postgres::Pool);

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
        let pool = Self(pool);
        drop(pool.connection().await?);
        Ok(pool)
    }

    async fn connection(&self) -> Result<deadpool_postgres::Client, Error> {
        self.0
            .get()
            .await
            .map_err(|error| Error::Unavailable(error.to_string()))
    }

    pub(super) async fn all<T: FromRow>(
        &self,
        sql: &str,
        args: &[Value<'_>],
    ) -> Result<Vec<T>, Error> {
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
            tracing::warn!(%error, "the database connection for writing ended");
        }
    });
    Ok(client)
}

/// Brings the schema up to date and starts the task that writes.
pub(super) async fn writer(url: &str) -> Result<Writer, Error> {
    let client = connect(url).await?;
    migrate(&client).await?;
    be_patient(&client).await?;
    let (door, mut orders) = Writer::new();
    let url = url.to_owned();
    tokio::spawn(async move {
        let mut conn = Conn::new(Engine::Postgres(Transaction::new(client)));
        while let Some(mut batch) = orders.next().await {
            if conn.lost() {
                match reconnect(&url).await {
                    Ok(client) => conn = Conn::new(Engine::Postgres(Transaction::new(client))),
                    Err(error) => tracing::error!(%error, "cannot write"),
                }
            }
            if let Err(error) = conn.run(std::mem::take(&mut batch.jobs)).await {
                tracing::error!(%error, "a batch of writes failed");
            }
            if batch.finish() {
                break;
            }
            // Their callers come back with more, and all of it shares one commit.
            tokio::task::yield_now().await;
        }
    });
    Ok(door)
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

async fn migrate(client: &Client) -> Result<(), Error> {
    client
        .execute("SELECT pg_advisory_lock($1)", &[&MIGRATION_LOCK])
        .await?;
    let result = migrate_locked(client).await;
    client
        .execute("SELECT pg_advisory_unlock($1)", &[&MIGRATION_LOCK])
        .await?;
    result
}

async fn migrate_locked(client: &Client) -> Result<(), Error> {
    client.batch_execute(migration::TABLE).await?;
    for step in migration::ALL {
        let done: i64 = client
            .query_one(migration::IS_DONE, &[&step.version])
            .await?
            .get(0);
        if done > 0 {
            continue;
        }
        let sql = format!("BEGIN; {}", Dialect::POSTGRES.fill(step.sql));
        let run = async {
            client.batch_execute(&sql).await?;
            client
                .execute(migration::MARK_DONE, &[&step.version, &step.name])
                .await?;
            client.batch_execute("COMMIT").await
        };
        if let Err(error) = run.await {
            let reason = error
                .as_db_error()
                .map_or_else(|| error.to_string(), |db| db.message().to_owned());
            client.batch_execute("ROLLBACK").await?;
            return Err(Error::Migration {
                name: step.name,
                reason,
            });
        }
    }
    Ok(())
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
