//! SQLite behind the seam.
//!
//! Reads run on the caller's thread: a point read takes microseconds, less than handing it to another
//! thread would (decision 0002). Writes run on one thread of their own.

use super::batch::{Conn, Engine, Mark, Writer, gather};
use super::snapshot::PIECE;
use super::table::{Cell, Cells, ColumnOf, Kind, Table};
use super::{Dialect, FromRow, Row, Value};
use crate::{Error, migration};
use futures::FutureExt;
use parking_lot::Mutex;
use rusqlite::config::DbConfig;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

/// Distinct statements that a connection keeps prepared.
const STATEMENTS: usize = 256;
/// Pages that the write-ahead log takes (64 MB) before they are moved into the database: each page of a
/// busy table is then moved once for many writes.
const LOG_PAGES: i64 = 16_384;
/// KiB of pages that the writer keeps in memory, so that it need not find them in the log.
const WRITER_CACHE: i64 = 32_768;
/// Waiting for another process that writes (a command-line tool, a backup).
const BUSY: Duration = Duration::from_secs(10);

pub(super) fn connect(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)
        .map_err(|error| Error::Unavailable(format!("{}: {error}", path.display())))?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    conn.busy_timeout(BUSY)?;
    // Plans do not depend on arguments. Else this build (STAT4) parses and plans most statements anew
    // whenever they are bound, which takes ten times as long as running them.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    log_ahead(&conn)?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "foreign_keys", "ON")?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    conn.pragma_update(None, "cache_size", -8_192)?;
    conn.pragma_update(None, "mmap_size", 256 << 20)?;
    conn.pragma_update(None, "wal_autocheckpoint", LOG_PAGES)?;
    Ok(conn)
}

/// Turns on write-ahead logging. Of several processes that do so at once on a new file, SQLite refuses all
/// but one without waiting.
fn log_ahead(conn: &Connection) -> Result<(), Error> {
    let began = Instant::now();
    loop {
        match conn.pragma_update(None, "journal_mode", "WAL") {
            Err(error)
                if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
                    && began.elapsed() < BUSY =>
            {
                std::thread::sleep(Duration::from_millis(5));
            }
            outcome => return Ok(outcome?),
        }
    }
}

/// Connections for reading. As many as threads read at one moment.
pub(super) struct Pool {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Pool {
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        let first = connect(path)?;
        Ok(Self {
            path: path.to_owned(),
            idle: Mutex::new(vec![first]),
        })
    }

    pub(super) fn with<T>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let idle = self.idle.lock().pop();
        let conn = match idle {
            Some(conn) => conn,
            None => connect(&self.path)?,
        };
        let result = read(&conn);
        self.idle.lock().push(conn);
        result
    }
}

/// Brings the schema up to date and starts the thread that writes.
pub(super) fn writer(path: &Path) -> Result<Writer, Error> {
    let conn = connect(path)?;
    conn.pragma_update(None, "cache_size", -WRITER_CACHE)?;
    migrate(&conn, i64::MAX)?;
    let (door, mut orders) = Writer::new();
    let conn = Conn::new(Engine::Sqlite(Mutex::new(conn)));
    std::thread::Builder::new()
        .name("sqlite-writer".into())
        .spawn(move || {
            while let Some(mut batch) = futures::executor::block_on(orders.next()) {
                let jobs = std::mem::take(&mut batch.jobs);
                let count = jobs.len();
                // Nothing in a batch may wait but on this connection, which never makes it wait.
                match conn.run(jobs).now_or_never() {
                    Some(Ok(())) => {}
                    Some(Err(error)) => tracing::error!(%error, "a batch of writes failed"),
                    None => {
                        tracing::error!("a write waited for something else and was dropped");
                        let _ = conn.mark(Mark::Rollback).now_or_never();
                    }
                }
                if batch.finish() {
                    break;
                }
                if let Some(wait) = gather(count) {
                    std::thread::sleep(wait);
                }
            }
        })
        .map_err(|error| Error::Unavailable(error.to_string()))?;
    Ok(door)
}

/// Runs what is missing, up to `version`.
pub(super) fn migrate(conn: &Connection, version: i64) -> Result<(), Error> {
    conn.execute_batch(migration::TABLE)?;
    for step in migration::ALL.iter().filter(|step| step.version <= version) {
        // IMMEDIATE: of several processes, one goes first and the others find the step done.
        conn.execute_batch("BEGIN IMMEDIATE")?;
        let done = conn.query_row(migration::IS_DONE, [step.version], |row| {
            row.get::<_, i64>(0)
        })?;
        let run = || {
            if done == 0 {
                conn.execute_batch(&Dialect::SQLITE.fill(step.sql))?;
                conn.execute(migration::MARK_DONE, (step.version, step.name))?;
            }
            conn.execute_batch("COMMIT")
        };
        if let Err(error) = run() {
            conn.execute_batch("ROLLBACK")?;
            return Err(Error::Migration {
                name: step.name,
                reason: error.to_string(),
            });
        }
    }
    Ok(())
}

fn prepare<'c>(conn: &'c Connection, sql: &str) -> Result<rusqlite::CachedStatement<'c>, Error> {
    let statement = conn.prepare_cached(sql)?;
    // SQLite numbers `$1` by first appearance; the two must agree.
    #[cfg(debug_assertions)]
    for index in 1..=statement.parameter_count() {
        let name = statement.parameter_name(index);
        assert_eq!(
            name,
            Some(format!("${index}").as_str()),
            "placeholders out of order: {sql}"
        );
    }
    Ok(statement)
}

fn params<'v>(args: &'v [Value<'v>]) -> impl rusqlite::Params + 'v {
    rusqlite::params_from_iter(args)
}

pub(super) fn all<T: FromRow>(
    conn: &Connection,
    sql: &str,
    args: &[Value<'_>],
) -> Result<Vec<T>, Error> {
    let mut statement = prepare(conn, sql)?;
    let mut rows = statement.query(params(args))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(T::from_row(&Row::Sqlite(row))?);
    }
    Ok(found)
}

pub(super) fn optional<T: FromRow>(
    conn: &Connection,
    sql: &str,
    args: &[Value<'_>],
) -> Result<Option<T>, Error> {
    let mut statement = prepare(conn, sql)?;
    let mut rows = statement.query(params(args))?;
    rows.next()?
        .map(|row| T::from_row(&Row::Sqlite(row)))
        .transpose()
}

pub(super) fn execute(conn: &Connection, sql: &str, args: &[Value<'_>]) -> Result<u64, Error> {
    Ok(prepare(conn, sql)?.execute(params(args))? as u64)
}

pub(super) fn mark(conn: &Connection, mark: Mark) -> Result<(), Error> {
    conn.prepare_cached(mark.sql("BEGIN IMMEDIATE"))?
        .execute([])?;
    Ok(())
}

/// The last migration that was run.
pub(super) fn version(conn: &Connection) -> Result<i64, Error> {
    let version = conn.query_row(migration::LAST, [], |row| row.get(0));
    version.map_err(|_| Error::Unavailable("this is no database of sampan's".into()))
}

/// Every table, in the order of their names.
pub(super) fn tables(conn: &Connection) -> Result<Vec<Table>, Error> {
    let mut names = conn.prepare(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )?;
    let names = names.query_map([], |row| row.get::<_, String>(0))?;
    let mut tables = Vec::new();
    for name in names {
        let name = name?;
        let mut columns = conn.prepare(&format!("PRAGMA table_info({name})"))?;
        let columns = columns.query_map([], |row| {
            Ok((
                row.get::<_, String>(1)?,
                row.get::<_, String>(2)?,
                row.get(5)?,
            ))
        })?;
        let columns = columns.map(|column| {
            let (name, declared, key) = column?;
            Ok(ColumnOf {
                name,
                kind: Kind::parse(&declared)?,
                key,
            })
        });
        let columns = columns.collect::<Result<_, Error>>()?;
        tables.push(Table { name, columns });
    }
    Ok(tables)
}

/// Sends every row of a table, in the order of its key, until nobody takes them.
pub(super) fn pour(conn: &Connection, table: &Table, to: &mpsc::Sender<Result<Vec<Cells>, Error>>) {
    let pour = || -> Result<(), Error> {
        let mut statement = conn.prepare(&table.select(false))?;
        let mut rows = statement.query([])?;
        let mut piece = Vec::with_capacity(PIECE);
        while let Some(row) = rows.next()? {
            let cells = (0..table.columns.len()).map(|at| cell(row.get_ref(at)?));
            piece.push(cells.collect::<Result<Cells, Error>>()?);
            if piece.len() == PIECE && to.blocking_send(Ok(std::mem::take(&mut piece))).is_err() {
                return Ok(());
            }
        }
        // Nobody takes them any more: that is theirs to know.
        let _ = to.blocking_send(Ok(piece));
        Ok(())
    };
    if let Err(error) = pour() {
        let _ = to.blocking_send(Err(error));
    }
}

fn cell(value: ValueRef<'_>) -> Result<Cell, Error> {
    match value {
        ValueRef::Null => Ok(Cell::Null),
        ValueRef::Integer(int) => Ok(Cell::Int(int)),
        ValueRef::Real(real) => Ok(Cell::Real(real)),
        ValueRef::Text(text) => std::str::from_utf8(text)
            .map(|text| Cell::Text(text.to_owned()))
            .map_err(|error| Error::Engine(error.to_string())),
        ValueRef::Blob(_) => Err(Error::Engine("a column of bytes".into())),
    }
}

/// A row as arguments.
pub(super) fn cells(row: &[Cell]) -> impl rusqlite::Params + '_ {
    rusqlite::params_from_iter(row.iter().map(Value::from))
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match &error {
            rusqlite::Error::SqliteFailure(failure, message) => match failure.code {
                ErrorCode::ConstraintViolation => {
                    Self::Constraint(message.clone().unwrap_or_default())
                }
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => {
                    Self::Unavailable("another process holds the database".into())
                }
                ErrorCode::DiskFull => Self::Unavailable("the disk is full".into()),
                _ => Self::Engine(error.to_string()),
            },
            _ => Self::Engine(error.to_string()),
        }
    }
}
