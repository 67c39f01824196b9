//! The seam itself: values in, rows out, errors, pages, opening.

use crate::town::{Town, new_account};
use sampan_domain::{AccountId, Lang};
use sampan_store::seam::{Query, Value};
use sampan_store::{Db, Error, account, args, session};

both! {
    async fn nothing_is_typed(db: Db) {
        let town = Town::new();
        let id = town.account(&db, "nil").await;
        let none: Option<String> = None;
        write!(db, |tx, id, none| {
            account::set_avatar(tx, *id, none.as_deref()).await?;
            tx.execute(
                "UPDATE account SET writes = $1, password_hash = $2, cover = $3, notes = notes + $4
                 WHERE id = $5",
                args![None::<Lang>, None::<&str>, Some("c"), Some(0_i64), *id],
            )
            .await
        })
        .unwrap();
        let row: (Option<Lang>, Option<String>, Option<String>, Option<i64>) = db
            .one(
                "SELECT writes, password_hash, cover, (SELECT id FROM note WHERE id = $1)
                 FROM account WHERE id = $2",
                args![None::<i64>, id],
            )
            .await
            .unwrap();
        assert_eq!(row, (None, None, Some("c".to_owned()), None));
    }

    async fn values_come_back_as_they_went_in(db: Db) {
        let texts = ["", "嘀嗒 TikTok 🛶", "'; DROP TABLE account; --", "a\\b\n\t\"c\""];
        for (n, text) in texts.into_iter().enumerate() {
            let n = n as i64;
            write!(db, |tx, n, text| {
                tx.execute(
                    "INSERT INTO once (token, account, result, made_at) VALUES ($1, $2, $3, $4)",
                    args![*text, *n, i64::MIN + *n, i64::MAX],
                )
                .await
            })
            .unwrap();
            let row: (String, i64, i64) = db
                .one("SELECT token, result, made_at FROM once WHERE account = $1", args![n])
                .await
                .unwrap();
            assert_eq!(row, (text.to_owned(), i64::MIN + n, i64::MAX));
        }
        for hot in [0.0, -1.5, 1.0e300, f64::MAX, f64::MIN_POSITIVE, 0.1 + 0.2, 7.0] {
            write!(db, |tx, hot| {
                tx.execute("DELETE FROM note_topic WHERE note = $1", args![1_i64]).await?;
                tx.execute(
                    "INSERT INTO note_topic (topic, note, hot) VALUES ($1, $2, $3)",
                    args![1_i64, 1_i64, *hot],
                )
                .await
            })
            .unwrap();
            let (back,): (f64,) = db
                .one("SELECT hot FROM note_topic WHERE hot = $1", args![hot])
                .await
                .unwrap();
            assert_eq!(back.to_bits(), hot.to_bits());
        }
    }

    async fn literals_and_flags_are_numbers(db: Db) {
        let row: (i64, bool, u32, Option<i64>) =
            db.one("SELECT 1, 0, 4000000000, NULL", args![]).await.unwrap();
        assert_eq!(row, (1, false, 4_000_000_000, None));
        let sum: (i64, f64) = db.one("SELECT 1 + 1, CAST(1 AS DOUBLE PRECISION) * 2", args![]).await.unwrap();
        assert_eq!(sum.0, 2);
        assert!((sum.1 - 2.0).abs() < f64::EPSILON);
    }

    async fn a_row_of_another_shape_is_an_error(db: Db) {
        let found = db.one::<(i64,)>("SELECT 'text'", args![]).await;
        assert!(matches!(found, Err(Error::Engine(_))), "{found:?}");
        let found = db.one::<(i64, i64)>("SELECT 1", args![]).await;
        assert!(matches!(found, Err(Error::Engine(_))), "{found:?}");
        let found = db.one::<(u32,)>("SELECT -1", args![]).await;
        assert!(matches!(found, Err(Error::Engine(_))), "{found:?}");
        let found = db.one::<(Lang,)>("SELECT 'klingon'", args![]).await;
        assert!(matches!(found, Err(Error::Engine(_))), "{found:?}");
        let found = db.all::<(i64,)>("SELECT FROM WHERE", args![]).await;
        assert!(matches!(found, Err(Error::Engine(_))), "{found:?}");
    }

    async fn one_is_not_found_and_optional_is_none(db: Db) {
        let sql = "SELECT id FROM account WHERE id = $1";
        assert_eq!(db.one::<(i64,)>(sql, args![7_i64]).await, Err(Error::NotFound));
        assert_eq!(db.optional::<(i64,)>(sql, args![7_i64]).await, Ok(None));
        assert_eq!(db.all::<(i64,)>(sql, args![7_i64]).await, Ok(Vec::new()));
        let inside = write!(db, |tx, sql| {
            let none = tx.optional::<(i64,)>(sql, args![7_i64]).await?;
            assert!(none.is_none());
            tx.one::<(i64,)>(sql, args![7_i64]).await
        });
        assert_eq!(inside, Err(Error::NotFound));
    }

    async fn lists_of_any_length_find_what_they_name(db: Db) {
        let town = Town::new();
        let people = town.accounts::<17>(&db).await;
        for count in [1, 2, 3, 16, 17] {
            let mut found = account::briefs(&db, &people[..count]).await.unwrap();
            found.sort_by_key(|brief| brief.id);
            let ids: Vec<AccountId> = found.iter().map(|brief| brief.id).collect();
            assert_eq!(ids, people[..count]);
        }
        assert!(account::briefs(&db, &[]).await.unwrap().is_empty());
        let strangers = account::briefs(&db, &[AccountId(1), AccountId(2), people[4]]).await;
        assert_eq!(strangers.unwrap().len(), 1);
        let twice = account::briefs(&db, &[people[0], people[0]]).await.unwrap();
        assert_eq!(twice.len(), 1);
    }

    async fn constraints_refuse(db: Db) {
        let town = Town::new();
        let [ana] = town.accounts(&db).await;
        // A foreign key, a key, a NOT NULL.
        let refused = write!(db, |tx| {
            session::insert(tx, sampan_domain::SessionId(1), AccountId(404), "h", "d", 0).await
        });
        assert!(matches!(refused, Err(Error::Constraint(_))), "{refused:?}");
        let insert = "INSERT INTO once (token, account, result, made_at) VALUES ($1, $2, $3, $4)";
        let again = write!(db, |tx, ana, insert| {
            tx.execute(insert, args!["t", *ana, 1_i64, 1_i64]).await?;
            tx.execute(insert, args!["t", *ana, 1_i64, 1_i64]).await
        });
        assert!(matches!(again, Err(Error::Constraint(_))), "{again:?}");
        let null = write!(db, |tx, ana, insert| {
            tx.execute(insert, args!["n", *ana, None::<i64>, 1_i64]).await
        });
        assert!(matches!(null, Err(Error::Constraint(_))), "{null:?}");
        let left: (i64,) = db.one("SELECT COUNT(*) FROM once", args![]).await.unwrap();
        assert_eq!(left.0, 0);
    }

    async fn a_write_reads_what_it_wrote(db: Db) {
        let found = write!(db, |tx| {
            tx.execute(
                "INSERT INTO once (token, account, result, made_at) VALUES ($1, $2, $3, $4)",
                args!["t", 1_i64, 42_i64, 0_i64],
            )
            .await?;
            tx.one::<(i64,)>("SELECT result FROM once WHERE token = $1", args!["t"]).await
        });
        assert_eq!(found, Ok((42,)));
        let returned = write!(db, |tx| {
            tx.all::<(i64, String)>(
                "UPDATE once SET result = result + $1 WHERE account = $2 RETURNING result, token",
                args![1_i64, 1_i64],
            )
            .await
        });
        assert_eq!(returned, Ok(vec![(43, "t".to_owned())]));
    }

    async fn many_read_at_once(db: Db) {
        let town = Town::new();
        let people = town.accounts::<8>(&db).await;
        let reads = (0..400).map(|n| account::by_id(&db, people[n % people.len()]));
        for found in futures::future::join_all(reads).await {
            assert!(found.unwrap().is_some());
        }
    }

    async fn the_last_page_can_be_asked_for_without_a_bound(db: Db) {
        let town = Town::new();
        town.accounts::<3>(&db).await;
        let found: Vec<(AccountId,)> = db
            .all("SELECT id FROM account ORDER BY id LIMIT $1", args![i64::MAX])
            .await
            .unwrap();
        assert_eq!(found.len(), 3);
    }

    /// Five processes of a new release start at once.
    async fn five_open_a_new_database_at_once(place: Place) {
        let opened = futures::future::join_all((0..5).map(|_| {
            let url = place.url.clone();
            tokio::spawn(async move { Db::open(&url).await })
        }))
        .await;
        let dbs: Vec<Db> = opened.into_iter().map(|db| db.unwrap().unwrap()).collect();
        for (n, db) in dbs.iter().enumerate() {
            let new = new_account(AccountId(n as i64 + 1), &format!("opener{n}"), 0);
            assert!(write!(db, |tx, new| account::insert(tx, new).await).unwrap());
        }
        assert_eq!(account::count(&dbs[0]).await, Ok(5));
        let steps: (i64,) = dbs[1].one("SELECT COUNT(*) FROM migration", args![]).await.unwrap();
        assert!(steps.0 >= 1);
    }

    async fn a_closed_database_refuses_writes_and_keeps_what_was_accepted(place: Place) {
        let db = place.open().await;
        let writes = (0..100_i64).map(|n| {
            let db = &db;
            async move {
                write!(db, |tx, n| {
                    tx.execute(
                        "INSERT INTO once (token, account, result, made_at) VALUES ($1, $2, $3, $4)",
                        args!["t", *n, *n, 0_i64],
                    )
                    .await
                })
            }
        });
        let (written, ()) = futures::join!(futures::future::join_all(writes), db.close());
        let kept = written.iter().filter(|result| result.is_ok()).count() as i64;
        let refused = written.iter().filter(|result| **result == Err(Error::Stopped)).count() as i64;
        assert_eq!(kept + refused, 100);
        assert_eq!(write!(db, |tx| tx.execute("DELETE FROM once", args![]).await), Err(Error::Stopped));
        db.close().await;
        let again = place.open().await;
        let (rows,): (i64,) = again.one("SELECT COUNT(*) FROM once", args![]).await.unwrap();
        assert_eq!(rows, kept);
    }
}

#[tokio::test]
async fn an_address_of_neither_engine_is_refused() {
    for url in [
        "",
        "mysql://x/y",
        "data/sampan.db",
        "postgres://host:port:port/",
    ] {
        let opened = Db::open(url).await;
        assert!(matches!(opened, Err(Error::Unavailable(_))), "{url}");
    }
    let nowhere = Db::open("sqlite:/nowhere/at/all/it.db").await;
    assert!(matches!(nowhere, Err(Error::Unavailable(_))));
    let nobody = Db::open("postgres://sampan@%2Fnowhere/db").await;
    assert!(matches!(nobody, Err(Error::Unavailable(_))));
}

#[test]
fn values_are_small() {
    // Arguments live on the stack of every statement.
    assert!(size_of::<Value<'_>>() <= 24);
}
