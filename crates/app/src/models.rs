//! Models on this machine: which there are, and how Firefox's come here.
//!
//! A pair is put together in a hidden folder and takes its place at once, so nobody ever sees half of one.
//! Only commands come here: files are read and unpacked on the calling thread.

mod fetch;
mod record;

use crate::translation::Translation;
use crate::{Error, Result};
use fetch::{Origin, is_whole};
use record::{Packed, Set};
use sampan_domain::Lang;
use sampan_lang::engine::Firefox;
use sampan_lang::engine::firefox::{FOLDER, File, Manifest};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// Where Firefox's models come from. Mozilla provides the standard addresses for Firefox; whoever fetches
/// often should mirror them.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Source {
    /// The address of the list of files.
    pub records: String,
    /// The address that the files are below.
    pub attachments: String,
}

impl Default for Source {
    fn default() -> Self {
        Self {
            records: "https://firefox.settings.services.mozilla.com/v1/buckets/main/collections/\
                      translations-models-v2/records"
                .into(),
            attachments: "https://firefox-settings-attachments.cdn.mozilla.net".into(),
        }
    }
}

/// What happens during a pull.
#[derive(Debug)]
pub enum Told<'a> {
    /// There is no whole model for this direction.
    Missing(Lang, Lang),
    /// Of all that was asked for, so much is here.
    Bytes { done: u64, total: u64 },
    /// A pair is ready; `is_new` unless it was there all along.
    Ready { pair: &'a Manifest, is_new: bool },
}

/// A model that is there.
#[derive(Debug, PartialEq, Eq)]
pub struct Listed {
    pub name: String,
    /// Empty when nobody says.
    pub version: String,
    pub size_bytes: u64,
    /// Of its weights, in full; empty where its own manifest says it.
    pub sha256: String,
    /// Empty when nobody says.
    pub licence: &'static str,
}

/// Whisper's, of any size.
const SPEECH_LICENCE: &str = "MIT";
/// Multilingual E5's, of any size.
const MEANING_LICENCE: &str = "MIT";

impl Translation {
    /// Fetches the models between English and each of `languages`, from `from` or from where the settings
    /// say.
    ///
    /// # Errors
    /// [`Error::Unavailable`] with the reason, for the operator.
    pub async fn pull(
        &self,
        languages: &[Lang],
        from: Option<&str>,
        mut told: impl FnMut(Told<'_>) + Send,
    ) -> Result<()> {
        let mut languages = languages.to_vec();
        languages.retain(|lang| *lang != Lang::EN);
        languages.sort_unstable();
        languages.dedup();
        if languages.is_empty() {
            return Err(Error::Unavailable("name a language beside English".into()));
        }
        let origin = Origin::new(&self.firefox, from)?;
        let mut known = record::sets(&origin.records().await?)
            .ok_or_else(|| Error::Unavailable(format!("{} is no list of models", origin.name())))?;
        let mut sets: Vec<Set> = Vec::new();
        for lang in languages {
            let before = sets.len();
            for direction in [(lang, Lang::EN), (Lang::EN, lang)] {
                match known.remove(&direction) {
                    Some(set) => sets.push(set),
                    None => told(Told::Missing(direction.0, direction.1)),
                }
            }
            if sets.len() == before {
                return Err(Error::Unavailable(format!(
                    "{} has no whole model between {lang} and en",
                    origin.name()
                )));
            }
        }
        let total = sets
            .iter()
            .flat_map(|set| &set.packed)
            .map(|packed| packed.size_bytes)
            .sum();
        let models = Path::new(&self.models);
        let mut before = 0;
        for set in &sets {
            let mut bytes = |done: u64| {
                let done = before + done;
                told(Told::Bytes { done, total });
            };
            let is_new = pull_pair(models, &origin, set, &mut bytes).await?;
            before += set
                .packed
                .iter()
                .map(|packed| packed.size_bytes)
                .sum::<u64>();
            let pair = &set.manifest;
            told(Told::Ready { pair, is_new });
        }
        Ok(())
    }

    /// The models of the folder: pairs of Firefox's, then language models, then speech models.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when something is there that cannot be used, with what to do.
    pub fn models(&self) -> Result<Vec<Listed>> {
        let models = Path::new(&self.models);
        let broken = |error: sampan_lang::engine::EngineError| {
            Error::Unavailable(format!("firefox {error}"))
        };
        let mut listed: Vec<Listed> = Manifest::all(models)
            .map_err(broken)?
            .into_iter()
            .map(|pair| Listed {
                name: format!("firefox {}-{}", pair.from, pair.to),
                version: format!("{} {}", pair.version, pair.architecture),
                size_bytes: pair.size_bytes(),
                sha256: String::new(),
                licence: "MPL-2.0",
            })
            .collect();
        if !listed.is_empty() {
            Firefox::open(models).map_err(broken)?;
        }
        for file in self.model_files() {
            let size = fs::metadata(&file).map_err(|error| disk(&file, &error))?;
            listed.push(Listed {
                name: format!("llm {}", file.file_name().unwrap_or_default().display()),
                version: String::new(),
                size_bytes: size.len(),
                sha256: hash(&file)?,
                licence: "",
            });
        }
        for (folder, size_bytes) in crate::caption::speech_models(models) {
            listed.push(Listed {
                name: format!(
                    "whisper {}",
                    folder.file_name().unwrap_or_default().display()
                ),
                version: String::new(),
                size_bytes,
                sha256: hash(&folder.join("model.safetensors"))?,
                licence: SPEECH_LICENCE,
            });
        }
        for (folder, size_bytes) in crate::meaning::meaning_models(models) {
            listed.push(Listed {
                name: folder.file_name().unwrap_or_default().display().to_string(),
                version: String::new(),
                size_bytes,
                sha256: hash(&folder.join("model.safetensors"))?,
                licence: MEANING_LICENCE,
            });
        }
        Ok(listed)
    }
}

/// Folders with a model as Hugging Face keeps them, with the size of their weights in bytes, the largest first.
pub(crate) fn folders(folder: &Path) -> Vec<(PathBuf, u64)> {
    let Ok(folders) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut found: Vec<(PathBuf, u64)> = folders
        .flatten()
        .map(|folder| folder.path())
        .filter(|folder| {
            ["config.json", "tokenizer.json"]
                .iter()
                .all(|name| folder.join(name).is_file())
        })
        .filter_map(|folder| {
            let weights = fs::metadata(folder.join("model.safetensors")).ok()?;
            Some((folder, weights.len()))
        })
        .collect();
    found.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
    found
}

/// Puts a pair in its place; answers whether it was not there yet.
async fn pull_pair(
    models: &Path,
    origin: &Origin,
    set: &Set,
    told: &mut (dyn FnMut(u64) + Send),
) -> Result<bool> {
    let Manifest { from, to, .. } = set.manifest;
    let place = Manifest::folder(models, from, to);
    if is_there(models, &place, &set.manifest)? {
        told(set.packed.iter().map(|packed| packed.size_bytes).sum());
        return Ok(false);
    }
    let hidden = |ending: &str| models.join(FOLDER).join(format!(".{from}-{to}.{ending}"));
    let new = hidden("new");
    fs::create_dir_all(&new).map_err(|error| disk(&new, &error))?;
    tidy(&new, set)?;
    let mut before = 0;
    for (file, packed) in set.manifest.files.iter().zip(&set.packed) {
        let mut bytes = |done: u64| told(before + done);
        pull_file(origin, file, packed, &place, &new, &mut bytes).await?;
        before += packed.size_bytes;
        told(before);
    }
    set.manifest
        .write(&new)
        .map_err(|error| disk(&new, &error))?;
    // Whoever has the old one open keeps it.
    let old = hidden("old");
    remove(&old)?;
    if place.exists() {
        fs::rename(&place, &old).map_err(|error| disk(&place, &error))?;
    }
    fs::rename(&new, &place).map_err(|error| disk(&new, &error))?;
    remove(&old)?;
    Ok(true)
}

fn is_there(models: &Path, place: &Path, manifest: &Manifest) -> Result<bool> {
    // A manifest that cannot be read is replaced.
    let there = Manifest::all(models).unwrap_or_default();
    if !there.contains(manifest) {
        return Ok(false);
    }
    for file in &manifest.files {
        if !is_whole(&place.join(&file.name), file.size_bytes, &file.sha256)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A file that waits to be unpacked. Its name tells what it holds, so the beginning of another version is
/// never gone on with.
fn part(folder: &Path, packed: &Packed) -> PathBuf {
    folder.join(format!("{}.part", packed.sha256))
}

/// Removes what an earlier pull of something else left.
fn tidy(new: &Path, set: &Set) -> Result<()> {
    let wanted = |path: &PathBuf| {
        let is_file = |file: &File| new.join(&file.name) == *path;
        set.packed.iter().any(|packed| part(new, packed) == *path)
            || set.manifest.files.iter().any(is_file)
    };
    let entries = fs::read_dir(new).map_err(|error| disk(new, &error))?;
    for entry in entries {
        let path = entry.map_err(|error| disk(new, &error))?.path();
        if !wanted(&path) {
            remove(&path)?;
        }
    }
    Ok(())
}

async fn pull_file(
    origin: &Origin,
    file: &File,
    packed: &Packed,
    place: &Path,
    new: &Path,
    told: &mut (dyn FnMut(u64) + Send),
) -> Result<()> {
    let target = new.join(&file.name);
    if is_whole(&target, file.size_bytes, &file.sha256)? {
        return Ok(());
    }
    let there = place.join(&file.name);
    if is_whole(&there, file.size_bytes, &file.sha256)? {
        fs::copy(&there, &target).map_err(|error| disk(&target, &error))?;
        return Ok(());
    }
    let part = part(new, packed);
    let path = origin.packed(packed, part.clone(), told).await?;
    unpack(&path, &target, file)?;
    remove(&part)
}

/// Unpacks a file, no further than it may be long.
fn unpack(packed: &Path, target: &Path, file: &File) -> Result<()> {
    let wrong = |reason: &dyn std::fmt::Display| {
        Error::Unavailable(format!("{} cannot be unpacked: {reason}", file.name))
    };
    let broken = |error: std::io::Error| disk(target, &error);
    let source = fs::File::open(packed).map_err(|error| disk(packed, &error))?;
    let unpacked = zstd::stream::read::Decoder::new(source).map_err(|error| wrong(&error))?;
    let mut unpacked = unpacked.take(file.size_bytes + 1);
    let mut written = fs::File::create(target).map_err(broken)?;
    let mut hash = Sha256::new();
    let mut chunk = vec![0; 1 << 18];
    loop {
        let read = unpacked.read(&mut chunk).map_err(|error| wrong(&error))?;
        if read == 0 {
            break;
        }
        hash.update(&chunk[..read]);
        written.write_all(&chunk[..read]).map_err(broken)?;
    }
    let hash: String = hash
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    if hash != file.sha256 {
        remove(target)?;
        return Err(wrong(&"it is not what its record promises"));
    }
    written.sync_all().map_err(broken)
}

/// The SHA-256 of a file; reads all of it.
fn hash(path: &Path) -> Result<String> {
    let mut file = fs::File::open(path).map_err(|error| disk(path, &error))?;
    let mut hash = Sha256::new();
    let mut chunk = vec![0; 1 << 20];
    loop {
        let read = file.read(&mut chunk).map_err(|error| disk(path, &error))?;
        if read == 0 {
            break;
        }
        hash.update(&chunk[..read]);
    }
    let hash = hash.finalize();
    Ok(hash.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn remove(path: &Path) -> Result<()> {
    let removed = if path.is_dir() {
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    };
    match removed {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(disk(path, &error)),
        _ => Ok(()),
    }
}

fn disk(path: &Path, error: &std::io::Error) -> Error {
    Error::Unavailable(format!("{}: {error}", path.display()))
}
