//! What the API says about things: Mastodon's entities, from the views that the pages show too.

use crate::locale::iso;
use crate::rich;
use sampan_app::client::ClientBrief;
use sampan_app::view::{Avatar, ProfileView, Viewer};
use sampan_domain::Role;
use serde::Serialize;
use serde_json::{Value, json};

/// A program by its name.
#[derive(Debug, Serialize)]
pub(super) struct Application {
    pub(super) name: String,
    pub(super) website: Option<String>,
}

impl Application {
    pub(super) fn of(client: &ClientBrief) -> Self {
        Self {
            name: client.name.clone(),
            website: (!client.website.is_empty()).then(|| client.website.clone()),
        }
    }
}

#[derive(Debug, Serialize)]
pub(super) struct Account {
    id: String,
    username: String,
    acct: String,
    display_name: String,
    locked: bool,
    bot: bool,
    discoverable: bool,
    indexable: bool,
    group: bool,
    created_at: String,
    note: String,
    url: String,
    uri: String,
    avatar: String,
    avatar_static: String,
    header: String,
    header_static: String,
    followers_count: i64,
    following_count: i64,
    statuses_count: i64,
    last_status_at: Option<String>,
    emojis: [(); 0],
    fields: Vec<Value>,
    /// Ours: likes and collects that their notes got.
    appreciations_count: i64,
}

impl Account {
    pub(super) fn of(origin: &str, profile: &ProfileView) -> Self {
        let account = &profile.account;
        let avatar = match &account.avatar {
            Avatar::Picture(key) => format!("{origin}/media/{key}"),
            Avatar::Momo(number) => format!("{origin}{}", crate::asset::momo(*number)),
        };
        let header = match &profile.cover {
            Some(key) => format!("{origin}/media/{key}"),
            None => format!("{origin}{}", crate::asset::header()),
        };
        let url = format!("{origin}/@{}", account.handle);
        Self {
            id: account.id.0.to_string(),
            username: account.handle.to_string(),
            acct: account.handle.to_string(),
            display_name: account.name.clone(),
            locked: false,
            bot: false,
            discoverable: true,
            indexable: true,
            group: false,
            created_at: instant(profile.joined_ms),
            note: paragraphs(&profile.bio),
            uri: url.clone(),
            url,
            avatar_static: avatar.clone(),
            avatar,
            header_static: header.clone(),
            header,
            followers_count: profile.followers,
            following_count: profile.following,
            statuses_count: profile.notes,
            last_status_at: None,
            emojis: [],
            fields: Vec::new(),
            appreciations_count: profile.appreciations,
        }
    }

    /// With what only its owner sees.
    pub(super) fn own(origin: &str, profile: &ProfileView, viewer: &Viewer) -> Value {
        let mut entity = json!(Self::of(origin, profile));
        entity["source"] = json!({
            "privacy": "public",
            "sensitive": false,
            "language": profile.writes.map(|lang| lang.as_str()),
            "note": profile.bio,
            "fields": [],
            "follow_requests_count": 0,
        });
        let (id, name) = match viewer.role {
            Role::Member => ("-99", ""),
            Role::Moderator => ("2", "Moderator"),
            Role::Admin => ("3", "Admin"),
        };
        entity["role"] = json!({
            "id": id, "name": name, "permissions": "0", "color": "", "highlighted": id != "-99",
        });
        entity
    }
}

/// A time in ISO 8601 with milliseconds.
pub(super) fn instant(at_ms: i64) -> String {
    let seconds = iso(at_ms);
    let whole = seconds.trim_end_matches('Z');
    format!("{whole}.{:03}Z", at_ms.rem_euclid(1_000))
}

/// A text of ours as the sanitised HTML that programs expect.
pub(super) fn paragraphs(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    format!("<p>{}</p>", rich::text(text))
}
