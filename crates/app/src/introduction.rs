//! Introductions: people whom a member may like to follow.

use crate::limit::Action;
use crate::view::Viewer;
use crate::{App, Error, Result};
use sampan_domain::AccountId;
use sampan_store::relation as store;
use std::collections::HashSet;

/// Why somebody is introduced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Those whom the member follows follow them.
    Friends,
    /// Many like what they write these days.
    Liked,
}

/// People that are looked at for one answer.
const CANDIDATES: usize = 200;
/// Well liked notes whose authors are introduced.
const HOTTEST: i64 = 400;

impl App {
    /// People whom the viewer does not follow yet, with why; friends of friends first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn introductions(
        &self,
        viewer: &Viewer,
        limit: usize,
    ) -> Result<Vec<(AccountId, Reason)>> {
        let db = &self.0.db;
        let friends = store::friends_of_friends(db, viewer.id(), CANDIDATES as i64 / 2).await?;
        let friends = friends.into_iter().map(|(id, _)| (id, Reason::Friends));
        let hottest = sampan_store::note::hottest(db, None, HOTTEST).await?;
        let liked = hottest
            .iter()
            .map(|(_, author, _)| (*author, Reason::Liked));
        let mut met = HashSet::from([viewer.id()]);
        let mut candidates: Vec<(AccountId, Reason)> = friends
            .chain(liked)
            .filter(|(id, _)| met.insert(*id))
            .take(CANDIDATES)
            .collect();
        let ids: Vec<AccountId> = candidates.iter().map(|(id, _)| *id).collect();
        let ties = store::between(db, viewer.id(), &ids).await?;
        let declined = store::declined_among(db, viewer.id(), &ids).await?;
        let profiles = self.profiles(Some(viewer), &ids).await?;
        candidates.retain(|(id, _)| {
            let tie = ties.get(id).copied().unwrap_or_default();
            let wants_to_be_found = profiles.get(id).is_some_and(|one| one.discoverable);
            let is_welcome = wants_to_be_found && !declined.contains(id);
            is_welcome && !tie.follows && !tie.apart() && !tie.mutes
        });
        candidates.truncate(limit);
        Ok(candidates)
    }

    /// Does not introduce somebody to the viewer any more.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Limited`].
    pub async fn decline_introduction(&self, viewer: &Viewer, id: AccountId) -> Result<()> {
        self.limit(Action::Reaction, &viewer.id().to_string())?;
        if sampan_store::account::by_id(&self.0.db, id)
            .await?
            .is_none()
        {
            return Err(Error::NotFound);
        }
        self.0
            .db
            .write((viewer.id(), id), |tx, (account, target)| {
                Box::pin(async move { store::decline(tx, *account, *target).await })
            })
            .await?;
        Ok(())
    }
}
