//! Mastodon's client API: the same use cases as the pages, in JSON, for programs that speak for members.
//!
//! No cookies here: whoever asks brings a token. What each address needs stands in [`Table`], and a layer
//! checks it before the handler runs.

mod account;
mod entity;
mod instance;
mod list;
mod media;
mod notification;
mod oauth;
mod params;
mod poll;
mod problem;
mod reading;
mod relation;
mod search;
mod status;
mod streaming;
mod tag;
mod timeline;
mod translation;

use crate::reader::address;
use crate::router::State as Parts;
use axum::Router;
use axum::extract::{ConnectInfo, DefaultBodyLimit, FromRequestParts, Query, Request, State};
use axum::http::header::{AUTHORIZATION, LINK, SEC_WEBSOCKET_PROTOCOL, X_CONTENT_TYPE_OPTIONS};
use axum::http::request::Parts as Head;
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter, any, on};
use problem::Problem;
use sampan_app::client::Bearer;
use sampan_app::view::Viewer;
use std::net::SocketAddr;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::cors::{Any, CorsLayer};
use tower_http::set_header::SetResponseHeaderLayer;

type Answer = Result<Response, Problem>;
type App = State<Parts>;

/// A body of a form or of JSON.
const BODY_BYTES: usize = 512 << 10;

/// Where tokens may be parameters.
const STREAMING: &str = "/api/v1/streaming";

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
        handler: MethodRouter<Parts>,
    ) -> Self {
        let guarded = handler.layer(from_fn(move |caller: Caller, request, next| {
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

/// The table. `address!` keeps a line a line.
#[rustfmt::skip]
fn table() -> Table {
    let mut table = Table { router: Router::new(), entries: Vec::new() };
    macro_rules! address {
        ($($method:ident $path:literal $needs:expr => $handler:expr;)+) => {$(
            let handler = on(MethodFilter::$method, $handler);
            table = table.on(Method::$method, $path, $needs, handler);
        )+};
    }
    address! {
        POST "/api/v1/apps" Needs::Nothing => oauth::register;
        GET "/api/v1/apps/verify_credentials" Needs::Program("") => oauth::verify;
        POST "/oauth/token" Needs::Nothing => oauth::token;
        POST "/oauth/revoke" Needs::Nothing => oauth::revoke;
        GET "/.well-known/oauth-authorization-server" Needs::Nothing => oauth::metadata;
        GET "/api/v1/instance" Needs::Nothing => instance::v1;
        GET "/api/v2/instance" Needs::Nothing => instance::v2;
        POST "/api/v1/accounts" Needs::Program("write:accounts") => account::join;
        GET "/api/v1/accounts/verify_credentials" Needs::Member("read:accounts") => account::verify_credentials;
        GET "/api/v1/accounts/lookup" Needs::Nothing => account::lookup;
        GET "/api/v1/accounts/{id}" Needs::Nothing => account::show;
        GET "/api/v1/accounts/{id}/statuses" Needs::Nothing => timeline::of_account;
        POST "/api/v1/statuses" Needs::Member("write:statuses") => status::write;
        GET "/api/v1/statuses/{id}" Needs::Nothing => status::show;
        DELETE "/api/v1/statuses/{id}" Needs::Member("write:statuses") => status::delete;
        GET "/api/v1/statuses/{id}/context" Needs::Nothing => status::context;
        GET "/api/v1/statuses/{id}/source" Needs::Member("read:statuses") => status::source;
        POST "/api/v1/statuses/{id}/favourite" Needs::Member("write:favourites") => status::favourite::<true>;
        POST "/api/v1/statuses/{id}/unfavourite" Needs::Member("write:favourites") => status::favourite::<false>;
        POST "/api/v1/statuses/{id}/bookmark" Needs::Member("write:bookmarks") => status::bookmark::<true>;
        POST "/api/v1/statuses/{id}/unbookmark" Needs::Member("write:bookmarks") => status::bookmark::<false>;
        GET "/api/v1/accounts/search" Needs::Member("read:accounts") => search::of_accounts;
        GET "/api/v1/accounts/relationships" Needs::Member("read:follows") => relation::list;
        GET "/api/v1/accounts/{id}/followers" Needs::Nothing => relation::followers;
        GET "/api/v1/accounts/{id}/following" Needs::Nothing => relation::following;
        POST "/api/v1/accounts/{id}/follow" Needs::Member("write:follows") => relation::follow::<true>;
        POST "/api/v1/accounts/{id}/unfollow" Needs::Member("write:follows") => relation::follow::<false>;
        POST "/api/v1/accounts/{id}/block" Needs::Member("write:blocks") => relation::block::<true>;
        POST "/api/v1/accounts/{id}/unblock" Needs::Member("write:blocks") => relation::block::<false>;
        POST "/api/v1/accounts/{id}/mute" Needs::Member("write:mutes") => relation::mute::<true>;
        POST "/api/v1/accounts/{id}/unmute" Needs::Member("write:mutes") => relation::mute::<false>;
        GET "/api/v1/blocks" Needs::Member("read:blocks") => relation::blocks;
        GET "/api/v1/mutes" Needs::Member("read:mutes") => relation::mutes;
        GET "/api/v2/search" Needs::Nothing => search::all;
        GET "/api/v1/tags/{tag}" Needs::Nothing => tag::show;
        POST "/api/v1/tags/{tag}/follow" Needs::Member("write:follows") => tag::follow::<true>;
        POST "/api/v1/tags/{tag}/unfollow" Needs::Member("write:follows") => tag::follow::<false>;
        GET "/api/v1/followed_tags" Needs::Member("read:follows") => tag::followed;
        GET "/api/v1/featured_tags" Needs::Member("read:accounts") => tag::own;
        POST "/api/v1/featured_tags" Needs::Member("write:accounts") => tag::feature;
        DELETE "/api/v1/featured_tags/{id}" Needs::Member("write:accounts") => tag::unfeature;
        GET "/api/v1/accounts/{id}/featured_tags" Needs::Nothing => tag::of_account;
        GET "/api/v1/trends/tags" Needs::Nothing => tag::rising;
        GET "/api/v1/lists" Needs::Member("read:lists") => list::list;
        POST "/api/v1/lists" Needs::Member("write:lists") => list::make;
        GET "/api/v1/lists/{id}" Needs::Member("read:lists") => list::show;
        PUT "/api/v1/lists/{id}" Needs::Member("write:lists") => list::rename;
        DELETE "/api/v1/lists/{id}" Needs::Member("write:lists") => list::delete;
        GET "/api/v1/lists/{id}/accounts" Needs::Member("read:lists") => list::members;
        POST "/api/v1/lists/{id}/accounts" Needs::Member("write:lists") => list::add;
        DELETE "/api/v1/lists/{id}/accounts" Needs::Member("write:lists") => list::remove;
        GET "/api/v1/accounts/{id}/lists" Needs::Member("read:lists") => list::holding;
        GET "/api/v1/timelines/list/{id}" Needs::Member("read:lists") => timeline::list;
        GET "/api/v1/polls/{id}" Needs::Nothing => poll::show;
        POST "/api/v1/polls/{id}/votes" Needs::Member("write:statuses") => poll::vote;
        GET "/api/v1/streaming" Needs::Member("read:statuses") => streaming::socket;
        GET "/api/v1/streaming/health" Needs::Nothing => streaming::health;
        GET "/api/v1/streaming/{*stream}" Needs::Member("read:statuses") => streaming::events;
        PUT "/api/v1/statuses/{id}" Needs::Member("write:statuses") => status::rewrite;
        GET "/api/v1/statuses" Needs::Nothing => status::several;
        GET "/api/v1/statuses/{id}/history" Needs::Nothing => status::history;
        GET "/api/v1/statuses/{id}/favourited_by" Needs::Nothing => status::favourited_by;
        GET "/api/v1/statuses/{id}/reblogged_by" Needs::Nothing => status::reblogged_by;
        POST "/api/v1/statuses/{id}/translate" Needs::Member("read:statuses") => translation::status;
        GET "/api/v1/instance/translation_languages" Needs::Nothing => translation::pairs;
        POST "/translate" Needs::Member("translate") => translation::any;
        POST "/detect" Needs::Member("translate") => translation::detect;
        GET "/languages" Needs::Nothing => translation::languages;
        POST "/api/v1/accounts/{id}/note" Needs::Member("write:accounts") => relation::note;
        GET "/api/v1/notifications/{id}" Needs::Member("read:notifications") => notification::show;
        POST "/api/v1/notifications/{id}/dismiss" Needs::Member("write:notifications") => notification::dismiss;
        GET "/api/v2/notifications" Needs::Member("read:notifications") => notification::grouped;
        GET "/api/v2/notifications/unread_count" Needs::Member("read:notifications") => notification::unread;
        GET "/api/v2/notifications/{id}" Needs::Member("read:notifications") => notification::one_group;
        GET "/api/v2/notifications/{id}/accounts" Needs::Member("read:notifications") => notification::people;
        POST "/api/v2/notifications/{id}/dismiss" Needs::Member("write:notifications") => notification::dismiss;
        GET "/api/v1/markers" Needs::Member("read:statuses") => reading::markers;
        POST "/api/v1/markers" Needs::Member("write:statuses") => reading::set_markers;
        GET "/api/v1/preferences" Needs::Member("read:accounts") => reading::preferences;
        GET "/api/v1/conversations" Needs::Member("read:statuses") => reading::conversations;
        GET "/api/v1/custom_emojis" Needs::Nothing => reading::emojis;
        GET "/api/v1/bookmarks" Needs::Member("read:bookmarks") => timeline::bookmarks;
        PATCH "/api/v1/accounts/update_credentials" Needs::Member("write:accounts") => account::update;
        POST "/api/v1/statuses/{id}/pin" Needs::Member("write:accounts") => status::pin::<true>;
        POST "/api/v1/statuses/{id}/unpin" Needs::Member("write:accounts") => status::pin::<false>;
        POST "/api/v2/media" Needs::Member("write:media") => media::upload;
        GET "/api/v1/media/{id}" Needs::Member("write:media") => media::show;
        PUT "/api/v1/media/{id}" Needs::Member("write:media") => media::describe;
        GET "/api/v1/notifications" Needs::Member("read:notifications") => notification::list;
        GET "/api/v1/notifications/unread_count" Needs::Member("read:notifications") => notification::unread;
        POST "/api/v1/notifications/clear" Needs::Member("write:notifications") => notification::clear;
        GET "/api/v1/favourites" Needs::Member("read:favourites") => timeline::favourites;
        GET "/api/v1/timelines/public" Needs::Nothing => timeline::public;
        GET "/api/v1/timelines/home" Needs::Member("read:statuses") => timeline::home;
        GET "/api/v1/timelines/tag/{tag}" Needs::Nothing => timeline::tag;
        GET "/api/v1/trends/statuses" Needs::Nothing => timeline::explore;
    }
    table
}

/// Every address of the API and what it needs, for whoever proves that it is so.
#[must_use]
pub fn entries() -> Vec<Entry> {
    table().entries
}

/// Name and port of this instance.
fn host(app: &App) -> &str {
    let origin = &app.app.config().origin;
    origin.split_once("://").map_or("", |(_, host)| host)
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
        .route("/api/{*rest}", any(async || Problem::NotFound))
        .layer(DefaultBodyLimit::max(
            BODY_BYTES + 2 * state.app.config().picture_max_bytes,
        ))
        .layer(CatchPanicLayer::custom(|_| {
            Problem::Internal("an answer panicked".into()).into_response()
        }))
        .layer(from_fn_with_state(state.clone(), know))
        .layer(SetResponseHeaderLayer::overriding(
            X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ))
        .layer(cors)
}

/// Who asks, known once per request.
#[derive(Debug, Clone)]
struct Caller {
    /// What their token stands for; `None` when it stands for nothing, or there is none.
    bearer: Option<Bearer>,
    token: Option<String>,
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

/// The token of a request. Browsers can send no header along with a stream or a socket, so there it may also
/// be a parameter or a protocol.
fn token(request: &Request) -> Option<String> {
    let header = |name: HeaderName| request.headers().get(name)?.to_str().ok();
    if let Some((kind, token)) = header(AUTHORIZATION).and_then(|value| value.split_once(' '))
        && kind.eq_ignore_ascii_case("bearer")
    {
        return Some(token.trim().to_owned());
    }
    if !request.uri().path().starts_with(STREAMING) {
        return None;
    }
    let query: Option<Query<Vec<(String, String)>>> = Query::try_from_uri(request.uri()).ok();
    let mut named = query.into_iter().flat_map(|query| query.0);
    let asked = named
        .find(|(name, _)| name == "access_token")
        .map(|(_, token)| token);
    asked.or_else(|| header(SEC_WEBSOCKET_PROTOCOL).map(str::to_owned))
}

/// Learns who asks.
async fn know(State(state): App, mut request: Request, next: Next) -> Response {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|info| info.0.ip());
    let token = token(&request);
    let bearer = match &token {
        Some(token) => match state.app.bearer(token).await {
            Ok(bearer) => bearer,
            Err(error) => return Problem::from(error).into_response(),
        },
        None => None,
    };
    let caller = Caller {
        bearer,
        token,
        address: address(request.headers(), peer, state.settings.proxied),
    };
    request.extensions_mut().insert(caller);
    next.run(request).await
}

/// Lets through who has what an address needs. A token that stands for nothing is told so everywhere.
async fn guard(needs: Needs, caller: Caller, request: Request, next: Next) -> Response {
    let problem = match (needs, &caller.bearer) {
        (_, None) if caller.token.is_some() => Some(Problem::NoToken),
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
