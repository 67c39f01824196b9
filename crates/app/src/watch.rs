//! Watch: one video after the other.

use crate::feed::Cursor;
use crate::view::{NoteView, Reel, Viewer};
use crate::{App, Result};
use sampan_domain::feed::{self as rules, Candidate};
use sampan_domain::{AccountId, NoteId};
use sampan_store::{note as store, relation, seen};
use std::collections::{HashMap, HashSet};

/// Videos that come at once.
const CLIPS: usize = 10;

impl App {
    /// Videos for everybody: the well liked and the fresh first; of those that come at once, the seen ones last.
    /// `first` is shown before all others.
    ///
    /// # Errors
    /// When the database does not answer. A cursor that cannot be read starts anew.
    pub async fn watch(
        &self,
        viewer: Option<&Viewer>,
        after: Option<&str>,
        first: Option<NoteId>,
    ) -> Result<Reel> {
        let below = match after.and_then(Cursor::parse) {
            Some(Cursor::Tail { hot, note }) => Some((hot, note)),
            _ => None,
        };
        let rows = store::watchable(&self.0.db, below, CLIPS as i64 + 1).await?;
        let next = (rows.len() > CLIPS).then(|| {
            let (note, _, hot) = rows[CLIPS - 1];
            Cursor::Tail { hot, note }.to_string()
        });
        let rows = &rows[..rows.len().min(CLIPS)];
        let (hidden, seen) = match viewer {
            Some(viewer) => {
                let oldest = rows.iter().map(|(note, ..)| *note).min();
                let from = oldest.unwrap_or(NoteId(i64::MAX));
                let seen = seen::notes_from(&self.0.db, viewer.id(), from, self.now_ms()).await?;
                (
                    relation::hidden_from(&self.0.db, viewer.id()).await?,
                    seen.into_iter().collect(),
                )
            }
            None => (HashMap::new(), HashSet::new()),
        };
        let candidates = rows
            .iter()
            .filter(|(_, author, _)| !hidden.contains_key::<AccountId>(author))
            .map(|(note, author, hot)| Candidate {
                note: *note,
                author: *author,
                hot: *hot,
                seen: seen.contains::<NoteId>(note),
            })
            .collect();
        let arranged = rules::arrange(candidates);
        let others = arranged.iter().map(|candidate| candidate.note);
        let mut ids: Vec<NoteId> = first.into_iter().collect();
        ids.extend(others.filter(|note| Some(*note) != first));
        self.reel(viewer, &ids, next).await
    }

    /// Videos of those whom the viewer follows, the newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn watch_followed(&self, viewer: &Viewer, after: Option<&str>) -> Result<Reel> {
        let before = after
            .and_then(|id| id.parse().ok())
            .unwrap_or(NoteId(i64::MAX));
        let limit = CLIPS as i64 + 1;
        let ids = store::watchable_followed(&self.0.db, viewer.id(), before, limit).await?;
        let next = (ids.len() > CLIPS).then(|| ids[CLIPS - 1].to_string());
        let ids = &ids[..ids.len().min(CLIPS)];
        self.reel(Some(viewer), ids, next).await
    }

    async fn reel(
        &self,
        viewer: Option<&Viewer>,
        ids: &[NoteId],
        next: Option<String>,
    ) -> Result<Reel> {
        let plays = |note: &NoteView| note.video.as_ref().is_some_and(|video| video.state.plays());
        let mut clips = self.notes(viewer, ids).await?;
        clips.retain(plays);
        Ok(Reel { clips, next })
    }
}
