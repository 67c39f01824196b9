//! Whoever reads: known once per request, before any handler.
//!
//! The layer also shows failures ([`Failure`]) in the reader's language, and sets the headers that keep a
//! page safe. Handlers take a [`Reader`] and answer `Result<Response, Failure>`.

use crate::admission::{Address, Form, ask_back};
use crate::crowd::{Crowd, Place};
use crate::failure::{Failure, Kept, show};
use crate::locale::Catalogue;
use crate::page::{Frame, Here};
use crate::router::State;
use axum::extract::{FromRequestParts, Request, State as Extract};
use axum::http::header::{
    ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, AUTHORIZATION, CACHE_CONTROL, CONTENT_ENCODING,
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, COOKIE, HOST, LOCATION, REFERER, REFERRER_POLICY,
    SET_COOKIE, STRICT_TRANSPORT_SECURITY, USER_AGENT, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use rand::RngCore;
use sampan_app::pressure::Class;
use sampan_app::view::Viewer;
use sampan_app::views::Visit;
use sampan_domain::rendition::{Display, Displays, Reading};
use sampan_domain::{Lang, NoteId};
use std::net::IpAddr;
use std::sync::Arc;
use tracing::Instrument;

pub(crate) const SESSION: &str = "sampan_session";
/// Tells signed-out visitors apart, for an hour, to count a reading once.
const VISIT: &str = "sampan_visit";
const VISIT_S: u32 = 3_600;
pub(crate) const LANG: &str = "sampan_lang";
/// How a signed-out visitor wants to see texts in other languages.
const DISPLAYS: &str = "sampan_show";
const YEAR_S: u32 = 365 * 24 * 3_600;
/// As long as browsers keep a cookie at most (RFC 6265bis). A session ends much earlier when it is not
/// used, and the server knows that; the cookie must not end the session of somebody who comes every day.
const SESSION_S: u32 = 400 * 24 * 3_600;

/// What pages are.
pub(crate) const HTML: &str = "text/html; charset=utf-8";

/// What a request says about whoever sent it.
#[derive(Debug)]
pub(crate) struct Facts {
    pub(crate) viewer: Option<Viewer>,
    pub(crate) catalogue: &'static Catalogue,
    pub(crate) reading: Reading,
    /// Whether a gzip stream is understood.
    pub(crate) gzip: bool,
    /// Path and query.
    pub(crate) path: String,
    pub(crate) address: String,
    pub(crate) host: String,
    pub(crate) device: String,
    /// A script asks for a piece of the page.
    pub(crate) fragment: Option<String>,
    pub(crate) wants_json: bool,
    pub(crate) request_id: String,
    pub(crate) instance: String,
    pub(crate) origin: String,
    pub(crate) now_ms: i64,
    visit: String,
    /// The visitor did not bring the cookie: whether they keep it is not known yet.
    visit_is_new: bool,
    secure: bool,
}

/// Whose session a request brings, if anybody's, when it was looked up before it came here.
#[derive(Debug, Clone)]
pub(crate) struct Known(pub(crate) Option<Viewer>);

/// A handler's reader.
#[derive(Debug, Clone)]
pub(crate) struct Reader(Arc<Facts>);

impl std::ops::Deref for Reader {
    type Target = Facts;

    fn deref(&self) -> &Facts {
        &self.0
    }
}

impl<S: Sync> FromRequestParts<S> for Reader {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

/// A reader who is signed in.
#[derive(Debug, Clone)]
pub(crate) struct Member(pub(crate) Reader, Viewer);

impl Member {
    pub(crate) fn viewer(&self) -> &Viewer {
        &self.1
    }
}

impl std::ops::Deref for Member {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.0
    }
}

impl<S: Sync> FromRequestParts<S> for Member {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let reader = Reader::from_request_parts(parts, state)
            .await
            .map_err(|_| Failure::Internal("the reader layer is missing".into()))?;
        let viewer = reader.viewer.clone().ok_or(Failure::SignedOut)?;
        Ok(Self(reader, viewer))
    }
}

impl Reader {
    /// Any member who reads the same languages in the same way.
    pub(crate) fn any_member(&self) -> Self {
        let interface = self.viewer.as_ref().and_then(|viewer| viewer.interface);
        let (reads, displays) = (self.reading.reads.clone(), self.reading.displays.clone());
        self.nobody(Some(Viewer::anybody(interface, reads, displays)))
    }

    /// Any visitor, the same.
    pub(crate) fn any_visitor(&self) -> Self {
        self.nobody(None)
    }

    fn nobody(&self, viewer: Option<Viewer>) -> Self {
        Self(Arc::new(Facts {
            viewer,
            reading: self.reading.clone(),
            path: self.path.clone(),
            address: String::new(),
            host: self.host.clone(),
            device: String::new(),
            fragment: self.fragment.clone(),
            request_id: String::new(),
            instance: self.instance.clone(),
            origin: self.origin.clone(),
            visit: String::new(),
            ..**self
        }))
    }
}

impl Facts {
    pub(crate) fn frame(&self, here: Here) -> Frame {
        Frame {
            catalogue: self.catalogue,
            viewer: self.viewer.clone(),
            path: self.path.clone(),
            here,
            now_ms: self.now_ms,
            instance: self.instance.clone(),
            origin: self.origin.clone(),
            holes: None,
        }
    }

    pub(crate) fn viewer(&self) -> Option<&Viewer> {
        self.viewer.as_ref()
    }

    /// Where an open stream of this reader counts.
    pub(crate) fn place(&self, crowd: &Crowd) -> Result<Place, Failure> {
        let who = match self.viewer() {
            Some(viewer) => crowd.enter(&viewer.id().to_string()),
            None => crowd.enter(&self.address),
        };
        who.ok_or(Failure::Limited { wait_s: 30 })
    }

    /// Of visitors, whoever needs a page made for them is the first to be asked to come back.
    pub(crate) fn let_in(&self, state: &State) -> Result<(), Failure> {
        let who = Some(self.visit.as_str());
        if state.app.lets_in(Class::Made, who) {
            return Ok(());
        }
        Err(Failure::Busy {
            wait_s: state.door.ask_back(&state.app, Class::Made, who),
        })
    }

    pub(crate) fn is_fragment(&self) -> bool {
        self.fragment.is_some()
    }

    pub(crate) fn visit(&self) -> Visit<'_> {
        Visit {
            viewer: self.viewer.as_ref(),
            cookie: Some(&self.visit),
            is_new: self.visit_is_new,
            address: &self.address,
        }
    }

    pub(crate) fn cookie(&self, name: &str, value: &str, seconds: u32) -> HeaderValue {
        set_cookie(name, value, seconds, self.secure)
    }

    pub(crate) fn session_cookie(&self, token: &str) -> (HeaderName, HeaderValue) {
        (SET_COOKIE, self.cookie(SESSION, token, SESSION_S))
    }

    pub(crate) fn no_session_cookie(&self) -> (HeaderName, HeaderValue) {
        (SET_COOKIE, self.cookie(SESSION, "", 0))
    }

    pub(crate) fn lang_cookie(&self, lang: Lang) -> (HeaderName, HeaderValue) {
        (SET_COOKIE, self.cookie(LANG, lang.as_str(), YEAR_S))
    }

    pub(crate) fn displays_cookie(&self, displays: &Displays) -> (HeaderName, HeaderValue) {
        (
            SET_COOKIE,
            self.cookie(DISPLAYS, &displays.to_string(), YEAR_S),
        )
    }

    /// Sets the cookie that counts a signed-out visitor's reading once.
    pub(crate) fn with_visit(&self, mut response: Response) -> Response {
        if self.viewer.is_none() && self.visit_is_new {
            let cookie = self.cookie(VISIT, &self.visit, VISIT_S);
            response.headers_mut().append(SET_COOKIE, cookie);
        }
        response
    }
}

fn header<'h>(headers: &'h HeaderMap, name: &HeaderName) -> &'h str {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

pub(crate) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
        .filter(|value| !value.is_empty())
}

/// What tells a visitor from others, if they brought it.
pub(crate) fn visit(headers: &HeaderMap) -> Option<&str> {
    cookie(headers, VISIT).filter(|id| id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// What tells whoever asks from others, if they brought anything.
pub(crate) fn who(headers: &HeaderMap) -> Option<&str> {
    let token = || headers.get(AUTHORIZATION)?.to_str().ok();
    cookie(headers, SESSION)
        .or_else(token)
        .or_else(|| visit(headers))
}

/// Sets a cookie of ours.
fn set_cookie(name: &str, value: &str, seconds: u32, secure: bool) -> HeaderValue {
    let secure = if secure { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}

/// Sets the cookie that tells a visitor from others.
pub(crate) fn set_visit(state: &State, visit: &str) -> HeaderValue {
    set_cookie(VISIT, visit, VISIT_S, is_secure(state))
}

fn is_secure(state: &State) -> bool {
    state.app.config().origin.starts_with("https:")
}

/// How a visitor wants to see texts in other languages.
pub(crate) fn displays(headers: &HeaderMap) -> Displays {
    cookie(headers, DISPLAYS).map_or_else(Displays::default, Displays::parse)
}

/// Whether a gzip stream is understood, and wanted.
pub(crate) fn accepts_gzip(headers: &HeaderMap) -> bool {
    takes_gzip(header(headers, &ACCEPT_ENCODING))
}

fn takes_gzip(accepted: &str) -> bool {
    accepted.split(',').any(|one| {
        let (name, weight) = one.split_once(';').unwrap_or((one, ""));
        let weight = weight.trim().strip_prefix("q=").unwrap_or("1");
        name.trim() == "gzip" && weight.trim().parse().is_ok_and(|weight: f32| weight > 0.0)
    })
}

pub(crate) fn random_text(bytes: usize) -> String {
    let mut random = vec![0; bytes];
    rand::rng().fill_bytes(&mut random);
    let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
    let halves = random.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    halves.map(digit).collect()
}

/// A token for a form that must act once.
pub(crate) fn once_token() -> String {
    random_text(16)
}

/// Who sent a request: the nearest address, or the one that a trusted proxy names last.
pub(crate) fn address(headers: &HeaderMap, peer: Option<IpAddr>, proxied: bool) -> String {
    let forwarded = header(headers, &HeaderName::from_static("x-forwarded-for"));
    let named = forwarded
        .rsplit(',')
        .next()
        .and_then(|last| last.trim().parse::<IpAddr>().ok());
    let ip = if proxied { named.or(peer) } else { peer };
    match ip {
        // One household has a whole /64.
        Some(IpAddr::V6(v6)) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        Some(ip) => ip.to_string(),
        None => "unknown".into(),
    }
}

/// Scripts and pages of other sites may not act for the reader. `Sec-Fetch-Site` says who asks; where a
/// browser is too old to say, `Origin` must be our own. Requests without either come from no browser and
/// carry no cookie that somebody else could make them send.
fn is_forged(method: &Method, headers: &HeaderMap, own: &str) -> bool {
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return false;
    }
    let site = header(headers, &HeaderName::from_static("sec-fetch-site"));
    if !site.is_empty() {
        return site != "same-origin" && site != "none";
    }
    match headers
        .get("origin")
        .map(|origin| origin.to_str().unwrap_or("null"))
    {
        None => false,
        Some(origin) => {
            let host = origin.split_once("://").map_or("", |(_, host)| host);
            host != own
        }
    }
}

/// The note that an address is below.
fn note_of(path: &str) -> Option<NoteId> {
    let (note, _) = path.strip_prefix("/n/")?.split_once('/')?;
    note.parse().ok()
}

/// The page of ours that a form was sent from.
fn referring_path(headers: &HeaderMap, own: &str) -> Option<String> {
    let (_, address) = header(headers, &REFERER).split_once("://")?;
    let path = address.strip_prefix(own)?;
    path.starts_with('/').then(|| path.to_owned())
}

/// A short word of the query.
fn asked<'q>(query: Option<&'q str>, name: &str) -> Option<&'q str> {
    query?
        .split('&')
        .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

/// Which languages somebody reads, and how they want to see the others.
fn reading(to: Lang, query: Option<&str>, headers: &HeaderMap, viewer: Option<&Viewer>) -> Reading {
    let once = asked(query, "show").and_then(Display::parse);
    match viewer {
        Some(viewer) => Reading {
            to,
            reads: viewer.reads.clone(),
            displays: viewer.displays.clone(),
            once,
        },
        None => Reading {
            displays: displays(headers),
            once,
            ..Reading::of(to)
        },
    }
}

pub(crate) fn choose(query: Option<&str>, headers: &HeaderMap, viewer: Option<&Viewer>) -> Lang {
    let asked = asked(query, "lang").and_then(Lang::parse);
    let offered = |lang: &Lang| Lang::OFFERED.contains(lang);
    asked
        .filter(offered)
        .or_else(|| viewer.and_then(|viewer| viewer.interface).filter(offered))
        .or_else(|| cookie(headers, LANG).and_then(Lang::parse).filter(offered))
        .or_else(|| Lang::from_accept_language(header(headers, &ACCEPT_LANGUAGE), &Lang::OFFERED))
        .unwrap_or(Lang::EN)
}

/// The layer around every page.
pub(crate) async fn layer(
    Extract(state): Extract<State>,
    mut request: Request,
    next: Next,
) -> Response {
    let request_id = random_text(8);
    let span = tracing::info_span!(
        "request",
        id = %request_id,
        method = %request.method(),
        path = %request.uri().path(),
    );
    async move {
        let Address(address) = request
            .extensions_mut()
            .remove::<Address>()
            .unwrap_or_else(|| Address("unknown".into()));
        let known = request.extensions_mut().remove::<Known>();
        let headers = request.headers();
        let (viewer, trouble) = match cookie(headers, SESSION) {
            _ if known.is_some() => (known.and_then(|Known(viewer)| viewer), None),
            // Boxed, so that the futures of visitors are small.
            Some(token) => match Box::pin(state.app.viewer(token)).await {
                Ok(viewer) => (viewer, None),
                Err(error) => (None, Some(Failure::from(error))),
            },
            None => (None, None),
        };
        let lang = choose(request.uri().query(), headers, viewer.as_ref());
        let visit = visit(headers);
        // HTTP/2 sends the host as the authority.
        let host = request
            .uri()
            .authority()
            .map_or(header(headers, &HOST), |authority| authority.as_str());
        let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
        // How people stand to each other is looked up for each page that is given.
        let is_tie = request.uri().path().starts_with("/@");
        if let Some(viewer) = viewer.as_ref().filter(|_| !is_read && !is_tie) {
            state.app.writes(viewer.id(), note_of(request.uri().path()));
        }
        let path = if is_read {
            request.uri().path_and_query().map(ToString::to_string)
        } else {
            referring_path(headers, host)
        };
        let facts = Facts {
            reading: reading(lang, request.uri().query(), headers, viewer.as_ref()),
            catalogue: Catalogue::of(lang),
            gzip: accepts_gzip(headers),
            path: path.unwrap_or_else(|| "/".into()),
            address,
            host: host.to_owned(),
            device: header(headers, &USER_AGENT).chars().take(300).collect(),
            fragment: headers
                .get("sampan-fragment")
                .and_then(|value| value.to_str().ok())
                .map(ToOwned::to_owned),
            wants_json: header(headers, &ACCEPT).contains("application/json"),
            request_id: request_id.clone(),
            instance: state.app.config().name.clone(),
            origin: state.app.config().origin.trim_end_matches('/').to_owned(),
            now_ms: state.app.clock().now_ms(),
            visit_is_new: visit.is_none(),
            visit: visit.map_or_else(|| random_text(16), ToOwned::to_owned),
            secure: is_secure(&state),
            viewer,
        };
        let who = match (&facts.viewer, facts.visit_is_new) {
            (Some(viewer), _) => &viewer.id().to_string(),
            (None, false) => &facts.visit,
            (None, true) => &facts.address,
        };
        state.app.noticed(who, lang, &facts.address);
        let reader = Reader(Arc::new(facts));
        let had_session = cookie(headers, SESSION).is_some();
        // A cookie alone makes nobody a member.
        let is_expired = had_session && reader.viewer.is_none();
        let forged = is_forged(request.method(), headers, &reader.host);
        request.extensions_mut().insert(reader.clone());

        let response = if let Some(trouble) = trouble {
            trouble.into_response()
        } else if forged {
            Failure::CrossSite.into_response()
        } else if let Some(busy) = is_expired.then(|| reader.let_in(&state).err()).flatten() {
            busy.into_response()
        } else {
            next.run(request).await
        };
        let kept = response
            .extensions()
            .get::<Kept>()
            .cloned()
            .unwrap_or_default();
        let failure = response.extensions().get::<Failure>().cloned();
        let mut response = match failure.or_else(|| unreadable(&response)) {
            Some(Failure::Busy { wait_s }) => {
                let form = if reader.wants_json {
                    Form::Json
                } else if reader.is_fragment() {
                    Form::Line
                } else {
                    Form::Page
                };
                let told = ask_back(&state, lang, (form, reader.gzip), is_read, wait_s);
                // By it their place in the line is found again.
                reader.with_visit(told)
            }
            Some(failure) => show(&failure, &reader, is_read, is_expired, kept),
            None => response,
        };
        secure(&mut response, &reader);
        if is_expired && !response.headers().contains_key(SET_COOKIE) {
            let (name, value) = reader.no_session_cookie();
            response.headers_mut().append(name, value);
        }
        response
    }
    .instrument(span)
    .await
}

/// What axum itself could not read (a path, a query) it answers plainly, in English.
fn unreadable(response: &Response) -> Option<Failure> {
    let plain = header(response.headers(), &CONTENT_TYPE).starts_with("text/plain");
    (plain && response.status().is_client_error()).then_some(Failure::Malformed)
}

/// Where the answer to a form of this page may lead besides this server. Travels beside the page.
#[derive(Debug, Clone)]
pub(crate) struct FormMayLeadTo(pub(crate) String);

fn secure(response: &mut Response, reader: &Reader) {
    let is_page = header(response.headers(), &CONTENT_TYPE).starts_with("text/html");
    let leads = response.extensions_mut().remove::<FormMayLeadTo>();
    let leads = leads
        .map(|FormMayLeadTo(place)| place)
        .filter(|place| !place.is_empty())
        .map_or_else(String::new, |place| format!(" {place}"));
    let headers = response.headers_mut();
    say_what_answers_may(headers, reader.secure);
    if is_page {
        say_how_pages_vary(headers);
        // Nothing but what stands under /assets is sent as a script, and nothing else is taken for one (nosniff).
        say_what_pages_may(headers, &leads);
    }
    say_which(headers, &reader.request_id);
}

/// What holds for every answer.
fn say_what_answers_may(headers: &mut HeaderMap, secure: bool) {
    let mut set = |name: HeaderName, value: &'static str| {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    };
    set(X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(REFERRER_POLICY, "same-origin");
    set(
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    set(
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    );
    if secure {
        set(STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
}

/// One address answers pages and pieces of them.
fn say_how_pages_vary(headers: &mut HeaderMap) {
    headers.append(
        VARY,
        HeaderValue::from_static("sampan-fragment, accept-language, cookie"),
    );
    headers
        .entry(CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("private, no-cache"));
}

/// By which name an answer can be found in the log, if there was anything to be said about it.
pub(crate) fn say_which(headers: &mut HeaderMap, request_id: &str) {
    if let Ok(id) = HeaderValue::from_str(request_id) {
        headers.insert(HeaderName::from_static("x-request-id"), id);
    }
}

/// What every page says that is given as it is kept, compressed.
pub(crate) fn kept_headers(state: &State) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(HTML));
    headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    headers.append(VARY, HeaderValue::from_static("accept-encoding"));
    say_what_answers_may(&mut headers, is_secure(state));
    say_how_pages_vary(&mut headers);
    say_what_pages_may(&mut headers, "");
    // A place for what is said with each answer, so that nothing grows then.
    say_which(&mut headers, "");
    headers
}

/// What a page may load and where its forms may lead: here, and to `leads`.
pub(crate) fn say_what_pages_may(headers: &mut HeaderMap, leads: &str) {
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; \
         img-src 'self' data: blob:; media-src 'self'; connect-src 'self'; \
         form-action 'self'{leads}; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; \
         worker-src 'self'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    headers
        .entry(X_CONTENT_TYPE_OPTIONS)
        .or_insert(HeaderValue::from_static("nosniff"));
}

/// Leads on, after a form.
pub(crate) fn see(place: &str) -> Response {
    let location = HeaderValue::from_str(place).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response()
}

/// A place on this server that a form asked to be led to; anything else is the front page.
pub(crate) fn own_place(place: &str) -> &str {
    let plain = place.starts_with('/')
        && !place.starts_with("//")
        && !place.contains('\\')
        && place.bytes().all(|byte| byte.is_ascii_graphic());
    if plain { place } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forged(pairs: &[(&'static str, &'static str)]) -> bool {
        let headers = pairs
            .iter()
            .map(|(name, value)| {
                (
                    HeaderName::from_static(name),
                    HeaderValue::from_static(value),
                )
            })
            .collect();
        is_forged(&Method::POST, &headers, "good.example")
    }

    #[test]
    fn other_sites_cannot_act_for_the_reader() {
        assert!(forged(&[("sec-fetch-site", "cross-site")]));
        assert!(forged(&[("sec-fetch-site", "same-site")]));
        assert!(forged(&[("origin", "https://evil.example")]));
        assert!(forged(&[("origin", "null")]));
        assert!(!forged(&[("sec-fetch-site", "same-origin")]));
        assert!(!forged(&[("origin", "https://good.example")]));
        assert!(!forged(&[]));
    }

    #[test]
    fn gzip_is_taken_by_whoever_wants_it() {
        for wanted in ["gzip", "br, gzip;q=0.5", "deflate , gzip"] {
            assert!(takes_gzip(wanted), "{wanted}");
        }
        for unwanted in ["", "br", "gzip;q=0", "gzip; q=x", "identity"] {
            assert!(!takes_gzip(unwanted), "{unwanted}");
        }
    }

    #[test]
    fn only_own_places_are_led_to() {
        for place in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/a b",
            "",
        ] {
            assert_eq!(own_place(place), "/", "{place}");
        }
        assert_eq!(own_place("/n/abc?sort=new#say"), "/n/abc?sort=new#say");
    }
}
