//! Sessions: who a browser's cookie stands for.

use crate::seam::{Query, Tx};
use crate::{Error, args, record};
use sampan_domain::account::State;
use sampan_domain::{AccountId, ClientId, Lang, Role, SessionId};

record! {
    /// What every signed-in request needs to know, in one read.
    pub struct Signed {
        pub session: SessionId,
        pub account: AccountId,
        pub handle: String,
        pub name: String,
        pub avatar: Option<String>,
        pub momo: bool,
        pub role: Role,
        pub state: State,
        pub interface: Option<Lang>,
        pub reads: String,
        pub displays: String,
        pub used_at: i64,
        /// The program that the session is of; none for a browser's.
        pub client: Option<ClientId>,
        /// What that program may do.
        pub scopes: Option<String>,
        /// Counted up to 100, as [`crate::notification::unread`].
        pub unread: i64,
    }
}

record! {
    pub struct Session {
        pub id: SessionId,
        pub device: String,
        pub made_at: i64,
        pub used_at: i64,
    }
}

/// The account behind a token, by the token's hash.
pub async fn signed(db: &impl Query, token_hash: &str) -> Result<Option<Signed>, Error> {
    db.optional(
        "SELECT s.id, a.id, a.handle, a.name, a.avatar, a.momo, a.role, a.state, a.interface,
            a.reads, a.displays, s.used_at, s.client, s.scopes,
            (SELECT COUNT(*) FROM
                (SELECT 1 FROM notification n WHERE n.account = a.id AND n.unread = 1 LIMIT 100) few)
         FROM session s JOIN account a ON a.id = s.account WHERE s.token_hash = $1",
        args![token_hash],
    )
    .await
}

pub async fn insert(
    tx: &Tx,
    id: SessionId,
    account: AccountId,
    token_hash: &str,
    device: &str,
    now_ms: i64,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO session (id, account, token_hash, device, made_at, used_at)
         VALUES ($1, $2, $3, $4, $5, $5)",
        args![id, account, token_hash, device, now_ms],
    )
    .await?;
    Ok(())
}

pub async fn touch(tx: &Tx, id: SessionId, now_ms: i64) -> Result<(), Error> {
    tx.execute(
        "UPDATE session SET used_at = $1 WHERE id = $2",
        args![now_ms, id],
    )
    .await?;
    Ok(())
}

pub async fn of(db: &impl Query, account: AccountId) -> Result<Vec<Session>, Error> {
    db.all(
        "SELECT id, device, made_at, used_at FROM session WHERE account = $1
         ORDER BY used_at DESC LIMIT 100",
        args![account],
    )
    .await
}

/// Ends one session of an account; `false` when it was not theirs.
pub async fn delete(tx: &Tx, account: AccountId, id: SessionId) -> Result<bool, Error> {
    let gone = tx
        .execute(
            "DELETE FROM session WHERE account = $1 AND id = $2",
            args![account, id],
        )
        .await?;
    Ok(gone > 0)
}

/// Ends all sessions of an account but `keep`.
pub async fn delete_others(
    tx: &Tx,
    account: AccountId,
    keep: Option<SessionId>,
) -> Result<u64, Error> {
    let keep = keep.map_or(0, |id| id.0);
    tx.execute(
        "DELETE FROM session WHERE account = $1 AND id <> $2",
        args![account, keep],
    )
    .await
}

/// Ends sessions that nobody used since `before_ms`.
pub async fn delete_unused(tx: &Tx, before_ms: i64) -> Result<u64, Error> {
    tx.execute("DELETE FROM session WHERE used_at < $1", args![before_ms])
        .await
}

/// How many accounts have a session that was used since.
pub async fn active_since(db: &impl Query, since_ms: i64) -> Result<i64, Error> {
    let sql = "SELECT COUNT(DISTINCT account) FROM session WHERE used_at >= $1";
    Ok(db.one::<(i64,)>(sql, args![since_ms]).await?.0)
}
