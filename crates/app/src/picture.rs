//! Pictures: from an upload to renditions in the object store.

use crate::limit::Action;
use crate::view::{PictureView, Viewer};
use crate::{App, Error, Result, secret};
use bytes::Bytes;
use futures::future::BoxFuture;
use sampan_domain::picture::{Alt, Focus, Size};
use sampan_domain::{AccountId, Invalid, PictureId};
use sampan_media::Limits;
use sampan_store::picture::{self as store, NewPicture, Picture};
use sampan_store::seam::Touch;

/// Writes the key of an avatar or a cover into the account's row.
type SetKey = for<'a> fn(
    &'a sampan_store::Tx,
    &'a (AccountId, Option<String>),
) -> BoxFuture<'a, std::result::Result<(), sampan_store::Error>>;

/// An upload that nobody used is swept after this time.
pub(crate) const UNUSED_MS: i64 = 24 * 3_600_000;

pub(crate) fn object_key(key: &str, size: Size) -> String {
    format!("{key}-{}.webp", size.as_str())
}

pub(crate) fn view(row: Picture, alt: Alt) -> PictureView {
    PictureView {
        id: row.id,
        key: row.store_key,
        width: row.width,
        height: row.height,
        placeholder: row.placeholder,
        blurhash: row.blurhash,
        focus: Focus {
            x: row.focus_x,
            y: row.focus_y,
        },
        alt,
    }
}

/// Whether a text can be a key at all.
pub(crate) fn check_key(key: &str) -> Result<()> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'.';
    if key.len() < 8 || key.len() > 80 || !key.bytes().all(plain) || key.contains("..") {
        return Err(Error::NotFound);
    }
    Ok(())
}

/// A picture that cannot be accepted, with the limit that the message mentions.
fn refused(error: &sampan_media::Error, limits: &Limits) -> Error {
    let limit = match error {
        sampan_media::Error::TooLarge { .. } => Some(limits.max_bytes >> 20),
        sampan_media::Error::TooManyPixels { .. } => {
            usize::try_from(limits.max_pixels / 1_000_000).ok()
        }
        _ => None,
    };
    let invalid = limit.map_or_else(
        || Invalid::new("file", error.code()),
        |limit| Invalid::limited("file", error.code(), limit),
    );
    Error::Invalid(vec![invalid])
}

impl App {
    fn picture_limits(&self) -> Limits {
        Limits {
            max_bytes: self.0.config.picture_max_bytes,
            max_pixels: self.0.config.picture_max_pixels,
        }
    }

    pub(crate) async fn process<T: Send + 'static>(
        &self,
        bytes: Bytes,
        make: fn(&[u8], &Limits) -> std::result::Result<T, sampan_media::Error>,
    ) -> Result<T> {
        let limits = self.picture_limits();
        let made = self.0.cpu.run(move || make(&bytes, &limits)).await?;
        made.map_err(|error| refused(&error, &limits))
    }

    /// Takes an uploaded file. It belongs to the viewer and waits to be used.
    ///
    /// # Errors
    /// [`Error::Invalid`] on `file` when it is no picture, broken or too large; [`Error::Limited`].
    pub async fn upload_picture(&self, viewer: &Viewer, bytes: Bytes) -> Result<PictureView> {
        self.limit(Action::Upload, &viewer.id().to_string())?;
        let picture = self.process(bytes, sampan_media::picture).await?;
        let new = self.keep_picture(viewer.id(), picture).await?;
        let view = PictureView {
            id: new.id,
            key: new.store_key.clone(),
            width: new.width,
            height: new.height,
            placeholder: new.placeholder.clone(),
            blurhash: new.blurhash.clone(),
            focus: Focus::default(),
            alt: String::new(),
        };
        self.0
            .db
            .touching(Touch::Nothing)
            .write(new, |tx, new| {
                Box::pin(async move { store::insert(tx, new).await })
            })
            .await?;
        Ok(view)
    }

    /// Puts the renditions of a picture into the object store; the row is to be written.
    pub(crate) async fn keep_picture(
        &self,
        owner: AccountId,
        picture: sampan_media::Picture,
    ) -> Result<NewPicture> {
        let key = secret::key()?;
        for (size, rendition) in [
            (Size::Small, picture.small),
            (Size::Medium, picture.medium),
            (Size::Large, picture.large),
        ] {
            self.0
                .objects
                .put(&object_key(&key, size), rendition.webp)
                .await?;
        }
        Ok(NewPicture {
            id: PictureId(self.next_id()),
            owner,
            store_key: key,
            width: picture.width,
            height: picture.height,
            placeholder: picture.placeholder,
            blurhash: picture.blurhash,
            made_at: self.now_ms(),
        })
    }

    /// The viewer's own pictures among `ids`, in that order, each with its alt text.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn own_pictures(
        &self,
        viewer: &Viewer,
        ids: &[(PictureId, Alt)],
    ) -> Result<Vec<PictureView>> {
        let keys: Vec<PictureId> = ids.iter().map(|(id, _)| *id).collect();
        let mut rows = store::owned(&self.0.db, viewer.id(), &keys).await?;
        let mut views = Vec::with_capacity(ids.len());
        for (id, alt) in ids {
            if let Some(at) = rows.iter().position(|row| row.id == *id) {
                views.push(view(rows.swap_remove(at), alt.clone()));
            }
        }
        Ok(views)
    }

    /// Refuses pictures that are not the viewer's own, or named twice.
    pub(crate) async fn check_owned(
        &self,
        viewer: &Viewer,
        pictures: &[(PictureId, Alt)],
    ) -> Result<()> {
        if self.own_pictures(viewer, pictures).await?.len() == pictures.len() {
            Ok(())
        } else {
            Err(Error::invalid("pictures", "picture-gone"))
        }
    }

    /// A rendition, avatar or cover by its key.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn object(&self, key: &str) -> Result<Bytes> {
        check_key(key)?;
        self.0.objects.get(key).await
    }

    /// Says what is on a picture of the viewer's, for the note that it will be part of, and what has to stay
    /// in sight. What is `None` stays as it is.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Invalid`] on `alt`.
    pub async fn describe_picture(
        &self,
        viewer: &Viewer,
        id: PictureId,
        alt: Option<&str>,
        focus: Option<Focus>,
    ) -> Result<()> {
        let alt = alt.map(sampan_domain::text::clean_lines);
        let most = sampan_domain::picture::MAX_ALT_CHARS;
        if alt.as_deref().map(sampan_domain::text::chars) > Some(most) {
            return Err(Invalid::limited("alt", "picture-alt-long", most).into());
        }
        let input = (viewer.id(), id, alt, focus);
        self.0
            .db
            .write(input, |tx, (owner, id, alt, focus)| {
                Box::pin(async move {
                    if store::owned(tx, *owner, &[*id]).await?.is_empty() {
                        return Err(Error::NotFound);
                    }
                    if let Some(alt) = alt {
                        store::set_alt(tx, *id, alt).await?;
                    }
                    if let Some(focus) = focus {
                        store::set_focus(tx, *id, *focus).await?;
                    }
                    Ok(())
                })
            })
            .await?;
        Ok(())
    }

    /// Pictures of the viewer's in this order, with what was said about them.
    ///
    /// # Errors
    /// [`Error::NotFound`] when one is not theirs.
    pub async fn described_pictures(
        &self,
        viewer: &Viewer,
        ids: &[PictureId],
    ) -> Result<Vec<PictureView>> {
        let rows = sampan_store::picture::owned(&self.0.db, viewer.id(), ids).await?;
        let alts = sampan_store::picture::alts(&self.0.db, viewer.id(), ids).await?;
        ids.iter()
            .map(|id| {
                let row = rows.iter().find(|row| row.id == *id);
                let alt = alts.iter().find(|(known, _)| known == id);
                let (row, (_, alt)) = row.zip(alt).ok_or(Error::NotFound)?;
                Ok(view(row.clone(), alt.clone()))
            })
            .collect()
    }

    /// Sets the viewer's avatar, or removes it.
    ///
    /// # Errors
    /// [`Error::Invalid`] on `file`.
    pub async fn set_avatar(&self, viewer: &Viewer, bytes: Option<Bytes>) -> Result<()> {
        let key = self.put_single(viewer, bytes, sampan_media::avatar).await?;
        self.replace_single(
            viewer,
            key,
            |row| row.avatar.clone(),
            |tx, (account, key)| {
                Box::pin(async move {
                    sampan_store::account::set_avatar(tx, *account, key.as_deref()).await
                })
            },
        )
        .await?;
        Ok(())
    }

    /// Sets the cover of the viewer's page, or removes it.
    ///
    /// # Errors
    /// [`Error::Invalid`] on `file`.
    pub async fn set_cover(&self, viewer: &Viewer, bytes: Option<Bytes>) -> Result<()> {
        let key = self.put_single(viewer, bytes, sampan_media::cover).await?;
        self.replace_single(
            viewer,
            key,
            |row| row.cover.clone(),
            |tx, (account, key)| {
                Box::pin(async move {
                    sampan_store::account::set_cover(tx, *account, key.as_deref()).await
                })
            },
        )
        .await
    }

    async fn put_single(
        &self,
        viewer: &Viewer,
        bytes: Option<Bytes>,
        make: fn(
            &[u8],
            &Limits,
        ) -> std::result::Result<sampan_media::Rendition, sampan_media::Error>,
    ) -> Result<Option<String>> {
        let Some(bytes) = bytes else {
            return Ok(None);
        };
        self.limit(Action::Upload, &viewer.id().to_string())?;
        let rendition = self.process(bytes, make).await?;
        let key = format!("{}.webp", secret::key()?);
        self.0.objects.put(&key, rendition.webp).await?;
        Ok(Some(key))
    }

    async fn replace_single(
        &self,
        viewer: &Viewer,
        key: Option<String>,
        old: fn(&sampan_store::account::Account) -> Option<String>,
        set: SetKey,
    ) -> Result<()> {
        let before = sampan_store::account::by_id(&self.0.db, viewer.id()).await?;
        self.0.db.write((viewer.id(), key), set).await?;
        if let Some(old) = before.as_ref().and_then(old) {
            self.0.objects.delete(&old).await?;
        }
        Ok(())
    }

    /// Removes uploads that nobody used.
    pub(crate) async fn sweep_pictures(&self) -> Result<()> {
        let before = self.now_ms() - UNUSED_MS;
        loop {
            let unused = store::unused(&self.0.db, before, 50).await?;
            if unused.is_empty() {
                return Ok(());
            }
            for (id, key) in unused {
                let gone = self
                    .0
                    .db
                    .write(id, |tx, id| {
                        Box::pin(async move { store::delete_unused(tx, *id).await })
                    })
                    .await?;
                if gone {
                    for size in Size::ALL {
                        self.0.objects.delete(&object_key(&key, size)).await?;
                    }
                }
            }
        }
    }
}
