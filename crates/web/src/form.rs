//! Forms as browsers send them: plain, or in parts when files are among them.
//!
//! Texts must be UTF-8. A part is read before the next one is asked for, so that one picture at a time is
//! in memory.

use crate::failure::{Failure, Kept};
use axum::body::to_bytes;
use axum::extract::multipart::Field;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use bytes::{Bytes, BytesMut};
use futures::stream;
use percent_encoding::percent_decode;
use sampan_app::view::Viewer;
use sampan_app::{App, Error, video};
use sampan_domain::VideoId;
use std::collections::VecDeque;
use std::str::FromStr;
use tokio::sync::mpsc;

/// All texts of a plain form together.
const PLAIN_BYTES: usize = 256 << 10;
/// One text of a form in parts: far more than any limit, so that a long text comes back to be shortened.
const TEXT_BYTES: usize = PLAIN_BYTES;
/// Parts of a form.
const PARTS: usize = 200;

/// One part.
#[derive(Debug)]
pub(crate) enum Part {
    Text(String, String),
    /// A file that somebody chose; `None` when it is larger than allowed.
    File(String, Option<Bytes>),
    /// A video, of which nothing stayed in memory; or why it was not taken.
    Video(Result<VideoId, Error>),
}

enum Source {
    Plain(VecDeque<(String, String)>),
    Parts(Multipart),
}

/// A form that is read part by part.
pub(crate) struct Form {
    source: Source,
    max_file_bytes: usize,
    left: usize,
    /// Who takes videos, and for whom.
    videos: Option<(App, Viewer)>,
}

fn decode(text: &[u8]) -> Result<String, Failure> {
    let spaced: Vec<u8> = text
        .iter()
        .map(|b| if *b == b'+' { b' ' } else { *b })
        .collect();
    let decoded = percent_decode(&spaced)
        .decode_utf8()
        .map_err(|_| Failure::Malformed)?;
    Ok(decoded.into_owned())
}

impl Form {
    pub(crate) async fn new(request: Request, max_file_bytes: usize) -> Result<Self, Failure> {
        let kind = request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or("application/x-www-form-urlencoded")
            .to_ascii_lowercase();
        let source = if kind.starts_with("multipart/form-data") {
            let parts = Multipart::from_request(request, &()).await;
            Source::Parts(parts.map_err(|_| Failure::Malformed)?)
        } else if kind.starts_with("application/x-www-form-urlencoded") {
            let body = to_bytes(request.into_body(), PLAIN_BYTES)
                .await
                .map_err(|_| Failure::TooLarge)?;
            let pairs = body
                .split(|byte| *byte == b'&')
                .filter(|pair| !pair.is_empty())
                .take(PARTS)
                .map(|pair| {
                    let at = pair
                        .iter()
                        .position(|byte| *byte == b'=')
                        .unwrap_or(pair.len());
                    let value = pair.get(at + 1..).unwrap_or_default();
                    Ok((decode(&pair[..at])?, decode(value)?))
                })
                .collect::<Result<_, Failure>>()?;
            Source::Plain(pairs)
        } else {
            return Err(Failure::Malformed);
        };
        Ok(Self {
            source,
            max_file_bytes,
            left: PARTS,
            videos: None,
        })
    }

    /// Has as many parts as captions have lines.
    pub(crate) fn with_lines(mut self) -> Self {
        self.left = 4 * sampan_domain::caption::MAX_CUES;
        self
    }

    /// Takes videos, too, for this member.
    pub(crate) fn taking_videos(mut self, app: &App, viewer: &Viewer) -> Self {
        self.videos = Some((app.clone(), viewer.clone()));
        self
    }

    /// The next part; `None` at the end.
    pub(crate) async fn next(&mut self) -> Result<Option<Part>, Failure> {
        let parts = match &mut self.source {
            Source::Plain(pairs) => {
                return Ok(pairs
                    .pop_front()
                    .map(|(name, value)| Part::Text(name, value)));
            }
            Source::Parts(parts) => parts,
        };
        self.left = self.left.checked_sub(1).ok_or(Failure::TooLarge)?;
        let Some(mut field) = parts.next_field().await.map_err(|error| broken(&error))? else {
            return Ok(None);
        };
        let name = field.name().unwrap_or_default().to_owned();
        let is_file = field.file_name().is_some();
        let most = if is_file {
            self.max_file_bytes
        } else {
            TEXT_BYTES
        };
        let mut bytes = BytesMut::new();
        if let Some((app, viewer)) = self.videos.as_ref().filter(|_| is_file) {
            while bytes.len() < video::SNIFFED_BYTES
                && let Some(chunk) = field.chunk().await.map_err(|error| broken(&error))?
            {
                bytes.extend_from_slice(&chunk);
            }
            if video::is_video(&bytes) {
                let taken = take_video(app, viewer, bytes.freeze(), field).await;
                return Ok(Some(Part::Video(taken)));
            }
        }
        let mut too_large = false;
        while let Some(chunk) = field.chunk().await.map_err(|error| broken(&error))? {
            too_large |= bytes.len() + chunk.len() > most;
            if !too_large {
                bytes.extend_from_slice(&chunk);
            } else if !is_file {
                return Err(Failure::TooLarge);
            }
        }
        if is_file {
            return Ok(Some(Part::File(name, (!too_large).then(|| bytes.freeze()))));
        }
        let text = String::from_utf8(bytes.to_vec()).map_err(|_| Failure::Malformed)?;
        Ok(Some(Part::Text(name, text)))
    }
}

/// Hands a video on as it comes.
async fn take_video(
    app: &App,
    viewer: &Viewer,
    beginning: Bytes,
    mut field: Field<'_>,
) -> Result<VideoId, Error> {
    let (sender, mut receiver) = mpsc::channel(2);
    let bytes = stream::poll_fn(move |context| receiver.poll_recv(context));
    let hand_on = async move {
        let mut next = Ok(Some(beginning));
        while let Some(piece) = next.transpose() {
            let is_end = piece.is_err();
            // Nobody listens when the video was refused.
            if sender.send(piece).await.is_err() || is_end {
                break;
            }
            next = field.chunk().await;
        }
    };
    let (taken, ()) = tokio::join!(app.upload_video(viewer, bytes), hand_on);
    taken
}

fn broken(error: &axum::extract::multipart::MultipartError) -> Failure {
    if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        Failure::TooLarge
    } else {
        Failure::Malformed
    }
}

/// Tells somebody who is signed out by now to sign in, and gives them their words back.
pub(crate) async fn give_back(request: Request) -> Response {
    let mut words = Vec::new();
    if let Ok(mut form) = Form::new(request, 0).await {
        while let Ok(Some(part)) = form.next().await {
            if let Part::Text(name, value) = part
                && matches!(
                    name.as_str(),
                    "title" | "text" | "other_title" | "other_text"
                )
                && !value.trim().is_empty()
            {
                words.push(value);
            }
        }
    }
    let mut response = Failure::SignedOut.into_response();
    response.extensions_mut().insert(Kept(words));
    response
}

/// The texts of a form without files.
#[derive(Debug, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

impl<S: Sync> FromRequest<S> for Fields {
    type Rejection = Failure;

    async fn from_request(request: Request, _: &S) -> Result<Self, Failure> {
        let mut form = Form::new(request, 0).await?;
        let mut fields = Self::default();
        while let Some(part) = form.next().await? {
            if let Part::Text(name, value) = part {
                fields.push(name, value);
            }
        }
        Ok(fields)
    }
}

impl Fields {
    pub(crate) fn append(&mut self, mut more: Self) {
        self.0.append(&mut more.0);
    }

    pub(crate) fn push(&mut self, name: String, value: String) {
        self.0.push((name, value));
    }

    /// Every field in the order in which they were sent.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The first value of a field; empty when it was not sent.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map_or("", |(_, value)| value)
    }

    pub(crate) fn owned(&self, name: &str) -> String {
        self.text(name).to_owned()
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    /// Checkboxes and switches: `1` is on.
    pub(crate) fn is_on(&self, name: &str) -> bool {
        self.text(name) == "1"
    }

    /// Every value of a field that can be read as `T`.
    pub(crate) fn all<T: FromStr>(&self, name: &str) -> Vec<T> {
        self.0
            .iter()
            .filter(|(known, _)| known == name)
            .filter_map(|(_, value)| value.parse().ok())
            .collect()
    }

    /// A field that can be read as `T`; `None` when it is empty, missing or something else.
    pub(crate) fn parsed<T: FromStr>(&self, name: &str) -> Option<T> {
        self.text(name).parse().ok()
    }
}
