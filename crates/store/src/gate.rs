//! What is asked of people who join: the step that is held, proofs that were given, and the line.

use crate::seam::{Query, Tx};
use crate::{Error, args, record};
use sampan_domain::AccountId;

record! {
    /// The step that somebody holds.
    pub struct Held {
        pub step: String,
        pub handle: Option<String>,
        pub held_at: i64,
    }
}

record! {
    /// Somebody's place in the line.
    pub struct Turn {
        pub number: i64,
        pub called_at: Option<i64>,
        pub used_at: Option<i64>,
    }
}

/// The step that is held, if one is.
pub async fn held(db: &impl Query) -> Result<Option<Held>, Error> {
    db.optional(
        "SELECT g.step, a.handle, g.held_at FROM gate g LEFT JOIN account a ON a.id = g.held_by WHERE g.id = 1",
        args![],
    )
    .await
}

/// Holds a step, until it is let go.
pub async fn hold(tx: &Tx, step: &str, by: AccountId, now_ms: i64) -> Result<(), Error> {
    let sql = "INSERT INTO gate (id, step, held_by, held_at) VALUES (1, $1, $2, $3) \
               ON CONFLICT (id) DO UPDATE SET step = excluded.step, held_by = excluded.held_by, \
               held_at = excluded.held_at";
    tx.execute(sql, args![step, by, now_ms]).await.map(drop)
}

/// Lets it follow the crowd again.
pub async fn let_go(tx: &Tx) -> Result<(), Error> {
    tx.execute("DELETE FROM gate WHERE id = 1", args![])
        .await
        .map(drop)
}

/// How many accounts have been made since the smallest id of a moment; counting ends at `most`.
pub async fn joined_since(db: &impl Query, floor: i64, most: i64) -> Result<i64, Error> {
    let sql =
        "SELECT COUNT(*) FROM (SELECT 1 AS one FROM account WHERE id > $1 LIMIT $2) AS joined";
    Ok(db.one::<(i64,)>(sql, args![floor, most]).await?.0)
}

/// How many wait, of those who have asked since; counting ends at `most`.
pub async fn waiting(db: &impl Query, seen_since_ms: i64, most: i64) -> Result<i64, Error> {
    let sql = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM turn \
               WHERE seen_at > $1 AND called_at IS NULL LIMIT $2) AS waiting";
    Ok(db.one::<(i64,)>(sql, args![seen_since_ms, most]).await?.0)
}

/// Counts a proof; `false` when it was given before.
pub async fn give_proof(tx: &Tx, id: &str, now_ms: i64) -> Result<bool, Error> {
    let sql = "INSERT INTO proof (id, given_at) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    Ok(tx.execute(sql, args![id, now_ms]).await? > 0)
}

/// Puts somebody at the end of the line.
pub async fn stand(tx: &Tx, id: &str, number: i64, now_ms: i64) -> Result<(), Error> {
    let sql = "INSERT INTO turn (id, number, seen_at) VALUES ($1, $2, $3)";
    tx.execute(sql, args![id, number, now_ms]).await.map(drop)
}

/// Somebody asks again; `None` when they do not stand in the line.
pub async fn ask(tx: &Tx, id: &str, now_ms: i64) -> Result<Option<Turn>, Error> {
    let sql = "UPDATE turn SET seen_at = $1 WHERE id = $2 RETURNING number, called_at, used_at";
    tx.optional(sql, args![now_ms, id]).await
}

/// How many stand before a number, of those who have asked since; counting ends at `most`.
pub async fn ahead(
    db: &impl Query,
    number: i64,
    seen_since_ms: i64,
    most: i64,
) -> Result<i64, Error> {
    let sql = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM turn \
               WHERE called_at IS NULL AND number < $1 AND seen_at > $2 ORDER BY number LIMIT $3) AS ahead";
    Ok(db
        .one::<(i64,)>(sql, args![number, seen_since_ms, most])
        .await?
        .0)
}

/// Whether somebody was called since, and has not taken their turn.
pub async fn is_called(db: &impl Query, id: &str, called_since_ms: i64) -> Result<bool, Error> {
    let sql = "SELECT COUNT(*) FROM turn WHERE id = $1 AND called_at > $2 AND used_at IS NULL";
    Ok(db.one::<(i64,)>(sql, args![id, called_since_ms]).await?.0 > 0)
}

/// Whether a proof was given before.
pub async fn is_given(db: &impl Query, id: &str) -> Result<bool, Error> {
    let sql = "SELECT COUNT(*) FROM proof WHERE id = $1";
    Ok(db.one::<(i64,)>(sql, args![id]).await?.0 > 0)
}

/// How many were called since.
pub async fn called_since(tx: &Tx, since_ms: i64) -> Result<i64, Error> {
    let sql = "SELECT COUNT(*) FROM turn WHERE called_at > $1";
    Ok(tx.one::<(i64,)>(sql, args![since_ms]).await?.0)
}

/// It is somebody's turn.
pub async fn call(tx: &Tx, id: &str, now_ms: i64) -> Result<(), Error> {
    let sql = "UPDATE turn SET called_at = $1 WHERE id = $2";
    tx.execute(sql, args![now_ms, id]).await.map(drop)
}

/// Takes a turn, once; `false` when it has not come, or was called before `called_since_ms`.
pub async fn take(tx: &Tx, id: &str, called_since_ms: i64, now_ms: i64) -> Result<bool, Error> {
    let sql = "UPDATE turn SET used_at = $1 WHERE id = $2 AND called_at > $3 AND used_at IS NULL";
    Ok(tx.execute(sql, args![now_ms, id, called_since_ms]).await? > 0)
}

/// Forgets proofs that are too old to be given again, and whoever has left the line.
pub async fn delete_old(tx: &Tx, before_ms: i64) -> Result<u64, Error> {
    tx.execute("DELETE FROM proof WHERE given_at < $1", args![before_ms])
        .await?;
    tx.execute("DELETE FROM turn WHERE seen_at < $1", args![before_ms])
        .await
}
