//! How far somebody has read, for their other programs; and what they wrote down about others.

use crate::limit::Action;
use crate::view::Viewer;
use crate::{App, Error, Result};
use sampan_domain::{AccountId, Invalid, text};
use sampan_store::marker::{self as store, Marker};
use std::collections::HashMap;

/// What can be read up to a place.
pub const TIMELINES: [&str; 2] = ["home", "notifications"];
const MAX_PLACE_CHARS: usize = 64;
const MAX_MEMO_CHARS: usize = 2_000;

impl App {
    /// # Errors
    /// When the database does not answer.
    pub async fn markers(&self, viewer: &Viewer) -> Result<Vec<Marker>> {
        Ok(store::of(&self.0.db, viewer.id()).await?)
    }

    /// Keeps how far the viewer has read one of [`TIMELINES`].
    ///
    /// # Errors
    /// [`Error::Invalid`] on `last_read_id`.
    pub async fn set_marker(&self, viewer: &Viewer, timeline: &str, place: &str) -> Result<()> {
        let is_place = (1..=MAX_PLACE_CHARS).contains(&place.len()) && place.is_ascii();
        if !TIMELINES.contains(&timeline) || !is_place {
            return Err(Error::invalid("last_read_id", "invalid"));
        }
        let (timeline, place) = (timeline.to_owned(), place.to_owned());
        self.0
            .db
            .write(
                (viewer.id(), timeline, place, self.now_ms()),
                |tx, (account, timeline, place, now)| {
                    Box::pin(async move { store::set(tx, *account, timeline, place, *now).await })
                },
            )
            .await?;
        Ok(())
    }

    /// What the viewer wrote down about others.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn memos(
        &self,
        viewer: &Viewer,
        others: &[AccountId],
    ) -> Result<HashMap<AccountId, String>> {
        let rows = store::memos(&self.0.db, viewer.id(), others).await?;
        Ok(rows.into_iter().collect())
    }

    /// Writes something down about somebody, for the viewer alone.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::Limited`].
    pub async fn set_memo(&self, viewer: &Viewer, about: AccountId, memo: &str) -> Result<()> {
        self.limit(Action::Reaction, &viewer.id().to_string())?;
        let memo = text::clean_lines(memo);
        if text::chars(&memo) > MAX_MEMO_CHARS {
            let wrong = Invalid::limited("comment", "comment-long", MAX_MEMO_CHARS);
            return Err(wrong.into());
        }
        self.0
            .db
            .write((viewer.id(), about, memo), |tx, (account, about, memo)| {
                Box::pin(async move { store::set_memo(tx, *account, *about, memo).await })
            })
            .await?;
        Ok(())
    }
}
