//! Watch: one video after the other.

use crate::feed::Cursor;
use crate::view::{NoteView, Reel, Viewer};
use crate::{App, Result};
use sampan_domain::NoteId;
use sampan_domain::rendition::Reading;
use sampan_store::note as store;

/// Videos that come at once.
const CLIPS: usize = 10;

impl App {
    /// Videos as the feed deals them to this reader. `first` is shown before all others.
    ///
    /// # Errors
    /// When the database does not answer. A cursor that cannot be read starts anew.
    pub async fn watch(
        &self,
        viewer: Option<&Viewer>,
        reading: &Reading,
        after: Option<&str>,
        first: Option<NoteId>,
    ) -> Result<Reel> {
        let at = match after.and_then(Cursor::parse) {
            Some(Cursor::Deal { salt, page }) => Some((salt, page)),
            _ => None,
        };
        let (others, next) = self.deal_videos(viewer, reading, at, CLIPS).await?;
        let others = others.into_iter();
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
