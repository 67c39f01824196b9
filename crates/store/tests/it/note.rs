use crate::audit::audit;
use crate::town::{Town, content, topic};
use futures::future::join_all;
use sampan_domain::account::State;
use sampan_domain::note::Visibility;
use sampan_domain::{AccountId, Lang, NoteId, feed};
use sampan_store::note::{Card, Content};
use sampan_store::{Db, Error, account, note, picture, relation};

fn ids(cards: &[Card]) -> Vec<NoteId> {
    cards.iter().map(|card| card.id).collect()
}

async fn row(db: &Db, id: NoteId) -> note::Note {
    note::by_id(db, id).await.unwrap().unwrap()
}

/// All pages of three, in order.
async fn pages<F>(read: impl Fn(NoteId) -> F) -> Vec<NoteId>
where
    F: Future<Output = Result<Vec<Card>, Error>>,
{
    let (mut before, mut seen) = (NoteId(i64::MAX), Vec::new());
    loop {
        let page = read(before).await.unwrap();
        assert!(page.len() <= 3);
        let Some(last) = page.last() else { return seen };
        before = last.id;
        seen.extend(ids(&page));
    }
}

both! {
    async fn a_note_reads_back(db: Db) {
        let town = Town::new();
        let [ana] = town.accounts(&db).await;
        let pictures = [town.picture(&db, ana).await, town.picture(&db, ana).await];
        let boats = town.topic(&db, "boats").await;
        let new = Content {
            title: "舢板".to_owned(),
            body: "长".repeat(200),
            lang: Lang::ZH_HANS,
            place: "杭州".to_owned(),
            pictures: vec![(pictures[1], "Two".to_owned()), (pictures[0], "One".to_owned())],
            topics: vec![boats],
            ..content("")
        };
        let id = town.note(&db, ana, new).await;
        let found = row(&db, id).await;
        assert_eq!((found.id, found.author, found.lang), (id, ana, Lang::ZH_HANS));
        assert_eq!((found.title.as_str(), found.place.as_str()), ("舢板", "杭州"));
        assert_eq!(found.body.chars().count(), 200);
        assert_eq!((found.visibility, found.version), (Visibility::Public, 1));
        assert_eq!((found.edited_at, found.pinned_at), (None, None));
        let counts = (found.likes, found.collects, found.comments, found.views);
        assert_eq!(counts, (0, 0, 0, 0));
        assert_eq!((found.handle.as_str(), found.name.as_str()), ("member0", "MEMBER0"));
        assert_eq!((found.avatar, found.momo, found.author_writes), (None, false, Some(Lang::EN)));
        assert!((found.hot - feed::hot(found.made_at, 0, 0, 0)).abs() < 1e-9);
        let placed = picture::of_note(&db, id).await.unwrap();
        let alts: Vec<&str> = placed.iter().map(|p| p.alt.as_str()).collect();
        assert_eq!(alts, ["Two", "One"]);
        assert_eq!((placed[0].id, placed[0].note, placed[0].width), (pictures[1], id, 1_080));
        let cards = note::cards(&db, &[id]).await.unwrap();
        assert_eq!(cards.len(), 1);
        let card = &cards[0];
        assert_eq!((card.body.chars().count(), card.pictures), (160, 2));
        assert_eq!((card.picture, card.alt.as_str()), (Some(pictures[1]), "Two"));
        assert_eq!(card.picture_key.as_deref(), Some(format!("pictures/{}", pictures[1]).as_str()));
        assert_eq!((card.picture_width, card.picture_height), (Some(1_080), Some(1_350)));
        assert_eq!(card.placeholder.as_deref(), Some("abc"));
        assert!(picture::unused(&db, i64::MAX, 9).await.unwrap().is_empty());
        assert_eq!((topic(&db, boats).await.notes, topic(&db, boats).await.participants), (1, 1));
        audit(&db).await;
        assert!(note::by_id(&db, NoteId(404)).await.unwrap().is_none());
    }

    async fn a_note_without_pictures_has_a_bare_card(db: Db) {
        let town = Town::new();
        let [ana] = town.accounts(&db).await;
        let id = town.note(&db, ana, content("words")).await;
        let cards = note::cards(&db, &[id]).await.unwrap();
        let card = &cards[0];
        assert_eq!((card.picture, &card.picture_key, card.picture_width), (None, &None, None));
        assert_eq!((card.picture_height, &card.placeholder, card.alt.as_str()), (None, &None, ""));
    }

    async fn cards_of_many_notes_leave_out_who_is_leaving(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        let mut all = Vec::new();
        for n in 0..17 {
            all.push(town.note(&db, ana, content(&format!("note {n}"))).await);
        }
        let gone = town.note(&db, ben, content("of somebody who leaves")).await;
        write!(db, |tx, ben| account::set_state(tx, *ben, State::Leaving).await).unwrap();
        for count in [0, 1, 2, 3, 17] {
            let mut asked = all[..count].to_vec();
            asked.push(gone);
            let mut found = ids(&note::cards(&db, &asked).await.unwrap());
            found.sort();
            assert_eq!(found, all[..count]);
        }
        assert!(note::by_id(&db, gone).await.unwrap().is_none());
        assert!(note::cards(&db, &[]).await.unwrap().is_empty());
    }

    async fn a_rewritten_note_keeps_its_earlier_wording(db: Db) {
        let town = Town::new();
        let [ana] = town.accounts(&db).await;
        let [boats, rivers] = [town.topic(&db, "boats").await, town.topic(&db, "rivers").await];
        let [old_picture, new_picture] =
            [town.picture(&db, ana).await, town.picture(&db, ana).await];
        let first = Content {
            pictures: vec![(old_picture, String::new())],
            topics: vec![boats],
            ..content("first")
        };
        let id = town.note(&db, ana, first).await;
        town.comment(&db, id, ana).await;
        let before = row(&db, id).await;
        let second = Content {
            pictures: vec![(new_picture, "new".to_owned())],
            topics: vec![rivers],
            lang: Lang::ZH_HANT,
            ..content("second")
        };
        let now = town.now();
        let told = write!(db, |tx, before, second, now| {
            note::rewrite(tx, before, second, 1, *now).await
        });
        assert_eq!(told, Ok(true));
        let after = row(&db, id).await;
        assert_eq!((after.title.as_str(), after.version), ("second", 2));
        assert_eq!((after.edited_at, after.lang), (Some(now), Lang::ZH_HANT));
        let revisions = note::revisions(&db, id).await.unwrap();
        assert_eq!(revisions.len(), 1);
        assert_eq!((revisions[0].version, revisions[0].title.as_str()), (1, "first"));
        assert_eq!(revisions[0].until_ms, now);
        assert_eq!((topic(&db, boats).await.notes, topic(&db, boats).await.discussions), (0, 0));
        assert_eq!((topic(&db, rivers).await.notes, topic(&db, rivers).await.discussions), (1, 2));
        let unused: Vec<_> = picture::unused(&db, i64::MAX, 9).await.unwrap();
        assert_eq!(unused.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [old_picture]);
        audit(&db).await;
        // Whoever began with the first version has lost the race.
        let told = write!(db, |tx, before, second, now| {
            note::rewrite(tx, before, second, 1, *now).await
        });
        assert_eq!(told, Ok(false));
        // A change of pictures alone is no new wording.
        let third = Content { pictures: Vec::new(), ..second.clone() };
        let told = write!(db, |tx, after, third, now| {
            note::rewrite(tx, after, third, 2, *now).await
        });
        assert_eq!(told, Ok(true));
        assert_eq!(note::revisions(&db, id).await.unwrap().len(), 1);
        audit(&db).await;
    }

    async fn a_note_that_is_hidden_leaves_its_topics_and_comes_back(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        let boats = town.topic(&db, "boats").await;
        let shown = Content { topics: vec![boats], ..content("shown") };
        let id = town.note(&db, ana, shown.clone()).await;
        town.comment(&db, id, ben).await;
        town.like(&db, ben, id, ana, true).await.unwrap();
        for visibility in [Visibility::Followers, Visibility::OnlyMe, Visibility::Public] {
            let old = row(&db, id).await;
            let new = Content { visibility, ..shown.clone() };
            let version = old.version;
            write!(db, |tx, old, new, version| note::rewrite(tx, old, new, *version, 1).await).unwrap();
            let public = visibility == Visibility::Public;
            assert_eq!(topic(&db, boats).await.notes, i64::from(public));
            assert_eq!(note::newest(&db).await.unwrap().is_some(), public);
            assert_eq!(note::newer_than(&db, NoteId(0), 9).await, Ok(i64::from(public)));
            assert_eq!(note::hottest(&db, None, 9).await.unwrap().len(), usize::from(public));
            assert_eq!(note::new_in_topic(&db, boats, NoteId(i64::MAX), 9).await.unwrap().len(), usize::from(public));
            audit(&db).await;
        }
    }

    /// What a rewriter knows of likes and comments is old by the time it is written.
    async fn a_rewrite_among_likes_and_comments_keeps_counters_true(db: Db) {
        let town = Town::new();
        let people = town.accounts::<6>(&db).await;
        let [boats, rivers] = [town.topic(&db, "boats").await, town.topic(&db, "rivers").await];
        let id = town.note(&db, people[0], Content { topics: vec![boats], ..content("first") }).await;
        let old = row(&db, id).await;
        let acts = join_all((0..60_usize).map(|n| {
            let (db, town, old) = (&db, &town, old.clone());
            async move {
                if n == 30 {
                    let new = Content { topics: vec![rivers], ..content("second") };
                    write!(db, |tx, old, new| note::rewrite(tx, old, new, 1, 1).await)
                } else if n % 2 == 0 {
                    town.comment(db, id, people[n % 6]).await;
                    Ok(true)
                } else {
                    town.like(db, people[n % 6], id, people[0], n % 3 != 0).await
                }
            }
        }))
        .await;
        assert!(acts.iter().all(Result::is_ok));
        audit(&db).await;
    }

    async fn a_deleted_note_takes_everything_with_it(db: Db) {
        let town = Town::new();
        let people = town.accounts::<4>(&db).await;
        let author = people[0];
        let boats = town.topic(&db, "boats").await;
        let shown = [town.picture(&db, author).await, town.picture(&db, people[1]).await];
        let id = town.note(&db, author, Content {
            pictures: vec![(shown[0], String::new())],
            topics: vec![boats],
            ..content("doomed")
        })
        .await;
        let kept = town.note(&db, author, Content { topics: vec![boats], ..content("kept") }).await;
        for by in people {
            town.like(&db, by, id, author, true).await.unwrap();
            for name in ["one", "two"] {
                let album = town.collection(&db, by, name).await;
                town.collect(&db, &album, id, author, true).await.unwrap();
                town.collect(&db, &album, kept, author, true).await.unwrap();
            }
        }
        let top = town.comment(&db, id, people[1]).await;
        town.reply(&db, id, people[2], top).await;
        let pictured = sampan_store::comment::NewComment {
            picture: Some((shown[1], String::new())),
            ..town.new_comment(id, people[1])
        };
        write!(db, |tx, pictured| sampan_store::comment::insert(tx, pictured).await).unwrap();
        let old = row(&db, id).await;
        let new = Content { topics: vec![boats], ..content("doomed, reworded") };
        write!(db, |tx, old, new| note::rewrite(tx, old, new, 1, 1).await).unwrap();
        // What is known of it is old: it is liked since.
        let known = row(&db, id).await;
        town.like(&db, people[1], id, author, false).await.unwrap();
        audit(&db).await;
        write!(db, |tx, known| note::delete(tx, known.id).await).unwrap();
        assert!(note::by_id(&db, id).await.unwrap().is_none());
        assert!(note::revisions(&db, id).await.unwrap().is_empty());
        assert_eq!(picture::unused(&db, i64::MAX, 9).await.unwrap().len(), 2);
        let account = account::by_id(&db, author).await.unwrap().unwrap();
        assert_eq!((account.notes, account.appreciations), (1, 4));
        assert_eq!(topic(&db, boats).await.discussions, 1);
        audit(&db).await;
        // Two moderators at once.
        write!(db, |tx, known| note::delete(tx, known.id).await).unwrap();
        write!(db, |tx, id| note::delete(tx, *id).await).unwrap();
        audit(&db).await;
    }

    async fn pages_of_cards_visit_every_note_once(db: Db) {
        let town = Town::new();
        let people = town.accounts::<4>(&db).await;
        let [ana, ben, eve, zoe] = people;
        let boats = town.topic(&db, "boats").await;
        let (mut all, mut liked, mut by_ana, mut feed) = (vec![], vec![], vec![], vec![]);
        let album = town.collection(&db, zoe, "album").await;
        let now = town.now();
        write!(db, |tx, zoe, ana, ben, now| {
            relation::follow(tx, *zoe, *ana, *now).await?;
            relation::follow(tx, *zoe, *ben, *now).await
        })
        .unwrap();
        for n in 0..20 {
            let author = people[n % 4];
            let visibility = match n % 10 {
                7 => Visibility::OnlyMe,
                8 => Visibility::Followers,
                _ => Visibility::Public,
            };
            let new = Content { visibility, topics: vec![boats], ..content(&format!("note {n}")) };
            let id = town.note(&db, author, new).await;
            // Some are as hot as others, to the bit.
            for by in &people[..n % 3] {
                town.like(&db, *by, id, author, true).await.unwrap();
            }
            if n % 2 == 0 {
                town.like(&db, zoe, id, author, true).await.unwrap();
                town.collect(&db, &album, id, author, true).await.unwrap();
                liked.push(id);
            }
            if author == ana {
                by_ana.push(id);
            }
            if author != eve && visibility != Visibility::OnlyMe {
                feed.push(id);
            }
            if visibility == Visibility::Public {
                all.push(id);
            }
        }
        for list in [&mut all, &mut liked, &mut by_ana, &mut feed] {
            list.reverse();
        }
        assert_eq!(pages(|before| note::new_in_topic(&db, boats, before, 3)).await, all);
        assert_eq!(pages(|before| note::liked_by(&db, zoe, before, 3)).await, liked);
        assert_eq!(pages(|before| note::in_collection(&db, album.id, before, 3)).await, liked);
        assert_eq!(pages(|before| note::by_author(&db, ana, before, 3)).await, by_ana);
        assert_eq!(pages(|before| note::followed_by(&db, zoe, before, 3)).await, feed);
        assert_eq!(note::ids_by(&db, ana, 99).await.unwrap().len(), by_ana.len());
        assert_eq!(note::ids_by(&db, ana, 2).await.unwrap(), [by_ana[4], by_ana[3]]);
        assert_eq!(note::newest(&db).await.unwrap(), Some(all[0]));
        assert_eq!(note::newer_than(&db, all[3], 99).await, Ok(3));
        assert_eq!(note::newer_than(&db, NoteId(0), 5).await, Ok(5));

        let (mut below, mut hot) = (None, Vec::new());
        loop {
            let page = note::hottest(&db, below, 3).await.unwrap();
            let Some((id, _, heat)) = page.last() else { break };
            below = Some((*heat, *id));
            hot.extend(page);
        }
        assert!(hot.windows(2).all(|pair| (pair[0].2, pair[0].0) > (pair[1].2, pair[1].0)));
        let mut found: Vec<NoteId> = hot.iter().map(|(id, _, _)| *id).collect();
        found.sort();
        found.reverse();
        assert_eq!(found, all);

        let (mut below, mut cards) = (None, Vec::new());
        loop {
            let page = note::hot_in_topic(&db, boats, below, 3).await.unwrap();
            let Some(last) = page.last() else { break };
            below = Some((last.hot, last.id));
            cards.extend(page);
        }
        let in_topic: Vec<NoteId> = ids(&cards);
        assert_eq!(in_topic, hot.iter().map(|(id, _, _)| *id).collect::<Vec<_>>());
        audit(&db).await;
    }

    async fn pinned_notes_come_latest_pin_first(db: Db) {
        let town = Town::new();
        let [ana] = town.accounts(&db).await;
        let [one, two] =
            [town.note(&db, ana, content("one")).await, town.note(&db, ana, content("two")).await];
        assert!(note::pinned_by(&db, ana, 20).await.unwrap().is_empty());
        for (id, at) in [(two, Some(1)), (one, Some(2))] {
            write!(db, |tx, id, at| note::set_pinned(tx, *id, *at).await).unwrap();
        }
        let pinned = note::pinned_by(&db, ana, 20).await.unwrap();
        assert_eq!(ids(&pinned), [one, two]);
        assert_eq!(pinned[0].pinned_at, Some(2));
        write!(db, |tx, one| note::set_pinned(tx, *one, None).await).unwrap();
        assert_eq!(ids(&note::pinned_by(&db, ana, 20).await.unwrap()), [two]);
    }

    async fn who_does_not_exist_has_no_notes(db: Db) {
        let nobody = AccountId(404);
        let end = NoteId(i64::MAX);
        assert!(note::by_author(&db, nobody, end, 9).await.unwrap().is_empty());
        assert!(note::followed_by(&db, nobody, end, 9).await.unwrap().is_empty());
        assert!(note::liked_by(&db, nobody, end, 9).await.unwrap().is_empty());
        assert!(note::hottest(&db, None, 9).await.unwrap().is_empty());
        assert_eq!(note::newest(&db).await, Ok(None));
        assert_eq!(note::newer_than(&db, NoteId(0), 9).await, Ok(0));
    }
}
