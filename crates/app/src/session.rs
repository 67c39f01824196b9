//! Sessions: from a cookie to a viewer, and the list of where one is signed in.

use crate::event::Event;
use crate::view::{AccountBrief, SessionView, Viewer};
use crate::{App, Error, Result, account, secret};
use sampan_domain::account::State;
use sampan_domain::rendition::Displays;
use sampan_domain::{AccountId, Actor, ClientId, Handle, SessionId};
use sampan_store::seam::{Of, Touch};
use sampan_store::session;
use std::time::Instant;

/// A session nobody used for so long is ended.
pub(crate) const UNUSED_MS: i64 = 90 * 24 * 3_600_000;
/// How exactly the last use is known.
const TOUCH_MS: i64 = 10 * 60_000;

/// A new session: the cookie's value is told once and kept nowhere.
#[derive(Debug)]
pub struct NewSession {
    pub token: String,
    pub account: AccountId,
}

impl Viewer {
    /// The viewer as the rules see them.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor {
            id: self.account.id,
            role: self.role,
        }
    }

    #[must_use]
    pub fn id(&self) -> AccountId {
        self.account.id
    }
}

/// The actor behind an optional viewer.
#[must_use]
pub fn actor(viewer: Option<&Viewer>) -> Option<Actor> {
    viewer.map(Viewer::actor)
}

impl App {
    /// Who a cookie stands for; `None` when it stands for nobody any more.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn viewer(&self, token: &str) -> Result<Option<Viewer>> {
        if token.is_empty() || token.len() > 100 {
            return Ok(None);
        }
        let since = (self.moment(Of::Lists), Instant::now());
        let signed = self.signed(token).await?;
        let signed = signed.filter(|(_, client)| client.is_none());
        let viewer = signed.map(|(viewer, _)| viewer);
        if let Some(viewer) = &viewer {
            self.remember(token, viewer, since);
        }
        Ok(viewer)
    }

    /// Who a token stands for, and through which program, with what that may do.
    pub(crate) async fn signed(
        &self,
        token: &str,
    ) -> Result<Option<(Viewer, Option<(ClientId, String)>)>> {
        let Some(row) = session::signed(&self.0.db, &secret::hash(token)).await? else {
            return Ok(None);
        };
        let now = self.now_ms();
        if row.state == State::Leaving || row.used_at < now - UNUSED_MS {
            return Ok(None);
        }
        if row.used_at < now - TOUCH_MS {
            self.0
                .db
                .touching(Touch::Nothing)
                .write((row.session, now), |tx, (session, now)| {
                    Box::pin(async move { session::touch(tx, *session, *now).await })
                })
                .await?;
        }
        let client = row.client.zip(row.scopes);
        let viewer = Viewer {
            account: AccountBrief {
                id: row.account,
                name: account::shown_name(&row.name, &row.handle, row.momo),
                handle: Handle::trusted(row.handle),
                avatar: account::avatar(row.account, row.avatar, row.momo),
            },
            role: row.role,
            session: row.session,
            client: row.client,
            interface: row.interface,
            reads: sampan_store::account::langs(&row.reads),
            displays: Displays::parse(&row.displays),
            unread: row.unread,
        };
        Ok(Some((viewer, client)))
    }

    /// Signs an account in. `device` is what the browser calls itself.
    pub(crate) async fn open_session(
        &self,
        account: AccountId,
        device: &str,
    ) -> Result<NewSession> {
        let token = secret::token()?;
        let input = (
            SessionId(self.next_id()),
            account,
            secret::hash(&token),
            device_name(device),
            self.now_ms(),
        );
        self.0
            .db
            .touching(Touch::Nothing)
            .write(input, |tx, (id, account, hash, device, now)| {
                Box::pin(
                    async move { session::insert(tx, *id, *account, hash, device, *now).await },
                )
            })
            .await?;
        Ok(NewSession { token, account })
    }

    /// Tells open streams of an account to look whether they may go on.
    pub(crate) fn tell_access(&self, account: AccountId) {
        self.0.bus.tell(Event::Access { account });
    }

    /// Where the viewer is signed in, the latest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sessions(&self, viewer: &Viewer) -> Result<Vec<SessionView>> {
        let rows = session::of(&self.0.db, viewer.id()).await?;
        Ok(rows
            .into_iter()
            .map(|row| SessionView {
                id: row.id,
                device: row.device,
                made_at_ms: row.made_at,
                used_at_ms: row.used_at,
                is_current: row.id == viewer.session,
            })
            .collect())
    }

    /// Ends one session of the viewer's.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is not theirs.
    pub async fn end_session(&self, viewer: &Viewer, id: SessionId) -> Result<()> {
        let gone = self
            .0
            .db
            .write((viewer.id(), id), |tx, (account, id)| {
                Box::pin(async move { session::delete(tx, *account, *id).await })
            })
            .await?;
        self.tell_access(viewer.id());
        if gone { Ok(()) } else { Err(Error::NotFound) }
    }

    /// Ends every session of the viewer's but this one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn end_other_sessions(&self, viewer: &Viewer) -> Result<()> {
        self.0
            .db
            .write((viewer.id(), viewer.session), |tx, (account, keep)| {
                Box::pin(async move { session::delete_others(tx, *account, Some(*keep)).await })
            })
            .await?;
        self.tell_access(viewer.id());
        Ok(())
    }
}

/// "Firefox on Linux" out of a browser's long name; good enough to recognise one's own.
fn device_name(agent: &str) -> String {
    let find = |names: &[(&str, &'static str)]| {
        names
            .iter()
            .find(|(mark, _)| agent.contains(mark))
            .map(|(_, name)| *name)
    };
    let browser = find(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("MicroMessenger", "WeChat"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = find(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} · {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => sampan_domain::text::excerpt(agent, 40),
    }
}
