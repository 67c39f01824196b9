//! The object store: where pictures and videos live. Keys are random, so knowing one is the right to read it.

use crate::{Error, Result};
use bytes::Bytes;
use futures::stream::BoxStream;
use futures::{StreamExt, TryStreamExt};
use object_store::aws::AmazonS3Builder;
use object_store::buffered::BufWriter;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{GetOptions, GetRange, ObjectStore, ObjectStoreExt};
use std::ops::Range;
use std::sync::Arc;
use tokio::io::AsyncWriteExt;

pub(crate) struct Objects(Arc<dyn ObjectStore>);

/// What is known of an object without reading it.
#[derive(Debug, Clone)]
pub(crate) struct Object {
    pub(crate) key: String,
    /// Unix milliseconds.
    pub(crate) made_at: i64,
    /// Bytes.
    pub(crate) size: u64,
}

/// Begins the address of a store that speaks Amazon S3's protocol.
const S3: &str = "s3://";

/// Some bytes of an object.
pub struct Part {
    /// Of the whole object.
    pub size: u64,
    pub range: Range<u64>,
    pub bytes: BoxStream<'static, Result<Bytes>>,
}

impl Objects {
    /// Opens a folder, and makes it when it is missing; or `s3://BUCKET/PREFIX`, whose keys, region and endpoint stand
    /// in `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`, `AWS_ENDPOINT_URL` and the like.
    pub(crate) fn open(place: &str) -> Result<Self> {
        match place.strip_prefix(S3) {
            Some(bucket) => Self::bucket(bucket),
            None => Self::folder(place),
        }
    }

    fn bucket(place: &str) -> Result<Self> {
        // Whoever has set one already has set this one: no other is built in.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
        let store = AmazonS3Builder::from_env()
            .with_bucket_name(bucket)
            .build()
            .map_err(|error| Error::Unavailable(format!("{S3}{place}: {error}")))?;
        let prefix = prefix.trim_matches('/');
        Ok(Self(if prefix.is_empty() {
            Arc::new(store)
        } else {
            Arc::new(PrefixStore::new(store, prefix))
        }))
    }

    fn folder(folder: &str) -> Result<Self> {
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
        let mut from = tokio::fs::File::open(file).await.map_err(broken)?;
        let mut to = BufWriter::new(Arc::clone(&self.0), Self::path(key));
        tokio::io::copy(&mut from, &mut to).await.map_err(broken)?;
        to.shutdown().await.map_err(broken)
    }

    /// Stores what comes in pieces, without holding it in memory. An error leaves nothing behind.
    pub(crate) async fn put_pieces(
        &self,
        key: &str,
        mut pieces: impl futures::Stream<Item = Result<Bytes>> + Unpin,
    ) -> Result<()> {
        let mut to = BufWriter::new(Arc::clone(&self.0), Self::path(key));
        loop {
            match pieces.try_next().await {
                Ok(Some(piece)) => to.put(piece).await?,
                Ok(None) => return to.shutdown().await.map_err(broken),
                Err(error) => {
                    // Whatever was sent before is dropped with it.
                    let _ = to.abort().await;
                    return Err(error);
                }
            }
        }
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

    /// Every object.
    pub(crate) fn list(&self) -> BoxStream<'_, Result<Object>> {
        self.0
            .list(None)
            .map_err(Error::from)
            .map_ok(|object| Object {
                key: object.location.filename().unwrap_or_default().to_owned(),
                made_at: object.last_modified.timestamp_millis(),
                size: object.size,
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

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn broken(error: std::io::Error) -> Error {
    Error::Unavailable(format!("the media store: {error}"))
}
