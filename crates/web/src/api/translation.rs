//! Crossing languages for programs: of statuses as Mastodon has it, of any text as LibreTranslate has it.

use super::entity::{language, paragraphs, titled};
use super::params::Params;
use super::problem::Problem;
use super::status::{Found, find};
use super::{Answer, App, Caller};
use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use sampan_app::view::{Crossing, PictureView, Progress, Viewer};
use sampan_domain::note::{MAX_TEXT_CHARS, Visibility};
use sampan_domain::{Invalid, Lang, text};
use serde_json::{Map, Value, json};

const PROVIDER: &str = "Sampan";

/// The language that a program means. A bare `zh` leaves the script open: who reads Traditional gets that.
fn meant(tag: &str, viewer: Option<&Viewer>) -> Result<Lang, Problem> {
    let reads = |lang: Lang| viewer.is_some_and(|viewer| viewer.reads.contains(&lang));
    match tag {
        "zh" if reads(Lang::ZH_HANT) && !reads(Lang::ZH_HANS) => Ok(Lang::ZH_HANT),
        tag => Lang::parse(tag)
            .filter(|lang| *lang != Lang::UND)
            .ok_or_else(|| Problem::Invalid(vec![Invalid::new("lang", "invalid")])),
    }
}

/// What was made of a text: the rendition, or the text itself where both languages say the same.
fn rendered(crossing: Option<&Crossing>) -> Result<(), Problem> {
    match crossing {
        // Nobody set up an engine for these two.
        Some(crossing) if crossing.progress == Progress::Unset => Err(Problem::NotFound),
        Some(crossing) if !crossing.is_across() => Err(Problem::Unavailable),
        _ => Ok(()),
    }
}

/// `POST /api/v1/statuses/{id}/translate`
pub(super) async fn status(
    app: App,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Answer {
    let viewer = caller.member()?;
    let origin = &app.app.config().origin;
    let to = match params.text("lang") {
        "" => viewer
            .interface
            .or_else(|| viewer.reads.first().copied())
            .unwrap_or(Lang::EN),
        tag => meant(tag, Some(viewer))?,
    };
    let (from, content, title, media, poll) = match find(&app.app, Some(viewer), &id).await? {
        Found::Note(note) => {
            if note.visibility == Visibility::OnlyMe {
                return Err(Problem::Denied("api-not-translated"));
            }
            let note = app.app.note_in(viewer, *note, to).await?;
            rendered(note.crossing.as_ref())?;
            let crossing = note.crossing.as_ref();
            let title = crossing.and_then(|c| c.title.as_deref());
            let title = title.unwrap_or(&note.title);
            let words = crossing.and_then(|c| c.text.as_deref());
            let words = titled(origin, title, words.unwrap_or(&note.text));
            // A video is described by the words of its poster.
            let shown = |picture: &PictureView| {
                let video = note.video.as_ref();
                video.map_or(picture.id.0, |video| video.id.0).to_string()
            };
            let media: Vec<Value> = note
                .pictures
                .iter()
                .map(|picture| json!({ "id": shown(picture), "description": picture.alt }))
                .collect();
            let poll = note.poll.as_ref().map(|poll| {
                let options: Vec<Value> = poll
                    .options
                    .iter()
                    .map(|one| json!({ "title": one.across.as_ref().unwrap_or(&one.title) }))
                    .collect();
                json!({ "id": note.id.0.to_string(), "options": options })
            });
            (note.lang, words, title.to_owned(), media, poll)
        }
        Found::Comment(comment) => {
            let comment = app.app.comment_in(viewer, *comment, to).await?;
            rendered(comment.crossing.as_ref())?;
            let words = comment.crossing.as_ref().and_then(|c| c.text.as_deref());
            let words = paragraphs(origin, words.unwrap_or(&comment.text));
            (comment.lang, words, String::new(), Vec::new(), None)
        }
    };
    Ok(Json(json!({
        "content": content,
        "spoiler_text": "",
        "title": title,
        "language": to.as_str(),
        "detected_source_language": from.as_str(),
        "media_attachments": media,
        "poll": poll,
        "provider": PROVIDER,
    }))
    .into_response())
}

/// The languages that texts in one language can be put into here.
fn targets(app: &App, from: Lang) -> Vec<&'static str> {
    Lang::all()
        .filter(|to| *to != from && app.app.translates(from, *to))
        .map(|to| to.as_str())
        .collect()
}

/// `GET /api/v1/instance/translation_languages`
pub(super) async fn pairs(app: App) -> Answer {
    let mut pairs = Map::new();
    for from in Lang::all() {
        let into = targets(&app, from);
        if let Some(tag) = language(from).filter(|_| !into.is_empty()) {
            pairs.insert(tag.to_owned(), into.into());
        }
    }
    Ok(Json(pairs).into_response())
}

/// `GET /languages`, as LibreTranslate has it.
pub(super) async fn languages(app: App) -> Answer {
    let known = |lang: Lang| {
        let into = targets(&app, lang);
        (!into.is_empty())
            .then(|| json!({ "code": lang.as_str(), "name": lang.native_name(), "targets": into }))
    };
    let all: Vec<Value> = Lang::all().filter_map(known).collect();
    Ok(Json(all).into_response())
}

/// The text of `q`.
fn asked(params: &Params) -> Result<&str, Problem> {
    let asked = params.text("q");
    match text::chars(asked) {
        0 => Err(Problem::Invalid(vec![Invalid::new("q", "note-empty")])),
        1..=MAX_TEXT_CHARS => Ok(asked),
        _ => Err(Problem::TooLarge),
    }
}

/// `POST /detect`, as LibreTranslate has it.
pub(super) async fn detect(params: Params) -> Answer {
    let lang = sampan_app::rendition::language(asked(&params)?);
    let (lang, confidence) = match lang {
        Lang::UND => (Lang::EN, 0),
        lang => (lang, 90),
    };
    Ok(Json(json!([{ "language": lang.as_str(), "confidence": confidence }])).into_response())
}

/// `POST /translate`, as LibreTranslate has it.
pub(super) async fn any(app: App, caller: Caller, params: Params) -> Answer {
    let viewer = caller.member()?;
    let said = asked(&params)?;
    let to = meant(params.text("target"), Some(viewer))?;
    let found = sampan_app::rendition::language(said);
    let from = match params.text("source") {
        "" | "auto" => found,
        tag => meant(tag, None)?,
    };
    let rendition = if from == Lang::UND || from.is_akin(to) {
        Some(said.to_owned())
    } else if !app.app.translates(from, to) {
        return Err(Problem::Invalid(vec![Invalid::new(
            "target",
            "api-no-engine",
        )]));
    } else {
        let mut all = app.app.preview(viewer, &[said], from, to).await?;
        all.pop().flatten()
    };
    let rendition = rendition.ok_or(Problem::Unavailable)?;
    let mut body = json!({ "translatedText": rendition });
    if matches!(params.text("source"), "" | "auto") {
        body["detectedLanguage"] = json!({ "language": from.as_str(), "confidence": 90 });
    }
    Ok(Json(body).into_response())
}
