//! The pages, one struct each, with exactly what its template shows.
//!
//! Handlers fill them and render them; nothing here reads a request or calls `app`.

macro_rules! html_safe {
    ($($name:ident),+ $(,)?) => {$(impl askama::filters::HtmlSafe for $name<'_> {})+};
}

pub mod account;
pub mod caption;
pub mod collection;
pub mod compose;
pub mod consent;
pub mod crossing;
pub mod error;
pub mod explore;
pub mod feed;
pub mod form;
pub mod frame;
pub mod hole;
pub mod house;
pub mod inbox;
pub mod joining;
pub mod moderation;
pub mod note;
pub mod part;
pub mod profile;
pub mod pulse;
pub mod rendition;
pub mod search;
pub mod settings;
pub mod topic;
pub mod watch;

pub use form::{Errors, FieldError};
pub use frame::{Frame, Here};

#[cfg(test)]
mod tests;
