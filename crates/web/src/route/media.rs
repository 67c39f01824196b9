//! Pictures and videos: taking the ones, giving both.

use super::{Answer, App};
use crate::failure::Failure;
use crate::form::{Form, Part};
use crate::reader::Member;
use axum::Json;
use axum::body::Body;
use axum::extract::{Path, Request};
use axum::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_SECURITY_POLICY,
    CONTENT_TYPE, RANGE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
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
            Part::Text(..) | Part::Video(_) => continue,
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

/// What every object is given with: it never changes, and it is nothing else than it seems.
fn given(kind: &'static str) -> [(axum::http::HeaderName, &'static str); 4] {
    [
        (CONTENT_TYPE, kind),
        (CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
    ]
}

/// `GET /media/{key}`, for whoever knows the key.
pub(crate) async fn object(app: App, Path(key): Path<String>, headers: HeaderMap) -> Response {
    let answer = if key.ends_with(".mp4") {
        part(&app, &key, &headers).await
    } else {
        let bytes = app.app.object(&key).await;
        bytes.map(|bytes| (given("image/webp"), bytes).into_response())
    };
    match answer {
        Ok(response) => response,
        Err(Error::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::warn!(%error, key, "a picture was not given");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

/// A video, or the part of it that a player asks for: one range; several are answered with the whole.
async fn part(app: &App, key: &str, headers: &HeaderMap) -> Result<Response, Error> {
    let whole = app.app.read_object(key, None).await?;
    let size = whole.size;
    let asked = headers
        .get(RANGE)
        .and_then(|range| range.to_str().ok())
        .and_then(|range| http_range_header::parse_range_header(range).ok());
    let ranges = match asked.map(|asked| asked.validate(size)) {
        Some(Ok(ranges)) => ranges,
        Some(Err(_)) => {
            let range = [(CONTENT_RANGE, format!("bytes */{size}"))];
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, range).into_response());
        }
        None => Vec::new(),
    };
    let (status, part) = match ranges.as_slice() {
        [range] => {
            let range = *range.start()..*range.end() + 1;
            (
                StatusCode::PARTIAL_CONTENT,
                app.app.read_object(key, Some(range)).await?,
            )
        }
        _ => (StatusCode::OK, whole),
    };
    let length = part.range.end - part.range.start;
    let range = (status == StatusCode::PARTIAL_CONTENT)
        .then(|| format!("bytes {}-{}/{size}", part.range.start, part.range.end - 1));
    let mut response = (status, given("video/mp4"), Body::from_stream(part.bytes)).into_response();
    let headers = response.headers_mut();
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(CONTENT_LENGTH, length.into());
    if let Some(range) = range.and_then(|range| HeaderValue::try_from(range).ok()) {
        headers.insert(CONTENT_RANGE, range);
    }
    Ok(response)
}
