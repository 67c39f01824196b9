//! Any server that speaks LibreTranslate's API.

use super::remote::Remote;
use super::{Ask, Engine, EngineError};
use async_trait::async_trait;
use sampan_domain::Lang;
use serde_json::{Value, json};
use tokio::sync::OnceCell;

/// A LibreTranslate-compatible server.
pub struct LibreTranslate {
    url: String,
    remote: Remote,
    /// The server's codes: newer ones write `zh-Hans`, older ones `zh`.
    codes: OnceCell<Vec<String>>,
}

impl LibreTranslate {
    /// `url` is the server's root.
    ///
    /// # Errors
    /// [`EngineError::Broken`].
    pub fn new(url: &str, key: Option<String>, budget: Option<u64>) -> Result<Self, EngineError> {
        Ok(Self {
            url: url.trim_end_matches('/').to_owned(),
            remote: Remote::new(key, budget)?,
            codes: OnceCell::new(),
        })
    }

    async fn code(&self, lang: Lang) -> Result<String, EngineError> {
        let codes = self
            .codes
            .get_or_try_init(|| async {
                let answer = self.remote.get(&format!("{}/languages", self.url)).await?;
                let codes = answer.as_array().map(|languages| {
                    languages
                        .iter()
                        .filter_map(|language| language["code"].as_str())
                        .map(ToOwned::to_owned)
                        .collect()
                });
                codes.ok_or_else(|| EngineError::Nonsense("no list of languages".into()))
            })
            .await?;
        let wanted = lang.as_str();
        let primary = wanted.split('-').next().unwrap_or(wanted);
        let traditional = (lang == Lang::ZH_HANT).then_some("zt");
        [Some(wanted), traditional, Some(primary)]
            .into_iter()
            .flatten()
            .find(|code| codes.iter().any(|known| known == code))
            .map(ToOwned::to_owned)
            .ok_or_else(|| EngineError::Broken(format!("it does not know {wanted}")))
    }
}

#[async_trait]
impl Engine for LibreTranslate {
    fn name(&self) -> &str {
        "libretranslate"
    }

    fn version(&self) -> &str {
        "1"
    }

    fn translates(&self, from: Lang, to: Lang) -> bool {
        from != Lang::UND && to != Lang::UND && from != to
    }

    async fn translate(
        &self,
        from: Lang,
        to: Lang,
        asks: &[Ask],
    ) -> Result<Vec<String>, EngineError> {
        let texts: Vec<&str> = asks.iter().map(|ask| ask.text.as_str()).collect();
        let mut body = json!({
            "q": texts,
            "source": self.code(from).await?,
            "target": self.code(to).await?,
            "format": "text",
        });
        if let Some(key) = self.remote.key() {
            body["api_key"] = json!(key);
        }
        let chars = texts.iter().map(|text| text.chars().count()).sum();
        let answer = self
            .remote
            .post(&format!("{}/translate", self.url), &body, chars)
            .await?;
        let texts: Option<Vec<String>> = match &answer["translatedText"] {
            Value::Array(texts) => texts
                .iter()
                .map(|text| text.as_str().map(ToOwned::to_owned))
                .collect(),
            Value::String(text) => Some(vec![text.clone()]),
            _ => None,
        };
        texts.ok_or_else(|| EngineError::Nonsense("no translatedText".into()))
    }
}
