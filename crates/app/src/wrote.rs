//! Who has just written: for a while they are shown what is, however many read the same.

use crate::App;
use crate::bus::News;
use parking_lot::Mutex;
use sampan_domain::{AccountId, NoteId};
use std::collections::HashMap;
use std::time::{Duration, Instant};

const WHILE: Duration = Duration::from_secs(4);
const REMEMBERED: usize = 10_000;

/// On which note, as far as that is known, and when.
type Written = (Option<NoteId>, Instant);

#[derive(Default)]
pub(crate) struct Wrote(Mutex<HashMap<AccountId, Vec<Written>>>);

fn is_recent((_, at): &Written) -> bool {
    at.elapsed() < WHILE
}

impl Wrote {
    fn note(&self, account: AccountId, on: Option<NoteId>) {
        let mut wrote = self.0.lock();
        if wrote.len() > REMEMBERED {
            wrote.retain(|_, written| written.iter().any(is_recent));
        }
        let written = wrote.entry(account).or_default();
        written.retain(is_recent);
        written.push((on, Instant::now()));
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
        let wrote = self.0.wrote.0.lock();
        let written = wrote.get(&account).into_iter().flatten();
        let mut recent = written.filter(|written| is_recent(written));
        recent.any(|(note, _)| note.is_none_or(|note| on.contains(&note)))
    }
}
