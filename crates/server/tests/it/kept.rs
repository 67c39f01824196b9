//! Pages that are made once for many: everybody finds their own things on them, and nobody those of others.

use crate::harness::{Actor, Answer, PASSWORD, TestApp};
use sampan_domain::Role;

/// Asked for that often, a page is kept, and given compressed.
const OFTEN: usize = 4;

/// A page as a browser gets it; asked for often enough to be a kept one.
async fn kept(reader: &Actor, path: &str) -> String {
    let mut text = String::new();
    for _ in 0..OFTEN {
        text = reader.get(path).await.ok().text();
    }
    text
}

/// How many hearts are pressed.
fn hearts(page: &str) -> usize {
    let forms = page.split("<form class=\"like\"").skip(1);
    let pressed = |form: &&str| {
        let (_, rest) = form.split_once("aria-pressed=\"").unwrap();
        rest.starts_with("true")
    };
    forms.filter(pressed).count()
}

fn browser(actor: Actor) -> Actor {
    actor.with("accept-encoding", "gzip")
}

#[tokio::test]
async fn a_kept_page_is_everybodys_own() {
    let (app, anon, ana) = TestApp::start().await;
    let (ben, cho) = (app.join("ben").await, app.join("cho").await);
    let note = ana.note("A junk under sail", "It floats. #boats").await;
    let comment = cho.comment(&note, "so beautiful").await;
    ben.like(&note).await;
    ben.follow(&ana).await;
    ben.post(&format!("/c/{comment}/like"), &[("on", "1")])
        .await
        .see();
    let path = format!("/n/{note}");
    for accepts in [true, false] {
        let as_reader = |actor: &Actor| {
            let twin = actor.twin();
            if accepts { browser(twin) } else { twin }
        };
        let (anyone, ben, cho, ana) = (
            as_reader(&anon),
            as_reader(&ben),
            as_reader(&cho),
            as_reader(&ana),
        );
        let page = kept(&anyone, &path).await;
        assert!(page.contains("so beautiful") && page.contains("/signin?next="));
        assert!(!page.contains("data-signed-in"));
        // Who likes, follows and is named differs; what is said does not.
        let page = kept(&ben, &path).await;
        assert!(page.contains("so beautiful") && page.contains("data-signed-in=\"ben\""));
        assert_eq!(hearts(&page), 2, "both hearts");
        assert!(page.contains("href=\"/@ben\""));
        assert!(page.contains("Following"));
        // Whose words are on it may do more with them.
        let page = kept(&cho, &path).await;
        assert!(page.contains("data-signed-in=\"cho\""));
        assert_eq!(hearts(&page), 0);
        assert!(page.contains(&format!("/c/{comment}/delete")));
        let page = kept(&ana, &path).await;
        assert!(page.contains(&format!("/n/{note}/edit")));
        assert!(!kept(&ben, &path).await.contains("/edit"));
        // Forms act once: no two pages share their token.
        let token = |page: &str| {
            let (_, rest) = page.split_once("name=\"once\" value=\"").unwrap();
            rest.split('"').next().unwrap().to_owned()
        };
        assert_ne!(
            token(&kept(&ben, &path).await),
            token(&kept(&ben, &path).await)
        );
    }
    app.finish().await;
}

/// A page without what no two have alike: tokens of forms.
fn comparable(page: &str) -> String {
    let mut parts = page.split("name=\"once\" value=\"");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |page, part| {
        page + part.split_once('"').unwrap_or_default().1
    })
}

#[tokio::test]
async fn a_page_that_is_made_for_many_is_what_each_would_have_been_given_alone() {
    let (app, anon, ana) = TestApp::start().await;
    let (ben, cho) = (app.join("ben").await, app.join("cho").await);
    let plain = ana.note("A junk under sail", "It floats. #boats").await;
    let edited = ana.note("Tides", "Twice a day. #boats").await;
    ana.post(
        &format!("/n/{edited}/edit"),
        &[
            ("title", "Tides"),
            ("text", "Twice a day, mostly. #boats"),
            ("version", "1"),
        ],
    )
    .await
    .see();
    let comment = cho.comment(&plain, "欢迎欢迎，你好呀").await;
    let reply = [("text", "@cho hello"), ("reply_to", &comment)];
    ana.say(&plain, &reply).await;
    ben.like(&plain).await;
    for path in [
        format!("/n/{plain}"),
        format!("/n/{edited}"),
        "/t/boats".into(),
    ] {
        for lang in ["en", "zh-CN"] {
            for reader in [&anon, &ben] {
                let reader = browser(reader.twin()).with("accept-language", lang);
                let alone = reader.get(&format!("{path}?asked=once")).await.ok().text();
                let kept = kept(&reader, &format!("{path}?asked=much")).await;
                let alone = comparable(&alone).replace("asked%3Donce", "asked%3Dmuch");
                let alone = alone.replace("asked=once", "asked=much");
                assert!(comparable(&kept) == alone, "{path} {lang}\n{kept}");
            }
        }
    }
    app.finish().await;
}

#[tokio::test]
async fn in_a_crowd_words_of_others_come_a_moment_later() {
    let (app, anon, ana) = TestApp::start().await;
    let (anon, ben) = (browser(anon), browser(app.join("ben").await));
    let chinese = browser(app.anon()).with("accept-language", "zh-CN");
    let note = ana.note("A junk under sail", "It floats. #boats").await;
    let path = format!("/n/{note}");
    app.crowd();
    // Kept from the first time, for members as for visitors.
    anon.get(&path).await.ok();
    ana.comment(&note, "just said").await;
    for reader in [&anon, &ben] {
        reader.get(&path).await.ok().lacks("just said");
    }
    // Whoever wrote it sees it, and so does everybody whose page is made now.
    ana.get(&path).await.ok().has("just said");
    chinese.get(&path).await.ok().has("just said");
    anon.get("/").await.ok().has("A junk under sail");
    ana.note("A tide table", "#boats").await;
    anon.get("/").await.ok().lacks("A tide table");
    tokio::time::sleep(std::time::Duration::from_millis(2_100)).await;
    for reader in [&anon, &ben] {
        reader.get(&path).await.ok().has("just said");
    }
    // What is taken down is nowhere, in no crowd.
    ana.post(&format!("/n/{note}/delete"), &[]).await.see();
    for reader in [&anon, &ben, &chinese] {
        reader.get(&path).await.status(404);
    }
    anon.get("/").await.ok().lacks("A junk under sail");
    app.finish().await;
}

#[tokio::test]
async fn in_a_crowd_a_session_that_ended_is_over_at_once() {
    let (app, _, ana) = TestApp::start().await;
    let ben = browser(app.join("ben").await);
    let phone = browser(app.sign_in("ben", PASSWORD).await);
    let note = ana.note("A junk under sail", "It floats. #boats").await;
    let path = format!("/n/{note}");
    app.crowd();
    for reader in [&ben, &phone] {
        let page = kept(reader, &path).await;
        assert!(page.contains("data-signed-in=\"ben\""));
        assert!(page.contains("data-unread hidden"));
    }
    // Notices may come some seconds later; that they were read is known at once.
    let own = ben.note("A buoy", "#boats").await;
    ana.comment(&own, "it rings").await;
    ben.get("/settings").await.ok().lacks("data-unread hidden");
    ben.get("/inbox").await.ok();
    assert!(kept(&ben, &path).await.contains("data-unread hidden"));
    ben.post("/settings/sessions/revoke-others", &[])
        .await
        .see();
    let page = phone.get(&path).await.ok().text();
    assert!(!page.contains("data-signed-in"));
    app.finish().await;
}

#[tokio::test]
async fn what_changes_is_seen_at_once_by_whoever_changed_it_and_soon_by_all() {
    let (app, anon, ana) = TestApp::start().await;
    let ben = browser(app.join("ben").await);
    let anon = browser(anon);
    let note = ana.note("A junk under sail", "It floats. #boats").await;
    let path = format!("/n/{note}");
    kept(&anon, &path).await;
    kept(&ben, &path).await;
    ben.comment(&note, "the first word").await;
    for reader in [&ben, &anon] {
        assert!(kept(reader, &path).await.contains("the first word"));
    }
    ben.like(&note).await;
    assert_eq!(hearts(&kept(&ben, &path).await), 1);
    // What is taken down is nowhere, however often it was given just now.
    for _ in 0..30 {
        anon.get(&path).await.ok();
        ben.get(&path).await.ok();
    }
    ana.post(&format!("/n/{note}/delete"), &[]).await.see();
    for reader in [&anon, &ben] {
        reader.get(&path).await.status(404);
    }
    app.finish().await;
}

#[tokio::test]
async fn whoever_must_not_meet_somebody_does_not() {
    let (app, _, ana) = TestApp::start().await;
    let (ben, cho) = (browser(app.join("ben").await), app.join("cho").await);
    let dan = browser(app.join("dan").await);
    let note = ana.note("A junk under sail", "It floats. #boats").await;
    cho.comment(&note, "a word of cho's").await;
    let path = format!("/n/{note}");
    for reader in [&ben, &dan] {
        assert!(kept(reader, &path).await.contains("a word of cho&#39;s"));
    }
    ben.mute(&cho).await;
    cho.block(&dan).await;
    for reader in [&ben, &dan] {
        assert!(!kept(reader, &path).await.contains("a word of cho"));
    }
    // Followers' notes are never kept for others.
    let close = [
        ("title", "For friends"),
        ("text", "…"),
        ("visibility", "followers"),
    ];
    let place = ana.post("/compose", &close).await.see();
    for _ in 0..OFTEN {
        ana.get(&place).await.ok();
        ben.get(&place).await.status(404);
    }
    ben.follow(&ana).await;
    assert!(kept(&ben, &place).await.contains("For friends"));
    dan.get(&place).await.status(404);
    app.finish().await;
}

#[tokio::test]
async fn a_piece_of_a_page_is_never_given_for_the_page() {
    let (app, anon, ana) = TestApp::start().await;
    let note = ana.note("A junk under sail", "It floats.").await;
    let path = format!("/n/{note}");
    for fragment in ["", "talk", "None", "overlay"] {
        let piece = kept(&anon.twin().with("sampan-fragment", fragment), &path).await;
        assert!(!piece.contains("<!doctype html>"), "{fragment:?}");
        assert!(
            kept(&anon, &path).await.contains("<!doctype html>"),
            "{fragment:?}"
        );
    }
    app.finish().await;
}

#[tokio::test]
async fn a_topic_is_kept_as_well() {
    let (app, anon, ana) = TestApp::start().await;
    let (anon, ben) = (browser(anon), browser(app.join("ben").await));
    let note = ana.note("A junk under sail", "It floats. #boats").await;
    ben.like(&note).await;
    ben.post("/t/boats/follow", &[("on", "1")]).await.see();
    let page = kept(&ben, "/t/boats").await;
    assert!(hearts(&page) == 1 && page.contains("Following topic"));
    let page = kept(&anon, "/t/boats").await;
    assert!(page.contains("A junk under sail") && !page.contains("Following topic"));
    ana.note("The last ferry", "It floats, too. #boats").await;
    for reader in [&anon, &ben] {
        assert!(kept(reader, "/t/boats").await.contains("The last ferry"));
    }
    app.finish().await;
}

/// What an answer says besides what is its own.
fn said(answer: &Answer) -> Vec<(String, String)> {
    let own = [
        "x-request-id",
        "content-length",
        "content-encoding",
        "set-cookie",
        "vary",
    ];
    let headers = answer.headers.iter();
    let mut said: Vec<_> = headers
        .filter(|(name, _)| !own.contains(&name.as_str()))
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
        .collect();
    said.sort();
    said
}

#[tokio::test]
async fn however_often_a_page_was_given_it_is_the_same() {
    let (app, anon, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let note = ana.note("A junk under sail", "It floats. #boats").await;
    for n in 0..8 {
        ana.comment(&note, &format!("word {n} and another one"))
            .await;
    }
    for path in [format!("/n/{note}"), "/t/boats".to_owned()] {
        for reader in [browser(anon.twin()), browser(ben.twin())] {
            let first = reader.get(&path).await.ok();
            let plain = |page: &str| {
                // The token of a form that acts once.
                let mut parts = page.split("name=\"once\" value=\"");
                let mut text = parts.next().unwrap().to_owned();
                parts.for_each(|part| text.push_str(part.split_once('"').unwrap().1));
                text
            };
            let words = plain(&first.text());
            for _ in 0..70 {
                let again = reader.get(&path).await.ok();
                assert_eq!(said(&again), said(&first), "{path}");
                assert!(!again.header("x-request-id").is_empty());
                assert!(again.header("content-security-policy").contains("'self'"));
                assert_eq!(plain(&again.text()), words, "{path}");
            }
        }
    }
    // A session that is none is not taken for one, and goes.
    let stranger = browser(app.anon());
    stranger.set_cookie("sampan_visit", &"0".repeat(32));
    for _ in 0..OFTEN {
        stranger.set_cookie("sampan_session", "nothing");
        let page = stranger.get(&format!("/n/{note}")).await.ok();
        assert!(!page.text().contains("data-signed-in"));
        assert!(page.header("set-cookie").starts_with("sampan_session=;"));
    }
    // Whoever moderates sees more than others.
    let moderator = browser(app.staff("maya", Role::Moderator).await);
    assert!(
        kept(&moderator, &format!("/n/{note}"))
            .await
            .contains("href=\"/mod\"")
    );
    app.finish().await;
}

#[tokio::test]
async fn readings_of_kept_pages_count() {
    let (app, anon, ana) = TestApp::start().await;
    let note = ana.note("A junk under sail", "It floats. #boats").await;
    let path = format!("/n/{note}");
    kept(&browser(anon), &path).await;
    for _ in 0..5 {
        // Each is somebody else, and is told apart from then on.
        let visitor = browser(app.anon());
        let page = visitor.get(&path).await.ok();
        assert!(page.header("set-cookie").starts_with("sampan_visit="));
        let again = visitor.get(&path).await.ok();
        assert!(again.headers.get("set-cookie").is_none(), "it is set once");
    }
    let ben = browser(app.join("ben").await);
    kept(&ben, &path).await;
    app.flush_views().await;
    let page = app.anon().get(&format!("{path}?sort=new")).await.ok();
    let views = page.find(r"<span>([0-9]+) views?</span>").unwrap();
    assert_eq!(views, "7", "one, five, and ben");
    // When more is asked than can be done, pages that are kept are given to visitors alone.
    app.press(3.0);
    browser(app.anon()).get(&path).await.ok();
    ben.get(&path).await.status(503);
    app.press(0.0);
    app.finish().await;
}
