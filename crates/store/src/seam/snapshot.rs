//! Everything that is stored, as of one moment, while others go on writing.

use super::postgres::Reading;
use super::sqlite;
use super::table::{Cells, Table};
use crate::Error;
use parking_lot::Mutex;
use std::path::Path;
use std::sync::Arc;
use tokio::sync::mpsc;

/// Rows that travel at once.
pub(super) const PIECE: usize = 512;

/// A database as it was when this was opened. Changes nothing, not even the schema.
pub struct Snapshot {
    source: Source,
    version: i64,
    tables: Vec<Table>,
}

enum Source {
    Sqlite(Arc<Mutex<rusqlite::Connection>>),
    Postgres(Reading),
}

/// Rows of one table, in the order of its key, in pieces.
pub struct Rows(pub(super) mpsc::Receiver<Result<Vec<Cells>, Error>>);

impl Rows {
    /// The next rows; `None` after the last.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next(&mut self) -> Result<Option<Vec<Cells>>, Error> {
        self.0.recv().await.transpose()
    }

    /// Rows from somewhere else, and where they are put; an error ends them.
    #[must_use]
    pub fn channel() -> (mpsc::Sender<Result<Vec<Cells>, Error>>, Self) {
        let (to, from) = mpsc::channel(4);
        (to, Self(from))
    }
}

impl Snapshot {
    /// Opens `sqlite:PATH` or `postgres://…` at this moment.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when it cannot be reached or has never been Sampan's.
    pub async fn open(url: &str) -> Result<Self, Error> {
        let (source, version, tables) = if let Some(path) = url.strip_prefix("sqlite:") {
            if !Path::new(path).exists() {
                return Err(Error::Unavailable(format!("{path} is not there")));
            }
            let conn = sqlite::connect(Path::new(path))?;
            // The first statement fixes the moment.
            conn.execute_batch("BEGIN")?;
            let version = sqlite::version(&conn)?;
            let tables = sqlite::tables(&conn)?;
            (Source::Sqlite(Arc::new(Mutex::new(conn))), version, tables)
        } else {
            let reading = Reading::open(url).await?;
            let (version, tables) = (reading.version().await?, reading.tables().await?);
            (Source::Postgres(reading), version, tables)
        };
        Ok(Self {
            source,
            version,
            tables,
        })
    }

    /// The last migration that was run on it.
    #[must_use]
    pub fn version(&self) -> i64 {
        self.version
    }

    /// Every table, in the order of their names.
    #[must_use]
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// Whether a table has no rows.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_empty(&self, table: &Table) -> Result<bool, Error> {
        match &self.source {
            Source::Sqlite(conn) => Ok(!conn.lock().prepare(&table.any())?.exists([])?),
            Source::Postgres(reading) => reading.is_empty(table).await,
        }
    }

    /// Every row of a table. Read one table to its end before the next.
    #[must_use]
    pub fn rows(&self, table: &Table) -> Rows {
        let (to, rows) = Rows::channel();
        let table = table.clone();
        match &self.source {
            Source::Sqlite(conn) => {
                let conn = conn.clone();
                std::thread::spawn(move || sqlite::pour(&conn.lock(), &table, &to));
            }
            Source::Postgres(reading) => {
                let reading = reading.clone();
                tokio::spawn(async move { reading.pour(&table, &to).await });
            }
        }
        rows
    }
}
