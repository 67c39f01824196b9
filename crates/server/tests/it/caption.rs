//! Captions: written or brought by owners, shown in the reader's language to whoever may see the note.

use crate::film;
use crate::harness::{Actor, DAY_MS, File, TestApp, Text};
use crate::program::speaking;
use crate::rendition::start;
use sampan_app::Config;
use sampan_domain::NoteId;
use serde_json::json;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

const SRT: &str = "1\n00:00:00,000 --> 00:00:01,000\n今天的面真好吃。\n\n\
                   2\n00:00:01,000 --> 00:00:02,000\n我住在成都。\n";

/// A note with a video that plays.
async fn filmed(app: &TestApp, who: &Actor, visibility: &str) -> String {
    let film = film::small(2);
    let parts = [
        Text("title", "面"),
        Text("visibility", visibility),
        File("file", &film),
    ];
    let note = who.post_parts("/compose", &parts).await.see();
    app.run_due_jobs().await;
    note
}

/// A track once all of it is there.
async fn whole(reader: &Actor, path: &str) -> String {
    for _ in 0..250 {
        let track = reader.get(path).await.ok();
        assert_eq!(track.header("content-type"), "text/vtt; charset=utf-8");
        if !track.headers.contains_key("sampan-waits") {
            return track.text();
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{path} never came");
}

#[tokio::test]
async fn what_is_said_crosses_languages() {
    let (app, toy, ana, reader) = start().await;
    let note = filmed(&app, &ana, "public").await;
    reader
        .get(&format!("{note}/captions/en.vtt"))
        .await
        .status(404);
    ana.get(&note).await.has(&format!("{note}/captions"));
    let brought = [File("file", SRT.as_bytes())];
    ana.post_parts(&format!("{note}/captions"), &brought)
        .await
        .see();
    let own = reader
        .get(&format!("{note}/captions/original.vtt"))
        .await
        .ok();
    assert_eq!(
        own.text(),
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n今天的面真好吃。\n\n\
         00:00:01.000 --> 00:00:02.000\n我住在成都。\n"
    );
    let across = whole(&reader, &format!("{note}/captions/en.vtt")).await;
    assert!(
        across.contains("00:00:01.000\nThe noodles are great today"),
        "{across}"
    );
    assert!(!across.contains('面'), "{across}");
    let both = whole(&reader, &format!("{note}/captions/both-en.vtt")).await;
    assert!(both.contains("I live in Chengdu.\n我住在成都。"), "{both}");
    assert_eq!(toy.times("我住在成都"), 1);
    // Players get the reader's language first, and the original for those who read it.
    let page = reader.get(&note).await.ok();
    let default = page.find(r#"<track [^>]*srclang="([a-zA-Z-]+)"[^>]* default"#);
    assert_eq!(default.as_deref(), Some("en"));
    let page = app
        .anon()
        .with("accept-language", "zh-CN")
        .get(&note)
        .await
        .ok();
    let default = page.find(r#"<track [^>]*srclang="([a-zA-Z-]+)"[^>]* default"#);
    assert_eq!(default.as_deref(), Some("zh-Hans"));
    for path in ["xx-nonsense.vtt", "en", "../../secret.vtt"] {
        reader
            .get(&format!("{note}/captions/{path}"))
            .await
            .status(404);
    }
    app.finish().await;
}

/// A speech model that writes down which languages it was told to expect, and hears the same in everything.
fn hearing(config: &mut Config) -> PathBuf {
    let folder = Path::new(&config.video.work).with_file_name("listener");
    let model = folder.join("models/whisper/base");
    fs::create_dir_all(&model).unwrap();
    for name in ["config.json", "tokenizer.json", "model.safetensors"] {
        fs::write(model.join(name), "").unwrap();
    }
    config.translation.models = folder.join("models").to_str().unwrap().to_owned();
    let expected = folder.join("expected");
    let real = env!("CARGO_BIN_EXE_sampan");
    let heard =
        r#"{"lang":"zh-Hans","lines":[{"start_ms":0,"end_ms":900,"text":"今天的面真好吃。"}]}"#;
    let script = format!(
        "#!/bin/sh\n[ \"$1\" = listen ] || exec {real} \"$@\"\ncat >/dev/null\nshift 2\n\
         echo \"$@\" >>{}\necho '{heard}'\n",
        expected.display()
    );
    let binary = folder.join("listen");
    fs::write(&binary, script).unwrap();
    fs::set_permissions(&binary, fs::Permissions::from_mode(0o755)).unwrap();
    config.video.binary = Some(binary);
    expected
}

#[tokio::test]
async fn a_video_is_heard_once_it_is_published_in_the_language_of_its_note() {
    let mut expected = PathBuf::new();
    let app = TestApp::with(|config| expected = hearing(config)).await;
    let ana = app.join("ana").await;
    let program = speaking(&app, &ana).await;
    let film = film::phone(2);
    let sent = program
        .post_parts("/api/v2/media", &[File("file", &film)])
        .await;
    let media = sent.status(202).json();
    app.run_due_jobs().await;
    assert!(!expected.exists(), "nobody publishes it");
    let status = json!({"status": "今天我去吃了一碗很好吃的面", "media_ids": [media["id"]]});
    let status = program.post_json("/api/v1/statuses", &status).await;
    let note = format!("/n/{}", status.ok().json()["id"].as_str().unwrap());
    app.run_due_jobs().await;
    let track = ana.get(&format!("{note}/captions/original.vtt")).await;
    assert!(track.ok().text().contains("今天的面真好吃。"));
    // Published while it is still being rendered: heard afterwards. Nothing tells the language but the account.
    let parts = [Text("title", "☀️"), File("file", &film)];
    let note = ana.post_parts("/compose", &parts).await.see();
    app.run_due_jobs().await;
    ana.get(&format!("{note}/captions/original.vtt")).await.ok();
    let told = fs::read_to_string(&expected).unwrap();
    assert_eq!(told, "zh-Hans\nen\n");
    app.finish().await;
}

#[tokio::test]
async fn owners_mend_lines_and_nobody_else_does() {
    let (app, anon, ana) = TestApp::start().await;
    let bob = app.join("bob").await;
    let note = filmed(&app, &ana, "only-me").await;
    let path = format!("{note}/captions");
    let lines = [
        ("start", "00:00:00.000"),
        ("end", "00:00:01.000"),
        ("line", "One & <two>"),
        ("start", "00:00:01.000"),
        ("end", "00:00:02.000"),
        ("line", "Three --> four"),
        ("start", "00:00:02.000"),
        ("end", "00:00:04.000"),
        ("line", ""),
    ];
    ana.post(&path, &lines).await.see();
    let track = format!("{path}/original.vtt");
    let text = ana.get(&track).await.ok().text();
    assert!(text.contains("One &amp; &lt;two&gt;"), "{text}");
    assert_eq!(text.matches("-->").count(), 2, "{text}");
    ana.get(&path)
        .await
        .has("Three --> four")
        .has("One & <two>");
    // Nobody else knows of the note; nobody else mends the lines of one that they know.
    for who in [&anon, &bob] {
        who.get(&track).await.status(404);
    }
    bob.get(&path).await.status(404);
    bob.post(&path, &lines).await.status(404);
    anon.post(&path, &lines).await.status(401);
    let public = filmed(&app, &ana, "public").await;
    bob.post(&format!("{public}/captions"), &lines)
        .await
        .status(403);
    // What is wrong is said, and what was typed stays.
    let wrong = [("start", "soon"), ("end", "00:00:01.000"), ("line", "Kept")];
    ana.post(&path, &wrong).await.status(422);
    let backwards = [
        ("start", "00:00:02.000"),
        ("end", "00:00:01.000"),
        ("line", "Kept"),
    ];
    ana.post(&path, &backwards).await.status(422).has("Kept");
    let noise = [File("file", b"\xff\xfe not captions")];
    ana.post_parts(&path, &noise).await.status(422);
    ana.get(&track).await.ok();
    // Without a line there are none.
    ana.post(
        &path,
        &[
            ("start", "00:00:00.000"),
            ("end", "00:00:01.000"),
            ("line", " "),
        ],
    )
    .await
    .see();
    ana.get(&track).await.status(404);
    app.finish().await;
}

#[tokio::test]
async fn nothing_stays_of_what_was_taken_down() {
    let (app, _, ana) = TestApp::start().await;
    let bob = app.join("bob").await;
    let note = filmed(&app, &ana, "public").await;
    ana.post_parts(&format!("{note}/captions"), &[File("file", SRT.as_bytes())])
        .await
        .see();
    filmed(&app, &bob, "public").await;
    ana.upload(&crate::harness::png(40, 40)).await;
    let before = app.audit().await;
    assert!(
        before.objects >= 13 && before.orphans.is_empty() && before.missing.is_empty(),
        "{before:?}"
    );
    ana.post(&format!("{note}/delete"), &[]).await.see();
    let leave = [("handle", "bob"), ("password", crate::harness::PASSWORD)];
    bob.post("/settings/delete", &leave).await.see();
    app.run_due_jobs().await;
    app.later(2 * DAY_MS);
    app.run_due_jobs().await;
    // The poster is free once its video is gone.
    app.later(DAY_MS);
    app.run_due_jobs().await;
    let after = app.audit().await;
    assert_eq!(
        (after.objects, after.orphans.len(), after.missing.len()),
        (0, 0, 0),
        "{after:?}"
    );
    // An audit finds what should not be there, and what should.
    app.put_object("ab/abandoned-s.webp");
    let note = filmed(&app, &ana, "public").await;
    let page = ana.get(&note).await.ok();
    let low = page.find(r#"/media/([0-9a-f]+-360\.mp4)"#).unwrap();
    app.remove_object(&low);
    let found = app.audit().await;
    assert_eq!(found.orphans, ["abandoned-s.webp"]);
    assert_eq!(found.missing, [low]);
    app.finish().await;
}

#[tokio::test]
async fn filters_find_what_is_said() {
    let (app, _, ana) = TestApp::start().await;
    let bob = app.join("bob").await;
    let tusky = speaking(&app, &bob).await;
    let note = filmed(&app, &ana, "public").await;
    let spoiler = "00:00.000 --> 00:01.000\nThe gardener did it.\n";
    ana.post_parts(
        &format!("{note}/captions"),
        &[File("file", spoiler.as_bytes())],
    )
    .await
    .see();
    let id: NoteId = note.strip_prefix("/n/").unwrap().parse().unwrap();
    let path = format!("/api/v1/statuses/{}", id.0);
    let status = tusky.get(&path).await.ok().json();
    assert_eq!(status["filtered"], json!([]));
    let filter = json!({
        "title": "Endings", "context": ["public"],
        "keywords_attributes": [{"keyword": "gardener", "whole_word": true}],
    });
    tusky.post_json("/api/v2/filters", &filter).await.ok();
    let status = tusky.get(&path).await.ok().json();
    assert_eq!(
        status["filtered"][0]["keyword_matches"],
        json!(["gardener"])
    );
    app.finish().await;
}
