//! The forward pass of Qwen2 and Qwen3 over quantised weights.
//!
//! Rows of different length run together without padding: the new tokens of all rows are laid end to end,
//! every linear layer sees them as one matrix, and attention looks at each row's own part of the cache. So
//! a prompt that is read and sentences that are written share their passes, and a prompt that many texts
//! begin with is worked out once and copied.

use candle_core::quantized::{QMatMul, QTensor, gguf_file};
use candle_core::{Device, Error, Module, Result, Tensor, bail};
use candle_nn::attention::{AttnMask, flash_attn};
use candle_nn::ops::rms_norm;
use candle_nn::rotary_emb::rope;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::sync::Arc;

const CPU: Device = Device::Cpu;

struct Layer {
    attn_norm: Tensor,
    ffn_norm: Tensor,
    q: QMatMul,
    k: QMatMul,
    v: QMatMul,
    o: QMatMul,
    /// Qwen2.
    bias: Option<[Tensor; 3]>,
    /// Qwen3.
    qk_norm: Option<[Tensor; 2]>,
    gate: QMatMul,
    up: QMatMul,
    down: QMatMul,
}

/// A model's weights. Nothing in it changes while it runs.
pub(super) struct Model {
    embedding: Arc<QTensor>,
    layers: Vec<Layer>,
    norm: Tensor,
    head: QMatMul,
    /// `[positions, head_dim / 2]`.
    cos: Tensor,
    sin: Tensor,
    heads: usize,
    kv_heads: usize,
    head_dim: usize,
    eps: f32,
}

/// Keys and values of some rows: per layer `[rows * capacity, kv_heads, head_dim]`.
pub(super) struct Cache {
    keys: Vec<Tensor>,
    values: Vec<Tensor>,
    capacity: usize,
    /// Tokens that each row holds.
    lengths: Vec<usize>,
}

/// What one row reads in a pass.
pub(super) struct Step {
    pub(super) row: usize,
    pub(super) tokens: Vec<u32>,
}

impl Cache {
    pub(super) fn new(model: &Model, rows: usize, capacity: usize) -> Result<Self> {
        let shape = (rows * capacity, model.kv_heads, model.head_dim);
        let zeros = || {
            (0..model.layers.len())
                .map(|_| Tensor::zeros(shape, candle_core::DType::F32, &CPU))
                .collect::<Result<Vec<_>>>()
        };
        Ok(Self {
            keys: zeros()?,
            values: zeros()?,
            capacity,
            lengths: vec![0; rows],
        })
    }

    /// Empties a row and lets it begin with what another cache's only row holds.
    pub(super) fn begin(&mut self, row: usize, prefix: &Self) -> Result<()> {
        let length = prefix.lengths[0];
        let first = row * self.capacity;
        for (own, other) in self
            .keys
            .iter()
            .zip(&prefix.keys)
            .chain(self.values.iter().zip(&prefix.values))
        {
            own.slice_set(&other.narrow(0, 0, length)?.contiguous()?, 0, first)?;
        }
        self.lengths[row] = length;
        Ok(())
    }

    pub(super) fn length(&self, row: usize) -> usize {
        self.lengths[row]
    }
}

impl Model {
    /// Reads a GGUF file; also answers its header, for the tokenizer.
    pub(super) fn load(path: &Path, positions: usize) -> Result<(Self, gguf_file::Content)> {
        let mut file = BufReader::with_capacity(1 << 20, File::open(path)?);
        let content = gguf_file::Content::read(&mut file)?;
        let field = |key: &str| {
            content
                .metadata
                .get(key)
                .ok_or_else(|| Error::msg(format!("the model file lacks {key}")))
        };
        let family = field("general.architecture")?.to_string()?.clone();
        if family != "qwen2" && family != "qwen3" {
            bail!("a model of the family {family}; qwen2 and qwen3 are known")
        }
        let number = |key: &str| -> Result<usize> {
            Ok(field(&format!("{family}.{key}"))?.to_u32()? as usize)
        };
        let heads = number("attention.head_count")?;
        let kv_heads = number("attention.head_count_kv")?;
        let head_dim = number("attention.key_length")
            .or_else(|_| Ok::<_, Error>(number("embedding_length")? / heads))?;
        let eps = field(&format!("{family}.attention.layer_norm_rms_epsilon"))?.to_f32()?;
        let theta = field(&format!("{family}.rope.freq_base"))
            .and_then(gguf_file::Value::to_f32)
            .unwrap_or(10_000.0);

        let mut tensor = |name: &str| content.tensor(&mut file, name, &CPU);
        let embedding = Arc::new(tensor("token_embd.weight")?);
        let head = if content.tensor_infos.contains_key("output.weight") {
            QMatMul::from_qtensor(tensor("output.weight")?)?
        } else {
            QMatMul::from_arc(embedding.clone())?
        };
        let norm = tensor("output_norm.weight")?.dequantize(&CPU)?;
        let mut layers = Vec::new();
        for n in 0..number("block_count")? {
            let mut matrix =
                |name: &str| QMatMul::from_qtensor(tensor(&format!("blk.{n}.{name}.weight"))?);
            let [q, k, v, o] = [
                matrix("attn_q")?,
                matrix("attn_k")?,
                matrix("attn_v")?,
                matrix("attn_output")?,
            ];
            let [gate, up, down] = [matrix("ffn_gate")?, matrix("ffn_up")?, matrix("ffn_down")?];
            let mut vector = |name: &str| tensor(&format!("blk.{n}.{name}"))?.dequantize(&CPU);
            let bias = match family.as_str() {
                "qwen2" => Some([
                    vector("attn_q.bias")?,
                    vector("attn_k.bias")?,
                    vector("attn_v.bias")?,
                ]),
                _ => None,
            };
            let qk_norm = match family.as_str() {
                "qwen3" => Some([vector("attn_q_norm.weight")?, vector("attn_k_norm.weight")?]),
                _ => None,
            };
            layers.push(Layer {
                attn_norm: vector("attn_norm.weight")?,
                ffn_norm: vector("ffn_norm.weight")?,
                q,
                k,
                v,
                o,
                bias,
                qk_norm,
                gate,
                up,
                down,
            });
        }
        let table = |wave: fn(f64) -> f64| rotations(positions, head_dim, f64::from(theta), wave);
        let model = Self {
            embedding,
            layers,
            norm,
            head,
            cos: table(f64::cos)?,
            sin: table(f64::sin)?,
            heads,
            kv_heads,
            head_dim,
            eps,
        };
        Ok((model, content))
    }

    /// Reads new tokens of several rows; answers the logits after each row's last token,
    /// `[steps, vocabulary]`.
    pub(super) fn forward(&self, cache: &mut Cache, steps: &[Step]) -> Result<Tensor> {
        let (mut ids, mut positions, mut last) = (Vec::new(), Vec::new(), Vec::new());
        for step in steps {
            let base = cache.lengths[step.row];
            if step.tokens.is_empty() || base + step.tokens.len() > cache.capacity {
                bail!("row {} is full, or reads nothing", step.row)
            }
            ids.extend_from_slice(&step.tokens);
            positions
                .extend((base..base + step.tokens.len()).map(|p| u32::try_from(p).unwrap_or(0)));
            last.push(u32::try_from(ids.len() - 1).unwrap_or(0));
        }
        let (count, dim) = (ids.len(), self.head_dim);
        let positions = Tensor::from_vec(positions, count, &CPU)?;
        let cos = self.cos.index_select(&positions, 0)?.unsqueeze(1)?;
        let sin = self.sin.index_select(&positions, 0)?.unsqueeze(1)?;
        let turned = |x: &Tensor, heads: usize| {
            rope(&x.reshape((count, heads, 1, dim))?, &cos, &sin)?.reshape((count, heads, dim))
        };
        let mut x = self
            .embedding
            .embedding(&Tensor::from_vec(ids, count, &CPU)?)?;
        for (n, layer) in self.layers.iter().enumerate() {
            let h = rms_norm(&x, &layer.attn_norm, self.eps)?;
            let (mut q, mut k, mut v) = (
                layer.q.forward(&h)?,
                layer.k.forward(&h)?,
                layer.v.forward(&h)?,
            );
            if let Some([bq, bk, bv]) = &layer.bias {
                q = q.broadcast_add(bq)?;
                k = k.broadcast_add(bk)?;
                v = v.broadcast_add(bv)?;
            }
            let mut q = q.reshape((count, self.heads, dim))?;
            let mut k = k.reshape((count, self.kv_heads, dim))?;
            let v = v.reshape((count, self.kv_heads, dim))?;
            if let Some([nq, nk]) = &layer.qk_norm {
                q = rms_norm(&q, nq, self.eps)?;
                k = rms_norm(&k, nk, self.eps)?;
            }
            let q = turned(&q, self.heads)?;
            let k = turned(&k, self.kv_heads)?;
            let seen = self.attend(n, cache, steps, (&q, &k, &v))?;
            x = (x + layer.o.forward(&seen)?)?;
            let h = rms_norm(&x, &layer.ffn_norm, self.eps)?;
            let h = (layer.gate.forward(&h)?.silu()? * layer.up.forward(&h)?)?;
            x = (x + layer.down.forward(&h)?)?;
        }
        for step in steps {
            cache.lengths[step.row] += step.tokens.len();
        }
        let rows = last.len();
        let x = x.index_select(&Tensor::from_vec(last, rows, &CPU)?, 0)?;
        self.head.forward(&rms_norm(&x, &self.norm, self.eps)?)
    }

    /// Writes the new keys and values of one layer, and lets every row look at its own.
    fn attend(
        &self,
        layer: usize,
        cache: &Cache,
        steps: &[Step],
        (q, k, v): (&Tensor, &Tensor, &Tensor),
    ) -> Result<Tensor> {
        #[expect(
            clippy::cast_precision_loss,
            reason = "a head has some hundred dimensions"
        )]
        let scale = 1.0 / (self.head_dim as f32).sqrt();
        let (keys, values) = (&cache.keys[layer], &cache.values[layer]);
        let mut rows = Vec::with_capacity(steps.len());
        let mut at = 0;
        for step in steps {
            let (count, base) = (step.tokens.len(), cache.lengths[step.row]);
            let first = step.row * cache.capacity;
            keys.slice_set(&k.narrow(0, at, count)?.contiguous()?, 0, first + base)?;
            values.slice_set(&v.narrow(0, at, count)?.contiguous()?, 0, first + base)?;
            let own = |all: &Tensor| all.narrow(0, first, base + count)?.unsqueeze(0);
            let seen = flash_attn::<f32>(
                &q.narrow(0, at, count)?.unsqueeze(0)?,
                &own(keys)?,
                &own(values)?,
                scale,
                AttnMask::causal_with_offset(base),
                None,
                None,
            )?;
            rows.push(
                seen.transpose(1, 2)?
                    .reshape((count, self.heads * self.head_dim))?,
            );
            at += count;
        }
        Tensor::cat(&rows, 0)
    }
}

/// Sines or cosines of the angles by which a position turns each pair of dimensions.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "angles of some thousand positions"
)]
fn rotations(positions: usize, dim: usize, theta: f64, wave: fn(f64) -> f64) -> Result<Tensor> {
    let half = dim / 2;
    let all: Vec<f32> = (0..positions * half)
        .map(|at| {
            let turn = theta.powf(-2.0 * (at % half) as f64 / dim as f64);
            wave((at / half) as f64 * turn) as f32
        })
        .collect();
    Tensor::from_vec(all, (positions, half), &CPU)
}
