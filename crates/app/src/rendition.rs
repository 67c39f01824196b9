//! What readers see of texts in other languages: renditions by engines, and better ones by people.

mod preview;

use crate::desk::{Standing, Urgency};
use crate::note::CARD_TITLE_CHARS;
use crate::view::{
    AccountBrief, CardView, CommentView, Cover, Crossing, GlossView, Hand, LinkView, NoteView,
    NotificationView, ProfileView, Progress, TopicBrief, TopicView, Viewer,
};
use crate::{App, Error, Result, secret};
use sampan_domain::names::stands_alone;
use sampan_domain::note::{Visibility, cover_words};
use sampan_domain::rendition::{Display, Reading};
use sampan_domain::{AccountId, CommentId, Lang, NoteId, SuggestionId, text};
use sampan_lang::glossary::Glossary;
use sampan_store::rendition::{self as store, NewRendition, Suggestion};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A text by what it says, on its way from one language to another.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub(crate) struct Key {
    pub(crate) hash: String,
    pub(crate) from: Lang,
    pub(crate) to: Lang,
}

impl Key {
    pub(crate) fn new(text: &str, from: Lang, to: Lang) -> Self {
        let hash = secret::hash(text);
        Self { hash, from, to }
    }
}

/// A rendition that people wrote outside the instance, or one on its way out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    pub from: Lang,
    pub to: Lang,
    pub text: String,
    pub rendition: String,
}

/// What a text says in another language.
pub(crate) struct Said {
    /// `None` where the original stands.
    pub(crate) text: Option<String>,
    /// Whether it is on its way.
    pub(crate) waits: bool,
}

/// One text of a page, and what is known of it.
enum Part {
    /// It says the same in both languages.
    Same,
    Across(String),
    Not(Standing),
    /// No engine could make anything of it.
    Refused,
}

/// What the store knows of the texts of a page.
#[derive(Default)]
struct Known(HashMap<(String, Lang), store::Rendition>);

impl App {
    /// Reads what is known of these texts. A page does without when the database does not answer.
    async fn known(&self, to: Lang, keys: &[Key]) -> Known {
        let hashes: Vec<&str> = keys.iter().map(|key| key.hash.as_str()).collect();
        match store::of(&self.0.db, to, &hashes).await {
            Ok(rows) => Known(
                rows.into_iter()
                    .map(|row| ((row.text_hash.clone(), row.source), row))
                    .collect(),
            ),
            Err(error) => {
                tracing::warn!(%error, "a page shows originals");
                Known::default()
            }
        }
    }

    async fn accepted(&self, notes: &[NoteId], to: Lang) -> Vec<Suggestion> {
        or_none(store::accepted(&self.0.db, notes, to).await)
    }

    /// The accepted renditions of the comments under a note.
    async fn accepted_below(&self, note: NoteId, to: Lang) -> Vec<Suggestion> {
        or_none(store::accepted_below(&self.0.db, note, to).await)
    }

    /// What a reader sees of one text; asks for it when nothing is there.
    fn part(&self, known: &Known, key: &Key, text: &str, urgency: Urgency) -> Part {
        let found = known.0.get(&(key.hash.clone(), key.from));
        let is_current = found.is_some_and(|row| self.0.desk.is_current(&row.version));
        match found {
            Some(row) => {
                if !is_current && row.version != PEOPLE {
                    // The old one is good enough to read until the new one is there.
                    self.want(key, text, Urgency::Later);
                }
                match row.body.as_str() {
                    "" => Part::Refused,
                    body if body == text => Part::Same,
                    body => Part::Across(body.to_owned()),
                }
            }
            None => Part::Not(self.want(key, text, urgency)),
        }
    }

    fn crossing(&self, reading: &Reading, from: Lang, parts: Vec<Part>) -> Option<Crossing> {
        if parts.iter().all(|part| matches!(part, Part::Same)) {
            return None;
        }
        let mut progress = Progress::Done;
        for part in &parts {
            progress = progress.max(match part {
                Part::Same | Part::Across(_) => Progress::Done,
                Part::Refused | Part::Not(Standing::Failed) => Progress::Failed,
                Part::Not(Standing::Unset) => Progress::Unset,
                Part::Not(Standing::Waiting) => Progress::Waiting,
                Part::Not(Standing::Late) => Progress::Late,
            });
        }
        let mut texts = parts.into_iter().map(|part| match part {
            Part::Across(text) => Some(text),
            _ => None,
        });
        Some(Crossing {
            from,
            to: reading.to,
            display: reading.display(from),
            progress,
            by: Hand::Engine,
            title: texts.next().flatten(),
            text: texts.next().flatten(),
            glosses: Vec::new(),
            own_glosses: Vec::new(),
        })
    }

    /// Puts cards into the reader's language, as far as renditions are there, and asks for the rest.
    pub async fn cross_cards(&self, reading: &Reading, cards: &mut [CardView]) {
        let crossed: Vec<(usize, Key)> = cards
            .iter()
            .enumerate()
            .filter(|(_, card)| {
                reading.crosses(card.lang)
                    && reading.display(card.lang) != Display::Original
                    && !card.title.is_empty()
                    && card.visibility != Visibility::OnlyMe
            })
            .map(|(at, card)| (at, Key::new(&card.title, card.lang, reading.to)))
            .collect();
        if crossed.is_empty() {
            return;
        }
        let keys: Vec<Key> = crossed.iter().map(|(_, key)| key.clone()).collect();
        let known = self.known(reading.to, &keys).await;
        let notes: Vec<NoteId> = crossed.iter().map(|(at, _)| cards[*at].id).collect();
        let mut accepted: HashMap<NoteId, Suggestion> = self
            .accepted(&notes, reading.to)
            .await
            .into_iter()
            .map(|row| (row.note, row))
            .collect();
        // What is asked for last is rendered first: the top of the page.
        for (at, key) in crossed.into_iter().rev() {
            let card = &mut cards[at];
            let part = match accepted.remove(&card.id) {
                Some(row) if row.title.is_empty() => {
                    Part::Across(text::excerpt(&row.body, CARD_TITLE_CHARS))
                }
                Some(row) => Part::Across(row.title),
                None => self.part(&known, &key, &card.title, Urgency::Screen),
            };
            card.crossing = self.crossing(reading, card.lang, vec![part]);
            if let Some(crossing) = &card.crossing
                && let Some(title) = &crossing.title
            {
                card.title.clone_from(title);
                card.lang = reading.to;
                if let Cover::Words { words, .. } = &mut card.cover {
                    *words = cover_words(title, "");
                }
            }
        }
    }

    /// Puts a note into the reader's language, as far as renditions are there, and asks for the rest.
    pub async fn cross_note(&self, reading: &Reading, note: &mut NoteView) {
        if let Some(link) = &mut note.link {
            self.cross_link(reading, link).await;
        }
        let from = source(reading, note.lang, &note.text)
            .filter(|_| note.visibility != Visibility::OnlyMe);
        let Some(from) = from else {
            return;
        };
        let key = |text: &str| Key::new(text, from, reading.to);
        let mut keys = vec![key(&note.title), key(&note.text)];
        keys.extend(note.pictures.iter().map(|picture| key(&picture.alt)));
        let options = note.poll.as_mut().map(|poll| poll.options.as_mut_slice());
        let options = options.unwrap_or_default();
        keys.extend(options.iter().map(|option| key(&option.title)));
        let known = self.known(reading.to, &keys).await;
        let part = |text: &str, key: &Key| {
            if text.is_empty() {
                Part::Same
            } else {
                self.part(&known, key, text, Urgency::Screen)
            }
        };
        if reading.display(from) != Display::Original {
            let (of_pictures, of_options) = keys[2..].split_at(note.pictures.len());
            for (picture, key) in note.pictures.iter_mut().zip(of_pictures) {
                if let Part::Across(alt) = part(&picture.alt, key) {
                    picture.alt = alt;
                }
            }
            for (option, key) in options.iter_mut().zip(of_options) {
                if let Part::Across(title) = part(&option.title, key) {
                    option.across = Some(title);
                }
            }
        }
        let accepted = self.accepted(&[note.id], reading.to).await.pop();
        let parts = match &accepted {
            Some(row) => vec![own_words(&row.title), own_words(&row.body)],
            None => {
                // The title is asked for last, and so rendered first.
                let text = part(&note.text, &keys[1]);
                vec![part(&note.title, &keys[0]), text]
            }
        };
        note.crossing = self.crossing(reading, from, parts);
        if let Some(crossing) = &mut note.crossing {
            if let Some(row) = &accepted {
                let names = self.names_of([row.author]).await;
                crossing.by = hand(row.author, Some(note.author.id), &names);
            }
            gloss(crossing, &note.text);
            let shown = crossing.title.as_deref().or(crossing.text.as_deref());
            if let (Cover::Words { words, .. }, Some(shown)) = (&mut note.cover, shown)
                && crossing.display != Display::Original
            {
                *words = cover_words(shown, "");
            }
        }
    }

    async fn names_of(
        &self,
        authors: impl IntoIterator<Item = Option<AccountId>>,
    ) -> HashMap<AccountId, AccountBrief> {
        let ids: Vec<AccountId> = authors.into_iter().flatten().collect();
        self.briefs(&ids).await.unwrap_or_default()
    }

    /// Puts comments and their replies into the reader's language, as far as renditions are there, and
    /// asks for the rest.
    pub async fn cross_comments(&self, reading: &Reading, comments: &mut [CommentView]) {
        let all = || {
            comments
                .iter()
                .flat_map(|c| std::iter::once(c).chain(&c.replies))
        };
        let (crossed, keys): (Vec<&CommentView>, Vec<Key>) = all()
            .filter(|comment| comment.visibility != Visibility::OnlyMe)
            .filter_map(|comment| {
                let from = source(reading, comment.lang, &comment.text)?;
                Some((comment, Key::new(&comment.text, from, reading.to)))
            })
            .unzip();
        if crossed.is_empty() {
            return;
        }
        let known = self.known(reading.to, &keys).await;
        let accepted: HashMap<CommentId, Suggestion> = self
            .accepted_below(crossed[0].note, reading.to)
            .await
            .into_iter()
            .filter_map(|row| Some((row.comment?, row)))
            .collect();
        let names = self.names_of(accepted.values().map(|row| row.author)).await;
        let mut crossings: HashMap<CommentId, Crossing> = HashMap::new();
        for (comment, key) in crossed.iter().zip(&keys).rev() {
            let row = accepted.get(&comment.id);
            let part = match row {
                Some(row) => own_words(&row.body),
                None if comment.text.is_empty() => Part::Same,
                None => self.part(&known, key, &comment.text, Urgency::Screen),
            };
            let crossing = self.crossing(reading, key.from, vec![Part::Same, part]);
            if let Some(mut crossing) = crossing {
                if let Some(row) = row {
                    let author = comment.author.as_ref().map(|author| author.id);
                    crossing.by = hand(row.author, author, &names);
                }
                gloss(&mut crossing, &comment.text);
                crossings.insert(comment.id, crossing);
            }
        }
        for comment in comments {
            comment.crossing = crossings.remove(&comment.id);
            for reply in &mut comment.replies {
                reply.crossing = crossings.remove(&reply.id);
            }
        }
    }

    /// Puts what a member says about themselves into the reader's language.
    pub async fn cross_profile(&self, reading: &Reading, profile: &mut ProfileView) {
        let from = sampan_lang::detect(&profile.bio);
        if profile.bio.is_empty() || !reading.crosses(from) {
            return;
        }
        let key = Key::new(&profile.bio, from, reading.to);
        let known = self.known(reading.to, std::slice::from_ref(&key)).await;
        let part = self.part(&known, &key, &profile.bio, Urgency::Screen);
        profile.crossing = self.crossing(reading, from, vec![Part::Same, part]);
    }

    /// Puts what a page says of itself into the reader's language, where that is known.
    async fn cross_link(&self, reading: &Reading, link: &mut LinkView) {
        if !reading.crosses(link.lang) || reading.display(link.lang) == Display::Original {
            return;
        }
        let key = |text: &str| Key::new(text, link.lang, reading.to);
        let keys = [key(&link.title), key(&link.description)];
        let known = self.known(reading.to, &keys).await;
        for (text, key) in [&mut link.title, &mut link.description]
            .into_iter()
            .zip(&keys)
        {
            if !text.is_empty()
                && let Part::Across(across) = self.part(&known, key, text, Urgency::Later)
            {
                *text = across;
                link.shown = reading.to;
            }
        }
    }

    /// Says what topics are about in the reader's language, where that is known.
    pub async fn cross_topics(&self, reading: &Reading, topics: &mut [TopicBrief]) {
        let keys: Vec<Key> = topics
            .iter()
            .map(|topic| Key::new(&topic.name, sampan_lang::detect(&topic.name), reading.to))
            .collect();
        let known = self.known(reading.to, &keys).await;
        for (topic, key) in topics.iter_mut().zip(&keys) {
            if !reading.crosses(key.from) || reading.display(key.from) == Display::Original {
                continue;
            }
            if let Part::Across(name) = self.part(&known, key, &topic.name, Urgency::Later) {
                topic.across = Some(name);
            }
        }
    }

    /// Puts the beginnings of notes and comments into the reader's language where that is known.
    pub async fn cross_notices(&self, reading: &Reading, notices: &mut [NotificationView]) {
        let mut keys = Vec::new();
        for notice in notices.iter() {
            keys.push(Key::new(&notice.note_title, notice.note_lang, reading.to));
            keys.push(Key::new(
                &notice.comment_text,
                notice.comment_lang,
                reading.to,
            ));
        }
        let known = self.known(reading.to, &keys).await;
        let replace = |text: &mut String, lang: &mut Lang, key: &Key| {
            if text.is_empty()
                || !reading.crosses(*lang)
                || reading.display(*lang) == Display::Original
            {
                return;
            }
            if let Part::Across(across) = self.part(&known, key, text, Urgency::Later) {
                *text = across;
                *lang = reading.to;
            }
        };
        for (notice, keys) in notices.iter_mut().zip(keys.chunks(2)) {
            replace(&mut notice.note_title, &mut notice.note_lang, &keys[0]);
            replace(&mut notice.comment_text, &mut notice.comment_lang, &keys[1]);
        }
    }

    /// Says what one topic is about in the reader's language.
    pub async fn cross_topic(&self, reading: &Reading, topic: &mut TopicView) {
        let brief = TopicBrief {
            id: topic.id,
            name: topic.name.clone(),
            across: None,
            notes: topic.notes,
            discussions: topic.discussions,
            views: topic.views,
        };
        let mut one = [brief];
        self.cross_topics(reading, &mut one).await;
        topic.across = one[0].across.take();
    }

    /// What a text says in another language, when that is known already.
    pub(crate) async fn said_before(&self, key: &Key) -> Option<String> {
        let known = self.known(key.to, std::slice::from_ref(key)).await;
        let row = known.0.into_values().find(|row| row.source == key.from)?;
        Some(row.body).filter(|body| !body.is_empty())
    }

    /// Asks for renditions of what was just written, for those who will come.
    pub(crate) fn cross_ahead(&self, from: Lang, texts: &[&str]) {
        for to in Lang::OFFERED {
            if !Reading::of(to).crosses(from) {
                continue;
            }
            for text in texts.iter().filter(|text| !text.is_empty()) {
                let key = Key::new(text, from, to);
                self.want(&key, text, Urgency::Later);
            }
        }
    }

    /// What texts say in another language, each as far as that is known; the rest is asked for.
    pub(crate) async fn said_in(&self, keys: &[Key], texts: &[String], to: Lang) -> Vec<Said> {
        let known = self.known(to, keys).await;
        // What is asked for last is rendered first: the beginning.
        let mut said: Vec<Said> = keys
            .iter()
            .zip(texts)
            .rev()
            .map(
                |(key, text)| match self.part(&known, key, text, Urgency::Screen) {
                    Part::Across(text) => Said {
                        text: Some(text),
                        waits: false,
                    },
                    Part::Not(Standing::Waiting | Standing::Late) => Said {
                        text: None,
                        waits: true,
                    },
                    Part::Same | Part::Refused | Part::Not(_) => Said {
                        text: None,
                        waits: false,
                    },
                },
            )
            .collect();
        said.reverse();
        said
    }

    /// What engines made of a title and a text; empty where there is nothing.
    pub(crate) async fn engines_words(
        &self,
        title: &str,
        body: &str,
        from: Lang,
        to: Lang,
    ) -> (String, String) {
        let keys = [Key::new(title, from, to), Key::new(body, from, to)];
        let known = self.known(to, &keys).await;
        let said = |key: &Key| {
            let row = known.0.get(&(key.hash.clone(), from));
            row.map_or_else(String::new, |row| row.body.clone())
        };
        (said(&keys[0]), said(&keys[1]))
    }

    /// Whether texts of one language are translated into another, by this process or a worker.
    #[must_use]
    pub fn translates(&self, from: Lang, to: Lang) -> bool {
        self.0.desk.translates(from, to) || self.0.bus.translates(from, to)
    }

    /// Keeps what people wrote: it is shown wherever somebody says the same, and no engine replaces it. For
    /// operators. Answers how many were kept: what says nothing, or the same, is left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn keep_written(&self, written: &[Written]) -> Result<usize> {
        let mut kept = 0;
        for some in written.chunks(200) {
            let some: Vec<NewRendition> = some
                .iter()
                .filter(|one| {
                    !one.text.is_empty() && !one.rendition.is_empty() && one.from != one.to
                })
                .map(|one| NewRendition {
                    text_hash: secret::hash(&one.text),
                    source: one.from,
                    target: one.to,
                    body: one.rendition.clone(),
                    engine: PEOPLE.into(),
                    version: PEOPLE.into(),
                    made_at: self.now_ms(),
                })
                .collect();
            kept += some.len();
            self.0
                .db
                .write(some, |tx, some| {
                    Box::pin(async move {
                        for new in some {
                            store::put(tx, new).await?;
                        }
                        Ok::<_, Error>(())
                    })
                })
                .await?;
        }
        Ok(kept)
    }

    /// Every rendition that was suggested here and accepted, with its original. For operators.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn accepted_renditions(&self) -> Result<Vec<Written>> {
        let mut written = Vec::new();
        let mut after = SuggestionId(0);
        loop {
            let rows = store::accepted_after(&self.0.db, after, 200).await?;
            let Some(last) = rows.last() else {
                return Ok(written);
            };
            after = last.id;
            for row in rows {
                let (title, text) = match row.comment {
                    Some(comment) => {
                        let found = sampan_store::comment::by_id(&self.0.db, comment).await?;
                        (
                            String::new(),
                            found.map_or_else(String::new, |found| found.body),
                        )
                    }
                    None => sampan_store::note::by_id(&self.0.db, row.note)
                        .await?
                        .map_or_else(Default::default, |found| (found.title, found.body)),
                };
                let pairs = [(title, row.title), (text, row.body)];
                written.extend(pairs.into_iter().filter(|(text, _)| !text.is_empty()).map(
                    |(text, rendition)| Written {
                        from: row.source,
                        to: row.target,
                        text,
                        rendition,
                    },
                ));
            }
        }
    }

    /// Chooses how texts of a language are shown, for good.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn choose_display(
        &self,
        viewer: &Viewer,
        lang: Lang,
        display: Display,
    ) -> Result<()> {
        let mut displays = viewer.displays.clone();
        displays.set(lang, display);
        self.set_reading(viewer, viewer.reads.clone(), displays.to_string())
            .await
    }

    /// Texts of this language are not translated any more: the viewer reads it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn never_translate(&self, viewer: &Viewer, lang: Lang) -> Result<()> {
        let mut reads = viewer.reads.clone();
        if lang != Lang::UND && !reads.contains(&lang) {
            reads.push(lang);
        }
        self.set_reading(viewer, reads, viewer.displays.to_string())
            .await
    }

    async fn set_reading(&self, viewer: &Viewer, reads: Vec<Lang>, displays: String) -> Result<()> {
        self.0
            .db
            .write(
                (viewer.id(), reads, displays),
                |tx, (id, reads, displays)| {
                    Box::pin(async move {
                        sampan_store::account::set_reading(tx, *id, reads, displays).await
                    })
                },
            )
            .await?;
        Ok(())
    }
}

/// A page does without people's renditions when the database does not answer.
fn or_none(found: std::result::Result<Vec<Suggestion>, sampan_store::Error>) -> Vec<Suggestion> {
    found.unwrap_or_else(|error| {
        tracing::warn!(%error, "a page shows engines' renditions");
        Vec::new()
    })
}

/// What people wrote outside the instance never gets old.
pub(crate) const PEOPLE: &str = "people";

/// From which language a text is translated for a reader: its own, or that of a part of it.
fn source(reading: &Reading, lang: Lang, text: &str) -> Option<Lang> {
    if reading.crosses(lang) {
        return Some(lang);
    }
    sampan_lang::foreign(text, lang).filter(|part| lang != Lang::UND && reading.crosses(*part))
}

/// The language of a text.
#[must_use]
pub fn language(text: &str) -> Lang {
    sampan_lang::detect(text)
}

/// Who made a rendition that people accepted.
fn hand(
    author: Option<AccountId>,
    of_text: Option<AccountId>,
    names: &HashMap<AccountId, AccountBrief>,
) -> Hand {
    if author.is_some() && author == of_text {
        return Hand::Author;
    }
    let brief = author.and_then(|author| names.get(&author));
    brief.map_or(Hand::Somebody, |brief| {
        Hand::Person(Box::new(brief.clone()))
    })
}

fn own_words(text: &str) -> Part {
    if text.is_empty() {
        Part::Same
    } else {
        Part::Across(text.to_owned())
    }
}

/// Finds the slang of the original, and where it went in the rendition.
fn gloss(crossing: &mut Crossing, original: &str) {
    let Some(glossary) = Glossary::of(crossing.from, crossing.to) else {
        return;
    };
    for (gloss, range) in glossary.find(original) {
        let view = |range: std::ops::Range<usize>| GlossView {
            range,
            word: gloss.forms.first().cloned().unwrap_or_default(),
            reading: gloss.reading.clone(),
            meaning: gloss.meaning.clone(),
            usage: gloss.usage.clone(),
        };
        let across = crossing.text.as_deref().unwrap_or_default();
        let taken = |range: &std::ops::Range<usize>| {
            crossing
                .glosses
                .iter()
                .any(|known| known.range.start < range.end && range.start < known.range.end)
        };
        let lower = across.to_ascii_lowercase();
        let rendition = gloss.rendition.to_ascii_lowercase();
        let found = lower
            .match_indices(&rendition)
            .map(|(at, found)| at..at + found.len())
            .find(|range| stands_alone(&lower, range.clone()) && !taken(range));
        if let Some(found) = found {
            crossing.glosses.push(view(found));
        }
        crossing.own_glosses.push(view(range));
    }
    crossing.glosses.sort_by_key(|gloss| gloss.range.start);
}
