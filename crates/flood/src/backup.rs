//! A backup that is taken in the middle of the day, and what comes back from it.

use crate::audit::{Audit, Check};
use crate::ledger::Ledger;
use crate::server::Server;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::time::Duration;

/// A backup, and what had been acknowledged before it was begun.
pub(crate) struct Backup {
    pub(crate) folder: PathBuf,
    pub(crate) before: Ledger,
    /// Readings that waited in memory then, or came while it was taken.
    pub(crate) vague: u64,
}

/// Waits until a command has done its work.
pub(crate) async fn done(mut child: Child, what: &str) -> Result<(), String> {
    loop {
        match child.try_wait().map_err(|error| error.to_string())? {
            Some(status) if status.success() => return Ok(()),
            Some(status) => return Err(format!("{what} ended with {status}")),
            None => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}

impl Backup {
    /// Restores it into a fresh folder, serves it, and audits it as of its moment: what had been acknowledged before is
    /// there, and nothing that has not been in `all`.
    pub(crate) async fn audited(
        &self,
        all: &Ledger,
        binary: &Path,
        data: &Path,
    ) -> Result<Vec<Check>, String> {
        std::fs::create_dir_all(data).map_err(|error| error.to_string())?;
        let folder = self.folder.display().to_string();
        let mut server = Server::on(binary, data)?;
        done(
            server.command(&["backup", &folder, "--check"])?,
            "the check",
        )
        .await?;
        done(server.command(&["restore", &folder])?, "the restoring").await?;
        server.start_again()?;
        let db = format!("sqlite:{}/sampan.db", data.display());
        let mut audit = Audit::between(&db, &self.before, all, self.vague).await?;
        audit.rows().await?;
        audit.views().await?;
        audit.pages(&server.base).await?;
        server.stop()?;
        let checks = audit.end().into_iter().map(|check| Check {
            what: format!("restored: {}", check.what),
            ..check
        });
        Ok(checks.collect())
    }
}
