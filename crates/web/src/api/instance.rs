//! What this instance is, and what it takes.

use super::entity::Account;
use super::problem::Problem;
use super::relation::profiles;
use super::{Answer, App, host};
use crate::locale::Catalogue;
use axum::Json;
use axum::response::IntoResponse;
use sampan_app::note::MAX_PINNED;
use sampan_app::topic::MAX_FEATURED;
use sampan_domain::account::{MAX_BIO_CHARS, MAX_NAME_CHARS, SignupMode};
use sampan_domain::note::{MAX_PICTURES, MAX_TEXT_CHARS, MAX_TITLE_CHARS};
use sampan_domain::picture::MAX_ALT_CHARS;
use sampan_domain::poll;
use sampan_domain::{AccountId, Lang};
use serde_json::{Value, json};

/// The version of Mastodon's API that this is closest to; programs look at it before they use what is new.
const SPEAKS: &str = "4.3.0";

const PICTURES: [&str; 4] = ["image/jpeg", "image/png", "image/webp", "image/gif"];

const VIDEOS: [&str; 3] = ["video/mp4", "video/quicktime", "video/webm"];

fn version() -> String {
    format!(
        "{SPEAKS} (compatible; Sampan {})",
        env!("CARGO_PKG_VERSION")
    )
}

async fn configuration(app: &App) -> Result<Value, Problem> {
    let config = app.app.config();
    let takes = app.app.takes_videos();
    let mut types = PICTURES.to_vec();
    if takes {
        types.extend(VIDEOS);
    }
    Ok(json!({
        "urls": { "streaming": streaming(app) },
        "accounts": {
            "max_featured_tags": MAX_FEATURED,
            "max_pinned_statuses": MAX_PINNED,
            "max_display_name_length": MAX_NAME_CHARS,
            "max_note_length": MAX_BIO_CHARS,
            "max_profile_fields": 0,
            "profile_field_name_limit": 0,
            "profile_field_value_limit": 0,
        },
        "statuses": {
            "max_characters": MAX_TEXT_CHARS,
            "max_title_characters": MAX_TITLE_CHARS,
            "max_media_attachments": MAX_PICTURES,
            "characters_reserved_per_url": 23,
        },
        "media_attachments": {
            "supported_mime_types": types,
            "description_limit": MAX_ALT_CHARS,
            "image_size_limit": config.picture_max_bytes,
            "image_matrix_limit": config.picture_max_pixels,
            "video_size_limit": if takes { config.video.max_bytes } else { 0 },
            "video_frame_rate_limit": if takes { 240 } else { 0 },
            "video_matrix_limit": if takes { config.video.max_pixels } else { 0 },
        },
        "polls": {
            "max_options": poll::MAX_OPTIONS,
            "max_characters_per_option": poll::MAX_OPTION_CHARS,
            "min_expiration": poll::MIN_SECONDS,
            "max_expiration": poll::MAX_SECONDS,
        },
        "translation": { "enabled": app.app.translates(Lang::ZH_HANS, Lang::EN) },
        "vapid": { "public_key": app.app.push_key().await? },
    }))
}

/// Where WebSockets are opened: the address of this instance with another scheme.
fn streaming(app: &App) -> String {
    app.app.config().origin.replacen("http", "ws", 1)
}

/// The house rules, as their page has them.
fn rules() -> Vec<Value> {
    let words = Catalogue::of(Lang::EN);
    (1..)
        .map_while(|n| {
            let head = format!("rules-{n}-head");
            let rule = |key: &str| words.text(key);
            words.has(&head).then(|| {
                json!({
                    "id": n.to_string(),
                    "text": rule(&head),
                    "hint": rule(&format!("rules-{n}-text")),
                })
            })
        })
        .collect()
}

/// Who answers for it.
async fn contact(app: &App, id: Option<AccountId>) -> Result<Option<Account>, Problem> {
    let ids: Vec<AccountId> = id.into_iter().collect();
    Ok(profiles(&app.app, None, &ids).await?.pop())
}

/// `GET /api/v2/instance`
pub(super) async fn v2(app: App) -> Answer {
    let config = app.app.config();
    let thumbnail = format!("{}{}", config.origin, crate::asset::header());
    let mode = app.app.signup_mode();
    let census = app.app.census().await?;
    let entity = json!({
        "domain": host(&app),
        "title": config.name,
        "version": version(),
        "source_url": format!("{}/about", config.origin),
        "description": Catalogue::of(Lang::EN).text("description"),
        "usage": { "users": { "active_month": census.active_month } },
        "thumbnail": {
            "url": thumbnail,
            "blurhash": null,
            "versions": { "@1x": thumbnail, "@2x": thumbnail },
        },
        "icon": [],
        "languages": Lang::OFFERED.map(super::entity::language),
        "configuration": configuration(&app).await?,
        "registrations": {
            "enabled": mode != SignupMode::Closed,
            "approval_required": mode == SignupMode::Approval,
            "message": null,
            "url": format!("{}/join", config.origin),
        },
        "api_versions": { "mastodon": 2 },
        "contact": { "email": "", "account": contact(&app, census.contact).await? },
        "rules": rules(),
    });
    Ok(Json(entity).into_response())
}

/// `GET /api/v1/instance`
pub(super) async fn v1(app: App) -> Answer {
    let config = app.app.config();
    let mode = app.app.signup_mode();
    let census = app.app.census().await?;
    let entity = json!({
        "uri": host(&app),
        "title": config.name,
        "short_description": Catalogue::of(Lang::EN).text("description"),
        "description": Catalogue::of(Lang::EN).text("description"),
        "email": "",
        "version": version(),
        "urls": { "streaming_api": streaming(&app) },
        "stats": { "user_count": census.accounts, "status_count": census.notes, "domain_count": 0 },
        "thumbnail": format!("{}{}", config.origin, crate::asset::header()),
        "languages": Lang::OFFERED.map(super::entity::language),
        "registrations": mode != SignupMode::Closed,
        "approval_required": mode == SignupMode::Approval,
        "invites_enabled": mode == SignupMode::Invitation,
        "configuration": configuration(&app).await?,
        "contact_account": contact(&app, census.contact).await?,
        "rules": rules(),
    });
    Ok(Json(entity).into_response())
}
