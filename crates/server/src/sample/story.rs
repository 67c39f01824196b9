//! The story: who, what and when, read from the files in `sample/` and turned into deeds in order.

use super::chance::Chance;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub(crate) struct Person {
    pub(crate) handle: String,
    pub(crate) name: String,
    pub(crate) writes: String,
    pub(crate) reads: Vec<String>,
    pub(crate) place: String,
    pub(crate) bio: String,
    #[serde(default)]
    pub(crate) momo: bool,
}

/// Who said what, and how many like it. A leading `>` before the handle marks a reply.
#[derive(Debug, Deserialize)]
pub(crate) struct Said(pub(crate) String, pub(crate) String, pub(crate) u64);

#[derive(Debug, Deserialize)]
pub(crate) struct Told {
    pub(crate) by: String,
    pub(crate) minute: f64,
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) place: String,
    /// `kind:alt text`.
    pub(crate) pictures: Vec<String>,
    pub(crate) likes: u64,
    pub(crate) comments: Vec<Said>,
}

/// A note in the other language: Chinese in English, everything else in Chinese.
#[derive(Debug, Deserialize)]
pub(crate) struct Across {
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) alts: Vec<String>,
    pub(crate) comments: Vec<String>,
}

#[derive(Deserialize)]
struct Side {
    note: Vec<Across>,
}

#[derive(Deserialize)]
struct Bio {
    bio: String,
}

#[derive(Deserialize)]
struct Bios {
    account: Vec<Bio>,
}

#[derive(Deserialize)]
struct People {
    account: Vec<Person>,
}

#[derive(Deserialize)]
struct Part {
    note: Vec<Told>,
}

pub(crate) struct Story {
    pub(crate) accounts: Vec<Person>,
    pub(crate) notes: Vec<Told>,
    /// The notes and their comments in the other language, in the same order.
    pub(crate) across: Vec<Across>,
    /// What the people say about themselves, in the other language.
    pub(crate) bios: Vec<String>,
}

/// One thing that somebody does.
#[derive(Debug)]
pub(crate) enum Deed {
    Note(usize),
    Comment {
        note: usize,
        place: usize,
        by: String,
        text: String,
        answers: Option<usize>,
    },
    Like {
        note: usize,
        by: String,
    },
    LikeComment {
        note: usize,
        place: usize,
        by: String,
    },
    Collect {
        note: usize,
        by: String,
        album: Option<String>,
    },
    Follow {
        by: String,
        whom: String,
    },
    FollowTopic {
        by: String,
        topic: &'static str,
    },
}

const PARTS: [&str; 3] = [
    include_str!("../../sample/notes-1.toml"),
    include_str!("../../sample/notes-2.toml"),
    include_str!("../../sample/notes-3.toml"),
];

const SIDES: [&str; 3] = [
    include_str!("../../sample/across-1.toml"),
    include_str!("../../sample/across-2.toml"),
    include_str!("../../sample/across-3.toml"),
];

/// The latest minute: somebody reads the page just after.
const END: f64 = 10_200.0;

impl Story {
    pub(crate) fn read() -> Result<Self, String> {
        let people: People = toml::from_str(include_str!("../../sample/accounts.toml"))
            .map_err(|error| error.to_string())?;
        let mut notes = Vec::new();
        for part in PARTS {
            let part: Part = toml::from_str(part).map_err(|error| error.to_string())?;
            notes.extend(part.note);
        }
        let mut across = Vec::new();
        for side in SIDES {
            let side: Side = toml::from_str(side).map_err(|error| error.to_string())?;
            across.extend(side.note);
        }
        let bios: Bios = toml::from_str(include_str!("../../sample/across-accounts.toml"))
            .map_err(|error| error.to_string())?;
        Ok(Self {
            accounts: people.account,
            notes,
            across,
            bios: bios
                .account
                .into_iter()
                .map(|account| account.bio)
                .collect(),
        })
    }

    /// Everything that happens, in order.
    pub(crate) fn deeds(&self) -> Vec<(f64, Deed)> {
        let mut chance = Chance::new(13);
        let mut deeds = Vec::new();
        for (index, note) in self.notes.iter().enumerate() {
            deeds.push((note.minute, Deed::Note(index)));
            self.talk(index, note, &mut chance, &mut deeds);
            self.like(index, note, &mut chance, &mut deeds);
        }
        self.tie(&mut chance, &mut deeds);
        deeds.sort_by(|a, b| a.0.total_cmp(&b.0));
        deeds
    }

    /// When something happens after `minute`: mostly soon, sometimes much later.
    fn later(minute: f64, chance: &mut Chance) -> f64 {
        let wait = 1.0 + 480.0 * chance.share().powi(3);
        let end = END - chance.share() * 20.0;
        (minute + wait).min(end.max(minute + 0.5))
    }

    fn talk(&self, index: usize, note: &Told, chance: &mut Chance, deeds: &mut Vec<(f64, Deed)>) {
        let mut minute = note.minute;
        let mut thread = None;
        for (place, said) in note.comments.iter().enumerate() {
            minute += 0.4 + 14.0 * chance.share().powi(2);
            let (by, answers) = match said.0.strip_prefix('>') {
                Some(by) => (by, thread),
                None => {
                    thread = Some(place);
                    (said.0.as_str(), None)
                }
            };
            let (by, text) = (by.to_owned(), said.1.clone());
            deeds.push((
                minute,
                Deed::Comment {
                    note: index,
                    place,
                    by,
                    text,
                    answers,
                },
            ));
            let fans = chance.some(&self.accounts, said.2 as usize);
            for fan in fans
                .into_iter()
                .filter(|fan| !said.0.ends_with(&fan.handle))
            {
                let when = Self::later(minute, chance);
                let by = fan.handle.clone();
                deeds.push((
                    when,
                    Deed::LikeComment {
                        note: index,
                        place,
                        by,
                    },
                ));
            }
        }
    }

    fn like(&self, index: usize, note: &Told, chance: &mut Chance, deeds: &mut Vec<(f64, Deed)>) {
        let fans = chance.some(&self.accounts, note.likes as usize);
        for fan in fans.into_iter().filter(|fan| fan.handle != note.by) {
            let by = fan.handle.clone();
            let when = Self::later(note.minute, chance);
            if chance.below(5) == 0 {
                let album = album(fan, note, chance);
                deeds.push((
                    when + 0.1,
                    Deed::Collect {
                        note: index,
                        by: by.clone(),
                        album,
                    },
                ));
            }
            deeds.push((when, Deed::Like { note: index, by }));
        }
    }

    /// People follow those whose words they liked, and topics.
    fn tie(&self, chance: &mut Chance, deeds: &mut Vec<(f64, Deed)>) {
        const TOPICS: [&str; 5] = ["TikTokRefugee", "猫税", "旅行", "学中文", "LearnChinese"];
        for person in &self.accounts {
            let count = 6 + chance.below(16) as usize;
            let liked = chance.some(&self.accounts, count);
            for whom in liked
                .into_iter()
                .filter(|whom| whom.handle != person.handle)
            {
                let when = 120.0 + chance.share() * (END - 200.0);
                let (by, whom) = (person.handle.clone(), whom.handle.clone());
                deeds.push((when, Deed::Follow { by, whom }));
            }
            let topic = TOPICS[chance.below(TOPICS.len() as u64) as usize];
            let by = person.handle.clone();
            deeds.push((
                END - chance.share() * 900.0,
                Deed::FollowTopic { by, topic },
            ));
        }
    }
}

/// The album that somebody would put a note into, if any.
fn album(fan: &Person, note: &Told, chance: &mut Chance) -> Option<String> {
    let kind = note
        .pictures
        .first()
        .and_then(|picture| picture.split(':').next())?;
    let (english, chinese) = match kind {
        "noodles" | "hotpot" | "dumplings" | "tea" | "cake" | "barbecue" | "vegetables" => {
            ("To cook", "想做的菜")
        }
        "city" | "sunrise" | "night-street" | "mountains" | "camp" | "sea" | "snow" | "train"
        | "plane" => ("To see one day", "想去的地方"),
        "cat" | "dog" | "goat" | "panda" => ("Paid in full", "已收猫税"),
        _ => return None,
    };
    let name = if fan.writes == "en" { english } else { chinese };
    (chance.below(3) > 0).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_story_has_its_other_side() {
        let story = Story::read().unwrap();
        assert_eq!(story.notes.len(), story.across.len());
        assert_eq!(story.accounts.len(), story.bios.len());
        for (note, across) in story.notes.iter().zip(&story.across) {
            assert_eq!(
                note.title.is_empty(),
                across.title.is_empty(),
                "{}",
                note.title
            );
            assert_eq!(
                note.text.is_empty(),
                across.text.is_empty(),
                "{}",
                note.title
            );
            assert_eq!(note.pictures.len(), across.alts.len(), "{}", note.title);
            assert_eq!(note.comments.len(), across.comments.len(), "{}", note.title);
        }
    }
}
