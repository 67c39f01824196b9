//! Push subscriptions: a program is told of what arrives in the inbox while nobody looks.

use super::entity::avatar;
use super::params::Params;
use super::{Answer, App, Caller};
use crate::locale::Catalogue;
use axum::Json;
use axum::response::IntoResponse;
use sampan_app::App as Instance;
use sampan_app::push::SubscriptionView;
use sampan_app::view::NotificationView;
use sampan_domain::push::{ALERTS, Policy, Receiver, Wish, alert};
use sampan_domain::{Invalid, Lang};
use serde_json::{Map, Value, json};

async fn told(app: &App, subscription: &SubscriptionView) -> Answer {
    let wish = &subscription.wish;
    let alerts: Map<String, Value> = ALERTS
        .into_iter()
        .map(|known| (known.to_owned(), wish.alerts.contains(&known).into()))
        .collect();
    let entity = json!({
        "id": subscription.id.0.to_string(),
        "endpoint": subscription.endpoint,
        // RFC 8291 as it was published, not a draft of it.
        "standard": true,
        "alerts": alerts,
        "policy": wish.policy.as_str(),
        "server_key": app.app.push_key().await?,
    });
    Ok(Json(entity).into_response())
}

fn wish(params: &Params) -> Result<Wish, Invalid> {
    let is_asked = |known: &&str| params.is_on(&format!("data[alerts][{known}]"));
    let policy = match params.text("data[policy]") {
        "" => Policy::All,
        word => Policy::parse(word).ok_or(Invalid::new("policy", "invalid"))?,
    };
    Ok(Wish {
        alerts: ALERTS.into_iter().filter(is_asked).collect(),
        policy,
    })
}

/// `POST /api/v1/push/subscription`
pub(super) async fn subscribe(app: App, caller: Caller, params: Params) -> Answer {
    let to = Receiver {
        endpoint: params.owned("subscription[endpoint]"),
        p256dh: params.owned("subscription[keys][p256dh]"),
        auth: params.owned("subscription[keys][auth]"),
    };
    let wish = wish(&params)?;
    let subscribed = app.app.subscribe_push(caller.member()?, to, wish).await?;
    told(&app, &subscribed).await
}

/// `GET /api/v1/push/subscription`
pub(super) async fn show(app: App, caller: Caller) -> Answer {
    let subscription = app.app.push_subscription(caller.member()?).await?;
    told(&app, &subscription).await
}

/// `PUT /api/v1/push/subscription`: changes what is told.
pub(super) async fn change(app: App, caller: Caller, params: Params) -> Answer {
    let wish = wish(&params)?;
    let changed = app.app.change_push(caller.member()?, wish).await?;
    told(&app, &changed).await
}

/// `DELETE /api/v1/push/subscription`
pub(super) async fn unsubscribe(app: App, caller: Caller) -> Answer {
    app.app.unsubscribe_push(caller.member()?).await?;
    Ok(Json(json!({})).into_response())
}

/// A notification as a message to a program. Tokens are kept as hashes, so there is none to send along.
pub(crate) fn announce(app: &Instance, notice: &NotificationView, lang: Lang) -> Value {
    let words = Catalogue::of(lang);
    let origin = &app.config().origin;
    let people: Vec<&str> = notice.people.iter().map(|one| one.name.as_str()).collect();
    let body = match notice.comment_text.as_str() {
        "" => &notice.note_title,
        said => said,
    };
    json!({
        "access_token": "",
        "preferred_locale": lang.as_str(),
        "notification_id": notice.id.0,
        "notification_type": alert(notice.kind),
        "icon": notice.people.first().map(|one| avatar(origin, &one.avatar)),
        "title": words.notice(notice.kind, &words.people(&people, notice.count), notice.count),
        "body": body,
    })
}
