//! `sampan serve`: from the first socket to the last write.

use crate::config::Loaded;
use crate::{Outcome, say};
use sampan_app::App;
use sampan_web::Settings;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
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
    app.listen_first().await;
    let (stop, stopping) = watch::channel(false);
    let leaving = Arc::new(AtomicBool::new(false));
    let settings = Settings {
        proxied: loaded.server.proxied,
        leaving: leaving.clone(),
        stopping,
    };
    say(&format!("listening on http://{address}"));
    tracing::info!(%address, origin = app.config().origin, "serving");

    let mut serving = tokio::spawn(sampan_web::serve(listener, app.clone(), settings));
    tokio::select! {
        result = &mut serving => return ending(app, result.map_err(|error| error.to_string())).await,
        () = asked_to_stop() => tracing::info!("stopping: finishing open requests and writes"),
    }
    if loaded.server.leave_s > 0 {
        leaving.store(true, Ordering::Relaxed);
        tracing::info!(
            seconds = loaded.server.leave_s,
            "not ready any more, still serving"
        );
        tokio::select! {
            () = tokio::time::sleep(Duration::from_secs(loaded.server.leave_s)) => {}
            // Asked again: at once.
            () = asked_to_stop() => {}
        }
    }
    let _ = stop.send(true);
    let result = match tokio::time::timeout(FINISH_WITHIN, serving).await {
        Ok(result) => result.map_err(|error| error.to_string()),
        Err(_) => {
            tracing::warn!("some requests did not finish in time");
            Ok(())
        }
    };
    ending(app, result).await
}

async fn ending(app: App, result: Outcome) -> Outcome {
    app.close().await;
    tracing::info!("stopped");
    result
}

/// `sampan work`: jobs and translation, for processes that only serve.
pub(crate) async fn work(loaded: Loaded) -> Outcome {
    loaded.make_data()?;
    let app = App::open(loaded.community.clone())
        .await
        .map_err(|error| error.to_string())?;
    app.start_working();
    say("working");
    asked_to_stop().await;
    tracing::info!("stopping: finishing jobs and writes");
    ending(app, Ok(())).await
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
