//! For readers and other software: Atom feeds, WebFinger, NodeInfo, oEmbed.

use super::entity::{instant, titled};
use super::params::Params;
use super::problem::Problem;
use super::{Answer, App, Caller, host};
use crate::rich;
use atom_syndication::{Content, Entry, Feed, FixedDateTime, Link, Person, Text};
use axum::Json;
use axum::extract::Path;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use sampan_app::view::{FeedPage, NoteView};
use sampan_domain::NoteId;
use sampan_domain::account::SignupMode;
use sampan_domain::comment::Sort;
use sampan_domain::note::cover_words;
use serde_json::{Value, json};

const ATOM: &str = "application/atom+xml; charset=utf-8";

fn time(at_ms: i64) -> FixedDateTime {
    instant(at_ms).parse().unwrap_or_default()
}

fn link(href: String, rel: &str, kind: &str) -> Link {
    let mut link = Link::default();
    link.set_href(href);
    link.set_rel(rel);
    link.set_mime_type(kind.to_owned());
    link
}

fn entry(origin: &str, note: &NoteView) -> Entry {
    let url = format!("{origin}/n/{}", note.id);
    let mut content = Content::default();
    content.set_content_type("html".to_owned());
    content.set_lang(note.lang.as_str().to_owned());
    content.set_value(titled(origin, "", &note.text));
    let mut author = Person::default();
    author.set_name(note.author.name.clone());
    author.set_uri(format!("{origin}/@{}", note.author.handle));
    let pictures = note.pictures.iter().map(|picture| {
        let href = format!("{origin}/media/{}-l.webp", picture.key);
        link(href, "enclosure", "image/webp")
    });
    let mut entry = Entry::default();
    entry.set_id(url.clone());
    entry.set_title(Text::plain(cover_words(&note.title, &note.text)));
    entry.set_published(time(note.made_at_ms));
    entry.set_updated(time(note.edited_at_ms.unwrap_or(note.made_at_ms)));
    entry.set_authors([author]);
    let page = link(url, "alternate", "text/html");
    entry.set_links(std::iter::once(page).chain(pictures).collect::<Vec<_>>());
    entry.set_content(content);
    entry
}

/// What everybody may see of a page of notes, as a feed about `page`.
async fn feed(app: &App, caller: &Caller, page: &str, title: String, notes: FeedPage) -> Answer {
    let origin = &app.app.config().origin;
    let ids: Vec<NoteId> = notes.cards.iter().map(|card| card.id).collect();
    let mut notes = app.app.notes(caller.viewer(), &ids).await?;
    notes.retain(|note| note.visibility.is_open());
    notes.sort_by_key(|note| std::cmp::Reverse(note.id));
    let latest = notes
        .iter()
        .map(|note| note.edited_at_ms.unwrap_or(note.made_at_ms));
    let mut feed = Feed::default();
    feed.set_id(format!("{origin}{page}"));
    feed.set_title(Text::plain(title));
    feed.set_updated(time(latest.max().unwrap_or(0)));
    feed.set_links([
        link(format!("{origin}{page}"), "alternate", "text/html"),
        link(
            format!("{origin}{page}/feed"),
            "self",
            "application/atom+xml",
        ),
    ]);
    feed.set_entries(
        notes
            .iter()
            .map(|note| entry(origin, note))
            .collect::<Vec<_>>(),
    );
    Ok(([(CONTENT_TYPE, ATOM)], feed.to_string()).into_response())
}

/// `GET /@{handle}/feed`
pub(super) async fn of_account(app: App, caller: Caller, Path(handle): Path<String>) -> Answer {
    let viewer = caller.viewer();
    let profile = app.app.profile(viewer, &handle).await?;
    let notes = app.app.notes_by(viewer, &handle, None).await?;
    let page = format!("/@{}", profile.account.handle);
    feed(&app, &caller, &page, profile.account.name, notes).await
}

/// `GET /t/{tag}/feed`
pub(super) async fn of_topic(app: App, caller: Caller, Path(tag): Path<String>) -> Answer {
    let found = app.app.topic(caller.viewer(), &tag, Sort::New, None);
    let (topic, notes) = found.await?;
    let page = format!("/t/{}", rich::percent(&topic.name));
    feed(&app, &caller, &page, format!("#{}", topic.name), notes).await
}

/// `GET /.well-known/webfinger?resource=acct:ana@host`
pub(super) async fn webfinger(app: App, caller: Caller, params: Params) -> Answer {
    let origin = &app.app.config().origin;
    let resource = params.text("resource");
    let handle = match resource.strip_prefix("acct:") {
        Some(acct) => acct
            .trim_start_matches('@')
            .rsplit_once('@')
            .filter(|(_, at)| at.eq_ignore_ascii_case(host(&app)))
            .map(|(handle, _)| handle),
        None => resource.strip_prefix(&format!("{origin}/@")),
    };
    let profile = app
        .app
        .profile(caller.viewer(), handle.ok_or(Problem::NotFound)?);
    let account = profile.await?.account;
    let page = format!("{origin}/@{}", account.handle);
    let found = json!({
        "subject": format!("acct:{}@{}", account.handle, host(&app)),
        "aliases": [page],
        "links": [
            {
                "rel": "http://webfinger.net/rel/profile-page",
                "type": "text/html",
                "href": page,
            },
            {
                "rel": "http://schemas.google.com/g/2010#updates-from",
                "type": "application/atom+xml",
                "href": format!("{page}/feed"),
            },
        ],
    });
    Ok(([(CONTENT_TYPE, "application/jrd+json")], found.to_string()).into_response())
}

/// `GET /.well-known/nodeinfo`
pub(super) async fn nodeinfo_links(app: App) -> Answer {
    let href = format!("{}/nodeinfo/2.1", app.app.config().origin);
    let rel = "http://nodeinfo.diaspora.software/ns/schema/2.1";
    Ok(Json(json!({ "links": [{ "rel": rel, "href": href }] })).into_response())
}

/// `GET /nodeinfo/2.1`
pub(super) async fn nodeinfo(app: App) -> Answer {
    let census = app.app.census().await?;
    Ok(Json(json!({
        "version": "2.1",
        "software": { "name": "sampan", "version": env!("CARGO_PKG_VERSION") },
        "protocols": [],
        "services": { "inbound": [], "outbound": ["atom1.0"] },
        "openRegistrations": app.app.signup_mode() == SignupMode::Open,
        "usage": {
            "users": { "total": census.accounts, "activeMonth": census.active_month },
            "localPosts": census.notes,
        },
        "metadata": { "nodeName": app.app.config().name },
    }))
    .into_response())
}

/// `GET /oembed?url=`: a note for other sites, as a link with its picture. Their code is not run there, nor
/// ours.
pub(super) async fn oembed(app: App, caller: Caller, params: Params) -> Answer {
    let config = app.app.config();
    let origin = &config.origin;
    let path = params.text("url").strip_prefix(origin.as_str());
    let id = path.and_then(|path| path.strip_prefix("/n/"));
    let id = id.and_then(|rest| rest.split(['?', '#', '/']).next());
    let id: NoteId = id.ok_or(Problem::NotFound)?.parse()?;
    if !matches!(params.text("format"), "" | "json") {
        return Err(Problem::Malformed);
    }
    let note = app.app.note(caller.viewer(), id).await?;
    if !note.visibility.is_open() {
        return Err(Problem::NotFound);
    }
    let mut told: Value = json!({
        "version": "1.0",
        "type": "link",
        "title": cover_words(&note.title, &note.text),
        "author_name": note.author.name,
        "author_url": format!("{origin}/@{}", note.author.handle),
        "provider_name": config.name,
        "provider_url": origin,
        "cache_age": 3_600,
    });
    if let Some(picture) = note.pictures.first() {
        told["thumbnail_url"] = format!("{origin}/media/{}-s.webp", picture.key).into();
        told["thumbnail_width"] = picture.width.into();
        told["thumbnail_height"] = picture.height.into();
    }
    Ok(Json(told).into_response())
}
