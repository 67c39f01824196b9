//! Follows, blocks and mutes.

use crate::account::Brief;
use crate::fold::AccountCount;
use crate::seam::{Query, Tx};
use crate::{Error, args, held, listed, placeholders};
use sampan_domain::{AccountId, Relation};
use std::collections::HashMap;

/// How `viewer` stands to each of `others`. Accounts without any tie are left out.
pub async fn between(
    db: &impl Query,
    viewer: AccountId,
    others: &[AccountId],
) -> Result<HashMap<AccountId, Relation>, Error> {
    let mut ties: HashMap<AccountId, Relation> = HashMap::new();
    if others.is_empty() {
        return Ok(ties);
    }
    let list = placeholders(2, others.len());
    let sql = format!(
        "SELECT target, 0 FROM follow WHERE account = $1 AND target IN ({list})
         UNION ALL SELECT account, 1 FROM follow WHERE target = $1 AND account IN ({list})
         UNION ALL SELECT target, 2 FROM block WHERE account = $1 AND target IN ({list})
         UNION ALL SELECT account, 3 FROM block WHERE target = $1 AND account IN ({list})
         UNION ALL SELECT target, 4 FROM mute WHERE account = $1 AND target IN ({list})"
    );
    let mut values = args![viewer].to_vec();
    values.extend(listed(others.iter().map(|id| id.0)));
    for (other, tie) in db.all::<(AccountId, i64)>(&sql, &values).await? {
        let relation = ties.entry(other).or_default();
        match tie {
            0 => relation.follows = true,
            1 => relation.followed_by = true,
            2 => relation.blocks = true,
            3 => relation.blocked_by = true,
            _ => relation.mutes = true,
        }
    }
    Ok(ties)
}

/// Everybody whom a feed of `viewer` must leave out: blocked, blocking, muted.
pub async fn hidden_from(
    db: &impl Query,
    viewer: AccountId,
) -> Result<HashMap<AccountId, Relation>, Error> {
    let mut ties: HashMap<AccountId, Relation> = HashMap::new();
    let rows: Vec<(AccountId, i64)> = db
        .all(
            "SELECT target, 0 FROM block WHERE account = $1
             UNION ALL SELECT account, 1 FROM block WHERE target = $1
             UNION ALL SELECT target, 2 FROM mute WHERE account = $1",
            args![viewer],
        )
        .await?;
    for (other, tie) in rows {
        let relation = ties.entry(other).or_default();
        match tie {
            0 => relation.blocks = true,
            1 => relation.blocked_by = true,
            _ => relation.mutes = true,
        }
    }
    Ok(ties)
}

/// Follows; `false` when it was so already, or when one of the two is gone.
pub async fn follow(
    tx: &Tx,
    account: AccountId,
    target: AccountId,
    now_ms: i64,
) -> Result<bool, Error> {
    let added = tx
        .execute(
            held!(
                tx,
                "INSERT INTO follow (account, target, made_at)
                 SELECT a.id, b.id, $1 FROM account a, account b WHERE a.id = $2 AND b.id = $3",
                "FOR KEY SHARE",
                "ON CONFLICT DO NOTHING"
            ),
            args![now_ms, account, target],
        )
        .await?;
    count_follow(tx, account, target, if added > 0 { 1 } else { 0 });
    Ok(added > 0)
}

pub async fn unfollow(tx: &Tx, account: AccountId, target: AccountId) -> Result<bool, Error> {
    let gone = tx
        .execute(
            "DELETE FROM follow WHERE account = $1 AND target = $2",
            args![account, target],
        )
        .await?;
    count_follow(tx, account, target, if gone > 0 { -1 } else { 0 });
    crate::list::forget(tx, account, target).await?;
    Ok(gone > 0)
}

fn count_follow(tx: &Tx, account: AccountId, target: AccountId, by: i64) {
    if by != 0 {
        tx.fold(|folds| {
            folds.account(account, AccountCount::Following, by);
            folds.account(target, AccountCount::Followers, by);
        });
    }
}

/// Blocks, which also ends following in both directions.
pub async fn block(
    tx: &Tx,
    account: AccountId,
    target: AccountId,
    now_ms: i64,
) -> Result<(), Error> {
    tx.execute(
        held!(
            tx,
            "INSERT INTO block (account, target, made_at)
             SELECT a.id, b.id, $1 FROM account a, account b WHERE a.id = $2 AND b.id = $3",
            "FOR KEY SHARE",
            "ON CONFLICT DO NOTHING"
        ),
        args![now_ms, account, target],
    )
    .await?;
    unfollow(tx, account, target).await?;
    unfollow(tx, target, account).await?;
    Ok(())
}

pub async fn unblock(tx: &Tx, account: AccountId, target: AccountId) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM block WHERE account = $1 AND target = $2",
        args![account, target],
    )
    .await?;
    Ok(())
}

pub async fn mute(
    tx: &Tx,
    account: AccountId,
    target: AccountId,
    now_ms: i64,
) -> Result<(), Error> {
    tx.execute(
        held!(
            tx,
            "INSERT INTO mute (account, target, made_at)
             SELECT a.id, b.id, $1 FROM account a, account b WHERE a.id = $2 AND b.id = $3",
            "FOR KEY SHARE",
            "ON CONFLICT DO NOTHING"
        ),
        args![now_ms, account, target],
    )
    .await?;
    Ok(())
}

pub async fn unmute(tx: &Tx, account: AccountId, target: AccountId) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM mute WHERE account = $1 AND target = $2",
        args![account, target],
    )
    .await?;
    Ok(())
}

macro_rules! select_people {
    ($rest:literal) => {
        concat!(
            "SELECT a.id, a.handle, a.name, a.avatar, a.momo, a.bio FROM ",
            $rest
        )
    };
}

/// The latest followers.
pub async fn followers(db: &impl Query, of: AccountId, limit: i64) -> Result<Vec<Brief>, Error> {
    db.all(
        select_people!(
            "follow f JOIN account a ON a.id = f.account
             WHERE f.target = $1 AND a.state = 'active' ORDER BY f.made_at DESC LIMIT $2"
        ),
        args![of, limit],
    )
    .await
}

pub async fn following(db: &impl Query, of: AccountId, limit: i64) -> Result<Vec<Brief>, Error> {
    db.all(
        select_people!(
            "follow f JOIN account a ON a.id = f.target
             WHERE f.account = $1 AND a.state = 'active' ORDER BY f.made_at DESC LIMIT $2"
        ),
        args![of, limit],
    )
    .await
}

/// Followers who came on one day (since `from_ms`, before `to_ms`), the latest first, and how many.
pub async fn followers_between(
    db: &impl Query,
    of: AccountId,
    from_ms: i64,
    to_ms: i64,
    limit: i64,
) -> Result<(Vec<AccountId>, i64), Error> {
    let people: Vec<(AccountId,)> = db
        .all(
            "SELECT account FROM follow WHERE target = $1 AND made_at >= $2 AND made_at < $3
             ORDER BY made_at DESC LIMIT $4",
            args![of, from_ms, to_ms, limit],
        )
        .await?;
    let (count,): (i64,) = db
        .one(
            "SELECT COUNT(*) FROM follow WHERE target = $1 AND made_at >= $2 AND made_at < $3",
            args![of, from_ms, to_ms],
        )
        .await?;
    Ok((people.into_iter().map(|(id,)| id).collect(), count))
}

pub async fn blocked(db: &impl Query, by: AccountId) -> Result<Vec<Brief>, Error> {
    db.all(
        select_people!(
            "block b JOIN account a ON a.id = b.target WHERE b.account = $1
             ORDER BY b.made_at DESC LIMIT 500"
        ),
        args![by],
    )
    .await
}

pub async fn muted(db: &impl Query, by: AccountId) -> Result<Vec<Brief>, Error> {
    db.all(
        select_people!(
            "mute m JOIN account a ON a.id = m.target WHERE m.account = $1
             ORDER BY m.made_at DESC LIMIT 500"
        ),
        args![by],
    )
    .await
}

/// How many of somebody's latest follows, and of whom those follow, an introduction looks at.
const FRIENDS: i64 = 100;
const THEIRS: i64 = 10_000;

/// Whom those follow whom somebody follows, the most often first, with how many do.
pub async fn friends_of_friends(
    db: &impl Query,
    account: AccountId,
    limit: i64,
) -> Result<Vec<(AccountId, i64)>, Error> {
    db.all(
        "SELECT t.target, COUNT(*) FROM
            (SELECT f.target FROM
                (SELECT target FROM follow WHERE account = $1 ORDER BY made_at DESC LIMIT $2) friend
                JOIN follow f ON f.account = friend.target LIMIT $3) t
         WHERE t.target <> $1
            AND NOT EXISTS (SELECT 1 FROM follow o WHERE o.account = $1 AND o.target = t.target)
            AND NOT EXISTS (SELECT 1 FROM declined d WHERE d.account = $1 AND d.target = t.target)
         GROUP BY t.target ORDER BY COUNT(*) DESC, t.target DESC LIMIT $4",
        args![account, FRIENDS, THEIRS, limit],
    )
    .await
}

/// Somebody does not want to be introduced to this person.
pub async fn decline(tx: &Tx, account: AccountId, target: AccountId) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO declined (account, target) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        args![account, target],
    )
    .await?;
    Ok(())
}

/// Those among `targets` whom somebody does not want to be introduced to.
pub async fn declined_among(
    db: &impl Query,
    account: AccountId,
    targets: &[AccountId],
) -> Result<Vec<AccountId>, Error> {
    if targets.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT target FROM declined WHERE account = $1 AND target IN ({})",
        placeholders(2, targets.len())
    );
    let mut values = args![account].to_vec();
    values.extend(listed(targets.iter().map(|id| id.0)));
    let rows: Vec<(AccountId,)> = db.all(&sql, &values).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Ends every tie of an account, keeping the counters of others true.
pub async fn delete_all(tx: &Tx, account: AccountId) -> Result<(), Error> {
    let follows: Vec<(AccountId,)> = tx
        .all(
            "DELETE FROM follow WHERE account = $1 RETURNING target",
            args![account],
        )
        .await?;
    for (target,) in follows {
        count_follow(tx, account, target, -1);
    }
    let followers: Vec<(AccountId,)> = tx
        .all(
            "DELETE FROM follow WHERE target = $1 RETURNING account",
            args![account],
        )
        .await?;
    for (follower,) in followers {
        count_follow(tx, follower, account, -1);
    }
    for sql in [
        "DELETE FROM block WHERE account = $1",
        "DELETE FROM block WHERE target = $1",
        "DELETE FROM mute WHERE account = $1",
        "DELETE FROM mute WHERE target = $1",
        "DELETE FROM declined WHERE account = $1",
        "DELETE FROM declined WHERE target = $1",
    ] {
        tx.execute(sql, args![account]).await?;
    }
    Ok(())
}
