//! Whose session was looked up lately, for pages that are kept: in a crowd, most look-ups are for people who have just
//! asked for another page.
//!
//! What is remembered goes with the next write that may touch an account (a profile, a role, a session that ended), and
//! after some seconds, for a command-line tool may have written. Until then only the number of unread notices may be older
//! than it is.

use crate::view::Viewer;
use crate::{App, secret};
use parking_lot::Mutex;
use sampan_domain::AccountId;
use sampan_store::seam::{Moment, Of};
use std::collections::HashMap;
use std::time::{Duration, Instant};

const WHILE: Duration = Duration::from_secs(10);
/// How many are remembered, at some four hundred bytes each.
const MOST: usize = 1 << 16;

struct Known {
    viewer: Viewer,
    moment: Moment,
    at: Instant,
}

#[derive(Default)]
struct Lately {
    /// By what a token is kept as.
    known: HashMap<String, Known>,
    /// Who has read their notices, and when.
    inboxes: HashMap<AccountId, Instant>,
}

#[derive(Default)]
pub(crate) struct Recall(Mutex<Lately>);

impl Recall {
    fn get(&self, token_hash: &str, moment: Moment) -> Option<Viewer> {
        let lately = self.0.lock();
        let known = lately.known.get(token_hash)?;
        let read = lately.inboxes.get(&known.viewer.id());
        let is_good = known.at.elapsed() < WHILE
            && known.moment.is_as_complete_as(moment)
            && read.is_none_or(|read| *read < known.at);
        is_good.then(|| known.viewer.clone())
    }

    fn put(&self, token_hash: String, known: Known) {
        let mut lately = self.0.lock();
        if lately.known.len().max(lately.inboxes.len()) >= MOST {
            lately.known.retain(|_, known| known.at.elapsed() < WHILE);
            lately.inboxes.retain(|_, read| read.elapsed() < WHILE);
        }
        if lately.known.len() < MOST {
            lately.known.insert(token_hash, known);
        }
    }
}

impl App {
    /// Whose session was looked up before, for a page that is kept.
    #[must_use]
    pub fn recalled(&self, token: &str) -> Option<Viewer> {
        let is_told = !self.is_shared() || self.hears_others();
        if !self.is_crowded() || !is_told {
            return None;
        }
        let moment = self.moment(Of::Lists);
        self.0.recall.get(&secret::hash(token), moment)
    }

    /// `viewer` was looked up, not before a moment.
    pub(crate) fn remember(&self, token: &str, viewer: &Viewer, (moment, at): (Moment, Instant)) {
        if self.is_crowded() {
            let viewer = viewer.clone();
            let known = Known { viewer, moment, at };
            self.0.recall.put(secret::hash(token), known);
        }
    }

    /// Somebody has read their notices.
    pub(crate) fn forget_unread(&self, account: AccountId) {
        let mut lately = self.0.recall.0.lock();
        lately.inboxes.insert(account, Instant::now());
    }
}
