//! Pages about the house, what machines ask for, and addresses that lead nowhere.

use crate::harness::TestApp;
use axum::body::Body;
use axum::http::Method;

#[tokio::test]
async fn pages_of_the_house_are_open_to_everybody() {
    let (app, anon, ana) = TestApp::start().await;
    for path in [
        "/",
        "/topics",
        "/about",
        "/rules",
        "/guide",
        "/search",
        "/join",
        "/signin",
        "/signin/recover",
    ] {
        let page = anon.get(path).await.ok();
        assert!(
            page.find("<h1[^>]*>(.+)").is_some() || path == "/",
            "{path} has no heading"
        );
    }
    anon.get("/about").await.ok().has("What happens here");
    ana.get("/offline")
        .await
        .ok()
        .lacks("@ana")
        .lacks("data-signed-in");
    let empty = TestApp::with(|_| ()).await;
    empty
        .anon()
        .get("/")
        .await
        .ok()
        .has("The water is still calm");
    empty.anon().get("/topics").await.ok().has("No topics yet");
    empty.finish().await;
    app.finish().await;
}

#[tokio::test]
async fn machines_find_what_they_ask_for() {
    let (app, anon, _ana) = TestApp::start().await;
    let robots = anon
        .get("/robots.txt")
        .await
        .ok()
        .has("Disallow: /settings");
    assert!(robots.header("content-type").starts_with("text/plain"));
    let manifest = anon.get("/manifest.webmanifest?lang=zh-Hans").await.ok();
    assert!(
        manifest
            .header("content-type")
            .starts_with("application/manifest+json")
    );
    let manifest = manifest.json();
    assert_eq!(
        (&manifest["lang"], &manifest["name"]),
        (&"zh-Hans".into(), &"Sampan".into())
    );
    assert_eq!(anon.get("/health/live").await.ok().text(), "ok");
    assert_eq!(anon.get("/health/ready").await.ok().text(), "ok");
    let worker = anon.get("/sw.js").await.ok();
    assert!(
        !worker.header("cache-control").contains("immutable"),
        "a worker is asked for again"
    );
    app.finish().await;
}

#[tokio::test]
async fn assets_are_kept_for_ever_and_known_ones_are_not_sent_again() {
    let (app, anon, _ana) = TestApp::start().await;
    let page = anon.get("/").await.ok();
    for pattern in [
        r#"href="(/assets/app[^"]+\.css)""#,
        r#"src="(/assets/app[^"]+\.js)""#,
    ] {
        let path = page.find(pattern).unwrap();
        let asset = anon.get(&path).await.ok();
        assert!(asset.header("cache-control").contains("immutable"));
        let tag = asset.header("etag").to_owned();
        let known = [("if-none-match", &*tag)];
        let again = anon
            .send(Method::GET, &path, &known, Body::empty())
            .await
            .status(304);
        assert!(again.body.is_empty());
    }
    for path in [
        "/assets/",
        "/assets/nothing.js",
        "/assets/..%2f..%2fCargo.toml",
        "/assets/%ff",
    ] {
        let status = anon.get(path).await.status.as_u16();
        assert!(matches!(status, 400 | 404), "{path}: {status}");
    }
    app.finish().await;
}

#[tokio::test]
async fn unknown_addresses_and_methods_get_a_page_that_helps() {
    let (app, anon, ana) = TestApp::start().await;
    ana.note("a note", "").await;
    for path in [
        "/nothing",
        "/n/",
        "/n/nonsense",
        "/c/nonsense",
        "/@nobody",
        "/@",
        "/@%F0%9F%92%A9",
        "/collections/x",
        "/.env",
        "//",
        "/n/1/2/3",
    ] {
        let page = anon.get(path).await.status(404).has("Nothing here");
        assert!(
            page.header("content-type").starts_with("text/html"),
            "{path}"
        );
        anon.piece(path)
            .await
            .status(404)
            .has("no longer here")
            .lacks("<html");
        let json = [("accept", "application/json")];
        let answer = anon
            .send(Method::GET, path, &json, Body::empty())
            .await
            .status(404);
        assert_eq!(answer.json()["error"]["code"], "not-found");
    }
    for (method, path) in [
        (Method::DELETE, "/"),
        (Method::PUT, "/compose"),
        (Method::GET, "/signout"),
        (Method::GET, "/pictures"),
        (Method::POST, "/about"),
        (Method::PATCH, "/@ana"),
    ] {
        let page = ana.send(method, path, &[], Body::empty()).await.status(405);
        assert!(
            page.header("content-type").starts_with("text/html"),
            "{path}"
        );
        assert!(
            page.headers.get("allow").is_some(),
            "{path} does not say what it allows"
        );
    }
    let head = anon.send(Method::HEAD, "/", &[], Body::empty()).await.ok();
    assert!(head.body.is_empty());
    app.finish().await;
}

#[tokio::test]
async fn what_makes_no_sense_gets_a_page_that_says_so() {
    let (app, anon, ana) = TestApp::start().await;
    for path in [
        "/n/%ff",
        "/@%ff%fe",
        "/t/%c3%28",
        "/?after=a&after=b",
        "/n/1?reply=%ff&reply=x",
        "/explore/fresh",
    ] {
        let page = anon.get(path).await;
        assert!(
            matches!(page.status.as_u16(), 400 | 404),
            "{path}: {}",
            page.status
        );
        assert!(
            page.header("content-type").starts_with("text/html"),
            "{path} is answered plainly"
        );
    }
    let post = async |kind: &str, body: &'static [u8]| {
        ana.send(Method::POST, "/compose", &[("content-type", kind)], body)
            .await
    };
    let form = "application/x-www-form-urlencoded";
    post(form, b"text=%ff%fe")
        .await
        .status(400)
        .has("did not understand");
    post(form, b"text=\xff\xfe").await.status(400);
    post("text/plain", b"text=hello").await.status(400);
    post("application/json", b"{\"text\":\"hello\"}")
        .await
        .status(400);
    post("multipart/form-data", b"no boundary")
        .await
        .status(400);
    post("multipart/form-data; boundary=x", b"--y\r\nnot ours")
        .await
        .status(400);
    let broken =
        b"--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n\xff\xfe\r\n--x--\r\n";
    post("multipart/form-data; boundary=x", broken)
        .await
        .status(400);
    let cut = b"--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nhalf a";
    post("multipart/form-data; boundary=x", cut)
        .await
        .status(400);
    assert!(anon.get("/@ana").await.ids("n").is_empty());
    app.finish().await;
}

#[tokio::test]
async fn pages_are_compressed_for_those_who_ask() {
    let (app, anon, _ana) = TestApp::start().await;
    for encoding in ["gzip", "br", "zstd"] {
        let headers = [("accept-encoding", encoding)];
        let page = anon
            .send(Method::GET, "/about", &headers, Body::empty())
            .await
            .ok();
        assert_eq!(page.header("content-encoding"), encoding);
    }
    app.finish().await;
}
