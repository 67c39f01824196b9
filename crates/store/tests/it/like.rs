use crate::audit::audit;
use crate::town::{Town, content};
use futures::future::join_all;
use sampan_domain::{CommentId, NoteId};
use sampan_store::{Db, account, comment, like, note};

both! {
    async fn a_like_counts_once_and_is_taken_back_once(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        let id = town.note(&db, ana, content("a note")).await;
        let before = note::by_id(&db, id).await.unwrap().unwrap();
        for (on, changed, likes) in [(false, false, 0), (true, true, 1), (true, false, 1), (false, true, 0)] {
            assert_eq!(town.like(&db, ben, id, ana, on).await, Ok(changed));
            let found = note::by_id(&db, id).await.unwrap().unwrap();
            assert_eq!(found.likes, likes);
            assert_eq!(found.hot > before.hot, likes > 0);
            assert_eq!(account::by_id(&db, ana).await.unwrap().unwrap().appreciations, likes);
            audit(&db).await;
        }
    }

    async fn a_comments_like_counts_once(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        let id = town.note(&db, ana, content("a note")).await;
        let said = town.comment(&db, id, ana).await;
        for (on, changed, likes) in [(true, true, 1), (true, false, 1), (false, true, 0), (false, false, 0)] {
            let now = town.now();
            let told = write!(db, |tx, ben, said, on, now| {
                like::set_comment(tx, *ben, *said, *on, *now).await
            });
            assert_eq!(told, Ok(changed));
            assert_eq!(comment::by_id(&db, said).await.unwrap().unwrap().likes, likes);
            audit(&db).await;
        }
    }

    async fn who_likes_what(db: Db) {
        let town = Town::new();
        let people = town.accounts::<4>(&db).await;
        let mut notes = Vec::new();
        let mut comments = Vec::new();
        for n in 0..17 {
            let id = town.note(&db, people[0], content(&format!("note {n}"))).await;
            notes.push(id);
            comments.push(town.comment(&db, id, people[0]).await);
        }
        for (note, said) in notes.iter().zip(&comments) {
            town.like(&db, people[1], *note, people[0], true).await.unwrap();
            let (by, said) = (people[1], *said);
            write!(db, |tx, by, said| like::set_comment(tx, *by, *said, true, 1).await).unwrap();
        }
        town.like(&db, people[2], notes[1], people[0], true).await.unwrap();
        town.like(&db, people[3], notes[1], people[0], true).await.unwrap();
        for count in [0, 1, 2, 3, 17] {
            let found = like::notes_among(&db, people[1], &notes[..count]).await.unwrap();
            assert_eq!(found.len(), count);
            let found = like::comments_among(&db, people[1], &comments[..count]).await.unwrap();
            assert_eq!(found.len(), count);
            let found = like::notes_among(&db, people[2], &notes[..count]).await.unwrap();
            assert_eq!(found.contains(&notes[1]), count > 1);
            assert!(like::comments_among(&db, people[2], &comments[..count]).await.unwrap().is_empty());
        }
        let latest = like::latest_of_note(&db, notes[1], 2).await.unwrap();
        assert_eq!(latest, [people[3], people[2]]);
        let (by, said) = (people[2], comments[0]);
        write!(db, |tx, by, said| like::set_comment(tx, *by, *said, true, 2).await).unwrap();
        assert_eq!(like::latest_of_comment(&db, comments[0], 9).await.unwrap(), [people[2], people[1]]);
        assert!(like::latest_of_comment(&db, CommentId(404), 9).await.unwrap().is_empty());
    }

    async fn what_is_gone_is_not_liked(db: Db) {
        let town = Town::new();
        let [ana] = town.accounts(&db).await;
        assert_eq!(town.like(&db, ana, NoteId(404), ana, true).await, Ok(false));
        let told = write!(db, |tx, ana| like::set_comment(tx, *ana, CommentId(404), true, 1).await);
        assert_eq!(told, Ok(false));
        audit(&db).await;
    }

    /// Whoever opened the note a moment ago likes it in the batch that takes it down.
    async fn likes_race_with_the_end_of_the_note(db: Db) {
        let town = Town::new();
        let people = town.accounts::<10>(&db).await;
        let id = town.note(&db, people[0], content("short-lived")).await;
        let row = note::by_id(&db, id).await.unwrap().unwrap();
        let acts = join_all((0..40).map(|n| {
            let (db, town, row) = (&db, &town, row.clone());
            async move {
                if n == 20 {
                    write!(db, |tx, row| note::delete(tx, row.id).await).map(|()| false)
                } else {
                    town.like(db, people[n % 10], id, people[0], n % 3 != 0).await
                }
            }
        }))
        .await;
        assert!(acts.iter().all(Result::is_ok));
        assert!(note::by_id(&db, id).await.unwrap().is_none());
        audit(&db).await;
    }

    async fn an_accounts_likes_are_withdrawn_in_pieces(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        for n in 0..5 {
            let id = town.note(&db, ana, content(&format!("note {n}"))).await;
            let said = town.comment(&db, id, ana).await;
            for by in [ana, ben] {
                town.like(&db, by, id, ana, true).await.unwrap();
                write!(db, |tx, by, said| like::set_comment(tx, *by, *said, true, 1).await).unwrap();
            }
        }
        let mut rounds = 0;
        while write!(db, |tx, ben| like::withdraw(tx, *ben, 2).await).unwrap() > 0 {
            rounds += 1;
            audit(&db).await;
        }
        assert_eq!(rounds, 3);
        assert_eq!(account::by_id(&db, ana).await.unwrap().unwrap().appreciations, 5);
    }
}
