//! `sampan models` against a server that delivers as Mozilla's does, with a toy model that really
//! translates.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{Response, StatusCode, header};
use futures::{StreamExt, stream};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use tempfile::TempDir;
use toy::Toy;

#[path = "../../../lang/src/engine/firefox/toy.rs"]
mod toy;

const RECORDS: &str = "/v1/buckets/main/collections/translations-models-v2/records";
const ATTACHMENTS: &str = "/files";
/// The same, as a mirror has it: all in one folder.
const MIRROR: &str = "/mirror";

/// One file, as it is recorded and as it is sent.
#[derive(Clone)]
struct Attachment {
    record: Value,
    packed: Vec<u8>,
}

fn hash(content: &[u8]) -> String {
    let hash = Sha256::digest(content);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn attachment(from: &str, to: &str, kind: &str, version: &str, content: &[u8]) -> Attachment {
    let packed = zstd::encode_all(content, 3).unwrap();
    let name = format!("{kind}.{}{}.bin", &from[..2], &to[..2]);
    let record = json!({
        "name": name, "version": version, "fileType": kind, "architecture": "base",
        "sourceLanguage": from, "targetLanguage": to, "filter_expression": "",
        "decompressedHash": hash(content), "decompressedSize": content.len(),
        "attachment": {
            "hash": hash(&packed), "size": packed.len(), "filename": format!("{name}.zst"),
            "location": format!("main-workspace/translations-models-v2/{version}-{name}.zst"),
        },
    });
    Attachment { record, packed }
}

/// Both directions of Chinese and English. `hello` is what the model makes of 你好.
fn attachments(version: &str, hello: &str) -> Vec<Attachment> {
    let words = [
        ("你好", hello),
        ("猫", "▁cat"),
        ("喜欢", "▁likes"),
        ("鱼", "▁fish"),
        ("。", "."),
    ];
    let back = words.map(|(zh, en)| (en, zh));
    let mut all = Vec::new();
    for (from, to, toy) in [
        ("zh-Hans", "en", Toy::new(&words, false, "")),
        ("en", "zh-Hans", Toy::new(&back, true, "")),
    ] {
        all.push(attachment(from, to, "model", version, &toy.model));
        all.push(attachment(from, to, "vocab", version, &toy.vocab));
    }
    all
}

/// How a request for a file is answered.
#[derive(Clone, Copy, PartialEq)]
enum Mood {
    Well,
    /// The connection ends in the middle of what was asked for.
    Cut,
    IgnoringRanges,
    /// A part, but not the one that was asked for.
    OtherRange,
    OtherBytes,
    /// More than the record says.
    TooMuch,
    Status(u16),
}

use Mood::{Cut, IgnoringRanges, OtherBytes, OtherRange, Status, TooMuch, Well};

/// Paths, and ranges of them.
type Asked = Arc<Mutex<Vec<(String, Option<String>)>>>;

/// Plays Mozilla. Each file goes through `moods` by itself, and the last one stays.
struct Mozilla {
    url: String,
    asked: Asked,
}

impl Mozilla {
    fn new(attachments: Vec<Attachment>, moods: &'static [Mood]) -> Self {
        let records: Vec<Value> = attachments.iter().map(|file| file.record.clone()).collect();
        Self::with_records(json!({ "data": records }).to_string(), attachments, moods)
    }

    fn with_records(records: String, attachments: Vec<Attachment>, moods: &'static [Mood]) -> Self {
        let files: HashMap<String, Bytes> = attachments
            .into_iter()
            .flat_map(|file| {
                let packed = Bytes::from(file.packed);
                let location = file.record["attachment"]["location"].as_str().unwrap();
                let name = location.rsplit('/').next().unwrap();
                [
                    (format!("{ATTACHMENTS}/{location}"), packed.clone()),
                    (format!("{MIRROR}/{name}"), packed),
                ]
            })
            .collect();
        let asked = Asked::default();
        let heard = asked.clone();
        let router = Router::new().fallback(move |request: Request| {
            let path = request.uri().path().to_owned();
            let range = request.headers().get(header::RANGE);
            let range = range.map(|range| range.to_str().unwrap().to_owned());
            let mut heard = heard.lock().unwrap();
            let before = heard.iter().filter(|(asked, _)| *asked == path).count();
            heard.push((path.clone(), range.clone()));
            let answer = match files.get(&path) {
                _ if path == RECORDS || path == format!("{MIRROR}/records.json") => {
                    Response::new(Body::from(records.clone()))
                }
                Some(file) => {
                    let mood = moods[before.min(moods.len() - 1)];
                    sent(file, range.as_deref(), mood)
                }
                None => status(404),
            };
            async move { answer }
        });
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Runtime::new().unwrap();
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).unwrap();
                axum::serve(listener, router).await.unwrap();
            });
        });
        Self { url, asked }
    }

    fn pull(&self, folder: &TempDir, languages: &[&str]) -> Output {
        sampan(
            folder,
            &[&["models", "pull"], languages].concat(),
            "",
            &self.url,
        )
    }

    /// Ranges that were asked for, of all files together.
    fn ranges(&self) -> Vec<String> {
        let asked = self.asked.lock().unwrap();
        asked
            .iter()
            .filter_map(|(_, range)| range.clone())
            .collect()
    }

    fn files_asked(&self) -> usize {
        let asked = self.asked.lock().unwrap();
        asked.iter().filter(|(path, _)| path != RECORDS).count()
    }
}

fn status(code: u16) -> Response<Body> {
    Response::builder()
        .status(StatusCode::from_u16(code).unwrap())
        .header(header::RETRY_AFTER, "0")
        .body(Body::from("no"))
        .unwrap()
}

fn sent(file: &Bytes, range: Option<&str>, mood: Mood) -> Response<Body> {
    let from: Option<usize> =
        range.map(|range| range["bytes=".len()..range.len() - 1].parse().unwrap());
    let from = from.filter(|_| mood != IgnoringRanges);
    let (begin, end) = (from.unwrap_or(0), file.len());
    let part = file.slice(begin..);
    let claimed = if mood == OtherRange { begin + 1 } else { begin };
    let answer = Response::builder()
        .status(if from.is_some() { 206 } else { 200 })
        .header(
            header::CONTENT_RANGE,
            format!("bytes {claimed}-{}/{end}", end - 1),
        );
    let body = match mood {
        Status(code) => return status(code),
        Cut => {
            let half = part.slice(..part.len() / 2);
            // A moment later, so that the half is on its way.
            let broken = stream::once(async {
                tokio::task::yield_now().await;
                Err(std::io::Error::other("cut"))
            });
            let half = stream::once(async { Ok(half) }).chain(broken);
            return answer
                .header(header::CONTENT_LENGTH, part.len())
                .body(Body::from_stream(half))
                .unwrap();
        }
        OtherBytes => part.iter().map(|byte| byte ^ 1).collect(),
        TooMuch => part.iter().chain(file.iter()).copied().collect(),
        Well | IgnoringRanges | OtherRange => part.to_vec(),
    };
    answer.body(Body::from(body)).unwrap()
}

fn sampan(folder: &TempDir, args: &[&str], input: &str, mozilla: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sampan"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("SAMPAN_")) {
        command.env_remove(name);
    }
    let mut child = command
        .args(args)
        .env(
            "SAMPAN_TRANSLATION__FIREFOX__RECORDS",
            format!("{mozilla}{RECORDS}"),
        )
        .env(
            "SAMPAN_TRANSLATION__FIREFOX__ATTACHMENTS",
            format!("{mozilla}{ATTACHMENTS}"),
        )
        .env("NO_PROXY", "*")
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

/// What a command answers, and what it says beside it, when all is well.
#[track_caller]
fn good(output: Output) -> (String, String) {
    let said = String::from_utf8(output.stdout).unwrap();
    let beside = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}\n{beside}");
    (said, beside)
}

#[track_caller]
fn bad(output: Output) -> String {
    let wrong = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{wrong}");
    assert!(!wrong.contains("panicked"), "{wrong}");
    wrong
}

fn list(folder: &TempDir) -> Output {
    sampan(folder, &["models", "list"], "", "")
}

fn translated(folder: &TempDir, text: &str) -> String {
    let args = [
        "translate",
        "--engine",
        "firefox",
        "--from",
        "zh",
        "--to",
        "en",
    ];
    good(sampan(folder, &args, text, "")).0
}

fn pair(folder: &TempDir) -> PathBuf {
    folder.path().join("data/models/firefox/zh-Hans-en")
}

#[test]
fn pulled_models_translate() {
    let mozilla = Mozilla::new(attachments("3.0", "▁Hello"), &[Well]);
    let folder = TempDir::new().unwrap();
    let (_, beside) = good(mozilla.pull(&folder, &["zh", "en"]));
    assert!(beside.contains("100 %"), "{beside}");
    assert!(
        beside.contains("zh-Hans to en: version 3.0, base"),
        "{beside}"
    );
    assert!(
        beside.contains("en to zh-Hans: version 3.0, base"),
        "{beside}"
    );
    assert_eq!(
        translated(&folder, "猫喜欢鱼。你好。\n@ana 你好🐱\n"),
        "cat likes fish. Hello.\n@ana Hello 🐱\n"
    );
    let (listed, _) = good(list(&folder));
    assert!(
        listed.contains("firefox zh-Hans-en  3.0 base  0.1 MB"),
        "{listed}"
    );
    assert!(listed.contains("firefox en-zh-Hans  3.0 base"), "{listed}");
    // What is there is not fetched again.
    assert_eq!(mozilla.files_asked(), 4);
    let (_, beside) = good(mozilla.pull(&folder, &["en", "zh"]));
    assert!(beside.contains("was there already"), "{beside}");
    assert_eq!(mozilla.files_asked(), 4);
}

#[test]
fn whatever_happens_on_the_way_the_files_come_whole() {
    let ways: &[(&'static [Mood], bool)] = &[
        (&[Cut, Well], true),
        (&[Cut, Cut, Cut, Well], true),
        (&[Cut, IgnoringRanges], true),
        (&[Cut, OtherRange, Well], true),
        (&[OtherBytes, Well], false),
        (&[Cut, OtherBytes, Well], true),
        (&[TooMuch, Well], false),
        (&[Status(503), Status(429), Well], false),
        (&[Cut, Status(416), Well], true),
    ];
    std::thread::scope(|scope| {
        for (moods, resumes) in ways {
            scope.spawn(move || {
                let mozilla = Mozilla::new(attachments("3.0", "▁Hello"), moods);
                let folder = TempDir::new().unwrap();
                good(mozilla.pull(&folder, &["zh"]));
                assert_eq!(translated(&folder, "你好\n"), "Hello\n");
                assert_eq!(!mozilla.ranges().is_empty(), *resumes);
                let left: Vec<_> = std::fs::read_dir(pair(&folder)).unwrap().collect();
                assert_eq!(left.len(), 3, "{left:?}");
            });
        }
    });
}

#[test]
fn the_next_run_goes_on_where_this_one_stopped() {
    let mozilla = Mozilla::new(attachments("3.0", "▁Hello"), &[Cut, Status(404), Well]);
    let folder = TempDir::new().unwrap();
    let mut runs = 0;
    while !mozilla.pull(&folder, &["zh"]).status.success() {
        runs += 1;
        assert!(runs <= 4);
    }
    // Each of the four files failed once, and was asked for from its middle in two runs.
    assert_eq!(runs, 4);
    assert_eq!(mozilla.ranges().len(), 8);
    assert_eq!(translated(&folder, "你好\n"), "Hello\n");
}

#[test]
fn what_cannot_be_had_is_told_with_its_address() {
    for (moods, want) in [
        (&[Status(404)] as &[Mood], "404"),
        (&[OtherBytes], "other bytes than its records promise"),
        (&[OtherBytes], "another source with --from"),
        (&[TooMuch], "other bytes than its records promise"),
    ] {
        let mozilla = Mozilla::new(attachments("3.0", "▁Hello"), moods);
        let folder = TempDir::new().unwrap();
        let wrong = bad(mozilla.pull(&folder, &["zh"]));
        assert!(
            wrong.contains(want) && wrong.contains(&mozilla.url),
            "{wrong}"
        );
        assert!(!pair(&folder).exists());
        let (listed, _) = good(list(&folder));
        assert!(listed.contains("sampan models pull zh en"), "{listed}");
    }
    for records in ["<html>", "{}"] {
        let mozilla = Mozilla::with_records(records.into(), Vec::new(), &[Well]);
        let wrong = bad(mozilla.pull(&TempDir::new().unwrap(), &["zh"]));
        assert!(wrong.contains("is no list of models"), "{wrong}");
    }
}

#[test]
fn half_a_model_is_none() {
    let mut files = attachments("3.0", "▁Hello");
    // The vocabulary of Chinese to English is of another version.
    files[1].record["version"] = json!("2.0");
    let mozilla = Mozilla::new(files.clone(), &[Well]);
    let folder = TempDir::new().unwrap();
    let (_, beside) = good(mozilla.pull(&folder, &["zh"]));
    assert!(beside.contains("model from zh-Hans to en"), "{beside}");
    assert!(!pair(&folder).exists());
    files.truncate(2);
    let wrong = bad(Mozilla::new(files, &[Well]).pull(&folder, &["zh"]));
    assert!(
        wrong.contains("no whole model between zh-Hans and en"),
        "{wrong}"
    );
}

#[test]
fn nothing_is_unpacked_beyond_its_size_or_to_something_else() {
    for (key, value) in [
        ("decompressedSize", json!(1_000)),
        ("decompressedHash", json!("0".repeat(64))),
    ] {
        let mut files = attachments("3.0", "▁Hello");
        for file in &mut files {
            file.record[key] = value.clone();
        }
        let folder = TempDir::new().unwrap();
        let wrong = bad(Mozilla::new(files, &[Well]).pull(&folder, &["zh"]));
        assert!(wrong.contains("not what its record promises"), "{wrong}");
        assert!(!pair(&folder).exists());
    }
}

#[test]
fn a_newer_version_takes_the_place_of_the_old_one() {
    let folder = TempDir::new().unwrap();
    let mut files = attachments("3.0", "▁Hello");
    good(Mozilla::new(files.clone(), &[Well]).pull(&folder, &["zh"]));
    files.extend(attachments("3.1", "▁Hi"));
    let newer = Mozilla::new(files, &[Well]);
    good(newer.pull(&folder, &["zh"]));
    // The models have not changed, only the dictionary in them and the vocabulary did.
    assert_eq!(translated(&folder, "你好\n"), "Hi\n");
    assert!(good(list(&folder)).0.contains("zh-Hans-en  3.1 base"));
    assert_eq!(
        std::fs::read_dir(folder.path().join("data/models/firefox"))
            .unwrap()
            .count(),
        2
    );
}

#[test]
fn damaged_models_are_told_and_fetched_again() {
    let mozilla = Mozilla::new(attachments("3.0", "▁Hello"), &[Well]);
    let folder = TempDir::new().unwrap();
    good(mozilla.pull(&folder, &["zh"]));
    let model = pair(&folder).join("model.zhen.bin");
    std::fs::write(&model, "x").unwrap();
    let wrong = bad(list(&folder));
    assert!(
        wrong.contains("model.zhen.bin") && wrong.contains("sampan models pull"),
        "{wrong}"
    );
    good(mozilla.pull(&folder, &["zh"]));
    // The other three files were still good.
    assert_eq!(mozilla.files_asked(), 5);
    assert_eq!(translated(&folder, "你好\n"), "Hello\n");
}

/// A mirror: the records, and beside them the files by the last part of their location.
fn mirror(folder: &Path, attachments: &[Attachment]) {
    let records: Vec<Value> = attachments.iter().map(|file| file.record.clone()).collect();
    std::fs::write(
        folder.join("records.json"),
        json!({ "data": records }).to_string(),
    )
    .unwrap();
    for file in attachments {
        let location = file.record["attachment"]["location"].as_str().unwrap();
        let name = location.rsplit('/').next().unwrap();
        std::fs::write(folder.join(name), &file.packed).unwrap();
    }
}

#[test]
fn models_come_from_a_folder_too() {
    let (folder, source) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let from = source.path().to_str().unwrap();
    let pull = || {
        sampan(
            &folder,
            &["models", "pull", "zh", "en", "--from", from],
            "",
            "",
        )
    };
    let wrong = bad(pull());
    assert!(wrong.contains("records.json"), "{wrong}");
    let files = attachments("3.0", "▁Hello");
    mirror(source.path(), &files);
    let spoilt = source.path().join("3.0-vocab.zhen.bin.zst");
    let whole = std::fs::read(&spoilt).unwrap();
    std::fs::write(&spoilt, &whole[1..]).unwrap();
    let wrong = bad(pull());
    assert!(wrong.contains("3.0-vocab.zhen.bin.zst"), "{wrong}");
    std::fs::write(&spoilt, whole).unwrap();
    good(pull());
    assert_eq!(translated(&folder, "你好\n"), "Hello\n");
    // It belongs to somebody else.
    assert!(spoilt.exists());
}

#[test]
fn models_come_from_a_mirror_too() {
    let mozilla = Mozilla::new(attachments("3.0", "▁Hello"), &[Cut, Well]);
    let folder = TempDir::new().unwrap();
    let from = format!("{}{MIRROR}/", mozilla.url);
    good(sampan(
        &folder,
        &["models", "pull", "zh", "--from", &from],
        "",
        "",
    ));
    assert_eq!(translated(&folder, "你好\n"), "Hello\n");
}

#[test]
fn languages_are_checked_before_anything_is_fetched() {
    let mozilla = Mozilla::new(attachments("3.0", "▁Hello"), &[Well]);
    let folder = TempDir::new().unwrap();
    let wrong = bad(mozilla.pull(&folder, &["zh", "tlh"]));
    assert!(wrong.contains("tlh is no known language"), "{wrong}");
    let wrong = bad(mozilla.pull(&folder, &["en"]));
    assert!(wrong.contains("beside English"), "{wrong}");
    let wrong = bad(mozilla.pull(&folder, &["zh", "ja"]));
    assert!(
        wrong.contains("no whole model between ja and en"),
        "{wrong}"
    );
    assert_eq!(mozilla.files_asked(), 0);
}
