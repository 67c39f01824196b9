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

#[derive(Clone)]
enum Part {
    /// As it is: nobody has asked for it since it was made.
    Text(Bytes),
    Piece(Piece),
    Own(Hole),
}

/// A page that is kept.
struct Kept {
    parts: Vec<Part>,
    shown: Shown,
    here: Here,
    moment: Moment,
    made: Instant,
    given: AtomicU32,
    /// How often its predecessor was given in a second.
    rate: f32,
    renewing: AtomicBool,
    /// The whole stream, when nothing is open; and, of a hot page, its text.
    stream: OnceLock<Bytes>,
    text: OnceLock<Vec<Bytes>>,
}

#[derive(Clone)]
struct Weight;

impl Weighter<String, Arc<Kept>> for Weight {
    fn weight(&self, key: &String, kept: &Arc<Kept>) -> u64 {
        let parts = kept.parts.iter().map(|part| match part {
            Part::Text(text) => text.len() + 64,
            Part::Piece(piece) => piece.size() + 64,
            Part::Own(_) => 64,
        });
        (parts.sum::<usize>() + key.len() + 512) as u64
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
    fn compressed(&self, key: &str, kept: Arc<Kept>) -> Arc<Kept> {
        if kept.given() == 0 || kept.is_compressed() {
            return kept;
        }
        let compressed = Arc::new(kept.compressed());
        self.kept.insert(key.to_owned(), compressed.clone());
        compressed
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
        Self {
            parts: parts
                .map(|part| match part {
                    PagePart::Same(html) => Part::Text(Bytes::copy_from_slice(html.as_bytes())),
                    PagePart::Own(hole) => Part::Own(hole),
                })
                .collect(),
            shown: made.shown.clone(),
            here,
            moment,
            made: Instant::now(),
            given: AtomicU32::new(0),
            rate,
            renewing: AtomicBool::new(false),
            stream: OnceLock::new(),
            text: OnceLock::new(),
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

    /// The same, compressed.
    fn compressed(&self) -> Self {
        let texts = self.parts.iter().filter_map(|part| match part {
            Part::Text(text) => Some(&text[..]),
            Part::Piece(_) | Part::Own(_) => None,
        });
        let mut pieces = Piece::all(&texts.collect::<Vec<_>>()).into_iter();
        let parts = self.parts.iter().filter_map(|part| match part {
            Part::Text(_) => pieces.next().map(Part::Piece),
            Part::Piece(_) | Part::Own(_) => Some(part.clone()),
        });
        Self {
            parts: parts.collect(),
            shown: self.shown.clone(),
            here: self.here,
            moment: self.moment,
            made: self.made,
            given: AtomicU32::new(self.given()),
            rate: self.rate,
            renewing: AtomicBool::new(false),
            stream: OnceLock::new(),
            text: OnceLock::new(),
        }
    }

    fn is_compressed(&self) -> bool {
        !self.parts.iter().any(|part| matches!(part, Part::Text(_)))
    }

    fn texts(&self) -> Vec<Bytes> {
        let texts = self.parts.iter().map(|part| match part {
            Part::Text(text) => text.clone(),
            Part::Piece(piece) => piece.inflated().into(),
            Part::Own(_) => Bytes::new(),
        });
        texts.collect()
    }

    /// The page for one reader; `filled` stands in its open places, in their order.
    fn put_together(&self, gzip: bool, filled: &[String]) -> Bytes {
        self.given.fetch_add(1, Ordering::Relaxed);
        if gzip && filled.is_empty() {
            return self.stream.get_or_init(|| self.stitched(&[])).clone();
        }
        if gzip {
            return self.stitched(filled);
        }
        let own;
        let texts = if self.is_hot() {
            self.text.get_or_init(|| self.texts())
        } else {
            own = self.texts();
            &own
        };
        let mut filled = filled.iter();
        let own: usize = filled.clone().map(String::len).sum();
        let mut html = Vec::with_capacity(texts.iter().map(Bytes::len).sum::<usize>() + own);
        for (part, text) in self.parts.iter().zip(texts) {
            match part {
                Part::Text(_) | Part::Piece(_) => html.extend_from_slice(text),
                Part::Own(_) => {
                    html.extend_from_slice(filled.next().map_or(b"", |text| text.as_bytes()));
                }
            }
        }
        html.into()
    }

    fn stitched(&self, filled: &[String]) -> Bytes {
        let sizes = self.parts.iter().map(|part| match part {
            Part::Text(text) => text.len() + 5,
            Part::Piece(piece) => piece.size(),
            Part::Own(_) => 5,
        });
        let own: usize = filled.iter().map(String::len).sum();
        let mut stitched = Stitched::with_capacity(sizes.sum::<usize>() + own);
        let mut filled = filled.iter();
        for part in &self.parts {
            match part {
                Part::Text(text) => stitched.plain(text),
                Part::Piece(piece) => stitched.piece(piece),
                Part::Own(_) => {
                    if let Some(text) = filled.next() {
                        stitched.plain(text.as_bytes());
                    }
                }
            }
        }
        stitched.end()
    }
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
    let mut filled = Vec::new();
    if let Some(viewer) = reader.viewer() {
        let standing = if kept.shown.people.contains(&viewer.id()) {
            return Ok(None);
        } else {
            state.app.standing(viewer, &kept.shown).await?
        };
        if standing.apart {
            return Ok(None);
        }
        filled = fill(&reader.frame(kept.here), kept, &standing)?;
    }
    let gzip = reader.gzip && kept.is_compressed();
    let body = Body::from(kept.put_together(gzip, &filled));
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    let mut response = ([(CONTENT_TYPE, kind)], body).into_response();
    let headers = response.headers_mut();
    headers.append(VARY, HeaderValue::from_static("accept-encoding"));
    if gzip {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    Ok(Some(response))
}

fn fill(frame: &Frame, kept: &Kept, standing: &Standing) -> Result<Vec<String>, Failure> {
    let holes = kept.parts.iter().filter_map(|part| match part {
        Part::Own(hole) => Some(hole),
        Part::Text(_) | Part::Piece(_) => None,
    });
    let filled: Result<_, askama::Error> = holes.map(|hole| hole.filled(frame, standing)).collect();
    Ok(filled?)
}

/// Gives a page from those that are kept, or makes it: for this reader, or for many.
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
        return alone(state, reader, here, &make).await;
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
            let kept = pages.compressed(&key, kept);
            return match give(state, reader, &kept).await? {
                Some(response) => {
                    pages.tally.given.fetch_add(1, Ordering::Relaxed);
                    Ok(response)
                }
                None => alone(state, reader, here, &make).await,
            };
        }
    } else if !pages.asked_before(&key) {
        let_in(state, reader)?;
        return alone(state, reader, here, &make).await;
    }
    let_in(state, reader)?;
    let moment = state.app.moment(of);
    let holes = Holes::default();
    let anybody = reader.anybody();
    let mut frame = anybody.frame(here);
    frame.holes = reader.viewer().map(|_| holes.clone());
    // What cannot be made for many is made for one.
    let made = make(anybody, frame).await.ok();
    let Some(made) = made.filter(|made| !made.is_own) else {
        pages.kept.remove(&key);
        return alone(state, reader, here, &make).await;
    };
    pages.tally.made.fetch_add(1, Ordering::Relaxed);
    let kept = Arc::new(Kept::new(&made, &holes, here, moment, rate));
    pages.kept.insert(key, kept.clone());
    match give(state, reader, &kept).await? {
        Some(response) => Ok(response),
        None => alone(state, reader, here, &make).await,
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
