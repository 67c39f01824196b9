//! Accounts.

use super::entity::{Account, audience};
use super::oauth::told;
use super::params::{Params, Upload};
use super::problem::Problem;
use super::{Answer, App, Caller, host};
use axum::Json;
use axum::extract::{Path, Request};
use axum::http::header::CACHE_CONTROL;
use axum::response::IntoResponse;
use sampan_app::joining::JoinForm;
use sampan_domain::account::Profile;
use sampan_domain::{AccountId, Lang};

/// `POST /api/v1/accounts`: joins through a program. An e-mail address is neither needed nor kept.
pub(super) async fn join(app: App, caller: Caller, params: Params) -> Answer {
    if !params.is_on("agreement") {
        return Err(Problem::Invalid(vec![sampan_domain::Invalid::new(
            "agreement",
            "agreement",
        )]));
    }
    let form = JoinForm {
        handle: params.owned("username"),
        name: params.owned("display_name"),
        invitation: params.owned("invite_code"),
        interface: Lang::from_accept_language(params.text("locale"), &Lang::OFFERED),
    };
    let password = params.owned("password");
    let bearer = caller.bearer()?;
    let joined = app
        .app
        .join_through(bearer, form, password, &caller.address)
        .await?;
    let mut entity = told(&joined.token);
    entity["recovery_codes"] = joined.codes.into();
    Ok(([(CACHE_CONTROL, "no-store")], Json(entity)).into_response())
}

/// `GET /api/v1/accounts/verify_credentials`
pub(super) async fn verify_credentials(app: App, caller: Caller) -> Answer {
    let viewer = caller.member()?;
    let handle = viewer.account.handle.to_string();
    let profile = app.app.profile(Some(viewer), &handle).await?;
    let origin = &app.app.config().origin;
    Ok(Json(Account::own(origin, &profile, viewer)).into_response())
}

/// `GET /api/v1/accounts/lookup?acct=`
pub(super) async fn lookup(app: App, caller: Caller, params: Params) -> Answer {
    let origin = &app.app.config().origin;
    let acct = params.text("acct").trim_start_matches('@');
    let handle = match acct.split_once('@') {
        Some((handle, at)) if at.eq_ignore_ascii_case(host(&app)) => handle,
        Some(_) => return Err(Problem::NotFound),
        None => acct,
    };
    let profile = app.app.profile(caller.viewer(), handle).await?;
    Ok(Json(Account::of(origin, &profile)).into_response())
}

/// `GET /api/v1/accounts/{id}`
pub(super) async fn show(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    let id: AccountId = id.parse()?;
    let handle = app.app.handle_of(id).await?;
    let profile = app.app.profile(caller.viewer(), handle.as_str()).await?;
    Ok(Json(Account::of(&app.app.config().origin, &profile)).into_response())
}

/// `PATCH /api/v1/accounts/update_credentials`: name, biography, language, pictures. What is not sent stays.
pub(super) async fn update(app: App, caller: Caller, request: Request) -> Answer {
    let viewer = caller.member()?;
    let mut upload = Upload::read(request, app.app.config().picture_max_bytes, None).await?;
    let old = app.app.own_profile(viewer).await?;
    let params = &upload.params;
    let or = |name: &str, old: String| {
        if params.has(name) {
            params.owned(name)
        } else {
            old
        }
    };
    // Here everybody may follow, and no picture is hidden behind a warning.
    for name in ["locked", "source[sensitive]"] {
        if params.is_on(name) {
            return Err(Problem::Denied("api-unknown-setting"));
        }
    }
    let or_flag = |name: &str, old: bool| {
        if params.has(name) {
            params.is_on(name)
        } else {
            old
        }
    };
    let language = params.text("source[language]");
    let privacy = params.text("source[privacy]");
    let profile = Profile {
        name: or("display_name", old.own_name.clone()),
        bio: or("note", old.bio.clone()),
        writes: Lang::parse(language).or(old.writes),
        bot: or_flag("bot", old.bot),
        discoverable: or_flag("discoverable", old.discoverable),
        visibility: audience(privacy, old.visibility)?,
        ..Profile::from(&old)
    };
    app.app.update_profile(viewer, profile).await?;
    if let Some(bytes) = upload.file("avatar")? {
        app.app.set_avatar(viewer, Some(bytes)).await?;
    }
    if let Some(bytes) = upload.file("header")? {
        app.app.set_cover(viewer, Some(bytes)).await?;
    }
    let profile = app.app.own_profile(viewer).await?;
    Ok(Json(Account::own(&app.app.config().origin, &profile, viewer)).into_response())
}
