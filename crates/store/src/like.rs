//! Likes of notes and comments.

use crate::fold::{AccountCount, CommentCount, NoteCount};
use crate::seam::{Query, Tx};
use crate::{Error, args, held, listed, placeholders};
use sampan_domain::{AccountId, CommentId, NoteId};
use std::collections::HashSet;

/// Likes a note, or takes it back; `false` when nothing changed, or when there is no such note.
pub async fn set_note(
    tx: &Tx,
    account: AccountId,
    note: NoteId,
    author: AccountId,
    on: bool,
    now_ms: i64,
) -> Result<bool, Error> {
    let changed = if on {
        // From the note itself: one that is gone by now is not liked.
        tx.execute(
            held!(
                tx,
                "INSERT INTO note_like (note, account, made_at)
                 SELECT id, $1, $2 FROM note WHERE id = $3",
                "FOR KEY SHARE",
                "ON CONFLICT DO NOTHING"
            ),
            args![account, now_ms, note],
        )
        .await?
    } else {
        tx.execute(
            "DELETE FROM note_like WHERE note = $1 AND account = $2",
            args![note, account],
        )
        .await?
    };
    if changed > 0 {
        let by = if on { 1 } else { -1 };
        tx.fold(|folds| {
            folds.note(note, NoteCount::Likes, by);
            folds.account(author, AccountCount::Appreciations, by);
        });
    }
    Ok(changed > 0)
}

/// Likes a comment, or takes it back; `false` when nothing changed, or when there is no such comment.
pub async fn set_comment(
    tx: &Tx,
    account: AccountId,
    comment: CommentId,
    on: bool,
    now_ms: i64,
) -> Result<bool, Error> {
    let changed = if on {
        tx.execute(
            held!(
                tx,
                "INSERT INTO comment_like (comment, account, made_at)
                 SELECT id, $1, $2 FROM comment WHERE id = $3",
                "FOR KEY SHARE",
                "ON CONFLICT DO NOTHING"
            ),
            args![account, now_ms, comment],
        )
        .await?
    } else {
        tx.execute(
            "DELETE FROM comment_like WHERE comment = $1 AND account = $2",
            args![comment, account],
        )
        .await?
    };
    if changed > 0 {
        let by = if on { 1 } else { -1 };
        tx.fold(|folds| folds.comment(comment, CommentCount::Likes, by));
    }
    Ok(changed > 0)
}

/// Which of these notes the account likes.
pub async fn notes_among(
    db: &impl Query,
    account: AccountId,
    notes: &[NoteId],
) -> Result<HashSet<NoteId>, Error> {
    if notes.is_empty() {
        return Ok(HashSet::new());
    }
    let sql = format!(
        "SELECT note FROM note_like WHERE account = $1 AND note IN ({})",
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

/// Which of these comments the account likes.
pub async fn comments_among(
    db: &impl Query,
    account: AccountId,
    comments: &[CommentId],
) -> Result<HashSet<CommentId>, Error> {
    if comments.is_empty() {
        return Ok(HashSet::new());
    }
    let sql = format!(
        "SELECT comment FROM comment_like WHERE account = $1 AND comment IN ({})",
        placeholders(2, comments.len())
    );
    let mut values = args![account].to_vec();
    values.extend(listed(comments.iter().map(|id| id.0)));
    Ok(db
        .all::<(CommentId,)>(&sql, &values)
        .await?
        .into_iter()
        .map(|(id,)| id)
        .collect())
}

/// The latest people who like a note.
pub async fn latest_of_note(
    db: &impl Query,
    note: NoteId,
    limit: i64,
) -> Result<Vec<AccountId>, Error> {
    let rows: Vec<(AccountId,)> = db
        .all(
            "SELECT account FROM note_like WHERE note = $1 ORDER BY made_at DESC LIMIT $2",
            args![note, limit],
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The latest people who like a comment.
pub async fn latest_of_comment(
    db: &impl Query,
    comment: CommentId,
    limit: i64,
) -> Result<Vec<AccountId>, Error> {
    let rows: Vec<(AccountId,)> = db
        .all(
            "SELECT account FROM comment_like WHERE comment = $1 ORDER BY made_at DESC LIMIT $2",
            args![comment, limit],
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Takes back some of an account's likes; answers how many were left to take back.
pub async fn withdraw(tx: &Tx, account: AccountId, limit: i64) -> Result<usize, Error> {
    let notes: Vec<(NoteId, AccountId)> = tx
        .all(
            "SELECT l.note, n.author FROM note_like l JOIN note n ON n.id = l.note
             WHERE l.account = $1 LIMIT $2",
            args![account, limit],
        )
        .await?;
    let comments: Vec<(CommentId,)> = tx
        .all(
            "SELECT comment FROM comment_like WHERE account = $1 LIMIT $2",
            args![account, limit],
        )
        .await?;
    for (note, author) in &notes {
        set_note(tx, account, *note, *author, false, 0).await?;
    }
    for (comment,) in &comments {
        set_comment(tx, account, *comment, false, 0).await?;
    }
    Ok(notes.len() + comments.len())
}
