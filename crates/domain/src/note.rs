//! Notes: a title, a text, and pictures, one video, or a typographic cover.

use crate::picture::{self, Alt};
use crate::topic::TopicName;
use crate::{Handle, Invalid, Lang, NoteId, PictureId, VideoId, anatomy, poll, text};

pub const MAX_TITLE_CHARS: usize = 100;
pub const MAX_TEXT_CHARS: usize = 5_000;
pub const MAX_PICTURES: usize = 18;
pub const MAX_PLACE_CHARS: usize = 60;
pub const MAX_TOPICS: usize = 20;
pub const MAX_MENTIONS: usize = 20;

/// Who a note is shown to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Visibility {
    Public,
    /// For everybody who comes across it, but in no list of what is new.
    Unlisted,
    Followers,
    OnlyMe,
}

impl Visibility {
    pub const ALL: [Self; 4] = [Self::Public, Self::Unlisted, Self::Followers, Self::OnlyMe];

    /// Whether everybody may see it, signed in or not.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Public | Self::Unlisted)
    }

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Unlisted => "unlisted",
            Self::Followers => "followers",
            Self::OnlyMe => "only-me",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|v| v.as_str() == text)
    }
}

/// A note as somebody typed it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    pub title: String,
    pub text: String,
    pub place: String,
    pub visibility: Option<Visibility>,
    /// The writer's correction of the detected language.
    pub lang: Option<Lang>,
    pub pictures: Vec<(PictureId, Alt)>,
    /// Instead of pictures.
    pub video: Option<(VideoId, Alt)>,
    pub poll: Option<poll::Draft>,
}

/// A draft that keeps the rules, cleaned and taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    pub title: String,
    pub text: String,
    pub place: String,
    pub visibility: Visibility,
    pub lang: Option<Lang>,
    pub pictures: Vec<(PictureId, Alt)>,
    pub video: Option<(VideoId, Alt)>,
    pub poll: Option<poll::Draft>,
    pub topics: Vec<TopicName>,
    pub mentions: Vec<Handle>,
}

impl Draft {
    /// Cleans and checks a draft.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its field, so that one round mends all.
    pub fn check(self) -> Result<Checked, Vec<Invalid>> {
        let mut wrong = Vec::new();
        let mut bound = |field, code, count, limit| {
            if count > limit {
                wrong.push(Invalid::limited(field, code, limit));
            }
        };
        let title = text::clean_line(&self.title);
        let body = text::clean_lines(&self.text);
        let place = text::clean_line(&self.place);
        bound(
            "title",
            "note-title-long",
            text::chars(&title),
            MAX_TITLE_CHARS,
        );
        bound("text", "note-text-long", text::chars(&body), MAX_TEXT_CHARS);
        bound(
            "place",
            "note-place-long",
            text::chars(&place),
            MAX_PLACE_CHARS,
        );
        bound(
            "pictures",
            "note-pictures-many",
            self.pictures.len(),
            MAX_PICTURES,
        );
        let whole = format!("{title}\n{body}");
        let topics = anatomy::topics(&whole);
        let mentions = anatomy::mentions(&whole);
        bound("text", "note-topics-many", topics.len(), MAX_TOPICS);
        bound("text", "note-mentions-many", mentions.len(), MAX_MENTIONS);
        let longest = self
            .pictures
            .iter()
            .map(|(_, alt)| alt)
            .chain(self.video.iter().map(|(_, alt)| alt))
            .map(|alt| text::chars(alt))
            .max()
            .unwrap_or(0);
        bound(
            "pictures",
            "picture-alt-long",
            longest,
            picture::MAX_ALT_CHARS,
        );
        let poll = self.poll.map(poll::Draft::check).transpose();
        let poll = poll.unwrap_or_else(|mut more| {
            wrong.append(&mut more);
            None
        });
        if self.video.is_some() && !self.pictures.is_empty() {
            wrong.push(Invalid::new("pictures", "note-video-alone"));
        }
        let is_bare = self.pictures.is_empty() && self.video.is_none();
        if title.is_empty() && body.is_empty() && is_bare {
            wrong.push(Invalid::new("text", "note-empty"));
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let pictures = self
            .pictures
            .into_iter()
            .map(|(id, alt)| (id, text::clean_line(&alt)))
            .collect();
        Ok(Checked {
            title,
            text: body,
            place,
            visibility: self.visibility.unwrap_or(Visibility::Public),
            lang: self.lang,
            pictures,
            video: self.video.map(|(id, alt)| (id, text::clean_line(&alt))),
            poll,
            topics,
            mentions,
        })
    }
}

/// The designs of typographic covers; the stylesheet has a class for each.
pub const COVERS: [&str; 6] = ["marker", "ruled", "poster", "tide", "memo", "ink"];

/// The look of a note without pictures, always the same for the same note: design, and height over
/// width in percent.
#[must_use]
pub fn cover(id: NoteId) -> (&'static str, u32) {
    let mixed = id.0.cast_unsigned().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
    let ratios = [133, 125, 100, 100, 75];
    (
        COVERS[(mixed % 6) as usize],
        ratios[(mixed / 6 % 5) as usize],
    )
}

/// What a typographic cover says: the title, or the beginning of the text.
#[must_use]
pub fn cover_words(title: &str, body: &str) -> String {
    text::excerpt(if title.is_empty() { body } else { title }, 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(title: &str, text: &str) -> Draft {
        Draft {
            title: title.into(),
            text: text.into(),
            ..Draft::default()
        }
    }

    #[test]
    fn a_good_draft_is_taken_apart() {
        let note = draft(" 猫税 ", "for @aze #猫税# #cattax").check().unwrap();
        assert_eq!(note.title, "猫税");
        assert_eq!(note.topics.len(), 2);
        assert_eq!(note.mentions[0].as_str(), "aze");
        assert_eq!(note.visibility, Visibility::Public);
    }

    #[test]
    fn everything_wrong_is_told_at_once() {
        let crowd: String = (0..30).map(|i| format!("@person{i} ")).collect();
        let codes: Vec<_> = draft(&"长".repeat(101), &format!("{crowd}{}", "x".repeat(5_000)))
            .check()
            .unwrap_err()
            .iter()
            .map(|e| (e.field, e.code, e.limit))
            .collect();
        assert_eq!(
            codes,
            [
                ("title", "note-title-long", Some(100)),
                ("text", "note-text-long", Some(5_000)),
                ("text", "note-mentions-many", Some(20)),
            ]
        );
        assert_eq!(
            draft(" \u{200b}", "").check().unwrap_err()[0].code,
            "note-empty"
        );
    }

    #[test]
    fn covers_are_stable() {
        assert_eq!(cover(NoteId(42)), cover(NoteId(42)));
    }
}
