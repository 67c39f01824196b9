//! Names that stay names: brands, products, people. An operator edits the list.
//!
//! One entry a line: the written forms, separated by `|`, and after tabs the form that a language has of
//! its own: `小红书|RedNote<TAB>en=RedNote<TAB>zh-Hans=小红书`. Without one the name stays as it was
//! written. Forms are told apart by case, so that `Reels` is a product and `reels` a word. Lines that begin
//! with `#` are comments.

use crate::Lang;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::ops::Range;

/// A list of names, ready to be found.
#[derive(Debug, Default)]
pub struct Names {
    entries: Vec<Entry>,
    /// Entry of each form that the automaton knows.
    owners: Vec<usize>,
    automaton: Option<AhoCorasick>,
}

#[derive(Debug)]
struct Entry {
    forms: Vec<String>,
    fixed: Vec<(Lang, String)>,
}

impl Names {
    /// Reads a list. What cannot be read is left out: a name less must not stop a server.
    #[must_use]
    pub fn parse(list: &str) -> Self {
        let mut entries = Vec::new();
        let mut forms = Vec::new();
        let mut owners = Vec::new();
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let written: Vec<String> = fields
                .next()
                .unwrap_or_default()
                .split('|')
                .map(|form| form.trim().to_owned())
                .filter(|form| !form.is_empty())
                .collect();
            if written.is_empty() {
                continue;
            }
            let fixed = fields
                .filter_map(|field| {
                    let (tag, form) = field.split_once('=')?;
                    Some((Lang::parse(tag)?, form.trim().to_owned()))
                })
                .collect();
            owners.extend(std::iter::repeat_n(entries.len(), written.len()));
            forms.extend(written.iter().cloned());
            entries.push(Entry {
                forms: written,
                fixed,
            });
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::DFA))
            .build(&forms)
            .ok()
            .filter(|_| !forms.is_empty());
        Self {
            entries,
            owners,
            automaton,
        }
    }

    /// The names in a part of a text: which entry, and where.
    pub(crate) fn find<'n>(
        &'n self,
        text: &'n str,
        part: &Range<usize>,
    ) -> impl Iterator<Item = (usize, Range<usize>)> + use<'n> {
        let from = part.start;
        let part = &text[part.clone()];
        self.automaton
            .iter()
            .flat_map(move |automaton| automaton.find_iter(part))
            .filter(move |found| stands_alone(part, found.range()))
            .map(move |found| {
                let entry = self.owners[found.pattern().as_usize()];
                (entry, from + found.start()..from + found.end())
            })
    }

    /// The form that a language has of this entry; `None` when it stays as it was written.
    #[must_use]
    pub fn fixed(&self, entry: usize, lang: Lang) -> Option<&str> {
        let fixed = &self.entries.get(entry)?.fixed;
        let (_, form) = fixed.iter().find(|(known, _)| *known == lang)?;
        Some(form)
    }

    /// Every written form of an entry.
    pub fn forms(&self, entry: usize) -> impl Iterator<Item = &str> {
        let forms = self.entries.get(entry).map(|entry| &entry.forms);
        forms.into_iter().flatten().map(String::as_str)
    }
}

/// Whether what stands at `range` is a word and not a part of one. Scripts without spaces have no such
/// bounds.
#[must_use]
pub fn stands_alone(text: &str, range: Range<usize>) -> bool {
    let joins = |inside: Option<char>, outside: Option<char>| {
        let is_word = |c: char| c.is_alphanumeric() && !is_unspaced(c);
        inside.is_some_and(is_word) && outside.is_some_and(is_word)
    };
    let name = &text[range.clone()];
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    !joins(name.chars().next(), before) && !joins(name.chars().next_back(), after)
}

/// Whether a word stands in a text as a word of its own.
#[must_use]
pub fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word)
        .any(|(at, found)| stands_alone(text, at..at + found.len()))
}

/// Whether a character belongs to a script that writes words without spaces between them.
#[must_use]
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}' | '\u{e00}'..='\u{eff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_and_what_is_broken_in_it_skipped() {
        let names =
            Names::parse("# brands\n\n | \nTikTok\n小红书|RedNote\ten=RedNote\ttlh=x\tnonsense\n");
        let text = "RedNote, TikTok, TikToks";
        let found: Vec<_> = names.find(text, &(0..text.len())).collect();
        assert_eq!(found, [(1, 0..7), (0, 9..15)]);
        assert_eq!(names.fixed(1, Lang::EN), Some("RedNote"));
        assert_eq!(names.fixed(1, Lang::ZH_HANS), None);
        assert_eq!(names.fixed(9, Lang::EN), None);
        assert_eq!(names.forms(1).collect::<Vec<_>>(), ["小红书", "RedNote"]);
        assert_eq!(Names::default().find(text, &(0..4)).count(), 0);
    }
}
