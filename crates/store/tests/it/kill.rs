//! What was acknowledged is there after the process was killed, and counters equal their rows.
//!
//! The test binary starts itself as a child that writes with 64 writers and tells every answer through a
//! pipe, and kills it (SIGKILL) in the middle, again and again on one database.

use crate::audit::counters;
use crate::chance::Chance;
use crate::place::Place;
use crate::town::{Town, content};
use sampan_domain::{AccountId, CommentId, NoteId};
use sampan_store::comment::NewComment;
use sampan_store::seam::Query;
use sampan_store::{Db, args, comment, like};
use std::collections::HashSet;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc;
use std::time::Duration;

/// Tells the child what to write to: address, note, its author, and the first free number.
const CHILD: &str = "SAMPAN_KILL_CHILD";
const WRITERS: usize = 64;

#[test]
#[ignore = "not a test: writes until it is killed"]
fn writer() {
    let Ok(orders) = std::env::var(CHILD) else {
        return;
    };
    let orders: Vec<&str> = orders.split(' ').collect();
    let number = |at: usize| orders[at].parse::<i64>().unwrap();
    let (note, author) = (NoteId(number(1)), AccountId(number(2)));
    let next = Arc::new(AtomicI64::new(number(3)));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let db = Arc::new(Db::open(orders[0]).await.unwrap());
        let writers = (0..WRITERS).map(|writer| {
            let (db, next) = (db.clone(), next.clone());
            tokio::spawn(async move {
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    if writer % 2 == 0 {
                        like_it(&db, n, note, author).await;
                        tell(&format!("like {n}"));
                    } else {
                        say(&db, n, note, author).await;
                        tell(&format!("comment {n}"));
                    }
                }
            })
        });
        futures::future::join_all(writers).await;
    });
}

async fn like_it(db: &Db, n: i64, note: NoteId, author: AccountId) {
    let liked = write!(db, |tx, n, note, author| {
        like::set_note(tx, AccountId(*n), *note, *author, true, *n).await
    });
    assert_eq!(liked, Ok(true));
}

async fn say(db: &Db, n: i64, note: NoteId, author: AccountId) {
    let new = NewComment {
        id: CommentId(n),
        ..Town::new().new_comment(note, author)
    };
    write!(db, |tx, new| comment::insert(tx, new).await).unwrap();
}

/// A line to whoever started us; without them there is nothing left to do.
fn tell(line: &str) {
    let mut out = std::io::stdout().lock();
    if out
        .write_all(format!("{line}\n").as_bytes())
        .and_then(|()| out.flush())
        .is_err()
    {
        std::process::exit(0);
    }
}

/// Lets a child write for `time` after the first line that it told, kills it, and answers the lines it had told.
fn write_and_die(orders: &str, time: Duration) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "kill::writer", "--ignored", "--nocapture"])
        .env(CHILD, orders)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let (ready, is_ready) = mpsc::channel();
    let reader = std::thread::spawn(move || {
        let mut told = Vec::new();
        // The last line may be cut short by the kill; then it was not told.
        for line in out
            .split(b'\n')
            .map(|line| String::from_utf8(line.unwrap()).unwrap())
        {
            if line.starts_with("like ") || line.starts_with("comment ") {
                let _ = ready.send(());
            }
            told.push(line);
        }
        told
    });
    is_ready.recv_timeout(Duration::from_secs(60)).unwrap();
    std::thread::sleep(time);
    assert!(
        child.try_wait().unwrap().is_none(),
        "the writers ended by themselves"
    );
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap()
}

async fn numbers(db: &Db, sql: &str, note: NoteId) -> HashSet<i64> {
    let rows: Vec<(i64,)> = db.all(sql, args![note]).await.unwrap();
    rows.into_iter().map(|(n,)| n).collect()
}

async fn kill_again_and_again(place: Place, rounds: i64) {
    let town = Town::new();
    let mut chance = Chance::new(u64::from(std::process::id()));
    let db = place.open().await;
    let [author] = town.accounts(&db).await;
    let note = town.note(&db, author, content("written to the end")).await;
    db.close().await;
    drop(db);
    let (mut likes, mut comments) = (HashSet::new(), HashSet::new());
    for round in 1..=rounds {
        let time = Duration::from_millis(20 + chance.below(131) as u64);
        let orders = format!(
            "{} {} {} {}",
            place.url,
            note.0,
            author.0,
            round * 1_000_000_000
        );
        for line in write_and_die(&orders, time) {
            match line.split_once(' ') {
                Some(("like", n)) => likes.extend(n.parse::<i64>()),
                Some(("comment", n)) => comments.extend(n.parse::<i64>()),
                _ => {}
            }
        }
        let db = place.open().await;
        let liked = numbers(&db, "SELECT account FROM note_like WHERE note = $1", note).await;
        let said = numbers(&db, "SELECT id FROM comment WHERE note = $1", note).await;
        let lost = likes.difference(&liked).count() + comments.difference(&said).count();
        assert_eq!(
            lost,
            0,
            "of {} in round {round}",
            likes.len() + comments.len()
        );
        assert_eq!(counters(&db).await, Vec::<String>::new(), "round {round}");
    }
    assert!(likes.len() + comments.len() >= rounds as usize);
    assert!(!likes.is_empty() && !comments.is_empty());
}

#[test]
fn what_was_told_survives_a_kill_on_sqlite() {
    crate::place::on_sqlite(|place| kill_again_and_again(place, 20));
}

#[test]
fn what_was_told_survives_a_kill_on_postgres() {
    crate::place::on_postgres("template1", |place| kill_again_and_again(place, 5));
}
