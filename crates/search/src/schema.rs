//! The fields of the index.

use crate::analysis::{self, Token};
use crate::document::{Document, Key, Kind};
use sampan_domain::Lang;
use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::PreTokenizedString;

/// Goes up whenever what stands in the index changes: older ones are built anew.
pub(crate) const VERSION: u32 = 1;
/// Between texts of one field, so that no phrase reaches from one into the other.
const GAP: usize = 16;
/// Letters of a beginning that suggestions know.
pub(crate) const LONGEST_PREFIX: usize = 16;

/// Fields by what they are for.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    pub(crate) key: Field,
    pub(crate) id: Field,
    pub(crate) kind: Field,
    pub(crate) note: Field,
    pub(crate) author: Field,
    pub(crate) lang: Field,
    pub(crate) form: Field,
    pub(crate) texts: Field,
    /// Beginnings of names.
    pub(crate) prefix: Field,
    pub(crate) title: Field,
    pub(crate) text: Field,
    pub(crate) place: Field,
    pub(crate) topics: Field,
    pub(crate) across: Field,
    pub(crate) said: Field,
    pub(crate) remark: Field,
    pub(crate) remark_across: Field,
    pub(crate) name: Field,
    pub(crate) bio: Field,
    pub(crate) topic: Field,
}

impl Fields {
    pub(crate) fn schema() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let analysed = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer("raw")
                .set_index_option(IndexRecordOption::WithFreqsAndPositions),
        );
        let mut words = |name: &str| schema.add_text_field(name, analysed.clone());
        let (title, text, place, topics) = (
            words("title"),
            words("text"),
            words("place"),
            words("topics"),
        );
        let (across, said) = (words("across"), words("said"));
        let (remark, remark_across) = (words("remark"), words("remark_across"));
        let (name, bio, topic) = (words("name"), words("bio"), words("topic"));
        let fields = Self {
            key: schema.add_text_field("key", STRING),
            id: schema.add_u64_field("id", FAST),
            kind: schema.add_u64_field("kind", FAST),
            note: schema.add_u64_field("note", INDEXED),
            author: schema.add_u64_field("author", INDEXED),
            lang: schema.add_text_field("lang", STRING),
            form: schema.add_text_field("form", STRING),
            texts: schema.add_u64_field("texts", INDEXED),
            prefix: schema.add_text_field("prefix", STRING),
            title,
            text,
            place,
            topics,
            across,
            said,
            remark,
            remark_across,
            name,
            bio,
            topic,
        };
        (schema.build(), fields)
    }

    /// Where a query looks for things of a kind, and how much a find is worth there.
    pub(crate) fn searched(&self, kind: Kind) -> Vec<(Field, f32)> {
        match kind {
            Kind::Note => vec![
                (self.title, 1.2),
                (self.text, 1.0),
                (self.topics, 1.6),
                (self.across, 1.2),
                (self.place, 1.2),
                (self.said, 0.7),
            ],
            Kind::Comment => vec![(self.remark, 1.0), (self.remark_across, 0.9)],
            Kind::Account => vec![(self.name, 2.0), (self.bio, 0.6)],
            Kind::Topic => vec![(self.topic, 1.0)],
        }
    }

    pub(crate) fn put(&self, document: &Document) -> TantivyDocument {
        let mut put = Putting {
            fields: self,
            document: TantivyDocument::default(),
        };
        let Key { kind, id } = document.key();
        put.document.add_text(self.key, document.key().term());
        put.document.add_u64(self.id, id as u64);
        put.document.add_u64(self.kind, kind as u64);
        if let Document::Note { id: note, .. } | Document::Comment { note, .. } = document {
            put.document.add_u64(self.note, *note as u64);
        }
        match document {
            Document::Note {
                author,
                lang,
                form,
                title,
                text,
                place,
                topics,
                across,
                said,
                texts,
                ..
            } => {
                put.document.add_u64(self.author, *author as u64);
                put.document.add_text(self.lang, primary(*lang));
                put.document.add_text(self.form, form.as_str());
                put.texts(texts);
                put.words(self.title, [(*lang, title)], false);
                put.words(self.text, [(*lang, text)], false);
                put.words(self.place, [(*lang, place)], true);
                put.words(self.topics, topics.iter().map(|name| (*lang, name)), true);
                put.words(
                    self.across,
                    across.iter().map(|(lang, text)| (*lang, text)),
                    false,
                );
                put.words(
                    self.said,
                    said.iter().map(|(lang, text)| (*lang, text)),
                    false,
                );
            }
            Document::Comment {
                author,
                lang,
                text,
                across,
                texts,
                ..
            } => {
                put.document.add_u64(self.author, *author as u64);
                put.document.add_text(self.lang, primary(*lang));
                put.texts(texts);
                put.words(self.remark, [(*lang, text)], false);
                put.words(
                    self.remark_across,
                    across.iter().map(|(lang, text)| (*lang, text)),
                    false,
                );
            }
            Document::Account {
                id,
                handle,
                name,
                bio,
                place,
                lang,
            } => {
                put.document.add_u64(self.author, *id as u64);
                put.words(self.name, [(*lang, handle), (*lang, name)], true);
                put.words(self.bio, [(*lang, bio), (*lang, place)], false);
                put.prefixes(kind, [handle.as_str(), name.as_str()]);
            }
            Document::Topic {
                name,
                across,
                texts,
                ..
            } => {
                put.texts(texts);
                let names = std::iter::once(name).chain(across);
                put.words(
                    self.topic,
                    names.clone().map(|name| (Lang::UND, name)),
                    true,
                );
                put.prefixes(kind, names.map(String::as_str));
            }
        }
        put.document
    }
}

/// A language without its script: `zh` for both.
pub(crate) fn primary(lang: Lang) -> &'static str {
    let tag = lang.as_str();
    tag.split_once('-').map_or(tag, |(primary, _)| primary)
}

/// The beginning of a name, of things of a kind.
pub(crate) fn prefix_term(kind: Kind, prefix: &str) -> String {
    format!("{}{prefix}", kind.letter())
}

struct Putting<'a> {
    fields: &'a Fields,
    document: TantivyDocument,
}

impl Putting<'_> {
    fn texts(&mut self, texts: &[i64]) {
        for text in texts {
            self.document.add_u64(self.fields.texts, *text as u64);
        }
    }

    fn words<'t>(
        &mut self,
        field: Field,
        texts: impl IntoIterator<Item = (Lang, &'t String)>,
        says_all: bool,
    ) {
        let mut tokens = Vec::new();
        let mut from = 0;
        for (lang, text) in texts {
            let found = analysis::tokens(text, lang, says_all);
            let next = found
                .iter()
                .map(|token| token.position + 1)
                .max()
                .unwrap_or(0);
            tokens.extend(found.into_iter().map(
                |Token {
                     text,
                     position,
                     range,
                 }| tantivy::tokenizer::Token {
                    offset_from: range.start,
                    offset_to: range.end,
                    position: from + position,
                    text,
                    position_length: 1,
                },
            ));
            from += next + GAP;
        }
        if tokens.is_empty() {
            return;
        }
        // Postings want positions that do not go back.
        tokens.sort_by_key(|token| token.position);
        let text = String::new();
        self.document
            .add_pre_tokenized_text(field, PreTokenizedString { text, tokens });
    }

    /// Every beginning of these names, of their words, and of how they sound.
    fn prefixes<'t>(&mut self, kind: Kind, names: impl IntoIterator<Item = &'t str>) {
        let mut beginnings = std::collections::BTreeSet::new();
        let mut add = |name: &str| {
            let mut beginning = String::new();
            for c in name
                .chars()
                .filter(|c| !c.is_whitespace())
                .take(LONGEST_PREFIX)
            {
                beginning.push(c);
                beginnings.insert(beginning.clone());
            }
        };
        for name in names {
            let folded = folded_name(name);
            add(&folded);
            folded
                .split(|c: char| !c.is_alphanumeric())
                .skip(1)
                .for_each(&mut add);
            let han: String = folded.chars().filter(|c| analysis::is_han(*c)).collect();
            analysis::sounds(&han).iter().for_each(|sound| add(sound));
            if let Some(initials) = analysis::initials(&han) {
                add(&initials);
            }
        }
        for beginning in beginnings {
            self.document
                .add_text(self.fields.prefix, prefix_term(kind, &beginning));
        }
    }
}

/// A name as beginnings are compared.
pub(crate) fn folded_name(name: &str) -> String {
    crate::fold::word(name)
        .chars()
        .map(crate::fold::han)
        .collect()
}
