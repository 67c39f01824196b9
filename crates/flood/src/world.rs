//! What the tool knows of the community while the day goes by.

use crate::dice::Dice;
use crate::ledger::Ledger;
use crate::script::{self, Kind, Script};
use sampan_domain::{CommentId, NoteId};
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::{Duration, Instant};

/// Tries to find something that somebody has not read or liked yet.
const TRIES: usize = 4;
/// Of readings, how many are of the topic's page.
const TOPIC_PAGE: f64 = 0.12;
/// Of readers, how many are signed in.
const SIGNED_IN: f64 = 0.5;
/// Of joinings, how many with a password; the others make a passkey.
const WITH_PASSWORD: f64 = 0.02;
/// Two readings so near each other may be counted by two processes.
const AT_ONCE: Duration = Duration::from_secs(1);
/// A reader counts once in this time, give or take how long an answer is under way.
const WINDOW: Duration = Duration::from_secs(600);
const ABOUT: Duration = Duration::from_secs(15);
/// Pictures that are uploaded again and again.
pub(crate) const PICTURES: usize = 64;

pub(crate) struct Person {
    pub(crate) session: String,
    pub(crate) chinese: bool,
    pub(crate) address: String,
}

/// Who reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Reader {
    Person(u32),
    Visitor(u32),
}

/// What is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Subject {
    Note(u32),
    Topic,
}

/// A deed with everybody and everything in it.
#[derive(Debug, Clone)]
pub(crate) enum Plan {
    Join {
        handle: String,
        chinese: bool,
        address: String,
        password: bool,
    },
    Note {
        person: u32,
        title: String,
        text: String,
        picture: Option<usize>,
        once: String,
    },
    Comment {
        person: u32,
        note: u32,
        text: String,
        once: String,
    },
    Like {
        person: u32,
        note: u32,
    },
    Follow {
        person: u32,
        other: u32,
    },
    Read {
        reader: Reader,
        subject: Subject,
    },
    Wander {
        reader: Reader,
        path: String,
    },
}

impl Plan {
    pub(crate) fn kind(&self) -> Kind {
        match self {
            Self::Join { .. } => Kind::Join,
            Self::Note { .. } => Kind::Note,
            Self::Comment { .. } => Kind::Comment,
            Self::Like { .. } => Kind::Like,
            Self::Follow { .. } => Kind::Follow,
            Self::Read { .. } => Kind::Reading,
            Self::Wander { .. } => Kind::Wander,
        }
    }

    /// Who does it; of those who join nothing else is planned.
    pub(crate) fn who(&self) -> Option<Reader> {
        match self {
            Self::Join { .. } => None,
            Self::Note { person, .. }
            | Self::Comment { person, .. }
            | Self::Like { person, .. }
            | Self::Follow { person, .. } => Some(Reader::Person(*person)),
            Self::Read { reader, .. } | Self::Wander { reader, .. } => Some(*reader),
        }
    }
}

pub(crate) struct World {
    pub(crate) people: Vec<Person>,
    /// The cookie that tells a visitor from others, once the server has set it.
    pub(crate) visitors: Vec<Option<Box<str>>>,
    /// Visitors whose first page is on its way.
    coming: HashSet<u32>,
    pub(crate) ledger: Ledger,
    /// Who read what, and when it counted last.
    read: HashMap<u64, Instant>,
    /// When the server was killed: it has forgotten who had read what.
    killed: Option<Instant>,
    /// Several processes count, and hear of each other within a moment.
    pub(crate) several: bool,
    liked: HashSet<(u32, u32)>,
    followed: HashSet<(u32, u32)>,
    /// Names for what is made, never the same twice.
    made: usize,
}

fn hash(reader: Reader, subject: Subject) -> u64 {
    let mut hasher = DefaultHasher::new();
    (reader, subject).hash(&mut hasher);
    hasher.finish()
}

/// An address of somebody's own.
fn address(number: usize) -> String {
    let [_, a, b, c] = u32::try_from(number).unwrap_or_default().to_be_bytes();
    format!("10.{a}.{b}.{c}")
}

impl World {
    pub(crate) fn new(script: &Script) -> Self {
        Self {
            people: Vec::new(),
            visitors: vec![None; script.visitors],
            coming: HashSet::new(),
            ledger: Ledger::default(),
            read: HashMap::new(),
            killed: None,
            several: false,
            liked: HashSet::new(),
            followed: HashSet::new(),
            made: 0,
        }
    }

    /// Settles who does it and with what. `None` when nobody can yet.
    pub(crate) fn plan(&mut self, kind: Kind, script: &mut Script, at: f64) -> Option<Plan> {
        let arrived = script.arrived(at);
        let dice = &mut script.dice;
        if kind == Kind::Join {
            return Some(self.join(dice));
        }
        if kind == Kind::Note {
            return self.note(dice);
        }
        let notes = self.ledger.notes.len();
        if notes == 0 || self.people.is_empty() {
            return None;
        }
        Some(match kind {
            Kind::Join | Kind::Note => return None,
            Kind::Comment => {
                let person = dice.below(self.people.len());
                self.made += 1;
                Plan::Comment {
                    person: person as u32,
                    note: dice.zipf(notes) as u32,
                    text: script::comment(dice, self.people[person].chinese, self.made),
                    once: format!("flood-comment-{}", self.made),
                }
            }
            Kind::Like => {
                let (person, note) = self.fresh(dice, notes, |world, person, note| {
                    !world.liked.contains(&(person, note))
                });
                self.liked.insert((person, note));
                Plan::Like { person, note }
            }
            Kind::Follow => {
                let people = self.people.len();
                let (person, other) = self.fresh(dice, people, |world, person, other| {
                    person != other && !world.followed.contains(&(person, other))
                });
                self.followed.insert((person, other));
                Plan::Follow { person, other }
            }
            Kind::Reading => {
                let reader = self.reader(dice, arrived);
                let mut subject = Subject::Topic;
                if dice.share() >= TOPIC_PAGE || self.read.contains_key(&hash(reader, subject)) {
                    for attempt in 0..TRIES {
                        // The hot ones first; who knows them looks further.
                        let note = match attempt {
                            0 | 1 => dice.zipf(notes),
                            _ => dice.below(notes),
                        };
                        subject = Subject::Note(note as u32);
                        if !self.read.contains_key(&hash(reader, subject)) {
                            break;
                        }
                    }
                }
                Plan::Read { reader, subject }
            }
            Kind::Wander => {
                let reader = self.reader(dice, arrived);
                let path = match dice.below(10) {
                    0..6 => "/".to_owned(),
                    6..9 => format!("/@{}", dice.pick(&self.ledger.people)),
                    _ => "/topics".to_owned(),
                };
                Plan::Wander { reader, path }
            }
        })
    }

    fn join(&mut self, dice: &mut Dice) -> Plan {
        self.made += 1;
        Plan::Join {
            handle: format!("guest{}", self.made),
            chinese: dice.share() < 0.5,
            address: address(self.made),
            password: dice.share() < WITH_PASSWORD,
        }
    }

    fn note(&mut self, dice: &mut Dice) -> Option<Plan> {
        if self.people.is_empty() {
            return None;
        }
        let person = dice.below(self.people.len());
        self.made += 1;
        let (title, text) = script::note(dice, self.people[person].chinese, self.made);
        let picture = (dice.below(3) == 0).then(|| dice.below(PICTURES));
        Some(Plan::Note {
            person: person as u32,
            title,
            text,
            picture,
            once: format!("flood-note-{}", self.made),
        })
    }

    /// A person, and something that is new to them if that is soon found.
    fn fresh(
        &self,
        dice: &mut Dice,
        things: usize,
        is_new: impl Fn(&Self, u32, u32) -> bool,
    ) -> (u32, u32) {
        let mut pair = (0, 0);
        for attempt in 0..2 * TRIES {
            let thing = match attempt {
                0..TRIES => dice.zipf(things),
                _ => dice.below(things),
            };
            pair = (dice.below(self.people.len()) as u32, thing as u32);
            if is_new(self, pair.0, pair.1) {
                break;
            }
        }
        pair
    }

    fn reader(&mut self, dice: &mut Dice, arrived: usize) -> Reader {
        if dice.share() < SIGNED_IN {
            Reader::Person(dice.below(self.people.len()) as u32)
        } else {
            // Most have come lately. Whoever has just come waits for their first page before they ask for more.
            let lately = (arrived / 5).max(1);
            let mut visitor = 0;
            for _ in 0..2 * TRIES {
                visitor = arrived - 1 - dice.below(lately);
                if !self.coming.contains(&(visitor as u32)) {
                    break;
                }
            }
            if self.coming.contains(&(visitor as u32)) {
                return Reader::Person(dice.below(self.people.len()) as u32);
            }
            if self.visitors[visitor].is_none() {
                self.coming.insert(visitor as u32);
            }
            Reader::Visitor(visitor as u32)
        }
    }

    pub(crate) fn reader_address(&self, reader: Reader) -> String {
        match reader {
            Reader::Person(person) => self.people[person as usize].address.clone(),
            Reader::Visitor(visitor) => address((1 << 23) + visitor as usize),
        }
    }

    pub(crate) fn is_chinese(&self, reader: Reader) -> bool {
        match reader {
            Reader::Person(person) => self.people[person as usize].chinese,
            Reader::Visitor(visitor) => visitor.is_multiple_of(2),
        }
    }

    /// A visitor has had a page, and perhaps a cookie with it.
    pub(crate) fn came(&mut self, visitor: u32, cookie: Option<String>) {
        self.coming.remove(&visitor);
        if let Some(cookie) = cookie {
            self.visitors[visitor as usize] = Some(cookie.into());
        }
    }

    pub(crate) fn joined(&mut self, handle: String, person: Person) {
        self.people.push(person);
        self.ledger.people.push(handle);
    }

    pub(crate) fn noted(&mut self, note: NoteId, person: u32, title: String) {
        self.ledger.notes.push((note, person, title));
        self.ledger.views.push(0);
    }

    pub(crate) fn commented(&mut self, comment: CommentId, note: u32, person: u32, text: String) {
        self.ledger.comments.push((comment, note, person, text));
    }

    /// The server was killed, and with it readings that were counted in memory.
    pub(crate) fn was_killed(&mut self, at: Instant, lost: u64) {
        self.killed = Some(at);
        self.ledger.vague += lost;
    }

    /// Counts a reading by the product's rule: a reader counts once in ten minutes.
    pub(crate) fn was_read(&mut self, reader: Reader, subject: Subject) {
        let key = hash(reader, subject);
        if let Some(last) = self.read.get(&key) {
            let forgotten = self.killed.is_some_and(|killed| *last < killed);
            let at_once = self.several && last.elapsed() < AT_ONCE;
            if forgotten || at_once || last.elapsed().abs_diff(WINDOW) < ABOUT {
                // Whether the server counts it cannot be told from here.
                self.ledger.vague += 1;
            }
            if last.elapsed() < WINDOW {
                self.ledger.repeated += 1;
                return;
            }
        }
        self.read.insert(key, Instant::now());
        match subject {
            Subject::Note(note) => self.ledger.views[note as usize] += 1,
            Subject::Topic => self.ledger.topic_views += 1,
        }
    }
}
