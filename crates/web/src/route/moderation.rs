//! The moderators' page.

use super::{Answer, App};
use crate::failure::html;
use crate::form::Fields;
use crate::page::moderation::Moderation;
use crate::page::{Errors, Here};
use crate::reader::{Member, see};
use axum::extract::Path;

/// `GET /mod`, for moderators.
pub(crate) async fn page(app: App, member: Member) -> Answer {
    let pending = app.app.pending_accounts(member.viewer()).await?;
    let invitations = app.app.invitations(member.viewer()).await?;
    html(&Moderation {
        frame: member.frame(Here::Other),
        mode: app.app.signup_mode(),
        pending,
        invitations,
        errors: Errors::default(),
    })
}

/// `POST /mod/invitations`, for moderators.
pub(crate) async fn invite(app: App, member: Member, fields: Fields) -> Answer {
    app.app
        .invite(member.viewer(), fields.parsed("uses").unwrap_or(1))
        .await?;
    Ok(see("/mod"))
}

/// `POST /mod/accounts/{handle}/approve`, for moderators.
pub(crate) async fn approve(app: App, member: Member, Path(handle): Path<String>) -> Answer {
    app.app
        .judge_account(member.viewer(), &handle, true)
        .await?;
    Ok(see("/mod"))
}

/// `POST /mod/accounts/{handle}/refuse`, for moderators.
pub(crate) async fn refuse(app: App, member: Member, Path(handle): Path<String>) -> Answer {
    app.app
        .judge_account(member.viewer(), &handle, false)
        .await?;
    Ok(see("/mod"))
}
