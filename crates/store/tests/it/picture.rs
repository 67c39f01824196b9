use crate::town::{Town, content};
use sampan_domain::{NoteId, PictureId};
use sampan_store::comment::NewComment;
use sampan_store::note::Content;
use sampan_store::{Db, comment, picture};

both! {
    async fn pictures_are_found_by_owner_and_id(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        let mut own = Vec::new();
        for _ in 0..17 {
            own.push(town.picture(&db, ana).await);
        }
        let other = town.picture(&db, ben).await;
        for count in [0, 1, 2, 3, 17] {
            let mut asked = own[..count].to_vec();
            asked.push(other);
            let mut found: Vec<PictureId> =
                picture::owned(&db, ana, &asked).await.unwrap().iter().map(|p| p.id).collect();
            found.sort();
            assert_eq!(found, own[..count]);
            assert_eq!(picture::by_ids(&db, &asked).await.unwrap().len(), count + 1);
        }
        assert!(picture::owned(&db, ana, &[]).await.unwrap().is_empty());
        assert!(picture::by_ids(&db, &[]).await.unwrap().is_empty());
        assert!(picture::of_note(&db, NoteId(404)).await.unwrap().is_empty());
        let found = picture::by_ids(&db, &[other]).await.unwrap().remove(0);
        assert_eq!(found.store_key, format!("pictures/{other}"));
        assert_eq!((found.width, found.height, found.placeholder.as_str()), (1_080, 1_350, "abc"));
    }

    async fn unused_pictures_are_swept_unless_used_meanwhile(db: Db) {
        let town = Town::new();
        let [ana] = town.accounts(&db).await;
        let [one, two] = [town.picture(&db, ana).await, town.picture(&db, ana).await];
        let later = town.now();
        let three = town.picture(&db, ana).await;
        let unused = |found: Vec<(PictureId, String)>| -> Vec<PictureId> {
            found.into_iter().map(|(id, _)| id).collect()
        };
        assert_eq!(unused(picture::unused(&db, later, 9).await.unwrap()), [one, two]);
        assert_eq!(unused(picture::unused(&db, later, 1).await.unwrap()), [one]);
        write!(db, |tx, one| picture::set_used(tx, &[*one], true).await).unwrap();
        assert_eq!(write!(db, |tx, one| picture::delete_unused(tx, *one).await), Ok(false));
        assert_eq!(write!(db, |tx, two| picture::delete_unused(tx, *two).await), Ok(true));
        assert_eq!(write!(db, |tx, two| picture::delete_unused(tx, *two).await), Ok(false));
        assert_eq!(unused(picture::unused(&db, i64::MAX, 9).await.unwrap()), [three]);
    }

    /// Comments that stay without a name keep their picture.
    async fn who_leaves_gives_pictures_free_but_those_of_comments_that_stay(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        let [avatar, said, others] =
            [town.picture(&db, ana).await, town.picture(&db, ana).await, town.picture(&db, ben).await];
        let note = town.note(&db, ben, Content {
            pictures: vec![(others, String::new())],
            ..content("a note")
        })
        .await;
        write!(db, |tx, avatar| picture::set_used(tx, &[*avatar], true).await).unwrap();
        let new = NewComment { picture: Some((said, String::new())), ..town.new_comment(note, ana) };
        write!(db, |tx, new| comment::insert(tx, new).await).unwrap();
        assert!(picture::unused(&db, i64::MAX, 9).await.unwrap().is_empty());
        write!(db, |tx, ana| {
            comment::anonymise(tx, *ana).await?;
            picture::disown(tx, *ana).await
        })
        .unwrap();
        let free = picture::unused(&db, i64::MAX, 9).await.unwrap();
        assert_eq!(free.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [avatar]);
    }
}
