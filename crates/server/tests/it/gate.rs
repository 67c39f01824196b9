//! What joining asks for while a crowd comes.

use crate::harness::{Actor, Answer, MINUTE_MS, PASSWORD, TestApp};
use altcha::{Challenge, Payload, SolveChallengeOptions, solve_challenge};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sampan_app::Config;
use sampan_domain::Role;
use sampan_domain::account::SignupMode;

/// A proof above two people in a minute, a line above four.
fn small(config: &mut Config) {
    config.gate.step = "auto".into();
    config.gate.proof_above = 2;
    config.gate.line_above = 4;
}

async fn proof(anon: &Actor) -> String {
    let challenge: Challenge =
        serde_json::from_value(anon.get("/join/proof").await.ok().json()).unwrap();
    let solution = solve_challenge(SolveChallengeOptions::new(&challenge))
        .unwrap()
        .unwrap();
    STANDARD.encode(
        serde_json::to_vec(&Payload {
            challenge,
            solution,
        })
        .unwrap(),
    )
}

async fn try_to_join(anon: &Actor, handle: &str, proof: &str) -> Answer {
    let fields = [("handle", handle), ("password", PASSWORD), ("proof", proof)];
    anon.post("/join", &fields).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crowd_has_to_prove_work_then_stands_in_a_line_and_then_does_not() {
    let app = TestApp::with(small).await;
    for handle in ["ana", "ben", "cam"] {
        app.anon().get("/join").await.ok().lacks("data-proof");
        try_to_join(&app.anon(), handle, "").await.ok();
    }
    let anon = app.anon();
    anon.get("/join")
        .await
        .ok()
        .has("data-proof")
        .has("/join?line=1");
    let refused = try_to_join(&anon, "dee", "").await.status(403);
    refused
        .has("your device has to solve a small puzzle")
        .has("value=\"dee\"");
    let given = proof(&anon).await;
    try_to_join(&anon, "dee", &given).await.ok();
    // Each counts once.
    try_to_join(&app.anon(), "eve", &given).await.status(403);
    let given = proof(&anon).await;
    try_to_join(&app.anon(), "eve", &given).await.ok();
    // Five came: now even whoever brings a proof stands in the line, and keeps what they typed.
    let late = app.anon();
    let given = proof(&late).await;
    let line = try_to_join(&late, "fay", &given).await.ok();
    let line = line.has("There is a line").has("handle=fay");
    assert!(
        line.has("http-equiv=\"refresh\"")
            .header("set-cookie")
            .contains("sampan_turn=")
    );
    // A minute later nobody comes any more.
    app.later(MINUTE_MS * 3);
    try_to_join(&app.anon(), "gil", "").await.ok();
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_let_in_in_the_order_in_which_they_came() {
    let app = TestApp::with(|config| {
        small(config);
        config.gate.step = "line".into();
    })
    .await;
    let waiting: Vec<Actor> = (0..7).map(|_| app.anon()).collect();
    // Four a minute are let in at once.
    for anon in &waiting[..4] {
        anon.get("/join").await.ok().has("action=\"/join\"");
    }
    for (ahead, anon) in waiting[4..].iter().enumerate() {
        let number = format!("class=\"big-number\">{}<", ahead + 1);
        anon.get("/join?handle=me&name=M%22e")
            .await
            .ok()
            .has(&number)
            .has("handle=me&name=M%22e");
    }
    // Looking again does not cost the place.
    waiting[6]
        .get("/join")
        .await
        .ok()
        .has("class=\"big-number\">3<");
    // Nobody passes who was not called, whatever they say.
    try_to_join(&waiting[5], "early", "")
        .await
        .ok()
        .has("There is a line");
    let start = serde_json::json!({ "handle": "early" });
    let refused = waiting[5]
        .post_json("/join/passkey/start", &start)
        .await
        .status(403);
    assert_eq!(refused.json()["error"]["code"], "turn-needed");
    // One of those who wait leaves; the others move up.
    app.later(MINUTE_MS + 1_000);
    waiting[5]
        .get("/join?handle=me")
        .await
        .ok()
        .has("action=\"/join\"")
        .has("value=\"me\"");
    waiting[4].get("/join").await.ok().has("action=\"/join\"");
    // A turn is taken once, by whoever has it.
    try_to_join(&waiting[4], "ana", "").await.ok();
    let again = app.anon();
    again.set_cookie("sampan_turn", &waiting[4].cookie("sampan_turn").unwrap());
    try_to_join(&again, "ben", "")
        .await
        .ok()
        .lacks("shown once");
    // And not ten minutes after it came.
    app.later(11 * MINUTE_MS);
    try_to_join(&waiting[5], "cam", "")
        .await
        .ok()
        .has("There is a line");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_no_scripts_stands_in_a_line_instead() {
    let app = TestApp::with(|config| {
        small(config);
        config.gate.step = "proof".into();
    })
    .await;
    let waiting: Vec<Actor> = (0..3).map(|_| app.anon()).collect();
    for anon in &waiting[..2] {
        anon.get("/join?line=1").await.ok().lacks("data-proof");
    }
    // As many as came before anything was asked.
    waiting[2]
        .get("/join?line=1")
        .await
        .ok()
        .has("There is a line");
    try_to_join(&waiting[0], "ana", "")
        .await
        .ok()
        .has("Recovery codes");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_proof_is_none() {
    let app = TestApp::with(|config| config.gate.step = "proof".into()).await;
    let anon = app.anon();
    let good = proof(&anon).await;
    let changed = |change: &dyn Fn(&mut Payload)| {
        let mut payload = serde_json::from_slice(&STANDARD.decode(&good).unwrap()).unwrap();
        change(&mut payload);
        STANDARD.encode(serde_json::to_vec(&payload).unwrap())
    };
    for bad in [
        "x".to_owned(),
        STANDARD.encode("{}"),
        changed(&|payload| payload.solution.counter += 1),
        changed(&|payload| payload.challenge.parameters.cost = 1),
        changed(&|payload| payload.challenge.signature = None),
        changed(&|payload| {
            let data = payload.challenge.parameters.data.as_mut().unwrap();
            data.insert("at".into(), i64::MAX.into());
        }),
        "a".repeat(10_000),
    ] {
        try_to_join(&anon, "ana", &bad).await.status(403);
    }
    // Too late.
    app.later(11 * MINUTE_MS);
    try_to_join(&anon, "ana", &good).await.status(403);
    app.later(-11 * MINUTE_MS);
    try_to_join(&anon, "ana", &good).await.ok();
    // A passkey is begun with one, too; programs send people to the page.
    let start = serde_json::json!({ "handle": "ben" });
    let refused = anon
        .post_json("/join/passkey/start", &start)
        .await
        .status(403);
    assert_eq!(refused.json()["error"]["code"], "proof-needed");
    let start = serde_json::json!({ "handle": "ben", "proof": proof(&anon).await });
    // Whoever breaks off still has what they brought.
    anon.twin()
        .with("host", "localhost")
        .post_json("/join/passkey/start", &start)
        .await
        .ok();
    anon.with("host", "localhost")
        .post_json("/join/passkey/start", &start)
        .await
        .ok();
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_invited_is_asked_for_nothing_more() {
    let app = TestApp::with(|config| {
        config.gate.step = "line".into();
        config.signup = SignupMode::Invitation;
    })
    .await;
    let mei = app.staff("mei", Role::Moderator).await;
    mei.post("/mod/invitations", &[("uses", "1")]).await.see();
    let code = mei.get("/mod").await.find(r"invitation=([^<&]+)").unwrap();
    let fields = [
        ("handle", "ana"),
        ("password", PASSWORD),
        ("invitation", &code),
    ];
    app.anon().post("/join", &fields).await.ok();
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn operators_hold_the_gate_and_let_it_go() {
    let app = TestApp::with(small).await;
    let mei = app.staff("mei", Role::Admin).await;
    let kim = app.staff("kim", Role::Moderator).await;
    let anon = app.anon();
    for (who, want) in [(&anon, 401), (&kim, 403)] {
        who.post("/admin/gate", &[("step", "line")])
            .await
            .status(want);
    }
    mei.post("/admin/gate", &[("step", "shut")])
        .await
        .status(400);
    let hold = async |step: &str| {
        mei.post("/admin/gate", &[("step", step)]).await.see();
    };
    hold("line").await;
    mei.get("/admin/pulse")
        .await
        .ok()
        .has("Held by @mei")
        .has("In a line");
    hold("proof").await;
    anon.get("/join").await.ok().has("data-proof");
    hold("open").await;
    for handle in ["ana", "ben", "cam", "dee"] {
        try_to_join(&app.anon(), handle, "").await.ok();
    }
    hold("auto").await;
    mei.get("/admin/pulse").await.ok().has("Follows the crowd");
    try_to_join(&app.anon(), "eve", "")
        .await
        .ok()
        .has("There is a line");
    app.finish().await;
}
