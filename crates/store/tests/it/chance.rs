//! Long sequences of random acts, in batches and from two processes: counters stay true.

use crate::audit::audit;
use crate::town::{Town, content};
use futures::future::join_all;
use sampan_domain::note::Visibility;
use sampan_domain::{AccountId, CommentId, NoteId, PictureId, TopicId};
use sampan_store::collection::Collection;
use sampan_store::comment::NewComment;
use sampan_store::note::Content;
use sampan_store::{Db, Error, account, collection, comment, like, note, relation, topic};

/// A generator that repeats itself (xorshift64*).
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(2_685_821_657_736_338_717) | 1)
    }

    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(2_685_821_657_736_338_717) >> 33) as usize % limit
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// What exists, as far as one writer knows. It may be gone by now.
struct World {
    town: Town,
    people: Vec<AccountId>,
    topics: Vec<TopicId>,
    albums: Vec<Collection>,
    notes: Vec<(NoteId, AccountId)>,
    comments: Vec<(CommentId, NoteId)>,
    pictures: Vec<PictureId>,
}

impl World {
    async fn new(db: &Db) -> Self {
        let town = Town::new();
        let people = town.accounts::<8>(db).await.to_vec();
        let mut world = Self {
            people,
            topics: Vec::new(),
            albums: Vec::new(),
            notes: Vec::new(),
            comments: Vec::new(),
            pictures: Vec::new(),
            town,
        };
        for n in 0..5 {
            let topic = world.town.topic(db, &format!("topic{n}")).await;
            world.topics.push(topic);
        }
        for owner in &world.people[..4] {
            for name in ["one", "two"] {
                world
                    .albums
                    .push(world.town.collection(db, *owner, name).await);
            }
            world.pictures.push(world.town.picture(db, *owner).await);
        }
        for n in 0..6 {
            let author = world.people[n % 4];
            let topics = vec![world.topics[n % 5]];
            let id = world
                .town
                .note(
                    db,
                    author,
                    Content {
                        topics,
                        ..content("seed")
                    },
                )
                .await;
            world.notes.push((id, author));
            let said = world.town.comment(db, id, author).await;
            world.comments.push((said, id));
        }
        world
    }

    fn content(&self, chance: &mut Chance) -> Content {
        let topics = (0..chance.below(3))
            .map(|_| chance.of(&self.topics))
            .collect();
        let visibility = chance.of(&[
            Visibility::Public,
            Visibility::Public,
            Visibility::Followers,
        ]);
        let pictures = match chance.below(4) {
            0 => vec![(chance.of(&self.pictures), String::new())],
            _ => Vec::new(),
        };
        Content {
            topics,
            visibility,
            pictures,
            ..content(&format!("{}", chance.below(1_000)))
        }
    }

    /// One act. Things that it makes are told, for later acts.
    async fn act(&self, db: &Db, mut chance: Chance) -> Result<Made, Error> {
        let chance = &mut chance;
        let (by, now) = (chance.of(&self.people), self.town.now());
        let (id, author) = chance.of(&self.notes);
        let (said, under) = chance.of(&self.comments);
        let on = chance.below(3) > 0;
        match chance.below(20) {
            0..=4 => {
                self.town.like(db, by, id, author, on).await?;
            }
            5 | 6 => {
                write!(db, |tx, by, said, on, now| like::set_comment(
                    tx, *by, *said, *on, *now
                )
                .await)?;
            }
            7 | 8 => {
                let album = &self.albums[chance.below(self.albums.len())];
                self.town.collect(db, album, id, author, on).await?;
            }
            9 | 10 => {
                let parent = (chance.below(2) == 0).then_some(said);
                let note = if parent.is_some() { under } else { id };
                let new = NewComment {
                    parent,
                    ..self.town.new_comment(note, by)
                };
                write!(db, |tx, new| comment::insert(tx, new).await)?;
                // A reply cannot be answered under itself.
                return Ok(if parent.is_none() {
                    Made::Comment(new.id, note)
                } else {
                    Made::Nothing
                });
            }
            11 => {
                let Some(row) = comment::by_id(db, said).await? else {
                    return Ok(Made::Nothing);
                };
                write!(db, |tx, row| comment::delete(tx, row).await)?;
            }
            12 => {
                let new = self.content(chance);
                let id = self.town.note(db, by, new).await;
                return Ok(Made::Note(id, by));
            }
            13 | 14 => {
                let Some(old) = note::by_id(db, id).await? else {
                    return Ok(Made::Nothing);
                };
                let (new, version) = (self.content(chance), old.version);
                write!(db, |tx, old, new, version, now| {
                    note::rewrite(tx, old, new, *version, *now).await
                })?;
            }
            15 if chance.below(3) == 0 => {
                let Some(row) = note::by_id(db, id).await? else {
                    return Ok(Made::Nothing);
                };
                write!(db, |tx, row| note::delete(tx, row.id).await)?;
            }
            16 => {
                let target = chance.of(&self.people);
                match chance.below(4) {
                    0 => write!(db, |tx, by, target| relation::block(tx, *by, *target, 1)
                        .await)?,
                    1 => {
                        write!(db, |tx, by, target| relation::unfollow(tx, *by, *target)
                            .await)?;
                    }
                    _ => {
                        write!(db, |tx, by, target, now| {
                            relation::follow(tx, *by, *target, *now).await
                        })?;
                    }
                }
            }
            17 => {
                let topic = chance.of(&self.topics);
                write!(db, |tx, by, topic, on, now| topic::follow(
                    tx, *by, *topic, *on, *now
                )
                .await)?;
            }
            18 if chance.below(12) == 0 => {
                let [from, into] = [chance.of(&self.topics), chance.of(&self.topics)];
                let (from, into) = (
                    topic::by_id(db, from).await?.unwrap(),
                    topic::by_id(db, into).await?.unwrap(),
                );
                write!(db, |tx, from, into| topic::merge(tx, from, into).await)?;
            }
            19 if chance.below(25) == 0 => {
                let album = &self.albums[chance.below(self.albums.len())];
                write!(db, |tx, album| collection::delete(tx, album).await)?;
            }
            _ => {
                // Written, then thought better of.
                let told: Result<(), Error> = write!(db, |tx, by, id, author, now| {
                    like::set_note(tx, *by, *id, *author, true, *now).await?;
                    Err(Error::NotFound)
                });
                assert_eq!(told, Err(Error::NotFound));
            }
        }
        Ok(Made::Nothing)
    }

    fn learn(&mut self, made: Made) {
        match made {
            Made::Note(id, author) => self.notes.push((id, author)),
            Made::Comment(id, note) => self.comments.push((id, note)),
            Made::Nothing => {}
        }
    }
}

#[derive(Clone, Copy)]
enum Made {
    Note(NoteId, AccountId),
    Comment(CommentId, NoteId),
    Nothing,
}

fn told(answer: Result<Made, Error>) -> Made {
    match answer {
        Ok(made) => made,
        // Something went between the choice and the act.
        Err(Error::NotFound) => Made::Nothing,
        Err(error) => panic!("{error:?}"),
    }
}

both! {
    async fn counters_equal_their_rows_after_random_acts(db: Db) {
        let mut world = World::new(&db).await;
        let mut seed = 1;
        for _ in 0..12 {
            let acts = (0..50).map(|_| {
                seed += 1;
                world.act(&db, Chance::new(seed))
            });
            for answer in join_all(acts).await {
                world.learn(told(answer));
            }
            audit(&db).await;
        }
        // And the end of everybody.
        for id in world.people.clone() {
            write!(db, |tx, id| account::delete(tx, *id).await).unwrap();
            audit(&db).await;
        }
        assert_eq!(account::count(&db).await, Ok(0));
    }

    async fn counters_equal_their_rows_when_two_processes_act(place: Place) {
        let dbs = [place.open().await, place.open().await];
        let mut world = World::new(&dbs[0]).await;
        let mut seed = 1_000_000;
        for _ in 0..8 {
            let acts = (0..60).map(|n| {
                seed += 1;
                world.act(&dbs[n % 2], Chance::new(seed))
            });
            for answer in join_all(acts).await {
                world.learn(told(answer));
            }
            audit(&dbs[0]).await;
        }
    }
}
