//! `sampan audit`: whether every file is somebody's, and every file that somebody needs is there.

use crate::{Outcome, config, open, say};

/// What is younger may be on its way.
const GRACE_MS: i64 = 3_600_000;

pub(crate) async fn run(loaded: config::Loaded, delete: bool) -> Outcome {
    let app = open(&loaded).await?;
    let now = app.clock().now_ms();
    let audit = app.audit(now - GRACE_MS).await;
    let audit = audit.map_err(|error| error.to_string())?;
    for key in &audit.missing {
        say(&format!("missing {key}"));
    }
    for key in &audit.orphans {
        say(&format!("orphan {key}"));
    }
    if delete {
        let removed = app.remove_orphans(&audit.orphans).await;
        removed.map_err(|error| error.to_string())?;
    }
    let (orphans, missing) = (audit.orphans.len(), audit.missing.len());
    let removed = if delete { ", removed" } else { "" };
    say(&format!(
        "{} files; {orphans} orphans{removed}; {missing} missing.",
        audit.objects
    ));
    app.close().await;
    if missing > 0 || (orphans > 0 && !delete) {
        return Err("The media folder and the database do not fit together.".into());
    }
    Ok(())
}
