//! A note, opened: as a page, and as the sheet that lies over a feed.

use super::crossing::{NoteWords, title_lang, title_of};
use super::part::{CollectSheet, Comments, Film, Replies};
use super::{Errors, Frame, Here};
use crate::rich::Html;
use askama::Template;
use sampan_app::view::{
    CollectionView, CommentPage, CommentView, Cover, NoteView, PollOptionView, PollView,
    RevisionView,
};
use sampan_domain::comment::Sort;
use sampan_domain::note::Visibility;
use sampan_domain::rendition::Display;
use sampan_domain::{CommentId, Handle, Lang, text};

/// What the comment form answers.
#[derive(Debug, Clone)]
pub struct Answering {
    pub comment: CommentId,
    pub handle: Option<Handle>,
}

/// A note with its talk.
#[derive(Debug, Clone)]
pub struct Opened {
    pub note: NoteView,
    pub comments: CommentPage,
    pub answering: Option<Answering>,
    /// Against a form sent twice.
    pub once: String,
    /// The comment as typed, when it comes back.
    pub typed: String,
    /// Of the comment form, on fields `text` and `picture`.
    pub errors: Errors,
    /// Without what the note shows, over which it lies: `Sampan-Fragment: talk`.
    pub talk_only: bool,
}

impl Opened {
    /// The language of the words on the cover.
    fn cover_lang(&self) -> Lang {
        let crossing = self.note.crossing.as_ref();
        crossing
            .filter(|c| c.is_across() && c.display != Display::Original)
            .map_or(self.note.lang, |crossing| crossing.to)
    }

    /// Size and place of the media before the pictures have come.
    fn ratio(&self) -> u32 {
        match (self.note.pictures.first(), &self.note.cover) {
            (Some(picture), _) => sampan_domain::picture::card_ratio(picture.width, picture.height),
            (None, Cover::Picture { ratio, .. } | Cover::Words { ratio, .. }) => *ratio,
        }
    }
}

/// The poll of a note.
#[derive(Template)]
#[template(path = "part/poll.html")]
pub struct Poll<'a> {
    pub frame: &'a Frame,
    pub note: &'a NoteView,
    pub poll: &'a PollView,
}

html_safe!(Poll);

impl Poll<'_> {
    /// What an option says, in the reader's language where that is known.
    fn option(&self, option: &PollOptionView) -> Html {
        let (lang, said) = match &option.across {
            Some(across) => (self.frame.lang(), across),
            None => (self.note.lang, &option.title),
        };
        let said = crate::rich::escaped(said);
        Html(format!("<bdi {}>{said}</bdi>", self.frame.said(lang)))
    }

    /// How many of a hundred votes an option has.
    fn part(&self, option: &PollOptionView) -> Option<i64> {
        let whole = self.poll.votes?.max(1);
        Some((option.votes? * 100 + whole / 2) / whole)
    }
}

fn film<'a>(frame: &'a Frame, note: &'a NoteView) -> Option<Film<'a>> {
    let video = note.video.as_ref()?;
    Some(Film {
        frame,
        note: note.id,
        video,
        is_own: note.is_own,
    })
}

fn poll<'a>(frame: &'a Frame, opened: &'a Opened) -> Option<Poll<'a>> {
    let note = &opened.note;
    let poll = note.poll.as_ref()?;
    Some(Poll { frame, note, poll })
}

fn comments<'a>(frame: &'a Frame, opened: &'a Opened) -> Comments<'a> {
    Comments {
        frame,
        note: opened.note.id,
        comments: &opened.comments.comments,
        sort: opened.comments.sort,
        next: opened.comments.next.as_deref(),
    }
}

/// `GET /n/{id}`
#[derive(Template)]
#[template(path = "note.html")]
pub struct Note {
    pub frame: Frame,
    pub opened: Opened,
    /// What others see of it where the link is shared.
    pub shared: SharedCard,
}

/// A note as a card on another site, in the language of whoever shared it.
#[derive(Debug, Clone)]
pub struct SharedCard {
    pub title: String,
    pub description: String,
    pub lang: Lang,
}

impl SharedCard {
    #[must_use]
    pub fn of(note: &NoteView, frame: &Frame) -> Self {
        let across = note
            .crossing
            .as_ref()
            .filter(|crossing| crossing.is_across());
        let words = across.and_then(|c| c.text.as_ref()).unwrap_or(&note.text);
        let said = text::excerpt(words, 160);
        Self {
            title: title_of(note, frame),
            description: if said.is_empty() {
                frame.t1("note-by", "name", &note.author.name)
            } else {
                said
            },
            lang: across.map_or(note.lang, |crossing| crossing.to),
        }
    }
}

impl Note {
    fn title(&self) -> String {
        title_of(&self.opened.note, &self.frame)
    }

    fn words(&self) -> NoteWords<'_> {
        NoteWords {
            frame: &self.frame,
            note: &self.opened.note,
        }
    }

    fn film(&self) -> Option<Film<'_>> {
        film(&self.frame, &self.opened.note)
    }

    fn poll(&self) -> Option<Poll<'_>> {
        poll(&self.frame, &self.opened)
    }

    fn comments(&self) -> Comments<'_> {
        comments(&self.frame, &self.opened)
    }
}

/// `GET /n/{id}` with `Sampan-Fragment: overlay`
#[derive(Template)]
#[template(path = "part/sheet.html")]
pub struct Overlay {
    pub frame: Frame,
    pub opened: Opened,
}

impl Overlay {
    fn title(&self) -> String {
        title_of(&self.opened.note, &self.frame)
    }

    fn words(&self) -> NoteWords<'_> {
        NoteWords {
            frame: &self.frame,
            note: &self.opened.note,
        }
    }

    fn film(&self) -> Option<Film<'_>> {
        film(&self.frame, &self.opened.note)
    }

    fn poll(&self) -> Option<Poll<'_>> {
        poll(&self.frame, &self.opened)
    }

    fn comments(&self) -> Comments<'_> {
        comments(&self.frame, &self.opened)
    }
}

/// `GET /c/{id}/replies` without scripts: one comment with its replies.
#[derive(Template)]
#[template(path = "thread.html")]
pub struct Thread {
    pub frame: Frame,
    pub note: NoteView,
    pub comment: CommentView,
    pub replies: Vec<CommentView>,
    pub next: Option<String>,
}

impl Thread {
    fn replies(&self) -> Replies<'_> {
        Replies {
            frame: &self.frame,
            comment: self.comment.id,
            replies: &self.replies,
            next: self.next.as_deref(),
        }
    }

    fn title(&self) -> String {
        title_of(&self.note, &self.frame)
    }

    fn title_lang(&self) -> Lang {
        title_lang(&self.note)
    }

    /// The comment alone; its replies come from the list.
    fn head(&self) -> CommentView {
        CommentView {
            replies: Vec::new(),
            reply_count: 0,
            ..self.comment.clone()
        }
    }
}

/// `GET /n/{id}/history`
#[derive(Template)]
#[template(path = "history.html")]
pub struct History {
    pub frame: Frame,
    pub note: NoteView,
    pub revisions: Vec<RevisionView>,
}

/// `GET /n/{id}/share`
#[derive(Template)]
#[template(path = "share.html")]
pub struct Share {
    pub frame: Frame,
    pub note: NoteView,
}

impl Share {
    fn title_lang(&self) -> Lang {
        title_lang(&self.note)
    }

    fn title(&self) -> String {
        title_of(&self.note, &self.frame)
    }

    fn address(&self) -> String {
        let path = format!("/n/{}?share={}", self.note.id, self.frame.lang());
        self.frame.absolute(path)
    }
}

/// `GET /n/{id}/collect`
#[derive(Template)]
#[template(path = "choose_collection.html")]
pub struct ChooseCollection {
    pub frame: Frame,
    pub note: NoteView,
    pub collections: Vec<CollectionView>,
    /// The name of a new one, as typed.
    pub name: String,
    /// On field `name`.
    pub errors: Errors,
}

impl ChooseCollection {
    fn sheet(&self) -> CollectSheet<'_> {
        CollectSheet {
            frame: &self.frame,
            note: self.note.id,
            collections: &self.collections,
            errors: &self.errors,
            name: &self.name,
        }
    }

    fn title(&self) -> String {
        title_of(&self.note, &self.frame)
    }

    fn title_lang(&self) -> Lang {
        title_lang(&self.note)
    }
}
