//! Who has just written: for a while they are shown what is, however many read the same.

use crate::App;
use crate::bus::News;
use parking_lot::Mutex;
use sampan_domain::AccountId;
use std::collections::HashMap;
use std::time::{Duration, Instant};

const WHILE: Duration = Duration::from_secs(4);
const REMEMBERED: usize = 10_000;

#[derive(Default)]
pub(crate) struct Wrote(Mutex<HashMap<AccountId, Instant>>);

impl Wrote {
    fn note(&self, account: AccountId) {
        let mut wrote = self.0.lock();
        if wrote.len() > REMEMBERED {
            wrote.retain(|_, at| at.elapsed() < WHILE);
        }
        wrote.insert(account, Instant::now());
    }

    /// They wrote, through another process.
    pub(crate) fn elsewhere(&self, account: AccountId) {
        self.note(account);
    }
}

impl App {
    /// Somebody writes.
    pub fn writes(&self, account: AccountId) {
        self.0.wrote.note(account);
        self.0.bus.say(|| News::Wrote(account));
    }

    /// Whether they have just written.
    #[must_use]
    pub fn has_written(&self, account: AccountId) -> bool {
        let wrote = self.0.wrote.0.lock();
        wrote.get(&account).is_some_and(|at| at.elapsed() < WHILE)
    }
}
