//! What moderators do so far: let people in.

use crate::view::{AccountBrief, InvitationView, PendingView, Viewer};
use crate::{App, Error, Result, account, secret};
use sampan_domain::account::State;
use sampan_domain::{Handle, permission};
use sampan_store::account as store;
use sampan_store::invitation;

const MAX_USES: i64 = 10_000;

impl App {
    /// Whether the viewer may open the moderators' page.
    ///
    /// # Errors
    /// [`Error::Denied`].
    pub fn check_moderator(viewer: &Viewer) -> Result<()> {
        if permission::may_approve_accounts(viewer.actor()) {
            Ok(())
        } else {
            Err(Error::Denied("not-moderator"))
        }
    }

    /// People who wait for approval, the earliest first.
    ///
    /// # Errors
    /// [`Error::Denied`].
    pub async fn pending_accounts(&self, viewer: &Viewer) -> Result<Vec<PendingView>> {
        Self::check_moderator(viewer)?;
        let rows = store::pending(&self.0.db).await?;
        Ok(rows
            .into_iter()
            .map(|row| PendingView {
                account: AccountBrief {
                    id: row.id,
                    name: account::shown_name(&row.name, &row.handle, row.momo),
                    avatar: account::avatar(row.id, row.avatar, row.momo),
                    handle: Handle::trusted(row.handle),
                },
                made_at_ms: row.made_at,
            })
            .collect())
    }

    /// Lets somebody in, or refuses and forgets them.
    ///
    /// # Errors
    /// [`Error::Denied`], [`Error::NotFound`].
    pub async fn judge_account(&self, viewer: &Viewer, handle: &str, approve: bool) -> Result<()> {
        Self::check_moderator(viewer)?;
        let row = store::by_handle(&self.0.db, handle)
            .await?
            .filter(|row| row.state == State::Pending)
            .ok_or(Error::NotFound)?;
        if approve {
            self.0
                .db
                .write(row.id, |tx, id| {
                    Box::pin(async move { store::set_state(tx, *id, State::Active).await })
                })
                .await?;
            return Ok(());
        }
        self.finish_leaving(row.id, false).await
    }

    /// Makes an invitation. Answers its code.
    ///
    /// # Errors
    /// [`Error::Denied`].
    pub async fn invite(&self, viewer: &Viewer, uses: i64) -> Result<String> {
        Self::check_moderator(viewer)?;
        let code = secret::code()?;
        let input = (
            code.clone(),
            viewer.id(),
            uses.clamp(1, MAX_USES),
            self.now_ms(),
        );
        self.0
            .db
            .write(input, |tx, (code, by, uses, now)| {
                Box::pin(async move { invitation::insert(tx, code, *by, *uses, *now).await })
            })
            .await?;
        Ok(code)
    }

    /// Invitations that can still be used.
    ///
    /// # Errors
    /// [`Error::Denied`].
    pub async fn invitations(&self, viewer: &Viewer) -> Result<Vec<InvitationView>> {
        Self::check_moderator(viewer)?;
        let rows = invitation::open(&self.0.db).await?;
        Ok(rows
            .into_iter()
            .map(|row| InvitationView {
                code: row.code,
                uses_left: row.uses_left,
                made_at_ms: row.made_at,
            })
            .collect())
    }
}
