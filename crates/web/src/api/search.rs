//! Search.

use super::entity::Status;
use super::params::Params;
use super::problem::Problem;
use super::relation::profiles;
use super::status::by_ids;
use super::tag::tags;
use super::{Answer, App, Caller, host};
use axum::Json;
use axum::response::IntoResponse;
use sampan_app::search::{Looking, MOST, What};
use sampan_app::view::FoundPage;
use sampan_domain::rendition::Reading;
use sampan_domain::{AccountId, Lang};
use serde_json::json;

fn limit(params: &Params) -> usize {
    params.text("limit").parse().unwrap_or(20).clamp(1, 40)
}

/// What a search for `what` finds from a place on.
async fn found(
    app: &App,
    caller: &Caller,
    params: &Params,
    what: What,
    from: usize,
) -> Result<FoundPage, Problem> {
    let typed = params.text("q").trim();
    let here = format!("@{}", host(app));
    let text = typed.strip_suffix(&here).unwrap_or(typed).to_owned();
    let looking = Looking {
        text,
        what,
        author: params.text("account_id").parse().ok(),
        from: from.min(MOST),
        count: limit(params),
        ..Looking::default()
    };
    let reading = Reading::of(
        caller
            .viewer()
            .and_then(|viewer| viewer.interface)
            .unwrap_or(Lang::EN),
    );
    Ok(app.app.search(caller.viewer(), &reading, &looking).await?)
}

async fn people(app: &App, caller: &Caller, params: &Params) -> Result<Vec<AccountId>, Problem> {
    let found = found(app, caller, params, What::People, 0).await?;
    let ids = found.people.iter().map(|person| person.account.id);
    Ok(ids.take(limit(params)).collect())
}

/// Notes, and after the last of them comments.
async fn statuses(app: &App, caller: &Caller, params: &Params) -> Result<Vec<Status>, Problem> {
    let from = params.text("offset").parse().unwrap_or(0);
    let notes = found(app, caller, params, What::Notes, from).await?;
    let mut ids: Vec<i64> = notes.cards.iter().map(|card| card.id.0).collect();
    if notes.next.is_none() && ids.len() < limit(params) {
        let from = from.saturating_sub(notes.total.min(MOST));
        let comments = found(app, caller, params, What::Comments, from).await?;
        ids.extend(comments.comments.iter().map(|comment| comment.id.0));
    }
    ids.truncate(limit(params));
    let mut by_id = by_ids(&app.app, caller.viewer(), &ids).await?;
    Ok(ids
        .iter()
        .filter_map(|id| by_id.remove(&id.to_string()))
        .collect())
}

/// `GET /api/v1/accounts/search`
pub(super) async fn of_accounts(app: App, caller: Caller, params: Params) -> Answer {
    let found = people(&app, &caller, &params).await?;
    Ok(Json(profiles(&app.app, caller.viewer(), &found).await?).into_response())
}

/// `GET /api/v2/search`: people, topics, notes and comments.
pub(super) async fn all(app: App, caller: Caller, params: Params) -> Answer {
    let (kind, typed) = (params.text("type"), params.text("q").trim());
    // `#cat` asks for topics alone, `@cat` for people.
    let (is_tag, is_handle) = (typed.starts_with('#'), typed.starts_with('@'));
    let asks = |name: &str| match kind {
        "" => (name != "accounts" || !is_tag) && (name != "hashtags" || !is_handle),
        kind => kind == name,
    };
    let mut answer = json!({ "accounts": [], "statuses": [], "hashtags": [] });
    if asks("accounts") {
        let ids = people(&app, &caller, &params).await?;
        answer["accounts"] = json!(profiles(&app.app, caller.viewer(), &ids).await?);
    }
    if asks("statuses") && !is_tag && !is_handle {
        answer["statuses"] = json!(statuses(&app, &caller, &params).await?);
    }
    if asks("hashtags") {
        let mut topics = found(&app, &caller, &params, What::Topics, 0).await?.topics;
        topics.truncate(limit(&params));
        answer["hashtags"] = tags(&app.app, &topics, None).await?.into();
    }
    Ok(Json(answer).into_response())
}
