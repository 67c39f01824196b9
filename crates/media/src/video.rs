//! Videos: from the file that somebody uploaded to renditions that every browser plays.
//!
//! The work is done by `ffmpeg`, as a process in a [`Cage`](crate::cage::Cage) with a fixed list of arguments: one
//! demuxer (MP4 and MOV, or WebM), local files only, one picture track and one sound track, bounds on tracks, pixels
//! and length. What comes out was encoded here: no metadata, no position, no other track of the upload reaches a
//! viewer.
//!
//! # What comes out
//! H.264 and AAC in MP4 that begins to play before it is whole, upright, square pixels, at most 30 pictures a second,
//! ordinary dynamic range, sound at -16 LUFS; a picture for the poster; a silent loop of a few seconds.

use crate::cage::Cage;
use crate::tool::{Failed, Tools, arguments};
use serde::Deserialize;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What a video may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VideoLimits {
    pub max_seconds: u32,
    /// Width times height of the picture track.
    pub max_pixels: u64,
    /// Memory of one decoder or encoder.
    pub memory_bytes: u64,
    /// Processor time and time on the clock that a second of video may take, at most.
    pub seconds_per_second: u32,
}

impl Default for VideoLimits {
    /// Five minutes of 4K.
    fn default() -> Self {
        Self {
            max_seconds: 300,
            max_pixels: 9_500_000,
            memory_bytes: 2 << 30,
            seconds_per_second: 12,
        }
    }
}

/// Why a file is no video for us. None of them goes away by trying again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("no MP4, MOV or WebM")]
    Unsupported,
    #[error("broken")]
    Broken,
    #[error("no picture track")]
    NoPicture,
    #[error("too long")]
    TooLong,
    #[error("too many pixels")]
    TooManyPixels,
    #[error("it took too long")]
    TooSlow,
}

impl Refusal {
    /// The key of the message to the person.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Unsupported => "video-unsupported",
            Self::Broken => "video-broken",
            Self::NoPicture => "video-no-picture",
            Self::TooLong => "video-too-long",
            Self::TooManyPixels => "video-too-many-pixels",
            Self::TooSlow => "video-too-slow",
        }
    }
}

/// Why there is no video.
#[derive(Debug, thiserror::Error)]
pub enum VideoError {
    #[error("{0} ({1})")]
    Refused(Refusal, String),
    /// The machine, not the file; trying again may help.
    #[error("{0}")]
    Unavailable(String),
}

/// Which of the two demuxers reads a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    /// MP4 and MOV.
    Mov,
    /// WebM.
    Matroska,
}

impl Container {
    /// Judges a file by its beginning (12 bytes or more), never by its name. Still pictures in the same box format
    /// (HEIC, AVIF) are none.
    #[must_use]
    pub fn sniff(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(&[0x1a, 0x45, 0xdf, 0xa3]) {
            return Some(Self::Matroska);
        }
        let (kind, brand) = (bytes.get(4..8)?, bytes.get(8..12)?);
        match kind {
            b"ftyp" => {
                let is_picture = [
                    b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis",
                ]
                .iter()
                .any(|known| *known == brand);
                (!is_picture).then_some(Self::Mov)
            }
            b"moov" | b"mdat" | b"wide" | b"free" | b"skip" => Some(Self::Mov),
            _ => None,
        }
    }

    fn demuxer(self) -> &'static str {
        match self {
            Self::Mov => "mov",
            Self::Matroska => "matroska",
        }
    }
}

/// A size that videos are kept in, by the shorter side in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quality {
    Low,
    High,
}

impl Quality {
    #[must_use]
    pub fn short_side(self) -> u32 {
        match self {
            Self::Low => 360,
            Self::High => 720,
        }
    }

    /// The most that its pictures take, in bits a second.
    fn rate(self) -> &'static str {
        match self {
            Self::Low => "900k",
            Self::High => "3000k",
        }
    }

    fn profile(self) -> &'static str {
        match self {
            Self::Low => "main",
            Self::High => "high",
        }
    }
}

/// What is known of an upload before anything is decoded.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// Upright, with square pixels.
    pub width: u32,
    pub height: u32,
    /// `None` where the file does not say, as recordings of browsers.
    pub seconds: Option<f64>,
    pub has_sound: bool,
    /// Pictures a second, as a fraction that the encoder gets; at most 30.
    rate: (u32, u32),
    is_hdr: bool,
}

/// Pictures a second, at most.
const MOST_RATE: u32 = 30;
/// Tracks in a file. Phones write up to eight.
const MOST_TRACKS: &str = "32";
/// On the clock much more than on the processor: whoever probes stands last in line.
const PROBE_WITHIN: Duration = Duration::from_secs(120);
/// What every run may take beside its share of the video's length.
const START_SECONDS: u32 = 30;
/// The length of the silent loop, in seconds.
const LOOP_SECONDS: &str = "4";

/// A video at work: its file in a folder of its own.
#[derive(Debug, Clone)]
pub struct Workshop<'a> {
    pub tools: &'a Tools,
    pub limits: VideoLimits,
    /// Holds the upload as `source`; results are written beside it.
    pub folder: &'a Path,
    pub container: Container,
}

/// The upload in its [`Workshop::folder`].
pub const SOURCE: &str = "source";
/// The small rendition there.
pub const LOW: &str = "360.mp4";

#[derive(Deserialize)]
struct Probed {
    #[serde(default)]
    streams: Vec<Stream>,
    #[serde(default)]
    format: Format,
}

#[derive(Deserialize, Default)]
struct Format {
    duration: Option<String>,
}

#[derive(Deserialize)]
struct Stream {
    #[serde(default)]
    codec_type: String,
    width: Option<u32>,
    height: Option<u32>,
    sample_aspect_ratio: Option<String>,
    avg_frame_rate: Option<String>,
    color_transfer: Option<String>,
    #[serde(default)]
    disposition: Disposition,
    #[serde(default)]
    side_data_list: Vec<SideData>,
}

#[derive(Deserialize, Default)]
struct Disposition {
    #[serde(default)]
    attached_pic: u8,
}

#[derive(Deserialize)]
struct SideData {
    rotation: Option<f64>,
}

/// `30000/1001`, `4:3`: two numbers, neither of them zero.
fn fraction(text: Option<&str>) -> Option<(u32, u32)> {
    let (above, below) = text?.split_once(['/', ':'])?;
    let (above, below) = (above.parse().ok()?, below.parse().ok()?);
    (above > 0 && below > 0).then_some((above, below))
}

/// Scales to a shorter side, never up, to even numbers.
fn fit(width: u32, height: u32, short: u32) -> (u32, u32) {
    let side = width.min(height).max(1);
    let (to, of) = if side > short { (short, side) } else { (1, 1) };
    let scaled = |pixels: u32| {
        let exact = f64::from(pixels) * f64::from(to) / f64::from(of);
        ((exact / 2.0).round() as u32 * 2).max(2)
    };
    (scaled(width), scaled(height))
}

impl Facts {
    /// Width and height of a rendition, in pixels.
    #[must_use]
    pub fn size(&self, quality: Quality) -> (u32, u32) {
        fit(self.width, self.height, quality.short_side())
    }

    /// Whether a rendition would have more pixels than the next smaller one.
    #[must_use]
    pub fn gains(&self, quality: Quality) -> bool {
        quality == Quality::Low || self.size(quality) != self.size(Quality::Low)
    }

    fn of(probed: &Probed, limits: &VideoLimits) -> Result<Self, Refusal> {
        let picture = probed
            .streams
            .iter()
            .find(|stream| stream.codec_type == "video" && stream.disposition.attached_pic == 0)
            .ok_or(Refusal::NoPicture)?;
        let (Some(width), Some(height)) = (picture.width, picture.height) else {
            return Err(Refusal::Broken);
        };
        if width == 0 || height == 0 {
            return Err(Refusal::Broken);
        }
        if u64::from(width) * u64::from(height) > limits.max_pixels {
            return Err(Refusal::TooManyPixels);
        }
        let seconds = probed
            .format
            .duration
            .as_deref()
            .and_then(|text| text.parse::<f64>().ok())
            .filter(|seconds| seconds.is_finite() && *seconds > 0.0);
        if seconds.is_some_and(|seconds| seconds > f64::from(limits.max_seconds) + 1.0) {
            return Err(Refusal::TooLong);
        }
        let turned = picture
            .side_data_list
            .iter()
            .find_map(|data| data.rotation)
            .is_some_and(|degrees| (degrees / 90.0).round() as i64 % 2 != 0);
        let stretch = fraction(picture.sample_aspect_ratio.as_deref()).unwrap_or((1, 1));
        let width = u64::from(width) * u64::from(stretch.0) / u64::from(stretch.1);
        let width = u32::try_from(width).map_err(|_| Refusal::Broken)?.max(1);
        // Nothing that people film is longer than ten times its breadth.
        if width.max(height) / width.min(height) > 10 {
            return Err(Refusal::Broken);
        }
        let (width, height) = if turned {
            (height, width)
        } else {
            (width, height)
        };
        let rate = fraction(picture.avg_frame_rate.as_deref())
            .filter(|(above, below)| u64::from(*above) <= u64::from(MOST_RATE) * u64::from(*below))
            .filter(|(above, below)| above >= below)
            .unwrap_or((MOST_RATE, 1));
        Ok(Self {
            width,
            height,
            seconds,
            has_sound: probed
                .streams
                .iter()
                .any(|stream| stream.codec_type == "audio"),
            rate,
            is_hdr: matches!(
                picture.color_transfer.as_deref(),
                Some("smpte2084" | "arib-std-b67")
            ),
        })
    }
}

impl Workshop<'_> {
    fn cage(&self, writes: bool, seconds: u32) -> Cage {
        Cage {
            folder: self.folder.to_path_buf(),
            writes,
            memory_bytes: self.limits.memory_bytes,
            cpu_seconds: u64::from(seconds),
            file_bytes: 1 << 30,
        }
    }

    /// How long a run over the whole video may take.
    fn allowance(&self, seconds: Option<f64>) -> u32 {
        let seconds = seconds.unwrap_or(f64::from(self.limits.max_seconds));
        START_SECONDS + (seconds.ceil() as u32).saturating_mul(self.limits.seconds_per_second)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// What every program is told about the file that it reads.
    fn input(&self, name: &str, container: Container) -> Vec<OsString> {
        let mut words = arguments([
            &"-protocol_whitelist",
            &"file",
            &"-f",
            &container.demuxer(),
            &"-max_streams",
            &MOST_TRACKS,
            &"-max_pixels",
            &self.limits.max_pixels.to_string(),
        ]);
        let mut file = OsString::from("file:");
        file.push(self.path(name));
        words.extend(["-i".into(), file]);
        words
    }

    /// Looks into the upload without decoding it.
    ///
    /// # Errors
    /// [`VideoError`].
    pub async fn probe(&self) -> Result<Facts, VideoError> {
        let probed = self.look(SOURCE, self.container).await?;
        Facts::of(&probed, &self.limits)
            .map_err(|refusal| VideoError::Refused(refusal, String::new()))
    }

    async fn look(&self, name: &str, container: Container) -> Result<Probed, VideoError> {
        let mut words = arguments([
            &"-v",
            &"error",
            &"-of",
            &"json",
            &"-probesize",
            &"20000000",
            &"-show_entries",
            &"format=duration:stream=codec_type,width,height,sample_aspect_ratio,avg_frame_rate,color_transfer:\
              stream_disposition=attached_pic:stream_side_data=rotation",
        ]);
        words.extend(self.input(name, container));
        let cage = self.cage(false, 20);
        let printed = self.tools.ffprobe(&cage, PROBE_WITHIN, &words).await;
        let printed = printed.map_err(failed)?;
        serde_json::from_slice(&printed)
            .map_err(|error| VideoError::Refused(Refusal::Broken, error.to_string()))
    }

    /// What is done to the pictures of the upload.
    fn filters(facts: &Facts, (width, height): (u32, u32)) -> String {
        let (above, below) = facts.rate;
        let scaled = format!("fps={above}/{below},scale={width}:{height}:flags=bicubic,setsar=1");
        if facts.is_hdr {
            // To linear light, ordinary primaries, and down to what an ordinary screen can show.
            format!(
                "{scaled},zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,\
                 tonemap=tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv,format=yuv420p"
            )
        } else {
            format!("{scaled},format=yuv420p")
        }
    }

    fn started() -> Vec<OsString> {
        arguments([
            &"-hide_banner",
            &"-nostdin",
            &"-v",
            &"error",
            &"-y",
            &"-threads",
            &"1",
            &"-filter_threads",
            &"1",
        ])
    }

    /// Makes a rendition of the upload; answers its file and its length in seconds.
    ///
    /// # Errors
    /// [`VideoError`].
    pub async fn render(
        &self,
        facts: &Facts,
        quality: Quality,
    ) -> Result<(PathBuf, f64), VideoError> {
        let name = format!("{}.mp4", quality.short_side());
        let longest = self.limits.max_seconds + 2;
        let mut words = Self::started();
        words.extend(self.input(SOURCE, self.container));
        words.extend(arguments([
            &"-map",
            &"0:V:0",
            &"-map",
            &"0:a:0?",
            &"-sn",
            &"-dn",
            &"-map_metadata",
            &"-1",
            &"-map_chapters",
            &"-1",
            &"-t",
            &longest.to_string(),
            &"-vf",
            &Self::filters(facts, facts.size(quality)),
            &"-c:v",
            &"libx264",
            &"-preset",
            &"veryfast",
            &"-crf",
            &"23",
            &"-maxrate",
            &quality.rate(),
            &"-bufsize",
            &"4M",
            &"-profile:v",
            &quality.profile(),
            &"-g",
            &"60",
            &"-threads",
            &"1",
            &"-colorspace",
            &"bt709",
            &"-color_trc",
            &"bt709",
            &"-color_primaries",
            &"bt709",
            &"-c:a",
            &"aac",
            &"-b:a",
            &"96k",
            &"-ac",
            &"2",
            &"-ar",
            &"48000",
            &"-af",
            &"loudnorm=I=-16:TP=-1.5:LRA=11",
            &"-fflags",
            &"+bitexact",
            &"-flags:v",
            &"+bitexact",
            &"-flags:a",
            &"+bitexact",
            &"-movflags",
            &"+faststart",
            &"-f",
            &"mp4",
        ]));
        let file = self.path(&name);
        words.push(file.clone().into_os_string());
        self.run(facts.seconds, &words).await?;
        let made = self.look(&name, Container::Mov).await?;
        let seconds: f64 = made
            .format
            .duration
            .and_then(|text| text.parse().ok())
            .unwrap_or(0.0);
        if seconds > f64::from(self.limits.max_seconds) + 1.0 {
            return Err(VideoError::Refused(Refusal::TooLong, String::new()));
        }
        // What ends long before it says was cut off on its way.
        if facts.seconds.is_some_and(|said| seconds < said * 0.8 - 1.0) || seconds <= 0.0 {
            let why = format!("{seconds} of {:?} seconds", facts.seconds);
            return Err(VideoError::Refused(Refusal::Broken, why));
        }
        Ok((file, seconds))
    }

    /// Takes a telling picture from the beginning of the upload, as a file that [`picture`](crate::picture) reads.
    ///
    /// # Errors
    /// [`VideoError`].
    pub async fn poster(&self, facts: &Facts) -> Result<PathBuf, VideoError> {
        let mut words = Self::started();
        words.extend(self.input(SOURCE, self.container));
        words.extend(arguments([
            &"-map",
            &"0:V:0",
            &"-map_metadata",
            &"-1",
            &"-vf",
            &format!(
                "{},thumbnail=60",
                Self::filters(facts, fit(facts.width, facts.height, 1080))
            ),
            &"-frames:v",
            &"1",
            &"-update",
            &"1",
            &"-c:v",
            &"png",
            &"-f",
            &"image2",
        ]));
        let file = self.path("poster.png");
        words.push(file.clone().into_os_string());
        self.run(facts.seconds, &words).await?;
        if file.is_file() {
            Ok(file)
        } else {
            Err(VideoError::Refused(Refusal::Broken, "no picture".into()))
        }
    }

    /// Makes the silent loop that plays under a pointer, from a rendition.
    ///
    /// # Errors
    /// [`VideoError`].
    pub async fn preview(&self, facts: &Facts) -> Result<PathBuf, VideoError> {
        let (width, height) = fit(facts.width, facts.height, 240);
        let mut words = Self::started();
        words.extend(self.input(LOW, Container::Mov));
        words.extend(arguments([
            &"-map",
            &"0:V:0",
            &"-an",
            &"-t",
            &LOOP_SECONDS,
            &"-vf",
            &format!("fps=12,scale={width}:{height},format=yuv420p"),
            &"-c:v",
            &"libx264",
            &"-preset",
            &"veryfast",
            &"-crf",
            &"30",
            &"-threads",
            &"1",
            &"-fflags",
            &"+bitexact",
            &"-flags:v",
            &"+bitexact",
            &"-movflags",
            &"+faststart",
            &"-f",
            &"mp4",
        ]));
        let file = self.path("preview.mp4");
        words.push(file.clone().into_os_string());
        self.run(facts.seconds, &words).await?;
        Ok(file)
    }

    /// Takes the sound of a rendition as 16,000 samples a second, 32-bit floats in the machine's order.
    ///
    /// # Errors
    /// [`VideoError`].
    pub async fn sound(&self, seconds: f64) -> Result<PathBuf, VideoError> {
        let mut words = Self::started();
        words.extend(self.input(LOW, Container::Mov));
        words.extend(arguments([
            &"-map", &"0:a:0", &"-vn", &"-ac", &"1", &"-ar", &"16000", &"-f", &"f32le",
        ]));
        let file = self.path("sound.f32");
        words.push(file.clone().into_os_string());
        self.run(Some(seconds), &words).await?;
        Ok(file)
    }

    async fn run(&self, seconds: Option<f64>, words: &[OsString]) -> Result<(), VideoError> {
        let seconds = self.allowance(seconds);
        let cage = self.cage(true, seconds);
        // On the clock more, since everybody else comes first.
        let within = Duration::from_secs(u64::from(seconds) * 3);
        self.tools
            .ffmpeg(&cage, within, words)
            .await
            .map(drop)
            .map_err(failed)
    }
}

fn failed(failed: Failed) -> VideoError {
    match failed {
        Failed::NotRun(why) => VideoError::Unavailable(why),
        // On a busy machine everything takes longer; the file has done nothing wrong.
        Failed::TimedOut(_) => VideoError::Unavailable(failed.to_string()),
        Failed::Exhausted => VideoError::Refused(Refusal::TooSlow, failed.to_string()),
        Failed::GaveUp(why) => VideoError::Refused(Refusal::Broken, why),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn probed(text: &str) -> Result<Facts, Refusal> {
        Facts::of(
            &serde_json::from_str(text).unwrap(),
            &VideoLimits::default(),
        )
    }

    #[test]
    fn a_phone_held_upright_films_upright() {
        let facts = probed(
            r#"{"streams":[
                {"codec_type":"data"},
                {"codec_type":"video","width":1920,"height":1080,"avg_frame_rate":"52500/1753",
                 "sample_aspect_ratio":"1:1","color_transfer":"arib-std-b67",
                 "side_data_list":[{"rotation":-90}]},
                {"codec_type":"audio"}],
               "format":{"duration":"12.5"}}"#,
        )
        .unwrap();
        assert_eq!((facts.width, facts.height), (1080, 1920));
        assert_eq!(facts.size(Quality::Low), (360, 640));
        assert_eq!(facts.size(Quality::High), (720, 1280));
        assert!(facts.is_hdr && facts.has_sound && facts.gains(Quality::High));
        assert_eq!(facts.rate, (52_500, 1_753));
    }

    #[test]
    fn what_no_phone_films_is_refused() {
        let video = |width: u64, height: u64, seconds: f64| {
            format!(
                r#"{{"streams":[{{"codec_type":"video","width":{width},"height":{height},
                 "avg_frame_rate":"1000/1"}}],"format":{{"duration":"{seconds}"}}}}"#
            )
        };
        let tried = |width, height, seconds| probed(&video(width, height, seconds));
        assert_eq!(tried(100_000, 100_000, 1.0), Err(Refusal::TooManyPixels));
        assert_eq!(tried(100_000, 2, 1.0), Err(Refusal::Broken));
        assert_eq!(tried(0, 2, 1.0), Err(Refusal::Broken));
        assert_eq!(tried(640, 480, 302.0), Err(Refusal::TooLong));
        assert_eq!(probed("{}"), Err(Refusal::NoPicture));
        let facts = tried(321, 241, 0.0).unwrap();
        assert_eq!((facts.rate, facts.seconds), ((30, 1), None));
        assert_eq!(facts.size(Quality::High), (322, 242));
        assert!(!facts.gains(Quality::High));
    }

    #[test]
    fn a_container_is_told_by_its_beginning() {
        assert_eq!(
            Container::sniff(b"\0\0\0\x14ftypqt  "),
            Some(Container::Mov)
        );
        assert_eq!(
            Container::sniff(b"\x1a\x45\xdf\xa3\x01\0\0\0\0\0\0\x1f"),
            Some(Container::Matroska)
        );
        for other in [
            &b"\0\0\0\x18ftypheic"[..],
            b"#EXTM3U\n#EXTINF",
            b"PK\x03\x04aaaaaaaa",
            b"",
            b"RIFF\0\0\0\0AVI ",
        ] {
            assert_eq!(Container::sniff(other), None);
        }
    }
}
