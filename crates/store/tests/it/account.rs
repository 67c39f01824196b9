use crate::audit::audit;
use crate::town::{Town, content, new_account};
use sampan_domain::account::{Profile, State};
use sampan_domain::note::Visibility;
use sampan_domain::notification::Kind;
use sampan_domain::{AccountId, Lang, NotificationId, PasskeyId, Role, SessionId};
use sampan_store::account::NewAccount;
use sampan_store::fold::Notice;
use sampan_store::note::Content;
use sampan_store::passkey::NewPasskey;
use sampan_store::seam::Query;
use sampan_store::seen::Views;
use sampan_store::{
    Db, Error, account, args, collection, comment, invitation, like, note, once, passkey, picture,
    relation, seen, session, topic,
};

both! {
    async fn a_new_account_reads_back(db: Db) {
        let new = NewAccount {
            interface: Some(Lang::ZH_HANT),
            writes: None,
            role: Role::Moderator,
            state: State::Pending,
            password_hash: Some("$argon2id$".to_owned()),
            ..new_account(AccountId(77), "aze", 1_234)
        };
        assert!(write!(db, |tx, new| account::insert(tx, new).await).unwrap());
        let found = account::by_id(&db, AccountId(77)).await.unwrap().unwrap();
        assert_eq!((found.handle.as_str(), found.name.as_str()), ("aze", "AZE"));
        assert_eq!((found.bio.as_str(), found.place.as_str()), ("", ""));
        assert_eq!((found.writes, found.interface), (None, Some(Lang::ZH_HANT)));
        assert_eq!(account::langs(&found.reads), [Lang::EN, Lang::ZH_HANS]);
        assert_eq!((found.role, found.state), (Role::Moderator, State::Pending));
        assert_eq!((found.momo, found.likes_public), (false, false));
        assert_eq!((found.avatar, found.cover), (None, None));
        assert_eq!(found.password_hash.as_deref(), Some("$argon2id$"));
        assert_eq!(found.made_at, 1_234);
        let counts = (found.notes, found.following, found.followers, found.appreciations);
        assert_eq!(counts, (0, 0, 0, 0));
        assert!(account::by_handle(&db, "aze").await.unwrap().is_some());
        assert!(account::by_handle(&db, "AZE").await.unwrap().is_none());
        assert!(account::by_id(&db, AccountId(78)).await.unwrap().is_none());
        let waiting = account::pending(&db).await.unwrap();
        assert_eq!(waiting.iter().map(|a| a.id).collect::<Vec<_>>(), [AccountId(77)]);
    }

    async fn a_handle_or_one_that_looks_like_it_is_taken_once(db: Db) {
        let town = Town::new();
        town.account(&db, "leo").await;
        for (n, handle) in ["leo", "le0"].into_iter().enumerate() {
            let new = new_account(AccountId(n as i64 + 1), handle, 0);
            assert_eq!(write!(db, |tx, new| account::insert(tx, new).await), Ok(false));
        }
        assert_eq!(account::taken(&db, "leo", "leo").await, Ok(Some(true)));
        assert_eq!(account::taken(&db, "le0", "leo").await, Ok(Some(false)));
        assert_eq!(account::taken(&db, "mia", "mia").await, Ok(None));
        assert_eq!(account::count(&db).await, Ok(1));
    }

    async fn a_hundred_at_once_want_one_handle_and_one_gets_it(db: Db) {
        let tries = (1..=100).map(|n| {
            let new = new_account(AccountId(n), "star", 0);
            let db = &db;
            async move { write!(db, |tx, new| account::insert(tx, new).await).unwrap() }
        });
        let got = futures::future::join_all(tries).await;
        assert_eq!(got.into_iter().filter(|added| *added).count(), 1);
    }

    async fn what_is_set_is_read(db: Db) {
        let town = Town::new();
        let [id, other] = town.accounts(&db).await;
        let profile = Profile {
            name: "小船".to_owned(),
            bio: "two\nlines".to_owned(),
            place: "Hangzhou".to_owned(),
            writes: Some(Lang::ZH_HANS),
            reads: vec![Lang::ZH_HANS, Lang::ZH_HANT, Lang::EN],
            momo: true,
            likes_public: true,
            bot: true,
            discoverable: false,
            visibility: Visibility::Unlisted,
        };
        write!(db, |tx, id, profile| {
            account::update_profile(tx, *id, profile).await?;
            account::set_avatar(tx, *id, Some("avatars/1")).await?;
            account::set_cover(tx, *id, Some("covers/1")).await?;
            account::set_interface(tx, *id, Lang::EN).await?;
            account::set_password(tx, *id, Some("hash")).await?;
            account::set_role(tx, *id, Role::Admin).await?;
            account::set_state(tx, *id, State::Leaving).await
        })
        .unwrap();
        let found = account::by_id(&db, id).await.unwrap().unwrap();
        assert_eq!((found.name, found.bio, found.place), (profile.name, profile.bio, profile.place));
        assert_eq!(found.writes, Some(Lang::ZH_HANS));
        assert_eq!(account::langs(&found.reads), profile.reads);
        assert!(found.momo && found.likes_public && found.bot && !found.discoverable);
        assert_eq!(found.visibility, Visibility::Unlisted);
        assert_eq!(found.avatar.as_deref(), Some("avatars/1"));
        assert_eq!(found.cover.as_deref(), Some("covers/1"));
        assert_eq!(found.interface, Some(Lang::EN));
        assert_eq!(found.password_hash.as_deref(), Some("hash"));
        assert_eq!((found.role, found.state), (Role::Admin, State::Leaving));
        assert_eq!(account::admins(&db).await, Ok(1));
        write!(db, |tx, id| {
            account::set_avatar(tx, *id, None).await?;
            account::set_cover(tx, *id, None).await?;
            account::set_password(tx, *id, None).await
        })
        .unwrap();
        let found = account::by_id(&db, id).await.unwrap().unwrap();
        assert_eq!((found.avatar, found.cover, found.password_hash), (None, None, None));
        let untouched = account::by_id(&db, other).await.unwrap().unwrap();
        assert_eq!((untouched.name.as_str(), untouched.role), ("MEMBER1", Role::Member));
    }

    /// By bytes: an operator's locale must not change what is found.
    async fn handles_are_found_by_their_beginning(db: Db) {
        let town = Town::new();
        for handle in ["ann", "ann_lee", "anna", "annz", "ano", "an", "zann"] {
            town.account(&db, handle).await;
        }
        let leaving = town.account(&db, "anngone").await;
        write!(db, |tx, leaving| account::set_state(tx, *leaving, State::Leaving).await).unwrap();
        let found = account::by_prefix(&db, "ann", 10).await.unwrap();
        let handles: Vec<&str> = found.iter().map(|brief| brief.handle.as_str()).collect();
        assert_eq!(handles, ["ann", "ann_lee", "anna", "annz"]);
        assert_eq!(account::by_prefix(&db, "ann", 2).await.unwrap().len(), 2);
        assert!(account::by_prefix(&db, "annb", 10).await.unwrap().is_empty());
        let found = account::by_handles(&db, &["zann", "nobody", "anngone", "an"]);
        let mut ids: Vec<AccountId> = found.await.unwrap().into_iter().map(|(_, id)| id).collect();
        ids.sort_unstable();
        assert_eq!(ids.len(), 2);
        assert!(account::by_handles(&db, &[]).await.unwrap().is_empty());
    }

    async fn a_recovery_code_works_once(db: Db) {
        let town = Town::new();
        let [id, other] = town.accounts(&db).await;
        let codes = ["a", "b", "c"].map(str::to_owned).to_vec();
        write!(db, |tx, id, codes| account::set_codes(tx, *id, codes).await).unwrap();
        assert_eq!(account::codes_left(&db, id).await, Ok(3));
        let stolen = write!(db, |tx, other| account::use_code(tx, *other, "a").await);
        assert_eq!(stolen, Ok(false));
        assert_eq!(write!(db, |tx, id| account::use_code(tx, *id, "a").await), Ok(true));
        assert_eq!(write!(db, |tx, id| account::use_code(tx, *id, "a").await), Ok(false));
        assert_eq!(account::codes_left(&db, id).await, Ok(2));
        let codes = vec!["d".to_owned()];
        write!(db, |tx, id, codes| account::set_codes(tx, *id, codes).await).unwrap();
        assert_eq!(write!(db, |tx, id| account::use_code(tx, *id, "b").await), Ok(false));
        assert_eq!(account::codes_left(&db, id).await, Ok(1));
    }

    /// The way the application goes, and the state it leaves.
    async fn nothing_is_left_of_who_leaves(db: Db) {
        let town = Town::new();
        let [ana, ben, eve] = town.accounts(&db).await;
        let boats = town.topic(&db, "boats").await;
        let in_topic = Content { topics: vec![boats], ..content("with a topic") };
        let own = town.note(&db, ana, in_topic.clone()).await;
        town.note(&db, ana, Content { visibility: Visibility::OnlyMe, ..content("mine") }).await;
        let others = town.note(&db, ben, in_topic).await;
        // Everything that one can do.
        let now = town.now();
        let pictured = town.picture(&db, ana).await;
        write!(db, |tx, ana, ben, eve, boats, now| {
            session::insert(tx, SessionId(1), *ana, "token", "browser", *now).await?;
            let new = NewPasskey {
                id: PasskeyId(1),
                account: *ana,
                credential: "c".to_owned(),
                secret: "s".to_owned(),
                name: "key".to_owned(),
                made_at: *now,
            };
            passkey::insert(tx, &new).await?;
            account::set_codes(tx, *ana, &["x".to_owned()]).await?;
            invitation::insert(tx, "code", *ana, 3, *now).await?;
            once::take(tx, *ana, "token", 1, *now).await?;
            relation::follow(tx, *ana, *ben, *now).await?;
            relation::follow(tx, *ben, *ana, *now).await?;
            relation::follow(tx, *eve, *ana, *now).await?;
            relation::mute(tx, *ana, *eve, *now).await?;
            relation::mute(tx, *ben, *ana, *now).await?;
            topic::follow(tx, *ana, *boats, true, *now).await
        })
        .unwrap();
        write!(db, |tx, ana, ben, eve, now| {
            relation::block(tx, *ana, *eve, *now).await?;
            relation::block(tx, *ben, *ana, *now).await
        })
        .unwrap();
        let views = Views { notes: vec![(own, 2)], topics: vec![(boats, 1)], seen: vec![(ana, others, now)] };
        write!(db, |tx, views| seen::add(tx, views).await).unwrap();
        for note in [(own, ana), (others, ben)] {
            town.like(&db, ana, note.0, note.1, true).await.unwrap();
            town.like(&db, ben, note.0, note.1, true).await.unwrap();
        }
        for owner in [ana, ben] {
            for name in ["one", "two"] {
                let album = town.collection(&db, owner, name).await;
                town.collect(&db, &album, own, ana, true).await.unwrap();
                town.collect(&db, &album, others, ben, true).await.unwrap();
            }
        }
        let said = town.comment(&db, others, ana).await;
        let answered = town.reply(&db, others, ana, said).await;
        town.reply(&db, others, ben, said).await;
        town.comment(&db, own, ben).await;
        write!(db, |tx, ben, said, now| like::set_comment(tx, *ben, *said, true, *now).await).unwrap();
        write!(db, |tx, ana, said, now| like::set_comment(tx, *ana, *said, true, *now).await).unwrap();
        for (n, (account, actor)) in [(ana, ben), (ben, ana)].into_iter().enumerate() {
            let notice = Notice {
                id: NotificationId(n as i64 + 1),
                account,
                kind: Kind::Like,
                group_key: "k".to_owned(),
                actor,
                note: Some(others),
                comment: None,
                at_ms: now,
            };
            write!(db, |tx, notice| {
                tx.fold(|folds| folds.notice(notice.clone()));
                Ok::<_, Error>(())
            })
            .unwrap();
        }
        audit(&db).await;

        // Leaving, one's words kept without one's name.
        write!(db, |tx, ana| account::set_state(tx, *ana, State::Leaving).await).unwrap();
        assert!(note::by_id(&db, own).await.unwrap().is_none());
        for id in note::ids_by(&db, ana, 50).await.unwrap() {
            write!(db, |tx, id| note::delete(tx, *id).await).unwrap();
        }
        write!(db, |tx, ana| comment::anonymise(tx, *ana).await).unwrap();
        while write!(db, |tx, ana| like::withdraw(tx, *ana, 1).await).unwrap() > 0 {}
        for album in collection::of(&db, ana).await.unwrap() {
            write!(db, |tx, album| collection::delete(tx, album).await).unwrap();
        }
        write!(db, |tx, ana| {
            relation::delete_all(tx, *ana).await?;
            topic::unfollow_all(tx, *ana).await?;
            picture::disown(tx, *ana).await?;
            account::delete(tx, *ana).await
        })
        .unwrap();
        audit(&db).await;
        assert!(account::by_id(&db, ana).await.unwrap().is_none());
        assert!(note::ids_by(&db, ana, 1).await.unwrap().is_empty());
        let kept = comment::by_id(&db, answered).await.unwrap().unwrap();
        assert_eq!((kept.author, kept.body.as_str()), (None, "well said"));
        assert!(picture::unused(&db, i64::MAX, 9).await.unwrap().iter().any(|(id, _)| *id == pictured));
        for table in ["note_like", "comment_like", "collection_note", "seen", "topic_participant"] {
            let sql = format!("SELECT COUNT(*) FROM {table} WHERE account = $1");
            assert_eq!(db.one::<(i64,)>(&sql, args![ana]).await, Ok((0,)), "{table}");
        }
        // Again, as a job may: nothing happens.
        write!(db, |tx, ana| account::delete(tx, *ana).await).unwrap();
        audit(&db).await;
    }

    /// A request that was under way when the account left.
    async fn who_left_leaves_nothing_even_when_a_late_write_comes(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        let note = town.note(&db, ben, content("a note")).await;
        let late = town.note(&db, ana, content("late")).await;
        let album = town.collection(&db, ana, "late").await;
        town.collect(&db, &album, note, ben, true).await.unwrap();
        town.like(&db, ana, note, ben, true).await.unwrap();
        town.comment(&db, note, ana).await;
        let now = town.now();
        write!(db, |tx, ana, ben, now| {
            relation::follow(tx, *ana, *ben, *now).await?;
            relation::follow(tx, *ben, *ana, *now).await
        })
        .unwrap();
        write!(db, |tx, ana| account::delete(tx, *ana).await).unwrap();
        assert!(note::by_id(&db, late).await.unwrap().is_none());
        audit(&db).await;
        // Whoever still has the page open follows nobody.
        let follow = write!(db, |tx, ben, ana, now| relation::follow(tx, *ben, *ana, *now).await);
        assert_eq!(follow, Ok(false));
        audit(&db).await;
    }
}
