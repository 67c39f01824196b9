use crate::audit::audit;
use crate::town::{Town, content, topic};
use futures::future::join_all;
use sampan_domain::NoteId;
use sampan_store::note::Content;
use sampan_store::seen::{self, Views};
use sampan_store::{Db, feed, note};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

both! {
    async fn views_add_up_and_what_was_opened_is_known(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        let boats = town.topic(&db, "boats").await;
        let mut notes = Vec::new();
        for n in 0..4 {
            let topics = if n == 0 { vec![boats] } else { Vec::new() };
            let content = Content { topics, ..content(&format!("note {n}")) };
            notes.push(town.note(&db, ana, content).await);
        }
        let hot = note::by_id(&db, notes[0]).await.unwrap().unwrap().hot;
        let views = Views {
            notes: vec![(notes[0], 3), (notes[1], 1), (notes[0], 2), (NoteId(404), 9)],
            topics: vec![(boats, 7)],
            seen: vec![(ben, notes[0], 10), (ben, notes[1], 20), (ben, notes[2], 30), (ana, notes[3], 10)],
        };
        for _ in 0..2 {
            write!(db, |tx, views| seen::add(tx, views).await).unwrap();
        }
        let row = note::by_id(&db, notes[0]).await.unwrap().unwrap();
        assert_eq!(row.views, 10);
        // Looking is not liking.
        assert!((row.hot - hot).abs() < 1e-12);
        // Its page twice seven times, and its note twice five times.
        assert_eq!(topic(&db, boats).await.views, 24);
        let opened = feed::seen_after(&db, (ben, NoteId(0)), 9).await.unwrap();
        assert_eq!(opened, [(ben, notes[0], 10), (ben, notes[1], 20), (ben, notes[2], 30)]);
        write!(db, |tx| seen::add(tx, &Views::default()).await).unwrap();
        audit(&db).await;
    }

    /// Two processes write at once what was read there, in whatever order they counted it: neither has to give way.
    async fn readings_that_are_counted_at_two_places_do_not_cross(place: Place) {
        static RUNS: AtomicU32 = AtomicU32::new(0);
        const ROUNDS: usize = 10;
        let dbs = [Arc::new(place.open().await), Arc::new(place.open().await)];
        let town = Town::new();
        let people = town.accounts::<4>(&dbs[0]).await;
        let mut notes = Vec::new();
        for n in 0..40 {
            notes.push(town.note(&dbs[0], people[n % 4], content(&format!("note {n}"))).await);
        }
        let tasks = (0..2).map(|side| {
            let (db, mut notes) = (dbs[side].clone(), notes.clone());
            tokio::spawn(async move {
                if side == 1 {
                    notes.reverse();
                }
                let seen = |note: &NoteId| people.map(|reader| (reader, *note, 10));
                let views = Views {
                    notes: notes.iter().map(|note| (*note, 1)).collect(),
                    topics: Vec::new(),
                    seen: notes.iter().flat_map(seen).collect(),
                };
                for _ in 0..ROUNDS {
                    write!(db, |tx, views| {
                        RUNS.fetch_add(1, Ordering::Relaxed);
                        tx.fold(|folds| views.notes.iter().for_each(|(note, times)| folds.shown(*note, *times)));
                        seen::add(tx, views).await
                    })
                    .unwrap();
                }
            })
        });
        for task in join_all(tasks).await {
            task.unwrap();
        }
        assert_eq!(RUNS.load(Ordering::Relaxed) as usize, 2 * ROUNDS);
        for note in &notes {
            let listed = feed::listed(&*dbs[0], *note).await.unwrap().unwrap();
            assert_eq!(listed.shown, 2 * ROUNDS as i64);
        }
        audit(&dbs[0]).await;
    }
}
