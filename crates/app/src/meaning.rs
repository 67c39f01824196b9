//! What notes and searches mean, where there is a model for it: nearness across languages for the feed and the search.
//!
//! A job gives every public note its place (`store::meaning`); the feed's memory holds them and answers what is near.

use crate::pool::CpuPool;
use crate::{App, Error, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use parking_lot::Mutex;
use sampan_domain::feed::Event;
use sampan_domain::{Lang, NoteId};
use sampan_lang::meaning::{Reader, Role};
use sampan_search::Document;
use sampan_store::meaning as store;
use sampan_store::seam::Touch;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Of the folder of models, where these are.
const FOLDER: &str = "meaning";
/// Notes that are read at once.
const ROWS: i64 = 32;
/// Notes that may be near a search, whose vectors are compared.
const ROUGH: usize = 300;
/// Searches that are remembered.
const REMEMBERED: usize = 4_096;
/// Bytes go from −127 to 127.
const SCALE: f32 = 127.0;

/// The model, once it is loaded, and what searches meant lately.
pub(crate) struct Meanings {
    reader: tokio::sync::OnceCell<Arc<Reader>>,
    asking: CpuPool,
    reading: CpuPool,
    asked: Mutex<HashMap<String, Vec<f32>>>,
    /// By language, the sum of its notes' vectors and how many they are.
    sums: Mutex<HashMap<Lang, (Vec<f32>, f32)>>,
}

/// A note that means nearly what is looked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Near {
    pub(crate) note: NoteId,
    /// How near, without what all texts of its language have in common (a cosine).
    pub(crate) likeness: f32,
}

impl Meanings {
    pub(crate) fn new(cores: usize) -> Self {
        Self {
            reader: tokio::sync::OnceCell::new(),
            asking: CpuPool::new(cores),
            reading: CpuPool::new(1),
            asked: Mutex::default(),
            sums: Mutex::default(),
        }
    }

    /// Counts a note's vector among those of its language.
    pub(crate) fn count(&self, lang: Lang, vector: &[f32]) {
        let mut sums = self.sums.lock();
        let (sum, count) = sums.entry(lang).or_default();
        sum.resize(vector.len(), 0.0);
        sum.iter_mut().zip(vector).for_each(|(sum, x)| *sum += x);
        *count += 1.0;
    }

    /// A vector without what all texts of its language have in common.
    fn centred(&self, lang: Lang, vector: &[f32]) -> Vec<f32> {
        let sums = self.sums.lock();
        match sums.get(&lang) {
            // Of a few texts the mean is held back.
            Some((sum, count)) if sum.len() == vector.len() => {
                let both = vector.iter().zip(sum);
                both.map(|(x, sum)| x - sum / (count + 2.0)).collect()
            }
            _ => vector.to_vec(),
        }
    }
}

/// A vector of length 1 as it is kept.
fn coded(vector: &[f32]) -> String {
    let largest = vector.iter().fold(0.0_f32, |most, x| most.max(x.abs()));
    let scale = if largest > 0.0 { SCALE / largest } else { 0.0 };
    let bytes: Vec<u8> = vector
        .iter()
        .map(|x| ((x * scale).round() as i8).cast_unsigned())
        .collect();
    STANDARD.encode(bytes)
}

/// A kept vector, of length 1 again; `None` of a note that says nothing.
pub(crate) fn decoded(kept: &str) -> Option<Vec<f32>> {
    let bytes = STANDARD.decode(kept).ok()?;
    unit(
        bytes
            .into_iter()
            .map(|byte| f32::from(byte.cast_signed()))
            .collect(),
    )
}

fn unit(mut vector: Vec<f32>) -> Option<Vec<f32>> {
    let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
    if length <= 0.0 {
        return None;
    }
    vector.iter_mut().for_each(|x| *x /= length);
    Some(vector)
}

/// Folders of models with the size of their weights in bytes, by name.
pub(crate) fn meaning_models(models: &Path) -> Vec<(PathBuf, u64)> {
    crate::models::folders(&models.join(FOLDER))
}

impl App {
    /// The folder of the model and its name, when there is one.
    fn meaning_model(&self) -> Option<(PathBuf, String)> {
        let models = meaning_models(Path::new(&self.0.config.translation.models));
        let (folder, size) = models.into_iter().next()?;
        let name = folder.file_name()?.to_str()?.to_owned();
        Some((folder, format!("{name}:{size}")))
    }

    /// The name of the model that says what notes mean.
    pub(crate) fn meaning_name(&self) -> Option<String> {
        self.meaning_model().map(|(_, name)| name)
    }

    async fn meaning_reader(&self) -> Result<Option<Arc<Reader>>> {
        let Some((folder, _)) = self.meaning_model() else {
            return Ok(None);
        };
        let meanings = &self.0.meanings;
        let reader = meanings.reader.get_or_try_init(|| async {
            let opened = meanings.reading.run(move || Reader::open(&folder)).await?;
            opened
                .map(Arc::new)
                .map_err(|error| Error::Unavailable(format!("meanings: {error}")))
        });
        reader.await.cloned().map(Some)
    }

    /// Sees to it that every note gets its meaning, when there is a model.
    pub(crate) async fn want_meanings(&self) {
        if self.meaning_model().is_none() {
            return;
        }
        match self.enqueue(&crate::job::Work::ReadMeanings).await {
            Ok(_) => self.0.jobs.wake(),
            Err(error) => tracing::warn!(%error, "notes get their meanings later"),
        }
    }

    /// Gives every public note that has none its meaning, the newest first.
    pub(crate) async fn read_meanings(&self) -> Result<()> {
        let (Some(reader), Some(model)) = (self.meaning_reader().await?, self.meaning_name())
        else {
            return Ok(());
        };
        loop {
            let ids = store::missing(&self.0.db, &model, ROWS).await?;
            if ids.is_empty() {
                return Ok(());
            }
            let documents = self.note_documents(&ids).await?;
            for id in ids {
                let document = documents.iter().find(|document| document.key().id == id.0);
                let texts = document.map(versions).unwrap_or_default();
                let of = reader.clone();
                let read = self.0.meanings.reading.run(move || {
                    let read = texts.iter().map(|text| of.meaning(text, Role::Passage));
                    read.collect::<std::result::Result<Vec<_>, _>>()
                });
                let read = read
                    .await?
                    .map_err(|error| Error::Internal(format!("meanings: {error}")))?;
                let lang = match document {
                    Some(Document::Note { lang, .. }) => *lang,
                    _ => Lang::UND,
                };
                self.keep_meaning(id, lang, &model, amid(&read)).await?;
            }
        }
    }

    async fn keep_meaning(
        &self,
        note: NoteId,
        lang: Lang,
        model: &str,
        vector: Option<Vec<f32>>,
    ) -> Result<()> {
        let kept = vector.as_deref().map(coded).unwrap_or_default();
        self.0
            .db
            .touching(Touch::Nothing)
            .write((note, model.to_owned(), kept), |tx, (note, model, kept)| {
                Box::pin(async move { store::put(tx, *note, model, kept).await })
            })
            .await?;
        if let Some(vector) = vector {
            self.0.meanings.count(lang, &vector);
            self.tell_feed(Event::Meaning { note, vector });
        }
        Ok(())
    }

    /// Notes that mean nearly what somebody looks for, the nearest first; none without a model.
    pub(crate) async fn near_query(&self, text: &str, lang: Lang, most: usize) -> Vec<Near> {
        match self.nearest(text, lang, most).await {
            Ok(near) => near,
            Err(error) => {
                tracing::warn!(%error, "a search finds words alone");
                Vec::new()
            }
        }
    }

    async fn nearest(&self, text: &str, lang: Lang, most: usize) -> Result<Vec<Near>> {
        if self.0.feed.ask(|state, _| state.has_meanings()) != Some(true) {
            return Ok(Vec::new());
        }
        let Some(query) = self.meaning_of_query(text).await? else {
            return Ok(Vec::new());
        };
        // The memory knows roughly; of those that may be near, the whole vectors are compared.
        let rough = self
            .0
            .feed
            .ask(|state, _| state.near_text(lang, &query, ROUGH));
        let ids: Vec<NoteId> = rough
            .unwrap_or_default()
            .into_iter()
            .map(|(note, _)| note)
            .collect();
        let meanings = &self.0.meanings;
        let centred = meanings.centred(lang, &query);
        let mut near: Vec<(f32, Near)> = store::of(&self.0.db, &ids)
            .await?
            .into_iter()
            .filter_map(|(note, lang, kept)| {
                let vector = decoded(&kept)?;
                let likeness = cosine(&centred, &meanings.centred(lang, &vector));
                Some((cosine(&query, &vector), Near { note, likeness }))
            })
            .collect();
        near.sort_by(|one, other| {
            other
                .0
                .total_cmp(&one.0)
                .then(other.1.note.cmp(&one.1.note))
        });
        near.truncate(most);
        Ok(near.into_iter().map(|(_, near)| near).collect())
    }

    async fn meaning_of_query(&self, text: &str) -> Result<Option<Vec<f32>>> {
        let meanings = &self.0.meanings;
        let key = text.to_lowercase();
        if let Some(known) = meanings.asked.lock().get(&key) {
            return Ok(Some(known.clone()));
        }
        let Some(reader) = self.meaning_reader().await? else {
            return Ok(None);
        };
        let query = key.clone();
        let read = meanings
            .asking
            .run(move || reader.meaning(&query, Role::Query));
        let vector = read
            .await?
            .map_err(|error| Error::Internal(format!("meanings: {error}")))?;
        let mut asked = meanings.asked.lock();
        if asked.len() >= REMEMBERED {
            asked.clear();
        }
        asked.insert(key, vector.clone());
        Ok(Some(vector))
    }
}

/// What a note says, in each language that it is known in.
fn versions(document: &Document) -> Vec<String> {
    let Document::Note {
        title,
        text,
        across,
        said,
        ..
    } = document
    else {
        return Vec::new();
    };
    let mut own = format!("{title}\n{text}").trim().to_owned();
    if own.is_empty() {
        // A picture that somebody has put into words.
        own = said
            .first()
            .map(|(_, text)| text.clone())
            .unwrap_or_default();
    }
    if own.is_empty() {
        return Vec::new();
    }
    let mut versions = vec![own];
    for lang in Lang::OFFERED {
        let parts = across.iter().filter(|(to, _)| *to == lang);
        let parts: Vec<&str> = parts.map(|(_, text)| text.as_str()).collect();
        if !parts.is_empty() {
            versions.push(parts.join("\n"));
        }
    }
    versions
}

fn cosine(a: &[f32], b: &[f32]) -> f32 {
    let length = |v: &[f32]| v.iter().map(|x| x * x).sum::<f32>().sqrt();
    let product: f32 = a.iter().zip(b).map(|(x, y)| x * y).sum();
    let lengths = length(a) * length(b);
    if lengths > 0.0 {
        product / lengths
    } else {
        0.0
    }
}

/// The point amid several.
fn amid(vectors: &[Vec<f32>]) -> Option<Vec<f32>> {
    let mut sum = vec![0.0; vectors.first()?.len()];
    for vector in vectors {
        sum.iter_mut().zip(vector).for_each(|(sum, x)| *sum += x);
    }
    unit(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_points_where_it_pointed() {
        let vector = unit((0..384_i16).map(|n| f32::from(n % 17) - 8.0).collect()).unwrap();
        let back = decoded(&coded(&vector)).unwrap();
        let likeness: f32 = vector.iter().zip(&back).map(|(x, y)| x * y).sum();
        assert!(likeness > 0.999, "{likeness}");
        assert_eq!(decoded(""), None);
    }
}
