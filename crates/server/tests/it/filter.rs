//! Filters: programs are told which statuses hold words that their member does not want to meet unprepared.

use crate::harness::{MINUTE_MS, TestApp};
use crate::program::speaking;
use serde_json::{Value, json};

fn id(entity: &Value) -> &str {
    entity["id"].as_str().unwrap()
}

#[tokio::test]
async fn filters_mark_what_they_find_for_their_owner_alone() {
    let (app, _, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let (author, reader) = (speaking(&app, &ana).await, speaking(&app, &ben).await);
    let new = json!({
        "title": "Spoilers", "context": ["home", "public"], "filter_action": "hide",
        "keywords_attributes": [
            { "keyword": "cat", "whole_word": true }, { "keyword": "大结局" },
        ],
    });
    let mut events = reader.listen("/api/v1/streaming/user").await;
    let filter = reader.post_json("/api/v2/filters", &new).await.ok().json();
    let told = events.next().await.unwrap();
    assert_eq!(told, ("filters_changed".into(), "undefined".into()));
    assert_eq!(filter["context"], json!(["home", "public"]));
    assert_eq!(filter["filter_action"], "hide");
    assert_eq!(filter["expires_at"], Value::Null);
    assert_eq!(filter["keywords"][0]["whole_word"], true);
    let write = async |text: &str| {
        let new = json!({ "status": text });
        author.post_json("/api/v1/statuses", &new).await.ok().json()
    };
    let told = write("The CAT survives the 大结局").await;
    let clear = write("We concatenate").await;
    let seen = |note: &Value| format!("/api/v1/statuses/{}", id(note));
    let marked = reader.get(&seen(&told)).await.ok().json();
    assert_eq!(marked["filtered"][0]["filter"]["title"], "Spoilers");
    assert_eq!(
        marked["filtered"][0]["keyword_matches"],
        json!(["cat", "大结局"])
    );
    assert_eq!(marked["filtered"][0]["status_matches"], Value::Null);
    let free = reader.get(&seen(&clear)).await.ok().json();
    assert_eq!(free["filtered"], json!([]));
    // A title, an alt text or a comment hides nothing either.
    let titled = json!({ "status": "see", "title": "cat" });
    let titled = author
        .post_json("/api/v1/statuses", &titled)
        .await
        .ok()
        .json();
    let under = json!({ "status": "my cat!", "in_reply_to_id": id(&clear) });
    let under = author
        .post_json("/api/v1/statuses", &under)
        .await
        .ok()
        .json();
    for found in [&titled, &under] {
        let marked = reader.get(&seen(found)).await.ok().json();
        assert_eq!(marked["filtered"][0]["keyword_matches"], json!(["cat"]));
    }
    let timeline = reader.get("/api/v1/timelines/public").await.ok().json();
    let marked = timeline.as_array().unwrap().iter();
    assert_eq!(marked.filter(|one| one["filtered"] != json!([])).count(), 2);
    // Others read on as ever, and nobody else sees the filter.
    for who in [&author, &app.anon()] {
        let other = who.get(&seen(&told)).await.ok().json();
        assert_eq!(other["filtered"], json!([]));
    }
    let path = format!("/api/v2/filters/{}", id(&filter));
    author.get(&path).await.status(404);
    author.delete(&path).await.status(404);
    reader.delete(&path).await.ok();
    let free = reader.get(&seen(&told)).await.ok().json();
    assert_eq!(free["filtered"], json!([]));
    app.finish().await;
}

#[tokio::test]
async fn filters_change_word_by_word_and_end() {
    let (app, _, ana) = TestApp::start().await;
    let ben = app.join("ben").await;
    let (author, reader) = (speaking(&app, &ana).await, speaking(&app, &ben).await);
    let new = json!({ "status": "tea and coffee" });
    let note = author.post_json("/api/v1/statuses", &new).await.ok().json();
    let seen = format!("/api/v1/statuses/{}", id(&note));
    let marks = async || reader.get(&seen).await.ok().json()["filtered"].clone();
    // As forms send it, places left out.
    let form = [
        ("title", "Drinks"),
        ("context[]", "home"),
        ("expires_in", "3600"),
        ("keywords_attributes[][keyword]", "tea"),
        ("keywords_attributes[][whole_word]", "true"),
        ("keywords_attributes[][keyword]", "milk"),
        ("keywords_attributes[][whole_word]", "false"),
    ];
    let filter = reader.post("/api/v2/filters", &form).await.ok().json();
    let path = format!("/api/v2/filters/{}", id(&filter));
    let words = filter["keywords"].as_array().unwrap();
    let of = |at: usize| {
        (
            words[at]["keyword"].as_str(),
            words[at]["whole_word"].as_bool(),
        )
    };
    assert_eq!(
        (of(0), of(1)),
        ((Some("tea"), Some(true)), (Some("milk"), Some(false)))
    );
    assert_eq!(marks().await[0]["keyword_matches"], json!(["tea"]));

    let change = json!({ "title": "Hot drinks", "keywords_attributes": [
        { "id": id(&words[0]), "_destroy": true },
        { "id": id(&words[1]), "keyword": "juice" },
        { "keyword": "coffee" },
    ]});
    let new = reader.put_json(&path, &change).await.ok().json();
    assert_eq!(new["title"], "Hot drinks");
    assert_eq!(new["context"], json!(["home"]));
    let left: Vec<&str> = new["keywords"]
        .as_array()
        .unwrap()
        .iter()
        .map(|word| word["keyword"].as_str().unwrap())
        .collect();
    assert_eq!(left, ["juice", "coffee"]);
    assert_eq!(marks().await[0]["keyword_matches"], json!(["coffee"]));

    let added = json!({ "keyword": "tea", "whole_word": true });
    let added = reader
        .post_json(&format!("{path}/keywords"), &added)
        .await
        .ok()
        .json();
    let word = format!("/api/v2/filters/keywords/{}", id(&added));
    assert_eq!(reader.get(&word).await.ok().json(), added);
    reader
        .put_json(&word, &json!({ "keyword": "te" }))
        .await
        .ok();
    assert_eq!(marks().await[0]["keyword_matches"], json!(["coffee"]));
    reader.delete(&word).await.ok();
    reader.get(&word).await.status(404);
    author.get(&format!("{path}/keywords")).await.status(404);
    assert_eq!(
        reader
            .get(&format!("{path}/keywords"))
            .await
            .ok()
            .json()
            .as_array()
            .unwrap()
            .len(),
        2
    );

    let named = json!({ "status_id": id(&note) });
    let named = reader
        .post_json(&format!("{path}/statuses"), &named)
        .await
        .ok()
        .json();
    assert_eq!(marks().await[0]["status_matches"], json!([id(&note)]));
    let entry = format!("/api/v2/filters/statuses/{}", id(&named));
    assert_eq!(
        reader.get(&entry).await.ok().json()["status_id"],
        note["id"]
    );
    assert_eq!(
        reader.get(&format!("{path}/statuses")).await.ok().json(),
        json!([named])
    );
    reader.delete(&entry).await.ok();
    assert_eq!(marks().await[0]["status_matches"], Value::Null);

    app.later(61 * MINUTE_MS);
    assert_eq!(marks().await, json!([]));
    assert_eq!(
        reader
            .get("/api/v2/filters")
            .await
            .ok()
            .json()
            .as_array()
            .unwrap()
            .len(),
        1
    );
    app.finish().await;
}

#[tokio::test]
async fn filters_that_cannot_be_are_refused() {
    let (app, _, ana) = TestApp::start().await;
    let reader = speaking(&app, &ana).await;
    let refused = async |new: Value, field: &str| {
        let answer = reader.post_json("/api/v2/filters", &new).await.status(422);
        assert!(answer.json()["details"][field].is_array(), "{new}");
    };
    refused(json!({ "title": " ", "context": ["home"] }), "title").await;
    refused(json!({ "title": "a" }), "context").await;
    refused(json!({ "title": "a", "context": ["moon"] }), "context").await;
    let odd = json!({ "title": "a", "context": ["home"], "filter_action": "eat" });
    refused(odd, "filter_action").await;
    let empty = json!([{ "keyword": "" }]);
    let empty = json!({ "title": "a", "context": ["home"], "keywords_attributes": empty });
    refused(empty, "keyword").await;
    let words: Vec<Value> = (0..101)
        .map(|n| json!({ "keyword": format!("w{n}") }))
        .collect();
    let many = json!({ "title": "a", "context": ["home"], "keywords_attributes": words });
    refused(many, "keywords_attributes").await;
    assert_eq!(reader.get("/api/v2/filters").await.ok().json(), json!([]));
    app.finish().await;
}
