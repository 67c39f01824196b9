use crate::town::Town;
use sampan_domain::account::State;
use sampan_domain::notification::Kind;
use sampan_domain::{Lang, NotificationId, Role, SessionId};
use sampan_store::fold::Notice;
use sampan_store::{Db, Error, account, session};

both! {
    async fn a_token_stands_for_an_account(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        write!(db, |tx, ana, ben| {
            session::insert(tx, SessionId(1), *ana, "hash1", "Firefox", 10).await?;
            session::insert(tx, SessionId(2), *ben, "hash2", "Safari", 20).await?;
            account::set_interface(tx, *ana, Lang::ZH_HANS).await
        })
        .unwrap();
        for (n, (to, from)) in [(ana, ben), (ana, ben), (ben, ana)].into_iter().enumerate() {
            let notice = Notice {
                id: NotificationId(n as i64 + 1),
                account: to,
                kind: Kind::Follow,
                group_key: format!("k{n}"),
                actor: from,
                note: None,
                comment: None,
                at_ms: 1,
            };
            write!(db, |tx, notice| {
                tx.fold(|folds| folds.notice(notice.clone()));
                Ok::<_, Error>(())
            })
            .unwrap();
        }
        let signed = session::signed(&db, "hash1").await.unwrap().unwrap();
        assert_eq!((signed.session, signed.account), (SessionId(1), ana));
        assert_eq!((signed.handle.as_str(), signed.name.as_str()), ("member0", "MEMBER0"));
        assert_eq!((signed.avatar, signed.momo), (None, false));
        assert_eq!((signed.role, signed.state), (Role::Member, State::Active));
        assert_eq!((signed.interface, signed.used_at, signed.unread), (Some(Lang::ZH_HANS), 10, 2));
        assert_eq!(account::langs(&signed.reads), [Lang::EN, Lang::ZH_HANS]);
        assert!(session::signed(&db, "nobody's").await.unwrap().is_none());
        let twice = write!(db, |tx, ana| {
            session::insert(tx, SessionId(3), *ana, "hash1", "d", 0).await
        });
        assert!(matches!(twice, Err(Error::Constraint(_))), "{twice:?}");
    }

    async fn sessions_are_listed_touched_and_ended(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        write!(db, |tx, ana, ben| {
            for n in 1..=4 {
                session::insert(tx, SessionId(n), *ana, &format!("a{n}"), "device", n).await?;
            }
            session::insert(tx, SessionId(9), *ben, "b", "device", 2).await?;
            session::touch(tx, SessionId(1), 100).await
        })
        .unwrap();
        let listed = session::of(&db, ana).await.unwrap();
        let ids: Vec<SessionId> = listed.iter().map(|s| s.id).collect();
        assert_eq!(ids, [SessionId(1), SessionId(4), SessionId(3), SessionId(2)]);
        assert_eq!((listed[0].made_at, listed[0].used_at, listed[0].device.as_str()), (1, 100, "device"));
        assert_eq!(write!(db, |tx, ben| session::delete(tx, *ben, SessionId(1)).await), Ok(false));
        assert_eq!(write!(db, |tx, ana| session::delete(tx, *ana, SessionId(2)).await), Ok(true));
        let keep = Some(SessionId(4));
        assert_eq!(write!(db, |tx, ana, keep| session::delete_others(tx, *ana, *keep).await), Ok(2));
        assert_eq!(write!(db, |tx| session::delete_unused(tx, 3).await), Ok(1));
        assert!(session::signed(&db, "b").await.unwrap().is_none());
        assert!(session::signed(&db, "a4").await.unwrap().is_some());
        assert_eq!(write!(db, |tx, ana| session::delete_others(tx, *ana, None).await), Ok(1));
        assert!(session::of(&db, ana).await.unwrap().is_empty());
    }
}
