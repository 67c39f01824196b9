//! Passkeys, with an authenticator made of software: what a phone does, in fifty lines.

use crate::harness::{Actor, Answer, MINUTE_MS, TestApp};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const ORIGIN: &str = "http://localhost:8080";

/// One passkey, on one device.
struct Passkey {
    id: Vec<u8>,
    user: String,
    key: EcdsaKeyPair,
}

fn client_data(kind: &str, challenge: &Value, origin: &str) -> Vec<u8> {
    let data = json!({
        "type": kind, "challenge": challenge, "origin": origin, "crossOrigin": false,
    });
    data.to_string().into_bytes()
}

/// A CBOR byte string shorter than 64 KiB.
fn byte_string(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0x59];
    out.extend((bytes.len() as u16).to_be_bytes());
    out.extend(bytes);
    out
}

impl Passkey {
    fn new(id: u8) -> Self {
        let random = SystemRandom::new();
        let algorithm = &ECDSA_P256_SHA256_ASN1_SIGNING;
        let pair = EcdsaKeyPair::generate_pkcs8(algorithm, &random).unwrap();
        let key = EcdsaKeyPair::from_pkcs8(algorithm, pair.as_ref(), &random).unwrap();
        Self {
            id: vec![id; 16],
            user: String::new(),
            key,
        }
    }

    /// Hash of the site, flags, counter (WebAuthn 6.1).
    fn head(flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest(b"localhost").to_vec();
        data.push(flags);
        data.extend([0; 4]);
        data
    }

    /// Answers `navigator.credentials.create`, as a synced passkey without attestation.
    fn create(&mut self, options: &Value, origin: &str) -> Value {
        let options = &options["publicKey"];
        self.user = options["user"]["id"].as_str().unwrap().to_owned();
        // User present, verified, attested data.
        let mut data = Self::head(0x45);
        data.extend([0; 16]);
        data.extend((self.id.len() as u16).to_be_bytes());
        data.extend(&self.id);
        let point = self.key.public_key().as_ref();
        // COSE: EC2, ES256, P-256, x, y.
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&point[33..]);
        let mut attestation = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData".to_vec();
        attestation.extend(byte_string(&data));
        let client = client_data("webauthn.create", &options["challenge"], origin);
        json!({
            "id": BASE64.encode(&self.id),
            "rawId": BASE64.encode(&self.id),
            "type": "public-key",
            "response": {
                "attestationObject": BASE64.encode(attestation),
                "clientDataJSON": BASE64.encode(client),
            },
            "extensions": {},
        })
    }

    /// Answers `navigator.credentials.get`.
    fn get(&self, options: &Value, origin: &str) -> Value {
        let client = client_data("webauthn.get", &options["publicKey"]["challenge"], origin);
        let data = Self::head(0x05);
        let mut signed = data.clone();
        signed.extend(Sha256::digest(&client));
        let signature = self.key.sign(&SystemRandom::new(), &signed).unwrap();
        json!({
            "id": BASE64.encode(&self.id),
            "rawId": BASE64.encode(&self.id),
            "type": "public-key",
            "response": {
                "authenticatorData": BASE64.encode(data),
                "clientDataJSON": BASE64.encode(client),
                "signature": BASE64.encode(signature.as_ref()),
                "userHandle": self.user,
            },
            "extensions": {},
        })
    }
}

async fn join(actor: &Actor, handle: &str, passkey: &mut Passkey) -> Answer {
    let start = json!({ "handle": handle, "name": "", "invitation": "" });
    let asked = actor
        .post_json("/join/passkey/start", &start)
        .await
        .ok()
        .json();
    let credential = passkey.create(&asked["options"], ORIGIN);
    let finish = json!({ "ceremony": asked["ceremony"], "credential": credential });
    actor.post_json("/join/passkey/finish", &finish).await
}

async fn sign_in(actor: &Actor, passkey: &Passkey, origin: &str) -> Answer {
    let asked = actor
        .post_json("/signin/passkey/start", &json!({}))
        .await
        .ok()
        .json();
    let credential = passkey.get(&asked["options"], origin);
    let finish = json!({ "ceremony": asked["ceremony"], "credential": credential });
    actor.post_json("/signin/passkey/finish", &finish).await
}

fn code(answer: Answer) -> String {
    answer.status(422).json()["error"]["code"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn somebody_joins_and_returns_without_a_password() {
    let app = TestApp::with(|_| ()).await;
    let (anon, mut phone) = (app.anon(), Passkey::new(1));
    let page = join(&anon, "Ana", &mut phone).await.ok();
    assert_eq!(page.all(r"<li><code>([0-9a-z-]+)</code></li>").len(), 8);
    anon.get("/settings/security")
        .await
        .ok()
        .has("You have no password");
    anon.post("/signout", &[]).await.see();
    let answer = sign_in(&anon, &phone, ORIGIN).await.ok();
    assert_eq!(answer.json()["location"], "/");
    anon.get("/settings").await.ok().has("@ana");

    // The only way in stays.
    let security = anon.get("/settings/security").await.ok();
    let id = security
        .find(r"/settings/passkeys/([0-9a-z]+)/delete")
        .unwrap();
    let path = format!("/settings/passkeys/{id}/delete");
    anon.post(&path, &[])
        .await
        .status(403)
        .has("your only way in");
    anon.post("/settings/password", &[("password", "a new password")])
        .await
        .see();
    anon.post(&path, &[]).await.see();
    assert_eq!(
        code(sign_in(&app.anon(), &phone, ORIGIN).await),
        "passkey-unknown"
    );
    app.finish().await;
}

#[tokio::test]
async fn a_second_passkey_is_added_named_and_known() {
    let (app, anon, ana) = TestApp::start().await;
    let mut key = Passkey::new(2);
    let add = async |key: &mut Passkey| {
        let asked = ana
            .post_json("/settings/passkeys/start", &json!({}))
            .await
            .ok()
            .json();
        let credential = key.create(&asked["options"], ORIGIN);
        let finish = json!({
            "ceremony": asked["ceremony"], "credential": credential, "name": "My <phone>",
        });
        (
            ana.post_json("/settings/passkeys/finish", &finish).await,
            asked,
        )
    };
    let (added, _) = add(&mut key).await;
    let place = added.ok().json()["location"].as_str().unwrap().to_owned();
    ana.get(&place)
        .await
        .ok()
        .has("The passkey is added")
        .has("My <phone>");
    sign_in(&anon, &key, ORIGIN).await.ok();
    anon.get("/settings").await.ok().has("@ana");
    let (again, asked) = add(&mut key).await;
    assert!(["passkey-known", "passkey-failed"].contains(&code(again).as_str()));
    let excluded = &asked["options"]["publicKey"]["excludeCredentials"][0]["id"];
    assert_eq!(excluded, &Value::from(BASE64.encode(&key.id)));
    let ben = app.join("ben").await;
    let id = ana
        .get("/settings/security")
        .await
        .find(r"/passkeys/([0-9a-z]+)/delete")
        .unwrap();
    ben.post(&format!("/settings/passkeys/{id}/delete"), &[])
        .await
        .status(404);
    app.finish().await;
}

#[tokio::test]
async fn what_does_not_fit_is_refused() {
    let app = TestApp::with(|_| ()).await;
    let (anon, mut phone) = (app.anon(), Passkey::new(3));
    let start = |handle: &str| json!({ "handle": handle });
    let refused = anon.post_json("/join/passkey/start", &start("a")).await;
    assert_eq!(code(refused), "handle-length");
    // Another site's page.
    let asked = anon
        .post_json("/join/passkey/start", &start("ana"))
        .await
        .ok()
        .json();
    let credential = phone.create(&asked["options"], "https://evil.example");
    let finish = json!({ "ceremony": asked["ceremony"], "credential": credential });
    assert_eq!(
        code(anon.post_json("/join/passkey/finish", &finish).await),
        "passkey-failed"
    );
    // A ceremony is used once.
    let credential = phone.create(&asked["options"], ORIGIN);
    let finish = json!({ "ceremony": asked["ceremony"], "credential": credential });
    assert_eq!(
        code(anon.post_json("/join/passkey/finish", &finish).await),
        "passkey-expired"
    );
    // And in time.
    let asked = anon
        .post_json("/join/passkey/start", &start("ana"))
        .await
        .ok()
        .json();
    app.later(6 * MINUTE_MS);
    let credential = phone.create(&asked["options"], ORIGIN);
    let finish = json!({ "ceremony": asked["ceremony"], "credential": credential });
    assert_eq!(
        code(anon.post_json("/join/passkey/finish", &finish).await),
        "passkey-expired"
    );
    // Nobody has joined by any of that.
    anon.get("/@ana").await.status(404);

    join(&app.anon(), "ana", &mut phone).await.ok();
    assert_eq!(
        code(sign_in(&anon, &phone, "https://evil.example").await),
        "passkey-failed"
    );
    let mut other = Passkey::new(3);
    other.user.clone_from(&phone.user);
    assert_eq!(code(sign_in(&anon, &other, ORIGIN).await), "passkey-failed");
    let stranger = Passkey {
        user: phone.user.clone(),
        ..Passkey::new(9)
    };
    assert_eq!(
        code(sign_in(&anon, &stranger, ORIGIN).await),
        "passkey-unknown"
    );
    // One that signs in cannot join, and the other way round.
    let asked = anon
        .post_json("/signin/passkey/start", &json!({}))
        .await
        .ok()
        .json();
    let made = anon
        .post_json("/join/passkey/start", &start("ben"))
        .await
        .ok()
        .json();
    let credential = other.create(&made["options"], ORIGIN);
    let finish = json!({ "ceremony": asked["ceremony"], "credential": credential });
    assert_eq!(
        code(anon.post_json("/join/passkey/finish", &finish).await),
        "passkey-expired"
    );
    for path in [
        "/join/passkey/finish",
        "/signin/passkey/finish",
        "/join/passkey/start",
    ] {
        anon.post_json(path, &json!([1, 2])).await.status(400);
        anon.post(path, &[("ceremony", "x")]).await.status(400);
    }
    anon.post_json("/settings/passkeys/start", &json!({}))
        .await
        .status(401);
    assert!(anon.cookie("sampan_session").is_none());
    app.finish().await;
}

#[tokio::test]
async fn addresses_without_a_name_have_no_passkeys() {
    let app = TestApp::with(|config| config.origin = "http://127.0.0.1:8080".into()).await;
    let anon = app.anon();
    anon.get("/signin").await.ok().lacks("data-passkey=");
    let answer = anon
        .post_json("/signin/passkey/start", &json!({}))
        .await
        .status(403)
        .json();
    assert_eq!(answer["error"]["code"], "passkey-address");
    app.finish().await;
    let app = TestApp::with(|_| ()).await;
    app.anon()
        .get("/signin")
        .await
        .ok()
        .has("data-passkey=\"signin\"");
    let elsewhere = app.anon().with("host", "127.0.0.1:8080");
    elsewhere.get("/signin").await.ok().lacks("data-passkey=");
    app.finish().await;
}
