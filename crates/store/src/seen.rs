//! What accounts have opened, and how often things were viewed.

use crate::fold::{NoteCount, TopicCount};
use crate::seam::Tx;
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
