//! Pictures and videos on their way into a status.

use super::entity::Attachment;
use super::params::{Params, Upload};
use super::problem::Problem;
use super::{Answer, App, Caller};
use axum::Json;
use axum::extract::{Path, Request};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use sampan_app::Error;
use sampan_domain::picture::Focus;
use sampan_domain::{Invalid, PictureId, VideoId};

/// `POST /api/v2/media`: one file. A picture is ready at once, a video later (202).
pub(super) async fn upload(app: App, caller: Caller, request: Request) -> Answer {
    let viewer = caller.member()?;
    let most = app.app.config().picture_max_bytes;
    let mut upload = Upload::read(request, most, Some((&app.app, viewer))).await?;
    let focus = focus(&upload.params)?;
    if let Some(video) = upload.video {
        if let Some(alt) = said(&upload.params) {
            app.app.describe_video(viewer, video, alt).await?;
        }
        let mut answer = shown(&app, &caller, video.0).await?;
        *answer.status_mut() = StatusCode::ACCEPTED;
        return Ok(answer);
    }
    let Some(bytes) = upload.file("file")? else {
        return Err(Problem::Invalid(vec![Invalid::new(
            "file",
            "picture-broken",
        )]));
    };
    let id = app.app.upload_picture(viewer, bytes).await?.id;
    let alt = said(&upload.params);
    app.app.describe_picture(viewer, id, alt, focus).await?;
    shown(&app, &caller, id.0).await
}

fn said(params: &Params) -> Option<&str> {
    params
        .has("description")
        .then(|| params.text("description"))
}

/// What has to stay in sight, when a program says so.
pub(super) fn focus(params: &Params) -> Result<Option<Focus>, Problem> {
    match params.text("focus") {
        "" => Ok(None),
        place => Ok(Some(Focus::parse(place)?)),
    }
}

/// A picture, or a video: 206 while it is made, 422 when nothing came of it.
async fn shown(app: &App, caller: &Caller, id: i64) -> Answer {
    let viewer = caller.member()?;
    let origin = &app.app.config().origin;
    match app.app.own_video(viewer, VideoId(id)).await {
        Ok(video) => {
            if let Some(reason) = video.reason {
                return Err(Problem::Invalid(vec![Invalid::new("file", reason)]));
            }
            let status = if video.state.plays() {
                StatusCode::OK
            } else {
                StatusCode::PARTIAL_CONTENT
            };
            Ok((status, Json(Attachment::of_video(origin, &video))).into_response())
        }
        Err(Error::NotFound) => {
            let pictures = app.app.described_pictures(viewer, &[PictureId(id)]).await?;
            let picture = pictures.first().ok_or(Problem::NotFound)?;
            Ok(Json(Attachment::of(origin, picture)).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /api/v1/media/{id}`
pub(super) async fn show(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    let id: PictureId = id.parse()?;
    shown(&app, &caller, id.0).await
}

/// `PUT /api/v1/media/{id}`: says what is on it, and what has to stay in sight.
pub(super) async fn describe(
    app: App,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Answer {
    let id: PictureId = id.parse()?;
    let (alt, focus) = (said(&params), focus(&params)?);
    let viewer = caller.member()?;
    let is_video = app.app.own_video(viewer, VideoId(id.0)).await.is_ok();
    if !is_video {
        app.app.describe_picture(viewer, id, alt, focus).await?;
    } else if let Some(alt) = alt {
        app.app.describe_video(viewer, VideoId(id.0), alt).await?;
    }
    shown(&app, &caller, id.0).await
}
