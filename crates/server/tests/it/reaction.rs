//! Likes, collects and collections.

use crate::harness::{HOUR_MS, TestApp};

#[tokio::test]
async fn a_like_counts_once_and_can_be_taken_back() {
    let (app, anon, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let note = ana.note("a note", "").await;
    let path = format!("/n/{note}/like");
    let pressed = r#"aria-pressed="([a-z]+)""#;
    let count = r#"<span class="n">([^<]*)</span>"#;
    for _ in 0..2 {
        let button = ben.post_piece(&path, &[("on", "1")]).await.ok();
        assert_eq!(button.find(pressed).unwrap(), "true");
        assert_eq!(button.find(count).unwrap(), "1");
        assert_eq!(button.find(r#"data-say="([^"]*)""#).unwrap(), "Liked.");
    }
    ana.like(&note).await;
    let button = ben.post_piece(&path, &[("on", "0")]).await.ok();
    assert_eq!(button.find(pressed).unwrap(), "false");
    assert_eq!(button.find(count).unwrap(), "1");
    anon.get("/@ana")
        .await
        .ok()
        .has("<b>1</b> likes and collects");
    anon.post(&path, &[("on", "1")]).await.status(401);
    ben.post("/n/nonsense/like", &[("on", "1")])
        .await
        .status(404);
    app.finish().await;
}

#[tokio::test]
async fn likes_of_a_comment_count_alike() {
    let (app, anon, ana) = TestApp::start().await;
    let note = ana.note("a note", "").await;
    let comment = ana.comment(&note, "words").await;
    let path = format!("/c/{comment}/like");
    for handle in ["ben", "cora"] {
        let place = app
            .join(handle)
            .await
            .post(&path, &[("on", "1")])
            .await
            .see();
        assert_eq!(place, format!("/n/{note}#c-{comment}"));
    }
    let piece = anon.piece(&format!("/c/{comment}")).await.ok();
    assert_eq!(
        piece.find(r#"<span class="n">([^<]*)</span>"#).unwrap(),
        "2"
    );
    assert_eq!(ana.unread().await, 1, "two likes are one line");
    app.finish().await;
}

#[tokio::test]
async fn likes_are_private_until_their_owner_shows_them() {
    let (app, anon, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let note = ana.note("likeable", "").await;
    ben.like(&note).await;
    anon.get("/@ben/liked")
        .await
        .ok()
        .lacks("likeable")
        .has("keeps their likes");
    ben.get("/@ben/liked").await.ok().has("likeable");
    ben.post("/settings/profile", &[("likes_public", "1")])
        .await
        .see();
    anon.get("/@ben/liked").await.ok().has("likeable");
    app.finish().await;
}

#[tokio::test]
async fn the_star_saves_into_the_first_collection_and_takes_out_of_all() {
    let (app, anon, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let note = ana.note("a find", "").await;
    let path = format!("/n/{note}/collect");
    let count = r#"<span class="n">([^<]*)</span>"#;
    let star = ben.post_piece(&path, &[("on", "1")]).await.ok();
    assert_eq!(star.find(r#"aria-pressed="([a-z]+)""#).unwrap(), "true");
    assert_eq!(star.find(count).unwrap(), "1");
    // A second album of the same person does not count twice.
    let star = ben
        .post_piece(&path, &[("name", "Noodles"), ("public", "1")])
        .await
        .ok();
    assert_eq!(star.find(count).unwrap(), "1");
    assert_eq!(
        anon.get(&format!("/n/{note}"))
            .await
            .all(count)
            .last()
            .unwrap(),
        "1"
    );
    anon.get("/@ana")
        .await
        .ok()
        .has("<b>1</b> likes and collects");

    let sheet = ben.piece(&path).await.ok();
    let ids = sheet.all(r#"name="collection" value="([0-9a-z]+)""#);
    assert_eq!(sheet.all(r#"aria-pressed="(true)""#).len(), 2);
    let star = ben
        .post_piece(&path, &[("collection", &ids[0]), ("on", "0")])
        .await
        .ok();
    assert_eq!(
        star.find(r#"aria-pressed="([a-z]+)""#).unwrap(),
        "true",
        "still in one"
    );
    assert_eq!(star.find(count).unwrap(), "1");
    let star = ben.post_piece(&path, &[("on", "0")]).await.ok();
    assert_eq!(star.find(r#"aria-pressed="([a-z]+)""#).unwrap(), "false");
    anon.get("/@ana")
        .await
        .ok()
        .has("<b>0</b> likes and collects");
    for id in ids {
        assert!(
            ben.get(&format!("/collections/{id}"))
                .await
                .ok()
                .ids("n")
                .is_empty()
        );
    }
    app.finish().await;
}

#[tokio::test]
async fn collections_are_named_renamed_and_removed() {
    let (app, anon, ana) = TestApp::start().await;
    let note = ana.note("a find", "").await;
    let path = format!("/n/{note}/collect");
    for (name, reason) in [
        (" \u{200b} ", "Give the collection a name"),
        (&*"x".repeat(41), "at most 40"),
    ] {
        let page = ana
            .post(&path, &[("name", name), ("public", "1")])
            .await
            .status(422);
        assert!(page.wrong("name").unwrap().contains(reason));
        assert_eq!(page.value("name"), name);
    }
    ana.post(&path, &[("name", "Noodles"), ("public", "1")])
        .await
        .see();
    let page = anon.get("/@ana/collections").await.ok().has("Noodles");
    let id = page.find(r#"href="/collections/([0-9a-z]+)""#).unwrap();
    let album = format!("/collections/{id}");
    anon.get(&album).await.ok().has("a find");
    ana.post(&album, &[("name", "")]).await.status(422);
    ana.post(&album, &[("name", "Soups"), ("public", "1")])
        .await
        .see();
    anon.get(&album).await.ok().has("Soups");
    ana.post(&album, &[("name", "Soups")]).await.see();
    anon.get(&album).await.status(404);

    let ids = ana
        .get("/@ana/collections")
        .await
        .all(r#"href="/collections/([0-9a-z]+)""#);
    let first = ids.iter().find(|known| **known != id).unwrap();
    ana.post(&format!("/collections/{first}/delete"), &[])
        .await
        .status(403)
        .has("The first collection stays");
    assert_eq!(
        ana.post(&format!("{album}/delete"), &[]).await.see(),
        "/@ana/collections"
    );
    ana.get(&album).await.status(404);
    let page = anon.get(&format!("/n/{note}")).await.ok();
    assert!(
        page.all(r#"<span class="n">([^<]*)</span>"#).is_empty(),
        "nobody collects it now"
    );
    app.finish().await;
}

#[tokio::test]
async fn a_collection_pages_through_everything_once() {
    let (app, anon, ana) = TestApp::start().await;
    let mut notes = Vec::new();
    for i in 0..30 {
        let note = ana.note(&format!("note {i}"), "").await;
        ana.post(&format!("/n/{note}/collect"), &[]).await.see();
        notes.push(note);
        app.later(HOUR_MS);
    }
    let page = ana.get("/@ana/collections").await.ok();
    let id = page.find(r#"href="/collections/([0-9a-z]+)""#).unwrap();
    ana.post(&format!("/collections/{id}"), &[("public", "1")])
        .await
        .see();
    let mut met = anon
        .pages(&format!("/collections/{id}"), "n")
        .await
        .concat();
    met.reverse();
    assert_eq!(met, notes);
    app.finish().await;
}
