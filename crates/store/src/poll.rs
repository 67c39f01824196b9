//! Polls: options, votes, and how they stand.

use crate::seam::{Query, Tx};
use crate::{Error, args, held, listed, placeholders, record};
use sampan_domain::poll::Draft;
use sampan_domain::{AccountId, NoteId};

record! {
    pub struct Poll {
        pub note: NoteId,
        pub is_multiple: bool,
        pub hides_totals: bool,
        pub ends_at: i64,
        pub voters: i64,
    }
}

record! {
    pub struct PollOption {
        pub note: NoteId,
        pub title: String,
        pub votes: i64,
    }
}

pub async fn insert(tx: &Tx, note: NoteId, new: &Draft, now_ms: i64) -> Result<(), Error> {
    let ends_at = now_ms + new.seconds * 1_000;
    tx.execute(
        "INSERT INTO poll (id, is_multiple, hides_totals, ends_at) VALUES ($1, $2, $3, $4)",
        args![note, new.is_multiple, new.hides_totals, ends_at],
    )
    .await?;
    for (position, title) in new.options.iter().enumerate() {
        tx.execute(
            "INSERT INTO poll_option (poll, position, title) VALUES ($1, $2, $3)",
            args![note, position as i64, title],
        )
        .await?;
    }
    Ok(())
}

/// The polls of these notes, in no order.
pub async fn of_notes(db: &impl Query, notes: &[NoteId]) -> Result<Vec<Poll>, Error> {
    if notes.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT id, is_multiple, hides_totals, ends_at, voters FROM poll WHERE id IN ({})",
        placeholders(1, notes.len())
    );
    db.all(&sql, &listed(notes.iter().map(|id| id.0))).await
}

/// The options of these polls, each poll's in order.
pub async fn options(db: &impl Query, notes: &[NoteId]) -> Result<Vec<PollOption>, Error> {
    if notes.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT poll, title, votes FROM poll_option WHERE poll IN ({}) ORDER BY poll, position",
        placeholders(1, notes.len())
    );
    db.all(&sql, &listed(notes.iter().map(|id| id.0))).await
}

/// What an account chose in these polls: note and position.
pub async fn votes_of(
    db: &impl Query,
    account: AccountId,
    notes: &[NoteId],
) -> Result<Vec<(NoteId, i64)>, Error> {
    if notes.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT poll, position FROM poll_vote WHERE account = $1 AND poll IN ({})
         ORDER BY poll, position",
        placeholders(2, notes.len())
    );
    let mut values = args![account].to_vec();
    values.extend(listed(notes.iter().map(|id| id.0)));
    db.all(&sql, &values).await
}

/// Votes; `false` when the account has voted already. [`Error::NotFound`] when the poll is gone.
pub async fn vote(
    tx: &Tx,
    account: AccountId,
    note: NoteId,
    choices: &[usize],
) -> Result<bool, Error> {
    // One voter after the other: who votes twice at once is found out.
    let held = held!(tx, "SELECT id FROM poll WHERE id = $1", "FOR UPDATE");
    tx.one::<(NoteId,)>(held, args![note]).await?;
    if !votes_of(tx, account, &[note]).await?.is_empty() {
        return Ok(false);
    }
    tx.execute(
        "UPDATE poll SET voters = voters + 1 WHERE id = $1",
        args![note],
    )
    .await?;
    for choice in choices {
        let position = *choice as i64;
        tx.execute(
            "INSERT INTO poll_vote (account, poll, position) VALUES ($1, $2, $3)",
            args![account, note, position],
        )
        .await?;
        tx.execute(
            "UPDATE poll_option SET votes = votes + 1 WHERE poll = $1 AND position = $2",
            args![note, position],
        )
        .await?;
    }
    Ok(true)
}

/// Takes back everything that an account voted for.
pub async fn withdraw(tx: &Tx, account: AccountId) -> Result<(), Error> {
    let votes: Vec<(NoteId, i64)> = tx
        .all(
            "SELECT poll, position FROM poll_vote WHERE account = $1 ORDER BY poll, position",
            args![account],
        )
        .await?;
    let mut last = None;
    for (note, position) in votes {
        if last != Some(note) {
            tx.execute(
                "UPDATE poll SET voters = voters - 1 WHERE id = $1",
                args![note],
            )
            .await?;
            last = Some(note);
        }
        tx.execute(
            "UPDATE poll_option SET votes = votes - 1 WHERE poll = $1 AND position = $2",
            args![note, position],
        )
        .await?;
    }
    tx.execute("DELETE FROM poll_vote WHERE account = $1", args![account])
        .await?;
    Ok(())
}

/// Removes a note's poll with its votes.
pub(crate) async fn delete(tx: &Tx, note: NoteId) -> Result<(), Error> {
    let held = held!(tx, "SELECT id FROM poll WHERE id = $1", "FOR UPDATE");
    if tx.optional::<(NoteId,)>(held, args![note]).await?.is_none() {
        return Ok(());
    }
    for sql in [
        "DELETE FROM poll_vote WHERE poll = $1",
        "DELETE FROM poll_option WHERE poll = $1",
        "DELETE FROM poll WHERE id = $1",
    ] {
        tx.execute(sql, args![note]).await?;
    }
    Ok(())
}
