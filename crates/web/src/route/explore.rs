//! The feeds.

use super::{Answer, App, Paging};
use crate::failure::{Failure, html};
use crate::kept::{self, Made};
use crate::page::explore::{Explore, Following};
use crate::page::part::Cards;
use crate::page::{Frame, Here};
use crate::reader::{Member, Reader};
use askama::Template;
use axum::Json;
use axum::extract::Query;
use axum::response::IntoResponse;
use sampan_app::standing::Shown;
use sampan_app::view::FeedPage;
use sampan_domain::NoteId;
use serde_json::json;

/// Topics in the row above the feed.
const CHIPS: usize = 12;

/// The cards alone, for a feed that goes on at `path`.
pub(crate) fn cards(frame: &Frame, feed: &FeedPage, path: &str, first: bool) -> Answer {
    html(&Cards {
        frame,
        feed,
        path,
        first,
    })
}

/// `GET /`, for everybody.
pub(crate) async fn explore(app: App, reader: Reader, Query(paging): Query<Paging>) -> Answer {
    if reader.is_fragment() {
        let feed = dealt(&app, &reader, &paging).await?;
        let frame = reader.frame(Here::Explore);
        return cards(&frame, &feed, "/", paging.after().is_none());
    }
    let make = |reader: Reader, frame: Frame| {
        let (app, paging) = (&app, &paging);
        async move {
            let feed = dealt(app, &reader, paging).await?;
            let mut topics = app.app.rising_topics().await?;
            topics.truncate(CHIPS);
            app.app.cross_topics(&reader.reading, &mut topics).await;
            let newest = app.app.newest_note().await?;
            let page = Explore {
                frame,
                feed,
                topics,
                newest,
            };
            Ok(Made {
                html: page.render()?,
                shown: Shown::default(),
                is_own: false,
            })
        }
    };
    kept::page_for_visitors(&app, &reader, Here::Explore, make).await
}

/// What Explore deals to this reader, in their language.
async fn dealt(app: &App, reader: &Reader, paging: &Paging) -> Result<FeedPage, Failure> {
    let mut feed = app
        .app
        .explore(reader.viewer(), &reader.reading, paging.after())
        .await?;
    app.app.cross_cards(&reader.reading, &mut feed.cards).await;
    Ok(feed)
}

/// `GET /following`, for members.
pub(crate) async fn following(app: App, member: Member, Query(paging): Query<Paging>) -> Answer {
    let viewer = member.viewer();
    let mut feed = app.app.followed_notes(viewer, paging.after()).await?;
    app.app.cross_cards(&member.reading, &mut feed.cards).await;
    let frame = member.frame(Here::Following);
    if member.is_fragment() {
        return cards(&frame, &feed, "/following", paging.after().is_none());
    }
    let follows_nobody = app.app.own_profile(viewer).await?.following == 0;
    html(&Following {
        frame,
        feed,
        follows_nobody,
    })
}

#[derive(serde::Deserialize)]
pub(crate) struct Since {
    since: String,
}

/// `GET /explore/fresh`, for everybody: how many notes are newer than one.
pub(crate) async fn fresh(app: App, _: Reader, Query(query): Query<Since>) -> Answer {
    let since: NoteId = query.since.parse().map_err(|_| Failure::Malformed)?;
    let count = app.app.newer_notes(since).await?;
    Ok(Json(json!({ "count": count })).into_response())
}
