//! Lists of statuses, a page at a time.

use super::params::Params;
use super::problem::Problem;
use super::status::of_notes;
use super::{Answer, App, Caller};
use crate::rich::percent;
use axum::Json;
use axum::extract::Path;
use axum::http::header::LINK;
use axum::http::{HeaderValue, Uri};
use axum::response::IntoResponse;
use sampan_app::topic::Topics;
use sampan_app::view::FeedPage;
use sampan_domain::{AccountId, NoteId};

/// How a list is sorted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Newest,
    Ranked,
}

/// Statuses of a page; ours have no more.
const MOST: usize = 24;

/// Where a list goes on, as our pages know it: after an id, or after a place that `Link` told.
fn after(params: &Params) -> Option<String> {
    match params.text("max_id") {
        "" => None,
        place => Some(place.to_owned()),
    }
}

/// A page as statuses, with where it goes on in `Link`.
async fn page(
    app: &App,
    caller: &Caller,
    uri: &Uri,
    params: &Params,
    page: FeedPage,
    order: Order,
) -> Answer {
    let limit = params.text("limit").parse().unwrap_or(20).clamp(1, MOST);
    let newer: Option<NoteId> = ["since_id", "min_id"]
        .iter()
        .find_map(|name| params.text(name).parse().ok());
    let mut ids: Vec<NoteId> = page.cards.iter().map(|card| card.id).collect();
    // A ranked page comes whole: it goes on at a place, not below an id.
    let is_cut = order == Order::Newest && ids.len() > limit;
    if is_cut {
        ids.truncate(limit);
    }
    let (first, last) = (ids.first().copied(), ids.last().copied());
    ids.retain(|id| newer.is_none_or(|newer| *id > newer));
    let notes = app.app.notes(caller.viewer(), &ids).await?;
    let statuses = of_notes(&app.app, caller.viewer(), &notes).await?;
    // What was cut off comes next; else the list says itself where it goes on.
    let next = match (is_cut, last) {
        (true, Some(last)) => Some(last.to_string()),
        _ => page.next,
    };
    let place = format!("{}{}", app.app.config().origin, uri.path());
    let links = [
        next.map(|next| {
            let next = percent(&next);
            format!("<{place}?limit={limit}&max_id={next}>; rel=\"next\"")
        }),
        first.map(|first| format!("<{place}?limit={limit}&min_id={first}>; rel=\"prev\"")),
    ];
    let links: Vec<String> = links.into_iter().flatten().collect();
    let mut response = Json(statuses).into_response();
    if let Ok(links) = HeaderValue::from_str(&links.join(", ")) {
        response.headers_mut().insert(LINK, links);
    }
    Ok(response)
}

/// `GET /api/v1/timelines/public`: the newest.
pub(super) async fn public(app: App, caller: Caller, uri: Uri, params: Params) -> Answer {
    let after = after(&params);
    let feed = app
        .app
        .newest_notes(caller.viewer(), after.as_deref())
        .await?;
    page(&app, &caller, &uri, &params, feed, Order::Newest).await
}

/// `GET /api/v1/trends/statuses`: Explore.
pub(super) async fn explore(app: App, caller: Caller, uri: Uri, params: Params) -> Answer {
    let after = Some(params.text("max_id")).filter(|place| !place.is_empty());
    let feed = app
        .app
        .explore(caller.viewer(), &caller.reading(), after)
        .await?;
    page(&app, &caller, &uri, &params, feed, Order::Ranked).await
}

/// `GET /api/v1/timelines/home`: Following.
pub(super) async fn home(app: App, caller: Caller, uri: Uri, params: Params) -> Answer {
    let after = after(&params);
    let feed = app
        .app
        .followed_notes(caller.member()?, after.as_deref())
        .await?;
    page(&app, &caller, &uri, &params, feed, Order::Newest).await
}

/// `GET /api/v1/timelines/tag/{tag}`: the newest of a topic, and of `any[]`; only what is in `all[]` too, and
/// not in `none[]`. A topic that nobody wrote under is empty.
pub(super) async fn tag(
    app: App,
    caller: Caller,
    uri: Uri,
    Path(tag): Path<String>,
    params: Params,
) -> Answer {
    let mut any = params.list("any");
    any.push(tag);
    let wanted = Topics {
        any,
        all: params.list("all"),
        none: params.list("none"),
    };
    let after = after(&params);
    let feed = app
        .app
        .notes_in_topics(caller.viewer(), &wanted, after.as_deref())
        .await?;
    page(&app, &caller, &uri, &params, feed, Order::Newest).await
}

/// `GET /api/v1/timelines/list/{id}`
pub(super) async fn list(
    app: App,
    caller: Caller,
    uri: Uri,
    Path(id): Path<String>,
    params: Params,
) -> Answer {
    let (id, after) = (id.parse()?, after(&params));
    let viewer = caller.member()?;
    let feed = app.app.list_notes(viewer, id, after.as_deref()).await?;
    page(&app, &caller, &uri, &params, feed, Order::Newest).await
}

/// `GET /api/v1/accounts/{id}/statuses`
pub(super) async fn of_account(
    app: App,
    caller: Caller,
    uri: Uri,
    Path(id): Path<String>,
    params: Params,
) -> Answer {
    let id: AccountId = id.parse()?;
    let handle = app.app.handle_of(id).await?;
    let after = after(&params);
    let mut feed = app
        .app
        .notes_by(caller.viewer(), handle.as_str(), after.as_deref())
        .await?;
    if params.is_on("pinned") {
        feed.cards.retain(|card| card.pinned);
        feed.next = None;
    } else {
        // Pinned ones lead our pages; programs ask for them apart and sort by id.
        feed.cards.sort_by_key(|card| std::cmp::Reverse(card.id));
    }
    page(&app, &caller, &uri, &params, feed, Order::Newest).await
}

/// `GET /api/v1/favourites`
pub(super) async fn favourites(app: App, caller: Caller, uri: Uri, params: Params) -> Answer {
    let viewer = caller.member()?;
    let (handle, after) = (viewer.account.handle.as_str(), after(&params));
    let feed = app
        .app
        .liked_by(Some(viewer), handle, after.as_deref())
        .await?;
    page(&app, &caller, &uri, &params, feed, Order::Newest).await
}

/// `GET /api/v1/bookmarks`: what the member collects where no other collection was chosen.
pub(super) async fn bookmarks(app: App, caller: Caller, uri: Uri, params: Params) -> Answer {
    let viewer = caller.member()?;
    let handle = viewer.account.handle.as_str();
    let all = app.app.collections(Some(viewer), handle).await?;
    let default = all.iter().find(|collection| collection.is_default);
    let default = default.ok_or(Problem::NotFound)?;
    let after = after(&params);
    let (_, feed) = app
        .app
        .collection(Some(viewer), default.id, after.as_deref())
        .await?;
    page(&app, &caller, &uri, &params, feed, Order::Newest).await
}
