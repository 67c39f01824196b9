//! Pages that many read: made once, kept while nothing of them changes, and given to each reader with their own things
//! put in.
//!
//! A page is kept from the second time that it is asked for, in a crowd from the first. It is made once for members and
//! visitors ([`Side`](crate::page::hole::Side)): without an account everybody reads the same one; whoever is signed in gets
//! the one for any member ([`Viewer::anybody`]) with their places filled ([`Hole`](crate::page::hole::Hole)), unless
//! something on it is special to them: their own words, somebody whom they block. Then, and whenever it cannot be told, it
//! is made for them alone.

use crate::failure::Failure;
use crate::page::hole::{Hole, Holes, Part, Side};
use crate::page::{Frame, Here};
use crate::reader::{HTML, Reader};
use crate::router::State;
use crate::stitch::{Piece, Stitched};
use axum::body::Body;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE, VARY};
use axum::response::{Html, IntoResponse, Response};
use bytes::Bytes;
use parking_lot::Mutex;
use quick_cache::sync::Cache;
use quick_cache::{Equivalent, Weighter};
use sampan_app::pressure::Class;
use sampan_app::standing::{Moment, Of, Shown, Standing};
use sampan_app::view::Viewer;
use sampan_app::views::Subject;
use sampan_domain::rendition::{Display, Displays};
use sampan_domain::{Lang, Role};
use std::hash::{BuildHasher, RandomState};
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
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
/// In a crowd, how old numbers may be besides [`talk::AGE`], and times in words, which scripts put right; and how old
/// everything may be but what somebody wrote themselves.
const AGE_NUMBERS_IN_CROWD: Duration = Duration::from_secs(20);
const AGE_IN_CROWD: Duration = Duration::from_secs(120);
const AGE_ALL_IN_CROWD: Duration = Duration::from_secs(2);
/// Until it is made anew; others are given the old one meanwhile.
const AGE_RENEWING: Duration = Duration::from_secs(3);
/// How old a page may be for visitors while more is asked than can be done.
const AGE_LATE: Duration = Duration::from_secs(5);
/// From then on a page is worth being compressed well; and so many readers with something of their own on it are given
/// a page that is compressed for them.
const VERY_OFTEN: u32 = 64;
const FEW: u32 = 4;
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

/// A part of a page that is given again and again.
enum Run {
    Shared(Shared),
    Own(Hole),
}

/// What all readers see alike who have done nothing to what is shown, compressed as one.
struct Shared {
    whole: Piece,
    /// The same for what is given very often.
    dense: OnceLock<Piece>,
    /// Where in it something else may stand for those who have.
    holes: Vec<(Range<usize>, Hole)>,
    /// The same in pieces, for them: texts and holes by turns.
    apart: OnceLock<Vec<Piece>>,
    /// How many of them there were.
    others: AtomicU32,
}

/// A page that is kept.
pub(crate) struct Kept {
    runs: Vec<Run>,
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
    /// The whole stream, when nothing is open, before it was given very often and afterwards; and, of a hot page, its
    /// shared texts.
    streams: [OnceLock<Bytes>; 2],
    texts: OnceLock<Vec<Vec<u8>>>,
}

#[derive(Clone)]
struct Weight;

impl Weighter<Key, Arc<Kept>> for Weight {
    fn weight(&self, key: &Key, kept: &Arc<Kept>) -> u64 {
        let size: usize = kept.runs.iter().map(Run::size).sum();
        let shown = &kept.shown;
        let ids = shown.notes.len() + shown.comments.len() + shown.people.len();
        (size + 8 * ids + key.path.len() + 640) as u64
    }
}

impl Run {
    /// About what it takes, its pieces included.
    fn size(&self) -> usize {
        match self {
            Self::Shared(shared) => 4 * shared.whole.size() + 128 * shared.holes.len() + 128,
            Self::Own(_) => 64,
        }
    }
}

impl Shared {
    /// Texts and holes, each hole with what most see in it.
    fn new(parts: &[(&str, Option<Hole>)]) -> Self {
        let mut html = String::new();
        let mut holes = Vec::new();
        for (text, hole) in parts {
            let begin = html.len();
            html.push_str(text);
            holes.extend(hole.clone().map(|hole| (begin..html.len(), hole)));
        }
        let mut pieces = Piece::all(&[html.as_bytes()]);
        Self {
            whole: pieces.remove(0),
            dense: OnceLock::new(),
            holes,
            apart: OnceLock::new(),
            others: AtomicU32::new(0),
        }
    }

    fn apart(&self) -> &[Piece] {
        self.apart.get_or_init(|| {
            let html = self.whole.inflated();
            let mut texts = Vec::with_capacity(2 * self.holes.len() + 1);
            let mut end = 0;
            for (range, _) in &self.holes {
                texts.extend([&html[end..range.start], &html[range.clone()]]);
                end = range.end;
            }
            texts.push(&html[end..]);
            Piece::all(&texts)
        })
    }

    /// Puts it into a stream for one reader, of a page that was given so often.
    fn stitch(&self, to: &mut Stitched, eye: &Eye<'_>, given: u32) -> Result<(), askama::Error> {
        if self.holes.iter().all(|(_, hole)| eye.sees_as_most(hole)) {
            to.piece(if given < VERY_OFTEN {
                &self.whole
            } else {
                self.dense.get_or_init(|| self.whole.dense())
            });
            return Ok(());
        }
        // Many pieces take longer to make than a page for each of a few.
        if self.others.fetch_add(1, Ordering::Relaxed) < FEW {
            let mut html = Vec::with_capacity(self.whole.length() + 4_096);
            self.write(&self.whole.inflated(), &mut html, eye)?;
            to.once(&html);
            return Ok(());
        }
        let mut pieces = self.apart().iter();
        for (_, hole) in &self.holes {
            if let Some(text) = pieces.next() {
                to.piece(text);
            }
            match pieces.next() {
                Some(ordinary) if eye.sees_as_most(hole) => to.piece(ordinary),
                _ => to.plain(eye.sees(hole)?.as_bytes()),
            }
        }
        if let Some(text) = pieces.next() {
            to.piece(text);
        }
        Ok(())
    }

    /// The same as plain text.
    fn write(&self, html: &[u8], to: &mut Vec<u8>, eye: &Eye<'_>) -> Result<(), askama::Error> {
        let mut end = 0;
        for (range, hole) in &self.holes {
            if !eye.sees_as_most(hole) {
                to.extend_from_slice(&html[end..range.start]);
                to.extend_from_slice(eye.sees(hole)?.as_bytes());
                end = range.end;
            }
        }
        to.extend_from_slice(&html[end..]);
        Ok(())
    }
}

/// Whoever looks at a page: in which frame, and how they stand to what it shows.
pub(crate) struct Eye<'a> {
    /// Without one there is nothing of their own to be seen.
    pub(crate) frame: Option<&'a Frame>,
    pub(crate) standing: &'a Standing,
}

impl Eye<'_> {
    fn sees_as_most(&self, hole: &Hole) -> bool {
        hole.is_ordinary(self.standing)
    }

    fn sees(&self, hole: &Hole) -> Result<String, askama::Error> {
        match self.frame {
            Some(frame) => hole.filled(frame, self.standing),
            None => Ok(String::new()),
        }
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
        runs: Vec<Run>,
        made: &Made,
        (subject, here): (Option<Subject>, Here),
        moment: Moment,
        rate: f32,
    ) -> Self {
        Self {
            runs,
            subject,
            shown: made.shown.clone(),
            here,
            moment,
            made: Instant::now(),
            given: AtomicU32::new(0),
            rate,
            renewing: AtomicBool::new(false),
            streams: [OnceLock::new(), OnceLock::new()],
            texts: OnceLock::new(),
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
        if !gzip {
            return Ok((self.unpacked(eye)?, false));
        }
        if let [Run::Shared(shared)] = &self.runs[..]
            && shared.holes.is_empty()
        {
            let stream = &self.streams[usize::from(given >= VERY_OFTEN)];
            if stream.get().is_none() {
                let whole = stitched(&self.runs, eye, given)?;
                // No larger than it is.
                let _ = stream.set(Bytes::copy_from_slice(&whole));
            }
            return Ok((stream.get().cloned().unwrap_or_default(), true));
        }
        Ok((stitched(&self.runs, eye, given)?, true))
    }

    fn unpacked(&self, eye: &Eye<'_>) -> Result<Bytes, askama::Error> {
        let inflated = || {
            self.runs.iter().map(|run| match run {
                Run::Shared(shared) => shared.whole.inflated(),
                Run::Own(_) => Vec::new(),
            })
        };
        let own;
        let texts: &[Vec<u8>] = if self.is_hot() {
            self.texts.get_or_init(|| inflated().collect())
        } else {
            own = inflated().collect::<Vec<_>>();
            &own
        };
        let mut html = Vec::with_capacity(texts.iter().map(Vec::len).sum::<usize>() + 4_096);
        for (run, text) in self.runs.iter().zip(texts) {
            match run {
                Run::Shared(shared) => shared.write(text, &mut html, eye)?,
                Run::Own(hole) => html.extend_from_slice(eye.sees(hole)?.as_bytes()),
            }
        }
        Ok(html.into())
    }
}

/// Compresses what visitors see, all of them the same. `frame` is that of any visitor.
fn whole(parts: &[Part<'_>], frame: &Frame) -> Result<Vec<Run>, askama::Error> {
    let (mut html, nobody) = (String::new(), Standing::default());
    for part in parts {
        match part {
            Part::Same(text) => html.push_str(text),
            Part::Own(hole) => html.push_str(&hole.filled(frame, &nobody)?),
        }
    }
    Ok(vec![Run::Shared(Shared::new(&[(&html, None)]))])
}

/// Compresses what members see alike. `frame` is that of any member.
fn packed(parts: &[Part<'_>], frame: &Frame) -> Result<Vec<Run>, askama::Error> {
    let standing = Standing::default();
    let most = Eye {
        frame: Some(frame),
        standing: &standing,
    };
    // What most see in each hole, so that texts can borrow it.
    let filled: Result<Vec<String>, askama::Error> = parts
        .iter()
        .map(|part| match part {
            Part::Own(hole) if !hole.is_personal() => most.sees(hole),
            Part::Same(_) | Part::Own(_) => Ok(String::new()),
        })
        .collect();
    let (filled, mut runs, mut run) = (filled?, Vec::new(), Vec::new());
    for (part, filled) in parts.iter().zip(&filled) {
        match part {
            Part::Same(text) => run.push((*text, None)),
            Part::Own(hole) if hole.is_personal() => {
                runs.push(Run::Shared(Shared::new(&std::mem::take(&mut run))));
                runs.push(Run::Own(hole.clone()));
            }
            Part::Own(hole) => run.push((filled.as_str(), Some(hole.clone()))),
        }
    }
    runs.push(Run::Shared(Shared::new(&run)));
    Ok(runs)
}

fn stitched(runs: &[Run], eye: &Eye<'_>, given: u32) -> Result<Bytes, askama::Error> {
    let size: usize = runs.iter().map(Run::size).sum();
    let mut stitched = Stitched::with_capacity(size + 4_096);
    for run in runs {
        match run {
            Run::Shared(shared) => shared.stitch(&mut stitched, eye, given)?,
            Run::Own(hole) => stitched.plain(eye.sees(hole)?.as_bytes()),
        }
    }
    Ok(stitched.end())
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
    if viewer.is_none()
        && age < AGE_LATE
        && now.is_as_complete_as(kept.moment)
        && app.pressure() > 0.5
    {
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
    (is_crowded && age < AGE_ALL_IN_CROWD)
        || (kept.is_hot() && (age < AGE_HOT || (age < AGE_RENEWING && is_renewed())))
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
    let moment = state.app.moment(of(subject));
    let holes = Holes::default();
    let anybody = match whose {
        Whose::Everybody => reader.any_member(),
        Whose::Visitors => reader.any_visitor(),
    };
    let mut frame = anybody.frame(here);
    frame.holes = (whose == Whose::Everybody).then(|| holes.clone());
    // What cannot be made for many is made for one.
    let made = Box::pin(make(anybody, frame.clone())).await.ok();
    let Some(made) = made.filter(|made| !made.is_own) else {
        pages.kept.remove(&wanted);
        return Box::pin(alone(state, reader, here, &make)).await;
    };
    pages.tally.made.fetch_add(1, Ordering::Relaxed);
    frame.holes = None;
    let keep = |is_member, runs| {
        let wanted = Wanted {
            is_member,
            ..wanted
        };
        let rate = pages.kept.peek(&wanted).map_or(0.0, |kept| kept.rate());
        let kept = Kept::new(runs, &made, (subject, here), moment, rate);
        let kept = Arc::new(kept);
        pages.kept.insert(wanted.key(), kept.clone());
        kept
    };
    let members = if whose == Whose::Everybody {
        let parts = holes.parts(&made.html, Side::Members);
        Some(keep(true, packed(&parts, &frame)?))
    } else {
        None
    };
    let visitors = if wanted.reads.is_empty() {
        frame.viewer = None;
        let parts = holes.parts(&made.html, Side::Visitors);
        Some(keep(false, whole(&parts, &frame)?))
    } else {
        None
    };
    let kept = if wanted.is_member { members } else { visitors };
    let Some(kept) = kept else {
        return Box::pin(alone(state, reader, here, &make)).await;
    };
    match give(state, reader, &kept).await? {
        Some(response) => Ok(response),
        None => Box::pin(alone(state, reader, here, &make)).await,
    }
}

/// Of visitors, whoever needs a page made is the first to be asked to come back, unless many wait for the same.
fn let_in(state: &State, reader: &Reader, many_wait: bool) -> Result<(), Failure> {
    if reader.viewer().is_some() || many_wait || state.app.admits(Class::Made) {
        return Ok(());
    }
    Err(Failure::Busy {
        wait_s: state.door.ask_back(Class::Made),
    })
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
