//! The object store: where pictures live. Keys are random, so knowing one is the right to read it.

use crate::{Error, Result};
use bytes::Bytes;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};
use std::sync::Arc;

pub(crate) struct Objects(Arc<dyn ObjectStore>);

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

    /// Removes an object; one that is gone already is fine.
    pub(crate) async fn delete(&self, key: &str) -> Result<()> {
        match self.0.delete(&Self::path(key)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}
