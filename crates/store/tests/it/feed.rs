use crate::audit::audit;
use crate::town::{Town, content};
use sampan_domain::feed::Wishes;
use sampan_domain::note::Visibility;
use sampan_domain::{AccountId, NoteId, TopicId};
use sampan_store::note::Content;
use sampan_store::seen::{self, Views};
use sampan_store::{Db, feed, like, note, relation, topic};

const NOBODY: (AccountId, NoteId) = (AccountId(0), NoteId(0));

both! {
    async fn the_feed_is_folded_page_by_page(db: Db) {
        let town = Town::new();
        let [ana, bob] = town.accounts(&db).await;
        let boats = town.topic(&db, "boats").await;
        let mut notes = Vec::new();
        for n in 0..5 {
            let topics = if n % 2 == 0 { vec![boats] } else { Vec::new() };
            let place = if n == 1 { "Ningbo".into() } else { String::new() };
            let new = Content { topics, place, ..content(&format!("note {n}")) };
            notes.push(town.note(&db, ana, new).await);
        }
        let hidden = Content { visibility: Visibility::Followers, ..content("hidden") };
        let hidden = town.note(&db, ana, hidden).await;
        let first = feed::listed_after(&db, NoteId(0), 3).await.unwrap();
        let rest = feed::listed_after(&db, first[2].id, 3).await.unwrap();
        let met: Vec<NoteId> = first.iter().chain(&rest).map(|row| row.id).collect();
        assert_eq!(met, notes, "public ones, each once");
        assert_eq!((first[1].place.as_str(), first[0].author, first[0].plays), ("Ningbo", ana, false));
        assert!(feed::listed(&db, hidden).await.unwrap().is_none());
        assert_eq!(feed::listed(&db, notes[1]).await.unwrap().unwrap().place, "Ningbo");
        let topics = feed::topics_between(&db, notes[0], notes[2]).await.unwrap();
        assert_eq!(topics, [(notes[0], boats), (notes[2], boats)]);

        for (at, id) in notes.iter().enumerate() {
            let (id, now) = (*id, town.now());
            for who in [ana, bob].into_iter().take(at % 2 + 1) {
                write!(db, |tx, who, id, ana, now| like::set_note(tx, *who, *id, *ana, true, *now).await).unwrap();
            }
        }
        let mut after = NOBODY;
        let mut liked = Vec::new();
        loop {
            let rows = feed::likes_after(&db, after, 2).await.unwrap();
            let Some(last) = rows.last() else { break };
            after = (last.0, last.1);
            liked.extend(rows.into_iter().map(|(who, id, _)| (who, id)));
        }
        let mut all: Vec<_> = notes.iter().map(|id| (ana, *id)).collect();
        all.extend([(bob, notes[1]), (bob, notes[3])]);
        assert_eq!(liked, all);

        let now = town.now();
        write!(db, |tx, bob, ana, now| relation::follow(tx, *bob, *ana, *now).await).unwrap();
        let follows = feed::follows_after(&db, (AccountId(0), AccountId(0)), 9).await.unwrap();
        assert_eq!(follows.iter().map(|row| (row.0, row.1)).collect::<Vec<_>>(), [(bob, ana)]);
        write!(db, |tx, bob, boats, now| topic::follow(tx, *bob, *boats, true, *now).await).unwrap();
        let follows = feed::topic_follows_after(&db, (AccountId(0), TopicId(0)), 9).await.unwrap();
        assert_eq!(follows.iter().map(|row| (row.0, row.1)).collect::<Vec<_>>(), [(bob, boats)]);
        let views = Views { seen: vec![(bob, notes[4], 7)], ..Views::default() };
        write!(db, |tx, views| seen::add(tx, views).await).unwrap();
        assert_eq!(feed::seen_after(&db, NOBODY, 9).await.unwrap(), [(bob, notes[4], 7)]);
        town.comment(&db, notes[0], bob).await;
        let comments = feed::comments_after(&db, 0, 9).await.unwrap();
        assert_eq!(comments.iter().map(|row| (row.1, row.2)).collect::<Vec<_>>(), [(notes[0], bob)]);
        assert_eq!(feed::places_after(&db, AccountId(0), 9).await.unwrap().len(), 2);
        assert!(feed::across_after(&db, 0, 9).await.unwrap().is_empty());
        assert!(feed::collects_after(&db, NOBODY, 9).await.unwrap().is_empty());
        audit(&db).await;
    }

    async fn what_became_of_notes_is_logged_and_forgotten_in_time(db: Db) {
        let outcomes: Vec<_> = (0..5).map(|n| (0.5, format!("f{n}"), "like open".to_owned())).collect();
        for at_ms in [1_i64, 2] {
            write!(db, |tx, outcomes, at_ms| feed::log(tx, *at_ms, outcomes).await).unwrap();
        }
        let first = feed::logged_after(&db, 0, 3).await.unwrap();
        assert_eq!(first.iter().map(|row| row.features.as_str()).collect::<Vec<_>>(), ["f0", "f1", "f2"]);
        assert!((first[0].propensity - 0.5).abs() < 1e-9 && first[0].done == "like open");
        assert_eq!(feed::logged_after(&db, first[2].id, 99).await.unwrap().len(), 7);
        write!(db, |tx| feed::forget_log(tx, 2, 100).await).unwrap();
        assert_eq!(feed::logged_after(&db, 0, 99).await.unwrap().len(), 5, "the older ones go");
        write!(db, |tx| feed::forget_log(tx, 0, 2).await).unwrap();
        let left = feed::logged_after(&db, 0, 99).await.unwrap();
        assert_eq!(left.iter().map(|row| row.features.as_str()).collect::<Vec<_>>(), ["f3", "f4"]);
    }

    async fn what_readers_ask_for_is_kept_and_goes_with_them(db: Db) {
        let town = Town::new();
        let [ana, bob] = town.accounts(&db).await;
        let id = town.note(&db, ana, content("a note")).await;
        assert_eq!(feed::wishes(&db, bob).await.unwrap(), Wishes::default());
        for fresh in [2, -1] {
            let wishes = Wishes { fresh, topics: [(TopicId(7), 1)].into(), ..Wishes::default() };
            write!(db, |tx, bob, wishes| feed::set_wishes(tx, *bob, wishes).await).unwrap();
            assert_eq!(feed::wishes(&db, bob).await.unwrap(), wishes);
        }
        let refused = || async { feed::refused_after(&db, NOBODY, 9).await.unwrap().len() };
        let refuse = |on: bool| {
            let db = &db;
            async move { write!(db, |tx, bob, id, on| feed::refuse(tx, *bob, *id, *on, 5).await).unwrap() }
        };
        refuse(true).await;
        refuse(true).await;
        assert_eq!(refused().await, 1);
        refuse(false).await;
        assert_eq!(refused().await, 0);
        refuse(true).await;
        let shown = vec![(id, 3), (NoteId(404), 1)];
        for _ in 0..2 {
            write!(db, |tx, shown| {
                tx.fold(|folds| shown.iter().for_each(|(note, times)| folds.shown(*note, *times)));
                Ok::<_, sampan_store::Error>(())
            })
            .unwrap();
        }
        assert_eq!(feed::listed(&db, id).await.unwrap().unwrap().shown, 6);
        // With the note, and with the reader.
        write!(db, |tx, id| note::delete(tx, *id).await).unwrap();
        assert_eq!(refused().await, 0);
        write!(db, |tx, bob| feed::withdraw(tx, *bob).await).unwrap();
        assert_eq!(feed::wishes(&db, bob).await.unwrap(), Wishes::default());
        audit(&db).await;
    }
}
