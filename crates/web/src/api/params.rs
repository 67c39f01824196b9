//! What a program sends: a query, a form or JSON, all the same to the handlers.

use super::problem::Problem;
use crate::failure::Failure;
use crate::form::{Fields, Form, Part};
use axum::body::to_bytes;
use axum::extract::{FromRequest, Query, Request};
use axum::http::Uri;
use axum::http::header::CONTENT_TYPE;
use bytes::Bytes;
use sampan_app::App;
use sampan_app::view::Viewer;
use sampan_domain::VideoId;
use serde_json::Value;

const JSON_BYTES: usize = 512 << 10;
/// Objects within objects that are looked into.
const DEPTH: usize = 4;

/// Objects of one list.
const OBJECTS: usize = 200;

/// Values by name. What is within something else has its name in brackets: `source[language]`; of a list
/// of values each has the list's name, of a list of objects also its place: `media_attributes[0][id]`.
#[derive(Debug, Default)]
pub(super) struct Params(Fields);

impl<S: Sync> FromRequest<S> for Params {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let asked = Self::asked(request.uri())?;
        let kind = request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok())
            .unwrap_or_default()
            .to_ascii_lowercase();
        let mut fields = if kind.starts_with("application/json") {
            json(request).await?
        } else if request.method().is_safe() || kind.is_empty() {
            Fields::default()
        } else {
            let fields = Fields::from_request(request, &()).await;
            fields.map_err(unread)?
        };
        fields.append(asked.0);
        Ok(Self(fields))
    }
}

/// What a program sends with files.
#[derive(Debug, Default)]
pub(super) struct Upload {
    pub(super) params: Params,
    /// By name; `None` when a file was too large.
    files: Vec<(String, Option<Bytes>)>,
    /// Taken already, where videos are.
    pub(super) video: Option<VideoId>,
}

impl Upload {
    /// Reads a form with files of at most so many bytes each, or a body without any. Videos are handed on for
    /// `takes_videos`.
    pub(super) async fn read(
        request: Request,
        most: usize,
        takes_videos: Option<(&App, &Viewer)>,
    ) -> Result<Self, Problem> {
        let kind = request.headers().get(CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.to_ascii_lowercase().starts_with("multipart/form-data") {
            let params = Params::from_request(request, &()).await?;
            return Ok(Self {
                params,
                ..Self::default()
            });
        }
        let mut upload = Self::default();
        let mut form = Form::new(request, most).await.map_err(unread)?;
        if let Some((app, viewer)) = takes_videos {
            form = form.taking_videos(app, viewer);
        }
        while let Some(part) = form.next().await.map_err(unread)? {
            match part {
                Part::Text(name, value) => upload.params.0.push(name, value),
                Part::File(name, bytes) => upload.files.push((name, bytes)),
                Part::Video(taken) => upload.video = Some(taken?),
            }
        }
        Ok(upload)
    }

    /// A file that was sent.
    pub(super) fn file(&mut self, name: &str) -> Result<Option<Bytes>, Problem> {
        match self.files.iter_mut().find(|(known, _)| known == name) {
            Some((_, bytes)) => bytes.take().ok_or(Problem::TooLarge).map(Some),
            None => Ok(None),
        }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "maps errors")]
fn unread(failure: Failure) -> Problem {
    match failure {
        Failure::TooLarge => Problem::TooLarge,
        _ => Problem::Malformed,
    }
}

async fn json(request: Request) -> Result<Fields, Problem> {
    let body = to_bytes(request.into_body(), JSON_BYTES)
        .await
        .map_err(|_| Problem::TooLarge)?;
    let mut fields = Fields::default();
    if body.is_empty() {
        return Ok(fields);
    }
    let value: Value = serde_json::from_slice(&body).map_err(|_| Problem::Malformed)?;
    if !value.is_object() {
        return Err(Problem::Malformed);
    }
    flatten(&mut fields, "", &value, DEPTH);
    Ok(fields)
}

fn flatten(fields: &mut Fields, name: &str, value: &Value, depth: usize) {
    match value {
        Value::Null => {}
        Value::Bool(is) => fields.push(name.into(), is.to_string()),
        Value::Number(number) => fields.push(name.into(), number.to_string()),
        Value::String(text) => fields.push(name.into(), text.clone()),
        _ if depth == 0 => {}
        Value::Array(list) => {
            for (at, one) in list.iter().enumerate() {
                let inner = match one {
                    Value::Object(_) => format!("{name}[{at}]"),
                    _ => name.to_owned(),
                };
                flatten(fields, &inner, one, depth - 1);
            }
        }
        Value::Object(object) => {
            for (key, one) in object {
                let inner = match name {
                    "" => key.clone(),
                    name => format!("{name}[{key}]"),
                };
                flatten(fields, &inner, one, depth - 1);
            }
        }
    }
}

impl Params {
    /// What a query says.
    pub(super) fn asked(uri: &Uri) -> Result<Self, Problem> {
        let asked: Query<Vec<(String, String)>> =
            Query::try_from_uri(uri).map_err(|_| Problem::Malformed)?;
        let mut fields = Fields::default();
        for (name, value) in asked.0 {
            fields.push(name, value);
        }
        Ok(Self(fields))
    }

    /// The first value of that name; empty when there is none.
    pub(super) fn text(&self, name: &str) -> &str {
        self.0.text(name)
    }

    /// Whether there is such a name at all.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.has(name)
    }

    /// Whether something is switched on, in the ways of forms, JSON and Python.
    pub(super) fn is_on(&self, name: &str) -> bool {
        matches!(self.text(name), "true" | "True" | "1" | "on")
    }

    pub(super) fn owned(&self, name: &str) -> String {
        self.0.owned(name)
    }

    /// Every value of that name, with or without `[]`.
    pub(super) fn list(&self, name: &str) -> Vec<String> {
        let mut all = self.0.all(name);
        all.extend(self.0.all::<String>(&format!("{name}[]")));
        all
    }

    /// The objects of a list. Their place may be left out, as in `words[][text]`; then each begins with the name
    /// that the one before had already.
    ///
    /// # Errors
    /// [`Problem::TooLarge`] beyond [`OBJECTS`].
    pub(super) fn objects(&self, name: &str) -> Result<Vec<Self>, Problem> {
        let mut all: Vec<(&str, Self)> = Vec::new();
        for (field, value) in self.0.iter() {
            let inner = field.strip_prefix(name).and_then(|f| f.strip_prefix('['));
            let Some((place, key)) = inner.and_then(|inner| inner.split_once("][")) else {
                continue;
            };
            let key = key.trim_end_matches(']');
            let is_same = |(known, object): &(&str, Self)| {
                *known == place && !(place.is_empty() && object.has(key))
            };
            let at = match all.iter().rposition(is_same) {
                Some(at) => at,
                None if all.len() == OBJECTS => return Err(Problem::TooLarge),
                None => {
                    all.push((place, Self::default()));
                    all.len() - 1
                }
            };
            all[at].1.0.push(key.to_owned(), value.to_owned());
        }
        Ok(all.into_iter().map(|(_, object)| object).collect())
    }
}
