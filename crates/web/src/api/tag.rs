//! Topics: shown, followed, and featured on one's own page.

use super::entity::{instant, tag};
use super::params::Params;
use super::problem::Problem;
use super::{Answer, App, Caller};
use crate::rich;
use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use sampan_app::view::{FeaturedView, TopicBrief};
use sampan_app::{App as Instance, Error};
use sampan_domain::topic::TopicName;
use sampan_domain::{AccountId, TopicId};
use serde_json::{Value, json};

/// Topics as programs know them, in this order.
pub(super) async fn tags(
    app: &Instance,
    topics: &[TopicBrief],
    follows: Option<bool>,
) -> Result<Vec<Value>, Problem> {
    let ids: Vec<TopicId> = topics.iter().map(|topic| topic.id).collect();
    let histories = app.topic_histories(&ids).await?;
    let origin = &app.config().origin;
    let entity = |topic: &TopicBrief| {
        let days = histories.get(&topic.id).map_or(&[][..], Vec::as_slice);
        tag(origin, topic, days, follows)
    };
    Ok(topics.iter().map(entity).collect())
}

async fn one(app: &Instance, topic: TopicBrief, follows: Option<bool>) -> Answer {
    let mut tags = tags(app, &[topic], follows).await?;
    Ok(Json(tags.pop()).into_response())
}

/// A topic that nobody has written under.
fn unused(name: &str) -> Result<TopicBrief, Problem> {
    let name = TopicName::parse(name).ok_or(Problem::NotFound)?;
    Ok(TopicBrief {
        id: TopicId(0),
        name: name.as_str().to_owned(),
        across: None,
        notes: 0,
        discussions: 0,
        views: 0,
    })
}

/// `GET /api/v1/tags/{tag}`: also one that nobody has written under.
pub(super) async fn show(app: App, caller: Caller, Path(name): Path<String>) -> Answer {
    let viewer = caller.viewer();
    let (topic, follows) = match app.app.topic_brief(viewer, &name).await {
        Err(Error::NotFound) => (unused(&name)?, false),
        other => other?,
    };
    one(&app.app, topic, viewer.map(|_| follows)).await
}

/// `POST /api/v1/tags/{tag}/follow`, and `unfollow`
pub(super) async fn follow<const ON: bool>(
    app: App,
    caller: Caller,
    Path(name): Path<String>,
) -> Answer {
    let topic = match app.app.follow_topic(caller.member()?, &name, ON).await {
        // Nobody follows what nobody has written under.
        Err(Error::NotFound) => unused(&name)?,
        other => other?,
    };
    one(&app.app, topic, Some(ON)).await
}

/// `GET /api/v1/followed_tags`
pub(super) async fn followed(app: App, caller: Caller) -> Answer {
    let topics = app.app.followed_topics(caller.member()?).await?;
    Ok(Json(tags(&app.app, &topics, Some(true)).await?).into_response())
}

/// `GET /api/v1/trends/tags`: what is rising.
pub(super) async fn rising(app: App) -> Answer {
    let mut topics = app.app.rising_topics().await?;
    topics.truncate(20);
    Ok(Json(tags(&app.app, &topics, None).await?).into_response())
}

fn featured(origin: &str, topic: &FeaturedView) -> Value {
    let url = format!("{origin}/t/{}", rich::percent(&topic.name));
    json!({
        "id": topic.id.0.to_string(),
        "name": topic.name,
        "url": url,
        "statuses_count": topic.notes.to_string(),
        "last_status_at": topic.latest_ms.map(|at| instant(at)[..10].to_owned()),
    })
}

async fn featured_by(app: &App, account: AccountId) -> Answer {
    let topics = app.app.featured_topics(account).await?;
    let origin = &app.app.config().origin;
    let tags = topics.iter().map(|topic| featured(origin, topic));
    Ok(Json(tags.collect::<Vec<Value>>()).into_response())
}

/// `GET /api/v1/featured_tags`
pub(super) async fn own(app: App, caller: Caller) -> Answer {
    featured_by(&app, caller.member()?.id()).await
}

/// `GET /api/v1/accounts/{id}/featured_tags`
pub(super) async fn of_account(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    let id: AccountId = id.parse()?;
    let handle = app.app.handle_of(id).await?;
    app.app.profile(caller.viewer(), handle.as_str()).await?;
    featured_by(&app, id).await
}

/// `POST /api/v1/featured_tags`
pub(super) async fn feature(app: App, caller: Caller, params: Params) -> Answer {
    let name = params.text("name").trim_start_matches('#');
    let topic = app.app.feature_topic(caller.member()?, name).await?;
    Ok(Json(featured(&app.app.config().origin, &topic)).into_response())
}

/// `DELETE /api/v1/featured_tags/{id}`
pub(super) async fn unfeature(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    let id: TopicId = id.parse()?;
    app.app.unfeature_topic(caller.member()?, id).await?;
    Ok(Json(json!({})).into_response())
}
