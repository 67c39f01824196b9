//! The sample community as documents: every note in its language and in the other one.

use sampan_domain::Lang;
use sampan_search::{Document, Form, Said};
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

pub(crate) fn topics_of(text: &str) -> Vec<String> {
    text.split_whitespace()
        .filter_map(|word| word.strip_prefix('#'))
        .map(|name| name.trim_matches('#').to_owned())
        .collect()
}

pub(crate) fn document(id: i64, note: &Note, across: &Note) -> Document {
    let (lang, other) = (lang_of(&note.text), lang_of(&across.text));
    let alts = |alts: &[String], lang: Lang| {
        alts.iter()
            .map(move |alt| (lang, alt.clone()))
            .collect::<Vec<_>>()
    };
    Document::Note {
        id,
        author: 1,
        lang,
        form: if note.pictures.is_empty() {
            Form::Words
        } else {
            Form::Pictures
        },
        title: note.title.clone(),
        text: note.text.clone(),
        place: note.place.clone(),
        topics: topics_of(&note.text),
        across: vec![(other, across.title.clone()), (other, across.text.clone())],
        said: [alts(&note.pictures, lang), alts(&across.alts, other)].concat(),
        texts: Vec::new(),
    }
}

/// A query, and what it should find: ids with grades.
pub(crate) struct Judged {
    pub(crate) said: Said,
    pub(crate) grades: Vec<(i64, u32)>,
}

/// The id of the `n`th note of a file, both counted from 1.
pub(crate) fn id(file: usize, n: usize) -> i64 {
    (file * 10_000 + n) as i64
}

pub(crate) fn judged() -> Vec<Judged> {
    JUDGED
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let mut columns = line.split('\t');
            let (Some(text), Some(lang), Some(grades)) =
                (columns.next(), columns.next(), columns.next())
            else {
                panic!("three columns: {line}");
            };
            let grades = grades.split_whitespace().map(|grade| {
                let parsed = grade.split_once(':').and_then(|(grade, note)| {
                    let (file, n) = note.split_once('/')?;
                    Some((id(file.parse().ok()?, n.parse().ok()?), grade.parse().ok()?))
                });
                parsed.unwrap_or_else(|| panic!("GRADE:FILE/NUMBER: {grade}"))
            });
            Judged {
                said: Said {
                    text: text.into(),
                    lang: Lang::parse(lang).expect("a language"),
                    weight: 1.0,
                },
                grades: grades.collect(),
            }
        })
        .collect()
}
