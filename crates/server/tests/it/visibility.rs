//! Who sees a note, on every page and in every fragment that could show it.

use crate::harness::{Actor, TestApp, encoded};

/// Every place at which a note of Ana's could appear.
async fn appearances(viewer: &Actor, note: &str, comment: &str, secret: &str) -> Vec<String> {
    let mut found = Vec::new();
    let paths = [
        format!("/n/{note}"),
        format!("/n/{note}/comments"),
        format!("/n/{note}/history"),
        format!("/n/{note}/share"),
        format!("/n/{note}/collect"),
        format!("/c/{comment}"),
        format!("/c/{comment}/replies"),
        "/".into(),
        "/following".into(),
        "/topics".into(),
        "/t/secrets".into(),
        "/t/secrets?sort=new".into(),
        "/@ana".into(),
        "/@ana/liked".into(),
        "/@ana/collections".into(),
        "/inbox".into(),
        format!("/search?q={}", encoded("secrets")),
        format!("/search?q={}", encoded("#secret")),
        format!("/complete?q={}", encoded("#secrets")),
    ];
    for path in paths {
        for answer in [viewer.get(&path).await, viewer.piece(&path).await] {
            assert!(!answer.status.is_server_error(), "{path}");
            if answer.status.is_success()
                && (answer.text().contains(secret)
                    || answer.text().contains(&format!("/n/{note}"))
                    || answer.text().contains("\"#secrets\"")
                    || answer.text().contains("href=\"/t/secrets\""))
            {
                found.push(path.clone());
            }
        }
    }
    found.dedup();
    found
}

#[tokio::test]
async fn a_note_for_its_author_alone_appears_nowhere_else() {
    let (app, anon, ana) = TestApp::start().await;
    let follower = app.join("follower").await;
    follower.follow(&ana).await;
    let fields = [
        ("title", "diary of an eel"),
        ("text", "#secrets @follower"),
        ("visibility", "only-me"),
    ];
    let note = ana.note_with(&fields).await;
    let comment = ana.comment(&note, "diary of an eel, continued").await;
    ana.like(&note).await;
    ana.post("/settings/profile", &[("likes_public", "1")])
        .await
        .see();
    ana.post(
        &format!("/n/{note}/collect"),
        &[("name", "album"), ("public", "1")],
    )
    .await
    .see();
    for viewer in [&anon, &follower] {
        let found = appearances(viewer, &note, &comment, "diary of an eel").await;
        assert!(found.is_empty(), "{} sees it at {found:?}", viewer.handle);
        let answer = viewer
            .post(&format!("/n/{note}/like"), &[("on", "1")])
            .await;
        assert!(matches!(answer.status.as_u16(), 401 | 404));
        let answer = viewer
            .post(&format!("/c/{comment}/like"), &[("on", "1")])
            .await;
        assert!(matches!(answer.status.as_u16(), 401 | 404));
        let answer = viewer
            .post(&format!("/n/{note}/comments"), &[("text", "x")])
            .await;
        assert!(matches!(answer.status.as_u16(), 401 | 404));
    }
    assert_eq!(
        follower.unread().await,
        0,
        "a mention tells nobody who may not see"
    );
    let own = appearances(&ana, &note, &comment, "diary of an eel").await;
    assert!(
        own.contains(&format!("/n/{note}")) && own.contains(&"/@ana".to_owned()),
        "{own:?}"
    );
    app.finish().await;
}

#[tokio::test]
async fn a_note_for_followers_is_for_followers() {
    let (app, anon, ana) = TestApp::start().await;
    let follower = app.join("follower").await;
    let stranger = app.join("stranger").await;
    follower.follow(&ana).await;
    // Being followed by the author is not following them.
    ana.follow(&stranger).await;
    let fields = [
        ("title", "for my friends"),
        ("text", "#secrets @follower @stranger"),
        ("visibility", "followers"),
    ];
    let note = ana.note_with(&fields).await;
    let comment = follower.comment(&note, "for my friends, indeed").await;
    for viewer in [&anon, &stranger] {
        let found = appearances(viewer, &note, &comment, "for my friends").await;
        assert!(found.is_empty(), "{:?} sees it at {found:?}", viewer.handle);
    }
    let found = appearances(&follower, &note, &comment, "for my friends").await;
    for path in ["/following", "/@ana", "/inbox"] {
        assert!(
            found.iter().any(|known| known == path),
            "{path} is not among {found:?}"
        );
    }
    assert!(!found.iter().any(|path| path == "/"), "Explore is public");
    follower.post("/@ana/follow", &[("on", "0")]).await.see();
    let found = appearances(&follower, &note, &comment, "for my friends").await;
    assert!(found.is_empty(), "who follows no more sees it at {found:?}");
    app.finish().await;
}

#[tokio::test]
async fn a_note_that_becomes_private_leaves_every_inbox_and_album() {
    let (app, anon, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let note = ana.note("open words", "hello @ben").await;
    let comment = ben.comment(&note, "a remark").await;
    ana.reply(&note, &comment, "a reply of hers").await;
    ben.like(&note).await;
    ben.post("/settings/profile", &[("likes_public", "1")])
        .await
        .see();
    ben.post(
        &format!("/n/{note}/collect"),
        &[("name", "album"), ("public", "1")],
    )
    .await
    .see();
    ben.get("/inbox").await.ok().has("open words");
    let version = ana.get(&format!("/n/{note}/edit")).await.value("version");
    let fields = [
        ("title", "private words"),
        ("text", "mine"),
        ("visibility", "only-me"),
        ("version", &version),
    ];
    ana.post(&format!("/n/{note}/edit"), &fields).await.see();
    for path in ["/inbox", "/@ben/liked", "/@ben/collections", "/", "/@ana"] {
        for viewer in [&ben, &anon] {
            let page = viewer.get(path).await;
            let text = page.text();
            assert!(
                !text.contains("private words"),
                "{path} shows the new title"
            );
            assert!(!text.contains("a reply of hers"), "{path} shows a comment");
        }
    }
    ben.get(&format!("/n/{note}")).await.status(404);
    app.finish().await;
}

#[tokio::test]
async fn collections_are_shown_as_their_owner_says() {
    let (app, anon, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let note = ana.note("a find", "").await;
    let path = format!("/n/{note}/collect");
    ben.post(&path, &[("name", "Open shelf"), ("public", "1")])
        .await
        .see();
    ben.post(&path, &[("name", "Locked drawer")]).await.see();
    let ids = ben
        .get("/@ben/collections")
        .await
        .ok()
        .all(r#"href="/collections/([0-9a-z]+)""#);
    assert_eq!(ids.len(), 3, "and the one that everybody starts with");
    anon.get("/@ben/collections")
        .await
        .ok()
        .has("Open shelf")
        .lacks("Locked drawer");
    let mut open = 0;
    for id in &ids {
        ben.get(&format!("/collections/{id}")).await.ok();
        let answer = anon.get(&format!("/collections/{id}")).await;
        if answer.status.is_success() {
            open += 1;
            answer.has("Open shelf").has("a find");
        }
        for viewer in [&ana, &anon] {
            let answer = viewer
                .post(&format!("/collections/{id}"), &[("name", "mine")])
                .await;
            assert!(matches!(answer.status.as_u16(), 401 | 404));
            let answer = viewer.post(&format!("/collections/{id}/delete"), &[]).await;
            assert!(matches!(answer.status.as_u16(), 401 | 404));
        }
        let answer = ana.post(&path, &[("collection", id)]).await;
        assert_eq!(answer.status, 404, "nobody fills a stranger's album");
    }
    assert_eq!(open, 1);
    app.finish().await;
}
