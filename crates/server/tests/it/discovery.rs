//! What readers and other software find: feeds, WebFinger, NodeInfo, oEmbed.

use crate::harness::TestApp;

#[tokio::test]
async fn notes_come_as_feeds_but_only_public_ones() {
    let (app, anon, ana) = TestApp::start().await;
    let note = ana.note("Boats & <b>more</b>", "about #boats").await;
    ana.note_with(&[("text", "mine #boats"), ("visibility", "followers")])
        .await;
    for (page, path) in [("/@ana", "/@ana/feed"), ("/t/boats", "/t/boats/feed")] {
        anon.get(page).await.ok().has(&format!("href=\"{path}\""));
        let feed = anon.get(path).await.ok();
        assert!(
            feed.header("content-type")
                .starts_with("application/atom+xml")
        );
        let text = feed.text();
        assert!(text.contains("<feed") && text.contains(&format!("/n/{note}")));
        assert!(
            !text.contains("mine") && !text.contains("<b>more"),
            "{text}"
        );
    }
    anon.get("/@nobody/feed").await.status(404);
    app.finish().await;
}

#[tokio::test]
async fn other_software_finds_people_notes_and_what_runs_here() {
    let (app, anon, ana) = TestApp::start().await;
    let note = ana.note("A boat", "on the lake").await;
    let who = "/.well-known/webfinger?resource=acct:ana@localhost:8080";
    let found = anon.get(who).await.ok();
    assert_eq!(found.header("content-type"), "application/jrd+json");
    assert_eq!(found.json()["aliases"][0], "http://localhost:8080/@ana");
    for nobody in [
        "acct:ana@elsewhere.example",
        "acct:nobody@localhost:8080",
        "",
    ] {
        let path = format!("/.well-known/webfinger?resource={nobody}");
        anon.get(&path).await.status(404);
    }
    let links = anon.get("/.well-known/nodeinfo").await.ok().json();
    assert_eq!(
        links["links"][0]["href"],
        "http://localhost:8080/nodeinfo/2.1"
    );
    let info = anon.get("/nodeinfo/2.1").await.ok().json();
    assert_eq!(info["software"]["name"], "sampan");
    let embed = |url: &str| format!("/oembed?url={}", crate::harness::encoded(url));
    let told = anon
        .get(&embed(&format!("http://localhost:8080/n/{note}")))
        .await
        .ok();
    assert_eq!(told.json()["title"], "A boat");
    anon.get(&embed("https://elsewhere.example/n/1"))
        .await
        .status(404);
    let hidden = ana
        .note_with(&[("text", "mine"), ("visibility", "only-me")])
        .await;
    anon.get(&embed(&format!("http://localhost:8080/n/{hidden}")))
        .await
        .status(404);
    app.finish().await;
}
