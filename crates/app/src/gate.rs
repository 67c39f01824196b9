//! What is asked of people who join while a crowd comes: nothing, a proof that their device has worked, or their turn.
//!
//! Steps follow how many people come in a minute, unless an operator holds one. The truth stands in the database, so
//! every process asks for the same.

use crate::view::Viewer;
use crate::{App, Error, Result, secret};
use altcha::types::CounterMode;
use altcha::{
    Challenge, CreateChallengeOptions, HmacAlgorithm, Payload, VerifySolutionOptions,
    create_challenge, verify_solution,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use parking_lot::Mutex;
use sampan_domain::account::SignupMode;
pub use sampan_domain::gate::Step;
use sampan_domain::gate::Thresholds;
use sampan_domain::{id, permission};
use sampan_store::Tx;
use sampan_store::gate as store;
use sampan_store::seam::Touch;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::OnceLock;

const MINUTE_MS: i64 = 60_000;
/// How long a proof and a turn are good.
const GOOD_MS: i64 = 10 * MINUTE_MS;
/// Whoever has not asked for so long has left the line.
const LEFT_MS: i64 = MINUTE_MS + MINUTE_MS / 2;
/// What is older is forgotten.
pub(crate) const KEPT_MS: i64 = 2 * GOOD_MS;
/// How many are counted before somebody in the line.
const COUNTED: i64 = 5_000;
/// How often whoever waits should ask, in seconds: the longer the line, the less often.
const ASKS_S: std::ops::RangeInclusive<u64> = 5..=30;
/// What a proof costs: so many rounds for each of 256 tries in the mean. About a second on a phone, half a
/// millisecond to check.
const ALGORITHM: &str = "PBKDF2/SHA-256";
const ROUNDS: u32 = 2_000;
const PREFIX: &str = "00";

/// What somebody brings who wants to join.
#[derive(Debug, Clone, Copy, Default)]
pub struct Pass<'a> {
    /// A solved [`Challenge`], as ALTCHA writes it.
    pub proof: Option<&'a str>,
    /// What [`Waiting::token`] was.
    pub turn: Option<&'a str>,
}

/// What is used up by joining, whatever was tried before.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Spent {
    Turn(String),
    Proof(String),
}

impl Spent {
    /// Uses it up. A ceremony may have begun in time and end later.
    ///
    /// # Errors
    /// [`Error::Denied`] when somebody else has.
    pub(crate) async fn spend(&self, tx: &Tx, now_ms: i64) -> Result<()> {
        const UNTIL_MS: i64 = GOOD_MS + crate::passkey::CEREMONY_MS;
        match self {
            Self::Turn(id) if store::take(tx, id, now_ms - UNTIL_MS, now_ms).await? => Ok(()),
            Self::Proof(nonce) if store::give_proof(tx, nonce, now_ms).await? => Ok(()),
            Self::Turn(_) => Err(Error::Denied("turn-needed")),
            Self::Proof(_) => Err(Error::Denied("proof-needed")),
        }
    }
}

/// Somebody's place in the line.
#[derive(Debug)]
pub struct Waiting {
    /// What their browser keeps.
    pub token: String,
    /// How many stand before them.
    pub ahead: u32,
    /// More than that: they are not counted further.
    pub is_more: bool,
    /// About how long it takes, in seconds.
    pub wait_s: u64,
    /// When they should ask again, in seconds.
    pub ask_s: u64,
    /// It is their turn.
    pub is_called: bool,
}

/// How the gate stands, for the operator.
#[derive(Debug, Clone)]
pub struct GateView {
    pub step: Step,
    /// The step that somebody holds, who, and since when in Unix milliseconds.
    pub held: Option<(Step, Option<String>, i64)>,
    /// What `sampan.toml` says, when it is a step.
    pub set: Option<Step>,
    /// How many came in the last minute, those who wait included.
    pub came: u32,
    pub waiting: u32,
    pub proof_above: u32,
    pub line_above: u32,
}

pub(crate) struct Gate {
    /// What the settings say; `None` follows the crowd.
    set: Option<Step>,
    thresholds: Thresholds,
    was: Mutex<Step>,
    /// What challenges are signed with.
    secret: OnceLock<String>,
}

impl Gate {
    pub(crate) fn new(config: &crate::config::GateConfig) -> Result<Self> {
        let set = match config.step.as_str() {
            "auto" => None,
            other => Some(Step::parse(other).ok_or_else(|| {
                Error::Unavailable(format!(
                    "gate.step {other:?}: write auto, open, proof or line"
                ))
            })?),
        };
        if config.line_above == 0 {
            let text = "gate.line_above is 0: nobody would be let in; write how many a minute are";
            return Err(Error::Unavailable(text.into()));
        }
        Ok(Self {
            set,
            thresholds: Thresholds {
                proof: config.proof_above,
                line: config.line_above,
            },
            was: Mutex::default(),
            secret: OnceLock::new(),
        })
    }
}

impl App {
    /// What is asked of whoever joins now.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn gate_step(&self) -> Result<Step> {
        // Whoever was invited is bounded by that; and a line before a closed door leads nowhere.
        if matches!(
            self.signup_mode(),
            SignupMode::Invitation | SignupMode::Closed
        ) {
            return Ok(Step::Open);
        }
        Ok(self.gate(true).await?.step)
    }

    /// How it stands. `roughly` ends counting where it makes no difference any more.
    async fn gate(&self, roughly: bool) -> Result<GateView> {
        let (db, gate) = (&self.0.db, &self.0.gate);
        let enough = i64::from(gate.thresholds.line.max(gate.thresholds.proof)) + 1;
        let most = if roughly { enough } else { i64::MAX };
        let now = self.now_ms();
        let held = store::held(db).await?;
        let held = held.and_then(|row| Some((Step::parse(&row.step)?, row.handle, row.held_at)));
        let joined = store::joined_since(db, id::floor_at(now - MINUTE_MS), most).await?;
        let waiting = store::waiting(db, now - LEFT_MS, most).await?;
        let count = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
        let came = count(joined + waiting);
        let follows = {
            let mut was = self.0.gate.was.lock();
            let step = gate.thresholds.step(*was, came);
            if step != *was {
                let (from, to) = (was.as_str(), step.as_str());
                tracing::warn!(from, to, came, "as many people join as this, in a minute");
                *was = step;
            }
            step
        };
        let fixed = held.as_ref().map(|(step, ..)| *step).or(gate.set);
        Ok(GateView {
            step: fixed.unwrap_or(follows),
            held,
            set: gate.set,
            came,
            waiting: count(waiting),
            proof_above: gate.thresholds.proof,
            line_above: gate.thresholds.line,
        })
    }

    /// How the gate stands.
    ///
    /// # Errors
    /// [`Error::Denied`] for everybody but operators.
    pub async fn look_at_gate(&self, viewer: &Viewer) -> Result<GateView> {
        Self::check_operator(viewer)?;
        self.gate(false).await
    }

    /// Holds a step whatever comes, or with `None` lets it follow the settings again.
    ///
    /// # Errors
    /// [`Error::Denied`] for everybody but operators.
    pub async fn hold_gate(&self, viewer: &Viewer, step: Option<Step>) -> Result<()> {
        Self::check_operator(viewer)?;
        let input = (step, viewer.id(), self.now_ms());
        self.0
            .db
            .touching(Touch::Nothing)
            .write(input, |tx, (step, by, now)| {
                Box::pin(async move {
                    match step {
                        Some(step) => store::hold(tx, step.as_str(), *by, *now).await,
                        None => store::let_go(tx).await,
                    }
                })
            })
            .await?;
        let step = step.map_or("auto", Step::as_str);
        tracing::info!(step, by = %viewer.account.handle, "an operator holds the gate");
        Ok(())
    }

    /// Whether the viewer may see how the instance is doing.
    ///
    /// # Errors
    /// [`Error::Denied`].
    pub fn check_operator(viewer: &Viewer) -> Result<()> {
        if permission::may_operate(viewer.actor()) {
            Ok(())
        } else {
            Err(Error::Denied("not-operator"))
        }
    }

    /// Looks at what somebody brings; answers what is used up when they have joined.
    ///
    /// # Errors
    /// [`Error::Denied`] with `proof-needed` or `turn-needed`.
    pub(crate) async fn check_pass(&self, pass: Pass<'_>) -> Result<Option<Spent>> {
        let step = self.gate_step().await?;
        if step == Step::Open {
            return Ok(None);
        }
        if let Some(turn) = pass.turn.filter(|turn| !turn.is_empty()) {
            let id = secret::hash(turn);
            if store::is_called(&self.0.db, &id, self.now_ms() - GOOD_MS).await? {
                return Ok(Some(Spent::Turn(id)));
            }
        }
        if step == Step::Line {
            return Err(Error::Denied("turn-needed"));
        }
        let proof = pass.proof.filter(|proof| !proof.is_empty());
        let nonce = match proof {
            Some(proof) => self.check_proof(proof).await?,
            None => None,
        };
        match nonce {
            Some(nonce) => Ok(Some(Spent::Proof(nonce))),
            None => Err(Error::Denied("proof-needed")),
        }
    }

    /// Something for a device to work on.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn challenge(&self) -> Result<Challenge> {
        let secret = self.gate_secret().await?;
        create_challenge(CreateChallengeOptions {
            algorithm: ALGORITHM.into(),
            cost: ROUNDS,
            key_prefix: PREFIX.into(),
            data: Some(BTreeMap::from([("at".into(), self.now_ms().into())])),
            hmac_signature_secret: Some(secret),
            ..CreateChallengeOptions::default()
        })
        .map_err(|error| Error::Internal(error.to_string()))
    }

    /// What tells a proof from others, when it is one that was not given before.
    async fn check_proof(&self, proof: &str) -> Result<Option<String>> {
        let Some(payload) = read_proof(proof) else {
            return Ok(None);
        };
        let parameters = &payload.challenge.parameters;
        let at = parameters.data.as_ref().and_then(|data| data.get("at"));
        let at = at.and_then(serde_json::Value::as_i64).unwrap_or_default();
        if at <= self.now_ms() - GOOD_MS {
            return Ok(None);
        }
        let secret = self.gate_secret().await?;
        let nonce = parameters.nonce.clone();
        let checked = self.0.cpu.run(move || {
            verify_solution(VerifySolutionOptions {
                challenge: &payload.challenge,
                solution: &payload.solution,
                hmac_signature_secret: secret,
                hmac_key_signature_secret: None,
                hmac_algorithm: HmacAlgorithm::Sha256,
                counter_mode: CounterMode::Uint32,
            })
            .is_ok_and(|result| result.verified)
        });
        let is_new = checked.await? && !store::is_given(&self.0.db, &nonce).await?;
        Ok(is_new.then_some(nonce))
    }

    async fn gate_secret(&self) -> Result<String> {
        if let Some(secret) = self.0.gate.secret.get() {
            return Ok(secret.clone());
        }
        let kept: String = self
            .0
            .db
            .touching(Touch::Nothing)
            .write(secret::token()?, |tx, new| {
                Box::pin(async move { sampan_store::push::secret(tx, "gate", new).await })
            })
            .await?;
        Ok(self.0.gate.secret.get_or_init(|| kept).clone())
    }

    /// Somebody asks for their turn: with what their browser keeps, or as a new one at the end of the line.
    ///
    /// # Errors
    /// [`Error::Limited`] when too many have come from one address.
    pub async fn stand_in_line(&self, token: Option<&str>, address: &str) -> Result<Waiting> {
        if let Some(token) = token.filter(|token| !token.is_empty())
            && let Some(waiting) = self.ask_for_turn(token).await?
        {
            return Ok(waiting);
        }
        self.limit(crate::limit::Action::Signup, &format!("line {address}"))?;
        let token = secret::token()?;
        let input = (secret::hash(&token), self.next_id(), self.now_ms());
        self.0
            .db
            .touching(Touch::Nothing)
            .write(input, |tx, (id, number, now)| {
                Box::pin(async move { store::stand(tx, id, *number, *now).await })
            })
            .await?;
        let waiting = self.ask_for_turn(&token).await?;
        waiting.ok_or_else(|| Error::Internal("a turn is gone at once".into()))
    }

    /// `None` when the token is nobody's, or was used.
    async fn ask_for_turn(&self, token: &str) -> Result<Option<Waiting>> {
        let thresholds = self.0.gate.thresholds;
        let rate = match self.gate_step().await? {
            Step::Line => thresholds.line,
            // As quick as joining was before anything was asked.
            Step::Open | Step::Proof => thresholds.proof.max(1),
        };
        let rate = i64::from(rate);
        let input = (secret::hash(token), self.now_ms(), rate);
        let found: Option<(i64, bool)> = self
            .0
            .db
            .touching(Touch::Nothing)
            .write(input, |tx, (id, now, rate)| {
                Box::pin(async move {
                    let Some(turn) = store::ask(tx, id, *now).await? else {
                        return Ok(None);
                    };
                    let is_over = |called: i64| called <= now - GOOD_MS;
                    if turn.used_at.is_some() || turn.called_at.is_some_and(is_over) {
                        return Ok(None);
                    }
                    if turn.called_at.is_some() {
                        return Ok(Some((turn.number, true)));
                    }
                    let free = rate - store::called_since(tx, now - MINUTE_MS).await?;
                    let left = now - LEFT_MS;
                    // Others wait for this transaction: no more is counted than decides.
                    let is_called =
                        free > 0 && store::ahead(tx, turn.number, left, free).await? < free;
                    if is_called {
                        store::call(tx, id, *now).await?;
                    }
                    Ok::<_, sampan_store::Error>(Some((turn.number, is_called)))
                })
            })
            .await?;
        let Some((number, is_called)) = found else {
            return Ok(None);
        };
        let ahead = if is_called {
            0
        } else {
            let left = self.now_ms() - LEFT_MS;
            store::ahead(&self.0.db, number, left, COUNTED).await?
        };
        let count = u64::try_from(ahead).unwrap_or_default();
        let wait_s = (count + 1).saturating_mul(60) / rate.unsigned_abs().max(1);
        Ok(Some(Waiting {
            token: token.to_owned(),
            ahead: u32::try_from(ahead).unwrap_or(u32::MAX),
            is_more: ahead >= COUNTED,
            wait_s,
            ask_s: (wait_s / 4).clamp(*ASKS_S.start(), *ASKS_S.end()),
            is_called,
        }))
    }
}

fn read_proof(proof: &str) -> Option<Payload> {
    const MOST: usize = 4_096;
    if proof.len() > MOST {
        return None;
    }
    serde_json::from_slice(&STANDARD.decode(proof).ok()?).ok()
}
