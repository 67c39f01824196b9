//! What engines on other machines have in common: a client with bounds, a circuit breaker, a budget.

use super::EngineError;
use parking_lot::Mutex;
use serde::Serialize;
use serde_json::Value;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// An answer that takes longer is of no use to a reader.
const PATIENCE: Duration = Duration::from_secs(20);
const MOST_BYTES: usize = 1 << 20;
/// After so many failures in a row the engine is left alone for a while.
const FAILURES: u32 = 4;
const REST: Duration = Duration::from_secs(30);
const DAY: Duration = Duration::from_secs(24 * 3_600);

/// One server.
pub(super) struct Remote {
    client: reqwest::Client,
    key: Option<String>,
    state: Mutex<State>,
    /// Characters a day; none means without bounds.
    budget: Option<u64>,
}

struct State {
    failures: u32,
    rests_until: Option<Instant>,
    day_began: Instant,
    spent: u64,
}

impl Remote {
    /// # Errors
    /// [`EngineError::Broken`] when the client cannot be made.
    pub(super) fn new(key: Option<String>, budget: Option<u64>) -> Result<Self, EngineError> {
        let broken = |error: &dyn std::fmt::Display| EngineError::Broken(error.to_string());
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls().map_err(|error| broken(&error))?)
            .timeout(PATIENCE)
            .connect_timeout(PATIENCE / 4)
            // The operator named one address; a server that sends us elsewhere is not it.
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .map_err(|error| broken(&error))?;
        Ok(Self {
            client,
            key,
            budget,
            state: Mutex::new(State {
                failures: 0,
                rests_until: None,
                day_began: Instant::now(),
                spent: 0,
            }),
        })
    }

    pub(super) fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// Sends `body` and reads JSON. `chars` counts against the day's budget.
    ///
    /// # Errors
    /// [`EngineError`], also when the server is resting after failures.
    pub(super) async fn post(
        &self,
        url: &str,
        body: &impl Serialize,
        chars: usize,
    ) -> Result<Value, EngineError> {
        self.admit(chars)?;
        let mut request = self.client.post(url).json(body);
        if let Some(key) = &self.key {
            request = request.bearer_auth(key);
        }
        let answer = read(request).await;
        self.learn(answer.is_ok());
        answer
    }

    /// Reads JSON.
    ///
    /// # Errors
    /// As [`Self::post`].
    pub(super) async fn get(&self, url: &str) -> Result<Value, EngineError> {
        self.admit(0)?;
        let answer = read(self.client.get(url)).await;
        self.learn(answer.is_ok());
        answer
    }

    fn admit(&self, chars: usize) -> Result<(), EngineError> {
        let mut state = self.state.lock();
        let now = Instant::now();
        if state.rests_until.is_some_and(|until| now < until) {
            return Err(EngineError::Unreachable("resting after failures".into()));
        }
        if now.duration_since(state.day_began) > DAY {
            state.day_began = now;
            state.spent = 0;
        }
        let spent = state.spent + chars as u64;
        if self.budget.is_some_and(|budget| spent > budget) {
            return Err(EngineError::Budget);
        }
        state.spent = spent;
        Ok(())
    }

    fn learn(&self, well: bool) {
        let mut state = self.state.lock();
        state.failures = if well { 0 } else { state.failures + 1 };
        state.rests_until = (state.failures >= FAILURES).then(|| Instant::now() + REST);
    }
}

/// What every client of ours trusts: the roots of this machine, through rustls with ring.
///
/// # Errors
/// When the library knows no protocol.
pub fn tls() -> Result<rustls::ClientConfig, rustls::Error> {
    let mut roots = rustls::RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    Ok(rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth())
}

async fn read(request: reqwest::RequestBuilder) -> Result<Value, EngineError> {
    let unreachable = |error: reqwest::Error| {
        EngineError::Unreachable(if error.is_timeout() {
            "no answer in time".into()
        } else {
            // Without the address, which may hold a key.
            error.without_url().to_string()
        })
    };
    let mut response = request.send().await.map_err(unreachable)?;
    let status = response.status();
    if !status.is_success() {
        return Err(EngineError::Unreachable(format!("it says {status}")));
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(unreachable)? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > MOST_BYTES {
            return Err(EngineError::Nonsense("more than a megabyte".into()));
        }
    }
    serde_json::from_slice(&bytes).map_err(|_| EngineError::Nonsense("not JSON".into()))
}
