//! Programs that speak for members: how they are let in, and shut out again.

use crate::harness::{Actor, Answer, MINUTE_MS, TestApp, encoded};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use sha2::{Digest, Sha256};

const BACK: &str = "https://app.example/back";
const VERIFIER: &str = "a-verifier-that-is-long-enough-to-be-one-0123456789";

/// A program as it knows itself.
pub(crate) struct Program {
    key: String,
    secret: String,
}

impl Program {
    pub(crate) async fn register(app: &TestApp, scopes: &str) -> Self {
        let new = json!({ "client_name": "Tusky", "redirect_uris": BACK, "scopes": scopes });
        let made = app.anon().post_json("/api/v1/apps", &new).await.ok().json();
        assert_eq!(made["name"], "Tusky");
        assert_eq!(made["redirect_uris"], json!([BACK]));
        Self {
            key: made["client_id"].as_str().unwrap().into(),
            secret: made["client_secret"].as_str().unwrap().into(),
        }
    }

    /// The address of the page on which a member is asked.
    fn asks(&self, scopes: &str) -> String {
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
        format!(
            "/oauth/authorize?response_type=code&client_id={}&redirect_uri={}&scope={}\
             &state=st%20ate&code_challenge={challenge}&code_challenge_method=S256",
            self.key,
            encoded(BACK),
            encoded(scopes),
        )
    }

    /// A member says yes; answers the code.
    async fn code(&self, member: &Actor, scopes: &str) -> String {
        let page = member.get(&self.asks(scopes)).await.ok();
        let names = [
            "client_id",
            "redirect_uri",
            "scope",
            "state",
            "code_challenge",
        ];
        let values: Vec<String> = names.iter().map(|name| page.value(name)).collect();
        let mut fields: Vec<(&str, &str)> = names
            .iter()
            .copied()
            .zip(values.iter().map(String::as_str))
            .collect();
        fields.extend([("code_challenge_method", "S256"), ("answer", "yes")]);
        let led = member.post("/oauth/authorize", &fields).await.see();
        let rest = led.strip_prefix("https://app.example/back?code=").unwrap();
        let (code, state) = rest.split_once("&state=").unwrap();
        assert_eq!(state, "st%20ate");
        code.to_owned()
    }

    async fn redeem(&self, who: &Actor, code: &str, verifier: &str) -> Answer {
        let fields = [
            ("grant_type", "authorization_code"),
            ("client_id", &self.key),
            ("client_secret", &self.secret),
            ("redirect_uri", BACK),
            ("code", code),
            ("code_verifier", verifier),
        ];
        who.post("/oauth/token", &fields).await
    }

    /// A member's token.
    pub(crate) async fn token(&self, app: &TestApp, member: &Actor, scopes: &str) -> String {
        let code = self.code(member, scopes).await;
        let told = self.redeem(&app.anon(), &code, VERIFIER).await.ok().json();
        assert_eq!(told["token_type"], "Bearer");
        assert_eq!(told["scope"], scopes);
        told["access_token"].as_str().unwrap().into()
    }

    /// Gives a token back.
    pub(crate) async fn revoke(&self, app: &TestApp, token: &str) -> Answer {
        let fields = [
            ("client_id", self.key.as_str()),
            ("client_secret", &self.secret),
            ("token", token),
        ];
        app.anon().post("/oauth/revoke", &fields).await
    }

    /// A token of its own.
    pub(crate) async fn own(&self, app: &TestApp, scopes: &str) -> Answer {
        let fields = [
            ("grant_type", "client_credentials"),
            ("client_id", &self.key),
            ("client_secret", &self.secret),
            ("scope", scopes),
        ];
        app.anon().post("/oauth/token", &fields).await
    }
}

/// Whoever brings this token.
pub(crate) fn bearing(app: &TestApp, token: &str) -> Actor {
    app.anon().with("authorization", &format!("Bearer {token}"))
}

pub(crate) fn token_of(answer: &Answer) -> String {
    answer.json()["access_token"].as_str().unwrap().into()
}

/// A token that speaks for somebody with every right.
pub(crate) async fn token(app: &TestApp, member: &Actor) -> String {
    let program = Program::register(app, "read write follow translate").await;
    program
        .token(app, member, "read write follow translate")
        .await
}

/// A program that speaks for somebody with every right.
pub(crate) async fn speaking(app: &TestApp, member: &Actor) -> Actor {
    bearing(app, &token(app, member).await)
}

const ME: &str = "/api/v1/accounts/verify_credentials";

#[tokio::test]
async fn a_member_lets_a_program_in_and_shuts_it_out() {
    let (app, _, ana) = TestApp::start().await;
    let program = Program::register(&app, "read write").await;
    let token = program.token(&app, &ana, "read:accounts").await;
    let tusky = bearing(&app, &token);
    let me = tusky.get(ME).await.ok().json();
    assert_eq!(
        (&me["username"], &me["acct"]),
        (&json!("ana"), &json!("ana"))
    );
    assert_eq!(me["source"]["privacy"], "public");
    assert!(me["created_at"].as_str().unwrap().ends_with('Z'));
    let id = me["id"].as_str().unwrap();
    let seen = app.anon().get(&format!("/api/v1/accounts/{id}")).await.ok();
    assert_eq!(seen.json()["username"], "ana");
    // Programs' tokens are no cookies, and cookies no tokens.
    let cookie = ana.cookie("sampan_session").unwrap();
    bearing(&app, &cookie).get(ME).await.status(401);
    let thief = app.anon();
    thief.set_cookie("sampan_session", &token);
    thief.get("/settings").await.status(401);
    // Ana sees it among her sessions, and ends it.
    let page = ana.get("/settings/security").await.has("Tusky");
    let ends = page.all(r#"action="(/settings/sessions/[^/]+/revoke)""#);
    assert_eq!(ends.len(), 1, "her own browser's is not among them");
    ana.post(&ends[0], &[]).await.see();
    tusky.get(ME).await.status(401);
    app.finish().await;
}

#[tokio::test]
async fn a_code_is_for_one_program_once_and_soon() {
    let (app, _, ana) = TestApp::start().await;
    let program = Program::register(&app, "read").await;
    let other = Program::register(&app, "read").await;
    let stranger = app.anon();
    let code = program.code(&ana, "read").await;
    let refused = other.redeem(&stranger, &code, VERIFIER).await.status(400);
    assert_eq!(refused.json()["error"], "invalid_grant");
    program
        .redeem(&stranger, &code, "guessed")
        .await
        .status(400);
    let wrong = Program {
        key: program.key.clone(),
        secret: "guessed".into(),
    };
    let refused = wrong.redeem(&stranger, &code, VERIFIER).await.status(401);
    assert_eq!(refused.json()["error"], "invalid_client");
    program.redeem(&stranger, &code, VERIFIER).await.ok();
    program.redeem(&stranger, &code, VERIFIER).await.status(400);
    let late = program.code(&ana, "read").await;
    app.later(11 * MINUTE_MS);
    program.redeem(&stranger, &late, VERIFIER).await.status(400);
    app.finish().await;
}

#[tokio::test]
async fn nobody_is_led_where_no_program_was_registered() {
    let (app, _, ana) = TestApp::start().await;
    let program = Program::register(&app, "read").await;
    let good = program.asks("read");
    for (from, to) in [
        (program.key.as_str(), "nobody"),
        ("app%2Eexample", "evil%2Eexample"),
        ("scope=read", "scope=write"),
        ("S256", "plain"),
        ("response_type=code", "response_type=token"),
    ] {
        let page = ana.get(&good.replace(from, to)).await.status(400);
        page.has("This does not work").lacks("evil.example");
    }
    // Whoever is signed out signs in first, and comes back.
    let led = app.anon().get(&good).await.see();
    assert!(
        led.starts_with("/signin?next=%2Foauth%2Fauthorize%3F"),
        "{led}"
    );
    // The page may lead there, and only there.
    let page = ana.get(&good).await.ok();
    let policy = page.header("content-security-policy");
    assert!(
        policy.contains("form-action 'self' https://app.example;"),
        "{policy}"
    );
    let no = [
        ("client_id", program.key.as_str()),
        ("redirect_uri", BACK),
        ("answer", "no"),
    ];
    let led = ana.post("/oauth/authorize", &no).await.see();
    assert_eq!(led, format!("{BACK}?error=access_denied"));
    for wrong in [
        json!({ "client_name": "x", "redirect_uris": "javascript:alert(1)" }),
        json!({ "client_name": "", "redirect_uris": BACK }),
        json!({ "client_name": "x", "redirect_uris": BACK, "scopes": "all" }),
    ] {
        let answer = app
            .anon()
            .post_json("/api/v1/apps", &wrong)
            .await
            .status(422);
        assert!(
            answer.json()["error"]
                .as_str()
                .unwrap()
                .starts_with("Validation failed")
        );
    }
    app.finish().await;
}

#[tokio::test]
async fn a_program_without_an_address_gets_a_code_to_copy() {
    let (app, _, ana) = TestApp::start().await;
    let oob = "urn:ietf:wg:oauth:2.0:oob";
    let new = [
        ("client_name", "toot"),
        ("redirect_uris", oob),
        ("scopes", "read"),
    ];
    let made = app.anon().post("/api/v1/apps", &new).await.ok().json();
    let key = made["client_id"].as_str().unwrap();
    let yes = [("client_id", key), ("redirect_uri", oob), ("answer", "yes")];
    let page = ana.post("/oauth/authorize", &yes).await.ok();
    let code = page.find("<code>([^<]+)</code>").unwrap();
    let redeem = [
        ("grant_type", "authorization_code"),
        ("client_id", key),
        ("client_secret", made["client_secret"].as_str().unwrap()),
        ("redirect_uri", oob),
        ("code", &code),
    ];
    let token = token_of(&app.anon().post("/oauth/token", &redeem).await.ok());
    bearing(&app, &token).get(ME).await.ok();
    app.finish().await;
}

#[tokio::test]
async fn somebody_joins_through_a_program() {
    let app = TestApp::with(|_| {}).await;
    let program = Program::register(&app, "read write").await;
    let own = bearing(&app, &token_of(&program.own(&app, "read write").await.ok()));
    assert_eq!(
        own.get("/api/v1/apps/verify_credentials").await.ok().json()["name"],
        "Tusky"
    );
    let form = |name: &str, agreement: &str| {
        json!({
            "username": name, "email": "not@kept.example", "password": "a long enough password",
            "agreement": agreement, "locale": "zh-CN",
        })
    };
    own.post_json("/api/v1/accounts", &form("ben", "false"))
        .await
        .status(422);
    let told = own
        .post_json("/api/v1/accounts", &form("ben", "true"))
        .await
        .ok();
    assert!(told.json()["recovery_codes"].as_array().unwrap().len() > 4);
    let ben = bearing(&app, &token_of(&told));
    assert_eq!(ben.get(ME).await.ok().json()["username"], "ben");
    let taken = own
        .post_json("/api/v1/accounts", &form("ben", "true"))
        .await
        .status(422);
    assert!(taken.json()["details"]["handle"][0]["description"].is_string());
    own.get(ME).await.status(422);
    assert_eq!(
        program.own(&app, "push").await.status(400).json()["error"],
        "invalid_scope"
    );
    app.finish().await;
}

#[tokio::test]
async fn a_program_gives_its_token_back() {
    let (app, _, ana) = TestApp::start().await;
    let program = Program::register(&app, "read").await;
    let token = program.token(&app, &ana, "read").await;
    let other = Program::register(&app, "read").await;
    for (program, left) in [(&other, 200), (&program, 401)] {
        program.revoke(&app, &token).await.ok();
        bearing(&app, &token).get(ME).await.status(left);
    }
    app.finish().await;
}
