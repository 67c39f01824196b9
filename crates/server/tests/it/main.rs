//! The server as people and machines meet it: through HTTP and the command line only.
//!
//! Every test has an instance of its own. Time stands still where a test sets it; nothing sleeps.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop there"
)]

mod harness;

mod account;
mod admission;
mod api;
mod backup;
mod cage;
mod caption;
mod command;
mod comment;
mod compose;
mod discovery;
mod drill;
mod feed;
mod film;
mod filter;
mod gate;
mod hostile;
mod house;
mod inbox;
mod joining;
mod kept;
mod leaving;
mod limit;
mod link;
mod live;
mod models;
mod moderation;
mod note;
mod passkey;
mod picture;
mod poll;
mod program;
mod pulse;
mod push;
mod reaction;
mod relation;
mod rendition;
mod safety;
mod search;
mod streaming;
mod topic;
mod translate;
mod video;
mod view;
mod visibility;
