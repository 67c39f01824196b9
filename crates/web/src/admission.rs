//! The door: who is let in now, who is asked to come back, and what they are told.
//!
//! Before anything else is done for a request: whoever asks too often from one address waits and is refused; when more
//! is asked than can be done, the lesser classes are asked to come back ([`Class`]); and no more than so many requests
//! and so many bytes of uploads are at work at once.

use crate::gauge::Asked;
use crate::kept;
use crate::locale::Catalogue;
use crate::page::error::{Busy, Problem};
use crate::page::part::ErrorLine;
use crate::page::{Frame, Here};
use crate::reader::{self, SESSION};
use crate::router::State;
use crate::stitch::Stitched;
use askama::Template;
use axum::Json;
use axum::extract::{ConnectInfo, Request, State as Extract};
use axum::http::header::{
    ACCEPT, AUTHORIZATION, CACHE_CONTROL, CONNECTION, CONTENT_ENCODING, CONTENT_LENGTH,
    RETRY_AFTER, SET_COOKIE,
};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use bytes::Bytes;
use parking_lot::Mutex;
use sampan_app::appointment::COME_BACK_S;
use sampan_app::limit::Action;
use sampan_app::pressure::Class;
use sampan_app::{App, TRACED};
use sampan_domain::Lang;
use serde_json::json;
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};
use tokio::sync::{Semaphore, SemaphorePermit};
use tracing::Instrument;
use tracing::field::Empty;

/// Requests that are at work at once, and how many of those may be visitors'.
const AT_WORK: usize = 2_048;
const VISITORS_AT_WORK: usize = 1_536;
/// KiB of uploads that may be on their way at once, and of which size on an upload counts.
const UPLOADS_KIB: usize = 512 << 10;
const UPLOAD_KIB: u64 = 256;
/// Whoever asks too often is held up for so long before they are told: asking on and on becomes slow.
const HELD: Duration = Duration::from_millis(1_000);
const HELD_AT_ONCE: usize = 1_024;
/// After how many seconds the page of somebody who waits comes by itself: one of these, or whole minutes.
const RELOADS_S: [u64; 5] = [5, 10, 20, 40, 90];
/// Of those who wait no longer than this, nobody needs to know how long.
const MOMENT_S: u64 = 90;

/// How joining and signing in with a passkey end.
const SECOND_HALVES: [&str; 2] = ["/join/passkey/finish", "/signin/passkey/finish"];

/// The address that a request came from, for those behind the door.
#[derive(Debug, Clone)]
pub(crate) struct Address(pub(crate) String);

/// When a request came, and how traces show it, for whoever goes on with it.
#[derive(Debug, Clone)]
pub(crate) struct Came {
    pub(crate) began: Instant,
    pub(crate) span: tracing::Span,
}

/// In which language somebody waits, what they are told, and after how many seconds their page comes by itself.
type Waiting = (Lang, Problem, Option<u64>);

pub(crate) struct Door {
    at_work: Semaphore,
    visitors: Semaphore,
    uploads: Semaphore,
    held: Semaphore,
    asked_back: [AtomicU64; Class::ALL.len()],
    held_up: AtomicU64,
    pages: Mutex<HashMap<Waiting, [Bytes; 2]>>,
}

impl Default for Door {
    fn default() -> Self {
        Self {
            at_work: Semaphore::new(AT_WORK),
            visitors: Semaphore::new(VISITORS_AT_WORK),
            uploads: Semaphore::new(UPLOADS_KIB),
            held: Semaphore::new(HELD_AT_ONCE),
            asked_back: Default::default(),
            held_up: AtomicU64::new(0),
            pages: Mutex::default(),
        }
    }
}

impl Door {
    /// A place among the requests that are at work, if there is one.
    pub(crate) fn place(&self) -> Option<SemaphorePermit<'_>> {
        self.at_work.try_acquire().ok()
    }

    /// Requests at work.
    pub(crate) fn at_work(&self) -> usize {
        AT_WORK - self.at_work.available_permits()
    }

    /// How often somebody of a class was asked to come back.
    pub(crate) fn asked_back(&self, class: Class) -> u64 {
        self.asked_back[class as usize].load(Relaxed)
    }

    /// How often an address asked too often.
    pub(crate) fn held_up(&self) -> u64 {
        self.held_up.load(Relaxed)
    }

    /// Asks somebody to come back; answers when, in seconds.
    pub(crate) fn ask_back(&self, app: &App, class: Class, who: Option<&str>) -> u64 {
        self.asked_back[class as usize].fetch_add(1, Relaxed);
        app.ask_back(who)
    }
}

/// Of which class a request is, before anything is known of its session; of none, when it may be for something that is
/// kept for visitors.
fn class(head: &Parts) -> Option<Class> {
    let headers = &head.headers;
    let is_read = matches!(head.method, Method::GET | Method::HEAD);
    let is_member =
        reader::cookie(headers, SESSION).is_some() || headers.contains_key(AUTHORIZATION);
    let path = head.uri.path();
    Some(match (is_member, is_read) {
        (true, false) => Class::Write,
        // Whoever was let in to begin is let in to end.
        (false, false) if SECOND_HALVES.contains(&path) => Class::Write,
        (true, true) | (false, false) => Class::Member,
        // The way in, in a crowd of all times.
        (false, true) if path == "/join" || path == "/join/proof" => Class::Member,
        (false, true) if may_be_kept(path, headers) => return None,
        (false, true) => Class::Made,
    })
}

/// Whether it is for a page that visitors get as it is kept: Explore, a note, a topic.
fn may_be_kept(path: &str, headers: &HeaderMap) -> bool {
    match kept::route(path) {
        // Of a note pieces are kept, too.
        Some(route) => route == kept::NOTE || !headers.contains_key("sampan-fragment"),
        None => false,
    }
}

/// KiB that a body takes, if it is so large that it counts.
fn upload_kib(headers: &HeaderMap) -> Option<u32> {
    let length = headers
        .get(CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    let is_open_ended = headers.contains_key("transfer-encoding");
    let kib = length.map_or(if is_open_ended { UPLOAD_KIB } else { 0 }, |bytes| {
        bytes >> 10
    });
    // A picture at a time is in memory, of a video nothing.
    (kib >= UPLOAD_KIB).then(|| u32::try_from(kib.min(24 << 10)).unwrap_or(UPLOADS_KIB as u32))
}

/// The layer around pages.
pub(crate) async fn layer(
    Extract(state): Extract<State>,
    request: Request,
    next: Next,
) -> Response {
    let form = Form::of(request.headers());
    passed(&state, form, request, next).await
}

/// The layer around what programs ask for, wherever it is.
pub(crate) async fn layer_for_programs(
    Extract(state): Extract<State>,
    request: Request,
    next: Next,
) -> Response {
    passed(&state, Form::Api, request, next).await
}

async fn passed(state: &State, form: Form, mut request: Request, next: Next) -> Response {
    let asked = Asked::of(&request);
    let came = request.extensions_mut().remove::<Came>();
    let Came { began, span } = came.unwrap_or_else(|| Came {
        began: Instant::now(),
        span: span(request.method(), request.uri(), &asked),
    });
    state.app.came();
    let passing = pass(state, form, request, next);
    let response = passing.instrument(span.clone()).await;
    span.record("http.response.status_code", response.status().as_u16());
    answered(state, asked, response.status(), began);
    response
}

/// A request, as traces show it.
pub(crate) fn span(method: &Method, uri: &Uri, asked: &Asked) -> tracing::Span {
    tracing::debug_span!(
        target: TRACED,
        "http",
        "otel.name" = %asked,
        "otel.kind" = "server",
        "http.request.method" = %method,
        "url.path" = uri.path(),
        "http.response.status_code" = Empty,
    )
}

/// A request that came at `began` was answered.
pub(crate) fn answered(state: &State, asked: Asked, status: StatusCode, began: Instant) {
    state.gauge.answered(asked, status, began.elapsed());
    let is_asked_back = status == StatusCode::SERVICE_UNAVAILABLE;
    state.app.answered(is_asked_back);
}

/// Whether a request is let in now; else what it is told.
pub(crate) async fn enter(
    state: &State,
    form: Form,
    head: &Parts,
    address: &str,
) -> Result<(), Response> {
    let door = &state.door;
    if let Err(sampan_app::Error::Limited { wait_s }) = state.app.limit(Action::Request, address) {
        door.held_up.fetch_add(1, Relaxed);
        let mut response = told(state, form, head, wait_s.max(COME_BACK_S));
        if let Ok(_held) = door.held.try_acquire() {
            tokio::time::sleep(HELD).await;
        }
        *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(CONNECTION, close);
        return Err(response);
    }
    let who = reader::who(&head.headers);
    match class(head).filter(|class| !state.app.lets_in(*class, who)) {
        Some(class) => Err(turned_away(state, form, head, class)),
        None => Ok(()),
    }
}

async fn pass(state: &State, form: Form, request: Request, next: Next) -> Response {
    let door = &state.door;
    let (mut head, body) = request.into_parts();
    // Whoever was let in already has their address with them.
    if head.extensions.get::<Address>().is_none() {
        let address = address(state, &head);
        if let Err(told) = Box::pin(enter(state, form, &head, &address)).await {
            return told;
        }
        head.extensions.insert(Address(address));
    }
    let class = class(&head).unwrap_or(Class::Made);
    let is_visitor = class == Class::Made;
    let visitor = is_visitor.then(|| door.visitors.try_acquire()).transpose();
    let upload = upload_kib(&head.headers).map(|kib| door.uploads.try_acquire_many(kib));
    let (Some(_place), Ok(_visitor), Ok(_upload)) = (door.place(), visitor, upload.transpose())
    else {
        return turned_away(state, form, &head, class);
    };
    let mut response = next.run(Request::from_parts(head, body)).await;
    leave(state, &mut response);
    response
}

/// Where a request comes from.
pub(crate) fn address(state: &State, head: &Parts) -> String {
    let peer = head.extensions.get::<ConnectInfo<SocketAddr>>();
    let peer = peer.map(|info| info.0.ip());
    reader::address(&head.headers, peer, state.settings.proxied)
}

/// Nobody sends another request just when the connection ends.
pub(crate) fn leave(state: &State, response: &mut Response) {
    if state.settings.leaving.load(Relaxed) {
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(CONNECTION, close);
    }
}

/// Whoever comes without a cookie is given one, to find their place in the line by.
fn turned_away(state: &State, form: Form, head: &Parts, class: Class) -> Response {
    let known = reader::who(&head.headers);
    let new = (known.is_none() && form == Form::Page).then(|| reader::random_text(16));
    let who = known.or(new.as_deref());
    let wait_s = state.door.ask_back(&state.app, class, who);
    let mut response = told(state, form, head, wait_s);
    if let Some(visit) = new {
        let cookie = reader::set_visit(state, &visit);
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

fn told(state: &State, form: Form, head: &Parts, wait_s: u64) -> Response {
    let is_read = matches!(head.method, Method::GET | Method::HEAD);
    let lang = reader::choose(head.uri.query(), &head.headers, None);
    let gzip = reader::accepts_gzip(&head.headers);
    ask_back(state, lang, (form, gzip), is_read, wait_s)
}

/// In which form somebody wants to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Page,
    /// A line, for a piece of a page.
    Line,
    /// For scripts of our own.
    Json,
    /// For programs.
    Api,
}

impl Form {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let accepted = headers.get(ACCEPT).and_then(|value| value.to_str().ok());
        if accepted.is_some_and(|kinds| kinds.contains("application/json")) {
            Self::Json
        } else if headers.contains_key("sampan-fragment") {
            Self::Line
        } else {
            Self::Page
        }
    }
}

/// What somebody is told who is asked to come back.
pub(crate) fn ask_back(
    state: &State,
    lang: Lang,
    (form, gzip): (Form, bool),
    is_read: bool,
    wait_s: u64,
) -> Response {
    let minutes = minutes(wait_s);
    let problem = if is_read {
        Problem::Busy { minutes }
    } else {
        Problem::BusyForm { minutes }
    };
    let waiting = (lang, problem, is_read.then(|| reload_s(wait_s)));
    let line = || problem.line(&frame(state, lang));
    let status = StatusCode::SERVICE_UNAVAILABLE;
    let mut response = match form {
        Form::Api => (status, Json(json!({ "error": line() }))).into_response(),
        Form::Json => {
            let error = json!({ "code": "busy", "message": line() });
            (status, Json(json!({ "error": error }))).into_response()
        }
        Form::Line => {
            let line = ErrorLine { message: line() };
            (status, Html(line.render().unwrap_or_default())).into_response()
        }
        Form::Page => (status, Html(page(state, waiting, gzip))).into_response(),
    };
    let headers = response.headers_mut();
    if form == Form::Page && gzip {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    headers.insert(RETRY_AFTER, HeaderValue::from(wait_s));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    reader::say_what_pages_may(headers, "");
    response
}

/// When a page comes by itself for which somebody has to wait so long, in seconds.
fn reload_s(wait_s: u64) -> u64 {
    let mut short = RELOADS_S.into_iter();
    let short = short.find(|seconds| *seconds >= wait_s);
    short.unwrap_or(wait_s.div_ceil(60) * 60)
}

/// How long somebody is told that they wait; none, when it is a moment.
pub(crate) fn minutes(wait_s: u64) -> u32 {
    let minutes = if wait_s <= MOMENT_S {
        0
    } else {
        wait_s.div_ceil(60)
    };
    u32::try_from(minutes).unwrap_or(u32::MAX)
}

fn frame(state: &State, lang: Lang) -> Frame {
    let config = state.app.config();
    Frame {
        catalogue: Catalogue::of(lang),
        viewer: None,
        path: "/".into(),
        here: Here::Other,
        now_ms: 0,
        instance: config.name.clone(),
        origin: config.origin.trim_end_matches('/').to_owned(),
        holes: None,
    }
}

/// The page, made and compressed once for each language. That of a form does not come by itself.
fn page(state: &State, waiting: Waiting, gzip: bool) -> Bytes {
    let mut pages = state.door.pages.lock();
    let page = pages.entry(waiting).or_insert_with(|| {
        let (lang, problem, reload_s) = waiting;
        let page = Busy {
            frame: frame(state, lang),
            problem,
            reload_s,
        };
        let html = page.render().unwrap_or_default();
        let mut stitched = Stitched::with_capacity(html.len() / 2);
        stitched.once(html.as_bytes());
        [html.into(), stitched.end()]
    });
    page[usize::from(gzip)].clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_waits_for_long_is_told_how_long() {
        assert_eq!([2, 5, 41, 90].map(reload_s), [5, 5, 90, 90]);
        assert_eq!([91, 240, 3_541].map(reload_s), [120, 240, 3_600]);
        assert_eq!([2, 90, 91, 240, 3_541].map(minutes), [0, 0, 2, 4, 60]);
    }
}
