//! Accounts.

use super::entity::Account;
use super::oauth::told;
use super::params::Params;
use super::problem::Problem;
use super::{Answer, App, Caller};
use axum::Json;
use axum::extract::Path;
use axum::http::header::CACHE_CONTROL;
use axum::response::IntoResponse;
use sampan_app::account::JoinForm;
use sampan_domain::{AccountId, Lang};

/// `POST /api/v1/accounts`: joins through a program. An e-mail address is neither needed nor kept.
pub(super) async fn join(app: App, caller: Caller, params: Params) -> Answer {
    if !matches!(params.text("agreement"), "true" | "1" | "on") {
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
    let host = origin.split_once("://").map_or("", |(_, host)| host);
    let acct = params.text("acct").trim_start_matches('@');
    let handle = match acct.split_once('@') {
        Some((handle, at)) if at.eq_ignore_ascii_case(host) => handle,
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
