use crate::audit::audit;
use crate::town::{Town, content, topic as row};
use futures::future::join_all;
use sampan_domain::topic::TopicName;
use sampan_domain::{NoteId, TopicId};
use sampan_store::note::Content;
use sampan_store::topic::{self, Topic};
use sampan_store::{Db, note};

fn name(text: &str) -> TopicName {
    TopicName::parse(text).unwrap()
}

async fn follow(db: &Db, town: &Town, by: sampan_domain::AccountId, topic: TopicId, on: bool) {
    let now = town.now();
    write!(db, |tx, by, topic, on, now| topic::follow(
        tx, *by, *topic, *on, *now
    )
    .await)
    .unwrap();
}

async fn merge(db: &Db, from: &Topic, into: &Topic) {
    write!(db, |tx, from, into| topic::merge(tx, from, into).await).unwrap();
}

both! {
    async fn a_topic_is_made_once_whatever_its_spelling(db: Db) {
        let town = Town::new();
        let made = join_all((0..20).map(|n| {
            town.topic(&db, if n % 2 == 0 { "TikTokRefugee" } else { "tiktokrefugee" })
        }))
        .await;
        assert!(made.iter().all(|id| *id == made[0]));
        let found = topic::by_name(&db, &name("#TIKTOKREFUGEE")).await.unwrap().unwrap();
        assert_eq!((found.id, found.merged_into), (made[0], None));
        assert!(topic::by_name(&db, &name("unknown")).await.unwrap().is_none());
        assert!(topic::by_id(&db, TopicId(404)).await.unwrap().is_none());
        let mut ids = Vec::new();
        for n in 0..17 {
            ids.push(town.topic(&db, &format!("topic{n}")).await);
        }
        for count in [0, 1, 2, 3, 17] {
            assert_eq!(topic::by_ids(&db, &ids[..count]).await.unwrap().len(), count);
        }
    }

    async fn topics_are_followed_and_left(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        let [boats, tea] = [town.topic(&db, "boats").await, town.topic(&db, "tea").await];
        for _ in 0..2 {
            follow(&db, &town, ana, boats, true).await;
            follow(&db, &town, ana, tea, true).await;
            follow(&db, &town, ben, tea, true).await;
        }
        assert_eq!(row(&db, tea).await.followers, 2);
        assert_eq!(topic::follows(&db, ana, boats).await, Ok(true));
        assert_eq!(topic::follows(&db, ben, boats).await, Ok(false));
        let followed: Vec<TopicId> =
            topic::followed(&db, ana).await.unwrap().iter().map(|t| t.id).collect();
        assert_eq!(followed, [tea, boats]);
        follow(&db, &town, ana, boats, false).await;
        follow(&db, &town, ana, boats, false).await;
        follow(&db, &town, ana, TopicId(404), true).await;
        audit(&db).await;
        write!(db, |tx, ana| topic::unfollow_all(tx, *ana).await).unwrap();
        assert!(topic::followed(&db, ana).await.unwrap().is_empty());
        assert_eq!(row(&db, tea).await.followers, 1);
        audit(&db).await;
    }

    /// By bytes: an operator's locale must not change what is found.
    async fn topics_are_found_by_their_beginning(db: Db) {
        let town = Town::new();
        let [ana] = town.accounts(&db).await;
        for text in ["旅行", "旅行日记", "旅", "Travel", "travelling", "trave", "ätravel", "travel_log"] {
            let topic = town.topic(&db, text).await;
            town.note(&db, ana, Content { topics: vec![topic], ..content(text) }).await;
        }
        town.topic(&db, "travelled").await;
        let big = town.topic(&db, "travelling").await;
        town.note(&db, ana, Content { topics: vec![big], ..content("a note") }).await;
        let found = |texts: Vec<Topic>| -> Vec<String> {
            texts.into_iter().map(|t| t.name).collect()
        };
        let travel = found(topic::by_prefix(&db, "travel", 9).await.unwrap());
        assert_eq!(travel[0], "travelling");
        assert_eq!(travel.len(), 3);
        let mut trips = found(topic::by_prefix(&db, "旅行", 9).await.unwrap());
        trips.sort();
        assert_eq!(trips, ["旅行", "旅行日记"]);
        assert_eq!(topic::by_prefix(&db, "tra", 2).await.unwrap().len(), 2);
        assert!(topic::by_prefix(&db, "trax", 9).await.unwrap().is_empty());
    }

    async fn latest_uses_are_listed(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        let boats = town.topic(&db, "boats").await;
        let old = town.note(&db, ana, Content { topics: vec![boats], ..content("old") }).await;
        let since = old.made_at_ms() + 1;
        let new = town.note(&db, ben, Content { topics: vec![boats], ..content("new") }).await;
        assert_eq!(topic::uses_since(&db, since, 9).await.unwrap(), [(boats, new, ben)]);
        let all = topic::uses_since(&db, 0, 9).await.unwrap();
        assert_eq!(all, [(boats, new, ben), (boats, old, ana)]);
        assert_eq!(topic::uses_since(&db, 0, 1).await.unwrap().len(), 1);
    }

    async fn a_merged_topic_brings_its_notes_people_and_views(db: Db) {
        let town = Town::new();
        let people = town.accounts::<5>(&db).await;
        let [from, into] = [town.topic(&db, "refugee").await, town.topic(&db, "TikTokRefugee").await];
        let old_alias = town.topic(&db, "refugees").await;
        let alias = row(&db, old_alias).await;
        merge(&db, &alias, &row(&db, from).await).await;
        for (n, topics) in [vec![from], vec![into], vec![from, into], vec![from]].into_iter().enumerate() {
            let id = town.note(&db, people[n], Content { topics, ..content(&format!("{n}")) }).await;
            for by in &people[..n] {
                town.comment(&db, id, *by).await;
            }
        }
        for (by, topic) in [(0, from), (1, from), (1, into), (2, into)] {
            follow(&db, &town, people[by], topic, true).await;
        }
        let views = sampan_store::seen::Views { topics: vec![(from, 5), (into, 3)], ..Default::default() };
        write!(db, |tx, views| sampan_store::seen::add(tx, views).await).unwrap();
        audit(&db).await;
        let (a, b) = (row(&db, from).await, row(&db, into).await);
        merge(&db, &a, &b).await;
        audit(&db).await;
        let merged = row(&db, into).await;
        assert_eq!((merged.notes, merged.followers, merged.views), (4, 3, 8));
        assert_eq!((merged.participants, merged.discussions), (4, 4 + 6));
        for text in ["refugee", "refugees", "tiktokrefugee"] {
            let found = topic::by_name(&db, &name(text)).await.unwrap().unwrap();
            assert_eq!(found.id, into, "{text}");
            assert_eq!(town.topic(&db, text).await, into);
        }
        assert_eq!(note::new_in_topic(&db, into, NoteId(i64::MAX), 9).await.unwrap().len(), 4);
        // The same form again, with what was known before.
        merge(&db, &a, &b).await;
        audit(&db).await;
        assert_eq!(row(&db, into).await.views, 8);
        // Aliases are not offered.
        let offered = topic::by_prefix(&db, "re", 9).await.unwrap();
        assert!(offered.is_empty());
    }

    async fn merging_in_a_ring_loses_nothing(db: Db) {
        let town = Town::new();
        let [ana] = town.accounts(&db).await;
        let [one, two] = [town.topic(&db, "one").await, town.topic(&db, "two").await];
        town.note(&db, ana, Content { topics: vec![one], ..content("a") }).await;
        town.note(&db, ana, Content { topics: vec![two], ..content("b") }).await;
        let (a, b) = (row(&db, one).await, row(&db, two).await);
        merge(&db, &a, &a).await;
        assert_eq!(row(&db, one).await.notes, 1);
        audit(&db).await;
        // Two moderators choose the other direction at the same moment.
        futures::join!(merge(&db, &a, &b), merge(&db, &b, &a));
        audit(&db).await;
        let found = topic::by_name(&db, &name("one")).await.unwrap().unwrap();
        assert_eq!(found.notes, 2);
        let same = topic::by_name(&db, &name("two")).await.unwrap().unwrap();
        assert_eq!(found.id, same.id);
    }

    /// Notes, comments and follows that are under way while a moderator merges.
    async fn what_is_written_during_a_merge_counts_where_it_ends(db: Db) {
        let town = Town::new();
        let people = town.accounts::<6>(&db).await;
        let [from, into] = [town.topic(&db, "from").await, town.topic(&db, "into").await];
        let first =
            town.note(&db, people[0], Content { topics: vec![from, into], ..content("first") }).await;
        let (a, b) = (row(&db, from).await, row(&db, into).await);
        join_all((0..80_usize).map(|n| {
            let (db, town, a, b) = (&db, &town, a.clone(), b.clone());
            async move {
                let by = people[n % 6];
                let topics = if n % 3 == 0 { vec![from] } else { vec![from, into] };
                match n % 4 {
                    _ if n == 40 => merge(db, &a, &b).await,
                    0 => {
                        town.note(db, by, Content { topics, ..content(&format!("{n}")) }).await;
                    }
                    1 => {
                        town.comment(db, first, by).await;
                    }
                    2 => follow(db, town, by, from, n % 3 != 0).await,
                    _ => follow(db, town, by, into, n % 3 != 0).await,
                }
            }
        }))
        .await;
        audit(&db).await;
        assert_eq!(row(&db, from).await.merged_into, Some(into));
    }
}
