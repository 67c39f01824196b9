//! Captions: what is said in videos, line by line.

use crate::seam::{Query, Tx};
use crate::search::Subject;
use crate::{Error, args, listed, placeholders, record, word_columns};
use sampan_domain::caption::{Cue, State};
use sampan_domain::{Lang, NoteId, VideoId};

word_columns!(State);

record! {
    pub struct Row {
        pub start_ms: i64,
        pub end_ms: i64,
        pub body: String,
    }
}

/// The lines of a video, in order.
pub async fn of(db: &impl Query, video: VideoId) -> Result<Vec<Cue>, Error> {
    let sql = "SELECT start_ms, end_ms, body FROM caption WHERE video = $1 ORDER BY position";
    let rows: Vec<Row> = db.all(sql, args![video]).await?;
    Ok(rows
        .into_iter()
        .map(|row| Cue {
            start_ms: row.start_ms,
            end_ms: row.end_ms,
            text: row.body,
        })
        .collect())
}

/// What is said in the videos of these notes, line by line.
pub async fn of_notes(db: &impl Query, notes: &[NoteId]) -> Result<Vec<(NoteId, String)>, Error> {
    if notes.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT v.note, c.body FROM video v JOIN caption c ON c.video = v.id
         WHERE v.note IN ({}) ORDER BY v.note, c.position",
        placeholders(1, notes.len())
    );
    db.all(&sql, &listed(notes.iter().map(|id| id.0))).await
}

/// Notes where the captions of a video stand; what its owner wrote stays.
pub async fn set_state(tx: &Tx, video: VideoId, state: State) -> Result<(), Error> {
    let sql =
        "UPDATE video SET captions = $1 WHERE id = $2 AND captions NOT IN ('written', 'silent')";
    tx.execute(sql, args![state, video]).await?;
    Ok(())
}

/// Notes that somebody is to listen to a video: it plays, it has sound, a note shows it, and nobody has before.
pub async fn start(tx: &Tx, video: VideoId) -> Result<bool, Error> {
    let sql = "UPDATE video SET captions = $1
               WHERE id = $2 AND captions = 'none' AND has_sound = $3 AND note IS NOT NULL
                 AND state IN ('playable', 'ready')";
    Ok(tx.execute(sql, args![State::Waiting, video, true]).await? > 0)
}

/// Replaces the lines of a video. A machine's never take the place of its owner's; `false` then.
pub async fn replace(
    tx: &Tx,
    video: VideoId,
    lang: Lang,
    state: State,
    cues: &[Cue],
) -> Result<bool, Error> {
    let sql = "UPDATE video SET captions = $1, caption_lang = $2
               WHERE id = $3 AND (captions NOT IN ('written', 'silent') OR $1 IN ('written', 'silent'))";
    if tx.execute(sql, args![state, lang, video]).await? == 0 {
        return Ok(false);
    }
    let sql = "SELECT note FROM video WHERE id = $1 AND note IS NOT NULL";
    let shown: Option<(NoteId,)> = tx.optional(sql, args![video]).await?;
    if let Some((note,)) = shown {
        tx.fold(|folds| folds.changed(Subject::Note, note.0));
    }
    delete(tx, video).await?;
    for (position, cue) in cues.iter().enumerate() {
        tx.execute(
            "INSERT INTO caption (video, position, start_ms, end_ms, body)
             VALUES ($1, $2, $3, $4, $5)",
            args![video, position as i64, cue.start_ms, cue.end_ms, &cue.text],
        )
        .await?;
    }
    Ok(true)
}

pub(crate) async fn delete(tx: &Tx, video: VideoId) -> Result<(), Error> {
    let sql = "DELETE FROM caption WHERE video = $1";
    tx.execute(sql, args![video]).await?;
    Ok(())
}
