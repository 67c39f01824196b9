//! Captions: given to players, mended by owners.

use super::{Answer, App};
use crate::failure::{Failure, html, html_with};
use crate::form::{Fields, Form, Part};
use crate::page::caption::Captions;
use crate::page::{Errors, Here};
use crate::reader::{Member, Reader, see};
use axum::extract::{Path, Request};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::IntoResponse;
use sampan_app::caption::Track;
use sampan_domain::caption::{self as rules, Cue};
use sampan_domain::{Invalid, Lang, NoteId};

/// A file of captions; two hours of talk are less.
const FILE_BYTES: usize = 512 << 10;
/// Whether renditions are on their way: players ask again.
const WAITS: HeaderName = HeaderName::from_static("sampan-waits");

/// `GET /n/{note}/captions/{track}`, for whoever may see the note: `original.vtt`, `en.vtt`, `both-en.vtt`.
pub(crate) async fn track(
    app: App,
    reader: Reader,
    Path((note, track)): Path<(String, String)>,
) -> Answer {
    let note: NoteId = note.parse()?;
    let track = track.strip_suffix(".vtt").and_then(Track::parse);
    let track = track.ok_or(Failure::NotFound)?;
    // No stranger sets the machine to work on languages that nobody here reads.
    if let Track::In(to) | Track::Both(to) = track
        && !Lang::OFFERED.contains(&to)
    {
        return Err(Failure::NotFound);
    }
    let captions = app.app.captions(reader.viewer(), note, track).await?;
    let kind = [
        (
            CONTENT_TYPE,
            HeaderValue::from_static("text/vtt; charset=utf-8"),
        ),
        (CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
    ];
    let mut response = (kind, captions.file).into_response();
    if captions.waits {
        let headers = response.headers_mut();
        headers.insert(WAITS, HeaderValue::from_static("1"));
    }
    Ok(response)
}

/// `GET /n/{note}/captions`, for the video's owner.
pub(crate) async fn edit(app: App, member: Member, Path(note): Path<String>) -> Answer {
    let note: NoteId = note.parse()?;
    let captions = app.app.own_captions(member.viewer(), note).await?;
    html(&Captions {
        note: app.app.note(Some(member.viewer()), note).await?,
        frame: member.frame(Here::Other),
        captions,
        errors: Errors::default(),
    })
}

/// The lines as typed; one whose times cannot be read is wrong.
fn typed(fields: &Fields) -> Result<Vec<Cue>, Vec<Invalid>> {
    let all = |name: &str| fields.all::<String>(name);
    let lines = all("start").into_iter().zip(all("end")).zip(all("line"));
    let cues = lines
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|((start, end), text)| {
            let read = rules::moment(&start).zip(rules::moment(&end));
            let (start_ms, end_ms) = read.ok_or(Invalid::new("captions", "captions-times"))?;
            Ok(Cue {
                start_ms,
                end_ms,
                text: text.replace("\r\n", "\n"),
            })
        });
    cues.collect::<Result<_, _>>().map_err(|wrong| vec![wrong])
}

/// `POST /n/{note}/captions`, for the video's owner.
pub(crate) async fn write(
    app: App,
    member: Member,
    Path(note): Path<String>,
    request: Request,
) -> Answer {
    let note: NoteId = note.parse()?;
    let mut form = Form::new(request, FILE_BYTES).await?.with_lines();
    let mut fields = Fields::default();
    let mut file = None;
    while let Some(part) = form.next().await? {
        match part {
            Part::Text(name, value) => fields.push(name, value),
            Part::File(_, Some(bytes)) if bytes.is_empty() => {}
            Part::File(_, bytes) => file = Some(bytes),
            Part::Video(_) => {}
        }
    }
    let unreadable = || Failure::Invalid(vec![Invalid::new("captions", "captions-unreadable")]);
    let lang = Lang::parse(fields.text("lang")).filter(|lang| *lang != Lang::UND);
    let typed = typed(&fields);
    let cues = match &file {
        Some(Some(bytes)) => sampan_app::App::read_captions(bytes).map_err(Failure::from),
        Some(None) => Err(unreadable()),
        None => typed.clone().map_err(Failure::Invalid),
    };
    let written = match cues {
        Ok(cues) => app
            .app
            .write_captions(member.viewer(), note, lang, cues)
            .await
            .map_err(Failure::from),
        Err(failure) => Err(failure),
    };
    match written {
        Ok(()) => Ok(see(&format!("/n/{note}"))),
        Err(failure) => {
            let Some(errors) = failure.errors(&member) else {
                return Err(failure);
            };
            let mut captions = app.app.own_captions(member.viewer(), note).await?;
            if let Ok(typed) = typed {
                captions.cues = typed;
            }
            captions.lang = lang.unwrap_or(captions.lang);
            let page = Captions {
                note: app.app.note(Some(member.viewer()), note).await?,
                frame: member.frame(Here::Other),
                captions,
                errors,
            };
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}
