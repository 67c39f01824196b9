//! The feed: what it is folded from, page by page, and what readers ask of it.

use crate::seam::{Query, Tx};
use crate::{Error, args, record};
use sampan_domain::feed::Wishes;
use sampan_domain::{AccountId, Lang, NoteId, TopicId};

record! {
    /// What the feed knows of a public note.
    pub struct Listed {
        pub id: NoteId,
        pub author: AccountId,
        pub lang: Lang,
        pub place: String,
        pub made_at: i64,
        pub pictures: i64,
        /// Whether it has a video that plays.
        pub plays: bool,
        /// How often it was shown, as far as that is kept.
        pub shown: i64,
    }
}

macro_rules! select_listed {
    ($rest:literal) => {
        concat!(
            "SELECT n.id, n.author, n.lang, n.place, n.made_at, n.pictures,
                CASE WHEN v.state IN ('playable', 'ready') THEN 1 ELSE 0 END,
                COALESCE(s.shown, 0)
             FROM note n JOIN account a ON a.id = n.author LEFT JOIN video v ON v.id = n.video LEFT JOIN note_shown s ON s.note = n.id
             WHERE n.visibility = 'public' AND a.state = 'active' AND ",
            $rest
        )
    };
}

/// Public notes above an id, in order.
pub async fn listed_after(db: &impl Query, id: NoteId, limit: i64) -> Result<Vec<Listed>, Error> {
    let sql = select_listed!("n.id > $1 ORDER BY n.id LIMIT $2");
    db.all(sql, args![id, limit]).await
}

/// One public note.
pub async fn listed(db: &impl Query, id: NoteId) -> Result<Option<Listed>, Error> {
    db.optional(select_listed!("n.id = $1"), args![id]).await
}

/// The topics of the notes from one id to another, both included.
pub async fn topics_between(
    db: &impl Query,
    first: NoteId,
    last: NoteId,
) -> Result<Vec<(NoteId, TopicId)>, Error> {
    let sql =
        "SELECT note, topic FROM note_topic WHERE note >= $1 AND note <= $2 ORDER BY note, topic";
    db.all(sql, args![first, last]).await
}

/// Pairs of an account and something else that a table keeps, with a time, in the order of the pairs.
macro_rules! pairs {
    ($(#[$doc:meta])* $name:ident, $other:ty, $table:literal, $column:literal, $at:literal) => {
        $(#[$doc])*
        pub async fn $name(
            db: &impl Query,
            after: (AccountId, $other),
            limit: i64,
        ) -> Result<Vec<(AccountId, $other, i64)>, Error> {
            let sql = concat!(
                "SELECT account, ", $column, ", ", $at, " FROM ", $table,
                " WHERE (account, ", $column, ") > ($1, $2) ORDER BY account, ", $column, " LIMIT $3"
            );
            db.all(sql, args![after.0, after.1, limit]).await
        }
    };
}

pairs!(
    /// Likes of notes.
    likes_after, NoteId, "note_like", "note", "made_at"
);
pairs!(
    /// What was opened.
    seen_after, NoteId, "seen", "note", "at_ms"
);
pairs!(
    /// What is not to be seen.
    refused_after, NoteId, "not_interested", "note", "made_at"
);
pairs!(
    /// Who follows whom.
    follows_after, AccountId, "follow", "target", "made_at"
);
pairs!(
    /// Who follows which topic.
    topic_follows_after, TopicId, "topic_follow", "topic", "made_at"
);

/// Collected notes in the order of collections.
pub async fn collects_after(
    db: &impl Query,
    after: (AccountId, NoteId),
    limit: i64,
) -> Result<Vec<(AccountId, NoteId, i64)>, Error> {
    db.all(
        "SELECT account, note, MIN(made_at) FROM collection_note WHERE (account, note) > ($1, $2)
         GROUP BY account, note ORDER BY account, note LIMIT $3",
        args![after.0, after.1, limit],
    )
    .await
}

/// Comments above an id with their authors: id, note, author, time.
pub async fn comments_after(
    db: &impl Query,
    id: i64,
    limit: i64,
) -> Result<Vec<(i64, NoteId, AccountId, i64)>, Error> {
    db.all(
        "SELECT id, note, author, made_at FROM comment
         WHERE id > $1 AND author IS NOT NULL ORDER BY id LIMIT $2",
        args![id, limit],
    )
    .await
}

/// Where members say that they live.
pub async fn places_after(
    db: &impl Query,
    id: AccountId,
    limit: i64,
) -> Result<Vec<(AccountId, String)>, Error> {
    db.all(
        "SELECT id, place FROM account WHERE id > $1 AND state = 'active' ORDER BY id LIMIT $2",
        args![id, limit],
    )
    .await
}

/// Notes that people put into other languages, above a suggestion's id: suggestion, note, language.
pub async fn across_after(
    db: &impl Query,
    id: i64,
    limit: i64,
) -> Result<Vec<(i64, NoteId, Lang)>, Error> {
    db.all(
        "SELECT id, note, target FROM suggestion
         WHERE id > $1 AND state = 'accepted' AND comment IS NULL ORDER BY id LIMIT $2",
        args![id, limit],
    )
    .await
}

/// What a reader asks of their feed.
pub async fn wishes(db: &impl Query, account: AccountId) -> Result<Wishes, Error> {
    let row: Option<(String,)> = db
        .optional(
            "SELECT wishes FROM feed_wish WHERE account = $1",
            args![account],
        )
        .await?;
    match row {
        Some((text,)) => serde_json::from_str(&text)
            .map_err(|error| Error::Engine(format!("wishes of {account}: {error}"))),
        None => Ok(Wishes::default()),
    }
}

pub async fn set_wishes(tx: &Tx, account: AccountId, wishes: &Wishes) -> Result<(), Error> {
    let text = serde_json::to_string(wishes).map_err(|error| Error::Engine(error.to_string()))?;
    tx.execute(
        "INSERT INTO feed_wish (account, wishes) VALUES ($1, $2)
         ON CONFLICT (account) DO UPDATE SET wishes = excluded.wishes",
        args![account, &text],
    )
    .await?;
    Ok(())
}

/// Notes that somebody does not want to see a note, or takes it back; `false` when nothing changed.
pub async fn refuse(
    tx: &Tx,
    account: AccountId,
    note: NoteId,
    on: bool,
    now_ms: i64,
) -> Result<bool, Error> {
    let changed = if on {
        tx.execute(
            "INSERT INTO not_interested (account, note, made_at)
             SELECT $1, id, $2 FROM note WHERE id = $3 ON CONFLICT DO NOTHING",
            args![account, now_ms, note],
        )
        .await?
    } else {
        tx.execute(
            "DELETE FROM not_interested WHERE account = $1 AND note = $2",
            args![account, note],
        )
        .await?
    };
    Ok(changed > 0)
}

/// Forgets what a note was to the feed.
pub(crate) async fn delete_of_note(tx: &Tx, note: NoteId) -> Result<(), Error> {
    for sql in [
        "DELETE FROM not_interested WHERE note = $1",
        "DELETE FROM note_shown WHERE note = $1",
    ] {
        tx.execute(sql, args![note]).await?;
    }
    Ok(())
}

record! {
    /// What became of a note that was dealt.
    pub struct Logged {
        pub id: i64,
        pub propensity: f64,
        pub features: String,
        pub done: String,
    }
}

/// Writes what became of notes: how likely each was to be dealt, what was known of it, what was done.
pub async fn log(tx: &Tx, at_ms: i64, outcomes: &[(f64, String, String)]) -> Result<(), Error> {
    for (propensity, features, done) in outcomes {
        tx.execute(
            "INSERT INTO feed_log (at_ms, propensity, features, done) VALUES ($1, $2, $3, $4)",
            args![at_ms, *propensity, features, done],
        )
        .await?;
    }
    Ok(())
}

/// What became of notes, in the order in which it was written.
pub async fn logged_after(db: &impl Query, id: i64, limit: i64) -> Result<Vec<Logged>, Error> {
    db.all(
        "SELECT id, propensity, features, done FROM feed_log WHERE id > $1 ORDER BY id LIMIT $2",
        args![id, limit],
    )
    .await
}

/// Forgets what was written before `before_ms`, and all but the last `keep` of the rest.
pub async fn forget_log(tx: &Tx, before_ms: i64, keep: i64) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM feed_log WHERE at_ms < $1 OR id <= (SELECT MAX(id) FROM feed_log) - $2",
        args![before_ms, keep],
    )
    .await?;
    Ok(())
}

/// Forgets what an account asked of the feed.
pub async fn withdraw(tx: &Tx, account: AccountId) -> Result<(), Error> {
    for sql in [
        "DELETE FROM not_interested WHERE account = $1",
        "DELETE FROM feed_wish WHERE account = $1",
    ] {
        tx.execute(sql, args![account]).await?;
    }
    Ok(())
}
