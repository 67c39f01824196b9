//! What an operator can set, with defaults that suit a fresh machine.

use sampan_domain::account::SignupMode;
use serde::{Deserialize, Serialize};

/// Settings of an instance. Every field can stand in `sampan.toml` and in the environment.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default)]
pub struct Config {
    /// The community's name.
    pub name: String,
    /// The address people type, such as `https://example.org`. Passkeys are bound to its host.
    pub origin: String,
    /// `sqlite:PATH` or `postgres://…`.
    pub db: String,
    /// The folder for pictures.
    pub media: String,
    /// The folder of this process's search index. It can be thrown away.
    pub search: String,
    /// Engines that translate.
    pub translation: crate::translation::Translation,
    /// Who may join: `open`, `invitation`, `approval`, `closed`.
    pub signup: SignupMode,
    /// The largest picture file in bytes.
    pub picture_max_bytes: usize,
    /// The largest picture in pixels, width times height.
    pub picture_max_pixels: u64,
    pub video: VideoConfig,
    /// How many pictures are decoded and passwords hashed at once.
    pub cpu_jobs: usize,
    /// Whether pages that notes lead to are read, and shown as cards.
    pub link_cards: bool,
    pub limits: LimitConfig,
    pub gate: GateConfig,
    /// A file in MaxMind's format that tells countries by address, for `/admin/pulse`; empty for none.
    pub geoip: String,
    /// What processes tell each other through: `nats://HOST:PORT`; empty for one process.
    pub bus: String,
    /// Whether this process runs jobs and translates; else `sampan work` does.
    pub work: bool,
    /// Whether the lesser is turned away while more is asked than can be done.
    pub admission: bool,
    pub outbound: OutboundConfig,
}

/// Videos.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct VideoConfig {
    /// The largest file in bytes.
    pub max_bytes: u64,
    /// The longest video in seconds.
    pub max_seconds: u32,
    /// The largest video in pixels, width times height.
    pub max_pixels: u64,
    /// How many are rendered at once.
    pub encoders: usize,
    /// The folder for files at work.
    pub work: String,
    /// The binary that knows `cage`, when it is not the one that runs.
    #[serde(skip)]
    pub binary: Option<std::path::PathBuf>,
}

impl Default for VideoConfig {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            max_bytes: 300 << 20,
            max_seconds: 300,
            max_pixels: 9_500_000,
            encoders: cores.saturating_sub(1).max(1),
            work: "data/work".into(),
            binary: None,
        }
    }
}

/// Requests to addresses that users chose.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OutboundConfig {
    /// Whether they may reach private networks and this machine. For trying things out alone.
    pub private: bool,
}

/// How often things may be done: `COUNT/SECONDS`, such as `10/60`. `0/1` means without limit.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LimitConfig {
    /// Joining, per address.
    pub signup: String,
    /// Trying to sign in, per address and per account.
    pub signin: String,
    /// Writing notes, per account.
    pub notes: String,
    /// Writing comments, per account.
    pub comments: String,
    /// Uploading pictures, per account.
    pub uploads: String,
    /// Likes, follows and the like, per account.
    pub reactions: String,
    /// Counted readings of one visitor without a cookie, per address.
    pub views: String,
    /// Registering programs and giving them tokens of their own, per address.
    pub clients: String,
    /// Requests of programs, per member; per address without one.
    pub api: String,
    /// Searches and suggestions on pages, per address.
    pub search: String,
    /// Requests of any kind but for files of the interface and media, per address.
    pub requests: String,
}

impl Default for LimitConfig {
    fn default() -> Self {
        Self {
            signup: "5/3600".into(),
            signin: "10/300".into(),
            notes: "30/3600".into(),
            comments: "60/600".into(),
            uploads: "120/3600".into(),
            reactions: "300/600".into(),
            views: "120/600".into(),
            clients: "120/3600".into(),
            api: "600/300".into(),
            search: "300/60".into(),
            requests: "600/10".into(),
        }
    }
}

/// What is asked of people who join, beside what `signup` says.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GateConfig {
    /// `auto` follows the crowd; `open`, `proof` and `line` stay.
    pub step: String,
    /// From how many people in a minute on devices have to work for a moment.
    pub proof_above: u32,
    /// From how many people in a minute on there is a line, from which as many are let in.
    pub line_above: u32,
}

impl Default for GateConfig {
    fn default() -> Self {
        Self {
            step: "auto".into(),
            proof_above: 30,
            line_above: 600,
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            name: "Sampan".into(),
            origin: "http://localhost:8080".into(),
            db: "sqlite:data/sampan.db".into(),
            media: "data/media".into(),
            search: "data/search".into(),
            translation: crate::translation::Translation::default(),
            signup: SignupMode::Open,
            picture_max_bytes: 20 << 20,
            picture_max_pixels: 50_000_000,
            video: VideoConfig::default(),
            cpu_jobs: std::thread::available_parallelism().map_or(1, usize::from),
            link_cards: true,
            limits: LimitConfig::default(),
            gate: GateConfig::default(),
            geoip: String::new(),
            bus: String::new(),
            work: true,
            admission: true,
            outbound: OutboundConfig::default(),
        }
    }
}
