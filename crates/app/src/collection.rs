//! Collections: saving notes into named albums.

use crate::feed::Newest;
use crate::limit::Action;
use crate::session::actor;
use crate::view::{CollectionView, FeedPage, Viewer};
use crate::{App, Error, Result, account, note};
use sampan_domain::feed::Engagement;
use sampan_domain::notification::{self as keys, Kind};
use sampan_domain::{CollectionId, NoteId, NotificationId, permission, text};
use sampan_store::collection::{self as store, Collection};
use sampan_store::fold::Notice;
use sampan_store::seam::Touch;

const MAX_NAME_CHARS: usize = 40;
const MAX_COLLECTIONS: usize = 100;

/// Where a note goes.
#[derive(Debug, Clone)]
pub enum Choice {
    /// The one that everybody starts with; for taking out, all of them.
    Default,
    Existing(CollectionId),
    New {
        name: String,
        public: bool,
    },
}

fn check_name(name: &str) -> Result<String> {
    let name = text::clean_line(name);
    if name.is_empty() {
        return Err(Error::invalid("name", "collection-name-empty"));
    }
    if text::chars(&name) > MAX_NAME_CHARS {
        return Err(sampan_domain::Invalid::limited(
            "name",
            "collection-name-long",
            MAX_NAME_CHARS,
        )
        .into());
    }
    Ok(name)
}

impl App {
    async fn own_collection(&self, viewer: &Viewer, id: CollectionId) -> Result<Collection> {
        store::by_id(&self.0.db, id)
            .await?
            .filter(|collection| collection.owner == viewer.id())
            .ok_or(Error::NotFound)
    }

    /// Collects a note, or takes it out. Answers whether it is collected anywhere now, and how many
    /// collect it.
    ///
    /// # Errors
    /// [`Error::Invalid`] on `name`, [`Error::NotFound`], [`Error::Denied`], [`Error::Limited`].
    pub async fn collect(
        &self,
        viewer: &Viewer,
        note: NoteId,
        choice: Choice,
        on: bool,
    ) -> Result<(bool, i64)> {
        self.limit(Action::Reaction, &viewer.id().to_string())?;
        let note = self.open_note(viewer, note).await?;
        let db = &self.0.db;
        if !on && matches!(choice, Choice::Default) {
            return self.uncollect(viewer, note).await;
        }
        let new = CollectionId(self.next_id());
        let (target, name, public) = match choice {
            Choice::Default => (
                store::default_of(db, viewer.id()).await?.map(|c| c.id),
                String::new(),
                false,
            ),
            Choice::Existing(id) => (
                Some(self.own_collection(viewer, id).await?.id),
                String::new(),
                false,
            ),
            Choice::New { name, public } => {
                if store::of(db, viewer.id()).await?.len() >= MAX_COLLECTIONS {
                    return Err(Error::invalid("name", "collections-many"));
                }
                (None, check_name(&name)?, public)
            }
        };
        let notice = Notice {
            id: NotificationId(self.next_id()),
            account: note.author,
            kind: Kind::Collect,
            group_key: keys::collects(note.id),
            actor: viewer.id(),
            note: Some(note.id),
            comment: None,
            at_ms: self.now_ms(),
        };
        let input = (target, new, name, public, notice, on);
        let changed = db
            .touching(Touch::Numbers(note.id))
            .write(input, |tx, (target, new, name, public, notice, on)| {
                Box::pin(async move {
                    let id = target.unwrap_or(*new);
                    if target.is_none() {
                        let is_default = name.is_empty();
                        let now = notice.at_ms;
                        store::insert(tx, id, notice.actor, name, *public, is_default, now).await?;
                    }
                    let collection = store::by_id(tx, id).await?.ok_or(Error::NotFound)?;
                    let note = notice.note.ok_or(Error::NotFound)?;
                    let author = notice.account;
                    let changed =
                        store::set_note(tx, &collection, note, author, *on, notice.at_ms).await?;
                    if changed && *on && author != notice.actor {
                        tx.fold(|folds| folds.notice(notice.clone()));
                    }
                    Ok::<_, Error>(changed)
                })
            })
            .await?;
        if changed && on && note.author != viewer.id() {
            self.tell_inboxes(vec![note.author]);
        }
        let holding = store::holding(db, viewer.id(), note.id).await?.len();
        let collected = holding > 0;
        // The first collection that holds it, or none any more.
        if changed && holding == usize::from(on) {
            self.engaged(viewer.id(), note.id, Engagement::Collect, on);
        }
        let by = if changed { if on { 1 } else { -1 } } else { 0 };
        Ok((collected, note.collects + by))
    }

    /// Takes a note out of every collection of the viewer's.
    async fn uncollect(
        &self,
        viewer: &Viewer,
        note: sampan_store::note::Note,
    ) -> Result<(bool, i64)> {
        let was = self
            .0
            .db
            .write(
                (viewer.id(), note.id, note.author),
                |tx, (account, note, author)| {
                    Box::pin(async move {
                        let holding = store::holding(tx, *account, *note).await?;
                        for id in &holding {
                            if let Some(collection) = store::by_id(tx, *id).await? {
                                store::set_note(tx, &collection, *note, *author, false, 0).await?;
                            }
                        }
                        Ok::<_, Error>(!holding.is_empty())
                    })
                },
            )
            .await?;
        if was {
            self.engaged(viewer.id(), note.id, Engagement::Collect, false);
        }
        Ok((false, note.collects - i64::from(was)))
    }

    /// The viewer's collections, and which of them hold this note.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn collection_choice(
        &self,
        viewer: &Viewer,
        note: NoteId,
    ) -> Result<Vec<CollectionView>> {
        self.visible_note(Some(viewer), note).await?;
        let holding = store::holding(&self.0.db, viewer.id(), note).await?;
        let mut views = Vec::new();
        for row in store::of(&self.0.db, viewer.id()).await? {
            let holds = holding.contains(&row.id);
            let mut view = self.collection_view(Some(viewer), row).await?;
            view.holds_note = holds;
            views.push(view);
        }
        Ok(views)
    }

    async fn collection_view(
        &self,
        viewer: Option<&Viewer>,
        row: Collection,
    ) -> Result<CollectionView> {
        let owner = sampan_store::account::briefs(&self.0.db, &[row.owner])
            .await?
            .pop()
            .map(account::brief)
            .ok_or(Error::NotFound)?;
        let newest =
            sampan_store::note::in_collection(&self.0.db, row.id, NoteId(i64::MAX), 1).await?;
        let shown = self.visible_cards(viewer, newest).await?;
        Ok(CollectionView {
            id: row.id,
            owner,
            name: row.name,
            public: row.public,
            is_default: row.is_default,
            notes: row.notes,
            cover: shown
                .into_iter()
                .next()
                .map(note::card_view)
                .map(|card| card.cover),
            is_own: viewer.is_some_and(|v| v.id() == row.owner),
            holds_note: false,
        })
    }

    /// The collections of a member that the viewer may open.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn collections(
        &self,
        viewer: Option<&Viewer>,
        handle: &str,
    ) -> Result<Vec<CollectionView>> {
        let (owner, tie) = self.visible_account(viewer, handle).await?;
        let mut views = Vec::new();
        for row in store::of(&self.0.db, owner.id).await? {
            if permission::may_see_collection(actor(viewer), owner.id, row.public, tie) {
                views.push(self.collection_view(viewer, row).await?);
            }
        }
        Ok(views)
    }

    /// A collection and a page of its notes.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none, or none that the viewer may open.
    pub async fn collection(
        &self,
        viewer: Option<&Viewer>,
        id: CollectionId,
        after: Option<&str>,
    ) -> Result<(CollectionView, FeedPage)> {
        let row = store::by_id(&self.0.db, id).await?.ok_or(Error::NotFound)?;
        let tie = self.relation(viewer, row.owner).await?;
        if !permission::may_see_collection(actor(viewer), row.owner, row.public, tie) {
            return Err(Error::NotFound);
        }
        let page = self.page(viewer, after, Newest::Collection(id)).await?;
        Ok((self.collection_view(viewer, row).await?, page))
    }

    /// Renames a collection, and opens or closes it to others.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Invalid`] on `name`.
    pub async fn update_collection(
        &self,
        viewer: &Viewer,
        id: CollectionId,
        name: &str,
        public: bool,
    ) -> Result<()> {
        let row = self.own_collection(viewer, id).await?;
        let name = if row.is_default {
            String::new()
        } else {
            check_name(name)?
        };
        self.0
            .db
            .write((id, name, public), |tx, (id, name, public)| {
                Box::pin(async move { store::update(tx, *id, name, *public).await })
            })
            .await?;
        Ok(())
    }

    /// Removes a collection. The first one stays.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Denied`].
    pub async fn delete_collection(&self, viewer: &Viewer, id: CollectionId) -> Result<()> {
        let row = self.own_collection(viewer, id).await?;
        if row.is_default {
            return Err(Error::Denied("collection-stays"));
        }
        self.0
            .db
            .write(row, |tx, row| {
                Box::pin(async move { store::delete(tx, row).await })
            })
            .await?;
        Ok(())
    }
}
