//! Joining: the form, what a crowd's sake asks for, and the line.

use super::account::{errors, retry_after, with_retry};
use super::{Answer, App};
use crate::failure::{Failure, html, html_with};
use crate::form::Fields;
use crate::page::account::{Codes, Join};
use crate::page::joining::Line;
use crate::page::{Errors, Here};
use crate::reader::{self, Reader, see};
use axum::Json;
use axum::extract::Query;
use axum::http::header::{CACHE_CONTROL, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use sampan_app::gate::{Pass, Step, Waiting};
use sampan_app::joining::{JoinForm, Joined};

/// What somebody's place in the line is known by, while they wait.
const TURN: &str = "sampan_turn";
const TURN_S: u32 = 3_600;

#[derive(serde::Deserialize)]
pub(crate) struct Leading {
    #[serde(default)]
    invitation: String,
    /// What they had typed when they were asked to stand in the line.
    #[serde(default)]
    handle: String,
    #[serde(default)]
    name: String,
    /// They would rather wait than have their device work.
    line: Option<String>,
}

async fn join_page(
    app: &App,
    reader: &Reader,
    form: JoinForm,
    errors: Errors,
) -> Result<Join, Failure> {
    let step = app.app.gate_step().await?;
    Ok(Join {
        frame: reader.frame(Here::Other),
        mode: app.app.signup_mode(),
        passkeys: app.app.passkeys_at(&reader.host),
        handle: form.handle,
        name: form.name,
        invitation: form.invitation,
        needs_proof: step == Step::Proof,
        errors,
    })
}

pub(super) fn turn(headers: &HeaderMap) -> Option<&str> {
    reader::cookie(headers, TURN)
}

/// Somebody's place in the line. The page comes again by itself, and is the form when it is their turn.
fn line(reader: &Reader, form: &JoinForm, waiting: &Waiting, rather: bool) -> Answer {
    let mut response = html(&Line {
        frame: reader.frame(Here::Other),
        ahead: waiting.ahead,
        wait_s: waiting.wait_s,
        ask_s: waiting.ask_s,
        is_more: waiting.is_more,
        rather,
        handle: form.handle.clone(),
        name: form.name.clone(),
        invitation: form.invitation.clone(),
    })?;
    keep(&mut response, reader, waiting);
    Ok(response)
}

fn keep(response: &mut Response, reader: &Reader, waiting: &Waiting) {
    let headers = response.headers_mut();
    headers.append(SET_COOKIE, reader.cookie(TURN, &waiting.token, TURN_S));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
}

pub(crate) fn form_of(reader: &Reader, fields: &Fields) -> JoinForm {
    JoinForm {
        handle: fields.owned("handle"),
        name: fields.owned("name"),
        invitation: fields.owned("invitation"),
        interface: Some(reader.catalogue.lang()),
    }
}

/// `GET /join`, for everybody.
pub(crate) async fn join_form(
    app: App,
    reader: Reader,
    Query(leading): Query<Leading>,
    headers: HeaderMap,
) -> Answer {
    if reader.viewer().is_some() {
        return Ok(see("/"));
    }
    let form = JoinForm {
        invitation: leading.invitation,
        handle: leading.handle,
        name: leading.name,
        interface: None,
    };
    let step = app.app.gate_step().await?;
    if step == Step::Open || (step == Step::Proof && leading.line.is_none()) {
        return html(&join_page(&app, &reader, form, Errors::default()).await?);
    }
    let turn = turn(&headers);
    let waiting = app.app.stand_in_line(turn, &reader.address).await?;
    if !waiting.is_called {
        return line(&reader, &form, &waiting, step == Step::Proof);
    }
    let mut page = join_page(&app, &reader, form, Errors::default()).await?;
    page.needs_proof = false;
    let mut response = html(&page)?;
    keep(&mut response, &reader, &waiting);
    Ok(response)
}

/// `GET /join/proof`, for everybody: something for a device to work on.
pub(crate) async fn proof(app: App, _: Reader) -> Answer {
    let challenge = app.app.challenge().await?;
    let no_store = (CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(([no_store], Json(challenge)).into_response())
}

/// Signed in now, and shown the codes that are shown once.
pub(crate) async fn joined(app: &App, reader: &Reader, joined: Joined) -> Answer {
    let pending = joined.session.is_none();
    let mut frame = reader.frame(Here::Other);
    if let Some(session) = &joined.session {
        frame.viewer = app.app.viewer(&session.token).await?;
    }
    let page = Codes {
        frame,
        codes: joined.codes,
        pending,
        new_account: true,
        next: "/welcome".into(),
    };
    let mut response = html(&page)?;
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(session) = joined.session {
        let (name, value) = reader.session_cookie(&session.token);
        headers.append(name, value);
    }
    Ok(response)
}

/// `POST /join`, for everybody.
pub(crate) async fn join(app: App, reader: Reader, headers: HeaderMap, fields: Fields) -> Answer {
    let form = form_of(&reader, &fields);
    let password = fields.owned("password");
    let typed = form.clone();
    let (address, device) = (&reader.address, &reader.device);
    let pass = Pass {
        proof: Some(fields.text("proof")),
        turn: turn(&headers),
    };
    match app.app.join(form, password, pass, address, device).await {
        Ok(done) => joined(&app, &reader, done).await,
        Err(sampan_app::Error::Denied("turn-needed")) => {
            let waiting = app.app.stand_in_line(pass.turn, address).await?;
            line(&reader, &typed, &waiting, false)
        }
        Err(error) => {
            let failure = Failure::from(error);
            let (status, wait) = (failure.status(), retry_after(&failure));
            let field = if matches!(failure, Failure::Denied("proof-needed")) {
                ""
            } else {
                "handle"
            };
            let errors = errors(&reader, field, failure)?;
            let page = join_page(&app, &reader, typed, errors).await?;
            with_retry(html_with(status, &page), wait)
        }
    }
}
