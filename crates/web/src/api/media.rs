//! Pictures on their way into a status.

use super::entity::Attachment;
use super::params::{Params, Upload};
use super::problem::Problem;
use super::{Answer, App, Caller};
use axum::Json;
use axum::extract::{Path, Request};
use axum::response::IntoResponse;
use sampan_domain::picture::Focus;
use sampan_domain::{Invalid, PictureId};

/// `POST /api/v2/media`: one file. It is ready at once.
pub(super) async fn upload(app: App, caller: Caller, request: Request) -> Answer {
    let viewer = caller.member()?;
    let mut upload = Upload::read(request, app.app.config().picture_max_bytes).await?;
    let Some(bytes) = upload.file("file")? else {
        return Err(Problem::Invalid(vec![Invalid::new(
            "file",
            "picture-broken",
        )]));
    };
    let focus = focus(&upload.params)?;
    let id = app.app.upload_picture(viewer, bytes).await?.id;
    let alt = said(&upload.params);
    app.app.describe_picture(viewer, id, alt, focus).await?;
    shown(&app, &caller, id).await
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

async fn shown(app: &App, caller: &Caller, id: PictureId) -> Answer {
    let pictures = app.app.described_pictures(caller.member()?, &[id]).await?;
    let picture = pictures.first().ok_or(Problem::NotFound)?;
    Ok(Json(Attachment::of(&app.app.config().origin, picture)).into_response())
}

/// `GET /api/v1/media/{id}`
pub(super) async fn show(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    shown(&app, &caller, id.parse()?).await
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
    app.app.describe_picture(viewer, id, alt, focus).await?;
    shown(&app, &caller, id).await
}
