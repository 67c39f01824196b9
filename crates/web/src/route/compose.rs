//! Writing and editing a note. Whatever goes wrong, what was typed comes back.

use super::{Answer, App};
use crate::failure::{Failure, html, html_with};
use crate::form::{Fields, Form, Part, give_back};
use crate::page::compose::{Compose, ComposeForm, Editing, Other, OtherSide, VideoBounds};
use crate::page::rendition::RenditionForm;
use crate::page::{Errors, Here};
use crate::reader::{Member, once_token, see};
use crate::route::rendition::propose;
use axum::extract::{Path, Query, Request};
use axum::http::StatusCode;
use sampan_app::Error;
use sampan_app::suggestion::Subject;
use sampan_app::view::{NoteView, VideoView};
use sampan_domain::note::{Draft, Visibility};
use sampan_domain::picture::Alt;
use sampan_domain::text::{clean_line, clean_lines};
use sampan_domain::{Invalid, Lang, NoteId, PictureId, VideoId, permission, poll};

#[derive(serde::Deserialize)]
pub(crate) struct Start {
    /// A topic to begin with, from its page.
    topic: Option<String>,
    /// Words that another app shares.
    title: Option<String>,
    text: Option<String>,
}

/// How long a poll takes where nothing else is said.
const POLL_SECONDS: i64 = 24 * 3_600;

fn empty() -> ComposeForm {
    ComposeForm {
        poll: Some(poll::Draft {
            seconds: POLL_SECONDS,
            ..poll::Draft::default()
        }),
        title: String::new(),
        text: String::new(),
        place: String::new(),
        visibility: Visibility::Public,
        lang: None,
        pictures: Vec::new(),
        video: None,
        other: None,
        once: once_token(),
    }
}

/// What is said of videos, where they are taken.
fn bounds(app: &App) -> Option<VideoBounds> {
    let video = &app.app.config().video;
    app.app.takes_videos().then_some(VideoBounds {
        bytes: video.max_bytes,
        megabytes: video.max_bytes >> 20,
        minutes: video.max_seconds / 60,
    })
}

/// `GET /compose`, for members.
pub(crate) async fn new(app: App, member: Member, Query(start): Query<Start>) -> Answer {
    let topic = start
        .topic
        .map(|topic| format!("#{topic} "))
        .unwrap_or_default();
    let own = app.app.own_profile(member.viewer()).await?;
    let form = ComposeForm {
        visibility: own.visibility,
        title: start.title.unwrap_or_default(),
        text: start.text.unwrap_or(topic),
        ..empty()
    };
    let frame = member.frame(Here::Write);
    html(&Compose {
        frame,
        editing: None,
        form,
        videos: bounds(&app),
        errors: Errors::default(),
    })
}

fn check_editable(member: &Member, note: &NoteView) -> Result<(), Failure> {
    if permission::may_edit(member.viewer().actor(), note.author.id) {
        Ok(())
    } else {
        Err(Failure::Denied("not-author"))
    }
}

/// `GET /n/{note}/edit`, for its author.
pub(crate) async fn edit(app: App, member: Member, Path(note): Path<String>) -> Answer {
    let note = app.app.note(Some(member.viewer()), note.parse()?).await?;
    check_editable(&member, &note)?;
    let editing = Some(Editing {
        note: note.id,
        version: note.version,
    });
    let other = own_version(&app, &member, &note).await?;
    let form = ComposeForm {
        poll: None,
        other,
        title: note.title,
        text: note.text,
        place: note.place,
        visibility: note.visibility,
        lang: Some(note.lang),
        pictures: if note.video.is_some() {
            Vec::new()
        } else {
            note.pictures
        },
        video: note.video,
        once: once_token(),
    };
    let frame = member.frame(Here::Write);
    html(&Compose {
        frame,
        editing,
        form,
        videos: bounds(&app),
        errors: Errors::default(),
    })
}

/// The language on the other side of a text.
fn other_lang(from: Lang) -> Option<Lang> {
    Lang::OFFERED.into_iter().find(|lang| !lang.is_akin(from))
}

/// The version in another language that people gave a note.
async fn own_version(
    app: &App,
    member: &Member,
    note: &NoteView,
) -> Result<Option<Other>, Failure> {
    let Some(to) = other_lang(note.lang) else {
        return Ok(None);
    };
    let subject = Subject::Note(note.id);
    let view = app
        .app
        .renditions(Some(member.viewer()), subject, Some(to), to)
        .await?;
    let shown = view.suggestions.into_iter().find(|shown| shown.accepted);
    // After the edit it is for other words: the author's own is published again with them, somebody else's
    // only when the author changes it.
    let was = |text: &str, is_own| {
        if is_own {
            String::new()
        } else {
            text.to_owned()
        }
    };
    Ok(shown.map(|shown| Other {
        to,
        title_was: was(&shown.title, shown.is_own),
        text_was: was(&shown.text, shown.is_own),
        title: shown.title,
        text: shown.text,
        is_set_up: true,
        came: true,
    }))
}

/// What somebody typed, and the pictures that they have so far.
struct Typed {
    fields: Fields,
    pictures: Vec<(PictureId, Alt)>,
    video: Option<(VideoId, Alt)>,
    /// Why something that was sent could not be taken.
    failure: Option<Failure>,
}

impl Typed {
    async fn read(app: &App, member: &Member, request: Request) -> Result<Self, Failure> {
        let max = app.app.config().picture_max_bytes;
        let form = Form::new(request, max).await?;
        let mut form = form.taking_videos(&app.app, member.viewer());
        let mut video = None;
        let mut fields = Fields::default();
        let mut uploaded = Vec::new();
        let mut wrong = Vec::new();
        let mut failure = None;
        while let Some(part) = form.next().await? {
            match part {
                Part::Text(name, value) => fields.push(name, value),
                // A browser sends an empty file when none was chosen.
                Part::File(_, Some(bytes)) if bytes.is_empty() => {}
                Part::File(_, Some(bytes)) => {
                    match app.app.upload_picture(member.viewer(), bytes).await {
                        Ok(picture) => uploaded.push(picture.id),
                        Err(Error::Invalid(more)) => wrong.extend(more),
                        Err(error) => failure = Some(error.into()),
                    }
                }
                Part::Video(Ok(taken)) => video = Some(taken),
                Part::Video(Err(Error::Invalid(more))) => wrong.extend(more),
                Part::Video(Err(error)) => failure = Some(error.into()),
                Part::File(_, None) => {
                    wrong.push(Invalid::limited("file", "picture-too-large", max >> 20));
                }
            }
        }
        for invalid in &mut wrong {
            invalid.field = "pictures";
        }
        let mut ids: Vec<PictureId> = fields.all("picture");
        ids.extend(uploaded);
        let removed: Option<PictureId> = fields.parsed("remove");
        ids.retain(|id| Some(*id) != removed);
        let video = video
            .or_else(|| fields.parsed("video"))
            .filter(|id: &VideoId| removed.map(|removed| removed.0) != Some(id.0))
            .map(|id| (id, fields.owned(&format!("alt-{id}"))));
        if let Some(at) = fields
            .parsed::<PictureId>("move-up")
            .and_then(|id| ids.iter().position(|known| *known == id))
            && at > 0
        {
            ids.swap(at, at - 1);
        }
        let alt = |id: PictureId| (id, fields.owned(&format!("alt-{id}")));
        let pictures = ids.into_iter().map(alt).collect();
        if failure.is_none() && !wrong.is_empty() {
            failure = Some(Failure::Invalid(wrong));
        }
        Ok(Self {
            fields,
            pictures,
            video,
            failure,
        })
    }

    /// Somebody without scripts rearranges pictures; nothing is published yet.
    fn only_rearranges(&self) -> bool {
        self.fields.has("remove") || self.fields.has("move-up")
    }

    /// Somebody wants to see the other side; nothing is published yet.
    fn previews(&self) -> bool {
        self.fields.has("preview")
    }

    /// How it reads on the other side, as far as an engine says so in time.
    async fn preview(&self, app: &App, member: &Member) -> Result<Option<Other>, Failure> {
        let draft = self.draft();
        let whole = format!("{}\n{}", draft.title, draft.text);
        let from = draft
            .lang
            .unwrap_or_else(|| sampan_app::rendition::language(&whole));
        let Some(to) = other_lang(from).filter(|_| from != Lang::UND) else {
            return Ok(None);
        };
        let (title, text) = (clean_line(&draft.title), clean_lines(&draft.text));
        let texts = [title.as_str(), text.as_str()];
        let known = app.app.preview(member.viewer(), &texts, from, to).await?;
        let came = known.iter().all(Option::is_some);
        let mut known = known.into_iter().map(Option::unwrap_or_default);
        let (title, text) = (
            known.next().unwrap_or_default(),
            known.next().unwrap_or_default(),
        );
        Ok(Some(Other {
            to,
            title_was: title.clone(),
            text_was: text.clone(),
            title,
            text,
            is_set_up: app.app.translates(from, to),
            came,
        }))
    }

    /// The other side as it came back with the form.
    fn other(&self) -> Option<Other> {
        let to = Lang::parse(self.fields.text("other_lang"))?;
        let field = |name: &str| self.fields.owned(name).replace("\r\n", "\n");
        Some(Other {
            to,
            title: field("other_title"),
            text: field("other_text"),
            title_was: field("other_title_was"),
            text_was: field("other_text_was"),
            is_set_up: true,
            came: true,
        })
    }

    /// Publishes the author's own version, when there is one. The note stands already: what is wrong with
    /// the version can be mended on its own page.
    async fn publish_other(&self, app: &App, member: &Member, note: NoteId) -> Answer {
        let led = see(&format!("/n/{note}"));
        let Some(other) = self.other() else {
            return Ok(led);
        };
        let is_own = other.title != other.title_was || other.text != other.text_was;
        if !is_own || (other.title.is_empty() && other.text.is_empty()) {
            return Ok(led);
        }
        let form = RenditionForm {
            title: other.title,
            text: other.text,
        };
        let again = propose(app, member, Subject::Note(note), other.to, form).await?;
        Ok(again.unwrap_or(led))
    }

    /// The form with the other side, or that side alone for scripts.
    async fn show_other(self, app: &App, member: &Member, editing: Option<Editing>) -> Answer {
        let other = match self.preview(app, member).await {
            Ok(other) => other,
            Err(failure) => return self.failed(app, member, editing, failure).await,
        };
        if member.is_fragment() {
            let frame = member.frame(Here::Write);
            return html(&OtherSide {
                frame: &frame,
                other: other.as_ref(),
            });
        }
        let errors = Errors::default();
        self.page_with(app, member, editing, StatusCode::OK, errors, other)
            .await
    }

    /// The poll as typed; none without a single option.
    fn poll(&self) -> Option<poll::Draft> {
        let options: Vec<String> = self.fields.all("option");
        let is_typed = options.iter().any(|option| !option.trim().is_empty());
        is_typed.then(|| poll::Draft {
            options,
            seconds: self.fields.parsed("poll_seconds").unwrap_or(POLL_SECONDS),
            is_multiple: self.fields.is_on("poll_multiple"),
            hides_totals: self.fields.is_on("poll_hides"),
        })
    }

    fn draft(&self) -> Draft {
        Draft {
            poll: self.poll(),
            title: self.fields.owned("title"),
            text: self.fields.owned("text"),
            place: self.fields.owned("place"),
            visibility: Visibility::parse(self.fields.text("visibility")),
            lang: Lang::parse(self.fields.text("lang")).filter(|lang| *lang != Lang::UND),
            pictures: self.pictures.clone(),
            video: self.video.clone(),
        }
    }

    /// The form again, with everything that was typed.
    async fn page(
        self,
        app: &App,
        member: &Member,
        editing: Option<Editing>,
        status: StatusCode,
        errors: Errors,
    ) -> Answer {
        let other = self.other();
        self.page_with(app, member, editing, status, errors, other)
            .await
    }

    async fn page_with(
        self,
        app: &App,
        member: &Member,
        editing: Option<Editing>,
        status: StatusCode,
        errors: Errors,
        other: Option<Other>,
    ) -> Answer {
        let draft = self.draft();
        let pictures = app
            .app
            .own_pictures(member.viewer(), &self.pictures)
            .await?;
        let video = match &self.video {
            Some((id, alt)) => app
                .app
                .own_video(member.viewer(), *id)
                .await
                .ok()
                .map(|video| VideoView {
                    alt: alt.clone(),
                    ..video
                }),
            None => None,
        };
        let once = self.fields.owned("once");
        let poll = draft.poll.or(empty().poll).filter(|_| editing.is_none());
        let form = ComposeForm {
            poll,
            title: draft.title,
            text: draft.text,
            place: draft.place,
            visibility: draft.visibility.unwrap_or(Visibility::Public),
            lang: draft.lang,
            pictures,
            video,
            other,
            once: if once.is_empty() { once_token() } else { once },
        };
        html_with(
            status,
            &Compose {
                frame: member.frame(Here::Write),
                editing,
                form,
                videos: bounds(app),
                errors,
            },
        )
    }

    /// What failed, as the form again where that helps.
    async fn failed(
        self,
        app: &App,
        member: &Member,
        editing: Option<Editing>,
        failure: Failure,
    ) -> Answer {
        let Some(errors) = failure.errors(member) else {
            return Err(failure);
        };
        let status = failure.status();
        let mut response = self.page(app, member, editing, status, errors).await?;
        if let Failure::Limited { wait_s } = failure {
            response.headers_mut().insert("retry-after", wait_s.into());
        }
        Ok(response)
    }
}

/// `POST /compose`, for members.
pub(crate) async fn publish(app: App, member: Result<Member, Failure>, request: Request) -> Answer {
    let Ok(member) = member else {
        return Ok(give_back(request).await);
    };
    let mut typed = Typed::read(&app, &member, request).await?;
    if let Some(failure) = typed.failure.take() {
        return typed.failed(&app, &member, None, failure).await;
    }
    if typed.only_rearranges() {
        return typed
            .page(&app, &member, None, StatusCode::OK, Errors::default())
            .await;
    }
    if typed.previews() {
        return typed.show_other(&app, &member, None).await;
    }
    let once = match typed.fields.text("once") {
        "" => once_token(),
        once => once.chars().take(64).collect(),
    };
    match app
        .app
        .write_note(member.viewer(), typed.draft(), &once)
        .await
    {
        Ok(note) => typed.publish_other(&app, &member, note).await,
        Err(error) => typed.failed(&app, &member, None, error.into()).await,
    }
}

/// `POST /n/{note}/edit`, for its author.
pub(crate) async fn rewrite(
    app: App,
    member: Result<Member, Failure>,
    Path(note): Path<String>,
    request: Request,
) -> Answer {
    let Ok(member) = member else {
        return Ok(give_back(request).await);
    };
    let note: NoteId = note.parse()?;
    let view = app.app.note(Some(member.viewer()), note).await?;
    check_editable(&member, &view)?;
    let mut typed = Typed::read(&app, &member, request).await?;
    let version: i64 = typed.fields.parsed("version").unwrap_or(0);
    let editing = Some(Editing { note, version });
    if let Some(failure) = typed.failure.take() {
        return typed.failed(&app, &member, editing, failure).await;
    }
    if typed.only_rearranges() {
        return typed
            .page(&app, &member, editing, StatusCode::OK, Errors::default())
            .await;
    }
    if typed.previews() {
        return typed.show_other(&app, &member, editing).await;
    }
    match app
        .app
        .rewrite_note(member.viewer(), note, typed.draft(), version)
        .await
    {
        Ok(()) => typed.publish_other(&app, &member, note).await,
        Err(error @ Error::Conflict(_)) => {
            // What they typed stays in the form; sent again, it goes over the newer wording.
            let editing = Some(Editing {
                note,
                version: view.version,
            });
            typed.failed(&app, &member, editing, error.into()).await
        }
        Err(error) => typed.failed(&app, &member, editing, error.into()).await,
    }
}
