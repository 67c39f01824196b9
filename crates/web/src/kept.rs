//! Pages that many read: made once, kept while nothing of them changes, and given to each reader with their own things
//! put in.
//!
//! A page is kept from the second time that it is asked for. Without an account everybody reads the same one; whoever
//! is signed in gets the one for anybody signed in ([`Viewer::anybody`]) with their places filled
//! ([`Hole`](crate::page::Hole)), unless something on it is special to them: their own words, somebody whom they
//! block. Then, and whenever it cannot be told, it is made for them alone.

use crate::failure::Failure;
use crate::page::hole::{Hole, Holes, Part as PagePart};
use crate::page::{Frame, Here};
use crate::reader::Reader;
use crate::router::State;
use crate::stitch::{Piece, Stitched};
use axum::body::Body;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE, VARY};
use axum::response::{Html, IntoResponse, Response};
use bytes::Bytes;
use parking_lot::Mutex;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use sampan_app::pressure::Class;
use sampan_app::standing::{Moment, Of, Shown, Standing};
use sampan_domain::Role;
use std::hash::{BuildHasher, RandomState};
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

/// Bytes that are kept, and about how many pages those are.
const ROOM: u64 = 192 << 20;
const PAGES: usize = 16_384;
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
/// Until it is made anew; others are given the old one meanwhile.
const AGE_RENEWING: Duration = Duration::from_secs(3);
/// How old a page may be for visitors while more is asked than can be done.
const AGE_LATE: Duration = Duration::from_secs(5);
/// How long it is remembered that a page was asked for once.
const ASKED: Duration = Duration::from_secs(20);
const ASKED_PLACES: usize = 1 << 16;

/// A page as one handler makes it.
pub(crate) struct Made {
    pub(crate) html: String,
    pub(crate) shown: Shown,
    /// It has something on it that no two readers see alike, and must not be kept.
    pub(crate) is_own: bool,
}

/// A part of a page as it was made.
enum Part {
    Text(Bytes),
    Own(Hole),
}

/// A part of a page that is given again and again.
enum Run {
    Shared(Shared),
    Own(Hole),
}

/// What all readers see alike who have done nothing to what is shown, compressed as one.
struct Shared {
    whole: Piece,
    /// Where in it something else may stand for those who have.
    holes: Vec<(Range<usize>, Hole)>,
    /// The same in pieces, for them: texts and holes by turns.
    apart: OnceLock<Vec<Piece>>,
}

enum Form {
    /// As it was made: nobody has asked for it since.
    Plain(Vec<Part>),
    Packed(Vec<Run>),
}

/// A page that is kept.
struct Kept {
    form: Form,
    shown: Shown,
    here: Here,
    moment: Moment,
    made: Instant,
    given: AtomicU32,
    /// How often its predecessor was given in a second.
    rate: f32,
    renewing: AtomicBool,
    /// The whole stream, when nothing is open; and, of a hot page, its shared texts.
    stream: OnceLock<Bytes>,
    texts: OnceLock<Vec<Vec<u8>>>,
}

#[derive(Clone)]
struct Weight;

impl Weighter<String, Arc<Kept>> for Weight {
    fn weight(&self, key: &String, kept: &Arc<Kept>) -> u64 {
        let size: usize = match &kept.form {
            Form::Plain(parts) => parts.iter().map(Part::size).sum(),
            Form::Packed(runs) => runs.iter().map(Run::size).sum(),
        };
        (size + key.len() + 512) as u64
    }
}

impl Part {
    fn size(&self) -> usize {
        match self {
            Self::Text(text) => text.len() + 64,
            Self::Own(_) => 64,
        }
    }
}

impl Run {
    /// About what it takes, its pieces included.
    fn size(&self) -> usize {
        match self {
            Self::Shared(shared) => 3 * shared.whole.size() + 128 * shared.holes.len() + 128,
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
            holes,
            apart: OnceLock::new(),
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

    /// Puts it into a stream for one reader.
    fn stitch(&self, to: &mut Stitched, eye: &Eye<'_>) -> Result<(), askama::Error> {
        if self.holes.iter().all(|(_, hole)| eye.sees_as_most(hole)) {
            to.piece(&self.whole);
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
struct Eye<'a> {
    /// Without one there is nothing of their own to be seen.
    frame: Option<&'a Frame>,
    standing: &'a Standing,
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
    kept: Cache<String, Arc<Kept>, Weight>,
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
    /// What is given a second time is worth the work of compressing it.
    fn packed(&self, key: &str, reader: &Reader, kept: Arc<Kept>) -> Result<Arc<Kept>, Failure> {
        let Form::Plain(parts) = &kept.form else {
            return Ok(kept);
        };
        if kept.given() == 0 {
            return Ok(kept);
        }
        let runs = packed(parts, &reader.anybody().frame(kept.here))?;
        let packed = Arc::new(kept.as_packed(runs));
        self.kept.insert(key.to_owned(), packed.clone());
        Ok(packed)
    }

    /// Whether it was asked for before, lately.
    fn asked_before(&self, key: &str) -> bool {
        let place = self.hasher.hash_one(key) as usize % ASKED_PLACES;
        let mut asked = self.asked.lock();
        if asked.since.elapsed() > ASKED {
            asked.places.fill(false);
            asked.since = Instant::now();
        }
        std::mem::replace(&mut asked.places[place], true)
    }
}

impl Kept {
    fn new(made: &Made, holes: &Holes, here: Here, moment: Moment, rate: f32) -> Self {
        let parts = holes.parts(&made.html).into_iter();
        let parts = parts.map(|part| match part {
            PagePart::Same(html) => Part::Text(Bytes::copy_from_slice(html.as_bytes())),
            PagePart::Own(hole) => Part::Own(hole),
        });
        Self {
            form: Form::Plain(parts.collect()),
            shown: made.shown.clone(),
            here,
            moment,
            made: Instant::now(),
            given: AtomicU32::new(0),
            rate,
            renewing: AtomicBool::new(false),
            stream: OnceLock::new(),
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

    /// The same page in another form.
    fn as_packed(&self, runs: Vec<Run>) -> Self {
        Self {
            form: Form::Packed(runs),
            shown: self.shown.clone(),
            here: self.here,
            moment: self.moment,
            made: self.made,
            given: AtomicU32::new(self.given()),
            rate: self.rate,
            renewing: AtomicBool::new(false),
            stream: OnceLock::new(),
            texts: OnceLock::new(),
        }
    }

    /// The page for one reader; whether it is a gzip stream, for those who understand it.
    fn put_together(&self, gzip: bool, eye: &Eye<'_>) -> Result<(Bytes, bool), askama::Error> {
        self.given.fetch_add(1, Ordering::Relaxed);
        match &self.form {
            Form::Plain(parts) => Ok((plain(parts, eye)?, false)),
            Form::Packed(runs) if gzip => match &runs[..] {
                [Run::Shared(shared)] if shared.holes.is_empty() => {
                    if self.stream.get().is_none() {
                        let _ = self.stream.set(stitched(runs, eye)?);
                    }
                    Ok((self.stream.get().cloned().unwrap_or_default(), true))
                }
                runs => Ok((stitched(runs, eye)?, true)),
            },
            Form::Packed(runs) => Ok((self.unpacked(runs, eye)?, false)),
        }
    }

    fn unpacked(&self, runs: &[Run], eye: &Eye<'_>) -> Result<Bytes, askama::Error> {
        let inflated = || {
            runs.iter().map(|run| match run {
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
        for (run, text) in runs.iter().zip(texts) {
            match run {
                Run::Shared(shared) => shared.write(text, &mut html, eye)?,
                Run::Own(hole) => html.extend_from_slice(eye.sees(hole)?.as_bytes()),
            }
        }
        Ok(html.into())
    }
}

/// Compresses what readers see alike. `frame` is that of anybody who reads the page.
fn packed(parts: &[Part], frame: &Frame) -> Result<Vec<Run>, askama::Error> {
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
            Part::Text(_) | Part::Own(_) => Ok(String::new()),
        })
        .collect();
    let (filled, mut runs, mut run) = (filled?, Vec::new(), Vec::new());
    for (part, filled) in parts.iter().zip(&filled) {
        match part {
            Part::Text(text) => run.push((std::str::from_utf8(text).unwrap_or_default(), None)),
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

fn plain(parts: &[Part], eye: &Eye<'_>) -> Result<Bytes, askama::Error> {
    let mut html = Vec::with_capacity(parts.iter().map(Part::size).sum::<usize>() + 4_096);
    for part in parts {
        match part {
            Part::Text(text) => html.extend_from_slice(text),
            Part::Own(hole) => html.extend_from_slice(eye.sees(hole)?.as_bytes()),
        }
    }
    Ok(html.into())
}

fn stitched(runs: &[Run], eye: &Eye<'_>) -> Result<Bytes, askama::Error> {
    let size: usize = runs.iter().map(Run::size).sum();
    let mut stitched = Stitched::with_capacity(size + 4_096);
    for run in runs {
        match run {
            Run::Shared(shared) => shared.stitch(&mut stitched, eye)?,
            Run::Own(hole) => stitched.plain(eye.sees(hole)?.as_bytes()),
        }
    }
    Ok(stitched.end())
}

/// What tells one kept page from another; `None` when this reader's pages are never those of others.
fn key(reader: &Reader) -> Option<String> {
    let viewer = reader.viewer();
    if viewer.is_some_and(|viewer| viewer.role > Role::Member) {
        return None;
    }
    let reading = &reader.reading;
    // Quoted, so that no header can pass for something else: an empty one asks for a piece of the page, too.
    Some(format!(
        "{} {} {:?} {:?} {:?} {:?} {:?}",
        u8::from(viewer.is_some()),
        reading.to,
        reading.reads,
        reading.once,
        reading.displays.to_string(),
        reader.fragment,
        reader.path
    ))
}

/// A kept page for this reader; `None` when it is not for them.
async fn give(state: &State, reader: &Reader, kept: &Kept) -> Result<Option<Response>, Failure> {
    let mut standing = Standing::default();
    if let Some(viewer) = reader.viewer() {
        if kept.shown.people.contains(&viewer.id()) {
            return Ok(None);
        }
        standing = Box::pin(state.app.standing(viewer, &kept.shown)).await?;
        if standing.apart {
            return Ok(None);
        }
    }
    let frame = reader.viewer().map(|_| reader.frame(kept.here));
    let eye = Eye {
        frame: frame.as_ref(),
        standing: &standing,
    };
    let (body, is_gzip) = kept.put_together(reader.gzip, &eye)?;
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    let mut response = ([(CONTENT_TYPE, kind)], Body::from(body)).into_response();
    let headers = response.headers_mut();
    headers.append(VARY, HeaderValue::from_static("accept-encoding"));
    if is_gzip {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    Ok(Some(response))
}

/// Gives a page from those that are kept, or makes it: for this reader, or for many.
///
/// Making is boxed: it has a large future, which would be moved and allocated with every page that is only given.
///
/// `make` makes it for the reader that it gets, in the frame that it gets.
pub(crate) async fn page<M, F>(
    state: &State,
    reader: &Reader,
    here: Here,
    of: Of,
    make: M,
) -> Result<Response, Failure>
where
    M: Fn(Reader, Frame) -> F,
    F: Future<Output = Result<Made, Failure>>,
{
    let pages = &state.pages;
    let Some(key) = key(reader) else {
        return Box::pin(alone(state, reader, here, &make)).await;
    };
    let mut rate = 0.0;
    if let Some(kept) = pages.kept.get(&key) {
        rate = kept.rate();
        let age = kept.made.elapsed();
        let longest = if state.app.is_shared() && !state.app.hears_others() {
            AGE_SHARED
        } else {
            AGE
        };
        let now = state.app.moment(of);
        let unchanged = age < longest && kept.moment == now;
        // Numbers of what many read may be some seconds old.
        let says_the_same =
            || age < AGE_NUMBERS && kept.given() >= MANY && now.says_the_same_as(kept.moment);
        // Of a hot page that is older, one request makes the next; the others need not wait for it.
        let bearable = || {
            let renewed = || age < AGE_RENEWING && kept.renewing.swap(true, Ordering::AcqRel);
            kept.is_hot() && now.is_as_complete_as(kept.moment) && (age < AGE_HOT || renewed())
        };
        let late = || {
            let is_late = reader.viewer().is_none() && state.app.pressure() > 0.5;
            is_late && age < AGE_LATE && now.is_as_complete_as(kept.moment)
        };
        if unchanged || late() || (!has_written(state, reader) && (says_the_same() || bearable())) {
            let kept = pages.packed(&key, reader, kept)?;
            return match give(state, reader, &kept).await? {
                Some(response) => {
                    pages.tally.given.fetch_add(1, Ordering::Relaxed);
                    Ok(response)
                }
                None => Box::pin(alone(state, reader, here, &make)).await,
            };
        }
    } else if !pages.asked_before(&key) {
        let_in(state, reader)?;
        return Box::pin(alone(state, reader, here, &make)).await;
    }
    let_in(state, reader)?;
    let moment = state.app.moment(of);
    let holes = Holes::default();
    let anybody = reader.anybody();
    let mut frame = anybody.frame(here);
    frame.holes = reader.viewer().map(|_| holes.clone());
    // What cannot be made for many is made for one.
    let made = Box::pin(make(anybody, frame)).await.ok();
    let Some(made) = made.filter(|made| !made.is_own) else {
        pages.kept.remove(&key);
        return Box::pin(alone(state, reader, here, &make)).await;
    };
    pages.tally.made.fetch_add(1, Ordering::Relaxed);
    let kept = Arc::new(Kept::new(&made, &holes, here, moment, rate));
    pages.kept.insert(key, kept.clone());
    match give(state, reader, &kept).await? {
        Some(response) => Ok(response),
        None => Box::pin(alone(state, reader, here, &make)).await,
    }
}

fn has_written(state: &State, reader: &Reader) -> bool {
    let viewer = reader.viewer();
    viewer.is_some_and(|viewer| state.app.has_written(viewer.id()))
}

/// Of visitors, whoever needs a page made is the first to be asked to come back.
fn let_in(state: &State, reader: &Reader) -> Result<(), Failure> {
    if reader.viewer().is_some() || state.app.admits(Class::Made) {
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
