//! What happened, for whoever listens now: open pages. Nothing is lost when nobody does.

use sampan_domain::{AccountId, CommentId, Lang, NoteId};
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;

#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub enum Event {
    /// A note was written.
    Note {
        note: NoteId,
        public: bool,
    },
    Rewritten {
        note: NoteId,
    },
    /// A note or a comment was taken down.
    Gone {
        status: i64,
    },
    /// Some of an account's sessions ended.
    Access {
        account: AccountId,
    },
    /// Somebody commented on a note.
    Comment {
        note: NoteId,
        comment: CommentId,
        parent: Option<CommentId>,
    },
    /// A text was translated into this language.
    Rendition {
        to: Lang,
    },
    /// Somebody changed their filters.
    Filters {
        account: AccountId,
    },
    /// Somebody has something new in their inbox, or has read it.
    Inbox {
        account: AccountId,
    },
}

/// Waits until something was translated into a language.
pub async fn rendition(events: &mut broadcast::Receiver<Event>, into: Lang) {
    loop {
        match events.recv().await {
            Ok(Event::Rendition { to }) if to == into => return,
            Err(RecvError::Lagged(_)) => return,
            // Nobody speaks any more; the clock ends the wait.
            Err(RecvError::Closed) => std::future::pending().await,
            Ok(_) => {}
        }
    }
}
