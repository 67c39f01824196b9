//! What a text means, as a point among others: texts about one thing are near each other in whatever language.
//!
//! multilingual-e5-small (<https://arxiv.org/abs/2402.05672>) and its like, through candle on the processor: a BERT whose
//! output is averaged over the tokens. Takes about ten milliseconds for a query and some tens for a note, and 300 MB of
//! memory; not for the thread of a request.

use candle_core::{D, DType, Device, IndexOp, Tensor};
use candle_nn::{Embedding, LayerNorm, Linear, Module, VarBuilder};
use serde::Deserialize;
use std::collections::HashMap;
use std::path::Path;
use tokenizers::Tokenizer;

/// Tokens of a text that are looked at.
const MOST_TOKENS: usize = 192;

/// Why a text has no meaning.
#[derive(Debug, thiserror::Error)]
pub enum MeaningError {
    #[error("{0}")]
    Model(String),
}

impl From<candle_core::Error> for MeaningError {
    fn from(error: candle_core::Error) -> Self {
        Self::Model(error.to_string())
    }
}

/// What a text is for: the model is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It looks for others.
    Query,
    /// It is to be found.
    Passage,
}

#[derive(Deserialize)]
struct Config {
    hidden_size: usize,
    num_hidden_layers: usize,
    num_attention_heads: usize,
    intermediate_size: usize,
    vocab_size: usize,
    max_position_embeddings: usize,
    layer_norm_eps: f64,
}

struct Layer {
    query: Linear,
    key: Linear,
    value: Linear,
    output: Linear,
    after_attention: LayerNorm,
    inner: Linear,
    outer: Linear,
    after_inner: LayerNorm,
}

/// A model of meanings, ready to be asked.
pub struct Reader {
    tokenizer: Tokenizer,
    /// Half as exact as the rest, because it is nine tenths of everything.
    words: Embedding,
    /// By place, with what the model adds to texts that stand alone.
    places: Tensor,
    after_words: LayerNorm,
    layers: Vec<Layer>,
    heads: usize,
}

impl Layer {
    fn load(weights: &VarBuilder<'_>, config: &Config) -> candle_core::Result<Self> {
        let (hidden, inner) = (config.hidden_size, config.intermediate_size);
        let norm =
            |weights: VarBuilder<'_>| candle_nn::layer_norm(hidden, config.layer_norm_eps, weights);
        let own = weights.pp("attention.self");
        Ok(Self {
            query: candle_nn::linear(hidden, hidden, own.pp("query"))?,
            key: candle_nn::linear(hidden, hidden, own.pp("key"))?,
            value: candle_nn::linear(hidden, hidden, own.pp("value"))?,
            output: candle_nn::linear(hidden, hidden, weights.pp("attention.output.dense"))?,
            after_attention: norm(weights.pp("attention.output.LayerNorm"))?,
            inner: candle_nn::linear(hidden, inner, weights.pp("intermediate.dense"))?,
            outer: candle_nn::linear(inner, hidden, weights.pp("output.dense"))?,
            after_inner: norm(weights.pp("output.LayerNorm"))?,
        })
    }

    /// `[tokens, hidden]` to the same.
    fn forward(&self, x: &Tensor, heads: usize) -> candle_core::Result<Tensor> {
        let (tokens, hidden) = x.dims2()?;
        let size = hidden / heads;
        let split = |x: Tensor| {
            x.reshape((tokens, heads, size))?
                .transpose(0, 1)?
                .contiguous()
        };
        let query = split(self.query.forward(x)?)?;
        let key = split(self.key.forward(x)?)?;
        let value = split(self.value.forward(x)?)?;
        let scores = (query.matmul(&key.transpose(1, 2)?)? / (size as f64).sqrt())?;
        let weights = candle_nn::ops::softmax(&scores, D::Minus1)?;
        let seen = weights
            .matmul(&value)?
            .transpose(0, 1)?
            .reshape((tokens, hidden))?;
        let x = self
            .after_attention
            .forward(&(x + self.output.forward(&seen)?)?)?;
        let thought = self.outer.forward(&self.inner.forward(&x)?.gelu_erf()?)?;
        self.after_inner.forward(&(&x + thought)?)
    }
}

impl Reader {
    /// Opens a folder with `config.json`, `tokenizer.json` and `model.safetensors`, as Hugging Face keeps them.
    ///
    /// # Errors
    /// [`MeaningError`] when a file is missing or something else.
    pub fn open(folder: &Path) -> Result<Self, MeaningError> {
        let wrong = |file: &str, error: &dyn std::fmt::Display| {
            MeaningError::Model(format!("{}: {error}", folder.join(file).display()))
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
        Self::assemble(&config, tokenizer, weights)
            .map_err(|error| wrong("model.safetensors", &error))
    }

    fn assemble(
        config: &Config,
        tokenizer: Tokenizer,
        mut weights: HashMap<String, Tensor>,
    ) -> candle_core::Result<Self> {
        const WORDS: &str = "embeddings.word_embeddings.weight";
        let words = weights
            .remove(WORDS)
            .ok_or_else(|| candle_core::Error::Msg(format!("lacks {WORDS}")))?
            .to_dtype(DType::F16)?;
        let hidden = config.hidden_size;
        if words.dims2()? != (config.vocab_size, hidden)
            || !hidden.is_multiple_of(config.num_attention_heads)
        {
            candle_core::bail!("has other sizes than config.json says");
        }
        let weights = VarBuilder::from_tensors(weights, DType::F32, &Device::Cpu);
        let shape = (config.max_position_embeddings, hidden);
        let places = weights.get(shape, "embeddings.position_embeddings.weight")?;
        let alone = weights
            .get_unchecked("embeddings.token_type_embeddings.weight")?
            .i(0)?;
        let layers = (0..config.num_hidden_layers)
            .map(|n| Layer::load(&weights.pp(format!("encoder.layer.{n}")), config))
            .collect::<candle_core::Result<_>>()?;
        Ok(Self {
            tokenizer,
            words: Embedding::new(words, hidden),
            places: places.broadcast_add(&alone)?,
            after_words: candle_nn::layer_norm(
                hidden,
                config.layer_norm_eps,
                weights.pp("embeddings.LayerNorm"),
            )?,
            layers,
            heads: config.num_attention_heads,
        })
    }

    /// Where a text stands: a vector of length 1. What is beyond some hundred words is not looked at.
    ///
    /// # Errors
    /// [`MeaningError`] when the model does not fit together.
    pub fn meaning(&self, text: &str, role: Role) -> Result<Vec<f32>, MeaningError> {
        let told = match role {
            Role::Query => format!("query: {text}"),
            Role::Passage => format!("passage: {text}"),
        };
        let tokens = self
            .tokenizer
            .encode(told, true)
            .map_err(|error| MeaningError::Model(error.to_string()))?;
        let mut ids = tokens.get_ids().to_vec();
        if ids.len() > MOST_TOKENS {
            let end = ids[ids.len() - 1];
            ids.truncate(MOST_TOKENS - 1);
            ids.push(end);
        }
        let count = ids.len();
        let ids = Tensor::new(ids, &Device::Cpu)?;
        let words = self.words.forward(&ids)?.to_dtype(DType::F32)?;
        let mut x = self
            .after_words
            .forward(&(words + self.places.i(0..count)?)?)?;
        for layer in &self.layers {
            x = layer.forward(&x, self.heads)?;
        }
        let mean = x.mean(0)?;
        let length = mean.sqr()?.sum_all()?.sqrt()?;
        Ok(mean.broadcast_div(&length)?.to_vec1()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_a_model_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let error = Reader::open(folder.path())
            .err()
            .map(|error| error.to_string());
        assert!(error.is_some_and(|error| error.contains("config.json")));
    }

    #[test]
    #[ignore = "needs a model: SAMPAN_MEANING=folder"]
    fn one_thing_in_two_languages_is_near() {
        let folder =
            std::env::var("SAMPAN_MEANING").expect("SAMPAN_MEANING says where the model is");
        let reader = Reader::open(Path::new(&folder)).expect("a model");
        let at = |text: &str, role| reader.meaning(text, role).expect("a meaning");
        let near = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f32>();
        let query = at("where to travel in spring", Role::Query);
        let travel = at("春天去哪里旅行", Role::Passage);
        let other = at("我家的猫不肯吃药", Role::Passage);
        assert!(near(&query, &travel) > near(&query, &other) + 0.02);
    }
}
