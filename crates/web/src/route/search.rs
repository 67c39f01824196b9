//! Search, and what a half-typed name may become.

use super::{Answer, App};
use crate::failure::html;
use crate::page::Here;
use crate::page::search::{Finds, Search};
use crate::reader::Reader;
use crate::rich::percent;
use axum::Json;
use axum::extract::Query;
use axum::response::IntoResponse;
use sampan_app::limit::Action;
use sampan_app::search::{Looking, MOST, QUERY_CHARS, Sort, What};
use sampan_domain::Lang;
use serde_json::{Value, json};

const COMPLETIONS: usize = 8;

#[derive(serde::Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    what: String,
    #[serde(default)]
    sort: String,
    #[serde(default)]
    lang_of: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    after: String,
}

impl Asked {
    /// What cannot be read is left out: a search never fails for its address.
    fn looking(&self) -> Looking {
        Looking {
            text: self.q.trim().chars().take(QUERY_CHARS).collect(),
            what: What::parse(&self.what).unwrap_or_default(),
            sort: if self.sort == "newest" {
                Sort::Newest
            } else {
                Sort::Best
            },
            lang: Lang::parse(&self.lang_of),
            place: self.place.trim().chars().take(QUERY_CHARS).collect(),
            author: None,
            from: self.after.parse().unwrap_or(0).min(MOST),
            ..Looking::default()
        }
    }
}

/// `GET /search`, for everybody.
pub(crate) async fn page(app: App, reader: Reader, Query(asked): Query<Asked>) -> Answer {
    app.app.limit(Action::Search, &reader.address)?;
    let looking = asked.looking();
    let found = app
        .app
        .search(reader.viewer(), &reader.reading, &looking)
        .await?;
    let frame = reader.frame(Here::Other);
    if reader.is_fragment() && looking.from > 0 {
        return html(&Finds {
            frame: &frame,
            looking: &looking,
            found: &found,
        });
    }
    html(&Search {
        frame,
        looking,
        found,
    })
}

#[derive(serde::Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    q: String,
}

/// `GET /complete`, for everybody: what a half-typed `@` or `#` may become, or what is being typed into a search.
pub(crate) async fn complete(app: App, reader: Reader, Query(typed): Query<Typed>) -> Answer {
    app.app.limit(Action::Search, &reader.address)?;
    let query: String = typed.q.trim().chars().take(60).collect();
    if query.trim_start_matches(['@', '#']).is_empty() {
        return Ok(Json(Vec::<Value>::new()).into_response());
    }
    let (people, topics) = app
        .app
        .complete(reader.viewer(), &reader.reading, &query, COMPLETIONS)
        .await?;
    let topics = topics.into_iter().map(|topic| {
        let notes = reader.catalogue.counted("notes-count", topic.notes);
        let label = match topic.across {
            Some(across) => format!("{across} · {notes}"),
            None => notes,
        };
        json!({ "insert": format!("#{}", topic.name), "label": label, "href": format!("/t/{}", percent(&topic.name)) })
    });
    let people = people.into_iter().map(|person| {
        let account = person.account;
        json!({
            "insert": format!("@{}", account.handle),
            "label": account.name,
            "href": format!("/@{}", account.handle),
        })
    });
    let found: Vec<Value> = topics.chain(people).collect();
    Ok(Json(found).into_response())
}
