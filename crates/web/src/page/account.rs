//! Joining, signing in, and getting back in.

use super::{Errors, Frame, Here};
use askama::Template;
use sampan_domain::account::{MAX_NAME_CHARS, MIN_PASSWORD_CHARS, SignupMode};
use sampan_domain::handle;

/// `GET /join`
#[derive(Template)]
#[template(path = "join.html")]
pub struct Join {
    pub frame: Frame,
    pub mode: SignupMode,
    /// Whether passkeys can be used at this address.
    pub passkeys: bool,
    pub handle: String,
    pub name: String,
    pub invitation: String,
    /// Devices have to work for a moment, because many join.
    pub needs_proof: bool,
    /// On fields `handle`, `name`, `password`, `invitation`, or `""` for the whole.
    pub errors: Errors,
}

/// The recovery codes, shown once: after joining and after `POST /settings/codes`.
#[derive(Template)]
#[template(path = "codes.html")]
pub struct Codes {
    pub frame: Frame,
    pub codes: Vec<String>,
    /// The account waits for a moderator.
    pub pending: bool,
    /// Just joined, so that a welcome is due.
    pub new_account: bool,
    /// Where "I saved them" leads.
    pub next: String,
}

impl Codes {
    fn all(&self) -> String {
        self.codes.join("\n")
    }

    /// A text file to keep, as a `data:` address.
    fn file(&self) -> String {
        let head = self
            .frame
            .t1("codes-file", "instance", &self.frame.instance);
        format!(
            "data:text/plain;charset=utf-8,{}",
            crate::rich::percent(&format!("{head}\n\n{}\n", self.all()))
        )
    }
}

/// `GET /signin`
#[derive(Template)]
#[template(path = "signin.html")]
pub struct SignIn {
    pub frame: Frame,
    /// Whether passkeys can be used at this address.
    pub passkeys: bool,
    pub handle: String,
    pub next: String,
    /// On fields `handle`, `password`, or `""` for the whole.
    pub errors: Errors,
}

/// `GET /signin/recover`
#[derive(Template)]
#[template(path = "recover.html")]
pub struct Recover {
    pub frame: Frame,
    pub handle: String,
    /// On fields `handle`, `code`, `password`.
    pub errors: Errors,
}
