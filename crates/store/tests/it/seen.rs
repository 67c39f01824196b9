use crate::audit::audit;
use crate::town::{Town, content, topic};
use sampan_domain::NoteId;
use sampan_store::note::Content;
use sampan_store::seen::{self, Views};
use sampan_store::{Db, feed, note};

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
}
