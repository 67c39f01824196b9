//! Web Push: where programs want to be told, and of what they were.

use crate::seam::{Query, Tx};
use crate::{Error, args, listed, placeholders, record, word_columns};
use sampan_domain::push::{Policy, Receiver, Wish};
use sampan_domain::{AccountId, NotificationId, SessionId};

word_columns!(Policy);

/// Programs of one account that are told.
const MOST: i64 = 20;

record! {
    pub struct Subscription {
        pub session: SessionId,
        pub account: AccountId,
        pub endpoint: String,
        pub p256dh: String,
        pub auth: String,
        /// With spaces between.
        pub alerts: String,
        pub policy: Policy,
        pub since_ms: i64,
    }
}

macro_rules! select_subscriptions {
    ($rest:literal) => {
        concat!(
            "SELECT session, account, endpoint, p256dh, auth, alerts, policy, since_ms
             FROM push_subscription ",
            $rest
        )
    };
}

/// A secret of the instance; `new` becomes it when there is none yet.
pub async fn secret(tx: &Tx, name: &str, new: &str) -> Result<String, Error> {
    tx.execute(
        "INSERT INTO instance_secret (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        args![name, new],
    )
    .await?;
    let sql = "SELECT value FROM instance_secret WHERE name = $1";
    Ok(tx.one::<(String,)>(sql, args![name]).await?.0)
}

/// Subscribes a session, in place of what it had before.
pub async fn subscribe(
    tx: &Tx,
    session: SessionId,
    account: AccountId,
    to: &Receiver,
    wish: &Wish,
    now_ms: i64,
) -> Result<(), Error> {
    unsubscribe(tx, session).await?;
    tx.execute(
        "INSERT INTO push_subscription (session, account, endpoint, p256dh, auth, alerts, policy,
            since_ms)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            session,
            account,
            &to.endpoint,
            &to.p256dh,
            &to.auth,
            &wish.alerts.join(" "),
            wish.policy,
            now_ms
        ],
    )
    .await?;
    Ok(())
}

/// Changes what a session wants to be told; `false` when it is not subscribed.
pub async fn change(tx: &Tx, session: SessionId, wish: &Wish) -> Result<bool, Error> {
    let sql = "UPDATE push_subscription SET alerts = $1, policy = $2 WHERE session = $3";
    let changed = tx
        .execute(sql, args![&wish.alerts.join(" "), wish.policy, session])
        .await?;
    Ok(changed > 0)
}

pub async fn unsubscribe(tx: &Tx, session: SessionId) -> Result<(), Error> {
    let sql = "DELETE FROM push_subscription WHERE session = $1";
    tx.execute(sql, args![session]).await?;
    Ok(())
}

/// Ends a subscription to this endpoint.
pub async fn end(tx: &Tx, session: SessionId, endpoint: &str) -> Result<(), Error> {
    let sql = "DELETE FROM push_subscription WHERE session = $1 AND endpoint = $2";
    tx.execute(sql, args![session, endpoint]).await?;
    Ok(())
}

pub async fn of_session(
    db: &impl Query,
    session: SessionId,
) -> Result<Option<Subscription>, Error> {
    db.optional(select_subscriptions!("WHERE session = $1"), args![session])
        .await
}

/// The latest subscriptions of an account.
pub async fn of(db: &impl Query, account: AccountId) -> Result<Vec<Subscription>, Error> {
    db.all(
        select_subscriptions!("WHERE account = $1 ORDER BY session DESC LIMIT $2"),
        args![account, MOST],
    )
    .await
}

/// Those of these accounts that have somebody to tell.
pub async fn among(db: &impl Query, accounts: &[AccountId]) -> Result<Vec<AccountId>, Error> {
    if accounts.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT DISTINCT account FROM push_subscription WHERE account IN ({})",
        placeholders(1, accounts.len())
    );
    let rows: Vec<(AccountId,)> = db
        .all(&sql, &listed(accounts.iter().map(|id| id.0)))
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Accounts with something unread that a program was not told of.
pub async fn behind(db: &impl Query) -> Result<Vec<AccountId>, Error> {
    let rows: Vec<(AccountId,)> = db
        .all(
            "SELECT DISTINCT s.account FROM push_subscription s
             WHERE EXISTS (SELECT 1 FROM notification n
                WHERE n.account = s.account AND n.unread = 1
                    AND n.at_ms > n.pushed_ms AND n.at_ms >= s.since_ms)",
            args![],
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Programs were told of a notification as it was at `at_ms`.
pub async fn pushed(tx: &Tx, id: NotificationId, at_ms: i64) -> Result<(), Error> {
    let sql = "UPDATE notification SET pushed_ms = $1 WHERE id = $2 AND pushed_ms < $1";
    tx.execute(sql, args![at_ms, id]).await?;
    Ok(())
}
