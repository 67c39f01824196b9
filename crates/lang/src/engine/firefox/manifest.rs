//! What a folder of models holds: `firefox/<from>-<to>/manifest.json`, and the files that it names.
//!
//! Whoever fetches models writes the manifest last, so a folder without one is not finished.
//! Nor is a hidden one.

use super::MEND;
use crate::engine::EngineError;
use sampan_domain::Lang;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::io::Read;
use std::path::{Path, PathBuf};

/// The folder of the pairs, in the folder of all models.
pub const FOLDER: &str = "firefox";

const MANIFEST: &str = "manifest.json";

/// One pair's files, and where they come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub from: Lang,
    pub to: Lang,
    /// As the makers count.
    pub version: String,
    /// As the makers call it: `tiny`, `base`, `base-memory`.
    pub architecture: String,
    pub files: Vec<File>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    pub role: Role,
    /// A name in the pair's folder, without any path.
    pub name: String,
    /// In small hexadecimal letters.
    pub sha256: String,
    pub size_bytes: u64,
}

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Model,
    /// Of both languages.
    Vocab,
    SrcVocab,
    TrgVocab,
}

impl Manifest {
    /// The folder of a pair, in the folder of all models.
    #[must_use]
    pub fn folder(models: &Path, from: Lang, to: Lang) -> PathBuf {
        models.join(FOLDER).join(format!("{from}-{to}"))
    }

    /// Every pair of a folder of models, by name.
    ///
    /// # Errors
    /// [`EngineError::Broken`] when a manifest cannot be read.
    pub fn all(models: &Path) -> Result<Vec<Self>, EngineError> {
        Ok(Pair::all(models)?
            .into_iter()
            .map(|pair| pair.manifest)
            .collect())
    }

    /// Writes itself into a pair's folder.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self, folder: &Path) -> std::io::Result<()> {
        std::fs::write(folder.join(MANIFEST), serde_json::to_vec_pretty(self)?)
    }

    /// Of all files together.
    #[must_use]
    pub fn size_bytes(&self) -> u64 {
        self.files.iter().map(|file| file.size_bytes).sum()
    }
}

/// A pair and the folder that it is in.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    folder: PathBuf,
    pub(super) manifest: Manifest,
}

impl std::ops::Deref for Pair {
    type Target = Manifest;

    fn deref(&self) -> &Manifest {
        &self.manifest
    }
}

/// What an engine loads.
pub(super) struct Paths {
    pub(super) model: PathBuf,
    pub(super) source: PathBuf,
    pub(super) target: PathBuf,
}

impl Pair {
    pub(super) fn all(models: &Path) -> Result<Vec<Self>, EngineError> {
        let Ok(entries) = std::fs::read_dir(models.join(FOLDER)) else {
            return Ok(Vec::new());
        };
        let mut folders: Vec<PathBuf> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|folder| is_visible(folder) && folder.join(MANIFEST).is_file())
            .collect();
        folders.sort();
        folders.into_iter().map(Self::read).collect()
    }

    fn read(folder: PathBuf) -> Result<Self, EngineError> {
        let path = folder.join(MANIFEST);
        let text = std::fs::read(&path).map_err(|error| broken(&path, &error))?;
        let manifest: Manifest =
            serde_json::from_slice(&text).map_err(|error| broken(&path, &error))?;
        let escapes = |file: &File| Path::new(&file.name).file_name() != Some(file.name.as_ref());
        if manifest.files.iter().any(escapes) {
            return Err(broken(&path, &"it names files outside of its folder"));
        }
        Ok(Self { folder, manifest })
    }

    pub(super) fn check_sizes(&self) -> Result<(), EngineError> {
        for file in &self.files {
            let path = self.folder.join(&file.name);
            let size = std::fs::metadata(&path).map_err(|error| broken(&path, &error))?;
            if size.len() != file.size_bytes {
                let wrong = format!("{} bytes instead of {}", size.len(), file.size_bytes);
                return Err(broken(&path, &wrong));
            }
        }
        Ok(())
    }

    /// Reads every file and compares it with its hash, which takes a fraction of a second.
    pub(super) fn check_hashes(&self) -> Result<(), EngineError> {
        self.check_sizes()?;
        for file in &self.files {
            let path = self.folder.join(&file.name);
            let hash = hash_of(&path).map_err(|error| broken(&path, &error))?;
            if hash != file.sha256 {
                return Err(broken(&path, &"not the file that was fetched"));
            }
        }
        Ok(())
    }

    pub(super) fn paths(&self) -> Result<Paths, EngineError> {
        let path = |role: Role| {
            let file = self.files.iter().find(|file| file.role == role)?;
            Some(self.folder.join(&file.name))
        };
        let shared = path(Role::Vocab);
        let paths = path(Role::Model).and_then(|model| {
            Some(Paths {
                model,
                source: path(Role::SrcVocab).or_else(|| shared.clone())?,
                target: path(Role::TrgVocab).or(shared)?,
            })
        });
        let manifest = self.folder.join(MANIFEST);
        paths.ok_or_else(|| broken(&manifest, &"it names no model, or no vocabulary"))
    }
}

/// Hidden folders are still being written.
fn is_visible(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default();
    !name.as_encoded_bytes().starts_with(b".")
}

/// A file's sha256, in small hexadecimal letters.
///
/// # Errors
/// When the file cannot be read.
pub fn hash_of(path: &Path) -> std::io::Result<String> {
    let mut file = std::fs::File::open(path)?;
    let mut hash = Sha256::new();
    let mut chunk = vec![0; 1 << 20];
    loop {
        let read = file.read(&mut chunk)?;
        if read == 0 {
            break;
        }
        hash.update(&chunk[..read]);
    }
    Ok(hash
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}

fn broken(path: &Path, reason: &dyn std::fmt::Display) -> EngineError {
    EngineError::Broken(format!("{}: {reason}. {MEND}", path.display()))
}
