//! `sampan renditions`: what people translated, in and out.

use crate::config::Loaded;
use crate::{Outcome, open, say};
use sampan_app::rendition::Written;
use std::io::Read;

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Print every accepted rendition: {"from", "to", "text", "rendition"}, a line each
    Export,
    /// Keep renditions from standard input, in the form that export prints; no engine replaces them
    Import,
}

pub(crate) async fn run(loaded: Loaded, command: Command) -> Outcome {
    let app = open(&loaded).await?;
    let result = match command {
        Command::Export => app.accepted_renditions().await.map(|written| {
            for one in written {
                match serde_json::to_string(&one) {
                    Ok(line) => say(&line),
                    Err(error) => tracing::warn!(%error, "a rendition was left out"),
                }
            }
        }),
        Command::Import => {
            let mut lines = String::new();
            std::io::stdin()
                .read_to_string(&mut lines)
                .map_err(|error| format!("standard input: {error}"))?;
            let written: Vec<Written> = lines
                .lines()
                .enumerate()
                .filter(|(_, line)| !line.trim().is_empty())
                .map(|(at, line)| {
                    serde_json::from_str(line).map_err(|error| format!("line {}: {error}", at + 1))
                })
                .collect::<Result<_, String>>()?;
            app.keep_written(&written)
                .await
                .map(|kept| say(&format!("{kept} renditions were kept.")))
        }
    };
    app.close().await;
    result.map_err(|error| error.to_string())
}
