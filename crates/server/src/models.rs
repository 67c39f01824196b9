//! `sampan models`: fetches Firefox's translation models, and lists what is there: name, version, size, licence, hash.

use crate::config::Loaded;
use crate::{Outcome, say};
use sampan_app::models::Told;
use sampan_domain::Lang;
use std::io::{IsTerminal, Write};

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Fetch Firefox's models between English and other languages
    Pull {
        /// Languages, such as zh en
        #[arg(required = true, value_name = "LANG")]
        languages: Vec<String>,
        /// A folder or an address that holds records.json and the files, instead of Mozilla's
        #[arg(long, value_name = "DIR|URL")]
        from: Option<String>,
    },
    /// List the models that are there
    List,
}

pub(crate) async fn run(loaded: Loaded, command: Command) -> Outcome {
    match command {
        Command::Pull { languages, from } => pull(&loaded, &languages, from.as_deref()).await,
        Command::List => list(&loaded),
    }
}

async fn pull(loaded: &Loaded, languages: &[String], from: Option<&str>) -> Outcome {
    let languages = languages
        .iter()
        .map(|tag| Lang::parse(tag).ok_or_else(|| format!("{tag} is no known language")))
        .collect::<Result<Vec<_>, _>>()?;
    loaded.make_data()?;
    let mut shown = Progress::default();
    let pulled = loaded
        .community
        .translation
        .pull(&languages, from, |told| match told {
            Told::Missing(from, to) => {
                shown.line(&format!("There is no whole model from {from} to {to}."));
            }
            Told::Bytes { done, total } => shown.bytes(done, total),
            Told::Ready { pair, is_new } => shown.line(&format!(
                "{} to {}: version {}, {}, {}{}",
                pair.from,
                pair.to,
                pair.version,
                pair.architecture,
                megabytes(pair.size_bytes()),
                if is_new { "" } else { ", was there already" }
            )),
        })
        .await;
    shown.end();
    pulled.map_err(|error| error.to_string())
}

fn list(loaded: &Loaded) -> Outcome {
    let settings = &loaded.community.translation;
    let models = settings.models().map_err(|error| error.to_string())?;
    if models.is_empty() {
        say(&format!(
            "{} holds no models. sampan models pull zh en fetches some.",
            settings.models
        ));
    }
    for model in models {
        let size = megabytes(model.size_bytes);
        let said = [
            model.name.as_str(),
            &model.version,
            &size,
            model.licence,
            &model.sha256,
        ];
        let said: Vec<&str> = said.into_iter().filter(|word| !word.is_empty()).collect();
        say(&said.join("  "));
    }
    Ok(())
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

/// How far it is, on standard error: one line that changes on a terminal, else one for every tenth.
#[derive(Default)]
struct Progress {
    percent: Option<u64>,
}

impl Progress {
    fn bytes(&mut self, done: u64, total: u64) {
        let is_terminal = std::io::stderr().is_terminal();
        let percent = done * 100 / total.max(1);
        let percent = if is_terminal {
            percent
        } else {
            percent / 10 * 10
        };
        if self.percent == Some(percent) {
            return;
        }
        self.percent = Some(percent);
        let (done, total) = (megabytes(done), megabytes(total));
        if is_terminal {
            eprint!("\r{percent:3} %  {done} of {total}  ");
            let _ = std::io::stderr().flush();
        } else {
            eprintln!("{percent} %  {done} of {total}");
        }
    }

    /// A line that stays.
    fn line(&mut self, words: &str) {
        self.end();
        eprintln!("{words}");
    }

    /// Leaves the line that changes.
    fn end(&mut self) {
        if self.percent.is_some() && std::io::stderr().is_terminal() {
            eprintln!();
        }
        self.percent = self.percent.filter(|_| !std::io::stderr().is_terminal());
    }
}
