//! Mastodon's client API: the same use cases as the pages, in JSON, for programs that speak for members.
//!
//! No cookies here: whoever asks brings a token. What each address needs stands in [`Table`], and a layer
//! checks it before the handler runs.

mod account;
mod entity;
mod instance;
mod oauth;
mod params;
mod problem;

use crate::reader::address;
use crate::router::State as Parts;
use axum::Router;
use axum::extract::{ConnectInfo, DefaultBodyLimit, FromRequestParts, Request, State};
use axum::http::header::{AUTHORIZATION, LINK};
use axum::http::request::Parts as Head;
use axum::http::{HeaderName, Method};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter, on};
use problem::Problem;
use sampan_app::client::Bearer;
use sampan_app::view::Viewer;
use std::net::SocketAddr;
use tower_http::cors::{Any, CorsLayer};

type Answer = Result<Response, Problem>;
type App = State<Parts>;

/// A body of a form or of JSON.
const BODY_BYTES: usize = 512 << 10;

/// What an address needs. The scope may be empty: any will do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    Nothing,
    /// A token, whoever it speaks for.
    Program(&'static str),
    /// A token that speaks for a member.
    Member(&'static str),
}

/// One address of the API.
#[derive(Debug, Clone)]
pub struct Entry {
    pub method: Method,
    pub path: &'static str,
    pub needs: Needs,
}

/// Every address, with what it needs.
struct Table {
    router: Router<Parts>,
    entries: Vec<Entry>,
}

impl Table {
    fn on(
        mut self,
        method: Method,
        path: &'static str,
        needs: Needs,
        handler: impl FnOnce(MethodFilter) -> MethodRouter<Parts>,
    ) -> Self {
        let filter = match method {
            Method::GET => MethodFilter::GET,
            Method::POST => MethodFilter::POST,
            Method::PUT => MethodFilter::PUT,
            Method::PATCH => MethodFilter::PATCH,
            _ => MethodFilter::DELETE,
        };
        let guarded = handler(filter).layer(from_fn(move |caller: Caller, request, next| {
            guard(needs, caller, request, next)
        }));
        self.router = self.router.route(path, guarded);
        self.entries.push(Entry {
            method,
            path,
            needs,
        });
        self
    }
}

fn table() -> Table {
    let empty = Table {
        router: Router::new(),
        entries: Vec::new(),
    };
    let get = Method::GET;
    let post = Method::POST;
    empty
        .on(post.clone(), "/api/v1/apps", Needs::Nothing, |m| {
            on(m, oauth::register)
        })
        .on(
            get.clone(),
            "/api/v1/apps/verify_credentials",
            Needs::Program(""),
            |m| on(m, oauth::verify),
        )
        .on(post.clone(), "/oauth/token", Needs::Nothing, |m| {
            on(m, oauth::token)
        })
        .on(post.clone(), "/oauth/revoke", Needs::Nothing, |m| {
            on(m, oauth::revoke)
        })
        .on(
            get.clone(),
            "/.well-known/oauth-authorization-server",
            Needs::Nothing,
            |m| on(m, oauth::metadata),
        )
        .on(
            post,
            "/api/v1/accounts",
            Needs::Program("write:accounts"),
            |m| on(m, account::join),
        )
        .on(
            get.clone(),
            "/api/v1/accounts/verify_credentials",
            Needs::Member("read:accounts"),
            |m| on(m, account::verify_credentials),
        )
        .on(
            get.clone(),
            "/api/v1/accounts/lookup",
            Needs::Nothing,
            |m| on(m, account::lookup),
        )
        .on(get.clone(), "/api/v1/accounts/{id}", Needs::Nothing, |m| {
            on(m, account::show)
        })
        .on(get.clone(), "/api/v1/instance", Needs::Nothing, |m| {
            on(m, instance::v1)
        })
        .on(get, "/api/v2/instance", Needs::Nothing, |m| {
            on(m, instance::v2)
        })
}

/// Every address of the API and what it needs, for whoever proves that it is so.
#[must_use]
pub fn entries() -> Vec<Entry> {
    table().entries
}

/// The addresses with their layers.
pub(crate) fn router(state: &Parts) -> Router<Parts> {
    let link = [
        LINK,
        HeaderName::from_static("x-request-id"),
        HeaderName::from_static("retry-after"),
    ];
    let cors = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods(Any)
        .allow_headers(Any)
        .expose_headers(link);
    table()
        .router
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .layer(from_fn_with_state(state.clone(), know))
        .layer(cors)
}

/// Who asks, known once per request.
#[derive(Debug, Clone)]
struct Caller {
    /// What their token stands for; `None` when it stands for nothing, or there is none.
    bearer: Option<Bearer>,
    has_token: bool,
    address: String,
}

impl Caller {
    fn viewer(&self) -> Option<&Viewer> {
        self.bearer.as_ref()?.viewer.as_ref()
    }

    /// Where [`Needs::Member`] let nobody else through.
    fn member(&self) -> Result<&Viewer, Problem> {
        self.viewer().ok_or(Problem::NoUser)
    }

    /// Where [`Needs::Program`] let nobody else through.
    fn bearer(&self) -> Result<&Bearer, Problem> {
        self.bearer.as_ref().ok_or(Problem::NoToken)
    }
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(head: &mut Head, _: &S) -> Result<Self, Problem> {
        let caller = head.extensions.get::<Self>().cloned();
        caller.ok_or_else(|| Problem::Internal("the caller is not known".into()))
    }
}

/// Learns who asks.
async fn know(State(state): App, mut request: Request, next: Next) -> Response {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|info| info.0.ip());
    let token = request
        .headers()
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(kind, _)| kind.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim().to_owned());
    let bearer = match &token {
        Some(token) => match state.app.bearer(token).await {
            Ok(bearer) => bearer,
            Err(error) => return Problem::from(error).into_response(),
        },
        None => None,
    };
    let caller = Caller {
        bearer,
        has_token: token.is_some(),
        address: address(request.headers(), peer, state.settings.proxied),
    };
    request.extensions_mut().insert(caller);
    next.run(request).await
}

/// Lets through who has what an address needs. A token that stands for nothing is told so everywhere.
async fn guard(needs: Needs, caller: Caller, request: Request, next: Next) -> Response {
    let problem = match (needs, &caller.bearer) {
        (_, None) if caller.has_token => Some(Problem::NoToken),
        (Needs::Nothing, _) => None,
        (_, None) => Some(Problem::NoToken),
        (Needs::Program(scope) | Needs::Member(scope), Some(bearer))
            if !scope.is_empty() && !bearer.scopes.allows(scope) =>
        {
            Some(Problem::Scope)
        }
        (Needs::Member(_), Some(bearer)) if bearer.viewer.is_none() => Some(Problem::NoUser),
        _ => None,
    };
    match problem {
        Some(problem) => problem.into_response(),
        None => next.run(request).await,
    }
}
