//! Videos on their way in, by the resumable upload protocol <https://tus.io/protocols/resumable-upload> (core,
//! creation and termination); and what has become of one.

use super::{Answer, App};
use crate::failure::Failure;
use crate::page::Here;
use crate::reader::Member;
use axum::Json;
use axum::body::Body;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use sampan_app::Error;
use sampan_domain::VideoId;
use sampan_domain::video::State;
use serde_json::json;

const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const VERSION: HeaderName = HeaderName::from_static("tus-version");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
/// The one version there is.
const V1: HeaderValue = HeaderValue::from_static("1.0.0");
const PIECE: &str = "application/offset+octet-stream";

fn number(headers: &HeaderMap, name: &HeaderName) -> Option<i64> {
    headers.get(name)?.to_str().ok()?.parse().ok()
}

/// Refuses programs that speak another version.
fn check(headers: &HeaderMap) -> Result<(), Box<Response>> {
    if headers.get(RESUMABLE) == Some(&V1) {
        Ok(())
    } else {
        let refused = (StatusCode::PRECONDITION_FAILED, [(VERSION, V1)]);
        Err(Box::new(refused.into_response()))
    }
}

/// `POST /videos`, for members: begins an upload.
pub(crate) async fn begin(app: App, member: Member, headers: HeaderMap) -> Answer {
    if let Err(refused) = check(&headers) {
        return Ok(*refused);
    }
    let size = number(&headers, &LENGTH).ok_or(Failure::Malformed)?;
    let id = app.app.begin_video(member.viewer(), Some(size)).await?;
    let place = HeaderValue::try_from(format!("/videos/{id}"));
    let place = place.map_err(|error| Failure::Internal(error.to_string()))?;
    Ok((StatusCode::CREATED, [(RESUMABLE, V1), (LOCATION, place)]).into_response())
}

/// `HEAD /videos/{video}`, for its owner: how much is there.
pub(crate) async fn offset(app: App, member: Member, Path(id): Path<String>) -> Answer {
    let video = app.app.own_video(member.viewer(), id.parse()?).await?;
    let headers = [
        (RESUMABLE, V1),
        (OFFSET, video.received.into()),
        (LENGTH, video.size.into()),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok(headers.into_response())
}

/// `PATCH /videos/{video}`, for its owner: more bytes.
pub(crate) async fn receive(
    app: App,
    member: Member,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Answer {
    if let Err(refused) = check(&headers) {
        return Ok(*refused);
    }
    if headers.get(CONTENT_TYPE).is_none_or(|kind| kind != PIECE) {
        return Ok(StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response());
    }
    let id: VideoId = id.parse()?;
    let start = number(&headers, &OFFSET).ok_or(Failure::Malformed)?;
    let bytes = body.into_data_stream();
    match app
        .app
        .receive_video(member.viewer(), id, start, bytes)
        .await
    {
        Ok(received) => {
            let headers = [(RESUMABLE, V1), (OFFSET, received.into())];
            Ok((StatusCode::NO_CONTENT, headers).into_response())
        }
        // The program asks how much is there, and goes on.
        Err(Error::Conflict(_)) => Ok((StatusCode::CONFLICT, [(RESUMABLE, V1)]).into_response()),
        Err(error) => Err(error.into()),
    }
}

/// `DELETE /videos/{video}`, for its owner: gives it up.
pub(crate) async fn cancel(app: App, member: Member, Path(id): Path<String>) -> Answer {
    app.app.cancel_video(member.viewer(), id.parse()?).await?;
    Ok((StatusCode::NO_CONTENT, [(RESUMABLE, V1)]).into_response())
}

/// `GET /videos/{video}`, for its owner: how far it is.
pub(crate) async fn show(app: App, member: Member, Path(id): Path<String>) -> Answer {
    let video = app.app.own_video(member.viewer(), id.parse()?).await?;
    let frame = member.frame(Here::Write);
    let answer = json!({
        "id": video.id,
        "state": video.state,
        "reason": video.reason.map(|reason| frame.t(reason)),
        "poster": video.poster.map(|poster| format!("/media/{}-s.webp", poster.key)),
        "is_done": !matches!(video.state, State::Uploading | State::Waiting),
    });
    let fresh = [(CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    Ok((fresh, Json(answer)).into_response())
}
