//! Live events.

use crate::harness::TestApp;

#[tokio::test]
async fn an_open_page_hears_of_the_inbox_comments_and_new_notes() {
    let (app, anon, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let note = ana.note("a note", "").await;
    anon.get("/events").await.see();
    anon.piece("/events").await.status(401);
    let mut events = ana.listen(&format!("/events?note={note}")).await;
    assert_eq!(events.next().await.unwrap(), ("unread".into(), "0".into()));

    ben.like(&note).await;
    assert_eq!(events.next().await.unwrap(), ("unread".into(), "1".into()));
    let comment = ben.comment(&note, "hello").await;
    let (name, data) = events.next().await.unwrap();
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!(
        (&*name, &data["id"], &data["note"]),
        ("comment", &comment.clone().into(), &note.clone().into())
    );
    assert_eq!(events.next().await.unwrap(), ("unread".into(), "2".into()));
    let fresh = ben.note("another", "").await;
    assert_eq!(
        events.next().await.unwrap(),
        ("fresh".into(), fresh.clone())
    );
    // Comments elsewhere are not for this page; a hidden note is for nobody.
    ben.comment(&fresh, "elsewhere").await;
    ben.note_with(&[("text", "mine"), ("visibility", "only-me")])
        .await;
    ana.get("/inbox").await.ok();
    assert_eq!(events.next().await.unwrap(), ("unread".into(), "0".into()));
    app.finish().await;
}

#[tokio::test]
async fn events_end_when_the_server_stops() {
    let (app, anon, ana) = TestApp::start().await;
    let mut events = ana.listen("/events").await;
    events.next().await.unwrap();
    anon.get("/health/ready").await.ok();
    app.stop();
    assert_eq!(events.next().await, None);
    anon.get("/health/ready").await.status(503);
    anon.get("/health/live").await.ok();
    app.finish().await;
}

#[tokio::test]
async fn a_note_that_may_not_be_seen_is_not_listened_to() {
    let (app, _anon, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let note = ana
        .note_with(&[("text", "mine"), ("visibility", "only-me")])
        .await;
    ben.piece(&format!("/events?note={note}")).await.status(404);
    ben.listen("/events?note=nonsense")
        .await
        .next()
        .await
        .unwrap();
    app.finish().await;
}
