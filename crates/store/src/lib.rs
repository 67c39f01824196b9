//! Every SQL statement, the migrations and the job table.
//!
//! No policy here: who may see what is decided in `domain`, and effects are combined in `app`. Functions
//! that change more than one row take a [`Tx`], so that a forgotten transaction does not compile.

pub mod account;
pub mod caption;
pub mod ceremony;
pub mod client;
pub mod collection;
pub mod comment;
pub mod feed;
pub mod filter;
pub mod fold;
pub mod gate;
pub mod invitation;
pub mod job;
pub mod like;
pub mod link;
pub mod list;
pub mod marker;
pub mod meaning;
mod migration;
pub mod note;
pub mod notification;
pub mod once;
pub mod passkey;
pub mod picture;
pub mod poll;
pub mod push;
pub mod relation;
pub mod rendition;
pub mod seam;
pub mod search;
pub mod seen;
pub mod session;
pub mod standing;
pub mod topic;
pub mod transfer;
pub mod video;

pub use seam::{Db, Query, Tx};

/// What a database can answer instead of rows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("no such row")]
    NotFound,
    /// A unique key, a foreign key or a check refused the row.
    #[error("refused by a constraint: {0}")]
    Constraint(String),
    /// Two processes were in each other's way more often than it is worth trying.
    #[error("in conflict with another writer")]
    Conflict,
    /// Cannot be reached, is full, or held by somebody else. Worth trying later.
    #[error("the database is unavailable: {0}")]
    Unavailable(String),
    /// Writes were asked for after the end.
    #[error("the database is closed")]
    Stopped,
    #[error("a write panicked and was undone")]
    Panicked,
    /// A statement failed and the write went on as if it had not.
    #[error("a write ignored a failed statement and was undone")]
    Swallowed,
    #[error("a write that promised a single statement ran another")]
    NotSingle,
    #[error("migration {name} failed: {reason}")]
    Migration { name: &'static str, reason: String },
    /// A statement that the engine does not understand, or a row that is not as expected: a bug.
    #[error("the database engine says: {0}")]
    Engine(String),
}

impl Error {
    pub(crate) fn waited() -> Self {
        Self::Engine("a write waited for something else than its statements".into())
    }

    pub(crate) fn unreadable(index: usize, value: impl std::fmt::Display) -> Self {
        Self::Engine(format!(
            "column {index} holds {value:?}",
            value = value.to_string()
        ))
    }
}

/// A statement that holds the rows it reads until the commit, so that what it found stays true:
/// `held!(tx, "SELECT … WHERE id = $1", "FOR KEY SHARE")`. `FOR KEY SHARE` lets others count and read,
/// but not remove; `FOR UPDATE` lets them only read. SQLite has one writer and needs no such words.
macro_rules! held {
    ($tx:expr, $sql:literal, $how:literal $(, $rest:literal)?) => {
        if $tx.dialect().holds_rows {
            concat!($sql, " ", $how $(, " ", $rest)?)
        } else {
            concat!($sql $(, " ", $rest)?)
        }
    };
}
pub(crate) use held;

/// Placeholders for a list of `count` values: `$1, $2, …`, rounded up to a power of two so that few
/// distinct statements exist. Fill the rest by repeating a value ([`listed`]).
pub(crate) fn placeholders(from: usize, count: usize) -> String {
    let count = count.max(1).next_power_of_two();
    (from..from + count)
        .map(|n| format!("${n}"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The values for [`placeholders`].
pub(crate) fn listed<'a>(ids: impl Iterator<Item = i64>) -> Vec<seam::Value<'a>> {
    let mut values: Vec<_> = ids.map(seam::Value::Int).collect();
    let last = values.last().copied().unwrap_or(seam::Value::Null);
    values.resize(values.len().max(1).next_power_of_two(), last);
    values
}
