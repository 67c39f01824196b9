//! Comments on a note, and replies to them: two visible levels.

use crate::picture::{self, Alt};
use crate::{Handle, Invalid, PictureId, anatomy, text};

pub const MAX_TEXT_CHARS: usize = 1_000;
pub const MAX_MENTIONS: usize = 10;

/// How the comments of a note are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    #[default]
    Hot,
    New,
}

impl Sort {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hot => "hot",
            Self::New => "new",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Self {
        if text == "new" { Self::New } else { Self::Hot }
    }
}

/// A comment as somebody typed it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    pub text: String,
    pub picture: Option<(PictureId, Alt)>,
}

/// A comment that keeps the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    pub text: String,
    pub picture: Option<(PictureId, Alt)>,
    pub mentions: Vec<Handle>,
}

impl Draft {
    /// Cleans and checks a comment.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its field.
    pub fn check(self) -> Result<Checked, Vec<Invalid>> {
        let mut wrong = Vec::new();
        let body = text::clean_lines(&self.text);
        if text::chars(&body) > MAX_TEXT_CHARS {
            wrong.push(Invalid::limited("text", "comment-long", MAX_TEXT_CHARS));
        }
        let mentions = anatomy::mentions(&body);
        if mentions.len() > MAX_MENTIONS {
            wrong.push(Invalid::limited(
                "text",
                "comment-mentions-many",
                MAX_MENTIONS,
            ));
        }
        if body.is_empty() && self.picture.is_none() {
            wrong.push(Invalid::new("text", "comment-empty"));
        }
        let picture = self.picture.map(|(id, alt)| (id, text::clean_line(&alt)));
        if picture
            .as_ref()
            .is_some_and(|(_, alt)| text::chars(alt) > picture::MAX_ALT_CHARS)
        {
            wrong.push(Invalid::limited(
                "picture",
                "picture-alt-long",
                picture::MAX_ALT_CHARS,
            ));
        }
        if wrong.is_empty() {
            Ok(Checked {
                text: body,
                picture,
                mentions,
            })
        } else {
            Err(wrong)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_comment_needs_a_picture() {
        assert_eq!(
            Draft::default().check().unwrap_err()[0].code,
            "comment-empty"
        );
        let draft = Draft {
            picture: Some((PictureId(1), " a cat ".into())),
            ..Draft::default()
        };
        assert_eq!(
            draft.check().unwrap().picture,
            Some((PictureId(1), "a cat".into()))
        );
    }
}
