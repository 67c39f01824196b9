//! A program asks to speak for a member.

use super::{Frame, Here};
use askama::Template;
use sampan_app::client::{Wish, Wished};

/// `GET /oauth/authorize`
#[derive(Template)]
#[template(path = "consent.html")]
pub struct Consent {
    pub frame: Frame,
    pub wish: Wish,
    pub wished: Wished,
    /// What the program wants to find again in the answer.
    pub state: String,
}

impl Consent {
    /// What is asked for, as sentences.
    fn wants(&self) -> Vec<&'static str> {
        let scopes = &self.wished.scopes;
        let mut wants = Vec::new();
        let any = |whole: &str| {
            let mut all = scopes.iter();
            all.any(|scope| scope == whole || scope.starts_with(&format!("{whole}:")))
        };
        if any("read") {
            wants.push("consent-read");
        }
        if any("profile") && !any("read") {
            wants.push("consent-profile");
        }
        if any("write") {
            wants.push("consent-write");
        }
        if scopes.allows("write:follows") && !any("write") {
            wants.push("consent-follow");
        }
        if any("push") {
            wants.push("consent-push");
        }
        wants
    }
}

/// `POST /oauth/authorize` for a program without an address: the code to copy.
#[derive(Template)]
#[template(path = "consent_code.html")]
pub struct ConsentCode {
    pub frame: Frame,
    pub client: String,
    pub code: String,
}

/// `GET /oauth/authorize` that no program should have led to.
#[derive(Template)]
#[template(path = "consent_wrong.html")]
pub struct ConsentWrong {
    pub frame: Frame,
}
