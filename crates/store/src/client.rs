//! Programs that speak for members, their tokens, and consents on their way.

use crate::seam::{Query, Tx};
use crate::{Error, args, listed, placeholders, record};
use sampan_domain::{AccountId, ClientId, SessionId};

record! {
    pub struct Client {
        pub id: ClientId,
        pub client_key: String,
        pub secret_hash: String,
        pub name: String,
        pub website: String,
        /// One a line.
        pub redirects: String,
        pub scopes: String,
    }
}

record! {
    /// A member's consent.
    pub struct Code {
        pub client: ClientId,
        pub account: AccountId,
        pub redirect: String,
        pub scopes: String,
        /// PKCE's challenge (S256); empty without.
        pub challenge: String,
        pub made_at: i64,
    }
}

record! {
    /// What a program may do for itself.
    pub struct Own {
        pub client: ClientId,
        pub scopes: String,
    }
}

pub async fn insert(tx: &Tx, new: &Client, now_ms: i64) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO client (id, client_key, secret_hash, name, website, redirects, scopes, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            new.id,
            &new.client_key,
            &new.secret_hash,
            &new.name,
            &new.website,
            &new.redirects,
            &new.scopes,
            now_ms
        ],
    )
    .await?;
    Ok(())
}

pub async fn by_key(db: &impl Query, key: &str) -> Result<Option<Client>, Error> {
    db.optional(
        "SELECT id, client_key, secret_hash, name, website, redirects, scopes
         FROM client WHERE client_key = $1",
        args![key],
    )
    .await
}

pub async fn by_id(db: &impl Query, id: ClientId) -> Result<Option<Client>, Error> {
    db.optional(
        "SELECT id, client_key, secret_hash, name, website, redirects, scopes
         FROM client WHERE id = $1",
        args![id],
    )
    .await
}

/// Gives a program a token of its own.
pub async fn insert_own(
    tx: &Tx,
    token_hash: &str,
    client: ClientId,
    scopes: &str,
    now_ms: i64,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO client_token (token_hash, client, scopes, made_at) VALUES ($1, $2, $3, $4)",
        args![token_hash, client, scopes, now_ms],
    )
    .await?;
    Ok(())
}

/// The program behind a token of its own.
pub async fn own(db: &impl Query, token_hash: &str) -> Result<Option<Own>, Error> {
    db.optional(
        "SELECT client, scopes FROM client_token WHERE token_hash = $1",
        args![token_hash],
    )
    .await
}

pub async fn insert_code(tx: &Tx, code_hash: &str, new: &Code) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO client_code (code_hash, client, account, redirect, scopes, challenge, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![
            code_hash,
            new.client,
            new.account,
            &new.redirect,
            &new.scopes,
            &new.challenge,
            new.made_at
        ],
    )
    .await?;
    Ok(())
}

pub async fn code(db: &impl Query, code_hash: &str) -> Result<Option<Code>, Error> {
    db.optional(
        "SELECT client, account, redirect, scopes, challenge, made_at FROM client_code
         WHERE code_hash = $1",
        args![code_hash],
    )
    .await
}

/// Uses up a consent; `false` when somebody did already.
pub async fn take_code(tx: &Tx, code_hash: &str) -> Result<bool, Error> {
    let gone = tx
        .execute(
            "DELETE FROM client_code WHERE code_hash = $1",
            args![code_hash],
        )
        .await?;
    Ok(gone > 0)
}

/// Opens a program's session of an account.
pub async fn open(
    tx: &Tx,
    session: SessionId,
    account: AccountId,
    token_hash: &str,
    client: &Client,
    scopes: &str,
    now_ms: i64,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO session (id, account, token_hash, device, made_at, used_at, client, scopes)
         VALUES ($1, $2, $3, $4, $5, $5, $6, $7)",
        args![
            session,
            account,
            token_hash,
            &client.name,
            now_ms,
            client.id,
            scopes
        ],
    )
    .await?;
    Ok(())
}

/// Ends what a token of this program stands for; `false` when it stands for nothing.
pub async fn revoke(tx: &Tx, client: ClientId, token_hash: &str) -> Result<bool, Error> {
    let mut gone = 0;
    for sql in [
        "DELETE FROM session WHERE token_hash = $1 AND client = $2",
        "DELETE FROM client_token WHERE token_hash = $1 AND client = $2",
    ] {
        gone += tx.execute(sql, args![token_hash, client]).await?;
    }
    Ok(gone > 0)
}

/// Writes down that a note or a comment came from a program.
pub async fn mark(tx: &Tx, status: i64, client: ClientId) -> Result<(), Error> {
    let sql = "INSERT INTO status_client (status, client) VALUES ($1, $2)";
    tx.execute(sql, args![status, client]).await?;
    Ok(())
}

/// The programs that these notes and comments came from: a status, a name and a website.
pub async fn of_statuses(
    db: &impl Query,
    statuses: &[i64],
) -> Result<Vec<(i64, ClientId, String, String)>, Error> {
    if statuses.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT s.status, c.id, c.name, c.website
         FROM status_client s JOIN client c ON c.id = s.client WHERE s.status IN ({})",
        placeholders(1, statuses.len())
    );
    db.all(&sql, &listed(statuses.iter().copied())).await
}

/// Forgets consents that nobody used, and programs that never spoke for anybody, made before `before_ms`.
pub async fn delete_unused(tx: &Tx, before_ms: i64) -> Result<(), Error> {
    for sql in [
        "DELETE FROM client_code WHERE made_at < $1",
        "DELETE FROM client_token WHERE made_at < $1 AND NOT EXISTS
            (SELECT 1 FROM session s WHERE s.client = client_token.client)",
        "DELETE FROM client WHERE made_at < $1
            AND NOT EXISTS (SELECT 1 FROM session s WHERE s.client = client.id)
            AND NOT EXISTS (SELECT 1 FROM client_code c WHERE c.client = client.id)
            AND NOT EXISTS (SELECT 1 FROM client_token t WHERE t.client = client.id)",
    ] {
        tx.execute(sql, args![before_ms]).await?;
    }
    Ok(())
}

/// Takes an account's consents out.
pub async fn withdraw(tx: &Tx, account: AccountId) -> Result<(), Error> {
    tx.execute("DELETE FROM client_code WHERE account = $1", args![account])
        .await?;
    Ok(())
}
