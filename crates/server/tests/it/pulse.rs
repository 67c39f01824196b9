//! The operator's page.

use crate::harness::{MINUTE_MS, TestApp};
use axum::http::Method;
use sampan_domain::Role;

/// A database in MaxMind's format in which every address is in one country: a tree of one node, whose both sides lead to
/// the first entry of the data.
fn everywhere(country: &str) -> Vec<u8> {
    let text = |text: &str| {
        let mut bytes = vec![0x40 | u8::try_from(text.len()).unwrap()];
        bytes.extend(text.bytes());
        bytes
    };
    let map = |pairs: &[(&str, Vec<u8>)]| {
        let mut bytes = vec![0xe0 | u8::try_from(pairs.len()).unwrap()];
        for (key, value) in pairs {
            bytes.extend(text(key));
            bytes.extend(value);
        }
        bytes
    };
    let short = |n: u8| vec![0xa1, n];
    let long = |n: u8| vec![0xc1, n];
    // One node of two 24-bit records: the number of nodes, the 16 bytes between tree and data, and the place in it.
    let mut file = vec![0, 0, 17, 0, 0, 17];
    file.extend([0; 16]);
    file.extend(map(&[("country", map(&[("iso_code", text(country))]))]));
    file.extend(b"\xab\xcd\xefMaxMind.com");
    file.extend(map(&[
        ("binary_format_major_version", short(2)),
        ("binary_format_minor_version", short(0)),
        ("build_epoch", vec![0x01, 0x02, 1]),
        ("database_type", text("Test-Country")),
        ("description", map(&[("en", text("a test"))])),
        ("ip_version", short(6)),
        ("languages", vec![0x01, 0x04, 0x42, b'e', b'n']),
        ("node_count", long(1)),
        ("record_size", short(24)),
    ]));
    file
}

#[tokio::test(flavor = "multi_thread")]
async fn operators_see_how_many_people_there_are_and_nobody_else_does() {
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("countries.mmdb");
    std::fs::write(&file, everywhere("NZ")).unwrap();
    let app = TestApp::with(|config| {
        config.geoip = file.display().to_string();
        config.limits.requests = "0/1".into();
    })
    .await;
    let mei = app.staff("mei", Role::Admin).await;
    let kim = app.staff("kim", Role::Moderator).await;
    assert_eq!(
        app.anon().get("/admin/pulse").await.see(),
        "/signin?next=%2Fadmin%2Fpulse"
    );
    kim.get("/admin/pulse").await.status(403);
    kim.get("/").await.ok().lacks("/admin/pulse");
    mei.get("/").await.ok().has("/admin/pulse");
    app.later(MINUTE_MS);
    for _ in 0..3 {
        // The same person is counted once.
        mei.get("/about").await.ok();
        kim.get("/about").await.ok();
    }
    for n in 0..20 {
        let visitor = app.anon().with("accept-language", "zh-CN");
        visitor.set_cookie("sampan_visit", &format!("{n:032x}"));
        visitor.get("/about").await.ok();
    }
    app.join("ana").await;
    app.later(MINUTE_MS);
    let page = mei.get("/admin/pulse").await.ok();
    // Mei, Kim, Ana, who came without a cookie, and twenty others.
    let page = page.has("<b>23</b><span>people in the last minute");
    let page = page.has("<b>1</b><span>joined in the last minute");
    let page = page
        .has("Chinese (Simplified) <b>20</b>")
        .has("English <b>3</b>");
    let page = page.has("GET /about").has("polygon");
    page.has("Everybody is let in").has("Nothing waits");
    let piece = mei.piece("/admin/pulse").await.ok();
    piece.has("people in the last minute").lacks("<html");
    // Methods that somebody invents are not kept apart.
    for n in 0..20 {
        let method = Method::from_bytes(format!("INVENT{n}").as_bytes()).unwrap();
        app.anon().send(method, "/about", &[], "").await.status(405);
    }
    mei.get("/admin/pulse")
        .await
        .ok()
        .has("… /about")
        .lacks("INVENT");
    app.press(1.5);
    mei.get("/admin/pulse")
        .await
        .ok()
        .has("Visitors get kept pages");
    app.finish().await;
}

#[tokio::test]
async fn a_file_that_tells_no_countries_is_named_at_the_start() {
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("countries.mmdb");
    std::fs::write(&file, "no").unwrap();
    let mut config = crate::harness::config(&folder);
    config.geoip = file.display().to_string();
    let error = sampan_app::App::open(config)
        .await
        .err()
        .unwrap()
        .to_string();
    assert!(
        error.contains("countries.mmdb") && error.contains("geoip"),
        "{error}"
    );
    let mut config = crate::harness::config(&folder);
    config.gate.step = "shut".into();
    let error = sampan_app::App::open(config)
        .await
        .err()
        .unwrap()
        .to_string();
    assert!(error.contains("gate.step"), "{error}");
}
