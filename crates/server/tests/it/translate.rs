//! `sampan translate` with an engine on the loopback.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A LibreTranslate server that answers each text with what `answer` makes of it. Ends with the test.
fn server(answer: fn(&str) -> String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let mut head = String::new();
            while !head.ends_with("\r\n\r\n") && reader.read_line(&mut head).unwrap() > 0 {}
            let length = head
                .to_lowercase()
                .lines()
                .find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok())
                .unwrap_or(0);
            let mut body = vec![0; length];
            reader.read_exact(&mut body).unwrap();
            let reply = if head.starts_with("GET /languages") {
                serde_json::json!([{"code": "zh"}, {"code": "en"}])
            } else {
                let asked: serde_json::Value = serde_json::from_slice(&body).unwrap();
                let texts = asked["q"].as_array().unwrap();
                let answers: Vec<String> = texts
                    .iter()
                    .map(|text| answer(text.as_str().unwrap()))
                    .collect();
                serde_json::json!({ "translatedText": answers })
            };
            let reply = reply.to_string();
            write!(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{reply}",
                reply.len()
            )
            .unwrap();
        }
    });
    url
}

fn translate(url: &str, args: &[&str], lines: &str) -> Output {
    let folder = TempDir::new().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_sampan"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("SAMPAN_")) {
        command.env_remove(name);
    }
    let mut child = command
        .arg("translate")
        .args(args)
        .env("SAMPAN_TRANSLATION__LIBRETRANSLATE__URL", url)
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It may have ended without reading.
    let _ = child.stdin.take().unwrap().write_all(lines.as_bytes());
    child.wait_with_output().unwrap()
}

const TO_ENGLISH: &[&str] = &["--from", "zh", "--to", "en"];

#[test]
fn lines_come_out_in_order_with_everything_that_must_stay() {
    let url = server(|text| match text {
        "你好" => "Hello".into(),
        "我在TikTok" => "I am on Tik Tok".into(),
        _ => "还是中文".into(),
    });
    let output = translate(&url, TO_ENGLISH, "@ana 你好🐱\n我在TikTok\n\n不会\n");
    let said = String::from_utf8(output.stdout).unwrap();
    // What the engine cannot do stays as it was.
    assert_eq!(said, "@ana Hello 🐱\nI am on TikTok\n\n不会\n");
    let bare = [TO_ENGLISH, &["--bare"]].concat();
    let output = translate(&url, &bare, "你好\n不会\n");
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "Hello\n还是中文\n"
    );
}

#[test]
fn without_an_engine_it_says_what_to_do() {
    let output = translate("", TO_ENGLISH, "你好\n");
    let wrong = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        wrong.contains("no engine is set up for zh-Hans to en"),
        "{wrong}"
    );
    let other = [TO_ENGLISH, &["--engine", "deepl"]].concat();
    let output = translate("", &other, "你好\n");
    let wrong = String::from_utf8(output.stderr).unwrap();
    assert!(wrong.contains("deepl is not among the engines"), "{wrong}");
    let output = translate("", &["--from", "tlh", "--to", "en"], "");
    let wrong = String::from_utf8(output.stderr).unwrap();
    assert!(wrong.contains("tlh is no known language"), "{wrong}");
}
