//! What the server has acknowledged: what an audit holds it to.

use sampan_domain::{CommentId, NoteId};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Everything that was answered with a yes.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Ledger {
    /// Handles, by number of the person.
    pub(crate) people: Vec<String>,
    /// Handles of joinings of which nobody knows what became of them.
    pub(crate) perhaps: Vec<String>,
    /// Note, author, title.
    pub(crate) notes: Vec<(NoteId, u32, String)>,
    /// Comment, number of its note, author, text.
    pub(crate) comments: Vec<(CommentId, u32, u32, String)>,
    /// Person, number of the note.
    pub(crate) likes: Vec<(u32, u32)>,
    /// Who follows whom.
    pub(crate) follows: Vec<(u32, u32)>,
    /// Counted readings, by number of the note.
    pub(crate) views: Vec<u64>,
    /// Counted readings of the topic's page.
    pub(crate) topic_views: u64,
    /// Readings within ten minutes of another one by the same reader.
    pub(crate) repeated: u64,
    /// Readings that may have counted or not: about when the server was killed, or ten minutes after another one.
    pub(crate) vague: u64,
}

impl Ledger {
    /// Readings that count for the topic: of its page, and of its notes.
    pub(crate) fn readings(&self) -> u64 {
        self.topic_views + self.views.iter().sum::<u64>()
    }

    /// Notes and comments of the topic: all of them.
    pub(crate) fn discussions(&self) -> i64 {
        i64::try_from(self.notes.len() + self.comments.len()).unwrap_or(i64::MAX)
    }

    pub(crate) fn write(&self, path: &Path) -> Result<(), String> {
        let text = serde_json::to_vec(self).map_err(|error| error.to_string())?;
        std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
    }

    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let wrong = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let text = std::fs::read(path).map_err(|error| wrong(&error))?;
        serde_json::from_slice(&text).map_err(|error| wrong(&error))
    }
}
