//! Looking up people and topics, and following topics.

use super::entity::tag;
use super::params::Params;
use super::relation::accounts;
use super::{Answer, App, Caller};
use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use sampan_domain::AccountId;
use sampan_domain::comment::Sort;
use serde_json::{Value, json};

async fn people(
    app: &App,
    caller: &Caller,
    params: &Params,
) -> Result<Vec<AccountId>, super::Problem> {
    let origin = &app.app.config().origin;
    let host = origin.split_once("://").map_or("", |(_, host)| host);
    let typed = params.text("q").trim().trim_start_matches('@');
    let typed = typed.strip_suffix(&format!("@{host}")).unwrap_or(typed);
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
    Ok(Json(accounts(&app, caller.viewer(), &found).await?).into_response())
}

/// `GET /api/v2/search`: people and topics by the beginning of their name.
pub(super) async fn all(app: App, caller: Caller, params: Params) -> Answer {
    let kind = params.text("type");
    let asks = |name: &str| kind.is_empty() || kind == name;
    let origin = &app.app.config().origin;
    let mut found = json!({ "accounts": [], "statuses": [], "hashtags": [] });
    if asks("accounts") {
        let ids = people(&app, &caller, &params).await?;
        found["accounts"] = json!(accounts(&app, caller.viewer(), &ids).await?);
    }
    if asks("hashtags") {
        let typed = params.text("q").trim().trim_start_matches('#');
        let limit = params.text("limit").parse().unwrap_or(20).clamp(1, 40);
        let topics = app.app.topics_by_prefix(typed, limit).await?;
        let tags = topics.iter().map(|topic| tag(origin, &topic.name, None));
        found["hashtags"] = tags.collect::<Vec<Value>>().into();
    }
    Ok(Json(found).into_response())
}

/// `GET /api/v1/tags/{tag}`
pub(super) async fn show_tag(app: App, caller: Caller, Path(name): Path<String>) -> Answer {
    let (topic, _) = app
        .app
        .topic(caller.viewer(), &name, Sort::New, None)
        .await?;
    let follows = caller.viewer().map(|_| topic.follows);
    let mut entity = tag(&app.app.config().origin, &topic.name, follows);
    entity["discussions_count"] = topic.discussions.into();
    entity["views_count"] = topic.views.into();
    Ok(Json(entity).into_response())
}

async fn follow_tag(app: &App, caller: &Caller, name: &str, on: bool) -> Answer {
    let name = app.app.follow_topic(caller.member()?, name, on).await?;
    Ok(Json(tag(&app.app.config().origin, &name, Some(on))).into_response())
}

/// `POST /api/v1/tags/{tag}/follow`
pub(super) async fn follow(app: App, caller: Caller, Path(name): Path<String>) -> Answer {
    follow_tag(&app, &caller, &name, true).await
}

/// `POST /api/v1/tags/{tag}/unfollow`
pub(super) async fn unfollow(app: App, caller: Caller, Path(name): Path<String>) -> Answer {
    follow_tag(&app, &caller, &name, false).await
}

/// `GET /api/v1/followed_tags`
pub(super) async fn followed(app: App, caller: Caller) -> Answer {
    let topics = app.app.followed_topics(caller.member()?).await?;
    let origin = &app.app.config().origin;
    let tags = topics
        .iter()
        .map(|topic| tag(origin, &topic.name, Some(true)));
    Ok(Json(tags.collect::<Vec<Value>>()).into_response())
}
