//! Statuses: notes, and comments as answers to them.

use super::entity::{Application, Named, Status, audience, instant, titled};
use super::params::Params;
use super::problem::Problem;
use super::relation::profiles;
use super::{Answer, App, Caller};
use crate::reader::once_token;
use axum::Json;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use sampan_app::client::Written;
use sampan_app::collection::Choice;
use sampan_app::filter::Filters;
use sampan_app::view::{CommentView, NoteView, Viewer};
use sampan_app::{App as Instance, Error};
use sampan_domain::comment::{Draft as CommentDraft, Sort};
use sampan_domain::note::{Draft, Visibility};
use sampan_domain::picture::Alt;
use sampan_domain::poll;
use sampan_domain::{
    AccountId, CommentId, Handle, Invalid, Lang, NoteId, PictureId, VideoId, anatomy,
};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use std::str::FromStr;

/// Statuses that are shown at once by their ids.
const SEVERAL: usize = 40;
/// Pages of comments that a context has at most.
const PAGES: usize = 4;

/// What an id stands for: both come from one source of numbers.
pub(super) enum Found {
    Note(Box<NoteView>),
    Comment(Box<CommentView>),
}

pub(super) async fn find(
    app: &Instance,
    viewer: Option<&Viewer>,
    id: &str,
) -> Result<Found, Problem> {
    let id: NoteId = id.parse()?;
    match app.note(viewer, id).await {
        Ok(note) => Ok(Found::Note(Box::new(note))),
        Err(Error::NotFound) => {
            let comment = app.comment(viewer, CommentId(id.0)).await?;
            Ok(Found::Comment(Box::new(comment)))
        }
        Err(error) => Err(error.into()),
    }
}

/// Whom these texts mention.
async fn named(app: &Instance, texts: impl Iterator<Item = &String>) -> Result<Named, Problem> {
    let handles: HashSet<Handle> = texts.flat_map(|text| anatomy::mentions(text)).collect();
    Ok(app.accounts_of(handles).await?)
}

fn application(written: &Written) -> Application {
    Application::of(written.client, &written.name, &written.website)
}

/// What the viewer's filters find; in one's own words nothing.
fn filtered<'a>(
    filters: &Filters,
    viewer: Option<&Viewer>,
    author: AccountId,
    id: i64,
    said: impl Iterator<Item = &'a str>,
) -> Vec<Value> {
    if viewer.is_some_and(|viewer| viewer.id() == author) {
        return Vec::new();
    }
    let found = filters.find(id, said);
    found
        .iter()
        .map(|one| super::filter::result(one, id))
        .collect()
}

/// Notes as statuses, in this order. Those of people whom the caller may not know of are left out.
pub(super) async fn of_notes(
    app: &Instance,
    viewer: Option<&Viewer>,
    notes: &[NoteView],
) -> Result<Vec<Status>, Problem> {
    let authors: Vec<AccountId> = notes.iter().map(|note| note.author.id).collect();
    let profiles = app.profiles(viewer, &authors).await?;
    let texts = notes.iter().flat_map(|note| [&note.title, &note.text]);
    let named = named(app, texts).await?;
    let filters = app.filters_in_force(viewer).await?;
    let spoken = app.spoken(notes).await?;
    let ids: Vec<i64> = notes.iter().map(|note| note.id.0).collect();
    let clients = app.clients_of(&ids).await?;
    let origin = &app.config().origin;
    Ok(notes
        .iter()
        .filter_map(|note| {
            let author = profiles.get(&note.author.id)?;
            let mut status = Status::of_note(origin, note, author, &named);
            let alts = note.pictures.iter().map(|picture| picture.alt.as_str());
            let options = note.poll.iter().flat_map(|poll| &poll.options);
            let options = options.map(|option| option.title.as_str());
            let said = [note.title.as_str(), note.text.as_str()].into_iter();
            let spoken = spoken.get(&note.id).map(String::as_str);
            let said = said.chain(alts).chain(options).chain(spoken);
            status.filtered = filtered(&filters, viewer, note.author.id, note.id.0, said);
            status.application = clients.get(&note.id.0).map(application);
            Some(status)
        })
        .collect())
}

/// Comments as statuses. Those that nobody stands behind any more are left out.
async fn of_comments(
    app: &Instance,
    viewer: Option<&Viewer>,
    comments: &[CommentView],
    note_author: Option<AccountId>,
) -> Result<Vec<Status>, Problem> {
    let by_id: HashMap<CommentId, AccountId> = comments
        .iter()
        .filter_map(|comment| Some((comment.id, comment.author.as_ref()?.id)))
        .collect();
    let authors: Vec<AccountId> = by_id.values().copied().collect();
    let profiles = app.profiles(viewer, &authors).await?;
    let named = named(app, comments.iter().map(|comment| &comment.text)).await?;
    let filters = app.filters_in_force(viewer).await?;
    let ids: Vec<i64> = comments.iter().map(|comment| comment.id.0).collect();
    let clients = app.clients_of(&ids).await?;
    let origin = &app.config().origin;
    Ok(comments
        .iter()
        .filter_map(|comment| {
            let author = profiles.get(&comment.author.as_ref()?.id)?;
            let answered = match comment.answered.or(comment.parent) {
                Some(answered) => by_id.get(&answered).copied(),
                None => note_author,
            };
            let mut status = Status::of_comment(origin, comment, author, answered, &named);
            let alts = comment.picture.iter().map(|picture| picture.alt.as_str());
            let said = std::iter::once(comment.text.as_str()).chain(alts);
            status.filtered = filtered(&filters, viewer, author.account.id, comment.id.0, said);
            status.application = clients.get(&comment.id.0).map(application);
            Some(status)
        })
        .collect())
}

/// Statuses by what they stand for, without those that the viewer may not see.
pub(super) async fn by_ids(
    app: &Instance,
    viewer: Option<&Viewer>,
    ids: &[i64],
) -> Result<HashMap<String, Status>, Problem> {
    let notes: Vec<NoteId> = ids.iter().copied().map(NoteId).collect();
    let notes = app.notes(viewer, &notes).await?;
    let mut all = of_notes(app, viewer, &notes).await?;
    for id in ids
        .iter()
        .filter(|id| notes.iter().all(|note| note.id.0 != **id))
    {
        match app.comment(viewer, CommentId(*id)).await {
            Ok(comment) => all.extend(of_comments(app, viewer, &[comment], None).await?),
            Err(Error::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let named = all.into_iter().map(|status| (status.id.clone(), status));
    Ok(named.collect())
}

async fn entity(app: &Instance, viewer: Option<&Viewer>, found: Found) -> Result<Status, Problem> {
    let mut made = match found {
        Found::Note(note) => of_notes(app, viewer, &[*note]).await?,
        Found::Comment(comment) => of_comments(app, viewer, &[*comment], None).await?,
    };
    made.pop().ok_or(Problem::NotFound)
}

/// `GET /api/v1/statuses/{id}`
pub(super) async fn show(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    let found = find(&app.app, caller.viewer(), &id).await?;
    Ok(Json(entity(&app.app, caller.viewer(), found).await?).into_response())
}

/// A comment with its first replies, as one list.
fn flat(comments: Vec<CommentView>) -> Vec<CommentView> {
    comments
        .into_iter()
        .flat_map(|mut comment| {
            let replies = std::mem::take(&mut comment.replies);
            std::iter::once(comment).chain(replies)
        })
        .collect()
}

/// `GET /api/v1/statuses/{id}/context`
pub(super) async fn context(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    let (app, viewer) = (&app.app, caller.viewer());
    let (above, below) = match find(app, viewer, &id).await? {
        Found::Note(note) => {
            let below = talk(app, viewer, note.id).await?;
            let below = of_comments(app, viewer, &below, Some(note.author.id)).await?;
            (Vec::new(), below)
        }
        Found::Comment(comment) => {
            let note = app.note(viewer, comment.note).await?;
            let mut above = of_notes(app, viewer, std::slice::from_ref(&note)).await?;
            let mut below = Vec::new();
            if let Some(parent) = comment.parent {
                let mut line = vec![app.comment(viewer, parent).await?];
                if let Some(answered) = comment.answered.filter(|id| *id != parent) {
                    line.push(app.comment(viewer, answered).await?);
                }
                above.extend(of_comments(app, viewer, &line, Some(note.author.id)).await?);
            } else {
                below = app.replies(viewer, comment.id, None).await?.comments;
            }
            (above, of_comments(app, viewer, &below, None).await?)
        }
    };
    Ok(Json(json!({ "ancestors": above, "descendants": below })).into_response())
}

/// The comments under a note, as far as a context goes.
async fn talk(
    app: &Instance,
    viewer: Option<&Viewer>,
    note: NoteId,
) -> Result<Vec<CommentView>, Problem> {
    let mut all = Vec::new();
    let mut after = None;
    for _ in 0..PAGES {
        let page = app.comments(viewer, note, Sort::Hot, after.as_deref());
        let page = page.await?;
        all.extend(flat(page.comments));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    Ok(all)
}

/// What a status shows.
struct Media {
    pictures: Vec<(PictureId, Alt)>,
    video: Option<(VideoId, Alt)>,
}

/// The pictures that a status is to have, or its video.
async fn media(app: &Instance, viewer: &Viewer, params: &Params) -> Result<Media, Problem> {
    let mut ids: Vec<PictureId> = Vec::new();
    let mut video = None;
    for id in params.list("media_ids") {
        let id: PictureId = id.parse()?;
        match app.own_video(viewer, VideoId(id.0)).await {
            Ok(one) if video.is_none() => video = Some((one.id, one.alt)),
            Ok(_) => {
                let one = Invalid::new("media_ids", "note-video-alone");
                return Err(Problem::Invalid(vec![one]));
            }
            Err(Error::NotFound) => ids.push(id),
            Err(error) => return Err(error.into()),
        }
    }
    let pictures = app.described_pictures(viewer, &ids).await?;
    let placed = pictures
        .into_iter()
        .map(|picture| (picture.id, picture.alt));
    Ok(Media {
        pictures: placed.collect(),
        video,
    })
}

/// The poll that a status is to have.
fn poll(params: &Params) -> Option<poll::Draft> {
    let options = params.list("poll[options]");
    (!options.is_empty()).then(|| poll::Draft {
        options,
        seconds: params.text("poll[expires_in]").parse().unwrap_or(0),
        is_multiple: params.is_on("poll[multiple]"),
        hides_totals: params.is_on("poll[hide_totals]"),
    })
}

fn draft(params: &Params, media: Media, default: Visibility) -> Result<Draft, Problem> {
    // What would warn of a text leads it here: nobody's words are lost.
    let title = match params.text("title") {
        "" => params.owned("spoiler_text"),
        title => title.to_owned(),
    };
    Ok(Draft {
        title,
        text: params.owned("status"),
        place: params.owned("place"),
        visibility: Some(audience(params.text("visibility"), default)?),
        lang: Lang::parse(params.text("language")).filter(|lang| *lang != Lang::UND),
        pictures: media.pictures,
        video: media.video,
        poll: poll(params),
    })
}

/// `POST /api/v1/statuses`. With the same `Idempotency-Key` it is written once.
pub(super) async fn write(app: App, caller: Caller, headers: HeaderMap, params: Params) -> Answer {
    let viewer = caller.member()?;
    let token = headers
        .get("idempotency-key")
        .and_then(|key| key.to_str().ok())
        .map_or_else(once_token, |key| key.chars().take(64).collect());
    // Nothing is written at a later time here.
    if !params.text("scheduled_at").is_empty() {
        return Err(Problem::Record);
    }
    let mut media = media(&app.app, viewer, &params).await?;
    let found = match params.text("in_reply_to_id") {
        "" => {
            let own = app.app.own_profile(viewer).await?;
            let draft = draft(&params, media, own.visibility)?;
            let id = app.app.write_note(viewer, draft, &token).await?;
            Found::Note(Box::new(app.app.note(Some(viewer), id).await?))
        }
        answered => {
            let (note, reply_to) = match find(&app.app, Some(viewer), answered).await? {
                Found::Note(note) => (note.id, None),
                Found::Comment(comment) => (comment.note, Some(comment.id)),
            };
            if poll(&params).is_some() {
                return Err(Problem::Denied("api-poll-on-comment"));
            }
            let draft = CommentDraft {
                text: params.owned("status"),
                picture: if media.pictures.len() > 1 || media.video.is_some() {
                    let one = Invalid::new("media_ids", "invalid");
                    return Err(Problem::Invalid(vec![one]));
                } else {
                    media.pictures.pop()
                },
            };
            let written = app
                .app
                .write_comment(viewer, note, reply_to, draft, &token)
                .await?;
            Found::Comment(Box::new(written))
        }
    };
    Ok(Json(entity(&app.app, Some(viewer), found).await?).into_response())
}

/// `PUT /api/v1/statuses/{id}`: rewrites a note. What is not sent stays; comments stay as they are.
pub(super) async fn rewrite(
    app: App,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Answer {
    let viewer = caller.member()?;
    let Found::Note(note) = find(&app.app, Some(viewer), &id).await? else {
        return Err(Problem::Denied("api-comment-stays"));
    };
    // Those who voted chose among what was there.
    if poll(&params).is_some() {
        return Err(Problem::Denied("api-poll-stays"));
    }
    let or = |name: &str, old: &String| {
        if params.has(name) {
            params.owned(name)
        } else {
            old.clone()
        }
    };
    let placed = if params.has("media_ids") || params.has("media_ids[]") {
        media(&app.app, viewer, &params).await?
    } else if let Some(video) = &note.video {
        Media {
            pictures: Vec::new(),
            video: Some((video.id, video.alt.clone())),
        }
    } else {
        let kept = note.pictures.iter();
        Media {
            pictures: kept
                .map(|picture| (picture.id, picture.alt.clone()))
                .collect(),
            video: None,
        }
    };
    let draft = Draft {
        title: or("title", &note.title),
        text: or("status", &note.text),
        place: or("place", &note.place),
        visibility: Some(audience(params.text("visibility"), note.visibility)?),
        lang: Lang::parse(params.text("language")).or(Some(note.lang)),
        pictures: described(&params, placed.pictures)?,
        video: described::<_, Vec<_>>(&params, placed.video)?.pop(),
        poll: None,
    };
    let mut focused = Vec::new();
    for about in params.objects("media_attributes")? {
        if let Some(focus) = super::media::focus(&about)? {
            focused.push((about.text("id").parse()?, focus));
        }
    }
    app.app
        .rewrite_note(viewer, note.id, draft, note.version)
        .await?;
    for (picture, focus) in focused {
        app.app
            .describe_picture(viewer, picture, None, Some(focus))
            .await?;
    }
    told(&app, viewer, &id).await
}

/// Pictures or videos with what `media_attributes` newly says of them.
fn described<Id: FromStr + PartialEq, All: FromIterator<(Id, Alt)>>(
    params: &Params,
    media: impl IntoIterator<Item = (Id, Alt)>,
) -> Result<All, Problem> {
    let said = params.objects("media_attributes")?;
    let described = |(id, alt): (Id, Alt)| {
        let is_it = |one: &&Params| one.text("id").parse().is_ok_and(|known: Id| known == id);
        let mut about = said.iter().filter(is_it);
        match about.find(|one| one.has("description")) {
            Some(one) => (id, one.owned("description")),
            None => (id, alt),
        }
    };
    Ok(media.into_iter().map(described).collect())
}

/// `GET /api/v1/statuses/{id}/history`: every wording, the first one first.
pub(super) async fn history(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    let viewer = caller.viewer();
    let origin = &app.app.config().origin;
    let found = find(&app.app, viewer, &id).await?;
    let (made_ms, old) = match &found {
        Found::Note(note) => {
            let mut old = app.app.note_history(viewer, note.id).await?;
            old.sort_by_key(|revision| revision.version);
            (note.made_at_ms, old)
        }
        Found::Comment(comment) => (comment.made_at_ms, Vec::new()),
    };
    let now = json!(entity(&app.app, viewer, found).await?);
    let wording = |since_ms: i64, title: &str, content: Value| {
        json!({
            "title": title,
            "content": content,
            "created_at": instant(since_ms),
            "account": now["account"],
            "spoiler_text": "",
            "sensitive": false,
            "media_attachments": [],
            "emojis": [],
            "poll": null,
        })
    };
    let mut since_ms = made_ms;
    let mut all = Vec::new();
    for revision in &old {
        let content = titled(origin, &revision.title, &revision.text);
        all.push(wording(since_ms, &revision.title, content.into()));
        since_ms = revision.until_ms;
    }
    let title = now["title"].as_str().unwrap_or_default();
    let mut last = wording(since_ms, title, now["content"].clone());
    last["media_attachments"] = now["media_attachments"].clone();
    last["poll"] = now["poll"].clone();
    all.push(last);
    Ok(Json(all).into_response())
}

/// `GET /api/v1/statuses?id[]=`
pub(super) async fn several(app: App, caller: Caller, params: Params) -> Answer {
    let ids: Vec<NoteId> = params
        .list("id")
        .iter()
        .filter_map(|id| id.parse().ok())
        .take(SEVERAL)
        .collect();
    let plain: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let mut found = by_ids(&app.app, caller.viewer(), &plain).await?;
    let all = ids.iter().filter_map(|id| found.remove(&id.0.to_string()));
    Ok(Json(all.collect::<Vec<Status>>()).into_response())
}

/// `GET /api/v1/statuses/{id}/favourited_by`: the latest.
pub(super) async fn favourited_by(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    let viewer = caller.viewer();
    let found = find(&app.app, viewer, &id).await?;
    let people = match found {
        Found::Note(note) => app.app.likers(note.id).await?,
        Found::Comment(comment) => app.app.comment_likers(comment.id).await?,
    };
    Ok(Json(profiles(&app.app, viewer, &people).await?).into_response())
}

/// `GET /api/v1/statuses/{id}/reblogged_by`: nothing is passed on here but by its link.
pub(super) async fn reblogged_by(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    find(&app.app, caller.viewer(), &id).await?;
    Ok(Json(json!([])).into_response())
}

/// `DELETE /api/v1/statuses/{id}`. Answers it with its words, so that they can be written anew.
pub(super) async fn delete(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    let viewer = caller.member()?;
    let found = find(&app.app, Some(viewer), &id).await?;
    let (text, gone) = match &found {
        Found::Note(note) => (note.text.clone(), Ok(note.id)),
        Found::Comment(comment) => (comment.text.clone(), Err(comment.id)),
    };
    let mut last = json!(entity(&app.app, Some(viewer), found).await?);
    match gone {
        Ok(note) => app.app.delete_note_to_redraft(viewer, note).await?,
        Err(comment) => drop(app.app.delete_comment(viewer, comment).await?),
    }
    last["text"] = text.into();
    Ok(Json(last).into_response())
}

/// `GET /api/v1/statuses/{id}/source`
pub(super) async fn source(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    let (title, text) = match find(&app.app, caller.viewer(), &id).await? {
        Found::Note(note) => (note.title, note.text),
        Found::Comment(comment) => (String::new(), comment.text),
    };
    let source = json!({ "id": id, "text": text, "spoiler_text": "", "title": title });
    Ok(Json(source).into_response())
}

/// What a status is now.
async fn told(app: &App, viewer: &Viewer, id: &str) -> Answer {
    let found = find(&app.app, Some(viewer), id).await?;
    Ok(Json(entity(&app.app, Some(viewer), found).await?).into_response())
}

/// `POST /api/v1/statuses/{id}/favourite`, and `unfavourite`
pub(super) async fn favourite<const ON: bool>(
    app: App,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer {
    let viewer = caller.member()?;
    match find(&app.app, Some(viewer), &id).await? {
        Found::Note(note) => drop(app.app.like_note(viewer, note.id, ON).await?),
        Found::Comment(comment) => drop(app.app.like_comment(viewer, comment.id, ON).await?),
    }
    told(&app, viewer, &id).await
}

/// `POST /api/v1/statuses/{id}/bookmark`, and `unbookmark`. Comments cannot be collected.
pub(super) async fn bookmark<const ON: bool>(
    app: App,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer {
    let viewer = caller.member()?;
    let note: NoteId = id.parse()?;
    app.app.collect(viewer, note, Choice::Default, ON).await?;
    told(&app, viewer, &id).await
}

/// `POST /api/v1/statuses/{id}/pin`, and `unpin`
pub(super) async fn pin<const ON: bool>(
    app: App,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer {
    let viewer = caller.member()?;
    match find(&app.app, Some(viewer), &id).await? {
        Found::Note(note) => app.app.pin_note(viewer, note.id, ON).await?,
        Found::Comment(_) => return Err(Problem::Denied("not-author")),
    }
    told(&app, viewer, &id).await
}
