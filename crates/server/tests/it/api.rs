//! What programs may do, address by address, and what they are told.

use crate::harness::{Actor, Part, TestApp, png};
use crate::program::{Program, bearing, speaking, token_of};
use axum::http::Method;
use sampan_web::api::{self, Needs};
use serde_json::{Value, json};

/// An address with something in its places.
fn filled(path: &str, id: &str) -> String {
    path.replace("{id}", id)
        .replace("{tag}", "none")
        .replace("{handle}", "ana")
        .replace("{*stream}", "user")
}

/// Whatever an address is for: what is not for somebody's eyes is in no answer to them.
#[tokio::test]
async fn no_address_tells_what_is_not_for_the_caller() {
    let (app, _, ana) = TestApp::start().await;
    let (ben, cara) = (app.join("ben").await, app.join("cara").await);
    let author = speaking(&app, &ana).await;
    let write = async |visibility: &str, words: &str| {
        let note = json!({
            "title": words, "status": format!("{words} #none"), "visibility": visibility,
            "poll": { "options": [format!("{words} yes"), "no"], "expires_in": 3600 },
        });
        author
            .post_json("/api/v1/statuses", &note)
            .await
            .ok()
            .json()
    };
    let private = write("private", "zxprivate").await;
    let direct = write("direct", "zxdirect").await;
    let public = write("public", "zxpublic").await;
    let comment = json!({ "status": "zxcomment", "in_reply_to_id": private["id"] });
    let comment = author.post_json("/api/v1/statuses", &comment).await.ok();
    let list = author.post("/api/v1/lists", &[("title", "zxlist")]).await;
    ana.post("/@cara/block", &[("on", "1")]).await;
    let text = |value: &Value| value["id"].as_str().unwrap().to_owned();
    let filter = json!({ "title": "zxfilter", "context": ["home"] });
    let filter = author
        .post_json("/api/v2/filters", &filter)
        .await
        .ok()
        .json();
    let ids = [
        text(&filter),
        text(&private),
        text(&direct),
        text(&public),
        text(&comment.json()),
        text(&list.ok().json()),
        text(&public["account"]),
    ];
    let stranger = speaking(&app, &ben).await;
    let blocked = speaking(&app, &cara).await;
    let hidden = ["zxprivate", "zxdirect", "zxcomment", "zxlist", "zxfilter"];
    for entry in api::entries() {
        let is_stream = entry.path.contains("{*stream}");
        for id in ids.iter().filter(|_| !is_stream) {
            let path = filled(entry.path, id);
            let json = [("content-type", "application/json")];
            for (who, name) in [(&stranger, "a stranger"), (&blocked, "who is blocked")] {
                let answer = who.send(entry.method.clone(), &path, &json, "{}").await;
                let what = format!("{} {path} for {name}", entry.method);
                assert!(
                    answer.status.as_u16() < 500 || answer.status == 503,
                    "{what}"
                );
                let is_blocked = name == "who is blocked";
                let more = is_blocked.then_some("zxpublic");
                for secret in hidden.iter().copied().chain(more) {
                    assert!(!answer.text().contains(secret), "{what} tells {secret}");
                }
            }
        }
    }
    app.finish().await;
}

#[tokio::test]
async fn every_address_asks_for_what_it_needs() {
    let (app, _, ana) = TestApp::start().await;
    let program = Program::register(&app, "read write follow push profile translate").await;
    // A scope that no address is satisfied with.
    let useless = program.token(&app, &ana, "profile").await;
    let own = token_of(
        &program
            .own(&app, "read write follow push translate")
            .await
            .ok(),
    );
    let entries = api::entries();
    assert!(entries.len() > 10);
    for entry in entries {
        let path = filled(entry.path, "1");
        let send = async |token: Option<&str>| {
            let who = match token {
                Some(token) => bearing(&app, token),
                None => app.anon(),
            };
            let json = [("content-type", "application/json")];
            let answer = who.send(entry.method.clone(), &path, &json, "{}").await;
            (answer.status.as_u16(), answer)
        };
        let what = format!("{} {}", entry.method, entry.path);
        let (without, answer) = send(None).await;
        let (broken, _) = send(Some("nonsense")).await;
        assert_eq!(broken, 401, "{what} with a broken token");
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{what}");
        match entry.needs {
            Needs::Nothing => assert!(without < 500 && without != 403, "{what}: {without}"),
            Needs::Program(scope) | Needs::Member(scope) => {
                assert_eq!(without, 401, "{what} without a token");
                if !scope.is_empty() {
                    assert_eq!(
                        send(Some(&useless)).await.0,
                        403,
                        "{what} with a wrong scope"
                    );
                }
            }
        }
        if let Needs::Member(_) = entry.needs {
            assert_eq!(send(Some(&own)).await.0, 422, "{what} for nobody");
        }
    }
    app.finish().await;
}

#[tokio::test]
async fn the_instance_says_what_it_takes() {
    let (app, _, _) = TestApp::start().await;
    let anybody = app.anon();
    let v2: Value = anybody.get("/api/v2/instance").await.ok().json();
    assert_eq!(v2["domain"], "localhost:8080");
    assert_eq!(v2["registrations"]["enabled"], true);
    assert!(
        v2["configuration"]["statuses"]["max_characters"]
            .as_i64()
            .unwrap()
            > 1_000
    );
    let v1 = anybody.get("/api/v1/instance").await.ok().json();
    assert_eq!(v1["stats"]["user_count"], 1);
    let meta = anybody
        .get("/.well-known/oauth-authorization-server")
        .await
        .ok()
        .json();
    assert_eq!(meta["code_challenge_methods_supported"], json!(["S256"]));
    let ana = anybody
        .get("/api/v1/accounts/lookup?acct=ana@localhost:8080")
        .await
        .ok();
    assert_eq!(ana.json()["acct"], "ana");
    let nothing = anybody.get("/api/v1/nothing").await.status(404);
    assert_eq!(nothing.json()["error"], "Record not found");
    let missing = anybody
        .get("/api/v1/accounts/lookup?acct=ana@elsewhere.example")
        .await;
    assert_eq!(missing.status(404).json()["error"], "Record not found");
    let asked = anybody
        .send(
            Method::OPTIONS,
            "/api/v1/apps",
            &[
                ("origin", "https://phanpy.example"),
                ("access-control-request-method", "POST"),
            ],
            "",
        )
        .await
        .ok();
    assert_eq!(asked.header("access-control-allow-origin"), "*");
    app.finish().await;
}

fn ids(list: &Value) -> Vec<String> {
    let list = list.as_array().unwrap();
    let id = |status: &Value| status["id"].as_str().unwrap().to_owned();
    list.iter().map(id).collect()
}

#[tokio::test]
async fn notes_and_comments_are_statuses() {
    let (app, anybody, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let (tusky, reader) = (speaking(&app, &ana).await, speaking(&app, &ben).await);
    let new = json!({
        "title": "Cat tax", "status": "Here is <Mooncake> #CatTax @ben", "language": "en",
    });
    let once = tusky.twin().with("idempotency-key", "one");
    let note = once.post_json("/api/v1/statuses", &new).await.ok().json();
    let again = once.post_json("/api/v1/statuses", &new).await.ok().json();
    assert_eq!(note["id"], again["id"], "the same key writes once");
    let id = note["id"].as_str().unwrap();
    let content = note["content"].as_str().unwrap();
    assert_eq!(
        content,
        "<p><strong>Cat tax</strong></p><p>Here is &lt;Mooncake&gt; \
         <a class=\"mention hashtag\" rel=\"tag\" href=\"http://localhost:8080/t/CatTax\">#CatTax</a> \
         <a class=\"mention\" href=\"http://localhost:8080/@ben\">@ben</a></p>"
    );
    assert_eq!(
        (&note["title"], &note["visibility"]),
        (&json!("Cat tax"), &json!("public"))
    );
    assert_eq!(note["tags"][0]["name"], "CatTax");
    assert_eq!(note["mentions"][0]["acct"], "ben");
    assert_eq!(note["account"]["statuses_count"], 1);
    let place = format!("/api/v1/statuses/{id}");

    let answer = json!({ "status": "Such a face", "in_reply_to_id": id });
    let said = reader
        .post_json("/api/v1/statuses", &answer)
        .await
        .ok()
        .json();
    assert_eq!(said["in_reply_to_id"], note["id"]);
    let reply = json!({ "status": "She knows", "in_reply_to_id": said["id"] });
    let reply = tusky
        .post_json("/api/v1/statuses", &reply)
        .await
        .ok()
        .json();
    assert_eq!(reply["in_reply_to_id"], said["id"]);
    let context = anybody.get(&format!("{place}/context")).await.ok().json();
    assert_eq!(ids(&context["ancestors"]).len(), 0);
    assert_eq!(
        context["descendants"][0]["in_reply_to_account_id"],
        note["account"]["id"]
    );
    let below = ids(&context["descendants"]);
    assert_eq!(
        below,
        [said["id"].as_str().unwrap(), reply["id"].as_str().unwrap()]
    );
    let context = anybody
        .get(&format!("/api/v1/statuses/{}/context", below[1]))
        .await
        .json();
    assert_eq!(ids(&context["ancestors"]), [id, below[0].as_str()]);

    for (act, field, value) in [
        ("favourite", "favourited", true),
        ("bookmark", "bookmarked", true),
        ("unfavourite", "favourited", false),
        ("unbookmark", "bookmarked", false),
    ] {
        let done = reader
            .post_json(&format!("{place}/{act}"), &json!({}))
            .await
            .ok()
            .json();
        assert_eq!(done[field], value, "{act}");
    }
    let liked = format!("/api/v1/statuses/{}/favourite", below[0]);
    assert_eq!(
        tusky.post_json(&liked, &json!({})).await.ok().json()["favourites_count"],
        1
    );

    let source = tusky.get(&format!("{place}/source")).await.ok().json();
    assert_eq!(source["text"], "Here is <Mooncake> #CatTax @ben");
    reader.delete(&place).await.status(403);
    let gone = tusky.delete(&place).await.ok().json();
    assert_eq!(gone["text"], source["text"]);
    anybody.get(&place).await.status(404);
    let empty = tusky
        .post_json("/api/v1/statuses", &json!({ "status": " " }))
        .await
        .status(422);
    assert!(
        empty.json()["error"]
            .as_str()
            .unwrap()
            .starts_with("Validation failed: ")
    );
    app.finish().await;
}

#[tokio::test]
async fn timelines_go_on_where_their_links_lead() {
    let (app, anybody, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let reader = speaking(&app, &ben).await;
    for at in 0..30 {
        ana.note(&format!("Day {at}"), "#diary").await;
    }
    ben.follow(&ana).await;
    let me = anybody
        .get("/api/v1/accounts/lookup?acct=ana")
        .await
        .ok()
        .json();
    let own = format!("/api/v1/accounts/{}/statuses", me["id"].as_str().unwrap());
    for path in [
        "/api/v1/timelines/public",
        "/api/v1/timelines/home",
        "/api/v1/timelines/tag/diary",
        "/api/v1/trends/statuses",
        &own,
    ] {
        let mut all = Vec::new();
        let mut next = Some(format!("{path}?limit=7"));
        while let Some(place) = next {
            let answer = reader.get(&place).await.ok();
            let page = ids(&answer.json());
            let most = if path.contains("trends") { 24 } else { 7 };
            assert!(page.len() <= most, "{path}");
            all.extend(page);
            assert!(all.len() <= 30, "{path} does not end");
            let links = answer
                .headers
                .get("link")
                .map(|links| links.to_str().unwrap());
            next = links
                .and_then(|links| {
                    links
                        .split(", ")
                        .find(|link| link.ends_with("rel=\"next\""))
                })
                .map(|link| {
                    let place = &link[1..link.find('>').unwrap()];
                    place
                        .strip_prefix("http://localhost:8080")
                        .unwrap()
                        .to_owned()
                });
        }
        assert_eq!(all.len(), 30, "{path}");
        if !path.contains("trends") {
            assert!(
                all.windows(2).all(|pair| pair[0] > pair[1]),
                "{path}: the newest first"
            );
        }
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 30, "{path}: each once");
    }
    let none = anybody
        .get("/api/v1/timelines/tag/nobody")
        .await
        .ok()
        .json();
    assert_eq!(none, json!([]));
    let newest = &ids(&anybody.get("/api/v1/timelines/public?limit=3").await.json())[1];
    let newer = anybody
        .get(&format!("/api/v1/timelines/public?since_id={newest}"))
        .await;
    assert_eq!(ids(&newer.json()).len(), 1);
    app.finish().await;
}

#[tokio::test]
async fn what_is_hidden_on_pages_is_hidden_from_programs() {
    let (app, anybody, ana) = TestApp::start().await;
    let (ben, eve) = (app.join("ben").await, app.join("eve").await);
    let tusky = speaking(&app, &ana).await;
    let (bens, eves) = (speaking(&app, &ben).await, speaking(&app, &eve).await);
    let mut places = Vec::new();
    for visibility in ["public", "private", "direct"] {
        let new = json!({ "status": format!("for {visibility}"), "visibility": visibility });
        let made = tusky.post_json("/api/v1/statuses", &new).await.ok().json();
        assert_eq!(made["visibility"], visibility);
        places.push(format!("/api/v1/statuses/{}", made["id"].as_str().unwrap()));
    }
    ben.follow(&ana).await;
    ana.block(&eve).await;
    for (who, seen) in [
        (&tusky, [200, 200, 200]),
        (&bens, [200, 200, 404]),
        (&anybody, [200, 404, 404]),
        (&eves, [404, 404, 404]),
    ] {
        for (place, want) in places.iter().zip(seen) {
            who.get(place).await.status(want);
            who.get(&format!("{place}/context")).await.status(want);
        }
    }
    for act in ["favourite", "bookmark"] {
        eves.post_json(&format!("{}/{act}", places[0]), &json!({}))
            .await
            .status(404);
        bens.post_json(&format!("{}/{act}", places[2]), &json!({}))
            .await
            .status(404);
    }
    assert_eq!(
        ids(&eves.get("/api/v1/timelines/public").await.json()).len(),
        0
    );
    assert_eq!(
        ids(&anybody.get("/api/v1/timelines/public").await.json()).len(),
        1
    );
    app.finish().await;
}

#[tokio::test]
async fn pictures_and_profiles_come_as_forms_with_files() {
    let (app, anybody, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let (tusky, bens) = (speaking(&app, &ana).await, speaking(&app, &ben).await);
    let cat = png(60, 40);
    let sent = [
        Part::File("file", &cat),
        Part::Text("description", "A grey cat"),
        Part::Text("focus", "-0.5,1.0"),
    ];
    let picture = tusky.post_parts("/api/v2/media", &sent).await.ok().json();
    assert_eq!(picture["description"], "A grey cat");
    assert_eq!(picture["meta"]["focus"], json!({ "x": -0.5, "y": 1.0 }));
    assert_eq!(picture["blurhash"].as_str().unwrap().len(), 28);
    assert_eq!(picture["meta"]["original"]["size"], "60x40");
    let id = picture["id"].as_str().unwrap();
    let place = format!("/api/v1/media/{id}");
    let better = json!({ "description": "A grey cat, asleep" });
    tusky.put_json(&place, &better).await.ok();
    bens.put_json(&place, &better).await.status(404);
    let odd = json!({ "focus": "up" });
    tusky.put_json(&place, &odd).await.status(422);
    let up = json!({ "focus": "0,0.4" });
    let moved = tusky.put_json(&place, &up).await.ok().json();
    assert_eq!(moved["meta"]["focus"]["y"], 0.4);
    assert_eq!(moved["description"], "A grey cat, asleep");
    bens.get(&place).await.status(404);
    let new = json!({ "status": "Look", "media_ids": [id] });
    bens.post_json("/api/v1/statuses", &new).await.status(404);
    let note = tusky.post_json("/api/v1/statuses", &new).await.ok().json();
    assert_eq!(
        note["media_attachments"][0]["description"],
        "A grey cat, asleep"
    );
    assert_eq!(note["application"]["name"], "Tusky");
    let note = note["id"].as_str().unwrap();
    // Cards are cropped around it: two thirds up.
    app.anon().get("/").await.ok().has("class=\"x5 y3\"");
    let attributes = json!([{ "id": id, "focus": "1,0" }]);
    let refocused = json!({ "media_attributes": attributes });
    let place = format!("/api/v1/statuses/{note}");
    let moved = tusky.put_json(&place, &refocused).await.ok().json();
    assert_eq!(moved["media_attachments"][0]["meta"]["focus"]["x"], 1.0);
    let pin = |act: &str| format!("/api/v1/statuses/{note}/{act}");
    bens.post_json(&pin("pin"), &json!({})).await.status(403);
    assert_eq!(
        tusky.post_json(&pin("pin"), &json!({})).await.ok().json()["pinned"],
        true
    );
    assert_eq!(
        tusky.post_json(&pin("unpin"), &json!({})).await.ok().json()["pinned"],
        false
    );

    let form = crate::harness::multipart(&[
        Part::Text("display_name", "Ana from Ohio"),
        Part::File("avatar", &cat),
    ]);
    let kind = crate::harness::multipart_type();
    let kind = [("content-type", kind.as_str())];
    let update = "/api/v1/accounts/update_credentials";
    let me = tusky
        .send(Method::PATCH, update, &kind, form)
        .await
        .ok()
        .json();
    assert_eq!(me["display_name"], "Ana from Ohio");
    let avatar = me["avatar"]
        .as_str()
        .unwrap()
        .strip_prefix("http://localhost:8080")
        .unwrap();
    anybody.get(avatar).await.ok();
    let note = json!({ "note": "I *like* cats", "source": { "language": "zh" } }).to_string();
    let json = [("content-type", "application/json")];
    let me = tusky
        .send(Method::PATCH, update, &json, note)
        .await
        .ok()
        .json();
    assert_eq!(
        (&me["note"], &me["source"]["language"]),
        (&json!("<p>I *like* cats</p>"), &json!("zh"))
    );
    assert_eq!(
        me["display_name"], "Ana from Ohio",
        "what is not sent stays"
    );
    app.finish().await;
}

#[tokio::test]
async fn programs_follow_block_and_find() {
    let (app, anybody, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let (tusky, bens) = (speaking(&app, &ana).await, speaking(&app, &ben).await);
    let found = tusky
        .get("/api/v2/search?q=@ben&type=accounts")
        .await
        .ok()
        .json();
    let id = found["accounts"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(found["accounts"][0]["display_name"], "", "nobody chose one");
    let act = async |who: &Actor, act: &str| {
        let path = format!("/api/v1/accounts/{id}/{act}");
        who.post_json(&path, &json!({})).await.ok().json()
    };
    assert_eq!(act(&tusky, "follow").await["following"], true);
    let followers = anybody
        .get(&format!("/api/v1/accounts/{id}/followers"))
        .await
        .ok();
    assert_eq!(followers.json()[0]["acct"], "ana");
    let tie = tusky
        .get(&format!("/api/v1/accounts/relationships?id[]={id}"))
        .await
        .ok()
        .json();
    assert_eq!(
        (&tie[0]["following"], &tie[0]["id"]),
        (&json!(true), &json!(id))
    );
    assert_eq!(act(&tusky, "mute").await["muting"], true);
    assert_eq!(tusky.get("/api/v1/mutes").await.json()[0]["acct"], "ben");
    assert_eq!(act(&tusky, "unmute").await["muting"], false);
    assert_eq!(act(&tusky, "block").await["blocking"], true);
    assert_eq!(tusky.get("/api/v1/blocks").await.json()[0]["acct"], "ben");
    bens.get("/api/v1/accounts/lookup?acct=ana")
        .await
        .status(404);
    assert_eq!(act(&tusky, "unblock").await["blocking"], false);
    ana.note("", "About #CatTax and #猫税").await;
    for tag in ["cattax", "%E7%8C%AB%E7%A8%8E"] {
        let follow = format!("/api/v1/tags/{tag}/follow");
        assert_eq!(
            tusky.post_json(&follow, &json!({})).await.ok().json()["following"],
            true
        );
    }
    assert_eq!(
        ids(&tusky.get("/api/v1/followed_tags").await.json()).len(),
        2
    );
    let found = anybody
        .get("/api/v2/search?q=%23cat&type=hashtags")
        .await
        .ok()
        .json();
    assert_eq!(found["hashtags"][0]["name"], "CatTax");
    app.finish().await;
}

#[tokio::test]
async fn programs_read_the_inbox() {
    let (app, _, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let tusky = speaking(&app, &ana).await;
    let note = ana.note("Cat tax", "").await;
    ben.like(&note).await;
    ben.comment(&note, "Such a face").await;
    ben.follow(&ana).await;
    let count = tusky
        .get("/api/v1/notifications/unread_count")
        .await
        .ok()
        .json();
    assert_eq!(count["count"], 3);
    let all = tusky.get("/api/v1/notifications").await.ok().json();
    let kinds: Vec<&str> = all
        .as_array()
        .unwrap()
        .iter()
        .map(|n| n["type"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["follow", "mention", "favourite"]);
    assert_eq!(all[1]["status"]["content"], "<p>Such a face</p>");
    let note: sampan_domain::NoteId = note.parse().unwrap();
    assert_eq!(all[2]["status"]["id"], note.0.to_string());
    assert_eq!(all[0]["account"]["acct"], "ben");
    let some = tusky
        .get("/api/v1/notifications?types[]=follow")
        .await
        .ok()
        .json();
    assert_eq!(ids(&some).len(), 1);
    tusky
        .post_json("/api/v1/notifications/clear", &json!({}))
        .await
        .ok();
    let count = tusky
        .get("/api/v1/notifications/unread_count")
        .await
        .ok()
        .json();
    assert_eq!(count["count"], 0);
    app.finish().await;
}
