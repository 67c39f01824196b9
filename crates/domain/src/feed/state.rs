//! What the feed remembers: columns of notes and readers, folded from events.
//!
//! Rows are found by position (`u32`), which never changes while a state lives; whoever is gone leaves an
//! empty row behind until the next rebuild. Nothing here decides who may see what: pages are checked
//! against the database again before anybody sees them.

use super::event::{Event, Form, NewNote, Outcome};
use super::graph::Graph;
use super::meaning::Meanings;
use super::pool::Pool;
use super::ranker::Ranker;
use super::rising::{HotList, Pace};
use super::{Engagement, Weights};
use crate::{AccountId, Lang, NoteId, TopicId};
use std::collections::{HashMap, VecDeque};

/// No row.
pub(super) const NONE: u32 = u32::MAX;
/// Tags of a note that count: its first topics and its place.
pub(super) const TAGS: usize = 4;
/// What a reader was shown lately.
const SHOWN: usize = 400;
/// What a reader did lately.
const RECENT: usize = 24;
/// Tags and authors that make a taste, each.
const TASTE: usize = 24;
/// What a taste keeps at the next engagement.
const TASTE_KEPT: f32 = 0.97;
/// Latest notes kept of an author and of a tag.
const LATEST: usize = 48;
/// Paces are not fed with what is older than this.
const PACE_MS: i64 = 7 * 24 * 3_600_000;

/// What a note is about: a topic, or a place by its name in lower case.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Subject {
    Topic(TopicId),
    Place(String),
}

impl Subject {
    /// The same in every process.
    pub(super) fn number(&self) -> u64 {
        match self {
            Self::Topic(id) => id.0.cast_unsigned(),
            Self::Place(name) => name
                .bytes()
                .fold(0, |sum, byte| super::query::mixed(sum ^ u64::from(byte))),
        }
    }
}

pub(super) struct Tag {
    pub(super) key: Subject,
    /// The latest notes, the newest last.
    pub(super) latest: VecDeque<u32>,
    pub(super) hot: HotList,
}

#[derive(Debug, Clone)]
pub(super) struct Note {
    pub(super) id: NoteId,
    pub(super) author: u32,
    pub(super) lang: u8,
    pub(super) form: Form,
    pub(super) is_listed: bool,
    /// Languages that people rendered it into, a bit each.
    pub(super) across: u64,
    pub(super) tags: [u32; TAGS],
    /// The topics beyond those, which can still be unwanted.
    pub(super) more_tags: Box<[u32]>,
    pub(super) made_at_ms: i64,
    pub(super) shown: u32,
    pub(super) collects: u32,
    pub(super) comments: u32,
    pub(super) refusals: u32,
    pub(super) pace: Pace,
}

impl Note {
    pub(super) fn tags(&self) -> impl Iterator<Item = u32> {
        self.tags.into_iter().filter(|tag| *tag != NONE)
    }

    /// What it is about in one number: notes with the same are neighbours in the mind.
    pub(super) fn cluster(&self, cell: Option<u32>) -> u64 {
        match (cell, self.tags[0]) {
            (Some(cell), _) => u64::from(cell),
            (None, NONE) => 1 << 40 | u64::from(self.author),
            (None, tag) => 1 << 41 | u64::from(tag),
        }
    }
}

/// An account as a reader and as an author.
#[derive(Debug, Clone, Default)]
pub(super) struct Reader {
    pub(super) is_gone: bool,
    /// In the order of liking.
    pub(super) likes: Vec<u32>,
    pub(super) follows: Vec<u32>,
    pub(super) followers: u32,
    pub(super) topics: Vec<u32>,
    /// The tag of the place where the reader lives.
    pub(super) place: Option<u32>,
    /// The latest notes of this author, the newest last.
    pub(super) latest: VecDeque<u32>,
    pub(super) tag_taste: Vec<(u32, f32)>,
    pub(super) author_taste: Vec<(u32, f32)>,
    pub(super) lang_taste: Vec<(u8, f32)>,
    /// Engagements that tell of a taste, since the account was made.
    pub(super) engaged: u32,
    pub(super) recent: VecDeque<Deed>,
    pub(super) shown: VecDeque<u32>,
    /// Notes that the reader opened, the latest last.
    pub(super) opened: VecDeque<u32>,
    /// Notes that the reader does not want to see.
    pub(super) refused: Vec<u32>,
}

/// What a reader did.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deed {
    pub(super) note: u32,
    pub(super) at_ms: i64,
    pub(super) taste: f32,
}

/// Everything the feed remembers.
pub struct State {
    pub(super) notes: Vec<Note>,
    pub(super) readers: Vec<Reader>,
    /// Whose rows those are.
    pub(super) accounts: Vec<AccountId>,
    pub(super) tags: Vec<Tag>,
    pub(super) langs: Vec<Lang>,
    /// The hottest notes of each language.
    pub(super) hot: Vec<HotList>,
    pub(super) pool: Pool,
    pub(super) graph: Graph,
    pub(super) meanings: Meanings,
    pub(super) ranker: Ranker,
    pub(super) weights: Weights,
    note_at: HashMap<NoteId, u32>,
    reader_at: HashMap<AccountId, u32>,
    tag_at: HashMap<Subject, u32>,
    /// What happened before counts for the graph and for tastes, and not for what is rising.
    began_ms: i64,
}

impl State {
    /// An empty one. `now_ms` is when it is made: what happened long before is not rising any more.
    #[must_use]
    pub fn new(now_ms: i64) -> Self {
        Self {
            notes: Vec::new(),
            readers: Vec::new(),
            accounts: Vec::new(),
            tags: Vec::new(),
            langs: Vec::new(),
            hot: Vec::new(),
            pool: Pool::default(),
            graph: Graph::default(),
            meanings: Meanings::default(),
            ranker: Ranker::new(),
            weights: Weights::default(),
            note_at: HashMap::new(),
            reader_at: HashMap::new(),
            tag_at: HashMap::new(),
            began_ms: now_ms - PACE_MS,
        }
    }

    /// How many notes can be listed.
    #[must_use]
    pub fn notes(&self) -> usize {
        self.notes.iter().filter(|note| note.is_listed).count()
    }

    pub(super) fn note(&self, id: NoteId) -> Option<u32> {
        self.note_at.get(&id).copied()
    }

    pub(super) fn reader(&self, id: AccountId) -> Option<u32> {
        self.reader_at.get(&id).copied()
    }

    pub(super) fn topic(&self, id: TopicId) -> Option<u32> {
        self.tag_at.get(&Subject::Topic(id)).copied()
    }

    pub(super) fn lang(&self, lang: Lang) -> Option<u8> {
        let at = self.langs.iter().position(|known| *known == lang)?;
        Some(at as u8)
    }

    /// The languages that whoever reads `langs` can read, a bit each.
    pub(super) fn readable(&self, langs: &[Lang]) -> u64 {
        let mut bits = 0;
        for (at, known) in self.langs.iter().enumerate() {
            if *known == Lang::UND || langs.iter().any(|lang| lang.is_akin(*known)) {
                bits |= 1 << at;
            }
        }
        bits
    }

    fn lang_row(&mut self, lang: Lang) -> u8 {
        self.lang(lang).unwrap_or_else(|| {
            self.langs.push(lang);
            self.hot.push(HotList::default());
            (self.langs.len() - 1) as u8
        })
    }

    fn reader_row(&mut self, id: AccountId) -> u32 {
        let next = self.readers.len() as u32;
        let at = *self.reader_at.entry(id).or_insert(next);
        if at == next {
            self.readers.push(Reader::default());
            self.accounts.push(id);
        }
        at
    }

    fn tag_row(&mut self, key: Subject) -> u32 {
        let next = self.tags.len() as u32;
        let at = *self.tag_at.entry(key.clone()).or_insert(next);
        if at == next {
            self.tags.push(Tag {
                key,
                latest: VecDeque::new(),
                hot: HotList::default(),
            });
        }
        at
    }

    /// How often a note was shown before this state was made.
    pub fn set_shown(&mut self, note: NoteId, shown: i64) {
        if let Some(at) = self.note(note) {
            self.notes[at as usize].shown = u32::try_from(shown).unwrap_or(u32::MAX);
        }
    }

    /// Gives room back that grew while much came at once: after a rebuild.
    pub fn compact(&mut self) {
        self.graph.compact();
        for reader in &mut self.readers {
            reader.likes.shrink_to_fit();
            reader.follows.shrink_to_fit();
        }
    }

    /// The notes that mean nearly what a text says, the nearest first, with how near they are (a cosine).
    #[must_use]
    pub fn near_text(&self, lang: Lang, vector: &[f32], most: usize) -> Vec<(NoteId, f32)> {
        // Of a language that nobody writes in nothing is known to be taken away.
        let lang = self.lang(lang).unwrap_or(u8::MAX);
        let near = self.meanings.near_text(lang, vector, most);
        near.into_iter()
            .map(|(at, near)| (self.notes[at as usize].id, near))
            .collect()
    }

    /// Whether any note has a meaning.
    #[must_use]
    pub fn has_meanings(&self) -> bool {
        !self.meanings.is_empty()
    }

    /// What has become of dealt notes since this was asked last: for the log.
    pub fn take_outcomes(&mut self) -> Vec<Outcome> {
        self.ranker.take_outcomes()
    }

    /// Takes in one fact. Whoever tells one says what changed: only likes, follows and refusals are known to be told
    /// twice.
    pub fn fold(&mut self, event: Event) {
        match event {
            Event::Note(new) => self.fold_note(&new),
            Event::Gone { note } => {
                if let Some(at) = self.note(note) {
                    self.notes[at as usize].is_listed = false;
                    self.meanings.remove(at);
                }
            }
            Event::Meaning { note, vector } => {
                if let Some(at) = self.note(note) {
                    let lang = self.notes[at as usize].lang;
                    self.meanings.set(at, lang, &vector);
                }
            }
            Event::Across { note, to } => {
                let bit = 1 << self.lang_row(to);
                if let Some(at) = self.note(note) {
                    self.notes[at as usize].across |= bit;
                }
            }
            Event::Shown {
                reader,
                notes,
                at_ms,
            } => self.fold_shown(reader, &notes, at_ms),
            Event::ShownElsewhere { reader, notes } => self.fold_shown_elsewhere(reader, &notes),
            Event::Learned {
                features,
                propensity,
                done,
            } => self.ranker.learned(&features, propensity, &done),
            Event::Engaged {
                reader,
                note,
                what,
                on,
                at_ms,
            } => self.fold_engaged(reader, note, what, on, at_ms),
            Event::Follow { reader, author, on } => {
                let (reader, author) = (self.reader_row(reader), self.reader_row(author));
                if toggle(&mut self.readers[reader as usize].follows, author, on) {
                    // Whoever follows somebody whose note they just opened does so because of it.
                    let opened = self.readers[reader as usize].opened.back().copied();
                    if let Some(note) = opened.filter(|_| on)
                        && self.notes[note as usize].author == author
                    {
                        self.ranker.followed((reader, note));
                    }
                    let followers = &mut self.readers[author as usize].followers;
                    *followers = followers.saturating_add_signed(if on { 1 } else { -1 });
                }
            }
            Event::FollowTopic { reader, topic, on } => {
                let tag = self.tag_row(Subject::Topic(topic));
                let reader = self.reader_row(reader);
                toggle(&mut self.readers[reader as usize].topics, tag, on);
            }
            Event::Lives { reader, place } => {
                let tag = place_key(&place).map(|key| self.tag_row(key));
                let reader = self.reader_row(reader);
                self.readers[reader as usize].place = tag;
            }
            Event::Left { account } => {
                if let Some(at) = self.reader(account) {
                    let gone = Reader {
                        is_gone: true,
                        ..Reader::default()
                    };
                    let left = std::mem::replace(&mut self.readers[at as usize], gone);
                    for note in left.likes {
                        self.graph.remove(note, at);
                    }
                    for author in left.follows {
                        let followers = &mut self.readers[author as usize].followers;
                        *followers = followers.saturating_sub(1);
                    }
                }
            }
        }
    }

    fn fold_note(&mut self, new: &NewNote) {
        let author = self.reader_row(new.author);
        let lang = self.lang_row(new.lang);
        let mut tags = [NONE; TAGS];
        let topics = new.topics.iter().map(|topic| Subject::Topic(*topic));
        let place = place_key(&new.place);
        // The place has a slot of its own.
        let first = TAGS - usize::from(place.is_some());
        let keys = topics.clone().take(first).chain(place);
        for (slot, key) in tags.iter_mut().zip(keys) {
            *slot = self.tag_row(key);
        }
        let more_tags: Box<[u32]> = topics.skip(first).map(|key| self.tag_row(key)).collect();
        if let Some(at) = self.note(new.id) {
            let before = &self.notes[at as usize];
            let fresh: Vec<u32> = tags
                .into_iter()
                .filter(|tag| *tag != NONE && !before.tags.contains(tag))
                .collect();
            for tag in fresh {
                push_latest(&mut self.tags[tag as usize].latest, at, LATEST);
            }
            let note = &mut self.notes[at as usize];
            note.lang = lang;
            note.tags = tags;
            note.more_tags = more_tags;
            note.form = new.form;
            let is_back = !std::mem::replace(&mut note.is_listed, true);
            if is_back && note.made_at_ms >= self.began_ms {
                self.pool.add(lang, at);
            }
            return;
        }
        let at = self.notes.len() as u32;
        self.note_at.insert(new.id, at);
        self.graph.add_note();
        self.notes.push(Note {
            id: new.id,
            author,
            lang,
            form: new.form,
            is_listed: true,
            across: 0,
            tags,
            more_tags,
            made_at_ms: new.made_at_ms,
            shown: 0,
            collects: 0,
            comments: 0,
            refusals: 0,
            pace: Pace::default(),
        });
        push_latest(&mut self.readers[author as usize].latest, at, LATEST);
        for tag in tags.into_iter().filter(|tag| *tag != NONE) {
            push_latest(&mut self.tags[tag as usize].latest, at, LATEST);
        }
        if new.made_at_ms >= self.began_ms {
            self.pool.add(lang, at);
        }
    }

    fn fold_shown(&mut self, reader: Option<AccountId>, dealt: &[super::Dealt], at_ms: i64) {
        let reader = reader.map(|id| self.reader_row(id));
        for one in dealt {
            let Some(at) = self.note(one.note) else {
                continue;
            };
            if let Some(reader) = reader {
                self.ranker.dealt((reader, at), one, at_ms);
                let shown = &mut self.readers[reader as usize].shown;
                push_latest(shown, at, SHOWN);
            }
            self.notes[at as usize].shown += 1;
        }
    }

    fn fold_shown_elsewhere(&mut self, reader: Option<AccountId>, notes: &[NoteId]) {
        let reader = reader.map(|id| self.reader_row(id));
        for note in notes {
            let Some(at) = self.note(*note) else {
                continue;
            };
            if let Some(reader) = reader {
                push_latest(&mut self.readers[reader as usize].shown, at, SHOWN);
            }
            self.notes[at as usize].shown += 1;
        }
    }

    fn fold_engaged(
        &mut self,
        reader: Option<AccountId>,
        note: NoteId,
        what: Engagement,
        on: bool,
        at_ms: i64,
    ) {
        let Some(at) = self.note(note) else {
            return;
        };
        let reader = reader.map(|id| self.reader_row(id));
        if what == Engagement::Like {
            let Some(reader) = reader else {
                return;
            };
            let likes = &mut self.readers[reader as usize].likes;
            if !toggle(likes, at, on) {
                return;
            }
            if on {
                self.graph.add(at, reader);
            } else {
                self.graph.remove(at, reader);
            }
        }
        // What authors do with their own notes says nothing about them; nor does a second look.
        let row = &mut self.notes[at as usize];
        let is_again = what == Engagement::Open
            && reader.is_some_and(|reader| self.readers[reader as usize].opened.contains(&at));
        if reader == Some(row.author) || is_again {
            if let Some(author) = reader.filter(|_| what.is_refusal()) {
                toggle(&mut self.readers[author as usize].refused, at, on);
            }
            return;
        }
        let step = if on { 1 } else { -1 };
        match what {
            Engagement::Collect => row.collects = row.collects.saturating_add_signed(step),
            Engagement::Comment => row.comments = row.comments.saturating_add_signed(step),
            Engagement::Hide | Engagement::Report => {
                row.refusals = row.refusals.saturating_add_signed(step);
            }
            _ => {}
        }
        if let Some(reader) = reader {
            self.taste(reader, at, what, on, at_ms);
            if on {
                self.ranker.engaged((reader, at), what, at_ms);
            }
        }
        if !what.is_refusal() && at_ms >= self.began_ms {
            let taste = what.taste();
            self.quicken(at, if on { taste } else { -taste }, at_ms);
        }
    }

    /// Counts an engagement for what is rising.
    fn quicken(&mut self, at: u32, weight: f32, at_ms: i64) {
        let note = &mut self.notes[at as usize];
        note.pace.add(weight, at_ms);
        let (lang, tags, key) = (note.lang, note.tags, note.pace.key());
        self.hot[usize::from(lang)].offer(at, key);
        for tag in tags.into_iter().filter(|tag| *tag != NONE) {
            self.tags[tag as usize].hot.offer(at, key);
        }
    }

    /// Brings a reader's taste up to date.
    fn taste(&mut self, reader: u32, at: u32, what: Engagement, on: bool, at_ms: i64) {
        let note = &self.notes[at as usize];
        let reader = &mut self.readers[reader as usize];
        if what == Engagement::Open && on {
            push_latest(&mut reader.opened, at, SHOWN);
        }
        if what.is_refusal() {
            toggle(&mut reader.refused, at, on);
        }
        let taste = if on { what.taste() } else { -what.taste() };
        for (_, known) in reader.tag_taste.iter_mut().chain(&mut reader.author_taste) {
            *known *= TASTE_KEPT;
        }
        for tag in note.tags() {
            lean(&mut reader.tag_taste, tag, taste);
        }
        lean(&mut reader.author_taste, note.author, taste);
        lean(&mut reader.lang_taste, note.lang, taste);
        if on {
            reader.engaged += 1;
            push_latest(
                &mut reader.recent,
                Deed {
                    note: at,
                    at_ms,
                    taste,
                },
                RECENT,
            );
        } else {
            reader.recent.retain(|deed| deed.note != at);
        }
    }
}

fn place_key(place: &str) -> Option<Subject> {
    let place = place.trim().to_lowercase();
    (!place.is_empty()).then_some(Subject::Place(place))
}

fn push_latest<T>(latest: &mut VecDeque<T>, one: T, most: usize) {
    latest.push_back(one);
    if latest.len() > most {
        latest.pop_front();
    }
}

/// Adds or removes; `false` when it was so already.
fn toggle(set: &mut Vec<u32>, one: u32, on: bool) -> bool {
    match (set.iter().rposition(|known| *known == one), on) {
        (None, true) => {
            set.push(one);
            true
        }
        (Some(at), false) => {
            set.remove(at);
            true
        }
        _ => false,
    }
}

/// Leans a taste; what is weakest makes room.
fn lean<K: PartialEq + Copy>(tastes: &mut Vec<(K, f32)>, of: K, by: f32) {
    if let Some((_, known)) = tastes.iter_mut().find(|(key, _)| *key == of) {
        *known += by;
        return;
    }
    tastes.push((of, by));
    if tastes.len() > TASTE {
        let weakest = tastes
            .iter()
            .enumerate()
            .min_by(|(_, a), (_, b)| a.1.abs().total_cmp(&b.1.abs()))
            .map(|(at, _)| at);
        if let Some(at) = weakest {
            tastes.swap_remove(at);
        }
    }
}
