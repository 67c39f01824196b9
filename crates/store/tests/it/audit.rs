//! Every counter against the rows it counts, and nothing that hangs on what is gone.

use sampan_domain::feed;
use sampan_store::seam::Query;
use sampan_store::{Db, args};

/// What must find nothing: the first column is an id, the others what is stored and what is true.
const COUNTERS: &[(&str, &str, &str)] = &[
    (
        "account",
        "notes",
        "SELECT COUNT(*) FROM note WHERE author = x.id",
    ),
    (
        "account",
        "following",
        "SELECT COUNT(*) FROM follow WHERE account = x.id",
    ),
    (
        "account",
        "followers",
        "SELECT COUNT(*) FROM follow WHERE target = x.id",
    ),
    (
        "account",
        "appreciations",
        "SELECT COUNT(*) FROM (
            SELECT l.note, l.account FROM note_like l JOIN note n ON n.id = l.note
                WHERE n.author = x.id
            UNION ALL SELECT DISTINCT c.note, c.account FROM collection_note c
                JOIN note n ON n.id = c.note WHERE n.author = x.id) both_kinds",
    ),
    (
        "note",
        "likes",
        "SELECT COUNT(*) FROM note_like WHERE note = x.id",
    ),
    (
        "note",
        "collects",
        "SELECT COUNT(DISTINCT account) FROM collection_note WHERE note = x.id",
    ),
    (
        "note",
        "comments",
        "SELECT COUNT(*) FROM comment WHERE note = x.id",
    ),
    (
        "note",
        "pictures",
        "SELECT COUNT(*) FROM note_picture WHERE note = x.id",
    ),
    (
        "comment",
        "likes",
        "SELECT COUNT(*) FROM comment_like WHERE comment = x.id",
    ),
    (
        "comment",
        "replies",
        "SELECT COUNT(*) FROM comment WHERE parent = x.id",
    ),
    (
        "collection",
        "notes",
        "SELECT COUNT(*) FROM collection_note WHERE collection = x.id",
    ),
    (
        "topic",
        "notes",
        "SELECT COUNT(*) FROM note_topic WHERE topic = x.id",
    ),
    (
        "topic",
        "discussions",
        "(SELECT COUNT(*) FROM note_topic WHERE topic = x.id) +
            (SELECT COUNT(*) FROM comment c JOIN note_topic t ON t.note = c.note
             WHERE t.topic = x.id)",
    ),
    (
        "topic",
        "participants",
        "SELECT COUNT(*) FROM topic_participant WHERE topic = x.id",
    ),
    (
        "suggestion",
        "votes",
        "SELECT COUNT(*) FROM suggestion_vote WHERE suggestion = x.id",
    ),
    (
        "poll",
        "voters",
        "SELECT COUNT(DISTINCT account) FROM poll_vote WHERE poll = x.id",
    ),
    (
        "topic",
        "followers",
        "SELECT COUNT(*) FROM topic_follow WHERE topic = x.id",
    ),
];

/// Rows that lead nowhere: table, column, and where it must lead.
const TIES: &[(&str, &str, &str)] = &[
    ("session", "account", "account"),
    ("passkey", "account", "account"),
    ("recovery_code", "account", "account"),
    ("invitation", "made_by", "account"),
    ("follow", "account", "account"),
    ("follow", "target", "account"),
    ("block", "account", "account"),
    ("block", "target", "account"),
    ("mute", "account", "account"),
    ("mute", "target", "account"),
    ("declined", "account", "account"),
    ("declined", "target", "account"),
    ("poll", "id", "note"),
    ("poll_option", "poll", "poll"),
    ("poll_vote", "account", "account"),
    ("filter", "account", "account"),
    ("filter_word", "filter", "filter"),
    ("filter_status", "filter", "filter"),
    ("list", "owner", "account"),
    ("note_link", "note", "note"),
    ("note_link", "link", "link"),
    ("push_subscription", "session", "session"),
    ("list_member", "list", "list"),
    ("list_member", "account", "account"),
    ("featured_topic", "account", "account"),
    ("featured_topic", "topic", "topic"),
    ("marker", "account", "account"),
    ("memo", "account", "account"),
    ("memo", "target", "account"),
    ("note", "author", "account"),
    ("note_revision", "note", "note"),
    ("note_picture", "note", "note"),
    ("note_picture", "picture", "picture"),
    ("note_like", "note", "note"),
    ("note_like", "account", "account"),
    ("comment", "note", "note"),
    ("comment", "parent", "comment"),
    ("comment", "author", "account"),
    ("comment", "picture", "picture"),
    ("comment_like", "comment", "comment"),
    ("comment_like", "account", "account"),
    ("collection", "owner", "account"),
    ("collection_note", "collection", "collection"),
    ("collection_note", "note", "note"),
    ("collection_note", "account", "account"),
    ("note_topic", "topic", "topic"),
    ("note_topic", "note", "note"),
    ("topic", "merged_into", "topic"),
    ("topic_participant", "topic", "topic"),
    ("topic_participant", "account", "account"),
    ("topic_follow", "topic", "topic"),
    ("topic_follow", "account", "account"),
    ("notification", "account", "account"),
    ("notification", "actor", "account"),
    ("notification", "note", "note"),
    ("notification", "comment", "comment"),
    ("once", "account", "account"),
    ("suggestion", "note", "note"),
    ("suggestion", "comment", "comment"),
    ("suggestion", "author", "account"),
    ("suggestion_vote", "suggestion", "suggestion"),
    ("suggestion_vote", "account", "account"),
];

/// Panics with everything that is not as it should be.
pub(crate) async fn audit(db: &Db) {
    let mut wrong = counters(db).await;
    wrong.extend(ties(db).await);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Counters that are not what they count.
pub(crate) async fn counters(db: &Db) -> Vec<String> {
    let mut wrong: Vec<String> = Vec::new();
    for (table, counter, truth) in COUNTERS {
        // One statement, so that it sees one moment.
        let sql = format!(
            "SELECT id, stored, truth FROM
                (SELECT x.id, x.{counter} AS stored, ({truth}) AS truth FROM {table} x) counted
             WHERE stored <> truth ORDER BY id LIMIT 3"
        );
        for (id, stored, truth) in db.all::<(i64, i64, i64)>(&sql, args![]).await.unwrap() {
            wrong.push(format!(
                "{table} {id}: {counter} is {stored}, in truth {truth}"
            ));
        }
    }
    let votes = "SELECT poll, position, votes FROM poll_option o WHERE votes <> (SELECT COUNT(*)
        FROM poll_vote v WHERE v.poll = o.poll AND v.position = o.position)";
    for (poll, option, votes) in db.all::<(i64, i64, i64)>(votes, args![]).await.unwrap() {
        wrong.push(format!(
            "poll {poll}: option {option} has not {votes} votes"
        ));
    }
    let heat: Vec<(i64, f64, i64, i64, i64, i64)> = db
        .all(
            "SELECT id, hot, made_at, likes, collects, comments FROM note",
            args![],
        )
        .await
        .unwrap();
    for (id, hot, made_at, likes, collects, comments) in heat {
        let truth = feed::hot(made_at, likes, collects, comments);
        if (hot - truth).abs() > 1e-9 {
            wrong.push(format!("note {id}: heat is {hot}, in truth {truth}"));
        }
    }
    let heat: Vec<(i64, f64, i64, i64, i64)> = db
        .all(
            "SELECT id, hot, made_at, likes, replies FROM comment",
            args![],
        )
        .await
        .unwrap();
    for (id, hot, made_at, likes, replies) in heat {
        let truth = feed::comment_hot(made_at, likes, replies);
        if (hot - truth).abs() > 1e-9 {
            wrong.push(format!("comment {id}: heat is {hot}, in truth {truth}"));
        }
    }
    wrong
}

/// Rows that lead nowhere, and pictures that would be swept while they are shown.
async fn ties(db: &Db) -> Vec<String> {
    let mut wrong: Vec<String> = Vec::new();
    for (table, column, target) in TIES {
        let sql = format!(
            "SELECT x.{column} FROM {table} x WHERE x.{column} IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM {target} y WHERE y.id = x.{column}) LIMIT 3"
        );
        for (id,) in db.all::<(i64,)>(&sql, args![]).await.unwrap() {
            wrong.push(format!("{table}.{column} leads to no {target} {id}"));
        }
    }
    let merged = "SELECT a.id FROM topic a JOIN topic b ON b.id = a.merged_into
        WHERE b.merged_into IS NOT NULL OR a.id = b.id OR a.notes <> 0";
    for (id,) in db.all::<(i64,)>(merged, args![]).await.unwrap() {
        wrong.push(format!(
            "topic {id} is merged into an alias, or has notes of its own"
        ));
    }
    let listed = "SELECT n.id FROM note n JOIN note_topic t ON t.note = n.id
        WHERE t.hot <> n.hot OR n.visibility <> 'public'";
    for (id,) in db.all::<(i64,)>(listed, args![]).await.unwrap() {
        wrong.push(format!(
            "note {id} stands in a topic hidden, or with another heat"
        ));
    }
    let swept =
        "SELECT id FROM picture WHERE used = 0 AND (id IN (SELECT picture FROM note_picture)
        OR id IN (SELECT picture FROM comment WHERE picture IS NOT NULL))";
    for (id,) in db.all::<(i64,)>(swept, args![]).await.unwrap() {
        wrong.push(format!("picture {id} is shown and would be swept"));
    }
    wrong
}
