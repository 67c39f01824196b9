//! Passkeys: public keys that sign somebody in.

use crate::seam::{Query, Tx};
use crate::{Error, args, record};
use sampan_domain::{AccountId, PasskeyId};

record! {
    pub struct Passkey {
        pub id: PasskeyId,
        pub account: AccountId,
        /// What the WebAuthn library keeps, as JSON. Holds no private key.
        pub secret: String,
        pub name: String,
        pub made_at: i64,
        pub used_at: Option<i64>,
    }
}

/// What a new passkey needs.
#[derive(Debug, Clone)]
pub struct NewPasskey {
    pub id: PasskeyId,
    pub account: AccountId,
    /// The credential's id, base64url.
    pub credential: String,
    pub secret: String,
    pub name: String,
    pub made_at: i64,
}

/// Adds a passkey; `false` when the credential is known already.
pub async fn insert(tx: &Tx, new: &NewPasskey) -> Result<bool, Error> {
    let added = tx
        .execute(
            "INSERT INTO passkey (id, account, credential, secret, name, made_at)
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
            args![
                new.id,
                new.account,
                &new.credential,
                &new.secret,
                &new.name,
                new.made_at
            ],
        )
        .await?;
    Ok(added > 0)
}

pub async fn of(db: &impl Query, account: AccountId) -> Result<Vec<Passkey>, Error> {
    db.all(
        "SELECT id, account, secret, name, made_at, used_at FROM passkey WHERE account = $1
         ORDER BY id LIMIT 50",
        args![account],
    )
    .await
}

pub async fn by_credential(db: &impl Query, credential: &str) -> Result<Option<Passkey>, Error> {
    db.optional(
        "SELECT id, account, secret, name, made_at, used_at FROM passkey WHERE credential = $1",
        args![credential],
    )
    .await
}

/// After a sign-in: the counter moved on.
pub async fn used(tx: &Tx, id: PasskeyId, secret: &str, now_ms: i64) -> Result<(), Error> {
    tx.execute(
        "UPDATE passkey SET secret = $1, used_at = $2 WHERE id = $3",
        args![secret, now_ms, id],
    )
    .await?;
    Ok(())
}

pub async fn delete(tx: &Tx, account: AccountId, id: PasskeyId) -> Result<bool, Error> {
    let gone = tx
        .execute(
            "DELETE FROM passkey WHERE account = $1 AND id = $2",
            args![account, id],
        )
        .await?;
    Ok(gone > 0)
}
