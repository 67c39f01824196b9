//! What somebody is told about.

use crate::{CommentId, NoteId};

/// Why somebody is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Liked my note.
    Like,
    /// Liked my comment.
    CommentLike,
    /// Saved my note.
    Collect,
    /// Commented on my note.
    Comment,
    /// Replied to my comment.
    Reply,
    Follow,
    /// Named me in a note or a comment.
    Mention,
    /// Suggested a better rendition of my words.
    Suggestion,
}

impl Kind {
    pub const ALL: [Self; 8] = [
        Self::Like,
        Self::CommentLike,
        Self::Collect,
        Self::Comment,
        Self::Reply,
        Self::Follow,
        Self::Mention,
        Self::Suggestion,
    ];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Like => "like",
            Self::CommentLike => "comment-like",
            Self::Collect => "collect",
            Self::Comment => "comment",
            Self::Reply => "reply",
            Self::Follow => "follow",
            Self::Mention => "mention",
            Self::Suggestion => "suggestion",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// Whether several of a kind on one thing are told as one ("Mei and 12 others liked …").
    #[must_use]
    pub fn groups(self) -> bool {
        matches!(
            self,
            Self::Like | Self::CommentLike | Self::Collect | Self::Follow | Self::Suggestion
        )
    }
}

// Notices with one key are one notification: a hundred likes of a note are one line.

/// Likes of one note.
#[must_use]
pub fn likes(note: NoteId) -> String {
    format!("like:{note}")
}

/// Likes of one comment.
#[must_use]
pub fn comment_likes(comment: CommentId) -> String {
    format!("comment-like:{comment}")
}

/// Suggested renditions of one note or comment.
#[must_use]
pub fn suggestions(note: NoteId, comment: Option<CommentId>) -> String {
    comment.map_or_else(
        || format!("suggestion:{note}"),
        |comment| format!("suggestion:{note}:{comment}"),
    )
}

/// Collects of one note.
#[must_use]
pub fn collects(note: NoteId) -> String {
    format!("collect:{note}")
}

/// Follows of one day.
#[must_use]
pub fn follows(at_ms: i64) -> String {
    format!("follow:{}", day(at_ms))
}

/// One comment or reply.
#[must_use]
pub fn comment(comment: CommentId) -> String {
    format!("comment:{comment}")
}

/// One mention, in a note or a comment.
#[must_use]
pub fn mention(subject: i64) -> String {
    format!("mention:{subject}")
}

/// The day of a time, counted from 1970 in UTC.
#[must_use]
pub fn day(at_ms: i64) -> i64 {
    at_ms.div_euclid(DAY_MS)
}

pub const DAY_MS: i64 = 24 * 3_600_000;
