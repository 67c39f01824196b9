//! `sampan backup`, `sampan restore` and `sampan move`: everything, somewhere else.

use crate::config::Loaded;
use crate::{Outcome, open, say};
use clap::Subcommand;
use sampan_app::backup::{self, Manifest, Step};
use std::path::Path;
use std::time::{Duration, Instant};

/// How often is told how far it is.
const TOLD_EVERY: Duration = Duration::from_secs(5);

#[derive(Subcommand)]
pub(crate) enum Move {
    /// From a file to a server: copies everything and compares it; asked again, only what has changed since
    SqliteToPostgres {
        /// Where to: postgres://USER:PASSWORD@HOST/NAME
        #[arg(long)]
        to: String,
        /// Where media go, when they move, too: s3://BUCKET/PREFIX, or a folder
        #[arg(long)]
        to_media: Option<String>,
    },
}

/// Tells how far a long command is, now and then.
struct Progress(Option<Instant>);

impl Progress {
    fn told(&mut self, step: &Step) {
        let is_end = matches!(step, Step::Media(done, all) if done == all);
        let is_due = self.0.is_none_or(|at| at.elapsed() >= TOLD_EVERY);
        match step {
            Step::Table(name, rows) if *rows > 0 => say(&format!("{name}: {rows} rows")),
            Step::Media(done, all) if is_due || is_end => {
                self.0 = Some(Instant::now());
                say(&format!("media: {done} of {all}"));
            }
            Step::Table(..) | Step::Media(..) => {}
        }
    }
}

fn ended(manifest: &Manifest, what: &str) {
    let rows = manifest.row_count();
    let media = manifest.media.as_ref().map_or_else(
        || "without media".to_owned(),
        |media| format!("{} files of {} MB", media.objects, media.bytes >> 20),
    );
    say(&format!("{what}: {rows} rows, {media}."));
}

/// `sampan backup FOLDER`
pub(crate) async fn take(loaded: Loaded, folder: &Path, with_media: bool, check: bool) -> Outcome {
    let mut progress = Progress(None);
    let mut told = |step| progress.told(&step);
    let words = |error: sampan_app::Error| error.to_string();
    if check {
        let manifest = backup::check(folder, &mut told).await.map_err(words)?;
        ended(&manifest, "Everything is as it was written");
        return Ok(());
    }
    let taken = backup::take(&loaded.community, folder, with_media, &mut told).await;
    ended(&taken.map_err(words)?, "The backup is whole");
    Ok(())
}

/// `sampan restore FOLDER`
pub(crate) async fn restore(loaded: Loaded, folder: &Path) -> Outcome {
    loaded.make_data()?;
    let mut progress = Progress(None);
    let mut told = |step| progress.told(&step);
    let words = |error: sampan_app::Error| error.to_string();
    let restored = backup::restore(&loaded.community, folder, &mut told).await;
    let manifest = restored.map_err(words)?;
    ended(&manifest, "Restored");
    if manifest.media.is_none() {
        return Ok(());
    }
    let app = open(&loaded).await?;
    let missing = app.missing_media().await.map_err(words);
    app.close().await;
    let missing = missing?;
    for key in &missing {
        say(&format!("missing {key}"));
    }
    if missing.is_empty() {
        return Ok(());
    }
    Err(format!(
        "{} files were not in the backup; what they belong to shows without them.",
        missing.len()
    ))
}

/// `sampan move`
pub(crate) async fn relocate(loaded: Loaded, command: Move) -> Outcome {
    let Move::SqliteToPostgres { to, to_media } = command;
    if !loaded.community.db.starts_with("sqlite:") {
        return Err("the database is not an SQLite file already; say which with --db".into());
    }
    if !to.starts_with("postgres:") && !to.starts_with("postgresql:") {
        return Err(
            "--to is the address of a PostgreSQL: postgres://USER:PASSWORD@HOST/NAME".into(),
        );
    }
    let mut progress = Progress(None);
    let mut told = |step| progress.told(&step);
    let moved = backup::relocate(&loaded.community, &to, to_media.as_deref(), &mut told).await;
    let moved = moved.map_err(|error| error.to_string())?;
    let media = if to_media.is_some() {
        format!(", {} files", moved.objects)
    } else {
        String::new()
    };
    say(&format!(
        "{} rows{media} are there, compared one by one; {} of them came this time.\n\
         Did the server run meanwhile? Then stop it and do this once more: it brings what has changed since.\n\
         Then start it with the new --db{}.",
        moved.rows,
        moved.changed,
        if to_media.is_some() {
            " and --media"
        } else {
            ""
        }
    ));
    Ok(())
}
