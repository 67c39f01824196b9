//! A text in two languages, and better renditions of it.

use super::{Errors, Frame, Here};
use askama::Template;
use sampan_app::view::RenditionsView;
use sampan_domain::note::{MAX_TEXT_CHARS, MAX_TITLE_CHARS};
use sampan_domain::rendition::MAX_TIMES;

/// A better rendition as typed so far.
#[derive(Debug, Clone)]
pub struct RenditionForm {
    pub title: String,
    pub text: String,
}

/// `GET /n/{id}/renditions`, `GET /c/{id}/renditions`
#[derive(Template)]
#[template(path = "renditions.html")]
pub struct Renditions {
    pub frame: Frame,
    /// Of the note or the comment.
    pub place: String,
    pub view: RenditionsView,
    pub form: RenditionForm,
    /// On fields `title`, `text`, `to`.
    pub errors: Errors,
}

impl Renditions {
    fn from(&self) -> String {
        self.frame.lang_name(self.view.from)
    }

    fn to(&self) -> String {
        self.frame.lang_name(self.view.to)
    }
}
