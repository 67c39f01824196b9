//! What went wrong, as an answer: the only thing that becomes one.

use crate::locale::Catalogue;
use crate::page::error::{ErrorPage, Problem};
use crate::page::part::ErrorLine;
use crate::page::{Errors, FieldError, Here};
use crate::reader::{Reader, see};
use crate::rich::percent;
use askama::Template;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use sampan_domain::Invalid;
use serde_json::json;

/// Everything that can be answered instead of what was asked for.
#[derive(Debug, Clone)]
pub(crate) enum Failure {
    SignedOut,
    /// The code is the key of the message.
    Denied(&'static str),
    Invalid(Vec<Invalid>),
    NotFound,
    /// No such thing can be done to that address.
    Method,
    Conflict(&'static str),
    Limited {
        wait_s: u64,
    },
    /// More is asked than can be done; worth coming back after so many seconds.
    Busy {
        wait_s: u64,
    },
    /// More bytes than are taken.
    TooLarge,
    /// Another site asked in the reader's name.
    CrossSite,
    /// Not what a form of ours sends.
    Malformed,
    Unavailable,
    /// For the log; the reader sees the request's id.
    Internal(String),
}

impl From<sampan_app::Error> for Failure {
    fn from(error: sampan_app::Error) -> Self {
        use sampan_app::Error;
        match error {
            Error::SignedOut => Self::SignedOut,
            Error::Denied(code) => Self::Denied(code),
            Error::Invalid(invalid) => Self::Invalid(invalid),
            Error::NotFound => Self::NotFound,
            Error::Conflict(code) => Self::Conflict(code),
            Error::Limited { wait_s } => Self::Limited { wait_s },
            Error::Unavailable(reason) => {
                tracing::warn!(reason, "unavailable");
                Self::Unavailable
            }
            Error::Internal(reason) => Self::Internal(reason),
        }
    }
}

impl From<askama::Error> for Failure {
    fn from(error: askama::Error) -> Self {
        Self::Internal(format!("a template: {error}"))
    }
}

impl From<sampan_domain::id::NotAnId> for Failure {
    fn from(_: sampan_domain::id::NotAnId) -> Self {
        Self::NotFound
    }
}

impl IntoResponse for Failure {
    /// Carries itself to the reader layer, which knows how to show it.
    fn into_response(self) -> Response {
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl Failure {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::Denied(_) | Self::CrossSite => StatusCode::FORBIDDEN,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::Limited { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Busy { .. } | Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::SignedOut => "signed-out",
            Self::Denied(code) | Self::Conflict(code) => code,
            Self::Invalid(invalid) => invalid.first().map_or("invalid", |first| first.code),
            Self::NotFound | Self::Method => "not-found",
            Self::Limited { .. } => "rate-limited",
            Self::Busy { .. } => "busy",
            Self::TooLarge => "too-large",
            Self::CrossSite => "cross-site",
            Self::Malformed => "malformed",
            Self::Unavailable => "unavailable",
            Self::Internal(_) => "internal",
        }
    }

    fn problem(&self, expired: bool) -> Problem {
        match self {
            Self::SignedOut if expired => Problem::SessionExpired,
            Self::SignedOut => Problem::SignIn,
            Self::Denied(_) => Problem::Denied,
            Self::Invalid(_) | Self::Malformed => Problem::Malformed,
            Self::NotFound | Self::Method => Problem::NotFound,
            Self::Conflict(_) => Problem::Stale,
            Self::Limited { wait_s } => Problem::RateLimited {
                wait_s: i64::try_from(*wait_s).unwrap_or(i64::MAX),
            },
            Self::Busy { wait_s } => Problem::Busy {
                minutes: crate::admission::minutes(*wait_s),
            },
            Self::TooLarge => Problem::TooLarge,
            Self::CrossSite => Problem::CrossSite,
            Self::Unavailable => Problem::Unavailable,
            Self::Internal(_) => Problem::Internal,
        }
    }

    /// As errors of the form that was sent, where showing it again helps.
    pub(crate) fn errors(&self, reader: &Reader) -> Option<Errors> {
        match self {
            Self::Invalid(wrong) => Some(Errors::new(reader.catalogue, wrong)),
            Self::Limited { .. } | Self::Conflict(_) | Self::Unavailable => {
                let message = self.line(reader, false);
                let field = "text";
                Some(vec![FieldError { field, message }].into())
            }
            _ => None,
        }
    }

    /// In words, for a line in a page or a script.
    pub(crate) fn line(&self, reader: &Reader, expired: bool) -> String {
        let catalogue: &Catalogue = reader.catalogue;
        match self {
            Self::Denied(code) | Self::Conflict(code) if catalogue.has(code) => {
                catalogue.refusal(code, None)
            }
            Self::Invalid(invalid) => invalid
                .iter()
                .map(|one| catalogue.invalid(one))
                .collect::<Vec<_>>()
                .join(" "),
            _ => self.problem(expired).line(&reader.frame(Here::Other)),
        }
    }
}

/// Words that somebody sent and that must not be lost with the failure. Travels beside it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Kept(pub(crate) Vec<String>);

/// A failure as a page, a fragment or JSON, in the reader's language.
pub(crate) fn show(
    failure: &Failure,
    reader: &Reader,
    is_read: bool,
    expired: bool,
    kept: Kept,
) -> Response {
    if let Failure::Internal(reason) = failure {
        tracing::error!(reason, "a request failed");
    }
    let status = failure.status();
    let mut response = if reader.wants_json {
        let error = json!({ "code": failure.code(), "message": failure.line(reader, expired) });
        (status, axum::Json(json!({ "error": error }))).into_response()
    } else if reader.is_fragment() {
        let line = ErrorLine {
            message: failure.line(reader, expired),
        };
        (status, Html(line.render().unwrap_or_default())).into_response()
    } else if matches!(failure, Failure::SignedOut) && is_read && !expired {
        see(&format!("/signin?next={}", percent(&reader.path)))
    } else {
        page(failure, reader, status, expired, kept)
    };
    if let Failure::Limited { wait_s } = failure {
        response
            .headers_mut()
            .insert(RETRY_AFTER, HeaderValue::from(*wait_s));
    }
    response
}

fn page(
    failure: &Failure,
    reader: &Reader,
    status: StatusCode,
    expired: bool,
    kept: Kept,
) -> Response {
    let request_id = matches!(failure, Failure::Internal(_)).then(|| reader.request_id.clone());
    let page = ErrorPage {
        frame: reader.frame(Here::Other),
        status: status.as_u16(),
        problem: failure.problem(expired),
        said: match failure {
            Failure::Denied(_) | Failure::Invalid(_) => Some(failure.line(reader, expired)),
            _ => None,
        },
        request_id,
        kept: kept.0,
    };
    match page.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, "the error page");
            let plain = [(
                CONTENT_TYPE,
                HeaderValue::from_static("text/plain; charset=utf-8"),
            )];
            (status, plain, failure.line(reader, expired)).into_response()
        }
    }
}

/// A page or a fragment.
pub(crate) fn html(template: &impl Template) -> Result<Response, Failure> {
    Ok(Html(template.render()?).into_response())
}

/// A form that comes back: what was typed, what was wrong, and the status that says so.
pub(crate) fn html_with(status: StatusCode, template: &impl Template) -> Result<Response, Failure> {
    Ok((status, Html(template.render()?)).into_response())
}
