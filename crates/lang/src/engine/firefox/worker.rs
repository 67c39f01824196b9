//! One direction's thread: it loads the model when it is first asked, and keeps it.
//!
//! The library's engine may not leave the thread that made it. Where it panics instead of answering an
//! error, the texts of that moment get the error.

use super::align::put_back;
use super::manifest::Pair;
use super::sentence::{has_words, joined, sentences};
use super::{MEND, able};
use crate::engine::{Ask, EngineError, tried};
use fxtranslate::engine::Engine;
use fxtranslate::segment::MAX_SOURCE_TOKENS;
use parking_lot::Mutex;
use std::sync::mpsc;
use tokio::sync::oneshot;

/// Texts that may wait; further ones go to the next engine.
const QUEUE: usize = 1_024;
/// Texts, of one request or of several, that are taken together.
const TEXTS: usize = 64;
/// Sentences that go through the model at once, for each processor.
const SENTENCES: usize = 16;

type Answer = Result<String, EngineError>;

struct Order {
    text: String,
    keep: Vec<String>,
    answer: oneshot::Sender<Answer>,
}

/// The door to a pair's thread, which starts with the first order.
pub(super) struct Worker {
    pair: Pair,
    door: Mutex<Option<mpsc::SyncSender<Order>>>,
}

impl Worker {
    pub(super) fn new(pair: Pair) -> Self {
        Self {
            pair,
            door: Mutex::new(None),
        }
    }

    pub(super) fn pair(&self) -> &Pair {
        &self.pair
    }

    /// Renditions of `texts`, in which what `asks` keep is to stand.
    pub(super) async fn translate(
        &self,
        texts: Vec<String>,
        asks: &[Ask],
    ) -> Result<Vec<String>, EngineError> {
        let door = self.door()?;
        let mut answers = Vec::with_capacity(texts.len());
        for (text, ask) in texts.into_iter().zip(asks) {
            let (answer, answered) = oneshot::channel();
            let keep = ask.keep.clone();
            door.try_send(Order { text, keep, answer })
                .map_err(|error| match error {
                    mpsc::TrySendError::Full(_) => EngineError::Busy,
                    mpsc::TrySendError::Disconnected(_) => stopped(),
                })?;
            answers.push(answered);
        }
        let mut texts = Vec::with_capacity(answers.len());
        for answered in answers {
            texts.push(answered.await.map_err(|_| stopped())??);
        }
        Ok(texts)
    }

    fn door(&self) -> Result<mpsc::SyncSender<Order>, EngineError> {
        let mut door = self.door.lock();
        if let Some(door) = &*door {
            return Ok(door.clone());
        }
        let (sender, orders) = mpsc::sync_channel(QUEUE);
        let pair = self.pair.clone();
        std::thread::Builder::new()
            .name(format!("{}-{}", pair.from, pair.to))
            .spawn(move || work(&pair, &orders))
            .map_err(|error| EngineError::Broken(error.to_string()))?;
        *door = Some(sender.clone());
        Ok(sender)
    }
}

fn stopped() -> EngineError {
    EngineError::Broken("its thread stopped".into())
}

fn work(pair: &Pair, orders: &mpsc::Receiver<Order>) {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let engine = load(pair, threads);
    while let Ok(first) = orders.recv() {
        let orders: Vec<Order> = std::iter::once(first)
            .chain(orders.try_iter().take(TEXTS - 1))
            // Nobody who has gone away is worked for.
            .filter(|order| !order.answer.is_closed())
            .collect();
        let answers = match &engine {
            Ok(engine) => tried(|| renditions(engine, pair, &orders, threads)).map_err(mend),
            Err(error) => Err(error.clone()),
        };
        match answers {
            Ok(answers) => {
                for (order, answer) in orders.into_iter().zip(answers) {
                    let _ = order.answer.send(Ok(answer));
                }
            }
            Err(error) => {
                for order in orders {
                    let _ = order.answer.send(Err(error.clone()));
                }
            }
        }
    }
}

fn load(pair: &Pair, threads: usize) -> Result<Engine, EngineError> {
    able()?;
    pair.check_hashes()?;
    let paths = pair.paths()?;
    tried(|| Engine::load_mmapped(&paths.model, &paths.source, &paths.target))
        .map_err(mend)?
        .map(|engine| engine.with_threads(threads))
        .map_err(|error| {
            let path = paths.model.display();
            EngineError::Broken(format!("{path}: {error}. {MEND}"))
        })
}

/// Says what may help against a model that panics.
fn mend(error: EngineError) -> EngineError {
    match error {
        EngineError::Broken(reason) => EngineError::Broken(format!("{reason}. {MEND}")),
        error => error,
    }
}

/// A sentence, and which line of which order it belongs to.
struct Part<'a> {
    order: usize,
    line: usize,
    text: &'a str,
    answer: String,
}

/// A rendition for each order.
fn renditions(engine: &Engine, pair: &Pair, orders: &[Order], threads: usize) -> Vec<String> {
    let fits = |text: &str| engine.src_ids(text).len() <= MAX_SOURCE_TOKENS + 1;
    let mut parts = Vec::new();
    for (order, asked) in orders.iter().enumerate() {
        for (line, text) in asked.text.split('\n').enumerate() {
            for text in sentences(text, &asked.keep, fits) {
                parts.push(Part {
                    order,
                    line,
                    text,
                    answer: text.to_owned(),
                });
            }
        }
    }
    // Sentences of about one length: a batch is as long as its longest.
    let mut open: Vec<usize> = (0..parts.len())
        .filter(|at| has_words(parts[*at].text))
        .collect();
    open.sort_by_key(|at| parts[*at].text.len());
    for batch in open.chunks(SENTENCES * threads) {
        let texts: Vec<&str> = batch.iter().map(|at| parts[*at].text).collect();
        for (at, answer) in batch.iter().zip(engine.translate_batch(&texts)) {
            let part = &mut parts[*at];
            part.answer = put_back(engine, part.text, &answer, &orders[part.order].keep);
        }
    }
    orders
        .iter()
        .enumerate()
        .map(|(order, asked)| {
            let lines = asked.text.split('\n').enumerate().map(|(line, _)| {
                let sentences: Vec<&str> = parts
                    .iter()
                    .filter(|part| (part.order, part.line) == (order, line))
                    .map(|part| part.answer.as_str())
                    .collect();
                joined(&sentences, pair.to)
            });
            lines.collect::<Vec<_>>().join("\n")
        })
        .collect()
}
