//! Pages that are made once for many: how fresh they are, and what is each reader's own on them.

use crate::view::{AccountBrief, Avatar, Viewer};
use crate::{App, Result};
use sampan_domain::rendition::Displays;
use sampan_domain::{AccountId, Handle, Lang, Role, SessionId};
pub use sampan_store::seam::{Moment, Of};
use sampan_store::standing;
pub use sampan_store::standing::{Shown, Standing};

impl Viewer {
    /// Anybody who is signed in and reads these languages: somebody to whom nothing on a page is their own.
    #[must_use]
    pub fn anybody(interface: Option<Lang>, reads: Vec<Lang>, displays: Displays) -> Self {
        let id = AccountId(0);
        Self {
            account: AccountBrief {
                id,
                name: String::new(),
                handle: Handle::trusted(String::new()),
                avatar: Avatar::Momo(1),
            },
            role: Role::Member,
            session: SessionId(0),
            client: None,
            interface,
            reads,
            displays,
            unread: 0,
        }
    }
}

impl App {
    /// The moment at which something is read; it has not changed while its moment stays the same.
    #[must_use]
    pub fn moment(&self, of: Of) -> Moment {
        self.0.db.moment(of)
    }

    /// How many writes touched anything, and how many touched something, since the start.
    #[must_use]
    pub fn changes(&self) -> (u64, u64) {
        self.0.db.changes()
    }

    /// Whether others may write what this process does not hear of.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.0.db.is_shared()
    }

    /// How the viewer stands to what a page shows.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn standing(&self, viewer: &Viewer, shown: &Shown) -> Result<Standing> {
        Ok(standing::of(&self.0.db, viewer.id(), shown).await?)
    }
}
