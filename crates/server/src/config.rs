//! Where settings come from: defaults, then `sampan.toml`, then `SAMPAN_*`, then the command line.

use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use sampan_app::Config;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::Path;

/// What the server itself can be told, beside what the community can be told ([`Config`]).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Server {
    /// Address and port.
    pub(crate) listen: String,
    /// The folder for everything, unless `db` and `media` say otherwise.
    pub(crate) data: String,
    /// Behind a proxy that sets `X-Forwarded-For`.
    pub(crate) proxied: bool,
    /// Logs as JSON, one object a line.
    pub(crate) log_json: bool,
    /// Where traces go: an OpenTelemetry collector, such as `http://127.0.0.1:4318`; empty for nowhere.
    pub(crate) traces: String,
    /// How many seconds it goes on serving after it was asked to stop, not ready any more, until its balancer knows.
    pub(crate) leave_s: u64,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:8080".into(),
            data: "data".into(),
            proxied: false,
            log_json: false,
            traces: String::new(),
            leave_s: 0,
        }
    }
}

/// Options that every command takes. What is not given comes from the file or the environment.
#[derive(Debug, Clone, Default, clap::Args, Serialize)]
pub(crate) struct Options {
    /// Settings file [default: sampan.toml, if it is there]
    #[arg(long, global = true)]
    #[serde(skip)]
    pub(crate) config: Option<String>,
    /// The folder for everything [default: data]
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) data: Option<String>,
    /// sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME [default: sqlite:DATA/sampan.db]
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) db: Option<String>,
    /// Where media are kept: a folder, or s3://BUCKET/PREFIX [default: DATA/media]
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) media: Option<String>,
    /// What processes tell each other through: nats://HOST:PORT [default: none, there is one process]
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bus: Option<String>,
    /// The address people type, such as https://example.org [default: http://localhost:PORT]
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) origin: Option<String>,
}

/// Everything that is set, and whether the origin was.
#[derive(Debug, Clone)]
pub(crate) struct Loaded {
    pub(crate) server: Server,
    pub(crate) community: Config,
    pub(crate) origin_is_set: bool,
}

const FILE: &str = "sampan.toml";

fn keys(value: &impl Serialize) -> Result<BTreeSet<String>, String> {
    match serde_json::to_value(value).map_err(|error| error.to_string())? {
        serde_json::Value::Object(map) => Ok(map.into_iter().map(|(key, _)| key).collect()),
        _ => Ok(BTreeSet::new()),
    }
}

/// A misspelt setting must not be ignored in silence.
fn check_names(figment: &Figment) -> Result<(), String> {
    let mut known = keys(&Server::default())?;
    known.extend(keys(&Config::default())?);
    let given: figment::value::Dict = figment.extract().map_err(|error| error.to_string())?;
    match given.keys().find(|key| !known.contains(*key)) {
        Some(key) => Err(format!(
            "{key:?} is no setting. Settings are: {}",
            known.into_iter().collect::<Vec<_>>().join(", ")
        )),
        None => Ok(()),
    }
}

/// Reads all sources.
///
/// # Errors
/// In words, for the operator.
pub(crate) fn load(options: &Options, listen: Option<&str>) -> Result<Loaded, String> {
    let mut given = Figment::new();
    match &options.config {
        Some(file) if !Path::new(file).exists() => return Err(format!("{file} is not there")),
        Some(file) => given = given.merge(Toml::file_exact(file)),
        None if Path::new(FILE).exists() => given = given.merge(Toml::file_exact(FILE)),
        None => {}
    }
    given = given
        .merge(
            Env::prefixed("SAMPAN_")
                .filter(|key| key != "LOG" && key != "BIN")
                .split("__"),
        )
        .merge(Serialized::defaults(options));
    if let Some(listen) = listen {
        given = given.merge(("listen", listen));
    }
    check_names(&given)?;
    let wrong = |error: figment::Error| error.to_string();
    let is_set = |key: &str| given.find_value(key).is_ok();
    let (db_is_set, media_is_set, origin_is_set) =
        (is_set("db"), is_set("media"), is_set("origin"));
    let models_is_set = is_set("translation.models");
    let work_is_set = is_set("video.work");
    let search_is_set = is_set("search");
    let server: Server = Figment::from(Serialized::defaults(Server::default()))
        .merge(given.clone())
        .extract()
        .map_err(wrong)?;
    let mut community: Config = Figment::from(Serialized::defaults(Config::default()))
        .merge(given)
        .extract()
        .map_err(wrong)?;
    if !db_is_set {
        community.db = format!("sqlite:{}/sampan.db", server.data);
    }
    if !media_is_set {
        community.media = format!("{}/media", server.data);
    }
    if !search_is_set {
        community.search = format!("{}/search", server.data);
    }
    if !work_is_set {
        community.video.work = format!("{}/work", server.data);
    }
    if !models_is_set {
        community.translation.models = format!("{}/models", server.data);
    }
    Ok(Loaded {
        server,
        community,
        origin_is_set,
    })
}

impl Loaded {
    /// Makes the data folder, for its owner alone.
    ///
    /// # Errors
    /// In words, for the operator.
    pub(crate) fn make_data(&self) -> Result<(), String> {
        let folder = &self.server.data;
        if Path::new(folder).exists() {
            return Ok(());
        }
        std::fs::create_dir_all(folder).map_err(|error| format!("{folder}: {error}"))?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let owner = std::fs::Permissions::from_mode(0o700);
            std::fs::set_permissions(folder, owner)
                .map_err(|error| format!("{folder}: {error}"))?;
        }
        Ok(())
    }

    /// The port of the origin follows the port that is listened on, unless the operator set it.
    pub(crate) fn follow_port(&mut self, port: u16) {
        if !self.origin_is_set {
            self.community.origin = format!("http://localhost:{port}");
        }
    }
}
