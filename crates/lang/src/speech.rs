//! Speech: what is said in a recording, and when.
//!
//! Whisper (<https://arxiv.org/abs/2212.04356>) through candle, on the processor: windows of 30 seconds, the
//! language found in the first of them, lines with their times. Takes about a tenth to a third of the recording's
//! length with the base model on two cores, and twice the size of the model's file in memory; call it from a
//! process or a thread of its own.
//!
//! Text in pictures would come here, too, as a module beside this one.

mod decoder;
mod lines;
mod mel;

use crate::translate::fold;
use candle_core::{DType, Device, Tensor};
use candle_nn::VarBuilder;
use candle_transformers::models::whisper::model::AudioEncoder;
use candle_transformers::models::whisper::{self as whisper, Config};
use decoder::Decoder;
use sampan_domain::Lang;
use sampan_domain::names::Names;
use serde::{Deserialize, Serialize};
use std::path::Path;
use tokenizers::Tokenizer;

pub use lines::Line;

/// Samples a second that a recording must have.
pub const SAMPLE_RATE: usize = whisper::SAMPLE_RATE;
/// Milliseconds between two marks of time.
const MARK_MS: i64 = 20;
/// Frames of sound a second, and in a window.
const FRAME_MS: i64 = 10;
const WINDOW: usize = whisper::N_FRAMES;
const LEAST_FRAMES: usize = 100;
/// The first words of a window are not expected later than this, in marks.
const LATEST_START: u32 = 50;
/// Tokens that a window is given at most.
const MOST_TOKENS: usize = 224;
/// Below this many different pieces of five letters in a hundred the model is stuttering.
const LEAST_VARIETY: usize = 35;
/// How often that is looked at, in tokens.
const STUTTER_STEPS: usize = 32;
/// How freely a window is tried again when the surest reading makes no sense.
const TEMPERATURES: [f32; 3] = [0.0, 0.4, 0.8];
/// How much likelier an expected language is than others, as a logarithm: twenty times.
const LIKELIER: f32 = 3.0;

/// Why nothing was heard.
#[derive(Debug, thiserror::Error)]
pub enum SpeechError {
    #[error("{0}")]
    Model(String),
}

impl From<candle_core::Error> for SpeechError {
    fn from(error: candle_core::Error) -> Self {
        Self::Model(error.to_string())
    }
}

/// What is said in a recording.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Heard {
    /// Undetermined when nothing is said.
    pub lang: Lang,
    pub lines: Vec<Line>,
}

/// Tokens that are no words.
struct Marks {
    start: u32,
    transcribe: u32,
    end: u32,
    no_speech: u32,
    /// The first mark of time; all above are, too.
    time: u32,
    /// Languages with their tokens.
    langs: Vec<(Lang, u32)>,
}

/// A speech model, ready to listen.
pub struct Listener {
    encoder: AudioEncoder,
    decoder: Decoder,
    config: Config,
    tokenizer: Tokenizer,
    marks: Marks,
    filters: Vec<f32>,
    /// Never said: by token.
    suppressed: Vec<bool>,
    random: u64,
}

/// What a window says.
struct Reading {
    tokens: Vec<u32>,
    text: String,
    /// The mean of the logarithms of the tokens' probabilities.
    sureness: f32,
    no_speech: f32,
}

impl Listener {
    /// Opens a folder with `config.json`, `tokenizer.json` and `model.safetensors`, as Hugging Face keeps them.
    ///
    /// # Errors
    /// [`SpeechError`] when a file is missing or something else.
    pub fn open(folder: &Path) -> Result<Self, SpeechError> {
        let wrong = |file: &str, error: &dyn std::fmt::Display| {
            SpeechError::Model(format!("{}: {error}", folder.join(file).display()))
        };
        let config = std::fs::read(folder.join("config.json"))
            .map_err(|error| wrong("config.json", &error))?;
        let config: Config =
            serde_json::from_slice(&config).map_err(|error| wrong("config.json", &error))?;
        let tokenizer = Tokenizer::from_file(folder.join("tokenizer.json"))
            .map_err(|error| wrong("tokenizer.json", &error))?;
        let weights =
            candle_core::safetensors::load(folder.join("model.safetensors"), &Device::Cpu)
                .map_err(|error| wrong("model.safetensors", &error))?;
        let weights = VarBuilder::from_tensors(weights, DType::F32, &Device::Cpu);
        let broken = |error: candle_core::Error| wrong("model.safetensors", &error);
        let decoder = Decoder::load(&weights.pp("model.decoder"), &config).map_err(broken)?;
        // Its decoder is let go at once; ours remembers.
        let whole = whisper::model::Whisper::load(&weights, config.clone()).map_err(broken)?;
        let token = |name: &str| {
            tokenizer
                .token_to_id(name)
                .ok_or_else(|| wrong("tokenizer.json", &format!("lacks {name}")))
        };
        let no_speech = whisper::NO_SPEECH_TOKENS
            .iter()
            .find_map(|name| tokenizer.token_to_id(name));
        let untimed = token(whisper::NO_TIMESTAMPS_TOKEN)?;
        let langs = Lang::all()
            .filter_map(|lang| {
                let code = lang.as_str().split('-').next()?;
                Some((lang, tokenizer.token_to_id(&format!("<|{code}|>"))?))
            })
            .collect();
        let marks = Marks {
            start: token(whisper::SOT_TOKEN)?,
            transcribe: token(whisper::TRANSCRIBE_TOKEN)?,
            end: token(whisper::EOT_TOKEN)?,
            no_speech: no_speech.ok_or_else(|| wrong("tokenizer.json", &"lacks <|nospeech|>"))?,
            time: untimed + 1,
            langs,
        };
        let mut suppressed = vec![false; config.vocab_size];
        let never = config.suppress_tokens.iter().copied();
        for token in never.chain(marks.end + 1..marks.time) {
            if let Some(place) = suppressed.get_mut(token as usize) {
                *place = true;
            }
        }
        Ok(Self {
            filters: mel::filters(config.num_mel_bins),
            encoder: whole.encoder,
            decoder,
            config,
            tokenizer,
            marks,
            suppressed,
            random: 0x2545_f491_4f6c_dd1d,
        })
    }

    /// Listens to a recording of one channel at [`SAMPLE_RATE`], each sample from -1 to 1. Languages that are
    /// `expected` need less to be believed than others.
    ///
    /// # Errors
    /// [`SpeechError`] when the model cannot be run.
    pub fn listen(&mut self, samples: &[f32], expected: &[Lang]) -> Result<Heard, SpeechError> {
        let config = &self.config;
        let bins = config.num_mel_bins;
        let mel = whisper::audio::pcm_to_mel(config, samples, &self.filters);
        let frames = mel.len() / bins;
        let mel = Tensor::from_vec(mel, (1, bins, frames), &Device::Cpu)?;
        let spoken = (samples.len() / whisper::HOP_LENGTH).min(frames);
        let mut lang = None;
        let mut lines = Vec::new();
        let mut at = 0;
        // The last moment alone says nothing that can be understood.
        while at < spoken && (at == 0 || spoken - at >= LEAST_FRAMES) {
            let width = WINDOW.min(frames - at);
            let window = mel.narrow(2, at, width)?;
            let window = window.pad_with_zeros(2, 0, WINDOW - width)?;
            let sound = self.encoder.forward(&window, true)?;
            self.decoder.hear(&sound)?;
            let known = match lang {
                Some(known) => known,
                None => self.language(expected)?,
            };
            let reading = self.read(known.1)?;
            let is_silent = reading.no_speech > whisper::NO_SPEECH_THRESHOLD as f32
                && reading.sureness < whisper::LOGPROB_THRESHOLD as f32;
            if is_silent || reading.text.trim().is_empty() {
                at += WINDOW;
                continue;
            }
            lang.get_or_insert(known);
            let end_ms = (spoken as i64) * FRAME_MS;
            let (said, step) = self.timed(&reading.tokens, at as i64 * FRAME_MS, end_ms)?;
            lines.extend(said);
            at += step;
        }
        let lang = lang.map_or(Lang::UND, |(lang, _)| lang);
        if lang.is_akin(Lang::ZH_HANS) {
            // Which script it writes is the model's whim: nobody speaks one.
            let names = Names::default();
            for line in &mut lines {
                line.text = fold::simplified(&line.text, &names);
            }
        }
        let lang = if lang.is_akin(Lang::ZH_HANS) {
            Lang::ZH_HANS
        } else {
            lang
        };
        Ok(Heard {
            lang,
            lines: lines::laid_out(lines),
        })
    }

    /// The language that is spoken, with its token.
    fn language(&mut self, expected: &[Lang]) -> Result<(Lang, u32), SpeechError> {
        self.decoder.forget();
        let logits = self.decoder.say(&[self.marks.start])?;
        let likely = |(lang, token): &&(Lang, u32)| {
            let is_expected = expected.iter().any(|one| one.is_akin(*lang));
            let prior = if is_expected { LIKELIER } else { 0.0 };
            logits.get(*token as usize).map(|logit| logit + prior)
        };
        let best = self.marks.langs.iter().max_by(|one, other| {
            let (one, other) = (likely(one), likely(other));
            one.partial_cmp(&other).unwrap_or(std::cmp::Ordering::Equal)
        });
        best.copied()
            .ok_or_else(|| SpeechError::Model("it knows no language".into()))
    }

    /// Reads a window, again and more freely when it makes no sense.
    fn read(&mut self, lang: u32) -> Result<Reading, SpeechError> {
        let mut best: Option<Reading> = None;
        for temperature in TEMPERATURES {
            let reading = self.read_at(lang, temperature)?;
            let makes_sense = reading.sureness > whisper::LOGPROB_THRESHOLD as f32
                && !lines::stutters(&reading.text, LEAST_VARIETY);
            let is_silent = reading.no_speech > whisper::NO_SPEECH_THRESHOLD as f32;
            if makes_sense || is_silent {
                return Ok(reading);
            }
            if !lines::stutters(&reading.text, LEAST_VARIETY)
                && best
                    .as_ref()
                    .is_none_or(|best| best.sureness < reading.sureness)
            {
                best = Some(reading);
            }
        }
        Ok(best.unwrap_or(Reading {
            tokens: Vec::new(),
            text: String::new(),
            sureness: f32::NEG_INFINITY,
            no_speech: 1.0,
        }))
    }

    fn read_at(&mut self, lang: u32, temperature: f32) -> Result<Reading, SpeechError> {
        let Marks {
            start,
            transcribe,
            end,
            no_speech,
            ..
        } = self.marks;
        let mut all = vec![start, lang, transcribe];
        let begun = all.len();
        let mut sum = 0.0;
        let mut silence = 0.0;
        self.decoder.forget();
        let mut fresh = 0;
        for step in 0..MOST_TOKENS {
            let mut logits = self.decoder.say(&all[fresh..])?;
            fresh = all.len();
            if step == 0 {
                silence = softmax(&logits)[no_speech as usize];
            }
            self.rule(&mut logits, &all[begun..]);
            let chances = softmax(&logits);
            let next = if temperature == 0.0 {
                greatest(&logits)
            } else {
                let warm: Vec<f32> = logits.iter().map(|logit| logit / temperature).collect();
                self.draw(&softmax(&warm))
            };
            sum += chances[next].max(f32::MIN_POSITIVE).ln();
            if next as u32 == end {
                break;
            }
            all.push(next as u32);
            // It will not find its way out.
            if step % STUTTER_STEPS == STUTTER_STEPS - 1
                && lines::stutters(&self.said(&all[begun..])?, LEAST_VARIETY)
            {
                break;
            }
        }
        let tokens = all.split_off(begun);
        Ok(Reading {
            text: self.said(&tokens)?,
            sureness: sum / (tokens.len() + 1) as f32,
            no_speech: silence,
            tokens,
        })
    }

    /// Forbids what cannot come next: marks of time stand in pairs, never go back, begin a window, and come when
    /// they are together likelier than any word.
    fn rule(&self, logits: &mut [f32], said: &[u32]) {
        const NEVER: f32 = f32::NEG_INFINITY;
        let Marks { end, time, .. } = self.marks;
        let first = time as usize;
        for (logit, never) in logits.iter_mut().zip(&self.suppressed) {
            if *never {
                *logit = NEVER;
            }
        }
        let is_time = |at: usize| {
            said.len()
                .checked_sub(at)
                .and_then(|place| said.get(place))
                .is_some_and(|token| *token >= time)
        };
        if said.is_empty() {
            logits[..first].fill(NEVER);
            let latest = first + LATEST_START as usize + 1;
            logits[latest..].fill(NEVER);
        } else if is_time(1) {
            if said.len() < 2 || is_time(2) {
                logits[first..].fill(NEVER);
            } else {
                logits[..end as usize].fill(NEVER);
            }
        }
        if let Some(last) = said.iter().rev().find(|token| **token >= time) {
            // A line has a length, so the end of one is later than its beginning.
            let least = *last as usize + usize::from(!is_time(1));
            let least = least.min(logits.len());
            logits[first..least].fill(NEVER);
        }
        let chances = softmax(logits);
        let timed: f32 = chances[first..].iter().sum();
        let word = chances[..first].iter().copied().fold(0.0, f32::max);
        if timed > word {
            logits[..first].fill(NEVER);
        }
    }

    /// A random token; always the same ones for the same recording.
    fn draw(&mut self, chances: &[f32]) -> usize {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        let mut left = (self.random >> 40) as f32 / (1 << 24) as f32;
        for (token, chance) in chances.iter().enumerate() {
            left -= chance;
            if left <= 0.0 && *chance > 0.0 {
                return token;
            }
        }
        greatest(chances)
    }

    /// The words among tokens and marks.
    fn said(&self, tokens: &[u32]) -> Result<String, SpeechError> {
        let is_word = |token: &u32| *token < self.marks.end;
        let words: Vec<u32> = tokens.iter().copied().filter(is_word).collect();
        self.words(&words)
    }

    fn words(&self, tokens: &[u32]) -> Result<String, SpeechError> {
        self.tokenizer
            .decode(tokens, true)
            .map_err(|error| SpeechError::Model(error.to_string()))
    }

    /// The lines of a window that begins at `from_ms`, and how many frames further the next one begins: where the
    /// last whole line ends.
    fn timed(
        &self,
        tokens: &[u32],
        from_ms: i64,
        end_ms: i64,
    ) -> Result<(Vec<Line>, usize), SpeechError> {
        let time = self.marks.time;
        let at = |token: u32| i64::from(token - time) * MARK_MS;
        let mut lines = Vec::new();
        let mut begun: Option<i64> = None;
        let mut words: Vec<u32> = Vec::new();
        let mut whole_ms = 0;
        let mut add = |start: i64, end: i64, words: &mut Vec<u32>| {
            let text = self.words(words)?;
            words.clear();
            let line = Line {
                start_ms: from_ms + start,
                end_ms: (from_ms + end).min(end_ms),
                text: text.trim().to_owned(),
            };
            if !line.text.is_empty() && line.start_ms < line.end_ms {
                lines.push(line);
            }
            Ok::<_, SpeechError>(())
        };
        for token in tokens {
            if *token < time {
                words.push(*token);
            } else if words.is_empty() {
                begun = Some(at(*token));
            } else {
                whole_ms = at(*token);
                add(begun.unwrap_or(0), whole_ms, &mut words)?;
                begun = Some(whole_ms);
            }
        }
        let pair = matches!(tokens, [.., one, other] if *one >= time && *other >= time);
        if !words.is_empty() {
            // Cut off in the middle of a line: it takes the rest of the window.
            add(begun.unwrap_or(0), WINDOW as i64 * FRAME_MS, &mut words)?;
            return Ok((lines, WINDOW));
        }
        let step = (whole_ms / FRAME_MS) as usize;
        let is_useful = pair && step > 0;
        Ok((lines, if is_useful { step } else { WINDOW }))
    }
}

fn softmax(logits: &[f32]) -> Vec<f32> {
    let most = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut all: Vec<f32> = logits.iter().map(|logit| (logit - most).exp()).collect();
    let sum: f32 = all.iter().sum();
    all.iter_mut().for_each(|one| *one /= sum);
    all
}

fn greatest(values: &[f32]) -> usize {
    let mut best = 0;
    for (at, value) in values.iter().enumerate() {
        if *value > values[best] {
            best = at;
        }
    }
    best
}
