//! Backups: everything that is stored, as of one moment, in a folder that either engine can be filled from.
//!
//! A folder holds `backup.json` (what there is, with checksums), `rows-…/TABLE.jsonl.zst` (a line of JSON per row, in
//! the order of the key), `media/` and `media.sums` (checksum, size and key of every object). A further backup into
//! the same folder copies only what is new; one that was broken off is gone on with.

mod media;
mod rows;

use crate::clock::Clock;
use crate::objects::Objects;
use crate::{App, Config, Error, Result};
use media::Sums;
use rows::Digest;
use sampan_store::seam::{Load, Snapshot, Table};
use sampan_store::transfer::{self, is_copied};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};

const MANIFEST: &str = "backup.json";
const MEDIA: &str = "media";
/// Changes when older releases could not read it any more.
const FORMAT: u32 = 1;

/// What a backup is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u32,
    /// The release that wrote it.
    pub sampan: String,
    /// The last migration of its schema.
    pub schema: i64,
    /// Its moment, in Unix milliseconds: what was acknowledged before is in it.
    pub taken_at: i64,
    rows: String,
    pub tables: Vec<TableFile>,
    /// Nothing when media are kept elsewhere.
    pub media: Option<MediaFile>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TableFile {
    #[serde(flatten)]
    pub table: Table,
    pub rows: usize,
    sha256: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MediaFile {
    pub objects: usize,
    pub bytes: u64,
    sha256: String,
}

impl Manifest {
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.tables.iter().map(|table| table.rows).sum()
    }

    fn read(folder: &Path) -> Result<Self> {
        let path = folder.join(MANIFEST);
        let text = fs::read(&path).map_err(|_| {
            Error::Unavailable(format!(
                "{} holds no whole backup: {MANIFEST} is not there",
                folder.display()
            ))
        })?;
        let manifest: Self = serde_json::from_slice(&text)
            .map_err(|error| Error::Unavailable(format!("{}: {error}", path.display())))?;
        if manifest.format > FORMAT {
            return Err(Error::Unavailable(format!(
                "{} was written by sampan {}; use that release or a newer one",
                path.display(),
                manifest.sampan
            )));
        }
        Ok(manifest)
    }

    /// Replaces the one that is there, at once or not at all.
    fn write(&self, folder: &Path) -> Result<()> {
        let text =
            serde_json::to_vec_pretty(self).map_err(|error| Error::Internal(error.to_string()))?;
        write_whole(&folder.join(MANIFEST), &text)
    }

    fn sums(&self, folder: &Path) -> Result<Sums> {
        let Some(media) = &self.media else {
            return Ok(Sums::default());
        };
        let (sums, digest) = Sums::read(folder)?;
        same(&media.sha256, &digest, "media.sums")?;
        Ok(sums)
    }
}

fn broken(path: &Path) -> impl Fn(std::io::Error) -> Error + '_ {
    move |error| Error::Unavailable(format!("{}: {error}", path.display()))
}

/// Writes a file so that it is there wholly or not at all, whatever happens.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    use std::io::Write;
    let fresh = path.with_extension("new");
    let mut file = fs::File::create(&fresh).map_err(broken(&fresh))?;
    file.write_all(bytes).map_err(broken(&fresh))?;
    file.sync_all().map_err(broken(&fresh))?;
    fs::rename(&fresh, path).map_err(broken(path))
}

fn same(expected: &str, found: &str, what: &str) -> Result<()> {
    if expected == found {
        return Ok(());
    }
    Err(Error::Unavailable(format!(
        "{what} is not as it was written: the backup is damaged"
    )))
}

/// How far it is.
#[derive(Debug, Clone)]
pub enum Step {
    /// A table, and its rows.
    Table(String, usize),
    /// Objects that were copied of those that there are.
    Media(usize, usize),
}

/// Takes a backup while the instance is at work. What was uploaded while it is taken may be in it without its note.
///
/// # Errors
/// When the database or one of the stores fails. What was copied so far stays, and the earlier backup with it.
pub async fn take(
    config: &Config,
    folder: &Path,
    with_media: bool,
    told: &mut dyn FnMut(Step),
) -> Result<Manifest> {
    make_private(folder)?;
    let mut copying = if with_media {
        let mut copying = media::Copying::begin(config, folder).await?;
        // The long part first: after the moment little is left to be copied.
        copying.copy(told).await?;
        Some(copying)
    } else {
        None
    };
    let taken_at = Clock::default().now_ms();
    let snapshot = Snapshot::open(&config.db).await?;
    if let Some(copying) = &mut copying {
        copying.copy(told).await?;
    }
    let rows = format!("rows-{taken_at}");
    let place = folder.join(&rows);
    fs::create_dir_all(&place).map_err(broken(&place))?;
    let mut tables = Vec::new();
    for table in snapshot.tables().iter().filter(|table| is_copied(table)) {
        let (count, digest) = rows::write(&place, table, snapshot.rows(table)).await?;
        told(Step::Table(table.name.clone(), count));
        tables.push(TableFile {
            table: table.clone(),
            rows: count,
            sha256: digest,
        });
    }
    let media = match &mut copying {
        Some(copying) => Some(copying.end(folder)?),
        None => None,
    };
    let manifest = Manifest {
        format: FORMAT,
        sampan: env!("CARGO_PKG_VERSION").into(),
        schema: snapshot.version(),
        taken_at,
        rows,
        tables,
        media,
    };
    manifest.write(folder)?;
    // What is left belongs to an earlier one.
    remove_old_rows(folder, &manifest.rows)?;
    if let Some(copying) = copying {
        copying.remove_old().await?;
    }
    Ok(manifest)
}

/// It holds what only its owner may know, such as hashes of passwords.
fn make_private(folder: &Path) -> Result<()> {
    if folder.exists() {
        return Ok(());
    }
    fs::create_dir_all(folder).map_err(broken(folder))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let owner = fs::Permissions::from_mode(0o700);
        fs::set_permissions(folder, owner).map_err(broken(folder))?;
    }
    Ok(())
}

fn remove_old_rows(folder: &Path, current: &str) -> Result<()> {
    for entry in fs::read_dir(folder).map_err(broken(folder))? {
        let entry = entry.map_err(broken(folder))?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with("rows-") && name != current {
            fs::remove_dir_all(entry.path()).map_err(broken(&entry.path()))?;
        }
    }
    Ok(())
}

/// Reads every byte of a backup and compares it with its checksum.
///
/// # Errors
/// With the first thing that is damaged or missing.
pub async fn check(folder: &Path, told: &mut dyn FnMut(Step)) -> Result<Manifest> {
    let manifest = Manifest::read(folder)?;
    for file in &manifest.tables {
        let digest = Digest::default();
        let mut rows = rows::read(&folder.join(&manifest.rows), &file.table, &digest);
        let mut count = 0;
        while let Some(piece) = rows.next().await? {
            count += piece.len();
        }
        holds(file, count, &digest)?;
        told(Step::Table(file.table.name.clone(), count));
    }
    let sums = manifest.sums(folder)?;
    let store = Objects::open(&media_folder(folder))?;
    for (at, (key, sum)) in sums.iter().enumerate() {
        let found = media::digest(&store, key).await?;
        same(&sum.sha256, &found.sha256, key)?;
        told(Step::Media(at + 1, sums.len()));
    }
    Ok(manifest)
}

fn holds(file: &TableFile, count: usize, digest: &Digest) -> Result<()> {
    same(&file.sha256, &digest.hex(), &file.table.name)?;
    same(&file.rows.to_string(), &count.to_string(), &file.table.name)
}

fn media_folder(folder: &Path) -> String {
    folder.join(MEDIA).display().to_string()
}

/// Fills an empty instance, of either engine, with a backup. Media come first, so that it can be gone on with when it
/// was broken off; rows come in one transaction.
///
/// # Errors
/// When there are accounts already, when the backup is damaged, or when the database or one of the stores fails.
pub async fn restore(
    config: &Config,
    folder: &Path,
    told: &mut dyn FnMut(Step),
) -> Result<Manifest> {
    let manifest = Manifest::read(folder)?;
    let sums = manifest.sums(folder)?;
    Load::prepare(&config.db, manifest.schema).await?;
    is_nobodys(&config.db).await?;
    if manifest.media.is_some() {
        let (from, to) = (
            Objects::open(&media_folder(folder))?,
            Objects::open(&config.media)?,
        );
        media::fill(&from, &to, &sums, told).await?;
    }
    let load = Load::begin(&config.db, manifest.schema).await?;
    for file in &manifest.tables {
        let digest = Digest::default();
        let rows = rows::read(&folder.join(&manifest.rows), &file.table, &digest);
        let count = transfer::fill(&load, &file.table, rows).await?;
        holds(file, count, &digest)?;
        told(Step::Table(file.table.name.clone(), count));
    }
    load.commit().await?;
    forget_index(config)?;
    Ok(manifest)
}

async fn is_nobodys(db: &str) -> Result<()> {
    let there = Snapshot::open(db).await?;
    for table in there
        .tables()
        .iter()
        .filter(|table| table.name == "account")
    {
        if !there.is_empty(table).await? {
            return Err(Error::Unavailable(
                "there are accounts already: restore into an empty instance, with another --data or --db".into(),
            ));
        }
    }
    Ok(())
}

/// An index of other rows finds what is not there. It is built again by itself.
fn forget_index(config: &Config) -> Result<()> {
    let index = PathBuf::from(&config.search);
    match fs::remove_dir_all(&index) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(broken(&index)(error)),
        _ => Ok(()),
    }
}

/// What a move did.
#[derive(Debug, Clone, Default)]
pub struct Moved {
    /// Rows that are there now.
    pub rows: usize,
    /// Rows that were put in or changed this time, and taken out.
    pub changed: usize,
    /// Objects that are there now, if media moved.
    pub objects: usize,
}

/// Makes the database at `db` like this instance's, and the media store at `media`, if it is given, like its media.
/// The first time that takes long; asked again, it brings over what has changed since. Every row and every object is
/// compared afterwards.
///
/// # Errors
/// When a database or a store fails, or when something differs afterwards.
pub async fn relocate(
    config: &Config,
    db: &str,
    media: Option<&str>,
    told: &mut dyn FnMut(Step),
) -> Result<Moved> {
    let mut done = Moved::default();
    let snapshot = Snapshot::open(&config.db).await?;
    let tables = transfer::transfer(&snapshot, db, |table| {
        told(Step::Table(table.table.clone(), table.rows));
    })
    .await?;
    for table in tables {
        done.rows += table.rows;
        done.changed += table.new.max(table.gone);
    }
    let there = Snapshot::open(db).await?;
    for table in snapshot.tables().iter().filter(|table| is_copied(table)) {
        let (difference, _) =
            transfer::compare(table, snapshot.rows(table), there.rows(table)).await?;
        if !difference.is_none() {
            return Err(Error::Internal(format!(
                "{} rows of {} differ: something else writes into that database",
                difference.new.len().max(difference.gone.len()),
                table.name
            )));
        }
    }
    if let Some(media) = media {
        let (from, to) = (Objects::open(&config.media)?, Objects::open(media)?);
        done.objects = media::mirror(&from, &to, told).await?;
    }
    Ok(done)
}

impl App {
    /// Whether everything that rows refer to in the media store is there: what is missing.
    ///
    /// # Errors
    /// When the database or the store fails.
    pub async fn missing_media(&self) -> Result<Vec<String>> {
        Ok(self.audit(0).await?.missing)
    }
}
