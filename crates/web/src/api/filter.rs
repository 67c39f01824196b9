//! Filters: what the member does not want to meet unprepared (v2).

use super::entity::instant;
use super::params::Params;
use super::problem::Problem;
use super::status::Found;
use super::status::find;
use super::{Answer, App, Caller};
use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use sampan_app::filter::Change;
use sampan_app::view::{FilterView, Filtered};
use sampan_domain::filter::{Action, Context, Draft, Word};
use sampan_domain::{EntryId, FilterId, Invalid};
use serde_json::{Value, json};

fn brief(filter: &FilterView) -> Value {
    let contexts = filter.contexts.iter().map(|context| context.as_str());
    json!({
        "id": filter.id.0.to_string(),
        "title": filter.title,
        "context": contexts.collect::<Vec<_>>(),
        "expires_at": filter.ends_at_ms.map(instant),
        "filter_action": filter.action.as_str(),
    })
}

fn word((id, word): &(EntryId, Word)) -> Value {
    json!({ "id": id.0.to_string(), "keyword": word.text, "whole_word": word.is_whole })
}

fn status((id, status): &(EntryId, i64)) -> Value {
    json!({ "id": id.0.to_string(), "status_id": status.to_string() })
}

fn entity(filter: &FilterView) -> Value {
    let mut entity = brief(filter);
    entity["keywords"] = filter.words.iter().map(word).collect();
    entity["statuses"] = filter.statuses.iter().map(status).collect();
    entity
}

/// What a filter found, as it stands in a status.
pub(super) fn result(found: &Filtered, status: i64) -> Value {
    json!({
        "filter": brief(&found.filter),
        "keyword_matches": (!found.words.is_empty()).then_some(&found.words),
        "status_matches": found.is_named.then(|| [status.to_string()]),
    })
}

fn invalid(field: &'static str) -> Problem {
    Problem::Invalid(vec![Invalid::new(field, "invalid")])
}

/// What a filter is to be: what is sent, and of an `old` one what is not.
fn draft(app: &App, params: &Params, old: Option<FilterView>) -> Result<Draft, Problem> {
    let mut draft = old.map_or_else(
        || Draft {
            title: String::new(),
            contexts: Vec::new(),
            action: Action::Warn,
            ends_at_ms: None,
        },
        |old| Draft {
            title: old.title,
            contexts: old.contexts,
            action: old.action,
            ends_at_ms: old.ends_at_ms,
        },
    );
    if params.has("title") {
        draft.title = params.owned("title");
    }
    let contexts = params.list("context");
    if !contexts.is_empty() {
        let known = contexts.iter().map(|word| Context::parse(word));
        let known: Option<Vec<Context>> = known.collect();
        draft.contexts = known.ok_or_else(|| invalid("context"))?;
    }
    match params.text("filter_action") {
        "" => {}
        word => draft.action = Action::parse(word).ok_or_else(|| invalid("filter_action"))?,
    }
    if params.has("expires_in") {
        draft.ends_at_ms = match params.text("expires_in") {
            "" => None,
            seconds => {
                let seconds: i64 = seconds.parse().map_err(|_| invalid("expires_in"))?;
                let wait = seconds.clamp(0, i64::from(i32::MAX)) * 1_000;
                Some(app.app.clock().now_ms() + wait)
            }
        };
    }
    Ok(draft)
}

/// A word as it is sent; words are whole unless somebody says otherwise.
fn new_word(params: &Params) -> Word {
    let new = Word {
        text: String::new(),
        is_whole: true,
    };
    changed(new, params)
}

/// A word with what is sent of it.
fn changed(mut word: Word, params: &Params) -> Word {
    if params.has("keyword") {
        word.text = params.owned("keyword");
    }
    if params.has("whole_word") {
        word.is_whole = params.is_on("whole_word");
    }
    word
}

/// What becomes of the words of a filter.
fn changes(params: &Params, old: &[(EntryId, Word)]) -> Result<Vec<Change>, Problem> {
    let change = |one: &Params| match (one.text("id"), one.is_on("_destroy")) {
        ("", false) => Ok(Change::Add(new_word(one))),
        ("", true) => Err(invalid("keywords_attributes")),
        (id, true) => Ok(Change::Delete(id.parse()?)),
        (id, false) => {
            let id: EntryId = id.parse()?;
            let known = old.iter().find(|(known, _)| *known == id);
            let (_, word) = known.ok_or(Problem::NotFound)?;
            Ok(Change::Rewrite(id, changed(word.clone(), one)))
        }
    };
    let objects = params.objects("keywords_attributes")?;
    objects.iter().map(change).collect()
}

fn told(value: &Value) -> Answer {
    Ok(Json(value).into_response())
}

/// `GET /api/v2/filters`
pub(super) async fn list(app: App, caller: Caller) -> Answer {
    let filters = app.app.filters(caller.member()?).await?;
    told(&filters.iter().map(entity).collect())
}

/// `POST /api/v2/filters`
pub(super) async fn make(app: App, caller: Caller, params: Params) -> Answer {
    let draft = draft(&app, &params, None)?;
    let words = params.objects("keywords_attributes")?;
    let words = words.iter().map(new_word).collect();
    let made = app.app.make_filter(caller.member()?, draft, words).await?;
    told(&entity(&made))
}

/// `GET /api/v2/filters/{id}`
pub(super) async fn show(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    let filter = app.app.filter(caller.member()?, id.parse()?).await?;
    told(&entity(&filter))
}

/// `PUT /api/v2/filters/{id}`
pub(super) async fn rewrite(
    app: App,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Answer {
    let viewer = caller.member()?;
    let id: FilterId = id.parse()?;
    let old = app.app.filter(viewer, id).await?;
    let changes = changes(&params, &old.words)?;
    let draft = draft(&app, &params, Some(old))?;
    let new = app.app.rewrite_filter(viewer, id, draft, changes).await?;
    told(&entity(&new))
}

/// `DELETE /api/v2/filters/{id}`
pub(super) async fn delete(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    let id: FilterId = id.parse()?;
    app.app.delete_filter(caller.member()?, id).await?;
    told(&json!({}))
}

/// `GET /api/v2/filters/{id}/keywords`
pub(super) async fn words(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    let filter = app.app.filter(caller.member()?, id.parse()?).await?;
    told(&filter.words.iter().map(word).collect())
}

/// `POST /api/v2/filters/{id}/keywords`
pub(super) async fn add_word(
    app: App,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Answer {
    let change = Change::Add(new_word(&params));
    change_word(&app, &caller, id.parse()?, change).await
}

async fn change_word(app: &App, caller: &Caller, id: FilterId, change: Change) -> Answer {
    let viewer = caller.member()?;
    let new = app.app.change_filter(viewer, id, change).await?;
    told(&new.as_ref().map_or_else(|| json!({}), word))
}

/// `GET /api/v2/filters/keywords/{id}`
pub(super) async fn show_word(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    let id: EntryId = id.parse()?;
    let (_, found) = app.app.filter_word(caller.member()?, id).await?;
    told(&word(&(id, found)))
}

/// `PUT /api/v2/filters/keywords/{id}`
pub(super) async fn rewrite_word(
    app: App,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Answer {
    let id: EntryId = id.parse()?;
    let (filter, old) = app.app.filter_word(caller.member()?, id).await?;
    let change = Change::Rewrite(id, changed(old, &params));
    change_word(&app, &caller, filter, change).await
}

/// `DELETE /api/v2/filters/keywords/{id}`
pub(super) async fn delete_word(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    let id: EntryId = id.parse()?;
    let (filter, _) = app.app.filter_word(caller.member()?, id).await?;
    change_word(&app, &caller, filter, Change::Delete(id)).await
}

/// `GET /api/v2/filters/{id}/statuses`
pub(super) async fn statuses(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    let filter = app.app.filter(caller.member()?, id.parse()?).await?;
    told(&filter.statuses.iter().map(status).collect())
}

/// `POST /api/v2/filters/{id}/statuses`
pub(super) async fn add_status(
    app: App,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Answer {
    let viewer = caller.member()?;
    let named = match find(&app.app, Some(viewer), params.text("status_id")).await? {
        Found::Note(note) => note.id.0,
        Found::Comment(comment) => comment.id.0,
    };
    let id: FilterId = id.parse()?;
    let added = app.app.add_filter_status(viewer, id, named).await?;
    told(&status(&added))
}

/// `GET /api/v2/filters/statuses/{id}`
pub(super) async fn show_status(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    let id: EntryId = id.parse()?;
    let found = app.app.filter_status(caller.member()?, id).await?;
    told(&status(&found))
}

/// `DELETE /api/v2/filters/statuses/{id}`
pub(super) async fn delete_status(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    let id: EntryId = id.parse()?;
    app.app.delete_filter_status(caller.member()?, id).await?;
    told(&json!({}))
}
