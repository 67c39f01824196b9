//! Handlers: one module per concept, thin. Each reads the request, calls one use case, shows the answer.

pub(crate) mod account;
pub(crate) mod caption;
pub(crate) mod collection;
pub(crate) mod comment;
pub(crate) mod compose;
pub(crate) mod consent;
pub(crate) mod explore;
pub(crate) mod feed;
pub(crate) mod health;
pub(crate) mod house;
pub(crate) mod inbox;
pub(crate) mod joining;
pub(crate) mod live;
pub(crate) mod media;
pub(crate) mod moderation;
pub(crate) mod note;
pub(crate) mod passkey;
pub(crate) mod person;
pub(crate) mod pulse;
pub(crate) mod rendition;
pub(crate) mod search;
pub(crate) mod settings;
pub(crate) mod topic;
pub(crate) mod video;
pub(crate) mod watch;

use crate::failure::Failure;
use crate::router::State;
use axum::response::Response;

pub(crate) type Answer = Result<Response, Failure>;
pub(crate) type App = axum::extract::State<State>;

/// Where a list goes on: `?after=`, and how comments and topics are sorted: `?sort=`.
#[derive(Debug, serde::Deserialize)]
pub(crate) struct Paging {
    pub(crate) after: Option<String>,
    #[serde(default)]
    pub(crate) sort: String,
}

impl Paging {
    pub(crate) fn after(&self) -> Option<&str> {
        self.after.as_deref().filter(|after| !after.is_empty())
    }

    pub(crate) fn sort(&self) -> sampan_domain::comment::Sort {
        sampan_domain::comment::Sort::parse(&self.sort)
    }
}
