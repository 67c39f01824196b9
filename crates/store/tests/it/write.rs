//! Group commit: who shares a transaction shares nothing else.

use crate::audit::audit;
use crate::town::{Town, content};
use futures::future::{BoxFuture, join_all};
use sampan_domain::AccountId;
use sampan_store::seam::Query;
use sampan_store::{Db, Error, Tx, args, like, relation};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

const INSERT: &str = "INSERT INTO once (token, account, result, made_at) VALUES ($1, $2, $3, $4)";

async fn put(tx: &Tx, n: i64) -> Result<u64, Error> {
    tx.execute(INSERT, args!["t", n, n, 0_i64]).await
}

async fn kept(db: &Db) -> Vec<i64> {
    let rows: Vec<(i64,)> = db
        .all("SELECT account FROM once ORDER BY account", args![])
        .await
        .unwrap();
    rows.into_iter().map(|(n,)| n).collect()
}

async fn together(db: &Db, parts: Vec<i64>) -> Result<Vec<u64>, Error> {
    db.write(parts, |tx, parts| {
        let parts = parts.iter().map(|n| put(tx, *n)).collect();
        Box::pin(tx.together(parts))
    })
    .await
}

type Bad = for<'a> fn(&'a Tx, &'a i64) -> BoxFuture<'a, Result<u64, Error>>;

/// One bad write among a hundred good ones, all at once; what the bad one is told.
async fn among_good_ones(db: &Db, bad: Bad) -> Result<u64, Error> {
    let good: Bad = |tx, n| Box::pin(put(tx, *n));
    let answers =
        join_all((0..101_i64).map(|n| db.write(n, if n == 50 { bad } else { good }))).await;
    let mut told = None;
    for (n, answer) in answers.into_iter().enumerate() {
        if n == 50 {
            told = Some(answer);
        } else {
            assert_eq!(answer, Ok(1), "{n}");
        }
    }
    let expected: Vec<i64> = (0..101).filter(|n| *n != 50).collect();
    assert_eq!(kept(db).await, expected);
    // The next batch is none the worse.
    assert_eq!(db.write(1_000, good).await, Ok(1));
    told.unwrap()
}

both! {
    async fn an_error_undoes_its_own_write_alone(db: Db) {
        let told = among_good_ones(&db, |tx, n| {
            Box::pin(async move {
                put(tx, *n).await?;
                Err(Error::NotFound)
            })
        })
        .await;
        assert_eq!(told, Err(Error::NotFound));
    }

    async fn the_parts_of_a_write_travel_together_and_fail_together(db: Db) {
        let answers = |count: usize| Ok::<_, Error>(vec![1; count]);
        assert_eq!(together(&db, Vec::new()).await, answers(0));
        // More than are under way at once, and in their order.
        assert_eq!(together(&db, (0..700).rev().collect()).await, answers(700));
        let rows = "SELECT account FROM once ORDER BY account";
        let kept: Vec<(i64,)> = db.all(rows, args![]).await.unwrap();
        assert_eq!(kept.len(), 700);
        // One that fails takes the others with it.
        let told = together(&db, vec![1_000, 1_001, 0, 1_002]).await;
        assert!(matches!(told, Err(Error::Constraint(_))), "{told:?}");
        let kept: Vec<(i64,)> = db.all(rows, args![]).await.unwrap();
        assert_eq!(kept.len(), 700);
        assert_eq!(together(&db, vec![1_000]).await, answers(1));
    }

    async fn single_statements_share_a_batch_and_nothing_else(db: Db) {
        let good: Bad = |tx, n| Box::pin(put(tx, *n));
        let twice: Bad = |tx, n| {
            Box::pin(async move {
                put(tx, *n).await?;
                put(tx, *n + 1_000).await
            })
        };
        let taken: Bad = |tx, _| Box::pin(put(tx, 0));
        let told = join_all((0..300_i64).map(|n| {
            let db = &db;
            async move {
                match n {
                    100 => db.write_single(n, twice).await,
                    200 => db.write_single(n, taken).await,
                    // A writer of another kind in between.
                    250 => db.write(n, good).await,
                    _ => db.write_single(n, good).await,
                }
            }
        }))
        .await;
        for (n, told) in told.into_iter().enumerate() {
            match n {
                100 => assert_eq!(told, Err(Error::NotSingle)),
                200 => assert!(matches!(told, Err(Error::Constraint(_))), "{told:?}"),
                _ => assert_eq!(told, Ok(1), "{n}"),
            }
        }
        let expected: Vec<i64> = (0..300).filter(|n| ![100, 200].contains(n)).collect();
        assert_eq!(kept(&db).await, expected);
    }

    async fn a_refused_statement_undoes_its_own_write_alone(db: Db) {
        let told = among_good_ones(&db, |tx, n| {
            Box::pin(async move {
                put(tx, *n).await?;
                put(tx, *n).await
            })
        })
        .await;
        assert!(matches!(told, Err(Error::Constraint(_))), "{told:?}");
    }

    async fn an_error_before_the_first_statement_harms_nobody(db: Db) {
        let told = among_good_ones(&db, |_, _| Box::pin(async { Err(Error::NotFound) })).await;
        assert_eq!(told, Err(Error::NotFound));
    }

    async fn a_panic_undoes_its_own_write_alone(db: Db) {
        let told = among_good_ones(&db, |tx, n| {
            Box::pin(async move {
                put(tx, *n).await?;
                panic!("on purpose")
            })
        })
        .await;
        assert_eq!(told, Err(Error::Panicked));
    }

    async fn a_panic_before_the_first_await_harms_nobody(db: Db) {
        let told = among_good_ones(&db, |_, _| panic!("on purpose")).await;
        assert_eq!(told, Err(Error::Panicked));
    }

    /// Its answer would be a success, and half of it would be missing.
    async fn a_write_that_ignores_a_failed_statement_is_undone(db: Db) {
        let told = among_good_ones(&db, |tx, n| {
            Box::pin(async move {
                put(tx, *n).await?;
                let _ = put(tx, *n).await;
                Ok(1)
            })
        })
        .await;
        assert_eq!(told, Err(Error::Swallowed));
    }

    async fn a_write_that_ignores_a_failed_read_is_undone(db: Db) {
        let told = among_good_ones(&db, |tx, n| {
            Box::pin(async move {
                put(tx, *n).await?;
                let _ = tx.all::<(i64,)>("SELECT no_such_column FROM once", args![]).await;
                Ok(1)
            })
        })
        .await;
        assert_eq!(told, Err(Error::Swallowed));
    }

    /// A network call in a write would hold up everybody.
    async fn a_write_that_waits_for_something_else_is_refused(db: Db) {
        let told = among_good_ones(&db, |tx, n| {
            Box::pin(async move {
                put(tx, *n).await?;
                std::future::pending().await
            })
        })
        .await;
        assert!(matches!(told, Err(Error::Engine(_))), "{told:?}");
    }

    async fn what_an_undone_write_counted_is_not_counted(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        let failed: Result<(), Error> = write!(db, |tx, ana, ben| {
            relation::follow(tx, *ana, *ben, 1).await?;
            Err(Error::NotFound)
        });
        assert_eq!(failed, Err(Error::NotFound));
        assert!(write!(db, |tx, ana, ben| relation::follow(tx, *ana, *ben, 1).await).unwrap());
        audit(&db).await;
    }

    async fn a_caller_that_goes_away_leaves_a_whole_write(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        {
            let write = db.write((ana, ben), |tx, (ana, ben)| {
                Box::pin(relation::follow(tx, *ana, *ben, 1))
            });
            futures::pin_mut!(write);
            assert!(futures::poll!(write).is_pending());
        }
        // Writes are done in the order of their coming.
        let again = write!(db, |tx, ana, ben| relation::follow(tx, *ana, *ben, 1).await);
        assert_eq!(again, Ok(false));
        audit(&db).await;
    }

    async fn more_writers_than_the_queue_has_places_are_all_served(db: Db) {
        let good: Bad = |tx, n| Box::pin(put(tx, *n));
        let answers = join_all((0..6_000_i64).map(|n| db.write(n, good))).await;
        assert!(answers.iter().all(Result::is_ok));
        assert_eq!(kept(&db).await.len(), 6_000);
    }

    async fn errors_of_the_caller_come_back_as_they_are(db: Db) {
        #[derive(Debug, PartialEq)]
        enum Own {
            Mine(i64),
            Store(Error),
        }
        impl From<Error> for Own {
            fn from(error: Error) -> Self {
                Self::Store(error)
            }
        }
        let told: Result<(), Own> = db.write(7, |_, n| Box::pin(async { Err(Own::Mine(*n)) })).await;
        assert_eq!(told, Err(Own::Mine(7)));
        let told: Result<(), Own> = db.write((), |_, ()| panic!("on purpose")).await;
        assert_eq!(told, Err(Own::Store(Error::Panicked)));
    }

    async fn a_thousand_likes_at_once_are_counted_once_each(db: Db) {
        let town = Town::new();
        let people = town.accounts::<20>(&db).await;
        let author = people[0];
        let note = town.note(&db, author, content("viral")).await;
        let likes = join_all((0..1_000).map(|n| town.like(&db, people[n % 20], note, author, true)));
        let new = likes.await.into_iter().filter(|like| *like == Ok(true)).count();
        assert_eq!(new, 20);
        audit(&db).await;
    }

    async fn two_handles_write_to_one_database(place: Place) {
        let dbs = [Arc::new(place.open().await), Arc::new(place.open().await)];
        let town = Town::new();
        let people = town.accounts::<4>(&dbs[0]).await;
        let note = town.note(&dbs[0], people[0], content("shared")).await;
        let author = people[0];
        let tasks = (0..2).flat_map(|side| (0..8).map(move |task| (side, task))).map(|(side, task)| {
            let db = dbs[side].clone();
            tokio::spawn(async move {
                for round in 0..20_i64 {
                    let by = people[(task + round as usize) % people.len()];
                    let on = round % 3 != 0;
                    write!(db, |tx, by, note, author, on, round| {
                        like::set_note(tx, *by, *note, *author, *on, *round).await
                    })
                    .unwrap();
                }
            })
        });
        for task in join_all(tasks).await {
            task.unwrap();
        }
        audit(&dbs[1]).await;
    }

    /// Rows locked in opposite order: the engine breaks the ring, the store tries again.
    async fn writers_that_cross_each_other_all_succeed(place: Place) {
        static RUNS: AtomicU32 = AtomicU32::new(0);
        let dbs = [Arc::new(place.open().await), Arc::new(place.open().await)];
        let town = Town::new();
        let [ana, ben] = town.accounts(&dbs[0]).await;
        let tasks = (0..2).flat_map(|side| (0..6).map(move |task| (side, task))).map(|(side, task)| {
            let db = dbs[side].clone();
            let pair = if side == 0 { (ana, ben) } else { (ben, ana) };
            tokio::spawn(async move {
                for _ in 0..15 {
                    db.write((pair, task), |tx, ((first, second), task)| {
                        Box::pin(async move {
                            RUNS.fetch_add(1, Ordering::Relaxed);
                            for id in [first, second] {
                                tx.execute(
                                    "UPDATE account SET appreciations = appreciations + $1
                                     WHERE id = $2",
                                    args![1_i64, *id],
                                )
                                .await?;
                            }
                            // A bad one among them is told so, however often it is tried.
                            if *task == 5 { Err(Error::NotFound) } else { Ok(()) }
                        })
                    })
                    .await
                    .or_else(|error| if task == 5 { assert_eq!(error, Error::NotFound); Ok(()) } else { Err(error) })
                    .unwrap();
                }
            })
        });
        for task in join_all(tasks).await {
            task.unwrap();
        }
        let rows: Vec<(AccountId, i64)> = dbs[0]
            .all("SELECT id, appreciations FROM account ORDER BY id", args![])
            .await
            .unwrap();
        assert_eq!(rows, [(ana, 150), (ben, 150)]);
        assert!(RUNS.load(Ordering::Relaxed) >= 180);
    }
}
