//! How far somebody has read, and what they wrote down about others.

use crate::seam::{Query, Tx};
use crate::{Error, args, listed, placeholders, record};
use sampan_domain::AccountId;

record! {
    pub struct Marker {
        pub timeline: String,
        pub last_read: String,
        pub version: i64,
        pub at_ms: i64,
    }
}

pub async fn of(db: &impl Query, account: AccountId) -> Result<Vec<Marker>, Error> {
    db.all(
        "SELECT timeline, last_read, version, at_ms FROM marker WHERE account = $1
         ORDER BY timeline",
        args![account],
    )
    .await
}

pub async fn set(
    tx: &Tx,
    account: AccountId,
    timeline: &str,
    last_read: &str,
    now_ms: i64,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO marker (account, timeline, last_read, version, at_ms)
         VALUES ($1, $2, $3, 1, $4)
         ON CONFLICT (account, timeline) DO UPDATE
         SET last_read = excluded.last_read, version = marker.version + 1, at_ms = excluded.at_ms",
        args![account, timeline, last_read, now_ms],
    )
    .await?;
    Ok(())
}

/// What an account wrote down about these.
pub async fn memos(
    db: &impl Query,
    account: AccountId,
    targets: &[AccountId],
) -> Result<Vec<(AccountId, String)>, Error> {
    if targets.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT target, body FROM memo WHERE account = $1 AND target IN ({})",
        placeholders(2, targets.len())
    );
    let mut values = args![account].to_vec();
    values.extend(listed(targets.iter().map(|id| id.0)));
    db.all(&sql, &values).await
}

/// Writes something down about somebody; nothing removes it.
pub async fn set_memo(
    tx: &Tx,
    account: AccountId,
    target: AccountId,
    body: &str,
) -> Result<(), Error> {
    if body.is_empty() {
        let sql = "DELETE FROM memo WHERE account = $1 AND target = $2";
        tx.execute(sql, args![account, target]).await?;
    } else {
        tx.execute(
            "INSERT INTO memo (account, target, body) VALUES ($1, $2, $3)
             ON CONFLICT (account, target) DO UPDATE SET body = excluded.body",
            args![account, target, body],
        )
        .await?;
    }
    Ok(())
}

/// Removes what an account wrote down, and what was written about it.
pub(crate) async fn delete_all(tx: &Tx, account: AccountId) -> Result<(), Error> {
    for sql in [
        "DELETE FROM marker WHERE account = $1",
        "DELETE FROM memo WHERE account = $1 OR target = $1",
    ] {
        tx.execute(sql, args![account]).await?;
    }
    Ok(())
}
