//! The pool that Explore is dealt from: the hottest public notes, kept in memory.
//!
//! Derived state: thrown away and read again whenever it is old or a note came or went. A page's cursor
//! names the generation it was dealt from, so that scrolling meets each note once.

use crate::{App, Result};
use parking_lot::Mutex;
use sampan_domain::{AccountId, NoteId};
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Notes in the pool. Beyond it, Explore goes on in the order of the database.
pub(crate) const POOL: usize = 400;
/// How old the pool may be.
const FRESH_MS: i64 = 2_000;
/// Generations that cursors can still name.
const KEPT: usize = 120;

pub(crate) struct Generation {
    pub(crate) number: u64,
    pub(crate) notes: Vec<(NoteId, AccountId, f64)>,
    made_at: i64,
}

#[derive(Default)]
pub(crate) struct Explore {
    generations: Mutex<VecDeque<Arc<Generation>>>,
    expired: AtomicBool,
    reading: tokio::sync::Mutex<()>,
}

impl Explore {
    /// A public note came, went or looks different now.
    pub(crate) fn expire(&self) {
        self.expired.store(true, Ordering::Release);
    }

    fn current(&self, now: i64) -> Option<Arc<Generation>> {
        let fresh = |known: &&Arc<Generation>| (0..FRESH_MS).contains(&(now - known.made_at));
        if self.expired.load(Ordering::Acquire) {
            return None;
        }
        self.generations.lock().back().filter(fresh).cloned()
    }

    fn numbered(&self, number: u64) -> Option<Arc<Generation>> {
        self.generations
            .lock()
            .iter()
            .find(|known| known.number == number)
            .cloned()
    }
}

impl App {
    /// The pool of a generation, or the current one.
    pub(crate) async fn explore_pool(&self, number: Option<u64>) -> Result<Arc<Generation>> {
        let explore = &self.0.explore;
        if let Some(known) = number.and_then(|number| explore.numbered(number)) {
            return Ok(known);
        }
        if let Some(known) = explore.current(self.now_ms()) {
            return Ok(known);
        }
        // One reads for all who wait.
        let _reading = explore.reading.lock().await;
        let now = self.now_ms();
        if let Some(known) = explore.current(now) {
            return Ok(known);
        }
        explore.expired.store(false, Ordering::Release);
        let notes = sampan_store::note::hottest(&self.0.db, None, POOL as i64).await?;
        let mut generations = explore.generations.lock();
        let last = generations.back().cloned();
        if let Some(last) = &last
            && last.notes == notes
        {
            // Nothing moved: the same generation is fresh again.
            let same = Arc::new(Generation {
                number: last.number,
                notes,
                made_at: now,
            });
            generations.pop_back();
            generations.push_back(Arc::clone(&same));
            return Ok(same);
        }
        // Numbers go on from the clock, so that no restart repeats one.
        let number = last
            .map_or(0, |last| last.number + 1)
            .max(now.cast_unsigned());
        let new = Arc::new(Generation {
            number,
            notes,
            made_at: now,
        });
        generations.push_back(Arc::clone(&new));
        while generations.len() > KEPT {
            generations.pop_front();
        }
        Ok(new)
    }
}
