//! Lists of people, and their timelines.

use super::params::Params;
use super::relation::of_briefs;
use super::{Answer, App, Caller};
use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use sampan_app::view::ListView;
use sampan_domain::{AccountId, ListId};
use serde_json::{Value, json};

/// Answers stand under their note here, never in a timeline.
fn entity(list: &ListView) -> Value {
    json!({
        "id": list.id.0.to_string(),
        "title": list.title,
        "replies_policy": "none",
        "exclusive": false,
    })
}

fn all(lists: &[ListView]) -> Answer {
    Ok(Json(lists.iter().map(entity).collect::<Vec<Value>>()).into_response())
}

/// `GET /api/v1/lists`
pub(super) async fn list(app: App, caller: Caller) -> Answer {
    all(&app.app.lists(caller.member()?, None).await?)
}

/// `GET /api/v1/accounts/{id}/lists`
pub(super) async fn holding(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    let account: AccountId = id.parse()?;
    all(&app.app.lists(caller.member()?, Some(account)).await?)
}

/// `POST /api/v1/lists`
pub(super) async fn make(app: App, caller: Caller, params: Params) -> Answer {
    let made = app.app.make_list(caller.member()?, params.text("title"));
    Ok(Json(entity(&made.await?)).into_response())
}

/// `GET /api/v1/lists/{id}`
pub(super) async fn show(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    let id: ListId = id.parse()?;
    let list = app.app.list(caller.member()?, id).await?;
    Ok(Json(entity(&list)).into_response())
}

/// `PUT /api/v1/lists/{id}`
pub(super) async fn rename(
    app: App,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Answer {
    let id: ListId = id.parse()?;
    let title = params.text("title");
    let list = app.app.rename_list(caller.member()?, id, title).await?;
    Ok(Json(entity(&list)).into_response())
}

/// `DELETE /api/v1/lists/{id}`
pub(super) async fn delete(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    let id: ListId = id.parse()?;
    app.app.delete_list(caller.member()?, id).await?;
    Ok(Json(json!({})).into_response())
}

/// `GET /api/v1/lists/{id}/accounts`
pub(super) async fn members(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    let id: ListId = id.parse()?;
    let members = app.app.list_members(caller.member()?, id).await?;
    of_briefs(&app, &caller, &members).await
}

async fn set(app: &App, caller: &Caller, id: &str, params: &Params, on: bool) -> Answer {
    let id: ListId = id.parse()?;
    let mut people: Vec<AccountId> = Vec::new();
    for account in params.list("account_ids") {
        people.push(account.parse()?);
    }
    let viewer = caller.member()?;
    app.app.set_list_members(viewer, id, &people, on).await?;
    Ok(Json(json!({})).into_response())
}

/// `POST /api/v1/lists/{id}/accounts`
pub(super) async fn add(app: App, caller: Caller, Path(id): Path<String>, sent: Params) -> Answer {
    set(&app, &caller, &id, &sent, true).await
}

/// `DELETE /api/v1/lists/{id}/accounts`
pub(super) async fn remove(
    app: App,
    caller: Caller,
    Path(id): Path<String>,
    sent: Params,
) -> Answer {
    set(&app, &caller, &id, &sent, false).await
}
