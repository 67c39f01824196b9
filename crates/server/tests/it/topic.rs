//! Topics: spellings, counters, orders, merging.

use crate::harness::{DAY_MS, HOUR_MS, TestApp, encoded};
use sampan_domain::Role;
use std::collections::BTreeSet;

fn numbers(page: &crate::harness::Answer) -> Vec<String> {
    page.all(r"<div><dd>([^<]*)</dd>")
}

#[tokio::test]
async fn spellings_of_a_topic_lead_to_one_page() {
    let (app, anon, ana) = TestApp::start().await;
    ana.note("one", "#TikTokRefugee").await;
    ana.note("two", "#tiktokrefugee #TIKTOKREFUGEE").await;
    for spelling in ["tiktokrefugee", "TIKTOKREFUGEE", "%23TikTokRefugee"] {
        assert_eq!(
            anon.get(&format!("/t/{spelling}")).await.see(),
            "/t/TikTokRefugee"
        );
    }
    assert_eq!(
        anon.get("/t/tiktokrefugee?sort=new").await.see(),
        "/t/TikTokRefugee?sort=new"
    );
    let full_width = encoded("ＴｉｋＴｏｋＲｅｆｕｇｅｅ");
    assert_eq!(
        anon.get(&format!("/t/{full_width}")).await.see(),
        "/t/TikTokRefugee"
    );
    assert_eq!(anon.get("/t/TikTokRefugee").await.ok().ids("n").len(), 2);
    for nothing in ["unknown", "a%20b", "%3Cb%3E", "___", "%E2%80%AEx"] {
        anon.get(&format!("/t/{nothing}")).await.status(404);
    }
    app.finish().await;
}

#[tokio::test]
async fn counters_follow_notes_comments_people_and_views() {
    let (app, anon, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let note = ana.note("one", "#cats").await;
    ben.note("two", "#cats").await;
    let comment = ben.comment(&note, "and a comment").await;
    ben.post("/t/cats/follow", &[("on", "1")]).await.see();
    ben.post_piece("/t/Cats/follow", &[("on", "1")])
        .await
        .ok()
        .has("Following topic");
    anon.get("/t/cats").await.ok();
    // Who reads a note has read of its topic; who reads it twice, once.
    for _ in 0..2 {
        ben.get(&format!("/n/{note}")).await.ok();
    }
    app.flush_views().await;
    let page = anon.get("/t/cats").await.ok();
    assert_eq!(
        numbers(&page),
        ["3", "2", "2", "1"],
        "discussions, views, people, followers"
    );
    ben.get("/topics").await.ok().has("Topics you follow");
    ben.post(&format!("/c/{comment}/delete"), &[]).await.see();
    ana.post(&format!("/n/{note}/delete"), &[]).await.see();
    ben.post("/t/cats/follow", &[("on", "0")]).await.see();
    let page = anon.get("/t/cats").await.ok();
    let numbers = numbers(&page);
    assert_eq!((&*numbers[0], &*numbers[3]), ("1", "0"));
    anon.post("/t/cats/follow", &[("on", "1")])
        .await
        .status(401);
    app.finish().await;
}

#[tokio::test]
async fn a_topic_is_read_hot_or_new_and_pages_meet_each_note_once() {
    let (app, anon, ana) = TestApp::start().await;
    let mut notes = Vec::new();
    for i in 0..55 {
        notes.push(ana.note(&format!("note {i}"), "#cats").await);
        app.later(HOUR_MS / 4);
    }
    for handle in ["ben", "cora", "dan", "eve"] {
        app.join(handle).await.like(&notes[45]).await;
    }
    for (sort, first) in [("hot", 45), ("new", 54)] {
        let pages = anon.pages(&format!("/t/cats?sort={sort}"), "n").await;
        let met = pages.concat();
        assert_eq!(met[0], notes[first], "{sort}");
        assert_eq!(met.iter().collect::<BTreeSet<_>>().len(), 55, "{sort}");
        assert_eq!(met.len(), 55, "{sort}");
    }
    app.finish().await;
}

#[tokio::test]
async fn a_merged_topic_becomes_an_alias() {
    let (app, anon, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let mei = app.staff("mei", Role::Moderator).await;
    ana.note("one", "#cattax").await;
    let both = ana.note("both", "#cattax #CatPics").await;
    ben.note("two", "#CatPics").await;
    ben.comment(&both, "hm").await;
    for topic in ["cattax", "CatPics"] {
        ana.post(&format!("/t/{topic}/follow"), &[("on", "1")])
            .await
            .see();
    }
    for (into, reason) in [
        ("nothing", "no such topic"),
        ("CATTAX", "the topic you are on"),
        ("", "no such topic"),
    ] {
        let page = mei
            .post("/t/cattax/merge", &[("into", into)])
            .await
            .status(422);
        assert!(page.wrong("into").unwrap().contains(reason), "{into:?}");
        assert_eq!(page.value("into"), into);
    }
    assert_eq!(
        mei.post("/t/cattax/merge", &[("into", "#catpics")])
            .await
            .see(),
        "/t/CatPics"
    );
    assert_eq!(anon.get("/t/cattax").await.see(), "/t/CatPics");
    let page = anon.get("/t/CatPics").await.ok();
    assert_eq!(page.ids("n").len(), 3);
    let numbers = numbers(&page);
    assert_eq!((&*numbers[0], &*numbers[2], &*numbers[3]), ("4", "2", "1"));
    // What is written under the old name counts for the new one; merging again changes nothing.
    ana.note("three", "#CatTax").await;
    assert_eq!(anon.get("/t/CatPics").await.ok().ids("n").len(), 4);
    mei.post("/t/cattax/merge", &[("into", "CatPics")])
        .await
        .status(422);
    anon.get("/complete?q=%23cat").await.ok().lacks("#cattax");
    app.finish().await;
}

#[tokio::test]
async fn what_a_crowd_writes_about_rises_above_one_loud_voice() {
    let (app, anon, ana) = TestApp::start().await;
    for i in 0..8 {
        ana.note(&format!("shout {i}"), "#loud").await;
    }
    for handle in ["ben", "cora", "dan", "eve"] {
        app.join(handle).await.note("hello", "#crowd").await;
    }
    app.later(HOUR_MS);
    let page = anon.get("/topics").await.ok();
    let topics = page.all(r#"<a href="/t/([^"]+)"><span class="rank""#);
    assert_eq!(topics, ["crowd", "loud"]);
    app.later(8 * DAY_MS);
    let page = anon.get("/topics").await.ok();
    assert!(
        page.all(r#"<a href="/t/([^"]+)"><span class="rank""#)
            .is_empty(),
        "a week ago"
    );
    app.finish().await;
}

#[tokio::test]
async fn people_and_topics_are_found_by_the_beginning_of_their_names() {
    let (app, anon, ana) = TestApp::start().await;
    let fields = [
        ("handle", "hannah_in_ohio"),
        ("name", "Hannah 汉娜"),
        ("password", crate::harness::PASSWORD),
    ];
    app.anon().post("/join", &fields).await.ok();
    ana.note("", "#旅行 #travel").await;
    let found = anon.get("/complete?q=%40hann").await.ok().json();
    assert_eq!(found[0]["insert"], "@hannah_in_ohio");
    assert_eq!(found[0]["label"], "Hannah 汉娜");
    let found = anon
        .get(&format!("/complete?q={}", encoded("#旅")))
        .await
        .ok()
        .json();
    assert_eq!(found[0]["insert"], "#旅行");
    assert_eq!(found[0]["label"], "1 note");
    for query in ["", "@", "#", "x", "%ff", "%00", "@%25", "@_", "%23%25"] {
        let found = anon.get(&format!("/complete?q={query}")).await.ok().json();
        assert!(found.as_array().unwrap().is_empty(), "{query}: {found}");
    }
    anon.get("/search?q=HANN").await.ok().has("@hannah_in_ohio");
    anon.get("/search?q=trav").await.ok().has("#travel");
    anon.get("/search?q=nothing+like+it")
        .await
        .ok()
        .has("Nothing found");
    anon.get("/search").await.ok();
    app.finish().await;
}
