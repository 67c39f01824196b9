//! Passkeys: the two steps of each ceremony, spoken in JSON with the page's script.

use super::joining::{joined, turn};
use super::{Answer, App};
use crate::failure::Failure;
use crate::reader::{Member, Reader};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use sampan_app::gate::Pass;
use sampan_app::joining::JoinForm;
use sampan_app::passkey::{PublicKeyCredential, RegisterPublicKeyCredential};
use serde::Deserialize;
use serde_json::json;

type Sent<T> = Result<Json<T>, JsonRejection>;

fn read<T>(sent: Sent<T>) -> Result<T, Failure> {
    sent.map(|Json(value)| value)
        .map_err(|_| Failure::Malformed)
}

#[derive(Deserialize)]
pub(crate) struct Joining {
    #[serde(default)]
    handle: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    invitation: String,
    #[serde(default)]
    proof: String,
}

#[derive(Deserialize)]
pub(crate) struct Made {
    ceremony: String,
    credential: RegisterPublicKeyCredential,
    #[serde(default)]
    name: String,
}

#[derive(Deserialize)]
pub(crate) struct Chosen {
    ceremony: String,
    credential: PublicKeyCredential,
}

/// `POST /join/passkey/start`, for everybody.
pub(crate) async fn begin_join(
    app: App,
    reader: Reader,
    headers: HeaderMap,
    sent: Sent<Joining>,
) -> Answer {
    let Joining {
        handle,
        name,
        invitation,
        proof,
    } = read(sent)?;
    let form = JoinForm {
        handle,
        name,
        invitation,
        interface: Some(reader.catalogue.lang()),
    };
    let pass = Pass {
        proof: Some(&proof),
        turn: turn(&headers),
    };
    let asked = app.app.begin_join(form, pass, &reader.address).await?;
    Ok(Json(asked).into_response())
}

/// `POST /join/passkey/finish`, for everybody: the page with the recovery codes.
pub(crate) async fn finish_join(app: App, reader: Reader, sent: Sent<Made>) -> Answer {
    let made = read(sent)?;
    let done = app
        .app
        .finish_join(&made.ceremony, &made.credential, &reader.device)
        .await?;
    joined(&app, &reader, done).await
}

/// `POST /signin/passkey/start`, for everybody.
pub(crate) async fn begin_signin(app: App, reader: Reader) -> Answer {
    Ok(Json(app.app.begin_sign_in(&reader.address).await?).into_response())
}

/// `POST /signin/passkey/finish`, for everybody.
pub(crate) async fn finish_signin(app: App, reader: Reader, sent: Sent<Chosen>) -> Answer {
    let chosen = read(sent)?;
    let session = app
        .app
        .finish_sign_in(&chosen.ceremony, &chosen.credential, &reader.device)
        .await?;
    let cookie = reader.session_cookie(&session.token);
    Ok(([cookie], Json(json!({ "location": "/" }))).into_response())
}

/// `POST /settings/passkeys/start`, for members.
pub(crate) async fn begin_adding(app: App, member: Member) -> Answer {
    Ok(Json(app.app.begin_adding(member.viewer()).await?).into_response())
}

/// `POST /settings/passkeys/finish`, for members.
pub(crate) async fn finish_adding(app: App, member: Member, sent: Sent<Made>) -> Answer {
    let made = read(sent)?;
    app.app
        .finish_adding(
            member.viewer(),
            &made.ceremony,
            &made.credential,
            &made.name,
        )
        .await?;
    let place = "/settings/security?done=passkey-added";
    Ok(Json(json!({ "location": place })).into_response())
}
