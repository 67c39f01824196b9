//! How readings are counted.

use crate::harness::{Actor, MINUTE_MS, TestApp};

async fn views(app: &TestApp, reader: &Actor, note: &str) -> i64 {
    app.flush_views().await;
    // The fragment of comments does not count as a reading of the note; its page would.
    let page = reader.get(&format!("/n/{note}")).await.ok();
    page.find(r"<span>([0-9]+) views?</span>")
        .map_or(0, |count| count.parse().unwrap())
}

#[tokio::test]
async fn one_viewer_counts_once_in_ten_minutes() {
    let (app, anon, ana) = TestApp::start().await;
    let note = ana.note("a note", "").await;
    let path = format!("/n/{note}");
    for _ in 0..3 {
        ana.get(&path).await.ok();
        anon.get(&path).await.ok();
        anon.piece(&path).await.ok();
    }
    assert_eq!(views(&app, &ana, &note).await, 2);
    app.later(9 * MINUTE_MS);
    assert_eq!(views(&app, &ana, &note).await, 2);
    app.later(11 * MINUTE_MS);
    ana.get(&path).await.ok();
    assert_eq!(views(&app, &ana, &note).await, 3);
    app.finish().await;
}

#[tokio::test]
async fn the_visitors_cookie_names_nobody_and_is_short_lived() {
    let (app, anon, ana) = TestApp::start().await;
    let note = ana.note("a note", "").await;
    let page = anon.get(&format!("/n/{note}")).await.ok();
    let cookie = page.header("set-cookie");
    assert!(
        cookie.starts_with("sampan_visit=") && cookie.contains("Max-Age=3600"),
        "{cookie}"
    );
    let again = anon.get(&format!("/n/{note}")).await.ok();
    assert!(again.headers.get("set-cookie").is_none(), "it is set once");
    assert!(
        app.anon()
            .get("/")
            .await
            .headers
            .get("set-cookie")
            .is_none(),
        "and for readings only"
    );
    app.finish().await;
}

#[tokio::test]
async fn without_a_cookie_each_reading_counts_as_often_as_an_address_may() {
    let app = TestApp::with(|config| config.limits.views = "4/600".into()).await;
    let ana = app.join("ana").await;
    let note = ana.note("a note", "").await;
    for _ in 0..9 {
        let visitor = app.anon();
        visitor.get(&format!("/n/{note}")).await.ok();
    }
    assert_eq!(views(&app, &ana, &note).await, 4);
    // A made-up cookie is no cookie.
    for i in 0..3 {
        let visitor = app.anon();
        visitor.set_cookie("sampan_visit", &format!("made-up-{i}"));
        visitor.get(&format!("/n/{note}")).await.ok();
    }
    assert_eq!(
        views(&app, &ana, &note).await,
        5,
        "ana herself, and nobody else"
    );
    app.finish().await;
}
