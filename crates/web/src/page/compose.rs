//! Writing and editing a note.

use super::{Errors, Frame, Here};
use askama::Template;
use sampan_app::view::{PictureView, VideoView};
use sampan_domain::note::{
    MAX_PICTURES, MAX_PLACE_CHARS, MAX_TEXT_CHARS, MAX_TITLE_CHARS, Visibility,
};
use sampan_domain::picture::MAX_ALT_CHARS;
use sampan_domain::poll::{self, MAX_OPTION_CHARS, MAX_OPTIONS};
use sampan_domain::rendition::MAX_TIMES;
use sampan_domain::{Lang, NoteId};

/// A note as typed so far.
#[derive(Debug, Clone)]
pub struct ComposeForm {
    pub title: String,
    pub text: String,
    pub place: String,
    pub visibility: Visibility,
    /// `None` lets the server tell.
    pub lang: Option<Lang>,
    /// Uploaded already, in order, with their alt texts.
    pub pictures: Vec<PictureView>,
    /// Instead of pictures.
    pub video: Option<VideoView>,
    /// Of a new note; what is written stays as it is.
    pub poll: Option<poll::Draft>,
    pub other: Option<Other>,
    /// Against a form sent twice.
    pub once: String,
}

/// How the note reads in another language, as shown or as its author mended it.
#[derive(Debug, Clone)]
pub struct Other {
    pub to: Lang,
    pub title: String,
    pub text: String,
    /// What the engine said: left as it is, it is not the author's own version.
    pub title_was: String,
    pub text_was: String,
    /// Whether any engine is there for it.
    pub is_set_up: bool,
    /// Whether all of it came in time.
    pub came: bool,
}

/// What a video may be.
#[derive(Debug, Clone, Copy)]
pub struct VideoBounds {
    pub bytes: u64,
    pub megabytes: u64,
    pub minutes: u32,
}

/// The note that is edited.
#[derive(Debug, Clone, Copy)]
pub struct Editing {
    pub note: NoteId,
    pub version: i64,
}

/// `GET /compose`, `GET /n/{id}/edit`
#[derive(Template)]
#[template(path = "compose.html")]
pub struct Compose {
    pub frame: Frame,
    pub editing: Option<Editing>,
    pub form: ComposeForm,
    /// `None` where no videos are taken.
    pub videos: Option<VideoBounds>,
    /// On fields `title`, `text`, `place`, `pictures`, `visibility`, `lang`, or `""` for the whole.
    pub errors: Errors,
}

/// The other side of a note, answered alone to `Sampan-Fragment: preview`.
#[derive(Template)]
#[template(path = "part/other.html")]
pub struct OtherSide<'a> {
    pub frame: &'a Frame,
    pub other: Option<&'a Other>,
}

html_safe!(OtherSide);

impl OtherSide<'_> {
    /// The language to offer before anybody knows what the note is written in.
    fn to(&self) -> String {
        let to = self.other.map_or_else(
            || {
                let own = self.frame.lang();
                let offered = Lang::OFFERED.into_iter().find(|lang| *lang != own);
                offered.unwrap_or(own)
            },
            |other| other.to,
        );
        self.frame.lang_name(to)
    }
}

impl Compose {
    fn other(&self) -> OtherSide<'_> {
        OtherSide {
            frame: &self.frame,
            other: self.form.other.as_ref(),
        }
    }

    fn action(&self) -> String {
        match self.editing {
            Some(editing) => format!("/n/{}/edit", editing.note),
            None => "/compose".to_owned(),
        }
    }

    /// How many options can be typed: a line more than there are.
    fn poll_lines(&self) -> usize {
        let typed = self.form.poll.as_ref().map_or(0, |poll| poll.options.len());
        (typed + 1).clamp(4, MAX_OPTIONS)
    }

    fn poll_times(&self) -> [(i64, &'static str); 4] {
        [
            (3_600, "poll-hour"),
            (24 * 3_600, "poll-day"),
            (3 * 24 * 3_600, "poll-days"),
            (7 * 24 * 3_600, "poll-week"),
        ]
    }

    fn visibilities(&self) -> [Visibility; 4] {
        Visibility::ALL
    }

    fn heading(&self) -> &'static str {
        if self.editing.is_some() {
            "compose-edit"
        } else {
            "compose-new"
        }
    }
}
