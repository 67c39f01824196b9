//! Topics: pages of notes, followers, aliases.

use crate::fold::TopicCount;
use crate::seam::{Query, Tx};
use crate::{Error, args, listed, placeholders, record};
use sampan_domain::topic::TopicName;
use sampan_domain::{AccountId, NoteId, TopicId, id};

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

pub async fn follow(
    tx: &Tx,
    account: AccountId,
    topic: TopicId,
    on: bool,
    now_ms: i64,
) -> Result<(), Error> {
    let changed = if on {
        tx.execute(
            "INSERT INTO topic_follow (account, topic, made_at) VALUES ($1, $2, $3)
             ON CONFLICT DO NOTHING",
            args![account, topic, now_ms],
        )
        .await?
    } else {
        tx.execute(
            "DELETE FROM topic_follow WHERE account = $1 AND topic = $2",
            args![account, topic],
        )
        .await?
    };
    if changed > 0 {
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

/// Stops following every topic.
pub async fn unfollow_all(tx: &Tx, account: AccountId) -> Result<(), Error> {
    let rows: Vec<(TopicId,)> = tx
        .all(
            "SELECT topic FROM topic_follow WHERE account = $1",
            args![account],
        )
        .await?;
    for (topic,) in rows {
        follow(tx, account, topic, false, 0).await?;
    }
    Ok(())
}

/// Topics whose key begins so, the largest first.
pub async fn by_prefix(db: &impl Query, prefix: &str, limit: i64) -> Result<Vec<Topic>, Error> {
    let end = format!("{prefix}\u{10ffff}");
    db.all(
        select_topics!(
            "WHERE topic_key >= $1 AND topic_key < $2 AND merged_into IS NULL
             ORDER BY notes DESC LIMIT $3"
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

/// Makes `from` an alias of `into`: its notes, participants and followers move over, its views add up.
pub async fn merge(tx: &Tx, from: &Topic, into: &Topic) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO note_topic (topic, note, hot)
         SELECT $1, note, hot FROM note_topic WHERE topic = $2 ON CONFLICT DO NOTHING",
        args![into.id, from.id],
    )
    .await?;
    tx.execute(
        "INSERT INTO topic_participant (topic, account)
         SELECT $1, account FROM topic_participant WHERE topic = $2 ON CONFLICT DO NOTHING",
        args![into.id, from.id],
    )
    .await?;
    tx.execute(
        "INSERT INTO topic_follow (account, topic, made_at)
         SELECT account, $1, made_at FROM topic_follow WHERE topic = $2 ON CONFLICT DO NOTHING",
        args![into.id, from.id],
    )
    .await?;
    for sql in [
        "DELETE FROM note_topic WHERE topic = $1",
        "DELETE FROM topic_participant WHERE topic = $1",
        "DELETE FROM topic_follow WHERE topic = $1",
    ] {
        tx.execute(sql, args![from.id]).await?;
    }
    tx.execute(
        "UPDATE topic SET merged_into = $1 WHERE id = $2 OR merged_into = $2",
        args![into.id, from.id],
    )
    .await?;
    tx.execute(
        "UPDATE topic SET views = views + $1,
            notes = (SELECT COUNT(*) FROM note_topic WHERE topic = $2),
            discussions = (SELECT COUNT(*) FROM note_topic WHERE topic = $2)
                + (SELECT COUNT(*) FROM comment c JOIN note_topic t ON t.note = c.note
                   WHERE t.topic = $2),
            participants = (SELECT COUNT(*) FROM topic_participant WHERE topic = $2),
            followers = (SELECT COUNT(*) FROM topic_follow WHERE topic = $2)
         WHERE id = $2",
        args![from.views, into.id],
    )
    .await?;
    tx.execute(
        "UPDATE topic SET notes = 0, discussions = 0, views = 0, participants = 0, followers = 0
         WHERE id = $1",
        args![from.id],
    )
    .await?;
    Ok(())
}
