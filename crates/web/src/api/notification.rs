//! The inbox: a notification for each line of ours, by the latest person who did it.

use super::entity::instant;
use super::params::Params;
use super::problem::Problem;
use super::relation::profiles;
use super::status::by_ids;
use super::{Answer, App, Caller};
use crate::rich::percent;
use axum::Json;
use axum::extract::Path;
use axum::http::header::LINK;
use axum::http::{HeaderValue, Uri};
use axum::response::IntoResponse;
use sampan_app::App as Instance;
use sampan_app::view::{InboxPage, NotificationView, Viewer};
use sampan_domain::push::alert;
use sampan_domain::{AccountId, NotificationId};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};

/// What a notification is about: the comment, or else the note.
fn subject(notice: &NotificationView) -> Option<i64> {
    let comment = notice.comment.map(|id| id.0);
    comment.or(notice.note.map(|id| id.0))
}

/// Notifications as entities; those whose subject is gone are left out.
async fn entities(
    app: &Instance,
    viewer: &Viewer,
    wanted: &[(&'static str, &NotificationView)],
) -> Result<Vec<Value>, Problem> {
    let people: Vec<AccountId> = wanted
        .iter()
        .filter_map(|(_, notice)| Some(notice.people.first()?.id))
        .collect();
    let people = profiles(app, Some(viewer), &people).await?;
    let subjects: Vec<i64> = wanted.iter().filter_map(|(_, n)| subject(n)).collect();
    let statuses = by_ids(app, Some(viewer), &subjects).await?;
    let entity = |(kind, notice): &(&str, &NotificationView)| -> Option<Value> {
        let who = notice.people.first()?.id.0.to_string();
        let account = people.iter().find(|account| account.id == who)?;
        let status = match subject(notice) {
            Some(id) => Some(statuses.get(&id.to_string())?),
            None => None,
        };
        Some(json!({
            "id": notice.id.0.to_string(),
            "type": kind,
            "group_key": group_key(notice),
            "created_at": instant(notice.at_ms),
            "account": account,
            "status": status,
        }))
    };
    Ok(wanted.iter().filter_map(entity).collect())
}

fn group_key(notice: &NotificationView) -> String {
    format!("line-{}", notice.id)
}

/// When each line at the top of an inbox was last added to.
pub(super) type Heard = HashMap<NotificationId, i64>;

/// How an inbox stands now.
pub(super) async fn heard(app: &Instance, viewer: &Viewer) -> Result<Heard, Problem> {
    let inbox = app.inbox(viewer, None).await?;
    let lines = inbox.notifications.iter();
    Ok(lines.map(|notice| (notice.id, notice.at_ms)).collect())
}

/// What came into an inbox that was not heard yet, the oldest first. From now on it was.
pub(super) async fn unheard(
    app: &Instance,
    viewer: &Viewer,
    heard: &mut Heard,
) -> Result<Vec<Value>, Problem> {
    let inbox = app.inbox(viewer, None).await?;
    let new: Vec<(&str, &NotificationView)> = inbox
        .notifications
        .iter()
        .rev()
        .filter(|notice| heard.insert(notice.id, notice.at_ms) != Some(notice.at_ms))
        .filter_map(|notice| Some((alert(notice.kind)?, notice)))
        .collect();
    entities(app, viewer, &new).await
}

/// Those lines of a page that a program asks for.
fn wanted<'a>(
    params: &Params,
    notifications: &'a [NotificationView],
) -> Vec<(&'static str, &'a NotificationView)> {
    let (types, without) = (params.list("types"), params.list("exclude_types"));
    let limit = params.text("limit").parse().unwrap_or(40_usize);
    notifications
        .iter()
        .filter_map(|notice| Some((alert(notice.kind)?, notice)))
        .filter(|(kind, _)| types.is_empty() || types.iter().any(|known| known == kind))
        .filter(|(kind, _)| without.iter().all(|known| known != kind))
        .take(limit)
        .collect()
}

/// Says where the inbox goes on.
fn paged(app: &App, uri: &Uri, next: Option<String>, body: Value) -> Answer {
    let mut response = Json(body).into_response();
    if let Some(next) = next {
        let place = format!("{}{}", app.app.config().origin, uri.path());
        let link = format!("<{place}?max_id={}>; rel=\"next\"", percent(&next));
        let link = HeaderValue::from_str(&link).map_err(|_| Problem::Malformed)?;
        response.headers_mut().insert(LINK, link);
    }
    Ok(response)
}

/// A page of the inbox, below a place.
async fn inbox(app: &App, viewer: &Viewer, params: &Params) -> Result<InboxPage, Problem> {
    let after = Some(params.text("max_id")).filter(|place| !place.is_empty());
    Ok(app.app.inbox(viewer, after).await?)
}

/// `GET /api/v1/notifications`
pub(super) async fn list(app: App, caller: Caller, uri: Uri, params: Params) -> Answer {
    let viewer = caller.member()?;
    let inbox = inbox(&app, viewer, &params).await?;
    let wanted = wanted(&params, &inbox.notifications);
    let all = entities(&app.app, viewer, &wanted).await?;
    paged(&app, &uri, inbox.next, all.into())
}

/// A line as a group, with the people whom it names.
fn group(kind: &str, notice: &NotificationView) -> Value {
    let people = notice.people.iter().map(|person| person.id.0.to_string());
    json!({
        "group_key": group_key(notice),
        "notifications_count": notice.count,
        "type": kind,
        "most_recent_notification_id": notice.id.0.to_string(),
        "page_min_id": notice.id.0.to_string(),
        "page_max_id": notice.id.0.to_string(),
        "latest_page_notification_at": instant(notice.at_ms),
        "sample_account_ids": people.collect::<Vec<String>>(),
        "status_id": subject(notice).map(|id| id.to_string()),
    })
}

/// Groups with the people and the statuses that they name. A group whose status is gone is left out.
async fn groups(
    app: &App,
    viewer: &Viewer,
    wanted: &[(&str, &NotificationView)],
) -> Result<Value, Problem> {
    let people: HashSet<AccountId> = wanted
        .iter()
        .flat_map(|(_, notice)| notice.people.iter().map(|person| person.id))
        .collect();
    let people: Vec<AccountId> = people.into_iter().collect();
    let accounts = profiles(&app.app, Some(viewer), &people).await?;
    let subjects: Vec<i64> = wanted.iter().filter_map(|(_, n)| subject(n)).collect();
    let statuses = by_ids(&app.app, Some(viewer), &subjects).await?;
    let is_there = |notice: &NotificationView| {
        subject(notice).is_none_or(|id| statuses.contains_key(&id.to_string()))
    };
    let groups: Vec<Value> = wanted
        .iter()
        .filter(|(_, notice)| is_there(notice))
        .map(|(kind, notice)| group(kind, notice))
        .collect();
    let statuses: Vec<_> = statuses.values().collect();
    Ok(json!({ "accounts": accounts, "statuses": statuses, "notification_groups": groups }))
}

/// `GET /api/v2/notifications`
pub(super) async fn grouped(app: App, caller: Caller, uri: Uri, params: Params) -> Answer {
    let viewer = caller.member()?;
    let inbox = inbox(&app, viewer, &params).await?;
    let wanted = wanted(&params, &inbox.notifications);
    let body = groups(&app, viewer, &wanted).await?;
    paged(&app, &uri, inbox.next, body)
}

/// The id of a notification, or of the line that a group key names.
fn line(named: &str) -> Result<NotificationId, Problem> {
    let id = named.strip_prefix("line-").unwrap_or(named);
    Ok(id.parse()?)
}

/// `GET /api/v2/notifications/{group}`
pub(super) async fn one_group(app: App, caller: Caller, Path(key): Path<String>) -> Answer {
    let viewer = caller.member()?;
    let notice = app.app.notification(viewer, line(&key)?).await?;
    let kind = alert(notice.kind).ok_or(Problem::NotFound)?;
    Ok(Json(groups(&app, viewer, &[(kind, &notice)]).await?).into_response())
}

/// `GET /api/v2/notifications/{group}/accounts`
pub(super) async fn people(app: App, caller: Caller, Path(key): Path<String>) -> Answer {
    let viewer = caller.member()?;
    let notice = app.app.notification(viewer, line(&key)?).await?;
    let ids: Vec<AccountId> = notice.people.iter().map(|person| person.id).collect();
    Ok(Json(profiles(&app.app, Some(viewer), &ids).await?).into_response())
}

/// `GET /api/v1/notifications/{id}`
pub(super) async fn show(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    let viewer = caller.member()?;
    let notice = app.app.notification(viewer, line(&id)?).await?;
    let kind = alert(notice.kind).ok_or(Problem::NotFound)?;
    let mut one = entities(&app.app, viewer, &[(kind, &notice)]).await?;
    let entity = one.pop().ok_or(Problem::NotFound)?;
    Ok(Json(entity).into_response())
}

/// `POST /api/v1/notifications/{id}/dismiss`, and of a group
pub(super) async fn dismiss(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    app.app
        .dismiss_notification(caller.member()?, line(&id)?)
        .await?;
    Ok(Json(json!({})).into_response())
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
