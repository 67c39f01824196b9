//! Whisper's decoder with a memory: each token is worked out once, where candle's own works out the whole line again
//! for every token (100 times the work for a window full of speech).

use candle_core::{D, Result, Tensor};
use candle_nn::ops::softmax_last_dim;
use candle_nn::{
    Embedding, LayerNorm, Linear, Module, VarBuilder, embedding, layer_norm, linear, linear_no_bias,
};
use candle_transformers::models::whisper::Config;

const EPSILON: f64 = 1e-5;

struct Attention {
    query: Linear,
    key: Linear,
    value: Linear,
    out: Linear,
    heads: usize,
    /// What was said, or heard, so far: `[heads, places, width]`.
    memory: Option<(Tensor, Tensor)>,
}

impl Attention {
    fn load(states: usize, heads: usize, weights: &VarBuilder<'_>) -> Result<Self> {
        Ok(Self {
            query: linear(states, states, weights.pp("q_proj"))?,
            key: linear_no_bias(states, states, weights.pp("k_proj"))?,
            value: linear(states, states, weights.pp("v_proj"))?,
            out: linear(states, states, weights.pp("out_proj"))?,
            heads,
            memory: None,
        })
    }

    /// `[1, places, states]` as `[heads, places, width]`.
    fn split(&self, states: &Tensor) -> Result<Tensor> {
        let (_, places, width) = states.dims3()?;
        states
            .reshape((places, self.heads, width / self.heads))?
            .transpose(0, 1)?
            .contiguous()
    }

    /// Adds to the memory.
    fn remember(&mut self, states: &Tensor) -> Result<()> {
        let (key, value) = (self.key.forward(states)?, self.value.forward(states)?);
        let (key, value) = (self.split(&key)?, self.split(&value)?);
        self.memory = Some(match self.memory.take() {
            Some((keys, values)) => (
                Tensor::cat(&[&keys, &key], 1)?,
                Tensor::cat(&[&values, &value], 1)?,
            ),
            None => (key, value),
        });
        Ok(())
    }

    /// What the memory says to these states; `mask` hides from each what comes after it.
    fn look(&self, states: &Tensor, mask: Option<&Tensor>) -> Result<Tensor> {
        let Some((keys, values)) = &self.memory else {
            candle_core::bail!("nothing is remembered")
        };
        let (_, places, width) = states.dims3()?;
        let scale = ((width / self.heads) as f64).powf(-0.5);
        let query = (self.split(&self.query.forward(states)?)? * scale)?;
        let mut weights = query.matmul(&keys.transpose(D::Minus1, D::Minus2)?)?;
        if let Some(mask) = mask {
            weights = weights.broadcast_add(mask)?;
        }
        let said = softmax_last_dim(&weights)?.matmul(values)?;
        let said = said.transpose(0, 1)?.reshape((1, places, width))?;
        self.out.forward(&said)
    }
}

struct Block {
    own: Attention,
    own_norm: LayerNorm,
    sound: Attention,
    sound_norm: LayerNorm,
    wide: Linear,
    narrow: Linear,
    norm: LayerNorm,
}

pub(super) struct Decoder {
    tokens: Embedding,
    positions: Tensor,
    blocks: Vec<Block>,
    norm: LayerNorm,
    /// Tokens that are remembered.
    length: usize,
}

impl Decoder {
    /// Loads the weights below `model.decoder`.
    pub(super) fn load(weights: &VarBuilder<'_>, config: &Config) -> Result<Self> {
        let states = config.d_model;
        let heads = config.decoder_attention_heads;
        let norm = |weights| layer_norm(states, EPSILON, weights);
        let blocks = (0..config.decoder_layers).map(|at| {
            let weights = weights.pp(format!("layers.{at}"));
            Ok(Block {
                own: Attention::load(states, heads, &weights.pp("self_attn"))?,
                own_norm: norm(weights.pp("self_attn_layer_norm"))?,
                sound: Attention::load(states, heads, &weights.pp("encoder_attn"))?,
                sound_norm: norm(weights.pp("encoder_attn_layer_norm"))?,
                wide: linear(states, 4 * states, weights.pp("fc1"))?,
                narrow: linear(4 * states, states, weights.pp("fc2"))?,
                norm: norm(weights.pp("final_layer_norm"))?,
            })
        });
        Ok(Self {
            tokens: embedding(config.vocab_size, states, weights.pp("embed_tokens"))?,
            positions: weights.get(
                (config.max_target_positions, states),
                "embed_positions.weight",
            )?,
            blocks: blocks.collect::<Result<_>>()?,
            norm: norm(weights.pp("layer_norm"))?,
            length: 0,
        })
    }

    /// Forgets what was heard and said, and hears a window: the encoder's `[1, places, states]`.
    pub(super) fn hear(&mut self, sound: &Tensor) -> Result<()> {
        for block in &mut self.blocks {
            block.sound.memory = None;
            block.sound.remember(sound)?;
        }
        self.forget();
        Ok(())
    }

    /// Forgets what was said.
    pub(super) fn forget(&mut self) {
        for block in &mut self.blocks {
            block.own.memory = None;
        }
        self.length = 0;
    }

    /// Says `tokens` after what was said before; how likely each token is to come next, as logits.
    pub(super) fn say(&mut self, tokens: &[u32]) -> Result<Vec<f32>> {
        let device = self.positions.device();
        let count = tokens.len();
        let tokens = Tensor::new(tokens, device)?.unsqueeze(0)?;
        let positions = self.positions.narrow(0, self.length, count)?;
        let mut states = self.tokens.forward(&tokens)?.broadcast_add(&positions)?;
        let mask = (count > 1)
            .then(|| {
                let whole = self.length + count;
                let hidden = (0..count).flat_map(|at| {
                    let last = self.length + at;
                    (0..whole).map(move |place| if place > last { f32::NEG_INFINITY } else { 0.0 })
                });
                Tensor::from_vec(hidden.collect::<Vec<f32>>(), (count, whole), device)
            })
            .transpose()?;
        for block in &mut self.blocks {
            let own = block.own_norm.forward(&states)?;
            block.own.remember(&own)?;
            states = (states + block.own.look(&own, mask.as_ref())?)?;
            let heard = block.sound_norm.forward(&states)?;
            states = (states + block.sound.look(&heard, None)?)?;
            let thought = block.wide.forward(&block.norm.forward(&states)?)?;
            states = (states + block.narrow.forward(&thought.gelu_erf()?)?)?;
        }
        self.length += count;
        let last = self.norm.forward(&states.narrow(1, count - 1, 1)?)?;
        let logits = last.squeeze(0)?.matmul(&self.tokens.embeddings().t()?)?;
        logits.squeeze(0)?.to_vec1()
    }
}
