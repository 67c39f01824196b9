//! Videos: what is known of those in the object store.

use crate::seam::{Query, Tx};
use crate::search::Subject;
use crate::{Error, args, listed, picture, placeholders, record, word_columns};
use sampan_domain::caption::State as Captions;
use sampan_domain::video::State;
use sampan_domain::{AccountId, Lang, NoteId, PictureId, VideoId};

word_columns!(State);

record! {
    pub struct Video {
        pub id: VideoId,
        pub owner: AccountId,
        pub store_key: String,
        pub state: State,
        pub reason: String,
        /// Bytes of the upload; 0 when nobody said how many they would be.
        pub size: i64,
        pub received: i64,
        pub width: u32,
        pub height: u32,
        pub duration_ms: i64,
        pub has_sound: bool,
        /// Whether there is a large rendition.
        pub is_high: bool,
        pub poster: Option<PictureId>,
        pub alt: String,
        pub note: Option<NoteId>,
        pub captions: Captions,
        pub caption_lang: Lang,
    }
}

/// What a new upload needs.
#[derive(Debug, Clone)]
pub struct NewVideo {
    pub id: VideoId,
    pub owner: AccountId,
    pub store_key: String,
    pub size: i64,
    pub made_at: i64,
}

/// What is known once the small rendition is there.
#[derive(Debug, Clone)]
pub struct Rendered {
    pub width: u32,
    pub height: u32,
    pub duration_ms: i64,
    pub has_sound: bool,
    pub poster: PictureId,
    /// Whether a large rendition is to come.
    pub state: State,
}

macro_rules! select_videos {
    ($rest:literal) => {
        concat!(
            "SELECT id, owner, store_key, state, reason, size, received, width, height, duration_ms,
                has_sound, is_high, poster, alt, note, captions, caption_lang FROM video WHERE ",
            $rest
        )
    };
}

pub async fn insert(tx: &Tx, new: &NewVideo) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO video (id, owner, store_key, state, size, made_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        args![
            new.id,
            new.owner,
            &new.store_key,
            State::Uploading,
            new.size,
            new.made_at
        ],
    )
    .await?;
    Ok(())
}

pub async fn by_id(db: &impl Query, id: VideoId) -> Result<Option<Video>, Error> {
    db.optional(select_videos!("id = $1"), args![id]).await
}

/// The videos of these notes, in no order.
pub async fn of_notes(db: &impl Query, notes: &[NoteId]) -> Result<Vec<Video>, Error> {
    if notes.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(select_videos!("note IN ({})"), placeholders(1, notes.len()));
    db.all(&sql, &listed(notes.iter().map(|id| id.0))).await
}

/// Whole uploads of somebody's that no note shows, the oldest first.
pub async fn waiting(db: &impl Query, owner: AccountId) -> Result<Vec<Video>, Error> {
    let sql = select_videos!("owner = $1 AND state <> 'uploading' AND note IS NULL ORDER BY id");
    db.all(sql, args![owner]).await
}

/// Videos that play and that nobody has listened to, the latest first.
pub async fn unheard(db: &impl Query, limit: i64) -> Result<Vec<Video>, Error> {
    let sql = select_videos!(
        "captions = 'none' AND has_sound = 1 AND note IS NOT NULL AND state IN ('playable', 'ready')
         ORDER BY id DESC LIMIT $1"
    );
    db.all(sql, args![limit]).await
}

/// Uploads of somebody's that are on their way, the oldest first.
pub async fn uploading(db: &impl Query, owner: AccountId) -> Result<Vec<Video>, Error> {
    let sql = select_videos!("owner = $1 AND state = 'uploading' ORDER BY id");
    db.all(sql, args![owner]).await
}

/// Adds a piece at the end of an upload, which is stored as `key`; `false` when it does not end there any more.
pub async fn add_part(
    tx: &Tx,
    id: VideoId,
    start: i64,
    bytes: i64,
    key: &str,
) -> Result<bool, Error> {
    let grown = tx
        .execute(
            "UPDATE video SET received = received + $1
             WHERE id = $2 AND received = $3 AND state = 'uploading'",
            args![bytes, id, start],
        )
        .await?;
    if grown > 0 {
        let sql = "INSERT INTO video_part (video, start, bytes, store_key) VALUES ($1, $2, $3, $4)";
        tx.execute(sql, args![id, start, bytes, key]).await?;
    }
    Ok(grown > 0)
}

/// The keys of the pieces of an upload, in order.
pub async fn parts(db: &impl Query, id: VideoId) -> Result<Vec<String>, Error> {
    let sql = "SELECT store_key FROM video_part WHERE video = $1 ORDER BY start";
    let rows: Vec<(String,)> = db.all(sql, args![id]).await?;
    Ok(rows.into_iter().map(|(key,)| key).collect())
}

/// All bytes are there; `false` when that was known.
pub async fn complete(tx: &Tx, id: VideoId) -> Result<bool, Error> {
    let sql = "UPDATE video SET state = 'waiting', size = received
               WHERE id = $1 AND state = 'uploading'";
    Ok(tx.execute(sql, args![id]).await? > 0)
}

/// Says what is on a video.
pub async fn set_alt(tx: &Tx, id: VideoId, alt: &str) -> Result<(), Error> {
    let sql = "UPDATE video SET alt = $1 WHERE id = $2";
    tx.execute(sql, args![alt, id]).await?;
    Ok(())
}

/// Lets a note show a video of its author's. The poster becomes the note's picture, now or when it is made.
/// [`Error::NotFound`] when the video is gone, or shown by another note.
pub(crate) async fn show(
    tx: &Tx,
    note: NoteId,
    video: VideoId,
    author: AccountId,
    alt: &str,
) -> Result<(), Error> {
    let sql = "UPDATE video SET note = $1, alt = $2
               WHERE id = $3 AND owner = $4 AND (note IS NULL OR note = $1)";
    if tx.execute(sql, args![note, alt, video, author]).await? == 0 {
        return Err(Error::NotFound);
    }
    // Held by now: whoever renders it comes before or after this.
    let shown = by_id(tx, video).await?.ok_or(Error::NotFound)?;
    match shown.poster {
        Some(poster) => put_poster(tx, note, poster, alt).await,
        None => Ok(()),
    }
}

async fn put_poster(tx: &Tx, note: NoteId, poster: PictureId, alt: &str) -> Result<(), Error> {
    let sql = "INSERT INTO note_picture (note, position, picture, alt) VALUES ($1, 0, $2, $3)
               ON CONFLICT DO NOTHING";
    tx.execute(sql, args![note, poster, alt]).await?;
    picture::take(tx, poster).await?;
    tx.execute(
        "UPDATE note SET cover_picture = $1, cover_alt = $2, pictures = 1 WHERE id = $3",
        args![poster, alt, note],
    )
    .await?;
    Ok(())
}

/// Gives the video of a note that goes free, to be swept without waiting.
pub(crate) async fn release(tx: &Tx, note: NoteId) -> Result<(), Error> {
    let sql = "UPDATE video SET note = NULL, made_at = 0 WHERE note = $1";
    tx.execute(sql, args![note]).await?;
    Ok(())
}

/// Gives every video of an account free that no note shows, to be swept without waiting.
pub async fn disown(tx: &Tx, owner: AccountId) -> Result<(), Error> {
    let sql = "UPDATE video SET made_at = 0 WHERE owner = $1 AND note IS NULL";
    tx.execute(sql, args![owner]).await?;
    Ok(())
}

/// Gives the video of a note free, to be swept.
pub(crate) async fn hide(tx: &Tx, note: NoteId) -> Result<(), Error> {
    let sql = "UPDATE video SET note = NULL WHERE note = $1";
    tx.execute(sql, args![note]).await?;
    Ok(())
}

/// Notes what became of an upload, and gives the note that shows it its picture. `None` when the video is gone.
pub async fn rendered(tx: &Tx, id: VideoId, made: &Rendered) -> Result<Option<Video>, Error> {
    tx.execute(
        "UPDATE video SET width = $1, height = $2, duration_ms = $3, has_sound = $4, poster = $5,
            state = $6
         WHERE id = $7 AND state = 'waiting'",
        args![
            made.width,
            made.height,
            made.duration_ms,
            made.has_sound,
            made.poster,
            made.state,
            id
        ],
    )
    .await?;
    let Some(video) = by_id(tx, id).await? else {
        return Ok(None);
    };
    picture::take(tx, made.poster).await?;
    if let Some(note) = video.note {
        tx.fold(|folds| folds.changed(Subject::Note, note.0));
        put_poster(tx, note, made.poster, &video.alt).await?;
    }
    Ok(Some(video))
}

/// Nothing more is to come of an upload: its pieces can go.
pub async fn finish(tx: &Tx, id: VideoId, is_high: bool) -> Result<Option<Video>, Error> {
    let sql = "UPDATE video SET state = 'ready', is_high = $1 WHERE id = $2";
    tx.execute(sql, args![is_high, id]).await?;
    by_id(tx, id).await
}

/// Nothing will come of an upload.
pub async fn fail(tx: &Tx, id: VideoId, reason: &str) -> Result<Option<Video>, Error> {
    let sql = "UPDATE video SET state = 'failed', reason = $1 WHERE id = $2";
    tx.execute(sql, args![reason, id]).await?;
    by_id(tx, id).await
}

/// Forgets the pieces of an upload.
pub async fn forget_parts(tx: &Tx, id: VideoId) -> Result<(), Error> {
    let sql = "DELETE FROM video_part WHERE video = $1";
    tx.execute(sql, args![id]).await?;
    Ok(())
}

/// Videos that no note shows, made before `before_ms`.
pub async fn unused(db: &impl Query, before_ms: i64, limit: i64) -> Result<Vec<Video>, Error> {
    db.all(
        select_videos!("note IS NULL AND made_at < $1 ORDER BY id LIMIT $2"),
        args![before_ms, limit],
    )
    .await
}

/// Forgets a video that no note shows, and answers the objects that its parts were; `None` when a note shows it
/// meanwhile. Its poster is given free.
pub async fn delete_unused(tx: &Tx, id: VideoId) -> Result<Option<Vec<String>>, Error> {
    let gone: Option<(Option<PictureId>,)> = tx
        .optional(
            "DELETE FROM video WHERE id = $1 AND note IS NULL RETURNING poster",
            args![id],
        )
        .await?;
    let Some((poster,)) = gone else {
        return Ok(None);
    };
    // Now no further part is added.
    let parts = parts(tx, id).await?;
    forget_parts(tx, id).await?;
    crate::caption::delete(tx, id).await?;
    if let Some(poster) = poster {
        picture::release(tx, &[poster]).await?;
    }
    Ok(Some(parts))
}

/// Videos above an id, in order: for the audit.
pub async fn after(db: &impl Query, id: VideoId, limit: i64) -> Result<Vec<Video>, Error> {
    db.all(
        select_videos!("id > $1 ORDER BY id LIMIT $2"),
        args![id, limit],
    )
    .await
}
