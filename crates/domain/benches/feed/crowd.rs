//! Speed: a million notes, 200,000 accounts and 20 million likes, made by dice that know tastes and crowds.

use super::Dice;
use sampan_domain::feed::{
    Engagement, Event, Form, NewNote, Query, Scratch, Source, State, Wishes,
};
use sampan_domain::{AccountId, Lang, NoteId, TopicId, id};
use std::collections::HashSet;
use std::hint::black_box;
use std::time::Instant;

const NOTES: usize = 1_000_000;
const ACCOUNTS: usize = 200_000;
const LIKES: usize = 20_000_000;
const FOLLOWS: usize = 2_000_000;
const TOPICS: usize = 5_000;
/// Topics that somebody likes.
const TASTES: usize = 8;
/// Coordinates of a meaning.
const SIZE: usize = 384;
const PAGES: usize = 4_000;
const DAY_MS: i64 = 86_400_000;

const P50_MS: f64 = 5.0;
const P99_MS: f64 = 10.0;
const PAGES_PER_S: f64 = 200.0;
const MEMORY_MB: f64 = 1_200.0;

fn memory_mb() -> f64 {
    let told = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: f64 = told
        .split(' ')
        .nth(1)
        .and_then(|pages| pages.parse().ok())
        .unwrap_or(0.0);
    pages * 4_096.0 / 1e6
}

fn account(at: usize) -> AccountId {
    AccountId(1 + at as i64)
}

/// Notes come one after the other over thirty days.
fn note(at: usize) -> NoteId {
    NoteId((((30 * DAY_MS) * at as i64 / NOTES as i64) << id::CLOCK_SHIFT) | (at as i64 & 0xfff))
}

fn topic_of(at: usize) -> usize {
    // Few topics are large.
    Dice(at as u64).zipf(TOPICS)
}

fn favourites(reader: usize) -> [usize; TASTES] {
    let mut dice = Dice(reader as u64 ^ 0xfa40);
    std::array::from_fn(|_| dice.zipf(TOPICS))
}

fn now_ms() -> i64 {
    id::EPOCH_MS + 30 * DAY_MS
}

fn people() -> State {
    let mut state = State::new(now_ms());
    let mut dice = Dice(1);
    let mut by_topic: Vec<Vec<u32>> = vec![Vec::new(); TOPICS];
    let began = Instant::now();
    for at in 0..NOTES {
        let topic = topic_of(at);
        by_topic[topic].push(at as u32);
        let chinese = topic.is_multiple_of(2);
        state.fold(Event::Note(NewNote {
            id: note(at),
            author: account(dice.zipf(ACCOUNTS)),
            lang: if chinese { Lang::ZH_HANS } else { Lang::EN },
            topics: vec![
                TopicId(1 + topic as i64),
                TopicId(1 + dice.zipf(TOPICS) as i64),
            ],
            place: String::new(),
            made_at_ms: note(at).made_at_ms(),
            form: if at.is_multiple_of(5) {
                Form::Video
            } else {
                Form::Pictures
            },
        }));
    }
    println!(
        "{NOTES} notes in {:.1} s, {:.0} MB",
        began.elapsed().as_secs_f64(),
        memory_mb()
    );
    let began = Instant::now();
    for _ in 0..FOLLOWS {
        let (reader, author) = (dice.below(ACCOUNTS), dice.zipf(ACCOUNTS));
        state.fold(Event::Follow {
            reader: account(reader),
            author: account(author),
            on: true,
        });
    }
    println!(
        "{FOLLOWS} follows in {:.1} s, {:.0} MB",
        began.elapsed().as_secs_f64(),
        memory_mb()
    );
    let began = Instant::now();
    for at in 0..LIKES {
        let reader = dice.below(ACCOUNTS);
        let liked = if dice.share() < 0.7 {
            let topic = favourites(reader)[dice.below(TASTES)];
            let notes = &by_topic[topic];
            if notes.is_empty() {
                continue;
            }
            notes[notes.len() - 1 - dice.zipf(notes.len())] as usize
        } else {
            NOTES - 1 - dice.zipf(NOTES)
        };
        state.fold(Event::Engaged {
            reader: Some(account(reader)),
            note: note(liked),
            what: Engagement::Like,
            on: true,
            at_ms: now_ms() - 30 * DAY_MS + 30 * DAY_MS * at as i64 / LIKES as i64,
        });
    }
    println!(
        "{LIKES} likes in {:.1} s, {:.0} MB",
        began.elapsed().as_secs_f64(),
        memory_mb()
    );
    let began = Instant::now();
    let mut centres: Vec<Vec<f32>> = Vec::new();
    for _ in 0..TOPICS {
        centres.push((0..SIZE).map(|_| dice.share() as f32 - 0.5).collect());
    }
    for at in 0..NOTES {
        let mut noise = dice.roll() | 1;
        let centre = &centres[topic_of(at)];
        let vector = centre.iter().map(|x| {
            noise = noise.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23);
            x + ((noise >> 40) as f32 / (1 << 24) as f32 - 0.5)
        });
        state.fold(Event::Meaning {
            note: note(at),
            vector: vector.collect(),
        });
    }
    println!(
        "{NOTES} meanings in {:.1} s, {:.0} MB",
        began.elapsed().as_secs_f64(),
        memory_mb()
    );
    state.sweep(now_ms());
    state.compact();
    println!("compact: {:.0} MB", memory_mb());
    state
}

fn page(state: &State, reader: usize, salt: u64, scratch: &mut Scratch) -> Vec<NoteId> {
    asked(reader, salt, |query| {
        let page = black_box(state.page(query, scratch));
        page.picks.iter().map(|pick| pick.note).collect()
    })
}

fn brought(state: &State, reader: usize, salt: u64, source: Source, scratch: &mut Scratch) {
    asked(reader, salt, |query| {
        black_box(state.brought(query, source, scratch));
    });
}

fn asked<T>(reader: usize, salt: u64, ask: impl FnOnce(&Query<'_>) -> T) -> T {
    let nobody = HashSet::new();
    let wishes = Wishes::default();
    ask(&Query {
        reader: Some(account(reader)),
        reads: if reader.is_multiple_of(2) {
            &[Lang::ZH_HANS]
        } else {
            &[Lang::EN]
        },
        to: if reader.is_multiple_of(2) {
            Lang::ZH_HANS
        } else {
            Lang::EN
        },
        crosses: &[Lang::EN, Lang::ZH_HANS],
        topics: &[],
        hidden: Some(&nobody),
        wishes: &wishes,
        dealt: &[],
        page: 0,
        salt,
        now_ms: now_ms(),
        count: 20,
        only: None,
    })
}

pub(super) fn run(missed: &mut Vec<String>) {
    println!("\nA crowd: {NOTES} notes, {ACCOUNTS} accounts, {LIKES} likes");
    let mut state = people();
    let memory = memory_mb();
    let mut scratch = Scratch::default();
    for source in Source::ALL {
        let mut dice = Dice(9);
        let began = Instant::now();
        for salt in 0..200 {
            brought(&state, dice.below(ACCOUNTS), salt, source, &mut scratch);
        }
        println!(
            "{:>12} {:.2} ms",
            source.as_str(),
            began.elapsed().as_secs_f64() * 1e3 / 200.0
        );
    }
    let mut dice = Dice(9);
    let mut times: Vec<f64> = Vec::with_capacity(PAGES);
    for at in 0..PAGES {
        let reader = dice.below(ACCOUNTS);
        let began = Instant::now();
        assert_eq!(page(&state, reader, at as u64, &mut scratch).len(), 20);
        times.push(began.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!(
        "a page of 20, one core: p50 {:.2} ms, p99 {:.2} ms, longest {:.2} ms",
        at(0.5),
        at(0.99),
        at(1.0)
    );
    let began = Instant::now();
    std::thread::scope(|scope| {
        for thread in 0..2 {
            let state = &state;
            scope.spawn(move || {
                let (mut scratch, mut dice) = (Scratch::default(), Dice(100 + thread));
                for salt in 0..PAGES as u64 {
                    page(state, dice.below(ACCOUNTS), salt, &mut scratch);
                }
            });
        }
    });
    let rate = 2.0 * PAGES as f64 / began.elapsed().as_secs_f64();
    println!("two cores: {rate:.0} pages/s; memory {memory:.0} MB");

    // A like changes the next page.
    let mut changed = 0;
    for reader in 0..100 {
        let before = page(&state, reader, 1, &mut scratch);
        state.fold(Event::Engaged {
            reader: Some(account(reader)),
            note: before[5],
            what: Engagement::Like,
            on: true,
            at_ms: now_ms(),
        });
        let after = page(&state, reader, 1, &mut scratch);
        let others = before
            .iter()
            .filter(|note| **note != before[5] && !after.contains(note));
        changed += usize::from(others.count() > 0);
    }
    println!("a like changed more of the next page than itself for {changed} of 100 readers");
    for (what, value, most) in [
        ("p50 of a page, ms", at(0.5), P50_MS),
        ("p99 of a page, ms", at(0.99), P99_MS),
        ("memory, MB", memory, MEMORY_MB),
    ] {
        if value > most {
            missed.push(format!("{what}: {value:.2}, at most {most}"));
        }
    }
    if rate < PAGES_PER_S {
        missed.push(format!(
            "pages/s on two cores: {rate:.0}, at least {PAGES_PER_S}"
        ));
    }
    if changed < 90 {
        missed.push(format!(
            "a like changed the next page of {changed} readers of 100"
        ));
    }
}
