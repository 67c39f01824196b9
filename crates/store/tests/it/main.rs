//! The store, held to the same facts on SQLite and on PostgreSQL.
//!
//! Every fact is written once ([`both!`]) and becomes two tests. SQLite gets a temporary file,
//! PostgreSQL a database of its own in a throwaway cluster (`cluster`).

#![expect(clippy::unwrap_used, reason = "a test may fail this way")]

#[macro_use]
mod place;
mod audit;
mod cluster;
mod town;
mod video;

mod account;
mod ceremony;
mod chance;
mod client;
mod collection;
mod comment;
mod feed;
mod filter;
mod gate;
mod invitation;
mod job;
mod kill;
mod like;
mod link;
mod list;
mod note;
mod notification;
mod once;
mod passkey;
mod picture;
mod poll;
mod push;
mod relation;
mod rendition;
mod seam;
mod search;
mod seen;
mod session;
mod standing;
mod topic;
mod transfer;
mod write;
