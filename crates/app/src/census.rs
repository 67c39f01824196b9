//! How many people and notes there are: counted over whole tables, and so only now and then.

use crate::{App, Result};
use parking_lot::Mutex;
use sampan_domain::AccountId;
use sampan_store::{account, session};

const FRESH_MS: i64 = 60_000;
const MONTH_MS: i64 = 30 * 24 * 3_600_000;

#[derive(Debug, Clone, Copy, Default)]
pub struct Census {
    pub accounts: i64,
    /// Accounts that were here within thirty days.
    pub active_month: i64,
    pub notes: i64,
    /// Who answers for the instance: its first administrator.
    pub contact: Option<AccountId>,
}

/// The last count, and when it was made.
#[derive(Default)]
pub(crate) struct Counted {
    last: Mutex<Option<(i64, Census)>>,
    counting: tokio::sync::Mutex<()>,
}

impl Counted {
    fn fresh(&self, now: i64) -> Option<Census> {
        let last = *self.last.lock();
        last.filter(|(at, _)| (0..FRESH_MS).contains(&(now - at)))
            .map(|(_, census)| census)
    }
}

impl App {
    /// How many there are, as of the last minute.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn census(&self) -> Result<Census> {
        let (now, counted) = (self.now_ms(), &self.0.census);
        if let Some(census) = counted.fresh(now) {
            return Ok(census);
        }
        // One counts for all who wait.
        let _counting = counted.counting.lock().await;
        if let Some(census) = counted.fresh(now) {
            return Ok(census);
        }
        let db = &self.0.db;
        let census = Census {
            accounts: account::count(db).await?,
            active_month: session::active_since(db, now - MONTH_MS).await?,
            notes: account::notes(db).await?,
            contact: account::first_admin(db).await?,
        };
        *counted.last.lock() = Some((now, census));
        Ok(census)
    }
}
