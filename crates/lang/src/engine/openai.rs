//! Any server that speaks OpenAI's chat API: the operator's own, or one they pay.

use super::remote::Remote;
use super::{Ask, Engine, EngineError, prompt};
use async_trait::async_trait;
use sampan_domain::Lang;
use serde_json::{Value, json};

/// An OpenAI-compatible endpoint.
pub struct OpenAi {
    url: String,
    model: String,
    version: String,
    remote: Remote,
}

impl OpenAi {
    /// `url` is the address that ends before `/chat/completions`.
    ///
    /// # Errors
    /// [`EngineError::Broken`].
    pub fn new(
        url: &str,
        model: &str,
        key: Option<String>,
        budget: Option<u64>,
    ) -> Result<Self, EngineError> {
        Ok(Self {
            url: url.trim_end_matches('/').to_owned(),
            model: model.to_owned(),
            version: format!("{model} {}", prompt::VERSION),
            remote: Remote::new(key, budget)?,
        })
    }
}

#[async_trait]
impl Engine for OpenAi {
    fn name(&self) -> &str {
        "openai"
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn translates(&self, from: Lang, to: Lang) -> bool {
        from != to && to != Lang::UND
    }

    /// All texts in one request; the answer is structured, so that no text can pass for two.
    async fn translate(
        &self,
        from: Lang,
        to: Lang,
        asks: &[Ask],
    ) -> Result<Vec<String>, EngineError> {
        let texts: Vec<String> = asks.iter().map(|ask| prompt::user(ask, from, to)).collect();
        let chars = asks.iter().map(|ask| ask.text.chars().count()).sum();
        let body = json!({
            "model": self.model,
            "temperature": 0,
            "max_tokens": 256 + chars * 4,
            "messages": [
                {"role": "system", "content": format!(
                    "{} The user sends a JSON list of messages; answer with JSON, \
                     {{\"translations\": [...]}}, one for each, in order.",
                    prompt::system(from, to)
                )},
                {"role": "user", "content": json!(texts).to_string()},
            ],
            "response_format": {"type": "json_schema", "json_schema": {
                "name": "translations",
                "strict": true,
                "schema": {
                    "type": "object",
                    "properties": {"translations": {"type": "array", "items": {"type": "string"}}},
                    "required": ["translations"],
                    "additionalProperties": false,
                },
            }},
        });
        let answer = self
            .remote
            .post(&format!("{}/chat/completions", self.url), &body, chars)
            .await?;
        let content = answer["choices"][0]["message"]["content"]
            .as_str()
            .ok_or_else(|| EngineError::Nonsense("no message".into()))?;
        let content: Value = serde_json::from_str(content)
            .map_err(|_| EngineError::Nonsense("the message is not JSON".into()))?;
        content["translations"]
            .as_array()
            .and_then(|texts| {
                texts
                    .iter()
                    .map(|text| text.as_str().map(ToOwned::to_owned))
                    .collect()
            })
            .ok_or_else(|| EngineError::Nonsense("no translations in the message".into()))
    }
}
