//! How a member reads: places, preferences, and what there is none of yet.

use super::entity::{instant, language, visibility};
use super::params::Params;
use super::problem::Problem;
use super::{Answer, App, Caller};
use axum::Json;
use axum::response::IntoResponse;
use sampan_app::marker::TIMELINES;
use serde_json::{Map, json};

async fn shown(app: &App, caller: &Caller, asked: &[String]) -> Answer {
    let markers = app.app.markers(caller.member()?).await?;
    let markers = markers
        .into_iter()
        .filter(|marker| asked.is_empty() || asked.contains(&marker.timeline))
        .map(|marker| {
            let place = json!({
                "last_read_id": marker.last_read,
                "version": marker.version,
                "updated_at": instant(marker.at_ms),
            });
            (marker.timeline, place)
        });
    Ok(Json(markers.collect::<Map<_, _>>()).into_response())
}

/// `GET /api/v1/markers?timeline[]=`
pub(super) async fn markers(app: App, caller: Caller, params: Params) -> Answer {
    shown(&app, &caller, &params.list("timeline")).await
}

/// `POST /api/v1/markers`
pub(super) async fn set_markers(app: App, caller: Caller, params: Params) -> Answer {
    let mut set = Vec::new();
    for timeline in TIMELINES {
        let name = format!("{timeline}[last_read_id]");
        if params.has(&name) {
            let place = params.text(&name);
            app.app
                .set_marker(caller.member()?, timeline, place)
                .await?;
            set.push(timeline.to_owned());
        }
    }
    if set.is_empty() {
        return Err(Problem::Malformed);
    }
    shown(&app, &caller, &set).await
}

/// `GET /api/v1/preferences`
pub(super) async fn preferences(app: App, caller: Caller) -> Answer {
    let profile = app.app.own_profile(caller.member()?).await?;
    Ok(Json(json!({
        "posting:default:visibility": visibility(profile.visibility),
        "posting:default:sensitive": false,
        "posting:default:language": profile.writes.and_then(language),
        "reading:expand:media": "default",
        "reading:expand:spoilers": false,
        "reading:autoplay:gifs": false,
    }))
    .into_response())
}

/// What programs ask for and nobody has here.
pub(super) async fn none() -> Answer {
    Ok(Json(json!([])).into_response())
}
