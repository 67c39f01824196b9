//! Films as phones and browsers make them, and as nobody should: made by `ffmpeg` when a test asks.

use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// Runs `ffmpeg` and gives the file that it writes.
pub(crate) fn made(name: &str, words: &[&str]) -> Vec<u8> {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join(name);
    run(words, &file);
    std::fs::read(file).unwrap()
}

fn run(words: &[&str], file: &Path) {
    let ended = Command::new("ffmpeg")
        .args(["-hide_banner", "-v", "error", "-nostdin", "-y"])
        .args(words)
        .arg(file)
        .status()
        .unwrap();
    assert!(ended.success(), "ffmpeg {words:?}");
}

/// A phone's: held upright, which only a mark in the file says; pictures at uneven times; where it was filmed.
pub(crate) fn phone(seconds: u32) -> Vec<u8> {
    let folder = TempDir::new().unwrap();
    let flat = folder.path().join("flat.mov");
    let pictures = format!("testsrc2=size=1280x720:rate=30:duration={seconds}");
    let sound = format!("sine=frequency=440:sample_rate=44100:duration={seconds}");
    run(
        &[
            "-f",
            "lavfi",
            "-i",
            &pictures,
            "-f",
            "lavfi",
            "-i",
            &sound,
            // Every third picture of the first half is missing.
            "-vf",
            "select='gt(t,1)+mod(n,3)'",
            "-fps_mode",
            "vfr",
            "-c:v",
            "libx264",
            "-preset",
            "ultrafast",
            "-pix_fmt",
            "yuv420p",
            "-c:a",
            "aac",
            "-metadata",
            "location=+31.2304+121.4737/",
            "-metadata",
            "title=Where I live",
        ],
        &flat,
    );
    let upright = folder.path().join("upright.mov");
    let flat = flat.to_str().unwrap();
    run(
        &[
            "-i",
            flat,
            "-c",
            "copy",
            "-map_metadata",
            "0",
            "-metadata:s:v:0",
            "rotate=90",
        ],
        &upright,
    );
    std::fs::read(upright).unwrap()
}

/// A small one in a landscape frame, without sound.
pub(crate) fn small(seconds: u32) -> Vec<u8> {
    let pictures = format!("testsrc2=size=320x180:rate=10:duration={seconds}");
    made(
        "small.mp4",
        &[
            "-f",
            "lavfi",
            "-i",
            &pictures,
            "-c:v",
            "libx264",
            "-preset",
            "ultrafast",
            "-pix_fmt",
            "yuv420p",
        ],
    )
}

/// What `ffprobe` tells of a file, as `key=value` lines.
pub(crate) fn facts(bytes: &[u8]) -> String {
    let folder = TempDir::new().unwrap();
    let file: PathBuf = folder.path().join("film");
    std::fs::write(&file, bytes).unwrap();
    let told = Command::new("ffprobe")
        .args([
            "-v",
            "error",
            "-of",
            "flat",
            "-show_format",
            "-show_streams",
        ])
        .arg(file)
        .output()
        .unwrap();
    String::from_utf8_lossy(&told.stdout).into_owned()
}

/// Where a box of a film begins, by its name.
fn place(bytes: &[u8], name: &[u8; 4], from: usize) -> Option<usize> {
    let found = bytes[from..].windows(4).position(|four| four == name)?;
    Some(from + found)
}

fn number(bytes: &[u8], at: usize) -> usize {
    u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize
}

/// The film with its first track so many times more.
pub(crate) fn with_tracks(film: &[u8], count: usize) -> Vec<u8> {
    let moov = place(film, b"moov", 0).unwrap() - 4;
    let track = place(film, b"trak", moov).unwrap() - 4;
    let track = &film[track..track + number(film, track)];
    let end = moov + number(film, moov);
    let size = (number(film, moov) + count * track.len()) as u32;
    let mut all = film[..moov].to_vec();
    all.extend_from_slice(&size.to_be_bytes());
    all.extend_from_slice(&film[moov + 4..end]);
    for _ in 0..count {
        all.extend_from_slice(track);
    }
    all.extend_from_slice(&film[end..]);
    all
}

fn crc(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg());
        }
    }
    !sum
}

/// A film of PNG pictures that claim so many pixels on a side, and whose file claims the most it can.
pub(crate) fn lying_png(side: u32) -> Vec<u8> {
    let pictures = "testsrc2=size=64x64:rate=5:duration=1";
    let mut film = made("png.mov", &["-f", "lavfi", "-i", pictures, "-c:v", "png"]);
    let mut from = 0;
    while let Some(at) = place(&film, b"IHDR", from) {
        for side_at in [at + 4, at + 8] {
            film[side_at..side_at + 4].copy_from_slice(&side.to_be_bytes());
        }
        let sum = crc(&film[at..at + 17]).to_be_bytes();
        film[at + 17..at + 21].copy_from_slice(&sum);
        from = at + 4;
    }
    let entry = place(&film, b"stsd", 0).unwrap();
    let entry = place(&film, b"png ", entry).unwrap();
    film[entry + 28..entry + 32].fill(0xff);
    film
}
