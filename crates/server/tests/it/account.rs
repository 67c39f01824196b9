//! Signing in and out, sessions, passwords, recovery codes, the profile.

use crate::harness::{DAY_MS, File, PASSWORD, TestApp, Text, png};

const OTHER: &str = "quite another secret";

#[tokio::test]
async fn signing_in_leads_on_within_the_site_only() {
    let (app, anon, _ana) = TestApp::start().await;
    for (next, place) in [
        ("/topics?sort=new", "/topics?sort=new"),
        ("", "/"),
        ("//evil.example", "/"),
        ("https://evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("/a\r\nset-cookie: x=y", "/"),
    ] {
        let fields = [("handle", "@Ana "), ("password", PASSWORD), ("next", next)];
        assert_eq!(anon.post("/signin", &fields).await.see(), place, "{next:?}");
    }
    app.finish().await;
}

#[tokio::test]
async fn a_wrong_handle_and_a_wrong_password_get_one_answer() {
    let (app, anon, _ana) = TestApp::start().await;
    let mut said = Vec::new();
    for (handle, password) in [("ana", "not her password"), ("nobody", PASSWORD), ("", "")] {
        let fields = [
            ("handle", handle),
            ("password", password),
            ("next", "/topics"),
        ];
        let page = anon.post("/signin", &fields).await.status(422);
        assert_eq!(page.value("handle"), handle);
        assert_eq!(page.value("next"), "/topics");
        said.push(page.wrong("password").unwrap());
    }
    said.dedup();
    assert_eq!(said.len(), 1, "{said:?}");
    app.finish().await;
}

#[tokio::test]
async fn pages_for_members_lead_to_signing_in_and_back() {
    let (app, anon, _ana) = TestApp::start().await;
    assert_eq!(
        anon.get("/settings?x=1").await.see(),
        "/signin?next=%2Fsettings%3Fx%3D1"
    );
    anon.piece("/inbox").await.status(401).has("sign in");
    anon.post("/compose", &[("text", "hi")]).await.status(401);
    let json = [("accept", "application/json")];
    let answer = anon.post_with("/pictures", &[], &json).await.status(401);
    assert_eq!(answer.json()["error"]["code"], "signed-out");
    app.finish().await;
}

#[tokio::test]
async fn signing_out_ends_the_session_for_every_copy_of_the_cookie() {
    let (app, _anon, ana) = TestApp::start().await;
    let copy = ana.twin();
    copy.get("/settings").await.ok();
    assert_eq!(ana.post("/signout", &[]).await.see(), "/");
    assert!(ana.cookie("sampan_session").is_none());
    copy.get("/settings")
        .await
        .status(401)
        .has("You were signed out");
    assert!(
        copy.cookie("sampan_session").is_none(),
        "a dead cookie is taken back"
    );
    ana.post("/signout", &[]).await.see();
    app.finish().await;
}

#[tokio::test]
async fn sessions_are_listed_and_ended_one_by_one_or_all() {
    let (app, _anon, ana) = TestApp::start().await;
    let phone = app
        .anon()
        .with("user-agent", "Mozilla/5.0 (iPhone) Safari/605.1");
    let fields = [("handle", "ana"), ("password", PASSWORD)];
    phone.post("/signin", &fields).await.see();
    let third = app.sign_in("ana", PASSWORD).await;

    let page = ana
        .get("/settings/security")
        .await
        .ok()
        .has("Safari · iPhone");
    let ids = page.all(r"/settings/sessions/([0-9a-z]+)/revoke");
    assert_eq!(ids.len(), 2, "the current one cannot be ended here");
    let phone_id = phone.get("/settings/security").await.ok();
    let phone_id = ids
        .iter()
        .find(|id| !phone_id.text().contains(id.as_str()))
        .unwrap();
    let place = ana
        .post(&format!("/settings/sessions/{phone_id}/revoke"), &[])
        .await
        .see();
    ana.get(&place).await.ok().has("That device is signed out");
    phone.get("/settings").await.status(401);
    third.get("/settings").await.ok();

    // Nobody ends a stranger's.
    let ben = app.join("ben").await;
    let id = ids.iter().find(|id| *id != phone_id).unwrap();
    ben.post(&format!("/settings/sessions/{id}/revoke"), &[])
        .await
        .status(404);
    ben.post("/settings/sessions/nonsense/revoke", &[])
        .await
        .status(404);
    third.get("/settings").await.ok();

    ana.post("/settings/sessions/revoke-others", &[])
        .await
        .see();
    third.get("/settings").await.status(401);
    ana.get("/settings").await.ok();
    app.finish().await;
}

#[tokio::test]
async fn a_session_lives_ninety_days_from_its_last_use() {
    let (app, _anon, ana) = TestApp::start().await;
    for _ in 0..3 {
        app.later(89 * DAY_MS);
        ana.twin().get("/settings").await.ok();
    }
    app.later(91 * DAY_MS);
    ana.get("/settings")
        .await
        .status(401)
        .has("You were signed out");
    app.finish().await;
}

#[tokio::test]
async fn a_new_password_needs_the_old_one_and_ends_other_sessions() {
    let (app, anon, ana) = TestApp::start().await;
    let other = app.sign_in("ana", PASSWORD).await;
    let wrong = [("current", "not it at all"), ("password", OTHER)];
    let page = ana.post("/settings/password", &wrong).await.status(422);
    assert!(page.wrong("current").is_some());
    let common = [("current", PASSWORD), ("password", "password1")];
    assert!(
        ana.post("/settings/password", &common)
            .await
            .status(422)
            .wrong("password")
            .is_some()
    );
    let good = [("current", PASSWORD), ("password", OTHER)];
    let place = ana.post("/settings/password", &good).await.see();
    ana.get(&place).await.ok().has("The new password is set");
    other.get("/settings").await.status(401);
    let old = [("handle", "ana"), ("password", PASSWORD)];
    anon.post("/signin", &old).await.status(422);
    app.sign_in("ana", OTHER).await;
    app.finish().await;
}

#[tokio::test]
async fn a_recovery_code_works_once_and_ends_every_session() {
    let app = TestApp::with(|_| ()).await;
    let ana = app.anon();
    let fields = [("handle", "ana"), ("password", PASSWORD)];
    let codes = ana
        .post("/join", &fields)
        .await
        .ok()
        .all(r"<li><code>([0-9a-z-]+)</code></li>");
    let lost = app.anon();
    let typed = codes[3].to_uppercase().replace('-', " ");
    let form = |code: &str| {
        [
            ("handle", "@Ana".to_owned()),
            ("code", code.to_owned()),
            ("password", OTHER.to_owned()),
        ]
    };
    let send = async |code: &str| {
        let fields = form(code);
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        lost.post("/signin/recover", &fields).await
    };
    let page = send("2222-2222-2222-2222").await.status(422);
    assert!(page.wrong("code").is_some());
    assert_eq!(page.value("handle"), "@Ana");
    assert_eq!(send(&typed).await.see(), "/settings/security");
    lost.get("/settings/security")
        .await
        .ok()
        .has("7 recovery codes are left");
    ana.get("/settings").await.status(401);
    send(&codes[3]).await.status(422);

    // New codes replace the old ones.
    let new = lost.post("/settings/codes", &[]).await.ok();
    assert_eq!(new.header("cache-control"), "no-store");
    let new = new.all(r"<li><code>([0-9a-z-]+)</code></li>");
    send(&codes[0]).await.status(422);
    send(&new[0]).await.see();
    app.sign_in("ana", OTHER).await;
    app.finish().await;
}

#[tokio::test]
async fn the_profile_shows_what_was_saved_and_keeps_what_was_refused() {
    let (app, anon, ana) = TestApp::start().await;
    let face = png(300, 200);
    let parts = [
        Text("name", "Ana \u{202e}<b>"),
        Text("bio", "two\nlines & #topic"),
        Text("place", "Porto"),
        Text("writes", "pt"),
        Text("reads", "pt"),
        Text("reads", "en"),
        File("avatar", &face),
        File("cover", &face),
    ];
    let place = ana.post_parts("/settings/profile", &parts).await.see();
    ana.get(&place).await.ok().has("Saved.");
    let page = anon
        .get("/@ana")
        .await
        .ok()
        .has("Ana <b>")
        .has("Porto")
        .lacks("\u{202e}");
    let avatar =
        page.find(r#"<meta property="og:image" content="http://localhost:8080(/media/[^"]+)"#);
    let avatar = avatar.expect("the avatar has an address");
    assert_eq!(
        anon.get(&avatar).await.ok().header("content-type"),
        "image/webp"
    );

    let long = "b".repeat(501);
    let parts = [
        Text("name", "Anna"),
        Text("bio", &long),
        File("avatar", b"MZ not a picture"),
    ];
    let page = ana
        .post_parts("/settings/profile", &parts)
        .await
        .status(422);
    assert!(page.wrong("bio").is_some());
    assert!(page.wrong("avatar").is_some());
    assert_eq!(page.value("name"), "Anna");
    assert_eq!(page.area("bio"), long);

    ana.post("/settings/profile", &[("name", "Ana"), ("momo", "1")])
        .await
        .see();
    let page = anon.get("/@ana").await.ok().has("momo").lacks(&avatar);
    assert!(page.find("<h1[^>]*><bdi>(momo)</bdi>").is_some());
    app.finish().await;
}

#[tokio::test]
async fn a_face_that_is_taken_away_is_gone_from_the_store() {
    let (app, anon, ana) = TestApp::start().await;
    ana.post_parts("/settings/profile", &[File("avatar", &png(300, 300))])
        .await
        .see();
    let face = anon
        .get("/@ana")
        .await
        .find(r#"content="http://localhost:8080(/media/[^"]+)"#)
        .unwrap();
    anon.get(&face).await.ok();
    ana.post("/settings/profile", &[("remove_avatar", "1")])
        .await
        .see();
    anon.get(&face).await.status(404);
    app.finish().await;
}
