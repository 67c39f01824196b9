//! A long history of writing, hiding, deleting, leaving and blocking: what is found and counted at every step is exactly
//! what may be. `SAMPAN_HISTORIES` says how
//! many steps.

use sampan_domain::Lang;
use sampan_search::{Ask, Document, Form, Index, Key, Kind, Order, Said};
use std::collections::{BTreeMap, BTreeSet};

const NOTES: u64 = 40;
const AUTHORS: u64 = 6;
const WORDS: [&str; 4] = ["heron", "船歌", "noodles", "茶"];

struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }
}

/// What may be found: by note its author, its word and whether it is a video.
type Notes = BTreeMap<i64, (i64, usize, bool)>;

fn document(id: i64, (author, word, is_video): (i64, usize, bool)) -> Document {
    Document::Note {
        id,
        author,
        lang: Lang::EN,
        form: if is_video { Form::Video } else { Form::Words },
        title: String::new(),
        text: format!("about {} and such", WORDS[word]),
        place: String::new(),
        topics: Vec::new(),
        across: Vec::new(),
        said: Vec::new(),
        texts: Vec::new(),
    }
}

fn account(id: i64) -> Document {
    Document::Account {
        id,
        handle: format!("author{id}"),
        name: String::new(),
        bio: String::new(),
        place: String::new(),
        lang: Lang::EN,
    }
}

#[test]
fn only_what_may_be_found_is_found_and_counted() {
    let steps: u64 =
        std::env::var("SAMPAN_HISTORIES").map_or(1_000, |steps| steps.parse().expect("a number"));
    let folder = tempfile::tempdir().expect("a folder");
    let index = Index::open(folder.path()).expect("an index");
    let mut dice = Dice(5);
    // As it is in the database, as it is in the index, and what is hidden until the index knows.
    let mut now: Notes = BTreeMap::new();
    let mut indexed: Notes = BTreeMap::new();
    let mut members: BTreeSet<i64> = BTreeSet::new();
    let mut indexed_members: BTreeSet<i64> = BTreeSet::new();
    let mut hidden: BTreeSet<i64> = BTreeSet::new();
    let mut left: BTreeSet<i64> = BTreeSet::new();
    for step in 0..steps {
        let (id, author) = (dice.below(NOTES) as i64, 100 + dice.below(AUTHORS) as i64);
        match dice.below(12) {
            // Written, or rewritten: gone until the index has it.
            0..=4 => {
                let author = now.get(&id).map_or(author, |note| note.0);
                now.insert(id, (author, dice.below(4) as usize, dice.below(3) == 0));
                members.insert(author);
                index.hide(Key {
                    kind: Kind::Note,
                    id,
                });
                hidden.insert(id);
            }
            // Deleted, or not for everybody any more.
            5 | 6 => {
                now.remove(&id);
                index.hide(Key {
                    kind: Kind::Note,
                    id,
                });
                hidden.insert(id);
            }
            7 => {
                now.retain(|_, note| note.0 != author);
                members.remove(&author);
                index.hide(Key {
                    kind: Kind::Account,
                    id: author,
                });
                left.insert(author);
            }
            // The index catches up.
            8 => {
                let tick = index.tick();
                for account in indexed_members.difference(&members) {
                    index.remove_author(*account);
                }
                for new in members.difference(&indexed_members) {
                    index.put(&account(*new)).expect("put");
                }
                for id in indexed.keys().chain(now.keys()) {
                    match now.get(id) {
                        Some(note) => index.put(&document(*id, *note)).expect("put"),
                        None => index.remove_note(*id),
                    }
                }
                index.commit(&step.to_string()).expect("committed");
                index.settle(tick);
                indexed = now.clone();
                indexed_members = members.clone();
                hidden.clear();
                left.clear();
            }
            _ => {}
        }
        let word = dice.below(4) as usize;
        let without: Vec<i64> = (0..dice.below(3))
            .map(|_| 100 + dice.below(AUTHORS) as i64)
            .collect();
        let only_videos = dice.below(3) == 0;
        let order = if dice.below(2) == 0 {
            Order::Best
        } else {
            Order::Newest
        };
        let limit = if dice.below(2) == 0 { 3 } else { 100 };
        let found = index
            .find(&Ask {
                kind: Kind::Note,
                said: vec![Said {
                    text: WORDS[word].into(),
                    lang: Lang::EN,
                    weight: 1.0,
                }],
                order,
                form: only_videos.then_some(Form::Video),
                lang: None,
                place: String::new(),
                author: None,
                without: without.clone(),
                limit,
            })
            .expect("found");
        let may: BTreeSet<i64> = indexed
            .iter()
            .filter(|(id, (author, of, is_video))| {
                *of == word
                    && (*is_video || !only_videos)
                    && !hidden.contains(id)
                    && !left.contains(author)
                    && !without.contains(author)
            })
            .map(|(id, _)| *id)
            .collect();
        let ids: BTreeSet<i64> = found.ids.iter().map(|(id, _)| *id).collect();
        assert_eq!(found.total, may.len(), "step {step}: counted");
        assert_eq!(ids.len(), may.len().min(limit), "step {step}");
        assert!(ids.is_subset(&may), "step {step}: {ids:?} of {may:?}");
        let suggested: BTreeSet<i64> = index
            .begin(Kind::Account, "auth", &without, 100)
            .expect("suggested")
            .into_iter()
            .collect();
        let may: BTreeSet<i64> = indexed_members
            .iter()
            .copied()
            .filter(|account| !left.contains(account) && !without.contains(account))
            .collect();
        assert_eq!(suggested, may, "step {step}: suggested");
    }
}
