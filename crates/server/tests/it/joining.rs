//! Joining: what is refused and why, and who may come in at all.

use crate::harness::{PASSWORD, TestApp};
use sampan_domain::Role;
use sampan_domain::account::SignupMode;

#[tokio::test]
async fn a_new_member_is_signed_in_and_shown_eight_codes() {
    let app = TestApp::with(|_| ()).await;
    let anon = app.anon();
    let fields = [
        ("handle", " @Hannah_in_Ohio "),
        ("name", "Hannah"),
        ("password", PASSWORD),
    ];
    let page = anon.post("/join", &fields).await.ok();
    assert_eq!(page.header("cache-control"), "no-store");
    let codes = page.all(r"<li><code>([0-9a-z-]{19})</code></li>");
    assert_eq!(codes.len(), 8);
    page.has("/@hannah_in_ohio").lacks("href=\"/signin");
    anon.get("/settings").await.ok().has("Hannah");
    anon.get("/@hannah_in_ohio").await.ok().has("Hannah");
    assert_eq!(anon.get("/join").await.see(), "/");
    assert_eq!(anon.get("/signin?next=/topics").await.see(), "/topics");
    app.finish().await;
}

#[tokio::test]
async fn every_trick_with_a_handle_is_refused_with_its_reason() {
    let (app, anon, _ana) = TestApp::start().await;
    app.join("lily").await;
    let characters = "plain letters a to z";
    for (typed, message) in [
        ("", "Choose a handle"),
        ("@", "Choose a handle"),
        ("ab", "between 3 and 30"),
        ("a123456789012345678901234567890", "between 3 and 30"),
        ("аna", characters),         // Cyrillic а
        ("ana\u{200b}", characters), // zero-width space
        ("a\u{200d}na", characters), // zero-width joiner
        ("\u{202e}ana", characters), // right-to-left override
        ("عنا", characters),
        ("ｂｅｎ", characters), // full width
        ("ben<script>", characters),
        ("ben/../ana", characters),
        ("ben\u{0}", characters),
        (".ben", "No dots at the ends"),
        ("be..n", "No dots at the ends"),
        ("12345", "at least one letter"),
        ("admin", "kept for the house"),
        ("Adm1n", "kept for the house"),
        ("sarnpan", "kept for the house"),
        ("ana", "has that one already"),
        ("ANA", "has that one already"),
        ("1ily", "looks too much like"),
        ("li1y", "looks too much like"),
    ] {
        let fields = [("handle", typed), ("password", PASSWORD)];
        let page = anon.post("/join", &fields).await.status(422);
        let wrong = page.wrong("handle").unwrap_or_default();
        assert!(
            wrong.contains(message),
            "{typed:?} is answered with {wrong:?}"
        );
        assert!(anon.cookie("sampan_session").is_none());
    }
    app.finish().await;
}

#[tokio::test]
async fn everything_wrong_is_told_at_once_and_what_was_typed_stays() {
    let (app, anon, _ana) = TestApp::start().await;
    let long = "长".repeat(41);
    let fields = [("handle", "ana"), ("name", &long), ("password", "12345678")];
    let page = anon.post("/join", &fields).await.status(422);
    assert!(page.wrong("handle").unwrap().contains("already"));
    assert!(page.wrong("name").unwrap().contains("at most 40"));
    assert!(page.wrong("password").unwrap().contains("guess"));
    assert_eq!(page.value("handle"), "ana");
    assert_eq!(page.value("name"), long);
    page.lacks("12345678");
    app.finish().await;
}

#[tokio::test]
async fn passwords_that_others_would_guess_are_refused() {
    let (app, anon, _ana) = TestApp::start().await;
    let long = "x1y2".repeat(200);
    for (password, message) in [
        ("", "at least 8"),
        ("short", "at least 8"),
        ("Password123", "guess"),
        ("aaaaaaaaaaaa", "guess"),
        ("benjamin", "guess"),
        (&long, "at most 512"),
    ] {
        let fields = [("handle", "benjamin"), ("password", password)];
        let page = anon.post("/join", &fields).await.status(422);
        let wrong = page.wrong("password").unwrap_or_default();
        assert!(
            wrong.contains(message),
            "{password:?} is answered with {wrong:?}"
        );
    }
    app.finish().await;
}

#[tokio::test]
async fn two_who_want_one_handle_at_once_are_told_apart() {
    let app = TestApp::with(|_| ()).await;
    let (one, two) = (app.anon(), app.anon());
    let fields = [("handle", "momo"), ("password", PASSWORD)];
    let (first, second) = tokio::join!(one.post("/join", &fields), two.post("/join", &fields));
    let mut statuses = [first.status.as_u16(), second.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 422]);
    app.finish().await;
}

#[tokio::test]
async fn a_closed_instance_takes_nobody() {
    let app = TestApp::with(|config| config.signup = SignupMode::Closed).await;
    let anon = app.anon();
    anon.get("/join").await.ok().has("not taking new members");
    let fields = [("handle", "ben"), ("password", PASSWORD)];
    anon.post("/join", &fields)
        .await
        .status(403)
        .has("not taking new members");
    let start = serde_json::json!({ "handle": "ben" });
    let refused = anon
        .post_json("/join/passkey/start", &start)
        .await
        .status(403);
    assert_eq!(refused.json()["error"]["code"], "signup-closed");
    app.finish().await;
}

#[tokio::test]
async fn an_invitation_lets_in_as_many_as_it_says() {
    let app = TestApp::with(|config| config.signup = SignupMode::Invitation).await;
    let mei = app.staff("mei", Role::Moderator).await;
    assert_eq!(
        mei.post("/mod/invitations", &[("uses", "2")]).await.see(),
        "/mod"
    );
    let page = mei.get("/mod").await.ok();
    let code = page.find(r"/join\?invitation=([0-9a-z-]+)").unwrap();

    let anon = app.anon();
    let page = anon.get(&format!("/join?invitation={code}")).await.ok();
    assert_eq!(page.value("invitation"), code);
    let mut fields = [("handle", "x"), ("password", "short"), ("invitation", "")];
    let page = anon.post("/join", &fields).await.status(422);
    assert!(
        page.wrong("invitation").is_some(),
        "an invitation is needed"
    );
    assert!(
        page.wrong("handle").is_some(),
        "the handle is too short as well"
    );
    assert!(page.wrong("password").is_some(), "and so is the password");

    fields = [
        ("handle", "ben"),
        ("password", PASSWORD),
        ("invitation", "nonsense"),
    ];
    let page = anon.post("/join", &fields).await.status(422);
    assert!(
        page.wrong("invitation")
            .unwrap()
            .contains("used up or mistyped")
    );
    assert_eq!(page.value("invitation"), "nonsense");

    // A refused attempt uses nothing up.
    fields = [
        ("handle", "mei"),
        ("password", PASSWORD),
        ("invitation", &code),
    ];
    anon.post("/join", &fields).await.status(422);
    for handle in ["ben", "cora"] {
        fields = [
            ("handle", handle),
            ("password", PASSWORD),
            ("invitation", &code),
        ];
        app.anon().post("/join", &fields).await.ok();
    }
    fields = [
        ("handle", "dan"),
        ("password", PASSWORD),
        ("invitation", &code),
    ];
    app.anon().post("/join", &fields).await.status(422);
    mei.get("/mod").await.ok().lacks(&code);
    app.finish().await;
}

#[tokio::test]
async fn whoever_waits_for_approval_gets_in_with_a_moderator() {
    let app = TestApp::with(|config| config.signup = SignupMode::Approval).await;
    let mei = app.staff("mei", Role::Moderator).await;
    for handle in ["ben", "eve"] {
        let waiting = app.anon();
        let fields = [("handle", handle), ("password", PASSWORD)];
        waiting
            .post("/join", &fields)
            .await
            .ok()
            .has("waiting for a moderator");
        assert!(waiting.cookie("sampan_session").is_none());
        waiting
            .post("/signin", &fields)
            .await
            .status(403)
            .has("still waiting");
        waiting.get(&format!("/@{handle}")).await.status(404);
    }
    mei.get("/mod").await.ok().has("@ben").has("@eve");
    assert_eq!(
        mei.post("/mod/accounts/ben/approve", &[]).await.see(),
        "/mod"
    );
    assert_eq!(
        mei.post("/mod/accounts/eve/refuse", &[]).await.see(),
        "/mod"
    );
    mei.post("/mod/accounts/ben/approve", &[]).await.status(404);
    mei.post("/mod/accounts/nobody/approve", &[])
        .await
        .status(404);
    mei.get("/mod").await.ok().lacks("@ben").lacks("@eve");

    let ben = app.sign_in("ben", PASSWORD).await;
    ben.note("in at last", "hello").await;
    app.anon().get("/@ben").await.ok().has("in at last");
    let fields = [("handle", "eve"), ("password", PASSWORD)];
    app.anon().post("/signin", &fields).await.status(422);
    app.finish().await;
}
