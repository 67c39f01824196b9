//! What browsers are told, and forms that other sites send.

use crate::harness::{PASSWORD, TestApp};

#[tokio::test]
async fn pages_carry_the_headers_that_keep_them_safe() {
    let (app, anon, ana) = TestApp::start().await;
    let note = ana.note("a title", "some text").await;
    for path in [
        "/",
        "/signin",
        &format!("/n/{note}"),
        "/nothing/here",
        "/@ana",
    ] {
        let page = anon.get(path).await;
        let policy = page.header("content-security-policy").to_owned();
        assert!(policy.starts_with("default-src 'none'; "), "{policy}");
        assert!(policy.contains("script-src 'self';"), "{path}: {policy}");
        // No script but those that are sent as such.
        let inline = page.find(r#"(<script(?: type="module")?>)"#);
        assert!(inline.is_none(), "{path}: {inline:?}");
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(page.header("x-content-type-options"), "nosniff");
        assert_eq!(page.header("referrer-policy"), "same-origin");
        assert_eq!(page.header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(page.header("cache-control"), "private, no-cache");
        assert!(
            page.find("(<[a-z]+ [^>]* (?:style|on[a-z]+)=\")").is_none(),
            "{path}"
        );
    }
    app.finish().await;
}

#[tokio::test]
async fn cookies_are_out_of_reach_for_scripts_and_other_sites() {
    let (app, anon, _ana) = TestApp::start().await;
    let signed = anon
        .post("/signin", &[("handle", "ana"), ("password", PASSWORD)])
        .await;
    let cookie = signed.header("set-cookie");
    for flag in [
        "; HttpOnly",
        "; SameSite=Lax",
        "; Path=/",
        "; Max-Age=34560000",
    ] {
        assert!(cookie.contains(flag), "{cookie} lacks {flag}");
    }
    assert!(!cookie.contains("Secure"), "plain http on localhost");
    app.finish().await;

    let app = TestApp::with(|config| config.origin = "https://river.example".into()).await;
    let page = app
        .anon()
        .post("/join", &[("handle", "ana"), ("password", PASSWORD)])
        .await
        .ok();
    assert!(page.header("set-cookie").contains("; Secure"));
    assert_eq!(page.header("strict-transport-security"), "max-age=31536000");
    app.finish().await;
}

#[tokio::test]
async fn other_sites_cannot_act_for_a_member() {
    let (app, _anon, ana) = TestApp::start().await;
    let form = [("text", "written by a stranger")];
    for headers in [
        [("sec-fetch-site", "cross-site")],
        [("sec-fetch-site", "same-site")],
        [("sec-fetch-site", "nonsense")],
        [("origin", "https://evil.example")],
        [("origin", "http://localhost:8081")],
        [("origin", "null")],
    ] {
        ana.post_with("/compose", &form, &headers)
            .await
            .status(403)
            .has("from another site");
        ana.post_with("/signout", &[], &headers).await.status(403);
    }
    ana.get("/").await.ok().lacks("written by a stranger");
    for headers in [
        [("sec-fetch-site", "same-origin")],
        [("origin", "http://localhost:8080")],
    ] {
        ana.post_with("/compose", &form, &headers).await.see();
    }
    app.finish().await;
}

#[tokio::test]
async fn what_people_write_stays_text() {
    let (app, anon, ana) = TestApp::start().await;
    let trap = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}";
    ana.post(
        "/settings/profile",
        &[("name", trap), ("bio", trap), ("place", trap)],
    )
    .await;
    ana.post("/settings/profile", &[("name", &trap[..40]), ("bio", trap)])
        .await
        .see();
    let fields = [("title", trap), ("text", trap), ("place", "<i>x</i>")];
    let note = ana.note_with(&fields).await;
    ana.comment(&note, trap).await;
    let paths = [
        format!("/n/{note}"),
        format!("/n/{note}/share"),
        format!("/n/{note}/history"),
        "/".into(),
        "/@ana".into(),
        format!("/search?q={}", crate::harness::encoded(trap)),
        format!("/join?invitation={}", crate::harness::encoded(trap)),
        format!("/signin?next=/{}", crate::harness::encoded(trap)),
    ];
    for path in paths {
        let page = anon.get(&path).await.ok().text();
        assert!(
            !page.contains("<script>alert") && !page.contains("<img src=x"),
            "{path}"
        );
    }
    let page = ana
        .get(&format!("/compose?text={}", crate::harness::encoded(trap)))
        .await
        .ok();
    assert_eq!(page.area("text"), trap);
    assert!(!page.text().contains("<script>alert"));
    app.finish().await;
}

#[tokio::test]
async fn the_language_follows_the_address_the_account_the_cookie_the_browser() {
    let (app, anon, ana) = TestApp::start().await;
    let lang = async |actor: &crate::harness::Actor, path: &str| {
        actor
            .get(path)
            .await
            .find(r#"<html lang="([^"]+)""#)
            .unwrap()
    };
    let anon = anon.with("accept-language", "fr;q=0.9, zh-TW;q=0.8, en;q=0.1");
    assert_eq!(
        lang(&anon, "/").await,
        "zh-Hans",
        "the nearest that is offered"
    );
    assert_eq!(lang(&anon, "/?lang=en").await, "en");
    assert_eq!(lang(&anon, "/?lang=tlh").await, "zh-Hans");
    let fields = [("lang", "en"), ("back", "/topics?x=1&lang=zh-Hans")];
    assert_eq!(anon.post("/language", &fields).await.see(), "/topics?x=1");
    assert_eq!(
        lang(&anon, "/").await,
        "en",
        "the cookie counts more than the browser"
    );
    assert_eq!(lang(&anon, "/?lang=zh-Hans").await, "zh-Hans");
    anon.post("/language", &[("lang", "tlh"), ("back", "/")])
        .await
        .status(400);
    let fields = [("lang", "en"), ("back", "//evil.example")];
    assert_eq!(anon.post("/language", &fields).await.see(), "/");

    ana.post("/language", &[("lang", "zh-Hans"), ("back", "/")])
        .await
        .see();
    ana.set_cookie("sampan_lang", "en");
    assert_eq!(
        lang(&ana, "/").await,
        "zh-Hans",
        "the account counts more than the cookie"
    );
    let elsewhere = app.sign_in("ana", PASSWORD).await;
    assert_eq!(
        lang(&elsewhere, "/").await,
        "zh-Hans",
        "and it goes with the account"
    );
    let error = elsewhere.get("/nothing").await.status(404);
    assert_eq!(error.find(r#"<html lang="([^"]+)""#).unwrap(), "zh-Hans");
    app.finish().await;
}

#[tokio::test]
async fn a_form_that_came_back_offers_its_own_page_in_other_languages() {
    let app = TestApp::with(|_| {}).await;
    for (referer, back) in [
        (
            "http://localhost:8080/join?next=/topics",
            "/join?next=/topics",
        ),
        ("http://elsewhere.example/join", "/"),
        ("http://localhost:8080.elsewhere.example/", "/"),
        ("", "/"),
    ] {
        let anon = app.anon().with("referer", referer);
        let page = anon.post("/join", &[("handle", "")]).await.status(422);
        assert_eq!(page.value("back"), back, "from {referer:?}");
    }
    app.finish().await;
}

#[tokio::test]
async fn without_a_word_on_the_site_the_origin_must_be_our_own() {
    let app = TestApp::with(|_| {}).await;
    let fields = [("lang", "zh-Hans"), ("back", "/topics")];
    let own = app.anon().with("origin", "http://localhost:8080");
    assert_eq!(own.post("/language", &fields).await.see(), "/topics");
    for origin in ["http://elsewhere.example", "null"] {
        let other = app.anon().with("origin", origin);
        other.post("/language", &fields).await.status(403);
    }
    app.finish().await;
}
