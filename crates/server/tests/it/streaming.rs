//! Streams of programs, and what else they live by: lists, edits, notifications, memos.

use crate::harness::TestApp;
use crate::program::{Program, bearing, speaking};
use serde_json::{Value, json};

const USER: &str = "/api/v1/streaming/user";

#[tokio::test]
async fn a_stream_tells_what_concerns_its_listener() {
    let (app, _, ana) = TestApp::start().await;
    let (ben, cora) = (app.join("ben").await, app.join("cora").await);
    ben.follow(&ana).await;
    let listener = speaking(&app, &ben).await;
    let mut events = listener.listen(USER).await;
    let mut tagged = listener.listen("/api/v1/streaming/hashtag?tag=Boats").await;
    // Of somebody who is not followed, and for their own eyes.
    cora.note("not for home", "").await;
    ana.note_with(&[("text", "mine"), ("visibility", "only-me")])
        .await;
    let hidden = [("text", "for #boats alone"), ("visibility", "followers")];
    let private = ana.note_with(&hidden).await;
    let (name, data) = events.next().await.unwrap();
    let status: Value = serde_json::from_str(&data).unwrap();
    assert_eq!(
        (&*name, &status["visibility"]),
        ("update", &json!("private"))
    );
    let open = ana.note("about #boats", "").await;
    assert!(tagged.next().await.unwrap().1.contains("about"));
    events.next().await.unwrap();
    ana.comment(&ben.note("ask me", "").await, "@ben hello")
        .await;
    // One's own note is in one's home, too.
    assert_eq!(events.next().await.unwrap().0, "update");
    let (name, data) = events.next().await.unwrap();
    assert_eq!(name, "notification");
    assert!(data.contains("\"mention\""));
    for note in [private, open] {
        ana.post(&format!("/n/{note}/delete"), &[]).await.see();
        let (name, id) = loop {
            let told = events.next().await.unwrap();
            if told.0 == "delete" {
                break told;
            }
        };
        assert!(name == "delete" && id.bytes().all(|byte| byte.is_ascii_digit()));
    }
    app.finish().await;
}

#[tokio::test]
async fn the_inbox_is_told_to_whoever_may_read_it() {
    let (app, _, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let note = ana.note("ask me", "").await;
    let program = Program::register(&app, "read").await;
    let token = program.token(&app, &ana, "read:statuses").await;
    let mut events = bearing(&app, &token).listen(USER).await;
    ben.comment(&note, "hello").await;
    // What comes after it shows that nothing was told of the comment.
    ana.note("another", "").await;
    assert_eq!(events.next().await.unwrap().0, "update");
    app.finish().await;
}

#[tokio::test]
async fn a_stream_closes_when_its_session_ends() {
    let (app, anon, ana) = TestApp::start().await;
    let program = Program::register(&app, "read").await;
    anon.get(USER).await.status(401);
    let token = program.token(&app, &ana, "read").await;
    let listen = async || bearing(&app, &token).listen(USER).await;
    let mut events = listen().await;
    let mut page = ana.listen("/events").await;
    page.next().await.unwrap();
    let security = ana.get("/settings/security").await.ok();
    let session = security
        .find("/settings/sessions/([0-9a-z]+)/revoke")
        .unwrap();
    ana.post(&format!("/settings/sessions/{session}/revoke"), &[])
        .await
        .see();
    assert_eq!(events.next().await, None);
    // A browser looks again by itself whether it may go on.
    assert_eq!(page.next().await, None);
    bearing(&app, &token).get(USER).await.status(401);
    let other = program.token(&app, &ana, "read").await;
    let mut events = bearing(&app, &other).listen(USER).await;
    ana.post(
        "/settings/delete",
        &[("password", crate::harness::PASSWORD), ("handle", "ana")],
    )
    .await;
    assert_eq!(events.next().await, None);
    app.finish().await;
}

#[tokio::test]
async fn nobody_listens_more_often_than_they_may() {
    let (app, _, ana) = TestApp::start().await;
    let listener = speaking(&app, &ana).await;
    let mut open = Vec::new();
    for _ in 0..24 {
        open.push(listener.listen(USER).await);
    }
    listener.get(USER).await.status(429);
    open.pop();
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    listener.listen(USER).await;
    app.finish().await;
}

#[tokio::test]
async fn a_note_is_rewritten_and_its_wordings_stay() {
    let (app, _, ana) = TestApp::start().await;
    let author = speaking(&app, &ana).await;
    let note = author
        .post_json(
            "/api/v1/statuses",
            &json!({ "status": "first", "title": "A title" }),
        )
        .await
        .ok()
        .json();
    let path = format!("/api/v1/statuses/{}", note["id"].as_str().unwrap());
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let put = axum::http::Method::PUT;
    let edited = author
        .send(put, &path, &form, "status=second")
        .await
        .ok()
        .json();
    assert!(edited["edited_at"].is_string());
    assert_eq!(edited["title"], "A title");
    let history = author.get(&format!("{path}/history")).await.ok().json();
    let contents: Vec<&str> = history
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["content"].as_str().unwrap())
        .collect();
    assert!(contents[0].contains("first") && contents[1].contains("second"));
    author.get(&format!("{path}/history/")).await.ok();
    let left = author.get(&path).await.ok();
    assert!(left.header("x-ratelimit-remaining").parse::<u32>().is_ok());
    app.finish().await;
}

#[tokio::test]
async fn lists_memos_and_markers_are_kept_for_their_owner() {
    let (app, _, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let (me, other) = (speaking(&app, &ana).await, speaking(&app, &ben).await);
    let friends = me
        .post("/api/v1/lists", &[("title", "Friends")])
        .await
        .ok()
        .json();
    let list = format!("/api/v1/lists/{}", friends["id"].as_str().unwrap());
    let who = me.get("/api/v1/accounts/lookup?acct=ben").await.ok().json();
    let who = who["id"].as_str().unwrap();
    let people = json!({ "account_ids": [who] });
    me.post_json(&format!("{list}/accounts"), &people)
        .await
        .status(404);
    ana.follow(&ben).await;
    me.post_json(&format!("{list}/accounts"), &people)
        .await
        .ok();
    assert_eq!(
        me.get(&format!("{list}/accounts")).await.ok().json()[0]["acct"],
        "ben"
    );
    other.get(&list).await.status(404);
    let memo = [("comment", "met at the lake")];
    me.post(&format!("/api/v1/accounts/{who}/note"), &memo)
        .await
        .ok();
    let ties = me
        .get(&format!("/api/v1/accounts/relationships?id[]={who}"))
        .await
        .ok();
    assert_eq!(ties.json()[0]["note"], "met at the lake");
    let read = json!({ "home": { "last_read_id": "7" } });
    me.post_json("/api/v1/markers", &read).await.ok();
    let read = me.get("/api/v1/markers?timeline[]=home").await.ok().json();
    assert_eq!(read["home"]["last_read_id"], "7");
    assert_eq!(other.get("/api/v1/markers").await.ok().json(), json!({}));
    app.finish().await;
}

#[tokio::test]
async fn the_document_knows_every_address() {
    let (app, anon, _) = TestApp::start().await;
    let document = anon.get("/api/openapi.json").await.ok().json();
    for entry in sampan_web::api::entries() {
        let path = entry.path.replace("{*", "{");
        let method = entry.method.as_str().to_lowercase();
        let operation = &document["paths"][&path][&method];
        assert!(operation["summary"].is_string(), "{method} {path}");
    }
    anon.get("/api/docs").await.ok().has("/api/v1/streaming");
    app.finish().await;
}
