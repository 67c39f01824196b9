//! How many people and notes there are: counted over whole tables, and so only now and then.

use crate::{App, Result};
use parking_lot::Mutex;
use sampan_store::{account, session};

const FRESH_MS: i64 = 60_000;
const MONTH_MS: i64 = 30 * 24 * 3_600_000;

#[derive(Debug, Clone, Copy, Default)]
pub struct Census {
    pub accounts: i64,
    /// Accounts that were here within thirty days.
    pub active_month: i64,
    pub notes: i64,
}

/// The last count, and when it was made.
#[derive(Default)]
pub(crate) struct Counted(Mutex<Option<(i64, Census)>>);

impl App {
    /// How many there are, as of the last minute.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn census(&self) -> Result<Census> {
        let now = self.now_ms();
        let known = *self.0.census.0.lock();
        if let Some((at, census)) = known
            && (0..FRESH_MS).contains(&(now - at))
        {
            return Ok(census);
        }
        let db = &self.0.db;
        let census = Census {
            accounts: account::count(db).await?,
            active_month: session::active_since(db, now - MONTH_MS).await?,
            notes: account::notes(db).await?,
        };
        *self.0.census.0.lock() = Some((now, census));
        Ok(census)
    }
}
