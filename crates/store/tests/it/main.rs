//! The store, held to the same facts on SQLite and on PostgreSQL.
//!
//! Every fact is written once ([`both!`]) and becomes two tests. SQLite gets a temporary file,
//! PostgreSQL a database of its own in a throwaway cluster (`cluster`).

#[macro_use]
mod place;
mod cluster;
mod town;

mod audit;
mod seam;
mod write;
