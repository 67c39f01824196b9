//! Texts that cross languages: what readers see, and whose rendition it is. The engine is a
//! LibreTranslate server on the loopback.

use crate::harness::{Actor, MINUTE_MS, TestApp};
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use sampan_domain::Role;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

const PAIRS: [(&str, &str); 8] = [
    ("今天的面真好吃", "The noodles are great today"),
    ("我家的猫喜欢晒太阳", "My cat loves lying in the sun"),
    ("大家早上好", "Good morning everyone"),
    ("交一下猫税", "Pay the cat tax"),
    ("我住在成都", "I live in Chengdu"),
    ("窗台上的灰猫", "A grey cat on the windowsill"),
    (
        "外面下雨了",
        "<script>alert(1)</script> It is raining outside",
    ),
    ("Good night from Ohio", "俄亥俄州的朋友晚安"),
];

/// What the engine was asked, and whether it answers.
#[derive(Clone, Default)]
pub(crate) struct Toy {
    asked: Arc<Mutex<Vec<String>>>,
    down: Arc<AtomicBool>,
}

impl Toy {
    pub(crate) fn times(&self, text: &str) -> usize {
        let asked = self.asked.lock().unwrap();
        asked.iter().filter(|said| said.contains(text)).count()
    }
}

async fn answer(
    State(toy): State<Toy>,
    Json(body): Json<Value>,
) -> Result<Json<Value>, StatusCode> {
    if toy.down.load(Ordering::Relaxed) {
        return Err(StatusCode::SERVICE_UNAVAILABLE);
    }
    let say = |text: &str| {
        toy.asked.lock().unwrap().push(text.to_owned());
        let known = PAIRS.iter().find(|(from, _)| text.contains(from));
        known.map_or_else(|| text.to_owned(), |(from, to)| text.replace(from, to))
    };
    let texts = body["q"].as_array().unwrap();
    let answers: Vec<String> = texts
        .iter()
        .map(|text| say(text.as_str().unwrap()))
        .collect();
    Ok(Json(json!({ "translatedText": answers })))
}

/// An instance whose engine is the toy, Ana who writes Chinese, and somebody who reads English.
pub(crate) async fn start() -> (TestApp, Toy, Actor, Actor) {
    let toy = Toy::default();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let router = Router::new()
        .route(
            "/languages",
            get(async || Json(json!([{"code": "zh"}, {"code": "en"}]))),
        )
        .route("/translate", post(answer))
        .with_state(toy.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let app = TestApp::with(|config| config.translation.libretranslate.url = url).await;
    app.open_engines().await;
    let ana = app.join("ana").await;
    let reader = app.anon();
    (app, toy, ana, reader)
}

/// Waits for the words of a text that is on its way.
async fn words(reader: &Actor, name: &str) -> String {
    let mut events = reader.listen(&format!("/renditions?of={name}")).await;
    let (kind, html) = events.next().await.unwrap();
    assert_eq!(kind, "words", "{html}");
    html
}

#[tokio::test]
async fn a_note_is_read_in_the_readers_language_while_they_look_at_it() {
    let (app, toy, ana, reader) = start().await;
    let note = ana
        .note("今天的面真好吃", "我家的猫喜欢晒太阳 🐱 @ana #猫税")
        .await;
    let html = words(&reader, &format!("n{note}")).await;
    assert!(html.contains("The noodles are great today"), "{html}");
    assert!(
        html.contains("My cat loves lying in the sun 🐱 <a class=\"mention\""),
        "{html}"
    );
    assert!(html.contains("data-shows=\"translated\""), "{html}");
    let page = reader
        .get(&format!("/n/{note}"))
        .await
        .ok()
        .has("Translated from Chinese")
        .has("The noodles are great today")
        .has("今天的面真好吃");
    assert_eq!(
        page.find(r#"<span class="own" lang="([^"]+)""#).as_deref(),
        Some("zh-Hans")
    );
    assert_eq!(
        page.find(r#"<div class="across" lang="([^"]+)""#)
            .as_deref(),
        Some("en")
    );
    // Whoever reads Chinese sees what was written, and nothing else.
    reader
        .get(&format!("/n/{note}?lang=zh-Hans"))
        .await
        .ok()
        .has("今天的面真好吃")
        .lacks("The noodles are great today")
        .lacks("译自");
    // The original is one tap away without scripts, too.
    let shown = reader.get(&format!("/n/{note}?show=original")).await.ok();
    assert!(shown.text().contains("data-shows=\"original\""));
    // On a card, and as it was asked for once.
    reader
        .get("/")
        .await
        .ok()
        .has("The noodles are great today");
    assert_eq!(toy.times("今天的面真好吃"), 1);
    app.finish().await;
}

#[tokio::test]
async fn comments_profiles_and_descriptions_cross_too() {
    let (app, _, ana, reader) = start().await;
    let note = ana.note("Hello", "An English note").await;
    let comment = ana.comment(&note, "大家早上好").await;
    let reply = ana.reply(&note, &comment, "我住在成都").await;
    ana.post("/settings/profile", &[("bio", "我住在成都")])
        .await
        .see();
    for (name, said) in [
        (format!("c{comment}"), "Good morning everyone"),
        (format!("c{reply}"), "I live in Chengdu"),
        ("bana".to_owned(), "I live in Chengdu"),
    ] {
        let html = words(&reader, &name).await;
        assert!(html.contains(said), "{name}: {html}");
    }
    reader
        .get(&format!("/n/{note}"))
        .await
        .has("Good morning everyone")
        .has("I live in Chengdu");
    reader
        .get("/@ana")
        .await
        .has("I live in Chengdu")
        .has("Translated from Chinese");
    app.finish().await;
}

#[tokio::test]
async fn of_a_mixed_text_the_part_that_is_not_read_crosses() {
    let (app, _, ana, reader) = start().await;
    let note = ana
        .note("Hello", "Hello everyone, I am new here.\n大家早上好")
        .await;
    let html = words(&reader, &format!("n{note}")).await;
    assert!(html.contains("Hello everyone, I am new here."), "{html}");
    assert!(html.contains("Good morning everyone"), "{html}");
    let note = ana.note("", "大家早上好，這裡的頭髮").await;
    reader
        .get(&format!("/n/{note}?lang=zh-Hans"))
        .await
        .lacks("译自");
    app.finish().await;
}

#[tokio::test]
async fn ten_who_say_the_same_share_one_translation() {
    let (app, toy, ana, reader) = start().await;
    let note = ana.note("Hello", "").await;
    for _ in 0..10 {
        ana.comment(&note, "交一下猫税").await;
    }
    let page = reader.get(&format!("/n/{note}")).await.ok();
    for id in page.ids("c") {
        if page.text().contains(&format!("data-waits=\"c{id}\"")) {
            words(&reader, &format!("c{id}")).await;
        }
    }
    let page = reader.get(&format!("/n/{note}")).await.ok();
    assert_eq!(page.text().matches("Pay the cat tax").count(), 10);
    assert_eq!(toy.times("交一下猫税"), 1);
    app.finish().await;
}

#[tokio::test]
async fn without_an_engine_originals_show_and_the_page_says_why() {
    let (app, anon, ana) = TestApp::start().await;
    let note = ana.note("今天的面真好吃", "").await;
    anon.get(&format!("/n/{note}"))
        .await
        .ok()
        .has("今天的面真好吃")
        .has("translation is not set up here");
    let mut events = anon.listen(&format!("/renditions?of=n{note}")).await;
    assert_eq!(events.next().await.unwrap().0, "words");
    assert_eq!(events.next().await.unwrap(), ("end".into(), "end".into()));
    assert_eq!(events.next().await, None);
    app.finish().await;
}

#[tokio::test]
async fn an_engine_that_fails_is_told_of_and_asked_again_later() {
    let (app, toy, ana, reader) = start().await;
    toy.down.store(true, Ordering::Relaxed);
    let note = ana.note("今天的面真好吃", "").await;
    let html = words(&reader, &format!("n{note}")).await;
    assert!(html.contains("no translation right now"), "{html}");
    assert!(html.contains("今天的面真好吃"), "{html}");
    assert!(app.engine_trouble().unwrap().contains("libretranslate"));
    toy.down.store(false, Ordering::Relaxed);
    // Not at once: a broken engine is left alone for a minute.
    reader
        .get(&format!("/n/{note}"))
        .await
        .has("no translation right now");
    app.later(2 * MINUTE_MS);
    let html = words(&reader, &format!("n{note}")).await;
    assert!(html.contains("The noodles are great today"), "{html}");
    app.finish().await;
}

#[tokio::test]
async fn markup_in_a_rendition_is_inert() {
    let (app, _, ana, reader) = start().await;
    let note = ana.note("外面下雨了", "外面下雨了").await;
    let html = words(&reader, &format!("n{note}")).await;
    assert!(!html.contains("<script>"), "{html}");
    let page = reader.get(&format!("/n/{note}")).await.ok();
    assert!(!page.text().contains("<script>alert"));
    app.finish().await;
}

#[tokio::test]
async fn readers_choose_how_a_language_is_shown() {
    let (app, _, ana, reader) = start().await;
    let note = ana.note("今天的面真好吃", "").await;
    words(&reader, &format!("n{note}")).await;
    let path = format!("/n/{note}");
    let ben = app.join("ben").await;
    for who in [&reader, &ben] {
        for display in ["both", "original", "translated"] {
            let fields = [
                ("lang", "zh-Hans"),
                ("display", display),
                ("back", path.as_str()),
            ];
            assert_eq!(who.post("/reading", &fields).await.see(), path);
            let page = who.get(&path).await.ok();
            assert!(
                page.text().contains(&format!("data-shows=\"{display}\"")),
                "{display}"
            );
        }
    }
    ben.get("/settings/languages").await.ok().has("Chinese");
    let fields = [
        ("lang", "zh-Hans"),
        ("display", "never"),
        ("back", "//evil.example"),
    ];
    assert_eq!(ben.post("/reading", &fields).await.see(), "/");
    ben.get(&path).await.lacks("Translated from Chinese");
    reader.post("/reading", &fields).await.status(400);
    let fields = [("lang", "tlh"), ("display", "both")];
    ben.post("/reading", &fields).await.status(400);
    app.finish().await;
}

#[tokio::test]
async fn a_better_rendition_is_suggested_voted_for_and_accepted() {
    let (app, _, ana, reader) = start().await;
    let [ben, eve] = [app.join("ben").await, app.join("eve").await];
    let note = ana.note("今天的面真好吃", "我家的猫喜欢晒太阳").await;
    let path = format!("/n/{note}/renditions");
    words(&reader, &format!("n{note}")).await;
    let form = ben.get(&path).await.ok();
    assert_eq!(form.value("title"), "The noodles are great today");
    assert_eq!(form.area("text"), "My cat loves lying in the sun");
    let better = [
        ("to", "en"),
        ("title", "Those noodles!"),
        ("text", "My cat is a sun worshipper"),
    ];
    reader.post(&path, &better).await.status(401);
    ben.post(&path, &better).await.see();
    let empty = [("to", "en"), ("title", "Those noodles!"), ("text", " ")];
    ben.post(&path, &empty)
        .await
        .status(422)
        .has("Those noodles!")
        .has("Write a translation first");
    // Nobody sees it yet but those who look for it.
    reader
        .get(&format!("/n/{note}"))
        .await
        .lacks("Those noodles!");
    let page = eve.get(&path).await.ok().has("Those noodles!");
    let id = page.find(r"/suggestions/([0-9a-z]+)/vote").unwrap();
    eve.post(&format!("/suggestions/{id}/vote"), &[("on", "1")])
        .await
        .see();
    eve.post(&format!("/suggestions/{id}/vote"), &[("on", "1")])
        .await
        .see();
    eve.get(&path).await.has("Better · 1");
    eve.post(&format!("/suggestions/{id}/accept"), &[])
        .await
        .status(403);
    // Its author hears of it and accepts.
    ana.get("/inbox")
        .await
        .ok()
        .has("suggested a better translation");
    ana.get(&path).await.ok().has("Those noodles!");
    ana.post(&format!("/suggestions/{id}/accept"), &[])
        .await
        .see();
    reader
        .get(&format!("/n/{note}"))
        .await
        .has("Those noodles!")
        .has("My cat is a sun worshipper")
        .has("Translated from Chinese by ben");
    reader.get("/").await.has("Those noodles!");
    // What was accepted for other words is shown no more.
    let version = ana.get(&format!("/n/{note}/edit")).await.value("version");
    let edit = [
        ("title", "交一下猫税"),
        ("text", ""),
        ("version", version.as_str()),
    ];
    ana.post(&format!("/n/{note}/edit"), &edit).await.see();
    words(&reader, &format!("n{note}")).await;
    reader
        .get(&format!("/n/{note}"))
        .await
        .has("Pay the cat tax")
        .lacks("Those noodles!");
    app.finish().await;
}

#[tokio::test]
async fn moderators_accept_and_decline_what_members_suggest_for_comments() {
    let (app, _, ana, reader) = start().await;
    let ben = app.join("ben").await;
    let warden = app.staff("warden", Role::Moderator).await;
    let note = ana.note("Hello", "").await;
    let comment = ana.comment(&note, "大家早上好").await;
    let path = format!("/c/{comment}/renditions");
    for (at, text) in [
        "Morning, all",
        "Rise and shine",
        "Up you get",
        "One too many",
    ]
    .iter()
    .enumerate()
    {
        let answer = ben.post(&path, &[("to", "en"), ("text", text)]).await;
        answer.status(if at < 3 { 303 } else { 422 });
    }
    let page = warden.get(&path).await.ok();
    let ids = page.all(r"/suggestions/([0-9a-z]+)/accept");
    assert_eq!(ids.len(), 3);
    warden
        .post(&format!("/suggestions/{}/accept", ids[0]), &[])
        .await
        .see();
    warden
        .post(&format!("/suggestions/{}/decline", ids[1]), &[])
        .await
        .see();
    ben.post(&format!("/suggestions/{}/decline", ids[2]), &[])
        .await
        .see();
    let page = warden.get(&path).await.ok();
    assert_eq!(page.text().matches("class=\"panel suggestion\"").count(), 1);
    reader
        .get(&format!("/n/{note}"))
        .await
        .has("Translated from Chinese by ben");
    app.finish().await;
}

#[tokio::test]
async fn an_author_gives_their_own_second_version_while_writing() {
    let (app, _, ana, reader) = start().await;
    let typed = [("title", "今天的面真好吃"), ("text", "我住在成都")];
    let preview = [&typed[..], &[("preview", "1")]].concat();
    let form = ana.post("/compose", &preview).await.ok();
    assert_eq!(
        form.value("title"),
        "今天的面真好吃",
        "what was typed stays"
    );
    assert_eq!(form.value("other_title"), "The noodles are great today");
    assert_eq!(form.area("other_text"), "I live in Chengdu");
    let piece = ana.post_piece("/compose", &preview).await.ok();
    assert!(piece.text().starts_with("<fieldset"));
    let own = [
        &typed[..],
        &[
            ("other_lang", "en"),
            ("other_title", "Best noodles of my life"),
            ("other_title_was", "The noodles are great today"),
            ("other_text", "I live in Chengdu"),
            ("other_text_was", "I live in Chengdu"),
        ],
    ]
    .concat();
    let note = ana.note_with(&own).await;
    reader
        .get(&format!("/n/{note}"))
        .await
        .has("Best noodles of my life")
        .has("by the author");
    // Left as the engine said it, it stays the engine's.
    let same = [
        &typed[..],
        &[
            ("other_lang", "en"),
            ("other_title", "The noodles are great today"),
            ("other_title_was", "The noodles are great today"),
            ("other_text", "I live in Chengdu"),
            ("other_text_was", "I live in Chengdu"),
        ],
    ]
    .concat();
    let note = ana.note_with(&same).await;
    reader
        .get(&format!("/n/{note}"))
        .await
        .lacks("by the author");
    app.finish().await;
}

#[tokio::test]
async fn what_is_wrong_with_a_second_version_is_said_beside_it() {
    let (app, _, ana, reader) = start().await;
    let half = [
        ("title", "今天的面真好吃"),
        ("text", "我住在成都"),
        ("other_lang", "en"),
        ("other_title", "Best noodles of my life"),
        ("other_text", ""),
    ];
    let page = ana.post("/compose", &half).await.status(422);
    assert_eq!(page.value("title"), "Best noodles of my life");
    let mends = page.find(r#"action="(/n/[^"]+/renditions)""#).unwrap();
    let whole = [
        ("to", "en"),
        ("title", "Best noodles of my life"),
        ("text", "Home is Chengdu"),
    ];
    let list = format!("{mends}?to=en");
    assert_eq!(ana.post(&mends, &whole).await.see(), list);
    // The same a second time changes nothing.
    assert_eq!(ana.post(&mends, &whole).await.see(), list);
    let list = reader.get(&list).await.ok();
    assert_eq!(list.text().matches("panel suggestion").count(), 1);
    list.has("Home is Chengdu");
    app.finish().await;
}

#[tokio::test]
async fn blocks_hold_for_renditions_too() {
    let (app, _, ana, _) = start().await;
    let (ben, eve) = (app.join("ben").await, app.join("eve").await);
    let note = reader_note(&app).await;
    let comment = ana.comment(&note, "大家早上好").await;
    let place = format!("/c/{comment}/renditions");
    ben.post(&place, &[("to", "en"), ("text", "Morning, all")])
        .await
        .see();
    eve.get(&place).await.has("Morning, all");
    let vote = eve
        .get(&place)
        .await
        .find(r#"action="(/suggestions/[^/]+/vote)""#);
    ben.post(&vote.unwrap(), &[("on", "1")]).await.status(404);
    eve.block(&ben).await;
    eve.get(&place).await.lacks("Morning, all");
    ana.block(&eve).await;
    eve.get(&place).await.status(404);
    app.finish().await;
}

/// A note that is nobody's here.
async fn reader_note(app: &TestApp) -> String {
    app.join("carla").await.note("Hello", "").await
}

#[tokio::test]
async fn a_shared_link_shows_its_card_in_the_sharers_language() {
    let (app, _, ana, reader) = start().await;
    let note = ana.note("今天的面真好吃", "").await;
    words(&reader, &format!("n{note}")).await;
    let card = |page: &crate::harness::Answer| {
        page.find(r#"property="og:title" content="([^"]*)""#)
            .unwrap()
    };
    let english = reader
        .get(&format!("/n/{note}?share=en&lang=zh-Hans"))
        .await
        .ok();
    assert_eq!(card(&english), "The noodles are great today");
    let chinese = reader.get(&format!("/n/{note}?share=zh-Hans")).await.ok();
    assert_eq!(card(&chinese), "今天的面真好吃");
    reader
        .get(&format!("/n/{note}/share"))
        .await
        .has("?share=en");
    app.finish().await;
}

#[tokio::test]
async fn nobody_hears_the_words_of_a_note_that_is_not_for_them() {
    let (app, toy, ana, reader) = start().await;
    let fields = [("title", "今天的面真好吃"), ("visibility", "only-me")];
    let note = ana.note_with(&fields).await;
    let mut events = reader
        .listen(&format!("/renditions?of=n{note},k{note},nonsense,czz"))
        .await;
    assert_eq!(events.next().await.unwrap(), ("end".into(), "end".into()));
    reader
        .get(&format!("/n/{note}/renditions"))
        .await
        .status(404);
    // Nor do those who may see it send it to an engine.
    ana.comment(&note, "我家的猫喜欢晒太阳").await;
    ana.get(&format!("/n/{note}?lang=en")).await.ok();
    ana.get("/@ana?lang=en").await.ok();
    let note = ana.note("大家早上好", "").await;
    words(&reader, &format!("n{note}")).await;
    assert_eq!(toy.times("今天的面真好吃"), 0);
    assert_eq!(toy.times("我家的猫喜欢晒太阳"), 0);
    let ben = app.join("ben").await;
    ana.block(&ben).await;
    let mut events = ben.listen(&format!("/renditions?of=n{note},k{note}")).await;
    assert_eq!(events.next().await.unwrap(), ("end".into(), "end".into()));
    let better = [("to", "en"), ("title", "Morning")];
    ben.post(&format!("/n/{note}/renditions"), &better)
        .await
        .status(404);
    app.finish().await;
}

#[tokio::test]
async fn slang_is_explained_where_it_stands() {
    let (app, _, ana, reader) = start().await;
    let comment_on = ana.note("Hello", "").await;
    ana.comment(&comment_on, "这歌词yyds").await;
    let page = reader
        .get(&format!("/n/{comment_on}?show=original"))
        .await
        .ok();
    let opener = page
        .find(r#"class="gloss" popovertarget="([^"]+)">yyds<"#)
        .unwrap();
    let card = format!("<span class=\"gloss-card\" popover id=\"{opener}\" lang=\"en\">");
    assert!(page.text().contains(&card), "{}", page.text());
    page.has("yǒngyuǎn de shén");
    app.finish().await;
}
