//! The load tool: replays the day of the flood against a running server, and audits it afterwards.

mod abuse;
mod audit;
mod backup;
mod client;
mod cluster;
mod deed;
mod dice;
mod errand;
mod ledger;
mod measure;
mod passkey;
mod replay;
mod report;
mod script;
mod server;
mod surge;
mod world;

use audit::{Audit, Check};
use clap::{Parser, Subcommand};
use cluster::{Cluster, Sharing};
use ledger::Ledger;
use replay::Day;
use report::Report;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The first day of a flood: what people did in it, as often as they did it, against a server of yours.
#[derive(Parser)]
#[command(name = "flood", version, about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Replay the day, audit what it left, and report
    Replay(Box<Replaying>),
    /// Audit what an earlier replay left
    Audit {
        /// The folder of the replay's report
        #[arg(long)]
        out: PathBuf,
        /// The database: sqlite:PATH or postgres://…
        #[arg(long)]
        db: String,
        /// The server, when it runs
        #[arg(long)]
        base: Option<String>,
    },
}

#[derive(clap::Args)]
struct Replaying {
    /// A server that runs on a fresh database, behind no proxy, with `proxied` set
    #[arg(long, conflicts_with = "bin")]
    base: Option<String>,
    /// A `sampan` to start and stop
    #[arg(long, required_unless_present = "base", requires = "data")]
    bin: Option<PathBuf>,
    /// The folder that it gets; a fresh one
    #[arg(long)]
    data: Option<PathBuf>,
    /// The server's process, to watch what it uses, when it was not started here
    #[arg(long)]
    pid: Option<u32>,
    /// The database, for the audit [default: sqlite:DATA/sampan.db]
    #[arg(long)]
    db: Option<String>,
    /// 1 is the whole day: 6.6 million readings, 210,000 notes and comments
    #[arg(long, default_value_t = 1.0)]
    scale: f64,
    /// How long the day takes here
    #[arg(long, default_value_t = 10.0)]
    minutes: f64,
    #[arg(long, default_value_t = 20_250_113)]
    seed: u64,
    /// Kill the server (a `sampan` that was started here) after so long, and start it again: `90`, `3m`, `20,75,130`
    #[arg(long, requires = "bin", value_parser = seconds, value_delimiter = ',')]
    kill_after: Vec<f64>,
    /// Take a backup (of a `sampan` that was started here) after so long; restore and audit it afterwards
    #[arg(long, requires = "bin", conflicts_with = "kill_after", value_parser = seconds)]
    backup_after: Option<f64>,
    /// So many `sampan serve`, which share `--db`, `--bus` and `--media`
    #[arg(long, default_value_t = 1)]
    serve: usize,
    /// And so many `sampan work`
    #[arg(long, default_value_t = 0)]
    work: usize,
    /// What they talk through: nats://HOST:PORT
    #[arg(long, default_value = "")]
    bus: String,
    /// Where they keep media: s3://BUCKET, or a folder
    #[arg(long)]
    media: Option<String>,
    /// Kill one that serves and one that works so often, and start them again
    #[arg(long, value_parser = seconds)]
    kill_every: Option<f64>,
    /// Stop and start all of them, one after the other, so often
    #[arg(long, conflicts_with = "kill_every", value_parser = seconds)]
    restart_every: Option<f64>,
    /// Joining asks for a proof that a device has worked, and the tool works
    #[arg(long)]
    proof: bool,
    /// With people who hammer a page, join and join, send a gigabyte, and never come to the end of a request
    #[arg(long)]
    abusers: bool,
    /// With people who take a page in drops
    #[arg(long)]
    slow_readers: bool,
    /// Where reports go
    #[arg(long, default_value = "flood")]
    out: PathBuf,
}

fn seconds(text: &str) -> Result<f64, String> {
    let (number, unit) = match text.strip_suffix('m') {
        Some(minutes) => (minutes, 60.0),
        None => (text.strip_suffix('s').unwrap_or(text), 1.0),
    };
    let number: f64 = number
        .parse()
        .map_err(|_| format!("{text}: write 90 or 3m"))?;
    Ok(number * unit)
}

/// Tells whoever runs the tool.
#[expect(clippy::print_stdout, reason = "a tool talks to whoever runs it")]
pub(crate) fn say(line: &str) {
    println!("{line}");
}

async fn audited(db: &str, base: Option<&str>, ledger: &Ledger) -> Result<Vec<Check>, String> {
    let mut audit = Audit::between(db, ledger, ledger, ledger.vague).await?;
    audit.rows().await?;
    audit.views().await?;
    if let Some(base) = base {
        audit.pages(base).await?;
    }
    Ok(audit.end())
}

fn told(report: &Report, out: &Path) -> Result<bool, String> {
    report.write(out)?;
    say(&report.text());
    say(&report.line());
    Ok(report.is_clean())
}

async fn replayed(args: Replaying) -> Result<bool, String> {
    std::fs::create_dir_all(&args.out).map_err(|error| error.to_string())?;
    // The script says when they come; nobody is to stand in a line.
    let gate = if args.proof { "proof" } else { "open" };
    let mut cluster = match (&args.bin, &args.data) {
        (Some(binary), Some(data)) if args.serve > 1 || args.work > 0 => {
            let sharing = Sharing {
                db: args.db.clone().ok_or("several processes share --db")?,
                bus: args.bus.clone(),
                media: args
                    .media
                    .clone()
                    .ok_or("several processes share --media")?,
            };
            let count = (args.serve, args.work);
            Some(Cluster::start(binary, data, count, &sharing, gate)?)
        }
        (Some(binary), Some(data)) => Some(Cluster::alone(binary, data, gate)?),
        _ => None,
    };
    let base = match (&cluster, &args.base) {
        (Some(cluster), _) => format!("http://{}", cluster.addresses()[0]),
        (None, Some(base)) => base.clone(),
        (None, None) => return Err("give --base or --bin".into()),
    };
    let db = match (&args.db, &args.data) {
        (Some(db), _) => db.clone(),
        (None, Some(data)) => format!("sqlite:{}/sampan.db", data.display()),
        (None, None) => return Err("give --db, so that the audit finds what is stored".into()),
    };
    let day = Day {
        scale: args.scale,
        minutes: args.minutes,
        seed: args.seed,
        kill_after_s: args.kill_after,
        kill_every_s: args.kill_every,
        restart_every_s: args.restart_every,
        backup_after_s: args.backup_after,
        proof: args.proof,
        abusers: args.abusers,
        slow_readers: args.slow_readers,
    };
    say(&format!(
        "The day at scale {} in {} minutes, against {base}",
        day.scale, day.minutes
    ));
    let place = args.out.join("backup");
    let (replayed, ledger, backup) =
        replay::replay(&day, &base, cluster.as_mut(), args.pid, &place).await?;
    ledger.write(&args.out.join("ledger.json"))?;
    // The last views are written within a second or two.
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    let mut checks = audited(&db, Some(&base), &ledger).await?;
    if let Some(cluster) = &mut cluster {
        cluster.stop()?;
    }
    if let (Some(backup), Some(binary)) = (backup, &args.bin) {
        say("restoring the backup");
        let restored = args.out.join("restored");
        checks.extend(backup.audited(&ledger, binary, &restored).await?);
    }
    let report = Report {
        machine: report::machine(),
        day,
        replayed,
        checks,
    };
    told(&report, &args.out)
}

async fn audit_alone(out: &Path, db: &str, base: Option<&str>) -> Result<bool, String> {
    let ledger = Ledger::read(&out.join("ledger.json"))?;
    let text = std::fs::read(out.join("flood.json")).map_err(|error| error.to_string())?;
    let mut report: Report = serde_json::from_slice(&text).map_err(|error| error.to_string())?;
    report.checks = audited(db, base, &ledger).await?;
    told(&report, out)
}

#[expect(clippy::print_stderr, reason = "a tool talks to whoever runs it")]
fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let Ok(runtime) = runtime else {
        return ExitCode::FAILURE;
    };
    let local = tokio::task::LocalSet::new();
    let outcome = local.block_on(&runtime, async {
        match cli.command {
            Command::Replay(args) => replayed(*args).await,
            Command::Audit { out, db, base } => audit_alone(&out, &db, base.as_deref()).await,
        }
    });
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(why) => {
            eprintln!("flood: {why}");
            ExitCode::FAILURE
        }
    }
}
