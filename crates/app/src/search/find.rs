//! What a search answers.

use crate::account::brief as account_brief;
use crate::meaning::Near;
use crate::rendition::Key;
use crate::session::actor;
use crate::topic::brief as topic_brief;
use crate::view::{
    CardView, Find, FoundAt, FoundComment, FoundPage, PersonView, TopicBrief, Viewer,
};
use crate::{App, Result};
use sampan_domain::note::Visibility;
use sampan_domain::rendition::Reading;
use sampan_domain::topic::TopicName;
use sampan_domain::{AccountId, CommentId, Lang, NoteId, TopicId, permission};
use sampan_search::{Ask, Document, Form, Found, Highlighter, Kind, Order, Said, excerpt};
use sampan_store::{account, comment, note, relation, topic};
use std::collections::{HashMap, HashSet};

/// Notes or comments of a page.
const PAGE: usize = 24;
/// Finds that are answered; whoever has not found it by then says more.
pub const MOST: usize = 240;
/// People and topics, at most; and above the notes of a search for everything.
const NAMES: usize = 40;
const NAMES_ABOVE: usize = 4;
/// Characters of what is shown of a find.
const EXCERPT: usize = 110;
/// What a find counts for that was made in another language than what was typed.
const ACROSS: f32 = 0.8;
/// Notes that mean what is looked for, at most, and how near one without its words has to be (a cosine).
const NEAR: usize = 50;
const NEAR_ENOUGH: f32 = 0.18;
/// How much the first ranks count more than the others when two orders become one.
const RANKS: f32 = 10.0;
/// Characters of a search.
pub const QUERY_CHARS: usize = 100;

/// Of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum What {
    #[default]
    All,
    Notes,
    Videos,
    Comments,
    People,
    Topics,
}

impl What {
    pub const ALL: [Self; 6] = [
        Self::All,
        Self::Notes,
        Self::Videos,
        Self::Comments,
        Self::People,
        Self::Topics,
    ];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Notes => "notes",
            Self::Videos => "videos",
            Self::Comments => "comments",
            Self::People => "people",
            Self::Topics => "topics",
        }
    }

    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.as_str() == word)
    }
}

pub use sampan_search::Order as Sort;

/// What somebody looks for.
#[derive(Debug, Clone)]
pub struct Looking {
    pub text: String,
    pub what: What,
    pub sort: Sort,
    /// Notes and comments that were written in this language.
    pub lang: Option<Lang>,
    /// Notes from this place.
    pub place: String,
    /// Notes and comments by this account.
    pub author: Option<AccountId>,
    /// The first note or comment that is shown, from 0, and how many.
    pub from: usize,
    pub count: usize,
}

impl Default for Looking {
    fn default() -> Self {
        Self {
            text: String::new(),
            what: What::default(),
            sort: Sort::default(),
            lang: None,
            place: String::new(),
            author: None,
            from: 0,
            count: PAGE,
        }
    }
}

impl App {
    /// Looks for something. Everything is answered in the reader's language as far as that is known, and nothing that
    /// they may not see, or asked not to.
    ///
    /// # Errors
    /// When the database or the index does not answer.
    pub async fn search(
        &self,
        viewer: Option<&Viewer>,
        reading: &Reading,
        looking: &Looking,
    ) -> Result<FoundPage> {
        let text: String = looking.text.trim().chars().take(QUERY_CHARS).collect();
        let mut page = FoundPage {
            building: self.search_building(),
            ..FoundPage::default()
        };
        if text.is_empty() {
            return Ok(page);
        }
        // `@ana` asks for people, `#boats` for topics.
        let what = match looking.what {
            What::All if text.starts_with('@') => What::People,
            What::All if text.starts_with('#') => What::Topics,
            what => what,
        };
        let is_first = looking.from == 0;
        if what == What::People || (what == What::All && is_first) {
            page.people = self.find_people(viewer, &text).await?;
        }
        if what == What::Topics || (what == What::All && is_first) {
            page.topics = self.find_topics(reading, &text).await?;
            self.cross_topics(reading, &mut page.topics).await;
        }
        if what == What::All {
            page.people.truncate(NAMES_ABOVE);
            page.topics.truncate(NAMES_ABOVE);
        }
        let said = self.said_by(&text, reading).await;
        match what {
            What::All | What::Notes | What::Videos => {
                let form = (what == What::Videos).then_some(Form::Video);
                let ask = self.asked(viewer, looking, Kind::Note, said, form).await?;
                self.find_notes(viewer, reading, looking, ask, &mut page)
                    .await?;
            }
            What::Comments => {
                let ask = self
                    .asked(viewer, looking, Kind::Comment, said, None)
                    .await?;
                self.find_comments(viewer, reading, looking, ask, &mut page)
                    .await?;
            }
            What::People | What::Topics => {}
        }
        Ok(page)
    }

    /// What may go on like this: people and topics, for a field that is being written in.
    ///
    /// # Errors
    /// When the database or the index does not answer.
    pub async fn complete(
        &self,
        viewer: Option<&Viewer>,
        reading: &Reading,
        text: &str,
        limit: usize,
    ) -> Result<(Vec<PersonView>, Vec<TopicBrief>)> {
        let text = text.trim();
        let (mut people, mut topics) = (Vec::new(), Vec::new());
        if !text.starts_with('#') {
            people = self
                .people_beginning(viewer, text.trim_start_matches('@'))
                .await?;
        }
        if !text.starts_with('@') {
            topics = self.topics_beginning(text.trim_start_matches('#')).await?;
            self.cross_topics(reading, &mut topics).await;
        }
        let half = limit / 2;
        let many_topics = limit - people.len().min(half);
        topics.truncate(many_topics);
        people.truncate(limit - topics.len());
        Ok((people, topics))
    }

    /// Accounts of which nothing is shown to the viewer.
    async fn without(&self, viewer: Option<&Viewer>) -> Result<Vec<i64>> {
        Ok(match viewer {
            Some(viewer) => {
                let hidden = relation::hidden_from(&self.0.db, viewer.id()).await?;
                hidden.into_keys().map(|id| id.0).collect()
            }
            None => Vec::new(),
        })
    }

    /// What was typed, and what it is called in other languages where that is known. Nothing is asked of an engine:
    /// what people look for is not kept.
    async fn said_by(&self, text: &str, reading: &Reading) -> Vec<Said> {
        let lang = match sampan_lang::detect(text) {
            Lang::UND => reading.to,
            lang => lang,
        };
        let mut said = vec![Said {
            text: text.to_owned(),
            lang,
            weight: 1.0,
        }];
        let bare = text.trim_start_matches('#');
        for to in Lang::OFFERED.into_iter().filter(|to| !to.is_akin(lang)) {
            let key = Key::new(bare, lang, to);
            if let Some(text) = self.said_before(&key).await {
                said.push(Said {
                    text,
                    lang: to,
                    weight: ACROSS,
                });
            }
        }
        said
    }

    async fn asked(
        &self,
        viewer: Option<&Viewer>,
        looking: &Looking,
        kind: Kind,
        said: Vec<Said>,
        form: Option<Form>,
    ) -> Result<Ask> {
        Ok(Ask {
            kind,
            said,
            order: looking.sort,
            form,
            lang: looking.lang,
            place: looking.place.trim().chars().take(QUERY_CHARS).collect(),
            author: looking.author.map(|id| id.0),
            without: self.without(viewer).await?,
            limit: MOST,
        })
    }

    async fn found(&self, ask: Ask) -> Result<Found> {
        let found = self.ask_index(move |index| index.find(&ask)).await?;
        Ok(found.unwrap_or_default())
    }

    async fn find_notes(
        &self,
        viewer: Option<&Viewer>,
        reading: &Reading,
        looking: &Looking,
        ask: Ask,
        page: &mut FoundPage,
    ) -> Result<()> {
        let (found, near) = futures::join!(self.found(ask.clone()), self.near(&ask));
        let mut found = found?;
        let near = near?;
        if !near.is_empty() {
            fuse(&mut found, &near);
        }
        let ids: Vec<NoteId> = found.ids.iter().map(|(id, _)| NoteId(*id)).collect();
        let shown = some(&ids, looking);
        let rows = note::cards(&self.0.db, shown).await?;
        let mut rows = self.visible_cards(viewer, rows).await?;
        rows.retain(|row| row.visibility == Visibility::Public);
        let may: Vec<NoteId> = rows.iter().map(|row| row.id).collect();
        let shown: Vec<NoteId> = shown
            .iter()
            .copied()
            .filter(|id| may.contains(id))
            .collect();
        page.cards = self.cards(viewer, &shown).await?;
        self.cross_cards(reading, &mut page.cards).await;
        self.mark_cards(reading, &found.highlighter, &mut page.cards)
            .await?;
        finish(page, found, looking);
        Ok(())
    }

    /// Notes that mean what is looked for, the nearest first, whatever their words; none without a model, and none where
    /// certain words or an order are asked for.
    async fn near(&self, ask: &Ask) -> Result<Vec<Near>> {
        let Some(said) = ask.said.first().filter(|_| ask.order == Order::Best) else {
            return Ok(Vec::new());
        };
        let is_exact = said.text.contains(['"', '“', '”', '「', '」']);
        if is_exact
            || said
                .text
                .split_whitespace()
                .any(|word| word.starts_with('-'))
        {
            return Ok(Vec::new());
        }
        let near = self.near_query(&said.text, said.lang, NEAR).await;
        if near.is_empty() {
            return Ok(near);
        }
        let ids: Vec<i64> = near.iter().map(|near| near.note.0).collect();
        let ask = ask.clone();
        let admitted = self
            .ask_index(move |index| index.admitted(&ask, &ids))
            .await?
            .unwrap_or_default();
        Ok(near
            .into_iter()
            .filter(|near| admitted.contains(&near.note.0))
            .collect())
    }

    /// Says of each card where in its note something was found.
    async fn mark_cards(
        &self,
        reading: &Reading,
        highlighter: &Highlighter,
        cards: &mut [CardView],
    ) -> Result<()> {
        let ids: Vec<NoteId> = cards.iter().map(|card| card.id).collect();
        let documents = self.note_documents(&ids).await?;
        for card in cards {
            card.finds = highlighter.find(&card.title, card.lang);
            let document = documents
                .iter()
                .find(|document| document.key().id == card.id.0);
            card.find = document.and_then(|document| {
                let found = find_in(document, &card.title, reading, highlighter);
                // It has none of the words: it is there for what it says.
                found.or_else(|| meant(document, reading).filter(|_| card.finds.is_empty()))
            });
        }
        Ok(())
    }

    async fn find_comments(
        &self,
        viewer: Option<&Viewer>,
        reading: &Reading,
        looking: &Looking,
        ask: Ask,
        page: &mut FoundPage,
    ) -> Result<()> {
        let found = self.found(ask).await?;
        let ids: Vec<CommentId> = found.ids.iter().map(|(id, _)| CommentId(*id)).collect();
        let shown = some(&ids, looking);
        let db = &self.0.db;
        let rows = comment::by_ids(db, shown).await?;
        let under: HashSet<NoteId> = rows.iter().map(|row| row.note).collect();
        let under: Vec<NoteId> = under.into_iter().collect();
        let notes = self
            .visible_cards(viewer, note::cards(db, &under).await?)
            .await?;
        let mut notes: Vec<CardView> = notes
            .into_iter()
            .filter(|row| row.visibility == Visibility::Public)
            .map(crate::note::card_view)
            .collect();
        self.cross_cards(reading, &mut notes).await;
        let authors: HashSet<AccountId> = rows.iter().filter_map(|row| row.author).collect();
        let authors: Vec<AccountId> = authors.into_iter().collect();
        let ties = match viewer {
            Some(viewer) => relation::between(db, viewer.id(), &authors).await?,
            None => HashMap::new(),
        };
        let mut briefs: HashMap<AccountId, _> = account::briefs(db, &authors)
            .await?
            .into_iter()
            .map(|row| (row.id, account_brief(row)))
            .collect();
        briefs.retain(|id, _| {
            let tie = ties.get(id).copied().unwrap_or_default();
            permission::may_surface(actor(viewer), *id, Visibility::Public, tie)
        });
        let documents = self.comment_documents(shown).await?;
        let mut by_id: HashMap<CommentId, comment::Comment> =
            rows.into_iter().map(|row| (row.id, row)).collect();
        for id in shown {
            let Some(row) = by_id.remove(id) else {
                continue;
            };
            let author = row.author.and_then(|author| briefs.get(&author));
            let note = notes.iter().find(|card| card.id == row.note);
            let document = documents.iter().find(|document| document.key().id == id.0);
            let (Some(author), Some(note), Some(document)) = (author, note, document) else {
                continue;
            };
            let plain = || Find {
                at: FoundAt::Text,
                is_rendition: false,
                lang: row.lang,
                pieces: excerpt(&row.body, &[], EXCERPT * 2),
            };
            page.comments.push(FoundComment {
                id: *id,
                note: note.id,
                note_title: note.title.clone(),
                note_lang: note.lang,
                author: author.clone(),
                made_at_ms: row.made_at,
                find: find_in(document, "", reading, &found.highlighter).unwrap_or_else(plain),
            });
        }
        finish(page, found, looking);
        Ok(())
    }

    /// Accounts that begin so, in the database and in the index.
    async fn people_beginning(
        &self,
        viewer: Option<&Viewer>,
        typed: &str,
    ) -> Result<Vec<PersonView>> {
        let exact = self.people_by_prefix(viewer, typed, NAMES as i64).await?;
        let without = self.without(viewer).await?;
        let text = typed.to_owned();
        let more = self
            .ask_index(move |index| index.begin(Kind::Account, &text, &without, NAMES))
            .await?;
        self.with_people(viewer, exact, more.unwrap_or_default())
            .await
    }

    /// Adds the accounts of these ids to people, in this order, each once.
    async fn with_people(
        &self,
        viewer: Option<&Viewer>,
        mut people: Vec<PersonView>,
        ids: Vec<i64>,
    ) -> Result<Vec<PersonView>> {
        let known: HashSet<AccountId> = people.iter().map(|person| person.account.id).collect();
        let ids: Vec<AccountId> = ids
            .into_iter()
            .map(AccountId)
            .filter(|id| !known.contains(id))
            .collect();
        let rows = account::briefs(&self.0.db, &ids).await?;
        let more = self.people(viewer, rows).await?;
        let mut by_id: HashMap<AccountId, PersonView> = more
            .into_iter()
            .map(|person| (person.account.id, person))
            .collect();
        people.extend(ids.iter().filter_map(|id| by_id.remove(id)));
        people.truncate(NAMES);
        Ok(people)
    }

    async fn find_people(&self, viewer: Option<&Viewer>, text: &str) -> Result<Vec<PersonView>> {
        let typed = text.trim_start_matches('@');
        let people = self.people_beginning(viewer, typed).await?;
        if people.len() >= NAMES {
            return Ok(people);
        }
        let looking = Looking::default();
        let said = Said {
            text: typed.to_owned(),
            lang: Lang::UND,
            weight: 1.0,
        };
        let mut ask = self
            .asked(viewer, &looking, Kind::Account, vec![said], None)
            .await?;
        ask.limit = NAMES;
        let found = self.found(ask).await?;
        let ids = found.ids.into_iter().map(|(id, _)| id).collect();
        self.with_people(viewer, people, ids).await
    }

    /// Topics that begin so, the largest first.
    async fn topics_beginning(&self, typed: &str) -> Result<Vec<TopicBrief>> {
        let joined: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        let mut topics = match TopicName::parse(&joined) {
            Some(name) => topic::by_prefix(&self.0.db, &name.key(), NAMES as i64).await?,
            None => Vec::new(),
        };
        let text = typed.to_owned();
        let more = self
            .ask_index(move |index| index.begin(Kind::Topic, &text, &[], NAMES))
            .await?;
        let known: HashSet<TopicId> = topics.iter().map(|topic| topic.id).collect();
        let ids: Vec<TopicId> = more.unwrap_or_default().into_iter().map(TopicId).collect();
        let more = topic::by_ids(&self.0.db, &ids).await?;
        topics.extend(more.into_iter().filter(|topic| {
            !known.contains(&topic.id) && topic.notes > 0 && topic.merged_into.is_none()
        }));
        topics.sort_by_key(|topic| std::cmp::Reverse(topic.notes));
        topics.truncate(NAMES);
        Ok(topics.into_iter().map(topic_brief).collect())
    }

    async fn find_topics(&self, reading: &Reading, text: &str) -> Result<Vec<TopicBrief>> {
        let typed = text.trim_start_matches('#');
        let mut topics = self.topics_beginning(typed).await?;
        let said = self.said_by(typed, reading).await;
        let mut ask = self
            .asked(None, &Looking::default(), Kind::Topic, said, None)
            .await?;
        ask.limit = NAMES;
        let found = self.found(ask).await?;
        let known: HashSet<TopicId> = topics.iter().map(|topic| topic.id).collect();
        let ids: Vec<TopicId> = found
            .ids
            .into_iter()
            .map(|(id, _)| TopicId(id))
            .filter(|id| !known.contains(id))
            .collect();
        let mut more = topic::by_ids(&self.0.db, &ids).await?;
        more.retain(|topic| topic.notes > 0 && topic.merged_into.is_none());
        more.sort_by_key(|topic| std::cmp::Reverse(topic.notes));
        topics.extend(more.into_iter().map(topic_brief));
        topics.truncate(NAMES);
        Ok(topics)
    }
}

/// Puts what has the words and what has the meaning into one order: each is worth more the further up it stands in either
/// (reciprocal rank fusion, <https://doi.org/10.1145/1571941.1572114>).
fn fuse(found: &mut Found, near: &[Near]) {
    let words: HashSet<i64> = found.ids.iter().map(|(id, _)| *id).collect();
    let mut worth: HashMap<i64, f32> = HashMap::new();
    let ranked = found.ids.iter().map(|(id, _)| *id).enumerate();
    // Without any of the words it has to be nearer.
    let meant = near
        .iter()
        .map(|near| (near.note.0, near.likeness))
        .enumerate()
        .filter(|(_, (id, likeness))| *likeness >= NEAR_ENOUGH || words.contains(id))
        .map(|(rank, (id, _))| (rank, id));
    for (rank, id) in ranked.chain(meant) {
        *worth.entry(id).or_default() += 1.0 / (RANKS + rank as f32);
    }
    // Beyond the finds that are known one by one it cannot be told who has the words as well.
    if found.total <= words.len() {
        found.total = worth.len();
    }
    found.ids = worth.into_iter().collect();
    found
        .ids
        .sort_by(|one, other| other.1.total_cmp(&one.1).then(other.0.cmp(&one.0)));
    found.ids.truncate(MOST);
}

/// The beginning of a note, in what the reader reads where that is known.
fn meant(document: &Document, reading: &Reading) -> Option<Find> {
    let Document::Note {
        lang, text, across, ..
    } = document
    else {
        return None;
    };
    let own = (false, *lang, text.as_str());
    let others = across
        .iter()
        .map(|(lang, text)| (true, *lang, text.as_str()));
    // The longest is the text and not the title.
    let (is_rendition, lang, text) = std::iter::once(own)
        .chain(others)
        .max_by_key(|(_, lang, text)| (!reading.crosses(*lang), text.len()))?;
    Some(Find {
        at: FoundAt::Meaning,
        is_rendition,
        lang,
        pieces: excerpt(text, &[], EXCERPT),
    })
}

/// The ids that are shown.
fn some<'i, T>(ids: &'i [T], looking: &Looking) -> &'i [T] {
    let from = looking.from.min(ids.len());
    &ids[from..from.saturating_add(looking.count).min(ids.len())]
}

fn finish(page: &mut FoundPage, found: Found, looking: &Looking) {
    let next = looking.from.saturating_add(looking.count);
    page.next = (next < found.ids.len()).then_some(next);
    page.total = found.total;
    page.mended = found.mended;
}

/// Where in a document something was found: first in what the reader reads, then in what was written, then beside it.
fn find_in(
    document: &Document,
    title: &str,
    reading: &Reading,
    highlighter: &Highlighter,
) -> Option<Find> {
    let shown = title;
    let mut places: Vec<(FoundAt, bool, Lang, &str)> = Vec::new();
    match document {
        Document::Note {
            lang,
            title,
            text,
            place,
            topics,
            across,
            said,
            ..
        } => {
            places.push((FoundAt::Title, false, *lang, title));
            places.push((FoundAt::Text, false, *lang, text));
            places.extend(
                across
                    .iter()
                    .map(|(lang, text)| (FoundAt::Text, true, *lang, text.as_str())),
            );
            places.extend(
                topics
                    .iter()
                    .map(|name| (FoundAt::Topic, false, *lang, name.as_str())),
            );
            places.push((FoundAt::Place, false, *lang, place));
            places.extend(
                said.iter()
                    .map(|(to, text)| (FoundAt::Said, to != lang, *to, text.as_str())),
            );
        }
        Document::Comment {
            lang, text, across, ..
        } => {
            places.push((FoundAt::Text, false, *lang, text));
            places.extend(
                across
                    .iter()
                    .map(|(lang, text)| (FoundAt::Text, true, *lang, text.as_str())),
            );
        }
        Document::Account { .. } | Document::Topic { .. } => {}
    }
    // The title that is shown is marked where it stands.
    places.retain(|(.., text)| *text != shown);
    // Texts that the reader reads come first, in the order in which they stand.
    places.sort_by_key(|(at, _, lang, _)| (*at > FoundAt::Text, reading.crosses(*lang)));
    places
        .into_iter()
        .find_map(|(at, is_rendition, lang, text)| {
            let finds = highlighter.find(text, lang);
            (!finds.is_empty()).then(|| Find {
                at,
                is_rendition,
                lang,
                pieces: excerpt(text, &finds, EXCERPT),
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(note: i64, likeness: f32) -> Near {
        Near {
            note: NoteId(note),
            likeness,
        }
    }

    #[test]
    fn both_orders_count_and_what_only_means_it_has_to_be_near() {
        let mut found = Found {
            ids: vec![(1, 9.0), (2, 8.0), (3, 7.0)],
            total: 3,
            ..Found::default()
        };
        // 3 has the words, however far it is; 4 is near enough, 5 is not.
        fuse(&mut found, &[near(3, 0.05), near(4, 0.3), near(5, 0.1)]);
        let ids: Vec<i64> = found.ids.iter().map(|(id, _)| *id).collect();
        assert_eq!(ids, [3, 1, 4, 2]);
        assert_eq!(found.total, 4);
        let mut many = Found {
            ids: vec![(1, 9.0)],
            total: 14_071,
            ..Found::default()
        };
        fuse(&mut many, &[near(4, 0.3)]);
        assert_eq!(many.total, 14_071);
    }
}
