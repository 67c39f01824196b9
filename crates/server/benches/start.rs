//! How long a start takes with a large community: a million notes, 200,000 accounts, 20 million likes in SQLite.
//!
//! `cargo bench -p sampan-server --bench start` fills a database, starts the server on it twice (the first time it
//! builds its search index, too) and reads in its log when the feed was there. It ends with a failure when the second
//! start misses its target.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark prints, and may fail"
)]

#[path = "../../domain/benches/feed/dice.rs"]
mod dice;

use dice::Dice;
use sampan_domain::id;
use sampan_store::{Db, args};
use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant, SystemTime};

const NOTES: usize = 1_000_000;
const ACCOUNTS: usize = 200_000;
/// Likes of each account.
const LIKES: usize = 100;
const FOLLOWS: usize = 10;
const TOPICS: usize = 5_000;
const DAY_MS: i64 = 86_400_000;
/// Rows that one statement writes.
const AT_ONCE: usize = 50_000;

const START_S: f64 = 60.0;
const PATIENCE: Duration = Duration::from_secs(1_200);

#[expect(
    clippy::disallowed_methods,
    reason = "the server that is started has no other clock"
)]
fn now_ms() -> i64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    i64::try_from(now.unwrap().as_millis()).unwrap()
}

/// Notes come one after the other over thirty days.
fn note(at: usize, now_ms: i64) -> i64 {
    let made = now_ms - id::EPOCH_MS - 30 * DAY_MS + 30 * DAY_MS * at as i64 / NOTES as i64;
    (made << id::CLOCK_SHIFT) | (at as i64 & 0xfff)
}

/// Rows on their way into a table: `sql` takes them as one array of arrays.
struct Rows<'a> {
    db: &'a Db,
    sql: &'static str,
    text: String,
    count: usize,
}

impl<'a> Rows<'a> {
    fn new(db: &'a Db, sql: &'static str) -> Self {
        let (text, count) = (String::new(), 0);
        Self {
            db,
            sql,
            text,
            count,
        }
    }

    async fn add(&mut self, row: &[i64]) {
        let lead = if self.count == 0 { "[" } else { "," };
        write!(self.text, "{lead}{row:?}").unwrap();
        self.count += 1;
        if self.count == AT_ONCE {
            self.write().await;
        }
    }

    async fn write(&mut self) {
        let rows = std::mem::take(&mut self.text) + "]";
        self.count = 0;
        self.db
            .write((self.sql, rows), |tx, (sql, rows)| {
                Box::pin(async move { tx.execute(sql, args![rows.as_str()]).await })
            })
            .await
            .unwrap();
    }

    async fn end(mut self) {
        if self.count > 0 {
            self.write().await;
        }
    }
}

/// Puts what is selected of each row into a table.
macro_rules! insert {
    ($into:literal, $select:literal) => {
        concat!(
            "INSERT INTO ",
            $into,
            " SELECT ",
            $select,
            " FROM json_each($1)"
        )
    };
}

async fn fill(path: &str) {
    let db = Db::open(&format!("sqlite:{path}")).await.unwrap();
    let now = now_ms();
    let mut dice = Dice(1);
    let mut accounts = Rows::new(
        &db,
        insert!(
            "account (id, handle, skeleton, name, bio, place, reads, role, state, momo, likes_public, made_at)",
            "value->>0, 'reader' || (value->>0), 'reader' || (value->>0), '', '', '', '[\"en\"]', 'member', 'active', value->>0, 1, value->>1"
        ),
    );
    for at in 1..=ACCOUNTS {
        accounts.add(&[at as i64, now - 40 * DAY_MS]).await;
    }
    accounts.end().await;
    let mut notes = Rows::new(
        &db,
        insert!(
            "note (id, author, title, body, lang, place, visibility, cover_alt, pictures, version, made_at, hot)",
            "value->>0, value->>1, 'A walk ' || (value->>2), 'By the river, in the morning, ' || (value->>2), CASE (value->>2) % 2 WHEN 0 THEN 'zh-Hans' ELSE 'en' END, '', 'public', '', 1, 1, value->>3, 0"
        ),
    );
    let mut topics = Rows::new(
        &db,
        insert!("note_topic (topic, note, hot)", "value->>0, value->>1, 0"),
    );
    let mut by_topic: Vec<Vec<u32>> = vec![Vec::new(); TOPICS];
    for at in 0..NOTES {
        let topic = dice.zipf(TOPICS);
        by_topic[topic].push(at as u32);
        let (id, made) = (note(at, now), now - 30 * DAY_MS);
        let author = 1 + dice.zipf(ACCOUNTS) as i64;
        notes
            .add(&[
                id,
                author,
                at as i64,
                made + 30 * DAY_MS * at as i64 / NOTES as i64,
            ])
            .await;
        topics.add(&[1 + topic as i64, id]).await;
    }
    notes.end().await;
    topics.end().await;
    let mut follows = Rows::new(
        &db,
        insert!(
            "follow (account, target, made_at)",
            "value->>0, value->>1, value->>2"
        ),
    );
    let mut likes = Rows::new(
        &db,
        insert!(
            "note_like (account, note, made_at)",
            "value->>0, value->>1, value->>2"
        ),
    );
    // Kept up row by row it would take most of the time.
    run(&db, "DROP INDEX note_like_note").await;
    for reader in 1..=ACCOUNTS {
        let mut known = HashSet::from([reader]);
        while known.len() <= FOLLOWS {
            let author = 1 + dice.zipf(ACCOUNTS);
            if known.insert(author) {
                follows
                    .add(&[reader as i64, author as i64, now - 35 * DAY_MS])
                    .await;
            }
        }
        let favourites: [usize; 8] = std::array::from_fn(|_| dice.zipf(TOPICS));
        let mut liked = HashSet::new();
        let mut tries = 0;
        while liked.len() < LIKES {
            tries += 1;
            let notes = &by_topic[favourites[dice.below(8)]];
            // Small topics are soon all liked.
            let one = if tries < 2 * LIKES && dice.share() < 0.7 && !notes.is_empty() {
                notes[notes.len() - 1 - dice.zipf(notes.len())] as usize
            } else {
                NOTES - 1 - dice.zipf(NOTES)
            };
            if liked.insert(one) {
                let made = now - 30 * DAY_MS + (30 * DAY_MS) * liked.len() as i64 / LIKES as i64;
                likes.add(&[reader as i64, note(one, now), made]).await;
            }
        }
        if reader.is_multiple_of(ACCOUNTS / 10) {
            println!("  {} of {} likes", reader * LIKES, ACCOUNTS * LIKES);
        }
    }
    follows.end().await;
    likes.end().await;
    run(
        &db,
        "CREATE INDEX note_like_note ON note_like (note, made_at)",
    )
    .await;
}

async fn run(db: &Db, sql: &'static str) {
    db.write(sql, |tx, sql| {
        Box::pin(async move { tx.execute(sql, args![]).await })
    })
    .await
    .unwrap();
}

/// A server that is stopped when it is let go of.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts a server and waits for the feed: seconds, and megabytes of memory then.
fn start(data: &str, until: &str) -> (f64, f64) {
    let began = Instant::now();
    let mut server = Server(
        Command::new(env!("CARGO_BIN_EXE_sampan"))
            .args(["serve", "--data", data, "--listen", "127.0.0.1:0"])
            .env("SAMPAN_TRANSLATION__ENGINES", "[]")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap(),
    );
    let told = BufReader::new(server.0.stderr.take().unwrap());
    let mut folded = None;
    for line in told.lines() {
        let line = line.unwrap();
        println!("  {line}");
        if line.contains("the feed is folded") {
            folded = Some((began.elapsed().as_secs_f64(), memory_mb(server.0.id())));
        }
        if line.contains(until) {
            break;
        }
        assert!(began.elapsed() < PATIENCE, "it takes too long");
    }
    folded.unwrap()
}

fn memory_mb(process: u32) -> f64 {
    let told = std::fs::read_to_string(format!("/proc/{process}/statm")).unwrap_or_default();
    let pages: f64 = told
        .split(' ')
        .nth(1)
        .and_then(|pages| pages.parse().ok())
        .unwrap_or(0.0);
    pages * 4_096.0 / 1e6
}

fn main() -> ExitCode {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap().to_owned();
    println!(
        "Filling a database: {NOTES} notes, {ACCOUNTS} accounts, {} likes",
        ACCOUNTS * LIKES
    );
    let began = Instant::now();
    tokio::runtime::Runtime::new()
        .unwrap()
        .block_on(fill(&format!("{data}/sampan.db")));
    println!("filled in {:.0} s", began.elapsed().as_secs_f64());
    println!("The first start, beside the building of the search index:");
    let first = start(&data, "the search index is built");
    println!("A start:");
    let again = start(&data, "the feed is folded");
    for (what, (seconds, mb)) in [("first start", first), ("start", again)] {
        println!("{what}: the feed was there after {seconds:.1} s; {mb:.0} MB");
    }
    if again.0 > START_S {
        println!(
            "MISSED: the feed was there after {:.1} s, at most {START_S}",
            again.0
        );
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
