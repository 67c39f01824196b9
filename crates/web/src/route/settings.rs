//! One's own account.

use super::{Answer, App};
use crate::failure::{Failure, html, html_with};
use crate::form::{Fields, Form, Part};
use crate::page::account::Codes;
use crate::page::settings::{Done, Languages, Leave, PeopleKeptAway, Security, Settings};
use crate::page::{Errors, FieldError, Here};
use crate::reader::{Member, see};
use axum::extract::{Path, Query, Request};
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::IntoResponse;
use sampan_app::Error;
use sampan_domain::account::Profile;
use sampan_domain::note::Visibility;
use sampan_domain::{Invalid, Lang};

#[derive(serde::Deserialize)]
pub(crate) struct After {
    #[serde(default)]
    done: String,
}

/// `GET /settings`, for members.
pub(crate) async fn profile(app: App, member: Member, Query(after): Query<After>) -> Answer {
    let profile = app.app.own_profile(member.viewer()).await?;
    let form = Profile::from(&profile);
    let saved = after.done == "saved";
    let frame = member.frame(Here::Me);
    html(&Settings {
        frame,
        profile,
        form,
        saved,
        errors: Errors::default(),
    })
}

/// Files of the profile form are tried one by one; what fails is told, the rest is kept.
async fn take_file(
    app: &App,
    member: &Member,
    name: &str,
    file: Option<bytes::Bytes>,
    wrong: &mut Vec<Invalid>,
) -> Result<(), Failure> {
    let max = app.app.config().picture_max_bytes;
    let field = if name == "cover" { "cover" } else { "avatar" };
    let Some(bytes) = file else {
        wrong.push(Invalid::limited(field, "picture-too-large", max >> 20));
        return Ok(());
    };
    if bytes.is_empty() {
        return Ok(());
    }
    let viewer = member.viewer();
    let result = match field {
        "cover" => app.app.set_cover(viewer, Some(bytes)).await,
        _ => app.app.set_avatar(viewer, Some(bytes)).await,
    };
    match result {
        Ok(()) => Ok(()),
        Err(Error::Invalid(more)) => {
            wrong.extend(more.into_iter().map(|one| Invalid { field, ..one }));
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /settings/profile`, for members.
pub(crate) async fn save_profile(app: App, member: Member, request: Request) -> Answer {
    let viewer = member.viewer();
    let mut form = Form::new(request, app.app.config().picture_max_bytes).await?;
    let mut fields = Fields::default();
    let mut wrong = Vec::new();
    while let Some(part) = form.next().await? {
        match part {
            Part::Text(name, value) => fields.push(name, value),
            Part::Video(_) => {}
            Part::File(name, file) => take_file(&app, &member, &name, file, &mut wrong).await?,
        }
    }
    if fields.is_on("remove_avatar") {
        app.app.set_avatar(viewer, None).await?;
    }
    if fields.is_on("remove_cover") {
        app.app.set_cover(viewer, None).await?;
    }
    let reads: Vec<String> = fields.all("reads");
    let typed = Profile {
        name: fields.owned("name"),
        bio: fields.owned("bio"),
        place: fields.owned("place"),
        writes: Lang::parse(fields.text("writes")).filter(|lang| *lang != Lang::UND),
        reads: reads.iter().filter_map(|tag| Lang::parse(tag)).collect(),
        momo: fields.is_on("momo"),
        likes_public: fields.is_on("likes_public"),
        bot: fields.is_on("bot"),
        discoverable: fields.is_on("discoverable"),
        visibility: Visibility::parse(fields.text("visibility")).unwrap_or(Visibility::Public),
    };
    match app.app.update_profile(viewer, typed.clone()).await {
        Ok(()) => {}
        Err(Error::Invalid(more)) => wrong.extend(more),
        Err(error) => return Err(error.into()),
    }
    if wrong.is_empty() {
        return Ok(see("/settings?done=saved"));
    }
    let profile = app.app.own_profile(viewer).await?;
    let errors = Errors::new(member.catalogue, &wrong);
    let frame = member.frame(Here::Me);
    let page = Settings {
        frame,
        profile,
        form: typed,
        saved: false,
        errors,
    };
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// `GET /settings/security`, for members.
pub(crate) async fn security(app: App, member: Member, Query(after): Query<After>) -> Answer {
    let done = match after.done.as_str() {
        "password" => Some(Done::Password),
        "passkey-added" => Some(Done::PasskeyAdded),
        "passkey-removed" => Some(Done::PasskeyRemoved),
        "session" => Some(Done::SessionEnded),
        "others" => Some(Done::OthersEnded),
        _ => None,
    };
    security_page(&app, &member, StatusCode::OK, done, Errors::default()).await
}

async fn security_page(
    app: &App,
    member: &Member,
    status: StatusCode,
    done: Option<Done>,
    errors: Errors,
) -> Answer {
    let security = app.app.security(member.viewer()).await?;
    let passkeys = app.app.passkeys_at(&member.host);
    html_with(
        status,
        &Security {
            frame: member.frame(Here::Me),
            security,
            passkeys,
            done,
            errors,
        },
    )
}

/// `POST /settings/password`, for members.
pub(crate) async fn password(app: App, member: Member, fields: Fields) -> Answer {
    let (current, password) = (fields.owned("current"), fields.owned("password"));
    match app
        .app
        .change_password(member.viewer(), current, password)
        .await
    {
        Ok(()) => Ok(see("/settings/security?done=password")),
        Err(error) => {
            let failure = Failure::from(error);
            let errors = match &failure {
                Failure::Invalid(wrong) => Errors::new(member.catalogue, wrong),
                Failure::Limited { .. } => {
                    let message = failure.line(&member, false);
                    vec![FieldError {
                        field: "current",
                        message,
                    }]
                    .into()
                }
                _ => return Err(failure),
            };
            security_page(&app, &member, failure.status(), None, errors).await
        }
    }
}

/// `POST /settings/codes`, for members: new recovery codes, shown once.
pub(crate) async fn codes(app: App, member: Member) -> Answer {
    let codes = app.app.renew_codes(member.viewer()).await?;
    let page = Codes {
        frame: member.frame(Here::Me),
        codes,
        pending: false,
        new_account: false,
        next: "/settings/security".into(),
    };
    Ok(([(CACHE_CONTROL, "no-store")], html(&page)?).into_response())
}

/// `POST /settings/passkeys/{passkey}/delete`, for members.
pub(crate) async fn remove_passkey(
    app: App,
    member: Member,
    Path(passkey): Path<String>,
) -> Answer {
    match app
        .app
        .remove_passkey(member.viewer(), passkey.parse()?)
        .await
    {
        Ok(()) => Ok(see("/settings/security?done=passkey-removed")),
        Err(Error::Denied(code)) => {
            let errors = Errors::one(member.catalogue, "passkey", code);
            security_page(&app, &member, StatusCode::FORBIDDEN, None, errors).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /settings/sessions/{session}/revoke`, for members.
pub(crate) async fn end_session(app: App, member: Member, Path(session): Path<String>) -> Answer {
    app.app
        .end_session(member.viewer(), session.parse()?)
        .await?;
    Ok(see("/settings/security?done=session"))
}

/// `POST /settings/sessions/revoke-others`, for members.
pub(crate) async fn end_others(app: App, member: Member) -> Answer {
    app.app.end_other_sessions(member.viewer()).await?;
    Ok(see("/settings/security?done=others"))
}

/// `GET /settings/languages`, for members.
pub(crate) async fn languages(member: Member) -> Answer {
    html(&Languages {
        frame: member.frame(Here::Me),
        reading: member.reading.clone(),
    })
}

/// `GET /settings/people`, for members.
pub(crate) async fn people(app: App, member: Member) -> Answer {
    let (blocked, muted) = app.app.hidden_people(member.viewer()).await?;
    html(&PeopleKeptAway {
        frame: member.frame(Here::Me),
        blocked,
        muted,
    })
}

/// `GET /settings/delete`, for members.
pub(crate) async fn leave_form(member: Member) -> Answer {
    let frame = member.frame(Here::Me);
    let errors = Errors::default();
    html(&Leave {
        frame,
        handle: String::new(),
        keep_comments: true,
        errors,
    })
}

/// `POST /settings/delete`, for members.
pub(crate) async fn leave(app: App, member: Member, fields: Fields) -> Answer {
    let handle = fields.owned("handle");
    let keep_comments = fields.is_on("keep_comments");
    match app.app.leave(member.viewer(), &handle, keep_comments).await {
        Ok(()) => Ok(([member.no_session_cookie()], see("/")).into_response()),
        Err(Error::Invalid(wrong)) => {
            let errors = Errors::new(member.catalogue, &wrong);
            let page = Leave {
                frame: member.frame(Here::Me),
                handle,
                keep_comments,
                errors,
            };
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(error.into()),
    }
}
