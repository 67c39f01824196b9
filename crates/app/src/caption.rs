//! Captions: heard by a model or written by the owner, and shown in the reader's language.

use crate::rendition::Key;
use crate::view::{CaptionsView, NoteView, Viewer};
use crate::{App, Error, Result};
use sampan_domain::caption::{self as rules, Cue, State};
use sampan_domain::video::Rendition;
use sampan_domain::{Invalid, Lang, NoteId, VideoId, permission};
use sampan_lang::speech::Heard;
use sampan_store::Tx;
use sampan_store::caption as store;
use sampan_store::job::{self, NewJob};
use sampan_store::video::{self, Video};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tempfile::TempDir;
use tokio::process::Command;

/// Where speech models are, below the folder of models; the largest that is there listens.
pub(crate) const FOLDER: &str = "whisper";
/// What listening may take: the model is opened, then so much for each second of sound.
const START: Duration = Duration::from_secs(60);
const SECONDS_PER_SECOND: u32 = 6;

/// In which words captions are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Track {
    Original,
    /// In this language.
    In(Lang),
    /// In this language, with the original below.
    Both(Lang),
}

impl Track {
    /// Reads `original`, `en`, `both-en`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.strip_prefix("both-") {
            _ if text == "original" => Some(Self::Original),
            Some(lang) => Lang::parse(lang).map(Self::Both),
            None => Lang::parse(text).map(Self::In),
        }
    }
}

/// A track, as far as it is known in its language.
#[derive(Debug, Clone)]
pub struct Captions {
    /// `WebVTT`.
    pub file: String,
    /// Whether renditions are on their way; the original stands in their place.
    pub waits: bool,
}

/// The job that listens to a video.
pub(crate) struct Hearing {
    video: VideoId,
    job: NewJob,
}

impl App {
    /// The folder of the speech model, when there is one.
    #[must_use]
    pub fn speech_model(&self) -> Option<PathBuf> {
        speech_models(Path::new(&self.0.config.translation.models))
            .into_iter()
            .next()
            .map(|(folder, _)| folder)
    }

    /// Whether somebody will listen to videos.
    fn listens(&self) -> bool {
        self.speech_model().is_some()
    }

    /// The job that listens to a video; none when nobody can. See [`start`].
    pub(crate) fn hearing(&self, id: VideoId) -> Result<Option<Hearing>> {
        if !self.listens() {
            return Ok(None);
        }
        let job = self.new_job(&crate::job::Work::HearVideo { video: id })?;
        Ok(Some(Hearing { video: id, job }))
    }

    /// Listens to videos that were shown before there was a model, a few at a time.
    pub(crate) async fn hear_unheard(&self) -> Result<()> {
        const AT_ONCE: i64 = 20;
        if !self.listens() {
            return Ok(());
        }
        for row in video::unheard(&self.0.db, AT_ONCE).await? {
            let hearing = self.hearing(row.id)?;
            self.0
                .db
                .write(hearing, |tx, hearing| {
                    Box::pin(async move { start(tx, hearing.as_ref()).await })
                })
                .await?;
        }
        Ok(())
    }

    /// Listens to a video that plays.
    pub(crate) async fn hear_video(&self, id: VideoId, is_last_try: bool) -> Result<()> {
        let Some(row) = video::by_id(&self.0.db, id).await? else {
            return Ok(());
        };
        let is_wanted = row.state.plays() && row.has_sound && row.captions == State::Waiting;
        let Some(model) = self.speech_model().filter(|_| is_wanted) else {
            return Ok(());
        };
        match self.hear(&row, &model).await {
            Ok(heard) => self.keep_heard(&row, heard).await,
            Err(error) if is_last_try => {
                tracing::warn!(video = %id, %error, "a video has no captions");
                self.0
                    .db
                    .write(id, |tx, id| {
                        Box::pin(async move { store::set_state(tx, *id, State::Wordless).await })
                    })
                    .await?;
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    async fn hear(&self, row: &Video, model: &Path) -> Result<Heard> {
        let broken = |error: std::io::Error| Error::Unavailable(format!("speech: {error}"));
        let folder = self.work_folder()?;
        let sound = self.sound_of(row, &folder).await?;
        let sound = std::fs::File::open(sound).map_err(broken)?;
        let seconds = u32::try_from(row.duration_ms / 1_000).unwrap_or(0) + 1;
        let within = START + Duration::from_secs(1) * seconds * SECONDS_PER_SECOND;
        let binary = self.0.videos.binary()?;
        let expected = self.likely_spoken(row).await?;
        let listening = Command::new(binary)
            .arg("listen")
            .arg(model)
            .args(expected.iter().map(|lang| lang.as_str()))
            .stdin(Stdio::from(sound))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .output();
        let ended = tokio::time::timeout(within, listening)
            .await
            .map_err(|_| Error::Unavailable("listening took too long".into()))?
            .map_err(broken)?;
        if !ended.status.success() {
            let said = String::from_utf8_lossy(&ended.stderr);
            return Err(Error::Unavailable(format!("speech: {}", said.trim())));
        }
        serde_json::from_slice(&ended.stdout).map_err(|error| Error::Internal(error.to_string()))
    }

    /// The language of the note, or else that of the owner: whoever writes Chinese rarely speaks Thai.
    async fn likely_spoken(&self, row: &Video) -> Result<Vec<Lang>> {
        let note = match row.note {
            Some(id) => sampan_store::note::by_id(&self.0.db, id).await?,
            None => None,
        };
        if let Some(note) = note.filter(|note| note.lang != Lang::UND) {
            return Ok(vec![note.lang]);
        }
        let owner = sampan_store::account::by_id(&self.0.db, row.owner).await?;
        let lang = owner.and_then(|owner| owner.writes.or(owner.interface));
        Ok(lang.into_iter().collect())
    }

    /// The sound of a video as the model takes it.
    async fn sound_of(&self, row: &Video, folder: &TempDir) -> Result<PathBuf> {
        let broken = |error: std::io::Error| Error::Unavailable(format!("work: {error}"));
        let film = folder.path().join(sampan_media::video::LOW);
        let mut file = tokio::fs::File::create(&film).await.map_err(broken)?;
        let key = Rendition::Low.key(&row.store_key);
        self.0.objects.append_to(&key, &mut file).await?;
        tokio::io::AsyncWriteExt::flush(&mut file)
            .await
            .map_err(broken)?;
        let workshop = self.workshop_in(folder, sampan_media::video::Container::Mov)?;
        let seconds = row.duration_ms as f64 / 1_000.0;
        let sound = workshop.sound(seconds).await;
        sound.map_err(|error| Error::Unavailable(error.to_string()))
    }

    async fn keep_heard(&self, row: &Video, heard: Heard) -> Result<()> {
        let cues: Vec<Cue> = heard
            .lines
            .into_iter()
            .map(|line| Cue {
                start_ms: line.start_ms,
                end_ms: line.end_ms,
                text: line.text,
            })
            .collect();
        // What a model says keeps the rules of what people write, or there is nothing.
        let cues = rules::check(cues).unwrap_or_default();
        let state = if cues.is_empty() {
            State::Wordless
        } else {
            State::Heard
        };
        self.keep_captions(row, heard.lang, state, cues).await
    }

    async fn keep_captions(
        &self,
        row: &Video,
        lang: Lang,
        state: State,
        cues: Vec<Cue>,
    ) -> Result<()> {
        let ahead: Vec<String> = sentences(&cues);
        let kept = self
            .0
            .db
            .write(
                (row.id, lang, state, cues),
                |tx, (id, lang, state, cues)| {
                    Box::pin(async move { store::replace(tx, *id, *lang, *state, cues).await })
                },
            )
            .await?;
        if kept {
            let ahead: Vec<&str> = ahead.iter().map(String::as_str).collect();
            self.cross_ahead(lang, &ahead);
            self.tell_video(Some(row)).await;
        }
        Ok(())
    }

    async fn captioned(&self, viewer: Option<&Viewer>, note: NoteId) -> Result<Video> {
        self.visible_note(viewer, note).await?;
        let videos = video::of_notes(&self.0.db, &[note]).await?;
        videos.into_iter().next().ok_or(Error::NotFound)
    }

    /// What is said in a note's video, for whoever may see the note.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such note, or nothing is said.
    pub async fn captions(
        &self,
        viewer: Option<&Viewer>,
        note: NoteId,
        track: Track,
    ) -> Result<Captions> {
        let video = self.captioned(viewer, note).await?;
        let cues = store::of(&self.0.db, video.id).await?;
        if cues.is_empty() {
            return Err(Error::NotFound);
        }
        let from = video.caption_lang;
        let (cues, waits) = match track {
            Track::Original => (cues, false),
            Track::In(to) | Track::Both(to) => {
                let is_both = matches!(track, Track::Both(_));
                self.captions_in(&cues, from, to, is_both).await
            }
        };
        Ok(Captions {
            file: rules::webvtt(&cues),
            waits,
        })
    }

    async fn captions_in(
        &self,
        cues: &[Cue],
        from: Lang,
        to: Lang,
        is_both: bool,
    ) -> (Vec<Cue>, bool) {
        let parts = rules::sentences(cues);
        let texts: Vec<String> = parts
            .iter()
            .map(|part| rules::joined(&cues[part.clone()]))
            .collect();
        let keys: Vec<Key> = texts.iter().map(|text| Key::new(text, from, to)).collect();
        let mut said = self.said_in(&keys, &texts, to).await;
        let waits = said.iter().any(|said| said.waits);
        let mut across = Vec::with_capacity(cues.len());
        for (part, said) in parts.into_iter().zip(&mut said) {
            let own = &cues[part];
            let Some(text) = said.text.take() else {
                across.extend_from_slice(own);
                continue;
            };
            for cue in rules::spread(&text, own) {
                let below = own
                    .iter()
                    .filter(|line| line.start_ms >= cue.start_ms && line.end_ms <= cue.end_ms)
                    .map(|line| line.text.replace('\n', " "));
                let below = below.collect::<Vec<_>>().join("\n");
                let text = if is_both && !below.is_empty() {
                    format!("{}\n{below}", cue.text)
                } else {
                    cue.text
                };
                across.push(Cue { text, ..cue });
            }
        }
        (across, waits)
    }

    /// What is said in the videos of these notes: it counts as their text.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn spoken(&self, notes: &[NoteView]) -> Result<HashMap<NoteId, String>> {
        let is_spoken = |note: &&NoteView| {
            let video = note.video.as_ref();
            video.is_some_and(|video| video.captions.is_some())
        };
        let ids: Vec<NoteId> = notes.iter().filter(is_spoken).map(|note| note.id).collect();
        let mut spoken: HashMap<NoteId, String> = HashMap::new();
        for (note, line) in store::of_notes(&self.0.db, &ids).await? {
            let said = spoken.entry(note).or_default();
            said.push_str(&line);
            said.push('\n');
        }
        Ok(spoken)
    }

    /// The lines of a video of the viewer's, to be mended.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Denied`].
    pub async fn own_captions(&self, viewer: &Viewer, note: NoteId) -> Result<CaptionsView> {
        let video = self.captioned(Some(viewer), note).await?;
        if !permission::may_edit(viewer.actor(), video.owner) {
            return Err(Error::Denied("not-author"));
        }
        Ok(CaptionsView {
            note,
            lang: video.caption_lang,
            state: video.captions,
            cues: store::of(&self.0.db, video.id).await?,
        })
    }

    /// Writes the captions of a video of the viewer's; without a line there are none.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Denied`], [`Error::Invalid`] on `captions`.
    pub async fn write_captions(
        &self,
        viewer: &Viewer,
        note: NoteId,
        lang: Option<Lang>,
        cues: Vec<Cue>,
    ) -> Result<()> {
        let video = self.captioned(Some(viewer), note).await?;
        if !permission::may_edit(viewer.actor(), video.owner) {
            return Err(Error::Denied("not-author"));
        }
        let cues = rules::check(cues)?;
        if cues.is_empty() {
            // Nothing is said; a machine may not say otherwise.
            return self
                .keep_captions(&video, Lang::UND, State::Silent, cues)
                .await;
        }
        let whole = sentences(&cues).join("\n");
        let lang = lang.unwrap_or_else(|| sampan_lang::detect(&whole));
        self.keep_captions(&video, lang, State::Written, cues).await
    }

    /// Reads a file of captions.
    ///
    /// # Errors
    /// [`Error::Invalid`] on `captions`.
    pub fn read_captions(bytes: &[u8]) -> Result<Vec<Cue>> {
        let unreadable = Invalid::new("captions", "captions-unreadable");
        let text = std::str::from_utf8(bytes).map_err(|_| unreadable)?;
        Ok(rules::parse(text)?)
    }
}

/// Has a video listened to as soon as it plays and a note shows it, whichever comes last: what nobody publishes
/// needs no captions, and the note tells which language to expect.
pub(crate) async fn start(tx: &Tx, hearing: Option<&Hearing>) -> Result<()> {
    if let Some(Hearing { video, job }) = hearing
        && store::start(tx, *video).await?
    {
        job::insert(tx, job).await?;
    }
    Ok(())
}

fn sentences(cues: &[Cue]) -> Vec<String> {
    rules::sentences(cues)
        .into_iter()
        .map(|part| rules::joined(&cues[part]))
        .collect()
}

/// Folders of speech models with the size of their weights in bytes, the largest first.
pub(crate) fn speech_models(models: &Path) -> Vec<(PathBuf, u64)> {
    crate::models::folders(&models.join(FOLDER))
}
