//! Lists: some of the people whom a member follows.

use crate::account::Brief;
use crate::seam::{Query, Tx};
use crate::{Error, args, record};
use sampan_domain::{AccountId, ListId};

/// How many people are read of one list.
const MEMBERS: i64 = 500;

record! {
    pub struct List {
        pub id: ListId,
        pub owner: AccountId,
        pub title: String,
    }
}

pub async fn insert(tx: &Tx, id: ListId, owner: AccountId, title: &str) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO list (id, owner, title) VALUES ($1, $2, $3)",
        args![id, owner, title],
    )
    .await?;
    Ok(())
}

pub async fn by_id(db: &impl Query, id: ListId) -> Result<Option<List>, Error> {
    let sql = "SELECT id, owner, title FROM list WHERE id = $1";
    db.optional(sql, args![id]).await
}

pub async fn of(db: &impl Query, owner: AccountId) -> Result<Vec<List>, Error> {
    let sql = "SELECT id, owner, title FROM list WHERE owner = $1 ORDER BY id";
    db.all(sql, args![owner]).await
}

pub async fn count(db: &impl Query, owner: AccountId) -> Result<i64, Error> {
    let sql = "SELECT COUNT(*) FROM list WHERE owner = $1";
    Ok(db.one::<(i64,)>(sql, args![owner]).await?.0)
}

/// The lists of an owner that hold somebody.
pub async fn holding(
    db: &impl Query,
    owner: AccountId,
    account: AccountId,
) -> Result<Vec<List>, Error> {
    db.all(
        "SELECT l.id, l.owner, l.title FROM list l JOIN list_member m ON m.list = l.id
         WHERE l.owner = $1 AND m.account = $2 ORDER BY l.id",
        args![owner, account],
    )
    .await
}

pub async fn rename(tx: &Tx, id: ListId, title: &str) -> Result<(), Error> {
    let sql = "UPDATE list SET title = $1 WHERE id = $2";
    tx.execute(sql, args![title, id]).await?;
    Ok(())
}

/// The people of a list, by handle.
pub async fn members(db: &impl Query, id: ListId) -> Result<Vec<Brief>, Error> {
    db.all(
        "SELECT a.id, a.handle, a.name, a.avatar, a.momo, a.bio
         FROM list_member m JOIN account a ON a.id = m.account
         WHERE m.list = $1 AND a.state = 'active' ORDER BY a.handle LIMIT $2",
        args![id, MEMBERS],
    )
    .await
}

/// Puts somebody onto a list whom its owner follows; `false` when they do not.
pub async fn add(tx: &Tx, list: &List, account: AccountId) -> Result<bool, Error> {
    let followed: Option<(i64,)> = tx
        .optional(
            "SELECT 1 FROM follow WHERE account = $1 AND target = $2",
            args![list.owner, account],
        )
        .await?;
    if followed.is_none() {
        return Ok(false);
    }
    tx.execute(
        "INSERT INTO list_member (list, account) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        args![list.id, account],
    )
    .await?;
    Ok(true)
}

pub async fn remove(tx: &Tx, id: ListId, account: AccountId) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM list_member WHERE list = $1 AND account = $2",
        args![id, account],
    )
    .await?;
    Ok(())
}

/// Takes somebody off every list of an owner, who does not follow them any more.
pub(crate) async fn forget(tx: &Tx, owner: AccountId, account: AccountId) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM list_member WHERE account = $1
            AND list IN (SELECT id FROM list WHERE owner = $2)",
        args![account, owner],
    )
    .await?;
    Ok(())
}

pub async fn delete(tx: &Tx, id: ListId) -> Result<(), Error> {
    for sql in [
        "DELETE FROM list_member WHERE list = $1",
        "DELETE FROM list WHERE id = $1",
    ] {
        tx.execute(sql, args![id]).await?;
    }
    Ok(())
}

/// Removes the lists of an account, and the account from those of others.
pub(crate) async fn delete_all(tx: &Tx, account: AccountId) -> Result<(), Error> {
    for sql in [
        "DELETE FROM list_member WHERE account = $1
            OR list IN (SELECT id FROM list WHERE owner = $1)",
        "DELETE FROM list WHERE owner = $1",
    ] {
        tx.execute(sql, args![account]).await?;
    }
    Ok(())
}
