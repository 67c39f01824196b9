//! Lists: some of the people whom a member follows, read apart.

use crate::feed::Newest;
use crate::view::{AccountBrief, FeedPage, ListView, Viewer};
use crate::{App, Error, Result, account};
use sampan_domain::{AccountId, ListId, list as rules};
use sampan_store::list::{self as store, List};

fn view(row: List) -> ListView {
    ListView {
        id: row.id,
        title: row.title,
    }
}

impl App {
    /// A list, which nobody but its owner knows of.
    async fn own_list(&self, viewer: &Viewer, id: ListId) -> Result<List> {
        let list = store::by_id(&self.0.db, id).await?;
        list.filter(|list| list.owner == viewer.id())
            .ok_or(Error::NotFound)
    }

    /// The viewer's lists; those alone that hold somebody, when `holding` names them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn lists(
        &self,
        viewer: &Viewer,
        holding: Option<AccountId>,
    ) -> Result<Vec<ListView>> {
        let rows = match holding {
            Some(account) => store::holding(&self.0.db, viewer.id(), account).await?,
            None => store::of(&self.0.db, viewer.id()).await?,
        };
        Ok(rows.into_iter().map(view).collect())
    }

    /// # Errors
    /// [`Error::NotFound`].
    pub async fn list(&self, viewer: &Viewer, id: ListId) -> Result<ListView> {
        self.own_list(viewer, id).await.map(view)
    }

    /// # Errors
    /// [`Error::Invalid`], also when there are too many already.
    pub async fn make_list(&self, viewer: &Viewer, title: &str) -> Result<ListView> {
        let title = rules::check_title(title)?;
        if store::count(&self.0.db, viewer.id()).await? >= rules::MAX_LISTS {
            return Err(Error::invalid("title", "lists-many"));
        }
        let list = ListView {
            id: ListId(self.next_id()),
            title,
        };
        self.0
            .db
            .write((list.clone(), viewer.id()), |tx, (new, owner)| {
                Box::pin(async move { store::insert(tx, new.id, *owner, &new.title).await })
            })
            .await?;
        Ok(list)
    }

    /// # Errors
    /// [`Error::NotFound`], [`Error::Invalid`].
    pub async fn rename_list(&self, viewer: &Viewer, id: ListId, title: &str) -> Result<ListView> {
        self.own_list(viewer, id).await?;
        let title = rules::check_title(title)?;
        self.0
            .db
            .write((id, title.clone()), |tx, (id, title)| {
                Box::pin(async move { store::rename(tx, *id, title).await })
            })
            .await?;
        Ok(ListView { id, title })
    }

    /// # Errors
    /// [`Error::NotFound`].
    pub async fn delete_list(&self, viewer: &Viewer, id: ListId) -> Result<()> {
        self.own_list(viewer, id).await?;
        self.0
            .db
            .write(id, |tx, id| {
                Box::pin(async move { store::delete(tx, *id).await })
            })
            .await?;
        Ok(())
    }

    /// Who is on a list, by handle.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn list_members(&self, viewer: &Viewer, id: ListId) -> Result<Vec<AccountBrief>> {
        self.own_list(viewer, id).await?;
        let rows = store::members(&self.0.db, id).await?;
        Ok(rows.into_iter().map(account::brief).collect())
    }

    /// Puts people onto a list, or takes them off.
    ///
    /// # Errors
    /// [`Error::NotFound`], also for somebody whom the viewer does not follow; then nobody is added.
    pub async fn set_list_members(
        &self,
        viewer: &Viewer,
        id: ListId,
        people: &[AccountId],
        on: bool,
    ) -> Result<()> {
        let list = self.own_list(viewer, id).await?;
        self.0
            .db
            .write((list, people.to_vec(), on), |tx, (list, people, on)| {
                Box::pin(async move {
                    for account in people {
                        if !*on {
                            store::remove(tx, list.id, *account).await?;
                        } else if !store::add(tx, list, *account).await? {
                            return Err(Error::NotFound);
                        }
                    }
                    Ok::<_, Error>(())
                })
            })
            .await
    }

    /// The newest notes of the people of a list.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn list_notes(
        &self,
        viewer: &Viewer,
        id: ListId,
        after: Option<&str>,
    ) -> Result<FeedPage> {
        self.own_list(viewer, id).await?;
        self.page(Some(viewer), after, Newest::List(id)).await
    }
}
