//! Web Push: members' programs are told what arrives in an inbox, encrypted for them alone.

use crate::harness::{Actor, MINUTE_MS, TestApp};
use crate::program::{Program, bearing};
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use base64::Engine;
use base64::engine::general_purpose::{URL_SAFE, URL_SAFE_NO_PAD};
use parking_lot::Mutex;
use serde_json::{Value, json};
use std::sync::Arc;
use web_push_native::p256::SecretKey;
use web_push_native::p256::ecdsa::signature::Verifier;
use web_push_native::p256::ecdsa::{Signature, VerifyingKey};

const PLACE: &str = "/api/v1/push/subscription";
const SCOPES: &str = "read write follow push";

#[derive(Default)]
struct Kept {
    came: Vec<(HeaderMap, Vec<u8>)>,
    answers: Option<StatusCode>,
}

/// A push server of this machine, and a phone that can read what it keeps.
struct Phone {
    kept: Arc<Mutex<Kept>>,
    address: String,
    secret: SecretKey,
    auth: [u8; 16],
}

async fn take(State(kept): State<Arc<Mutex<Kept>>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let mut kept = kept.lock();
    kept.came.push((headers, body.to_vec()));
    kept.answers.unwrap_or(StatusCode::CREATED)
}

impl Phone {
    async fn new() -> Self {
        let kept = Arc::new(Mutex::new(Kept::default()));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let server = Router::new()
            .route("/to/{whom}", post(take))
            .with_state(Arc::clone(&kept));
        tokio::spawn(async move { axum::serve(listener, server).await });
        Self {
            kept,
            address,
            secret: SecretKey::from_slice(&[7; 32]).unwrap(),
            auth: [9; 16],
        }
    }

    fn wish(&self, alerts: &Value, policy: &str) -> Value {
        let point = self.secret.public_key().to_sec1_bytes();
        json!({
            "subscription": {
                "endpoint": format!("{}/to/ana", self.address),
                // Some programs send padding.
                "keys": { "p256dh": URL_SAFE.encode(point), "auth": URL_SAFE.encode(self.auth) },
            },
            "data": { "alerts": alerts, "policy": policy },
        })
    }

    /// What came since the last time, as the phone reads it.
    fn read(&self) -> Vec<Value> {
        let came = std::mem::take(&mut self.kept.lock().came);
        came.into_iter()
            .map(|(headers, body)| {
                assert_eq!(headers["content-encoding"], "aes128gcm");
                let auth = web_push_native::Auth::clone_from_slice(&self.auth);
                let said = web_push_native::decrypt(body, &self.secret, &auth).unwrap();
                serde_json::from_slice(&said).unwrap()
            })
            .collect()
    }
}

async fn open() -> (TestApp, Actor, Actor) {
    let app = TestApp::with(|config| config.outbound.private = true).await;
    let (ana, ben) = (app.join("ana").await, app.join("ben").await);
    (app, ana, ben)
}

async fn program(app: &TestApp, member: &Actor) -> Actor {
    let program = Program::register(app, SCOPES).await;
    bearing(app, &program.token(app, member, SCOPES).await)
}

fn everything() -> Value {
    json!({ "mention": true, "favourite": "1", "follow": true, "poll": false })
}

#[tokio::test]
async fn a_phone_is_told_and_nobody_else_can_read_it() {
    let (app, ana, ben) = open().await;
    let (phone, tusky) = (Phone::new().await, program(&app, &ana).await);
    tusky.get(PLACE).await.status(404);
    let wish = phone.wish(&everything(), "all");
    let made = tusky.post_json(PLACE, &wish).await.ok().json();
    assert_eq!(made["alerts"]["favourite"], true);
    assert_eq!(made["alerts"]["poll"], false);
    assert_eq!(made["policy"], "all");
    assert_eq!(tusky.get(PLACE).await.ok().json(), made);

    let note = ana.note("Mooncakes", "Which filling?").await;
    ben.comment(&note, "Lotus seed, of course").await;
    app.run_due_jobs().await;
    let (headers, _) = phone.kept.lock().came[0].clone();
    let told = phone.read();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["title"], "ben commented on your note");
    assert_eq!(told[0]["body"], "Lotus seed, of course");
    assert_eq!(told[0]["notification_type"], "mention");
    assert_eq!(told[0]["preferred_locale"], "en");
    let inbox = tusky.get("/api/v1/notifications").await.ok().json();
    assert_eq!(
        told[0]["notification_id"].to_string(),
        inbox[0]["id"].as_str().unwrap()
    );

    // The server sees who sends it, and can tell that it is so.
    assert_eq!(headers["ttl"], "172800");
    let signed = headers["authorization"].to_str().unwrap();
    let (token, key) = signed
        .strip_prefix("vapid t=")
        .unwrap()
        .split_once(", k=")
        .unwrap();
    assert_eq!(made["server_key"], key);
    let instance = app.anon().get("/api/v2/instance").await.ok().json();
    assert_eq!(instance["configuration"]["vapid"]["public_key"], key);
    let (said, signature) = token.rsplit_once('.').unwrap();
    let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
    let key = VerifyingKey::from_sec1_bytes(&bytes(key)).unwrap();
    let signature = Signature::from_slice(&bytes(signature)).unwrap();
    key.verify(said.as_bytes(), &signature).unwrap();
    let claims: Value = serde_json::from_slice(&bytes(said.split_once('.').unwrap().1)).unwrap();
    assert_eq!(claims["aud"], phone.address);

    tusky.delete(PLACE).await.ok();
    ben.comment(&note, "Or red bean").await;
    app.run_due_jobs().await;
    assert!(phone.read().is_empty());
    app.finish().await;
}

#[tokio::test]
async fn a_crowd_is_one_message_in_the_readers_language() {
    let (app, ana, ben) = open().await;
    let (phone, tusky) = (Phone::new().await, program(&app, &ana).await);
    ana.post("/language", &[("lang", "zh-Hans")]).await;
    tusky
        .post_json(PLACE, &phone.wish(&everything(), "all"))
        .await
        .ok();
    let note = ana.note("Mooncakes", "Which filling?").await;
    ben.like(&note).await;
    app.run_due_jobs().await;
    app.later(1_000);
    for n in 0..4 {
        app.join(&format!("fan{n}")).await.like(&note).await;
        app.run_due_jobs().await;
    }
    let told = phone.read();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["title"], "ben赞了你的笔记");
    // What came in the meantime is told afterwards, though nobody else comes.
    app.later(11 * MINUTE_MS);
    app.run_due_jobs().await;
    let told = phone.read();
    assert_eq!(told.len(), 1);
    let title = told[0]["title"].as_str().unwrap();
    assert!(title.contains('3') && title.contains("fan3"), "{title}");
    app.finish().await;
}

#[tokio::test]
async fn only_what_was_asked_for_is_told() {
    let (app, ana, ben) = open().await;
    let (phone, tusky) = (Phone::new().await, program(&app, &ana).await);
    let mentions = json!({ "mention": true });
    tusky
        .post_json(PLACE, &phone.wish(&mentions, "followed"))
        .await
        .ok();
    let note = ana.note("Mooncakes", "Which filling?").await;
    ben.like(&note).await;
    ben.comment(&note, "From a stranger").await;
    app.run_due_jobs().await;
    assert!(phone.read().is_empty());
    ana.follow(&ben).await;
    ben.comment(&note, "From a friend").await;
    app.run_due_jobs().await;
    assert_eq!(phone.read()[0]["body"], "From a friend");
    let data = json!({ "data": { "alerts": { "follow": true }, "policy": "all" } });
    let changed = tusky.put_json(PLACE, &data).await.ok().json();
    assert_eq!(changed["alerts"]["mention"], false);
    ben.comment(&note, "Not asked for any more").await;
    ben.follow(&ana).await;
    app.run_due_jobs().await;
    let told = phone.read();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["notification_type"], "follow");
    // What was read in the meantime is told to nobody.
    tusky
        .post_json(PLACE, &phone.wish(&everything(), "all"))
        .await
        .ok();
    ben.comment(&note, "Read at once").await;
    ana.get("/inbox").await.ok();
    app.run_due_jobs().await;
    assert!(phone.read().is_empty());
    app.finish().await;
}

#[tokio::test]
async fn a_server_that_is_down_is_tried_again_and_one_that_refuses_is_left_alone() {
    let (app, ana, ben) = open().await;
    let (phone, tusky) = (Phone::new().await, program(&app, &ana).await);
    tusky
        .post_json(PLACE, &phone.wish(&everything(), "all"))
        .await
        .ok();
    let note = ana.note("Mooncakes", "Which filling?").await;
    phone.kept.lock().answers = Some(StatusCode::SERVICE_UNAVAILABLE);
    ben.comment(&note, "Hello?").await;
    app.run_due_jobs().await;
    assert_eq!(phone.read().len(), 1);
    phone.kept.lock().answers = None;
    app.later(MINUTE_MS / 10);
    app.run_due_jobs().await;
    assert_eq!(phone.read()[0]["body"], "Hello?");
    // What a server does not want is not sent again; it may want the next one.
    phone.kept.lock().answers = Some(StatusCode::FORBIDDEN);
    ben.comment(&note, "Refused").await;
    app.run_due_jobs().await;
    app.later(MINUTE_MS);
    app.run_due_jobs().await;
    assert_eq!(phone.read().len(), 1);
    // Nobody waits for a server that stays away.
    phone.kept.lock().answers = Some(StatusCode::SERVICE_UNAVAILABLE);
    ben.comment(&note, "Are you there?").await;
    for _ in 0..10 {
        app.run_due_jobs().await;
        app.later(MINUTE_MS);
    }
    let tries = phone.read().len();
    assert!((2..9).contains(&tries), "{tries}");
    phone.kept.lock().answers = Some(StatusCode::GONE);
    ben.comment(&note, "Hello again").await;
    app.run_due_jobs().await;
    tusky.get(PLACE).await.status(404);
    app.finish().await;
}

#[tokio::test]
async fn a_session_that_ends_takes_its_subscription_along() {
    let (app, ana, ben) = open().await;
    let program = Program::register(&app, SCOPES).await;
    let token = program.token(&app, &ana, SCOPES).await;
    let (phone, tusky) = (Phone::new().await, bearing(&app, &token));
    tusky
        .post_json(PLACE, &phone.wish(&everything(), "all"))
        .await
        .ok();
    program.revoke(&app, &token).await.ok();
    let note = ana.note("Mooncakes", "Which filling?").await;
    ben.like(&note).await;
    app.run_due_jobs().await;
    assert!(phone.read().is_empty());
    app.finish().await;
}

#[tokio::test]
async fn no_message_goes_into_our_own_networks() {
    let (app, _, ana) = TestApp::start().await;
    let (phone, tusky) = (Phone::new().await, program(&app, &ana).await);
    let mut wish = phone.wish(&everything(), "all");
    for endpoint in [
        "http://push.example/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://10.0.0.1/x",
        "https://169.254.169.254/latest",
        "https://2130706433/",
        "file:///etc/passwd",
        "",
        "x",
    ] {
        wish["subscription"]["endpoint"] = endpoint.into();
        let refused = tusky.post_json(PLACE, &wish).await.status(422).json();
        assert!(refused["details"]["endpoint"].is_array(), "{endpoint}");
    }
    wish["subscription"]["endpoint"] = "https://push.example/x".into();
    wish["subscription"]["keys"]["p256dh"] = URL_SAFE_NO_PAD.encode([4; 65]).into();
    let refused = tusky.post_json(PLACE, &wish).await.status(422).json();
    assert!(refused["details"]["p256dh"].is_array());
    app.finish().await;
}
