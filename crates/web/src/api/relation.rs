//! Following, blocking, muting; and who follows whom.

use super::entity::{Account, Relationship};
use super::params::Params;
use super::problem::Problem;
use super::{Answer, App, Caller};
use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use sampan_app::App as Instance;
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
    Ok(Json(standings(&app, caller.member()?, &ids).await?).into_response())
}

/// How the caller stands to people, in this order.
async fn standings(
    app: &App,
    viewer: &Viewer,
    ids: &[AccountId],
) -> Result<Vec<Relationship>, Problem> {
    let ties = app.app.relations(viewer, ids).await?;
    let memos = app.app.memos(viewer, ids).await?;
    let standing = |id: &AccountId| {
        let tie = ties.get(id).copied().unwrap_or_default();
        Relationship::of(*id, tie, memos.get(id))
    };
    Ok(ids.iter().map(standing).collect())
}

/// How the caller stands to somebody now.
async fn told(app: &App, viewer: &Viewer, id: AccountId) -> Answer {
    let mut one = standings(app, viewer, &[id]).await?;
    Ok(Json(one.pop()).into_response())
}

/// `POST /api/v1/accounts/{id}/note`: what the caller wants to remember of somebody; nobody else sees it.
pub(super) async fn note(
    app: App,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Answer {
    let (viewer, id) = (caller.member()?, id.parse()?);
    app.app.handle_of(id).await?;
    app.app.set_memo(viewer, id, params.text("comment")).await?;
    told(&app, viewer, id).await
}

/// `POST /api/v1/accounts/{id}/follow`, and `unfollow`
pub(super) async fn follow<const ON: bool>(
    app: App,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer {
    let (viewer, id) = (caller.member()?, id.parse()?);
    let handle = app.app.handle_of(id).await?;
    app.app.follow(viewer, handle.as_str(), ON).await?;
    told(&app, viewer, id).await
}

/// `POST /api/v1/accounts/{id}/block`, and `unblock`
pub(super) async fn block<const ON: bool>(
    app: App,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer {
    let (viewer, id) = (caller.member()?, id.parse()?);
    let handle = app.app.handle_of(id).await?;
    app.app.block(viewer, handle.as_str(), ON).await?;
    told(&app, viewer, id).await
}

/// `POST /api/v1/accounts/{id}/mute`, and `unmute`
pub(super) async fn mute<const ON: bool>(
    app: App,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer {
    let (viewer, id) = (caller.member()?, id.parse()?);
    let handle = app.app.handle_of(id).await?;
    app.app.mute(viewer, handle.as_str(), ON).await?;
    told(&app, viewer, id).await
}

/// People in this order, without those whom the caller may not know of.
pub(super) async fn profiles(
    app: &Instance,
    viewer: Option<&Viewer>,
    ids: &[AccountId],
) -> Result<Vec<Account>, Problem> {
    let profiles = app.profiles(viewer, ids).await?;
    let origin = &app.config().origin;
    let all = ids.iter().filter_map(|id| profiles.get(id));
    Ok(all.map(|profile| Account::of(origin, profile)).collect())
}

/// `GET /api/v1/accounts/{id}/followers`
pub(super) async fn followers(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    let handle = app.app.handle_of(id.parse()?).await?;
    let (_, people) = app.app.followers(caller.viewer(), handle.as_str()).await?;
    let briefs: Vec<AccountBrief> = people.into_iter().map(|person| person.account).collect();
    of_briefs(&app, &caller, &briefs).await
}

/// `GET /api/v1/accounts/{id}/following`
pub(super) async fn following(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    let handle = app.app.handle_of(id.parse()?).await?;
    let (_, people) = app.app.following(caller.viewer(), handle.as_str()).await?;
    let briefs: Vec<AccountBrief> = people.into_iter().map(|person| person.account).collect();
    of_briefs(&app, &caller, &briefs).await
}

/// People by what a list shows of them.
pub(super) async fn of_briefs(app: &App, caller: &Caller, briefs: &[AccountBrief]) -> Answer {
    let ids: Vec<AccountId> = briefs.iter().map(|brief| brief.id).collect();
    Ok(Json(profiles(&app.app, caller.viewer(), &ids).await?).into_response())
}

/// `GET /api/v1/blocks`
pub(super) async fn blocks(app: App, caller: Caller) -> Answer {
    let (blocked, _) = app.app.hidden_people(caller.member()?).await?;
    of_briefs(&app, &caller, &blocked).await
}

/// `GET /api/v1/mutes`
pub(super) async fn mutes(app: App, caller: Caller) -> Answer {
    let (_, muted) = app.app.hidden_people(caller.member()?).await?;
    of_briefs(&app, &caller, &muted).await
}
