//! Firefox's translation models in this process: small, fast, one for each direction.
//!
//! A folder holds pairs (`manifest`), each of which gets a thread of its own when it is first asked for
//! (`worker`). Texts go through as sentences (`sentence`), and what must stay as it is and did not is put
//! back where the model's attention says that it belongs (`align`). Where no model translates directly,
//! the way goes through English.

mod align;
mod manifest;
mod sentence;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod toy;
mod worker;

pub use manifest::{FOLDER, File, Manifest, Role, hash_of};

use super::{Ask, Engine, EngineError};
use async_trait::async_trait;
use manifest::Pair;
use sampan_domain::Lang;
use sha2::{Digest, Sha256};
use std::path::Path;
use worker::Worker;

/// Counts up when the same models come to give other renditions.
const REVISION: &str = "1";

/// What an operator does about a file that is not what it should be.
const MEND: &str = "sampan models pull fetches it again";

/// Firefox's models in this process.
pub struct Firefox {
    version: String,
    workers: Vec<Worker>,
}

impl Firefox {
    /// Looks at the models below `folder/firefox`. They are loaded when they are first asked for.
    ///
    /// # Errors
    /// [`EngineError::Broken`] when there is none, a file is missing or of the wrong size, or this
    /// processor cannot run them.
    pub fn open(folder: &Path) -> Result<Self, EngineError> {
        able()?;
        let pairs = Pair::all(folder)?;
        if pairs.is_empty() {
            return Err(EngineError::Broken(format!(
                "{} holds no models: sampan models pull zh en fetches some",
                folder.join(FOLDER).display()
            )));
        }
        for pair in &pairs {
            pair.check_sizes()?;
        }
        Ok(Self {
            version: version(&pairs),
            workers: pairs.into_iter().map(Worker::new).collect(),
        })
    }

    /// Whether [`Self::open`] would find a model.
    #[must_use]
    pub fn is_there(folder: &Path) -> bool {
        Pair::all(folder).map_or(true, |pairs| !pairs.is_empty())
    }

    fn direct(&self, from: Lang, to: Lang) -> Option<&Worker> {
        self.workers
            .iter()
            .find(|worker| worker.pair().from == from && worker.pair().to == to)
    }

    /// The models that a text goes through.
    fn route(&self, from: Lang, to: Lang) -> Option<Vec<&Worker>> {
        if let Some(worker) = self.direct(from, to) {
            return Some(vec![worker]);
        }
        Some(vec![
            self.direct(from, Lang::EN)?,
            self.direct(Lang::EN, to)?,
        ])
    }
}

#[async_trait]
impl Engine for Firefox {
    fn name(&self) -> &str {
        "firefox"
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn translates(&self, from: Lang, to: Lang) -> bool {
        self.route(from, to).is_some()
    }

    async fn warm(&self, from: Lang, to: Lang) {
        let ask = Ask {
            text: "1".into(),
            ..Ask::default()
        };
        // What is wrong will be told when it matters.
        let _ = self.translate(from, to, &[ask]).await;
    }

    async fn translate(
        &self,
        from: Lang,
        to: Lang,
        asks: &[Ask],
    ) -> Result<Vec<String>, EngineError> {
        let route = self
            .route(from, to)
            .ok_or_else(|| EngineError::Broken(format!("no model is there for {from} to {to}")))?;
        let mut texts: Vec<String> = asks.iter().map(|ask| ask.text.clone()).collect();
        for worker in route {
            texts = worker.translate(texts, asks).await?;
        }
        Ok(texts)
    }
}

/// Whether this processor can run what was compiled. The library does not look, and would end the whole
/// process with an illegal instruction.
fn able() -> Result<(), EngineError> {
    let plain = fxtranslate::gemm::backend() == "scalar";
    #[cfg(target_arch = "x86_64")]
    let (name, able) = ("AVX2", std::arch::is_x86_feature_detected!("avx2"));
    #[cfg(target_arch = "aarch64")]
    let (name, able) = ("i8mm", std::arch::is_aarch64_feature_detected!("i8mm"));
    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    let (name, able) = ("", true);
    if able || plain {
        return Ok(());
    }
    Err(EngineError::Broken(format!(
        "this processor lacks {name}, which Firefox's models need here. Take \"firefox\" out of \
         translation.engines, or use a newer machine"
    )))
}

/// What the makers call the models, and what the files are.
fn version(pairs: &[Pair]) -> String {
    let mut names: Vec<&str> = pairs
        .iter()
        .map(|pair| pair.manifest.version.as_str())
        .collect();
    names.sort_unstable();
    names.dedup();
    let mut hash = Sha256::new_with_prefix(REVISION);
    for file in pairs.iter().flat_map(|pair| &pair.manifest.files) {
        hash.update(&file.sha256);
    }
    let hash: String = hash.finalize()[..4]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("{} {hash}", names.join("+"))
}
