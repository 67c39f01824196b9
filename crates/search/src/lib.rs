//! The full-text index: what was written, in every language it is known in, and where a query finds it.
//!
//! Knows no database and nobody's rights: `app` puts in what everybody may find and says whom to leave out. The index
//! is derived and can be thrown away; [`Index::open`] says whether it has to be built anew.

mod analysis;
mod document;
mod fold;
mod highlight;
mod index;
mod query;
mod schema;
mod typo;

pub use document::{Document, Form, Key, Kind};
pub use highlight::{Highlighter, Piece, excerpt};
pub use index::{Found, Index};
pub use query::{Ask, Order, Said};

/// What can go wrong with an index.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another process writes to it.
    #[error("another process writes to the search index")]
    Held,
    #[error("the search index: {0}")]
    Broken(String),
}

impl From<tantivy::TantivyError> for Error {
    fn from(error: tantivy::TantivyError) -> Self {
        match error {
            tantivy::TantivyError::LockFailure(..) => Self::Held,
            other => Self::Broken(other.to_string()),
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::Broken(error.to_string())
    }
}
