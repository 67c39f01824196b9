//! What the seam and group commit cost and bring, against the bare drivers, in one run.
//!
//! `cargo bench -p sampan-store --bench store` prints a table and ends with a failure when a target is
//! missed. Both sides run the same SQL on the same data, taking turns; the median of the turns counts.

#![expect(clippy::print_stdout, reason = "it prints a table")]
#![expect(clippy::unwrap_used, reason = "a bench that fails may say so this way")]

#[expect(dead_code, reason = "the tests share one cluster, the bench owns one")]
#[path = "../tests/it/cluster.rs"]
mod cluster;

use cluster::Cluster;
use futures::future::join_all;
use rusqlite::Connection;
use sampan_domain::note::Visibility;
use sampan_domain::video::State;
use sampan_domain::{
    AccountId, IdSource, Lang, NoteId, PictureId, Role, TopicId, account, feed, id,
};
use sampan_store::account::NewAccount;
use sampan_store::note::Content;
use sampan_store::picture::NewPicture;
use sampan_store::seam::Query;
use sampan_store::{Db, Error, args, like, note};
use std::hint::black_box;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

const PEOPLE: usize = 2_000;
const NOTES: usize = 20_000;
const WRITERS: usize = 64;
const TURNS: usize = 5;

/// What is compared with what, and how much better or worse it may be.
struct Line {
    what: &'static str,
    unit: &'static str,
    ours: f64,
    bare: f64,
    /// None: for scale only.
    target: Option<f64>,
    /// Whether more of it is better.
    rate: bool,
}

impl Line {
    fn ratio(&self) -> f64 {
        self.ours / self.bare
    }

    fn met(&self) -> bool {
        self.target.is_none_or(|target| {
            if self.rate {
                self.ratio() >= target
            } else {
                self.ratio() <= target
            }
        })
    }
}

fn median(mut turns: Vec<f64>) -> f64 {
    turns.sort_by(f64::total_cmp);
    turns[turns.len() / 2]
}

/// Microseconds for one of `count`.
fn each(count: usize, took: Duration) -> f64 {
    took.as_secs_f64() * 1e6 / count as f64
}

fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    println!("SQLite      in {}", described(folder.path()));
    println!(
        "an fsync of one page takes {:.0} us",
        sync_us(folder.path())
    );
    let sqlite = folder.path().join("bench.db");
    let mut lines = runtime.block_on(reads(&sqlite));
    lines.extend(runtime.block_on(sqlite_likes(&sqlite)));
    // The server may belong to another user and its socket's path must be short, hence /tmp.
    let home = tempfile::tempdir().unwrap();
    open_to_others(home.path());
    println!("PostgreSQL  in {}", described(home.path()));
    match Cluster::start(&home.path().join("pg"), &["shared_buffers=256MB"]) {
        Ok(_server) => lines.push(runtime.block_on(postgres_likes(&home.path().join("pg")))),
        Err(reason) => {
            println!("{reason}");
            return ExitCode::FAILURE;
        }
    }
    println!(
        "\n{:<50} {:>12} {:>12} {:>8} {:>9}",
        "", "ours", "bare driver", "ratio", "target"
    );
    for line in &lines {
        let target = line.target.map_or(String::new(), |target| {
            let bound = if line.rate { ">=" } else { "<=" };
            let met = if line.met() { "ok" } else { "MISSED" };
            format!("{bound}{target:>5}x  {met}")
        });
        println!(
            "{:<50} {:>12} {:>12} {:>7.2}x   {target}",
            line.what,
            format!("{:.*} {}", usize::from(!line.rate), line.ours, line.unit),
            format!("{:.*} {}", usize::from(!line.rate), line.bare, line.unit),
            line.ratio(),
        );
    }
    if lines.iter().all(Line::met) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn open_to_others(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755)).unwrap();
}

/// A folder and the file system that it is on: a tmpfs would flatter every commit.
fn described(folder: &Path) -> String {
    let folder = folder.canonicalize().unwrap();
    let mounts = std::fs::read_to_string("/proc/mounts").unwrap_or_default();
    let kind = mounts
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ');
            Some((words.nth(1)?, words.next()?))
        })
        .filter(|(at, _)| folder.starts_with(at))
        .max_by_key(|(at, _)| at.len())
        .map_or("an unknown file system", |(_, kind)| kind);
    format!("{} ({kind})", folder.display())
}

/// What group commit saves: microseconds for a page to reach the disk.
fn sync_us(folder: &Path) -> f64 {
    use std::os::unix::fs::FileExt;
    const SYNCS: usize = 200;
    let file = std::fs::File::create(folder.join("sync")).unwrap();
    file.write_all_at(&vec![1; 1 << 20], 0).unwrap();
    file.sync_all().unwrap();
    let began = Instant::now();
    for _ in 0..SYNCS {
        file.write_all_at(&[2; 4_096], 0).unwrap();
        file.sync_data().unwrap();
    }
    each(SYNCS, began.elapsed())
}

fn connect(path: &Path) -> Connection {
    let conn = Connection::open(path).unwrap();
    conn.set_prepared_statement_cache_capacity(256);
    // Without this both sides take ten times as long and differ by nothing (seam/sqlite.rs).
    conn.set_db_config(
        rusqlite::config::DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG,
        true,
    )
    .unwrap();
    conn.pragma_update(None, "journal_mode", "WAL").unwrap();
    conn.pragma_update(None, "synchronous", "FULL").unwrap();
    conn.pragma_update(None, "foreign_keys", "ON").unwrap();
    conn.pragma_update(None, "cache_size", -8_192).unwrap();
    conn.pragma_update(None, "mmap_size", 256 << 20).unwrap();
    conn.pragma_update(None, "wal_autocheckpoint", 16_384)
        .unwrap();
    conn.busy_timeout(Duration::from_secs(60)).unwrap();
    conn
}

async fn add_account(db: &Db, id: i64) {
    let new = NewAccount {
        id: AccountId(id),
        handle: format!("member{id}"),
        skeleton: format!("member{id}"),
        name: format!("Member Number {id}"),
        interface: None,
        writes: Some(Lang::EN),
        reads: vec![Lang::EN, Lang::ZH_HANS],
        role: Role::Member,
        state: account::State::Active,
        password_hash: None,
        made_at: id::EPOCH_MS,
    };
    let added = db
        .write(new, |tx, new| {
            Box::pin(sampan_store::account::insert(tx, new))
        })
        .await;
    assert_eq!(added, Ok(true));
}

/// Members 1 to `count`.
async fn add_accounts(db: &Db, count: usize) {
    join_all((1..=count as i64).map(|id| add_account(db, id))).await;
}

async fn add_note(db: &Db, id: i64, author: i64, topics: Vec<TopicId>) {
    let now = id::made_at_ms(id);
    let picture = (id % 2 == 0).then_some(PictureId(id));
    let content = Content {
        poll: None,
        title: format!("Note {id}: 十个地方 ten places"),
        body: "A walk along the river, with tea and a view of the boats. ".repeat(6),
        lang: if id % 3 == 0 { Lang::ZH_HANS } else { Lang::EN },
        place: "Hangzhou".to_owned(),
        visibility: Visibility::Public,
        pictures: picture
            .iter()
            .map(|id| (*id, "A boat".to_owned()))
            .collect(),
        video: None,
        topics,
    };
    db.write(
        (id, author, content, now),
        |tx, (id, author, content, now)| {
            Box::pin(async move {
                for (picture, _) in &content.pictures {
                    let new = NewPicture {
                        id: *picture,
                        owner: AccountId(*author),
                        store_key: format!("{picture}"),
                        width: 1_080,
                        height: 1_350,
                        placeholder: "UklGRlIAAABXRUJQVlA4".to_owned(),
                        blurhash: String::new(),
                        made_at: *now,
                    };
                    sampan_store::picture::insert(tx, &new).await?;
                }
                let hot = feed::hot(*now, 0, 0, 0);
                note::insert(tx, NoteId(*id), AccountId(*author), content, hot, *now).await
            })
        },
    )
    .await
    .unwrap();
}

async fn reads(path: &Path) -> Vec<Line> {
    let db = Db::open(&format!("sqlite:{}", path.display()))
        .await
        .unwrap();
    add_accounts(&db, PEOPLE).await;
    let topic = TopicId(1);
    let name = sampan_domain::topic::TopicName::parse("boats").unwrap();
    let ensured = db
        .write(name, |tx, name| {
            Box::pin(sampan_store::topic::ensure(tx, TopicId(1), name, 0))
        })
        .await;
    assert_eq!(ensured, Ok(topic));
    let ids = IdSource::new(1);
    let notes: Vec<i64> = (0..NOTES)
        .map(|n| ids.next(id::EPOCH_MS + 1_000 * n as i64))
        .collect();
    join_all(notes.iter().enumerate().map(|(n, id)| {
        let author = (n * 7_919 % PEOPLE) as i64 + 1;
        add_note(&db, *id, author, vec![topic])
    }))
    .await;
    let conn = connect(path);
    vec![
        brief_read(&db, &conn).await,
        note_read(&db, &conn, &notes).await,
        list_read(&db, &conn, topic, &notes).await,
    ]
}

async fn brief_read(db: &Db, conn: &Connection) -> Line {
    const READS: usize = 100_000;
    const SQL: &str = "SELECT id, handle, name, avatar, momo, bio FROM account WHERE id = $1";
    let ids = || (0..READS).map(|n| (n * 7_919 % PEOPLE) as i64 + 1);
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        let began = Instant::now();
        for id in ids() {
            let row: sampan_store::account::Brief = db.one(SQL, args![id]).await.unwrap();
            black_box(row);
        }
        ours.push(each(READS, began.elapsed()));
        let began = Instant::now();
        for id in ids() {
            let mut statement = conn.prepare_cached(SQL).unwrap();
            let row = statement
                .query_row([id], |row| {
                    Ok(sampan_store::account::Brief {
                        id: AccountId(row.get(0)?),
                        handle: row.get(1)?,
                        name: row.get(2)?,
                        avatar: row.get(3)?,
                        momo: row.get::<_, i64>(4)? != 0,
                        bio: row.get(5)?,
                    })
                })
                .unwrap();
            black_box(row);
        }
        bare.push(each(READS, began.elapsed()));
    }
    Line {
        what: "SQLite, one member by id",
        unit: "us",
        ours: median(ours),
        bare: median(bare),
        target: Some(1.5),
        rate: false,
    }
}

const NOTE_SQL: &str =
    "SELECT n.id, n.author, n.title, n.body, n.lang, n.place, n.visibility, n.version,
        n.made_at, n.edited_at, n.pinned_at, n.hot, n.likes, n.collects, n.comments, n.views,
        a.handle, a.name, a.avatar, a.momo, a.writes
     FROM note n JOIN account a ON a.id = n.author WHERE n.id = $1 AND a.state <> 'leaving'";

fn lang(tag: &str) -> Lang {
    Lang::parse(tag).unwrap()
}

async fn note_read(db: &Db, conn: &Connection, notes: &[i64]) -> Line {
    const READS: usize = 50_000;
    let ids = || (0..READS).map(|n| notes[n * 7_919 % notes.len()]);
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        let began = Instant::now();
        for id in ids() {
            black_box(note::by_id(db, NoteId(id)).await.unwrap().unwrap());
        }
        ours.push(each(READS, began.elapsed()));
        let began = Instant::now();
        for id in ids() {
            let mut statement = conn.prepare_cached(NOTE_SQL).unwrap();
            let row = statement
                .query_row([id], |row| {
                    Ok(note::Note {
                        id: NoteId(row.get(0)?),
                        author: AccountId(row.get(1)?),
                        title: row.get(2)?,
                        body: row.get(3)?,
                        lang: lang(row.get_ref(4)?.as_str()?),
                        place: row.get(5)?,
                        visibility: Visibility::parse(row.get_ref(6)?.as_str()?).unwrap(),
                        version: row.get(7)?,
                        made_at: row.get(8)?,
                        edited_at: row.get(9)?,
                        pinned_at: row.get(10)?,
                        hot: row.get(11)?,
                        likes: row.get(12)?,
                        collects: row.get(13)?,
                        comments: row.get(14)?,
                        views: row.get(15)?,
                        handle: row.get(16)?,
                        name: row.get(17)?,
                        avatar: row.get(18)?,
                        momo: row.get::<_, i64>(19)? != 0,
                        author_writes: row.get_ref(20)?.as_str_or_null()?.map(lang),
                    })
                })
                .unwrap();
            black_box(row);
        }
        bare.push(each(READS, began.elapsed()));
    }
    Line {
        what: "SQLite, one note with its author (21 columns)",
        unit: "us",
        ours: median(ours),
        bare: median(bare),
        target: Some(1.5),
        rate: false,
    }
}

const LIST_SQL: &str =
    "SELECT n.id, n.author, n.title, substr(n.body, 1, 160), n.lang, n.visibility, n.hot,
        n.likes, n.pictures, n.pinned_at, a.handle, a.name, a.avatar, a.momo,
        p.id, p.store_key, p.width, p.height, p.placeholder, n.cover_alt, p.focus_x, p.focus_y,
        v.store_key, v.state, v.duration_ms
     FROM note_topic t JOIN note n ON n.id = t.note
        JOIN account a ON a.id = n.author LEFT JOIN picture p ON p.id = n.cover_picture
        LEFT JOIN video v ON v.id = n.video
     WHERE t.topic = $1 AND t.note < $2 AND a.state = 'active'
     ORDER BY t.note DESC LIMIT $3";

async fn list_read(db: &Db, conn: &Connection, topic: TopicId, notes: &[i64]) -> Line {
    const READS: usize = 5_000;
    let starts = || (0..READS).map(|n| notes[20 + n * 7_919 % (notes.len() - 20)]);
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        let began = Instant::now();
        for before in starts() {
            let rows = note::new_in_topic(db, topic, NoteId(before), 20)
                .await
                .unwrap();
            assert_eq!(rows.len(), 20);
            black_box(rows);
        }
        ours.push(each(READS, began.elapsed()));
        let began = Instant::now();
        for before in starts() {
            let mut statement = conn.prepare_cached(LIST_SQL).unwrap();
            let rows: Vec<note::Card> = statement
                .query_map([topic.0, before, 20], |row| {
                    Ok(note::Card {
                        id: NoteId(row.get(0)?),
                        author: AccountId(row.get(1)?),
                        title: row.get(2)?,
                        body: row.get(3)?,
                        lang: lang(row.get_ref(4)?.as_str()?),
                        visibility: Visibility::parse(row.get_ref(5)?.as_str()?).unwrap(),
                        hot: row.get(6)?,
                        likes: row.get(7)?,
                        pictures: row.get(8)?,
                        pinned_at: row.get(9)?,
                        handle: row.get(10)?,
                        name: row.get(11)?,
                        avatar: row.get(12)?,
                        momo: row.get::<_, i64>(13)? != 0,
                        picture: row.get::<_, Option<i64>>(14)?.map(PictureId),
                        picture_key: row.get(15)?,
                        picture_width: row.get(16)?,
                        picture_height: row.get(17)?,
                        placeholder: row.get(18)?,
                        alt: row.get(19)?,
                        focus_x: row.get(20)?,
                        focus_y: row.get(21)?,
                        video_key: row.get(22)?,
                        video_state: row
                            .get::<_, Option<String>>(23)?
                            .and_then(|state| State::parse(&state)),
                        video_ms: row.get(24)?,
                    })
                })
                .unwrap()
                .collect::<Result<_, _>>()
                .unwrap();
            assert_eq!(rows.len(), 20);
            black_box(rows);
        }
        bare.push(each(READS, began.elapsed()));
    }
    Line {
        what: "SQLite, a page of 20 cards",
        unit: "us",
        ours: median(ours),
        bare: median(bare),
        target: Some(1.3),
        rate: false,
    }
}

const LIKE_SQL: &str = "INSERT INTO note_like (note, account, made_at) VALUES ($1, $2, $3)
    ON CONFLICT DO NOTHING";
const COUNT_SQL: &str = "UPDATE note SET likes = likes + 1 WHERE id = $1";

/// Who likes as the `n`th: nobody near the one before, as in life. Only a number to the like table.
fn liker(n: usize) -> i64 {
    (n as u64 + 1)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .cast_signed()
        >> 1
        & i64::MAX
}

/// Likes a second of 64 writers on one note, through the store.
async fn store_likes(db: &Arc<Db>, note: i64, each_writer: usize) -> f64 {
    let began = Instant::now();
    let writers = (0..WRITERS).map(|writer| {
        let db = db.clone();
        tokio::spawn(async move {
            for n in 0..each_writer {
                let account = AccountId(liker(writer * each_writer + n));
                let liked = db
                    .write_single(
                        (account, NoteId(note), n as i64),
                        |tx, (account, note, now)| {
                            Box::pin(like::set_note(
                                tx,
                                *account,
                                *note,
                                AccountId(1),
                                true,
                                *now,
                            ))
                        },
                    )
                    .await;
                assert_eq!(liked, Ok::<_, Error>(true));
            }
        })
    });
    for writer in join_all(writers).await {
        writer.unwrap();
    }
    let rate = (WRITERS * each_writer) as f64 / began.elapsed().as_secs_f64();
    let (likes,): (i64,) = db
        .one("SELECT likes FROM note WHERE id = $1", args![note])
        .await
        .unwrap();
    assert_eq!(likes as usize, WRITERS * each_writer);
    rate
}

async fn sqlite_likes(path: &Path) -> Vec<Line> {
    let db = Arc::new(
        Db::open(&format!("sqlite:{}", path.display()))
            .await
            .unwrap(),
    );
    let (mut ours, mut bare, mut alone) = (Vec::new(), Vec::new(), Vec::new());
    for turn in 0..TURNS as i64 {
        let [note, bare_note, alone_note] = [1, 2, 3].map(|n| turn * 3 + n);
        for id in [note, bare_note, alone_note] {
            add_note(&db, id, 1, Vec::new()).await;
        }
        ours.push(store_likes(&db, note, 1_500).await);
        bare.push(committed_likes(path, bare_note, WRITERS, 150));
        alone.push(committed_likes(path, alone_note, 1, 3_000));
    }
    let ours = median(ours);
    vec![
        Line {
            what: "SQLite, durable likes of one note, 64 writers",
            unit: "/s",
            ours,
            bare: median(bare),
            target: Some(20.0),
            rate: true,
        },
        Line {
            what: "  the same against one writer that is alone",
            unit: "/s",
            ours,
            bare: median(alone),
            target: None,
            rate: true,
        },
    ]
}

/// Likes a second on one note of writers with a connection each, that commit every one by itself.
fn committed_likes(path: &Path, note: i64, writers: usize, each_writer: usize) -> f64 {
    let conns: Vec<Connection> = (0..writers).map(|_| connect(path)).collect();
    let began = Instant::now();
    std::thread::scope(|scope| {
        for (writer, conn) in conns.into_iter().enumerate() {
            scope.spawn(move || {
                for n in 0..each_writer {
                    let account = liker(writer * each_writer + n);
                    let run = |sql, args: &[i64]| {
                        conn.prepare_cached(sql)
                            .unwrap()
                            .execute(rusqlite::params_from_iter(args))
                            .unwrap()
                    };
                    run("BEGIN IMMEDIATE", &[]);
                    run(LIKE_SQL, &[note, account, n as i64]);
                    run(COUNT_SQL, &[note]);
                    run("COMMIT", &[]);
                }
            });
        }
    });
    (writers * each_writer) as f64 / began.elapsed().as_secs_f64()
}

async fn postgres_likes(folder: &Path) -> Line {
    let url = cluster::url(folder, "postgres");
    let db = Arc::new(Db::open(&url).await.unwrap());
    add_account(&db, 1).await;
    let config: tokio_postgres::Config = url.parse().unwrap();
    let manager = deadpool_postgres::Manager::new(config, tokio_postgres::NoTls);
    let pool = deadpool_postgres::Pool::builder(manager)
        .max_size(WRITERS)
        .build()
        .unwrap();
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for turn in 0..TURNS as i64 {
        let (note, bare_note) = (turn * 2 + 1, turn * 2 + 2);
        for id in [note, bare_note] {
            add_note(&db, id, 1, Vec::new()).await;
        }
        ours.push(store_likes(&db, note, 500).await);
        bare.push(pooled_likes(&pool, bare_note, 60).await);
    }
    Line {
        what: "PostgreSQL, durable likes of one note, 64 writers",
        unit: "/s",
        ours: median(ours),
        bare: median(bare),
        target: Some(10.0),
        rate: true,
    }
}

/// Likes a second of 64 writers on one note, each on its own connection in its own transaction.
async fn pooled_likes(pool: &deadpool_postgres::Pool, note: i64, each_writer: usize) -> f64 {
    // Connecting does not count.
    let ready = join_all((0..WRITERS).map(|_| pool.get())).await;
    ready.into_iter().for_each(|conn| drop(conn.unwrap()));
    let began = Instant::now();
    let writers = (0..WRITERS).map(|writer| {
        let pool = pool.clone();
        tokio::spawn(async move {
            for n in 0..each_writer {
                let account = liker(writer * each_writer + n);
                let mut conn = pool.get().await.unwrap();
                let tx = conn.transaction().await.unwrap();
                let like = tx.prepare_cached(LIKE_SQL).await.unwrap();
                tx.execute(&like, &[&note, &account, &(n as i64)])
                    .await
                    .unwrap();
                let count = tx.prepare_cached(COUNT_SQL).await.unwrap();
                tx.execute(&count, &[&note]).await.unwrap();
                tx.commit().await.unwrap();
            }
        })
    });
    for writer in join_all(writers).await {
        writer.unwrap();
    }
    (WRITERS * each_writer) as f64 / began.elapsed().as_secs_f64()
}
