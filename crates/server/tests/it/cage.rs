//! The cage around programs that read strangers' files: what they cannot reach, and when they end.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Runs a program in a cage of 1 GB, `seconds` of processor time and files of 1 MB.
fn caged(folder: &Path, rights: &str, seconds: &str, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sampan"))
        .arg("cage")
        .arg(folder)
        .args([rights, "1000000000", seconds, "1000000"])
        .args(words)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned()
}

#[test]
fn a_decoder_reads_its_folder_and_nothing_else() {
    let (own, other) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    std::fs::write(own.path().join("source"), "mine").unwrap();
    let secret = other.path().join("secret");
    std::fs::write(&secret, "somebody's").unwrap();
    let secret = secret.to_str().unwrap();
    let read = caged(own.path(), "read", "5", &["/bin/cat", "source"]);
    assert_eq!(said(&read), "mine");
    let ffmpeg = |path| {
        let words = [
            "/usr/bin/ffmpeg",
            "-v",
            "error",
            "-f",
            "data",
            "-i",
            path,
            "-map",
            "0",
            "-f",
            "data",
            "-y",
            "out",
        ];
        caged(own.path(), "write", "5", &words)
    };
    let read = ffmpeg("source");
    assert!(read.status.success(), "{}", said(&read));
    let name = Path::new(secret).parent().unwrap().file_name().unwrap();
    let beside = format!("../{}/secret", name.to_str().unwrap());
    for path in [secret, "/etc/passwd", "/proc/self/environ", &beside] {
        let read = caged(own.path(), "write", "5", &["/bin/cat", path]);
        assert!(!read.status.success(), "{path}: {}", said(&read));
        assert!(read.stdout.is_empty(), "{path}");
        // Nor when ffmpeg itself is told to.
        let read = ffmpeg(path);
        assert!(!read.status.success(), "ffmpeg {path}: {}", said(&read));
    }
    // It writes there when it may, never elsewhere.
    let touch = |rights, path: &str| {
        caged(own.path(), rights, "5", &["/bin/touch", path])
            .status
            .success()
    };
    assert!(touch("write", "made") && !touch("read", "not-made"));
    assert!(!touch("write", &format!("{secret}-2")) && !touch("write", "/tmp/sampan-cage"));
}

#[test]
fn a_decoder_has_no_network() {
    let own = TempDir::new().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    let http = format!("http://{address}/film.mp4");
    let tcp = format!("tcp://{address}");
    let udp = "udp://127.0.0.1:9".to_owned();
    for url in [http, tcp, udp] {
        let words = [
            "/usr/bin/ffmpeg",
            "-v",
            "error",
            "-t",
            "1",
            "-i",
            &url,
            "-f",
            "null",
            "-",
        ];
        let asked = caged(own.path(), "write", "5", &words);
        assert!(!asked.status.success(), "{url}");
        assert!(
            said(&asked).contains("Operation not permitted"),
            "{url}: {}",
            said(&asked)
        );
    }
    // A playlist that leads out, read as one.
    let list = format!("#EXTM3U\n#EXTINF:9,\nhttp://{address}/x.ts\n#EXT-X-ENDLIST\n");
    std::fs::write(own.path().join("source"), list).unwrap();
    let words = [
        "/usr/bin/ffmpeg",
        "-v",
        "error",
        "-f",
        "hls",
        "-i",
        "source",
        "-f",
        "null",
        "-",
    ];
    assert!(!caged(own.path(), "write", "5", &words).status.success());
    assert!(listener.accept().is_err(), "somebody came");
}

#[test]
fn a_decoder_ends_with_its_time_its_memory_and_its_space() {
    let own = TempDir::new().unwrap();
    let began = Instant::now();
    let busy = caged(
        own.path(),
        "read",
        "1",
        &["/bin/sh", "-c", "while :; do :; done"],
    );
    assert!(!busy.status.success());
    assert!(
        began.elapsed() < Duration::from_secs(150),
        "it was not ended"
    );
    let greedy = [
        "/bin/dd",
        "if=/dev/urandom",
        "of=/dev/null",
        "bs=2000M",
        "count=1",
    ];
    let large = ["/bin/dd", "if=/dev/urandom", "of=large", "bs=1M", "count=3"];
    for words in [&greedy[..], &large[..]] {
        let ended = caged(own.path(), "write", "5", words);
        assert!(!ended.status.success(), "{words:?}: {}", said(&ended));
    }
    let size = std::fs::metadata(own.path().join("large")).unwrap().len();
    assert!(size <= 1_000_000, "{size}");
}

#[test]
fn a_cage_that_cannot_be_made_runs_nothing() {
    let own = TempDir::new().unwrap();
    let gone = own.path().join("gone");
    let refused = caged(&gone, "read", "5", &["/bin/echo", "ran"]);
    assert_eq!(refused.status.code(), Some(125));
    assert!(!said(&refused).contains("ran"));
    let none = caged(own.path(), "read", "5", &["/nowhere/ffmpeg"]);
    assert_eq!(none.status.code(), Some(125), "{}", said(&none));
}
