//! Forms that were sent: a token acts once.

use crate::seam::{Query, Tx};
use crate::{Error, args};
use sampan_domain::AccountId;

/// What a token led to, if it was used.
pub async fn result(
    db: &impl Query,
    account: AccountId,
    token: &str,
) -> Result<Option<i64>, Error> {
    let row: Option<(i64,)> = db
        .optional(
            "SELECT result FROM once WHERE account = $1 AND token = $2",
            args![account, token],
        )
        .await?;
    Ok(row.map(|(result,)| result))
}

/// Uses a token; `false` when it was used before.
pub async fn take(
    tx: &Tx,
    account: AccountId,
    token: &str,
    result: i64,
    now_ms: i64,
) -> Result<bool, Error> {
    let added = tx
        .execute(
            "INSERT INTO once (token, account, result, made_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT DO NOTHING",
            args![token, account, result, now_ms],
        )
        .await?;
    Ok(added > 0)
}

pub async fn delete_old(tx: &Tx, before_ms: i64) -> Result<u64, Error> {
    tx.execute("DELETE FROM once WHERE made_at < $1", args![before_ms])
        .await
}
