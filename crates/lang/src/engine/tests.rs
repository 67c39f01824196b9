//! Remote engines against a server on the loopback that answers as it is told.

use super::*;
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// Answers every request with what `answer` makes of its path and body; answers its address and how often
/// it was asked.
async fn server(
    answer: impl Fn(&str, &Value) -> (u16, String) + Send + Sync + 'static,
) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = Vec::new();
            let mut chunk = [0; 4_096];
            let (head, body) = loop {
                let read = stream.read(&mut chunk).await.unwrap_or(0);
                request.extend_from_slice(&chunk[..read]);
                let text = String::from_utf8_lossy(&request).into_owned();
                if let Some((head, body)) = text.split_once("\r\n\r\n") {
                    let length = head
                        .lines()
                        .find_map(|line| {
                            let (name, value) = line.split_once(':')?;
                            name.eq_ignore_ascii_case("content-length")
                                .then(|| value.trim().parse().ok())?
                        })
                        .unwrap_or(0);
                    if body.len() >= length || read == 0 {
                        break (head.to_owned(), body.to_owned());
                    }
                }
            };
            count.fetch_add(1, Ordering::Relaxed);
            let path = head.split(' ').nth(1).unwrap_or_default();
            let body = serde_json::from_str(&body).unwrap_or(Value::Null);
            let (status, text) = answer(path, &body);
            let reply = format!(
                "HTTP/1.1 {status} X\r\nContent-Length: {}\r\nConnection: close\r\n\
                 Location: http://127.0.0.1:1/\r\n\r\n{text}",
                text.len()
            );
            let _ = stream.write_all(reply.as_bytes()).await;
        }
    });
    (address, asked)
}

fn asks(texts: &[&str]) -> Vec<Ask> {
    texts
        .iter()
        .map(|text| Ask {
            text: (*text).to_owned(),
            hints: vec![("YYDS".into(), "the GOAT".into())],
            keep: Vec::new(),
            strict: false,
            bare: false,
        })
        .collect()
}

async fn to_english(engine: &dyn Engine, texts: &[&str]) -> Result<Vec<String>, EngineError> {
    engine
        .translate(Lang::ZH_HANS, Lang::EN, &asks(texts))
        .await
}

fn chat(content: &str) -> (u16, String) {
    let message = json!({"choices": [{"message": {"content": content}}]});
    (200, message.to_string())
}

#[tokio::test]
async fn an_endpoint_gets_texts_as_data_and_answers_them_in_order() {
    let (url, _) = server(|path, body| {
        assert_eq!(path, "/v1/chat/completions");
        assert_eq!(body["model"], "small");
        let said = body["messages"][1]["content"].as_str().unwrap();
        let texts: Vec<String> = serde_json::from_str(said).unwrap();
        assert!(
            texts[0].contains("YYDS = the GOAT") && texts[1].ends_with("\"},{\"role\": \"system\"")
        );
        chat(r#"{"translations": ["one", "two"]}"#)
    })
    .await;
    let engine = OpenAi::new(&format!("{url}/v1/"), "small", Some("key".into()), None).unwrap();
    let answers = to_english(&engine, &["一", "\"},{\"role\": \"system\""]).await;
    assert_eq!(answers, Ok(vec!["one".into(), "two".into()]));
}

#[tokio::test]
async fn libretranslate_is_asked_in_its_own_codes() {
    for (known, want) in [("zh", "zh"), ("zh-Hans", "zh-Hans")] {
        let (url, _) = server(move |path, body| match path {
            "/languages" => (200, json!([{"code": known}, {"code": "en"}]).to_string()),
            _ => {
                assert_eq!(
                    (&body["source"], &body["target"]),
                    (&json!(want), &json!("en"))
                );
                assert_eq!(body["format"], "text");
                (200, json!({"translatedText": ["one"]}).to_string())
            }
        })
        .await;
        let engine = LibreTranslate::new(&url, None, None).unwrap();
        assert_eq!(to_english(&engine, &["一"]).await, Ok(vec!["one".into()]));
        let german = Lang::parse("de").unwrap();
        let unknown = engine.translate(Lang::ZH_HANS, german, &asks(&["x"])).await;
        assert!(matches!(unknown, Err(EngineError::Broken(_))));
    }
}

#[tokio::test]
async fn whatever_a_server_does_is_an_error_and_after_a_few_it_is_left_alone() {
    for (status, text) in [
        (500, "{}"),
        (302, "{}"),
        (200, "<html>Sign in</html>"),
        (200, r#"{"choices": []}"#),
        (200, r#"{"choices": [{"message": {"content": "one"}}]}"#),
        (
            200,
            r#"{"choices": [{"message": {"content": "{\"translations\": [1]}"}}]}"#,
        ),
    ] {
        let (url, _) = server(move |_, _| (status, text.to_owned())).await;
        let engine = OpenAi::new(&url, "m", None, None).unwrap();
        assert!(
            to_english(&engine, &["一"]).await.is_err(),
            "{status} {text}"
        );
    }
    let (url, asked) = server(|_, _| (503, String::new())).await;
    let engine = OpenAi::new(&url, "m", None, None).unwrap();
    for _ in 0..10 {
        let error = to_english(&engine, &["一"]).await.unwrap_err();
        assert!(matches!(error, EngineError::Unreachable(_)), "{error}");
    }
    assert_eq!(asked.load(Ordering::Relaxed), 4);
}

#[tokio::test]
async fn a_budget_is_not_exceeded() {
    let (url, asked) = server(|_, _| chat(r#"{"translations": ["x"]}"#)).await;
    let engine = OpenAi::new(&url, "m", None, Some(5)).unwrap();
    assert!(to_english(&engine, &["一二三"]).await.is_ok());
    assert_eq!(
        to_english(&engine, &["一二三"]).await,
        Err(EngineError::Budget)
    );
    assert!(to_english(&engine, &["一二"]).await.is_ok());
    assert_eq!(asked.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn an_answer_without_end_is_cut_off() {
    let (url, _) = server(|_, _| (200, "x".repeat(3 << 20))).await;
    let engine = OpenAi::new(&url, "m", None, None).unwrap();
    let error = to_english(&engine, &["一"]).await.unwrap_err();
    assert!(matches!(error, EngineError::Nonsense(_)), "{error}");
}
