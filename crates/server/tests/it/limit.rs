//! Rate limits: a clear answer, when to come back, and nothing lost.

use crate::harness::{Actor, File, PASSWORD, TestApp, Text, png};

fn wait(answer: &crate::harness::Answer) -> u64 {
    let wait: u64 = answer.header("retry-after").parse().unwrap();
    assert!((1..=3_601).contains(&wait), "{wait}");
    wait
}

#[tokio::test]
async fn a_note_beyond_the_limit_comes_back_whole() {
    let app = TestApp::with(|config| config.limits.notes = "1/3600".into()).await;
    let ana = app.join("ana").await;
    let once = ana.get("/compose").await.value("once");
    let first = [("text", "one"), ("once", once.as_str())];
    let place = ana.post("/compose", &first).await.see();
    let fields = [
        ("title", "kept"),
        ("text", "every word"),
        ("place", "Porto"),
    ];
    let page = ana
        .post("/compose", &fields)
        .await
        .status(429)
        .has("Try again in");
    wait(&page);
    assert_eq!(
        (page.value("title"), page.area("text")),
        ("kept".into(), "every word".into())
    );
    assert_eq!(page.value("place"), "Porto");
    assert_eq!(
        ana.post("/compose", &first).await.see(),
        place,
        "a replay costs nothing"
    );
    // Somebody else is not limited.
    app.join("ben").await.note("mine", "").await;
    app.finish().await;
}

#[tokio::test]
async fn a_comment_beyond_the_limit_comes_back_whole() {
    let app = TestApp::with(|config| config.limits.comments = "1/3600".into()).await;
    let ana = app.join("ana").await;
    let note = ana.note("a note", "").await;
    let top = ana.comment(&note, "one").await;
    let path = format!("/n/{note}/comments");
    let page = ana
        .post(&path, &[("text", "every word"), ("reply_to", &top)])
        .await
        .status(429);
    wait(&page);
    assert_eq!(page.area("text"), "every word");
    assert_eq!(page.value("reply_to"), top);
    let piece = ana
        .post_piece(&path, &[("text", "every word")])
        .await
        .status(429);
    wait(&piece);
    assert!(
        piece
            .find(r#"<p class="error" role="alert">(.+)</p>"#)
            .is_some()
    );
    app.finish().await;
}

#[tokio::test]
async fn a_picture_beyond_the_limit_costs_no_words() {
    let app = TestApp::with(|config| config.limits.uploads = "1/3600".into()).await;
    let ana = app.join("ana").await;
    let note = ana.note("a note", "").await;
    let picture = png(50, 50);
    let parts = [
        Text("title", "kept"),
        File("file", &picture),
        File("file", &picture),
        Text("text", "words"),
    ];
    let page = ana.post_parts("/compose", &parts).await.status(429);
    wait(&page);
    assert_eq!(
        (page.value("title"), page.area("text")),
        ("kept".into(), "words".into())
    );
    assert_eq!(
        page.all(r#"name="picture" value="([0-9a-z]+)""#).len(),
        1,
        "the first one stays"
    );
    let parts = [Text("text", "a comment"), File("file", &picture)];
    let page = ana
        .post_parts(&format!("/n/{note}/comments"), &parts)
        .await
        .status(429);
    wait(&page);
    assert_eq!(page.area("text"), "a comment");
    let answer = ana
        .post_parts("/pictures", &[File("file", &picture)])
        .await
        .status(429);
    wait(&answer);
    let parts = [Text("name", "Ana"), File("avatar", &picture)];
    let page = ana
        .post_parts("/settings/profile", &parts)
        .await
        .status(429);
    wait(&page);
    app.finish().await;
}

#[tokio::test]
async fn guessing_passwords_is_slowed_by_account_and_by_address() {
    let app = TestApp::with(|config| config.limits.signin = "3/300".into()).await;
    let ana = app.join("ana").await;
    let guess = async |who: &Actor, handle: &str| {
        who.post(
            "/signin",
            &[("handle", handle), ("password", "a wild guess")],
        )
        .await
    };
    for _ in 0..3 {
        guess(&app.anon(), "ana").await.status(422);
    }
    let page = guess(&app.anon(), "ana").await.status(429);
    assert!(wait(&page) <= 101);
    assert_eq!(page.value("handle"), "ana");
    page.has("Try again in");
    let fields = [
        ("handle", "ana"),
        ("code", "x"),
        ("password", "a new password"),
    ];
    wait(
        &app.anon()
            .post("/signin/recover", &fields)
            .await
            .status(429),
    );
    // Who is in stays in.
    ana.get("/settings").await.ok();
    app.finish().await;
}

#[tokio::test]
async fn joining_and_reacting_have_their_limits() {
    let app = TestApp::with(|config| {
        config.limits.signup = "2/3600".into();
        config.limits.reactions = "2/600".into();
    })
    .await;
    let ana = app.join("ana").await;
    // A form with a mistake in it costs nothing.
    for _ in 0..3 {
        app.anon()
            .post("/join", &[("handle", "b"), ("password", PASSWORD)])
            .await
            .status(422);
    }
    app.join("ben").await;
    let fields = [("handle", "cora"), ("name", "Cora"), ("password", PASSWORD)];
    let page = app.anon().post("/join", &fields).await.status(429);
    wait(&page);
    assert_eq!(
        (page.value("handle"), page.value("name")),
        ("cora".into(), "Cora".into())
    );

    let note = ana.note("a note", "").await;
    let path = format!("/n/{note}/like");
    ana.post(&path, &[("on", "1")]).await.see();
    ana.post(&path, &[("on", "0")]).await.see();
    let page = ana
        .post(&path, &[("on", "1")])
        .await
        .status(429)
        .has("A little slower");
    wait(&page);
    let json = [("accept", "application/json")];
    let answer = ana
        .post_with(&path, &[("on", "1")], &json)
        .await
        .status(429);
    assert_eq!(answer.json()["error"]["code"], "rate-limited");
    app.finish().await;
}
