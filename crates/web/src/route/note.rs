//! A note: its page, and what is done to it.

use super::{Answer, App, Paging};
use crate::failure::{Failure, html};
use crate::form::Fields;
use crate::kept::{self, Made};
use crate::page::note::{Answering, History, Note, Opened, Overlay, Share, SharedCard};
use crate::page::part::Like;
use crate::page::{Errors, Frame, Here};
use crate::reader::{Member, Reader, once_token, see};
use crate::talk;
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;
use qrcode::QrCode;
use qrcode::render::svg;
use sampan_app::standing::Shown;
use sampan_app::view::NoteView;
use sampan_app::views::Subject;
use sampan_domain::comment::Sort;
use sampan_domain::note::Visibility;
use sampan_domain::rendition::Reading;
use sampan_domain::{CommentId, Lang, NoteId};

#[derive(serde::Deserialize)]
pub(crate) struct Opening {
    #[serde(flatten)]
    paging: Paging,
    /// The comment that the form answers, for those without scripts.
    reply: Option<String>,
    /// The language of whoever shared the link.
    share: Option<String>,
}

/// A note with a page of its comments; `frame` is that of the page.
pub(crate) async fn open(
    app: &App,
    reader: &Reader,
    frame: &Frame,
    note: NoteId,
    paging: &Paging,
    reply: Option<CommentId>,
) -> Result<Opened, Failure> {
    let viewer = reader.viewer();
    let is_first = paging.sort() == Sort::Hot && paging.after().is_none();
    let (mut view, mut comments) = match viewer {
        Some(anybody) if frame.holes.is_some() && is_first => {
            talk::read(app, anybody, note).await?
        }
        _ => {
            let view = app.app.note(viewer, note).await?;
            let comments = app
                .app
                .comments(viewer, note, paging.sort(), paging.after())
                .await?;
            (view, comments)
        }
    };
    app.app.cross_note(&reader.reading, &mut view).await;
    app.app
        .cross_comments(&reader.reading, &mut comments.comments)
        .await;
    let answering = match reply {
        Some(id) => app
            .app
            .comment(viewer, id)
            .await
            .ok()
            .map(|comment| Answering {
                comment: comment.id,
                handle: comment.author.map(|author| author.handle),
            }),
        None => None,
    };
    Ok(Opened {
        note: view,
        comments,
        answering,
        once: once_token(),
        typed: String::new(),
        errors: Errors::default(),
        talk_only: reader.fragment.as_deref() == Some("talk"),
    })
}

/// The note as a card in the language of whoever shared it, as far as that is known.
pub(crate) async fn shared(
    app: &App,
    reader: &Reader,
    note: &NoteView,
    share: Option<&str>,
) -> SharedCard {
    let frame = reader.frame(Here::Other);
    let lang = share
        .and_then(Lang::parse)
        .filter(|lang| Lang::OFFERED.contains(lang));
    match lang {
        Some(lang) if lang != reader.reading.to => {
            let mut note = NoteView {
                crossing: None,
                ..note.clone()
            };
            app.app.cross_note(&Reading::of(lang), &mut note).await;
            SharedCard::of(&note, &frame)
        }
        _ => SharedCard::of(note, &frame),
    }
}

/// `GET /n/{note}`, for whoever may see it.
pub(crate) async fn page(
    app: App,
    reader: Reader,
    Path(note): Path<String>,
    Query(opening): Query<Opening>,
) -> Answer {
    let note: NoteId = note.parse()?;
    let reply: Option<CommentId> = opening.reply.and_then(|id| id.parse().ok());
    let (paging, share) = (&opening.paging, opening.share.as_deref());
    let make = |reader: Reader, frame: Frame| {
        let app = &app;
        async move {
            let opened = open(app, &reader, &frame, note, paging, reply).await?;
            let (shown, is_own) = shown(&opened);
            let html = if reader.is_fragment() {
                Overlay { frame, opened }.render()?
            } else {
                let shared = shared(app, &reader, &opened.note, share).await;
                Note {
                    frame,
                    opened,
                    shared,
                }
                .render()?
            };
            Ok(Made {
                html,
                shown,
                is_own: is_own || reply.is_some(),
            })
        }
    };
    kept::page(&app, &reader, Here::Other, Subject::Note(note), make).await
}

/// What stands on a note's page, and whether it cannot be the same for two readers.
fn shown(opened: &Opened) -> (Shown, bool) {
    let note = &opened.note;
    let comments = opened.comments.comments.iter();
    let comments = comments.flat_map(|one| std::iter::once(one).chain(&one.replies));
    let mut shown = Shown {
        author: Some(note.author.id),
        notes: vec![note.id],
        people: vec![note.author.id],
        ..Shown::default()
    };
    for comment in comments {
        shown.comments.push(comment.id);
        shown
            .people
            .extend(comment.author.as_ref().map(|author| author.id));
    }
    shown.people.sort_unstable();
    shown.people.dedup();
    // A vote is one's own, and shows the others'.
    let is_own = note.poll.is_some() || note.visibility == Visibility::Followers;
    (shown, is_own)
}

/// `POST /n/{note}/vote`, for members.
pub(crate) async fn vote(
    app: App,
    member: Member,
    Path(note): Path<String>,
    fields: Fields,
) -> Answer {
    let note: NoteId = note.parse()?;
    let choices: Vec<usize> = fields.all("choice");
    app.app
        .vote_in_poll(member.viewer(), note, &choices)
        .await?;
    Ok(see(&format!("/n/{note}#poll")))
}

/// `POST /n/{note}/like`, for members.
pub(crate) async fn like(
    app: App,
    member: Member,
    Path(note): Path<String>,
    fields: Fields,
) -> Answer {
    let note: NoteId = note.parse()?;
    let on = fields.is_on("on");
    let count = app.app.like_note(member.viewer(), note, on).await?;
    if !member.is_fragment() {
        return Ok(see(&format!("/n/{note}")));
    }
    let frame = member.frame(Here::Other);
    let say = frame
        .t(if on { "say-liked" } else { "say-unliked" })
        .into_owned();
    html(&Like {
        frame: &frame,
        note,
        on,
        count,
        may: true,
        say,
    })
}

/// `POST /n/{note}/viewed`, for whoever may see it: it was watched for a while.
pub(crate) async fn viewed(app: App, reader: Reader, Path(note): Path<String>) -> Answer {
    let note = app.app.note(reader.viewer(), note.parse()?).await?;
    app.app.viewed(Subject::Note(note.id), reader.visit());
    Ok(reader.with_visit(StatusCode::NO_CONTENT.into_response()))
}

/// `POST /n/{note}/pin`, for its author.
pub(crate) async fn pin(
    app: App,
    member: Member,
    Path(note): Path<String>,
    fields: Fields,
) -> Answer {
    let note: NoteId = note.parse()?;
    app.app
        .pin_note(member.viewer(), note, fields.is_on("on"))
        .await?;
    Ok(see(&format!("/n/{note}")))
}

/// `POST /n/{note}/delete`, for its author and moderators.
pub(crate) async fn delete(app: App, member: Member, Path(note): Path<String>) -> Answer {
    app.app.delete_note(member.viewer(), note.parse()?).await?;
    Ok(see(&format!("/@{}", member.viewer().account.handle)))
}

/// `GET /n/{note}/history`, for whoever may see the note.
pub(crate) async fn history(app: App, reader: Reader, Path(note): Path<String>) -> Answer {
    let note: NoteId = note.parse()?;
    let revisions = app.app.note_history(reader.viewer(), note).await?;
    let note = app.app.note(reader.viewer(), note).await?;
    html(&History {
        frame: reader.frame(Here::Other),
        note,
        revisions,
    })
}

/// `GET /n/{note}/share`, for whoever may see the note.
pub(crate) async fn share(app: App, reader: Reader, Path(note): Path<String>) -> Answer {
    let note = app.app.note(reader.viewer(), note.parse()?).await?;
    html(&Share {
        frame: reader.frame(Here::Other),
        note,
    })
}

/// `GET /n/{note}/qr.svg`, for everybody: only the address is in it.
pub(crate) async fn qr(reader: Reader, Path(note): Path<String>) -> Answer {
    let note: NoteId = note.parse()?;
    let address = format!("{}/n/{note}", reader.origin);
    let code = QrCode::new(address).map_err(|error| Failure::Internal(error.to_string()))?;
    let drawn = code
        .render::<svg::Color<'_>>()
        .min_dimensions(240, 240)
        .build();
    let headers = [
        (CONTENT_TYPE, "image/svg+xml"),
        (CACHE_CONTROL, "public, max-age=86400"),
    ];
    Ok((headers, drawn).into_response())
}
