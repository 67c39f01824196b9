//! A language model in this process: a GGUF file of the Qwen2 or Qwen3 family.
//!
//! One thread owns the model and writes up to [`ROWS`] texts at once: each pass takes one token of every
//! text that is being written and some of a prompt that is being read. What all texts of a pair of
//! languages begin with is worked out once (`model`). The text is data: control tokens in it are spelt out,
//! and no answer is longer than its source allows.

mod model;
mod vocabulary;

use super::{Ask, Engine, EngineError, memory, prompt, tried};
use async_trait::async_trait;
use model::{Cache, Model, Step};
use sampan_domain::Lang;
use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::mpsc;
use tokio::sync::oneshot;
use vocabulary::{Ban, Vocabulary};

/// Texts that are written at once.
const ROWS: usize = 8;
/// Tokens of one text, with what it begins with and its rendition.
const CAPACITY: usize = 1_536;
/// Tokens that one pass reads at most: a long prompt must not hold up the texts being written.
const PASS: usize = 32;
/// Pairs of languages whose beginning is kept ready; each takes some twenty megabytes.
const PREFIXES: usize = 8;
/// Texts that may wait; further ones go to the next engine.
const QUEUE: usize = 512;

/// A language model in this process.
pub struct Llm {
    version: String,
    door: mpsc::SyncSender<Order>,
    written: Arc<AtomicU64>,
}

struct Order {
    from: Lang,
    to: Lang,
    ask: Ask,
    answer: oneshot::Sender<Result<String, EngineError>>,
}

impl Llm {
    /// Loads a model, which takes some seconds, and starts its thread.
    ///
    /// # Errors
    /// [`EngineError::Broken`] when the file is not a model of a known family.
    pub fn load(path: &Path, room: Option<u64>) -> Result<Self, EngineError> {
        let broken = |error: &dyn std::fmt::Display| {
            EngineError::Broken(format!("{}: {error}", path.display()))
        };
        let bytes = std::fs::metadata(path)
            .map_err(|error| broken(&error))?
            .len();
        memory::check(path, bytes, room)?;
        let (model, content) = Model::load(path, CAPACITY).map_err(|error| broken(&error))?;
        let vocabulary = Vocabulary::of(&content).map_err(|error| broken(&error))?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let (door, orders) = mpsc::sync_channel(QUEUE);
        let written = Arc::new(AtomicU64::new(0));
        let cache = Cache::new(&model, ROWS, CAPACITY).map_err(|error| broken(&error))?;
        let mut writer = Writer {
            model,
            vocabulary,
            cache,
            prefixes: VecDeque::new(),
            rows: (0..ROWS).map(|_| None).collect(),
            written: written.clone(),
        };
        std::thread::Builder::new()
            .name("llm".into())
            .spawn(move || writer.work(&orders))
            .map_err(|error| broken(&error))?;
        Ok(Self {
            version: format!("{name} {}", prompt::VERSION),
            door,
            written,
        })
    }

    /// Tokens written since the start.
    #[must_use]
    pub fn written(&self) -> u64 {
        self.written.load(Relaxed)
    }
}

#[async_trait]
impl Engine for Llm {
    fn name(&self) -> &str {
        "llm"
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn translates(&self, from: Lang, to: Lang) -> bool {
        from != to && from != Lang::UND && to != Lang::UND
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
        let mut answers = Vec::with_capacity(asks.len());
        for ask in asks {
            let (answer, answered) = oneshot::channel();
            let order = Order {
                from,
                to,
                ask: ask.clone(),
                answer,
            };
            self.door.try_send(order).map_err(|error| match error {
                mpsc::TrySendError::Full(_) => EngineError::Busy,
                mpsc::TrySendError::Disconnected(_) => EngineError::Broken("it stopped".into()),
            })?;
            answers.push(answered);
        }
        let mut texts = Vec::with_capacity(answers.len());
        for answered in answers {
            let text = answered.await;
            texts.push(text.map_err(|_| EngineError::Broken("it stopped".into()))??);
        }
        Ok(texts)
    }
}

/// A text that has a row, and where it goes.
struct Row {
    text: Text,
    answer: oneshot::Sender<Result<String, EngineError>>,
}

/// One text that is being read or written.
struct Text {
    /// Of the prompt, what the model has not read yet; later the token that it wrote last.
    unread: VecDeque<u32>,
    written: Vec<u32>,
    most: usize,
    ban: Ban,
    allowed: Vec<u32>,
}

/// What texts of one kind have in common: the languages, and whether they go bare.
type Kind = (Lang, Lang, bool);

struct Writer {
    model: Model,
    vocabulary: Vocabulary,
    cache: Cache,
    /// What the texts of a kind begin with, the latest used last.
    prefixes: VecDeque<(Kind, Cache)>,
    rows: Vec<Option<Row>>,
    written: Arc<AtomicU64>,
}

#[expect(clippy::needless_pass_by_value, reason = "maps errors")]
fn broken(error: candle_core::Error) -> EngineError {
    EngineError::Broken(error.to_string())
}

impl Writer {
    fn work(&mut self, orders: &mpsc::Receiver<Order>) {
        loop {
            let idle = self.rows.iter().all(Option::is_none);
            let first = if idle { orders.recv().ok() } else { None };
            if idle && first.is_none() {
                return;
            }
            // No more than there are rows: the others wait in the queue, which is bounded.
            self.seat(first.into_iter().chain(orders.try_iter()));
            if let Err(error) = tried(|| self.pass()).and_then(|passed| passed.map_err(broken)) {
                for row in self.rows.iter_mut().filter_map(Option::take) {
                    let _ = row.answer.send(Err(error.clone()));
                }
            }
        }
    }

    /// Gives free rows to whoever waits. Nobody who has gone away gets one.
    fn seat(&mut self, mut orders: impl Iterator<Item = Order>) {
        for at in 0..ROWS {
            while self.rows[at].is_none()
                && let Some(order) = orders.next()
            {
                if order.answer.is_closed() {
                    continue;
                }
                let kind = (order.from, order.to, order.ask.bare);
                let begun = tried(|| self.begin(at, kind, &order.ask));
                match begun.and_then(|begun| begun.map_err(broken)) {
                    Ok(Some(text)) => {
                        let answer = order.answer;
                        self.rows[at] = Some(Row { text, answer });
                    }
                    // Too long for a row. An answer of nothing is refused like any other bad one.
                    Ok(None) => drop(order.answer.send(Ok(String::new()))),
                    Err(error) => drop(order.answer.send(Err(error))),
                }
            }
        }
    }

    /// Lets a row begin with what all texts of the kind begin with.
    fn prepare(&mut self, at: usize, kind: Kind) -> candle_core::Result<()> {
        let known = self.prefixes.iter().position(|(known, _)| *known == kind);
        let prefix = match known.and_then(|at| self.prefixes.remove(at)) {
            Some((_, prefix)) => prefix,
            None => self.prefix(kind)?,
        };
        self.cache.begin(at, &prefix)?;
        if self.prefixes.len() >= PREFIXES {
            self.prefixes.pop_front();
        }
        self.prefixes.push_back((kind, prefix));
        Ok(())
    }

    /// `None` when the text is too long.
    fn begin(&mut self, at: usize, kind: Kind, ask: &Ask) -> candle_core::Result<Option<Text>> {
        self.prepare(at, kind)?;
        let (from, to, _) = kind;
        let vocabulary = &self.vocabulary;
        let mut unread = vocabulary.encode(&prompt::user(ask, from, to))?;
        let source = vocabulary.encode(&ask.text)?.len();
        unread.push(vocabulary.message_ends);
        unread.extend(vocabulary.encode("\n")?);
        unread.push(vocabulary.message_begins);
        unread.extend(vocabulary.encode("assistant\n")?);
        let room = CAPACITY.saturating_sub(self.cache.length(at) + unread.len());
        if room < source {
            return Ok(None);
        }
        let mut allowed = Vec::new();
        for kept in &ask.keep {
            allowed.extend(vocabulary.encode(kept)?);
            allowed.extend(vocabulary.encode(&format!(" {kept}"))?);
        }
        let writes_han = matches!(to.as_str(), "zh-Hans" | "zh-Hant" | "ja");
        let ban = match (ask.bare, writes_han) {
            (true, _) => Ban::Nothing,
            (false, false) => Ban::Han,
            (false, true) if ask.strict && to != parsed("ja") => Ban::SmallLatin,
            (false, true) => Ban::Nothing,
        };
        Ok(Some(Text {
            unread: unread.into(),
            written: Vec::new(),
            most: room.min(source * 3 + 24),
            ban,
            allowed,
        }))
    }

    /// Works out what the texts of a kind begin with: the task, and a few examples of it.
    fn prefix(&self, (from, to, bare): Kind) -> candle_core::Result<Cache> {
        let vocabulary = &self.vocabulary;
        let mut tokens = Vec::new();
        let mut message = |role: &str, text: &str| -> candle_core::Result<()> {
            tokens.push(vocabulary.message_begins);
            tokens.extend(vocabulary.encode(&format!("{role}\n{text}"))?);
            tokens.push(vocabulary.message_ends);
            tokens.extend(vocabulary.encode("\n")?);
            Ok(())
        };
        if bare {
            message("system", "You are a helpful assistant.")?;
        } else {
            message("system", &prompt::system(from, to))?;
            for (source, rendition) in prompt::examples(from, to) {
                let ask = Ask {
                    text: (*source).to_owned(),
                    ..Ask::default()
                };
                message("user", &prompt::user(&ask, from, to))?;
                message("assistant", rendition)?;
            }
        }
        tokens.push(vocabulary.message_begins);
        tokens.extend(vocabulary.encode("user\n")?);
        let mut cache = Cache::new(&self.model, 1, tokens.len())?;
        self.model.forward(&mut cache, &[Step { row: 0, tokens }])?;
        Ok(cache)
    }

    /// One pass over the model: every row reads a little, and those that have read all write a token.
    fn pass(&mut self) -> candle_core::Result<()> {
        let mut room = PASS;
        let mut steps = Vec::new();
        for (at, row) in self.rows.iter_mut().enumerate() {
            let Some(Row { text, .. }) = row else {
                continue;
            };
            let count = text.unread.len().min(room.max(1));
            room = room.saturating_sub(count);
            steps.push(Step {
                row: at,
                tokens: text.unread.drain(..count).collect(),
            });
        }
        if steps.is_empty() {
            return Ok(());
        }
        let logits = self
            .model
            .forward(&mut self.cache, &steps)?
            .to_vec2::<f32>()?;
        for (step, logits) in steps.iter().zip(logits) {
            let place = &mut self.rows[step.row];
            let Some(row) = place.as_mut().filter(|row| row.text.unread.is_empty()) else {
                continue;
            };
            let text = &mut row.text;
            let token = self.vocabulary.choose(&logits, text.ban, &text.allowed);
            self.written.fetch_add(1, Relaxed);
            let ended = self.vocabulary.ends(token);
            if !ended {
                text.written.push(token);
                text.unread.push_back(token);
            }
            let is_over = ended
                || text.written.len() >= text.most
                || loops(&text.written)
                || row.answer.is_closed();
            if is_over && let Some(row) = place.take() {
                let text = self
                    .vocabulary
                    .decode(&row.text.written)
                    .map_err(|error| EngineError::Broken(error.to_string()));
                let _ = row.answer.send(text);
            }
        }
        Ok(())
    }
}

fn parsed(tag: &str) -> Lang {
    Lang::parse(tag).unwrap_or(Lang::UND)
}

/// Whether the last tokens are the same few again and again: nothing good will come any more.
fn loops(tokens: &[u32]) -> bool {
    const TIMES: usize = 6;
    (1..=8).any(|period| {
        let span = period * TIMES;
        tokens.len() >= span.max(24) && {
            let tail = &tokens[tokens.len() - span..];
            tail.iter().zip(&tail[period..]).all(|(a, b)| a == b)
        }
    })
}
