//! What accounts have opened, and how often things were viewed.

use crate::fold::{NoteCount, TopicCount};
use crate::seam::{Query, Tx};
use crate::{Error, args};
use sampan_domain::{AccountId, NoteId, TopicId};

/// Views that were counted in memory since the last time.
#[derive(Debug, Clone, Default)]
pub struct Views {
    pub notes: Vec<(NoteId, i64)>,
    pub topics: Vec<(TopicId, i64)>,
    pub seen: Vec<(AccountId, NoteId, i64)>,
}

/// Adds them to what is stored.
pub async fn add(tx: &Tx, views: &Views) -> Result<(), Error> {
    tx.fold(|folds| {
        for (note, count) in &views.notes {
            folds.note(*note, NoteCount::Views, *count);
        }
        for (topic, count) in &views.topics {
            folds.topic(*topic, TopicCount::Views, *count);
        }
    });
    for (account, note, at_ms) in &views.seen {
        tx.execute(
            "INSERT INTO seen (account, note, at_ms) VALUES ($1, $2, $3)
             ON CONFLICT (account, note) DO NOTHING",
            args![*account, *note, *at_ms],
        )
        .await?;
    }
    Ok(())
}

/// What an account has opened of the notes from `from` on, before `before_ms`.
pub async fn notes_from(
    db: &impl Query,
    account: AccountId,
    from: NoteId,
    before_ms: i64,
) -> Result<Vec<NoteId>, Error> {
    let rows: Vec<(NoteId,)> = db
        .all(
            "SELECT note FROM seen WHERE account = $1 AND note >= $2 AND at_ms < $3
             ORDER BY note DESC LIMIT 2000",
            args![account, from, before_ms],
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
