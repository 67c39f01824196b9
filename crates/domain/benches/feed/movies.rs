//! Quality: MovieLens-100k, 75 of 100 ratings to learn from, chosen by chance, the rest to find again.

use super::Dice;
use sampan_domain::feed::{
    Engagement, Event, Form, NewNote, Query, Scratch, Source, State, Wishes,
};
use sampan_domain::{AccountId, Lang, NoteId, id};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Pages are judged by their first ten.
const TOP: usize = 10;
/// Splits, each by other dice.
const SPLITS: u64 = 3;
/// The ranker learns from a page before every so many likes.
const PAGE_EVERY: usize = 4;
const WALK_AT_LEAST: f64 = 0.41;
const ALL_AT_LEAST: f64 = 0.44;

struct Rating {
    reader: AccountId,
    note: NoteId,
    at_ms: i64,
}

fn ratings(path: &str) -> Vec<Rating> {
    let text = std::fs::read_to_string(path).unwrap();
    let rows = text.lines().skip(1).filter(|line| !line.is_empty());
    let ratings = rows.map(|line| {
        let fields: Vec<f64> = line
            .split('\t')
            .map(|field| field.parse().unwrap())
            .collect();
        Rating {
            reader: AccountId(fields[0] as i64),
            note: NoteId(fields[1] as i64),
            // Seconds, some twenty years before Sampan: moved to after its epoch.
            at_ms: id::EPOCH_MS + (fields[3] as i64 - 874_724_710) * 1_000,
        }
    });
    ratings.collect()
}

/// The discounted gain of the first ten over the best there could be.
fn ndcg(found: &[NoteId], wanted: &HashSet<NoteId>) -> f64 {
    let worth = |place: usize| 1.0 / ((place + 2) as f64).log2();
    let hits = found.iter().take(TOP).enumerate();
    let gain: f64 = hits
        .filter(|(_, note)| wanted.contains(note))
        .map(|(place, _)| worth(place))
        .sum();
    let best: f64 = (0..wanted.len().min(TOP)).map(worth).sum();
    gain / best
}

fn query(
    reader: AccountId,
    now_ms: i64,
    wishes: &Wishes,
    nobody: &'static HashSet<AccountId>,
) -> Query<'static> {
    Query {
        reader: Some(reader),
        reads: &[Lang::EN],
        to: Lang::EN,
        crosses: &[],
        topics: &[],
        hidden: Some(nobody),
        wishes: Box::leak(Box::new(wishes.clone())),
        dealt: &[],
        page: 0,
        salt: 0,
        now_ms,
        count: TOP,
        only: None,
    }
}

pub(super) fn run(path: &str, missed: &mut Vec<String>) {
    let all = ratings(path);
    let nobody: &'static HashSet<AccountId> = Box::leak(Box::default());
    let wishes = Wishes::default();
    let mut sums = [0.0; 4];
    println!(
        "MovieLens-100k, nDCG@{TOP}, 75/25 by chance, {} ratings",
        all.len()
    );
    println!(
        "{:>6} {:>12} {:>10} {:>12} {:>8}",
        "split", "popularity", "co-liked", "full, fresh", "full"
    );
    for split in 0..SPLITS {
        let mut dice = Dice(split);
        let (mut train, mut test): (Vec<&Rating>, BTreeMap<AccountId, HashSet<NoteId>>) =
            Default::default();
        for rating in &all {
            if dice.share() < 0.75 {
                train.push(rating);
            } else {
                test.entry(rating.reader).or_default().insert(rating.note);
            }
        }
        train.sort_by_key(|rating| rating.at_ms);
        // Asked for a month after the last of them, when nothing is rising any more.
        let now = train.last().map_or(0, |rating| rating.at_ms) + 30 * 86_400_000;
        let known: HashSet<(AccountId, NoteId)> =
            train.iter().map(|r| (r.reader, r.note)).collect();
        let mut likes: HashMap<NoteId, usize> = HashMap::new();
        for rating in &train {
            *likes.entry(rating.note).or_default() += 1;
        }
        let mut popular: Vec<NoteId> = likes.keys().copied().collect();
        popular.sort_by_key(|note| (std::cmp::Reverse(likes[note]), *note));

        let mut scores = [0.0; 4];
        for (learns, column) in [(false, 2), (true, 3)] {
            let mut scratch = Scratch::default();
            let mut state = fold(&train, learns, &wishes, nobody, &mut scratch);
            state.sweep(now);
            for (reader, wanted) in &test {
                let asks = query(*reader, now, &wishes, nobody);
                let page = state.page(&asks, &mut scratch);
                let full: Vec<NoteId> = page.picks.iter().map(|pick| pick.note).collect();
                scores[column] += ndcg(&full, wanted);
                if !learns {
                    let walk = state.brought(&asks, Source::CoLiked, &mut scratch);
                    scores[1] += ndcg(&walk, wanted);
                    let fresh = popular
                        .iter()
                        .filter(|note| !known.contains(&(*reader, **note)));
                    let floor: Vec<NoteId> = fresh.take(TOP).copied().collect();
                    scores[0] += ndcg(&floor, wanted);
                }
            }
        }
        let mean = scores.map(|score| score / test.len() as f64);
        println!(
            "{split:>6} {:>12.4} {:>10.4} {:>12.4} {:>8.4}",
            mean[0], mean[1], mean[2], mean[3]
        );
        for (sum, mean) in sums.iter_mut().zip(mean) {
            *sum += mean / SPLITS as f64;
        }
    }
    println!(
        "{:>6} {:>12.4} {:>10.4} {:>12.4} {:>8.4}",
        "mean", sums[0], sums[1], sums[2], sums[3]
    );
    if sums[1] < WALK_AT_LEAST {
        missed.push(format!(
            "co-liked alone {:.4}, at least {WALK_AT_LEAST}",
            sums[1]
        ));
    }
    if sums[3] < ALL_AT_LEAST {
        missed.push(format!(
            "full ranking {:.4}, at least {ALL_AT_LEAST}",
            sums[3]
        ));
    }
}

/// Lives through what happened. `learns`: pages are dealt on the way, so that the ranker learns from them.
fn fold(
    train: &[&Rating],
    learns: bool,
    wishes: &Wishes,
    nobody: &'static HashSet<AccountId>,
    scratch: &mut Scratch,
) -> State {
    let mut state = State::new(id::EPOCH_MS);
    let mut met = HashSet::new();
    let mut dice = Dice(7);
    let train_likes: HashSet<(AccountId, NoteId)> =
        train.iter().map(|r| (r.reader, r.note)).collect();
    for (at, rating) in train.iter().enumerate() {
        if met.insert(rating.note) {
            state.fold(Event::Note(NewNote {
                id: rating.note,
                author: AccountId(1_000_000),
                lang: Lang::EN,
                topics: Vec::new(),
                place: String::new(),
                // Films are older than their ratings.
                made_at_ms: id::EPOCH_MS - 1_000_000_000_000,
                form: Form::Words,
            }));
        }
        if learns && at % PAGE_EVERY == 0 && at > train.len() / 2 {
            let asks = query(rating.reader, rating.at_ms, wishes, nobody);
            let page = state.page(&Query { count: 400, ..asks }, scratch);
            // Nobody was shown these pages; what the reader came to like later tells what would have become of them.
            // A page of twenty, and of the rest every tenth.
            for (place, pick) in page.picks.into_iter().enumerate() {
                let propensity = if place < 20 { 1.0 } else { 0.1 };
                if place >= 20 && dice.share() >= 0.1 {
                    continue;
                }
                let is_liked = train_likes.contains(&(rating.reader, pick.note));
                state.fold(Event::Learned {
                    features: pick.features,
                    propensity,
                    done: is_liked.then_some(Engagement::Like).into_iter().collect(),
                });
            }
        }
        state.fold(Event::Engaged {
            reader: Some(rating.reader),
            note: rating.note,
            what: Engagement::Like,
            on: true,
            at_ms: rating.at_ms,
        });
    }
    state
}
