//! A deed as requests, and what its answers mean.

use crate::client::{Answer, Ask, Client, Cut};
use crate::passkey;
use crate::script::TOPIC;
use crate::world::{Person, Plan, Reader, Subject, World};
use altcha::{Challenge, Payload, SolveChallengeOptions, solve_challenge};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::{Method, StatusCode};
use sampan_domain::{CommentId, NoteId};
use serde_json::{Value, json};
use std::cell::RefCell;

const BOUNDARY: &str = "----FloodFormBoundary7MA4YWxkTrZu0gW";
const BROWSER: &str = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36";

/// How a deed ended.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// Done; bytes that came back.
    Done(usize),
    /// The server wants to be asked again after so many seconds.
    Later(u64),
    /// Something else than the deed asks for.
    Failed(String),
    /// Nobody knows.
    Cut(String),
}

impl From<Cut> for Outcome {
    fn from(Cut(why): Cut) -> Self {
        Self::Cut(why)
    }
}

/// Everything that requests are made with.
pub(crate) struct Hands<'a> {
    pub(crate) world: &'a RefCell<World>,
    pub(crate) pictures: &'a [Bytes],
    /// What passkeys are bound to: `http://localhost:PORT`.
    pub(crate) origin: &'a str,
    /// Joining asks for a proof.
    pub(crate) proof: bool,
}

/// Fetches something to work on, and works.
async fn prove(client: &mut Client, address: &str) -> Result<String, Outcome> {
    let mut headers = headers("", false, address);
    headers[0] = ("accept", "application/json".to_owned());
    let ask = Ask {
        method: Method::GET,
        path: "/join/proof".into(),
        headers,
        body: Bytes::new(),
        wants_body: true,
    };
    let answer = client.ask(&ask).await.map_err(Outcome::from)?;
    if answer.status != StatusCode::OK {
        return Err(unexpected("a proof", &answer));
    }
    let wrong = |what: &dyn std::fmt::Display| Outcome::Failed(format!("a proof: {what}"));
    let challenge: Challenge =
        serde_json::from_slice(&answer.body).map_err(|error| wrong(&error))?;
    // On a thread of its own: everything else goes on.
    #[expect(clippy::disallowed_methods, reason = "one for each person who joins")]
    let working = tokio::task::spawn_blocking(move || {
        let solution = solve_challenge(SolveChallengeOptions::new(&challenge));
        solution.map(|solution| {
            solution.map(|solution| Payload {
                challenge,
                solution,
            })
        })
    });
    let solved = working.await.map_err(|error| wrong(&error))?;
    let solved = solved.map_err(|error| wrong(&error))?;
    let payload = solved.ok_or_else(|| wrong(&"no solution"))?;
    let text = serde_json::to_vec(&payload).map_err(|error| wrong(&error))?;
    Ok(STANDARD.encode(text))
}

fn unexpected(what: &str, answer: &Answer) -> Outcome {
    match answer.later() {
        Some(seconds) => Outcome::Later(seconds),
        None => Outcome::Failed(format!("{what}: {}", answer.status)),
    }
}

fn headers(cookie: &str, chinese: bool, address: &str) -> Vec<(&'static str, String)> {
    let mut headers = vec![
        ("accept", "text/html".to_owned()),
        (
            "accept-language",
            if chinese {
                "zh-CN,zh;q=0.9"
            } else {
                "en-US,en;q=0.9"
            }
            .to_owned(),
        ),
        ("user-agent", BROWSER.to_owned()),
        ("x-forwarded-for", address.to_owned()),
    ];
    if !cookie.is_empty() {
        headers.push(("cookie", cookie.to_owned()));
    }
    headers
}

/// The value that the server sets a cookie to.
fn cookie(answer: &Answer, name: &str) -> Option<String> {
    let mut values = answer
        .said("set-cookie")
        .filter_map(|value| value.strip_prefix(name)?.strip_prefix('='));
    let value = values.next()?.split(';').next()?;
    Some(value.to_owned())
}

fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 3);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn multipart(fields: &[(&str, &str)], file: Option<&[u8]>) -> Bytes {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
        body.extend_from_slice(part.as_bytes());
    }
    if let Some(bytes) = file {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"cat.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body.into()
}

impl Hands<'_> {
    /// A form of a signed-in person, sent by the page's script.
    fn form(&self, person: u32, path: String, kind: String, body: Bytes, fragment: bool) -> Ask {
        let world = self.world.borrow();
        let person = &world.people[person as usize];
        let session = format!("sampan_session={}", person.session);
        let mut headers = headers(&session, person.chinese, &person.address);
        headers.push(("content-type", kind));
        headers.push(("sec-fetch-site", "same-origin".into()));
        if fragment {
            headers.push(("sampan-fragment", "part".into()));
        }
        Ask {
            method: Method::POST,
            path,
            headers,
            body,
            wants_body: fragment,
        }
    }

    fn plain(&self, person: u32, path: String, body: &str) -> Ask {
        let kind = "application/x-www-form-urlencoded".to_owned();
        self.form(
            person,
            path,
            kind,
            Bytes::copy_from_slice(body.as_bytes()),
            true,
        )
    }

    fn parts(&self, person: u32, path: String, body: Bytes, fragment: bool) -> Ask {
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.form(person, path, kind, body, fragment)
    }

    fn page(&self, reader: Reader, path: String) -> Ask {
        let world = self.world.borrow();
        let cookie = match reader {
            Reader::Person(person) => {
                format!("sampan_session={}", world.people[person as usize].session)
            }
            Reader::Visitor(visitor) => match &world.visitors[visitor as usize] {
                Some(visit) => format!("sampan_visit={visit}"),
                None => String::new(),
            },
        };
        Ask {
            method: Method::GET,
            path,
            headers: headers(
                &cookie,
                world.is_chinese(reader),
                &world.reader_address(reader),
            ),
            body: Bytes::new(),
            wants_body: false,
        }
    }

    pub(crate) async fn perform(&self, plan: &Plan, client: &mut Client) -> Outcome {
        match plan {
            Plan::Join {
                handle,
                chinese,
                address,
                password,
            } => {
                self.join(handle, *chinese, address, *password, client)
                    .await
            }
            Plan::Note {
                person,
                title,
                text,
                picture,
                once,
            } => {
                let fields = [("title", title.as_str()), ("text", text), ("once", once)];
                let file = picture.map(|at| &self.pictures[at][..]);
                let ask = self.parts(*person, "/compose".into(), multipart(&fields, file), false);
                let answer = match client.ask(&ask).await {
                    Ok(answer) => answer,
                    Err(cut) => return cut.into(),
                };
                let place = answer.said("location").next();
                let note = place.and_then(|place| {
                    let id = place.strip_prefix("/n/")?;
                    id.split(['?', '#']).next()?.parse::<NoteId>().ok()
                });
                match note {
                    Some(note) if answer.status == StatusCode::SEE_OTHER => {
                        self.world.borrow_mut().noted(note, *person, title.clone());
                        Outcome::Done(answer.bytes)
                    }
                    _ => unexpected("note", &answer),
                }
            }
            Plan::Comment {
                person,
                note,
                text,
                once,
            } => {
                let id = self.note(*note);
                let body = multipart(&[("text", text), ("once", once)], None);
                let ask = self.parts(*person, format!("/n/{id}/comments"), body, true);
                let answer = match client.ask(&ask).await {
                    Ok(answer) => answer,
                    Err(cut) => return cut.into(),
                };
                let page = String::from_utf8_lossy(&answer.body);
                let comment = page
                    .split_once("id=\"c-")
                    .and_then(|(_, rest)| rest.split('"').next()?.parse::<CommentId>().ok());
                match comment {
                    Some(comment) if answer.status == StatusCode::OK => {
                        let mut world = self.world.borrow_mut();
                        world.commented(comment, *note, *person, text.clone());
                        Outcome::Done(answer.bytes)
                    }
                    _ => unexpected("comment", &answer),
                }
            }
            Plan::Like { person, note } => {
                let id = self.note(*note);
                let ask = self.plain(*person, format!("/n/{id}/like"), "on=1");
                match client.ask(&ask).await {
                    Ok(answer) if answer.status == StatusCode::OK => {
                        self.world.borrow_mut().ledger.likes.push((*person, *note));
                        Outcome::Done(answer.bytes)
                    }
                    Ok(answer) => unexpected("like", &answer),
                    Err(cut) => cut.into(),
                }
            }
            Plan::Follow { person, other } => {
                let handle = self.world.borrow().ledger.people[*other as usize].clone();
                let ask = self.plain(*person, format!("/@{handle}/follow"), "on=1");
                match client.ask(&ask).await {
                    Ok(answer) if answer.status == StatusCode::OK => {
                        let mut world = self.world.borrow_mut();
                        world.ledger.follows.push((*person, *other));
                        Outcome::Done(answer.bytes)
                    }
                    Ok(answer) => unexpected("follow", &answer),
                    Err(cut) => cut.into(),
                }
            }
            Plan::Read { reader, subject } => {
                let path = match subject {
                    Subject::Note(note) => format!("/n/{}", self.note(*note)),
                    Subject::Topic => format!("/t/{TOPIC}"),
                };
                let outcome = self.read(*reader, path, client).await;
                if matches!(outcome, Outcome::Done(_)) {
                    self.world.borrow_mut().was_read(*reader, *subject);
                }
                outcome
            }
            Plan::Wander { reader, path } => self.read(*reader, path.clone(), client).await,
        }
    }

    fn note(&self, number: u32) -> NoteId {
        self.world.borrow().ledger.notes[number as usize].0
    }

    async fn read(&self, reader: Reader, path: String, client: &mut Client) -> Outcome {
        let answer = match client.ask(&self.page(reader, path)).await {
            Ok(answer) => answer,
            Err(cut) => return cut.into(),
        };
        if answer.status != StatusCode::OK {
            return unexpected("page", &answer);
        }
        if let Reader::Visitor(visitor) = reader {
            let cookie = cookie(&answer, "sampan_visit");
            self.world.borrow_mut().came(visitor, cookie);
        }
        Outcome::Done(answer.bytes)
    }

    async fn join(
        &self,
        handle: &str,
        chinese: bool,
        address: &str,
        password: bool,
        client: &mut Client,
    ) -> Outcome {
        let send = |path: &str, kind: &str, body: String| {
            let mut headers = headers("", chinese, address);
            headers.push(("content-type", kind.to_owned()));
            headers.push(("sec-fetch-site", "same-origin".into()));
            Ask {
                method: Method::POST,
                path: path.to_owned(),
                headers,
                body: body.into(),
                wants_body: true,
            }
        };
        let proof = if self.proof {
            match prove(client, address).await {
                Ok(proof) => proof,
                Err(outcome) => return outcome,
            }
        } else {
            String::new()
        };
        let asked = if password {
            let secret = format!("password=a+long+and+quiet+river+{}", encoded(handle));
            let body = format!("handle={handle}&{secret}&proof={}", encoded(&proof));
            client
                .ask(&send("/join", "application/x-www-form-urlencoded", body))
                .await
        } else {
            let start = json!({ "handle": handle, "name": "", "proof": proof }).to_string();
            let begun = client
                .ask(&send("/join/passkey/start", "application/json", start))
                .await;
            let begun = match begun {
                Ok(begun) if begun.status == StatusCode::OK => begun,
                Ok(begun) => return unexpected("join", &begun),
                Err(cut) => return cut.into(),
            };
            let asked: Value = serde_json::from_slice(&begun.body).unwrap_or_default();
            let mut id = [0; 16];
            let name = handle.as_bytes();
            let length = name.len().min(16);
            id[..length].copy_from_slice(&name[..length]);
            let Some(credential) = passkey::create(&asked["options"], id, self.origin) else {
                return Outcome::Failed("join: no options for a passkey".into());
            };
            let finish = json!({ "ceremony": asked["ceremony"], "credential": credential });
            client
                .ask(&send(
                    "/join/passkey/finish",
                    "application/json",
                    finish.to_string(),
                ))
                .await
        };
        match asked {
            // A server that was started anew knows nothing of the first half: the person begins again.
            Ok(answer) if !password && answer.status == StatusCode::UNPROCESSABLE_ENTITY => {
                Outcome::Cut("the ceremony is forgotten".into())
            }
            Ok(answer) => match cookie(&answer, "sampan_session") {
                Some(session) if answer.status == StatusCode::OK => {
                    let person = Person {
                        session,
                        chinese,
                        address: address.to_owned(),
                    };
                    self.world.borrow_mut().joined(handle.to_owned(), person);
                    Outcome::Done(answer.bytes)
                }
                _ => unexpected("join", &answer),
            },
            Err(cut) => cut.into(),
        }
    }
}
