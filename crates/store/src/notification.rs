//! Notifications: rows are written by `fold`, read and marked here.

use crate::seam::{Query, Tx};
use crate::{Error, args, record, word_columns};
use sampan_domain::notification::Kind;
use sampan_domain::{AccountId, CommentId, NoteId, NotificationId};

word_columns!(Kind);

record! {
    pub struct Notification {
        pub id: NotificationId,
        pub kind: Kind,
        pub actor: AccountId,
        pub note: Option<NoteId>,
        pub comment: Option<CommentId>,
        pub at_ms: i64,
        pub unread: bool,
        /// Its time when programs were last told of it.
        pub pushed_ms: i64,
    }
}

/// The latest notifications below `(at_ms, id)`.
pub async fn of(
    db: &impl Query,
    account: AccountId,
    below: Option<(i64, NotificationId)>,
    limit: i64,
) -> Result<Vec<Notification>, Error> {
    let (at_ms, id) = below.unwrap_or((i64::MAX, NotificationId(i64::MAX)));
    db.all(
        "SELECT id, kind, actor, note, comment, at_ms, unread, pushed_ms FROM notification
         WHERE account = $1 AND (at_ms, id) < ($2, $3)
         ORDER BY at_ms DESC, id DESC LIMIT $4",
        args![account, at_ms, id, limit],
    )
    .await
}

/// One notification of an account.
pub async fn by_id(
    db: &impl Query,
    account: AccountId,
    id: NotificationId,
) -> Result<Option<Notification>, Error> {
    db.optional(
        "SELECT id, kind, actor, note, comment, at_ms, unread, pushed_ms FROM notification
         WHERE account = $1 AND id = $2",
        args![account, id],
    )
    .await
}

pub async fn delete(tx: &Tx, account: AccountId, id: NotificationId) -> Result<bool, Error> {
    let sql = "DELETE FROM notification WHERE account = $1 AND id = $2";
    Ok(tx.execute(sql, args![account, id]).await? > 0)
}

/// How many are unread, counted up to 100: nobody reads the number beyond, and everybody waits for it.
pub async fn unread(db: &impl Query, account: AccountId) -> Result<i64, Error> {
    let sql = "SELECT COUNT(*) FROM
        (SELECT 1 FROM notification WHERE account = $1 AND unread = 1 LIMIT 100) few";
    Ok(db.one::<(i64,)>(sql, args![account]).await?.0)
}

/// Marks what came up to `until_ms` as read.
pub async fn mark_read(tx: &Tx, account: AccountId, until_ms: i64) -> Result<(), Error> {
    tx.execute(
        "UPDATE notification SET unread = 0 WHERE account = $1 AND unread = 1 AND at_ms <= $2",
        args![account, until_ms],
    )
    .await?;
    Ok(())
}

/// Forgets what was read and is older than `before_ms`.
pub async fn delete_old(tx: &Tx, before_ms: i64) -> Result<u64, Error> {
    tx.execute(
        "DELETE FROM notification WHERE unread = 0 AND at_ms < $1",
        args![before_ms],
    )
    .await
}
