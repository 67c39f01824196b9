//! What happens when more is asked than can be done.

use crate::harness::TestApp;
use serde_json::json;

/// A note and a topic that visitors have read.
async fn read() -> (
    TestApp,
    crate::harness::Actor,
    crate::harness::Actor,
    String,
) {
    let (app, anon, ana) = TestApp::start().await;
    let note = ana.note("Boats", "#boats").await;
    for _ in 0..3 {
        anon.get(&format!("/n/{note}")).await.ok();
    }
    (app, anon, ana, note)
}

#[tokio::test(flavor = "multi_thread")]
async fn visitors_get_what_is_kept_before_anything_is_made_for_them() {
    let (app, anon, ana, note) = read().await;
    app.press(2.0);
    let path = format!("/n/{note}");
    anon.get(&path).await.ok().has("Boats");
    // What has been said since is not on it yet, but nobody shows what was taken down.
    ana.comment(&note, "said since").await;
    anon.get(&path).await.ok().lacks("said since");
    ana.get(&path).await.ok().has("said since");
    for path in ["/", "/@ana", "/search?q=boats", "/t/boats", "/n/1"] {
        let answer = anon.get(path).await.status(503);
        assert!(
            answer.header("retry-after").parse::<u64>().unwrap() >= 2,
            "{path}"
        );
        assert_eq!(answer.header("cache-control"), "no-store");
        answer.has("So many people").has(r#"http-equiv="refresh""#);
    }
    ana.post(&format!("/n/{note}/delete"), &[]).await.see();
    anon.get(&path).await.status(503);
    app.press(0.0);
    anon.get("/").await.ok();
    anon.get(&path).await.status(404);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn members_go_after_visitors_and_what_they_write_goes_last() {
    let (app, anon, ana, note) = read().await;
    let token = ana.get(&format!("/n/{note}")).await.value("once");
    app.press(2.0);
    ana.get("/").await.ok();
    // A cookie alone makes nobody a member.
    let forger = app.anon();
    forger.set_cookie("sampan_session", "not a session");
    forger.get("/").await.status(503);
    app.press(3.0);
    ana.get("/").await.status(503).has("So many people");
    // What is kept takes no more than refusing it; what lies below it would have to be made.
    anon.get(&format!("/n/{note}")).await.ok().has("Boats");
    for path in [format!("/n/{note}/comments"), "/t/boats/feed".into()] {
        anon.get(&path).await.status(503);
    }
    let piece = app.anon().with("sampan-fragment", "cards");
    for path in ["/", "/t/boats"] {
        piece.get(path).await.status(503);
    }
    anon.post("/join", &[("handle", "ben"), ("password", "x")])
        .await
        .status(503);
    // Whoever has begun to join, or to sign in, comes to its end.
    for path in ["/join/passkey/finish", "/signin/passkey/finish"] {
        let unknown = json!({ "ceremony": "none", "credential": {} });
        let told = anon.post_json(path, &unknown).await;
        assert!(told.status.is_client_error(), "{path}: {}", told.status);
    }
    // Nothing that members say is refused yet.
    ana.say(&note, &[("text", "still"), ("once", &token)]).await;
    ana.like(&note).await;
    app.press(4.0);
    let path = format!("/n/{note}/comments");
    let refused = ana.post(&path, &[("text", "late")]).await.status(503);
    refused
        .has("your browser sends it again")
        .lacks(r#"http-equiv="refresh""#);
    let refused = ana.post_piece(&path, &[("text", "late")]).await.status(503);
    refused.has("What you wrote is still here").lacks("<html");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_waited_goes_before_others() {
    let (app, _, ana, _) = read().await;
    let ben = app.join("ben").await;
    let visitor = app.anon();
    app.press(3.0);
    let wait = |answer: &crate::harness::Answer| -> u64 {
        let text = answer.header("retry-after");
        text.parse().unwrap()
    };
    let told = ana.get("/").await.status(503);
    let again = ana.get("/").await.status(503);
    assert!(wait(&again) <= wait(&told), "a place in the line is kept");
    // A visitor finds theirs again by a cookie.
    let told = visitor.get("/").await.status(503);
    assert!(told.header("set-cookie").starts_with("sampan_visit="));
    let last = wait(&visitor.get("/").await.status(503));
    tokio::time::sleep(std::time::Duration::from_secs(last + 1)).await;
    ana.get("/").await.ok();
    ben.get("/").await.status(503);
    app.press(2.0);
    visitor.get("/").await.ok();
    app.anon().get("/").await.status(503);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_is_told_in_their_form_and_language() {
    let (app, anon, ana, note) = read().await;
    app.press(4.0);
    let wants = |name, value| app.anon().with(name, value);
    let chinese = wants("accept-language", "zh-CN").get("/").await.status(503);
    chinese.has("人真多").has(r#"lang="zh-Hans""#);
    let json = wants("accept", "application/json")
        .get("/")
        .await
        .status(503)
        .json();
    assert_eq!(json["error"]["code"], "busy");
    let program = anon.get("/api/v1/timelines/public").await.status(503);
    assert!(!program.header("retry-after").is_empty());
    assert!(program.json()["error"].as_str().unwrap().contains("people"));
    // Programs ask for more than what stands under /api.
    for path in ["/oembed?url=x", "/languages", "/.well-known/nodeinfo"] {
        let told = anon.get(path).await.status(503).json();
        assert!(told["error"].is_string(), "{path}");
    }
    let told = anon.post("/oauth/revoke", &[("token", "x")]).await;
    assert!(told.status(503).json()["error"].is_string());
    let page = ana.get(&format!("/n/{note}")).await.status(503);
    assert!(
        page.header("content-security-policy")
            .contains("script-src 'self'")
    );
    // The door is for pages: whoever watches over the server, and what pages are made of, passes.
    anon.get("/health/live").await.ok();
    anon.get("/health/ready").await.ok();
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_too_often_is_held_up_and_nobody_else() {
    let app = TestApp::with(|config| config.limits.requests = "5/60".into()).await;
    let anon = app.anon();
    for _ in 0..5 {
        anon.get("/about").await.ok();
    }
    let began = std::time::Instant::now();
    let refused = anon.get("/about").await.status(429);
    assert!(
        began.elapsed().as_millis() >= 900,
        "asking on and on is slow"
    );
    assert_eq!(refused.header("connection"), "close");
    assert!(refused.header("retry-after").parse::<u64>().unwrap() > 1);
    refused.has("So many people");
    anon.get("/health/live").await.ok();
    app.finish().await;
}
