//! Invitations: codes that let somebody join.

use crate::seam::{Query, Tx};
use crate::{Error, args, record};
use sampan_domain::AccountId;

record! {
    pub struct Invitation {
        pub code: String,
        pub uses_left: i64,
        pub made_at: i64,
    }
}

pub async fn insert(
    tx: &Tx,
    code: &str,
    made_by: AccountId,
    uses: i64,
    now_ms: i64,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO invitation (code, made_by, uses_left, made_at) VALUES ($1, $2, $3, $4)",
        args![code, made_by, uses, now_ms],
    )
    .await?;
    Ok(())
}

/// Takes one use; `false` when there is none left or no such code.
pub async fn take(tx: &Tx, code: &str) -> Result<bool, Error> {
    let taken = tx
        .execute(
            "UPDATE invitation SET uses_left = uses_left - 1 WHERE code = $1 AND uses_left > 0",
            args![code],
        )
        .await?;
    Ok(taken > 0)
}

pub async fn open(db: &impl Query) -> Result<Vec<Invitation>, Error> {
    db.all(
        "SELECT code, uses_left, made_at FROM invitation WHERE uses_left > 0
         ORDER BY made_at DESC LIMIT 100",
        &[],
    )
    .await
}
