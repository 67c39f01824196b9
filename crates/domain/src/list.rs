//! Lists of people.

use crate::{Invalid, text};

pub const MAX_LISTS: i64 = 50;
pub const MAX_TITLE_CHARS: usize = 60;

/// Cleans and checks a title.
///
/// # Errors
/// `Invalid` on field `title`.
pub fn check_title(title: &str) -> Result<String, Invalid> {
    let title = text::clean_line(title);
    match text::chars(&title) {
        0 => Err(Invalid::new("title", "list-title-empty")),
        1..=MAX_TITLE_CHARS => Ok(title),
        _ => Err(Invalid::limited(
            "title",
            "list-title-long",
            MAX_TITLE_CHARS,
        )),
    }
}
