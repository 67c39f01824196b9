//! `sampan sample`: the sample community, sixty people in the week when the newcomers came.
//!
//! Everything is written through the use cases that people use, in the order of the story, with the
//! clock standing where the story stands. The same every time, up to ids and keys.

mod chance;
mod drawing;
mod story;

use crate::config::Loaded;
use crate::{Outcome, open, say};
use bytes::Bytes;
use chance::Chance;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use sampan_app::App;
use sampan_app::collection::Choice;
use sampan_app::config::LimitConfig;
use sampan_app::note::CARD_TITLE_CHARS;
use sampan_app::rendition::Written;
use sampan_app::view::Viewer;
use sampan_app::views::{Subject, Visit};
use sampan_domain::account::Profile;
use sampan_domain::comment::Draft as CommentDraft;
use sampan_domain::note::Draft;
use sampan_domain::{CommentId, Lang, NoteId, PictureId, Role, text};
use std::collections::HashMap;
use story::{Deed, Story};

const MINUTE_MS: i64 = 60_000;

/// A picture of a drawing, as somebody's phone would send it.
fn photograph(svg: &str) -> Result<Bytes, String> {
    let tree = Tree::from_str(svg, &Options::default()).map_err(|error| error.to_string())?;
    let size = tree.size().to_int_size();
    let mut pixels = Pixmap::new(size.width(), size.height()).ok_or("an empty drawing")?;
    resvg::render(&tree, Transform::default(), &mut pixels.as_mut());
    pixels
        .encode_png()
        .map(Bytes::from)
        .map_err(|error| error.to_string())
}

struct Stage {
    app: App,
    start_ms: i64,
    people: HashMap<String, Viewer>,
    pictures: HashMap<usize, Vec<(PictureId, String)>>,
    notes: HashMap<usize, NoteId>,
    comments: HashMap<(usize, usize), CommentId>,
    /// What people said in the other language.
    written: Vec<Written>,
}

type Done = Result<(), String>;

#[expect(clippy::needless_pass_by_value, reason = "stands in map_err")]
fn told(error: sampan_app::Error) -> String {
    error.to_string()
}

impl Stage {
    fn at(&self, minute: f64) {
        self.app
            .clock()
            .stand_at(self.start_ms + (minute * MINUTE_MS as f64) as i64);
    }

    fn person(&self, handle: &str) -> Result<&Viewer, String> {
        self.people
            .get(handle)
            .ok_or_else(|| format!("{handle} is nobody"))
    }

    /// Keeps what a text says in the other language.
    fn render(&mut self, from: Lang, text: String, rendition: String) {
        let to = if from.is_akin(Lang::EN) {
            Lang::ZH_HANS
        } else {
            Lang::EN
        };
        // Of a text in both languages, it is the one that it is mostly written in.
        if sampan_app::rendition::language(&rendition).is_akin(to) {
            self.written.push(Written {
                from,
                to,
                text,
                rendition,
            });
        }
    }

    /// Everybody joins, with a face and a few words about themselves.
    async fn join(&mut self, story: &Story) -> Done {
        for (place, person) in story.accounts.iter().enumerate() {
            self.at(place as f64 - 600.0);
            let lang = Lang::parse(&person.writes);
            self.app
                .create_account(&person.handle, &person.name, None, Role::Member, lang)
                .await
                .map_err(told)?;
            let viewer = self.app.impersonate(&person.handle).await.map_err(told)?;
            let profile = Profile {
                name: person.name.clone(),
                bio: person.bio.clone(),
                place: person.place.clone(),
                writes: lang,
                reads: person
                    .reads
                    .iter()
                    .filter_map(|tag| Lang::parse(tag))
                    .collect(),
                momo: person.momo,
                likes_public: place % 3 != 0,
                ..Profile::default()
            };
            self.app
                .update_profile(&viewer, profile)
                .await
                .map_err(told)?;
            if !person.momo {
                let face = photograph(&drawing::avatar(place as u64))?;
                self.app
                    .set_avatar(&viewer, Some(face))
                    .await
                    .map_err(told)?;
            }
            self.people.insert(person.handle.clone(), viewer);
            let from = sampan_app::rendition::language(&person.bio);
            self.render(from, person.bio.clone(), story.bios[place].clone());
        }
        Ok(())
    }

    /// Draws and stores the pictures of all notes, several at once.
    async fn draw(&mut self, story: &Story) -> Done {
        self.at(-1.0);
        let wanted: Vec<(usize, usize, &str, &str)> = story
            .notes
            .iter()
            .enumerate()
            .flat_map(|(note, told)| {
                told.pictures
                    .iter()
                    .enumerate()
                    .map(move |(place, picture)| {
                        let (kind, alt) = picture.split_once(':').unwrap_or((picture, ""));
                        (note, place, kind, alt)
                    })
            })
            .collect();
        let total = wanted.len();
        let mut drawn = 0;
        for some in wanted.chunks(16) {
            let uploads = some.iter().map(async |(note, place, kind, alt)| {
                let seed = (*note as u64) * 16 + *place as u64;
                let kind = (*kind).to_owned();
                #[expect(clippy::disallowed_methods, reason = "a command of its own, in chunks")]
                let png = tokio::task::spawn_blocking(move || {
                    let drawing =
                        drawing::draw(&kind, seed).ok_or_else(|| format!("{kind} is unknown"))?;
                    photograph(&drawing.svg)
                })
                .await
                .map_err(|error| error.to_string())??;
                let author = self.person(&story.notes[*note].by)?;
                let picture = self.app.upload_picture(author, png).await.map_err(told)?;
                Ok::<_, String>((*note, picture.id, (*alt).to_owned()))
            });
            for done in futures::future::join_all(uploads).await {
                let (note, id, alt) = done?;
                self.pictures.entry(note).or_default().push((id, alt));
            }
            drawn += some.len();
            if drawn % 64 == 0 || drawn == total {
                say(&format!("  {drawn} of {total} pictures"));
            }
        }
        Ok(())
    }

    async fn act(&mut self, story: &Story, deed: &Deed) -> Done {
        match deed {
            Deed::Note(index) => {
                let told_of = &story.notes[*index];
                let draft = Draft {
                    title: told_of.title.clone(),
                    text: told_of.text.clone(),
                    place: told_of.place.clone(),
                    pictures: self.pictures.remove(index).unwrap_or_default(),
                    ..Draft::default()
                };
                let author = self.person(&told_of.by)?;
                let token = format!("sample-note-{index}");
                let id = self
                    .app
                    .write_note(author, draft, &token)
                    .await
                    .map_err(told)?;
                let note = self.app.note(Some(author), id).await.map_err(told)?;
                self.notes.insert(*index, id);
                let across = &story.across[*index];
                let beginning = match note.title.as_str() {
                    "" => (
                        text::excerpt(&note.text, CARD_TITLE_CHARS),
                        text::excerpt(&across.text, CARD_TITLE_CHARS),
                    ),
                    _ => Default::default(),
                };
                let mut pairs = vec![
                    (note.title, across.title.clone()),
                    (note.text, across.text.clone()),
                    beginning,
                ];
                let alts = note.pictures.into_iter().map(|picture| picture.alt);
                pairs.extend(alts.zip(across.alts.iter().cloned()));
                for (text, rendition) in pairs {
                    self.render(note.lang, text, rendition);
                }
            }
            Deed::Comment {
                note,
                place,
                by,
                text,
                answers,
            } => {
                let id = self.note(*note)?;
                let draft = CommentDraft {
                    text: text.clone(),
                    picture: None,
                };
                let reply_to = answers
                    .and_then(|place| self.comments.get(&(*note, place)))
                    .copied();
                let token = format!("sample-comment-{note}-{place}");
                let comment = self
                    .app
                    .write_comment(self.person(by)?, id, reply_to, draft, &token)
                    .await
                    .map_err(told)?;
                self.comments.insert((*note, *place), comment.id);
                let rendition = story.across[*note].comments[*place].clone();
                self.render(comment.lang, comment.text, rendition);
            }
            Deed::Like { note, by } => {
                let id = self.note(*note)?;
                self.app
                    .like_note(self.person(by)?, id, true)
                    .await
                    .map_err(told)?;
            }
            Deed::LikeComment { note, place, by } => {
                let id = self
                    .comments
                    .get(&(*note, *place))
                    .ok_or("a like before its comment")?;
                self.app
                    .like_comment(self.person(by)?, *id, true)
                    .await
                    .map_err(told)?;
            }
            Deed::Collect { note, by, album } => {
                let id = self.note(*note)?;
                let viewer = self.person(by)?;
                let choice = self.album(viewer, id, album.as_deref()).await?;
                self.app
                    .collect(viewer, id, choice, true)
                    .await
                    .map_err(told)?;
            }
            Deed::Follow { by, whom } => {
                self.app
                    .follow(self.person(by)?, whom, true)
                    .await
                    .map_err(told)?;
            }
            Deed::FollowTopic { by, topic } => {
                self.app
                    .follow_topic(self.person(by)?, topic, true)
                    .await
                    .map_err(told)?;
            }
        }
        Ok(())
    }

    /// The collection of that name, made when it is missing.
    async fn album(
        &self,
        viewer: &Viewer,
        note: NoteId,
        name: Option<&str>,
    ) -> Result<Choice, String> {
        let Some(name) = name else {
            return Ok(Choice::Default);
        };
        let known = self
            .app
            .collection_choice(viewer, note)
            .await
            .map_err(told)?;
        Ok(
            match known.into_iter().find(|collection| collection.name == name) {
                Some(collection) => Choice::Existing(collection.id),
                None => Choice::New {
                    name: name.to_owned(),
                    public: true,
                },
            },
        )
    }

    fn note(&self, index: usize) -> Result<NoteId, String> {
        self.notes
            .get(&index)
            .copied()
            .ok_or_else(|| format!("note {index} is not written yet"))
    }

    /// Visitors read without an account.
    async fn read(&self, story: &Story) -> Done {
        let mut chance = Chance::new(77);
        for (index, told_of) in story.notes.iter().enumerate() {
            let note = self.note(index)?;
            let readers = told_of.likes * 9 + told_of.comments.len() as u64 * 5 + chance.below(40);
            for reader in 0..readers {
                let cookie = format!("{index}-{reader}");
                let visit = Visit {
                    viewer: None,
                    cookie: Some(&cookie),
                    is_new: false,
                    address: "",
                };
                self.app.viewed(Subject::Note(note), visit);
            }
        }
        for (place, topic) in self
            .app
            .rising_topics()
            .await
            .map_err(told)?
            .iter()
            .enumerate()
        {
            for reader in 0..topic.notes * 120 + 30 {
                let cookie = format!("topic-{place}-{reader}");
                let visit = Visit {
                    viewer: None,
                    cookie: Some(&cookie),
                    is_new: false,
                    address: "",
                };
                self.app.viewed(Subject::Topic(topic.id), visit);
            }
        }
        self.app.flush_views().await.map_err(told)
    }
}

pub(crate) async fn run(mut loaded: Loaded, if_empty: bool, end_ms: Option<i64>) -> Outcome {
    let without_limit = || "0/1".to_owned();
    loaded.community.limits = LimitConfig {
        signup: without_limit(),
        signin: without_limit(),
        notes: without_limit(),
        comments: without_limit(),
        uploads: without_limit(),
        reactions: without_limit(),
        views: without_limit(),
        clients: without_limit(),
        api: without_limit(),
        search: without_limit(),
        requests: without_limit(),
    };
    loaded.community.gate.step = "open".into();
    let app = open(&loaded).await?;
    let (accounts, _) = app.account_counts().await.map_err(told)?;
    if accounts > 0 {
        app.close().await;
        return if if_empty {
            Ok(())
        } else {
            Err(format!(
                "there are {accounts} accounts already; the sample needs an empty instance"
            ))
        };
    }
    let story = Story::read()?;
    let deeds = story.deeds();
    say(&format!(
        "Filling the instance with {} people, {} notes and {} comments (about a minute) …",
        story.accounts.len(),
        story.notes.len(),
        story
            .notes
            .iter()
            .map(|note| note.comments.len())
            .sum::<usize>()
    ));
    let end_ms = end_ms.unwrap_or_else(|| app.clock().now_ms());
    let last = deeds.last().map_or(0.0, |(minute, _)| *minute);
    let mut stage = Stage {
        start_ms: end_ms - (last * MINUTE_MS as f64) as i64 - MINUTE_MS,
        app: app.clone(),
        people: HashMap::new(),
        pictures: HashMap::new(),
        notes: HashMap::new(),
        comments: HashMap::new(),
        written: Vec::new(),
    };
    stage.join(&story).await?;
    stage.draw(&story).await?;
    for (minute, deed) in &deeds {
        stage.at(*minute);
        stage.act(&story, deed).await?;
    }
    stage.read(&story).await?;
    app.keep_written(&stage.written).await.map_err(told)?;
    app.close().await;
    say("The sample community is in. Join it as yourself, or look around without an account.");
    Ok(())
}
