//! What is one reader's own on a page that is made for many: left open when the page is made, put in when it is given.

use super::frame::Frame;
use super::part::{Collect, CommentLike, Follow, Like, OwnRail, OwnThumb, TopicFollow};
use crate::rich::{Html, escaped};
use askama::Template;
use parking_lot::Mutex;
use sampan_app::standing::Standing;
use sampan_domain::{CommentId, Handle, NoteId};
use std::sync::Arc;

const OPEN: char = '\u{e010}';
const CLOSE: char = '\u{e011}';
/// For whom a part is.
const MEMBERS: &str = "m";
const VISITORS: &str = "v";
const EVERYBODY: &str = "e";

/// A place that is left open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hole {
    /// The reader's handle.
    Handle,
    /// Their entries in the rail, and in the bar.
    Rail,
    Thumb,
    Like {
        note: NoteId,
        count: i64,
    },
    Collect {
        note: NoteId,
        count: i64,
    },
    CommentLike {
        comment: CommentId,
        count: i64,
    },
    Follow {
        handle: Handle,
    },
    TopicFollow {
        name: String,
    },
    /// Against a form sent twice.
    Once,
}

/// Collects what is left open while a page is made.
#[derive(Debug, Clone)]
pub struct Holes {
    left: Arc<Mutex<Vec<Hole>>>,
    /// Nobody who writes knows it, so nobody writes what looks like a hole.
    secret: u64,
}

/// Who gets a page that is made for many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Members,
    Visitors,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part<'a> {
    Same(&'a str),
    Own(Hole),
}

impl Default for Holes {
    fn default() -> Self {
        Self {
            left: Arc::default(),
            secret: rand::random(),
        }
    }
}

impl Holes {
    /// Leaves a place open; what stands there until then.
    fn leave(&self, hole: Hole) -> Html {
        let mut left = self.left.lock();
        left.push(hole);
        let (secret, at) = (self.secret, left.len() - 1);
        Html(format!("{OPEN}{secret}:{at}{CLOSE}"))
    }

    /// Says for whom what follows is.
    fn mark(&self, whose: Option<Side>) -> Html {
        let whose = match whose {
            Some(Side::Members) => MEMBERS,
            Some(Side::Visitors) => VISITORS,
            None => EVERYBODY,
        };
        Html(format!("{OPEN}{}:{whose}{CLOSE}", self.secret))
    }

    /// The page of one side, in parts.
    #[must_use]
    pub fn parts<'a>(&self, html: &'a str, side: Side) -> Vec<Part<'a>> {
        let left = self.left.lock();
        let begins = format!("{OPEN}{}:", self.secret);
        let (mut parts, mut rest, mut is_shown) = (Vec::new(), html, true);
        while let Some((before, after)) = rest.split_once(&begins) {
            let Some((what, after)) = after.split_once(CLOSE) else {
                break;
            };
            if is_shown && !before.is_empty() {
                parts.push(Part::Same(before));
            }
            match what {
                MEMBERS => is_shown = side == Side::Members,
                VISITORS => is_shown = side == Side::Visitors,
                EVERYBODY => is_shown = true,
                at => {
                    let hole = at.parse().ok().and_then(|at: usize| left.get(at));
                    let hole = hole.filter(|_| is_shown).cloned();
                    parts.extend(hole.map(Part::Own));
                }
            }
            rest = after;
        }
        if is_shown {
            parts.push(Part::Same(rest));
        }
        parts
    }
}

impl Hole {
    /// Whether something stands there that is nobody's but the reader's.
    #[must_use]
    pub fn is_personal(&self) -> bool {
        matches!(self, Self::Handle | Self::Rail | Self::Thumb | Self::Once)
    }

    /// Whether the same stands there as for everybody who has done nothing to what is shown.
    #[must_use]
    pub fn is_ordinary(&self, standing: &Standing) -> bool {
        match self {
            Self::Like { note, .. } => !standing.liked.contains(note),
            Self::Collect { note, .. } => !standing.collected.contains(note),
            Self::CommentLike { comment, .. } => !standing.liked_comments.contains(comment),
            Self::Follow { .. } => standing.author == Standing::default().author,
            Self::TopicFollow { .. } => !standing.follows_topic,
            Self::Handle | Self::Rail | Self::Thumb | Self::Once => false,
        }
    }

    /// What stands there for whoever looks.
    ///
    /// # Errors
    /// When a template fails.
    pub fn filled(&self, frame: &Frame, standing: &Standing) -> Result<String, askama::Error> {
        let say = String::new();
        let may = true;
        match self {
            Self::Handle => Ok(escaped(&frame.handle())),
            Self::Rail => OwnRail { frame }.render(),
            Self::Thumb => OwnThumb { frame }.render(),
            Self::Like { note, count } => Like {
                frame,
                note: *note,
                on: standing.liked.contains(note),
                count: *count,
                may,
                say,
            }
            .render(),
            Self::Collect { note, count } => Collect {
                frame,
                note: *note,
                on: standing.collected.contains(note),
                count: *count,
                may,
                say,
            }
            .render(),
            Self::CommentLike { comment, count } => CommentLike {
                frame,
                comment: *comment,
                on: standing.liked_comments.contains(comment),
                count: *count,
                may,
                say,
            }
            .render(),
            Self::Follow { handle } => Follow::new(frame, handle, standing.author).render(),
            Self::TopicFollow { name } => TopicFollow {
                frame,
                name,
                follows: standing.follows_topic,
                say,
            }
            .render(),
            Self::Once => Ok(crate::reader::once_token()),
        }
    }
}

impl Frame {
    /// Leaves a place open, when this page is made for many.
    #[must_use]
    pub fn leave(&self, hole: impl FnOnce() -> Hole) -> Option<Html> {
        self.holes.as_ref().map(|holes| holes.leave(hole()))
    }

    /// What follows is for members alone.
    #[must_use]
    pub fn members(&self) -> Html {
        self.mark(Some(Side::Members))
    }

    /// What follows is for visitors alone.
    #[must_use]
    pub fn visitors(&self) -> Html {
        self.mark(Some(Side::Visitors))
    }

    /// What follows is for everybody again.
    #[must_use]
    pub fn everybody(&self) -> Html {
        self.mark(None)
    }

    fn mark(&self, whose: Option<Side>) -> Html {
        let mark = self.holes.as_ref().map(|holes| holes.mark(whose));
        mark.unwrap_or_else(|| Html(String::new()))
    }

    /// Whether visitors get this page, perhaps among others.
    #[must_use]
    pub fn signed_out(&self) -> bool {
        self.viewer.is_none() || self.holes.is_some()
    }

    fn handle(&self) -> String {
        let viewer = self.viewer.as_ref();
        viewer.map_or_else(String::new, |viewer| viewer.account.handle.to_string())
    }

    /// The reader's handle, as a value.
    #[must_use]
    pub fn own_handle(&self) -> Html {
        self.leave(|| Hole::Handle)
            .unwrap_or_else(|| Html(escaped(&self.handle())))
    }

    /// The reader's entries in the rail.
    ///
    /// # Errors
    /// When the template fails.
    pub fn own_rail(&self) -> Result<Html, askama::Error> {
        match self.leave(|| Hole::Rail) {
            Some(html) => Ok(html),
            None => OwnRail { frame: self }.render().map(Html),
        }
    }

    /// The reader's entries in the bar.
    ///
    /// # Errors
    /// When the template fails.
    pub fn own_thumb(&self) -> Result<Html, askama::Error> {
        match self.leave(|| Hole::Thumb) {
            Some(html) => Ok(html),
            None => OwnThumb { frame: self }.render().map(Html),
        }
    }

    /// The token of a form that must act once.
    #[must_use]
    pub fn once(&self, token: &str) -> Html {
        self.leave(|| Hole::Once)
            .unwrap_or_else(|| Html(escaped(token)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_falls_into_what_is_shared_and_what_is_not() {
        let holes = Holes::default();
        let (one, two) = (holes.leave(Hole::Once), holes.leave(Hole::Rail));
        let html = format!("a{}b{}{OPEN}7:0{CLOSE}", one.as_str(), two.as_str());
        let parts = holes.parts(&html, Side::Members);
        assert_eq!(
            parts,
            [
                Part::Same("a"),
                Part::Own(Hole::Once),
                Part::Same("b"),
                Part::Own(Hole::Rail),
                // Written by somebody who does not know the secret.
                Part::Same("\u{e010}7:0\u{e011}"),
            ]
        );
    }

    #[test]
    fn members_and_visitors_get_their_own_parts() {
        let holes = Holes::default();
        let [members, visitors, all] = [Some(Side::Members), Some(Side::Visitors), None]
            .map(|whose| holes.mark(whose).as_str().to_owned());
        let once = holes.leave(Hole::Once);
        let html = format!("a{members}b{}{visitors}c{all}d", once.as_str());
        let (a, d) = (Part::Same("a"), Part::Same("d"));
        let of_members = [a.clone(), Part::Same("b"), Part::Own(Hole::Once), d.clone()];
        assert_eq!(holes.parts(&html, Side::Members), of_members);
        assert_eq!(holes.parts(&html, Side::Visitors), [a, Part::Same("c"), d]);
    }
}
