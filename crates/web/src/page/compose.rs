//! Writing and editing a note.

use super::{Errors, Frame, Here};
use askama::Template;
use sampan_app::view::PictureView;
use sampan_domain::note::{
    MAX_PICTURES, MAX_PLACE_CHARS, MAX_TEXT_CHARS, MAX_TITLE_CHARS, Visibility,
};
use sampan_domain::picture::MAX_ALT_CHARS;
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
    /// Against a form sent twice.
    pub once: String,
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
    /// On fields `title`, `text`, `place`, `pictures`, `visibility`, `lang`, or `""` for the whole.
    pub errors: Errors,
}

impl Compose {
    fn action(&self) -> String {
        match self.editing {
            Some(editing) => format!("/n/{}/edit", editing.note),
            None => "/compose".to_owned(),
        }
    }

    fn visibilities(&self) -> [Visibility; 3] {
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
