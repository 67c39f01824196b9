//! Where notes stand by what they mean.

use crate::seam::{Query, Tx};
use crate::{Error, args, listed, placeholders};
use sampan_domain::{Lang, NoteId};

/// Public notes of which a model has not said what they mean, the newest first.
pub async fn missing(db: &impl Query, model: &str, limit: i64) -> Result<Vec<NoteId>, Error> {
    let rows: Vec<(NoteId,)> = db
        .all(
            "SELECT n.id FROM note n JOIN account a ON a.id = n.author
             WHERE n.visibility = 'public' AND a.state = 'active' AND NOT EXISTS
                (SELECT 1 FROM note_meaning m WHERE m.note = n.id AND m.model = $1)
             ORDER BY n.id DESC LIMIT $2",
            args![model, limit],
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Keeps what a note means; nothing when it is gone.
pub async fn put(tx: &Tx, note: NoteId, model: &str, vector: &str) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO note_meaning (note, model, vector) SELECT id, $1, $2 FROM note WHERE id = $3
         ON CONFLICT (note) DO UPDATE SET model = excluded.model, vector = excluded.vector",
        args![model, vector, note],
    )
    .await?;
    Ok(())
}

/// What a model says of notes above an id, with the language of each, in order.
pub async fn after(
    db: &impl Query,
    id: NoteId,
    model: &str,
    limit: i64,
) -> Result<Vec<(NoteId, Lang, String)>, Error> {
    db.all(
        "SELECT m.note, n.lang, m.vector FROM note_meaning m JOIN note n ON n.id = m.note
         WHERE m.note > $1 AND m.model = $2 ORDER BY m.note LIMIT $3",
        args![id, model, limit],
    )
    .await
}

/// What was said of these notes, with the language of each, in no order.
pub async fn of(db: &impl Query, ids: &[NoteId]) -> Result<Vec<(NoteId, Lang, String)>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT m.note, n.lang, m.vector FROM note_meaning m JOIN note n ON n.id = m.note
         WHERE m.note IN ({})",
        placeholders(1, ids.len())
    );
    db.all(&sql, &listed(ids.iter().map(|id| id.0))).await
}

/// Forgets what a note means: it is gone, or says something else now.
pub(crate) async fn delete(tx: &Tx, note: NoteId) -> Result<(), Error> {
    tx.execute("DELETE FROM note_meaning WHERE note = $1", args![note])
        .await?;
    Ok(())
}
