//! What browsers meet: pages, fragments, assets, live events.
//!
//! Reads requests, calls `app`, shows answers. No SQL, no rules.

// Vocabulary of the pages.
pub mod api;
mod asset;
pub mod locale;
pub mod page;
pub mod rich;

// The way of a request.
mod admission;
mod crowd;
mod failure;
mod form;
mod gauge;
mod hot;
mod kept;
mod listen;
mod packed;
mod reader;
mod route;
mod router;
mod stitch;
mod talk;

pub use router::{Settings, Site, serve, site};
