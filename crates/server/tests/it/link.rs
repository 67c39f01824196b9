//! Cards of pages that notes lead to.

use crate::harness::{MINUTE_MS, TestApp, png};
use crate::program::speaking;
use axum::Router;
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{HeaderName, StatusCode};
use axum::response::IntoResponse;
use axum::routing::get;
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const PAGE: &str = "<html><head><title>ignored</title>
<meta property='og:title' content='Mooncakes &amp; tea'>
<meta property='og:description' content='<b>How</b> they are made'>
<meta property='og:site_name' content='The Kettle'>
<meta property='og:image' content='/cup.png'>";

/// A site of this machine that counts how often its page is read.
async fn site() -> (String, Arc<AtomicUsize>) {
    let read = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&read);
    let html = |text: String| ([(CONTENT_TYPE, "text/html; charset=utf-8")], text);
    let to = |place: &'static str| (StatusCode::FOUND, [(LOCATION, place)]);
    let page = get(async move || {
        count.fetch_add(1, Ordering::Relaxed);
        html(PAGE.into()).into_response()
    });
    let picture = get(async || ([(HeaderName::from_static("x"), "y")], png(1_200, 900)));
    let server = Router::new()
        .route("/page", page)
        .route("/cup.png", picture)
        .route("/moved", get(async move || to("/page")))
        .route("/loop", get(async move || to("/loop")))
        .route("/gone", get(async || StatusCode::NOT_FOUND))
        .route("/plain", get(async || "no page at all"))
        .route("/bare", get(async move || html("<p>no title".into())));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, server).await });
    (address, read)
}

async fn open() -> TestApp {
    TestApp::with(|config| {
        config.link_cards = true;
        config.outbound.private = true;
        config.picture_max_pixels = 2_000_000;
    })
    .await
}

#[tokio::test]
async fn a_note_shows_where_it_leads_to() {
    let app = open().await;
    let (site, read) = site().await;
    let ana = app.join("ana").await;
    let program = speaking(&app, &ana).await;
    let text = format!("See {site}/page#how, and http://localhost:8080/about");
    let note = ana.note("", &text).await;
    app.run_due_jobs().await;
    let page = app.anon().get(&format!("/n/{note}")).await.ok();
    let page = page
        .has("class=\"link-card\"")
        .has("Mooncakes & tea")
        .has("The Kettle")
        .has("rel=\"nofollow ugc noopener\"");
    assert!(
        page.text()
            .contains("&#60;b&#62;How&#60;/b&#62; they are made")
    );
    let status = program
        .get(&format!("/api/v1/statuses/{note}"))
        .await
        .ok()
        .json();
    let card = &status["card"];
    assert_eq!(card["url"], format!("{site}/page"));
    assert_eq!(card["title"], "Mooncakes & tea");
    assert_eq!(
        (&card["width"], &card["height"]),
        (&json!(800), &json!(420))
    );
    // The picture is ours, so that readers tell nobody that they read.
    let key = card["image"]
        .as_str()
        .unwrap()
        .rsplit_once('/')
        .unwrap()
        .1
        .to_owned();
    let picture = app.anon().get(&format!("/media/{key}")).await.ok();
    assert_eq!(picture.header("content-type"), "image/webp");

    // Another note that leads there is shown at once, and the page is not asked again.
    let same = json!({ "status": format!("{site}/page too") });
    let same = program
        .post_json("/api/v1/statuses", &same)
        .await
        .ok()
        .json();
    app.run_due_jobs().await;
    assert_eq!(same["card"]["title"], "Mooncakes & tea");
    assert_eq!(read.load(Ordering::Relaxed), 1);

    // Rewritten, it leads elsewhere, or nowhere; what nobody leads to is forgotten.
    let path = format!("/api/v1/statuses/{}", same["id"].as_str().unwrap());
    let elsewhere = json!({ "status": "nowhere" });
    let changed = program.put_json(&path, &elsewhere).await.ok().json();
    assert_eq!(changed["card"], Value::Null);
    program
        .delete(&format!("/api/v1/statuses/{note}"))
        .await
        .ok();
    app.later(25 * 60 * MINUTE_MS);
    app.run_due_jobs().await;
    app.anon().get(&format!("/media/{key}")).await.status(404);
    app.finish().await;
}

#[tokio::test]
async fn what_cannot_be_read_has_no_card() {
    let app = open().await;
    let (site, read) = site().await;
    let ana = app.join("ana").await;
    let program = speaking(&app, &ana).await;
    for (path, title) in [
        ("/moved", Some("Mooncakes & tea")),
        ("/loop", None),
        ("/gone", None),
        ("/plain", None),
        ("/bare", None),
    ] {
        let note = ana.note("", &format!("{site}{path}")).await;
        app.run_due_jobs().await;
        let shown = program
            .get(&format!("/api/v1/statuses/{note}"))
            .await
            .ok()
            .json();
        assert_eq!(shown["card"]["title"].as_str(), title, "{path}");
    }
    let closed = "http://127.0.0.1:9/nobody-listens";
    ana.note("", closed).await;
    app.run_due_jobs().await;
    // What is only for oneself is told to no site.
    let before = read.load(Ordering::Relaxed);
    let mine = json!({ "status": format!("{site}/page?mine"), "visibility": "direct" });
    program.post_json("/api/v1/statuses", &mine).await.ok();
    app.run_due_jobs().await;
    assert_eq!(read.load(Ordering::Relaxed), before);
    app.finish().await;
}

#[tokio::test]
async fn no_page_of_our_own_networks_is_read() {
    let app = TestApp::with(|config| config.link_cards = true).await;
    let (site, read) = site().await;
    let ana = app.join("ana").await;
    let note = ana.note("", &format!("{site}/page")).await;
    app.run_due_jobs().await;
    assert_eq!(read.load(Ordering::Relaxed), 0);
    app.anon()
        .get(&format!("/n/{note}"))
        .await
        .ok()
        .lacks("link-card");
    app.finish().await;
}
