//! The inbox: what is told, how it is grouped, and what counts as unread.

use crate::harness::{DAY_MS, MINUTE_MS, TestApp};

#[tokio::test]
async fn like_things_are_one_line_and_opening_reads_them() {
    let (app, _anon, ana) = TestApp::start().await;
    let note = ana.note("a note of hers", "").await;
    let comment = ana.comment(&note, "her own words").await;
    assert_eq!(ana.unread().await, 0, "nobody is told of themselves");
    for handle in ["ben", "cora", "dan", "eve"] {
        let actor = app.join(handle).await;
        actor.like(&note).await;
        actor
            .post(&format!("/c/{comment}/like"), &[("on", "1")])
            .await
            .see();
        actor.post(&format!("/n/{note}/collect"), &[]).await.see();
        actor.follow(&ana).await;
        app.later(MINUTE_MS);
    }
    let ben = app.sign_in("ben", crate::harness::PASSWORD).await;
    ben.comment(&note, "a comment").await;
    ben.reply(&note, &comment, "a reply @ana").await;
    assert_eq!(
        ana.unread().await,
        6,
        "four groups, a comment, and a reply that mentions her"
    );
    let page = ana.get("/inbox").await.ok();
    let text: String = page
        .all(r#"(?s)<div class="grow"><p>(.*?)<span class="when">"#)
        .join("\n");
    let text = regex_lite::Regex::new("<[^>]*>")
        .unwrap()
        .replace_all(&text, "")
        .into_owned();
    for line in [
        "eve, dan and 2 others liked your note",
        "eve, dan and 2 others liked your comment",
        "eve, dan and 2 others collected your note",
        "eve, dan and 2 others follow you",
        "ben commented on your note",
        "ben mentioned you",
    ] {
        assert!(text.contains(line), "{line:?} is not in\n{text}");
    }
    assert_eq!(page.all(r#"<li class="notice (unread)""#).len(), 6);
    assert_eq!(ana.unread().await, 0);
    assert!(
        ana.get("/inbox")
            .await
            .all(r#"<li class="notice (unread)""#)
            .is_empty()
    );

    // What is new in an old group is unread again, and on top.
    app.later(MINUTE_MS);
    let fay = app.join("fay").await;
    fay.like(&note).await;
    assert_eq!(ana.unread().await, 1);
    let page = ana.get("/inbox").await.ok();
    assert_eq!(page.all(r#"class="kind k-([a-z-]+)""#)[0], "like");
    app.finish().await;
}

#[tokio::test]
async fn a_like_that_was_taken_back_is_told_no_more() {
    let (app, _anon, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let note = ana.note("a note", "").await;
    ben.like(&note).await;
    ben.post(&format!("/n/{note}/like"), &[("on", "0")])
        .await
        .see();
    ana.get("/inbox").await.ok().lacks("<bdi>ben</bdi>");
    app.finish().await;
}

#[tokio::test]
async fn follows_are_grouped_by_day() {
    let (app, _anon, ana) = TestApp::start().await;
    for handle in ["ben", "cora"] {
        app.join(handle).await.follow(&ana).await;
    }
    app.later(DAY_MS);
    app.join("dan").await.follow(&ana).await;
    assert_eq!(ana.unread().await, 2);
    let page = ana.get("/inbox").await.ok();
    assert_eq!(page.all(r#"class="kind k-(follow)""#).len(), 2);
    app.finish().await;
}

#[tokio::test]
async fn a_long_inbox_comes_in_pages() {
    let (app, _anon, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let note = ana.note("a note", "").await;
    for i in 0..70 {
        ben.say(&note, &[("text", &format!("comment {i}!"))]).await;
    }
    let mut met = Vec::new();
    let mut next = Some("/inbox".to_owned());
    while let Some(path) = next {
        let page = ana.piece(&path).await.ok();
        met.extend(page.all(r#"class="quote"[^>]*>([^<]*)</a>"#));
        next = page.more();
    }
    met.reverse();
    let want: Vec<String> = (0..70).map(|i| format!("comment {i}!")).collect();
    assert_eq!(met, want);
    assert_eq!(ana.unread().await, 70, "a piece marks nothing as read");
    for after in ["x", "1.", ".1", "1.zzzzzzzzzzzzz", "%ff"] {
        ana.get(&format!("/inbox?after={after}")).await.ok();
    }
    app.finish().await;
}

#[tokio::test]
async fn an_edit_mentions_only_whom_it_adds() {
    let (app, _anon, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let cora = app.join("cora").await;
    let note = ana.note("", "hello @ben @ben").await;
    let fields = [("text", "hello @ben and @cora"), ("version", "1")];
    let version = ana.get(&format!("/n/{note}/edit")).await.value("version");
    let fields = [fields[0], ("version", &*version)];
    ana.post(&format!("/n/{note}/edit"), &fields).await.see();
    assert_eq!((ben.unread().await, cora.unread().await), (1, 1));
    app.finish().await;
}
