//! Pages that many read: made once, kept while nothing of them changes, and given to each reader with their own things
//! put in.
//!
//! A page is kept from the second time that it is asked for, in a crowd from the first. It is made once for members and
//! visitors ([`Side`](crate::page::hole::Side)): without an account everybody reads the same one; whoever is signed in gets
//! the one for any member ([`Viewer::anybody`]) with their places filled ([`Hole`](crate::page::hole::Hole)), unless
//! something on it is special to them: their own words, somebody whom they block. Then, and whenever it cannot be told, it
//! is made for them alone.

use crate::failure::Failure;
use crate::packed::{Eye, Packed};
use crate::page::hole::{Holes, Side};
use crate::page::{Frame, Here};
use crate::reader::{HTML, Reader};
use crate::router::State;
use axum::body::Body;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE, VARY};
use axum::response::{Html, IntoResponse, Response};
use bytes::Bytes;
use parking_lot::Mutex;
use quick_cache::sync::Cache;
use quick_cache::{Equivalent, Weighter};
use sampan_app::standing::{Moment, Of, Shown, Standing};
use sampan_app::view::Viewer;
use sampan_app::views::Subject;
use sampan_domain::rendition::{Display, Displays};
use sampan_domain::{Lang, Role};
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Bytes that are kept, and about how many pages those are.
const ROOM: u64 = 256 << 20;
const PAGES: usize = 32_768;
/// Times in it are said in words ("three minutes ago"): not longer than that.
const AGE: Duration = Duration::from_secs(30);
/// Where others may write what is not heard of here.
const AGE_SHARED: Duration = Duration::from_secs(1);
/// What is asked for so often in a second is not made anew with every change: it may be as old as this.
const HOT: f32 = 8.0;
const AGE_HOT: Duration = Duration::from_secs(1);
/// How old numbers may be, of a page that was given that often since they were counted.
const AGE_NUMBERS: Duration = Duration::from_secs(5);
const MANY: u32 = 4;
/// In a crowd, how old numbers may be besides [`AGE`](crate::talk::AGE), and times in words, which scripts put right; and
/// how old everything may be but what somebody wrote themselves.
const AGE_NUMBERS_IN_CROWD: Duration = Duration::from_secs(20);
const AGE_IN_CROWD: Duration = Duration::from_secs(120);
const AGE_ALL_IN_CROWD: Duration = Duration::from_secs(2);
/// Until it is made anew; others are given the old one meanwhile.
const AGE_RENEWING: Duration = Duration::from_secs(3);
/// How old a page may be for visitors while more is asked than can be done.
const AGE_LATE: Duration = Duration::from_secs(5);
/// How long it is remembered that a page was asked for once.
const ASKED: Duration = Duration::from_secs(20);
const ASKED_PLACES: usize = 1 << 16;

/// For whom a page is made, when it is made for many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    Everybody,
    /// In a crowd; members have a page of their own.
    Visitors,
}

/// A page as one handler makes it.
pub(crate) struct Made {
    pub(crate) html: String,
    pub(crate) shown: Shown,
    /// It has something on it that no two readers see alike, and must not be kept.
    pub(crate) is_own: bool,
}

/// A page that is kept.
pub(crate) struct Kept {
    page: Packed,
    /// What somebody has read who was given it.
    pub(crate) subject: Option<Subject>,
    pub(crate) shown: Shown,
    pub(crate) here: Here,
    moment: Moment,
    made: Instant,
    given: AtomicU32,
    /// How often its predecessor was given in a second.
    rate: f32,
    renewing: AtomicBool,
}

#[derive(Clone)]
struct Weight;

impl Weighter<Key, Arc<Kept>> for Weight {
    fn weight(&self, key: &Key, kept: &Arc<Kept>) -> u64 {
        let shown = &kept.shown;
        let ids = shown.notes.len() + shown.comments.len() + shown.people.len();
        (kept.page.size() + 8 * ids + key.path.len() + 640) as u64
    }
}

/// How often pages were given from those that are kept, made for many, and made for one reader.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) given: AtomicU64,
    pub(crate) made: AtomicU64,
    pub(crate) alone: AtomicU64,
}

/// Everything that is kept.
pub(crate) struct Pages {
    pub(crate) tally: Tally,
    kept: Cache<Key, Arc<Kept>, Weight>,
    asked: Mutex<Asked>,
    hasher: RandomState,
}

/// What was asked for lately.
struct Asked {
    places: Box<[bool]>,
    since: Instant,
}

impl Default for Pages {
    fn default() -> Self {
        Self {
            tally: Tally::default(),
            kept: Cache::with_weighter(PAGES, ROOM, Weight),
            asked: Mutex::new(Asked {
                places: vec![false; ASKED_PLACES].into(),
                since: Instant::now(),
            }),
            hasher: RandomState::new(),
        }
    }
}

impl Pages {
    /// Whether it was asked for before, lately.
    fn asked_before(&self, wanted: &Wanted<'_>) -> bool {
        let place = self.hasher.hash_one(wanted) as usize % ASKED_PLACES;
        let mut asked = self.asked.lock();
        if asked.since.elapsed() > ASKED {
            asked.places.fill(false);
            asked.since = Instant::now();
        }
        std::mem::replace(&mut asked.places[place], true)
    }
}

impl Kept {
    fn new(
        page: Packed,
        made: &Made,
        (subject, here): (Option<Subject>, Here),
        moment: Moment,
        rate: f32,
    ) -> Self {
        Self {
            page,
            subject,
            shown: made.shown.clone(),
            here,
            moment,
            made: Instant::now(),
            given: AtomicU32::new(0),
            rate,
            renewing: AtomicBool::new(false),
        }
    }

    fn given(&self) -> u32 {
        self.given.load(Ordering::Relaxed)
    }

    /// How often it is given in a second.
    fn rate(&self) -> f32 {
        let given = self.given() as f32;
        (given / self.made.elapsed().as_secs_f32().max(1.0)).max(self.rate / 2.0)
    }

    fn is_hot(&self) -> bool {
        self.rate >= HOT || self.rate() >= HOT
    }

    /// The page for one reader; whether it is a gzip stream, for those who understand it.
    pub(crate) fn put_together(
        &self,
        gzip: bool,
        eye: &Eye<'_>,
    ) -> Result<(Bytes, bool), askama::Error> {
        let given = self.given.fetch_add(1, Ordering::Relaxed);
        if gzip {
            return Ok((self.page.stream(eye, given)?, true));
        }
        Ok((self.page.plain(eye, self.is_hot())?, false))
    }
}

/// What tells one kept page from another.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    is_member: bool,
    to: Lang,
    reads: Vec<Lang>,
    once: Option<Display>,
    displays: Displays,
    fragment: Option<String>,
    path: String,
}

/// The same, of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Wanted<'a> {
    pub(crate) is_member: bool,
    pub(crate) to: Lang,
    pub(crate) reads: &'a [Lang],
    pub(crate) once: Option<Display>,
    pub(crate) displays: &'a Displays,
    /// An empty one asks for a piece of the page, too.
    pub(crate) fragment: Option<&'a str>,
    /// Path and query.
    pub(crate) path: &'a str,
}

impl Wanted<'_> {
    fn key(&self) -> Key {
        Key {
            is_member: self.is_member,
            to: self.to,
            reads: self.reads.to_vec(),
            once: self.once,
            displays: self.displays.clone(),
            fragment: self.fragment.map(ToOwned::to_owned),
            path: self.path.to_owned(),
        }
    }
}

impl Key {
    fn wanted(&self) -> Wanted<'_> {
        Wanted {
            is_member: self.is_member,
            to: self.to,
            reads: &self.reads,
            once: self.once,
            displays: &self.displays,
            fragment: self.fragment.as_deref(),
            path: &self.path,
        }
    }
}

impl Equivalent<Key> for Wanted<'_> {
    fn equivalent(&self, key: &Key) -> bool {
        *self == key.wanted()
    }
}

/// Entries of the table of addresses whose pages may be kept for visitors.
pub(crate) const EXPLORE: &str = "/";
pub(crate) const NOTE: &str = "/n/{note}";
pub(crate) const TOPIC: &str = "/t/{topic}";

/// Which of them a path is for.
pub(crate) fn route(path: &str) -> Option<&'static str> {
    let (place, name) = path.split_at_checked(3).unwrap_or((path, ""));
    match place {
        "/" => Some(EXPLORE),
        "/n/" if !name.contains('/') => Some(NOTE),
        "/t/" if !name.contains('/') => Some(TOPIC),
        _ => None,
    }
}

/// Whether somebody's pages are those of others, too.
pub(crate) fn is_shared_with(viewer: Option<&Viewer>) -> bool {
    viewer.is_none_or(|viewer| viewer.role <= Role::Member)
}

/// Languages that somebody reads besides that of the page; none, when that is the only one: then their page is that of
/// visitors, too.
pub(crate) fn besides(to: Lang, reads: &[Lang]) -> &[Lang] {
    if reads.iter().all(|lang| lang.is_akin(to)) {
        return &[];
    }
    reads
}

fn wanted(reader: &Reader) -> Wanted<'_> {
    let reading = &reader.reading;
    Wanted {
        is_member: reader.viewer().is_some(),
        to: reading.to,
        reads: besides(reading.to, &reading.reads),
        once: reading.once,
        displays: &reading.displays,
        fragment: reader.fragment.as_deref(),
        path: &reader.path,
    }
}

/// How fresh a page of it has to be.
fn of(subject: Option<Subject>) -> Of {
    match subject {
        Some(Subject::Note(note)) => Of::Note(note),
        Some(Subject::Topic(_)) | None => Of::Lists,
    }
}

/// A page that is kept and good enough for this viewer.
pub(crate) fn find(
    state: &State,
    wanted: &Wanted<'_>,
    viewer: Option<&Viewer>,
) -> Option<Arc<Kept>> {
    let kept = state.pages.kept.get(wanted)?;
    let is_renewed = || kept.renewing.load(Ordering::Acquire);
    is_good(state, &kept, viewer, is_renewed).then_some(kept)
}

/// Whether a kept page is fresh enough for somebody; an older one if it is being made anew.
fn is_good(
    state: &State,
    kept: &Kept,
    viewer: Option<&Viewer>,
    is_renewed: impl Fn() -> bool,
) -> bool {
    let app = &state.app;
    let (age, is_crowded) = (kept.made.elapsed(), app.is_crowded());
    let longest = match (app.is_shared() && !app.hears_others(), is_crowded) {
        (true, _) => AGE_SHARED,
        (false, true) => AGE_IN_CROWD,
        (false, false) => AGE,
    };
    let now = app.moment(of(kept.subject));
    if age < longest && kept.moment == now {
        return true;
    }
    // What others wrote is not known.
    if longest == AGE_SHARED && age >= AGE_SHARED {
        return false;
    }
    let is_late = viewer.is_none() && app.pressure() > 0.5;
    if is_late && age < AGE_LATE && now.is_as_complete_as(kept.moment) {
        return true;
    }
    if viewer.is_some_and(|viewer| app.has_written(viewer.id(), &kept.shown.notes)) {
        return false;
    }
    // Numbers of what many read may be some seconds old.
    let are_recent =
        (is_crowded && age < AGE_NUMBERS_IN_CROWD) || (age < AGE_NUMBERS && kept.given() >= MANY);
    if are_recent && now.says_the_same_as(kept.moment) {
        return true;
    }
    if !now.is_as_complete_as(kept.moment) {
        return false;
    }
    // Of a hot page that is older, one request makes the next; the others need not wait for it.
    let oldest = if is_late {
        AGE_LATE + AGE_RENEWING
    } else {
        AGE_RENEWING
    };
    (is_crowded && age < AGE_ALL_IN_CROWD)
        || (kept.is_hot() && (age < AGE_HOT || (age < oldest && is_renewed())))
}

/// How a viewer stands to what a page shows; `None` when it is not for them.
pub(crate) async fn standing(
    state: &State,
    viewer: &Viewer,
    kept: &Kept,
) -> Result<Option<Standing>, Failure> {
    if kept.shown.people.contains(&viewer.id()) {
        return Ok(None);
    }
    let standing = state.app.standing(viewer, &kept.shown).await?;
    Ok((!standing.apart).then_some(standing))
}

/// A kept page for this reader; `None` when it is not for them.
async fn give(state: &State, reader: &Reader, kept: &Kept) -> Result<Option<Response>, Failure> {
    let (mut frame, mut own) = (None, Standing::default());
    if let Some(viewer) = reader.viewer() {
        let Some(standing) = Box::pin(standing(state, viewer, kept)).await? else {
            return Ok(None);
        };
        (frame, own) = (Some(reader.frame(kept.here)), standing);
    }
    let eye = Eye {
        frame: frame.as_ref(),
        standing: &own,
    };
    let (body, is_gzip) = kept.put_together(reader.gzip, &eye)?;
    let kind = HeaderValue::from_static(HTML);
    let mut response = ([(CONTENT_TYPE, kind)], Body::from(body)).into_response();
    let headers = response.headers_mut();
    headers.append(VARY, HeaderValue::from_static("accept-encoding"));
    if is_gzip {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    Ok(Some(response))
}

/// Gives a page from those that are kept, or makes it: for this reader, or for many; and counts that it was read.
///
/// `make` makes it for the reader that it gets, in the frame that it gets.
pub(crate) async fn page<M, F>(
    state: &State,
    reader: &Reader,
    here: Here,
    subject: Subject,
    make: M,
) -> Result<Response, Failure>
where
    M: Fn(Reader, Frame) -> F,
    F: Future<Output = Result<Made, Failure>>,
{
    let of = (Whose::Everybody, Some(subject));
    let response = given_or_made(state, reader, here, of, make).await?;
    state.app.viewed(subject, reader.visit());
    Ok(reader.with_visit(response))
}

/// The same for a page that is another one for every member, and that nobody is counted for.
pub(crate) async fn page_for_visitors<M, F>(
    state: &State,
    reader: &Reader,
    here: Here,
    make: M,
) -> Result<Response, Failure>
where
    M: Fn(Reader, Frame) -> F,
    F: Future<Output = Result<Made, Failure>>,
{
    given_or_made(state, reader, here, (Whose::Visitors, None), make).await
}

/// Making is boxed: it has a large future, which would be moved and allocated with every page that is only given.
async fn given_or_made<M, F>(
    state: &State,
    reader: &Reader,
    here: Here,
    (whose, subject): (Whose, Option<Subject>),
    make: M,
) -> Result<Response, Failure>
where
    M: Fn(Reader, Frame) -> F,
    F: Future<Output = Result<Made, Failure>>,
{
    let pages = &state.pages;
    let is_kept = match whose {
        Whose::Everybody => is_shared_with(reader.viewer()),
        Whose::Visitors => reader.viewer().is_none() && state.app.is_crowded(),
    };
    if !is_kept {
        let_in(state, reader, false)?;
        return Box::pin(alone(state, reader, here, &make)).await;
    }
    let wanted = wanted(reader);
    let mut many_wait = false;
    if let Some(kept) = pages.kept.get(&wanted) {
        many_wait = kept.is_hot();
        let is_renewed = || kept.renewing.swap(true, Ordering::AcqRel);
        if is_good(state, &kept, reader.viewer(), is_renewed) {
            return match give(state, reader, &kept).await? {
                Some(response) => {
                    pages.tally.given.fetch_add(1, Ordering::Relaxed);
                    Ok(response)
                }
                None => Box::pin(alone(state, reader, here, &make)).await,
            };
        }
    } else if !pages.asked_before(&wanted) && !state.app.is_crowded() {
        let_in(state, reader, false)?;
        return Box::pin(alone(state, reader, here, &make)).await;
    }
    let_in(state, reader, many_wait)?;
    let made = Box::pin(made_for_many(state, reader, here, (whose, subject), &make));
    if let Some(kept) = made.await?
        && let Some(response) = give(state, reader, &kept).await?
    {
        return Ok(response);
    }
    Box::pin(alone(state, reader, here, &make)).await
}

/// Makes a page for many and keeps it, on both sides where it has two; answers that for this reader. `None` when it cannot
/// be made for many, or not for this reader among them.
async fn made_for_many<M, F>(
    state: &State,
    reader: &Reader,
    here: Here,
    (whose, subject): (Whose, Option<Subject>),
    make: &M,
) -> Result<Option<Arc<Kept>>, Failure>
where
    M: Fn(Reader, Frame) -> F,
    F: Future<Output = Result<Made, Failure>>,
{
    let (pages, wanted) = (&state.pages, wanted(reader));
    let moment = state.app.moment(of(subject));
    let holes = Holes::default();
    let anybody = match whose {
        Whose::Everybody => reader.any_member(),
        Whose::Visitors => reader.any_visitor(),
    };
    let mut frame = anybody.frame(here);
    frame.holes = (whose == Whose::Everybody).then(|| holes.clone());
    let made = make(anybody, frame.clone()).await.ok();
    let Some(made) = made.filter(|made| !made.is_own) else {
        pages.kept.remove(&wanted);
        return Ok(None);
    };
    pages.tally.made.fetch_add(1, Ordering::Relaxed);
    frame.holes = None;
    let keep = |is_member, page| {
        let wanted = Wanted {
            is_member,
            ..wanted
        };
        let rate = pages.kept.peek(&wanted).map_or(0.0, |kept| kept.rate());
        let kept = Kept::new(page, &made, (subject, here), moment, rate);
        let kept = Arc::new(kept);
        pages.kept.insert(wanted.key(), kept.clone());
        kept
    };
    let (mut members, mut visitors) = (None, None);
    if whose == Whose::Everybody {
        let parts = holes.parts(&made.html, Side::Members);
        members = Some(keep(true, Packed::for_members(&parts, &frame)?));
    }
    if wanted.reads.is_empty() {
        frame.viewer = None;
        let parts = holes.parts(&made.html, Side::Visitors);
        visitors = Some(keep(false, Packed::for_visitors(&parts, &frame)?));
    }
    Ok(if wanted.is_member { members } else { visitors })
}

/// Members have been let in before, and a page that many wait for is made.
fn let_in(state: &State, reader: &Reader, many_wait: bool) -> Result<(), Failure> {
    if reader.viewer().is_some() || many_wait {
        return Ok(());
    }
    reader.let_in(state)
}

/// The page for this reader alone.
async fn alone<M, F>(
    state: &State,
    reader: &Reader,
    here: Here,
    make: &M,
) -> Result<Response, Failure>
where
    M: Fn(Reader, Frame) -> F,
    F: Future<Output = Result<Made, Failure>>,
{
    state.pages.tally.alone.fetch_add(1, Ordering::Relaxed);
    let made = make(reader.clone(), reader.frame(here)).await?;
    Ok(Html(made.html).into_response())
}
