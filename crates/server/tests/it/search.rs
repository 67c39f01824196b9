use crate::harness::{Actor, TestApp, encoded};
use crate::program::token;
use crate::rendition;

/// The notes that a search finds, in their order.
async fn found(reader: &Actor, query: &str) -> Vec<String> {
    let page = reader.get(&format!("/search?q={query}")).await.ok();
    page.all(r#"data-overlay href="/n/([0-9a-z]+)""#)
}

#[tokio::test]
async fn a_note_is_found_in_its_language_and_in_the_others() {
    let (app, _, ana, reader) = rendition::start().await;
    let noodles = ana.note("今天的面真好吃", "我家的猫喜欢晒太阳").await;
    ana.note("Nothing to do with it", "A plain text").await;
    // Somebody reads it, and so it is translated.
    reader.get(&format!("/n/{noodles}")).await.ok();
    let mut events = reader.listen(&format!("/renditions?of=n{noodles}")).await;
    events.next().await.unwrap();
    app.indexed().await;
    for query in [
        "%E9%9D%A2",
        "noodles",
        "noodle",
        "NOODLES",
        "sun",
        "%E7%8C%AB",
        "noodels",
    ] {
        assert_eq!(found(&reader, query).await, [noodles.as_str()], "{query}");
    }
    reader
        .get("/search?q=noodles")
        .await
        .ok()
        .has("The <mark>noodles</mark> are great today")
        .has("1 note");
    // What was found in the translation is shown as such, and what was found in the original.
    reader
        .get("/search?q=lying")
        .await
        .has("In the translation:")
        .has("<mark>lying</mark>");
    reader
        .get(&format!("/search?q={}", encoded("太阳")))
        .await
        .has("In the original:")
        .has("<mark>太阳</mark>");
    reader
        .get("/search?q=noodels")
        .await
        .has("These are for “noodles”");
    app.finish().await;
}

#[tokio::test]
async fn chinese_is_found_in_both_scripts_and_by_its_sound() {
    let (app, anon, ana) = TestApp::start().await;
    let beijing = ana.note("北京的冬天", "胡同里骑车").await;
    let taiwan = ana.note("臺灣旅遊", "夜市真好玩").await;
    app.indexed().await;
    assert_eq!(found(&anon, "beijing").await, [beijing.as_str()]);
    assert_eq!(found(&anon, &encoded("台湾")).await, [taiwan.as_str()]);
    assert_eq!(found(&anon, &encoded("臺灣")).await, [taiwan.as_str()]);
    assert_eq!(found(&anon, &encoded("“胡同里”")).await, [beijing.as_str()]);
    assert!(found(&anon, &encoded("“同里胡”")).await.is_empty());
    app.finish().await;
}

#[tokio::test]
async fn what_is_not_for_everybody_is_nowhere() {
    let (app, anon, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let open = ana.note("A heron by the river", "#birds").await;
    for visibility in ["followers", "only-me", "unlisted"] {
        let fields = [
            ("title", "A secret heron"),
            ("text", "at #hiddenlake"),
            ("visibility", visibility),
        ];
        ana.post("/compose", &fields).await.see();
    }
    let gone = ben.note("A heron that left", "soon").await;
    let shut = ben.note("Another heron of his", "later hidden").await;
    let word = ben.comment(&open, "What a heron!").await;
    app.indexed().await;
    assert_eq!(found(&anon, "heron").await.len(), 3);
    anon.get("/search?q=heron")
        .await
        .has("3 notes")
        .lacks("secret")
        .lacks("hiddenlake");
    anon.get("/search?q=%23hidden").await.lacks("#hiddenlake");
    anon.get("/complete?q=%23hidden").await.lacks("hiddenlake");
    anon.get("/search?q=heron&what=comments")
        .await
        .has(&format!("f-{word}"))
        .has("1 comment");
    // At once, before any index hears of it.
    ben.post(&format!("/n/{gone}/delete"), &[]).await.see();
    assert_eq!(found(&anon, "heron").await.len(), 2);
    anon.get("/search?q=heron").await.has("2 notes");
    ben.post(&format!("/c/{word}/delete"), &[]).await.see();
    anon.get("/search?q=heron&what=comments")
        .await
        .lacks(&format!("f-{word}"))
        .lacks("1 comment");
    let form = ben.get(&format!("/n/{shut}/edit")).await.ok();
    let version = form.value("version");
    let fields = [
        ("title", "Another heron of his"),
        ("text", "hidden"),
        ("visibility", "only-me"),
        ("version", version.as_str()),
    ];
    ben.post(&format!("/n/{shut}/edit"), &fields).await.see();
    assert_eq!(found(&anon, "heron").await, [open.as_str()]);
    app.indexed().await;
    assert_eq!(found(&anon, "heron").await, [open.as_str()]);
    // Who is blocked or muted is not met, nor counted, nor suggested.
    let eve = app.join("eve").await;
    let hers = eve.note("A heron of hers", "too").await;
    app.indexed().await;
    assert_eq!(found(&ben, "heron").await.len(), 2);
    ana.post("/@eve/block", &[("on", "1")]).await.see();
    assert_eq!(found(&ana, "heron").await, [open.as_str()]);
    ana.get("/search?q=heron").await.has("1 note");
    assert_eq!(found(&eve, "heron").await, [hers.as_str()]);
    eve.get("/complete?q=an").await.lacks("@ana");
    eve.get("/search?q=ana").await.lacks("/@ana");
    ben.post("/@eve/mute", &[("on", "1")]).await.see();
    assert_eq!(found(&ben, "heron").await, [open.as_str()]);
    // Who leaves is gone with everything.
    eve.post("/settings/delete", &[("handle", "eve")])
        .await
        .see();
    anon.get("/search?q=heron").await.lacks(&hers).has("1 note");
    app.finish().await;
}

#[tokio::test]
async fn a_search_is_narrowed_and_ordered() {
    let (app, anon, ana) = TestApp::start().await;
    let compose = async |title: &str, text: &str, place: &str| {
        let fields = [("title", title), ("text", text), ("place", place)];
        let path = ana.post("/compose", &fields).await.see();
        path.trim_start_matches("/n/").to_owned()
    };
    let first = compose("Tea", "tea tea tea", "成都").await;
    app.later(1_000);
    let second = compose(
        "A cup of tea and many other words in between",
        "about the weather",
        "Leeds",
    )
    .await;
    app.later(1_000);
    let third = compose("茶", "绿茶 tea 和红茶，都很好喝，我每天早上喝一杯", "Leeds").await;
    app.indexed().await;
    assert_eq!(found(&anon, "tea").await[0], first);
    assert_eq!(
        found(&anon, "tea&sort=newest").await,
        [third.as_str(), second.as_str(), first.as_str()]
    );
    assert_eq!(found(&anon, "tea&lang_of=zh-Hans").await, [third.as_str()]);
    assert_eq!(found(&anon, "tea&place=chengdu").await, [first.as_str()]);
    let mut leeds = found(&anon, "tea&place=leeds").await;
    leeds.sort();
    let mut want = vec![second.clone(), third.clone()];
    want.sort();
    assert_eq!(leeds, want);
    assert_eq!(
        found(&anon, "tea+-weather&sort=newest").await,
        [third.as_str(), first.as_str()]
    );
    assert!(found(&anon, "tea&what=videos").await.is_empty());
    anon.get("/search?q=tea&place=nowhere")
        .await
        .has("Nothing found")
        .has("Remove filters");
    // What makes no sense is left out.
    assert_eq!(
        found(&anon, "tea&lang_of=xx&sort=sideways&what=boats&after=-3")
            .await
            .len(),
        3
    );
    for odd in [
        "%22",
        "-",
        "-tea",
        "%22%22",
        "((((",
        "*",
        "%F0%9F%8D%B5",
        "AND+OR+NOT",
        "a%00b",
    ] {
        anon.get(&format!("/search?q={odd}")).await.ok();
    }
    app.finish().await;
}

#[tokio::test]
async fn people_and_topics_are_suggested_by_any_beginning() {
    let (app, anon, ana) = TestApp::start().await;
    let fields = [("name", "王小明 Ming"), ("place", "上海")];
    ana.post("/settings/profile", &fields).await.see();
    ana.note("旅行", "去 #旅行日记 吧").await;
    app.indexed().await;
    for typed in ["an", "wang", "ming", "wxm", "%E7%8E%8B"] {
        anon.get(&format!("/complete?q={typed}"))
            .await
            .ok()
            .has("@ana");
    }
    for typed in [
        "lvxing",
        "%E6%97%85",
        "%23lx",
        "%E6%97%85%E8%A1%8C%E6%97%A5",
    ] {
        anon.get(&format!("/complete?q={typed}"))
            .await
            .ok()
            .has("#旅行日记");
    }
    anon.get("/search?q=ming&what=people")
        .await
        .ok()
        .has("/@ana");
    anon.get("/search?q=%E6%97%A5%E8%AE%B0&what=topics")
        .await
        .ok()
        .has("#旅行日记");
    app.finish().await;
}

#[tokio::test]
async fn programs_find_notes_and_comments() {
    let (app, _, ana) = TestApp::start().await;
    let note = ana.note("Pelicans", "in the harbour").await;
    let comment = ana.comment(&note, "More pelicans").await;
    ana.note("Gulls", "in the harbour").await;
    app.indexed().await;
    let program = app.anon().with("authorization", &token(&app, &ana).await);
    let answer = program.get("/api/v2/search?q=pelican").await.ok().json();
    let ids: Vec<&str> = answer["statuses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), 2, "{answer}");
    let said = answer["statuses"].to_string();
    assert!(
        said.contains("in the harbour") && said.contains("More pelicans"),
        "{comment}"
    );
    // Page by page: notes, then comments, each once.
    let page = async |offset: usize| {
        let path = format!("/api/v2/search?q=pelican&type=statuses&limit=1&offset={offset}");
        let answer = program.get(&path).await.ok().json();
        let ids = answer["statuses"].as_array().unwrap();
        ids.iter()
            .map(|s| s["id"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let (first, second) = (page(0).await, page(1).await);
    assert_eq!((first.len(), second.len()), (1, 1));
    assert_ne!(first, second);
    assert!(page(2).await.is_empty());
    let none = program
        .get("/api/v2/search?q=pelican&type=accounts")
        .await
        .ok()
        .json();
    assert!(none["statuses"].as_array().unwrap().is_empty());
    app.finish().await;
}

#[tokio::test]
async fn a_search_goes_on_where_it_ended() {
    let (app, anon, ana) = TestApp::start().await;
    for n in 0..30 {
        ana.note(&format!("Tern {n}"), "over the water").await;
    }
    app.indexed().await;
    let page = anon.get("/search?q=tern").await.ok().has("30 notes");
    let first = page.all(r#"id="f-([0-9a-z]+)""#);
    let more = page.more().unwrap();
    let rest = anon
        .piece(&more.replace("&#38;", "&"))
        .await
        .all(r#"id="f-([0-9a-z]+)""#);
    assert_eq!((first.len(), rest.len()), (24, 6));
    assert!(rest.iter().all(|id| !first.contains(id)));
    app.finish().await;
}

#[tokio::test]
async fn searching_is_bounded() {
    let app = TestApp::with(|config| config.limits.search = "3/60".into()).await;
    let anon = app.anon();
    for _ in 0..3 {
        anon.get("/search?q=a").await.ok();
    }
    anon.get("/search?q=a").await.status(429);
    anon.get("/complete?q=a").await.status(429);
    app.finish().await;
}
