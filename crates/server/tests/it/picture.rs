//! Pictures by themselves: the upload's answers, how they are served, and when they go.

use crate::compose::bomb;
use crate::harness::{DAY_MS, File, HOUR_MS, MINUTE_MS, TestApp, Text, jpeg, png};

#[tokio::test]
async fn an_upload_answers_what_the_page_needs() {
    let (app, anon, ana) = TestApp::start().await;
    let answer = ana
        .post_parts("/pictures", &[File("file", &jpeg(640, 400))])
        .await
        .ok()
        .json();
    assert_eq!(
        (&answer["width"], &answer["height"]),
        (&640.into(), &400.into())
    );
    let url = answer["url"].as_str().unwrap();
    let media = anon.get(url).await.ok();
    assert_eq!(media.header("content-type"), "image/webp");
    assert_eq!(
        media.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    assert_eq!(media.header("x-content-type-options"), "nosniff");
    assert!(media.header("content-security-policy").contains("sandbox"));
    assert!(media.headers.get("set-cookie").is_none());
    assert_eq!(&media.body[8..12], b"WEBP");
    for size in ["m", "l"] {
        anon.get(&url.replace("-s.webp", &format!("-{size}.webp")))
            .await
            .ok();
    }
    app.finish().await;
}

#[tokio::test]
async fn what_is_no_picture_is_refused_with_a_reason() {
    let (app, anon, ana) = TestApp::start().await;
    let whole = jpeg(300, 300);
    for (file, code) in [
        (&b""[..], "picture-empty"),
        (
            b"MZ\x90\0 this program cannot be run in DOS mode",
            "picture-unsupported",
        ),
        (b"%PDF-1.7", "picture-unsupported"),
        (
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            "picture-unsupported",
        ),
        (&whole[..200], "picture-broken"),
        (&bomb(), "picture-too-many-pixels"),
        (&vec![0; (1 << 20) + 1], "picture-too-large"),
    ] {
        let kind = crate::harness::multipart_type();
        let headers = [("content-type", &*kind), ("accept", "application/json")];
        let body = crate::harness::multipart(&[File("file", file)]);
        let method = axum::http::Method::POST;
        let answer = ana
            .send(method, "/pictures", &headers, body)
            .await
            .status(422)
            .json();
        assert_eq!(answer["error"]["code"], code);
        assert!(answer["error"]["message"].as_str().unwrap().len() > 10);
    }
    ana.post_parts("/pictures", &[Text("file", "words")])
        .await
        .status(400);
    ana.post_parts("/pictures", &[]).await.status(400);
    anon.post_parts("/pictures", &[File("file", &whole)])
        .await
        .status(401);
    app.finish().await;
}

#[tokio::test]
async fn a_body_beyond_every_bound_is_cut_off() {
    let (app, _anon, ana) = TestApp::start().await;
    let huge = vec![7; 6 << 20];
    ana.post_parts("/pictures", &[File("file", &huge)])
        .await
        .status(413);
    let words = "x".repeat(600 << 10);
    ana.post("/compose", &[("text", &words)])
        .await
        .status(413)
        .has("too much at once");
    ana.post_parts("/compose", &[Text("text", &words)])
        .await
        .status(413);
    app.finish().await;
}

#[tokio::test]
async fn nothing_but_media_is_under_media() {
    let (app, anon, ana) = TestApp::start().await;
    ana.upload(&png(9, 9)).await;
    for key in [
        "x",
        "nothing-here.webp",
        "..%2f..%2fsampan.db",
        "%2e%2e%2fsampan.db",
        "....webp",
        "sampan.db",
        "%ff%fe",
        "0000000000000000%00.webp",
    ] {
        let answer = anon.get(&format!("/media/{key}")).await;
        assert!(
            matches!(answer.status.as_u16(), 400 | 404),
            "{key}: {}",
            answer.status
        );
    }
    app.finish().await;
}

#[tokio::test]
async fn unused_uploads_go_after_a_day_and_used_ones_stay() {
    let (app, anon, ana) = TestApp::start().await;
    let upload = async || {
        let answer = ana
            .post_parts("/pictures", &[File("file", &png(40, 40))])
            .await
            .ok()
            .json();
        let text = |key: &str| answer[key].as_str().unwrap().to_owned();
        (text("id"), text("url"))
    };
    let (_, unused) = upload().await;
    let (used, kept) = upload().await;
    let (shared, both) = upload().await;
    ana.note_with(&[("picture", &used)]).await;
    ana.note_with(&[("title", "one"), ("picture", &shared)])
        .await;
    let third = ana
        .note_with(&[("title", "three"), ("picture", &shared)])
        .await;
    ana.post_parts(&format!("/n/{third}/comments"), &[Text("picture", &shared)])
        .await
        .see();
    let second = ana
        .note_with(&[("title", "two"), ("picture", &shared)])
        .await;
    app.later(23 * HOUR_MS);
    app.run_due_jobs().await;
    anon.get(&unused).await.ok();
    ana.post(&format!("/n/{second}/delete"), &[]).await.see();
    let version = ana.get(&format!("/n/{third}/edit")).await.value("version");
    let without = [("title", "three"), ("version", version.as_str())];
    ana.post(&format!("/n/{third}/edit"), &without).await.see();
    app.later(DAY_MS);
    app.run_due_jobs().await;
    anon.get(&unused).await.status(404);
    anon.get(&kept).await.ok();
    anon.get(&both).await.ok();
    app.finish().await;
}

#[tokio::test]
async fn pictures_of_a_deleted_note_go_in_the_end() {
    let (app, anon, ana) = TestApp::start().await;
    let answer = ana
        .post_parts("/pictures", &[File("file", &png(40, 40))])
        .await
        .ok()
        .json();
    let note = ana
        .note_with(&[("picture", answer["id"].as_str().unwrap())])
        .await;
    app.later(2 * DAY_MS);
    ana.post(&format!("/n/{note}/delete"), &[]).await.see();
    app.later(MINUTE_MS);
    app.run_due_jobs().await;
    anon.get(answer["url"].as_str().unwrap()).await.status(404);
    app.finish().await;
}
