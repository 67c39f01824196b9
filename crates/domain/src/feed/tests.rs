//! The golden corpus of rules, and what holds whatever happens.

use super::*;
use crate::{AccountId, Lang, TopicId, id};
use proptest::prelude::*;
use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

const HOUR: i64 = 3_600_000;
const NOW: i64 = id::EPOCH_MS + 1_000 * HOUR;

fn new(id: i64, author: i64) -> NewNote {
    NewNote {
        id: NoteId(id),
        author: AccountId(author),
        lang: Lang::EN,
        topics: vec![TopicId(id % 7 + 1)],
        place: String::new(),
        made_at_ms: NOW - 50 * HOUR,
        form: Form::Pictures,
    }
}

fn did(reader: i64, note: i64, what: Engagement) -> Event {
    Event::Engaged {
        reader: Some(AccountId(reader)),
        note: NoteId(note),
        what,
        on: true,
        at_ms: NOW - HOUR,
    }
}

static NOBODY: LazyLock<HashSet<AccountId>> = LazyLock::new(HashSet::new);
static NOTHING: LazyLock<Wishes> = LazyLock::new(Wishes::default);

/// What reader 1 asks who reads English.
fn base() -> Query<'static> {
    Query {
        reader: Some(AccountId(1)),
        reads: &[Lang::EN],
        to: Lang::EN,
        crosses: &[],
        topics: &[],
        hidden: Some(&NOBODY),
        wishes: &NOTHING,
        dealt: &[],
        page: 0,
        salt: 7,
        now_ms: NOW,
        count: 20,
        only: None,
    }
}

fn ask(state: &State, query: &Query<'_>) -> Page {
    state.page(query, &mut Scratch::default())
}

fn notes(page: &Page) -> Vec<i64> {
    page.picks.iter().map(|pick| pick.note.0).collect()
}

/// Notes 1 to `count` by authors 101 to 130 in turn.
fn town(count: i64) -> State {
    let mut state = State::new(NOW);
    for id in 1..=count {
        state.fold(Event::Note(new(id, 101 + id % 30)));
    }
    state
}

#[test]
fn every_rule_decides_some_case() {
    let mut state = town(60);
    // A reader who likes what many of these do, so that each is a candidate.
    for id in 1..=20 {
        for reader in 2..6 {
            state.fold(did(reader, id, Engagement::Like));
        }
    }
    for id in [1, 2] {
        state.fold(did(1, id, Engagement::Like));
    }
    state.fold(Event::Note(NewNote {
        author: AccountId(1),
        ..new(61, 1)
    }));
    state.fold(did(1, 3, Engagement::Hide));
    state.fold(Event::Gone { note: NoteId(4) });
    state.fold(Event::Left {
        account: AccountId(101 + 5),
    });
    state.fold(Event::Shown {
        reader: Some(AccountId(1)),
        notes: vec![Dealt {
            note: NoteId(6),
            propensity: 1.0,
            features: Features::default(),
        }],
        at_ms: NOW - HOUR,
    });
    let blocked = HashSet::from([AccountId(101 + 8)]);
    let wishes = Wishes {
        topics: [(TopicId(10 % 7 + 1), -2)].into(),
        ..Wishes::default()
    };
    let golden = [
        (4, Some(Rule::Gone), base()),
        (5, Some(Rule::AuthorGone), base()),
        (
            7,
            Some(Rule::OtherForm),
            Query {
                only: Some(Form::Video),
                ..base()
            },
        ),
        (
            7,
            Some(Rule::UnknownTies),
            Query {
                hidden: None,
                ..base()
            },
        ),
        (
            8,
            Some(Rule::HiddenAuthor),
            Query {
                hidden: Some(&blocked),
                ..base()
            },
        ),
        (3, Some(Rule::Refused), base()),
        (
            10,
            Some(Rule::TopicDown),
            Query {
                wishes: &wishes,
                ..base()
            },
        ),
        (
            9,
            Some(Rule::Dealt),
            Query {
                dealt: &[NoteId(9)],
                ..base()
            },
        ),
        (61, Some(Rule::Own), base()),
        // Even when it is unknown whom the reader must not meet, they may meet themselves.
        (
            61,
            Some(Rule::Own),
            Query {
                hidden: None,
                ..base()
            },
        ),
        (1, Some(Rule::Known), base()),
        (6, Some(Rule::Shown), base()),
        (7, None, base()),
    ];
    let mut decided = BTreeSet::new();
    for (note, rule, query) in golden {
        let found = state.rule(&query, NoteId(note), &mut Scratch::default());
        assert_eq!(found, rule, "note {note}");
        decided.extend(rule);
    }
    assert_eq!(
        decided,
        Rule::ALL.into_iter().collect(),
        "a rule that decides nothing"
    );
}

#[test]
fn what_is_not_known_hides_everybody() {
    let state = town(40);
    let page = ask(
        &state,
        &Query {
            hidden: None,
            ..base()
        },
    );
    assert!(page.picks.is_empty() && !page.removed.is_empty());
    assert!(
        page.removed
            .iter()
            .all(|(_, rule)| *rule == Rule::UnknownTies)
    );
}

#[test]
fn the_same_events_deal_the_same_page() {
    let make = || {
        let mut state = town(200);
        for reader in 1..40 {
            for step in 0..6 {
                state.fold(did(
                    reader,
                    (reader * 13 + step * 7) % 200 + 1,
                    Engagement::Like,
                ));
            }
        }
        state
    };
    let (one, other) = (make(), make());
    assert_eq!(notes(&ask(&one, &base())), notes(&ask(&other, &base())));
    let again = notes(&ask(&one, &Query { salt: 8, ..base() }));
    assert_ne!(notes(&ask(&one, &base())), again, "another deal");
}

#[test]
fn a_like_leads_to_what_others_like_with_it() {
    let mut state = town(300);
    for reader in 10..40 {
        for note in [50, 51, 52, 53] {
            state.fold(did(reader, note, Engagement::Like));
        }
    }
    let before = notes(&ask(
        &state,
        &Query {
            count: 10,
            ..base()
        },
    ));
    state.fold(did(1, 50, Engagement::Like));
    let after = ask(
        &state,
        &Query {
            count: 10,
            ..base()
        },
    );
    for note in [51, 52, 53] {
        assert!(
            notes(&after).contains(&note),
            "{note} of {:?}, before {before:?}",
            notes(&after)
        );
    }
    let first = &after.picks[0];
    assert_eq!(first.why.source, Source::CoLiked, "{:?}", first.why);
    assert!(first.why.reasons.contains(&Reason::CoLiked(NoteId(50))));
}

#[test]
fn few_who_like_the_same_are_enough() {
    let mut state = State::new(NOW);
    for id in 1..=40 {
        state.fold(Event::Note(NewNote {
            topics: Vec::new(),
            made_at_ms: NOW - HOUR,
            ..new(id, 101 + id % 8)
        }));
    }
    for reader in 101..105 {
        state.fold(did(reader, 3, Engagement::Like));
        state.fold(did(reader, 9, Engagement::Like));
    }
    state.fold(did(1, 3, Engagement::Like));
    let page = ask(&state, &base());
    let found = page.picks.iter().find(|pick| pick.note == NoteId(9));
    let why = &found.unwrap().why;
    assert!(why.reasons.contains(&Reason::CoLiked(NoteId(3))), "{why:?}");
}

#[test]
fn a_new_reader_meets_many_subjects_and_then_more_of_what_they_opened() {
    let mut state = State::new(NOW);
    for id in 1..=400 {
        state.fold(Event::Note(NewNote {
            topics: vec![TopicId(id % 25 + 1)],
            ..new(id, 1_000 + id)
        }));
    }
    let first = ask(&state, &base());
    let subjects: HashSet<i64> = notes(&first).iter().map(|id| id % 25).collect();
    assert_eq!(subjects.len(), 20, "a subject for each card");
    for note in notes(&first).into_iter().take(2) {
        for what in [Engagement::Open, Engagement::Like] {
            state.fold(did(1, note, what));
        }
    }
    let liked: HashSet<i64> = notes(&first).iter().take(2).map(|id| id % 25).collect();
    let dealt: Vec<NoteId> = first.picks.iter().map(|pick| pick.note).collect();
    let of = |page: &Page| {
        notes(page)
            .iter()
            .filter(|id| liked.contains(&(*id % 25)))
            .count()
    };
    let second = ask(
        &state,
        &Query {
            dealt: &[],
            page: 1,
            now_ms: NOW - HOUR + 60_000,
            ..base()
        },
    );
    assert!(
        of(&second) >= 4,
        "{} of {:?} after {dealt:?}",
        of(&second),
        notes(&second)
    );
}

#[test]
fn limits_hold_where_there_is_a_choice() {
    let mut state = town(200);
    // One hand floods one topic, and everybody likes it.
    for id in 201..=260 {
        state.fold(Event::Note(NewNote {
            topics: vec![TopicId(99)],
            made_at_ms: NOW - HOUR,
            ..new(id, if id % 2 == 0 { 500 } else { 600 + id })
        }));
        for reader in 10..20 {
            state.fold(did(reader, id, Engagement::Like));
        }
    }
    let page = notes(&ask(&state, &base()));
    assert_eq!(page.len(), 20);
    assert!(page.iter().filter(|id| **id > 200).count() <= 4, "{page:?}");
    assert!(page.iter().filter(|id| **id > 200 && **id % 2 == 0).count() <= 2);
}

#[test]
fn a_flood_in_another_language_does_not_swallow_the_natives() {
    let mut state = town(100);
    for id in 101..=1_000 {
        state.fold(Event::Note(NewNote {
            lang: Lang::ZH_HANS,
            topics: vec![TopicId(id % 40 + 50)],
            made_at_ms: NOW - HOUR,
            ..new(id, 2_000 + id)
        }));
        state.fold(did(3_000 + id, id, Engagement::Like));
    }
    let foreign = |page: &Page| notes(page).iter().filter(|id| **id > 100).count();
    let crosses = [Lang::ZH_HANS];
    let page = ask(
        &state,
        &Query {
            crosses: &crosses,
            ..base()
        },
    );
    assert!((1..=6).contains(&foreign(&page)), "{}", foreign(&page));
    let more = Wishes {
        others: 2,
        ..Wishes::default()
    };
    let page = ask(
        &state,
        &Query {
            crosses: &crosses,
            wishes: &more,
            ..base()
        },
    );
    assert!(foreign(&page) >= 10, "{}", foreign(&page));
    let none = Wishes {
        others: -2,
        ..Wishes::default()
    };
    assert_eq!(
        foreign(&ask(
            &state,
            &Query {
                wishes: &none,
                ..base()
            }
        )),
        0
    );
}

#[test]
fn sliders_move_the_page() {
    let mut state = State::new(NOW);
    for id in 1..=300 {
        state.fold(Event::Note(NewNote {
            topics: vec![TopicId(id % 60 + 1)],
            form: if id % 3 == 0 {
                Form::Video
            } else {
                Form::Words
            },
            made_at_ms: NOW - id * 2 * HOUR,
            ..new(id, 1_000 + id)
        }));
    }
    let videos = |video: i8| {
        let wishes = Wishes {
            video,
            ..Wishes::default()
        };
        let page = ask(
            &state,
            &Query {
                wishes: &wishes,
                ..base()
            },
        );
        notes(&page).iter().filter(|id| **id % 3 == 0).count()
    };
    assert!(
        videos(2) > videos(0) && videos(0) > videos(-2),
        "{} {} {}",
        videos(2),
        videos(0),
        videos(-2)
    );
    let oldest = |fresh: i8| {
        let wishes = Wishes {
            fresh,
            ..Wishes::default()
        };
        let page = ask(
            &state,
            &Query {
                wishes: &wishes,
                ..base()
            },
        );
        notes(&page).iter().sum::<i64>()
    };
    assert!(oldest(2) < oldest(-2));
}

#[test]
fn every_new_note_gets_its_first_readers() {
    let mut state = State::new(NOW);
    for id in 1..=100 {
        state.fold(Event::Note(NewNote {
            made_at_ms: NOW - HOUR,
            ..new(id, 1_000 + id)
        }));
    }
    // Some are loved by all, most by nobody.
    for reader in 2_000..2_050 {
        for id in 1..=10 {
            state.fold(did(reader, id, Engagement::Like));
        }
    }
    // Three places in twenty are theirs: a thousand pages for a hundred notes.
    for reader in 0..1_050 {
        let page = ask(
            &state,
            &Query {
                reader: Some(AccountId(10_000 + reader)),
                salt: reader as u64,
                ..base()
            },
        );
        let dealt = page.picks.iter().map(|pick| Dealt {
            note: pick.note,
            propensity: pick.propensity,
            features: pick.features,
        });
        state.fold(Event::Shown {
            reader: Some(AccountId(10_000 + reader)),
            notes: dealt.collect(),
            at_ms: NOW,
        });
    }
    let served = (1..=100)
        .filter(|id| state.shown(NoteId(*id)) >= 30)
        .count();
    assert!(served >= 95, "{served} of 100");
}

/// Something that may happen, in small numbers so that it meets.
fn happening() -> impl Strategy<Value = Event> {
    let reader = (1i64..6).prop_map(AccountId);
    let note = (1i64..25).prop_map(NoteId);
    let what = prop::sample::select(Engagement::ALL.to_vec());
    let lang = prop::sample::select(vec![Lang::EN, Lang::ZH_HANS, Lang::UND]);
    prop_oneof![
        4 => (1i64..25, 1i64..8, lang, 0i64..60, 0i64..4).prop_map(|(id, author, lang, age, topic)| {
            Event::Note(NewNote {
                lang,
                topics: (0..topic).map(|at| TopicId(at + 1)).collect(),
                place: if topic == 2 { "Shanghai".into() } else { String::new() },
                made_at_ms: NOW - age * HOUR,
                ..new(id, author)
            })
        }),
        1 => note.clone().prop_map(|note| Event::Gone { note }),
        8 => (reader.clone(), note.clone(), what, any::<bool>()).prop_map(|(reader, note, what, on)| {
            Event::Engaged { reader: Some(reader), note, what, on, at_ms: NOW - HOUR }
        }),
        1 => (reader.clone(), (1i64..8).prop_map(AccountId), any::<bool>())
            .prop_map(|(reader, author, on)| Event::Follow { reader, author, on }),
        1 => (reader.clone(), (1i64..4).prop_map(TopicId), any::<bool>())
            .prop_map(|(reader, topic, on)| Event::FollowTopic { reader, topic, on }),
        1 => (note.clone(), prop::collection::vec(-1.0f32..1.0, 8))
            .prop_map(|(note, vector)| Event::Meaning { note, vector }),
        1 => (1i64..8).prop_map(|id| Event::Left { account: AccountId(id) }),
        2 => (reader, prop::collection::vec(note, 0..5)).prop_map(|(reader, notes)| Event::Shown {
            reader: Some(reader),
            notes: notes.into_iter().map(|note| Dealt { note, propensity: 0.5, features: Features::default() }).collect(),
            at_ms: NOW - HOUR,
        }),
    ]
}

/// Whether a note may stand in a reader's page, told from the events alone.
fn may_stand(
    events: &[Event],
    reader: AccountId,
    hidden: &HashSet<AccountId>,
    note: NoteId,
) -> bool {
    let (mut author, mut is_listed, mut is_refused) = (None, false, false);
    for event in events {
        match event {
            Event::Note(new) if new.id == note => {
                author = author.or(Some(new.author));
                is_listed = true;
            }
            Event::Gone { note: gone } if *gone == note => is_listed = false,
            Event::Engaged {
                reader: Some(by),
                note: of,
                what,
                on,
                ..
            } if *by == reader && *of == note && what.is_refusal() && author.is_some() => {
                is_refused = *on;
            }
            // Whoever leaves takes their wishes along.
            Event::Left { account } if *account == reader => is_refused = false,
            _ => {}
        }
    }
    let is_met = author.is_some_and(|author| !hidden.contains(&author));
    is_listed && is_met && !is_refused
}

/// Deals a page and tells the state so.
fn deal(state: &mut State, at_ms: i64) -> Vec<NoteId> {
    let page = ask(
        state,
        &Query {
            now_ms: at_ms,
            ..base()
        },
    );
    let notes = page.picks.iter().map(|pick| Dealt {
        note: pick.note,
        propensity: pick.propensity,
        features: pick.features,
    });
    state.fold(Event::Shown {
        reader: Some(AccountId(1)),
        notes: notes.collect(),
        at_ms,
    });
    page.picks.iter().map(|pick| pick.note).collect()
}

#[test]
fn what_became_of_notes_is_told_once_and_teaches_another_state() {
    let mut state = town(60);
    let dealt = deal(&mut state, NOW);
    for note in &dealt[..5] {
        state.fold(Event::Engaged {
            reader: Some(AccountId(1)),
            note: *note,
            what: Engagement::Like,
            on: true,
            at_ms: NOW + 1_000,
        });
    }
    assert!(state.take_outcomes().is_empty(), "it is still waited for");
    deal(&mut state, NOW + HOUR);
    let outcomes = state.take_outcomes();
    assert_eq!(outcomes.len(), dealt.len());
    assert_eq!(
        outcomes
            .iter()
            .filter(|one| one.done == [Engagement::Like])
            .count(),
        5
    );
    assert_eq!(
        outcomes.iter().filter(|one| one.done.is_empty()).count(),
        dealt.len() - 5
    );
    assert!(
        outcomes
            .iter()
            .all(|one| one.propensity > 0.0 && one.propensity <= 1.0)
    );
    assert!(state.take_outcomes().is_empty(), "told once");
    // Kept as bytes and read again, it says the same.
    let mut taught = town(60);
    let before = notes_scores(&taught);
    for one in outcomes {
        let features = Features::from_bytes(&one.features.to_bytes()).unwrap();
        assert_eq!(features, one.features);
        taught.fold(Event::Learned {
            features,
            propensity: one.propensity,
            done: one.done,
        });
    }
    assert_ne!(before, notes_scores(&taught), "it has learned");
    assert_eq!(Features::from_bytes(&[0; 7]), None);
    assert_eq!(
        Features::from_bytes(&vec![0xff; Features::default().to_bytes().len()]),
        None
    );
}

fn notes_scores(state: &State) -> Vec<u32> {
    let page = ask(state, &base());
    page.picks.iter().map(|pick| pick.score.to_bits()).collect()
}

/// Histories in every run; `SAMPAN_HISTORIES` says how many in a long one.
fn histories() -> ProptestConfig {
    let asked = std::env::var("SAMPAN_HISTORIES").ok();
    let cases = asked.and_then(|count| count.parse().ok()).unwrap_or(2_000);
    ProptestConfig {
        cases,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(histories())]

    #[test]
    fn no_page_shows_what_must_not_be_shown(
        events in prop::collection::vec(happening(), 0..120),
        hidden in prop::collection::hash_set((1i64..8).prop_map(AccountId), 0..3),
        reader in 1i64..6,
    ) {
        let mut state = State::new(NOW);
        for event in events.clone() {
            state.fold(event);
        }
        let mut dealt: Vec<NoteId> = Vec::new();
        for number in 0..6 {
            let page = ask(&state, &Query { reader: Some(AccountId(reader)), hidden: Some(&hidden), dealt: &dealt, page: number, count: 5, ..base() });
            for pick in &page.picks {
                prop_assert!(!dealt.contains(&pick.note), "dealt twice");
                prop_assert!(may_stand(&events, AccountId(reader), &hidden, pick.note), "{:?}", pick.note);
                prop_assert!(pick.why.reasons.len() <= 3);
                prop_assert!((0.0..=1.0).contains(&pick.propensity) && pick.score.is_finite());
            }
            dealt.extend(page.picks.iter().map(|pick| pick.note));
        }
    }
}
