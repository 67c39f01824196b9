//! The index of this process: built from the database when it begins, and kept up with what changes.
//!
//! Derived state. The database notes what changes (`store::search`), also by other processes; a task reads it and puts
//! it in. What must not be found any more is hidden at once ([`App::unfind`]).

use crate::pool::CpuPool;
use crate::{App, Error, Result};
use sampan_domain::{AccountId, CommentId, NoteId, TopicId};
use sampan_search::{Document, Index, Key, Kind};
use sampan_store::search::{self as store, Change, Subject};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

/// Rows that are read at once.
const ROWS: i64 = 500;
/// Changes that are taken in with one commit.
const CHANGES: i64 = 5_000;
/// How often changes are looked for, and how long after something of one's own.
const EVERY: Duration = Duration::from_secs(1);
const SOON: Duration = Duration::from_millis(200);
/// The same in a crowd: each commit takes its time, however little is new.
const SOON_IN_CROWD: Duration = Duration::from_secs(2);
/// While the index is built, what is there is committed that often; and the operator hears of it.
const COMMIT_EVERY: Duration = Duration::from_secs(5);
/// After a failure, or while another process has the index.
const AGAIN: Duration = Duration::from_secs(5);

/// The index, once it is open.
pub(crate) struct Search {
    folder: PathBuf,
    index: OnceLock<Arc<Index>>,
    finding: CpuPool,
    writing: CpuPool,
    wake: tokio::sync::Notify,
    building: parking_lot::Mutex<Option<Building>>,
    /// How far the index is; `None` before it was opened.
    progress: tokio::sync::Mutex<Option<Progress>>,
}

/// How far the building of the index is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Building {
    pub done: i64,
    /// How much there was when it began.
    pub of: i64,
}

impl Building {
    /// From 0 to 99.
    #[must_use]
    pub fn percent(&self) -> i64 {
        (self.done * 100 / self.of.max(1)).clamp(0, 99)
    }
}

/// What stands with a commit: how far the index is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Progress {
    /// The last change that is in.
    change: i64,
    /// The last things that are in, while it is built.
    accounts: i64,
    topics: i64,
    notes: i64,
    comments: i64,
    done: i64,
    is_built: bool,
}

impl Search {
    pub(crate) fn new(folder: &str, cores: usize) -> Self {
        Self {
            folder: PathBuf::from(folder),
            index: OnceLock::new(),
            finding: CpuPool::new(cores),
            writing: CpuPool::new(1),
            wake: tokio::sync::Notify::new(),
            building: parking_lot::Mutex::new(None),
            progress: tokio::sync::Mutex::default(),
        }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn broken(error: sampan_search::Error) -> Error {
    Error::Unavailable(error.to_string())
}

impl App {
    /// Asks the index, on a thread of its own; `None` while there is none.
    pub(super) async fn ask_index<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&Index) -> std::result::Result<T, sampan_search::Error> + Send + 'static,
    ) -> Result<Option<T>> {
        let Some(index) = self.0.search.index.get().cloned() else {
            return Ok(None);
        };
        let answer = self.0.search.finding.run(move || ask(&index)).await?;
        answer.map(Some).map_err(broken)
    }

    /// How far the index is, while it is being built.
    #[must_use]
    pub fn search_building(&self) -> Option<Building> {
        *self.0.search.building.lock()
    }

    /// From now on this is not found, until the index has it as it is.
    pub(crate) fn unfind_note(&self, note: NoteId) {
        self.unfind(Kind::Note, note.0);
    }

    pub(crate) fn unfind_comment(&self, comment: CommentId) {
        self.unfind(Kind::Comment, comment.0);
    }

    /// And everything that an account wrote.
    pub(crate) fn unfind_account(&self, account: AccountId) {
        self.unfind(Kind::Account, account.0);
    }

    fn unfind(&self, kind: Kind, id: i64) {
        if let Some(index) = self.0.search.index.get() {
            index.hide(Key { kind, id });
        }
        self.find_soon();
    }

    /// Something of this process's own has changed.
    pub(crate) fn find_soon(&self) {
        self.0.search.wake.notify_one();
    }

    /// Opens the index and keeps it up, until the instance stops.
    pub(crate) fn start_search(&self) {
        let app = self.clone();
        tokio::spawn(async move {
            while !app.0.jobs.stopped() {
                if let Err(error) = app.index_now().await {
                    tracing::warn!(%error, "search is behind; it is tried again");
                    tokio::time::sleep(AGAIN).await;
                }
                let woken = app.0.search.wake.notified();
                if tokio::time::timeout(EVERY, woken).await.is_ok() {
                    let soon = if app.is_crowded() {
                        SOON_IN_CROWD
                    } else {
                        SOON
                    };
                    tokio::time::sleep(soon).await;
                }
            }
        });
    }

    /// Brings the index of this process up to what the database knows now; builds it when it has to.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when another process has it, or the disk or the database does not do its part.
    pub async fn index_now(&self) -> Result<()> {
        let mut known = self.0.search.progress.lock().await;
        let index = self.open_index().await?;
        let mut progress = match known.take() {
            Some(progress) => progress,
            None => self.first_progress(&index).await?,
        };
        let done = async {
            if !progress.is_built {
                self.build(&index, &mut progress).await?;
            }
            while progress.is_built && self.catch_up(&index, &mut progress).await? {}
            Ok(())
        };
        // After a failure it goes on from the last commit.
        let result = done.await;
        *known = result.is_ok().then_some(progress);
        result
    }

    /// How far an index is that was just opened; one that cannot be continued begins anew.
    async fn first_progress(&self, index: &Arc<Index>) -> Result<Progress> {
        let known: Option<Progress> = index
            .payload()
            .and_then(|text| serde_json::from_str(&text).ok());
        match known {
            Some(progress) if self.continues(&progress).await? => Ok(progress),
            _ => {
                self.in_index(index, |index| index.clear()).await?;
                self.begin_building().await
            }
        }
    }

    /// Builds the index from the database, whatever was there.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when another process has it, or the disk or the database does not do its part.
    pub async fn rebuild_search(&self, mut told: impl FnMut(Building)) -> Result<u64> {
        let index = self.open_index().await?;
        self.in_index(&index, |index| index.clear()).await?;
        let mut progress = self.begin_building().await?;
        while !progress.is_built {
            self.build_piece(&index, &mut progress).await?;
            if let Some(building) = self.search_building() {
                told(building);
            }
        }
        self.commit(&index, &progress).await?;
        *self.0.search.building.lock() = None;
        Ok(index.documents())
    }

    async fn open_index(&self) -> Result<Arc<Index>> {
        let search = &self.0.search;
        if let Some(index) = search.index.get() {
            return Ok(index.clone());
        }
        let folder = search.folder.clone();
        let opened = search.writing.run(move || Index::open(Path::new(&folder)));
        let index = Arc::new(opened.await?.map_err(broken)?);
        Ok(search.index.get_or_init(|| index).clone())
    }

    async fn in_index<T: Send + 'static>(
        &self,
        index: &Arc<Index>,
        work: impl FnOnce(&Index) -> std::result::Result<T, sampan_search::Error> + Send + 'static,
    ) -> Result<T> {
        let index = index.clone();
        let done = self.0.search.writing.run(move || work(&index)).await?;
        done.map_err(broken)
    }

    async fn commit(&self, index: &Arc<Index>, progress: &Progress) -> Result<()> {
        let payload =
            serde_json::to_string(progress).map_err(|error| Error::Internal(error.to_string()))?;
        self.in_index(index, move |index| index.commit(&payload))
            .await
    }

    /// Where a building begins: everything that changes from now on comes after it.
    async fn begin_building(&self) -> Result<Progress> {
        let kept = store::changes_kept(&self.0.db).await?;
        let of = store::amount(&self.0.db).await?;
        *self.0.search.building.lock() = Some(Building { done: 0, of });
        Ok(Progress {
            change: kept.map_or(0, |(_, last)| last),
            ..Progress::default()
        })
    }

    /// Whether what an index says of itself can be continued with this database.
    async fn continues(&self, progress: &Progress) -> Result<bool> {
        Ok(match store::changes_kept(&self.0.db).await? {
            Some((first, last)) => first <= progress.change + 1 && progress.change <= last,
            None => progress.change == 0,
        })
    }

    async fn build(&self, index: &Arc<Index>, progress: &mut Progress) -> Result<()> {
        let of = store::amount(&self.0.db).await?;
        let mut told = Instant::now();
        while !progress.is_built && !self.0.jobs.stopped() {
            *self.0.search.building.lock() = Some(Building {
                done: progress.done,
                of,
            });
            self.build_piece(index, progress).await?;
            if told.elapsed() >= COMMIT_EVERY {
                told = Instant::now();
                self.commit(index, progress).await?;
                let percent = Building {
                    done: progress.done,
                    of,
                }
                .percent();
                tracing::info!("the search index is being built: {percent} %");
            }
        }
        self.commit(index, progress).await?;
        *self.0.search.building.lock() = None;
        if progress.is_built {
            tracing::info!(documents = index.documents(), "the search index is built");
        }
        Ok(())
    }

    /// Puts in what comes next: people and topics first, notes, then comments.
    async fn build_piece(&self, index: &Arc<Index>, progress: &mut Progress) -> Result<()> {
        /// The next ids of a table, their documents, and how far that is.
        macro_rules! piece {
            ($ids:path, $id:ident, $documents:ident, $at:ident) => {
                let ids = $ids(&self.0.db, $id(progress.$at), ROWS).await?;
                if let Some(last) = ids.last() {
                    let documents = self.$documents(&ids).await?;
                    self.put(index, documents).await?;
                    progress.$at = last.0;
                    progress.done += ids.len() as i64;
                    if let Some(building) = self.0.search.building.lock().as_mut() {
                        building.done = progress.done;
                    }
                    return Ok(());
                }
            };
        }
        piece!(
            store::accounts_after,
            AccountId,
            account_documents,
            accounts
        );
        piece!(store::topics_after, TopicId, topic_documents, topics);
        piece!(store::notes_after, NoteId, note_documents, notes);
        piece!(
            store::comments_after,
            CommentId,
            comment_documents,
            comments
        );
        progress.is_built = true;
        Ok(())
    }

    async fn put(&self, index: &Arc<Index>, documents: Vec<Document>) -> Result<()> {
        self.in_index(index, move |index| {
            documents
                .iter()
                .try_for_each(|document| index.put(document))
        })
        .await
    }

    /// Takes in what has changed; whether there is more.
    async fn catch_up(&self, index: &Arc<Index>, progress: &mut Progress) -> Result<bool> {
        let tick = index.tick();
        let changes = store::changes_after(&self.0.db, progress.change, CHANGES).await?;
        let Some(last) = changes.last() else {
            index.settle(tick);
            return Ok(false);
        };
        let last = last.id;
        let is_full = changes.len() as i64 == CHANGES;
        self.renew(index, &changes).await?;
        progress.change = last;
        self.commit(index, progress).await?;
        if !is_full {
            index.settle(tick);
        }
        Ok(is_full)
    }

    async fn renew(&self, index: &Arc<Index>, changes: &[Change]) -> Result<()> {
        let about = |subject| -> BTreeSet<i64> {
            let of = changes.iter().filter(|change| change.subject == subject);
            of.map(|change| change.about).collect()
        };
        let (mut notes, mut comments) = (about(Subject::Note), about(Subject::Comment));
        let (accounts, mut topics) = (about(Subject::Account), about(Subject::Topic));
        let texts = about(Subject::Text);
        let saying = self
            .in_index(index, move |index| {
                texts
                    .into_iter()
                    .map(|text| index.saying(text))
                    .collect::<std::result::Result<Vec<_>, _>>()
            })
            .await?;
        for key in saying.into_iter().flatten() {
            match key.kind {
                Kind::Note => notes.insert(key.id),
                Kind::Comment => comments.insert(key.id),
                Kind::Topic => topics.insert(key.id),
                Kind::Account => false,
            };
        }
        /// Writes things of a kind as they are now; those that nobody may find any more go.
        macro_rules! anew {
            ($ids:ident, $id:ident, $documents:ident, $remove:expr) => {
                for some in $ids.into_iter().collect::<Vec<i64>>().chunks(ROWS as usize) {
                    let ids: Vec<$id> = some.iter().copied().map($id).collect();
                    let documents = self.$documents(&ids).await?;
                    let found: BTreeSet<i64> =
                        documents.iter().map(|document| document.key().id).collect();
                    let gone: Vec<i64> = some
                        .iter()
                        .copied()
                        .filter(|id| !found.contains(id))
                        .collect();
                    self.in_index(index, move |index| {
                        gone.into_iter().for_each(|id| $remove(index, id));
                        documents
                            .iter()
                            .try_for_each(|document| index.put(document))
                    })
                    .await?;
                }
            };
        }
        let alone = |kind| move |index: &Index, id| index.remove(Key { kind, id });
        anew!(accounts, AccountId, account_documents, Index::remove_author);
        anew!(topics, TopicId, topic_documents, alone(Kind::Topic));
        anew!(notes, NoteId, note_documents, Index::remove_note);
        anew!(comments, CommentId, comment_documents, alone(Kind::Comment));
        Ok(())
    }
}
