//! Signing in and out, getting back in, and the interface's language.

use super::{Answer, App};
use crate::failure::{Failure, html, html_with};
use crate::form::Fields;
use crate::page::account::{Recover, SignIn};
use crate::page::{Errors, FieldError, Here};
use crate::reader::{Reader, own_place, see};
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use sampan_domain::Lang;

#[derive(serde::Deserialize)]
pub(crate) struct Leading {
    #[serde(default)]
    next: String,
}

/// What is wrong, for a form that comes back; `Err` when the form cannot help.
pub(super) fn errors(
    reader: &Reader,
    field: &'static str,
    failure: Failure,
) -> Result<Errors, Failure> {
    match &failure {
        Failure::Invalid(wrong) => Ok(Errors::new(reader.catalogue, wrong)),
        Failure::Limited { .. } | Failure::Denied(_) | Failure::Unavailable => {
            Ok(vec![FieldError {
                field,
                message: failure.line(reader, false),
            }]
            .into())
        }
        _ => Err(failure),
    }
}

pub(super) fn retry_after(failure: &Failure) -> Option<u64> {
    if let Failure::Limited { wait_s } = failure {
        Some(*wait_s)
    } else {
        None
    }
}

pub(super) fn with_retry(response: Answer, wait_s: Option<u64>) -> Answer {
    let mut response = response?;
    if let Some(wait_s) = wait_s {
        response.headers_mut().insert("retry-after", wait_s.into());
    }
    Ok(response)
}

fn signin_page(app: &App, reader: &Reader, handle: String, next: String, errors: Errors) -> SignIn {
    SignIn {
        frame: reader.frame(Here::Other),
        passkeys: app.app.passkeys_at(&reader.host),
        handle,
        next,
        errors,
    }
}

/// `GET /signin`, for everybody.
pub(crate) async fn signin_form(
    app: App,
    reader: Reader,
    Query(leading): Query<Leading>,
) -> Answer {
    let next = own_place(&leading.next).to_owned();
    if reader.viewer().is_some() {
        return Ok(see(&next));
    }
    html(&signin_page(
        &app,
        &reader,
        String::new(),
        next,
        Errors::default(),
    ))
}

fn signed_in(reader: &Reader, token: &str, place: &str) -> Response {
    let cookie = reader.session_cookie(token);
    ([cookie], see(place)).into_response()
}

/// `POST /signin`, for everybody.
pub(crate) async fn signin(app: App, reader: Reader, fields: Fields) -> Answer {
    let handle = fields.owned("handle");
    let next = own_place(fields.text("next")).to_owned();
    let password = fields.owned("password");
    match app
        .app
        .sign_in(&handle, password, &reader.address, &reader.device)
        .await
    {
        Ok(session) => Ok(signed_in(&reader, &session.token, &next)),
        Err(error) => {
            let failure = Failure::from(error);
            let (status, wait) = (failure.status(), retry_after(&failure));
            let errors = errors(&reader, "password", failure)?;
            with_retry(
                html_with(status, &signin_page(&app, &reader, handle, next, errors)),
                wait,
            )
        }
    }
}

/// `GET /signin/recover`, for everybody.
pub(crate) async fn recover_form(reader: Reader) -> Answer {
    let frame = reader.frame(Here::Other);
    html(&Recover {
        frame,
        handle: String::new(),
        errors: Errors::default(),
    })
}

/// `POST /signin/recover`, for everybody.
pub(crate) async fn recover(app: App, reader: Reader, fields: Fields) -> Answer {
    let handle = fields.owned("handle");
    let (code, password) = (fields.text("code"), fields.owned("password"));
    match app
        .app
        .recover(&handle, code, password, &reader.address, &reader.device)
        .await
    {
        Ok(session) => Ok(signed_in(&reader, &session.token, "/settings/security")),
        Err(error) => {
            let failure = Failure::from(error);
            let (status, wait) = (failure.status(), retry_after(&failure));
            let errors = errors(&reader, "code", failure)?;
            let page = Recover {
                frame: reader.frame(Here::Other),
                handle,
                errors,
            };
            with_retry(html_with(status, &page), wait)
        }
    }
}

/// `POST /signout`, for everybody.
pub(crate) async fn signout(app: App, reader: Reader) -> Answer {
    if let Some(viewer) = reader.viewer() {
        match app.app.end_session(viewer, viewer.session).await {
            // Gone already is as good.
            Ok(()) | Err(sampan_app::Error::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(([reader.no_session_cookie()], see("/")).into_response())
}

/// `POST /language`, for everybody.
pub(crate) async fn language(app: App, reader: Reader, fields: Fields) -> Answer {
    let lang = Lang::parse(fields.text("lang")).filter(|lang| Lang::OFFERED.contains(lang));
    let lang = lang.ok_or(Failure::Malformed)?;
    if let Some(viewer) = reader.viewer() {
        app.app.choose_interface(viewer, lang).await?;
    }
    let back = own_place(fields.text("back"));
    // The page is asked for in the chosen language, not in the one its address may name.
    let (path, query) = back.split_once('?').unwrap_or((back, ""));
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("lang="))
        .collect();
    let back = if kept.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", kept.join("&"))
    };
    Ok((
        StatusCode::SEE_OTHER,
        [reader.lang_cookie(lang)],
        see(&back),
    )
        .into_response())
}
