//! The captions of a video, to be mended by its owner.

use super::crossing::title_of;
use super::{Errors, Frame, Here};
use askama::Template;
use sampan_app::view::{CaptionsView, NoteView};
use sampan_domain::caption::{Cue, MAX_CUE_CHARS, State};

/// `GET /n/{id}/captions`
#[derive(Template)]
#[template(path = "captions.html")]
pub struct Captions {
    pub frame: Frame,
    pub note: NoteView,
    pub captions: CaptionsView,
    /// On field `captions`.
    pub errors: Errors,
}

impl Captions {
    fn time(&self, ms: &i64) -> String {
        sampan_domain::caption::time(*ms)
    }

    fn title(&self) -> String {
        title_of(&self.note, &self.frame)
    }

    /// A line for what is still to be said.
    fn next(&self) -> Cue {
        let start_ms = self.captions.cues.last().map_or(0, |cue| cue.end_ms);
        Cue {
            start_ms,
            end_ms: start_ms + 2_000,
            text: String::new(),
        }
    }

    fn lines(&self) -> Vec<Cue> {
        let mut lines = self.captions.cues.clone();
        lines.push(self.next());
        lines
    }
}
