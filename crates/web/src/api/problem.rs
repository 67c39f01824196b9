//! What the API answers instead of what was asked for, in Mastodon's form: `{"error": "…"}`.

use crate::locale::Catalogue;
use axum::Json;
use axum::http::HeaderValue;
use axum::http::StatusCode;
use axum::http::header::{RETRY_AFTER, WWW_AUTHENTICATE};
use axum::response::{IntoResponse, Response};
use sampan_app::Error;
use sampan_app::client::Refusal;
use sampan_domain::{Invalid, Lang};
use serde_json::json;

#[derive(Debug)]
pub(super) enum Problem {
    NoToken,
    /// The token speaks for a program alone.
    NoUser,
    Scope,
    /// OAuth's own: a code of RFC 6749 and what it means.
    Grant(StatusCode, &'static str, &'static str),
    NotFound,
    /// What Mastodon says of a record that cannot be.
    Record,
    Denied(&'static str),
    Invalid(Vec<Invalid>),
    Conflict(&'static str),
    Limited(u64),
    Malformed,
    TooLarge,
    Unavailable,
    Internal(String),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::SignedOut => Self::NoToken,
            Error::Denied(code) => Self::Denied(code),
            Error::Invalid(wrong) => Self::Invalid(wrong),
            Error::NotFound => Self::NotFound,
            Error::Conflict(code) => Self::Conflict(code),
            Error::Limited { wait_s } => Self::Limited(wait_s),
            Error::Unavailable(reason) => {
                tracing::warn!(reason, "unavailable");
                Self::Unavailable
            }
            Error::Internal(reason) => Self::Internal(reason),
        }
    }
}

impl From<Invalid> for Problem {
    fn from(wrong: Invalid) -> Self {
        Self::Invalid(vec![wrong])
    }
}

impl From<sampan_domain::id::NotAnId> for Problem {
    fn from(_: sampan_domain::id::NotAnId) -> Self {
        Self::NotFound
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Client => Self::Grant(
                StatusCode::UNAUTHORIZED,
                "invalid_client",
                "Client authentication failed due to unknown client, no client authentication \
                 included, or unsupported authentication method.",
            ),
            Refusal::Grant => Self::Grant(
                StatusCode::BAD_REQUEST,
                "invalid_grant",
                "The provided authorization grant is invalid, expired, revoked, does not match \
                 the redirection URI used in the authorization request, or was issued to another \
                 client.",
            ),
            Refusal::Scope => Self::Grant(
                StatusCode::BAD_REQUEST,
                "invalid_scope",
                "The requested scope is invalid, unknown, or malformed.",
            ),
            Refusal::Other(error) => error.into(),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let words = Catalogue::of(Lang::EN);
        let plain = |status, error: &str| (status, json!({ "error": error }));
        let (status, body) = match &self {
            Self::NoToken => plain(StatusCode::UNAUTHORIZED, "The access token is invalid"),
            Self::NoUser => plain(
                StatusCode::UNPROCESSABLE_ENTITY,
                "This method requires an authenticated user",
            ),
            Self::Scope => plain(
                StatusCode::FORBIDDEN,
                "This action is outside the authorized scopes",
            ),
            Self::Grant(status, error, description) => (
                *status,
                json!({ "error": error, "error_description": description }),
            ),
            Self::NotFound => plain(StatusCode::NOT_FOUND, "Record not found"),
            Self::Denied(code) => plain(StatusCode::FORBIDDEN, &words.refusal(code, None)),
            Self::Conflict(code) => plain(StatusCode::CONFLICT, &words.refusal(code, None)),
            Self::Invalid(wrong) => {
                let said: Vec<String> = wrong.iter().map(|one| words.invalid(one)).collect();
                let mut details = serde_json::Map::new();
                for (one, said) in wrong.iter().zip(&said) {
                    let known = details.entry(one.field).or_insert_with(|| json!([]));
                    if let Some(list) = known.as_array_mut() {
                        list.push(json!({ "error": one.code, "description": said }));
                    }
                }
                let error = format!("Validation failed: {}", said.join(" "));
                (
                    StatusCode::UNPROCESSABLE_ENTITY,
                    json!({ "error": error, "details": details }),
                )
            }
            Self::Limited(_) => plain(StatusCode::TOO_MANY_REQUESTS, "Too many requests"),
            Self::Record => plain(StatusCode::UNPROCESSABLE_ENTITY, "Record invalid"),
            Self::Malformed => plain(StatusCode::BAD_REQUEST, "The request cannot be read"),
            Self::TooLarge => plain(
                StatusCode::PAYLOAD_TOO_LARGE,
                "The request is larger than what is taken",
            ),
            Self::Unavailable => plain(StatusCode::SERVICE_UNAVAILABLE, "Try again in a moment"),
            Self::Internal(reason) => {
                tracing::error!(reason, "the api failed");
                plain(StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong")
            }
        };
        let mut response = (status, Json(body)).into_response();
        let headers = response.headers_mut();
        if let Self::NoToken = self {
            headers.insert(
                WWW_AUTHENTICATE,
                HeaderValue::from_static("Bearer error=\"invalid_token\""),
            );
        }
        if let Self::Limited(wait_s) = self {
            headers.insert(RETRY_AFTER, wait_s.into());
            headers.insert(super::RATE_REMAINING, 0.into());
        }
        response
    }
}
