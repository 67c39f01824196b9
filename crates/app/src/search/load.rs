//! What stands in the index, as the database says it now.

use crate::suggestion::wording;
use crate::{App, Result, secret};
use sampan_domain::rendition::text_key;
use sampan_domain::{AccountId, CommentId, Lang, NoteId, TopicId};
use sampan_search::{Document, Form};
use sampan_store::search as store;
use std::collections::{HashMap, HashSet};

/// Captions of a video that are looked at, at most.
const LINES: usize = 400;

/// Renditions of texts, by hash.
#[derive(Default)]
struct Renditions(HashMap<String, Vec<(Lang, Lang, String)>>);

impl Renditions {
    async fn read(app: &App, texts: impl Iterator<Item = &str>) -> Result<Self> {
        const AT_ONCE: usize = 1_024;
        let hashes: HashSet<String> = texts.map(secret::hash).collect();
        let hashes: Vec<&str> = hashes.iter().map(String::as_str).collect();
        let mut known = Self::default();
        for some in hashes.chunks(AT_ONCE) {
            for (hash, from, to, text) in store::renditions(&app.0.db, some).await? {
                known.0.entry(hash).or_default().push((from, to, text));
            }
        }
        Ok(known)
    }

    /// What a text says in other languages.
    fn of(&self, text: &str, lang: Lang) -> impl Iterator<Item = (Lang, String)> {
        let known = self.0.get(&secret::hash(text));
        known
            .into_iter()
            .flatten()
            .filter(move |(from, _, across)| *from == lang && across != text)
            .map(|(_, to, across)| (*to, across.clone()))
    }
}

fn keys<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<i64> {
    texts
        .filter(|text| !text.is_empty())
        .map(|text| text_key(&secret::hash(text)))
        .collect()
}

fn by_note<T>(rows: impl IntoIterator<Item = (NoteId, T)>) -> HashMap<NoteId, Vec<T>> {
    let mut by: HashMap<NoteId, Vec<T>> = HashMap::new();
    for (note, row) in rows {
        by.entry(note).or_default().push(row);
    }
    by
}

impl App {
    /// Documents of those of these notes that everybody may find, in no order.
    pub(crate) async fn note_documents(&self, ids: &[NoteId]) -> Result<Vec<Document>> {
        let db = &self.0.db;
        let rows = store::notes(db, ids).await?;
        let mut topics = by_note(store::topics_of(db, ids).await?);
        let mut alts = by_note(store::alts_of(db, ids).await?);
        let lines = store::captions_of(db, ids).await?;
        let mut lines = by_note(
            lines
                .into_iter()
                .map(|(note, lang, line)| (note, (lang, line))),
        );
        let accepted = store::accepted_of_notes(db, ids).await?;
        let mut accepted = by_note(
            accepted
                .into_iter()
                .map(|(note, lang, wording, title, body)| (note, (lang, wording, title, body))),
        );
        lines.values_mut().for_each(|lines| lines.truncate(LINES));
        let texts = rows
            .iter()
            .flat_map(|row| [row.title.as_str(), row.body.as_str()])
            .chain(alts.values().flatten().map(String::as_str))
            .chain(lines.values().flatten().map(|(_, line)| line.as_str()));
        let known = Renditions::read(self, texts.filter(|text| !text.is_empty())).await?;
        Ok(rows
            .into_iter()
            .map(|row| {
                let alts = alts.remove(&row.id).unwrap_or_default();
                let lines = lines.remove(&row.id).unwrap_or_default();
                let mut across: Vec<(Lang, String)> = known.of(&row.title, row.lang).collect();
                across.extend(known.of(&row.body, row.lang));
                let words = wording(&row.title, &row.body);
                for (lang, of, title, body) in accepted.remove(&row.id).unwrap_or_default() {
                    if of == words {
                        across.extend([(lang, title), (lang, body)]);
                    }
                }
                let texts = keys(
                    [row.title.as_str(), row.body.as_str()]
                        .into_iter()
                        .chain(alts.iter().map(String::as_str))
                        .chain(lines.iter().map(|(_, line)| line.as_str())),
                );
                let shown = alts.into_iter().map(|alt| (row.lang, alt));
                let mut said = Vec::new();
                for (lang, text) in shown.chain(lines) {
                    said.extend(known.of(&text, lang));
                    said.push((lang, text));
                }
                Document::Note {
                    id: row.id.0,
                    author: row.author.0,
                    lang: row.lang,
                    form: match row.plays {
                        true => Form::Video,
                        false if row.pictures > 0 => Form::Pictures,
                        false => Form::Words,
                    },
                    title: row.title,
                    text: row.body,
                    place: row.place,
                    topics: topics.remove(&row.id).unwrap_or_default(),
                    across,
                    said,
                    texts,
                }
            })
            .collect())
    }

    /// Documents of those of these comments that everybody may find, in no order.
    pub(super) async fn comment_documents(&self, ids: &[CommentId]) -> Result<Vec<Document>> {
        let rows = store::comments(&self.0.db, ids).await?;
        let known = Renditions::read(self, rows.iter().map(|row| row.body.as_str())).await?;
        let mut accepted: HashMap<CommentId, Vec<(Lang, String, String)>> = HashMap::new();
        for (comment, lang, of, text) in store::accepted_of_comments(&self.0.db, ids).await? {
            accepted.entry(comment).or_default().push((lang, of, text));
        }
        Ok(rows
            .into_iter()
            .map(|row| {
                let mut across: Vec<(Lang, String)> = known.of(&row.body, row.lang).collect();
                let words = wording("", &row.body);
                for (lang, of, text) in accepted.remove(&row.id).unwrap_or_default() {
                    if of == words {
                        across.push((lang, text));
                    }
                }
                Document::Comment {
                    id: row.id.0,
                    note: row.note.0,
                    author: row.author.0,
                    lang: row.lang,
                    texts: keys(std::iter::once(row.body.as_str())),
                    text: row.body,
                    across,
                }
            })
            .collect())
    }

    /// Documents of those of these accounts that are members, in no order.
    pub(super) async fn account_documents(&self, ids: &[AccountId]) -> Result<Vec<Document>> {
        let rows = store::accounts(&self.0.db, ids).await?;
        Ok(rows
            .into_iter()
            .map(|row| Document::Account {
                id: row.id.0,
                handle: row.handle,
                name: row.name,
                bio: row.bio,
                place: row.place,
                lang: row.writes.unwrap_or(Lang::UND),
            })
            .collect())
    }

    /// Documents of those of these topics that somebody has written under, in no order.
    pub(super) async fn topic_documents(&self, ids: &[TopicId]) -> Result<Vec<Document>> {
        let rows = store::topics(&self.0.db, ids).await?;
        let known = Renditions::read(self, rows.iter().map(|(_, name)| name.as_str())).await?;
        Ok(rows
            .into_iter()
            .map(|(id, name)| {
                let across = known.of(&name, sampan_lang::detect(&name));
                Document::Topic {
                    id: id.0,
                    across: across.map(|(_, name)| name).collect(),
                    texts: keys(std::iter::once(name.as_str())),
                    name,
                }
            })
            .collect())
    }
}
