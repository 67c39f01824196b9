use crate::audit::audit;
use crate::town::Town;
use futures::future::join_all;
use sampan_domain::account::State;
use sampan_domain::{AccountId, Relation};
use sampan_store::account::Brief;
use sampan_store::{Db, Error, account, relation};

fn ids(people: &[Brief]) -> Vec<AccountId> {
    people.iter().map(|brief| brief.id).collect()
}

async fn follow(db: &Db, town: &Town, account: AccountId, target: AccountId) -> bool {
    let now = town.now();
    write!(db, |tx, account, target, now| {
        relation::follow(tx, *account, *target, *now).await
    })
    .unwrap()
}

both! {
    async fn every_tie_is_seen_from_both_sides(db: Db) {
        let town = Town::new();
        let people = town.accounts::<7>(&db).await;
        let [me, followed, follower, blocked, blocker, muted, nobody] = people;
        follow(&db, &town, me, followed).await;
        follow(&db, &town, follower, me).await;
        write!(db, |tx, me, blocked, blocker, muted| {
            relation::block(tx, *me, *blocked, 1).await?;
            relation::block(tx, *blocker, *me, 1).await?;
            relation::mute(tx, *me, *muted, 1).await
        })
        .unwrap();
        let none = Relation::default();
        let expected = [
            (followed, Relation { follows: true, ..none }),
            (follower, Relation { followed_by: true, ..none }),
            (blocked, Relation { blocks: true, ..none }),
            (blocker, Relation { blocked_by: true, ..none }),
            (muted, Relation { mutes: true, ..none }),
        ];
        let ties = relation::between(&db, me, &people).await.unwrap();
        assert_eq!(ties.len(), 5);
        for (other, tie) in expected {
            assert_eq!(ties[&other], tie);
            assert_eq!(relation::between(&db, me, &[other]).await.unwrap()[&other], tie);
        }
        assert!(relation::between(&db, me, &[]).await.unwrap().is_empty());
        assert!(relation::between(&db, nobody, &people).await.unwrap().is_empty());
        let hidden = relation::hidden_from(&db, me).await.unwrap();
        assert_eq!(hidden.len(), 3);
        assert!(hidden[&blocked].blocks && hidden[&blocker].blocked_by && hidden[&muted].mutes);
        assert_eq!(ids(&relation::blocked(&db, me).await.unwrap()), [blocked]);
        assert_eq!(ids(&relation::muted(&db, me).await.unwrap()), [muted]);
        write!(db, |tx, me, blocked, muted| {
            relation::unblock(tx, *me, *blocked).await?;
            relation::unmute(tx, *me, *muted).await
        })
        .unwrap();
        assert_eq!(relation::hidden_from(&db, me).await.unwrap().len(), 1);
        audit(&db).await;
    }

    async fn ties_to_many_are_read_at_once(db: Db) {
        let town = Town::new();
        let people = town.accounts::<18>(&db).await;
        for other in &people[1..] {
            follow(&db, &town, people[0], *other).await;
            follow(&db, &town, *other, people[0]).await;
        }
        for count in [1, 2, 3, 17] {
            let ties = relation::between(&db, people[0], &people[1..=count]).await.unwrap();
            assert_eq!(ties.len(), count);
            assert!(ties.values().all(|tie| tie.mutual()));
        }
    }

    async fn following_counts_once(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        let follows = join_all((0..10).map(|_| follow(&db, &town, ana, ben))).await;
        assert_eq!(follows.into_iter().filter(|new| *new).count(), 1);
        let row = account::by_id(&db, ben).await.unwrap().unwrap();
        assert_eq!((row.followers, row.following), (1, 0));
        audit(&db).await;
        for gone in [true, false] {
            let told = write!(db, |tx, ana, ben| relation::unfollow(tx, *ana, *ben).await);
            assert_eq!(told, Ok(gone));
        }
        audit(&db).await;
        let nobody = AccountId(404);
        assert!(!follow(&db, &town, ana, nobody).await);
        audit(&db).await;
    }

    async fn a_block_ends_following_in_both_directions(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        follow(&db, &town, ana, ben).await;
        follow(&db, &town, ben, ana).await;
        for _ in 0..2 {
            write!(db, |tx, ana, ben| relation::block(tx, *ana, *ben, 1).await).unwrap();
            let ties = relation::between(&db, ana, &[ben]).await.unwrap();
            assert_eq!(ties[&ben], Relation { blocks: true, ..Relation::default() });
            audit(&db).await;
        }
    }

    async fn lists_of_people_come_latest_first(db: Db) {
        let town = Town::new();
        let people = town.accounts::<5>(&db).await;
        let mut times = Vec::new();
        for other in &people[1..] {
            follow(&db, &town, *other, people[0]).await;
            follow(&db, &town, people[0], *other).await;
            times.push(town.now());
        }
        let expected = [people[4], people[3], people[2], people[1]];
        assert_eq!(ids(&relation::followers(&db, people[0], 9).await.unwrap()), expected);
        assert_eq!(ids(&relation::following(&db, people[0], 9).await.unwrap()), expected);
        assert_eq!(ids(&relation::followers(&db, people[0], 2).await.unwrap()), expected[..2]);
        let (latest, count) =
            relation::followers_between(&db, people[0], times[0], times[2], 1).await.unwrap();
        assert_eq!((latest, count), (vec![people[3]], 2));
        let leaving = people[4];
        write!(db, |tx, leaving| account::set_state(tx, *leaving, State::Leaving).await).unwrap();
        assert_eq!(ids(&relation::followers(&db, people[0], 9).await.unwrap()), expected[1..]);
        let brief = &relation::following(&db, people[0], 1).await.unwrap()[0];
        assert_eq!((brief.handle.as_str(), brief.momo, brief.bio.as_str()), ("member3", false, ""));
    }

    async fn all_ties_of_who_leaves_are_ended(db: Db) {
        let town = Town::new();
        let people = town.accounts::<4>(&db).await;
        let leaving = people[0];
        for other in &people[1..] {
            follow(&db, &town, *other, leaving).await;
            follow(&db, &town, leaving, *other).await;
        }
        let [_, a, b, c] = people;
        write!(db, |tx, leaving, a, b, c| {
            relation::block(tx, *leaving, *a, 1).await?;
            relation::block(tx, *b, *leaving, 1).await?;
            relation::mute(tx, *leaving, *c, 1).await?;
            relation::mute(tx, *c, *leaving, 1).await?;
            relation::delete_all(tx, *leaving).await
        })
        .unwrap();
        assert!(relation::between(&db, leaving, &people).await.unwrap().is_empty());
        audit(&db).await;
    }

    /// Follows and unfollows of the same pair in one batch.
    async fn a_changing_mind_is_counted_right(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        let acts = (0..51).map(|n| {
            let db = &db;
            async move {
                if n % 2 == 0 {
                    write!(db, |tx, ana, ben| relation::follow(tx, *ana, *ben, 1).await)
                } else {
                    write!(db, |tx, ana, ben| relation::unfollow(tx, *ana, *ben).await)
                }
            }
        });
        let told: Vec<Result<bool, Error>> = join_all(acts).await;
        assert!(told.iter().all(|answer| *answer == Ok(true)));
        audit(&db).await;
    }
}
