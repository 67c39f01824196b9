//! Following, blocking, muting; and who follows whom.

use super::entity::{Account, Relationship};
use super::params::Params;
use super::problem::Problem;
use super::{Answer, App, Caller};
use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use sampan_app::view::{AccountBrief, Viewer};
use sampan_domain::AccountId;

/// `GET /api/v1/accounts/relationships?id[]=`
pub(super) async fn list(app: App, caller: Caller, params: Params) -> Answer {
    let ids: Vec<AccountId> = params
        .list("id")
        .iter()
        .filter_map(|id| id.parse().ok())
        .take(80)
        .collect();
    let ties = app.app.relations(caller.member()?, &ids).await?;
    let list: Vec<Relationship> = ids
        .into_iter()
        .map(|id| Relationship::of(id, ties.get(&id).copied().unwrap_or_default()))
        .collect();
    Ok(Json(list).into_response())
}

enum Act {
    Follow,
    Block,
    Mute,
}

async fn act(app: &App, caller: &Caller, id: &str, act: Act, on: bool) -> Answer {
    let viewer: &Viewer = caller.member()?;
    let id: AccountId = id.parse()?;
    let handle = app.app.handle_of(id).await?;
    match act {
        Act::Follow => drop(app.app.follow(viewer, handle.as_str(), on).await?),
        Act::Block => app.app.block(viewer, handle.as_str(), on).await?,
        Act::Mute => app.app.mute(viewer, handle.as_str(), on).await?,
    }
    let ties = app.app.relations(viewer, &[id]).await?;
    let relation = ties.get(&id).copied().unwrap_or_default();
    Ok(Json(Relationship::of(id, relation)).into_response())
}

/// `POST /api/v1/accounts/{id}/follow`
pub(super) async fn follow(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    act(&app, &caller, &id, Act::Follow, true).await
}

/// `POST /api/v1/accounts/{id}/unfollow`
pub(super) async fn unfollow(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    act(&app, &caller, &id, Act::Follow, false).await
}

/// `POST /api/v1/accounts/{id}/block`
pub(super) async fn block(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    act(&app, &caller, &id, Act::Block, true).await
}

/// `POST /api/v1/accounts/{id}/unblock`
pub(super) async fn unblock(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    act(&app, &caller, &id, Act::Block, false).await
}

/// `POST /api/v1/accounts/{id}/mute`
pub(super) async fn mute(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    act(&app, &caller, &id, Act::Mute, true).await
}

/// `POST /api/v1/accounts/{id}/unmute`
pub(super) async fn unmute(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    act(&app, &caller, &id, Act::Mute, false).await
}

/// People in this order, without those whom the caller may not know of.
pub(super) async fn accounts(
    app: &App,
    viewer: Option<&Viewer>,
    ids: &[AccountId],
) -> Result<Vec<Account>, Problem> {
    let profiles = app.app.profiles(viewer, ids).await?;
    let origin = &app.app.config().origin;
    let all = ids.iter().filter_map(|id| profiles.get(id));
    Ok(all.map(|profile| Account::of(origin, profile)).collect())
}

/// `GET /api/v1/accounts/{id}/followers`
pub(super) async fn followers(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    let handle = app.app.handle_of(id.parse()?).await?;
    let (_, people) = app.app.followers(caller.viewer(), handle.as_str()).await?;
    let ids: Vec<AccountId> = people.iter().map(|person| person.account.id).collect();
    Ok(Json(accounts(&app, caller.viewer(), &ids).await?).into_response())
}

/// `GET /api/v1/accounts/{id}/following`
pub(super) async fn following(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    let handle = app.app.handle_of(id.parse()?).await?;
    let (_, people) = app.app.following(caller.viewer(), handle.as_str()).await?;
    let ids: Vec<AccountId> = people.iter().map(|person| person.account.id).collect();
    Ok(Json(accounts(&app, caller.viewer(), &ids).await?).into_response())
}

async fn hidden(app: &App, caller: &Caller, briefs: &[AccountBrief]) -> Answer {
    let ids: Vec<AccountId> = briefs.iter().map(|brief| brief.id).collect();
    Ok(Json(accounts(app, caller.viewer(), &ids).await?).into_response())
}

/// `GET /api/v1/blocks`
pub(super) async fn blocks(app: App, caller: Caller) -> Answer {
    let (blocked, _) = app.app.hidden_people(caller.member()?).await?;
    hidden(&app, &caller, &blocked).await
}

/// `GET /api/v1/mutes`
pub(super) async fn mutes(app: App, caller: Caller) -> Answer {
    let (_, muted) = app.app.hidden_people(caller.member()?).await?;
    hidden(&app, &caller, &muted).await
}
