//! Following, blocking, muting.

use crate::limit::Action;
use crate::view::{AccountBrief, PersonView, Viewer};
use crate::{App, Error, Result};
use sampan_domain::feed::Event;
use sampan_domain::notification::{self as keys, Kind};
use sampan_domain::{AccountId, NotificationId, Relation, permission};
use sampan_store::fold::Notice;
use sampan_store::relation as store;
use sampan_store::seam::Touch;
use std::collections::HashMap;

/// How long a list of people is.
const LIST: i64 = 500;

impl App {
    /// Follows somebody, or ceases to. Answers how the viewer stands to them now.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Denied`], [`Error::Limited`].
    pub async fn follow(&self, viewer: &Viewer, handle: &str, on: bool) -> Result<Relation> {
        self.limit(Action::Reaction, &viewer.id().to_string())?;
        let (target, mut tie) = self.visible_account(Some(viewer), handle).await?;
        if on && !permission::may_follow(viewer.actor(), target.id, tie) {
            return Err(Error::Denied("blocked"));
        }
        let now = self.now_ms();
        let notice = Notice {
            id: NotificationId(self.next_id()),
            account: target.id,
            kind: Kind::Follow,
            group_key: keys::follows(now),
            actor: viewer.id(),
            note: None,
            comment: None,
            at_ms: now,
        };
        let changed = self
            .0
            .db
            .touching(Touch::Lists)
            .write((notice, on), |tx, (notice, on)| {
                Box::pin(async move {
                    if !*on {
                        return store::unfollow(tx, notice.actor, notice.account).await;
                    }
                    let new = store::follow(tx, notice.actor, notice.account, notice.at_ms).await?;
                    if new {
                        tx.fold(|folds| folds.notice(notice.clone()));
                    }
                    Ok(new)
                })
            })
            .await?;
        if changed {
            self.tell_feed(Event::Follow {
                reader: viewer.id(),
                author: target.id,
                on,
            });
        }
        if changed && on {
            self.tell_inboxes(vec![target.id]);
        }
        tie.follows = on;
        Ok(tie)
    }

    /// Blocks somebody, or ceases to.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Denied`] for oneself, [`Error::Limited`].
    pub async fn block(&self, viewer: &Viewer, handle: &str, on: bool) -> Result<()> {
        self.limit(Action::Reaction, &viewer.id().to_string())?;
        let target = self.other(viewer, handle).await?;
        self.0
            .db
            .write(
                (viewer.id(), target.id, on, self.now_ms()),
                |tx, (by, target, on, now)| {
                    Box::pin(async move {
                        if *on {
                            store::block(tx, *by, *target, *now).await
                        } else {
                            store::unblock(tx, *by, *target).await
                        }
                    })
                },
            )
            .await?;
        // A block ends both follows.
        for (reader, author) in [(viewer.id(), target.id), (target.id, viewer.id())] {
            if on {
                let on = false;
                self.tell_feed(Event::Follow { reader, author, on });
            }
        }
        Ok(())
    }

    /// Mutes somebody, or ceases to: they are not told, and their notes do not surface.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Denied`] for oneself, [`Error::Limited`].
    pub async fn mute(&self, viewer: &Viewer, handle: &str, on: bool) -> Result<()> {
        self.limit(Action::Reaction, &viewer.id().to_string())?;
        let target = self.other(viewer, handle).await?;
        self.0
            .db
            .write(
                (viewer.id(), target.id, on, self.now_ms()),
                |tx, (by, target, on, now)| {
                    Box::pin(async move {
                        if *on {
                            store::mute(tx, *by, *target, *now).await
                        } else {
                            store::unmute(tx, *by, *target).await
                        }
                    })
                },
            )
            .await?;
        Ok(())
    }

    /// Somebody else, also when they have blocked the viewer: blocking back must be possible.
    async fn other(&self, viewer: &Viewer, handle: &str) -> Result<sampan_store::account::Account> {
        let row = sampan_store::account::by_handle(&self.0.db, &handle.to_lowercase())
            .await?
            .ok_or(Error::NotFound)?;
        if row.id == viewer.id() {
            Err(Error::Denied("oneself"))
        } else {
            Ok(row)
        }
    }

    /// Who follows a member. With the member.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn followers(
        &self,
        viewer: Option<&Viewer>,
        handle: &str,
    ) -> Result<(AccountBrief, Vec<PersonView>)> {
        let profile = self.profile(viewer, handle).await?;
        let rows = store::followers(&self.0.db, profile.account.id, LIST).await?;
        Ok((profile.account, self.people(viewer, rows).await?))
    }

    /// Whom a member follows. With the member.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn following(
        &self,
        viewer: Option<&Viewer>,
        handle: &str,
    ) -> Result<(AccountBrief, Vec<PersonView>)> {
        let profile = self.profile(viewer, handle).await?;
        let rows = store::following(&self.0.db, profile.account.id, LIST).await?;
        Ok((profile.account, self.people(viewer, rows).await?))
    }

    /// How the viewer stands to others; those without any tie are left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn relations(
        &self,
        viewer: &Viewer,
        others: &[AccountId],
    ) -> Result<HashMap<AccountId, Relation>> {
        Ok(store::between(&self.0.db, viewer.id(), others).await?)
    }

    /// Whom the viewer has blocked, and whom muted.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hidden_people(
        &self,
        viewer: &Viewer,
    ) -> Result<(Vec<AccountBrief>, Vec<AccountBrief>)> {
        let blocked = store::blocked(&self.0.db, viewer.id()).await?;
        let muted = store::muted(&self.0.db, viewer.id()).await?;
        let briefs = |rows: Vec<_>| rows.into_iter().map(crate::account::brief).collect();
        Ok((briefs(blocked), briefs(muted)))
    }
}
