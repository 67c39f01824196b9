//! `sampan doctor`: checks what an operator could get wrong, and says how to mend it.

use crate::config::Loaded;
use crate::{Outcome, say};
use sampan_app::App;
use sampan_app::cage::Wall;
use sampan_domain::account::SignupMode;
use std::net::SocketAddr;
use std::path::Path;

/// What a check found.
enum Finding {
    Good(String),
    /// Works, but somebody will be sorry.
    Doubtful {
        what: String,
        mend: String,
    },
    Bad {
        what: String,
        mend: String,
    },
}

use Finding::{Bad, Doubtful, Good};

fn doubtful(what: impl Into<String>, mend: impl Into<String>) -> Finding {
    Doubtful {
        what: what.into(),
        mend: mend.into(),
    }
}

fn bad(what: impl Into<String>, mend: impl Into<String>) -> Finding {
    Bad {
        what: what.into(),
        mend: mend.into(),
    }
}

fn folder(name: &str, path: &str) -> Finding {
    if let Err(error) = std::fs::create_dir_all(path) {
        return bad(
            format!("The {name} folder {path} cannot be made: {error}"),
            format!("Make it, and give it to the user that runs sampan: mkdir -p {path}"),
        );
    }
    let trial = Path::new(path).join(".sampan-doctor");
    match std::fs::write(&trial, b"x").and_then(|()| std::fs::remove_file(&trial)) {
        Ok(()) => Good(format!("The {name} folder {path} can be written.")),
        Err(error) => bad(
            format!("The {name} folder {path} cannot be written: {error}"),
            format!("Give it to the user that runs sampan: chown -R USER {path}"),
        ),
    }
}

#[cfg(unix)]
fn privacy(path: &str) -> Option<Finding> {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path).ok()?.permissions().mode();
    Some(if mode & 0o077 == 0 {
        Good(format!("Nobody else on this machine can read {path}."))
    } else {
        doubtful(
            format!("Other users of this machine can read {path}."),
            format!("chmod 700 {path}"),
        )
    })
}

#[cfg(not(unix))]
fn privacy(_: &str) -> Option<Finding> {
    None
}

const GIB: u64 = 1 << 30;

fn space(path: &str) -> Finding {
    match rustix::fs::statvfs(path) {
        Ok(disk) => {
            let free = disk.f_bavail.saturating_mul(disk.f_frsize);
            let shown = format!("{:.1} GB are free in {path}", free as f64 / GIB as f64);
            if free < GIB {
                bad(
                    format!("Only {shown}."),
                    "Free some space, or move the folder.",
                )
            } else if free < 10 * GIB {
                doubtful(format!("{shown}; pictures need more."), "Watch it.")
            } else {
                Good(format!("{shown}."))
            }
        }
        Err(error) => doubtful(
            format!("Free space in {path} is unknown: {error}"),
            "Look: df -h",
        ),
    }
}

fn address(loaded: &Loaded) -> Vec<Finding> {
    let mut findings = Vec::new();
    let listen = &loaded.server.listen;
    let origin = &loaded.community.origin;
    let socket: Result<SocketAddr, _> = listen.parse();
    match &socket {
        Ok(_) => match std::net::TcpListener::bind(listen) {
            Ok(_) => findings.push(Good(format!("{listen} is free to listen on."))),
            Err(error) => findings.push(doubtful(
                format!("{listen} cannot be listened on now: {error}"),
                "Fine if sampan itself is running; otherwise choose another port with --listen.",
            )),
        },
        Err(_) => findings.push(bad(
            format!("{listen:?} is no address to listen on."),
            "Write ADDRESS:PORT, such as 127.0.0.1:8080.",
        )),
    }
    let is_local = origin.starts_with("http://localhost");
    if origin.starts_with("https://") {
        findings.push(Good(format!("People come by {origin}, encrypted.")));
    } else if is_local {
        findings.push(doubtful(
            format!("The origin is {origin}: passkeys and links work on this machine only."),
            "For others, put a proxy with TLS in front and set origin = \"https://YOUR.NAME\".",
        ));
    } else {
        findings.push(bad(
            format!("The origin {origin} is not encrypted: passwords travel in the clear."),
            "Put a proxy with TLS in front and set origin = \"https://YOUR.NAME\".",
        ));
    }
    let is_open = socket.is_ok_and(|socket| !socket.ip().is_loopback());
    if is_open && !loaded.server.proxied && origin.starts_with("https://") {
        findings.push(doubtful(
            format!("{listen} is open to the network, and the origin says that a proxy serves it."),
            "Listen on 127.0.0.1, and set proxied = true.",
        ));
    }
    if origin.starts_with("https://") && !loaded.server.proxied {
        findings.push(doubtful(
            "Every visitor seems to have the proxy's address: they would share one rate limit.",
            "Set proxied = true, and let the proxy set X-Forwarded-For.",
        ));
    }
    findings
}

async fn community(app: &App) -> Result<Vec<Finding>, sampan_app::Error> {
    let mut findings = Vec::new();
    let (accounts, admins) = app.account_counts().await?;
    findings.push(if admins > 0 {
        Good(format!("{accounts} accounts, {admins} of them admins."))
    } else {
        doubtful(
            format!("{accounts} accounts, and no admin among them."),
            "sampan account create HANDLE --admin, or sampan account role HANDLE admin",
        )
    });
    match app.signup_mode() {
        SignupMode::Open => {
            findings.push(Good("Everybody may join (signup = \"open\").".into()));
        }
        SignupMode::Closed => findings.push(doubtful(
            "Nobody may join (signup = \"closed\").",
            "Set signup = \"open\", \"approval\" or \"invitation\" when you are ready.",
        )),
        mode @ (SignupMode::Approval | SignupMode::Invitation) if admins == 0 => {
            findings.push(bad(
                format!(
                    "Joining needs a moderator (signup = {:?}), and there is none.",
                    mode.as_str()
                ),
                "sampan account create HANDLE --admin",
            ));
        }
        mode => findings.push(Good(format!("Sign-up mode: {}.", mode.as_str()))),
    }
    let dead = app.dead_jobs().await?.len();
    findings.push(if dead == 0 {
        Good("No job was given up.".into())
    } else {
        doubtful(
            format!("{dead} jobs were given up."),
            "sampan jobs dead shows why; sampan jobs retry ID",
        )
    });
    Ok(findings)
}

async fn translation(loaded: &Loaded) -> Vec<Finding> {
    let settings = &loaded.community.translation;
    let mend =
        "docs/TRANSLATION.md says how each engine is set up; pages show originals meanwhile.";
    if !settings.is_set_up() {
        return vec![doubtful(
            "Translation is not set up: everybody reads originals.",
            format!(
                "sampan models pull zh en, or put a GGUF model into {}, or name a server in \
                 sampan.toml (docs/TRANSLATION.md).",
                settings.models
            ),
        )];
    }
    let (pipeline, broken) = match settings.open(None) {
        Ok(opened) => opened,
        Err(error) => return vec![bad(error.to_string(), mend)],
    };
    let mut findings: Vec<Finding> = broken
        .into_iter()
        .map(|reason| bad(format!("An engine cannot be used: {reason}"), mend))
        .collect();
    for (engine, said) in pipeline.trial().await {
        findings.push(match said {
            Ok(said) => Good(format!("{engine} translates: {said}")),
            Err(reason) => bad(format!("{engine} {reason}"), mend),
        });
    }
    findings
}

/// What videos need.
fn video(loaded: &Loaded, app: &App) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !app.takes_videos() {
        return vec![doubtful(
            "ffmpeg and ffprobe are not in the PATH: videos are refused, everything else works.",
            "Install them: apt install ffmpeg",
        )];
    }
    findings.push(Good("ffmpeg renders videos.".into()));
    findings.push(match sampan_app::cage::wall() {
        Wall::Whole => Good("The kernel keeps decoders from files and the network.".into()),
        Wall::Partial => doubtful(
            "The kernel's Landlock is old: decoders are kept from files and the network, not from all signals.",
            "Linux 6.12 or newer keeps everything.",
        ),
        Wall::None => doubtful(
            "The kernel has no Landlock: a decoder that a hostile video takes over could read files.",
            "Use Linux 5.13 or newer with landlock among its security modules, or run sampan in a container.",
        ),
    });
    findings.push(folder("work", &loaded.community.video.work));
    findings.push(match app.speech_model() {
        Some(model) => Good(format!("{} writes captions.", model.display())),
        None => doubtful(
            "There is no speech model: videos get captions only from their owners.",
            format!(
                "Put a Whisper model into {}/whisper/NAME (docs/OPERATIONS.md).",
                loaded.community.translation.models
            ),
        ),
    });
    findings
}

async fn bucket(place: &str, app: &App) -> Finding {
    match app.try_media().await {
        Ok(()) => Good(format!("{place} can be written and read.")),
        Err(error) => bad(
            format!("{place}: {error}"),
            "Look at AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION and AWS_ENDPOINT_URL (docs/OPERATIONS.md).",
        ),
    }
}

async fn bus(address: &str, app: &App) -> Finding {
    match app.try_bus().await {
        Ok(()) => Good(format!("The bus at {address} answers.")),
        Err(error) => bad(
            format!("The bus at {address}: {error}"),
            "Start nats-server, or leave `bus` empty when there is one process.",
        ),
    }
}

pub(crate) async fn run(loaded: Loaded) -> Outcome {
    let mut findings = vec![folder("data", &loaded.server.data)];
    findings.extend(privacy(&loaded.server.data));
    let is_bucket = loaded.community.media.starts_with("s3://");
    if !is_bucket {
        findings.push(folder("media", &loaded.community.media));
        findings.push(space(&loaded.community.media));
    }
    findings.extend(address(&loaded));
    findings.extend(translation(&loaded).await);
    match App::open(loaded.community.clone()).await {
        Ok(app) => {
            let engine = loaded.community.db.split(':').next().unwrap_or_default();
            findings.push(Good(format!(
                "The database opens, and its schema is current ({engine})."
            )));
            findings.extend(video(&loaded, &app));
            if is_bucket {
                findings.push(bucket(&loaded.community.media, &app).await);
            }
            if !loaded.community.bus.is_empty() {
                findings.push(bus(&loaded.community.bus, &app).await);
            }
            match community(&app).await {
                Ok(more) => findings.extend(more),
                Err(error) => findings.push(bad(
                    format!("The database does not answer: {error}"),
                    "Restore the latest backup if this stays.",
                )),
            }
            app.close().await;
        }
        Err(error) => findings.push(bad(
            error.to_string(),
            "Mend what it says; db = \"sqlite:PATH\" needs a folder that can be written, \
             db = \"postgres://…\" a server that can be reached.",
        )),
    }
    let mut broken = 0;
    for finding in &findings {
        match finding {
            Good(what) => say(&format!("ok       {what}")),
            Doubtful { what, mend } => say(&format!("look     {what}\n         -> {mend}")),
            Bad { what, mend } => {
                broken += 1;
                say(&format!("BROKEN   {what}\n         -> {mend}"));
            }
        }
    }
    if broken == 0 {
        Ok(())
    } else {
        Err(format!("{broken} things are broken"))
    }
}
