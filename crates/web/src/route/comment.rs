//! Comments and replies.

use super::note::open;
use super::{Answer, App, Paging};
use crate::failure::{Failure, html, html_with};
use crate::form::{Fields, Form, Part, give_back};
use crate::page::note::{Answering, Note, SharedCard, Thread};
use crate::page::part::{Comment, CommentLike, Comments, Replies};
use crate::page::{Errors, Here};
use crate::reader::{Member, Reader, once_token, see};
use axum::extract::{Path, Query, Request};
use axum::http::header::RETRY_AFTER;
use sampan_app::Error;
use sampan_domain::comment::Draft;
use sampan_domain::{CommentId, Invalid, NoteId, PictureId};

/// `GET /n/{note}/comments`, for whoever may see the note: a further page.
pub(crate) async fn list(
    app: App,
    reader: Reader,
    Path(note): Path<String>,
    Query(paging): Query<Paging>,
) -> Answer {
    let note: NoteId = note.parse()?;
    if !reader.is_fragment() {
        let after = paging
            .after()
            .map(|after| format!("&after={after}"))
            .unwrap_or_default();
        return Ok(see(&format!(
            "/n/{note}?sort={}{after}",
            paging.sort().as_str()
        )));
    }
    let mut page = app
        .app
        .comments(reader.viewer(), note, paging.sort(), paging.after())
        .await?;
    app.app
        .cross_comments(&reader.reading, &mut page.comments)
        .await;
    html(&Comments {
        frame: &reader.frame(Here::Other),
        note,
        comments: &page.comments,
        sort: page.sort,
        next: page.next.as_deref(),
    })
}

/// `GET /c/{comment}`, for whoever may see the note.
pub(crate) async fn one(app: App, reader: Reader, Path(comment): Path<String>) -> Answer {
    let mut comment = app.app.comment(reader.viewer(), comment.parse()?).await?;
    if !reader.is_fragment() {
        return Ok(see(&format!("/n/{}#c-{}", comment.note, comment.id)));
    }
    let one = std::slice::from_mut(&mut comment);
    app.app.cross_comments(&reader.reading, one).await;
    html(&Comment::new(&reader.frame(Here::Other), &comment))
}

/// `GET /c/{comment}/replies`, for whoever may see the note.
pub(crate) async fn replies(
    app: App,
    reader: Reader,
    Path(comment): Path<String>,
    Query(paging): Query<Paging>,
) -> Answer {
    let id: CommentId = comment.parse()?;
    let after = paging.after().and_then(|after| after.parse().ok());
    let mut page = app.app.replies(reader.viewer(), id, after).await?;
    app.app
        .cross_comments(&reader.reading, &mut page.comments)
        .await;
    let frame = reader.frame(Here::Other);
    if reader.is_fragment() {
        return html(&Replies {
            frame: &frame,
            comment: id,
            replies: &page.comments,
            next: page.next.as_deref(),
        });
    }
    let mut comment = app.app.comment(reader.viewer(), id).await?;
    let mut note = app.app.note(reader.viewer(), comment.note).await?;
    let one = std::slice::from_mut(&mut comment);
    app.app.cross_comments(&reader.reading, one).await;
    app.app.cross_note(&reader.reading, &mut note).await;
    html(&Thread {
        frame,
        note,
        comment,
        replies: page.comments,
        next: page.next,
    })
}

/// What somebody typed, and what they attached.
struct Typed {
    fields: Fields,
    picture: Option<PictureId>,
    wrong: Vec<Invalid>,
    /// Why a file could not be taken although nothing may be wrong with it.
    failure: Option<Failure>,
}

async fn typed(app: &App, member: &Member, request: Request) -> Result<Typed, Failure> {
    let max = app.app.config().picture_max_bytes;
    let mut form = Form::new(request, max).await?;
    let mut typed = Typed {
        fields: Fields::default(),
        picture: None,
        wrong: Vec::new(),
        failure: None,
    };
    while let Some(part) = form.next().await? {
        match part {
            Part::Text(name, value) => typed.fields.push(name, value),
            Part::File(_, Some(bytes)) if bytes.is_empty() => {}
            Part::File(_, Some(bytes)) => {
                match app.app.upload_picture(member.viewer(), bytes).await {
                    Ok(picture) => typed.picture = Some(picture.id),
                    Err(Error::Invalid(wrong)) => typed.wrong.extend(wrong),
                    Err(error) => typed.failure = Some(error.into()),
                }
            }
            Part::Video(_) => {}
            Part::File(_, None) => {
                typed
                    .wrong
                    .push(Invalid::limited("file", "picture-too-large", max >> 20));
            }
        }
    }
    typed.picture = typed.picture.or_else(|| typed.fields.parsed("picture"));
    Ok(typed)
}

/// What is wrong, for a form that comes back; `None` when the form cannot help.
fn errors(member: &Member, failure: &Failure) -> Option<Errors> {
    match failure {
        Failure::Invalid(wrong) => {
            // The form has two places for a reason: beside the words, and beside the picture.
            let place = |one: &Invalid| {
                if one.field == "text" {
                    "text"
                } else {
                    "picture"
                }
            };
            let wrong: Vec<Invalid> = wrong
                .iter()
                .map(|one| Invalid {
                    field: place(one),
                    ..one.clone()
                })
                .collect();
            Some(Errors::new(member.catalogue, &wrong))
        }
        Failure::Limited { .. } | Failure::Unavailable => {
            let message = failure.line(member, false);
            Some(
                vec![crate::page::FieldError {
                    field: "text",
                    message,
                }]
                .into(),
            )
        }
        _ => None,
    }
}

/// `POST /n/{note}/comments`, for members.
pub(crate) async fn write(
    app: App,
    member: Result<Member, Failure>,
    Path(note): Path<String>,
    request: Request,
) -> Answer {
    let Ok(member) = member else {
        return Ok(give_back(request).await);
    };
    let note: NoteId = note.parse()?;
    let Typed {
        fields,
        picture,
        wrong,
        failure,
    } = typed(&app, &member, request).await?;
    let reply_to: Option<CommentId> = fields.parsed("reply_to");
    let draft = Draft {
        text: fields.owned("text"),
        picture: picture.map(|id| (id, fields.owned("alt"))),
    };
    let once = match fields.text("once") {
        "" => once_token(),
        once => once.chars().take(64).collect(),
    };
    let written = if let Some(failure) = failure {
        Err(failure)
    } else if wrong.is_empty() {
        app.app
            .write_comment(member.viewer(), note, reply_to, draft, &once)
            .await
            .map_err(Failure::from)
    } else {
        Err(Failure::Invalid(wrong))
    };
    match written {
        Ok(comment) if member.is_fragment() => {
            let frame = member.frame(Here::Other);
            let say = frame.t("say-commented").into_owned();
            html(&Comment {
                say,
                ..Comment::new(&frame, &comment)
            })
        }
        Ok(comment) => Ok(see(&format!("/n/{note}#c-{}", comment.id))),
        Err(failure) if member.is_fragment() => Err(failure),
        Err(failure) => {
            let Some(errors) = errors(&member, &failure) else {
                return Err(failure);
            };
            let paging = Paging {
                after: None,
                sort: String::new(),
            };
            let frame = member.frame(Here::Other);
            let mut opened = open(&app, &member, &frame, note, &paging, reply_to).await?;
            opened.typed = fields.owned("text");
            opened.errors = errors;
            opened.answering = opened.answering.or(reply_to.map(|comment| Answering {
                comment,
                handle: None,
            }));
            let shared = SharedCard::of(&opened.note, &frame);
            let page = Note {
                frame,
                opened,
                shared,
            };
            let mut response = html_with(failure.status(), &page)?;
            if let Failure::Limited { wait_s } = failure {
                response.headers_mut().insert(RETRY_AFTER, wait_s.into());
            }
            Ok(response)
        }
    }
}

/// `POST /c/{comment}/like`, for members.
pub(crate) async fn like(
    app: App,
    member: Member,
    Path(comment): Path<String>,
    fields: Fields,
) -> Answer {
    let id: CommentId = comment.parse()?;
    let on = fields.is_on("on");
    let count = app.app.like_comment(member.viewer(), id, on).await?;
    if !member.is_fragment() {
        let comment = app.app.comment(Some(member.viewer()), id).await?;
        return Ok(see(&format!("/n/{}#c-{id}", comment.note)));
    }
    let frame = member.frame(Here::Other);
    let say = frame
        .t(if on { "say-liked" } else { "say-unliked" })
        .into_owned();
    html(&CommentLike {
        frame: &frame,
        comment: id,
        on,
        count,
        may: true,
        say,
    })
}

/// `POST /c/{comment}/pin`, for the note's author.
pub(crate) async fn pin(
    app: App,
    member: Member,
    Path(comment): Path<String>,
    fields: Fields,
) -> Answer {
    let id: CommentId = comment.parse()?;
    let note = app
        .app
        .pin_comment(member.viewer(), id, fields.is_on("on"))
        .await?;
    Ok(see(&format!("/n/{note}#c-{id}")))
}

/// `POST /c/{comment}/delete`, for its author, the note's author, and moderators.
pub(crate) async fn delete(app: App, member: Member, Path(comment): Path<String>) -> Answer {
    let note = app
        .app
        .delete_comment(member.viewer(), comment.parse()?)
        .await?;
    Ok(see(&format!("/n/{note}")))
}
