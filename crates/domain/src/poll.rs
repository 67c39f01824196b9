//! Polls: a choice that a note puts to its readers.

use crate::{Invalid, text};
use std::collections::HashSet;

pub const MIN_OPTIONS: usize = 2;
pub const MAX_OPTIONS: usize = 8;
pub const MAX_OPTION_CHARS: usize = 60;
pub const MIN_SECONDS: i64 = 5 * 60;
pub const MAX_SECONDS: i64 = 30 * 24 * 3_600;

/// A poll as somebody typed it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    pub options: Vec<String>,
    /// How long votes are taken.
    pub seconds: i64,
    /// Whether a voter may choose several options.
    pub is_multiple: bool,
    /// Whether votes are counted out only at the end.
    pub hides_totals: bool,
}

impl Draft {
    /// Cleans and checks a draft. Options that were left empty do not count.
    ///
    /// # Errors
    /// Everything that is wrong with it, on field `poll`.
    pub fn check(self) -> Result<Self, Vec<Invalid>> {
        let options: Vec<String> = self
            .options
            .iter()
            .map(|option| text::clean_line(option))
            .filter(|option| !option.is_empty())
            .collect();
        let longest = options.iter().map(|option| text::chars(option)).max();
        let distinct: HashSet<&String> = options.iter().collect();
        let mut wrong = Vec::new();
        if options.len() < MIN_OPTIONS {
            wrong.push(Invalid::limited("poll", "poll-options-few", MIN_OPTIONS));
        }
        if options.len() > MAX_OPTIONS {
            wrong.push(Invalid::limited("poll", "poll-options-many", MAX_OPTIONS));
        }
        if longest > Some(MAX_OPTION_CHARS) {
            let one = Invalid::limited("poll", "poll-option-long", MAX_OPTION_CHARS);
            wrong.push(one);
        }
        if distinct.len() < options.len() {
            wrong.push(Invalid::new("poll", "poll-option-twice"));
        }
        if !(MIN_SECONDS..=MAX_SECONDS).contains(&self.seconds) {
            wrong.push(Invalid::new("poll", "poll-time"));
        }
        if wrong.is_empty() {
            Ok(Self { options, ..self })
        } else {
            Err(wrong)
        }
    }
}

/// Checks what a voter chose, by position; answers each option once.
///
/// # Errors
/// `Invalid` on field `choices`.
pub fn check_choices(
    choices: &[usize],
    options: usize,
    is_multiple: bool,
) -> Result<Vec<usize>, Invalid> {
    let mut chosen = choices.to_vec();
    chosen.sort_unstable();
    chosen.dedup();
    if chosen.is_empty() {
        return Err(Invalid::new("choices", "poll-choice-none"));
    }
    if chosen.iter().any(|choice| *choice >= options) {
        return Err(Invalid::new("choices", "poll-choice-unknown"));
    }
    // A second choice is a second vote.
    if chosen.len() > 1 && !is_multiple {
        return Err(Invalid::new("choices", "poll-voted"));
    }
    Ok(chosen)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(options: &[&str]) -> Draft {
        Draft {
            options: options.iter().map(|&option| option.to_owned()).collect(),
            seconds: 3_600,
            ..Draft::default()
        }
    }

    #[test]
    fn empty_options_do_not_count() {
        let poll = draft(&[" tea ", "", "coffee"]).check().unwrap();
        assert_eq!(poll.options, ["tea", "coffee"]);
    }

    #[test]
    fn everything_wrong_is_told_at_once() {
        let codes = |draft: Draft| -> Vec<&str> {
            let wrong = draft.check().unwrap_err();
            wrong.into_iter().map(|one| one.code).collect()
        };
        assert_eq!(codes(draft(&["tea"])), ["poll-options-few"]);
        assert_eq!(codes(draft(&["tea", "tea"])), ["poll-option-twice"]);
        let long = "x".repeat(MAX_OPTION_CHARS + 1);
        let mut bad = draft(&["a", "b", "c", "d", "e", "f", "g", "h", &long]);
        bad.seconds = 1;
        assert_eq!(
            codes(bad),
            ["poll-options-many", "poll-option-long", "poll-time"]
        );
    }

    #[test]
    fn choices_are_checked() {
        assert_eq!(check_choices(&[2, 0, 2], 3, true), Ok(vec![0, 2]));
        let code = |choices: &[usize], multiple| {
            let wrong = check_choices(choices, 3, multiple);
            wrong.map_err(|one| one.code)
        };
        assert_eq!(code(&[], true), Err("poll-choice-none"));
        assert_eq!(code(&[3], true), Err("poll-choice-unknown"));
        assert_eq!(code(&[0, 1], false), Err("poll-voted"));
    }
}
