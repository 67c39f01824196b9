//! Pieces of pages that are also answered alone, to scripts that exchange them.
//!
//! Each borrows the frame. A form with `data-swap` is replaced by the same piece in its new state;
//! `say` is what a screen reader then hears, empty in a page.

use super::crossing::CardWords;
use super::frame::{Frame, Here};
use super::hole::Hole;
use crate::rich::Html;
use askama::Template;
use askama::filters::HtmlSafe;
use sampan_app::view::{
    CardView, CollectionView, CommentView, Cover, FeedPage, NotificationView, PersonView, VideoView,
};
use sampan_domain::comment::Sort;
use sampan_domain::note::Visibility;
use sampan_domain::notification::Kind;
use sampan_domain::video::Rendition;
use sampan_domain::{CommentId, Handle, Lang, NoteId, Relation};
use std::borrow::Borrow;

html_safe!(
    Card,
    Cards,
    Collect,
    CollectSheet,
    Comment,
    CommentLike,
    Comments,
    Follow,
    Like,
    Notices,
    Person,
    Replies,
    TopicFollow,
);

impl HtmlSafe for ErrorLine {}

/// A note in a feed.
#[derive(Template)]
#[template(path = "part/card.html")]
pub struct Card<'a> {
    pub frame: &'a Frame,
    pub card: &'a CardView,
    /// Among the first: its picture is fetched at once.
    pub eager: bool,
}

/// Captions that a video can be shown with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaptionTrack {
    pub path: String,
    pub lang: Lang,
    pub label: String,
    /// What this reader sees unless they choose otherwise.
    pub is_default: bool,
}

/// The captions of a video: in the reader's language, in both, and as they were said.
#[must_use]
pub fn tracks(frame: &Frame, note: NoteId, video: &VideoView) -> Vec<CaptionTrack> {
    let Some(from) = video.captions else {
        return Vec::new();
    };
    let to = frame.lang();
    let reads = frame.viewer.iter().flat_map(|viewer| &viewer.reads);
    let understands = from.is_akin(to) || reads.into_iter().any(|lang| lang.is_akin(from));
    let track = |name: String, lang, key, shown: Lang, is_default| CaptionTrack {
        path: format!("/n/{note}/captions/{name}.vtt"),
        lang,
        label: frame.t1(key, "lang", &frame.lang_name(shown)),
        is_default,
    };
    let mut tracks = Vec::new();
    if !from.is_akin(to) {
        let across = format!("{to}");
        tracks.push(track(across, to, "captions-in", to, !understands));
        tracks.push(track(format!("both-{to}"), to, "captions-both", to, false));
    }
    tracks.push(track(
        "original".into(),
        from,
        "captions-original",
        from,
        understands,
    ));
    tracks
}

/// A note's video, as far as it is.
#[derive(Template)]
#[template(path = "part/film.html")]
pub struct Film<'a> {
    pub frame: &'a Frame,
    pub note: NoteId,
    pub video: &'a VideoView,
    /// Its owner hears why it failed.
    pub is_own: bool,
}

html_safe!(Film);

impl Film<'_> {
    fn tracks(&self) -> Vec<CaptionTrack> {
        tracks(self.frame, self.note, self.video)
    }
}

/// Cards, and the link to further ones. Answers `Sampan-Fragment: cards`.
#[derive(Template)]
#[template(path = "part/cards.html")]
pub struct Cards<'a> {
    pub frame: &'a Frame,
    pub feed: &'a FeedPage,
    /// The page's path with everything of the query but `after`, such as `/t/cats?sort=new`.
    pub path: &'a str,
    /// The first page of a feed: its first pictures are fetched at once.
    pub first: bool,
}

impl Cards<'_> {
    fn more(&self, after: &str) -> String {
        with_after(self.path, after)
    }
}

/// Adds `after` to a path that may have a query.
#[must_use]
pub fn with_after(path: &str, after: &str) -> String {
    let joint = if path.contains('?') { '&' } else { '?' };
    format!("{path}{joint}after={}", crate::rich::percent(after))
}

/// A comment with its first replies. Answers `GET /c/{id}` and a posted comment.
#[derive(Template)]
#[template(path = "part/comment.html")]
pub struct Comment<'a> {
    pub frame: &'a Frame,
    pub comment: &'a CommentView,
    /// Set in the answer to its own form.
    pub say: String,
}

impl<'a> Comment<'a> {
    #[must_use]
    pub fn new(frame: &'a Frame, comment: &'a CommentView) -> Self {
        let say = String::new();
        Self {
            frame,
            comment,
            say,
        }
    }

    /// The comment that an answer to this one hangs under.
    fn thread(&self) -> CommentId {
        self.comment.parent.unwrap_or(self.comment.id)
    }

    fn hidden_replies(&self) -> i64 {
        self.comment.reply_count - self.comment.replies.len() as i64
    }

    /// The cursor after the last reply shown.
    fn last_reply(&self) -> String {
        self.comment
            .replies
            .last()
            .map(|r| r.id.to_string())
            .unwrap_or_default()
    }
}

/// Comments, and the link to further ones. Answers `GET /n/{id}/comments`.
#[derive(Template)]
#[template(path = "part/comments.html")]
pub struct Comments<'a> {
    pub frame: &'a Frame,
    pub note: NoteId,
    pub comments: &'a [CommentView],
    pub sort: Sort,
    pub next: Option<&'a str>,
}

/// Further replies. Answers `GET /c/{id}/replies`.
#[derive(Template)]
#[template(path = "part/replies.html")]
pub struct Replies<'a> {
    pub frame: &'a Frame,
    pub comment: CommentId,
    pub replies: &'a [CommentView],
    pub next: Option<&'a str>,
}

/// The reader's own entries in the rail.
#[derive(Template)]
#[template(path = "part/own_rail.html")]
pub struct OwnRail<'a> {
    pub frame: &'a Frame,
}

/// The reader's own entries in the bar.
#[derive(Template)]
#[template(path = "part/own_thumb.html")]
pub struct OwnThumb<'a> {
    pub frame: &'a Frame,
}

/// The heart of a note.
#[derive(Template)]
#[template(path = "part/like.html")]
pub struct Like<'a> {
    pub frame: &'a Frame,
    pub note: NoteId,
    pub on: bool,
    pub count: i64,
    pub may: bool,
    pub say: String,
}

/// The heart of a comment.
#[derive(Template)]
#[template(path = "part/comment_like.html")]
pub struct CommentLike<'a> {
    pub frame: &'a Frame,
    pub comment: CommentId,
    pub on: bool,
    pub count: i64,
    pub may: bool,
    pub say: String,
}

/// The star of a note: one press saves it into the first collection, a second offers the others.
#[derive(Template)]
#[template(path = "part/collect.html")]
pub struct Collect<'a> {
    pub frame: &'a Frame,
    pub note: NoteId,
    pub on: bool,
    pub count: i64,
    pub may: bool,
    pub say: String,
}

/// The choice of collections for a note. Answers `GET /n/{id}/collect`.
#[derive(Template)]
#[template(path = "part/collect_sheet.html")]
pub struct CollectSheet<'a> {
    pub frame: &'a Frame,
    pub note: NoteId,
    pub collections: &'a [CollectionView],
    pub errors: &'a super::Errors,
    /// The name of a new collection as typed.
    pub name: &'a str,
}

/// Follow, follow back, or following.
#[derive(Template)]
#[template(path = "part/follow.html")]
pub struct Follow<'a> {
    pub frame: &'a Frame,
    pub handle: &'a Handle,
    pub relation: Relation,
    pub say: String,
}

impl<'a> Follow<'a> {
    #[must_use]
    pub fn new(frame: &'a Frame, handle: &'a Handle, relation: Relation) -> Self {
        let say = String::new();
        Self {
            frame,
            handle,
            relation,
            say,
        }
    }
}

#[derive(Template)]
#[template(path = "part/topic_follow.html")]
pub struct TopicFollow<'a> {
    pub frame: &'a Frame,
    pub name: &'a str,
    pub follows: bool,
    pub say: String,
}

/// A person in a list.
#[derive(Template)]
#[template(path = "part/person.html")]
pub struct Person<'a> {
    pub frame: &'a Frame,
    pub person: &'a PersonView,
}

/// What happened, and the link to what happened before. Answers `Sampan-Fragment: cards` on `/inbox`.
#[derive(Template)]
#[template(path = "part/notices.html")]
pub struct Notices<'a> {
    pub frame: &'a Frame,
    pub notifications: &'a [NotificationView],
    pub next: Option<&'a str>,
}

impl Notices<'_> {
    fn notice(&self, notice: &NotificationView) -> Html {
        let names = self.frame.names(&notice.people, notice.count);
        let key = format!("notice-{}", notice.kind.as_str());
        self.frame.words(&key, notice.count, &[("who", &names)])
    }

    fn href(&self, notice: &NotificationView) -> Option<String> {
        let note = notice.note?;
        Some(match notice.comment {
            Some(comment) if notice.kind == Kind::Suggestion => format!("/c/{comment}/renditions"),
            None if notice.kind == Kind::Suggestion => format!("/n/{note}/renditions"),
            Some(comment) => format!("/n/{note}#c-{comment}"),
            None => format!("/n/{note}"),
        })
    }

    /// How the viewer stands to a follower.
    fn relation(&self, notice: &NotificationView) -> Relation {
        Relation {
            follows: notice.followed_back,
            followed_by: true,
            ..Relation::default()
        }
    }

    fn icon(&self, notice: &NotificationView) -> &'static str {
        match notice.kind {
            Kind::Like | Kind::CommentLike => "heart",
            Kind::Collect => "star",
            Kind::Comment | Kind::Reply => "message-circle",
            Kind::Follow => "user-plus",
            Kind::Mention => "at-sign",
            Kind::Suggestion => "languages",
        }
    }
}

/// An error as a fragment: the script shows its text in a toast.
#[derive(Template)]
#[template(path = "part/error.html")]
pub struct ErrorLine {
    pub message: String,
}

impl Frame {
    #[must_use]
    pub fn card<'a>(&'a self, card: &'a CardView) -> Card<'a> {
        Card {
            frame: self,
            card,
            eager: false,
        }
    }

    #[must_use]
    pub fn cards<'a>(&'a self, feed: &'a FeedPage, path: &'a str) -> Cards<'a> {
        Cards {
            frame: self,
            feed,
            path,
            first: true,
        }
    }

    #[must_use]
    pub fn comment<'a>(&'a self, comment: &'a CommentView) -> Comment<'a> {
        Comment::new(self, comment)
    }

    /// # Errors
    /// When the template fails.
    pub fn like(
        &self,
        note: &NoteId,
        on: &bool,
        count: &i64,
        may: bool,
    ) -> Result<Html, askama::Error> {
        let (note, count) = (*note, *count);
        if let Some(html) = self.leave(|| Hole::Like { note, count }) {
            return Ok(html);
        }
        let like = Like {
            frame: self,
            note,
            on: *on,
            count,
            may,
            say: String::new(),
        };
        like.render().map(Html)
    }

    /// # Errors
    /// When the template fails.
    pub fn collect(
        &self,
        note: &NoteId,
        on: &bool,
        count: &i64,
        may: bool,
    ) -> Result<Html, askama::Error> {
        let (note, count) = (*note, *count);
        if let Some(html) = self.leave(|| Hole::Collect { note, count }) {
            return Ok(html);
        }
        let collect = Collect {
            frame: self,
            note,
            on: *on,
            count,
            may,
            say: String::new(),
        };
        collect.render().map(Html)
    }

    /// # Errors
    /// When the template fails.
    pub fn comment_like(&self, comment: &CommentView) -> Result<Html, askama::Error> {
        let (id, count) = (comment.id, comment.likes);
        if let Some(html) = self.leave(|| Hole::CommentLike { comment: id, count }) {
            return Ok(html);
        }
        let like = CommentLike {
            frame: self,
            comment: id,
            on: comment.liked,
            count,
            may: comment.may_interact,
            say: String::new(),
        };
        like.render().map(Html)
    }

    /// # Errors
    /// When the template fails.
    pub fn follow(
        &self,
        handle: &Handle,
        relation: impl Borrow<Relation>,
    ) -> Result<Html, askama::Error> {
        let left = self.leave(|| Hole::Follow {
            handle: handle.clone(),
        });
        match left {
            Some(html) => Ok(html),
            None => Follow::new(self, handle, *relation.borrow())
                .render()
                .map(Html),
        }
    }

    #[must_use]
    pub fn person<'a>(&'a self, person: &'a PersonView) -> Person<'a> {
        Person {
            frame: self,
            person,
        }
    }

    /// Whether a text needs its language named: it is not in the page's language.
    #[must_use]
    pub fn is_foreign(&self, lang: &Lang) -> bool {
        *lang != Lang::UND && *lang != self.lang()
    }
}
