//! Filters: what a member does not want to meet unprepared. Programs heed them; pages do not know them.

use crate::event::Event;
use crate::view::{FilterView, Filtered, Viewer};
use crate::{App, Error, Result};
use sampan_domain::filter::{self as rules, Context, Draft, Word};
use sampan_domain::{EntryId, FilterId};
use sampan_store::filter as store;

/// What becomes of a filter's words when it is rewritten.
#[derive(Debug, Clone)]
pub enum Change {
    Add(Word),
    Rewrite(EntryId, Word),
    Delete(EntryId),
}

/// A member's filters with their words in lower case, ready to look into texts.
#[derive(Debug, Default)]
pub struct Filters(Vec<(FilterView, Vec<Word>)>);

impl Filters {
    fn new(filters: Vec<FilterView>) -> Self {
        let lowered = |(_, word): &(EntryId, Word)| Word {
            text: rules::lowered(&word.text),
            is_whole: word.is_whole,
        };
        let ready = |filter: FilterView| {
            let words = filter.words.iter().map(lowered).collect();
            (filter, words)
        };
        Self(filters.into_iter().map(ready).collect())
    }

    /// What the filters find in a status.
    #[must_use]
    pub fn find<'a>(&self, status: i64, texts: impl Iterator<Item = &'a str>) -> Vec<Filtered> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let text = rules::lowered(&texts.collect::<Vec<_>>().join("\n"));
        let find = |(filter, lowered): &(FilterView, Vec<Word>)| {
            let pairs = filter.words.iter().zip(lowered);
            let words: Vec<String> = pairs
                .filter(|(_, lowered)| lowered.is_in(&text))
                .map(|((_, word), _)| word.text.clone())
                .collect();
            let is_named = filter.statuses.iter().any(|(_, named)| *named == status);
            (is_named || !words.is_empty()).then(|| Filtered {
                filter: filter.clone(),
                words,
                is_named,
            })
        };
        self.0.iter().filter_map(find).collect()
    }
}

fn view(row: store::Filter) -> FilterView {
    FilterView {
        id: row.id,
        title: row.title,
        contexts: row.contexts.split(' ').filter_map(Context::parse).collect(),
        action: row.action,
        ends_at_ms: row.ends_at,
        words: Vec::new(),
        statuses: Vec::new(),
    }
}

fn many() -> Error {
    Error::invalid("keywords_attributes", "filter-many")
}

impl App {
    /// The viewer's filters, also those that ended.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn filters(&self, viewer: &Viewer) -> Result<Vec<FilterView>> {
        let db = &self.0.db;
        let rows = store::of(db, viewer.id()).await?;
        let mut filters: Vec<FilterView> = rows.into_iter().map(view).collect();
        if filters.is_empty() {
            return Ok(filters);
        }
        let words = store::words(db, viewer.id()).await?;
        let statuses = store::statuses(db, viewer.id()).await?;
        for filter in &mut filters {
            let own = words.iter().filter(|row| row.filter == filter.id);
            filter.words = own
                .map(|row| {
                    let text = row.word.clone();
                    let is_whole = row.is_whole;
                    (row.id, Word { text, is_whole })
                })
                .collect();
            let own = statuses.iter().filter(|row| row.filter == filter.id);
            filter.statuses = own.map(|row| (row.id, row.status)).collect();
        }
        Ok(filters)
    }

    /// Lets the viewer's programs know that they changed.
    fn tell_filters(&self, viewer: &Viewer) {
        let account = viewer.id();
        self.0.bus.tell(Event::Filters { account });
    }

    /// The filters that are in force for somebody; none for those who are signed out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn filters_in_force(&self, viewer: Option<&Viewer>) -> Result<Filters> {
        let Some(viewer) = viewer else {
            return Ok(Filters::default());
        };
        let now = self.now_ms();
        let mut filters = self.filters(viewer).await?;
        filters.retain(|filter| filter.ends_at_ms.is_none_or(|end| end > now));
        Ok(Filters::new(filters))
    }

    /// One of the viewer's filters.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn filter(&self, viewer: &Viewer, id: FilterId) -> Result<FilterView> {
        let all = self.filters(viewer).await?;
        all.into_iter()
            .find(|filter| filter.id == id)
            .ok_or(Error::NotFound)
    }

    /// The filter of the viewer's that has this word or status.
    async fn filter_with(&self, viewer: &Viewer, entry: EntryId) -> Result<FilterView> {
        let all = self.filters(viewer).await?;
        let holds = |filter: &FilterView| {
            filter.words.iter().any(|(id, _)| *id == entry)
                || filter.statuses.iter().any(|(id, _)| *id == entry)
        };
        all.into_iter().find(holds).ok_or(Error::NotFound)
    }

    /// # Errors
    /// [`Error::Invalid`], also when there are too many already.
    pub async fn make_filter(
        &self,
        viewer: &Viewer,
        draft: Draft,
        words: Vec<Word>,
    ) -> Result<FilterView> {
        let draft = draft.check()?;
        let filters = self.filters(viewer).await?;
        if filters.len() >= rules::MAX_FILTERS {
            return Err(Error::invalid("title", "filters-many"));
        }
        let changes = words.into_iter().map(Change::Add).collect();
        let changes = self.checked(&filters, None, changes)?;
        let id = FilterId(self.next_id());
        let input = (viewer.id(), id, draft, changes);
        self.0
            .db
            .write(input, |tx, (account, id, draft, changes)| {
                Box::pin(async move {
                    store::insert(tx, *id, *account, draft).await?;
                    make(tx, *id, changes).await
                })
            })
            .await?;
        self.tell_filters(viewer);
        self.filter(viewer, id).await
    }

    /// Changes a filter; words that no change names stay.
    ///
    /// # Errors
    /// [`Error::NotFound`], also for a word that is not the filter's; [`Error::Invalid`].
    pub async fn rewrite_filter(
        &self,
        viewer: &Viewer,
        id: FilterId,
        draft: Draft,
        changes: Vec<Change>,
    ) -> Result<FilterView> {
        let draft = draft.check()?;
        let changes = self.checked(&self.filters(viewer).await?, Some(id), changes)?;
        self.0
            .db
            .write((id, draft, changes), |tx, (id, draft, changes)| {
                Box::pin(async move {
                    store::rewrite(tx, *id, draft).await?;
                    make(tx, *id, changes).await
                })
            })
            .await?;
        self.tell_filters(viewer);
        self.filter(viewer, id).await
    }

    /// Changes that may be made to one of a member's filters, or to a new one; new words get their ids.
    fn checked(
        &self,
        filters: &[FilterView],
        id: Option<FilterId>,
        changes: Vec<Change>,
    ) -> Result<Vec<(EntryId, Change)>> {
        let old = match id {
            Some(id) => {
                let found = filters.iter().find(|filter| filter.id == id);
                Some(found.ok_or(Error::NotFound)?)
            }
            None => None,
        };
        let words = old.map_or(&[][..], |filter| filter.words.as_slice());
        let known = |id| words.iter().any(|(known, _)| *known == id);
        let all: usize = filters.iter().map(|filter| filter.words.len()).sum();
        let others = all - words.len();
        let mut checked = Vec::new();
        let mut count = words.len();
        for change in changes {
            let checked_one = match change {
                Change::Add(word) => {
                    count += 1;
                    (EntryId(self.next_id()), Change::Add(word.check()?))
                }
                Change::Rewrite(id, word) if known(id) => (id, Change::Rewrite(id, word.check()?)),
                Change::Delete(id) if known(id) => {
                    count = count.saturating_sub(1);
                    (id, Change::Delete(id))
                }
                Change::Rewrite(..) | Change::Delete(_) => return Err(Error::NotFound),
            };
            checked.push(checked_one);
        }
        if count > rules::MAX_ENTRIES || others + count > rules::MAX_WORDS {
            return Err(many());
        }
        Ok(checked)
    }

    /// # Errors
    /// [`Error::NotFound`].
    pub async fn delete_filter(&self, viewer: &Viewer, id: FilterId) -> Result<()> {
        self.filter(viewer, id).await?;
        self.0
            .db
            .write(id, |tx, id| {
                Box::pin(async move { store::delete(tx, *id).await })
            })
            .await?;
        self.tell_filters(viewer);
        Ok(())
    }

    /// Adds, rewrites or deletes one word of a filter. Answers it as it is then; `None` when it is gone.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Invalid`].
    pub async fn change_filter(
        &self,
        viewer: &Viewer,
        id: FilterId,
        change: Change,
    ) -> Result<Option<(EntryId, Word)>> {
        let filters = self.filters(viewer).await?;
        let changes = self.checked(&filters, Some(id), vec![change])?;
        let entry = changes.first().map(|(entry, _)| *entry);
        self.0
            .db
            .write((id, changes), |tx, (id, changes)| {
                Box::pin(async move { make(tx, *id, changes).await })
            })
            .await?;
        self.tell_filters(viewer);
        let new = self.filter(viewer, id).await?;
        Ok(new
            .words
            .into_iter()
            .find(|(known, _)| Some(*known) == entry))
    }

    /// A word of one of the viewer's filters, with the filter.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn filter_word(&self, viewer: &Viewer, id: EntryId) -> Result<(FilterId, Word)> {
        let filter = self.filter_with(viewer, id).await?;
        let mut words = filter.words.into_iter();
        let (_, word) = words
            .find(|(known, _)| *known == id)
            .ok_or(Error::NotFound)?;
        Ok((filter.id, word))
    }

    /// Puts a status onto a filter. Answers the entry and the status.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Invalid`] when there are too many already.
    pub async fn add_filter_status(
        &self,
        viewer: &Viewer,
        id: FilterId,
        status: i64,
    ) -> Result<(EntryId, i64)> {
        let filter = self.filter(viewer, id).await?;
        if filter.statuses.len() >= rules::MAX_ENTRIES {
            return Err(many());
        }
        let entry = EntryId(self.next_id());
        self.0
            .db
            .write((entry, id, status), |tx, (entry, id, status)| {
                Box::pin(async move { store::add_status(tx, *entry, *id, *status).await })
            })
            .await?;
        self.tell_filters(viewer);
        // It may have been there before.
        let filter = self.filter(viewer, id).await?;
        let mut statuses = filter.statuses.into_iter();
        statuses
            .find(|(_, known)| *known == status)
            .ok_or(Error::NotFound)
    }

    /// A status of one of the viewer's filters.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn filter_status(&self, viewer: &Viewer, id: EntryId) -> Result<(EntryId, i64)> {
        let filter = self.filter_with(viewer, id).await?;
        let mut statuses = filter.statuses.into_iter();
        statuses
            .find(|(known, _)| *known == id)
            .ok_or(Error::NotFound)
    }

    /// Takes a status off its filter.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn delete_filter_status(&self, viewer: &Viewer, id: EntryId) -> Result<()> {
        self.filter_status(viewer, id).await?;
        self.0
            .db
            .write(id, |tx, id| {
                Box::pin(async move { store::delete_entry(tx, *id).await })
            })
            .await?;
        self.tell_filters(viewer);
        Ok(())
    }
}

async fn make(
    tx: &sampan_store::Tx,
    filter: FilterId,
    changes: &[(EntryId, Change)],
) -> std::result::Result<(), sampan_store::Error> {
    for (id, change) in changes {
        match change {
            Change::Add(word) => store::add_word(tx, *id, filter, word).await?,
            Change::Rewrite(_, word) => store::rewrite_word(tx, *id, word).await?,
            Change::Delete(_) => store::delete_entry(tx, *id).await?,
        }
    }
    Ok(())
}
