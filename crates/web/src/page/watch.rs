//! Watch: videos over the whole screen, one after the other.

use super::crossing::{NoteWords, title_of};
use super::part::{CaptionTrack, tracks, with_after};
use super::{Frame, Here};
use askama::Template;
use sampan_app::view::{NoteView, Reel, VideoView};
use sampan_domain::video::Rendition;

/// `GET /watch`, `GET /watch/following`
#[derive(Template)]
#[template(path = "watch.html")]
pub struct Watch {
    pub frame: Frame,
    pub reel: Reel,
    /// The page's own path.
    pub path: &'static str,
}

impl Watch {
    fn clips(&self) -> Clips<'_> {
        Clips {
            frame: &self.frame,
            reel: &self.reel,
            path: self.path,
        }
    }

    fn follows(&self) -> bool {
        self.path == FOLLOWING
    }
}

/// The page of those whom the viewer follows.
pub const FOLLOWING: &str = "/watch/following";

/// Clips, and the link to further ones. Answers `Sampan-Fragment: clips`.
#[derive(Template)]
#[template(path = "part/clips.html")]
pub struct Clips<'a> {
    pub frame: &'a Frame,
    pub reel: &'a Reel,
    pub path: &'a str,
}

html_safe!(Clips);

impl Clips<'_> {
    fn more(&self, after: &str) -> String {
        with_after(self.path, after)
    }

    fn words<'a>(&'a self, note: &'a NoteView) -> NoteWords<'a> {
        NoteWords {
            frame: self.frame,
            note,
        }
    }

    fn tracks(&self, note: &NoteView, video: &VideoView) -> Vec<CaptionTrack> {
        tracks(self.frame, note.id, video)
    }

    fn title(&self, note: &NoteView) -> String {
        title_of(note, self.frame)
    }
}
