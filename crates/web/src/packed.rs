//! A page in pieces that were compressed once: what everybody sees alike, and between it places for what is a reader's own.

use crate::page::Frame;
use crate::page::hole::{Hole, Part};
use crate::stitch::{Piece, Stitched};
use bytes::Bytes;
use sampan_app::standing::Standing;
use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// From then on a page is worth being compressed well; and so many readers with something of their own on it are given
/// a page that is compressed for them.
const VERY_OFTEN: u32 = 64;
const FEW: u32 = 4;

/// A page that is given again and again.
pub(crate) struct Packed {
    runs: Vec<Run>,
    /// The whole stream, when nothing is open, before it was given very often and afterwards; and, of a hot page, its
    /// shared texts.
    streams: [OnceLock<Bytes>; 2],
    texts: OnceLock<Vec<Vec<u8>>>,
}

/// A part of it.
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

impl Packed {
    fn of(runs: Vec<Run>) -> Self {
        Self {
            runs,
            streams: [OnceLock::new(), OnceLock::new()],
            texts: OnceLock::new(),
        }
    }

    /// What visitors see, all of them the same. `frame` is that of any visitor.
    pub(crate) fn for_visitors(parts: &[Part<'_>], frame: &Frame) -> Result<Self, askama::Error> {
        let (mut html, nobody) = (String::new(), Standing::default());
        for part in parts {
            match part {
                Part::Same(text) => html.push_str(text),
                Part::Own(hole) => html.push_str(&hole.filled(frame, &nobody)?),
            }
        }
        Ok(Self::of(vec![Run::Shared(Shared::new(&[(&html, None)]))]))
    }

    /// What members see. `frame` is that of any member.
    pub(crate) fn for_members(parts: &[Part<'_>], frame: &Frame) -> Result<Self, askama::Error> {
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
        Ok(Self::of(runs))
    }

    /// About how many bytes it takes.
    pub(crate) fn size(&self) -> usize {
        self.runs.iter().map(Run::size).sum()
    }

    /// It as a gzip stream for one reader, after it was given so often.
    pub(crate) fn stream(&self, eye: &Eye<'_>, given: u32) -> Result<Bytes, askama::Error> {
        let [Run::Shared(shared)] = &self.runs[..] else {
            return self.stitched(eye, given);
        };
        if !shared.holes.is_empty() {
            return self.stitched(eye, given);
        }
        let stream = &self.streams[usize::from(given >= VERY_OFTEN)];
        if stream.get().is_none() {
            let whole = self.stitched(eye, given)?;
            // No larger than it is.
            let _ = stream.set(Bytes::copy_from_slice(&whole));
        }
        Ok(stream.get().cloned().unwrap_or_default())
    }

    fn stitched(&self, eye: &Eye<'_>, given: u32) -> Result<Bytes, askama::Error> {
        let mut stitched = Stitched::with_capacity(self.size() + 4_096);
        for run in &self.runs {
            match run {
                Run::Shared(shared) => shared.stitch(&mut stitched, eye, given)?,
                Run::Own(hole) => stitched.plain(eye.sees(hole)?.as_bytes()),
            }
        }
        Ok(stitched.end())
    }

    /// It as plain text for one reader. Of a page that `is_hot` the texts are kept.
    pub(crate) fn plain(&self, eye: &Eye<'_>, is_hot: bool) -> Result<Bytes, askama::Error> {
        let inflated = || {
            self.runs.iter().map(|run| match run {
                Run::Shared(shared) => shared.whole.inflated(),
                Run::Own(_) => Vec::new(),
            })
        };
        let own;
        let texts: &[Vec<u8>] = if is_hot {
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
