//! Passkeys between the two steps of a ceremony.

use crate::seam::{Query, Tx};
use crate::{Error, args};

/// Keeps what the second step needs.
pub async fn insert(tx: &Tx, id: &str, state: &str, now_ms: i64) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO ceremony (id, state, made_at) VALUES ($1, $2, $3)",
        args![id, state, now_ms],
    )
    .await
    .map(drop)
}

/// Takes it, once; `None` when there is none, or none that was begun after `since_ms`.
pub async fn take(tx: &Tx, id: &str, since_ms: i64) -> Result<Option<String>, Error> {
    let row: Option<(String, i64)> = tx
        .optional(
            "DELETE FROM ceremony WHERE id = $1 RETURNING state, made_at",
            args![id],
        )
        .await?;
    Ok(row
        .filter(|(_, made_at)| *made_at > since_ms)
        .map(|(state, _)| state))
}

/// Forgets those that nobody came back to.
pub async fn delete_old(tx: &Tx, before_ms: i64) -> Result<u64, Error> {
    tx.execute("DELETE FROM ceremony WHERE made_at < $1", args![before_ms])
        .await
}
