//! The object store: where pictures and videos live. Keys are random, so knowing one is the right to read it.

use crate::{Error, Result};
use bytes::Bytes;
use futures::stream::BoxStream;
use futures::{StreamExt, TryStreamExt};
use object_store::buffered::BufWriter;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{GetOptions, GetRange, ObjectStore, ObjectStoreExt};
use std::ops::Range;
use std::sync::Arc;
use tokio::io::AsyncWriteExt;

pub(crate) struct Objects(Arc<dyn ObjectStore>);

/// Some bytes of an object.
pub struct Part {
    /// Of the whole object.
    pub size: u64,
    pub range: Range<u64>,
    pub bytes: BoxStream<'static, Result<Bytes>>,
}

impl Objects {
    /// Opens a folder, and makes it when it is missing.
    pub(crate) fn open(folder: &str) -> Result<Self> {
        let unusable =
            |error: &dyn std::fmt::Display| Error::Unavailable(format!("{folder}: {error}"));
        std::fs::create_dir_all(folder).map_err(|error| unusable(&error))?;
        let store = LocalFileSystem::new_with_prefix(folder).map_err(|error| unusable(&error))?;
        Ok(Self(Arc::new(store)))
    }

    /// Spreads objects over folders by the beginning of their key.
    fn path(key: &str) -> Path {
        Path::from(format!("{}/{key}", key.get(..2).unwrap_or("00")))
    }

    pub(crate) async fn put(&self, key: &str, bytes: Vec<u8>) -> Result<()> {
        self.0.put(&Self::path(key), bytes.into()).await?;
        Ok(())
    }

    pub(crate) async fn get(&self, key: &str) -> Result<Bytes> {
        Ok(self.0.get(&Self::path(key)).await?.bytes().await?)
    }

    /// Stores a file without holding it in memory.
    pub(crate) async fn put_file(&self, key: &str, file: &std::path::Path) -> Result<()> {
        let broken =
            |error: std::io::Error| Error::Unavailable(format!("the media store: {error}"));
        let mut from = tokio::fs::File::open(file).await.map_err(broken)?;
        let mut to = BufWriter::new(Arc::clone(&self.0), Self::path(key));
        tokio::io::copy(&mut from, &mut to).await.map_err(broken)?;
        to.shutdown().await.map_err(broken)
    }

    /// Appends an object to a file.
    pub(crate) async fn append_to(&self, key: &str, file: &mut tokio::fs::File) -> Result<()> {
        let mut pieces = self.0.get(&Self::path(key)).await?.into_stream();
        while let Some(piece) = pieces.try_next().await? {
            file.write_all(&piece)
                .await
                .map_err(|error| Error::Unavailable(error.to_string()))?;
        }
        Ok(())
    }

    /// A part of an object, or all of it.
    pub(crate) async fn read(&self, key: &str, part: Option<Range<u64>>) -> Result<Part> {
        let options = GetOptions {
            range: part.map(GetRange::Bounded),
            ..GetOptions::default()
        };
        let got = self.0.get_opts(&Self::path(key), options).await?;
        Ok(Part {
            size: got.meta.size,
            range: got.range.clone(),
            bytes: got.into_stream().map_err(Error::from).boxed(),
        })
    }

    /// Every key with the time of its object, in Unix milliseconds.
    pub(crate) fn keys(&self) -> BoxStream<'_, Result<(String, i64)>> {
        self.0
            .list(None)
            .map_err(Error::from)
            .map_ok(|object| {
                let key = object.location.filename().unwrap_or_default().to_owned();
                (key, object.last_modified.timestamp_millis())
            })
            .boxed()
    }

    /// Removes an object; one that is gone already is fine.
    pub(crate) async fn delete(&self, key: &str) -> Result<()> {
        match self.0.delete(&Self::path(key)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}
