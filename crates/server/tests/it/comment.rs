//! Comments and replies.

use crate::harness::{File, HOUR_MS, MINUTE_MS, TestApp, Text, jpeg};
use sampan_domain::Role;
use std::collections::BTreeSet;

#[tokio::test]
async fn comments_have_two_levels_and_name_whom_they_answer() {
    let (app, anon, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let cora = app.join("cora").await;
    let note = ana.note("a note", "").await;
    let top = ben.comment(&note, "first").await;
    let reply = cora.reply(&note, &top, "an answer").await;
    let deeper = ana.reply(&note, &reply, "an answer to the answer").await;
    let page = anon.get(&format!("/n/{note}")).await.ok().has("3 comments");
    assert_eq!(page.ids("c"), [top.clone(), reply, deeper.clone()]);
    let one = anon.piece(&format!("/c/{deeper}")).await.ok();
    assert!(one.find(r#"<a class="mention" href="/@(cora)""#).is_some());
    assert!(one.find(r#"<span class="tag">(Author)<"#).is_some());
    assert_eq!(
        anon.get(&format!("/c/{deeper}")).await.see(),
        format!("/n/{note}#c-{deeper}")
    );
    let form = ben.get(&format!("/n/{note}?reply={deeper}")).await.ok();
    form.has("Replying to @ana");
    app.finish().await;
}

#[tokio::test]
async fn a_replayed_comment_is_written_once() {
    let (app, anon, ana) = TestApp::start().await;
    let note = ana.note("a note", "").await;
    let once = ana.get(&format!("/n/{note}")).await.value("once");
    let fields = [("text", "only once"), ("once", once.as_str())];
    let path = format!("/n/{note}/comments");
    let (one, two) = tokio::join!(ana.post(&path, &fields), ana.post(&path, &fields));
    assert_eq!(one.see(), two.see());
    let piece = ana.post_piece(&path, &fields).await.ok();
    assert_eq!(piece.ids("c").len(), 1);
    assert_eq!(anon.get(&format!("/n/{note}")).await.ok().ids("c").len(), 1);
    app.finish().await;
}

#[tokio::test]
async fn sixty_comments_are_each_met_once_in_both_orders() {
    let (app, anon, ana) = TestApp::start().await;
    let note = ana.note("a long talk", "").await;
    let mut written = Vec::new();
    for i in 0..60 {
        written.push(ana.say(&note, &[("text", &format!("comment {i}"))]).await);
        if i % 7 == 0 {
            app.later(MINUTE_MS);
        }
    }
    for i in [3, 30] {
        ana.post(&format!("/c/{}/like", written[i]), &[("on", "1")])
            .await
            .see();
    }
    for (sort, first) in [("hot", 30), ("new", 59)] {
        let pages = anon
            .pages(&format!("/n/{note}/comments?sort={sort}"), "c")
            .await;
        assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [20, 20, 20]);
        let met: Vec<String> = pages.concat();
        assert_eq!(met[0], written[first], "{sort}");
        let distinct: BTreeSet<_> = met.iter().collect();
        assert_eq!(distinct.len(), 60, "{sort}");
        if sort == "new" {
            assert!(met.iter().rev().eq(written.iter()));
        }
    }
    // Without scripts, the same pages are whole pages.
    let page = anon.get(&format!("/n/{note}")).await.ok();
    let more = page.more().unwrap();
    let place = anon.get(&more).await.see();
    assert!(
        place.starts_with(&format!("/n/{note}?sort=hot&after=")),
        "{place}"
    );
    assert_eq!(anon.get(&place).await.ok().ids("c").len(), 20);
    // What cannot be read as a place starts anew.
    for after in [
        "",
        "nonsense",
        "7ff0000000000000.1",
        "x.y",
        "%00",
        "zzzzzzzzzzzzz",
    ] {
        for sort in ["hot", "new", "sideways"] {
            let path = format!("/n/{note}/comments?sort={sort}&after={after}");
            assert_eq!(anon.piece(&path).await.ok().ids("c").len(), 20, "{path}");
        }
    }
    app.finish().await;
}

#[tokio::test]
async fn replies_beyond_the_first_two_come_in_pages() {
    let (app, anon, ana) = TestApp::start().await;
    let note = ana.note("a note", "").await;
    let top = ana.comment(&note, "top").await;
    let mut replies = Vec::new();
    for i in 0..45 {
        let fields = [("text", &*format!("reply {i}")), ("reply_to", &top)];
        replies.push(ana.say(&note, &fields).await);
    }
    let page = anon
        .get(&format!("/n/{note}"))
        .await
        .ok()
        .has("Show 43 more replies");
    assert_eq!(page.ids("c").len(), 3);
    let mut met: Vec<String> = page.ids("c")[1..].to_vec();
    let pattern = r#"data-more="click" href="([^"]+)""#;
    let mut next = page.find(pattern);
    while let Some(path) = next {
        let piece = anon.piece(&path).await.ok();
        met.extend(piece.ids("c"));
        next = piece.find(pattern);
    }
    assert_eq!(met, replies);
    anon.get(&format!("/c/{top}/replies"))
        .await
        .ok()
        .has("reply 19");
    app.finish().await;
}

#[tokio::test]
async fn the_pinned_comment_leads_and_only_the_author_pins() {
    let (app, anon, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let note = ana.note("a note", "").await;
    let first = ben.comment(&note, "first").await;
    app.later(HOUR_MS);
    let second = ben.comment(&note, "second").await;
    let reply = ben.reply(&note, &first, "reply").await;
    ben.post(&format!("/c/{first}/pin"), &[("on", "1")])
        .await
        .status(403);
    ana.post(&format!("/c/{reply}/pin"), &[("on", "1")])
        .await
        .status(403);
    for sort in ["hot", "new"] {
        ana.post(&format!("/c/{first}/pin"), &[("on", "1")])
            .await
            .see();
        let ids = anon
            .piece(&format!("/n/{note}/comments?sort={sort}"))
            .await
            .ok()
            .ids("c");
        assert_eq!(
            ids,
            [first.clone(), reply.clone(), second.clone()],
            "{sort}"
        );
        // One at a time.
        ana.post(&format!("/c/{second}/pin"), &[("on", "1")])
            .await
            .see();
        let ids = anon
            .piece(&format!("/n/{note}/comments?sort={sort}"))
            .await
            .ok()
            .ids("c");
        assert_eq!(
            ids,
            [second.clone(), first.clone(), reply.clone()],
            "{sort}"
        );
        ana.post(&format!("/c/{second}/pin"), &[("on", "0")])
            .await
            .see();
    }
    app.finish().await;
}

#[tokio::test]
async fn a_comment_is_deleted_by_its_author_the_notes_author_or_a_moderator() {
    let (app, anon, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let eve = app.join("eve").await;
    let mei = app.staff("mei", Role::Moderator).await;
    let note = ana.note("a note", "").await;
    for who in [&ben, &ana, &mei] {
        let top = ben.comment(&note, "words of his").await;
        let reply = eve.reply(&note, &top, "below it").await;
        eve.post(&format!("/c/{top}/delete"), &[]).await.status(403);
        anon.post(&format!("/c/{top}/delete"), &[])
            .await
            .status(401);
        assert_eq!(
            who.post(&format!("/c/{top}/delete"), &[]).await.see(),
            format!("/n/{note}")
        );
        anon.get(&format!("/n/{note}"))
            .await
            .ok()
            .lacks("words of his")
            .lacks("below it");
        anon.piece(&format!("/c/{reply}")).await.status(404);
        who.post(&format!("/c/{top}/delete"), &[]).await.status(404);
    }
    let page = anon
        .get(&format!("/n/{note}"))
        .await
        .ok()
        .has("No comments yet");
    assert!(page.ids("c").is_empty());
    app.finish().await;
}

#[tokio::test]
async fn a_comment_may_carry_one_picture() {
    let (app, anon, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let note = ana.note("a note", "").await;
    let path = format!("/n/{note}/comments");
    let picture = jpeg(400, 300);
    let parts = [
        Text("text", ""),
        Text("alt", "a wet cat"),
        File("file", &picture),
    ];
    ben.post_parts(&path, &parts).await.see();
    let page = anon.get(&format!("/n/{note}")).await.ok().has("a wet cat");
    let src = page
        .find(r#"<img src="(/media/[0-9a-f]+-s\.webp)" alt="a wet cat""#)
        .unwrap();
    anon.get(&src).await.ok();

    let uploaded = ben.upload(&picture).await;
    ben.post(&path, &[("text", "mine"), ("picture", &uploaded)])
        .await
        .see();
    // A stranger's picture is refused, and the words stay.
    let page = ana
        .post(&path, &[("text", "not mine"), ("picture", &uploaded)])
        .await
        .status(422);
    assert_eq!(page.area("text"), "not mine");
    page.has("This picture is gone");

    for file in [&b"MZ\x90\0 a program"[..], &picture[..picture.len() / 2]] {
        let parts = [Text("text", "words to keep"), File("file", file)];
        let page = ben.post_parts(&path, &parts).await.status(422);
        assert_eq!(page.area("text"), "words to keep");
        assert!(
            page.find(r#"<p class="wrong"[^>]*>(.+?)</p>"#).is_some(),
            "no reason is given"
        );
    }
    app.finish().await;
}

#[tokio::test]
async fn a_refused_comment_keeps_its_words_and_its_place() {
    let (app, _anon, ana) = TestApp::start().await;
    let note = ana.note("a note", "").await;
    let top = ana.comment(&note, "top").await;
    let path = format!("/n/{note}/comments");
    let long = "x".repeat(1_001);
    let page = ana
        .post(&path, &[("text", &long), ("reply_to", &top)])
        .await
        .status(422);
    assert_eq!(page.area("text"), long);
    assert_eq!(page.value("reply_to"), top);
    assert!(page.wrong("text").unwrap().contains("at most 1,000"));
    ana.post_piece(&path, &[("text", &long)])
        .await
        .status(422)
        .has("at most 1,000");
    ana.post(&path, &[("text", "\u{200b} \n")])
        .await
        .status(422)
        .has("Write something");
    // A reply to a comment of another note goes nowhere.
    let other = ana.note("another", "").await;
    let fields = [("text", "astray"), ("reply_to", &*top)];
    ana.post(&format!("/n/{other}/comments"), &fields)
        .await
        .status(404);
    app.finish().await;
}
