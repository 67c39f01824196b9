//! Who asks for a page, and what is known of them.

use super::state::{NONE, Note, Reader, State};
use super::{MAX_SLIDE, Scratch, Wishes};
use crate::{AccountId, Lang, NoteId, TopicId};
use std::collections::{BTreeMap, HashSet};

/// What a reader did within this time is their session.
pub(super) const SESSION_MS: i64 = 30 * 60_000;
/// Deeds of a session that a page follows.
const SESSION_DEEDS: usize = 8;
/// Latest likes that make interests.
const INTEREST_LIKES: usize = 24;
/// Points of interest of one reader.
const INTERESTS: usize = 4;
/// How near a note has to be to a point of interest to belong to it.
const SAME_INTEREST: f32 = 0.5;
/// What one wish for a topic, and following it, lean a taste by.
pub(super) const WISH: f32 = 1.5;
/// Readers who did less than this are new.
pub const NEW_READER: u32 = 1;

/// A page that somebody asks for. Time and chance come in here.
#[derive(Debug, Clone)]
pub struct Query<'a> {
    pub reader: Option<AccountId>,
    /// Languages that the reader reads.
    pub reads: &'a [Lang],
    /// The language that texts are put into for them, and those that can be.
    pub to: Lang,
    pub crosses: &'a [Lang],
    /// Topics that somebody without an account chose.
    pub topics: &'a [TopicId],
    /// Whom the reader must not meet: blocked, blocking, muted. `None` when that could not be found out.
    pub hidden: Option<&'a HashSet<AccountId>>,
    pub wishes: &'a Wishes,
    /// What earlier pages of this deal showed.
    pub dealt: &'a [NoteId],
    /// The page of the deal, from 0.
    pub page: u32,
    /// Tells one deal from another.
    pub salt: u64,
    pub now_ms: i64,
    pub count: usize,
    /// Notes of this form alone: Watch shows videos.
    pub only: Option<super::Form>,
}

/// What stands on a note's mark.
pub(super) mod mark {
    pub(in super::super) const SHOWN: u8 = 1;
    pub(in super::super) const OPENED: u8 = 2;
    pub(in super::super) const LIKED: u8 = 4;
    pub(in super::super) const REFUSED: u8 = 8;
    pub(in super::super) const DEALT: u8 = 16;
}

/// How the reader stands to a tag.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct TagTie {
    pub(super) follows: bool,
    /// From what they did, and asked for.
    pub(super) taste: f32,
    /// Within this session.
    pub(super) session: f32,
    /// Did not want a note of it just now.
    pub(super) wish: i8,
}

/// How the reader stands to an author.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct AuthorTie {
    pub(super) follows: bool,
    pub(super) taste: f32,
}

/// A query with everything that is known of whoever asks.
pub(super) struct Asked<'a> {
    pub(super) state: &'a State,
    pub(super) query: &'a Query<'a>,
    pub(super) reader: Option<(u32, &'a Reader)>,
    /// Languages, a bit each: read by the reader; rendered for them.
    pub(super) reads: u64,
    pub(super) crosses: u64,
    /// The bit of the language that texts are put into.
    pub(super) to: u64,
    pub(super) tags: BTreeMap<u32, TagTie>,
    /// Tags that the reader wants least of.
    pub(super) downs: Vec<u32>,
    pub(super) authors: BTreeMap<u32, AuthorTie>,
    pub(super) langs: Vec<f32>,
    pub(super) hidden: Option<HashSet<u32>>,
    /// Likes and deeds that walks begin at, and how much each counts.
    pub(super) seeds: Vec<(u32, f32)>,
    pub(super) session: Vec<(u32, f32)>,
    /// Points amid what the reader likes; the first one amid this session.
    pub(super) interests: Vec<(Vec<i8>, u32)>,
    pub(super) session_point: Option<Vec<i8>>,
    pub(super) engaged: u32,
    pub(super) chance: u64,
}

impl<'a> Asked<'a> {
    /// Looks up what is known, and marks in `scratch` what the reader knows already.
    pub(super) fn new(state: &'a State, query: &'a Query<'a>, scratch: &mut Scratch) -> Self {
        let reader = query
            .reader
            .and_then(|id| state.reader(id))
            .map(|at| (at, &state.readers[at as usize]));
        let rows =
            |ids: &HashSet<AccountId>| ids.iter().filter_map(|id| state.reader(*id)).collect();
        let mut asked = Self {
            state,
            query,
            reader,
            reads: state.readable(query.reads),
            crosses: state.readable(query.crosses),
            to: state.lang(query.to).map_or(0, |lang| 1 << lang),
            tags: BTreeMap::new(),
            downs: Vec::new(),
            authors: BTreeMap::new(),
            langs: vec![0.0; state.langs.len()],
            hidden: query.hidden.map(rows),
            seeds: Vec::new(),
            session: Vec::new(),
            interests: Vec::new(),
            session_point: None,
            engaged: reader.map_or(0, |(_, reader)| reader.engaged),
            chance: mixed(
                query.reader.map_or(0, |id| id.0.cast_unsigned())
                    ^ query.salt.rotate_left(20)
                    ^ u64::from(query.page).rotate_left(48),
            ),
        };
        scratch.begin(state.notes.len());
        for note in query.dealt.iter().filter_map(|id| state.note(*id)) {
            scratch.mark(note, mark::DEALT);
        }
        asked.know_tags();
        if let Some((_, reader)) = reader {
            asked.know(reader, scratch);
        }
        asked
    }

    fn know_tags(&mut self) {
        for topic in self.query.topics {
            if let Some(tag) = self.state.topic(*topic) {
                let tie = self.tags.entry(tag).or_default();
                tie.follows = true;
                tie.taste += WISH;
            }
        }
        for (topic, wish) in &self.query.wishes.topics {
            if let Some(tag) = self.state.topic(*topic) {
                let tie = self.tags.entry(tag).or_default();
                tie.wish = *wish;
                tie.taste += WISH * f32::from(*wish);
                if *wish <= -MAX_SLIDE {
                    self.downs.push(tag);
                }
            }
        }
    }

    fn know(&mut self, reader: &'a Reader, scratch: &mut Scratch) {
        for note in &reader.shown {
            scratch.mark(*note, mark::SHOWN);
        }
        for note in &reader.opened {
            scratch.mark(*note, mark::OPENED);
        }
        for note in &reader.likes {
            scratch.mark(*note, mark::LIKED);
        }
        for note in &reader.refused {
            scratch.mark(*note, mark::REFUSED);
        }
        for tag in reader.topics.iter().chain(&reader.place) {
            let tie = self.tags.entry(*tag).or_default();
            tie.follows = true;
            tie.taste += WISH;
        }
        for (tag, taste) in &reader.tag_taste {
            self.tags.entry(*tag).or_default().taste += taste;
        }
        for author in &reader.follows {
            self.authors.entry(*author).or_default().follows = true;
        }
        for (author, taste) in &reader.author_taste {
            self.authors.entry(*author).or_default().taste += taste;
        }
        let all: f32 = reader
            .lang_taste
            .iter()
            .map(|(_, taste)| taste.max(0.0))
            .sum();
        for (lang, taste) in &reader.lang_taste {
            self.langs[usize::from(*lang)] = taste.max(0.0) / all.max(1.0);
        }
        let since = self.query.now_ms - SESSION_MS;
        let deeds = reader
            .recent
            .iter()
            .rev()
            .filter(|deed| deed.at_ms >= since);
        for deed in deeds.take(SESSION_DEEDS) {
            for tag in self.state.notes[deed.note as usize].tags() {
                self.tags.entry(tag).or_default().session += deed.taste;
            }
            if deed.taste > 0.0 {
                self.session.push((deed.note, deed.taste));
            }
        }
        let latest = reader.likes.iter().rev().take(super::graph::SEEDS);
        self.seeds.extend(latest.map(|note| (*note, 1.0)));
        for (note, taste) in &self.session {
            match self.seeds.iter_mut().find(|(seed, _)| seed == note) {
                // What was liked just now counts twice.
                Some((_, weight)) => *weight += 1.0,
                None => self.seeds.push((*note, *taste)),
            }
        }
        self.know_interests(reader);
    }

    /// Gathers the latest likes around a few points, the larger ones first.
    fn know_interests(&mut self, reader: &Reader) {
        let meanings = &self.state.meanings;
        if meanings.is_empty() {
            return;
        }
        self.session_point = meanings.amid(&self.session);
        let mut groups: Vec<Vec<(u32, f32)>> = Vec::new();
        let mut centres: Vec<Vec<i8>> = Vec::new();
        for note in reader.likes.iter().rev().take(INTEREST_LIKES) {
            let Some(vector) = meanings.of(*note) else {
                continue;
            };
            let near = centres
                .iter()
                .map(|centre| super::meaning::likeness(centre, vector))
                .enumerate()
                .max_by(|(_, a), (_, b)| a.total_cmp(b))
                .filter(|(_, near)| *near >= SAME_INTEREST);
            let group = near.map_or(groups.len(), |(group, _)| group);
            if group == groups.len() {
                groups.push(Vec::new());
                centres.push(vector.to_vec());
            }
            groups[group].push((*note, 1.0));
            if let Some(point) = meanings.amid(&groups[group]) {
                centres[group] = point;
            }
        }
        let mut found: Vec<(Vec<i8>, u32, usize)> = groups
            .iter()
            .zip(centres)
            .map(|(group, centre)| (centre, group[0].0, group.len()))
            .collect();
        found.sort_by_key(|(_, _, size)| std::cmp::Reverse(*size));
        let largest = found.into_iter().take(INTERESTS);
        self.interests = largest.map(|(centre, seed, _)| (centre, seed)).collect();
    }

    pub(super) fn row(&self, note: u32) -> &'a Note {
        &self.state.notes[note as usize]
    }

    pub(super) fn is_read(&self, note: &Note) -> bool {
        self.reads & (1 << note.lang) != 0
    }

    /// Whether a note in a foreign language is there in the reader's.
    pub(super) fn is_across(&self, note: &Note) -> bool {
        !self.is_read(note) && (self.crosses & (1 << note.lang) != 0 || note.across & self.to != 0)
    }

    pub(super) fn author(&self, note: &Note) -> AuthorTie {
        self.authors.get(&note.author).copied().unwrap_or_default()
    }

    pub(super) fn tag(&self, tag: u32) -> TagTie {
        if tag == NONE {
            return TagTie::default();
        }
        self.tags.get(&tag).copied().unwrap_or_default()
    }

    /// Whether too little is known of the reader to tell what they like.
    pub(super) fn is_new(&self) -> bool {
        self.engaged < NEW_READER
    }

    /// A number between 0 and 1 that is always the same for a note in this page of this deal.
    pub(super) fn luck(&self, note: u32) -> f32 {
        (mixed(self.chance ^ u64::from(note)) >> 40) as f32 / (1_u64 << 24) as f32
    }
}

/// Bits well mixed (splitmix64, by Sebastiano Vigna, in the public domain).
pub(super) fn mixed(bits: u64) -> u64 {
    let mut z = bits.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
