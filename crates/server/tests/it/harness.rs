//! An instance of its own for every test, and people who use it.
//!
//! [`TestApp`] opens a fresh database in a folder that goes when the test ends; [`Actor`]s keep their
//! cookies and talk to the router as a browser without scripts would. Nothing here knows the inside of
//! the server, except for what an operator can do: the clock, the roles, and running what is due.

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use flate2::read::GzDecoder;
use futures::StreamExt;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use regex_lite::Regex;
use sampan_app::{App, Config};
use sampan_domain::Role;
use sampan_web::{Settings, Site};
use std::collections::BTreeMap;
use std::io::Read as _;
use std::sync::Mutex;
use std::time::Duration;
use tempfile::TempDir;
use tokio::sync::watch;
use tower::ServiceExt;

pub(crate) const PASSWORD: &str = "four unrelated words here";
pub(crate) const MINUTE_MS: i64 = 60_000;
pub(crate) const HOUR_MS: i64 = 60 * MINUTE_MS;
pub(crate) const DAY_MS: i64 = 24 * HOUR_MS;
/// Where the clock stands when a test does not move it: an afternoon, so that hours fit into the day.
pub(crate) const NOON_MS: i64 = 1_750_000_000_000 / DAY_MS * DAY_MS + 12 * HOUR_MS;
const BOUNDARY: &str = "a-boundary-that-no-text-holds";

/// Settings of a fresh instance in `folder`: without rate limits, small pictures.
pub(crate) fn config(folder: &TempDir) -> Config {
    let mut config = Config {
        db: format!("sqlite:{}/sampan.db", folder.path().display()),
        media: format!("{}/media", folder.path().display()),
        picture_max_bytes: 1 << 20,
        picture_max_pixels: 1_000_000,
        link_cards: false,
        ..Config::default()
    };
    config.search = format!("{}/search", folder.path().display());
    config.video.work = format!("{}/work", folder.path().display());
    config.video.binary = Some(env!("CARGO_BIN_EXE_sampan").into());
    config.gate.step = "open".into();
    let limits = &mut config.limits;
    for limit in [
        &mut limits.signup,
        &mut limits.signin,
        &mut limits.notes,
        &mut limits.comments,
        &mut limits.uploads,
        &mut limits.reactions,
        &mut limits.views,
        &mut limits.search,
        &mut limits.requests,
    ] {
        *limit = "0/1".into();
    }
    config
}

pub(crate) struct TestApp {
    app: App,
    site: Site,
    stop: watch::Sender<bool>,
    folder: TempDir,
}

impl TestApp {
    /// A fresh instance, somebody who is not signed in, and Ana, who is.
    pub(crate) async fn start() -> (Self, Actor, Actor) {
        let app = Self::with(|_| ()).await;
        let ana = app.join("ana").await;
        let anon = app.anon();
        (app, anon, ana)
    }

    /// A fresh instance with other settings.
    pub(crate) async fn with(change: impl FnOnce(&mut Config)) -> Self {
        Self::changed(TempDir::new().unwrap(), change).await
    }

    /// An instance in a folder that has been somebody's before.
    pub(crate) async fn on(folder: TempDir) -> Self {
        Self::changed(folder, |_| ()).await
    }

    async fn changed(folder: TempDir, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = config(&folder);
        change(&mut config);
        let app = App::open(config).await.unwrap();
        app.clock().stand_at(NOON_MS);
        let (stop, stopping) = watch::channel(false);
        let site = sampan_web::site(
            app.clone(),
            Settings {
                proxied: false,
                leaving: std::sync::Arc::default(),
                stopping,
            },
        );
        Self {
            app,
            site,
            stop,
            folder,
        }
    }

    pub(crate) fn anon(&self) -> Actor {
        Actor {
            site: self.site.clone(),
            cookies: Mutex::default(),
            handle: String::new(),
            headers: Vec::new(),
        }
    }

    /// Joins with a password.
    pub(crate) async fn join(&self, handle: &str) -> Actor {
        let mut actor = self.anon();
        let fields = [("handle", handle), ("password", PASSWORD)];
        actor.post("/join", &fields).await.ok();
        actor.handle = handle.into();
        actor
    }

    /// Somebody with a role, made as the operator would.
    pub(crate) async fn staff(&self, handle: &str, role: Role) -> Actor {
        let password = Some(PASSWORD.to_owned());
        self.app
            .create_account(handle, "", password, role, None)
            .await
            .unwrap();
        self.sign_in(handle, PASSWORD).await
    }

    pub(crate) async fn sign_in(&self, handle: &str, password: &str) -> Actor {
        let mut actor = self.anon();
        let fields = [("handle", handle), ("password", password)];
        actor.post("/signin", &fields).await.see();
        actor.handle = handle.into();
        actor
    }

    /// Everything that was written until now can be found.
    pub(crate) async fn indexed(&self) {
        self.app.index_now().await.unwrap();
    }

    pub(crate) fn stand_at(&self, at_ms: i64) {
        self.app.clock().stand_at(at_ms);
    }

    pub(crate) fn later(&self, by_ms: i64) {
        self.stand_at(self.app.clock().now_ms() + by_ms);
    }

    pub(crate) async fn flush_views(&self) {
        self.app.flush_views().await.unwrap();
    }

    pub(crate) async fn run_due_jobs(&self) {
        self.app.run_due_jobs().await.unwrap();
    }

    pub(crate) async fn open_engines(&self) {
        self.app.open_engines().await.unwrap();
    }

    /// Why an engine failed last.
    pub(crate) fn engine_trouble(&self) -> Option<String> {
        self.app.desk_report().trouble
    }

    /// The server begins to stop.
    pub(crate) fn stop(&self) {
        self.stop.send(true).unwrap();
    }

    /// Every file and every row against each other.
    pub(crate) async fn audit(&self) -> sampan_app::Audit {
        self.app.audit(i64::MAX).await.unwrap()
    }

    /// So much more is asked than can be done.
    pub(crate) fn press(&self, level: f32) {
        self.app.press(level);
    }

    /// Many people are here.
    pub(crate) fn crowd(&self) {
        self.app.crowd(true);
    }

    /// Where it keeps everything.
    pub(crate) fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// The names of the files that are stored.
    pub(crate) fn objects(&self) -> Vec<String> {
        let names = |folder: &std::path::Path| -> Vec<std::path::PathBuf> {
            let entries = std::fs::read_dir(folder).unwrap();
            entries.map(|entry| entry.unwrap().path()).collect()
        };
        let folders = names(&self.folder.path().join("media"));
        let files = folders.iter().flat_map(|folder| names(folder));
        files
            .map(|file| file.file_name().unwrap().to_str().unwrap().to_owned())
            .collect()
    }

    /// A file that nobody knows of.
    pub(crate) fn put_object(&self, path: &str) {
        let path = self.folder.path().join("media").join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, "x").unwrap();
    }

    /// The disk loses a file.
    pub(crate) fn remove_object(&self, key: &str) {
        let path = self.folder.path().join("media").join(&key[..2]).join(key);
        std::fs::remove_file(path).unwrap();
    }

    /// Ends the test: whatever was left to do is done, and nothing was given up.
    pub(crate) async fn finish(self) {
        self.run_due_jobs().await;
        let dead = self.app.dead_jobs().await.unwrap();
        assert!(dead.is_empty(), "jobs were given up: {dead:?}");
        self.app.close().await;
    }
}

/// Somebody with a browser: keeps cookies, sends forms.
pub(crate) struct Actor {
    site: Site,
    cookies: Mutex<BTreeMap<String, String>>,
    pub(crate) handle: String,
    /// Sent with every request.
    headers: Vec<(&'static str, String)>,
}

/// A part of a form.
pub(crate) enum Part<'a> {
    Text(&'a str, &'a str),
    File(&'a str, &'a [u8]),
}

pub(crate) use Part::{File, Text};

pub(crate) fn multipart(parts: &[Part<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    for part in parts {
        let (disposition, bytes) = match part {
            Text(name, value) => (format!("name=\"{name}\""), value.as_bytes()),
            File(name, bytes) => (
                format!("name=\"{name}\"; filename=\"cat.png\"\r\nContent-Type: image/png"),
                *bytes,
            ),
        };
        let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {disposition}\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

pub(crate) fn multipart_type() -> String {
    format!("multipart/form-data; boundary={BOUNDARY}")
}

pub(crate) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

fn urlencoded(fields: &[(&str, &str)]) -> String {
    let pairs = fields
        .iter()
        .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
    pairs.collect::<Vec<_>>().join("&")
}

impl Actor {
    /// The same person, sending one more header from now on.
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value.into()));
        self
    }

    /// A second browser that holds the same cookies.
    pub(crate) fn twin(&self) -> Self {
        Self {
            site: self.site.clone(),
            cookies: Mutex::new(self.cookies.lock().unwrap().clone()),
            handle: self.handle.clone(),
            headers: self.headers.clone(),
        }
    }

    pub(crate) fn set_cookie(&self, name: &str, value: &str) {
        self.cookies
            .lock()
            .unwrap()
            .insert(name.into(), value.into());
    }

    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    fn keep_cookies(&self, headers: &HeaderMap) {
        let mut cookies = self.cookies.lock().unwrap();
        for set in headers.get_all("set-cookie") {
            let (pair, rest) = set.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if rest.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.into(), value.into());
            }
        }
    }

    /// The answer before its body is read, for bodies that do not end.
    pub(crate) async fn open(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> axum::response::Response {
        let mut request = Request::builder().method(method).uri(path);
        let sets = |name: &str| headers.iter().any(|(known, _)| *known == name);
        if !sets("host") && self.headers.iter().all(|(known, _)| *known != "host") {
            request = request.header("host", "localhost:8080");
        }
        let cookies = self.cookies.lock().unwrap().clone();
        if !cookies.is_empty() {
            let all: Vec<_> = cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            request = request.header("cookie", all.join("; "));
        }
        for (name, value) in &self.headers {
            if !sets(name) {
                request = request.header(*name, value);
            }
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body.into()).unwrap();
        let response = self.site.clone().oneshot(request).await.unwrap();
        self.keep_cookies(response.headers());
        response
    }

    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        let asked = format!("{method} {path}");
        let response = self.open(method, path, headers, body).await;
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            asked,
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], Body::empty()).await
    }

    /// A piece of a page, as a script asks for it.
    pub(crate) async fn piece(&self, path: &str) -> Answer {
        self.send(
            Method::GET,
            path,
            &[("sampan-fragment", "1")],
            Body::empty(),
        )
        .await
    }

    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_with(path, fields, &[]).await
    }

    pub(crate) async fn post_piece(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_with(path, fields, &[("sampan-fragment", "1")])
            .await
    }

    pub(crate) async fn post_with(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut all = vec![("content-type", "application/x-www-form-urlencoded")];
        all.extend_from_slice(headers);
        self.send(Method::POST, path, &all, urlencoded(fields))
            .await
    }

    pub(crate) async fn post_parts(&self, path: &str, parts: &[Part<'_>]) -> Answer {
        let kind = multipart_type();
        self.send(
            Method::POST,
            path,
            &[("content-type", &kind)],
            multipart(parts),
        )
        .await
    }

    pub(crate) async fn post_json(&self, path: &str, value: &serde_json::Value) -> Answer {
        self.send_json(Method::POST, path, value).await
    }

    pub(crate) async fn put_json(&self, path: &str, value: &serde_json::Value) -> Answer {
        self.send_json(Method::PUT, path, value).await
    }

    async fn send_json(&self, method: Method, path: &str, value: &serde_json::Value) -> Answer {
        let json = [
            ("content-type", "application/json"),
            ("accept", "application/json"),
        ];
        self.send(method, path, &json, value.to_string()).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, &[], Body::empty()).await
    }

    // What people do most.

    /// Writes a public note; answers its id.
    pub(crate) async fn note(&self, title: &str, text: &str) -> String {
        self.note_with(&[("title", title), ("text", text)]).await
    }

    pub(crate) async fn note_with(&self, fields: &[(&str, &str)]) -> String {
        self.post("/compose", fields)
            .await
            .see()
            .strip_prefix("/n/")
            .unwrap()
            .to_owned()
    }

    pub(crate) async fn comment(&self, note: &str, text: &str) -> String {
        let token = self.get(&format!("/n/{note}")).await.value("once");
        self.say(note, &[("text", text), ("once", &token)]).await
    }

    pub(crate) async fn reply(&self, note: &str, to: &str, text: &str) -> String {
        let token = self.get(&format!("/n/{note}")).await.value("once");
        self.say(note, &[("text", text), ("reply_to", to), ("once", &token)])
            .await
    }

    /// Sends a comment form; answers the comment's id.
    pub(crate) async fn say(&self, note: &str, fields: &[(&str, &str)]) -> String {
        let place = self
            .post(&format!("/n/{note}/comments"), fields)
            .await
            .see();
        place.split_once("#c-").unwrap().1.to_owned()
    }

    pub(crate) async fn upload(&self, bytes: &[u8]) -> String {
        let answer = self.post_parts("/pictures", &[File("file", bytes)]).await;
        answer.ok().json()["id"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn like(&self, note: &str) {
        self.post(&format!("/n/{note}/like"), &[("on", "1")])
            .await
            .see();
    }

    pub(crate) async fn follow(&self, other: &Actor) {
        self.post(&format!("/@{}/follow", other.handle), &[("on", "1")])
            .await
            .see();
    }

    pub(crate) async fn block(&self, other: &Actor) {
        self.post(&format!("/@{}/block", other.handle), &[("on", "1")])
            .await
            .see();
    }

    pub(crate) async fn mute(&self, other: &Actor) {
        self.post(&format!("/@{}/mute", other.handle), &[("on", "1")])
            .await
            .see();
    }

    /// What the badge in the frame says.
    pub(crate) async fn unread(&self) -> i64 {
        let page = self.get("/about").await;
        page.find(r#"data-unread-count>([0-9]*)<"#)
            .map_or(0, |n| n.parse().unwrap_or(0))
    }

    /// Listens to live events.
    pub(crate) async fn listen(&self, path: &str) -> Events {
        let response = self.open(Method::GET, path, &[], Body::empty()).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        Events {
            stream: response.into_body().into_data_stream(),
            buffer: String::new(),
        }
    }

    /// Every page of a list, from `path` to its end; answers the ids in order.
    pub(crate) async fn pages(&self, path: &str, kind: &str) -> Vec<Vec<String>> {
        let mut pages = Vec::new();
        let mut next = Some(path.to_owned());
        while let Some(path) = next {
            let page = self.piece(&path).await.ok();
            pages.push(page.ids(kind));
            next = page.more();
            assert!(pages.len() < 200, "{path} does not end");
        }
        pages
    }
}

/// Live events as they arrive.
pub(crate) struct Events {
    stream: axum::body::BodyDataStream,
    buffer: String,
}

impl Events {
    /// The next event: its name and data. `None` when the stream has ended.
    pub(crate) async fn next(&mut self) -> Option<(String, String)> {
        // Signs of life do not count.
        let next = tokio::time::timeout(Duration::from_secs(20), self.read());
        next.await.expect("an event is missing")
    }

    async fn read(&mut self) -> Option<(String, String)> {
        loop {
            if let Some(end) = self.buffer.find("\n\n") {
                let event: String = self.buffer.drain(..end + 2).collect();
                let field = |name: &str| {
                    event
                        .lines()
                        .find_map(|line| line.strip_prefix(name))
                        .map(|v| v.trim().to_owned())
                };
                if let Some(name) = field("event:") {
                    return Some((name, field("data:").unwrap_or_default()));
                }
                continue;
            }
            let chunk = self.stream.next().await?.unwrap();
            self.buffer.push_str(std::str::from_utf8(&chunk).unwrap());
        }
    }
}

#[derive(Debug)]
pub(crate) struct Answer {
    asked: String,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

fn unescaped(text: &str) -> String {
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#38;", "&"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

impl Answer {
    #[track_caller]
    pub(crate) fn status(self, want: u16) -> Self {
        assert_eq!(
            self.status.as_u16(),
            want,
            "{}\n{}",
            self.asked,
            self.start()
        );
        self
    }

    /// The beginning of what the page is about, for whoever reads a failed test.
    fn start(&self) -> String {
        let text = self.text();
        text[text.find("<main").unwrap_or(0)..]
            .chars()
            .take(1_500)
            .collect()
    }

    #[track_caller]
    pub(crate) fn ok(self) -> Self {
        self.status(200)
    }

    /// Leads on; answers where to.
    #[track_caller]
    pub(crate) fn see(self) -> String {
        let answer = self.status(303);
        answer.header("location").to_owned()
    }

    pub(crate) fn text(&self) -> String {
        let is_gzip = self
            .headers
            .get("content-encoding")
            .is_some_and(|it| it == "gzip");
        if !is_gzip {
            return String::from_utf8_lossy(&self.body).into_owned();
        }
        let mut text = String::new();
        let read = GzDecoder::new(&self.body[..]).read_to_string(&mut text);
        assert!(read.is_ok(), "{} is no gzip stream", self.asked);
        text
    }

    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    #[track_caller]
    pub(crate) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value
            .unwrap_or_else(|| panic!("{} has no {name}", self.asked))
            .to_str()
            .unwrap()
    }

    pub(crate) fn find(&self, pattern: &str) -> Option<String> {
        self.all(pattern).into_iter().next()
    }

    /// The first group of every match.
    pub(crate) fn all(&self, pattern: &str) -> Vec<String> {
        let text = self.text();
        let pattern = Regex::new(pattern).unwrap();
        pattern
            .captures_iter(&text)
            .map(|found| unescaped(&found[1]))
            .collect()
    }

    #[track_caller]
    pub(crate) fn has(self, words: &str) -> Self {
        let text = unescaped(&self.text());
        assert!(
            text.contains(words),
            "{} lacks {words:?}\n{}",
            self.asked,
            self.start()
        );
        self
    }

    #[track_caller]
    pub(crate) fn lacks(self, words: &str) -> Self {
        let text = unescaped(&self.text());
        assert!(!text.contains(words), "{} has {words:?}", self.asked);
        self
    }

    /// Ids of the articles of a kind (`n` for notes, `c` for comments), in order.
    pub(crate) fn ids(&self, kind: &str) -> Vec<String> {
        self.all(&format!(
            r#"<article class="[^"]*"[^>]* id="{kind}-([0-9a-z]+)""#
        ))
    }

    /// What a field holds.
    #[track_caller]
    pub(crate) fn value(&self, name: &str) -> String {
        self.find(&format!(r#"name="{name}"[^>]* value="([^"]*)""#))
            .unwrap_or_else(|| panic!("{} has no {name}\n{}", self.asked, self.start()))
    }

    /// What stands in a text area.
    #[track_caller]
    pub(crate) fn area(&self, name: &str) -> String {
        self.find(&format!(
            r#"(?s)<textarea[^>]* name="{name}"[^>]*>(.*?)</textarea>"#
        ))
        .unwrap_or_else(|| panic!("{} has no {name}", self.asked))
    }

    /// The message beside a field.
    pub(crate) fn wrong(&self, field: &str) -> Option<String> {
        self.find(&format!(r#"<p class="wrong" id="wrong-{field}">(.*?)</p>"#))
    }

    /// Where the list goes on.
    pub(crate) fn more(&self) -> Option<String> {
        self.find(r#"<a class="more" data-more(?:="[a-z]+")? href="([^"]+)""#)
    }
}

/// A picture of a size; the same for the same arguments.
pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    encoded_as(width, height, image::ImageFormat::Png)
}

pub(crate) fn jpeg(width: u32, height: u32) -> Vec<u8> {
    encoded_as(width, height, image::ImageFormat::Jpeg)
}

fn encoded_as(width: u32, height: u32, format: image::ImageFormat) -> Vec<u8> {
    let image = image::RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([(x % 251) as u8, (y % 241) as u8, ((x + y) % 239) as u8])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}
