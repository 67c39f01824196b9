use crate::town::{Town, content};
use sampan_domain::{CollectionId, NoteId, Relation};
use sampan_store::seam::{Moment, Of, Touch};
use sampan_store::standing::{self, Shown, Standing};
use sampan_store::{Db, Error, collection, like, relation, topic};
use std::collections::HashSet;

both! {
    async fn one_question_tells_how_somebody_stands_to_a_page(db: Db) {
        let town = Town::new();
        let [ana, ben, cho] = town.accounts(&db).await;
        let boats = town.topic(&db, "boats").await;
        let mut notes = Vec::new();
        let mut comments = Vec::new();
        for n in 0..3 {
            let note = town.note(&db, ana, content(&format!("note {n}"))).await;
            notes.push(note);
            comments.push(town.comment(&db, note, cho).await);
        }
        let shown = Shown {
            author: Some(ana),
            notes: notes[..2].to_vec(),
            comments: comments[..2].to_vec(),
            topic: Some(boats),
            people: vec![ana, cho],
        };
        assert_eq!(standing::of(&db, ben, &shown).await.unwrap(), Standing::default());
        let (first, last, said, unsaid) = (notes[0], notes[2], comments[1], comments[2]);
        let kept = CollectionId(town.id());
        let now = town.now();
        write!(db, |tx, ben, ana, first, last, said, unsaid, boats, kept, now| {
            relation::follow(tx, *ben, *ana, *now).await?;
            relation::follow(tx, *ana, *ben, *now).await?;
            like::set_note(tx, *ben, *first, *ana, true, *now).await?;
            // What is not on the page does not count.
            like::set_note(tx, *ben, *last, *ana, true, *now).await?;
            like::set_comment(tx, *ben, *said, true, *now).await?;
            like::set_comment(tx, *ben, *unsaid, true, *now).await?;
            topic::follow(tx, *ben, *boats, true, *now).await?;
            collection::insert(tx, *kept, *ben, "", false, true, *now).await?;
            let kept = collection::by_id(tx, *kept).await?.unwrap();
            collection::set_note(tx, &kept, *first, *ana, true, *now).await
        })
        .unwrap();
        let expected = Standing {
            apart: false,
            author: Relation { follows: true, followed_by: true, ..Relation::default() },
            liked: HashSet::from([first]),
            collected: HashSet::from([first]),
            liked_comments: HashSet::from([said]),
            follows_topic: true,
        };
        assert_eq!(standing::of(&db, ben, &shown).await.unwrap(), expected);
        // Whoever likes much is told the same.
        for n in 0..120 {
            let comment = town.comment(&db, first, cho).await;
            let note = if n < 100 { town.note(&db, ana, content("more")).await } else { first };
            write!(db, |tx, ben, ana, comment, note, now| {
                like::set_comment(tx, *ben, *comment, true, *now).await?;
                like::set_note(tx, *ben, *note, *ana, true, *now).await
            })
            .unwrap();
        }
        let wide = Shown {
            notes: vec![first, town.note(&db, ana, content("last")).await],
            comments: vec![said, town.comment(&db, first, cho).await],
            ..shown.clone()
        };
        assert_eq!(standing::of(&db, ben, &wide).await.unwrap(), expected);
        // Nothing of it is anybody else's.
        assert_eq!(standing::of(&db, cho, &shown).await.unwrap(), Standing::default());
        assert_eq!(standing::of(&db, ben, &Shown::default()).await.unwrap(), Standing::default());
        for (by, whom, is_block) in [(ben, cho, false), (cho, ben, true), (ben, cho, true)] {
            write!(db, |tx, by, whom, is_block| match is_block {
                true => relation::block(tx, *by, *whom, 1).await,
                false => relation::mute(tx, *by, *whom, 1).await,
            })
            .unwrap();
            assert!(standing::of(&db, ben, &shown).await.unwrap().apart);
            write!(db, |tx, by, whom, is_block| match is_block {
                true => relation::unblock(tx, *by, *whom).await,
                false => relation::unmute(tx, *by, *whom).await,
            })
            .unwrap();
            assert!(!standing::of(&db, ben, &shown).await.unwrap().apart);
        }
    }

    async fn a_write_touches_what_it_says(db: Db) {
        let (one, other) = (NoteId(7), NoteId(8));
        let moments = || [Of::Note(one), Of::Note(other), Of::Lists].map(|of| db.moment(of));
        let touched = async |touch: Touch| {
            let before = moments();
            db.touching(touch)
                .write((), |_, ()| Box::pin(async { Ok::<_, Error>(()) }))
                .await
                .unwrap();
            let pairs = before.into_iter().zip(moments());
            let differs = |(before, now): (Moment, Moment)| {
                (before != now, !now.says_the_same_as(before), !now.is_as_complete_as(before))
            };
            pairs.map(differs).collect::<Vec<_>>()
        };
        let same = (false, false, false);
        let (numbers, words, all) = ((true, false, false), (true, true, false), (true, true, true));
        assert_eq!(touched(Touch::Nothing).await, [same, same, same]);
        assert_eq!(touched(Touch::Lists).await, [same, same, words]);
        assert_eq!(touched(Touch::Numbers(one)).await, [numbers, same, words]);
        assert_eq!(touched(Touch::Note(one)).await, [words, same, words]);
        assert_eq!(touched(Touch::Anything).await, [all, all, all]);
    }
}
