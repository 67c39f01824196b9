//! Notes: writing, rewriting, pinning, taking down, and what their pages tell.

use crate::harness::{HOUR_MS, MINUTE_MS, TestApp, encoded};

#[tokio::test]
async fn a_note_shows_its_words_topics_and_mentions() {
    let (app, anon, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let fields = [
        ("title", "猫税 for @ben"),
        (
            "text",
            "Look: https://example.org/a?b=c&d #猫# #CatTax, @ben @nobody_here",
        ),
        ("place", "Ohio"),
        ("lang", "en"),
    ];
    let note = ana.note_with(&fields).await;
    let page = anon
        .get(&format!("/n/{note}"))
        .await
        .ok()
        .has("猫税 for @ben")
        .has("Ohio");
    let text = page.text();
    assert!(
        text.contains(&format!("href=\"/t/{}\"", encoded("猫"))),
        "a topic is a link"
    );
    assert!(text.contains("href=\"/t/CatTax\""));
    assert!(text.contains("href=\"/@ben\""));
    assert!(
        page.find(r#"<a [^>]*href="(https://example\.org/a\?b=c[^"]*)""#)
            .is_some()
    );
    assert!(page.find(r#"<div class="words" lang="(en)""#).is_some());
    anon.get("/t/cattax").await.see();
    anon.get("/t/CatTax").await.ok().has("猫税");
    assert_eq!(ben.unread().await, 1);
    app.finish().await;
}

#[tokio::test]
async fn links_of_strangers_lend_no_weight() {
    let (app, anon, ana) = TestApp::start().await;
    let note = ana.note("", "see https://example.org/x").await;
    let page = anon.get(&format!("/n/{note}")).await.ok();
    let link = page
        .find(r#"(<a [^>]*https://example\.org/x[^>]*>)"#)
        .unwrap();
    for mark in ["nofollow", "ugc", "noopener"] {
        assert!(link.contains(mark), "{link} lacks {mark}");
    }
    app.finish().await;
}

#[tokio::test]
async fn a_replayed_form_writes_one_note() {
    let (app, anon, ana) = TestApp::start().await;
    let once = ana.get("/compose").await.ok().value("once");
    let fields = [("title", "only once"), ("once", once.as_str())];
    let (first, second) =
        tokio::join!(ana.post("/compose", &fields), ana.post("/compose", &fields));
    let place = first.see();
    assert_eq!(second.see(), place);
    assert_eq!(ana.post("/compose", &fields).await.see(), place);
    assert_eq!(anon.get("/@ana").await.ids("n").len(), 1);
    // The token is hers alone.
    let ben = app.join("ben").await;
    assert_ne!(ben.post("/compose", &fields).await.see(), place);
    app.finish().await;
}

#[tokio::test]
async fn an_edit_keeps_the_earlier_wordings() {
    let (app, anon, ana) = TestApp::start().await;
    let note = ana.note("first title", "first words #one").await;
    anon.get(&format!("/n/{note}/history"))
        .await
        .ok()
        .has("only ever said one thing");
    app.later(HOUR_MS);
    let form = ana.get(&format!("/n/{note}/edit")).await.ok();
    assert_eq!(form.value("title"), "first title");
    assert_eq!(form.area("text"), "first words #one");
    let version = form.value("version");
    let fields = [
        ("title", "second title"),
        ("text", "new #two"),
        ("version", &version),
    ];
    let place = ana.post(&format!("/n/{note}/edit"), &fields).await.see();
    assert_eq!(place, format!("/n/{note}"));
    anon.get(&place)
        .await
        .ok()
        .has("second title")
        .lacks("first words")
        .has("edited");
    let history = anon.get(&format!("/n/{note}/history")).await.ok();
    history
        .has("second title")
        .has("first title")
        .has("first words");
    anon.get("/t/two").await.ok().has("second title");
    assert!(anon.get("/t/one").await.ids("n").is_empty());
    app.finish().await;
}

#[tokio::test]
async fn a_stale_edit_keeps_what_was_typed_and_can_be_sent_again() {
    let (app, anon, ana) = TestApp::start().await;
    let note = ana.note("old", "old words").await;
    let path = format!("/n/{note}/edit");
    let stale = ana.get(&path).await.value("version");
    let elsewhere = [
        ("title", "from the phone"),
        ("text", "x"),
        ("version", &stale),
    ];
    ana.post(&path, &elsewhere).await.see();
    let fields = [
        ("title", "from the desk"),
        ("text", "long thoughts"),
        ("place", "Rome"),
        ("visibility", "followers"),
        ("version", &stale),
    ];
    let page = ana
        .post(&path, &fields)
        .await
        .status(409)
        .has("changed in the meantime");
    assert_eq!(page.value("title"), "from the desk");
    assert_eq!(page.area("text"), "long thoughts");
    assert_eq!(page.value("place"), "Rome");
    assert!(page.find(r#"value="followers" (checked)"#).is_some());
    anon.get(&format!("/n/{note}"))
        .await
        .ok()
        .has("from the phone");
    let version = page.value("version");
    let again = [
        ("title", "from the desk"),
        ("text", "long thoughts"),
        ("version", &version),
    ];
    ana.post(&path, &again).await.see();
    anon.get(&format!("/n/{note}"))
        .await
        .ok()
        .has("from the desk");
    for version in ["", "nonsense", "-1", "99999999999999999999"] {
        let fields = [("title", "guessed"), ("version", version)];
        ana.post(&path, &fields).await.status(409);
    }
    app.finish().await;
}

#[tokio::test]
async fn an_edit_that_is_sent_twice_is_saved_once() {
    let (app, anon, ana) = TestApp::start().await;
    let note = ana.note("old", "words").await;
    let path = format!("/n/{note}/edit");
    let version = ana.get(&path).await.value("version");
    let fields = [
        ("title", "new"),
        ("text", "words #x"),
        ("version", version.as_str()),
    ];
    ana.post(&path, &fields).await.see();
    assert_eq!(ana.post(&path, &fields).await.see(), format!("/n/{note}"));
    let history = anon.get(&format!("/n/{note}/history")).await.ok();
    assert_eq!(history.all(r"(Version \d+)").len(), 1);
    app.finish().await;
}

#[tokio::test]
async fn nobody_else_edits_pins_or_deletes() {
    let (app, anon, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let note = ana.note("hers", "").await;
    let fields = [("title", "his"), ("version", "1")];
    ben.get(&format!("/n/{note}/edit")).await.status(403);
    ben.post(&format!("/n/{note}/edit"), &fields)
        .await
        .status(403);
    ben.post(&format!("/n/{note}/pin"), &[("on", "1")])
        .await
        .status(403);
    ben.post(&format!("/n/{note}/delete"), &[])
        .await
        .status(403);
    anon.post(&format!("/n/{note}/delete"), &[])
        .await
        .status(401);
    anon.get(&format!("/n/{note}")).await.ok().has("hers");
    app.finish().await;
}

#[tokio::test]
async fn a_deleted_note_is_gone_from_everywhere() {
    let (app, anon, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let note = ana.note("soon gone", "#fleeting @ben").await;
    let comment = ben.comment(&note, "nice").await;
    ben.like(&note).await;
    ben.post(&format!("/n/{note}/collect"), &[]).await.see();
    assert_eq!(
        ana.post(&format!("/n/{note}/delete"), &[]).await.see(),
        "/@ana"
    );
    for path in ["", "/share", "/history", "/comments"] {
        anon.piece(&format!("/n/{note}{path}")).await.status(404);
    }
    anon.get(&format!("/c/{comment}")).await.status(404);
    ben.post(&format!("/n/{note}/like"), &[("on", "1")])
        .await
        .status(404);
    ben.post(&format!("/n/{note}/comments"), &[("text", "late")])
        .await
        .status(404);
    ben.post(&format!("/c/{comment}/like"), &[("on", "1")])
        .await
        .status(404);
    for path in ["/", "/@ana", "/@ben/liked", "/t/fleeting"] {
        assert!(anon.get(path).await.ok().ids("n").is_empty(), "{path}");
    }
    for actor in [&ana, &ben] {
        actor.get("/inbox").await.ok().lacks("soon gone");
    }
    anon.get("/@ana")
        .await
        .ok()
        .has("<b>0</b> likes and collects");
    ana.post(&format!("/n/{note}/delete"), &[])
        .await
        .status(404);
    app.finish().await;
}

#[tokio::test]
async fn pinned_notes_lead_the_profile() {
    let (app, anon, ana) = TestApp::start().await;
    let mut notes = Vec::new();
    for title in ["one", "two", "three"] {
        notes.push(ana.note(title, "").await);
        app.later(MINUTE_MS);
    }
    ana.post(&format!("/n/{}/pin", notes[0]), &[("on", "1")])
        .await
        .see();
    let order = [&notes[0], &notes[2], &notes[1]].map(Clone::clone);
    assert_eq!(anon.get("/@ana").await.ids("n"), order);
    ana.post(&format!("/n/{}/pin", notes[0]), &[("on", "0")])
        .await
        .see();
    let order = [&notes[2], &notes[1], &notes[0]].map(Clone::clone);
    assert_eq!(anon.get("/@ana").await.ids("n"), order);
    app.finish().await;
}

#[tokio::test]
async fn everything_wrong_with_a_note_is_told_at_once_and_kept() {
    let (app, _anon, ana) = TestApp::start().await;
    let title = "t".repeat(101);
    let place = "p".repeat(61);
    let topics: String = (0..21).map(|i| format!("#topic{i} ")).collect();
    let fields = [
        ("title", &*title),
        ("place", &place),
        ("text", &topics),
        ("visibility", "only-me"),
    ];
    let page = ana.post("/compose", &fields).await.status(422);
    assert!(page.wrong("title").unwrap().contains("at most 100"));
    assert!(page.wrong("place").unwrap().contains("at most 60"));
    assert!(page.wrong("text").unwrap().contains("at most 20 topics"));
    assert_eq!(page.value("title"), title);
    assert_eq!(page.area("text"), topics);
    assert!(page.find(r#"value="only-me" (checked)"#).is_some());
    for empty in ["", " \n\t ", "\u{200b}\u{202e}\u{feff}"] {
        let page = ana.post("/compose", &[("text", empty)]).await.status(422);
        assert!(page.wrong("text").unwrap().contains("Write something"));
    }
    app.finish().await;
}

#[tokio::test]
async fn ten_thousand_mentions_are_refused_and_come_back_whole() {
    let (app, _anon, ana) = TestApp::start().await;
    let crowd: String = (0..10_000).map(|i| format!("@person_{i} ")).collect();
    let crowd = crowd.trim_end();
    let page = ana.post("/compose", &[("text", crowd)]).await.status(422);
    assert!(page.wrong("text").is_some());
    assert_eq!(page.area("text"), crowd);
    let parts = [crate::harness::Text("text", crowd)];
    let page = ana.post_parts("/compose", &parts).await.status(422);
    assert_eq!(page.area("text"), crowd);

    let topics: String = (0..10_000).map(|i| format!("#topic_{i} ")).collect();
    let page = ana
        .post("/compose", &[("text", topics.trim_end())])
        .await
        .status(422);
    assert_eq!(page.area("text"), topics.trim_end());

    let note = ana.note("a note", "").await;
    let path = format!("/n/{note}/comments");
    let page = ana.post(&path, &[("text", crowd)]).await.status(422);
    assert_eq!(page.area("text"), crowd);
    app.finish().await;
}

#[tokio::test]
async fn a_note_tells_other_sites_what_it_is() {
    let (app, anon, ana) = TestApp::start().await;
    let picture = ana.upload(&crate::harness::png(640, 480)).await;
    let fields = [
        ("title", "Rain \"in\" Ohio"),
        ("text", "words & more"),
        ("picture", &picture),
        (&format!("alt-{picture}"), "wet street"),
    ];
    let note = ana.note_with(&fields).await;
    let page = anon.get(&format!("/n/{note}?lang=en")).await.ok();
    let og = |name: &str| page.find(&format!(r#"<meta property="og:{name}" content="([^"]*)""#));
    assert_eq!(og("title").unwrap(), "Rain \"in\" Ohio");
    assert_eq!(og("type").unwrap(), "article");
    assert!(og("description").unwrap().contains("words & more"));
    assert_eq!(og("image:alt").unwrap(), "wet street");
    assert_eq!(
        og("url").unwrap(),
        format!("http://localhost:8080/n/{note}")
    );
    let image = og("image").unwrap();
    anon.get(image.strip_prefix("http://localhost:8080").unwrap())
        .await
        .ok();
    assert!(
        page.find(r#"rel="canonical" href="([^"]*)""#)
            .unwrap()
            .ends_with(&note)
    );
    assert!(page.find(r#"hreflang="(zh-Hans)""#).is_some());

    let hidden = ana
        .note_with(&[("title", "mine"), ("visibility", "only-me")])
        .await;
    let page = ana.get(&format!("/n/{hidden}")).await.ok();
    assert!(
        page.find(r#"<meta name="robots" content="(noindex)""#)
            .is_some()
    );
    assert!(page.find(r#"(og:title)"#).is_none());
    app.finish().await;
}

#[tokio::test]
async fn a_note_can_be_shared_by_link_and_code() {
    let (app, anon, ana) = TestApp::start().await;
    let note = ana.note("to share", "").await;
    let address = format!("http://localhost:8080/n/{note}");
    anon.get(&format!("/n/{note}/share"))
        .await
        .ok()
        .has(&address);
    let code = anon.get(&format!("/n/{note}/qr.svg")).await.ok();
    assert_eq!(code.header("content-type"), "image/svg+xml");
    assert!(code.text().contains("<svg"));
    anon.get("/n/not-an-id/qr.svg").await.status(404);
    app.finish().await;
}

#[tokio::test]
async fn a_form_begins_with_what_another_app_or_a_topic_shares() {
    let (app, _anon, ana) = TestApp::start().await;
    let page = ana.get("/compose?title=Hi&text=there").await.ok();
    assert_eq!(
        (page.value("title"), page.area("text")),
        ("Hi".into(), "there".into())
    );
    assert_eq!(
        ana.get("/compose?topic=cats").await.ok().area("text"),
        "#cats "
    );
    app.finish().await;
}
