//! What a batch writes once instead of once per writer: counters and bundled notifications.
//!
//! A viral note is one row update per batch, not one per like. Invariant: a counter equals the rows it
//! counts at every commit.

use crate::search::Subject;
use crate::{Error, Query, Tx, args};
use sampan_domain::notification::Kind;
use sampan_domain::{AccountId, CollectionId, CommentId, NoteId, NotificationId, TopicId, feed};
use std::collections::{BTreeMap, BTreeSet};

/// What is counted of each thing. The position is the column's place in the update.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteCount {
    Likes,
    Collects,
    Comments,
    Views,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommentCount {
    Likes,
    Replies,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountCount {
    Notes,
    Following,
    Followers,
    Appreciations,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TopicCount {
    Notes,
    Discussions,
    Views,
    Participants,
    Followers,
}

/// A notification to write or to bring up to date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub id: NotificationId,
    pub account: AccountId,
    pub kind: Kind,
    /// Notices with one key are one notification.
    pub group_key: String,
    pub actor: AccountId,
    pub note: Option<NoteId>,
    pub comment: Option<CommentId>,
    pub at_ms: i64,
}

/// One entry of the list.
#[derive(Debug)]
enum Fold {
    Note(NoteId, NoteCount, i64),
    Shown(NoteId, i64),
    Comment(CommentId, CommentCount, i64),
    Account(AccountId, AccountCount, i64),
    Topic(TopicId, TopicCount, i64),
    Collection(CollectionId, i64),
    Notice(Notice),
    Changed(Subject, i64),
}

/// What the writers of a batch want counted, in the order of their coming.
#[derive(Debug, Default)]
pub struct Folds(Vec<Fold>);

impl Folds {
    pub fn note(&mut self, id: NoteId, count: NoteCount, by: i64) {
        self.0.push(Fold::Note(id, count, by));
    }

    /// A note was shown so often.
    pub fn shown(&mut self, id: NoteId, by: i64) {
        self.0.push(Fold::Shown(id, by));
    }

    pub fn comment(&mut self, id: CommentId, count: CommentCount, by: i64) {
        self.0.push(Fold::Comment(id, count, by));
    }

    pub fn account(&mut self, id: AccountId, count: AccountCount, by: i64) {
        self.0.push(Fold::Account(id, count, by));
    }

    pub fn topic(&mut self, id: TopicId, count: TopicCount, by: i64) {
        self.0.push(Fold::Topic(id, count, by));
    }

    pub fn collection(&mut self, id: CollectionId, by: i64) {
        self.0.push(Fold::Collection(id, by));
    }

    pub fn notice(&mut self, notice: Notice) {
        self.0.push(Fold::Notice(notice));
    }

    /// Something that can be found by searching is not what it was ([`crate::search`]).
    pub fn changed(&mut self, subject: Subject, about: i64) {
        self.0.push(Fold::Changed(subject, about));
    }

    pub(crate) fn append(&mut self, mut more: Self) {
        self.0.append(&mut more.0);
    }
}

/// Sums by row, in the order of the keys, so that several processes lock rows in one order.
struct Sums<K, const N: usize>(BTreeMap<K, [i64; N]>);

impl<K: Ord, const N: usize> Sums<K, N> {
    fn add(&mut self, key: K, count: usize, by: i64) {
        self.0.entry(key).or_insert([0; N])[count] += by;
    }

    /// Rows that change.
    fn changed(self) -> impl Iterator<Item = (K, [i64; N])> {
        self.0
            .into_iter()
            .filter(|(_, sums)| sums.iter().any(|by| *by != 0))
    }
}

impl<K, const N: usize> Default for Sums<K, N> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

/// Writes what a batch collected.
pub(crate) async fn write(tx: &Tx, folds: Folds) -> Result<(), Error> {
    let mut accounts = Sums::<AccountId, 4>::default();
    let mut notes = Sums::<NoteId, 4>::default();
    let mut shown = Sums::<NoteId, 1>::default();
    let mut comments = Sums::<CommentId, 2>::default();
    let mut topics = Sums::<TopicId, 5>::default();
    let mut collections = Sums::<CollectionId, 1>::default();
    let mut notices: BTreeMap<(AccountId, String), Notice> = BTreeMap::new();
    let mut changes: BTreeSet<(Subject, i64)> = BTreeSet::new();
    for fold in folds.0 {
        match fold {
            Fold::Changed(subject, about) => {
                changes.insert((subject, about));
            }
            Fold::Account(id, count, by) => accounts.add(id, count as usize, by),
            Fold::Note(id, count, by) => notes.add(id, count as usize, by),
            Fold::Shown(id, by) => shown.add(id, 0, by),
            Fold::Comment(id, count, by) => comments.add(id, count as usize, by),
            Fold::Topic(id, count, by) => topics.add(id, count as usize, by),
            Fold::Collection(id, by) => collections.add(id, 0, by),
            Fold::Notice(notice) => {
                notices.insert((notice.account, notice.group_key.clone()), notice);
            }
        }
    }
    let accounts = accounts.changed().map(|(id, by)| account(tx, id, by));
    tx.together(accounts.collect()).await?;
    let notes = notes.changed().map(|(id, by)| note(tx, id, by));
    tx.together(notes.collect()).await?;
    let shown = shown.changed().map(|(id, by)| add_shown(tx, id, by));
    tx.together(shown.collect()).await?;
    let comments = comments.changed().map(|(id, by)| comment(tx, id, by));
    tx.together(comments.collect()).await?;
    let topics: Vec<_> = topics.changed().collect();
    let are_found_anew = topics.iter().filter(|(_, [notes, ..])| *notes != 0);
    changes.extend(are_found_anew.map(|(id, _)| (Subject::Topic, id.0)));
    let topics = topics.into_iter().map(|(id, by)| topic(tx, id, by));
    tx.together(topics.collect()).await?;
    let collections = collections.changed();
    let collections = collections.map(|(id, by)| collection(tx, id, by));
    tx.together(collections.collect()).await?;
    let notices = notices.values().map(|notice| tell(tx, notice));
    tx.together(notices.collect()).await?;
    // The last, because it holds up others until the commit.
    crate::search::note_changes(tx, &changes).await
}

async fn account(tx: &Tx, id: AccountId, counts: [i64; 4]) -> Result<u64, Error> {
    let [notes, following, followers, appreciations] = counts;
    tx.execute(
        "UPDATE account SET notes = notes + $1, following = following + $2,
            followers = followers + $3, appreciations = appreciations + $4 WHERE id = $5",
        args![notes, following, followers, appreciations, id],
    )
    .await
}

async fn add_shown(tx: &Tx, id: NoteId, [times]: [i64; 1]) -> Result<u64, Error> {
    tx.execute(
        "INSERT INTO note_shown (note, shown) SELECT id, $1 FROM note WHERE id = $2
         ON CONFLICT (note) DO UPDATE SET shown = note_shown.shown + excluded.shown",
        args![times, id],
    )
    .await
}

async fn topic(tx: &Tx, id: TopicId, counts: [i64; 5]) -> Result<u64, Error> {
    let [notes, discussions, views, participants, followers] = counts;
    tx.execute(
        "UPDATE topic SET notes = notes + $1, discussions = discussions + $2,
            views = views + $3, participants = participants + $4, followers = followers + $5
         WHERE id = $6",
        args![notes, discussions, views, participants, followers, id],
    )
    .await
}

async fn collection(tx: &Tx, id: CollectionId, [notes]: [i64; 1]) -> Result<u64, Error> {
    let sql = "UPDATE collection SET notes = notes + $1 WHERE id = $2";
    tx.execute(sql, args![notes, id]).await
}

/// Writes a notification or brings it up to date. What it is about may be gone since it was noted, by
/// the same batch even; nobody is told of that.
async fn tell(tx: &Tx, notice: &Notice) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO notification (id, account, kind, group_key, actor, note, comment, at_ms, unread)
         SELECT $1, a.id, $2, $3, b.id, $4, $5, $6, 1 FROM account a, account b
         WHERE a.id = $7 AND b.id = $8
            AND (SELECT COUNT(*) FROM note WHERE id = $4) = $9
            AND (SELECT COUNT(*) FROM comment WHERE id = $5) = $10
         ON CONFLICT (account, group_key) DO UPDATE SET
            actor = excluded.actor, at_ms = excluded.at_ms, unread = 1",
        args![
            notice.id,
            notice.kind,
            &notice.group_key,
            notice.note,
            notice.comment,
            notice.at_ms,
            notice.account,
            notice.actor,
            notice.note.is_some(),
            notice.comment.is_some()
        ],
    )
    .await?;
    Ok(())
}

async fn comment(tx: &Tx, id: CommentId, counts: [i64; 2]) -> Result<(), Error> {
    let [likes, replies] = counts;
    let row: Option<(i64, i64, i64)> = tx
        .optional(
            "UPDATE comment SET likes = likes + $1, replies = replies + $2 WHERE id = $3
             RETURNING made_at, likes, replies",
            args![likes, replies, id],
        )
        .await?;
    if let Some((made_at, likes, replies)) = row {
        let hot = feed::comment_hot(made_at, likes, replies);
        tx.execute("UPDATE comment SET hot = $1 WHERE id = $2", args![hot, id])
            .await?;
    }
    Ok(())
}

async fn note(tx: &Tx, id: NoteId, counts: [i64; 4]) -> Result<(), Error> {
    let [likes, collects, comments, views] = counts;
    let row: Option<(i64, i64, i64, i64)> = tx
        .optional(
            "UPDATE note SET likes = likes + $1, collects = collects + $2,
                comments = comments + $3, views = views + $4 WHERE id = $5
             RETURNING made_at, likes, collects, comments",
            args![likes, collects, comments, views, id],
        )
        .await?;
    let Some((made_at, now_likes, now_collects, now_comments)) = row else {
        return Ok(());
    };
    if likes != 0 || collects != 0 || comments != 0 {
        let hot = feed::hot(made_at, now_likes, now_collects, now_comments);
        tx.execute("UPDATE note SET hot = $1 WHERE id = $2", args![hot, id])
            .await?;
        tx.execute(
            "UPDATE note_topic SET hot = $1 WHERE note = $2",
            args![hot, id],
        )
        .await?;
    }
    Ok(())
}
