//! Texts in the reader's language: those on their way, better ones, and how they are shown.

use super::{Answer, App};
use crate::crowd::Place;
use crate::failure::{Failure, html_with};
use crate::form::{Fields, give_back};
use crate::page::crossing::{BioWords, CardWords, CommentWords, CoverWords, NoteWords};
use crate::page::rendition::{RenditionForm, Renditions};
use crate::page::{Errors, Here};
use crate::reader::{Member, Reader, own_place, see};
use askama::Template;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::sse::{Event as Sent, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures::Stream;
use sampan_app::event::{self, Event};
use sampan_app::suggestion::Subject;
use sampan_app::view::Crossing;
use sampan_domain::rendition::{Display, Draft};
use sampan_domain::{CommentId, Lang, NoteId, SuggestionId};
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::sync::watch;
use tokio::time::Instant;

/// Texts that one page may wait for; it asks again for the rest.
const MOST: usize = 64;
/// A page that has waited so long is not looked at any more.
const PATIENCE: Duration = Duration::from_secs(180);
/// Texts come in bursts, and each look costs a few reads.
const PAUSE: Duration = Duration::from_millis(250);
/// What another process renders is not told to this one.
const LOOK: Duration = Duration::from_secs(3);

#[derive(serde::Deserialize)]
pub(crate) struct Awaited {
    /// `n` and a note's id, `k` and a card's, `c` and a comment's, `b` and a handle, with commas between.
    #[serde(default)]
    of: String,
}

/// A text that a page waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Waiting {
    Note(NoteId),
    Card(NoteId),
    Comment(CommentId),
    Profile(String),
}

impl Waiting {
    fn parse(name: &str) -> Option<Self> {
        let (kind, id) = name.split_at_checked(1)?;
        match kind {
            "n" => id.parse().ok().map(Self::Note),
            "k" => id.parse().ok().map(Self::Card),
            "c" => id.parse().ok().map(Self::Comment),
            "b" => Some(Self::Profile(id.to_owned())),
            _ => None,
        }
    }
}

struct Watching {
    _place: Place,
    app: sampan_app::App,
    reader: Reader,
    waiting: Vec<Waiting>,
    events: Receiver<Event>,
    stopping: watch::Receiver<bool>,
    until: Instant,
    /// Whether anything may have come since the last look.
    looks: bool,
    ended: bool,
}

impl Watching {
    /// What has come, as one event; `None` when nothing is left to wait for.
    async fn next(&mut self) -> Option<Sent> {
        loop {
            if self.ended {
                return None;
            }
            if self.looks {
                self.looks = false;
                let came = self.look().await;
                if !came.is_empty() {
                    return Some(Sent::default().event("words").data(came));
                }
            }
            if self.waiting.is_empty() || Instant::now() >= self.until || *self.stopping.borrow() {
                self.ended = true;
                // Without it the browser would connect again; and without data it would not hear it.
                return Some(Sent::default().event("end").data("end"));
            }
            let pause = Instant::now() + PAUSE;
            tokio::select! {
                () = event::rendition(&mut self.events, self.reader.reading.to) => {
                    tokio::time::sleep_until(pause).await;
                    // One look is for everything that came meanwhile.
                    self.events = self.events.resubscribe();
                    self.looks = true;
                }
                () = tokio::time::sleep(LOOK) => self.looks = true,
                _ = self.stopping.changed() => {}
            }
        }
    }

    /// The words that have come, as HTML on one line; they are waited for no more.
    async fn look(&mut self) -> String {
        let mut html = String::new();
        let mut still = Vec::new();
        for waiting in std::mem::take(&mut self.waiting) {
            match self.words(&waiting).await {
                Ok(Some(words)) => html.push_str(&words),
                Ok(None) => still.push(waiting),
                // Gone, or not for this reader.
                Err(Failure::NotFound) => {}
                Err(_) => still.push(waiting),
            }
        }
        self.waiting = still;
        html.replace('\n', "")
    }

    async fn words(&self, waiting: &Waiting) -> Result<Option<String>, Failure> {
        let (app, reading) = (&self.app, &self.reader.reading);
        let viewer = self.reader.viewer();
        let frame = self.reader.frame(Here::Other);
        let waits = |crossing: &Option<Crossing>| crossing.as_ref().is_some_and(Crossing::waits);
        Ok(match waiting {
            Waiting::Note(id) => {
                let mut note = app.note(viewer, *id).await?;
                app.cross_note(reading, &mut note).await;
                if waits(&note.crossing) {
                    return Ok(None);
                }
                let lang = note
                    .crossing
                    .as_ref()
                    .map_or(note.lang, |crossing| crossing.to);
                let cover = CoverWords::of(&frame, &note.cover, note.id, lang);
                let cover = cover.map(|cover| cover.render()).transpose()?;
                let words = NoteWords {
                    frame: &frame,
                    note: &note,
                };
                Some(words.render()? + &cover.unwrap_or_default())
            }
            Waiting::Card(id) => {
                let mut card = app.card(viewer, *id).await?;
                app.cross_cards(reading, std::slice::from_mut(&mut card))
                    .await;
                if waits(&card.crossing) {
                    return Ok(None);
                }
                let frame = &frame;
                let cover = CoverWords::of(frame, &card.cover, card.id, card.lang);
                let title = CardWords { frame, card: &card }.render()?;
                let cover = cover.map(|cover| cover.render()).transpose()?;
                Some(title + &cover.unwrap_or_default())
            }
            Waiting::Comment(id) => {
                let mut comment = app.comment(viewer, *id).await?;
                app.cross_comments(reading, std::slice::from_mut(&mut comment))
                    .await;
                let words = CommentWords {
                    frame: &frame,
                    comment: &comment,
                };
                (!waits(&comment.crossing))
                    .then(|| words.render())
                    .transpose()?
            }
            Waiting::Profile(handle) => {
                let mut profile = app.profile(viewer, handle).await?;
                app.cross_profile(reading, &mut profile).await;
                let words = BioWords {
                    frame: &frame,
                    profile: &profile,
                };
                (!waits(&profile.crossing))
                    .then(|| words.render())
                    .transpose()?
            }
        })
    }
}

/// `GET /renditions?of=`, for everybody: texts that a page waits for, as they come.
pub(crate) async fn stream(
    app: App,
    reader: Reader,
    Query(awaited): Query<Awaited>,
) -> Result<Sse<impl Stream<Item = Result<Sent, Infallible>>>, Failure> {
    let place = reader.place(&app.crowd)?;
    let mut waiting: Vec<Waiting> = Vec::new();
    for name in awaited.of.split(',').filter_map(Waiting::parse) {
        if waiting.len() < MOST && !waiting.contains(&name) {
            waiting.push(name);
        }
    }
    let watching = Watching {
        _place: place,
        events: app.app.listen(),
        app: app.app.clone(),
        reader,
        waiting,
        stopping: app.settings.stopping.clone(),
        until: Instant::now() + PATIENCE,
        looks: true,
        ended: false,
    };
    let stream = futures::stream::unfold(watching, |mut watching| async move {
        let sent = watching.next().await?;
        Some((Ok(sent), watching))
    });
    Ok(Sse::new(stream).keep_alive(KeepAlive::new().interval(Duration::from_secs(25))))
}

/// `POST /reading`, for everybody: how texts of one language are shown from now on.
pub(crate) async fn reading(app: App, reader: Reader, fields: Fields) -> Answer {
    let lang = Lang::parse(fields.text("lang")).ok_or(Failure::Malformed)?;
    let display = Display::parse(fields.text("display"));
    let back = own_place(fields.text("back"));
    match (reader.viewer(), display) {
        (Some(viewer), Some(display)) => app.app.choose_display(viewer, lang, display).await?,
        (Some(viewer), None) if fields.text("display") == "never" => {
            app.app.never_translate(viewer, lang).await?;
        }
        (None, Some(display)) => {
            let mut displays = reader.reading.displays.clone();
            displays.set(lang, display);
            return Ok(([reader.displays_cookie(&displays)], see(back)).into_response());
        }
        _ => return Err(Failure::Malformed),
    }
    Ok(see(back))
}

#[derive(serde::Deserialize)]
pub(crate) struct Into {
    to: Option<String>,
}

/// The note or the comment that an address begins with.
pub(crate) struct About(Subject);

impl<S: Sync> FromRequestParts<S> for About {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let mut segments = parts.uri.path().split('/').skip(1);
        let subject = match (segments.next(), segments.next()) {
            (Some("n"), Some(note)) => Subject::Note(note.parse()?),
            (Some("c"), Some(comment)) => Subject::Comment(comment.parse()?),
            _ => return Err(Failure::NotFound),
        };
        Ok(Self(subject))
    }
}

fn place(subject: Subject) -> String {
    match subject {
        Subject::Note(note) => format!("/n/{note}"),
        Subject::Comment(comment) => format!("/c/{comment}"),
    }
}

async fn show(
    app: &App,
    reader: &Reader,
    subject: Subject,
    to: Option<Lang>,
    typed: Option<(StatusCode, RenditionForm, Errors)>,
) -> Answer {
    let view = app
        .app
        .renditions(reader.viewer(), subject, to, reader.reading.to)
        .await?;
    let (status, form, errors) = typed.unwrap_or_else(|| {
        let form = RenditionForm {
            title: view.shown_title.clone(),
            text: view.shown_text.clone(),
        };
        (StatusCode::OK, form, Errors::default())
    });
    html_with(
        status,
        &Renditions {
            frame: reader.frame(Here::Other),
            place: place(subject),
            view,
            form,
            errors,
        },
    )
}

/// `GET /n/{note}/renditions` and `GET /c/{comment}/renditions`, for whoever may see the note.
pub(crate) async fn of(
    app: App,
    reader: Reader,
    About(subject): About,
    Query(into): Query<Into>,
) -> Answer {
    let to = into.to.as_deref().and_then(Lang::parse);
    show(&app, &reader, subject, to, None).await
}

/// `POST /n/{note}/renditions` and `POST /c/{comment}/renditions`, for members.
pub(crate) async fn suggest(
    app: App,
    member: Result<Member, Failure>,
    About(subject): About,
    request: Request,
) -> Answer {
    let Ok(member) = member else {
        return Ok(give_back(request).await);
    };
    let fields = Fields::from_request(request, &()).await?;
    let to = Lang::parse(fields.text("to")).ok_or(Failure::Malformed)?;
    let form = RenditionForm {
        title: fields.owned("title"),
        text: fields.owned("text"),
    };
    let again = propose(&app, &member, subject, to, form).await?;
    Ok(again.unwrap_or_else(|| see(&format!("{}/renditions?to={to}", place(subject)))))
}

/// Suggests a rendition. What is wrong with it is said beside what was typed: that page, if there is any.
pub(crate) async fn propose(
    app: &App,
    member: &Member,
    subject: Subject,
    to: Lang,
    form: RenditionForm,
) -> Result<Option<Response>, Failure> {
    let draft = Draft {
        to,
        title: form.title.clone(),
        text: form.text.clone(),
    };
    let Err(error) = app.app.suggest(member.viewer(), subject, draft).await else {
        return Ok(None);
    };
    let failure = Failure::from(error);
    let Some(errors) = failure.errors(member) else {
        return Err(failure);
    };
    let typed = Some((failure.status(), form, errors));
    show(app, member, subject, Some(to), typed).await.map(Some)
}

/// `POST /suggestions/{suggestion}/vote`, for members.
pub(crate) async fn vote(
    app: App,
    member: Member,
    Path(suggestion): Path<String>,
    fields: Fields,
) -> Answer {
    let id: SuggestionId = suggestion.parse()?;
    let (subject, to) = app
        .app
        .vote(member.viewer(), id, fields.is_on("on"))
        .await?;
    Ok(see(&format!("{}/renditions?to={to}", place(subject))))
}

/// `POST /suggestions/{suggestion}/accept`, for the author and moderators.
pub(crate) async fn accept(app: App, member: Member, Path(suggestion): Path<String>) -> Answer {
    let (subject, _) = app
        .app
        .settle(member.viewer(), suggestion.parse()?, true)
        .await?;
    Ok(see(&place(subject)))
}

/// `POST /suggestions/{suggestion}/decline`, for the author, moderators, and whoever suggested it.
pub(crate) async fn decline(app: App, member: Member, Path(suggestion): Path<String>) -> Answer {
    let (subject, to) = app
        .app
        .settle(member.viewer(), suggestion.parse()?, false)
        .await?;
    Ok(see(&format!("{}/renditions?to={to}", place(subject))))
}
