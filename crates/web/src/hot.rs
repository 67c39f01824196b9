//! The shortest way of a request: a page that is kept, for somebody who only reads.
//!
//! In a flood most requests are of this kind, and the way through the table of addresses and its layers would take more
//! than all the rest. What is not found here goes on that way, with what is known by then: the address that was let in,
//! and whose session it is. Both ways answer the same.

use crate::admission::{self, Address, Came, Form};
use crate::gauge::Asked;
use crate::kept::{self, Wanted};
use crate::locale::Catalogue;
use crate::packed::Eye;
use crate::page::Frame;
use crate::reader::{self, Known, SESSION};
use crate::router::State;
use axum::body::Body;
use axum::http::header::{AUTHORIZATION, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;
use bytes::Bytes;
use sampan_app::standing::Standing;
use sampan_app::view::Viewer;
use sampan_app::views::{Subject, Visit};
use sampan_domain::Lang;
use std::sync::OnceLock;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Instant;
use tracing::Instrument;

/// What every page says that is given here.
pub(crate) type Headers = OnceLock<HeaderMap>;

/// A page that was put together.
struct Page {
    body: Bytes,
    lang: Lang,
    subject: Option<Subject>,
    viewer: Option<Viewer>,
}

/// The answer, if it can be given at once.
pub(crate) async fn answer(state: &State, head: &mut Parts) -> Option<Response> {
    let asked = asked(head)?;
    let began = Instant::now();
    let address = admission::address(state, head);
    let entered = admission::enter(state, Form::of(&head.headers), head, &address);
    if let Err(told) = Box::pin(entered).await {
        state.app.came();
        admission::answered(state, asked, told.status(), began);
        return Some(told);
    }
    let span = admission::span(&head.method, &head.uri, &asked);
    let token = reader::cookie(&head.headers, SESSION).map(ToOwned::to_owned);
    let page = match token {
        Some(token) => {
            let finding = member(state, head, &token);
            Box::pin(finding.instrument(span.clone())).await
        }
        None => visitor(state, head),
    };
    let Some(page) = page else {
        head.extensions.insert(Address(address));
        head.extensions.insert(Came { began, span });
        return None;
    };
    state.app.came();
    let response = given(state, &head.headers, &address, page);
    span.record("http.response.status_code", StatusCode::OK.as_u16());
    admission::answered(state, asked, StatusCode::OK, began);
    Some(response)
}

/// Which entry of the table of addresses a request is for, when what it asks for may be kept.
fn asked(head: &Parts) -> Option<Asked> {
    let (uri, headers) = (&head.uri, &head.headers);
    let is_plain = head.method == Method::GET
        && uri.query().is_none()
        && !headers.contains_key("sampan-fragment")
        && !headers.contains_key(AUTHORIZATION)
        && reader::accepts_gzip(headers);
    let route = kept::route(uri.path()).filter(|_| is_plain)?;
    // Members have an Explore of their own.
    let is_shared = route != kept::EXPLORE || reader::cookie(headers, SESSION).is_none();
    is_shared.then(|| Asked::reads(route))
}

/// A page for somebody without an account: the same bytes for all of them.
fn visitor(state: &State, head: &Parts) -> Option<Page> {
    let headers = &head.headers;
    let displays = reader::displays(headers);
    let lang = reader::choose(None, headers, None);
    let wanted = Wanted {
        is_member: false,
        to: lang,
        reads: &[],
        once: None,
        displays: &displays,
        fragment: None,
        path: head.uri.path(),
    };
    let kept = kept::find(state, &wanted, None)?;
    let eye = Eye {
        frame: None,
        standing: &Standing::default(),
    };
    let (body, _) = kept.put_together(true, &eye).ok()?;
    Some(Page {
        body,
        lang,
        subject: kept.subject,
        viewer: None,
    })
}

/// A page for a member, with their own things on it.
async fn member(state: &State, head: &mut Parts, token: &str) -> Option<Page> {
    let _place = state.door.place()?;
    if let Some(viewer) = state.app.recalled(token) {
        return filled(state, head, &viewer).await;
    }
    // Trouble is told on the long way.
    let viewer = state.app.viewer(token).await.ok()?;
    let page = match &viewer {
        Some(viewer) => filled(state, head, viewer).await,
        None => None,
    };
    if page.is_none() {
        head.extensions.insert(Known(viewer));
    }
    page
}

async fn filled(state: &State, head: &Parts, viewer: &Viewer) -> Option<Page> {
    if !kept::is_shared_with(Some(viewer)) {
        return None;
    }
    let to = reader::choose(None, &head.headers, Some(viewer));
    let wanted = wanted_by(viewer, to, head.uri.path());
    let kept = kept::find(state, &wanted, Some(viewer))?;
    let standing = kept::standing(state, viewer, &kept).await.ok()??;
    let config = state.app.config();
    let frame = Frame {
        catalogue: Catalogue::of(to),
        viewer: Some(viewer.clone()),
        path: head.uri.path().to_owned(),
        here: kept.here,
        now_ms: state.app.clock().now_ms(),
        instance: config.name.clone(),
        origin: config.origin.trim_end_matches('/').to_owned(),
        holes: None,
    };
    let eye = Eye {
        frame: Some(&frame),
        standing: &standing,
    };
    let (body, _) = kept.put_together(true, &eye).ok()?;
    Some(Page {
        body,
        lang: to,
        subject: kept.subject,
        viewer: Some(viewer.clone()),
    })
}

fn wanted_by<'a>(viewer: &'a Viewer, to: Lang, path: &'a str) -> Wanted<'a> {
    Wanted {
        is_member: true,
        to,
        reads: kept::besides(to, &viewer.reads),
        once: None,
        displays: &viewer.displays,
        fragment: None,
        path,
    }
}

/// Gives a page to whoever asked, and counts that they read it.
fn given(state: &State, headers: &HeaderMap, address: &str, page: Page) -> Response {
    let viewer = page.viewer.as_ref();
    let known = reader::visit(headers);
    let is_new = viewer.is_none() && known.is_none() && page.subject.is_some();
    let new = is_new.then(|| reader::random_text(16));
    let who = match (viewer, known) {
        (Some(viewer), _) => &viewer.id().to_string(),
        (None, Some(visit)) => visit,
        (None, None) => address,
    };
    state.app.noticed(who, page.lang, address);
    let visit = Visit {
        viewer,
        cookie: known.or(new.as_deref()),
        is_new,
        address,
    };
    if let Some(subject) = page.subject {
        state.app.viewed(subject, visit);
    }
    state.pages.tally.given.fetch_add(1, Relaxed);
    let mut response = Response::new(Body::from(page.body));
    let said = state.headers.get_or_init(|| reader::kept_headers(state));
    response.headers_mut().clone_from(said);
    reader::say_which(response.headers_mut(), &reader::random_text(8));
    if let Some(visit) = new {
        let cookie = reader::set_visit(state, &visit);
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    admission::leave(state, &mut response);
    response
}
