//! `sampan jobs`: work that was given up.

use crate::config::Loaded;
use crate::{Outcome, open, say};

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// List jobs that were given up, with the reason
    Dead,
    /// Let one try again
    Retry { id: String },
}

pub(crate) async fn run(loaded: Loaded, command: Command) -> Outcome {
    let app = open(&loaded).await?;
    let result = match command {
        Command::Dead => app.dead_jobs().await.map(|jobs| {
            if jobs.is_empty() {
                say("No job was given up.");
            }
            for job in jobs {
                let reason = job.error.unwrap_or_default();
                say(&format!(
                    "{}  {}  {} tries  {reason}",
                    job.id, job.kind, job.attempts
                ));
            }
        }),
        Command::Retry { id } => {
            let id = id.parse().map_err(|_| format!("{id} is no job"))?;
            app.revive_job(id)
                .await
                .map(|()| say("It will be tried again."))
        }
    };
    app.close().await;
    result.map_err(|error| error.to_string())
}
