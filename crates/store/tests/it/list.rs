use crate::audit::audit;
use crate::town::{Town, content};
use sampan_domain::note::Visibility;
use sampan_domain::{AccountId, ListId, NoteId};
use sampan_store::list::{self, List};
use sampan_store::note::Content;
use sampan_store::{Db, account, marker, note, relation, topic};

async fn friends(db: &Db, town: &Town, owner: AccountId) -> List {
    let id = ListId(town.id());
    write!(db, |tx, id, owner| list::insert(tx, *id, *owner, "Friends")
        .await)
    .unwrap();
    list::by_id(db, id).await.unwrap().unwrap()
}

async fn follow(db: &Db, town: &Town, by: AccountId, target: AccountId) {
    let now = town.now();
    write!(db, |tx, by, target, now| relation::follow(
        tx, *by, *target, *now
    )
    .await)
    .unwrap();
}

async fn add(db: &Db, to: &List, account: AccountId) -> bool {
    write!(db, |tx, to, account| list::add(tx, to, *account).await).unwrap()
}

both! {
    async fn a_list_holds_whom_its_owner_follows(db: Db) {
        let town = Town::new();
        let [ana, ben, cora] = town.accounts(&db).await;
        let list = friends(&db, &town, ana).await;
        assert_eq!(list::of(&db, ana).await.unwrap().len(), 1);
        assert_eq!(list::count(&db, ana).await.unwrap(), 1);
        assert!(!add(&db, &list, ben).await);
        follow(&db, &town, ana, ben).await;
        follow(&db, &town, ana, cora).await;
        assert!(add(&db, &list, ben).await && add(&db, &list, ben).await);
        assert!(add(&db, &list, cora).await);
        let handles = |people: Vec<account::Brief>| -> Vec<String> {
            people.into_iter().map(|one| one.handle).collect()
        };
        assert_eq!(handles(list::members(&db, list.id).await.unwrap()), ["member1", "member2"]);
        let said = town.note(&db, ben, content("hello")).await;
        let hidden = Content { visibility: Visibility::OnlyMe, ..content("mine") };
        town.note(&db, ben, hidden).await;
        town.note(&db, ana, content("not on the list")).await;
        let seen = note::by_list(&db, list.id, NoteId(i64::MAX), 9).await.unwrap();
        assert_eq!(seen.iter().map(|card| card.id).collect::<Vec<_>>(), [said]);
        assert_eq!(list::holding(&db, ana, cora).await.unwrap().len(), 1);
        let id = list.id;
        write!(db, |tx, id, cora| list::remove(tx, *id, *cora).await).unwrap();
        assert!(list::holding(&db, ana, cora).await.unwrap().is_empty());
        // Who is not followed any more is on no list.
        write!(db, |tx, ana, ben| relation::unfollow(tx, *ana, *ben).await).unwrap();
        assert!(list::members(&db, id).await.unwrap().is_empty());
        write!(db, |tx, id| list::rename(tx, *id, "Others").await).unwrap();
        assert_eq!(list::by_id(&db, id).await.unwrap().unwrap().title, "Others");
        write!(db, |tx, id| list::delete(tx, *id).await).unwrap();
        assert!(list::by_id(&db, id).await.unwrap().is_none());
        audit(&db).await;
    }

    async fn what_somebody_keeps_for_themselves_goes_with_them(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        let list = friends(&db, &town, ana).await;
        follow(&db, &town, ana, ben).await;
        add(&db, &list, ben).await;
        let boats = town.topic(&db, "boats").await;
        let now = town.now();
        for (account, other) in [(ana, ben), (ben, ana)] {
            write!(db, |tx, account, other, boats, now| {
                topic::feature(tx, *account, *boats, true, *now).await?;
                marker::set(tx, *account, "home", "7", *now).await?;
                marker::set(tx, *account, "home", "8", *now).await?;
                marker::set_memo(tx, *account, *other, "likes boats").await
            })
            .unwrap();
        }
        town.note(&db, ana, Content { topics: vec![boats], ..content("a boat") }).await;
        let shown = topic::featured(&db, ana).await.unwrap();
        assert_eq!((shown[0].name.as_str(), shown[0].notes), ("boats", 1));
        let markers = marker::of(&db, ana).await.unwrap();
        assert_eq!((markers[0].last_read.as_str(), markers[0].version), ("8", 2));
        assert_eq!(marker::memos(&db, ana, &[ben]).await.unwrap(), [(ben, "likes boats".into())]);
        write!(db, |tx, ben| account::delete(tx, *ben).await).unwrap();
        assert!(marker::memos(&db, ana, &[ben]).await.unwrap().is_empty());
        assert!(marker::of(&db, ben).await.unwrap().is_empty());
        assert!(topic::featured(&db, ben).await.unwrap().is_empty());
        assert!(list::members(&db, list.id).await.unwrap().is_empty());
        write!(db, |tx, ana, boats| topic::feature(tx, *ana, *boats, false, 1).await).unwrap();
        assert!(topic::featured(&db, ana).await.unwrap().is_empty());
        audit(&db).await;
    }

    async fn topics_are_read_together(db: Db) {
        let town = Town::new();
        let [ana] = town.accounts(&db).await;
        let (cats, dogs) = (town.topic(&db, "cats").await, town.topic(&db, "dogs").await);
        let under = |topics| Content { topics, ..content("a note") };
        let one = town.note(&db, ana, under(vec![cats])).await;
        let two = town.note(&db, ana, under(vec![dogs])).await;
        let three = town.note(&db, ana, under(vec![cats, dogs])).await;
        for (any, all, none, want) in [
            (vec![cats, dogs], vec![], vec![], vec![three, two, one]),
            (vec![cats], vec![dogs], vec![], vec![three]),
            (vec![cats], vec![], vec![dogs], vec![one]),
            (vec![dogs], vec![dogs, cats], vec![], vec![three]),
        ] {
            let last = NoteId(i64::MAX);
            let found = note::new_in_topics(&db, &any, &all, &none, last, 9).await.unwrap();
            assert_eq!(found.iter().map(|card| card.id).collect::<Vec<_>>(), want);
        }
    }
}
