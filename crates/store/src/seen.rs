//! What accounts have opened, and how often things were viewed.

use crate::fold::{NoteCount, TopicCount};
use crate::seam::{Query, Tx};
use crate::{Error, args};
use sampan_domain::{AccountId, NoteId, TopicId};
use std::collections::HashMap;

/// Rows that are written together.
const AT_ONCE: usize = 1_024;

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
    for notes in views.notes.chunks(AT_ONCE) {
        let of = notes.iter().map(|(note, _)| topics_of(tx, *note));
        for ((_, count), of) in notes.iter().zip(tx.together(of.collect()).await?) {
            for (topic,) in of {
                *topics.entry(topic).or_default() += count;
            }
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
    // In one order, for others may have seen the same meanwhile.
    let mut seen = views.seen.clone();
    seen.sort_unstable();
    for seen in seen.chunks(AT_ONCE) {
        let seen = seen.iter().map(|seen| has_seen(tx, *seen));
        tx.together(seen.collect()).await?;
    }
    Ok(())
}

async fn topics_of(tx: &Tx, note: NoteId) -> Result<Vec<(TopicId,)>, Error> {
    let sql =
        "SELECT COALESCE(t.merged_into, t.id) FROM note_topic x JOIN topic t ON t.id = x.topic
         WHERE x.note = $1";
    tx.all(sql, args![note]).await
}

async fn has_seen(tx: &Tx, (account, note, at_ms): (AccountId, NoteId, i64)) -> Result<u64, Error> {
    tx.execute(
        "INSERT INTO seen (account, note, at_ms) VALUES ($1, $2, $3)
         ON CONFLICT (account, note) DO NOTHING",
        args![account, note, at_ms],
    )
    .await
}
