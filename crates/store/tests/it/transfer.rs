use crate::cluster;
use crate::place::Place;
use crate::town::{Town, content};
use sampan_domain::CollectionId;
use sampan_store::seam::{Cell, Snapshot};
use sampan_store::transfer::{compare, is_copied, transfer};
use sampan_store::{Db, collection, like, relation, search, topic};

/// Something in many tables, with texts that are hard to carry.
async fn fill(db: &Db) -> Town {
    let town = Town::new();
    let [ana, ben, cho] = town.accounts(db).await;
    let boats = town.topic(db, "boats").await;
    for n in 0..40 {
        let mut words = content(&format!("note {n} 舢板 \u{1f6a3} \t\\N 'quoted' \"twice\""));
        words.body = "line\nline\r\n\u{7f}".repeat(n % 3);
        let note = town.note(db, ana, words).await;
        let said = town.comment(db, note, cho).await;
        let now = town.now();
        let kept = CollectionId(town.id());
        write!(db, |tx, ana, ben, note, said, kept, boats, now| {
            like::set_note(tx, *ben, *note, *ana, true, *now).await?;
            like::set_comment(tx, *ben, *said, true, *now).await?;
            collection::insert(tx, *kept, *ben, "Kept 好", false, false, *now).await?;
            topic::follow(tx, *ben, *boats, true, *now).await?;
            relation::follow(tx, *ben, *ana, *now).await
        })
        .unwrap();
    }
    town
}

/// How many rows there are, and how many of them are not the same in both.
async fn differences(one: &str, other: &str) -> (usize, usize) {
    let (one, other) = (
        Snapshot::open(one).await.unwrap(),
        Snapshot::open(other).await.unwrap(),
    );
    assert_eq!(one.version(), other.version());
    assert_eq!(
        one.tables(),
        other.tables(),
        "the schema is the same on both engines"
    );
    let (mut rows, mut differ) = (0, 0);
    for table in one.tables().iter().filter(|table| is_copied(table)) {
        assert!(!table.key().is_empty(), "{} has no key", table.name);
        let (difference, same) = compare(table, one.rows(table), other.rows(table))
            .await
            .unwrap();
        differ += difference.new.len() + difference.gone.len();
        rows += same + difference.new.len();
    }
    (rows, differ)
}

async fn empty_one(place: &Place) -> String {
    if place.url.starts_with("sqlite:") {
        return format!("{}.other", place.url);
    }
    let folder = cluster::shared();
    let name = format!("other_{}", std::process::id());
    cluster::make_database(folder, &name, "template1").await;
    cluster::url(folder, &name)
}

async fn goes_there(from: &Place, to: &str) {
    let db = from.open().await;
    let town = fill(&db).await;
    let first = transfer(&Snapshot::open(&from.url).await.unwrap(), to, |_| {})
        .await
        .unwrap();
    let (rows, differ) = differences(&from.url, to).await;
    assert!(rows > 250, "{rows}");
    assert_eq!(differ, 0);
    assert_eq!(first.iter().map(|moved| moved.new).sum::<usize>(), rows);

    // What is done meanwhile comes over when it is asked for again, and nothing else is touched.
    let dan = town.account(&db, "dan").await;
    let note = town.note(&db, dan, content("later")).await;
    let now = town.now();
    write!(db, |tx, dan, note, now| like::set_note(
        tx, *dan, *note, *dan, true, *now
    )
    .await)
    .unwrap();
    write!(db, |tx, note, dan, now| like::set_note(
        tx, *dan, *note, *dan, false, *now
    )
    .await)
    .unwrap();
    assert!(differences(&from.url, to).await.1 > 0);
    let moved = transfer(&Snapshot::open(&from.url).await.unwrap(), to, |_| {})
        .await
        .unwrap();
    assert_eq!(differences(&from.url, to).await.1, 0);
    let account = moved.iter().find(|moved| moved.table == "account").unwrap();
    assert_eq!((account.rows, account.new, account.gone), (4, 1, 0));

    // The copy is a database like any other: counters that count by themselves go on after the last one.
    let copy = Db::open(to).await.unwrap();
    let last = async || search::changes_kept(&copy).await.unwrap().unwrap().1;
    let before = last().await;
    town.note(&copy, dan, content("only there")).await;
    assert!(last().await > before);
    copy.close().await;
    db.close().await;
}

both! {
    /// Everything goes from one database to another of the same engine.
    async fn everything_is_carried_over(place: Place) {
        let to = empty_one(&place).await;
        goes_there(&place, &to).await;
    }

    /// And from one engine to the other.
    async fn everything_crosses_engines(place: Place) {
        if place.url.starts_with("sqlite:") {
            let folder = cluster::shared();
            let name = format!("crossing_{}", std::process::id());
            cluster::make_database(folder, &name, "template1").await;
            goes_there(&place, &cluster::url(folder, &name)).await;
        } else {
            let folder = tempfile::tempdir().unwrap();
            let to = format!("sqlite:{}", folder.path().join("to.db").display());
            goes_there(&place, &to).await;
        }
    }

    /// A snapshot does not see what is written after it was taken.
    async fn a_snapshot_stands_still(place: Place) {
        let db = place.open().await;
        let town = Town::new();
        town.account(&db, "ana").await;
        let snapshot = Snapshot::open(&place.url).await.unwrap();
        town.account(&db, "ben").await;
        let account = snapshot.tables().iter().find(|table| table.name == "account").unwrap();
        let handle = account.columns.iter().position(|column| column.name == "handle").unwrap();
        let mut rows = snapshot.rows(account);
        let mut handles = Vec::new();
        while let Some(piece) = rows.next().await.unwrap() {
            handles.extend(piece.into_iter().map(|row| row[handle].clone()));
        }
        assert_eq!(handles, [Cell::Text("ana".into())]);
        db.close().await;
    }

    /// A copy in which rows refer to others that are missing is refused, and leaves nothing.
    async fn what_does_not_fit_together_is_refused(place: Place) {
        use sampan_store::seam::{Kind, Load};
        let db = place.open().await;
        let version = Snapshot::open(&place.url).await.unwrap().version();
        let load = Load::begin(&place.url, version).await.unwrap();
        let of_nobody = load.tables().iter().find(|table| table.name == "marker").unwrap();
        let row = of_nobody.columns.iter().map(|column| match column.kind {
            Kind::Int => Cell::Int(1),
            Kind::Real => Cell::Real(1.0),
            Kind::Text => Cell::Text("home".into()),
        });
        load.insert(of_nobody, &[row.collect()]).await.unwrap();
        load.commit().await.unwrap_err();
        let copy = Snapshot::open(&place.url).await.unwrap();
        let markers = copy.tables().iter().find(|table| table.name == "marker").unwrap();
        assert!(copy.is_empty(markers).await.unwrap());
        db.close().await;
    }
}
