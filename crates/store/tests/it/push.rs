use crate::audit::audit;
use crate::notification::{notice, tell};
use crate::town::Town;
use sampan_domain::push::{Policy, Receiver, Wish};
use sampan_domain::{AccountId, SessionId};
use sampan_store::{Db, account, push, session};

fn to(endpoint: &str) -> Receiver {
    Receiver {
        endpoint: endpoint.into(),
        p256dh: "point".into(),
        auth: "auth".into(),
    }
}

fn wish(policy: Policy) -> Wish {
    Wish {
        alerts: vec!["mention", "follow"],
        policy,
    }
}

async fn session_of(db: &Db, town: &Town, account: AccountId) -> SessionId {
    let (id, now) = (SessionId(town.id()), town.now());
    let hash = id.to_string();
    write!(db, |tx, id, account, hash, now| session::insert(
        tx, *id, *account, hash, "phone", *now
    )
    .await)
    .unwrap();
    id
}

both! {
    async fn a_subscription_belongs_to_a_session_and_ends_with_it(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        let phone = session_of(&db, &town, ana).await;
        let tablet = session_of(&db, &town, ana).await;
        write!(db, |tx, phone, tablet, ana| {
            push::subscribe(tx, *phone, *ana, &to("one"), &wish(Policy::All), 5).await?;
            push::subscribe(tx, *phone, *ana, &to("two"), &wish(Policy::Followed), 6).await?;
            push::subscribe(tx, *tablet, *ana, &to("three"), &wish(Policy::All), 7).await
        })
        .unwrap();
        let kept = push::of(&db, ana).await.unwrap();
        let endpoints: Vec<&str> = kept.iter().map(|one| one.endpoint.as_str()).collect();
        assert_eq!(endpoints, ["three", "two"]);
        assert_eq!((kept[1].alerts.as_str(), kept[1].policy), ("mention follow", Policy::Followed));
        assert_eq!(push::among(&db, &[ben, ana]).await.unwrap(), [ana]);
        assert!(push::among(&db, &[]).await.unwrap().is_empty());
        assert_eq!(push::of_session(&db, phone).await.unwrap().unwrap().since_ms, 6);
        // A late answer to an old address ends no new subscription.
        write!(db, |tx, phone| push::end(tx, *phone, "one").await).unwrap();
        assert!(push::of_session(&db, phone).await.unwrap().is_some());
        write!(db, |tx, tablet| push::end(tx, *tablet, "three").await).unwrap();
        assert!(push::of_session(&db, tablet).await.unwrap().is_none());
        let changed = write!(db, |tx, phone| push::change(tx, *phone, &wish(Policy::None)).await);
        assert!(changed.unwrap());
        assert!(write!(db, |tx, ana, phone| session::delete(tx, *ana, *phone).await).unwrap());
        assert!(push::of_session(&db, phone).await.unwrap().is_none());
        let changed = write!(db, |tx, phone| push::change(tx, *phone, &wish(Policy::All)).await);
        assert!(!changed.unwrap());
        write!(db, |tx, ana| account::delete(tx, *ana).await).unwrap();
        assert!(push::of(&db, ana).await.unwrap().is_empty());
        audit(&db).await;
    }

    async fn who_was_not_told_is_behind(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        let phone = session_of(&db, &town, ana).await;
        let (early, late) = (town.now(), i64::MAX);
        write!(db, |tx, phone, ana, early| {
            push::subscribe(tx, *phone, *ana, &to("one"), &wish(Policy::All), *early).await
        })
        .unwrap();
        assert!(push::behind(&db).await.unwrap().is_empty());
        tell(&db, notice(town.id(), ana, "follow:1", ben, town.now())).await;
        assert_eq!(push::behind(&db).await.unwrap(), [ana]);
        // Of what came before somebody subscribed, nothing is told.
        write!(db, |tx, phone, ana, late| {
            push::subscribe(tx, *phone, *ana, &to("one"), &wish(Policy::All), *late).await
        })
        .unwrap();
        assert!(push::behind(&db).await.unwrap().is_empty());
        write!(db, |tx, phone, ana, early| {
            push::subscribe(tx, *phone, *ana, &to("one"), &wish(Policy::All), *early).await
        })
        .unwrap();
        let row = sampan_store::notification::of(&db, ana, None, 1).await.unwrap().remove(0);
        assert_eq!(row.pushed_ms, 0);
        write!(db, |tx, row| push::pushed(tx, row.id, row.at_ms).await).unwrap();
        assert!(push::behind(&db).await.unwrap().is_empty());
        let row = sampan_store::notification::of(&db, ana, None, 1).await.unwrap().remove(0);
        assert_eq!((row.pushed_ms, row.unread), (row.at_ms, true));
    }

    async fn a_secret_is_made_once(db: Db) {
        let first = write!(db, |tx| push::secret(tx, "vapid", "first").await).unwrap();
        let second = write!(db, |tx| push::secret(tx, "vapid", "second").await).unwrap();
        assert_eq!((first.as_str(), second.as_str()), ("first", "first"));
    }
}
