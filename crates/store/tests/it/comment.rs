use crate::audit::audit;
use crate::town::{Town, content};
use futures::future::join_all;
use sampan_domain::{CommentId, Lang, NoteId, NotificationId, notification::Kind};
use sampan_store::comment::NewComment;
use sampan_store::fold::Notice;
use sampan_store::note::Content;
use sampan_store::{Db, Error, comment, like, note, notification, picture};

both! {
    async fn a_comment_reads_back(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        let note = town.note(&db, ana, content("a note")).await;
        let shown = town.picture(&db, ben).await;
        let top = town.comment(&db, note, ana).await;
        let new = NewComment {
            parent: Some(top),
            answers: Some(top),
            body: "看！\n@ana".to_owned(),
            lang: Lang::ZH_HANS,
            picture: Some((shown, "A cat".to_owned())),
            ..town.new_comment(note, ben)
        };
        write!(db, |tx, new| comment::insert(tx, new).await).unwrap();
        let found = comment::by_id(&db, new.id).await.unwrap().unwrap();
        assert_eq!((found.id, found.note, found.author), (new.id, note, Some(ben)));
        assert_eq!((found.parent, found.answers), (Some(top), Some(top)));
        assert_eq!((found.body.as_str(), found.lang), ("看！\n@ana", Lang::ZH_HANS));
        assert_eq!((found.picture, found.alt.as_str()), (Some(shown), "A cat"));
        assert_eq!((found.made_at, found.pinned), (new.made_at, false));
        assert_eq!((found.likes, found.replies), (0, 0));
        assert!((found.hot - new.hot).abs() < 1e-9);
        let plain = comment::by_id(&db, top).await.unwrap().unwrap();
        assert_eq!((plain.parent, plain.answers, plain.picture), (None, None, None));
        assert_eq!((plain.alt.as_str(), plain.replies), ("", 1));
        assert_eq!(note::by_id(&db, note).await.unwrap().unwrap().comments, 2);
        assert!(picture::unused(&db, i64::MAX, 9).await.unwrap().is_empty());
        audit(&db).await;
    }

    async fn comments_are_found_by_their_ids(db: Db) {
        let town = Town::new();
        let [ana] = town.accounts(&db).await;
        let note = town.note(&db, ana, content("a note")).await;
        let mut ids = Vec::new();
        for _ in 0..17 {
            ids.push(town.comment(&db, note, ana).await);
        }
        for count in [0, 1, 2, 3, 17] {
            let mut found: Vec<CommentId> =
                comment::by_ids(&db, &ids[..count]).await.unwrap().iter().map(|c| c.id).collect();
            found.sort();
            assert_eq!(found, ids[..count]);
        }
        assert!(comment::by_id(&db, CommentId(404)).await.unwrap().is_none());
    }

    async fn pages_visit_every_comment_once(db: Db) {
        let town = Town::new();
        let people = town.accounts::<7>(&db).await;
        let id = town.note(&db, people[0], content("a note")).await;
        let other = town.note(&db, people[0], content("another")).await;
        town.comment(&db, other, people[0]).await;
        let mut tops = Vec::new();
        for n in 0..30 {
            let top = town.comment(&db, id, people[n % 7]).await;
            for by in &people[..n % 5] {
                let (by, now) = (*by, town.now());
                write!(db, |tx, by, top, now| like::set_comment(tx, *by, *top, true, *now).await)
                    .unwrap();
            }
            tops.push(top);
        }
        let pinned = tops[11];
        write!(db, |tx, id, pinned| comment::set_pinned(tx, *id, Some(*pinned)).await).unwrap();
        let first = tops[0];
        for n in 0..9 {
            town.reply(&db, id, people[n % 7], first).await;
        }
        let mut expected: Vec<CommentId> = tops.iter().copied().filter(|c| *c != pinned).collect();

        let (mut below, mut seen) = (None, Vec::new());
        loop {
            let page = comment::hottest(&db, id, below, 4).await.unwrap();
            let Some(last) = page.last() else { break };
            below = Some((last.hot, last.id));
            seen.extend(page);
        }
        assert!(seen.windows(2).all(|pair| (pair[0].hot, pair[0].id) > (pair[1].hot, pair[1].id)));
        let mut ids: Vec<CommentId> = seen.iter().map(|c| c.id).collect();
        ids.sort();
        assert_eq!(ids, expected);

        let (mut before, mut seen) = (CommentId(i64::MAX), Vec::new());
        loop {
            let page = comment::newest(&db, id, before, 4).await.unwrap();
            let Some(last) = page.last() else { break };
            before = last.id;
            seen.extend(page.iter().map(|c| c.id));
        }
        expected.reverse();
        assert_eq!(seen, expected);

        let (mut after, mut replies) = (CommentId(0), Vec::new());
        loop {
            let page = comment::replies_after(&db, first, after, 2).await.unwrap();
            let Some(last) = page.last() else { break };
            after = last.id;
            replies.extend(page.iter().map(|c| c.id));
        }
        assert_eq!(replies.len(), 9);
        assert!(replies.is_sorted());
        audit(&db).await;
    }

    async fn the_first_replies_of_each(db: Db) {
        let town = Town::new();
        let [ana] = town.accounts(&db).await;
        let id = town.note(&db, ana, content("a note")).await;
        let mut tops = Vec::new();
        for n in 0..5 {
            let top = town.comment(&db, id, ana).await;
            for _ in 0..n {
                town.reply(&db, id, ana, top).await;
            }
            tops.push(top);
        }
        for count in 0..=tops.len() {
            let found = comment::first_replies(&db, &tops[..count], 2).await.unwrap();
            for (n, top) in tops[..count].iter().enumerate() {
                let under: Vec<CommentId> =
                    found.iter().filter(|c| c.parent == Some(*top)).map(|c| c.id).collect();
                assert_eq!(under.len(), n.min(2));
                assert!(under.is_sorted());
                let all = comment::replies_after(&db, *top, CommentId(0), 9).await.unwrap();
                assert_eq!(under, all.iter().take(2).map(|c| c.id).collect::<Vec<_>>());
            }
            assert_eq!(found.len(), (0..count).map(|n| n.min(2)).sum::<usize>());
        }
    }

    async fn one_comment_is_pinned(db: Db) {
        let town = Town::new();
        let [ana] = town.accounts(&db).await;
        let id = town.note(&db, ana, content("a note")).await;
        let other = town.note(&db, ana, content("another")).await;
        let [one, two] = [town.comment(&db, id, ana).await, town.comment(&db, id, ana).await];
        let elsewhere = town.comment(&db, other, ana).await;
        assert!(comment::pinned(&db, id).await.unwrap().is_none());
        for choice in [Some(one), Some(two), None] {
            write!(db, |tx, id, choice| comment::set_pinned(tx, *id, *choice).await).unwrap();
            let found = comment::pinned(&db, id).await.unwrap();
            assert_eq!(found.map(|c| c.id), choice);
        }
        // A comment of another note cannot be pinned here.
        let choice = Some(elsewhere);
        write!(db, |tx, id, choice| comment::set_pinned(tx, *id, *choice).await).unwrap();
        assert!(comment::pinned(&db, id).await.unwrap().is_none());
        assert!(comment::pinned(&db, other).await.unwrap().is_none());
    }

    async fn a_comment_goes_with_its_replies(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        let boats = town.topic(&db, "boats").await;
        let id = town.note(&db, ana, Content { topics: vec![boats], ..content("a note") }).await;
        let top = town.comment(&db, id, ben).await;
        let shown = town.picture(&db, ben).await;
        let pictured = NewComment {
            parent: Some(top),
            answers: Some(top),
            picture: Some((shown, String::new())),
            ..town.new_comment(id, ben)
        };
        write!(db, |tx, pictured| comment::insert(tx, pictured).await).unwrap();
        let reply = town.reply(&db, id, ana, top).await;
        let kept = town.comment(&db, id, ana).await;
        let now = town.now();
        write!(db, |tx, ana, top, reply, now| {
            like::set_comment(tx, *ana, *top, true, *now).await?;
            like::set_comment(tx, *ana, *reply, true, *now).await?;
            tx.fold(|folds| folds.notice(Notice {
                id: NotificationId(1),
                account: *ana,
                kind: Kind::Reply,
                group_key: "r".to_owned(),
                actor: *ana,
                note: None,
                comment: Some(*reply),
                at_ms: *now,
            }));
            Ok::<_, Error>(())
        })
        .unwrap();
        audit(&db).await;

        let one = comment::by_id(&db, reply).await.unwrap().unwrap();
        assert_eq!(write!(db, |tx, one| comment::delete(tx, one).await), Ok(1));
        assert_eq!(comment::by_id(&db, top).await.unwrap().unwrap().replies, 1);
        assert_eq!(notification::unread(&db, ana).await, Ok(0));
        audit(&db).await;

        let row = comment::by_id(&db, top).await.unwrap().unwrap();
        let child = comment::by_id(&db, pictured.id).await.unwrap().unwrap();
        assert_eq!(write!(db, |tx, row| comment::delete(tx, row).await), Ok(2));
        assert_eq!(note::by_id(&db, id).await.unwrap().unwrap().comments, 1);
        assert!(comment::by_id(&db, kept).await.unwrap().is_some());
        assert_eq!(picture::unused(&db, i64::MAX, 9).await.unwrap().len(), 1);
        audit(&db).await;
        // Who looked at them before they went may ask again.
        assert_eq!(write!(db, |tx, row| comment::delete(tx, row).await), Ok(0));
        assert_eq!(write!(db, |tx, child| comment::delete(tx, child).await), Ok(0));
        audit(&db).await;
    }

    async fn nothing_is_said_under_what_is_gone(db: Db) {
        let town = Town::new();
        let [ana] = town.accounts(&db).await;
        let id = town.note(&db, ana, content("a note")).await;
        let other = town.note(&db, ana, content("another")).await;
        let top = town.comment(&db, id, ana).await;
        for new in [
            town.new_comment(NoteId(404), ana),
            NewComment { parent: Some(CommentId(404)), ..town.new_comment(id, ana) },
            // Under another note than its parent.
            NewComment { parent: Some(top), ..town.new_comment(other, ana) },
        ] {
            let told = write!(db, |tx, new| comment::insert(tx, new).await);
            assert_eq!(told, Err(Error::NotFound));
        }
        audit(&db).await;
    }

    /// In one batch: said, answered, liked, taken down.
    async fn a_quarrel_in_one_batch_leaves_true_counters(db: Db) {
        let town = Town::new();
        let people = town.accounts::<5>(&db).await;
        let boats = town.topic(&db, "boats").await;
        let id = town.note(&db, people[0], Content { topics: vec![boats], ..content("a note") }).await;
        let top = town.comment(&db, id, people[0]).await;
        let row = comment::by_id(&db, top).await.unwrap().unwrap();
        let acts = (0..60).map(|n| {
            let (db, town, row) = (&db, &town, row.clone());
            let by = people[n % 5];
            async move {
                match n % 6 {
                    0 | 1 => {
                        let parent = (n % 2 == 0).then_some(top);
                        let new = NewComment { parent, ..town.new_comment(id, by) };
                        write!(db, |tx, new| comment::insert(tx, new).await).map(|()| 0)
                    }
                    2 if n > 30 => write!(db, |tx, row| comment::delete(tx, row).await),
                    _ => {
                        let on = n % 3 == 0;
                        write!(db, |tx, by, top, on| like::set_comment(tx, *by, *top, *on, 1).await)
                            .map(|_| 0)
                    }
                }
            }
        });
        for told in join_all(acts).await {
            assert!(matches!(told, Ok(_) | Err(Error::NotFound)), "{told:?}");
        }
        audit(&db).await;
    }

    async fn an_authors_comments_are_listed_and_made_anonymous(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        let id = town.note(&db, ana, content("a note")).await;
        let mut own = Vec::new();
        for _ in 0..3 {
            own.push(town.comment(&db, id, ben).await);
            town.comment(&db, id, ana).await;
        }
        let listed: Vec<CommentId> =
            comment::by_author(&db, ben, 2).await.unwrap().iter().map(|c| c.id).collect();
        assert_eq!(listed, own[..2]);
        assert_eq!(write!(db, |tx, ben| comment::anonymise(tx, *ben).await), Ok(3));
        assert!(comment::by_author(&db, ben, 9).await.unwrap().is_empty());
        assert_eq!(comment::by_author(&db, ana, 9).await.unwrap().len(), 3);
        audit(&db).await;
    }
}
