//! Looking up people and topics.

use super::params::Params;
use super::problem::Problem;
use super::relation::profiles;
use super::tag::tags;
use super::{Answer, App, Caller, host};
use axum::Json;
use axum::response::IntoResponse;
use sampan_domain::AccountId;
use serde_json::json;

async fn people(app: &App, caller: &Caller, params: &Params) -> Result<Vec<AccountId>, Problem> {
    let typed = params.text("q").trim().trim_start_matches('@');
    let here = format!("@{}", host(app));
    let typed = typed.strip_suffix(&here).unwrap_or(typed);
    let limit = params.text("limit").parse().unwrap_or(20).clamp(1, 40);
    let found = app
        .app
        .people_by_prefix(caller.viewer(), typed, limit)
        .await?;
    Ok(found.iter().map(|person| person.account.id).collect())
}

/// `GET /api/v1/accounts/search`
pub(super) async fn of_accounts(app: App, caller: Caller, params: Params) -> Answer {
    let found = people(&app, &caller, &params).await?;
    Ok(Json(profiles(&app.app, caller.viewer(), &found).await?).into_response())
}

/// `GET /api/v2/search`: people and topics by the beginning of their name.
pub(super) async fn all(app: App, caller: Caller, params: Params) -> Answer {
    let (kind, typed) = (params.text("type"), params.text("q").trim());
    // `#cat` asks for topics alone, `@cat` for people.
    let (is_tag, is_handle) = (typed.starts_with('#'), typed.starts_with('@'));
    let asks = |name: &str| match kind {
        "" => (name != "accounts" || !is_tag) && (name != "hashtags" || !is_handle),
        kind => kind == name,
    };
    let mut found = json!({ "accounts": [], "statuses": [], "hashtags": [] });
    if asks("accounts") {
        let ids = people(&app, &caller, &params).await?;
        found["accounts"] = json!(profiles(&app.app, caller.viewer(), &ids).await?);
    }
    if asks("hashtags") {
        let typed = typed.trim_start_matches('#');
        let limit = params.text("limit").parse().unwrap_or(20).clamp(1, 40);
        let topics = app.app.topics_by_prefix(typed, limit).await?;
        found["hashtags"] = tags(&app.app, &topics, None).await?.into();
    }
    Ok(Json(found).into_response())
}
