//! Comments and replies.

use crate::fold::{CommentCount, NoteCount, TopicCount};
use crate::seam::{Query, Tx};
use crate::search::Subject;
use crate::{Error, args, held, listed, picture, placeholders, record, topic};
use sampan_domain::picture::Alt;
use sampan_domain::{AccountId, CommentId, Lang, NoteId, PictureId};

/// What a new comment needs.
#[derive(Debug, Clone)]
pub struct NewComment {
    pub id: CommentId,
    pub note: NoteId,
    /// The top-level comment that a reply hangs under.
    pub parent: Option<CommentId>,
    /// The comment that a reply answers.
    pub answers: Option<CommentId>,
    pub author: AccountId,
    pub body: String,
    pub lang: Lang,
    pub picture: Option<(PictureId, Alt)>,
    pub hot: f64,
    pub made_at: i64,
}

record! {
    pub struct Comment {
        pub id: CommentId,
        pub note: NoteId,
        pub parent: Option<CommentId>,
        pub answers: Option<CommentId>,
        pub author: Option<AccountId>,
        pub body: String,
        pub lang: Lang,
        pub picture: Option<PictureId>,
        pub alt: String,
        pub made_at: i64,
        pub pinned: bool,
        pub hot: f64,
        pub likes: i64,
        pub replies: i64,
    }
}

macro_rules! select_comments {
    ($rest:literal) => {
        concat!(
            "SELECT id, note, parent, answers, author, body, lang, picture, alt, made_at, pinned,
                hot, likes, replies
             FROM comment ",
            $rest
        )
    };
}

/// Writes a comment. [`Error::NotFound`] when the note, or the comment that it hangs under, is gone.
pub async fn insert(tx: &Tx, new: &NewComment) -> Result<(), Error> {
    let held = held!(tx, "SELECT id FROM note WHERE id = $1", "FOR KEY SHARE");
    tx.one::<(NoteId,)>(held, args![new.note]).await?;
    if let Some(parent) = new.parent {
        let held = held!(
            tx,
            "SELECT id FROM comment WHERE id = $1 AND note = $2 AND parent IS NULL",
            "FOR KEY SHARE"
        );
        tx.one::<(CommentId,)>(held, args![parent, new.note])
            .await?;
    }
    let topics = topic::holding(tx, new.note).await?;
    tx.execute(
        "INSERT INTO comment (id, note, parent, answers, author, body, lang, picture, alt,
            made_at, hot)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        args![
            new.id,
            new.note,
            new.parent,
            new.answers,
            new.author,
            &new.body,
            new.lang,
            new.picture.as_ref().map(|(id, _)| *id),
            new.picture.as_ref().map_or("", |(_, alt)| alt.as_str()),
            new.made_at,
            new.hot
        ],
    )
    .await?;
    if let Some((id, _)) = &new.picture {
        picture::take(tx, *id).await?;
    }
    tx.fold(|folds| {
        folds.note(new.note, NoteCount::Comments, 1);
        folds.changed(Subject::Comment, new.id.0);
        if let Some(parent) = new.parent {
            folds.comment(parent, CommentCount::Replies, 1);
        }
        for topic in &topics {
            folds.topic(*topic, TopicCount::Discussions, 1);
        }
    });
    for topic in topics {
        topic::take_part(tx, topic, new.author).await?;
    }
    Ok(())
}

pub async fn by_id(db: &impl Query, id: CommentId) -> Result<Option<Comment>, Error> {
    db.optional(select_comments!("WHERE id = $1"), args![id])
        .await
}

pub async fn by_ids(db: &impl Query, ids: &[CommentId]) -> Result<Vec<Comment>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        select_comments!("WHERE id IN ({})"),
        placeholders(1, ids.len())
    );
    db.all(&sql, &listed(ids.iter().map(|id| id.0))).await
}

/// Top-level comments, the hottest first, below `(hot, id)`, without the pinned one.
pub async fn hottest(
    db: &impl Query,
    note: NoteId,
    below: Option<(f64, CommentId)>,
    limit: i64,
) -> Result<Vec<Comment>, Error> {
    let (hot, id) = below.unwrap_or((f64::MAX, CommentId(i64::MAX)));
    db.all(
        select_comments!(
            "WHERE note = $1 AND parent IS NULL AND pinned = 0
                AND (hot, id) < ($2, $3)
             ORDER BY hot DESC, id DESC LIMIT $4"
        ),
        args![note, hot, id, limit],
    )
    .await
}

/// Top-level comments, the newest first, below `before`, without the pinned one.
pub async fn newest(
    db: &impl Query,
    note: NoteId,
    before: CommentId,
    limit: i64,
) -> Result<Vec<Comment>, Error> {
    db.all(
        select_comments!(
            "WHERE note = $1 AND parent IS NULL AND pinned = 0 AND id < $2
             ORDER BY id DESC LIMIT $3"
        ),
        args![note, before, limit],
    )
    .await
}

pub async fn pinned(db: &impl Query, note: NoteId) -> Result<Option<Comment>, Error> {
    db.optional(
        select_comments!("WHERE note = $1 AND pinned = 1"),
        args![note],
    )
    .await
}

/// The first replies of each of these comments, oldest first, `each` at most.
pub async fn first_replies(
    db: &impl Query,
    parents: &[CommentId],
    each: i64,
) -> Result<Vec<Comment>, Error> {
    let mut replies = Vec::new();
    for parent in parents {
        replies.extend(replies_after(db, *parent, CommentId(0), each).await?);
    }
    Ok(replies)
}

/// Replies of one comment, oldest first, after `after`.
pub async fn replies_after(
    db: &impl Query,
    parent: CommentId,
    after: CommentId,
    limit: i64,
) -> Result<Vec<Comment>, Error> {
    db.all(
        select_comments!("WHERE parent = $1 AND id > $2 ORDER BY id LIMIT $3"),
        args![parent, after, limit],
    )
    .await
}

/// Removes a comment and its replies; answers how many went.
pub async fn delete(tx: &Tx, comment: &Comment) -> Result<i64, Error> {
    // What is known of it is old: it may be gone, or answered since.
    let held = held!(tx, "SELECT id FROM note WHERE id = $1", "FOR KEY SHARE");
    let note: Option<(NoteId,)> = tx.optional(held, args![comment.note]).await?;
    let held = held!(
        tx,
        "SELECT picture FROM comment WHERE id = $1",
        "FOR UPDATE"
    );
    let own: Option<(Option<PictureId>,)> = tx.optional(held, args![comment.id]).await?;
    let (Some(_), Some(own)) = (note, own) else {
        return Ok(0);
    };
    let held = held!(
        tx,
        "SELECT picture FROM comment WHERE parent = $1",
        "FOR UPDATE"
    );
    let mut shown: Vec<(Option<PictureId>,)> = tx.all(held, args![comment.id]).await?;
    shown.push(own);
    let topics = topic::holding(tx, comment.note).await?;
    crate::rendition::delete_of_comment(tx, comment.id).await?;
    for sql in [
        "DELETE FROM comment_like WHERE comment IN
            (SELECT id FROM comment WHERE id = $1 OR parent = $1)",
        "DELETE FROM notification WHERE comment IN
            (SELECT id FROM comment WHERE id = $1 OR parent = $1)",
        "DELETE FROM status_client WHERE status IN
            (SELECT id FROM comment WHERE id = $1 OR parent = $1)",
        "DELETE FROM filter_status WHERE status IN
            (SELECT id FROM comment WHERE id = $1 OR parent = $1)",
    ] {
        tx.execute(sql, args![comment.id]).await?;
    }
    let sql = "DELETE FROM comment WHERE id = $1 OR parent = $1 RETURNING id";
    let gone: Vec<(CommentId,)> = tx.all(sql, args![comment.id]).await?;
    let count = shown.len() as i64;
    let pictures: Vec<PictureId> = shown.into_iter().filter_map(|(id,)| id).collect();
    picture::release(tx, &pictures).await?;
    tx.fold(|folds| {
        folds.note(comment.note, NoteCount::Comments, -count);
        for (comment,) in gone {
            folds.changed(Subject::Comment, comment.0);
        }
        if let Some(parent) = comment.parent {
            folds.comment(parent, CommentCount::Replies, -1);
        }
        for topic in topics {
            folds.topic(topic, TopicCount::Discussions, -count);
        }
    });
    Ok(count)
}

/// Pins one comment of a note and unpins the others, or only unpins.
pub async fn set_pinned(tx: &Tx, note: NoteId, id: Option<CommentId>) -> Result<(), Error> {
    tx.execute(
        "UPDATE comment SET pinned = 0 WHERE note = $1 AND pinned = 1",
        args![note],
    )
    .await?;
    if let Some(id) = id {
        tx.execute(
            "UPDATE comment SET pinned = 1 WHERE id = $1 AND note = $2",
            args![id, note],
        )
        .await?;
    }
    Ok(())
}

/// Leaves an account's comments where they are, without its name; answers how many it did.
pub async fn anonymise(tx: &Tx, author: AccountId) -> Result<u64, Error> {
    // Whoever searches finds none of them: the account's documents go with it.
    tx.fold(|folds| folds.changed(Subject::Account, author.0));
    tx.execute(
        "UPDATE comment SET author = NULL WHERE author = $1",
        args![author],
    )
    .await
}

/// Some comments of an author, for whoever takes them down.
pub async fn by_author(
    db: &impl Query,
    author: AccountId,
    limit: i64,
) -> Result<Vec<Comment>, Error> {
    db.all(
        select_comments!("WHERE author = $1 ORDER BY id LIMIT $2"),
        args![author, limit],
    )
    .await
}
