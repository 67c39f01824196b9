//! Topics: pages of notes, followers, aliases.

use crate::fold::TopicCount;
use crate::seam::{Query, Tx};
use crate::search::Subject;
use crate::{Error, args, held, listed, placeholders, record};
use sampan_domain::notification::DAY_MS;
use sampan_domain::topic::TopicName;
use sampan_domain::{AccountId, NoteId, TopicId, id};
use std::collections::BTreeSet;

record! {
    pub struct Topic {
        pub id: TopicId,
        pub name: String,
        pub merged_into: Option<TopicId>,
        pub notes: i64,
        pub discussions: i64,
        pub views: i64,
        pub participants: i64,
        pub followers: i64,
    }
}

macro_rules! select_topics {
    ($rest:literal) => {
        concat!(
            "SELECT id, name, merged_into, notes, discussions, views, participants, followers
             FROM topic ",
            $rest
        )
    };
}

/// Finds a topic by name, following aliases.
pub async fn by_name(db: &impl Query, name: &TopicName) -> Result<Option<Topic>, Error> {
    let topic: Option<Topic> = db
        .optional(select_topics!("WHERE topic_key = $1"), args![&name.key()])
        .await?;
    match topic {
        Some(Topic {
            merged_into: Some(target),
            ..
        }) => by_id(db, target).await,
        other => Ok(other),
    }
}

pub async fn by_id(db: &impl Query, id: TopicId) -> Result<Option<Topic>, Error> {
    db.optional(select_topics!("WHERE id = $1"), args![id])
        .await
}

pub async fn by_ids(db: &impl Query, ids: &[TopicId]) -> Result<Vec<Topic>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        select_topics!("WHERE id IN ({})"),
        placeholders(1, ids.len())
    );
    db.all(&sql, &listed(ids.iter().map(|id| id.0))).await
}

/// Finds a topic or makes it; aliases lead to where they were merged.
pub async fn ensure(tx: &Tx, id: TopicId, name: &TopicName, now_ms: i64) -> Result<TopicId, Error> {
    if let Some(topic) = by_name(tx, name).await? {
        return Ok(topic.id);
    }
    tx.execute(
        "INSERT INTO topic (id, topic_key, name, made_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
        args![id, &name.key(), name.as_str(), now_ms],
    )
    .await?;
    by_name(tx, name)
        .await?
        .map(|topic| topic.id)
        .ok_or(Error::NotFound)
}

/// Somebody wrote under a topic.
pub(crate) async fn take_part(tx: &Tx, topic: TopicId, account: AccountId) -> Result<(), Error> {
    let added = tx
        .execute(
            "INSERT INTO topic_participant (topic, account) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            args![topic, account],
        )
        .await?;
    if added > 0 {
        tx.fold(|folds| folds.topic(topic, TopicCount::Participants, 1));
    }
    Ok(())
}

/// The topics that a note stands in, which are not merged before the commit.
pub(crate) async fn holding(tx: &Tx, note: NoteId) -> Result<BTreeSet<TopicId>, Error> {
    let held = held!(
        tx,
        "SELECT COALESCE(t.merged_into, t.id) FROM note_topic x JOIN topic t ON t.id = x.topic
         WHERE x.note = $1",
        "FOR KEY SHARE OF t"
    );
    let rows: Vec<(TopicId,)> = tx.all(held, args![note]).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Follows a topic, or where it was merged into since, or ceases to.
pub async fn follow(
    tx: &Tx,
    account: AccountId,
    topic: TopicId,
    on: bool,
    now_ms: i64,
) -> Result<(), Error> {
    let changed: Option<(TopicId,)> = if on {
        tx.optional(
            held!(
                tx,
                "INSERT INTO topic_follow (account, topic, made_at)
                 SELECT $1, COALESCE(merged_into, id), $2 FROM topic WHERE id = $3",
                "FOR KEY SHARE",
                "ON CONFLICT DO NOTHING RETURNING topic"
            ),
            args![account, now_ms, topic],
        )
        .await?
    } else {
        tx.optional(
            "DELETE FROM topic_follow WHERE account = $1 AND topic IN
                (SELECT COALESCE(merged_into, id) FROM topic WHERE id = $2) RETURNING topic",
            args![account, topic],
        )
        .await?
    };
    if let Some((topic,)) = changed {
        let by = if on { 1 } else { -1 };
        tx.fold(|folds| folds.topic(topic, TopicCount::Followers, by));
    }
    Ok(())
}

pub async fn follows(db: &impl Query, account: AccountId, topic: TopicId) -> Result<bool, Error> {
    let row: Option<(i64,)> = db
        .optional(
            "SELECT 1 FROM topic_follow WHERE account = $1 AND topic = $2",
            args![account, topic],
        )
        .await?;
    Ok(row.is_some())
}

pub async fn followed(db: &impl Query, account: AccountId) -> Result<Vec<Topic>, Error> {
    db.all(
        "SELECT t.id, t.name, t.merged_into, t.notes, t.discussions, t.views, t.participants,
            t.followers
         FROM topic_follow f JOIN topic t ON t.id = f.topic WHERE f.account = $1
         ORDER BY f.made_at DESC LIMIT 100",
        args![account],
    )
    .await
}

record! {
    /// A topic that a member shows as theirs.
    pub struct Featured {
        pub id: TopicId,
        pub name: String,
        /// Of the member's public notes, those in it.
        pub notes: i64,
        pub latest: Option<NoteId>,
    }
}

/// Shows a topic, or where it was merged into since, as an account's own, or ceases to.
pub async fn feature(
    tx: &Tx,
    account: AccountId,
    topic: TopicId,
    on: bool,
    now_ms: i64,
) -> Result<(), Error> {
    if on {
        tx.execute(
            held!(
                tx,
                "INSERT INTO featured_topic (account, topic, made_at)
                 SELECT $1, COALESCE(merged_into, id), $2 FROM topic WHERE id = $3",
                "FOR KEY SHARE",
                "ON CONFLICT DO NOTHING"
            ),
            args![account, now_ms, topic],
        )
        .await?;
    } else {
        tx.execute(
            "DELETE FROM featured_topic WHERE account = $1 AND topic = $2",
            args![account, topic],
        )
        .await?;
    }
    Ok(())
}

/// What an account shows as its topics, in the order of their choice.
pub async fn featured(db: &impl Query, account: AccountId) -> Result<Vec<Featured>, Error> {
    db.all(
        "SELECT t.id, t.name, COALESCE(own.notes, 0), own.latest
         FROM featured_topic f JOIN topic t ON t.id = f.topic
            LEFT JOIN (SELECT x.topic, COUNT(*) AS notes, MAX(n.id) AS latest
                FROM note n JOIN note_topic x ON x.note = n.id WHERE n.author = $1
                GROUP BY x.topic) own ON own.topic = f.topic
         WHERE f.account = $1 ORDER BY f.made_at LIMIT 20",
        args![account],
    )
    .await
}

/// Stops following every topic.
pub async fn unfollow_all(tx: &Tx, account: AccountId) -> Result<(), Error> {
    let sql = "DELETE FROM topic_follow WHERE account = $1 RETURNING topic";
    leave(tx, TopicCount::Followers, sql, account).await
}

/// Forgets that an account took part in topics, when it ends.
pub(crate) async fn forget_participant(tx: &Tx, account: AccountId) -> Result<(), Error> {
    let sql = "DELETE FROM topic_participant WHERE account = $1 RETURNING topic";
    leave(tx, TopicCount::Participants, sql, account).await
}

async fn leave(tx: &Tx, count: TopicCount, sql: &str, account: AccountId) -> Result<(), Error> {
    let left: Vec<(TopicId,)> = tx.all(sql, args![account]).await?;
    tx.fold(|folds| {
        for (topic,) in left {
            folds.topic(topic, count, -1);
        }
    });
    Ok(())
}

/// Topics whose key begins so, the largest first.
pub async fn by_prefix(db: &impl Query, prefix: &str, limit: i64) -> Result<Vec<Topic>, Error> {
    let end = format!("{prefix}\u{10ffff}");
    db.all(
        select_topics!(
            "WHERE topic_key >= $1 AND topic_key < $2 AND merged_into IS NULL AND notes > 0
             ORDER BY notes DESC, topic_key LIMIT $3"
        ),
        args![prefix, &end, limit],
    )
    .await
}

/// Latest uses of topics by public notes: topic, note and author, the newest first.
pub async fn uses_since(
    db: &impl Query,
    since_ms: i64,
    limit: i64,
) -> Result<Vec<(TopicId, NoteId, AccountId)>, Error> {
    db.all(
        "SELECT t.topic, t.note, n.author FROM note_topic t JOIN note n ON n.id = t.note
         WHERE t.note >= $1 ORDER BY t.note DESC LIMIT $2",
        args![id::floor_at(since_ms), limit],
    )
    .await
}

/// How often topics were used by public notes, and by how many, on each day since `since_ms`: a topic, the day in
/// days since 1970 (UTC), notes and authors.
pub async fn days_of(
    db: &impl Query,
    topics: &[TopicId],
    since_ms: i64,
) -> Result<Vec<(TopicId, i64, i64, i64)>, Error> {
    if topics.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT t.topic, ((t.note >> {bits}) + {epoch}) / {DAY_MS} AS day, COUNT(*),
            COUNT(DISTINCT n.author)
         FROM note_topic t JOIN note n ON n.id = t.note
         WHERE t.note >= $1 AND t.topic IN ({list}) GROUP BY t.topic, day",
        bits = id::CLOCK_SHIFT,
        epoch = id::EPOCH_MS,
        list = placeholders(2, topics.len()),
    );
    let mut values = args![id::floor_at(since_ms)].to_vec();
    values.extend(listed(topics.iter().map(|id| id.0)));
    db.all(&sql, &values).await
}

/// Forgets topics made before `before_ms` that nobody has written under, follows or shows as theirs.
pub async fn delete_unused(tx: &Tx, before_ms: i64) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM topic WHERE notes = 0 AND merged_into IS NULL AND made_at < $1
            AND NOT EXISTS (SELECT 1 FROM note_topic x WHERE x.topic = topic.id)
            AND NOT EXISTS (SELECT 1 FROM topic_follow x WHERE x.topic = topic.id)
            AND NOT EXISTS (SELECT 1 FROM featured_topic x WHERE x.topic = topic.id)
            AND NOT EXISTS (SELECT 1 FROM topic_participant x WHERE x.topic = topic.id)
            AND NOT EXISTS (SELECT 1 FROM topic x WHERE x.merged_into = topic.id)",
        args![before_ms],
    )
    .await?;
    Ok(())
}

/// Makes `from` an alias of `into`: its notes, participants and followers move over, its views add up.
/// Nothing happens when one of them is an alias by now.
pub async fn merge(tx: &Tx, from: &Topic, into: &Topic) -> Result<(), Error> {
    let (from, into) = (from.id, into.id);
    // Whoever writes under one of these, or an alias, waits and finds the new state.
    let held = held!(
        tx,
        "SELECT id, merged_into, views FROM topic WHERE id = $1 OR id = $2 OR merged_into = $1
         ORDER BY id",
        "FOR UPDATE"
    );
    let rows: Vec<(TopicId, Option<TopicId>, i64)> = tx.all(held, args![from, into]).await?;
    let views = |topic| {
        rows.iter()
            .find(|row| row.0 == topic && row.1.is_none())
            .map(|row| row.2)
    };
    let (Some(views), Some(_), true) = (views(from), views(into), from != into) else {
        return Ok(());
    };
    // Counters change by what moves: they do not know yet what others of this batch have added.
    let (said,): (i64,) = tx
        .one(
            "SELECT COUNT(*) FROM comment c JOIN note_topic t ON t.note = c.note WHERE t.topic = $1",
            args![from],
        )
        .await?;
    let (said_in_both,): (i64,) = tx
        .one(
            "SELECT COUNT(*) FROM comment c JOIN note_topic a ON a.note = c.note
                JOIN note_topic b ON b.note = c.note WHERE a.topic = $1 AND b.topic = $2",
            args![from, into],
        )
        .await?;
    let (notes, new_notes) = move_over(tx, "note_topic", "note", from, into).await?;
    let (people, new_people) = move_over(tx, "topic_participant", "account", from, into).await?;
    let (followers, new_followers) = move_over(tx, "topic_follow", "account", from, into).await?;
    move_over(tx, "featured_topic", "account", from, into).await?;
    tx.execute(
        "UPDATE topic SET merged_into = $1 WHERE id = $2 OR merged_into = $2",
        args![into, from],
    )
    .await?;
    tx.fold(|folds| {
        folds.changed(Subject::Topic, from.0);
        for (count, left, came) in [
            (TopicCount::Notes, notes, new_notes),
            (
                TopicCount::Discussions,
                notes + said,
                new_notes + said - said_in_both,
            ),
            (TopicCount::Views, views, views),
            (TopicCount::Participants, people, new_people),
            (TopicCount::Followers, followers, new_followers),
        ] {
            folds.topic(from, count, -left);
            folds.topic(into, count, came);
        }
    });
    Ok(())
}

/// Moves rows from one topic to another; answers how many left, and how many of them were new there.
async fn move_over(
    tx: &Tx,
    table: &str,
    member: &str,
    from: TopicId,
    into: TopicId,
) -> Result<(i64, i64), Error> {
    let sql = format!(
        "DELETE FROM {table} WHERE topic = $1
            AND {member} IN (SELECT {member} FROM {table} WHERE topic = $2)"
    );
    let known = tx.execute(&sql, args![from, into]).await? as i64;
    let sql = format!("UPDATE {table} SET topic = $1 WHERE topic = $2");
    let new = tx.execute(&sql, args![into, from]).await? as i64;
    Ok((known + new, new))
}
