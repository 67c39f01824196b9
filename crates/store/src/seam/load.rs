//! Filling a database with what was stored in another, in one transaction.

use super::postgres::{self, Filling};
use super::sqlite;
use super::table::{Cell, Cells, Table};
use crate::Error;
use std::path::Path;

/// A database that is being filled. Nothing is kept unless it is committed.
pub struct Load {
    into: Into,
    tables: Vec<Table>,
}

enum Into {
    Sqlite(rusqlite::Connection),
    Postgres(Filling),
}

/// Rows to take out and to put in.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Difference {
    /// Rows that are to go: whole rows, of which the key counts.
    pub gone: Vec<Cells>,
    pub new: Vec<Cells>,
    /// How many of them are in both, and changed.
    pub changed: usize,
}

impl Difference {
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.gone.is_empty() && self.new.is_empty()
    }
}

/// Tables whose rows are this database's own.
const OWN: [&str; 1] = ["migration"];

/// Whether a table's rows are to be copied.
#[must_use]
pub fn is_copied(table: &Table) -> bool {
    !OWN.contains(&table.name.as_str())
}

impl Load {
    /// Makes a database whose schema is at `version`, if nothing is there.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when it cannot be reached or is at another version; [`Error::Migration`].
    pub async fn prepare(url: &str, version: i64) -> Result<(), Error> {
        let reached = if let Some(path) = url.strip_prefix("sqlite:") {
            let conn = sqlite::connect(Path::new(path))?;
            sqlite::migrate(&conn, version)?;
            sqlite::version(&conn)?
        } else {
            postgres::prepare(url, version).await?
        };
        if reached == version {
            return Ok(());
        }
        Err(Error::Unavailable(format!(
            "the schema of {} is at version {reached}, not at {version}: use an empty database, and the same release of sampan for both",
            without_password(url)
        )))
    }

    /// Opens a database, brings its schema up to `version`, and begins. Rows may come in any order: whether they
    /// refer to others that are there is checked at the end.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when it cannot be reached or is newer than `version`; [`Error::Migration`].
    pub async fn begin(url: &str, version: i64) -> Result<Self, Error> {
        Self::prepare(url, version).await?;
        if let Some(path) = url.strip_prefix("sqlite:") {
            let conn = sqlite::connect(Path::new(path))?;
            conn.pragma_update(None, "foreign_keys", "OFF")?;
            conn.execute_batch("BEGIN IMMEDIATE")?;
            let tables = sqlite::tables(&conn)?;
            return Ok(Self {
                into: Into::Sqlite(conn),
                tables,
            });
        }
        let filling = Filling::begin(url, version).await?;
        let tables = filling.tables().await?;
        Ok(Self {
            into: Into::Postgres(filling),
            tables,
        })
    }

    /// The tables, as they are here.
    #[must_use]
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// Puts rows in.
    ///
    /// # Errors
    /// When the database refuses one.
    pub async fn insert(&self, table: &Table, rows: &[Cells]) -> Result<(), Error> {
        match &self.into {
            Into::Sqlite(conn) => {
                let mut statement = conn.prepare_cached(&table.insert())?;
                for row in rows {
                    statement.execute(sqlite::cells(row))?;
                }
                Ok(())
            }
            Into::Postgres(filling) => filling.insert(table, rows).await,
        }
    }

    /// Takes out the rows that have the keys of these.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete(&self, table: &Table, rows: &[Cells]) -> Result<(), Error> {
        let key = table.key();
        let sql = table.delete();
        for row in rows {
            let parts: Vec<Cell> = key.iter().map(|at| row[*at].clone()).collect();
            match &self.into {
                Into::Sqlite(conn) => {
                    conn.prepare_cached(&sql)?.execute(sqlite::cells(&parts))?;
                }
                Into::Postgres(filling) => filling.execute(&sql, &parts).await?,
            }
        }
        Ok(())
    }

    /// Checks that every row that is referred to is there, and keeps everything.
    ///
    /// # Errors
    /// [`Error::Constraint`] when something is missing; then nothing was kept.
    pub async fn commit(self) -> Result<(), Error> {
        match self.into {
            Into::Sqlite(conn) => {
                let broken = conn
                    .prepare("PRAGMA foreign_key_check")?
                    .query_map([], |row| row.get::<_, String>(0))?
                    .next()
                    .transpose()?;
                if let Some(table) = broken {
                    conn.execute_batch("ROLLBACK")?;
                    return Err(Error::Constraint(format!(
                        "a row of {table} refers to one that is missing"
                    )));
                }
                conn.execute_batch("COMMIT")?;
                Ok(())
            }
            Into::Postgres(filling) => filling.commit(&self.tables).await,
        }
    }
}

/// A database's address as it may be shown.
fn without_password(url: &str) -> &str {
    url.rsplit_once('@').map_or(url, |(_, place)| place)
}
