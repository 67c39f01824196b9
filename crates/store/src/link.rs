//! Pages that notes lead to, and what is known of them.

use crate::seam::{Query, Tx};
use crate::{Error, args, held, listed, placeholders, record};
use sampan_domain::{Lang, LinkId, NoteId};

record! {
    pub struct Link {
        pub note: NoteId,
        pub url: String,
        pub title: String,
        pub description: String,
        pub site: String,
        pub author: String,
        pub lang: Lang,
        pub picture_key: Option<String>,
        pub picture_width: u32,
        pub picture_height: u32,
    }
}

/// What was read of a page.
#[derive(Debug, Clone)]
pub struct Read {
    pub title: String,
    pub description: String,
    pub site: String,
    pub author: String,
    pub lang: Lang,
    /// Its key, width and height.
    pub picture: Option<(String, u32, u32)>,
}

/// Lets a note lead to a page, or to none. Answers whether the page is to be read: it never was, or there was
/// nothing to read before `stale_ms`.
pub async fn attach(
    tx: &Tx,
    note: NoteId,
    to: Option<(LinkId, &str)>,
    now_ms: i64,
    stale_ms: i64,
) -> Result<bool, Error> {
    detach(tx, note).await?;
    let Some((new, url)) = to else {
        return Ok(false);
    };
    // The row is held, whether it is new or not: nobody sweeps it now.
    let (link, title, read_at): (LinkId, String, Option<i64>) = tx
        .one(
            "INSERT INTO link (id, url, made_at) VALUES ($1, $2, $3)
             ON CONFLICT (url) DO UPDATE SET url = excluded.url RETURNING id, title, read_at",
            args![new, url, now_ms],
        )
        .await?;
    let sql = "INSERT INTO note_link (note, link) VALUES ($1, $2)";
    tx.execute(sql, args![note, link]).await?;
    Ok(read_at.is_none_or(|at| title.is_empty() && at < stale_ms))
}

pub(crate) async fn detach(tx: &Tx, note: NoteId) -> Result<(), Error> {
    let sql = "DELETE FROM note_link WHERE note = $1";
    tx.execute(sql, args![note]).await?;
    Ok(())
}

/// The page at an address, as long as nothing is known of it.
pub async fn unknown(db: &impl Query, url: &str) -> Result<Option<LinkId>, Error> {
    let sql = "SELECT id FROM link WHERE url = $1 AND title = ''";
    let row: Option<(LinkId,)> = db.optional(sql, args![url]).await?;
    Ok(row.map(|(id,)| id))
}

/// Writes down what was read of a page; nothing when there was nothing to read. `false` when nobody needs it any
/// more, or somebody else wrote it down.
pub async fn set_read(
    tx: &Tx,
    id: LinkId,
    read: Option<&Read>,
    now_ms: i64,
) -> Result<bool, Error> {
    let Some(read) = read else {
        let sql = "UPDATE link SET read_at = $1 WHERE id = $2 AND title = ''";
        return Ok(tx.execute(sql, args![now_ms, id]).await? > 0);
    };
    let (key, width, height) = match &read.picture {
        Some((key, width, height)) => (Some(key.as_str()), *width, *height),
        None => (None, 0, 0),
    };
    let changed = tx
        .execute(
            "UPDATE link SET title = $1, description = $2, site = $3, author = $4, lang = $5,
            picture_key = $6, picture_width = $7, picture_height = $8, read_at = $9
         WHERE id = $10 AND title = ''",
            args![
                &read.title,
                &read.description,
                &read.site,
                &read.author,
                read.lang,
                key,
                width,
                height,
                now_ms,
                id
            ],
        )
        .await?;
    Ok(changed > 0)
}

/// Where these notes lead to, as far as something is known of it.
pub async fn of_notes(db: &impl Query, notes: &[NoteId]) -> Result<Vec<Link>, Error> {
    if notes.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT n.note, l.url, l.title, l.description, l.site, l.author, l.lang, l.picture_key,
            l.picture_width, l.picture_height
         FROM note_link n JOIN link l ON l.id = n.link
         WHERE l.title <> '' AND n.note IN ({})",
        placeholders(1, notes.len())
    );
    db.all(&sql, &listed(notes.iter().map(|id| id.0))).await
}

/// The notes that lead to a page.
pub async fn notes_of(db: &impl Query, id: LinkId) -> Result<Vec<NoteId>, Error> {
    let sql = "SELECT note FROM note_link WHERE link = $1 LIMIT 100";
    let rows: Vec<(NoteId,)> = db.all(sql, args![id]).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Pages older than `before_ms` that no note leads to any more.
pub async fn unused(db: &impl Query, before_ms: i64, limit: i64) -> Result<Vec<LinkId>, Error> {
    let rows: Vec<(LinkId,)> = db
        .all(
            "SELECT id FROM link l WHERE made_at < $1
                AND NOT EXISTS (SELECT 1 FROM note_link n WHERE n.link = l.id)
             ORDER BY made_at LIMIT $2",
            args![before_ms, limit],
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Forgets a page unless a note leads to it by now. Answers whether it is gone, and its picture's key.
pub async fn delete_unused(tx: &Tx, id: LinkId) -> Result<(bool, Option<String>), Error> {
    let held = held!(
        tx,
        "SELECT picture_key FROM link WHERE id = $1",
        "FOR UPDATE"
    );
    let row: Option<(Option<String>,)> = tx.optional(held, args![id]).await?;
    let gone = tx
        .execute(
            "DELETE FROM link WHERE id = $1
                AND NOT EXISTS (SELECT 1 FROM note_link WHERE link = $1)",
            args![id],
        )
        .await?;
    Ok((gone > 0, row.and_then(|(key,)| key)))
}

/// The keys of all pictures of pages: for the audit.
pub async fn picture_keys(db: &impl Query) -> Result<Vec<String>, Error> {
    let sql = "SELECT picture_key FROM link WHERE picture_key IS NOT NULL";
    let rows: Vec<(String,)> = db.all(sql, &[]).await?;
    Ok(rows.into_iter().map(|(key,)| key).collect())
}
