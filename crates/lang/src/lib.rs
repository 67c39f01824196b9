//! Language technology: which language a text is in, and what it says in another one.
//!
//! Detection is pure and fast (well under a millisecond for a note), so it may be called anywhere.
//! Translation asks engines, which take their time.

mod common_words;
mod detect;
pub mod engine;
pub mod glossary;
pub mod guard;
mod han;
mod latin;
pub mod meaning;
pub mod number;
mod prose;
mod script;
pub mod speech;
pub mod translate;

pub use detect::{detect, foreign};

/// The list of names that comes along, for [`sampan_domain::names::Names::parse`].
pub const NAMES: &str = include_str!("../names.tsv");
