//! Filters: what somebody does not want to meet unprepared.

use crate::seam::{Query, Tx};
use crate::{Error, args, record, word_columns};
use sampan_domain::filter::{Action, Context, Draft, Word};
use sampan_domain::{AccountId, EntryId, FilterId};

word_columns!(Action);

record! {
    pub struct Filter {
        pub id: FilterId,
        pub account: AccountId,
        pub title: String,
        /// With spaces between.
        pub contexts: String,
        pub action: Action,
        pub ends_at: Option<i64>,
    }
}

record! {
    pub struct FilterWord {
        pub id: EntryId,
        pub filter: FilterId,
        pub word: String,
        pub is_whole: bool,
    }
}

record! {
    pub struct FilterStatus {
        pub id: EntryId,
        pub filter: FilterId,
        pub status: i64,
    }
}

fn joined(contexts: &[Context]) -> String {
    let words: Vec<&str> = contexts.iter().map(|context| context.as_str()).collect();
    words.join(" ")
}

pub async fn insert(tx: &Tx, id: FilterId, account: AccountId, new: &Draft) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO filter (id, account, title, contexts, action, ends_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        args![
            id,
            account,
            &new.title,
            &joined(&new.contexts),
            new.action,
            new.ends_at_ms
        ],
    )
    .await?;
    Ok(())
}

pub async fn rewrite(tx: &Tx, id: FilterId, new: &Draft) -> Result<(), Error> {
    tx.execute(
        "UPDATE filter SET title = $1, contexts = $2, action = $3, ends_at = $4 WHERE id = $5",
        args![
            &new.title,
            &joined(&new.contexts),
            new.action,
            new.ends_at_ms,
            id
        ],
    )
    .await?;
    Ok(())
}

/// The filters of an account, the oldest first.
pub async fn of(db: &impl Query, account: AccountId) -> Result<Vec<Filter>, Error> {
    db.all(
        "SELECT id, account, title, contexts, action, ends_at FROM filter WHERE account = $1
         ORDER BY id",
        args![account],
    )
    .await
}

/// What the filters of an account look for.
pub async fn words(db: &impl Query, account: AccountId) -> Result<Vec<FilterWord>, Error> {
    db.all(
        "SELECT w.id, w.filter, w.word, w.is_whole
         FROM filter_word w JOIN filter f ON f.id = w.filter WHERE f.account = $1 ORDER BY w.id",
        args![account],
    )
    .await
}

/// The statuses that the filters of an account name.
pub async fn statuses(db: &impl Query, account: AccountId) -> Result<Vec<FilterStatus>, Error> {
    db.all(
        "SELECT s.id, s.filter, s.status
         FROM filter_status s JOIN filter f ON f.id = s.filter WHERE f.account = $1 ORDER BY s.id",
        args![account],
    )
    .await
}

pub async fn add_word(tx: &Tx, id: EntryId, filter: FilterId, new: &Word) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO filter_word (id, filter, word, is_whole) VALUES ($1, $2, $3, $4)",
        args![id, filter, &new.text, new.is_whole],
    )
    .await?;
    Ok(())
}

pub async fn rewrite_word(tx: &Tx, id: EntryId, new: &Word) -> Result<(), Error> {
    tx.execute(
        "UPDATE filter_word SET word = $1, is_whole = $2 WHERE id = $3",
        args![&new.text, new.is_whole, id],
    )
    .await?;
    Ok(())
}

pub async fn add_status(tx: &Tx, id: EntryId, filter: FilterId, status: i64) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO filter_status (id, filter, status) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING",
        args![id, filter, status],
    )
    .await?;
    Ok(())
}

/// Takes a word or a status out of its filter.
pub async fn delete_entry(tx: &Tx, id: EntryId) -> Result<(), Error> {
    for sql in [
        "DELETE FROM filter_word WHERE id = $1",
        "DELETE FROM filter_status WHERE id = $1",
    ] {
        tx.execute(sql, args![id]).await?;
    }
    Ok(())
}

pub async fn delete(tx: &Tx, id: FilterId) -> Result<(), Error> {
    for sql in [
        "DELETE FROM filter_word WHERE filter = $1",
        "DELETE FROM filter_status WHERE filter = $1",
        "DELETE FROM filter WHERE id = $1",
    ] {
        tx.execute(sql, args![id]).await?;
    }
    Ok(())
}

pub(crate) async fn delete_all(tx: &Tx, account: AccountId) -> Result<(), Error> {
    for filter in of(tx, account).await? {
        delete(tx, filter.id).await?;
    }
    Ok(())
}
