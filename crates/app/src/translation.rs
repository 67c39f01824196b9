//! Which engines translate, in which order.

use crate::models::Source;
use crate::{Error, Result};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sampan_domain::Lang;
use sampan_domain::names::Names;
use sampan_lang::engine::{Ask, Engine, EngineError, Firefox, LibreTranslate, Llm, OpenAi};
use sampan_lang::translate::{Translator, Trouble};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// What an operator can say about translation.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Translation {
    /// Engines in the order in which they are tried: `firefox`, `libretranslate`, `openai`, `llm`.
    pub engines: Vec<String>,
    /// The folder that model files are in.
    pub models: String,
    /// Megabytes that a language model may take; without it, what is free when it is loaded.
    pub memory_mb: Option<u64>,
    /// A list of names that stay names, instead of the one that comes along (`domain/names`).
    pub names: Option<String>,
    /// Where `sampan models pull` fetches Firefox's models.
    pub firefox: Source,
    pub openai: Endpoint,
    pub libretranslate: Endpoint,
}

/// A server somewhere else that translates.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Endpoint {
    pub url: String,
    pub model: String,
    pub key: Option<String>,
    /// Characters that may leave the machine in a day.
    pub chars_a_day: Option<u64>,
}

impl Default for Translation {
    fn default() -> Self {
        Self {
            engines: ["firefox", "libretranslate", "openai", "llm"]
                .map(ToOwned::to_owned)
                .into(),
            models: "models".into(),
            memory_mb: None,
            names: None,
            firefox: Source::default(),
            openai: Endpoint::default(),
            libretranslate: Endpoint::default(),
        }
    }
}

/// Engines that are ready, and what goes around them.
pub struct Pipeline {
    translator: Translator,
    engines: Vec<Arc<dyn Engine>>,
    version: String,
}

/// What became of a text.
#[derive(Debug)]
pub enum Outcome {
    Rendered {
        text: String,
        /// Name and version.
        engine: String,
    },
    /// Every engine's answer was refused: asking again would not help.
    Refused,
    /// An engine did not answer, for this reason: worth trying again later.
    Unanswered(String),
}

impl Translation {
    /// Opens every engine of the list, or the one named. Engines that are not set up are left out; those
    /// that are and cannot be used are told, with the reason. Loading a model takes seconds: not for the
    /// thread of a request.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the list of names cannot be read, or no engine is called `only`.
    pub fn open(&self, only: Option<&str>) -> Result<(Pipeline, Vec<String>)> {
        if let Some(only) = only.filter(|only| !self.engines.iter().any(|name| name == only)) {
            let known = self.engines.join(", ");
            return Err(Error::Unavailable(format!(
                "{only} is not among the engines of the settings: {known}"
            )));
        }
        let mut engines = Vec::new();
        let mut broken = Vec::new();
        for name in &self.engines {
            if only.is_some_and(|only| only != name) {
                continue;
            }
            match self.engine(name) {
                Some(Ok(engine)) => engines.push(engine),
                Some(Err(error)) => broken.push(format!("{name} {error}")),
                None => {}
            }
        }
        let names = match &self.names {
            Some(file) => std::fs::read_to_string(file)
                .map_err(|error| Error::Unavailable(format!("{file}: {error}")))?,
            None => sampan_lang::NAMES.to_owned(),
        };
        let mut version = Sha256::new();
        version.update(sampan_lang::translate::REVISION.to_be_bytes());
        version.update(&names);
        for list in sampan_lang::glossary::LISTS {
            version.update(list);
        }
        for engine in &engines {
            version.update(engine.name());
            version.update(engine.version());
        }
        let version = URL_SAFE_NO_PAD.encode(&version.finalize()[..9]);
        let translator = Translator::new(engines.clone(), Names::parse(&names));
        let pipeline = Pipeline {
            translator,
            engines,
            version,
        };
        Ok((pipeline, broken))
    }

    /// Whether any engine of the list is set up.
    #[must_use]
    pub fn is_set_up(&self) -> bool {
        self.engines.iter().any(|name| match name.as_str() {
            "firefox" => Firefox::is_there(Path::new(&self.models)),
            "llm" => !self.model_files().is_empty(),
            "openai" => !self.openai.url.is_empty(),
            "libretranslate" => !self.libretranslate.url.is_empty(),
            // It has a name that no engine has, and the operator is to be told.
            _ => true,
        })
    }

    /// `None` when it is not set up.
    fn engine(&self, name: &str) -> Option<std::result::Result<Arc<dyn Engine>, EngineError>> {
        fn shared<E: Engine + 'static>(
            engine: std::result::Result<E, EngineError>,
        ) -> std::result::Result<Arc<dyn Engine>, EngineError> {
            engine.map(|engine| Arc::new(engine) as Arc<dyn Engine>)
        }
        match name {
            "firefox" => {
                let models = Path::new(&self.models);
                Firefox::is_there(models).then(|| shared(Firefox::open(models)))
            }
            "llm" => {
                let first = self.model_files().into_iter().next();
                let room = self.memory_mb.map(|mb| mb << 20);
                first.map(|file| shared(Llm::load(&file, room)))
            }
            "openai" => {
                let Endpoint {
                    url,
                    model,
                    key,
                    chars_a_day,
                } = &self.openai;
                (!url.is_empty())
                    .then(|| shared(OpenAi::new(url, model, key.clone(), *chars_a_day)))
            }
            "libretranslate" => {
                let Endpoint {
                    url,
                    key,
                    chars_a_day,
                    ..
                } = &self.libretranslate;
                (!url.is_empty())
                    .then(|| shared(LibreTranslate::new(url, key.clone(), *chars_a_day)))
            }
            _ => Some(Err(EngineError::Broken("no engine has this name".into()))),
        }
    }

    /// The language models of the folder, by name.
    pub(crate) fn model_files(&self) -> Vec<PathBuf> {
        let mut files: Vec<PathBuf> = std::fs::read_dir(Path::new(&self.models))
            .into_iter()
            .flatten()
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|ending| ending == "gguf"))
            .collect();
        files.sort();
        files
    }
}

impl Pipeline {
    #[must_use]
    pub fn translates(&self, from: Lang, to: Lang) -> bool {
        self.translator.translates(from, to)
    }

    /// Name and version of each engine, in their order.
    pub fn engines(&self) -> impl Iterator<Item = String> {
        self.engines
            .iter()
            .map(|engine| format!("{} {}", engine.name(), engine.version()))
    }

    /// Changes with the engines, the names and the glossaries: renditions of another one are old.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Lets every engine say good morning, for the operator: its name, and what it said or why it did not.
    pub async fn trial(&self) -> Vec<(String, std::result::Result<String, String>)> {
        const PATIENCE: Duration = Duration::from_secs(60);
        let pairs = [
            (Lang::ZH_HANS, Lang::EN, "大家早上好"),
            (Lang::EN, Lang::ZH_HANS, "Good morning, everybody"),
        ];
        let mut said = Vec::new();
        for engine in &self.engines {
            let name = format!("{} {}", engine.name(), engine.version());
            let pair = pairs
                .iter()
                .find(|(from, to, _)| engine.translates(*from, *to));
            let Some((from, to, text)) = pair else {
                said.push((name, Ok("languages other than English and Chinese".into())));
                continue;
            };
            let ask = Ask {
                text: (*text).to_owned(),
                ..Ask::default()
            };
            let answer = tokio::time::timeout(PATIENCE, engine.translate(*from, *to, &[ask])).await;
            said.push((
                name,
                match answer {
                    Ok(Ok(answers)) if !answers.concat().trim().is_empty() => {
                        Ok(format!("{text} -> {}", answers.concat().trim()))
                    }
                    Ok(Ok(_)) => Err("answers nothing".into()),
                    Ok(Err(error)) => Err(error.to_string()),
                    Err(_) => Err(format!("does not answer within {} s", PATIENCE.as_secs())),
                },
            ));
        }
        said
    }

    /// Gets the engines ready for what will be asked for most.
    pub async fn warm(&self) {
        for from in Lang::OFFERED {
            for to in Lang::OFFERED.into_iter().filter(|to| *to != from) {
                for engine in &self.engines {
                    if engine.translates(from, to) {
                        engine.warm(from, to).await;
                    }
                }
            }
        }
    }

    /// A text in another language.
    pub async fn render(&self, text: &str, from: Lang, to: Lang) -> Outcome {
        let mut unanswered = None;
        let rendition = self
            .translator
            .translate(text, from, to, |engine, trouble| {
                tracing::debug!(engine, ?trouble, "a rendition was refused");
                if let Trouble::Failed(error) = trouble {
                    unanswered = Some(format!("{engine} {error}"));
                }
            })
            .await;
        match (rendition, unanswered) {
            // Half a rendition is not kept while the other half may still come.
            (Some(rendition), None) => Outcome::Rendered {
                text: rendition.text,
                engine: rendition.engine,
            },
            (Some(rendition), Some(_)) if rendition.left == 0 => Outcome::Rendered {
                text: rendition.text,
                engine: rendition.engine,
            },
            (_, Some(reason)) => Outcome::Unanswered(reason),
            (None, None) => Outcome::Refused,
        }
    }

    /// A text in another language; the original where no engine can do anything with it.
    pub async fn translate(&self, text: &str, from: Lang, to: Lang) -> String {
        match self.render(text, from, to).await {
            Outcome::Rendered { text, .. } => text,
            Outcome::Refused | Outcome::Unanswered(_) => text.to_owned(),
        }
    }

    /// What the first engine alone makes of a text.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when it does not answer.
    pub async fn bare(&self, text: &str, from: Lang, to: Lang) -> Result<String> {
        let engine = self
            .engines
            .iter()
            .find(|engine| engine.translates(from, to))
            .ok_or(Error::NotFound)?;
        let ask = Ask {
            text: text.to_owned(),
            bare: true,
            ..Ask::default()
        };
        match engine.translate(from, to, &[ask]).await {
            Ok(answers) => Ok(answers.concat()),
            Err(error) => Err(Error::Unavailable(format!("{} {error}", engine.name()))),
        }
    }
}
