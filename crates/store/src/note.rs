//! Notes: rows, cards for feeds, revisions.

use crate::fold::{AccountCount, TopicCount};
use crate::seam::{Query, Tx, Value};
use crate::search::Subject;
use crate::{Error, args, held, listed, picture, placeholders, record, video};
use sampan_domain::note::Visibility;
use sampan_domain::picture::Alt;
use sampan_domain::poll;
use sampan_domain::video::State;
use sampan_domain::{AccountId, CollectionId, Lang, ListId, NoteId, PictureId, TopicId, VideoId};
use std::collections::HashSet;

/// What a new or rewritten note holds.
#[derive(Debug, Clone)]
pub struct Content {
    pub title: String,
    pub body: String,
    pub lang: Lang,
    pub place: String,
    pub visibility: Visibility,
    pub pictures: Vec<(PictureId, Alt)>,
    /// Instead of pictures.
    pub video: Option<(VideoId, Alt)>,
    pub topics: Vec<TopicId>,
    /// Of a new note; it stays what it was when the note is rewritten.
    pub poll: Option<poll::Draft>,
}

record! {
    pub struct Note {
        pub id: NoteId,
        pub author: AccountId,
        pub title: String,
        pub body: String,
        pub lang: Lang,
        pub place: String,
        pub visibility: Visibility,
        pub version: i64,
        pub made_at: i64,
        pub edited_at: Option<i64>,
        pub pinned_at: Option<i64>,
        pub hot: f64,
        pub likes: i64,
        pub collects: i64,
        pub comments: i64,
        pub views: i64,
        pub handle: String,
        pub name: String,
        pub avatar: Option<String>,
        pub momo: bool,
        pub author_writes: Option<Lang>,
    }
}

record! {
    /// What a card shows. The body is only its beginning.
    pub struct Card {
        pub id: NoteId,
        pub author: AccountId,
        pub title: String,
        pub body: String,
        pub lang: Lang,
        pub visibility: Visibility,
        pub hot: f64,
        pub likes: i64,
        pub pictures: i64,
        pub pinned_at: Option<i64>,
        pub handle: String,
        pub name: String,
        pub avatar: Option<String>,
        pub momo: bool,
        pub picture: Option<PictureId>,
        pub picture_key: Option<String>,
        pub picture_width: Option<i64>,
        pub picture_height: Option<i64>,
        pub placeholder: Option<String>,
        pub alt: String,
        pub focus_x: Option<i64>,
        pub focus_y: Option<i64>,
        pub video_key: Option<String>,
        pub video_state: Option<State>,
        pub video_ms: Option<i64>,
    }
}

record! {
    pub struct Revision {
        pub version: i64,
        pub title: String,
        pub body: String,
        pub until_ms: i64,
    }
}

macro_rules! select_cards {
    ($rest:literal) => {
        concat!(
            "SELECT n.id, n.author, n.title, substr(n.body, 1, 160), n.lang, n.visibility, n.hot,
                n.likes, n.pictures, n.pinned_at, a.handle, a.name, a.avatar, a.momo,
                p.id, p.store_key, p.width, p.height, p.placeholder, n.cover_alt, p.focus_x,
                p.focus_y, v.store_key, v.state, v.duration_ms ",
            $rest
        )
    };
}

const CARD_JOINS: &str =
    "JOIN account a ON a.id = n.author LEFT JOIN picture p ON p.id = n.cover_picture
    LEFT JOIN video v ON v.id = n.video";

/// Writes a note. [`Error::NotFound`] when its author or one of its pictures is gone.
pub async fn insert(
    tx: &Tx,
    id: NoteId,
    author: AccountId,
    new: &Content,
    hot: f64,
    now_ms: i64,
) -> Result<(), Error> {
    let held = held!(tx, "SELECT id FROM account WHERE id = $1", "FOR KEY SHARE");
    tx.one::<(AccountId,)>(held, args![author]).await?;
    let cover = new.pictures.first();
    tx.execute(
        "INSERT INTO note (id, author, title, body, lang, place, visibility, cover_picture,
            cover_alt, pictures, version, made_at, hot, video)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11, $12, $13)",
        args![
            id,
            author,
            &new.title,
            &new.body,
            new.lang,
            &new.place,
            new.visibility,
            cover.map(|(picture, _)| *picture),
            cover.map_or("", |(_, alt)| alt.as_str()),
            new.pictures.len() as i64,
            now_ms,
            hot,
            new.video.as_ref().map(|(video, _)| *video)
        ],
    )
    .await?;
    place_pictures(tx, id, &new.pictures).await?;
    if let Some((shown, alt)) = &new.video {
        video::show(tx, id, *shown, author, alt).await?;
    }
    if let Some(poll) = &new.poll {
        crate::poll::insert(tx, id, poll, now_ms).await?;
    }
    if new.visibility == Visibility::Public {
        list_in_topics(tx, id, author, &new.topics, 0).await?;
    }
    tx.fold(|folds| {
        folds.account(author, AccountCount::Notes, 1);
        folds.changed(Subject::Note, id.0);
    });
    Ok(())
}

async fn place_pictures(tx: &Tx, note: NoteId, pictures: &[(PictureId, Alt)]) -> Result<(), Error> {
    for (position, (picture, alt)) in pictures.iter().enumerate() {
        tx.execute(
            "INSERT INTO note_picture (note, position, picture, alt) VALUES ($1, $2, $3, $4)",
            args![note, position as i64, *picture, alt],
        )
        .await?;
        picture::take(tx, *picture).await?;
    }
    Ok(())
}

/// Lists a public note in its topics, or where they were merged into since. `comments` are the
/// discussions that it brings along.
async fn list_in_topics(
    tx: &Tx,
    note: NoteId,
    author: AccountId,
    topics: &[TopicId],
    comments: i64,
) -> Result<(), Error> {
    for topic in topics {
        let listed: Option<(TopicId,)> = tx
            .optional(
                held!(
                    tx,
                    "INSERT INTO note_topic (topic, note, hot)
                     SELECT COALESCE(t.merged_into, t.id), n.id, n.hot FROM topic t, note n
                     WHERE t.id = $1 AND n.id = $2",
                    "FOR KEY SHARE",
                    "ON CONFLICT DO NOTHING RETURNING topic"
                ),
                args![*topic, note],
            )
            .await?;
        if let Some((topic,)) = listed {
            tx.fold(|folds| {
                folds.topic(topic, TopicCount::Notes, 1);
                folds.topic(topic, TopicCount::Discussions, 1 + comments);
            });
            crate::topic::take_part(tx, topic, author).await?;
        }
    }
    Ok(())
}

async fn unlist(tx: &Tx, note: NoteId, comments: i64) -> Result<(), Error> {
    crate::topic::holding(tx, note).await?;
    let topics: Vec<(TopicId,)> = tx
        .all(
            "DELETE FROM note_topic WHERE note = $1 RETURNING topic",
            args![note],
        )
        .await?;
    tx.fold(|folds| {
        for (topic,) in topics {
            folds.topic(topic, TopicCount::Notes, -1);
            folds.topic(topic, TopicCount::Discussions, -1 - comments);
        }
    });
    Ok(())
}

/// Rewrites a note that stands at `version` and keeps the old wording; `false` when it has moved on.
/// [`Error::NotFound`] when a picture is gone.
pub async fn rewrite(
    tx: &Tx,
    old: &Note,
    new: &Content,
    version: i64,
    now_ms: i64,
) -> Result<bool, Error> {
    // Nobody comments meanwhile: comments move from topic to topic with their note.
    let held = held!(tx, "SELECT id FROM note WHERE id = $1", "FOR UPDATE");
    tx.optional::<(NoteId,)>(held, args![old.id]).await?;
    let cover = new.pictures.first();
    let changed = tx
        .execute(
            "UPDATE note SET title = $1, body = $2, lang = $3, place = $4, visibility = $5,
                cover_picture = $6, cover_alt = $7, pictures = $8, version = version + 1,
                edited_at = $9, video = $10
             WHERE id = $11 AND version = $12",
            args![
                &new.title,
                &new.body,
                new.lang,
                &new.place,
                new.visibility,
                cover.map(|(picture, _)| *picture),
                cover.map_or("", |(_, alt)| alt.as_str()),
                new.pictures.len() as i64,
                now_ms,
                new.video.as_ref().map(|(video, _)| *video),
                old.id,
                version
            ],
        )
        .await?;
    if changed == 0 {
        return Ok(false);
    }
    if old.title != new.title || old.body != new.body {
        tx.execute(
            "INSERT INTO note_revision (note, version, title, body, until_ms)
             VALUES ($1, $2, $3, $4, $5)",
            args![old.id, version, &old.title, &old.body, now_ms],
        )
        .await?;
    }
    let before: Vec<PictureId> = picture::of_note(tx, old.id)
        .await?
        .into_iter()
        .map(|placed| placed.id)
        .collect();
    tx.execute("DELETE FROM note_picture WHERE note = $1", args![old.id])
        .await?;
    picture::set_used(tx, &before, false).await?;
    place_pictures(tx, old.id, &new.pictures).await?;
    video::hide(tx, old.id).await?;
    if let Some((shown, alt)) = &new.video {
        video::show(tx, old.id, *shown, old.author, alt).await?;
    }
    // The counter does not know yet what others of this batch have added.
    let sql = "SELECT COUNT(*) FROM comment WHERE note = $1";
    let (comments,): (i64,) = tx.one(sql, args![old.id]).await?;
    unlist(tx, old.id, comments).await?;
    crate::meaning::delete(tx, old.id).await?;
    tx.fold(|folds| folds.changed(Subject::Note, old.id.0));
    if new.visibility == Visibility::Public {
        if old.visibility != Visibility::Public {
            // Taken out of every index with their note, they are to be found again.
            let sql = "SELECT id FROM comment WHERE note = $1";
            let back: Vec<(i64,)> = tx.all(sql, args![old.id]).await?;
            tx.fold(|folds| {
                for (comment,) in back {
                    folds.changed(Subject::Comment, comment);
                }
            });
        }
        list_in_topics(tx, old.id, old.author, &new.topics, comments).await?;
    }
    Ok(true)
}

macro_rules! select_notes {
    ($rest:literal) => {
        concat!(
            "SELECT n.id, n.author, n.title, n.body, n.lang, n.place, n.visibility, n.version,
                n.made_at, n.edited_at, n.pinned_at, n.hot, n.likes, n.collects, n.comments,
                n.views, a.handle, a.name, a.avatar, a.momo, a.writes
             FROM note n JOIN account a ON a.id = n.author WHERE ",
            $rest,
            " AND a.state <> 'leaving'"
        )
    };
}

pub async fn by_id(db: &impl Query, id: NoteId) -> Result<Option<Note>, Error> {
    db.optional(select_notes!("n.id = $1"), args![id]).await
}

/// These notes, in no order.
pub async fn by_ids(db: &impl Query, ids: &[NoteId]) -> Result<Vec<Note>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(select_notes!("n.id IN ({})"), placeholders(1, ids.len()));
    db.all(&sql, &listed(ids.iter().map(|id| id.0))).await
}

/// Removes a note and everything that hangs on it. Its pictures and its video are given free to be swept at once.
pub async fn delete(tx: &Tx, id: NoteId) -> Result<(), Error> {
    remove(tx, id, false).await
}

/// The same, but pictures and video are kept as long as fresh uploads are: somebody writes the note anew.
pub async fn delete_to_redraft(tx: &Tx, id: NoteId) -> Result<(), Error> {
    remove(tx, id, true).await
}

async fn remove(tx: &Tx, id: NoteId, keeps_media: bool) -> Result<(), Error> {
    // Whoever likes or comments meanwhile waits, and finds it gone.
    let held = held!(tx, "SELECT author FROM note WHERE id = $1", "FOR UPDATE");
    let Some((author,)): Option<(AccountId,)> = tx.optional(held, args![id]).await? else {
        return Ok(());
    };
    if tx.dialect().holds_rows {
        let held = "SELECT COUNT(*) FROM (SELECT id FROM comment WHERE note = $1 FOR UPDATE) held";
        tx.one::<(i64,)>(held, args![id]).await?;
    }
    let pictures: Vec<(PictureId,)> = tx
        .all(
            "SELECT picture FROM note_picture WHERE note = $1
             UNION SELECT picture FROM comment WHERE note = $1 AND picture IS NOT NULL",
            args![id],
        )
        .await?;
    // Counted by what goes: the note's counters do not know yet what others of this batch have added.
    let likes = tx
        .execute("DELETE FROM note_like WHERE note = $1", args![id])
        .await? as i64;
    let collected: Vec<(CollectionId, AccountId)> = tx
        .all(
            "DELETE FROM collection_note WHERE note = $1 RETURNING collection, account",
            args![id],
        )
        .await?;
    let collects = collected
        .iter()
        .map(|(_, by)| by)
        .collect::<HashSet<_>>()
        .len() as i64;
    for sql in [
        "DELETE FROM comment_like WHERE comment IN (SELECT id FROM comment WHERE note = $1)",
        "DELETE FROM status_client WHERE status IN
            (SELECT $1 UNION ALL SELECT id FROM comment WHERE note = $1)",
        "DELETE FROM filter_status WHERE status IN
            (SELECT $1 UNION ALL SELECT id FROM comment WHERE note = $1)",
    ] {
        tx.execute(sql, args![id]).await?;
    }
    let comments = tx
        .execute("DELETE FROM comment WHERE note = $1", args![id])
        .await? as i64;
    unlist(tx, id, comments).await?;
    crate::rendition::delete_of_note(tx, id).await?;
    crate::poll::delete(tx, id).await?;
    crate::link::detach(tx, id).await?;
    if keeps_media {
        video::hide(tx, id).await?;
    } else {
        video::release(tx, id).await?;
    }
    crate::feed::delete_of_note(tx, id).await?;
    crate::meaning::delete(tx, id).await?;
    for sql in [
        "DELETE FROM note_picture WHERE note = $1",
        "DELETE FROM note_revision WHERE note = $1",
        "DELETE FROM notification WHERE note = $1",
        "DELETE FROM note WHERE id = $1",
    ] {
        tx.execute(sql, args![id]).await?;
    }
    let pictures: Vec<PictureId> = pictures.into_iter().map(|(id,)| id).collect();
    if keeps_media {
        picture::set_used(tx, &pictures, false).await?;
    } else {
        picture::release(tx, &pictures).await?;
    }
    tx.fold(|folds| {
        for (collection, _) in collected {
            folds.collection(collection, -1);
        }
        folds.changed(Subject::Note, id.0);
        folds.account(author, AccountCount::Notes, -1);
        folds.account(author, AccountCount::Appreciations, -likes - collects);
    });
    Ok(())
}

pub async fn set_pinned(tx: &Tx, id: NoteId, at_ms: Option<i64>) -> Result<(), Error> {
    tx.execute(
        "UPDATE note SET pinned_at = $1 WHERE id = $2",
        args![at_ms, id],
    )
    .await?;
    Ok(())
}

pub async fn revisions(db: &impl Query, id: NoteId) -> Result<Vec<Revision>, Error> {
    db.all(
        "SELECT version, title, body, until_ms FROM note_revision WHERE note = $1
         ORDER BY version DESC LIMIT 100",
        args![id],
    )
    .await
}

/// The hottest public notes below `(hot, id)`: what ranking needs to know of each.
pub async fn hottest(
    db: &impl Query,
    below: Option<(f64, NoteId)>,
    limit: i64,
) -> Result<Vec<(NoteId, AccountId, f64)>, Error> {
    let (hot, id) = below.unwrap_or((f64::MAX, NoteId(i64::MAX)));
    db.all(
        "SELECT id, author, hot FROM note
         WHERE visibility = 'public' AND (hot, id) < ($1, $2)
         ORDER BY hot DESC, id DESC LIMIT $3",
        args![hot, id, limit],
    )
    .await
}

/// The newest public notes whose videos play.
pub async fn watchable(db: &impl Query, limit: i64) -> Result<Vec<NoteId>, Error> {
    let rows: Vec<(NoteId,)> = db
        .all(
            "SELECT n.id FROM note n JOIN video v ON v.id = n.video
             WHERE n.visibility = 'public' AND n.video IS NOT NULL
                AND v.state IN ('playable', 'ready')
             ORDER BY n.id DESC LIMIT $1",
            args![limit],
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The newest notes below `before` whose videos play, of those whom somebody follows.
pub async fn watchable_followed(
    db: &impl Query,
    viewer: AccountId,
    before: NoteId,
    limit: i64,
) -> Result<Vec<NoteId>, Error> {
    let rows: Vec<(NoteId,)> = db
        .all(
            "SELECT n.id FROM note n JOIN video v ON v.id = n.video
             WHERE n.author IN (SELECT target FROM follow WHERE account = $1)
                AND n.id < $2 AND n.video IS NOT NULL AND n.visibility <> 'only-me'
                AND v.state IN ('playable', 'ready')
             ORDER BY n.id DESC LIMIT $3",
            args![viewer, before, limit],
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Cards for these notes, in no order; notes of people who are leaving are left out.
pub async fn cards(db: &impl Query, ids: &[NoteId]) -> Result<Vec<Card>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        select_cards!("FROM note n {} WHERE n.id IN ({}) AND a.state = 'active'"),
        CARD_JOINS,
        placeholders(1, ids.len())
    );
    db.all(&sql, &listed(ids.iter().map(|id| id.0))).await
}

async fn card_page(db: &impl Query, rest: &str, values: &[Value<'_>]) -> Result<Vec<Card>, Error> {
    db.all(
        &format!(select_cards!("{}"), rest.replace("{joins}", CARD_JOINS)),
        values,
    )
    .await
}

/// The newest notes below `before` of everybody whom `viewer` follows, and their own.
pub async fn followed_by(
    db: &impl Query,
    viewer: AccountId,
    before: NoteId,
    limit: i64,
) -> Result<Vec<Card>, Error> {
    card_page(
        db,
        "FROM note n {joins}
         WHERE n.id < $1 AND n.visibility <> 'only-me' AND a.state = 'active'
            AND (n.author = $2 OR n.author IN (SELECT target FROM follow WHERE account = $2))
         ORDER BY n.id DESC LIMIT $3",
        args![before, viewer, limit],
    )
    .await
}

/// The newest notes below `before` of the people of a list.
pub async fn by_list(
    db: &impl Query,
    list: ListId,
    before: NoteId,
    limit: i64,
) -> Result<Vec<Card>, Error> {
    card_page(
        db,
        "FROM note n {joins}
         WHERE n.id < $1 AND n.visibility <> 'only-me' AND a.state = 'active'
            AND n.author IN (SELECT account FROM list_member WHERE list = $2)
         ORDER BY n.id DESC LIMIT $3",
        args![before, list, limit],
    )
    .await
}

/// The newest notes of one author below `before`, whoever may see them.
pub async fn by_author(
    db: &impl Query,
    author: AccountId,
    before: NoteId,
    limit: i64,
) -> Result<Vec<Card>, Error> {
    card_page(
        db,
        "FROM note n {joins} WHERE n.author = $1 AND n.id < $2 AND a.state = 'active'
         ORDER BY n.id DESC LIMIT $3",
        args![author, before, limit],
    )
    .await
}

pub async fn pinned_by(db: &impl Query, author: AccountId, limit: i64) -> Result<Vec<Card>, Error> {
    card_page(
        db,
        "FROM note n {joins} WHERE n.author = $1 AND n.pinned_at IS NOT NULL AND a.state = 'active'
         ORDER BY n.pinned_at DESC LIMIT $2",
        args![author, limit],
    )
    .await
}

/// Notes that an account likes, the newest note first, below `before`.
pub async fn liked_by(
    db: &impl Query,
    account: AccountId,
    before: NoteId,
    limit: i64,
) -> Result<Vec<Card>, Error> {
    card_page(
        db,
        "FROM note_like l JOIN note n ON n.id = l.note {joins}
         WHERE l.account = $1 AND l.note < $2 AND a.state = 'active'
         ORDER BY l.note DESC LIMIT $3",
        args![account, before, limit],
    )
    .await
}

pub async fn in_collection(
    db: &impl Query,
    collection: CollectionId,
    before: NoteId,
    limit: i64,
) -> Result<Vec<Card>, Error> {
    card_page(
        db,
        "FROM collection_note c JOIN note n ON n.id = c.note {joins}
         WHERE c.collection = $1 AND c.note < $2 AND a.state = 'active'
         ORDER BY c.note DESC LIMIT $3",
        args![collection, before, limit],
    )
    .await
}

/// Public notes of a topic, the hottest first, below `(hot, id)`.
pub async fn hot_in_topic(
    db: &impl Query,
    topic: TopicId,
    below: Option<(f64, NoteId)>,
    limit: i64,
) -> Result<Vec<Card>, Error> {
    let (hot, id) = below.unwrap_or((f64::MAX, NoteId(i64::MAX)));
    card_page(
        db,
        "FROM note_topic t JOIN note n ON n.id = t.note {joins}
         WHERE t.topic = $1 AND (t.hot, t.note) < ($2, $3) AND a.state = 'active'
         ORDER BY t.hot DESC, t.note DESC LIMIT $4",
        args![topic, hot, id, limit],
    )
    .await
}

/// Public notes of a topic, the newest first, below `before`.
pub async fn new_in_topic(
    db: &impl Query,
    topic: TopicId,
    before: NoteId,
    limit: i64,
) -> Result<Vec<Card>, Error> {
    card_page(
        db,
        "FROM note_topic t JOIN note n ON n.id = t.note {joins}
         WHERE t.topic = $1 AND t.note < $2 AND a.state = 'active'
         ORDER BY t.note DESC LIMIT $3",
        args![topic, before, limit],
    )
    .await
}

/// Public notes in one of some topics, in all of others and in none of the rest; the newest first.
pub async fn new_in_topics(
    db: &impl Query,
    any: &[TopicId],
    all: &[TopicId],
    none: &[TopicId],
    before: NoteId,
    limit: i64,
) -> Result<Vec<Card>, Error> {
    let mut values: Vec<Value<'static>> = Vec::new();
    // Each topic is read in the order of its index, no further than a page goes.
    let mut pages = Vec::new();
    for topic in any {
        values.extend_from_slice(args![*topic, before]);
        let (of, below) = (values.len() - 1, values.len());
        let mut is_in = |topics: &[TopicId]| {
            let list = placeholders(values.len() + 1, topics.len());
            values.extend(listed(topics.iter().map(|id| id.0)));
            format!(
                "EXISTS (SELECT 1 FROM note_topic o WHERE o.note = t.note AND o.topic IN ({list}))"
            )
        };
        let mut conditions = vec![format!("t.topic = ${of}"), format!("t.note < ${below}")];
        conditions.extend(all.chunks(1).map(&mut is_in));
        if !none.is_empty() {
            conditions.push(format!("NOT {}", is_in(none)));
        }
        values.extend_from_slice(args![limit]);
        pages.push(format!(
            "SELECT note FROM (SELECT t.note FROM note_topic t WHERE {} ORDER BY t.note DESC
                LIMIT ${}) page{of}",
            conditions.join(" AND "),
            values.len()
        ));
    }
    values.extend_from_slice(args![limit]);
    let sql = format!(
        "FROM ({}) found JOIN note n ON n.id = found.note {{joins}}
         WHERE n.visibility = 'public' AND a.state = 'active' ORDER BY n.id DESC LIMIT ${}",
        pages.join(" UNION "),
        values.len()
    );
    card_page(db, &sql, &values).await
}

/// The newest public notes.
pub async fn newest_public(
    db: &impl Query,
    before: NoteId,
    limit: i64,
) -> Result<Vec<Card>, Error> {
    card_page(
        db,
        "FROM note n {joins} WHERE n.visibility = 'public' AND n.id < $1 AND a.state = 'active'
         ORDER BY n.id DESC LIMIT $2",
        args![before, limit],
    )
    .await
}

/// How many public notes are newer than `since`, counted up to `limit`.
pub async fn newer_than(db: &impl Query, since: NoteId, limit: i64) -> Result<i64, Error> {
    let row: (i64,) = db
        .one(
            "SELECT COUNT(*) FROM (SELECT id FROM note WHERE visibility = 'public' AND id > $1
             LIMIT $2) newer",
            args![since, limit],
        )
        .await?;
    Ok(row.0)
}

/// The newest public note.
pub async fn newest(db: &impl Query) -> Result<Option<NoteId>, Error> {
    let row: Option<(NoteId,)> = db
        .optional(
            "SELECT id FROM note WHERE visibility = 'public' ORDER BY id DESC LIMIT 1",
            &[],
        )
        .await?;
    Ok(row.map(|(id,)| id))
}

/// Ids of an author's notes, the oldest first, for whoever takes them down.
pub async fn ids_by(db: &impl Query, author: AccountId, limit: i64) -> Result<Vec<NoteId>, Error> {
    let rows: Vec<(NoteId,)> = db
        .all(
            "SELECT id FROM note WHERE author = $1 ORDER BY id LIMIT $2",
            args![author, limit],
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
