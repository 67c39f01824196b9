//! Statuses: notes, and comments as answers to them.

use super::entity::Status;
use super::params::Params;
use super::problem::Problem;
use super::{Answer, App, Caller};
use crate::reader::once_token;
use axum::Json;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use sampan_app::collection::Choice;
use sampan_app::view::{CommentView, NoteView, Viewer};
use sampan_app::{App as Instance, Error};
use sampan_domain::comment::{Draft as CommentDraft, Sort};
use sampan_domain::note::{Draft, Visibility};
use sampan_domain::picture::Alt;
use sampan_domain::{AccountId, CommentId, Invalid, Lang, NoteId, PictureId};
use serde_json::json;
use std::collections::HashMap;

/// Pages of comments that a context has at most.
const PAGES: usize = 4;

/// What an id stands for: both come from one source of numbers.
enum Found {
    Note(Box<NoteView>),
    Comment(Box<CommentView>),
}

async fn find(app: &Instance, viewer: Option<&Viewer>, id: &str) -> Result<Found, Problem> {
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

/// Notes as statuses, in this order. Those of people whom the caller may not know of are left out.
pub(super) async fn of_notes(
    app: &Instance,
    viewer: Option<&Viewer>,
    notes: &[NoteView],
) -> Result<Vec<Status>, Problem> {
    let authors: Vec<AccountId> = notes.iter().map(|note| note.author.id).collect();
    let profiles = app.profiles(viewer, &authors).await?;
    let origin = &app.config().origin;
    Ok(notes
        .iter()
        .filter_map(|note| {
            let author = profiles.get(&note.author.id)?;
            Some(Status::of_note(origin, note, author))
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
    let origin = &app.config().origin;
    Ok(comments
        .iter()
        .filter_map(|comment| {
            let author = profiles.get(&comment.author.as_ref()?.id)?;
            let answered = match comment.parent {
                Some(parent) => by_id.get(&parent).copied(),
                None => note_author,
            };
            Some(Status::of_comment(origin, comment, author, answered))
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
    let mut above = Vec::new();
    let mut below = Vec::new();
    match find(app, viewer, &id).await? {
        Found::Note(note) => {
            let mut after = None;
            for _ in 0..PAGES {
                let page = app
                    .comments(viewer, note.id, Sort::Hot, after.as_deref())
                    .await?;
                below.extend(flat(page.comments));
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            let below = of_comments(app, viewer, &below, Some(note.author.id)).await?;
            return Ok(Json(json!({ "ancestors": [], "descendants": below })).into_response());
        }
        Found::Comment(comment) => {
            let note = app.note(viewer, comment.note).await?;
            above.extend(of_notes(app, viewer, std::slice::from_ref(&note)).await?);
            if let Some(parent) = comment.parent {
                let parent = app.comment(viewer, parent).await?;
                above.extend(of_comments(app, viewer, &[parent], Some(note.author.id)).await?);
            } else {
                let page = app.replies(viewer, comment.id, None).await?;
                below = page.comments;
            }
        }
    }
    let below = of_comments(app, viewer, &below, None).await?;
    Ok(Json(json!({ "ancestors": above, "descendants": below })).into_response())
}

/// The pictures that a status is to have.
async fn pictures(
    app: &Instance,
    viewer: &Viewer,
    params: &Params,
) -> Result<Vec<(PictureId, Alt)>, Problem> {
    let mut ids: Vec<PictureId> = Vec::new();
    for id in params.list("media_ids") {
        ids.push(id.parse()?);
    }
    let pictures = app.described_pictures(viewer, &ids).await?;
    let placed = pictures
        .into_iter()
        .map(|picture| (picture.id, picture.alt));
    Ok(placed.collect())
}

fn draft(params: &Params, pictures: Vec<(PictureId, Alt)>) -> Result<Draft, Problem> {
    let visibility = match params.text("visibility") {
        "" | "public" | "unlisted" => Visibility::Public,
        "private" => Visibility::Followers,
        "direct" => Visibility::OnlyMe,
        _ => {
            return Err(Problem::Invalid(vec![Invalid::new(
                "visibility",
                "invalid",
            )]));
        }
    };
    Ok(Draft {
        title: params.owned("title"),
        text: params.owned("status"),
        place: params.owned("place"),
        visibility: Some(visibility),
        lang: Lang::parse(params.text("language")).filter(|lang| *lang != Lang::UND),
        pictures,
    })
}

/// `POST /api/v1/statuses`. With the same `Idempotency-Key` it is written once.
pub(super) async fn write(app: App, caller: Caller, headers: HeaderMap, params: Params) -> Answer {
    let viewer = caller.member()?;
    let token = headers
        .get("idempotency-key")
        .and_then(|key| key.to_str().ok())
        .map_or_else(once_token, |key| key.chars().take(64).collect());
    let mut pictures = pictures(&app.app, viewer, &params).await?;
    let found = match params.text("in_reply_to_id") {
        "" => {
            let draft = draft(&params, pictures)?;
            let id = app.app.write_note(viewer, draft, &token).await?;
            Found::Note(Box::new(app.app.note(Some(viewer), id).await?))
        }
        answered => {
            let (note, reply_to) = match find(&app.app, Some(viewer), answered).await? {
                Found::Note(note) => (note.id, None),
                Found::Comment(comment) => (comment.note, Some(comment.id)),
            };
            let draft = CommentDraft {
                text: params.owned("status"),
                picture: if pictures.len() > 1 {
                    let one = Invalid::new("media_ids", "invalid");
                    return Err(Problem::Invalid(vec![one]));
                } else {
                    pictures.pop()
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
        Ok(note) => app.app.delete_note(viewer, note).await?,
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

async fn like(app: &App, caller: &Caller, id: &str, on: bool) -> Answer {
    let viewer = caller.member()?;
    match find(&app.app, Some(viewer), id).await? {
        Found::Note(note) => drop(app.app.like_note(viewer, note.id, on).await?),
        Found::Comment(comment) => drop(app.app.like_comment(viewer, comment.id, on).await?),
    }
    let found = find(&app.app, Some(viewer), id).await?;
    Ok(Json(entity(&app.app, Some(viewer), found).await?).into_response())
}

/// `POST /api/v1/statuses/{id}/favourite`
pub(super) async fn favourite(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    like(&app, &caller, &id, true).await
}

/// `POST /api/v1/statuses/{id}/unfavourite`
pub(super) async fn unfavourite(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    like(&app, &caller, &id, false).await
}

async fn collect(app: &App, caller: &Caller, id: &str, on: bool) -> Answer {
    let viewer = caller.member()?;
    // Comments cannot be collected.
    let id: NoteId = id.parse()?;
    app.app.collect(viewer, id, Choice::Default, on).await?;
    let note = app.app.note(Some(viewer), id).await?;
    let found = Found::Note(Box::new(note));
    Ok(Json(entity(&app.app, Some(viewer), found).await?).into_response())
}

/// `POST /api/v1/statuses/{id}/bookmark`
pub(super) async fn bookmark(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    collect(&app, &caller, &id, true).await
}

/// `POST /api/v1/statuses/{id}/unbookmark`
pub(super) async fn unbookmark(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    collect(&app, &caller, &id, false).await
}

async fn pinned(app: &App, caller: &Caller, id: &str, on: bool) -> Answer {
    let viewer = caller.member()?;
    match find(&app.app, Some(viewer), id).await? {
        Found::Note(note) => app.app.pin_note(viewer, note.id, on).await?,
        Found::Comment(_) => return Err(Problem::Denied("not-author")),
    }
    let found = find(&app.app, Some(viewer), id).await?;
    Ok(Json(entity(&app.app, Some(viewer), found).await?).into_response())
}

/// `POST /api/v1/statuses/{id}/pin`
pub(super) async fn pin(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    pinned(&app, &caller, &id, true).await
}

/// `POST /api/v1/statuses/{id}/unpin`
pub(super) async fn unpin(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    pinned(&app, &caller, &id, false).await
}
