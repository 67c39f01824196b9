//! The inbox: a notification for each line of ours, by the latest person who did it.

use super::params::Params;
use super::problem::Problem;
use super::relation::accounts;
use super::status::by_ids;
use super::{Answer, App, Caller};
use crate::rich::percent;
use axum::Json;
use axum::http::header::LINK;
use axum::http::{HeaderValue, Uri};
use axum::response::IntoResponse;
use sampan_app::view::NotificationView;
use sampan_domain::notification::Kind;
use sampan_domain::{AccountId, NoteId};
use serde_json::{Value, json};

/// Mastodon's name of a kind; `None` for what it has none for.
fn kind(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Like | Kind::CommentLike | Kind::Collect => Some("favourite"),
        Kind::Comment | Kind::Reply | Kind::Mention => Some("mention"),
        Kind::Follow => Some("follow"),
        Kind::Suggestion => None,
    }
}

/// What a notification is about: the comment, or else the note.
fn subject(notice: &NotificationView) -> Option<i64> {
    let comment = notice.comment.map(|id| id.0);
    comment.or(notice.note.map(|id| id.0))
}

/// `GET /api/v1/notifications`
pub(super) async fn list(app: App, caller: Caller, uri: Uri, params: Params) -> Answer {
    let viewer = caller.member()?;
    let after = Some(params.text("max_id")).filter(|place| !place.is_empty());
    let inbox = app.app.inbox(viewer, after).await?;
    let (types, without) = (params.list("types"), params.list("exclude_types"));
    let wanted: Vec<(&str, &NotificationView)> = inbox
        .notifications
        .iter()
        .filter_map(|notice| Some((kind(notice.kind)?, notice)))
        .filter(|(kind, _)| types.is_empty() || types.iter().any(|known| known == kind))
        .filter(|(kind, _)| without.iter().all(|known| known != kind))
        .collect();
    let people: Vec<AccountId> = wanted
        .iter()
        .filter_map(|(_, notice)| Some(notice.people.first()?.id))
        .collect();
    let people = accounts(&app, Some(viewer), &people).await?;
    let subjects: Vec<i64> = wanted.iter().filter_map(|(_, n)| subject(n)).collect();
    let statuses = by_ids(&app.app, Some(viewer), &subjects).await?;
    let entity = |(kind, notice): (&str, &NotificationView)| -> Option<Value> {
        let who = notice.people.first()?.id.to_string();
        let account = people.iter().find(|account| account.id == who)?;
        let status = match subject(notice) {
            Some(id) => Some(statuses.get(&NoteId(id).to_string())?),
            None => None,
        };
        Some(json!({
            "id": notice.id.to_string(),
            "type": kind,
            "group_key": format!("ungrouped-{}", notice.id),
            "created_at": super::entity::instant(notice.at_ms),
            "account": account,
            "status": status,
        }))
    };
    let all: Vec<Value> = wanted.into_iter().filter_map(entity).collect();
    let mut response = Json(all).into_response();
    if let Some(next) = inbox.next {
        let place = format!("{}{}", app.app.config().origin, uri.path());
        let link = format!("<{place}?max_id={}>; rel=\"next\"", percent(&next));
        let link = HeaderValue::from_str(&link).map_err(|_| Problem::Malformed)?;
        response.headers_mut().insert(LINK, link);
    }
    Ok(response)
}

/// `POST /api/v1/notifications/clear`: everything counts as read.
pub(super) async fn clear(app: App, caller: Caller) -> Answer {
    app.app.read_inbox(caller.member()?).await?;
    Ok(Json(json!({})).into_response())
}

/// `GET /api/v1/notifications/unread_count`
pub(super) async fn unread(app: App, caller: Caller) -> Answer {
    let count = app.app.unread(caller.member()?).await?;
    Ok(Json(json!({ "count": count })).into_response())
}
