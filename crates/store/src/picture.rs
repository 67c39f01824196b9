//! Pictures: what is known of those in the object store.

use crate::seam::{Query, Tx};
use crate::{Error, args, listed, placeholders, record};
use sampan_domain::picture::Focus;
use sampan_domain::{AccountId, NoteId, PictureId};

record! {
    pub struct Picture {
        pub id: PictureId,
        pub store_key: String,
        pub width: u32,
        pub height: u32,
        pub placeholder: String,
        pub blurhash: String,
        pub focus_x: i64,
        pub focus_y: i64,
    }
}

record! {
    /// A picture in its place in a note.
    pub struct Placed {
        pub note: NoteId,
        pub id: PictureId,
        pub store_key: String,
        pub width: u32,
        pub height: u32,
        pub placeholder: String,
        pub blurhash: String,
        pub focus_x: i64,
        pub focus_y: i64,
        pub alt: String,
    }
}

/// What a new picture needs.
#[derive(Debug, Clone)]
pub struct NewPicture {
    pub id: PictureId,
    pub owner: AccountId,
    pub store_key: String,
    pub width: u32,
    pub height: u32,
    pub placeholder: String,
    pub blurhash: String,
    pub made_at: i64,
}

pub async fn insert(tx: &Tx, new: &NewPicture) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO picture (id, owner, store_key, width, height, placeholder, blurhash, used, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8)",
        args![
            new.id,
            new.owner,
            &new.store_key,
            new.width,
            new.height,
            &new.placeholder,
            &new.blurhash,
            new.made_at
        ],
    )
    .await?;
    Ok(())
}

/// Those of `ids` that belong to `owner`, in no order.
pub async fn owned(
    db: &impl Query,
    owner: AccountId,
    ids: &[PictureId],
) -> Result<Vec<Picture>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT id, store_key, width, height, placeholder, blurhash, focus_x, focus_y FROM picture
         WHERE owner = $1 AND id IN ({})",
        placeholders(2, ids.len())
    );
    let mut values = args![owner].to_vec();
    values.extend(listed(ids.iter().map(|id| id.0)));
    db.all(&sql, &values).await
}

/// What was said about those of `ids` that belong to `owner`, in no order.
pub async fn alts(
    db: &impl Query,
    owner: AccountId,
    ids: &[PictureId],
) -> Result<Vec<(PictureId, String)>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT id, alt FROM picture WHERE owner = $1 AND id IN ({})",
        placeholders(2, ids.len())
    );
    let mut values = args![owner].to_vec();
    values.extend(listed(ids.iter().map(|id| id.0)));
    db.all(&sql, &values).await
}

/// Says what is on a picture.
pub async fn set_alt(tx: &Tx, id: PictureId, alt: &str) -> Result<(), Error> {
    let sql = "UPDATE picture SET alt = $1 WHERE id = $2";
    tx.execute(sql, args![alt, id]).await?;
    Ok(())
}

/// Says what has to stay in sight of a picture.
pub async fn set_focus(tx: &Tx, id: PictureId, focus: Focus) -> Result<(), Error> {
    let sql = "UPDATE picture SET focus_x = $1, focus_y = $2 WHERE id = $3";
    tx.execute(sql, args![focus.x, focus.y, id]).await?;
    Ok(())
}

pub async fn by_ids(db: &impl Query, ids: &[PictureId]) -> Result<Vec<Picture>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT id, store_key, width, height, placeholder, blurhash, focus_x, focus_y FROM picture
         WHERE id IN ({})",
        placeholders(1, ids.len())
    );
    db.all(&sql, &listed(ids.iter().map(|id| id.0))).await
}

pub async fn of_note(db: &impl Query, note: NoteId) -> Result<Vec<Placed>, Error> {
    of_notes(db, &[note]).await
}

/// The pictures of these notes, in their order.
pub async fn of_notes(db: &impl Query, notes: &[NoteId]) -> Result<Vec<Placed>, Error> {
    if notes.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT np.note, p.id, p.store_key, p.width, p.height, p.placeholder,
            p.blurhash, p.focus_x, p.focus_y, np.alt
         FROM note_picture np JOIN picture p ON p.id = np.picture
         WHERE np.note IN ({}) ORDER BY np.note, np.position",
        placeholders(1, notes.len())
    );
    db.all(&sql, &listed(notes.iter().map(|id| id.0))).await
}

/// Marks pictures as used, so that they are kept, or as unused, so that they are swept later; those
/// that are still shown somewhere stay used.
pub async fn set_used(tx: &Tx, ids: &[PictureId], used: bool) -> Result<(), Error> {
    let sql = if used {
        "UPDATE picture SET used = 1 WHERE id = $1"
    } else {
        "UPDATE picture SET used = 0 WHERE id = $1
            AND NOT EXISTS (SELECT 1 FROM note_picture WHERE picture = $1)
            AND NOT EXISTS (SELECT 1 FROM comment WHERE picture = $1)
            AND NOT EXISTS (SELECT 1 FROM video WHERE poster = $1)"
    };
    for id in ids {
        if !used {
            // Holds the row first: whoever is using it in another process finishes before we look.
            tx.execute("UPDATE picture SET used = used WHERE id = $1", args![*id])
                .await?;
        }
        tx.execute(sql, args![*id]).await?;
    }
    Ok(())
}

/// Gives pictures of a note that goes free, to be swept without waiting; those that are still shown somewhere stay.
pub(crate) async fn release(tx: &Tx, ids: &[PictureId]) -> Result<(), Error> {
    set_used(tx, ids, false).await?;
    for id in ids {
        let sql = "UPDATE picture SET made_at = 0 WHERE id = $1 AND used = 0";
        tx.execute(sql, args![*id]).await?;
    }
    Ok(())
}

/// Marks a picture as used; [`Error::NotFound`] when it was swept before.
pub(crate) async fn take(tx: &Tx, id: PictureId) -> Result<(), Error> {
    let sql = "UPDATE picture SET used = 1 WHERE id = $1";
    if tx.execute(sql, args![id]).await? > 0 {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// Gives every picture of an account free that is shown nowhere any more, to be swept without waiting.
pub async fn disown(tx: &Tx, owner: AccountId) -> Result<(), Error> {
    tx.execute(
        "UPDATE picture SET used = used WHERE owner = $1",
        args![owner],
    )
    .await?;
    tx.execute(
        "UPDATE picture SET used = 0, made_at = 0 WHERE owner = $1
            AND NOT EXISTS (SELECT 1 FROM note_picture np WHERE np.picture = picture.id)
            AND NOT EXISTS (SELECT 1 FROM comment c WHERE c.picture = picture.id)
            AND NOT EXISTS (SELECT 1 FROM video v WHERE v.poster = picture.id)",
        args![owner],
    )
    .await?;
    Ok(())
}

/// Unused pictures made before `before_ms`: their ids and keys.
pub async fn unused(
    db: &impl Query,
    before_ms: i64,
    limit: i64,
) -> Result<Vec<(PictureId, String)>, Error> {
    db.all(
        "SELECT id, store_key FROM picture WHERE used = 0 AND made_at < $1 ORDER BY id LIMIT $2",
        args![before_ms, limit],
    )
    .await
}

/// Forgets a picture that is still unused; `false` when somebody used it meanwhile.
pub async fn delete_unused(tx: &Tx, id: PictureId) -> Result<bool, Error> {
    Ok(tx
        .execute("DELETE FROM picture WHERE id = $1 AND used = 0", args![id])
        .await?
        > 0)
}

/// Pictures above an id with their keys, in order: for the audit.
pub async fn keys_after(
    db: &impl Query,
    id: PictureId,
    limit: i64,
) -> Result<Vec<(PictureId, String)>, Error> {
    db.all(
        "SELECT id, store_key FROM picture WHERE id > $1 ORDER BY id LIMIT $2",
        args![id, limit],
    )
    .await
}
