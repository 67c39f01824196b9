//! The least that axum does to answer bytes: what `tools/bench-http` holds pages against.
//!
//! `bare FILE` serves the file's bytes at every address, and says where it listens.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark's other half"
)]

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use bytes::Bytes;

#[tokio::main]
async fn main() {
    let path = std::env::args().nth(1).unwrap();
    let bytes = Bytes::from(std::fs::read(path).unwrap());
    let answer = move || {
        let bytes = bytes.clone();
        async move { ([(CONTENT_TYPE, "text/html; charset=utf-8")], bytes) }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    println!("listening on http://{}", listener.local_addr().unwrap());
    let router = Router::new().fallback(get(answer));
    axum::serve(listener, router).await.unwrap();
}
