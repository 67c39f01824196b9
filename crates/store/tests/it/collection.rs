use crate::audit::audit;
use crate::town::{Town, content};
use futures::future::join_all;
use sampan_domain::{AccountId, CollectionId, NoteId};
use sampan_store::{Db, collection, note};

both! {
    async fn a_collection_reads_back_and_is_renamed(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        let now = town.now();
        let id = CollectionId(town.id());
        write!(db, |tx, id, ana, now| {
            collection::insert(tx, *id, *ana, "", true, true, *now).await
        })
        .unwrap();
        let found = collection::default_of(&db, ana).await.unwrap().unwrap();
        assert_eq!((found.id, found.owner, found.name.as_str()), (id, ana, ""));
        assert_eq!((found.public, found.is_default, found.made_at, found.notes), (true, true, now, 0));
        // There is one default, whoever makes it first.
        let second = CollectionId(town.id());
        write!(db, |tx, second, ana, now| {
            collection::insert(tx, *second, *ana, "", true, true, *now).await
        })
        .unwrap();
        assert!(collection::by_id(&db, second).await.unwrap().is_none());
        assert!(collection::default_of(&db, ben).await.unwrap().is_none());
        let older = town.collection(&db, ana, "older").await;
        let newer = town.collection(&db, ana, "newer").await;
        let all: Vec<CollectionId> =
            collection::of(&db, ana).await.unwrap().iter().map(|c| c.id).collect();
        assert_eq!(all, [id, newer.id, older.id]);
        let renamed = older.id;
        write!(db, |tx, renamed| collection::update(tx, *renamed, "改名", true).await).unwrap();
        let found = collection::by_id(&db, renamed).await.unwrap().unwrap();
        assert_eq!((found.name.as_str(), found.public), ("改名", true));
    }

    async fn a_note_counts_once_however_many_albums_hold_it(db: Db) {
        let town = Town::new();
        let [ana, ben, eve] = town.accounts(&db).await;
        let id = town.note(&db, ana, content("a view")).await;
        let [one, two] = [
            town.collection(&db, ben, "one").await,
            town.collection(&db, ben, "two").await,
        ];
        let hers = town.collection(&db, eve, "hers").await;
        for (album, on, changed, collects) in [
            (&one, true, true, 1),
            (&one, true, false, 1),
            (&two, true, false, 1),
            (&hers, true, true, 2),
            (&one, false, false, 2),
            (&two, false, true, 1),
            (&two, false, false, 1),
            (&hers, false, true, 0),
        ] {
            let answer = town.collect(&db, album, id, ana, on).await;
            assert_eq!(answer, Ok(changed), "{} {on}", album.name);
            let found = note::by_id(&db, id).await.unwrap().unwrap();
            assert_eq!(found.collects, collects);
            audit(&db).await;
        }
    }

    async fn who_holds_what(db: Db) {
        let town = Town::new();
        let [ana, ben, eve] = town.accounts(&db).await;
        let mut notes = Vec::new();
        for n in 0..17 {
            notes.push(town.note(&db, ana, content(&format!("note {n}"))).await);
        }
        let album = town.collection(&db, ben, "all").await;
        let even = town.collection(&db, ben, "even").await;
        for (n, id) in notes.iter().enumerate() {
            town.collect(&db, &album, *id, ana, true).await.unwrap();
            if n % 2 == 0 {
                town.collect(&db, &even, *id, ana, true).await.unwrap();
            }
        }
        let hers = town.collection(&db, eve, "hers").await;
        town.collect(&db, &hers, notes[0], ana, true).await.unwrap();
        let holding = collection::holding(&db, ben, notes[0]).await.unwrap();
        assert_eq!(holding.len(), 2);
        assert_eq!(collection::holding(&db, ben, notes[1]).await.unwrap().len(), 1);
        assert!(collection::holding(&db, ana, notes[0]).await.unwrap().is_empty());
        for count in [0, 1, 2, 3, 17] {
            let found = collection::notes_among(&db, ben, &notes[..count]).await.unwrap();
            assert_eq!(found.len(), count);
            let found = collection::notes_among(&db, eve, &notes[..count]).await.unwrap();
            assert_eq!(found.len(), count.min(1));
        }
        // Everybody once, the latest first.
        let latest = collection::latest_of_note(&db, notes[0], 5).await.unwrap();
        assert_eq!(latest, [eve, ben]);
        assert_eq!(collection::latest_of_note(&db, notes[0], 1).await.unwrap(), [eve]);
        audit(&db).await;
    }

    async fn a_removed_collection_gives_its_notes_back(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        let first = town.note(&db, ana, content("first")).await;
        let second = town.note(&db, ana, content("second")).await;
        let [one, two] = [
            town.collection(&db, ben, "one").await,
            town.collection(&db, ben, "two").await,
        ];
        town.collect(&db, &one, first, ana, true).await.unwrap();
        town.collect(&db, &one, second, ana, true).await.unwrap();
        town.collect(&db, &two, second, ana, true).await.unwrap();
        write!(db, |tx, one| collection::delete(tx, one).await).unwrap();
        assert!(collection::by_id(&db, one.id).await.unwrap().is_none());
        assert_eq!(note::by_id(&db, first).await.unwrap().unwrap().collects, 0);
        assert_eq!(note::by_id(&db, second).await.unwrap().unwrap().collects, 1);
        audit(&db).await;
        // Twice, as two open windows do.
        write!(db, |tx, one| collection::delete(tx, one).await).unwrap();
        audit(&db).await;
    }

    async fn what_is_gone_collects_nothing(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        let id = town.note(&db, ana, content("a view")).await;
        let album = town.collection(&db, ben, "album").await;
        assert_eq!(town.collect(&db, &album, NoteId(404), ana, true).await, Ok(false));
        let gone = town.collection(&db, ben, "gone").await;
        write!(db, |tx, gone| collection::delete(tx, gone).await).unwrap();
        assert_eq!(town.collect(&db, &gone, id, ana, true).await, Ok(false));
        audit(&db).await;
        let nobody = collection::of(&db, AccountId(404)).await.unwrap();
        assert!(nobody.is_empty());
    }

    /// Both put it into another album at the same moment: in one batch, each sees the other.
    async fn two_windows_collect_at_once(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        let id = town.note(&db, ana, content("a view")).await;
        let mut albums = Vec::new();
        for n in 0..20 {
            albums.push(town.collection(&db, ben, &format!("album {n}")).await);
        }
        let answers =
            join_all(albums.iter().map(|album| town.collect(&db, album, id, ana, true))).await;
        assert_eq!(answers.into_iter().filter(|a| *a == Ok(true)).count(), 1);
        audit(&db).await;
        let answers =
            join_all(albums.iter().map(|album| town.collect(&db, album, id, ana, false))).await;
        assert_eq!(answers.into_iter().filter(|a| *a == Ok(true)).count(), 1);
        audit(&db).await;
    }
}
