//! Videos: uploads that break off, what is made of them, how they are served, and when they go.

use crate::film;
use crate::harness::{Actor, Answer, DAY_MS, File, TestApp};
use crate::program::speaking;
use axum::body::Body;
use axum::http::Method;
use serde_json::json;

const TUS: (&str, &str) = ("tus-resumable", "1.0.0");
const PIECE: (&str, &str) = ("content-type", "application/offset+octet-stream");

/// Begins an upload; answers its address.
async fn begin(who: &Actor, size: usize) -> String {
    let size = size.to_string();
    let headers = [TUS, ("upload-length", size.as_str())];
    let begun = who
        .send(Method::POST, "/videos", &headers, Body::empty())
        .await;
    begun.status(201).header("location").to_owned()
}

async fn piece(who: &Actor, place: &str, from: usize, bytes: &[u8]) -> Answer {
    let from = from.to_string();
    let headers = [TUS, PIECE, ("upload-offset", from.as_str())];
    who.send(Method::PATCH, place, &headers, bytes.to_vec())
        .await
}

/// Uploads a whole file; answers the video's id.
async fn upload(who: &Actor, bytes: &[u8]) -> String {
    let place = begin(who, bytes.len()).await;
    piece(who, &place, 0, bytes).await.status(204);
    place.strip_prefix("/videos/").unwrap().to_owned()
}

async fn state(who: &Actor, id: &str) -> serde_json::Value {
    who.get(&format!("/videos/{id}")).await.ok().json()
}

#[tokio::test]
async fn a_film_of_a_phone_becomes_a_note_that_plays() {
    let (app, anon, ana) = TestApp::start().await;
    let film = film::phone(3);
    let place = begin(&ana, film.len()).await;
    // The connection breaks twice, once within a piece.
    let (third, half) = (film.len() / 3, film.len() / 2);
    piece(&ana, &place, 0, &film[..third]).await.status(204);
    let broken = futures::stream::iter([
        Ok(film[third..half].to_vec()),
        Err(std::io::Error::other("the train is in a tunnel")),
    ]);
    let from = third.to_string();
    let headers = [TUS, PIECE, ("upload-offset", from.as_str())];
    ana.send(Method::PATCH, &place, &headers, Body::from_stream(broken))
        .await;
    let there = ana.send(Method::HEAD, &place, &[TUS], Body::empty()).await;
    assert_eq!(there.header("upload-offset"), half.to_string());
    assert_eq!(there.header("upload-length"), film.len().to_string());
    // What is there already is not taken again.
    piece(&ana, &place, 0, &film).await.status(409);
    let whole = piece(&ana, &place, half, &film[half..]).await.status(204);
    assert_eq!(whole.header("upload-offset"), film.len().to_string());

    let id = place.strip_prefix("/videos/").unwrap().to_owned();
    assert_eq!(state(&ana, &id).await["state"], "waiting");
    let alt = format!("alt-{id}");
    let fields = [
        ("title", "夜市"),
        ("video", &id),
        (&alt, "A street at night"),
    ];
    let note = ana.note_with(&fields).await;
    anon.get(&format!("/n/{note}"))
        .await
        .has("data-video-waits");

    app.run_due_jobs().await;
    assert_eq!(state(&ana, &id).await["state"], "ready");
    let page = anon.get(&format!("/n/{note}")).await.ok();
    let high = page.find(r#"(/media/[0-9a-f]+-720\.mp4)"#).unwrap();
    for (path, size) in [
        (high.clone(), "720x1280"),
        (high.replace("-720", "-360"), "360x640"),
    ] {
        let video = anon.get(&path).await.ok();
        assert_eq!(video.header("content-type"), "video/mp4");
        let facts = film::facts(&video.body);
        let (width, height) = size.split_once('x').unwrap();
        assert!(facts.contains(&format!("width={width}\n")), "{facts}");
        assert!(facts.contains(&format!("height={height}\n")), "{facts}");
        assert!(facts.contains(r#"codec_name="h264""#) && facts.contains(r#"codec_name="aac""#));
        for secret in ["rotat", "+31.2304", "Where I live", "displaymatrix"] {
            assert!(!facts.contains(secret), "{secret}: {facts}");
        }
        // What plays first stands first.
        let at = |name: &[u8]| video.body.windows(4).position(|four| four == name).unwrap();
        assert!(at(b"moov") < at(b"mdat"));
    }

    // Players ask for parts.
    let part = |range: &'static str| {
        let (anon, high) = (&anon, &high);
        async move {
            anon.send(Method::GET, high, &[("range", range)], Body::empty())
                .await
        }
    };
    let whole = anon.get(&high).await.ok().body;
    let some = part("bytes=100-199").await.status(206);
    assert_eq!(
        some.header("content-range"),
        format!("bytes 100-199/{}", whole.len())
    );
    assert_eq!(some.body, whole[100..200]);
    assert_eq!(
        part("bytes=-10").await.status(206).body,
        whole[whole.len() - 10..]
    );
    assert_eq!(part("bytes=0-1,4-5").await.status(200).body, whole);
    let beyond = part("bytes=99999999-").await.status(416);
    assert_eq!(
        beyond.header("content-range"),
        format!("bytes */{}", whole.len())
    );

    // The poster is the picture of the card, and says what its owner says.
    let feed = anon.get("/").await.ok();
    feed.has("A street at night").has("0:03");
    app.finish().await;
}

#[tokio::test]
async fn programs_upload_in_one_piece_and_wait() {
    let (app, _, ana) = TestApp::start().await;
    let bob = speaking(&app, &ana).await;
    let film = film::small(2);
    let sent = bob
        .post_parts("/api/v2/media", &[File("file", &film)])
        .await;
    let media = sent.status(202).json();
    assert_eq!(
        (&media["type"], &media["url"]),
        (&json!("video"), &json!(null))
    );
    let id = media["id"].as_str().unwrap().to_owned();
    let place = format!("/api/v1/media/{id}");
    bob.get(&place).await.status(206);
    bob.put_json(&place, &json!({"description": "Colours"}))
        .await
        .status(206);
    app.run_due_jobs().await;
    let media = bob.get(&place).await.ok().json();
    assert!(
        media["url"].as_str().unwrap().ends_with("-360.mp4"),
        "{media}"
    );
    assert_eq!(media["description"], "Colours");
    assert_eq!(media["meta"]["original"]["size"], "320x180");
    let status = json!({"status": "A test", "media_ids": [id]});
    let status = bob.post_json("/api/v1/statuses", &status).await.ok().json();
    let shown = &status["media_attachments"][0];
    assert_eq!(
        (&shown["id"], &shown["type"]),
        (&json!(id), &json!("video"))
    );
    assert!(shown["preview_url"].as_str().unwrap().ends_with("-m.webp"));
    // Whoever deletes through a program may write it anew with the same video.
    let path = format!("/api/v1/statuses/{}", status["id"].as_str().unwrap());
    bob.delete(&path).await.ok();
    app.run_due_jobs().await;
    let status = json!({"status": "A test", "media_ids": [id]});
    let status = bob.post_json("/api/v1/statuses", &status).await.ok().json();
    // A rewriting keeps it.
    let path = format!("/api/v1/statuses/{}", status["id"].as_str().unwrap());
    let again = bob
        .put_json(&path, &json!({"status": "Another"}))
        .await
        .ok()
        .json();
    assert_eq!(again["media_attachments"][0]["id"], json!(id));
    app.finish().await;
}

#[tokio::test]
async fn a_form_without_scripts_takes_a_video() {
    let (app, anon, ana) = TestApp::start().await;
    let film = film::small(1);
    let parts = [
        crate::harness::Text("title", "Colours"),
        File("file", &film),
    ];
    let note = ana.post_parts("/compose", &parts).await.see();
    app.run_due_jobs().await;
    anon.get(&note).await.has("-360.mp4");
    // A video stands alone, and what was typed comes back.
    let picture = ana.upload(&crate::harness::png(40, 40)).await;
    let parts = [
        crate::harness::Text("title", "Both"),
        crate::harness::Text("picture", &picture),
        File("file", &film),
    ];
    let refused = ana.post_parts("/compose", &parts).await.status(422);
    refused.has("Both").has(&picture).has("data-video=");
    app.finish().await;
}

#[tokio::test]
async fn what_is_no_film_is_refused_or_fails_once_with_a_reason() {
    let (app, _, ana) = TestApp::start().await;
    let good = film::small(1);
    // Judged by its beginning, before it is stored.
    let mut zip = b"PK\x03\x04\x14\0\0\0\x08\0".to_vec();
    zip.resize(4_000, 7);
    let list = b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/passwd\nhttp://127.0.0.1:9/x.ts\n";
    let concat = b"ffconcat version 1.0\nfile /etc/passwd\n                     ";
    for bytes in [&zip[..], list, concat] {
        let place = begin(&ana, bytes.len()).await;
        let refused = piece(&ana, &place, 0, bytes).await.status(422);
        refused.has("MP4");
        ana.get(&place).await.status(404);
    }
    // A beginning that lies, nothing that can be read, a tail that is missing, tracks and pixels without end.
    let mut dressed = good[..32].to_vec();
    dressed.extend_from_slice(list);
    let mut noise = good.clone();
    noise[48..].iter_mut().for_each(|byte| *byte ^= 0x5a);
    let cases = [
        (dressed, "damaged"),
        (noise, "damaged"),
        (good[..good.len() / 2].to_vec(), "damaged"),
        (film::with_tracks(&good, 10_000), "damaged"),
        // The decoder itself refuses so many pixels.
        (film::lying_png(100_000), "damaged"),
    ];
    for (at, (bytes, why)) in cases.iter().enumerate() {
        let id = upload(&ana, bytes).await;
        app.run_due_jobs().await;
        let state = state(&ana, &id).await;
        assert_eq!(state["state"], "failed", "case {at}");
        let reason = state["reason"].as_str().unwrap();
        assert!(reason.contains(why), "case {at}: {reason}");
        // It cannot be published, and what was typed comes back with the reason.
        let fields = [("title", "My film"), ("video", &id)];
        ana.post("/compose", &fields)
            .await
            .status(422)
            .has("My film");
    }
    // Nothing is tried again, and nothing of them stays.
    app.later(2 * DAY_MS);
    app.run_due_jobs().await;
    let left = app.audit().await;
    assert_eq!((left.objects, left.orphans), (0, Vec::new()));
    app.finish().await;
}

#[tokio::test]
async fn a_film_without_end_is_cut_off() {
    let app = TestApp::with(|config| {
        config.video.max_bytes = 1 << 20;
        config.video.max_seconds = 2;
    })
    .await;
    let ana = app.join("ana").await;
    // More bytes than announced, and more than are taken.
    let good = film::small(1);
    let place = begin(&ana, good.len() - 1).await;
    piece(&ana, &place, 0, &good).await.status(422);
    ana.get(&place).await.status(404);
    let headers = [TUS, ("upload-length", "2000000")];
    let refused = ana
        .send(Method::POST, "/videos", &headers, Body::empty())
        .await;
    refused.status(422).has("1 MB");
    let endless = [good.clone(), vec![0; 2 << 20]].concat();
    let parts = [File("file", &endless)];
    ana.post_parts("/compose", &parts)
        .await
        .status(422)
        .has("1 MB");
    // Recordings of browsers do not say how long they are.
    let long = film::made(
        "long.webm",
        &[
            "-f",
            "lavfi",
            "-i",
            "testsrc2=size=160x90:rate=5:duration=9",
            "-c:v",
            "libvpx",
            "-live",
            "1",
            "-f",
            "webm",
        ],
    );
    let id = upload(&ana, &long).await;
    app.run_due_jobs().await;
    assert_eq!(state(&ana, &id).await["state"], "failed");
    app.finish().await;
}

#[tokio::test]
async fn an_upload_is_its_owners_alone() {
    let (app, anon, ana) = TestApp::start().await;
    let bob = app.join("bob").await;
    let film = film::small(1);
    let place = begin(&ana, film.len()).await;
    for (who, status) in [(&anon, 401), (&bob, 404)] {
        piece(who, &place, 0, &film).await.status(status);
        who.get(&place).await;
        who.delete(&place).await.status(status);
    }
    let there = bob.send(Method::HEAD, &place, &[TUS], Body::empty()).await;
    there.status(404);
    let id = place.strip_prefix("/videos/").unwrap();
    piece(&ana, &place, 0, &film).await.status(204);
    bob.post("/compose", &[("title", "Mine"), ("video", id)])
        .await
        .status(422);
    // One note shows it, not two.
    let note = ana.note_with(&[("title", "Mine"), ("video", id)]).await;
    ana.post("/compose", &[("title", "Twice"), ("video", id)])
        .await
        .status(422);
    // Another protocol, another kind of body.
    ana.send(
        Method::POST,
        "/videos",
        &[("upload-length", "9")],
        Body::empty(),
    )
    .await
    .status(412);
    let other = ana
        .send(
            Method::PATCH,
            &place,
            &[TUS, ("upload-offset", "0")],
            Body::empty(),
        )
        .await;
    other.status(415);
    // Given up before it was published.
    let place = begin(&ana, 999).await;
    ana.delete(&place).await.status(204);
    ana.get(&place).await.status(404);
    app.run_due_jobs().await;
    anon.get(&format!("/n/{note}")).await.has("-360.mp4");
    app.finish().await;
}

#[tokio::test]
async fn what_a_film_was_made_of_cannot_be_guessed() {
    let (app, anon, ana) = TestApp::start().await;
    let film = film::phone(1);
    let id = upload(&ana, &film).await;
    let pieces = app.objects();
    assert!(!pieces.is_empty());
    let note = ana.note_with(&[("title", "Home"), ("video", &id)]).await;
    app.run_due_jobs().await;
    let page = anon.get(&format!("/n/{note}")).await.ok();
    let key = page.find(r"/media/([0-9a-f]+)-360\.mp4").unwrap();
    for piece in pieces {
        assert!(!piece.starts_with(&key[..16]), "{piece} tells of {key}");
    }
    app.finish().await;
}

#[tokio::test]
async fn an_upload_that_is_given_up_while_it_comes_leaves_nothing() {
    let (app, _, ana) = TestApp::start().await;
    let place = begin(&ana, 8 << 20).await;
    let (send, come) = tokio::sync::mpsc::unbounded_channel::<std::io::Result<Vec<u8>>>();
    let come = futures::stream::unfold(come, |mut come| async move {
        let more = come.recv().await?;
        Some((more, come))
    });
    let headers = [TUS, PIECE, ("upload-offset", "0")];
    let receiving = ana.send(Method::PATCH, &place, &headers, Body::from_stream(come));
    let giving_up = async {
        let mut piece = film::small(1);
        piece.resize(3 << 20, 0);
        send.send(Ok(piece)).unwrap();
        // The first piece is there, and the next one on its way.
        while app.objects().is_empty() {
            tokio::task::yield_now().await;
        }
        ana.delete(&place).await.status(204);
        // Nobody may listen any more.
        let _ = send.send(Ok(vec![0; 3 << 20]));
        drop(send);
    };
    let (received, ()) = tokio::join!(receiving, giving_up);
    received.status(409);
    let left = app.audit().await;
    assert_eq!((left.objects, left.missing), (0, Vec::new()));
    app.finish().await;
}

#[tokio::test]
async fn a_note_takes_its_film_along_at_once() {
    let (app, anon, ana) = TestApp::start().await;
    let id = upload(&ana, &film::small(1)).await;
    let note = ana
        .note_with(&[("title", "Gone soon"), ("video", &id)])
        .await;
    app.run_due_jobs().await;
    let page = anon.get(&format!("/n/{note}")).await.ok();
    let film = page.find(r"(/media/[0-9a-f]+-360\.mp4)").unwrap();
    anon.get(&film).await.ok();
    ana.post(&format!("/n/{note}/delete"), &[]).await.see();
    app.run_due_jobs().await;
    anon.get(&film).await.status(404);
    assert_eq!(app.audit().await.objects, 0);
    app.finish().await;
}

#[tokio::test]
async fn who_uploads_and_uploads_keeps_the_latest() {
    let (app, _, ana) = TestApp::start().await;
    let film = film::small(1);
    let mut ids = Vec::new();
    for _ in 0..12 {
        ids.push(upload(&ana, &film).await);
    }
    let mut there = Vec::new();
    for id in &ids {
        let answer = ana.get(&format!("/videos/{id}")).await;
        there.push(answer.status == axum::http::StatusCode::OK);
    }
    assert_eq!(
        there.iter().filter(|there| **there).count(),
        10,
        "{there:?}"
    );
    assert!(!there[0] && !there[1]);
    app.finish().await;
}
