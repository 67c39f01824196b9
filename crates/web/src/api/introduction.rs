//! Suggestions: people whom the member may like to follow.

use super::params::Params;
use super::problem::Problem;
use super::relation::profiles;
use super::{Answer, App, Caller};
use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use sampan_app::introduction::Reason;
use sampan_domain::AccountId;
use serde_json::{Value, json};

async fn asked(
    app: &App,
    caller: &Caller,
    params: &Params,
) -> Result<Vec<(AccountId, Reason)>, Problem> {
    let limit = params.text("limit").parse().unwrap_or(40).clamp(1, 80);
    Ok(app.app.introductions(caller.member()?, limit).await?)
}

/// `GET /api/v2/suggestions`
pub(super) async fn list(app: App, caller: Caller, params: Params) -> Answer {
    let people = asked(&app, &caller, &params).await?;
    let ids: Vec<AccountId> = people.iter().map(|(id, _)| *id).collect();
    let accounts = profiles(&app.app, caller.viewer(), &ids).await?;
    let entity = |(id, reason): &(AccountId, Reason)| {
        let id = id.0.to_string();
        let account = accounts.iter().find(|account| account.id == id)?;
        let (older, newer) = match reason {
            Reason::Friends => ("past_interactions", "friends_of_friends"),
            Reason::Liked => ("global", "most_interactions"),
        };
        Some(json!({ "source": older, "sources": [newer], "account": account }))
    };
    let entities: Vec<Value> = people.iter().filter_map(entity).collect();
    Ok(Json(entities).into_response())
}

/// `GET /api/v1/suggestions`
pub(super) async fn people(app: App, caller: Caller, params: Params) -> Answer {
    let people = asked(&app, &caller, &params).await?;
    let ids: Vec<AccountId> = people.iter().map(|(id, _)| *id).collect();
    Ok(Json(profiles(&app.app, caller.viewer(), &ids).await?).into_response())
}

/// `DELETE /api/v1/suggestions/{id}`
pub(super) async fn decline(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    let id: AccountId = id.parse()?;
    app.app.decline_introduction(caller.member()?, id).await?;
    Ok(Json(json!({})).into_response())
}
