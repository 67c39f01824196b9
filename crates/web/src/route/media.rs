//! Pictures: taking and giving them.

use super::{Answer, App};
use crate::failure::Failure;
use crate::form::{Form, Part};
use crate::reader::Member;
use axum::Json;
use axum::extract::{Path, Request};
use axum::http::StatusCode;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS,
};
use axum::response::{IntoResponse, Response};
use sampan_app::Error;
use sampan_domain::Invalid;
use serde_json::json;

/// `POST /pictures`, for members: one file.
pub(crate) async fn upload(app: App, member: Member, request: Request) -> Answer {
    let max = app.app.config().picture_max_bytes;
    let mut form = Form::new(request, max).await?;
    while let Some(part) = form.next().await? {
        let bytes = match part {
            Part::Text(..) => continue,
            Part::File(_, Some(bytes)) => bytes,
            Part::File(_, None) => {
                let invalid = Invalid::limited("file", "picture-too-large", max >> 20);
                return Err(Failure::Invalid(vec![invalid]));
            }
        };
        let picture = app.app.upload_picture(member.viewer(), bytes).await?;
        let answer = json!({
            "id": picture.id,
            "url": format!("/media/{}-s.webp", picture.key),
            "width": picture.width,
            "height": picture.height,
        });
        return Ok(Json(answer).into_response());
    }
    Err(Failure::Malformed)
}

/// `GET /media/{key}`, for whoever knows the key.
pub(crate) async fn object(app: App, Path(key): Path<String>) -> Response {
    match app.app.object(&key).await {
        Ok(bytes) => (
            [
                (CONTENT_TYPE, "image/webp"),
                (CACHE_CONTROL, "public, max-age=31536000, immutable"),
                (X_CONTENT_TYPE_OPTIONS, "nosniff"),
                (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
            ],
            bytes,
        )
            .into_response(),
        Err(Error::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::warn!(%error, key, "a picture was not given");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
