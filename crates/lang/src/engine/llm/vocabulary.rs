//! A model's tokens: how texts become ids, and which ids may be written.

use crate::guard::is_han;
use candle_core::quantized::gguf_file::{Content, Value};
use candle_core::quantized::tokenizer::TokenizerFromGguf;
use candle_core::{Error, Result, bail};
use tokenizers::Tokenizer;

/// Which tokens a text may not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ban {
    Nothing,
    Han,
    /// Words in small Latin letters.
    SmallLatin,
}

pub(super) struct Vocabulary {
    tokenizer: Tokenizer,
    /// For each token, what it holds.
    special: Vec<bool>,
    han: Vec<bool>,
    small_latin: Vec<bool>,
    pub(super) message_begins: u32,
    pub(super) message_ends: u32,
    pub(super) text_ends: u32,
}

impl Vocabulary {
    pub(super) fn of(content: &Content) -> Result<Self> {
        let mut tokenizer = Tokenizer::from_gguf(content)?;
        // A text that spells a control token out is a text.
        tokenizer.set_encode_special_tokens(true);
        let Some(Value::Array(tokens)) = content.metadata.get("tokenizer.ggml.tokens") else {
            bail!("the model file lacks its tokens")
        };
        let Some(Value::Array(types)) = content.metadata.get("tokenizer.ggml.token_type") else {
            bail!("the model file lacks the types of its tokens")
        };
        let mut special = Vec::with_capacity(tokens.len());
        let mut han = Vec::with_capacity(tokens.len());
        let mut small_latin = Vec::with_capacity(tokens.len());
        for (token, kind) in tokens.iter().zip(types) {
            let is_normal = matches!(kind, Value::I32(1) | Value::U32(1));
            let bytes = bytes_of(token.to_string()?);
            special.push(!is_normal);
            han.push(holds_han(&bytes));
            small_latin.push(holds_small_words(&bytes));
        }
        let id = |token: &str| {
            tokenizer
                .token_to_id(token)
                .ok_or_else(|| Error::msg(format!("the model does not know {token}")))
        };
        Ok(Self {
            message_begins: id("<|im_start|>")?,
            message_ends: id("<|im_end|>")?,
            text_ends: id("<|endoftext|>")?,
            tokenizer,
            special,
            han,
            small_latin,
        })
    }

    pub(super) fn encode(&self, text: &str) -> Result<Vec<u32>> {
        let encoded = self.tokenizer.encode_fast(text, false);
        Ok(encoded.map_err(Error::wrap)?.get_ids().to_vec())
    }

    pub(super) fn decode(&self, ids: &[u32]) -> Result<String> {
        self.tokenizer.decode(ids, true).map_err(Error::wrap)
    }

    pub(super) fn ends(&self, id: u32) -> bool {
        id == self.message_ends || id == self.text_ends
    }

    /// The likeliest token that may be written. `allowed` may be written in spite of the ban.
    pub(super) fn choose(&self, logits: &[f32], ban: Ban, allowed: &[u32]) -> u32 {
        let banned = match ban {
            Ban::Nothing => None,
            Ban::Han => Some(&self.han),
            Ban::SmallLatin => Some(&self.small_latin),
        };
        let mut best = (f32::NEG_INFINITY, self.message_ends);
        for (id, logit) in (0u32..).zip(logits) {
            if *logit <= best.0 {
                continue;
            }
            let at = id as usize;
            let special = self.special.get(at).copied().unwrap_or(true) && !self.ends(id);
            let out = banned.is_some_and(|banned| banned.get(at).copied().unwrap_or(true));
            if !special && (!out || allowed.contains(&id) || self.ends(id)) {
                best = (*logit, id);
            }
        }
        best.1
    }
}

/// The bytes of a token, which byte-level vocabularies spell in printable characters.
fn bytes_of(token: &str) -> Vec<u8> {
    token
        .chars()
        .filter_map(|c| {
            let code = u32::from(c);
            match code {
                33..=126 | 161..=172 | 174..=255 => u8::try_from(code).ok(),
                // 0..=32, 127..=160 and 173 stand in this order from 256 on.
                256..=288 => u8::try_from(code - 256).ok(),
                289..=322 => u8::try_from(code - 289 + 127).ok(),
                323 => Some(173),
                _ => None,
            }
        })
        .collect()
}

/// Whole Han characters, or the first byte of one, which would bring it in piece by piece.
fn holds_han(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    text.chars().any(is_han)
        || bytes.iter().enumerate().any(|(at, byte)| {
            let next = bytes.get(at + 1);
            let alone = next.is_none();
            match byte {
                0xe4..=0xe9 => true,
                0xe3 => !alone && next.is_some_and(|next| *next >= 0x90),
                0xef => next.is_some_and(|next| (0xa4..=0xab).contains(next)),
                0xf0 => next.is_some_and(|next| (0xa0..=0xb3).contains(next)),
                _ => false,
            }
        })
}

fn holds_small_words(bytes: &[u8]) -> bool {
    let letters = bytes.iter().filter(|b| b.is_ascii_lowercase()).count();
    letters >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_bytes() {
        assert_eq!(bytes_of("Ġhello"), b" hello");
        assert_eq!(String::from_utf8(bytes_of("ä½łå¥½")).unwrap(), "你好");
        assert!(holds_han("你".as_bytes()) && holds_han(&[0xe4]) && holds_han(b" \xe5"));
        assert!(!holds_han("，。é".as_bytes()) && !holds_han("🐱".as_bytes()));
        assert!(holds_small_words(b" the") && !holds_small_words(b"OK"));
    }
}
