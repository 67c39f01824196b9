//! Following, blocking, muting, and what each of them hides.

use crate::harness::{Actor, TestApp};
use crate::program::speaking;
use serde_json::json;

#[tokio::test]
async fn following_is_counted_shown_and_mutual() {
    let (app, anon, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let button = ben.post_piece("/@ana/follow", &[("on", "1")]).await.ok();
    button.has("Following").has("You follow them now.");
    ben.post_piece("/@ANA/follow", &[("on", "1")]).await.ok();
    anon.get("/@ana").await.ok().has("<b>1</b> follower");
    anon.get("/@ben").await.ok().has("<b>1</b> following");
    anon.get("/@ana/followers").await.ok().has("@ben");
    anon.get("/@ben/following").await.ok().has("@ana");
    ana.get("/@ben")
        .await
        .ok()
        .has("Follow back")
        .has("Follows you");
    ana.post_piece("/@ben/follow", &[("on", "1")])
        .await
        .ok()
        .has("Mutual");
    ben.post_piece("/@ana/follow", &[("on", "0")])
        .await
        .ok()
        .has("Follow back");
    anon.get("/@ana").await.ok().has("<b>0</b> followers");
    ana.post("/@ana/follow", &[("on", "1")]).await.status(403);
    ana.post("/@nobody/follow", &[("on", "1")])
        .await
        .status(404);
    app.finish().await;
}

/// Whether a viewer meets somebody's note, comment and name.
async fn meets(viewer: &Actor, other: &str, note: &str, comment: &str, place: &str) -> Vec<String> {
    let mut met = Vec::new();
    for (name, path, mark) in [
        ("explore", "/".to_owned(), format!("n-{note}")),
        ("following", "/following".into(), format!("n-{note}")),
        ("topic", "/t/shared".into(), format!("n-{note}")),
        (
            "topic-new",
            "/t/shared?sort=new".into(),
            format!("n-{note}"),
        ),
        (
            "note",
            format!("/n/{note}"),
            format!("data-note=\"{note}\""),
        ),
        (
            "profile",
            format!("/@{other}"),
            format!("<bdi>{other}</bdi>"),
        ),
        ("comment", format!("/n/{place}"), format!("c-{comment}")),
        (
            "comments",
            format!("/n/{place}/comments?sort=new"),
            format!("c-{comment}"),
        ),
        (
            "search",
            format!("/search?q={other}"),
            format!("href=\"/@{other}\""),
        ),
        (
            "complete",
            format!("/complete?q=@{other}"),
            format!("@{other}"),
        ),
        ("inbox", "/inbox".into(), format!("<bdi>{other}</bdi>")),
    ] {
        let answer = viewer.piece(&path).await;
        assert!(!answer.status.is_server_error(), "{path}");
        if answer.status.is_success() && answer.text().contains(&mark) {
            met.push(name.into());
        }
    }
    let one = viewer.piece(&format!("/c/{comment}")).await;
    if one.status.is_success() {
        met.push("one-comment".into());
    }
    met
}

#[tokio::test]
async fn a_block_hides_each_from_the_other_everywhere() {
    let (app, anon, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let cora = app.join("cora").await;
    ana.follow(&ben).await;
    ben.follow(&ana).await;
    let place = cora.note("a meeting place", "").await;
    let anas = ana.note("by ana", "#shared").await;
    let bens = ben.note("by ben", "#shared @ana").await;
    let anas_comment = ana.comment(&place, "ana speaks").await;
    let bens_comment = ben.reply(&place, &anas_comment, "ben answers").await;
    let bens_words = ben.comment(&anas, "ben was here").await;
    let open = meets(&ben, "ana", &anas, &anas_comment, &place).await;
    for name in [
        "explore",
        "following",
        "topic",
        "note",
        "profile",
        "comment",
        "one-comment",
    ] {
        assert!(
            open.iter().any(|known| known == name),
            "before, ben meets ana at {open:?}"
        );
    }

    assert_eq!(
        ana.post("/@ben/block", &[("on", "1")]).await.see(),
        "/settings/people"
    );
    let met = meets(&ben, "ana", &anas, &anas_comment, &place).await;
    assert!(met.is_empty(), "ben meets ana at {met:?}");
    let met = meets(&ana, "ben", &bens, &bens_comment, &place).await;
    let may: Vec<_> = met
        .iter()
        .filter(|name| !["profile", "search", "complete"].contains(&name.as_str()))
        .collect();
    assert!(may.is_empty(), "ana meets ben at {met:?}");
    // She finds him again to let him go.
    ana.get("/settings/people").await.ok().has("@ben");
    ana.get("/@ben").await.ok().has("You block this person");
    anon.get("/@ana").await.ok().has("<b>0</b> followers");

    for (who, note, comment, other) in [
        (&ben, &anas, &anas_comment, "ana"),
        (&ana, &bens, &bens_comment, "ben"),
    ] {
        for path in [
            format!("/n/{note}/like"),
            format!("/n/{note}/collect"),
            format!("/n/{note}/comments"),
            format!("/c/{comment}/like"),
            format!("/@{other}/follow"),
        ] {
            let answer = who.post(&path, &[("on", "1"), ("text", "x")]).await;
            assert!(
                matches!(answer.status.as_u16(), 403 | 404),
                "{path}: {}",
                answer.status
            );
        }
        let fields = [("text", "x"), ("reply_to", comment.as_str())];
        let answer = who.post(&format!("/n/{place}/comments"), &fields).await;
        assert!(
            matches!(answer.status.as_u16(), 403 | 404),
            "a reply: {}",
            answer.status
        );
    }
    // A mention of somebody who blocked is told to nobody.
    let before = ana.unread().await;
    ben.note("once more", "@ana").await;
    assert_eq!(ana.unread().await, before);

    // Own words can be taken back under the note of somebody who blocked.
    ben.post(&format!("/c/{bens_words}/delete"), &[])
        .await
        .see();
    anon.get(&format!("/n/{anas}"))
        .await
        .ok()
        .lacks("ben was here");

    ana.post("/@ben/block", &[("on", "0")]).await.see();
    ben.get("/@ana").await.ok();
    ben.get(&format!("/n/{anas}")).await.ok();
    assert!(
        anon.get("/@ana/followers").await.ok().ids("p").is_empty(),
        "a follow does not return"
    );
    app.finish().await;
}

#[tokio::test]
async fn a_mute_keeps_somebody_out_of_lists_and_they_do_not_notice() {
    let (app, _anon, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let cora = app.join("cora").await;
    ana.follow(&ben).await;
    let place = cora.note("a meeting place", "").await;
    let bens = ben.note("by ben", "#shared @ana").await;
    let comment = ben.comment(&place, "ben speaks").await;
    assert_eq!(ana.post("/@ben/mute", &[("on", "1")]).await.see(), "/@ben");
    let met = meets(&ana, "ben", &bens, &comment, &place).await;
    assert_eq!(
        met,
        ["note", "profile", "search", "complete"],
        "what ana asks for"
    );
    ana.get("/@ben").await.ok().has("by ben").has("Unmute");
    ana.get("/settings/people").await.ok().has("@ben");
    ben.get("/@ana").await.ok();
    ben.post("/@ana/follow", &[("on", "1")]).await.see();
    ana.post("/@ben/mute", &[("on", "0")]).await.see();
    assert!(
        meets(&ana, "ben", &bens, &comment, &place)
            .await
            .contains(&"explore".to_owned())
    );
    ana.post("/@ana/mute", &[("on", "1")]).await.status(403);
    ana.post("/@ana/block", &[("on", "1")]).await.status(403);
    app.finish().await;
}

#[tokio::test]
async fn programs_introduce_friends_of_friends_and_whom_many_like() {
    let (app, _, ana) = TestApp::start().await;
    let (ben, cara, dan) = (
        app.join("ben").await,
        app.join("cara").await,
        app.join("dan").await,
    );
    let (eve, fay) = (app.join("eve").await, app.join("fay").await);
    let program = speaking(&app, &ana).await;
    ana.follow(&ben).await;
    ben.follow(&ana).await;
    ben.follow(&cara).await;
    dan.note("Liked", "by many").await;
    ben.note("Followed", "already").await;
    eve.note("Blocked", "by her").await;
    ana.block(&eve).await;
    // Who does not want to be found is introduced to nobody.
    let hidden = json!({ "discoverable": false });
    let hidden = speaking(&app, &fay)
        .await
        .send(
            axum::http::Method::PATCH,
            "/api/v1/accounts/update_credentials",
            &[("content-type", "application/json")],
            hidden.to_string(),
        )
        .await;
    hidden.ok();
    fay.note("Hidden", "from all").await;
    let seen = async || {
        let all = program.get("/api/v2/suggestions").await.ok().json();
        let all = all.as_array().unwrap().clone();
        let named = all.iter().map(|one| {
            let handle = one["account"]["username"].as_str().unwrap().to_owned();
            (handle, one["sources"][0].as_str().unwrap().to_owned())
        });
        named.collect::<Vec<_>>()
    };
    let pair = |who: &str, why: &str| (who.to_owned(), why.to_owned());
    let caras = pair("cara", "friends_of_friends");
    let dans = pair("dan", "most_interactions");
    assert_eq!(seen().await, [caras.clone(), dans.clone()]);
    let older = program.get("/api/v1/suggestions?limit=1").await.ok().json();
    assert_eq!(older.as_array().unwrap().len(), 1);
    let id = older[0]["id"].as_str().unwrap();
    program
        .delete(&format!("/api/v1/suggestions/{id}"))
        .await
        .ok();
    assert_eq!(seen().await, [dans]);
    program
        .delete("/api/v1/suggestions/12345678901234567")
        .await
        .status(404);
    app.finish().await;
}
