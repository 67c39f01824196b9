//! Watch.

use super::{Answer, App, Paging};
use crate::failure::html;
use crate::page::Here;
use crate::page::watch::{Clips, FOLLOWING, Watch};
use crate::reader::{Member, Reader};
use axum::extract::Query;
use sampan_app::view::Reel;

#[derive(serde::Deserialize)]
pub(crate) struct Starting {
    #[serde(flatten)]
    paging: Paging,
    /// The note that is shown first.
    from: Option<String>,
}

async fn answer(app: &App, reader: &Reader, mut reel: Reel, path: &'static str) -> Answer {
    for note in &mut reel.clips {
        app.app.cross_note(&reader.reading, note).await;
    }
    let frame = reader.frame(Here::Watch);
    if reader.is_fragment() {
        let (frame, reel) = (&frame, &reel);
        return html(&Clips { frame, reel, path });
    }
    html(&Watch { frame, reel, path })
}

/// `GET /watch`, for everybody.
pub(crate) async fn all(app: App, reader: Reader, Query(starting): Query<Starting>) -> Answer {
    let first = starting.from.and_then(|id| id.parse().ok());
    let after = starting.paging.after();
    let reel = app
        .app
        .watch(reader.viewer(), &reader.reading, after, first)
        .await?;
    answer(&app, &reader, reel, "/watch").await
}

/// `GET /watch/following`, for members.
pub(crate) async fn followed(app: App, member: Member, Query(paging): Query<Paging>) -> Answer {
    let viewer = member.viewer();
    let reel = app.app.watch_followed(viewer, paging.after()).await?;
    answer(&app, &member, reel, FOLLOWING).await
}
