//! The sample community: every note in its language and in the other one, and queries with what they should find.

use sampan_domain::Lang;
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Part {
    pub(crate) note: Vec<Note>,
}

#[derive(Deserialize)]
pub(crate) struct Note {
    pub(crate) title: String,
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) place: String,
    #[serde(default)]
    pub(crate) alts: Vec<String>,
    #[serde(default)]
    pub(crate) pictures: Vec<String>,
}

const NOTES: [&str; 3] = [
    include_str!("../../../server/sample/notes-1.toml"),
    include_str!("../../../server/sample/notes-2.toml"),
    include_str!("../../../server/sample/notes-3.toml"),
];
const ACROSS: [&str; 3] = [
    include_str!("../../../server/sample/across-1.toml"),
    include_str!("../../../server/sample/across-2.toml"),
    include_str!("../../../server/sample/across-3.toml"),
];
/// A query, its language, and grades of notes: see its first lines.
const JUDGED: &str = include_str!("../judged.tsv");

/// `(original, rendition)` of every note, file by file.
pub(crate) fn notes() -> Vec<Vec<(Note, Note)>> {
    let read = |text: &&str| {
        toml::from_str::<Part>(text)
            .expect("a part of the sample")
            .note
    };
    let files = NOTES.iter().map(read).zip(ACROSS.iter().map(read));
    files
        .map(|(notes, across)| notes.into_iter().zip(across).collect())
        .collect()
}

/// Chinese when a fifth of it is.
pub(crate) fn lang_of(text: &str) -> Lang {
    let han = text
        .chars()
        .filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c))
        .count();
    if han * 5 > text.chars().count() {
        Lang::ZH_HANS
    } else {
        Lang::EN
    }
}

/// The judged queries, a line each.
pub(crate) fn judged() -> impl Iterator<Item = [&'static str; 3]> {
    JUDGED
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let columns: Vec<&str> = line.split('\t').collect();
            <[&str; 3]>::try_from(columns).unwrap_or_else(|_| panic!("three columns: {line}"))
        })
}
