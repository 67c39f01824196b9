//! What an operator sees when translation breaks: pages stay up, and the doctor says why.

use crate::command::{Server, run, settings};
use std::io::{Read, Write};
use std::net::TcpListener;
use tempfile::TempDir;

/// A server that knows two languages and answers everything else with `reply`.
fn endpoint(reply: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut asked = vec![0; 4_096];
            let length = stream.read(&mut asked).unwrap();
            let languages = "HTTP/1.1 200 OK\r\nContent-Length: 33\r\nConnection: close\r\n\r\n\
                             [{\"code\": \"zh\"}, {\"code\": \"en\"} ]";
            let is_list = asked[..length].starts_with(b"GET /languages");
            let _ = stream.write_all(if is_list { languages } else { reply }.as_bytes());
        }
    });
    url
}

fn libretranslate(url: &str, more: &str) -> String {
    format!("listen = \"127.0.0.1:0\"\n[translation.libretranslate]\nurl = \"{url}\"\n{more}")
}

/// What the doctor finds when something is broken.
fn broken(folder: &TempDir) -> String {
    let output = run(folder, &["doctor"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    said
}

#[test]
fn the_doctor_says_what_is_wrong_with_an_endpoint() {
    for (reply, more, finding) in [
        (
            "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            "",
            "503",
        ),
        (
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 15\r\nConnection: close\r\n\r\n<html>hi</html>",
            "",
            "answers with nonsense",
        ),
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 22\r\nConnection: close\r\n\r\n{\"translatedText\": []}",
            "",
            "libretranslate",
        ),
        ("", "", "cannot be reached"),
        ("", "chars_a_day = 3\n", "budget is spent"),
    ] {
        let folder = settings(&libretranslate(&endpoint(reply), more));
        let said = broken(&folder);
        assert!(said.contains(finding), "{finding:?} is not in\n{said}");
        assert!(said.contains("docs/TRANSLATION.md"), "{said}");
    }
}

#[test]
fn a_truncated_model_is_named_and_pages_stay_up() {
    let folder = settings("listen = \"127.0.0.1:0\"\n");
    let models = folder.path().join("data/models");
    std::fs::create_dir_all(&models).unwrap();
    std::fs::write(models.join("cut.gguf"), b"GGUF\x03\0\0\0half a model").unwrap();
    let said = broken(&folder);
    assert!(said.contains("An engine cannot be used: llm"), "{said}");
    let server = Server::start(&folder);
    let cookie = server.join("ana");
    let answer = server.post(
        "/compose",
        &cookie,
        "title=%E4%BB%8A%E5%A4%A9%E7%9A%84%E9%9D%A2",
    );
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let page = server.ask("GET /", "", "");
    assert!(page.contains("今天的面"), "{page}");
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn a_model_that_does_not_fit_into_memory_is_not_loaded() {
    let folder = settings("listen = \"127.0.0.1:0\"\n[translation]\nmemory_mb = 64\n");
    let models = folder.path().join("data/models");
    std::fs::create_dir_all(&models).unwrap();
    let big = std::fs::File::create(models.join("big.gguf")).unwrap();
    big.set_len(100 << 20).unwrap();
    let said = broken(&folder);
    assert!(
        said.contains("needs 240 MB of memory, of which 64"),
        "{said}"
    );
    let server = Server::start(&folder);
    let page = server.ask("GET /", "", "");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    let told = server.ask("GET /health/metrics", "", "");
    assert!(
        told.contains("sampan_translation_texts_rendered_total 0"),
        "{told}"
    );
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn metrics_are_for_this_machine_alone() {
    let folder = settings("listen = \"127.0.0.1:0\"\n");
    let server = Server::start(&folder);
    let told = server.ask("GET /health/metrics", "", "");
    assert!(
        told.contains("sampan_translation_texts_rendered_total 0"),
        "{told}"
    );
    server.ask("GET /about", "", "");
    let told = server.ask("GET /metrics", "", "");
    for line in [
        "sampan_pressure 0.00",
        "sampan_asked_back_total{class=\"made\"} 0",
        "sampan_requests_total{status=\"2xx\"} 1",
        "sampan_request_seconds_bucket{le=\"+Inf\"} 1",
        "# TYPE sampan_jobs gauge",
    ] {
        assert!(told.contains(line), "{line} is not in\n{told}");
    }
    let proxied = server.ask(
        "GET /health/metrics",
        "X-Forwarded-For: 203.0.113.7\r\n",
        "",
    );
    assert!(proxied.starts_with("HTTP/1.1 404"), "{proxied}");
    assert_eq!(server.stop(), Some(0));
}
