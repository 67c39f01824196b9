//! Polls, on pages and for programs; and notes that stand in no list.

use crate::harness::{MINUTE_MS, TestApp};
use crate::program::speaking;
use serde_json::json;

const ASKED: [(&str, &str); 6] = [
    ("text", "What do you drink?"),
    ("option", "tea"),
    ("option", "coffee"),
    ("option", ""),
    ("option", ""),
    ("poll_seconds", "3600"),
];

#[tokio::test]
async fn readers_vote_once_and_see_how_it_stands() {
    let (app, anon, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let note = ana.note_with(&ASKED).await;
    let page = format!("/n/{note}");
    // Signed out there is nothing to choose; the options are there.
    let open = anon.get(&page).await.ok();
    open.has("coffee").has("0 people voted").lacks("/vote");
    let form = ben.get(&page).await.ok();
    form.has(&format!("/n/{note}/vote")).has("type=\"radio\"");
    let vote = format!("/n/{note}/vote");
    ben.post(&vote, &[]).await.status(422);
    ben.post(&vote, &[("choice", "7")]).await.status(422);
    ben.post(&vote, &[("choice", "0"), ("choice", "1")])
        .await
        .status(422);
    let led = ben.post(&vote, &[("choice", "1")]).await.see();
    assert_eq!(led, format!("/n/{note}#poll"));
    ben.post(&vote, &[("choice", "0")]).await.status(422);
    let after = ben.get(&page).await.ok();
    after
        .has("1 person voted")
        .has("<b>100 %</b>")
        .has("Your vote");
    anon.post(&vote, &[("choice", "0")]).await.status(401);
    app.later(61 * MINUTE_MS);
    let late = ana.post(&vote, &[("choice", "0")]).await.status(422);
    late.has("ended");
    app.finish().await;
}

#[tokio::test]
async fn a_poll_that_cannot_be_comes_back_as_typed() {
    let (app, _, ana) = TestApp::start().await;
    let lonely = [
        ("text", "Which?"),
        ("option", "only this"),
        ("poll_multiple", "1"),
    ];
    let back = ana.post("/compose", &lonely).await.status(422);
    back.has("at least 2 options")
        .has("only this")
        .has("Which?");
    app.finish().await;
}

#[tokio::test]
async fn programs_put_polls_and_hidden_totals_stay_hidden() {
    let (app, _, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let (author, voter) = (speaking(&app, &ana).await, speaking(&app, &ben).await);
    let poll = json!({ "options": ["tea", "coffee"], "expires_in": 3600, "hide_totals": true });
    let asked = json!({ "status": "Which?", "poll": poll });
    let asked = author
        .post_json("/api/v1/statuses", &asked)
        .await
        .ok()
        .json();
    let id = asked["poll"]["id"].as_str().unwrap().to_owned();
    assert_eq!(
        asked["poll"]["options"][0],
        json!({ "title": "tea", "votes_count": null })
    );
    let votes = format!("/api/v1/polls/{id}/votes");
    let voted = voter
        .post_json(&votes, &json!({ "choices": [1] }))
        .await
        .ok()
        .json();
    assert_eq!(
        (&voted["voted"], &voted["own_votes"]),
        (&json!(true), &json!([1]))
    );
    let again = voter
        .post_json(&votes, &json!({ "choices": [0] }))
        .await
        .status(422);
    again.has("You have already voted on this poll");
    let wrong = author
        .post_json(&votes, &json!({ "choices": [5] }))
        .await
        .status(422);
    wrong.has("The chosen vote option does not exist");
    app.later(61 * MINUTE_MS);
    let told = voter.get(&format!("/api/v1/polls/{id}")).await.ok().json();
    assert_eq!(told["expired"], true);
    assert_eq!(told["options"][1]["votes_count"], 1);
    app.finish().await;
}

#[tokio::test]
async fn an_unlisted_note_is_seen_by_its_link_alone() {
    let (app, anon, ana) = TestApp::start().await;
    let fields = [("text", "by the way #quiet"), ("visibility", "unlisted")];
    let note = ana.note_with(&fields).await;
    anon.get(&format!("/n/{note}")).await.ok().has("by the way");
    anon.get("/@ana").await.ok().has("by the way");
    anon.get("/").await.ok().lacks("by the way");
    anon.get("/t/quiet").await.status(404);
    let public = anon.get("/api/v1/timelines/public").await.ok().json();
    assert_eq!(public, json!([]));
    let status = anon
        .get(&format!("/api/v1/statuses/{note}"))
        .await
        .ok()
        .json();
    assert_eq!(status["visibility"], "unlisted");
    app.finish().await;
}
