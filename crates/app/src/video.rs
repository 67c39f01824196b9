//! Videos: from an upload in pieces to renditions in the object store.
//!
//! An upload may come in as many pieces as its connection breaks into; each is an object, so that any process can
//! go on with it. Once it is whole a job renders what plays first, and another one the rest
//! ([decision 0015](../../../docs/decisions/0015-video.md)).

use crate::caption;
use crate::event::Event;
use crate::limit::Action;
use crate::objects::Part;
use crate::picture::{self, UNUSED_MS};
use crate::view::{VideoView, Viewer};
use crate::{App, Error, Result, secret};
use bytes::{Bytes, BytesMut};
use futures::{Stream, StreamExt};
use parking_lot::Mutex;
use sampan_domain::caption::State as Spoken;
use sampan_domain::picture::{MAX_ALT_CHARS, Size};
use sampan_domain::video::{Rendition, State};
use sampan_domain::{Invalid, PictureId, VideoId, text};
use sampan_media::video::{
    Container, Facts, Quality, Refusal, SOURCE, VideoError, VideoLimits, Workshop,
};
use sampan_media::{Limits, Tools};
use sampan_store::picture::NewPicture;
use sampan_store::video::{self as store, NewVideo, Rendered, Video};
use std::collections::HashSet;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;
use tokio::sync::Semaphore;

/// So much of an upload is in memory before it is stored.
const PART_BYTES: usize = 2 << 20;
/// Uploads that are received at once in this process.
const RECEIVED_AT_ONCE: usize = 64;
/// A sender that says nothing for so long is gone.
const SILENCE: Duration = Duration::from_secs(30);
/// Unfinished uploads of one member, and finished ones that no note shows; the oldest gives way to a new one.
const UNFINISHED: usize = 5;
const UNSHOWN: usize = 10;
/// Pieces of one upload, at least; four times as many as the largest has in ordinary pieces.
const PIECES: usize = 1_000;
/// The folder of a process at work holds this file, locked while the process lives.
const LOCK: &str = "lock";
/// What is said when it was not the file's fault.
const NOT_MADE: &str = "video-not-made";

/// So many bytes tell whether a file is a video.
pub const SNIFFED_BYTES: usize = 12;

/// Judges a file by its beginning.
#[must_use]
pub fn is_video(beginning: &[u8]) -> bool {
    Container::sniff(beginning).is_some()
}

pub(crate) struct Videos {
    /// Ourselves, to be called with other commands.
    binary: Option<PathBuf>,
    tools: Option<Tools>,
    /// Uploads whose bytes are coming in now.
    receiving: Arc<Mutex<HashSet<VideoId>>>,
    places: Arc<Semaphore>,
    /// The folder of this process, once something was at work.
    work: Mutex<Option<Work>>,
}

/// A folder of one process, and the lock that tells others that it lives.
struct Work {
    folder: TempDir,
    _lock: std::fs::File,
}

impl Videos {
    pub(crate) fn new(binary: Option<PathBuf>) -> Self {
        let binary = binary.or_else(|| std::env::current_exe().ok());
        Self {
            tools: binary.as_deref().and_then(Tools::find),
            binary,
            receiving: Arc::default(),
            places: Arc::new(Semaphore::new(RECEIVED_AT_ONCE)),
            work: Mutex::default(),
        }
    }

    pub(crate) fn binary(&self) -> Result<&std::path::Path> {
        let binary = self.binary.as_deref();
        binary.ok_or_else(|| Error::Unavailable("it is unknown where this program is".into()))
    }
}

/// Holds an upload while its bytes come in.
struct Held {
    id: VideoId,
    receiving: Arc<Mutex<HashSet<VideoId>>>,
}

impl Drop for Held {
    fn drop(&mut self) {
        self.receiving.lock().remove(&self.id);
    }
}

fn reason(known: &str) -> &'static str {
    [
        Refusal::Unsupported,
        Refusal::Broken,
        Refusal::NoPicture,
        Refusal::TooLong,
        Refusal::TooManyPixels,
        Refusal::TooSlow,
    ]
    .into_iter()
    .map(Refusal::code)
    .find(|code| *code == known)
    .unwrap_or(NOT_MADE)
}

pub(crate) fn view(row: Video, poster: Option<crate::view::PictureView>) -> VideoView {
    VideoView {
        id: row.id,
        reason: (row.state == State::Failed).then(|| reason(&row.reason)),
        key: row.store_key,
        state: row.state,
        size: row.size,
        received: row.received,
        width: row.width,
        height: row.height,
        duration_ms: row.duration_ms,
        has_sound: row.has_sound,
        is_high: row.is_high,
        captions: matches!(row.captions, Spoken::Heard | Spoken::Written)
            .then_some(row.caption_lang),
        poster,
        alt: row.alt,
    }
}

/// What became of an upload's bytes.
enum End {
    /// All of them are there.
    Whole,
    /// The sender went away, or said nothing more.
    Broken,
}

impl App {
    /// Whether videos can be taken at all.
    #[must_use]
    pub fn takes_videos(&self) -> bool {
        self.0.videos.tools.is_some()
    }

    fn video_limits(&self) -> VideoLimits {
        VideoLimits {
            max_seconds: self.0.config.video.max_seconds,
            max_pixels: self.0.config.video.max_pixels,
            ..VideoLimits::default()
        }
    }

    fn too_large(&self) -> Error {
        let most = usize::try_from(self.0.config.video.max_bytes >> 20).unwrap_or(usize::MAX);
        Invalid::limited("file", "video-too-large", most).into()
    }

    /// Begins an upload of so many bytes, or of as many as come.
    ///
    /// # Errors
    /// [`Error::Invalid`] on `file` when it is too large, or no video can be taken; [`Error::Limited`].
    pub async fn begin_video(&self, viewer: &Viewer, size: Option<i64>) -> Result<VideoId> {
        if !self.takes_videos() {
            return Err(Error::invalid("file", "video-off"));
        }
        if size.is_some_and(|size| size <= 0) {
            return Err(Error::invalid("file", Refusal::Broken.code()));
        }
        if size.is_some_and(|size| size.cast_unsigned() > self.0.config.video.max_bytes) {
            return Err(self.too_large());
        }
        self.limit(Action::Upload, &viewer.id().to_string())?;
        let unfinished = store::uploading(&self.0.db, viewer.id()).await?;
        let unshown = store::waiting(&self.0.db, viewer.id()).await?;
        for (rows, most) in [(unfinished, UNFINISHED), (unshown, UNSHOWN)] {
            let many = (rows.len() + 1).saturating_sub(most);
            for oldest in rows.into_iter().take(many) {
                self.discard_video(&oldest).await?;
            }
        }
        let new = NewVideo {
            id: VideoId(self.next_id()),
            owner: viewer.id(),
            store_key: secret::key()?,
            size: size.unwrap_or(0),
            made_at: self.now_ms(),
        };
        let id = new.id;
        self.0
            .db
            .write(new, |tx, new| {
                Box::pin(async move { store::insert(tx, new).await })
            })
            .await?;
        Ok(id)
    }

    async fn own(&self, viewer: &Viewer, id: VideoId) -> Result<Video> {
        store::by_id(&self.0.db, id)
            .await?
            .filter(|video| video.owner == viewer.id())
            .ok_or(Error::NotFound)
    }

    /// A video of the viewer's, however far it is.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn own_video(&self, viewer: &Viewer, id: VideoId) -> Result<VideoView> {
        let row = self.own(viewer, id).await?;
        let poster = self.poster(&row).await?;
        Ok(view(row, poster))
    }

    async fn poster(&self, row: &Video) -> Result<Option<crate::view::PictureView>> {
        let ids: Vec<PictureId> = row.poster.into_iter().collect();
        let rows = sampan_store::picture::by_ids(&self.0.db, &ids).await?;
        Ok(rows
            .into_iter()
            .next()
            .map(|poster| picture::view(poster, row.alt.clone())))
    }

    /// Takes bytes of an upload from `start` on, until they end or break off. What came is kept in either case,
    /// even when whoever asked is gone. Answers how many bytes there are now.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Conflict`] when the upload does not end at `start`, or is being received;
    /// [`Error::Invalid`] on `file` when it is no video, or larger than announced.
    pub async fn receive_video<E: Send + 'static>(
        &self,
        viewer: &Viewer,
        id: VideoId,
        start: i64,
        bytes: impl Stream<Item = std::result::Result<Bytes, E>> + Send + Unpin + 'static,
    ) -> Result<i64> {
        let busy = Error::Conflict("video-busy");
        let row = self.own(viewer, id).await?;
        if row.state != State::Uploading || row.received != start {
            return Err(busy);
        }
        let most = self.0.config.video.max_bytes / PART_BYTES as u64 * 4;
        let most = usize::try_from(most).unwrap_or(usize::MAX).max(PIECES);
        if store::parts(&self.0.db, id).await?.len() >= most {
            self.discard_video(&row).await?;
            return Err(Error::invalid("file", Refusal::Broken.code()));
        }
        let videos = &self.0.videos;
        let place = Arc::clone(&videos.places).try_acquire_owned();
        let place = place.map_err(|_| Error::Unavailable("too many uploads at once".into()))?;
        if !videos.receiving.lock().insert(id) {
            return Err(busy);
        }
        let held = Held {
            id,
            receiving: Arc::clone(&videos.receiving),
        };
        let app = self.clone();
        let task = tokio::spawn(async move {
            let received = app.take_in(row, bytes).await;
            drop((held, place));
            received
        });
        task.await
            .map_err(|error| Error::Internal(error.to_string()))?
    }

    async fn take_in<E>(
        &self,
        row: Video,
        mut bytes: impl Stream<Item = std::result::Result<Bytes, E>> + Unpin,
    ) -> Result<i64> {
        let most = match row.size {
            0 => self.0.config.video.max_bytes.cast_signed(),
            size => size,
        };
        let mut received = row.received;
        let mut part = BytesMut::new();
        let end = loop {
            match tokio::time::timeout(SILENCE, bytes.next()).await {
                Ok(Some(Ok(more))) => {
                    if received + part.len() as i64 + more.len() as i64 > most {
                        self.discard_video(&row).await?;
                        return Err(self.too_large());
                    }
                    part.extend_from_slice(&more);
                }
                Ok(None) => break End::Whole,
                Ok(Some(Err(_))) | Err(_) => break End::Broken,
            }
            if part.len() >= PART_BYTES {
                received = self
                    .keep_part(&row, received, part.split().freeze())
                    .await?;
            }
        };
        if !part.is_empty() {
            received = self.keep_part(&row, received, part.freeze()).await?;
        }
        let is_whole = match (row.size, end) {
            (0, End::Whole) => received > 0,
            (size, _) => received == size && size > 0,
        };
        if is_whole {
            self.begin_rendering(row.id).await?;
        } else if row.size == 0 {
            // Nobody can go on with it.
            self.discard_video(&row).await?;
            return Err(Error::invalid("file", Refusal::Broken.code()));
        }
        Ok(received)
    }

    async fn keep_part(&self, row: &Video, start: i64, bytes: Bytes) -> Result<i64> {
        if start == 0 && bytes.len() >= SNIFFED_BYTES && Container::sniff(&bytes).is_none() {
            self.discard_video(row).await?;
            return Err(Error::invalid("file", Refusal::Unsupported.code()));
        }
        let size = bytes.len() as i64;
        // A name of its own: whoever knows the video's cannot fetch what it was made of.
        let key = secret::key()?;
        self.0.objects.put(&key, bytes.to_vec()).await?;
        let input = (row.id, start, size, key.clone());
        let added = self
            .0
            .db
            .write(input, |tx, (id, start, size, key)| {
                Box::pin(async move { store::add_part(tx, *id, *start, *size, key).await })
            })
            .await;
        if matches!(added, Ok(true)) {
            return Ok(start + size);
        }
        // Given up meanwhile, or gone on elsewhere.
        self.0.objects.delete(&key).await?;
        added?;
        Err(Error::Conflict("video-busy"))
    }

    async fn begin_rendering(&self, id: VideoId) -> Result<()> {
        let job = self.new_job(&crate::job::Work::PrepareVideo { video: id })?;
        self.0
            .db
            .write((id, job), |tx, (id, job)| {
                Box::pin(async move {
                    if store::complete(tx, *id).await? {
                        sampan_store::job::insert(tx, job).await?;
                    }
                    Ok::<_, Error>(())
                })
            })
            .await?;
        self.0.jobs.wake();
        Ok(())
    }

    /// Takes a video that comes in one piece, as a form sends it.
    ///
    /// # Errors
    /// As [`Self::begin_video`] and [`Self::receive_video`].
    pub async fn upload_video<E: Send + 'static>(
        &self,
        viewer: &Viewer,
        bytes: impl Stream<Item = std::result::Result<Bytes, E>> + Send + Unpin + 'static,
    ) -> Result<VideoId> {
        let id = self.begin_video(viewer, None).await?;
        self.receive_video(viewer, id, 0, bytes).await?;
        Ok(id)
    }

    /// Gives an upload up that no note shows.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn cancel_video(&self, viewer: &Viewer, id: VideoId) -> Result<()> {
        let row = self.own(viewer, id).await?;
        self.discard_video(&row).await
    }

    /// Says what is on a video of the viewer's.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Invalid`] on `alt`.
    pub async fn describe_video(&self, viewer: &Viewer, id: VideoId, alt: &str) -> Result<()> {
        let row = self.own(viewer, id).await?;
        let alt = text::clean_lines(alt);
        if text::chars(&alt) > MAX_ALT_CHARS {
            return Err(Invalid::limited("alt", "picture-alt-long", MAX_ALT_CHARS).into());
        }
        self.0
            .db
            .write((row.id, alt), |tx, (id, alt)| {
                Box::pin(async move { store::set_alt(tx, *id, alt).await })
            })
            .await?;
        Ok(())
    }

    /// Refuses a video that is not the viewer's own, not whole, or of which nothing came. `note` is the one that
    /// may show it already.
    pub(crate) async fn check_video(
        &self,
        viewer: &Viewer,
        id: Option<VideoId>,
        note: Option<sampan_domain::NoteId>,
    ) -> Result<()> {
        let Some(id) = id else {
            return Ok(());
        };
        let row = match self.own(viewer, id).await {
            Ok(row) if row.note.is_none() || row.note == note => row,
            Ok(_) | Err(Error::NotFound) => return Err(Error::invalid("pictures", "video-gone")),
            Err(error) => return Err(error),
        };
        match row.state {
            State::Uploading => Err(Error::invalid("pictures", "video-unfinished")),
            State::Failed => Err(Error::invalid("pictures", reason(&row.reason))),
            State::Waiting | State::Playable | State::Ready => Ok(()),
        }
    }

    /// A rendition by its key, or a part of it.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn read_object(&self, key: &str, part: Option<Range<u64>>) -> Result<Part> {
        picture::check_key(key)?;
        self.0.objects.read(key, part).await
    }

    // ---- Rendering

    /// A folder for one video at work; it goes with the value.
    pub(crate) fn work_folder(&self) -> Result<TempDir> {
        let unusable = |error: std::io::Error| Error::Unavailable(format!("work: {error}"));
        let mut own = self.0.videos.work.lock();
        let work = match own.take() {
            Some(work) => work,
            None => {
                let work = &self.0.config.video.work;
                std::fs::create_dir_all(work).map_err(unusable)?;
                let work = std::fs::canonicalize(work).map_err(unusable)?;
                let folder = tempfile::Builder::new().prefix("process-").tempdir_in(work);
                let folder = folder.map_err(unusable)?;
                let lock = std::fs::File::create(folder.path().join(LOCK)).map_err(unusable)?;
                lock.lock().map_err(unusable)?;
                Work {
                    folder,
                    _lock: lock,
                }
            }
        };
        let folder = tempfile::Builder::new()
            .prefix("video-")
            .tempdir_in(work.folder.path())
            .map_err(unusable);
        *own = Some(work);
        folder
    }

    /// Removes what processes that died have left.
    pub(crate) fn clear_work(&self) {
        let Ok(left) = std::fs::read_dir(&self.0.config.video.work) else {
            return;
        };
        for folder in left.flatten() {
            if !folder.file_name().to_string_lossy().starts_with("process-") {
                continue;
            }
            // Whoever lives holds the lock, or is just about to make it.
            let lock = std::fs::File::open(folder.path().join(LOCK));
            if lock.is_ok_and(|lock| lock.try_lock().is_ok())
                && let Err(error) = std::fs::remove_dir_all(folder.path())
            {
                tracing::warn!(%error, folder = %folder.path().display(), "was not removed");
            }
        }
    }

    /// Puts the pieces of an upload together.
    async fn fetch_source(&self, row: &Video, folder: &TempDir) -> Result<Container> {
        let broken = |error: std::io::Error| Error::Unavailable(format!("work: {error}"));
        let path = folder.path().join(SOURCE);
        let mut file = tokio::fs::File::create(&path).await.map_err(broken)?;
        for key in store::parts(&self.0.db, row.id).await? {
            self.0.objects.append_to(&key, &mut file).await?;
        }
        tokio::io::AsyncWriteExt::flush(&mut file)
            .await
            .map_err(broken)?;
        let mut file = tokio::fs::File::open(&path).await.map_err(broken)?;
        let mut beginning = [0; SNIFFED_BYTES];
        // A shorter file is none that we know.
        let _ = tokio::io::AsyncReadExt::read_exact(&mut file, &mut beginning).await;
        Container::sniff(&beginning)
            .ok_or_else(|| Error::invalid("file", Refusal::Unsupported.code()))
    }

    /// Makes the poster and the small rendition.
    pub(crate) async fn prepare_video(&self, id: VideoId, is_last_try: bool) -> Result<()> {
        let Some(row) = store::by_id(&self.0.db, id).await? else {
            return Ok(());
        };
        if row.state != State::Waiting {
            return Ok(());
        }
        let ended = self.prepare(&row).await;
        self.settle_video(&row, ended, is_last_try).await
    }

    async fn prepare(&self, row: &Video) -> std::result::Result<(), Stop> {
        let folder = self.work_folder()?;
        let (workshop, facts) = self.workshop(row, &folder).await?;
        let (low, seconds) = workshop.render(&facts, Quality::Low).await?;
        let poster = workshop.poster(&facts).await?;
        let preview = workshop.preview(&facts).await?;
        let bytes = tokio::fs::read(poster).await;
        let bytes = bytes.map_err(|error| Error::Unavailable(error.to_string()))?;
        let made = self
            .0
            .cpu
            .run(move || sampan_media::picture(&bytes, &Limits::default()))
            .await?;
        let poster = made.map_err(|error| Error::Internal(error.to_string()))?;
        let poster = self.keep_picture(row.owner, poster).await?;
        let kept = self.keep_low(row, &facts, seconds, poster.clone(), [&low, &preview]);
        match kept.await {
            Ok(Some(video)) => {
                self.tell_video(Some(&video)).await;
                self.0.jobs.wake();
                Ok(())
            }
            // Given up meanwhile, or not written: nothing of it stays.
            Ok(None) => Ok(self.forget_made(row, &poster.store_key).await?),
            Err(error) => {
                self.forget_made(row, &poster.store_key).await?;
                Err(error.into())
            }
        }
    }

    /// Stores what plays first, and says so; `None` when the video is gone.
    async fn keep_low(
        &self,
        row: &Video,
        facts: &Facts,
        seconds: f64,
        poster: NewPicture,
        [low, preview]: [&PathBuf; 2],
    ) -> Result<Option<Video>> {
        for (rendition, file) in [(Rendition::Low, low), (Rendition::Preview, preview)] {
            let key = rendition.key(&row.store_key);
            self.0.objects.put_file(&key, file).await?;
        }
        let (width, height) = facts.size(Quality::High);
        let rendered = Rendered {
            width,
            height,
            duration_ms: (seconds * 1_000.0).round() as i64,
            has_sound: facts.has_sound,
            poster: poster.id,
            state: State::Playable,
        };
        let job = self.new_job(&crate::job::Work::FinishVideo { video: row.id })?;
        let hearing = self.hearing(row.id)?;
        self.0
            .db
            .write(
                (row.id, poster, rendered, job, hearing),
                |tx, (id, poster, made, job, hearing)| {
                    Box::pin(async move {
                        if store::by_id(tx, *id).await?.is_none() {
                            return Ok(None);
                        }
                        sampan_store::picture::insert(tx, poster).await?;
                        sampan_store::job::insert(tx, job).await?;
                        let video = store::rendered(tx, *id, made).await?;
                        caption::start(tx, hearing.as_ref()).await?;
                        Ok::<_, Error>(video)
                    })
                },
            )
            .await
    }

    /// Removes what was made of a video that has no row to tell of it.
    async fn forget_made(&self, row: &Video, poster: &str) -> Result<()> {
        let made = Rendition::ALL.map(|rendition| rendition.key(&row.store_key));
        let poster = Size::ALL.map(|size| picture::object_key(poster, size));
        for key in made.into_iter().chain(poster) {
            self.0.objects.delete(&key).await?;
        }
        Ok(())
    }

    /// Makes the large rendition, and lets the upload go.
    pub(crate) async fn finish_video(&self, id: VideoId, is_last_try: bool) -> Result<()> {
        let Some(row) = store::by_id(&self.0.db, id).await? else {
            return Ok(());
        };
        if row.state == State::Playable {
            let ended = self.finish(&row).await;
            self.settle_video(&row, ended, is_last_try).await?;
        }
        self.forget_source(&row).await
    }

    async fn finish(&self, row: &Video) -> std::result::Result<(), Stop> {
        let folder = self.work_folder()?;
        let (workshop, facts) = self.workshop(row, &folder).await?;
        let is_high = facts.gains(Quality::High);
        if is_high {
            let (file, _) = workshop.render(&facts, Quality::High).await?;
            let key = Rendition::High.key(&row.store_key);
            self.0.objects.put_file(&key, &file).await?;
        }
        let video = self
            .0
            .db
            .write((row.id, is_high), |tx, (id, is_high)| {
                Box::pin(async move { store::finish(tx, *id, *is_high).await })
            })
            .await?;
        if video.is_none() {
            // Given up meanwhile.
            let key = Rendition::High.key(&row.store_key);
            self.0.objects.delete(&key).await?;
        }
        self.tell_video(video.as_ref()).await;
        Ok(())
    }

    async fn workshop<'a>(
        &'a self,
        row: &Video,
        folder: &'a TempDir,
    ) -> std::result::Result<(Workshop<'a>, Facts), Stop> {
        let container = match self.fetch_source(row, folder).await {
            Ok(container) => container,
            Err(Error::Invalid(_)) => {
                return Err(VideoError::Refused(Refusal::Unsupported, String::new()).into());
            }
            Err(error) => return Err(error.into()),
        };
        let workshop = self.workshop_in(folder, container)?;
        let facts = workshop.probe().await?;
        Ok((workshop, facts))
    }

    pub(crate) fn workshop_in<'a>(
        &'a self,
        folder: &'a TempDir,
        container: Container,
    ) -> Result<Workshop<'a>> {
        let tools = self.0.videos.tools.as_ref();
        Ok(Workshop {
            tools: tools.ok_or_else(|| Error::Unavailable("ffmpeg is missing".into()))?,
            limits: self.video_limits(),
            folder: folder.path(),
            container,
        })
    }

    /// What a failure means: a hopeless file fails once, the machine may be better next time. A video that plays
    /// already stays as it is.
    async fn settle_video(
        &self,
        row: &Video,
        ended: std::result::Result<(), Stop>,
        is_last_try: bool,
    ) -> Result<()> {
        let reason = match ended {
            Ok(()) => return Ok(()),
            Err(Stop::Refused(refusal, why)) => {
                tracing::info!(video = %row.id, %refusal, why, "a video was refused");
                refusal.code()
            }
            Err(Stop::Failed(error)) if is_last_try => {
                tracing::warn!(video = %row.id, %error, "a video was not made");
                NOT_MADE
            }
            Err(Stop::Failed(error)) => return Err(error),
        };
        let input = (row.id, row.state.plays(), reason);
        let video = self
            .0
            .db
            .write(input, |tx, (id, plays, reason)| {
                Box::pin(async move {
                    if *plays {
                        store::finish(tx, *id, false).await
                    } else {
                        store::fail(tx, *id, reason).await
                    }
                })
            })
            .await?;
        if !row.state.plays() {
            self.forget_source(row).await?;
        }
        self.tell_video(video.as_ref()).await;
        Ok(())
    }

    /// Pages and programs hear that a note's video came further.
    pub(crate) async fn tell_video(&self, video: Option<&Video>) {
        if let Some(note) = video.and_then(|video| video.note) {
            self.feed_note(note).await;
            self.0.bus.tell(Event::Rewritten { note });
        }
    }

    // ---- Removing

    /// Removes the pieces of an upload.
    async fn forget_source(&self, row: &Video) -> Result<()> {
        for key in store::parts(&self.0.db, row.id).await? {
            self.0.objects.delete(&key).await?;
        }
        self.0
            .db
            .write(row.id, |tx, id| {
                Box::pin(async move { store::forget_parts(tx, *id).await })
            })
            .await?;
        Ok(())
    }

    /// Removes a video that no note shows, with everything that was made of it.
    async fn discard_video(&self, row: &Video) -> Result<()> {
        let parts = self
            .0
            .db
            .write(row.id, |tx, id| {
                Box::pin(async move { store::delete_unused(tx, *id).await })
            })
            .await?;
        let Some(parts) = parts else {
            return Ok(());
        };
        let made = Rendition::ALL.map(|rendition| rendition.key(&row.store_key));
        for key in parts.into_iter().chain(made) {
            self.0.objects.delete(&key).await?;
        }
        Ok(())
    }

    /// Removes videos that nobody showed.
    pub(crate) async fn sweep_videos(&self) -> Result<()> {
        let before = self.now_ms() - UNUSED_MS;
        loop {
            let unused = store::unused(&self.0.db, before, 50).await?;
            if unused.is_empty() {
                return Ok(());
            }
            for row in unused {
                self.discard_video(&row).await?;
            }
        }
    }
}

/// Why a video is not made.
enum Stop {
    /// The file's own fault.
    Refused(Refusal, String),
    /// Somebody else's.
    Failed(Error),
}

impl From<VideoError> for Stop {
    fn from(error: VideoError) -> Self {
        match error {
            VideoError::Refused(refusal, why) => Self::Refused(refusal, why),
            VideoError::Unavailable(why) => Self::Failed(Error::Unavailable(why)),
        }
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<sampan_store::Error> for Stop {
    fn from(error: sampan_store::Error) -> Self {
        Self::Failed(error.into())
    }
}
