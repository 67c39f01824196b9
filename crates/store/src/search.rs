//! What an index of everything that can be found is made of, and what has changed of it.
//!
//! Changes are noted with what they change, as the last thing of a batch ([`crate::fold`]), in the order of commits:
//! who has read up to one of them has missed none before it.

use crate::seam::{Query, Tx, Value};
use crate::{Error, args, listed, placeholders, record, word_columns};
use sampan_domain::{AccountId, CommentId, Lang, NoteId, TopicId};
use std::collections::BTreeSet;

/// Changes that are kept: an index that is further behind is built anew.
const KEPT: i64 = 500_000;

/// What has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A note, and what may be seen of its comments.
    Note,
    Comment,
    Account,
    Topic,
    /// Renditions of a text ([`text_key`](sampan_domain::rendition::text_key)).
    Text,
}

impl Subject {
    const ALL: [Self; 5] = [
        Self::Note,
        Self::Comment,
        Self::Account,
        Self::Topic,
        Self::Text,
    ];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Comment => "comment",
            Self::Account => "account",
            Self::Topic => "topic",
            Self::Text => "text",
        }
    }

    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|subject| subject.as_str() == word)
    }
}

word_columns!(Subject);

record! {
    /// Something is not what it was.
    pub struct Change {
        pub id: i64,
        pub subject: Subject,
        /// Its id, or the key of the text.
        pub about: i64,
    }
}

/// Notes what a batch changed. Nobody else notes anything until the commit.
pub(crate) async fn note_changes(tx: &Tx, changes: &BTreeSet<(Subject, i64)>) -> Result<(), Error> {
    if changes.is_empty() {
        return Ok(());
    }
    if tx.dialect().holds_rows {
        // Otherwise a later number could be committed before an earlier one, and who reads in between misses it.
        let row = "INSERT INTO search_order (id) VALUES (1) ON CONFLICT DO NOTHING";
        tx.execute(row, &[]).await?;
        let held = "SELECT id FROM search_order WHERE id = 1 FOR UPDATE";
        tx.optional::<(i64,)>(held, &[]).await?;
    }
    let changes = changes.iter();
    let changes = changes.map(|(subject, about)| note_change(tx, *subject, *about));
    tx.together(changes.collect()).await?;
    Ok(())
}

async fn note_change(tx: &Tx, subject: Subject, about: i64) -> Result<u64, Error> {
    let sql = "INSERT INTO search_change (kind, about) VALUES ($1, $2)";
    tx.execute(sql, args![subject, about]).await
}

/// Changes after one, in their order.
pub async fn changes_after(db: &impl Query, id: i64, limit: i64) -> Result<Vec<Change>, Error> {
    db.all(
        "SELECT id, kind, about FROM search_change WHERE id > $1 ORDER BY id LIMIT $2",
        args![id, limit],
    )
    .await
}

/// The first and the last change that are kept; `None` while there is none.
pub async fn changes_kept(db: &impl Query) -> Result<Option<(i64, i64)>, Error> {
    let (first, last): (Option<i64>, Option<i64>) = db
        .one("SELECT MIN(id), MAX(id) FROM search_change", &[])
        .await?;
    Ok(first.zip(last))
}

/// Forgets changes that every index should know by now.
pub async fn forget_changes(tx: &Tx) -> Result<u64, Error> {
    tx.execute(
        "DELETE FROM search_change WHERE id <= (SELECT MAX(id) FROM search_change) - $1",
        args![KEPT],
    )
    .await
}

record! {
    /// A note that everybody may find.
    pub struct NoteText {
        pub id: NoteId,
        pub author: AccountId,
        pub lang: Lang,
        pub title: String,
        pub body: String,
        pub place: String,
        pub pictures: i64,
        /// Whether it has a video that plays.
        pub plays: bool,
    }
}

record! {
    /// A comment under such a note.
    pub struct CommentText {
        pub id: CommentId,
        pub note: NoteId,
        pub author: AccountId,
        pub lang: Lang,
        pub body: String,
    }
}

record! {
    /// A member.
    pub struct AccountText {
        pub id: AccountId,
        pub handle: String,
        pub name: String,
        pub bio: String,
        pub place: String,
        pub writes: Option<Lang>,
    }
}

/// Reads what has these ids.
macro_rules! by_ids {
    ($(#[$doc:meta])* $name:ident, $id:ty => $row:ty, $sql:literal) => {
        $(#[$doc])*
        pub async fn $name(db: &impl Query, ids: &[$id]) -> Result<Vec<$row>, Error> {
            if ids.is_empty() {
                return Ok(Vec::new());
            }
            let sql = format!($sql, placeholders(1, ids.len()));
            db.all(&sql, &listed(ids.iter().map(|id| id.0))).await
        }
    };
}

by_ids!(
    /// Those of these notes that everybody may find.
    notes, NoteId => NoteText,
    "SELECT n.id, n.author, n.lang, n.title, n.body, n.place, n.pictures,
        CASE WHEN v.state IN ('playable', 'ready') THEN 1 ELSE 0 END
     FROM note n JOIN account a ON a.id = n.author LEFT JOIN video v ON v.id = n.video
     WHERE n.visibility = 'public' AND a.state = 'active' AND n.id IN ({})"
);
by_ids!(
    /// Those of these comments that everybody may find.
    comments, CommentId => CommentText,
    "SELECT c.id, c.note, c.author, c.lang, c.body
     FROM comment c JOIN note n ON n.id = c.note JOIN account a ON a.id = c.author
        JOIN account w ON w.id = n.author
     WHERE n.visibility = 'public' AND a.state = 'active' AND w.state = 'active' AND c.id IN ({})"
);
by_ids!(
    /// Those of these accounts that are members.
    accounts, AccountId => AccountText,
    "SELECT id, handle, name, bio, place, writes FROM account WHERE state = 'active' AND id IN ({})"
);
by_ids!(
    /// Names of those of these topics that somebody has written under.
    topics, TopicId => (TopicId, String),
    "SELECT id, name FROM topic WHERE merged_into IS NULL AND notes > 0 AND id IN ({})"
);
by_ids!(
    /// The topics that these notes stand in.
    topics_of, NoteId => (NoteId, String),
    "SELECT x.note, t.name FROM note_topic x JOIN topic t ON t.id = x.topic WHERE x.note IN ({})"
);
by_ids!(
    /// What stands for the pictures of these notes.
    alts_of, NoteId => (NoteId, String),
    "SELECT note, alt FROM note_picture WHERE alt <> '' AND note IN ({}) ORDER BY note, position"
);
by_ids!(
    /// What is said in the videos of these notes, line by line.
    captions_of, NoteId => (NoteId, Lang, String),
    "SELECT v.note, v.caption_lang, c.body FROM video v JOIN caption c ON c.video = v.id
     WHERE v.note IN ({}) ORDER BY v.note, c.position"
);
by_ids!(
    /// What people wrote of these notes in other languages: language, the wording that it was written for, title, text.
    accepted_of_notes, NoteId => (NoteId, Lang, String, String, String),
    "SELECT note, target, wording, title, body FROM suggestion
     WHERE state = 'accepted' AND comment IS NULL AND note IN ({})"
);
by_ids!(
    /// What people wrote of these comments in other languages: language, the wording that it was written for, text.
    accepted_of_comments, CommentId => (CommentId, Lang, String, String),
    "SELECT comment, target, wording, body FROM suggestion
     WHERE state = 'accepted' AND comment IN ({})"
);

/// Every rendition of these texts: hash, original language, language, text.
pub async fn renditions(
    db: &impl Query,
    hashes: &[&str],
) -> Result<Vec<(String, Lang, Lang, String)>, Error> {
    if hashes.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT text_hash, source, target, body FROM rendition WHERE body <> '' AND text_hash IN ({})",
        placeholders(1, hashes.len())
    );
    let mut values: Vec<Value<'_>> = hashes.iter().map(|hash| Value::Text(hash)).collect();
    let last = Value::Text(hashes[hashes.len() - 1]);
    values.resize(hashes.len().next_power_of_two(), last);
    db.all(&sql, &values).await
}

/// Ids of a table above one, in order.
macro_rules! ids_after {
    ($(#[$doc:meta])* $name:ident, $id:ident, $table:literal) => {
        $(#[$doc])*
        pub async fn $name(db: &impl Query, after: $id, limit: i64) -> Result<Vec<$id>, Error> {
            let sql = concat!("SELECT id FROM ", $table, " WHERE id > $1 ORDER BY id LIMIT $2");
            let rows: Vec<($id,)> = db.all(sql, args![after, limit]).await?;
            Ok(rows.into_iter().map(|(id,)| id).collect())
        }
    };
}

ids_after!(
    /// Notes.
    notes_after, NoteId, "note"
);
ids_after!(
    /// Comments.
    comments_after, CommentId, "comment"
);
ids_after!(
    /// Accounts.
    accounts_after, AccountId, "account"
);
ids_after!(
    /// Topics.
    topics_after, TopicId, "topic"
);

/// How much there is, for whoever shows how far the building of an index is: the largest ids do not tell.
pub async fn amount(db: &impl Query) -> Result<i64, Error> {
    let (amount,): (i64,) = db
        .one(
            "SELECT (SELECT COUNT(*) FROM note) + (SELECT COUNT(*) FROM comment)
                + (SELECT COUNT(*) FROM account) + (SELECT COUNT(*) FROM topic)",
            &[],
        )
        .await?;
    Ok(amount)
}
