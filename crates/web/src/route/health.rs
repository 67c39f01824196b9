//! Whether the server lives, whether it can serve, and how it is doing: for supervisors, balancers and
//! whoever draws curves.

use super::App;
use axum::extract::{ConnectInfo, Request};
use axum::http::StatusCode;
use sampan_app::pressure::Class;
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};

/// `GET /health/live`.
pub(crate) async fn live() -> &'static str {
    "ok"
}

/// `GET /health/ready`: the database answers, and the server is not stopping.
pub(crate) async fn ready(app: App) -> (StatusCode, &'static str) {
    if *app.settings.stopping.borrow() || app.settings.leaving.load(Ordering::Relaxed) {
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

/// `GET /metrics` and `/health/metrics`, for this machine alone: counters in Prometheus' text form. What came through a
/// proxy came from elsewhere.
pub(crate) async fn metrics(app: App, request: Request) -> Result<String, StatusCode> {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let is_near = peer.is_some_and(|info| info.0.ip().is_loopback());
    if !is_near || request.headers().contains_key("x-forwarded-for") {
        return Err(StatusCode::NOT_FOUND);
    }
    let report = app.app.desk_report();
    let tally = report.tally;
    let read = |count: &AtomicU64| count.load(Ordering::Relaxed);
    let (screens, later) = report.waiting;
    let counters = [
        ("texts_rendered_total", "counter", read(&tally.rendered)),
        ("texts_refused_total", "counter", read(&tally.refused)),
        ("texts_unanswered_total", "counter", read(&tally.unanswered)),
        ("chars_total", "counter", read(&tally.chars)),
        ("busy_milliseconds_total", "counter", read(&tally.busy_ms)),
        ("texts_waiting_for_screens", "gauge", screens as u64),
        ("texts_waiting_for_later", "gauge", later as u64),
    ];
    let translation =
        counters.map(|(name, kind, value)| (format!("translation_{name}"), kind, value));
    let pages = &app.pages.tally;
    let (anything, any) = app.app.changes();
    let counters = [
        ("pages_given_total", "counter", read(&pages.given)),
        ("pages_made_total", "counter", read(&pages.made)),
        ("pages_alone_total", "counter", read(&pages.alone)),
        ("writes_total", "counter", any),
        ("writes_to_anything_total", "counter", anything),
    ];
    let counters = counters.map(|(name, kind, value)| (name.to_owned(), kind, value));
    let all = translation.iter().chain(&counters);
    let mut text: String = all
        .map(|(name, kind, value)| format!("# TYPE sampan_{name} {kind}\nsampan_{name} {value}\n"))
        .collect();
    admission(&app, &mut text);
    app.gauge.write(&mut text);
    // Whoever watches learns of the database from /health/ready.
    let jobs = app.app.job_counts().await.unwrap_or_default();
    text.push_str("# TYPE sampan_jobs gauge\n");
    for (lane, state, count) in jobs {
        let _ = writeln!(
            text,
            "sampan_jobs{{lane=\"{lane}\",state=\"{state}\"}} {count}"
        );
    }
    Ok(text)
}

/// Who was let in, and how much is asked for.
fn admission(app: &App, text: &mut String) {
    let door = &app.door;
    text.push_str("# TYPE sampan_asked_back_total counter\n");
    for class in Class::ALL {
        let (name, count) = (class.as_str(), door.asked_back(class));
        let _ = writeln!(text, "sampan_asked_back_total{{class=\"{name}\"}} {count}");
    }
    let _ = write!(
        text,
        "# TYPE sampan_held_up_total counter\nsampan_held_up_total {}\n\
         # TYPE sampan_requests_at_work gauge\nsampan_requests_at_work {}\n\
         # TYPE sampan_pressure gauge\nsampan_pressure {:.2}\n\
         # TYPE sampan_late_milliseconds gauge\nsampan_late_milliseconds {:.1}\n",
        door.held_up(),
        door.at_work(),
        app.app.pressure(),
        app.app.late_ms(),
    );
}
