//! Looking up people and topics by the beginning of their name. Full-text search has its place in the
//! `search` crate, later.

use super::{Answer, App};
use crate::failure::html;
use crate::page::Here;
use crate::page::search::Search;
use crate::reader::Reader;
use axum::Json;
use axum::extract::Query;
use axum::response::IntoResponse;
use serde_json::{Value, json};

const FOUND: i64 = 20;
const COMPLETIONS: i64 = 8;

#[derive(serde::Deserialize)]
pub(crate) struct Looking {
    #[serde(default)]
    q: String,
}

/// `GET /search`, for everybody.
pub(crate) async fn page(app: App, reader: Reader, Query(looking): Query<Looking>) -> Answer {
    let query: String = looking.q.trim().chars().take(100).collect();
    let (people, topics) = if query.is_empty() {
        (Vec::new(), Vec::new())
    } else {
        (
            app.app
                .people_by_prefix(reader.viewer(), &query, FOUND)
                .await?,
            app.app.topics_by_prefix(&query, FOUND).await?,
        )
    };
    html(&Search {
        frame: reader.frame(Here::Other),
        query,
        people,
        topics,
    })
}

/// `GET /complete`, for everybody: what a half-typed `@` or `#` may become.
pub(crate) async fn complete(app: App, reader: Reader, Query(looking): Query<Looking>) -> Answer {
    let query: String = looking.q.trim().chars().take(60).collect();
    let found: Vec<Value> = if let Some(prefix) = query.strip_prefix('@') {
        let people = app
            .app
            .people_by_prefix(reader.viewer(), prefix, COMPLETIONS)
            .await?;
        people
            .into_iter()
            .map(|person| {
                let account = person.account;
                json!({ "insert": format!("@{}", account.handle), "label": account.name })
            })
            .collect()
    } else if let Some(prefix) = query.strip_prefix('#') {
        let topics = app.app.topics_by_prefix(prefix, COMPLETIONS).await?;
        topics
            .into_iter()
            .map(|topic| {
                let label = reader.catalogue.counted("notes-count", topic.notes);
                json!({ "insert": format!("#{}", topic.name), "label": label })
            })
            .collect()
    } else {
        Vec::new()
    };
    Ok(Json(found).into_response())
}
