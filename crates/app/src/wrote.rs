//! Who has just written: for a while they are shown what is, however many read the same.

use crate::App;
use crate::bus::News;
use parking_lot::Mutex;
use sampan_domain::{AccountId, NoteId};
use std::collections::HashMap;
use std::time::{Duration, Instant};

/// Longer than numbers on kept pages may be old.
const WHILE: Duration = Duration::from_secs(32);
/// How often those are forgotten who wrote before.
const SWEPT_EVERY: Duration = Duration::from_secs(4);

/// On which note, as far as that is known, and when.
type Written = (Option<NoteId>, Instant);

struct Recent {
    written: HashMap<AccountId, Vec<Written>>,
    swept: Instant,
}

pub(crate) struct Wrote(Mutex<Recent>);

impl Default for Wrote {
    fn default() -> Self {
        Self(Mutex::new(Recent {
            written: HashMap::new(),
            swept: Instant::now(),
        }))
    }
}

fn is_recent((_, at): &Written) -> bool {
    at.elapsed() < WHILE
}

impl Wrote {
    fn note(&self, account: AccountId, on: Option<NoteId>) {
        let mut recent = self.0.lock();
        if recent.swept.elapsed() > SWEPT_EVERY {
            recent
                .written
                .retain(|_, written| written.iter().any(is_recent));
            recent.swept = Instant::now();
        }
        let written = recent.written.entry(account).or_default();
        // Once for each note, however often.
        match written.iter_mut().find(|(known, _)| *known == on) {
            Some((_, at)) => *at = Instant::now(),
            None => {
                written.retain(is_recent);
                written.push((on, Instant::now()));
            }
        }
    }

    /// They wrote, through another process.
    pub(crate) fn elsewhere(&self, account: AccountId) {
        self.note(account, None);
    }
}

impl App {
    /// Somebody writes, on a note if that is known.
    pub fn writes(&self, account: AccountId, on: Option<NoteId>) {
        self.0.wrote.note(account, on);
        self.0.bus.say(|| News::Wrote(account));
    }

    /// Whether they have just written on any of these notes, or nobody knows on what.
    #[must_use]
    pub fn has_written(&self, account: AccountId, on: &[NoteId]) -> bool {
        let recent = self.0.wrote.0.lock();
        let written = recent.written.get(&account).into_iter().flatten();
        let mut recent = written.filter(|written| is_recent(written));
        recent.any(|(note, _)| note.is_none_or(|note| on.contains(&note)))
    }
}
