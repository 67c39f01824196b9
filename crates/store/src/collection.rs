//! Collections: named albums of saved notes.

use crate::fold::{AccountCount, NoteCount};
use crate::seam::{Query, Tx};
use crate::{Error, args, held, listed, placeholders, record};
use sampan_domain::{AccountId, CollectionId, NoteId};
use std::collections::HashSet;

record! {
    pub struct Collection {
        pub id: CollectionId,
        pub owner: AccountId,
        pub name: String,
        pub public: bool,
        pub is_default: bool,
        pub made_at: i64,
        pub notes: i64,
    }
}

macro_rules! select_collections {
    ($rest:literal) => {
        concat!(
            "SELECT id, owner, name, public, is_default, made_at, notes FROM collection ",
            $rest
        )
    };
}

pub async fn insert(
    tx: &Tx,
    id: CollectionId,
    owner: AccountId,
    name: &str,
    public: bool,
    is_default: bool,
    now_ms: i64,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO collection (id, owner, name, public, is_default, made_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        args![id, owner, name, public, is_default, now_ms],
    )
    .await?;
    Ok(())
}

pub async fn by_id(db: &impl Query, id: CollectionId) -> Result<Option<Collection>, Error> {
    db.optional(select_collections!("WHERE id = $1"), args![id])
        .await
}

pub async fn default_of(db: &impl Query, owner: AccountId) -> Result<Option<Collection>, Error> {
    db.optional(
        select_collections!("WHERE owner = $1 AND is_default = 1"),
        args![owner],
    )
    .await
}

pub async fn of(db: &impl Query, owner: AccountId) -> Result<Vec<Collection>, Error> {
    db.all(
        select_collections!("WHERE owner = $1 ORDER BY is_default DESC, id DESC LIMIT 200"),
        args![owner],
    )
    .await
}

pub async fn update(tx: &Tx, id: CollectionId, name: &str, public: bool) -> Result<(), Error> {
    tx.execute(
        "UPDATE collection SET name = $1, public = $2 WHERE id = $3",
        args![name, public, id],
    )
    .await?;
    Ok(())
}

/// Which collections of an account hold a note.
pub async fn holding(
    db: &impl Query,
    account: AccountId,
    note: NoteId,
) -> Result<HashSet<CollectionId>, Error> {
    let rows: Vec<(CollectionId,)> = db
        .all(
            "SELECT collection FROM collection_note WHERE account = $1 AND note = $2",
            args![account, note],
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Which of these notes an account has collected anywhere.
pub async fn notes_among(
    db: &impl Query,
    account: AccountId,
    notes: &[NoteId],
) -> Result<HashSet<NoteId>, Error> {
    if notes.is_empty() {
        return Ok(HashSet::new());
    }
    let sql = format!(
        "SELECT note FROM collection_note WHERE account = $1 AND note IN ({})",
        placeholders(2, notes.len())
    );
    let mut values = args![account].to_vec();
    values.extend(listed(notes.iter().map(|id| id.0)));
    Ok(db
        .all::<(NoteId,)>(&sql, &values)
        .await?
        .into_iter()
        .map(|(id,)| id)
        .collect())
}

/// Puts a note into a collection, or takes it out. A note counts as collected once per account, however
/// many of their collections hold it. Answers whether it became collected or ceased to be.
pub async fn set_note(
    tx: &Tx,
    collection: &Collection,
    note: NoteId,
    author: AccountId,
    on: bool,
    now_ms: i64,
) -> Result<bool, Error> {
    hold(tx, collection.owner).await?;
    let changed = if on {
        // From the rows themselves: what is gone by now neither holds nor is held.
        tx.execute(
            held!(
                tx,
                "INSERT INTO collection_note (collection, note, account, made_at)
                 SELECT c.id, n.id, c.owner, $1 FROM collection c, note n
                 WHERE c.id = $2 AND n.id = $3",
                "FOR KEY SHARE",
                "ON CONFLICT DO NOTHING"
            ),
            args![now_ms, collection.id, note],
        )
        .await?
    } else {
        tx.execute(
            "DELETE FROM collection_note WHERE collection = $1 AND note = $2",
            args![collection.id, note],
        )
        .await?
    };
    if changed == 0 {
        return Ok(false);
    }
    let holding = holding(tx, collection.owner, note).await?.len();
    let turned = holding == usize::from(on);
    let by = if on { 1 } else { -1 };
    tx.fold(|folds| {
        folds.collection(collection.id, by);
        if turned {
            folds.note(note, NoteCount::Collects, by);
            folds.account(author, AccountCount::Appreciations, by);
        }
    });
    Ok(turned)
}

/// Lets only one process at a time change what an account collects: whether a note becomes collected
/// depends on the other collections.
async fn hold(tx: &Tx, owner: AccountId) -> Result<(), Error> {
    if tx.dialect().holds_rows {
        let sql = "SELECT id FROM collection WHERE owner = $1 ORDER BY id FOR UPDATE";
        tx.all::<(CollectionId,)>(sql, args![owner]).await?;
    }
    Ok(())
}

/// Empties and removes a collection.
pub async fn delete(tx: &Tx, collection: &Collection) -> Result<(), Error> {
    hold(tx, collection.owner).await?;
    let taken: Vec<(NoteId, AccountId)> = tx
        .all(
            "DELETE FROM collection_note WHERE collection = $1
             RETURNING note, (SELECT author FROM note WHERE id = collection_note.note)",
            args![collection.id],
        )
        .await?;
    for some in taken.chunks(256) {
        let ids: Vec<NoteId> = some.iter().map(|(note, _)| *note).collect();
        let still = notes_among(tx, collection.owner, &ids).await?;
        tx.fold(|folds| {
            for (note, author) in some.iter().filter(|(note, _)| !still.contains(note)) {
                folds.note(*note, NoteCount::Collects, -1);
                folds.account(*author, AccountCount::Appreciations, -1);
            }
        });
    }
    tx.execute("DELETE FROM collection WHERE id = $1", args![collection.id])
        .await?;
    Ok(())
}

/// The latest people who collected a note.
pub async fn latest_of_note(
    db: &impl Query,
    note: NoteId,
    limit: i64,
) -> Result<Vec<AccountId>, Error> {
    let rows: Vec<(AccountId, i64)> = db
        .all(
            "SELECT account, MAX(made_at) FROM collection_note WHERE note = $1
             GROUP BY account ORDER BY 2 DESC LIMIT $2",
            args![note, limit],
        )
        .await?;
    Ok(rows.into_iter().map(|(id, _)| id).collect())
}
