//! Language technology. So far: which language a short text is in.
//!
//! Pure and fast (well under a millisecond for a note), so it may be called anywhere.

mod common_words;
mod detect;
mod han;
mod latin;
mod prose;
mod script;

pub use detect::detect;
