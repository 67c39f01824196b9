//! What accounts have opened, and how often things were viewed.

use crate::fold::{NoteCount, TopicCount};
use crate::seam::{Query, Tx};
use crate::{Error, args};
use sampan_domain::{AccountId, NoteId, TopicId};
use std::collections::HashMap;

/// Views that were counted in memory since the last time.
#[derive(Debug, Clone, Default)]
pub struct Views {
    pub notes: Vec<(NoteId, i64)>,
    pub topics: Vec<(TopicId, i64)>,
    pub seen: Vec<(AccountId, NoteId, i64)>,
}

/// Adds them to what is stored. Who reads a note has read of its topics.
pub async fn add(tx: &Tx, views: &Views) -> Result<(), Error> {
    let mut topics: HashMap<TopicId, i64> = views.topics.iter().copied().collect();
    for (note, count) in &views.notes {
        let sql =
            "SELECT COALESCE(t.merged_into, t.id) FROM note_topic x JOIN topic t ON t.id = x.topic
             WHERE x.note = $1";
        let of: Vec<(TopicId,)> = tx.all(sql, args![*note]).await?;
        for (topic,) in of {
            *topics.entry(topic).or_default() += count;
        }
    }
    tx.fold(|folds| {
        for (note, count) in &views.notes {
            folds.note(*note, NoteCount::Views, *count);
        }
        for (topic, count) in topics {
            folds.topic(topic, TopicCount::Views, count);
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
