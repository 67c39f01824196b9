//! The form for notes as it works without scripts: nothing that was typed or uploaded is lost.

use crate::harness::{Answer, File, TestApp, Text, jpeg, png};

fn pictures(page: &Answer) -> Vec<String> {
    page.all(r#"<input type="hidden" name="picture" value="([0-9a-z]+)">"#)
}

#[tokio::test]
async fn pictures_are_uploaded_described_and_rearranged_without_scripts() {
    let (app, anon, ana) = TestApp::start().await;
    let (one, two) = (jpeg(300, 400), png(400, 300));
    // Nothing is published while something is being rearranged.
    let parts = [
        Text("title", "two pictures"),
        Text("text", "words"),
        Text("remove", "0"),
        File("file", &one),
        File("file", &two),
        File("file", b""),
    ];
    let page = ana.post_parts("/compose", &parts).await.ok();
    assert_eq!(page.value("title"), "two pictures");
    let ids = pictures(&page);
    assert_eq!(ids.len(), 2);

    let alt = format!("alt-{}", ids[1]);
    let mut fields = vec![
        ("title", "two pictures"),
        ("picture", &*ids[0]),
        ("picture", &*ids[1]),
        (&*alt, "the second"),
        ("move-up", &*ids[1]),
    ];
    let page = ana.post("/compose", &fields).await.ok();
    assert_eq!(pictures(&page), [ids[1].clone(), ids[0].clone()]);
    assert_eq!(page.area(&alt), "the second");
    fields.pop();
    fields.push(("remove", &*ids[0]));
    assert_eq!(
        pictures(&ana.post("/compose", &fields).await.ok()),
        [ids[1].clone()]
    );
    assert!(anon.get("/@ana").await.ids("n").is_empty());

    fields.pop();
    let note = ana.note_with(&fields).await;
    let page = anon.get(&format!("/n/{note}")).await.ok().has("the second");
    assert_eq!(
        page.all(r#"<img src="(/media/[0-9a-f]+-m\.webp)""#).len(),
        2
    );
    let edit = ana.get(&format!("/n/{note}/edit")).await.ok();
    assert_eq!(pictures(&edit), ids);
    app.finish().await;
}

#[tokio::test]
async fn a_refused_file_keeps_the_words_and_the_good_files() {
    let (app, _anon, ana) = TestApp::start().await;
    let good = png(200, 200);
    let whole = jpeg(300, 300);
    let bomb = bomb();
    let large = vec![7; (1 << 20) + 1];
    for (file, reason) in [
        (&bomb[..], "too many pixels"),
        (&whole[..whole.len() / 3], "damaged"),
        (
            b"MZ\x90\0\x03 this program cannot be run in DOS mode",
            "not a JPEG",
        ),
        (b"#!/bin/sh\nrm -rf /", "not a JPEG"),
        (
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
            "not a JPEG",
        ),
        (&large, "too large"),
    ] {
        let parts = [
            Text("title", "kept"),
            Text("text", "every word"),
            Text("visibility", "followers"),
            File("file", &good),
            File("file", file),
        ];
        let page = ana.post_parts("/compose", &parts).await.status(422);
        let wrong = page.wrong("pictures").unwrap_or_default();
        assert!(wrong.contains(reason), "{wrong:?} for {reason:?}");
        assert_eq!(page.value("title"), "kept");
        assert_eq!(page.area("text"), "every word");
        assert_eq!(pictures(&page).len(), 1, "the good one stays");
        assert!(page.find(r#"value="followers" (checked)"#).is_some());
    }
    app.finish().await;
}

/// A small file that says it is huge: 60,000 by 60,000 pixels.
pub(crate) fn bomb() -> Vec<u8> {
    let mut bytes = png(8, 8);
    bytes[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    bytes[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    let sum = crc32(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    bytes
}

/// As PNG wants it (ISO 3309).
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 {
                sum >> 1 ^ 0xedb8_8320
            } else {
                sum >> 1
            }
        })
    })
}

#[tokio::test]
async fn nineteen_pictures_are_one_too_many() {
    let (app, _anon, ana) = TestApp::start().await;
    let mut ids = Vec::new();
    for _ in 0..19 {
        ids.push(ana.upload(&png(8, 8)).await);
    }
    let mut fields: Vec<_> = ids.iter().map(|id| ("picture", id.as_str())).collect();
    fields.push(("text", "kept"));
    let page = ana.post("/compose", &fields).await.status(422);
    assert!(page.wrong("pictures").unwrap().contains("at most 18"));
    assert_eq!(pictures(&page).len(), 19);
    assert_eq!(page.area("text"), "kept");
    app.finish().await;
}

#[tokio::test]
async fn a_strangers_picture_is_refused() {
    let (app, _anon, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let hers = ana.upload(&png(20, 20)).await;
    for id in [&*hers, "nonsense0", "0"] {
        let page = ben
            .post("/compose", &[("text", "look"), ("picture", id)])
            .await;
        // An id that is none at all is as if it had not been sent.
        if page.status == 303 {
            assert_ne!(id, hers);
            continue;
        }
        let page = page.status(422);
        assert!(page.wrong("pictures").unwrap().contains("gone"));
        assert!(pictures(&page).is_empty());
        assert_eq!(page.area("text"), "look");
    }
    let twice = [("text", "twice"), ("picture", &*hers), ("picture", &*hers)];
    ana.post("/compose", &twice).await.status(422);
    app.finish().await;
}

#[tokio::test]
async fn a_form_that_was_left_open_too_long_gives_the_words_back() {
    let (app, anon, ana) = TestApp::start().await;
    let note = ana.note("a note", "").await;
    ana.twin().post("/signout", &[]).await.see();
    let fields = [
        ("title", "a long evening"),
        ("text", "all these <words> & more"),
    ];
    let page = ana.post("/compose", &fields).await.status(401);
    page.has("You were signed out")
        .has("all these <words> & more");
    let stale = ana.twin();
    stale.set_cookie("sampan_session", "nobody-knows-this-one");
    let comment = [("text", "a long comment")];
    stale
        .post(&format!("/n/{note}/comments"), &comment)
        .await
        .status(401)
        .has("a long comment");
    anon.get("/@ana").await.ok().lacks("a long evening");
    app.finish().await;
}
