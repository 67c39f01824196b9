//! Polls, which are known by the id of their note.

use super::entity::poll;
use super::params::Params;
use super::problem::Problem;
use super::{Answer, App, Caller};
use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use sampan_domain::{Invalid, NoteId};

async fn shown(app: &App, caller: &Caller, note: NoteId) -> Answer {
    let note = app.app.note(caller.viewer(), note).await?;
    let poll = poll(&note).ok_or(Problem::NotFound)?;
    Ok(Json(poll).into_response())
}

/// `GET /api/v1/polls/{id}`
pub(super) async fn show(app: App, caller: Caller, Path(id): Path<String>) -> Answer {
    shown(&app, &caller, id.parse()?).await
}

/// `POST /api/v1/polls/{id}/votes`
pub(super) async fn vote(
    app: App,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Answer {
    let note: NoteId = id.parse()?;
    let choices: Result<Vec<usize>, _> = params
        .list("choices")
        .iter()
        .map(|choice| choice.parse())
        .collect();
    let Ok(choices) = choices else {
        let wrong = Invalid::new("choices", "poll-choice-unknown");
        return Err(Problem::Invalid(vec![wrong]));
    };
    app.app
        .vote_in_poll(caller.member()?, note, &choices)
        .await?;
    shown(&app, &caller, note).await
}
