//! `sampan translate`: lines in, lines out, through the pipeline that readers' texts go through.

use crate::config::Loaded;
use crate::{Outcome, language, say};
use futures::{StreamExt, stream};
use sampan_domain::Lang;
use std::io::Read;

/// Lines that are translated at once.
const AT_ONCE: usize = 16;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Language of the lines, such as zh or en
    #[arg(long, value_parser = language)]
    from: Lang,
    /// Language to translate to
    #[arg(long, value_parser = language)]
    to: Lang,
    /// Only this engine: firefox, libretranslate, openai, llm
    #[arg(long)]
    engine: Option<String>,
    /// The engine alone, without anything that Sampan does around it
    #[arg(long)]
    bare: bool,
}

pub(crate) async fn run(loaded: Loaded, arguments: Arguments) -> Outcome {
    let (from, to) = (arguments.from, arguments.to);
    let settings = &loaded.community.translation;
    let (pipeline, broken) = settings
        .open(arguments.engine.as_deref())
        .map_err(|error| error.to_string())?;
    for reason in broken {
        tracing::warn!("{reason}");
    }
    if !pipeline.translates(from, to) {
        return Err(format!(
            "no engine is set up for {from} to {to}. Fetch models with sampan models pull {from} {to}, put a \
             GGUF model into {}, or name a server in sampan.toml (docs/TRANSLATION.md)",
            settings.models
        ));
    }
    let mut lines = String::new();
    std::io::stdin()
        .read_to_string(&mut lines)
        .map_err(|error| format!("standard input: {error}"))?;
    let pipeline = &pipeline;
    let mut answers = stream::iter(lines.lines())
        .map(|line| async move {
            if arguments.bare {
                pipeline.bare(line, from, to).await
            } else {
                Ok(pipeline.translate(line, from, to).await)
            }
        })
        .buffered(AT_ONCE);
    while let Some(answer) = answers.next().await {
        let answer = answer.map_err(|error| error.to_string())?;
        say(&answer.lines().collect::<Vec<_>>().join(" "));
    }
    Ok(())
}
