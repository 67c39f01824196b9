//! The moderators' page is for moderators.

use crate::harness::TestApp;
use sampan_domain::Role;

#[tokio::test]
async fn members_do_not_moderate() {
    let (app, anon, ana) = TestApp::start().await;
    ana.note("", "#cats and #dogs").await;
    assert_eq!(anon.get("/mod").await.see(), "/signin?next=%2Fmod");
    ana.get("/mod").await.status(403);
    for path in [
        "/mod/invitations",
        "/mod/accounts/ana/approve",
        "/mod/accounts/ana/refuse",
    ] {
        ana.post(path, &[]).await.status(403);
        anon.post(path, &[]).await.status(401);
    }
    ana.post("/t/cats/merge", &[("into", "dogs")])
        .await
        .status(403);
    ana.get("/").await.ok().lacks("href=\"/mod\"");
    let mei = app.staff("mei", Role::Moderator).await;
    mei.get("/").await.ok().has("href=\"/mod\"");
    mei.get("/mod").await.ok();
    app.finish().await;
}

#[tokio::test]
async fn a_refusal_hits_only_those_who_wait() {
    let (app, anon, _ana) = TestApp::start().await;
    let mei = app.staff("mei", Role::Admin).await;
    mei.post("/mod/accounts/ana/refuse", &[]).await.status(404);
    anon.get("/@ana").await.ok();
    app.finish().await;
}

#[tokio::test]
async fn moderators_take_down_what_they_cannot_edit() {
    let (app, anon, ana) = TestApp::start().await;
    let mei = app.staff("mei", Role::Moderator).await;
    let note = ana.note("hers", "words").await;
    let comment = ana.comment(&note, "more words").await;
    // A block does not shield a public note from a moderator.
    ana.block(&mei).await;
    mei.get(&format!("/n/{note}")).await.ok();
    mei.get(&format!("/n/{note}/edit")).await.status(403);
    mei.post(
        &format!("/n/{note}/edit"),
        &[("text", "mine"), ("version", "1")],
    )
    .await
    .status(403);
    mei.post(&format!("/n/{note}/pin"), &[("on", "1")])
        .await
        .status(403);
    mei.post(&format!("/c/{comment}/delete"), &[]).await.see();
    anon.get(&format!("/n/{note}"))
        .await
        .ok()
        .lacks("more words");
    mei.post(&format!("/n/{note}/delete"), &[]).await.see();
    anon.get(&format!("/n/{note}")).await.status(404);
    app.finish().await;
}
