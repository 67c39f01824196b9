//! The line of people who wait to join.

use super::{Frame, Here};
use crate::rich::percent;
use askama::Template;

/// `GET /join`, while more want to join than can be let in at once. It comes again by itself.
#[derive(Template)]
#[template(path = "line.html")]
pub struct Line {
    pub frame: Frame,
    /// How many stand before the reader.
    pub ahead: u32,
    /// More than that: they are not counted further.
    pub is_more: bool,
    /// About how long it takes, and when to ask again, in seconds.
    pub wait_s: u64,
    pub ask_s: u64,
    /// They would rather wait than have their device work.
    pub rather: bool,
    /// What they had typed already.
    pub handle: String,
    pub name: String,
    pub invitation: String,
}

impl Line {
    /// The same page again, with what was typed.
    fn again(&self) -> String {
        let mut path = String::from("/join?");
        if self.rather {
            path.push_str("line=1");
        }
        let typed = [
            ("handle", &self.handle),
            ("name", &self.name),
            ("invitation", &self.invitation),
        ];
        for (name, text) in typed.into_iter().filter(|(_, text)| !text.is_empty()) {
            if !path.ends_with('?') {
                path.push('&');
            }
            path.push_str(&format!("{name}={}", percent(text)));
        }
        path.trim_end_matches('?').to_owned()
    }

    fn minutes(&self) -> i64 {
        i64::try_from(self.wait_s.div_ceil(60)).unwrap_or(i64::MAX)
    }
}
