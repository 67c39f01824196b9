//! `sampan serve`: from the first socket to the last write.

use crate::config::Loaded;
use crate::{Outcome, say};
use sampan_app::App;
use sampan_web::Settings;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// How long open requests may take once the server stops.
const FINISH_WITHIN: Duration = Duration::from_secs(20);

pub(crate) async fn run(mut loaded: Loaded) -> Outcome {
    let listen = loaded.server.listen.clone();
    let listener = TcpListener::bind(&listen)
        .await
        .map_err(|error| format!("cannot listen on {listen}: {error}"))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    loaded.follow_port(address.port());
    loaded.make_data()?;
    let app = App::open(loaded.community.clone())
        .await
        .map_err(|error| error.to_string())?;
    app.start();
    let (stop, stopping) = watch::channel(false);
    let settings = Settings {
        proxied: loaded.server.proxied,
        stopping,
    };
    say(&format!("listening on http://{address}"));
    tracing::info!(%address, origin = app.config().origin, "serving");

    let mut serving = tokio::spawn(sampan_web::serve(listener, app.clone(), settings));
    tokio::select! {
        result = &mut serving => return ending(app, flatten(result)).await,
        () = asked_to_stop() => tracing::info!("stopping: finishing open requests and writes"),
    }
    let _ = stop.send(true);
    let result = match tokio::time::timeout(FINISH_WITHIN, serving).await {
        Ok(result) => flatten(result),
        Err(_) => {
            tracing::warn!("some requests did not finish in time");
            Ok(())
        }
    };
    ending(app, result).await
}

fn flatten(result: Result<std::io::Result<()>, tokio::task::JoinError>) -> Outcome {
    result
        .map_err(|error| error.to_string())?
        .map_err(|error| error.to_string())
}

async fn ending(app: App, result: Outcome) -> Outcome {
    app.close().await;
    tracing::info!("stopped");
    result
}

#[cfg(unix)]
async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
        }
        Err(_) => {
            let _ = tokio::signal::ctrl_c().await;
        }
    }
}

#[cfg(not(unix))]
async fn asked_to_stop() {
    let _ = tokio::signal::ctrl_c().await;
}
