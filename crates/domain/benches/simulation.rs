//! The first day of a flood, played: a community with a language of its own, and nine times as many newcomers of whom
//! nothing is known and most of whom read another one.
//!
//! `cargo bench -p sampan-domain --bench simulation` prints what the feed makes of it, beside what other orders would,
//! and what each source is good for; it ends with a failure when a target is missed. What people like is made by dice
//! that the feed does not see. docs/FEED.md says what the figures mean.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark prints, and may fail"
)]

#[path = "feed/dice.rs"]
mod dice;

use dice::Dice;
use sampan_domain::feed::{
    Dealt, Engagement, Event, Form, NEW_MS, NewNote, Query, Scratch, Source, Sources, State, Wishes,
};
use sampan_domain::{AccountId, Lang, NoteId, TopicId, id};
use std::collections::{HashMap, HashSet};
use std::process::ExitCode;

const NATIVES: usize = 1_000;
const NEWCOMERS: usize = 9_000;
const OLD_NOTES: usize = 6_000;
/// Written during the day; half of them by newcomers.
const NEW_NOTES: usize = 1_000;
const TOPICS: usize = 120;
/// Topics that somebody likes.
const TASTES: usize = 4;
/// Things that a native liked before.
const LIKED_BEFORE: usize = 30;
const DAY_MS: i64 = 86_400_000;
const HOUR_MS: i64 = 3_600_000;
const PAGE: usize = 20;
/// Of newcomers and of notes of the day, those in the community's own language.
const NATIVE_SHARE: f64 = 0.1;
/// A note that was written so long before the end has had time to be shown.
const TIME_MS: i64 = 6 * HOUR_MS;
/// What every new note is promised.
const PROMISED: u32 = 30;

const PROMISE_KEPT: f64 = 0.95;
/// Of a page, what may be in languages that the reader does not read unless they ask for more.
const FOREIGN_QUOTA: f64 = 6.0 / 20.0;

struct Person {
    account: AccountId,
    lang: Lang,
    tastes: [usize; TASTES],
    is_new: bool,
}

struct Written {
    id: NoteId,
    author: usize,
    lang: Lang,
    topic: usize,
    /// How good it is, from 0 to 1; few are.
    quality: f64,
}

/// Everybody and everything, as only the dice know it.
struct World {
    people: Vec<Person>,
    notes: Vec<Written>,
    at: HashMap<NoteId, usize>,
    begins_ms: i64,
}

impl World {
    fn new() -> Self {
        let mut dice = Dice(11);
        let begins_ms = id::EPOCH_MS + 20 * DAY_MS;
        let people = (0..NATIVES + NEWCOMERS)
            .map(|n| {
                let is_new = n >= NATIVES;
                let is_native = !is_new || dice.share() < NATIVE_SHARE;
                Person {
                    account: AccountId(1 + n as i64),
                    lang: if is_native { Lang::ZH_HANS } else { Lang::EN },
                    tastes: std::array::from_fn(|_| dice.zipf(TOPICS)),
                    is_new,
                }
            })
            .collect::<Vec<_>>();
        let mut notes = Vec::with_capacity(OLD_NOTES + NEW_NOTES);
        for n in 0..OLD_NOTES + NEW_NOTES {
            let is_old = n < OLD_NOTES;
            let made_ms = if is_old {
                begins_ms - 20 * DAY_MS + 20 * DAY_MS * n as i64 / OLD_NOTES as i64
            } else {
                begins_ms + DAY_MS * (n - OLD_NOTES) as i64 / NEW_NOTES as i64
            };
            let author = match is_old || n.is_multiple_of(2) {
                true => dice.below(NATIVES),
                false => NATIVES + dice.below(NEWCOMERS),
            };
            notes.push(Written {
                id: NoteId(((made_ms - id::EPOCH_MS) << id::CLOCK_SHIFT) | (n as i64 & 0xfff)),
                author,
                lang: people[author].lang,
                topic: people[author].tastes[dice.below(TASTES)],
                quality: dice.share().powi(2),
            });
        }
        let at = notes
            .iter()
            .enumerate()
            .map(|(at, note)| (note.id, at))
            .collect();
        Self {
            people,
            notes,
            at,
            begins_ms,
        }
    }

    /// How much somebody would like a note, from 0 to 1.
    fn worth(&self, person: &Person, note: &Written) -> f64 {
        let taste = match person.tastes.iter().position(|topic| *topic == note.topic) {
            Some(0) => 1.0,
            Some(_) => 0.7,
            None => 0.08,
        };
        let read = if note.lang == person.lang { 1.0 } else { 0.6 };
        taste * read * note.quality
    }

    fn event(&self, note: &Written) -> Event {
        Event::Note(NewNote {
            id: note.id,
            author: self.people[note.author].account,
            lang: note.lang,
            topics: vec![TopicId(1 + note.topic as i64)],
            place: String::new(),
            made_at_ms: note.id.made_at_ms(),
            form: Form::Pictures,
        })
    }

    /// What is known when the day begins.
    fn before(&self) -> State {
        let mut state = State::new(self.begins_ms);
        let mut dice = Dice(12);
        let old = &self.notes[..OLD_NOTES];
        for note in old {
            state.fold(self.event(note));
            state.set_shown(note.id, 10_000);
        }
        for person in &self.people[..NATIVES] {
            let mut likes = 0;
            for _ in 0..4_000 {
                let note = &old[dice.below(OLD_NOTES)];
                if dice.share() < self.worth(person, note) {
                    let at_ms = note.id.made_at_ms() + dice.below(DAY_MS as usize) as i64;
                    state.fold(engaged(
                        person,
                        note.id,
                        Engagement::Like,
                        at_ms.min(self.begins_ms),
                    ));
                    likes += 1;
                    if likes == LIKED_BEFORE {
                        break;
                    }
                }
            }
        }
        state.sweep(self.begins_ms);
        state.compact();
        state
    }
}

fn engaged(person: &Person, note: NoteId, what: Engagement, at_ms: i64) -> Event {
    Event::Engaged {
        reader: Some(person.account),
        note,
        what,
        on: true,
        at_ms,
    }
}

/// How pages are put together.
#[derive(Clone, Copy, PartialEq)]
enum Order {
    Feed(Sources),
    /// What has the most likes for its age.
    Hot,
    Chance,
}

#[derive(Default)]
struct Counts {
    /// Discounted worth of pages over the best possible, by the page's number, of newcomers when they come first.
    ndcg: [(f64, usize); 2],
    likes: usize,
    pages: usize,
    /// Cards in a language that the reader does not read, and cards: of natives and of newcomers.
    foreign: [(usize, usize); 2],
    shown: HashMap<NoteId, u32>,
    promised: (usize, usize),
}

fn gain(worths: impl Iterator<Item = f64>) -> f64 {
    worths
        .enumerate()
        .map(|(rank, worth)| worth / (rank as f64 + 2.0).log2())
        .sum()
}

fn day(world: &World, order: Order, sessions: usize) -> Counts {
    let mut state = world.before();
    let mut dice = Dice(13);
    let mut counts = Counts::default();
    let mut scratch = Scratch::default();
    let mut written = OLD_NOTES;
    let mut likes: HashMap<NoteId, u32> = HashMap::new();
    let nobody = HashSet::new();
    let wishes = Wishes::default();
    let mut met: HashSet<AccountId> = HashSet::new();
    for session in 0..sessions {
        let now_ms = world.begins_ms + DAY_MS * session as i64 / sessions as i64;
        while let Some(note) = world
            .notes
            .get(written)
            .filter(|note| note.id.made_at_ms() <= now_ms)
        {
            state.fold(world.event(note));
            written += 1;
        }
        // Natives come as often as newcomers do, one by one.
        let person = &world.people[dice.below(world.people.len())];
        let here = &world.notes[..written];
        let is_first = person.is_new && met.insert(person.account);
        let reads = [person.lang];
        let mut dealt: Vec<NoteId> = Vec::new();
        for page in 0..2_u32 {
            let query = Query {
                reader: Some(person.account),
                reads: &reads,
                to: person.lang,
                crosses: &[Lang::EN, Lang::ZH_HANS],
                topics: &[],
                hidden: Some(&nobody),
                wishes: &wishes,
                dealt: &dealt,
                page,
                salt: session as u64,
                now_ms,
                count: PAGE,
                only: None,
            };
            let picks: Vec<(NoteId, Option<Dealt>)> = match order {
                Order::Feed(sources) => {
                    let page = state.page_from(&query, sources, &mut scratch);
                    let picks = page.picks.into_iter();
                    picks
                        .map(|pick| {
                            let dealt = Dealt {
                                note: pick.note,
                                propensity: pick.propensity,
                                features: pick.features,
                            };
                            (pick.note, Some(dealt))
                        })
                        .collect()
                }
                Order::Hot => {
                    let heat = |note: &Written| {
                        let liked = f64::from(likes.get(&note.id).copied().unwrap_or(0));
                        let hours = (now_ms - note.id.made_at_ms()) as f64 / HOUR_MS as f64;
                        (liked + 1.0) / (hours + 2.0).powf(1.5)
                    };
                    let mut all: Vec<(f64, NoteId)> = here
                        .iter()
                        .filter(|note| !dealt.contains(&note.id))
                        .map(|note| (heat(note), note.id))
                        .collect();
                    all.sort_by(|one, other| other.0.total_cmp(&one.0));
                    all.into_iter()
                        .take(PAGE)
                        .map(|(_, id)| (id, None))
                        .collect()
                }
                Order::Chance => (0..PAGE)
                    .map(|_| (here[dice.below(here.len())].id, None))
                    .collect(),
            };
            let of = |id: &NoteId| &world.notes[world.at[id]];
            let worths: Vec<f64> = picks
                .iter()
                .map(|(id, _)| world.worth(person, of(id)))
                .collect();
            if is_first {
                let mut best: Vec<f64> = here
                    .iter()
                    .filter(|note| !dealt.contains(&note.id))
                    .map(|note| world.worth(person, note))
                    .collect();
                best.sort_by(|one, other| other.total_cmp(one));
                let sum = &mut counts.ndcg[page as usize];
                sum.0 += gain(worths.iter().copied()) / gain(best.into_iter().take(PAGE));
                sum.1 += 1;
            }
            counts.pages += 1;
            let side = &mut counts.foreign[usize::from(person.is_new)];
            for (id, _) in &picks {
                side.1 += 1;
                side.0 += usize::from(of(id).lang != person.lang);
                *counts.shown.entry(*id).or_default() += 1;
            }
            let notes: Vec<Dealt> = picks.iter().filter_map(|(_, dealt)| *dealt).collect();
            if !notes.is_empty() {
                let reader = Some(person.account);
                state.fold(Event::Shown {
                    reader,
                    notes,
                    at_ms: now_ms,
                });
            }
            for ((id, _), worth) in picks.iter().zip(&worths) {
                if dice.share() < (worth * 2.0).min(0.9) {
                    state.fold(engaged(person, *id, Engagement::Open, now_ms));
                    if dice.share() < *worth {
                        state.fold(engaged(person, *id, Engagement::Like, now_ms));
                        *likes.entry(*id).or_default() += 1;
                        counts.likes += 1;
                    }
                }
            }
            dealt.extend(picks.iter().map(|(id, _)| *id));
        }
        if session % 500 == 0 {
            state.sweep(now_ms);
        }
    }
    let ends_ms = world.begins_ms + DAY_MS;
    for note in &world.notes[OLD_NOTES..] {
        let age_ms = ends_ms - note.id.made_at_ms();
        if (TIME_MS..NEW_MS).contains(&age_ms) {
            let shown = counts.shown.get(&note.id).copied().unwrap_or(0);
            counts.promised.1 += 1;
            counts.promised.0 += usize::from(shown >= PROMISED);
        }
    }
    counts
}

/// How unequally impressions fall on the notes of the day: 0 when all have the same, near 1 when one has all.
fn gini(world: &World, shown: &HashMap<NoteId, u32>) -> f64 {
    let new = &world.notes[OLD_NOTES..];
    let mut counts: Vec<f64> = new
        .iter()
        .map(|note| f64::from(shown.get(&note.id).copied().unwrap_or(0)))
        .collect();
    counts.sort_by(f64::total_cmp);
    let total: f64 = counts.iter().sum();
    let n = counts.len() as f64;
    let ranked: f64 = counts
        .iter()
        .enumerate()
        .map(|(at, count)| (at as f64 + 1.0) * count)
        .sum();
    if total > 0.0 {
        2.0 * ranked / (n * total) - (n + 1.0) / n
    } else {
        0.0
    }
}

fn share((some, all): (usize, usize)) -> f64 {
    some as f64 / all.max(1) as f64
}

fn row(world: &World, name: &str, counts: &Counts) {
    let mean = |(sum, count): (f64, usize)| sum / count.max(1) as f64;
    println!(
        "{name:<22} {:>6.3} {:>6.3} {:>7.2} {:>8.1} % {:>7.1} % {:>7.1} % {:>6.2}",
        mean(counts.ndcg[0]),
        mean(counts.ndcg[1]),
        counts.likes as f64 / counts.pages as f64,
        100.0 * share(counts.promised),
        100.0 * share(counts.foreign[0]),
        100.0 * share(counts.foreign[1]),
        gini(world, &counts.shown),
    );
}

fn main() -> ExitCode {
    let sessions: usize =
        std::env::var("SAMPAN_SESSIONS").map_or(20_000, |count| count.parse().unwrap());
    let world = World::new();
    println!(
        "A day: {NATIVES} natives, {NEWCOMERS} newcomers, {OLD_NOTES} notes before, {NEW_NOTES} on the day; {sessions} sessions of two pages"
    );
    println!(
        "of newcomers at their first visit: nDCG of pages one and two; likes a page; notes that got their {PROMISED} impressions; foreign cards"
    );
    println!("of natives and newcomers; Gini of the new notes' impressions\n");
    println!(
        "{:<22} {:>6} {:>6} {:>7} {:>10} {:>9} {:>9} {:>6}",
        "", "one", "two", "likes", "promised", "natives", "newcomers", "Gini"
    );
    let full = day(&world, Order::Feed(Sources::ALL), sessions);
    row(&world, "the feed", &full);
    row(&world, "heat alone", &day(&world, Order::Hot, sessions));
    row(&world, "chance", &day(&world, Order::Chance, sessions));
    for source in Source::ALL {
        let order = Order::Feed(Sources::ALL.without(source));
        row(
            &world,
            &format!("without {}", source.as_str()),
            &day(&world, order, sessions),
        );
    }
    let mut missed = Vec::new();
    if share(full.promised) < PROMISE_KEPT {
        missed.push(format!(
            "{:.1} % of new notes got their impressions",
            100.0 * share(full.promised)
        ));
    }
    if share(full.foreign[0]) > FOREIGN_QUOTA {
        missed.push(format!(
            "natives met {:.1} % of foreign cards",
            100.0 * share(full.foreign[0])
        ));
    }
    if full.ndcg[1].0 <= full.ndcg[0].0 {
        missed.push("page two knew no more than page one".to_owned());
    }
    for target in &missed {
        println!("MISSED: {target}");
    }
    if missed.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
