//! What turns words of one language into words of another.

pub mod firefox;
mod libretranslate;
mod llm;
mod memory;
mod openai;
mod prompt;
mod remote;

pub use firefox::Firefox;
pub use libretranslate::LibreTranslate;
pub use llm::Llm;
pub use openai::OpenAi;
pub use remote::tls;

use async_trait::async_trait;
use sampan_domain::Lang;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// One line or sentence for an engine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ask {
    pub text: String,
    /// Slang in the text, and what to make of it.
    pub hints: Vec<(String, String)>,
    /// Pieces that are to come out as they are.
    pub keep: Vec<String>,
    /// The first answer was refused: be careful, and mask the wrong script.
    pub strict: bool,
    /// Without anything that Sampan knows about translating, to measure what that brings.
    pub bare: bool,
}

/// Why an engine did not answer. Worth trying the next one, never worth a failed page.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EngineError {
    #[error("cannot be reached: {0}")]
    Unreachable(String),
    #[error("answers with nonsense: {0}")]
    Nonsense(String),
    #[error("today's budget is spent")]
    Budget,
    #[error("has too much to do")]
    Busy,
    #[error("cannot be used: {0}")]
    Broken(String),
}

/// An engine. It may answer anything: what reaches a reader is judged by `guard` and `translate`.
#[async_trait]
pub trait Engine: Send + Sync {
    /// As operators write it in the configuration.
    fn name(&self) -> &str;

    /// Changes when its renditions do: a model's file, a prompt.
    fn version(&self) -> &str;

    fn translates(&self, from: Lang, to: Lang) -> bool;

    /// Gets ready for a pair of languages, so that the first reader does not wait for that.
    async fn warm(&self, _from: Lang, _to: Lang) {}

    /// One answer for each ask, in order.
    ///
    /// # Errors
    /// [`EngineError`] when there is no answer at all.
    async fn translate(
        &self,
        from: Lang,
        to: Lang,
        asks: &[Ask],
    ) -> Result<Vec<String>, EngineError>;
}

/// Runs what may panic, because of a file or a text that nobody thought of. Needs a build in which panics
/// unwind, as all of our profiles do.
fn tried<T>(run: impl FnOnce() -> T) -> Result<T, EngineError> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|panic| {
        let reason = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or("for no reason that it told");
        EngineError::Broken(format!("the model gave up: {reason}"))
    })
}

#[cfg(test)]
mod tests;
