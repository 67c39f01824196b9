//! The binary `sampan`: settings, the command line, and the wiring of the parts.

mod account;
mod audit;
mod backup;
mod cage;
mod config;
mod doctor;
mod jobs;
mod listen;
mod models;
mod reindex;
mod renditions;
mod sample;
mod serve;
mod tell;
mod translate;

use clap::{Parser, Subcommand};
use config::Options;
use sampan_domain::Lang;
use std::io::Write;
use std::process::ExitCode;

/// A third less memory than with the allocator of the system, and some processor time (decision 0024).
#[cfg(not(target_env = "msvc"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// A community in which every word crosses languages. One binary, one folder.
#[derive(Parser)]
#[command(name = "sampan", version, about, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the community until stopped
    Serve {
        /// Address and port [default: 127.0.0.1:8080]
        #[arg(long)]
        listen: Option<String>,
        /// Leave jobs and translation to `sampan work`
        #[arg(long)]
        without_work: bool,
    },
    /// Run jobs and translate, for processes that only serve, until stopped
    Work,
    /// Fill an empty instance with the sample community
    Sample {
        /// Do nothing, without an error, when there are accounts already
        #[arg(long)]
        if_empty: bool,
        /// When the story ends, in Unix milliseconds [default: now]
        #[arg(long)]
        end_ms: Option<i64>,
    },
    /// Make accounts, give roles, let somebody back in
    Account {
        #[command(subcommand)]
        command: account::Command,
    },
    /// Look at jobs that were given up, and let them try again
    Jobs {
        #[command(subcommand)]
        command: jobs::Command,
    },
    /// Fetch translation models, and list those that are there
    Models {
        #[command(subcommand)]
        command: models::Command,
    },
    /// Translate lines from standard input, as readers' texts are translated
    Translate(translate::Arguments),
    /// Write down what is said in a recording: 16,000 floats a second on standard input
    Listen {
        /// The folder of a Whisper model
        model: std::path::PathBuf,
        /// Languages that are likely
        #[arg(value_parser = language)]
        expected: Vec<Lang>,
    },
    /// Bring renditions by people in and out, a line of JSON each
    Renditions {
        #[command(subcommand)]
        command: renditions::Command,
    },
    /// Copy everything into a folder, as of one moment, while the server runs
    Backup {
        /// The folder; what an earlier backup left there need not be copied again
        folder: std::path::PathBuf,
        /// Leave media out: they are kept elsewhere
        #[arg(long)]
        without_media: bool,
        /// Take none: compare every byte of the one that is there with its checksum
        #[arg(long, conflicts_with = "without_media")]
        check: bool,
    },
    /// Fill an empty instance, of either engine, from a backup
    Restore {
        /// The folder
        folder: std::path::PathBuf,
    },
    /// Outgrow one machine
    Move {
        #[command(subcommand)]
        command: backup::Move,
    },
    /// Compare the media folder with the database: files of nobody, files that are missing
    Audit {
        /// Remove files of nobody
        #[arg(long)]
        delete: bool,
    },
    /// Build the search index anew from the database (a server does so by itself when it has to)
    Reindex,
    /// Check what an operator could get wrong, and say how to mend it
    Doctor,
}

/// What a command can end with: words for the operator.
pub(crate) type Outcome = Result<(), String>;

async fn run(cli: Cli) -> Outcome {
    let listen = match &cli.command {
        Command::Serve { listen, .. } => listen.as_deref(),
        _ => None,
    };
    let mut loaded = config::load(&cli.options, listen)?;
    let is_quiet = !matches!(cli.command, Command::Serve { .. } | Command::Work);
    let _teller = tell::begin(&loaded.server, is_quiet)?;
    if let Some(port) = loaded
        .server
        .listen
        .rsplit(':')
        .next()
        .and_then(|port| port.parse().ok())
    {
        loaded.follow_port(port);
    }
    match cli.command {
        Command::Serve { without_work, .. } => {
            loaded.community.work &= !without_work;
            serve::run(loaded).await
        }
        Command::Work => {
            // That is what it is for, whatever is set for those that serve.
            loaded.community.work = true;
            serve::work(loaded).await
        }
        Command::Sample { if_empty, end_ms } => sample::run(loaded, if_empty, end_ms).await,
        Command::Account { command } => account::run(loaded, command).await,
        Command::Jobs { command } => jobs::run(loaded, command).await,
        Command::Models { command } => models::run(loaded, command).await,
        Command::Translate(arguments) => translate::run(loaded, arguments).await,
        Command::Renditions { command } => renditions::run(loaded, command).await,
        Command::Listen { model, expected } => listen::run(&model, &expected),
        Command::Backup {
            folder,
            without_media,
            check,
        } => backup::take(loaded, &folder, !without_media, check).await,
        Command::Restore { folder } => backup::restore(loaded, &folder).await,
        Command::Move { command } => backup::relocate(loaded, command).await,
        Command::Audit { delete } => audit::run(loaded, delete).await,
        Command::Reindex => reindex::run(loaded).await,
        Command::Doctor => doctor::run(loaded).await,
    }
}

fn main() -> ExitCode {
    // Before anything else is started: what follows becomes another program.
    let words: Vec<std::ffi::OsString> = std::env::args_os().skip(1).collect();
    if let Some((first, rest)) = words.split_first()
        && first == "cage"
    {
        return cage::run(rest);
    }
    command_line()
}

/// Reads a language that a person named.
fn language(tag: &str) -> Result<Lang, String> {
    Lang::parse(tag).ok_or_else(|| format!("{tag} is no known language"))
}

#[tokio::main]
async fn command_line() -> ExitCode {
    match run(Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("sampan: {reason}");
            ExitCode::FAILURE
        }
    }
}

/// Opens the instance for a command that does not serve.
pub(crate) async fn open(loaded: &config::Loaded) -> Result<sampan_app::App, String> {
    loaded.make_data()?;
    sampan_app::App::open(loaded.community.clone())
        .await
        .map_err(|error| error.to_string())
}

/// Prints what a person asked for. Whoever listens to the beginning alone (`| head`) has heard enough.
pub(crate) fn say(words: &str) {
    let _ = writeln!(std::io::stdout(), "{words}");
}
