//! The audit: whether the object store and the database know of the same things.

use crate::objects::Object;
use crate::{App, Result, picture};
use futures::TryStreamExt;
use sampan_domain::picture::Size;
use sampan_domain::video::Rendition;
use sampan_store::{account, link, picture as pictures, video as videos};
use std::collections::HashSet;

/// Rows that are read at once.
const PIECE: i64 = 1_000;

/// What does not fit together.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Audit {
    /// Objects that were looked at.
    pub objects: usize,
    /// Objects that no row knows of.
    pub orphans: Vec<String>,
    /// Objects that rows know of and that are not there.
    pub missing: Vec<String>,
}

impl App {
    /// Compares the two. Objects made after `before_ms` (Unix milliseconds) are left out: what is being uploaded now
    /// has no row yet. Holds every key in memory.
    ///
    /// # Errors
    /// When the database or the object store does not answer.
    pub async fn audit(&self, before_ms: i64) -> Result<Audit> {
        let objects: Vec<Object> = self.0.objects.list().try_collect().await?;
        // Rows are read after the objects: whoever was made between the two has both.
        let known = self.known_keys().await?;
        let there: HashSet<&str> = objects.iter().map(|object| object.key.as_str()).collect();
        let mut missing: Vec<String> = known
            .iter()
            .filter(|key| !there.contains(key.as_str()))
            .cloned()
            .collect();
        missing.sort_unstable();
        let mut orphans: Vec<String> = objects
            .iter()
            .filter(|object| object.made_at < before_ms && !known.contains(&object.key))
            .map(|object| object.key.clone())
            .collect();
        orphans.sort_unstable();
        Ok(Audit {
            objects: objects.len(),
            orphans,
            missing,
        })
    }

    /// Writes an object, reads it and removes it, to see whether the store works.
    ///
    /// # Errors
    /// When it does not.
    pub async fn try_media(&self) -> Result<()> {
        let key = format!("doctor-{:016x}", rand::random::<u64>());
        let objects = &self.0.objects;
        objects.put(&key, b"x".to_vec()).await?;
        objects.get(&key).await?;
        objects.delete(&key).await
    }

    /// Removes objects that an audit found to be nobody's.
    ///
    /// # Errors
    /// When the object store does not answer.
    pub async fn remove_orphans(&self, orphans: &[String]) -> Result<()> {
        for key in orphans {
            self.0.objects.delete(key).await?;
        }
        Ok(())
    }

    async fn known_keys(&self) -> Result<HashSet<String>> {
        let db = &self.0.db;
        let mut known = HashSet::new();
        let mut after = sampan_domain::PictureId(0);
        loop {
            let rows = pictures::keys_after(db, after, PIECE).await?;
            let Some((last, _)) = rows.last() else { break };
            after = *last;
            for (_, key) in &rows {
                known.extend(Size::ALL.map(|size| picture::object_key(key, size)));
            }
        }
        let mut after = sampan_domain::VideoId(0);
        loop {
            let rows = videos::after(db, after, PIECE).await?;
            let Some(last) = rows.last() else { break };
            after = last.id;
            for row in &rows {
                if row.state.plays() {
                    known.insert(Rendition::Low.key(&row.store_key));
                    known.insert(Rendition::Preview.key(&row.store_key));
                }
                if row.is_high {
                    known.insert(Rendition::High.key(&row.store_key));
                }
                known.extend(videos::parts(db, row.id).await?);
            }
        }
        known.extend(account::picture_keys(db).await?);
        known.extend(link::picture_keys(db).await?);
        Ok(known)
    }
}
