//! What this instance is, and what it takes.

use super::{Answer, App, host};
use axum::Json;
use axum::response::IntoResponse;
use sampan_domain::Lang;
use sampan_domain::account::SignupMode;
use sampan_domain::note::{MAX_PICTURES, MAX_TEXT_CHARS, MAX_TITLE_CHARS};
use sampan_domain::picture::MAX_ALT_CHARS;
use serde_json::{Value, json};

/// The version of Mastodon's API that this is closest to; programs look at it before they use what is new.
const SPEAKS: &str = "4.3.0";

const PICTURES: [&str; 4] = ["image/jpeg", "image/png", "image/webp", "image/gif"];

fn version() -> String {
    format!(
        "{SPEAKS} (compatible; Sampan {})",
        env!("CARGO_PKG_VERSION")
    )
}

fn configuration(app: &App) -> Value {
    let config = app.app.config();
    json!({
        "urls": {},
        "accounts": { "max_featured_tags": 0, "max_pinned_statuses": 0 },
        "statuses": {
            "max_characters": MAX_TEXT_CHARS,
            "max_title_characters": MAX_TITLE_CHARS,
            "max_media_attachments": MAX_PICTURES,
            "characters_reserved_per_url": 23,
        },
        "media_attachments": {
            "supported_mime_types": PICTURES,
            "description_limit": MAX_ALT_CHARS,
            "image_size_limit": config.picture_max_bytes,
            "image_matrix_limit": config.picture_max_pixels,
            "video_size_limit": 0,
            "video_frame_rate_limit": 0,
            "video_matrix_limit": 0,
        },
        "polls": {
            "max_options": 0,
            "max_characters_per_option": 0,
            "min_expiration": 0,
            "max_expiration": 0,
        },
        "translation": { "enabled": app.app.translates(Lang::ZH_HANS, Lang::EN) },
    })
}

fn rules() -> Value {
    json!([])
}

/// `GET /api/v2/instance`
pub(super) async fn v2(app: App) -> Answer {
    let config = app.app.config();
    let mode = app.app.signup_mode();
    let (accounts, _) = app.app.account_counts().await?;
    let entity = json!({
        "domain": host(&app),
        "title": config.name,
        "version": version(),
        "source_url": "https://www.gnu.org/licenses/agpl-3.0.html",
        "description": "",
        "usage": { "users": { "active_month": accounts } },
        "thumbnail": {
            "url": format!("{}{}", config.origin, crate::asset::header()),
            "blurhash": null,
            "versions": {},
        },
        "icon": [],
        "languages": Lang::OFFERED.map(|lang| lang.as_str()),
        "configuration": configuration(&app),
        "registrations": {
            "enabled": mode != SignupMode::Closed,
            "approval_required": mode == SignupMode::Approval,
            "message": null,
            "url": format!("{}/join", config.origin),
        },
        "api_versions": { "mastodon": 2 },
        "contact": { "email": "", "account": null },
        "rules": rules(),
    });
    Ok(Json(entity).into_response())
}

/// `GET /api/v1/instance`
pub(super) async fn v1(app: App) -> Answer {
    let config = app.app.config();
    let mode = app.app.signup_mode();
    let (accounts, _) = app.app.account_counts().await?;
    let entity = json!({
        "uri": host(&app),
        "title": config.name,
        "short_description": "",
        "description": "",
        "email": "",
        "version": version(),
        "urls": {},
        "stats": { "user_count": accounts, "status_count": app.app.note_count().await?, "domain_count": 0 },
        "thumbnail": format!("{}{}", config.origin, crate::asset::header()),
        "languages": Lang::OFFERED.map(|lang| lang.as_str()),
        "registrations": mode != SignupMode::Closed,
        "approval_required": mode == SignupMode::Approval,
        "invites_enabled": mode == SignupMode::Invitation,
        "configuration": configuration(&app),
        "contact_account": null,
        "rules": rules(),
    });
    Ok(Json(entity).into_response())
}
