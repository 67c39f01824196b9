//! Explore and Following.

use crate::harness::{Actor, DAY_MS, HOUR_MS, MINUTE_MS, TestApp};
use std::collections::{BTreeSet, HashMap};

/// Members who write in turn, `each` notes apiece; answers who wrote which note.
async fn town(app: &TestApp, people: usize, each: usize) -> (Vec<Actor>, HashMap<String, usize>) {
    let mut actors = Vec::new();
    for i in 0..people {
        actors.push(
            app.join(&format!("person_{}", char::from(b'a' + i as u8)))
                .await,
        );
    }
    let mut authors = HashMap::new();
    for round in 0..each {
        let title = format!("round {round}");
        let notes = actors.iter().map(|actor| actor.note(&title, ""));
        for (author, note) in futures::future::join_all(notes)
            .await
            .into_iter()
            .enumerate()
        {
            authors.insert(note, author);
        }
        app.later(MINUTE_MS);
    }
    (actors, authors)
}

#[tokio::test]
async fn explore_meets_every_note_once_and_no_two_neighbours_by_one_author() {
    let (app, anon, _ana) = TestApp::start().await;
    let (_people, authors) = town(&app, 4, 20).await;
    let pages = anon.pages("/", "n").await;
    let met = pages.concat();
    assert_eq!(met.len(), 80);
    assert_eq!(met.iter().collect::<BTreeSet<_>>().len(), 80);
    for pair in met[..60].windows(2) {
        assert_ne!(
            authors[&pair[0]], authors[&pair[1]],
            "neighbours by one author"
        );
    }
    app.finish().await;
}

#[tokio::test]
async fn explore_goes_on_below_the_pool() {
    let (app, anon, _ana) = TestApp::start().await;
    let (people, authors) = town(&app, 9, 50).await;
    for reader in [&anon, &people[0]] {
        let met = reader.pages("/", "n").await.concat();
        assert_eq!(met.len(), authors.len(), "each once");
        assert_eq!(met.iter().collect::<BTreeSet<_>>().len(), authors.len());
    }
    app.finish().await;
}

#[tokio::test]
async fn the_end_of_explore_offers_nothing_more() {
    let (app, anon, _ana) = TestApp::start().await;
    town(&app, 3, 10).await;
    let pages = anon.pages("/", "n").await;
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [20, 10]);
    app.finish().await;
}

#[tokio::test]
async fn what_happens_while_somebody_scrolls_shows_no_note_twice() {
    let (app, _anon, _ana) = TestApp::start().await;
    let (people, authors) = town(&app, 4, 20).await;
    let reader = app.join("reader").await;
    let mut met = Vec::new();
    let mut next = Some("/".to_owned());
    let mut opened = 0;
    while let Some(path) = next {
        let page = reader.piece(&path).await.ok();
        let ids = page.ids("n");
        // The reader opens some, others like and write, and the clock goes on.
        for id in ids.iter().take(3) {
            reader.get(&format!("/n/{id}")).await.ok();
            opened += 1;
        }
        if let Some(last) = ids.last() {
            people[0].like(last).await;
        }
        people[1].note("a newer one", "").await;
        app.flush_views().await;
        app.later(5_000);
        met.extend(ids);
        next = page.more();
    }
    assert!(opened > 9);
    let known: Vec<_> = met.iter().filter(|id| authors.contains_key(*id)).collect();
    assert_eq!(
        known.len(),
        known.iter().collect::<BTreeSet<_>>().len(),
        "none twice"
    );
    assert_eq!(known.len(), 80, "none missed");
    app.finish().await;
}

#[tokio::test]
async fn a_note_opened_just_before_moves_nobody_between_pages() {
    let (app, _anon, _ana) = TestApp::start().await;
    let (_people, authors) = town(&app, 4, 15).await;
    let reader = app.join("reader").await;
    let first = reader.get("/").await.ok().ids("n");
    for id in first.iter().take(10) {
        reader.get(&format!("/n/{id}")).await.ok();
    }
    // Counted, but not written yet: that happens a moment later, between two pages.
    app.later(500);
    let page = reader.piece("/").await.ok();
    let mut met = page.ids("n");
    app.later(1_000);
    app.flush_views().await;
    let mut next = page.more();
    while let Some(path) = next {
        let page = reader.piece(&path).await.ok();
        met.extend(page.ids("n"));
        next = page.more();
    }
    assert_eq!(met.iter().collect::<BTreeSet<_>>().len(), authors.len());
    assert_eq!(met.len(), authors.len());
    app.finish().await;
}

#[tokio::test]
async fn seen_notes_sink_and_loved_notes_rise() {
    let (app, anon, ana) = TestApp::start().await;
    let (people, _) = town(&app, 3, 4).await;
    let old = ana.note("a loved one", "").await;
    app.later(HOUR_MS);
    let (new, _) = (people[0].note("the newest", "").await, ());
    assert_eq!(anon.get("/").await.ids("n")[0], new);
    for actor in &people {
        actor.like(&old).await;
    }
    app.later(5_000);
    assert_eq!(anon.get("/").await.ids("n")[0], old);

    let reader = app.join("reader").await;
    assert_eq!(reader.get("/").await.ids("n")[0], old);
    reader.get(&format!("/n/{old}")).await.ok();
    app.flush_views().await;
    app.later(5_000);
    let order = reader.get("/").await.ids("n");
    assert_eq!(order.last().unwrap(), &old);
    assert_eq!(anon.get("/").await.ids("n")[0], old, "for others it stays");
    app.finish().await;
}

#[tokio::test]
async fn explore_leaves_out_whom_the_viewer_blocked_or_muted() {
    let (app, _anon, ana) = TestApp::start().await;
    let (people, authors) = town(&app, 4, 10).await;
    ana.block(&people[0]).await;
    ana.mute(&people[1]).await;
    people[2].block(&ana).await;
    for path in ["/", "/?after=nonsense"] {
        let met = ana.pages(path, "n").await.concat();
        assert_eq!(met.len(), 10, "{path}");
        assert!(met.iter().all(|note| authors[note] == 3));
    }
    app.finish().await;
}

#[tokio::test]
async fn a_cursor_that_cannot_be_read_starts_anew() {
    let (app, anon, _ana) = TestApp::start().await;
    town(&app, 3, 3).await;
    for after in [
        "",
        "x",
        "d",
        "d.1",
        "d.zz.1",
        "d.-1.0",
        "d.0.0",
        "d.ffffffffffffffff.18446744073709551615",
        "t.7ff8000000000000.1",
        "t.zz.1",
        "t.0.",
        "%f0%9f%92%a9",
    ] {
        let met = anon.piece(&format!("/?after={after}")).await.ok().ids("n");
        assert_eq!(met.len(), 9, "{after}");
    }
    for far in [
        "d.0.18446744073709551615",
        "d.1.9999",
        "t.fff0000000000000.1",
        "t.0.1",
    ] {
        anon.piece(&format!("/?after={far}")).await.ok();
    }
    app.finish().await;
}

#[tokio::test]
async fn following_shows_followed_people_newest_first_page_by_page() {
    let (app, anon, ana) = TestApp::start().await;
    ana.get("/following")
        .await
        .ok()
        .has("You do not follow anyone yet");
    assert_eq!(
        anon.get("/following").await.see(),
        "/signin?next=%2Ffollowing"
    );
    let (people, authors) = town(&app, 4, 15).await;
    ana.follow(&people[0]).await;
    ana.get("/following")
        .await
        .ok()
        .lacks("You do not follow anyone yet");
    ana.follow(&people[1]).await;
    let own = ana.note("her own", "").await;
    let mut met = ana.pages("/following", "n").await.concat();
    assert_eq!(met.remove(0), own);
    assert_eq!(met.len(), 30);
    assert!(met.iter().all(|note| authors[note] < 2));
    assert!(met.windows(2).all(|pair| pair[0] > pair[1]), "newest first");
    ana.mute(&people[1]).await;
    assert_eq!(ana.pages("/following", "n").await.concat().len(), 16);
    app.finish().await;
}

#[tokio::test]
async fn a_profile_pages_through_all_notes_once() {
    let (app, anon, ana) = TestApp::start().await;
    let mut notes = Vec::new();
    for i in 0..60 {
        notes.push(ana.note(&format!("note {i}"), "").await);
    }
    for pinned in [2, 50] {
        ana.post(&format!("/n/{}/pin", notes[pinned]), &[("on", "1")])
            .await
            .see();
        app.later(DAY_MS);
    }
    let met = anon.pages("/@ana", "n").await.concat();
    assert_eq!(met[..2], [notes[50].clone(), notes[2].clone()]);
    assert_eq!(met.len(), 60);
    assert_eq!(met.iter().collect::<BTreeSet<_>>().len(), 60);
    app.finish().await;
}

#[tokio::test]
async fn newer_notes_are_counted_for_the_pill() {
    let (app, anon, ana) = TestApp::start().await;
    let note = ana.note("one", "").await;
    let fresh = async |since: &str| anon.get(&format!("/explore/fresh?since={since}")).await;
    assert_eq!(fresh(&note).await.ok().json()["count"], 0);
    ana.note("two", "").await;
    ana.note_with(&[("title", "hidden"), ("visibility", "only-me")])
        .await;
    assert_eq!(fresh(&note).await.ok().json()["count"], 1);
    assert_eq!(fresh("0").await.ok().json()["count"], 2);
    for nothing in ["", "nonsense", "%ff"] {
        fresh(nothing).await.status(400);
    }
    anon.get("/explore/fresh").await.status(400);
    let page = anon.get("/").await.ok();
    assert!(page.find(r#"data-fresh="([0-9a-z]+)""#).is_some());
    app.finish().await;
}

#[tokio::test]
async fn the_feed_says_why_and_obeys() {
    let (app, anon, ana) = TestApp::start().await;
    let (people, authors) = town(&app, 8, 5).await;
    let reader = app.join("reader").await;
    let first = reader.get("/").await.ok().ids("n");
    // Why: for members and visitors, as a page and as a sheet.
    let loved = &first[0];
    for who in [&reader, &anon] {
        who.get(&format!("/n/{loved}/why"))
            .await
            .ok()
            .has("Why this note?");
    }
    reader
        .piece(&format!("/n/{loved}/why"))
        .await
        .ok()
        .has("Not interested");
    // Those who like the same are followed by their other likes.
    let mut others = authors.keys().filter(|note| !first.contains(note));
    let other = others.next().unwrap();
    for actor in &people[..4] {
        actor.like(&first[0]).await;
        actor.like(other).await;
    }
    reader.like(&first[0]).await;
    assert!(reader.get("/").await.ok().ids("n").contains(other));
    reader
        .get(&format!("/n/{other}/why"))
        .await
        .ok()
        .has("People who like");
    // Not interested: gone from this deal and from every other.
    let refused = &first[1];
    reader
        .post(&format!("/n/{refused}/refuse"), &[("on", "1")])
        .await
        .see();
    let after = reader.pages("/", "n").await.concat();
    assert!(!after.contains(refused), "it came back");
    assert_eq!(after.len(), authors.len() - 1);
    assert!(
        ana.pages("/", "n").await.concat().contains(refused),
        "for others it stays"
    );
    reader
        .post(&format!("/n/{refused}/refuse"), &[("on", "0")])
        .await
        .see();
    assert!(reader.pages("/", "n").await.concat().contains(refused));
    // Nobody asks for somebody else.
    anon.post(&format!("/n/{refused}/refuse"), &[("on", "1")])
        .await
        .status(401);
    reader.get("/n/nowhere/why").await.status(404);
    app.finish().await;
}

#[tokio::test]
async fn private_notes_have_no_why_and_are_dealt_to_nobody() {
    let (app, anon, ana) = TestApp::start().await;
    let bob = app.join("bob").await;
    let secret = ana
        .note_with(&[("title", "Only mine"), ("visibility", "only-me")])
        .await;
    let open = ana.note("Everybody's", "").await;
    for who in [&anon, &bob] {
        who.get(&format!("/n/{secret}/why")).await.status(404);
        bob.post(&format!("/n/{secret}/refuse"), &[("on", "1")])
            .await
            .status(404);
        let met = who.pages("/", "n").await.concat();
        assert_eq!(met, std::slice::from_ref(&open));
    }
    // What was open and is not any more leaves at once, and so does what its author takes along.
    let fields = [
        ("title", "Hidden"),
        ("visibility", "only-me"),
        ("version", "1"),
    ];
    ana.post(&format!("/n/{open}/edit"), &fields).await.see();
    for who in [&anon, &bob] {
        app.later(5_000);
        assert!(who.pages("/", "n").await.concat().is_empty());
    }
    app.finish().await;
}

#[tokio::test]
async fn sliders_and_topics_are_kept_and_followed() {
    let (app, _anon, ana) = TestApp::start().await;
    let bob = app.join("bob").await;
    for at in 0..6 {
        bob.note(&format!("boat {at}"), "#boats").await;
        ana.note(&format!("cake {at}"), "#cakes").await;
        app.later(MINUTE_MS);
    }
    let reader = app.join("reader").await;
    reader.get("/settings/feed").await.ok().has("How fresh");
    let sliders = [
        ("fresh", "2"),
        ("discover", "-1"),
        ("others", "99"),
        ("small", "x"),
        ("video", "0"),
    ];
    reader.post("/settings/feed", &sliders).await.see();
    let page = reader.get("/settings/feed").await.ok();
    page.has(r#"name="fresh" min="-2" max="2" step="1" value="2""#)
        .has(r#"name="others" min="-2" max="2" step="1" value="2""#);
    // No boats, please.
    reader
        .post(
            "/settings/feed/topic",
            &[("topic", "#boats"), ("wish", "-2")],
        )
        .await
        .see();
    let met = reader.pages("/", "n").await.concat();
    assert_eq!(met.len(), 6, "cakes alone");
    let unknown = [("topic", "submarines"), ("wish", "2")];
    reader
        .post("/settings/feed/topic", &unknown)
        .await
        .status(422)
        .has("submarines");
    reader
        .post("/settings/feed/topic", &[("topic", "boats"), ("wish", "0")])
        .await
        .see();
    assert_eq!(reader.pages("/", "n").await.concat().len(), 12);
    // Without ranking: the newest first.
    reader
        .post("/settings/feed", &[("chronological", "1")])
        .await
        .see();
    let met = reader.pages("/", "n").await.concat();
    let mut sorted = met.clone();
    sorted.sort();
    sorted.reverse();
    assert_eq!(met, sorted);
    app.finish().await;
}

#[tokio::test]
async fn who_joins_chooses_and_finds_it_on_the_first_page() {
    let (app, anon, ana) = TestApp::start().await;
    let bob = app.join("bob").await;
    for at in 0..30 {
        bob.note(&format!("other {at}"), &format!("#other{at}"))
            .await;
    }
    let wanted = ana.note("A junk under sail", "#boats").await;
    ana.note("Another", "#boats").await;
    bob.note("A third", "#boats").await;
    app.later(10 * DAY_MS);
    for at in 30..60 {
        bob.note(&format!("other {at}"), &format!("#other{at}"))
            .await;
    }
    app.later(20_000);
    let reader = app.join("reader").await;
    reader.get("/welcome").await.ok().has("Skip");
    anon.get("/welcome").await.status(303);
    reader
        .post("/welcome", &[("topic", "boats"), ("topic", "gone")])
        .await
        .see();
    let first = reader.get("/").await.ok().ids("n");
    assert!(first.contains(&wanted), "the old boat is on the first page");
    app.finish().await;
}

#[tokio::test]
async fn a_flood_of_somebody_muted_leaves_room_for_the_others() {
    let (app, _anon, ana) = TestApp::start().await;
    let loud = app.join("loud").await;
    let quiet = ana.note("A quiet one", "").await;
    for at in 0..150 {
        loud.note(&format!("flood {at}"), "").await;
    }
    let reader = app.join("reader").await;
    reader.mute(&loud).await;
    assert_eq!(reader.get("/").await.ok().ids("n"), [quiet]);
    app.finish().await;
}

#[tokio::test]
async fn refusing_again_and_again_counts_once_and_ends_no_scroll() {
    let (app, _anon, _ana) = TestApp::start().await;
    let (_people, authors) = town(&app, 6, 10).await;
    let reader = app.join("reader").await;
    let page = reader.piece("/").await.ok();
    let (first, next) = (page.ids("n"), page.more().unwrap());
    for _ in 0..5 {
        reader
            .post(&format!("/n/{}/refuse", first[3]), &[])
            .await
            .see();
    }
    let mut met: Vec<String> = first.clone();
    let mut next = Some(next);
    while let Some(path) = next {
        let page = reader.piece(&path).await.ok();
        met.extend(page.ids("n"));
        next = page.more();
    }
    assert_eq!(met.len(), authors.len());
    assert_eq!(met.iter().collect::<BTreeSet<_>>().len(), authors.len());
    // Somebody else's place in their deal is nobody's: it begins anew.
    let other = app.join("other").await;
    let page = reader.piece("/").await.ok();
    let path = page.more().unwrap();
    assert_eq!(other.piece(&path).await.ok().ids("n").len(), 20);
    app.finish().await;
}
