//! Whether the server lives, and whether it can serve: for supervisors and balancers.

use super::App;
use axum::http::StatusCode;

/// `GET /health/live`.
pub(crate) async fn live() -> &'static str {
    "ok"
}

/// `GET /health/ready`: the database answers, and the server is not stopping.
pub(crate) async fn ready(app: App) -> (StatusCode, &'static str) {
    if *app.settings.stopping.borrow() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping");
    }
    match app.app.ready().await {
        Ok(()) => (StatusCode::OK, "ok"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer",
            )
        }
    }
}
