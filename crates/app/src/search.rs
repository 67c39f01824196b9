//! Searching: notes, comments, people and topics, in every language that they are known in.
//!
//! The index is each process's own ([`index`]); what it finds is read from the database before anybody sees it.

mod find;
mod index;
mod load;

pub use find::{Looking, MOST, QUERY_CHARS, Sort, What};
pub use index::Building;
pub(crate) use index::Search;
