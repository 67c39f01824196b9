//! Deleting an account.

use crate::harness::{Actor, File, PASSWORD, TestApp, png};

struct Traces {
    bens_note: String,
    anas_note: String,
    comment: String,
    face: String,
}

/// Ana leaves traces everywhere.
async fn traces(app: &TestApp, ana: &Actor, ben: &Actor) -> Traces {
    ana.post_parts("/settings/profile", &[File("avatar", &png(99, 99))])
        .await
        .see();
    let page = app.anon().get("/@ana").await;
    let face = page
        .find(r#"content="http://localhost:8080(/media/[^"]+)"#)
        .unwrap();
    let bens_note = ben.note("by ben", "#shared").await;
    let anas_note = ana.note("by ana", "#shared #own @ben").await;
    let comment = ana.comment(&bens_note, "words of ana").await;
    ben.reply(&bens_note, &comment, "an answer of ben").await;
    ben.comment(&anas_note, "under her note").await;
    ana.like(&bens_note).await;
    ana.post(
        &format!("/n/{bens_note}/collect"),
        &[("name", "album"), ("public", "1")],
    )
    .await
    .see();
    ana.follow(ben).await;
    ben.follow(ana).await;
    ana.post("/t/shared/follow", &[("on", "1")]).await.see();
    Traces {
        bens_note,
        anas_note,
        comment,
        face,
    }
}

#[tokio::test]
async fn nothing_is_shown_from_the_moment_somebody_leaves() {
    let (app, anon, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let t = traces(&app, &ana, &ben).await;
    let page = ana
        .post(
            "/settings/delete",
            &[("handle", "anna"), ("keep_comments", "1")],
        )
        .await;
    assert!(page.status(422).wrong("handle").is_some());
    assert_eq!(
        ana.post("/settings/delete", &[("handle", " @Ana ")])
            .await
            .see(),
        "/"
    );
    assert!(ana.cookie("sampan_session").is_none());
    // Before the job has run.
    for path in [
        "/@ana".into(),
        format!("/n/{}", t.anas_note),
        format!("/n/{}/history", t.anas_note),
    ] {
        anon.get(&path).await.status(404);
    }
    for path in [
        "/",
        "/t/shared",
        "/t/own",
        "/search?q=ana",
        "/@ben/followers",
    ] {
        let page = anon.get(path).await.ok().text();
        assert!(
            !page.contains("by ana") && !page.contains("href=\"/@ana\""),
            "{path}"
        );
    }
    ben.get("/following").await.ok().lacks("by ana");
    ben.get("/inbox").await.ok().lacks("by ana");
    anon.post("/signin", &[("handle", "ana"), ("password", PASSWORD)])
        .await
        .status(422);
    app.finish().await;
}

#[tokio::test]
async fn whoever_takes_their_words_along_leaves_nothing() {
    let (app, anon, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let t = traces(&app, &ana, &ben).await;
    ana.post(
        "/settings/delete",
        &[("handle", "ana"), ("keep_comments", "0")],
    )
    .await
    .see();
    app.run_due_jobs().await;
    let page = anon.get(&format!("/n/{}", t.bens_note)).await.ok();
    let page = page
        .lacks("words of ana")
        .lacks("an answer of ben")
        .has("No comments yet");
    assert!(
        page.all(r#"<span class="n">([^<]*)</span>"#).is_empty(),
        "no like, no collect"
    );
    anon.piece(&format!("/c/{}", t.comment)).await.status(404);
    anon.get(&t.face).await.status(404);
    anon.get("/@ben")
        .await
        .ok()
        .has("<b>0</b> followers")
        .has("<b>0</b> following")
        .has("<b>0</b> likes and");
    assert_eq!(
        anon.get("/t/shared")
            .await
            .ok()
            .all("<div><dd>([^<]*)</dd>"),
        ["1", "0", "1", "0"]
    );
    ben.get("/inbox").await.ok().lacks("ana");
    app.finish().await;
}

#[tokio::test]
async fn comments_can_stay_without_a_name() {
    let (app, anon, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let t = traces(&app, &ana, &ben).await;
    ana.post(
        "/settings/delete",
        &[("handle", "ana"), ("keep_comments", "1")],
    )
    .await
    .see();
    app.run_due_jobs().await;
    app.run_due_jobs().await;
    let page = anon.get(&format!("/n/{}", t.bens_note)).await.ok();
    page.has("words of ana")
        .has("Somebody who has left")
        .has("an answer of ben")
        .lacks("@ana");
    anon.get(&format!("/n/{}", t.anas_note)).await.status(404);
    // It can be answered, and ben can take it down under his note.
    ben.reply(&t.bens_note, &t.comment, "still here?").await;
    ben.post(&format!("/c/{}/like", t.comment), &[("on", "1")])
        .await
        .see();
    ben.get(&format!("/n/{}?reply={}", t.bens_note, t.comment))
        .await
        .ok()
        .has("Replying to a comment");
    ben.post(&format!("/c/{}/delete", t.comment), &[])
        .await
        .see();
    app.finish().await;
}

#[tokio::test]
async fn nobody_can_pass_for_somebody_who_left() {
    let (app, anon, ana) = TestApp::start().await;
    let fields = [("handle", "ana"), ("keep_comments", "0")];
    ana.post("/settings/delete", &fields).await.see();
    app.run_due_jobs().await;
    for handle in ["ana", "Ana"] {
        let fields = [("handle", handle), ("password", PASSWORD)];
        let page = anon.post("/join", &fields).await.status(422);
        let wrong = page.wrong("handle").unwrap_or_default();
        assert!(wrong.contains("already"), "{handle}: {wrong:?}");
    }
    app.finish().await;
}
