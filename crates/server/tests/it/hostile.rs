//! Whatever is sent to whatever address, as anybody: an answer, and never a failure of ours.

use crate::harness::{Actor, TestApp, encoded, multipart_type, png};
use axum::http::Method;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use sampan_domain::Role;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

/// Every address that the server answers, and what it does there.
const ROUTES: &[(&str, &str)] = &[
    ("/", "GET"),
    ("/@{handle}", "GET"),
    ("/@{handle}/block", "POST"),
    ("/@{handle}/collections", "GET"),
    ("/@{handle}/follow", "POST"),
    ("/@{handle}/followers", "GET"),
    ("/@{handle}/following", "GET"),
    ("/@{handle}/liked", "GET"),
    ("/@{handle}/mute", "POST"),
    ("/about", "GET"),
    ("/admin/gate", "POST"),
    ("/admin/pulse", "GET"),
    ("/assets/{*name}", "GET"),
    ("/c/{comment}", "GET"),
    ("/c/{comment}/delete", "POST"),
    ("/c/{comment}/like", "POST"),
    ("/c/{comment}/pin", "POST"),
    ("/c/{comment}/renditions", "GET POST"),
    ("/c/{comment}/replies", "GET"),
    ("/collections/{collection}", "GET POST"),
    ("/collections/{collection}/delete", "POST"),
    ("/complete", "GET"),
    ("/compose", "GET POST"),
    ("/events", "GET"),
    ("/explore/fresh", "GET"),
    ("/following", "GET"),
    ("/guide", "GET"),
    ("/health/live", "GET"),
    ("/health/metrics", "GET"),
    ("/metrics", "GET"),
    ("/health/ready", "GET"),
    ("/inbox", "GET"),
    ("/join", "GET POST"),
    ("/join/passkey/finish", "POST"),
    ("/join/passkey/start", "POST"),
    ("/join/proof", "GET"),
    ("/language", "POST"),
    ("/manifest.webmanifest", "GET"),
    ("/media/{key}", "GET"),
    ("/mod", "GET"),
    ("/mod/accounts/{handle}/approve", "POST"),
    ("/mod/accounts/{handle}/refuse", "POST"),
    ("/mod/invitations", "POST"),
    ("/n/{note}", "GET"),
    ("/n/{note}/collect", "GET POST"),
    ("/n/{note}/comments", "GET POST"),
    ("/n/{note}/delete", "POST"),
    ("/n/{note}/edit", "GET POST"),
    ("/n/{note}/history", "GET"),
    ("/api/docs", "GET"),
    ("/n/{note}/like", "POST"),
    ("/n/{note}/vote", "POST"),
    ("/n/{note}/pin", "POST"),
    ("/n/{note}/qr.svg", "GET"),
    ("/n/{note}/renditions", "GET POST"),
    ("/n/{note}/share", "GET"),
    ("/oauth/authorize", "GET POST"),
    ("/offline", "GET"),
    ("/pictures", "POST"),
    ("/videos", "POST"),
    ("/videos/{video}", "GET PATCH DELETE"),
    ("/watch", "GET"),
    ("/watch/following", "GET"),
    ("/n/{note}/viewed", "POST"),
    ("/n/{note}/captions", "GET POST"),
    ("/n/{note}/captions/{track}", "GET"),
    ("/reading", "POST"),
    ("/renditions", "GET"),
    ("/robots.txt", "GET"),
    ("/rules", "GET"),
    ("/search", "GET"),
    ("/settings", "GET"),
    ("/settings/codes", "POST"),
    ("/settings/delete", "GET POST"),
    ("/settings/languages", "GET"),
    ("/settings/passkeys/finish", "POST"),
    ("/settings/passkeys/start", "POST"),
    ("/settings/passkeys/{passkey}/delete", "POST"),
    ("/settings/password", "POST"),
    ("/settings/people", "GET"),
    ("/settings/profile", "POST"),
    ("/settings/security", "GET"),
    ("/settings/sessions/revoke-others", "POST"),
    ("/settings/sessions/{session}/revoke", "POST"),
    ("/signin", "GET POST"),
    ("/signin/passkey/finish", "POST"),
    ("/signin/passkey/start", "POST"),
    ("/signin/recover", "GET POST"),
    ("/signout", "POST"),
    ("/suggestions/{suggestion}/accept", "POST"),
    ("/suggestions/{suggestion}/decline", "POST"),
    ("/n/{note}/why", "GET"),
    ("/n/{note}/refuse", "POST"),
    ("/n/{note}/dwelt", "POST"),
    ("/settings/feed", "GET POST"),
    ("/settings/feed/topic", "POST"),
    ("/welcome", "GET POST"),
    ("/suggestions/{suggestion}/vote", "POST"),
    ("/sw.js", "GET"),
    ("/t/{topic}", "GET"),
    ("/t/{topic}/follow", "POST"),
    ("/t/{topic}/merge", "POST"),
    ("/topics", "GET"),
];

#[test]
fn the_list_of_addresses_is_the_routers() {
    let router = include_str!("../../../web/src/router.rs");
    let route = regex_lite::Regex::new(r#"^\(\s*"([^"]+)""#).unwrap();
    let mut known = BTreeSet::new();
    for piece in router.split(".route").skip(1) {
        let Some(found) = route.captures(piece) else {
            continue;
        };
        let handlers = piece.split(".layer").next().unwrap_or_default();
        let methods = [
            ("get(", "GET"),
            ("post(", "POST"),
            ("patch(", "PATCH"),
            ("delete(", "DELETE"),
        ];
        let methods = methods.iter().filter(|(name, _)| handlers.contains(name));
        let methods: Vec<_> = methods.map(|(_, method)| *method).collect();
        known.insert((found[1].to_owned(), methods.join(" ")));
    }
    let listed = ROUTES
        .iter()
        .map(|(path, does)| ((*path).to_owned(), (*does).to_owned()));
    assert_eq!(listed.collect::<BTreeSet<_>>(), known);
}

/// The addresses of pages and those of programs.
fn routes() -> Vec<(&'static str, &'static str)> {
    let api = sampan_web::api::entries().into_iter().map(|entry| {
        let does = match entry.method {
            Method::POST => "POST",
            Method::PUT => "PUT",
            Method::PATCH => "PATCH",
            Method::DELETE => "DELETE",
            _ => "GET",
        };
        (entry.path, does)
    });
    ROUTES.iter().copied().chain(api).collect()
}

/// Ids that exist, each with the place in an address where it belongs.
type Ids = Vec<(&'static str, String)>;

#[derive(Debug, Clone)]
struct Sent {
    method: &'static str,
    path: String,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
    cookie: String,
}

/// Things that programs stumble over.
const HOSTILE: &[&str] = &[
    "",
    "0",
    "1",
    "-1",
    "7zzzzzzzzzzzz",
    "zzzzzzzzzzzzz",
    "99999999999999999999",
    "../../etc/passwd",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "\u{202e}\u{200b}\u{feff}",
    "\0",
    "a\r\nset-cookie: x=y",
    "%",
    "_%_",
    "💥👩‍👩‍👧",
    "ﷺ",
    "İıſK",
    "e\u{301}\u{301}\u{301}",
    "@ana #cats https://example.org/",
    "#",
    "@",
    "ana",
    "ANA",
    "cats",
    "ＣＡＴＳ",
    "t.7ff0000000000000.1",
    "d.1.-9223372036854775808.18446744073709551615",
    "d.18446744073709551615.9223372036854775807.18446744073709551600",
    "-9223372036854775808.1",
    "1e999",
    "NaN",
    "on",
    "hot",
    "zh-Hans",
    "only-me",
    "x-x-x-x-x-x-x-x-x-x-x-x-x-x-x-x-x-x-x",
];

const FIELDS: &[&str] = &[
    "title",
    "text",
    "place",
    "visibility",
    "lang",
    "once",
    "picture",
    "alt",
    "file",
    "remove",
    "move-up",
    "version",
    "reply_to",
    "on",
    "collection",
    "name",
    "public",
    "handle",
    "password",
    "invitation",
    "current",
    "code",
    "next",
    "back",
    "bio",
    "writes",
    "reads",
    "momo",
    "uses",
    "into",
    "likes_public",
    "remove_avatar",
    "remove_cover",
    "keep_comments",
    "q",
    "since",
    "after",
    "of",
    "to",
    "share",
    "show",
    "display",
    "preview",
    "other_lang",
    "other_title",
    "other_text",
    "sort",
    "reply",
    "note",
    "topic",
    "status",
    "in_reply_to_id",
    "media_ids[]",
    "description",
    "language",
    "client_name",
    "redirect_uris",
    "scopes",
    "grant_type",
    "username",
    "agreement",
    "max_id",
    "min_id",
    "limit",
    "types[]",
    "id[]",
    "acct",
    "option",
    "choice",
    "choices",
    "poll[options]",
    "poll[expires_in]",
    "poll_seconds",
    "title",
    "account_ids",
    "any[]",
    "home[last_read_id]",
    "comment",
    "scheduled_at",
    "source",
    "target",
    "stream",
    "nonsense",
];

const KINDS: &[&str] = &[
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=gbk",
    "multipart/form-data",
    "multipart/form-data; boundary=\"\"",
    "application/json",
    "text/plain",
    "nonsense",
    "\u{fffd}",
];

fn value(ids: Vec<String>) -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(ids),
        3 => prop::sample::select(HOSTILE).prop_map(str::to_owned),
        1 => "\\PC{0,40}",
        1 => "[a-z0-9]{12,13}",
        1 => Just("长".repeat(6_000)),
    ]
}

/// As it stands in an address: encoded, or broken.
fn piece(ids: Vec<String>) -> impl Strategy<Value = String> {
    prop_oneof![
        8 => value(ids).prop_map(|text| encoded(&text.chars().take(300).collect::<String>())),
        1 => prop::sample::select(&["%ff", "%c3%28", "%ed%a0%80", "%", "%%%", "%f0%9f", "%00", "%2f", ".."][..])
            .prop_map(str::to_owned),
    ]
}

fn pairs(ids: &[String]) -> impl Strategy<Value = Vec<(String, String)>> + use<> {
    let name = prop::sample::select(FIELDS).prop_map(str::to_owned);
    prop::collection::vec((name, piece(ids.to_vec())), 0..6)
}

fn joined(pairs: &[(String, String)]) -> String {
    pairs
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect::<Vec<_>>()
        .join("&")
}

fn body(ids: &[String]) -> impl Strategy<Value = (String, Vec<u8>)> + use<> {
    let kind = prop::sample::select(KINDS).prop_map(str::to_owned);
    let form = pairs(ids).prop_map(|pairs| {
        (
            "application/x-www-form-urlencoded".to_owned(),
            joined(&pairs).into_bytes(),
        )
    });
    let ids = ids.to_vec();
    let name = prop::sample::select(FIELDS);
    let file = prop_oneof![
        Just(png(9, 9)),
        Just(b"GIF89a\xff\xff\xff\xff".to_vec()),
        prop::collection::vec(any::<u8>(), 0..200),
    ];
    let part = (name, prop::option::of(file), value(ids)).prop_map(|(name, file, text)| {
        let head = if file.is_some() {
            "\"; filename=\"\u{202e}../x.png"
        } else {
            ""
        };
        let mut part = format!("Content-Disposition: form-data; name=\"{name}{head}\"\r\n\r\n");
        part.retain(|c| c != '\0');
        let mut bytes = part.into_bytes();
        bytes.extend(file.unwrap_or_else(|| text.into_bytes()));
        bytes
    });
    let parts = prop::collection::vec(part, 0..5)
        .prop_map(|parts| {
            let kind = multipart_type();
            let mark = kind.split_once("boundary=").unwrap().1.to_owned();
            let mut body = Vec::new();
            for part in parts {
                body.extend(format!("--{mark}\r\n").bytes());
                body.extend(part);
                body.extend(b"\r\n");
            }
            body.extend(format!("--{mark}--\r\n").bytes());
            (kind, body)
        })
        .boxed();
    let cut = (parts.clone(), any::<prop::sample::Index>()).prop_map(|((kind, mut body), at)| {
        body.truncate(at.index(body.len() + 1));
        (kind, body)
    });
    let json = prop::sample::select(
        &[
            "{}",
            "[]",
            "null",
            "{\"ceremony\":\"x\",\"credential\":{}}",
            "{\"handle\":\"\u{202e}\",\"name\":null}",
            "{\"handle\":1e999}",
            "{\"status\":{\"a\":[[[[[1]]]]]},\"media_ids\":[1,null,{}],\"id\":[-1]}",
            "[[[[[[[[[[[[[[[[[[[[[[[[[[",
        ][..],
    )
    .prop_map(|text| ("application/json".to_owned(), text.as_bytes().to_vec()));
    prop_oneof![
        4 => form,
        3 => parts,
        1 => cut,
        1 => json,
        1 => (kind, prop::collection::vec(any::<u8>(), 0..300)),
    ]
}

fn headers() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let name = prop::sample::select(
        &[
            "accept",
            "accept-language",
            "accept-encoding",
            "sampan-fragment",
            "host",
            "user-agent",
            "x-forwarded-for",
            "if-none-match",
            "range",
            "expect",
        ][..],
    );
    let text = prop_oneof![
        2 => prop::sample::select(
            &[
                "application/json",
                "zh;q=NaN, en;q=inf, *;q=-1, zh-TW;q=1e38",
                "gzip;q=0, br;q=x, identity",
                "cards",
                "overlay",
                "::1, 999.1.1.1, fe80::1%eth0",
                "bytes=5-1,-0",
                "W/\"x\", *",
                "",
            ][..]
        )
        .prop_map(str::to_owned),
        1 => "[ -~]{0,60}",
        1 => "[\u{e0}-\u{ff}\u{4e00}-\u{4eff}]{1,9}",
    ];
    let site = prop_oneof![
        9 => Just(None),
        1 => prop::sample::select(&["sec-fetch-site", "origin"][..]).prop_map(Some),
    ];
    (prop::collection::vec((name, text), 0..4), site).prop_map(|(mut headers, site)| {
        headers.extend(site.map(|name| (name, "null".to_owned())));
        headers
    })
}

fn sent(ids: Ids) -> impl Strategy<Value = Sent> {
    let odd = prop::sample::select(&["HEAD", "PUT", "DELETE", "OPTIONS", "BREW"][..]);
    let method = prop_oneof![9 => Just(None), 1 => odd.prop_map(Some)];
    let cookie = prop::sample::select(
        &[
            "",
            "",
            "",
            "sampan_lang=zh-Hans",
            "sampan_lang=\u{202e}; =; ;;; a",
            "sampan_visit=00000000000000000000000000000000",
            "sampan_session=",
            "sampan_session=nonsense",
            "SAMPAN_SESSION=x; sampan_session =y",
        ][..],
    );
    let texts: Vec<String> = ids.iter().map(|(_, id)| id.clone()).collect();
    let place = (
        any::<prop::sample::Index>(),
        any::<bool>(),
        piece(texts.clone()),
    );
    (
        method,
        any::<prop::sample::Index>(),
        prop::sample::select(routes()),
        place,
        pairs(&texts),
        headers(),
        body(&texts),
        cookie,
    )
        .prop_map(
            move |(odd, which, (route, does), place, query, mut headers, (kind, body), cookie)| {
                let does: Vec<&'static str> = does.split(' ').collect();
                let method = odd.unwrap_or_else(|| *which.get(&does));
                let mut path = route.to_owned();
                if let (Some(from), Some(to)) = (route.find('{'), route.find('}')) {
                    let fits: Vec<_> = ids
                        .iter()
                        .filter(|(name, _)| *name == &route[from + 1..to])
                        .collect();
                    let (which, right, piece) = &place;
                    let text = if *right && !fits.is_empty() {
                        &which.get(&fits).1
                    } else {
                        piece
                    };
                    path.replace_range(from..=to, text);
                }
                if !query.is_empty() {
                    path.push('?');
                    path.push_str(&joined(&query));
                }
                headers.push(("content-type", kind));
                Sent {
                    method,
                    path,
                    headers,
                    body,
                    cookie: cookie.into(),
                }
            },
        )
}

/// What must hold of every answer.
async fn answered(actor: &Actor, sent: &Sent) -> Result<(), TestCaseError> {
    let mut headers: Vec<(&str, &str)> = sent
        .headers
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    if !sent.cookie.is_empty() {
        headers.push(("cookie", &sent.cookie));
    }
    let method = Method::from_bytes(sent.method.as_bytes()).unwrap();
    let response = actor
        .open(method, &sent.path, &headers, sent.body.clone())
        .await;
    let (status, kind) = (
        response.status(),
        response.headers().get("content-type").cloned(),
    );
    prop_assert!(
        !status.is_server_error(),
        "{} is answered with {status}",
        sent.path
    );
    if status.is_redirection()
        && let Some(place) = response.headers().get("location")
    {
        let place = place.to_str().unwrap();
        prop_assert!(
            place.starts_with('/') && !place.starts_with("//"),
            "leads to {place}"
        );
    }
    let is = |name: &[u8]| {
        kind.as_ref()
            .is_some_and(|kind| kind.as_bytes().starts_with(name))
    };
    if is(b"text/event-stream") {
        return Ok(());
    }
    if is(b"application/json") {
        // Never taken for a page, whatever it says.
        prop_assert_eq!(&response.headers()["x-content-type-options"], "nosniff");
        return Ok(());
    }
    let body = axum::body::to_bytes(response.into_body(), usize::MAX)
        .await
        .unwrap();
    let text = String::from_utf8_lossy(&body);
    prop_assert!(
        !text.contains("<script>alert"),
        "{} gives a script back",
        sent.path
    );
    Ok(())
}

#[test]
fn no_request_of_anybody_makes_the_server_fail() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let (app, actors, ids) = runtime.block_on(async {
        let (app, anon, ana) = TestApp::start().await;
        let ben = app.join("ben").await;
        let mei = app.staff("mei", Role::Admin).await;
        let note = ana.note("a note", "#cats @ben").await;
        let comment = ben.comment(&note, "words").await;
        let reply = ana.reply(&note, &comment, "more").await;
        let picture = ana.upload(&png(20, 20)).await;
        ben.post(
            &format!("/n/{note}/collect"),
            &[("name", "album"), ("public", "1")],
        )
        .await
        .see();
        let album = anon
            .get("/@ben/collections")
            .await
            .find(r"/collections/([0-9a-z]+)")
            .unwrap();
        let hidden = ana
            .note_with(&[("text", "mine"), ("visibility", "only-me")])
            .await;
        let session = app.sign_in("ben", crate::harness::PASSWORD).await;
        let page = session.get("/settings/security").await;
        let session = page.find(r"/sessions/([0-9a-z]+)/revoke").unwrap();
        let ids = [note.clone(), comment.clone()];
        let ids = vec![
            ("note", note),
            ("note", hidden),
            ("comment", comment),
            ("comment", reply),
            ("picture", picture),
            ("collection", album),
            ("session", session),
            ("handle", "ana".into()),
            ("handle", "ben".into()),
            ("topic", "cats".into()),
            ("tag", "cats".into()),
            ("id", ids[0].clone()),
            ("id", ids[1].clone()),
        ];
        let token = crate::program::token(&app, &ana).await;
        let program = app.anon().with("authorization", &format!("Bearer {token}"));
        (app, [anon, ana, ben, mei, program], ids)
    });
    // A test of this size is run with the same seed every time; change it to look further.
    let config = Config {
        cases: 600,
        failure_persistence: None,
        ..Config::default()
    };
    let random = proptest::test_runner::TestRng::deterministic_rng(config.rng_algorithm);
    let mut runner = TestRunner::new_with_rng(config, random);
    let actors = RefCell::new(actors);
    let joined = Cell::new(0);
    let ran = runner.run(&sent(ids), |sent| {
        runtime.block_on(async {
            for at in 0..5 {
                let actor = actors.borrow()[at].twin();
                answered(&actor, &sent).await?;
                let ends_sessions = sent.path.contains("/sign") || sent.path.contains("/settings");
                if (1..4).contains(&at) && sent.method == "POST" && ends_sessions {
                    let twin = actors.borrow()[at].twin();
                    let page = twin.get("/about").await.text();
                    if !page.contains("data-signed-in") {
                        joined.set(joined.get() + 1);
                        let next = app.join(&format!("member_{}", joined.get())).await;
                        actors.borrow_mut()[at] = next;
                    }
                }
            }
            Ok(())
        })
    });
    if let Err(error) = ran {
        panic!("{error}");
    }
    runtime.block_on(async {
        app.anon().get("/health/ready").await.ok();
        app.anon().get("/").await.ok();
        app.finish().await;
    });
}

#[tokio::test]
async fn a_crowd_of_open_pages_is_answered() {
    let (app, anon, ana) = TestApp::start().await;
    let note = ana.note("a note", "").await;
    let path = format!("/n/{note}");
    let asked = (0..200).map(|_| anon.get(&path));
    for answer in futures::future::join_all(asked).await {
        answer.ok();
    }
    app.finish().await;
}
