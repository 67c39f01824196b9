//! What is read of a note for pages that are made for many: read once for the pages of all languages.

use crate::failure::Failure;
use crate::router::State;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use sampan_app::standing::{Moment, Of};
use sampan_app::view::{CommentPage, CommentView, NoteView, Viewer};
use sampan_domain::NoteId;
use sampan_domain::comment::Sort;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long it is kept, and how old numbers may become by that in a crowd.
pub(crate) const AGE: Duration = Duration::from_secs(10);
/// Bytes that are kept, and about how many notes those are.
const ROOM: u64 = 64 << 20;
const NOTES: usize = 4_096;
/// About what a comment takes besides its text.
const COMMENT: usize = 600;

/// A note with its first comments, the hottest first, in no reader's language yet.
struct Talk {
    note: NoteView,
    comments: CommentPage,
    moment: Moment,
    read: Instant,
}

#[derive(Clone)]
struct Weight;

impl Weighter<NoteId, Arc<Talk>> for Weight {
    fn weight(&self, _: &NoteId, talk: &Arc<Talk>) -> u64 {
        let size = |comment: &CommentView| comment.text.len() + COMMENT;
        let comments = talk.comments.comments.iter();
        let comments = comments.flat_map(|one| std::iter::once(one).chain(&one.replies));
        (talk.note.text.len() + 2 * COMMENT + comments.map(size).sum::<usize>()) as u64
    }
}

/// Everything of that kind that is kept.
pub(crate) struct Talks(Cache<NoteId, Arc<Talk>, Weight>);

impl Default for Talks {
    fn default() -> Self {
        Self(Cache::with_weighter(NOTES, ROOM, Weight))
    }
}

/// A note with its first comments, as any member reads them.
pub(crate) async fn read(
    state: &State,
    anybody: &Viewer,
    note: NoteId,
) -> Result<(NoteView, CommentPage), Failure> {
    let app = &state.app;
    let moment = app.moment(Of::Note(note));
    let is_good = |talk: &Talk| {
        let is_heard_of = !app.is_shared() || app.hears_others();
        let is_same = talk.moment == moment;
        let is_good_enough = app.is_crowded() && moment.says_the_same_as(talk.moment);
        is_heard_of && talk.read.elapsed() < AGE && (is_same || is_good_enough)
    };
    if let Some(talk) = state.talks.0.get(&note).filter(|talk| is_good(talk)) {
        return Ok((talk.note.clone(), talk.comments.clone()));
    }
    let view = app.note(Some(anybody), note).await?;
    let comments = app.comments(Some(anybody), note, Sort::Hot, None).await?;
    let talk = Talk {
        note: view.clone(),
        comments: comments.clone(),
        moment,
        read: Instant::now(),
    };
    state.talks.0.insert(note, Arc::new(talk));
    Ok((view, comments))
}
