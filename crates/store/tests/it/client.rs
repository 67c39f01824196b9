use crate::audit::audit;
use crate::town::Town;
use sampan_domain::{ClientId, SessionId};
use sampan_store::client::{self, Client, Code};
use sampan_store::{Db, session};

fn tusky(town: &Town) -> Client {
    let id = town.id();
    Client {
        id: ClientId(id),
        client_key: format!("key-{id}"),
        secret_hash: "secret".into(),
        name: "Tusky".into(),
        website: String::new(),
        redirects: "https://app.example/a\nhttps://app.example/b".into(),
        scopes: "read write".into(),
    }
}

both! {
    async fn a_consent_becomes_one_session(db: Db) {
        let town = Town::new();
        let [ana] = town.accounts(&db).await;
        let tusky = tusky(&town);
        write!(db, |tx, tusky| client::insert(tx, tusky, 1).await).unwrap();
        let found = client::by_key(&db, &tusky.client_key).await.unwrap().unwrap();
        assert_eq!((found.id, found.redirects), (tusky.id, tusky.redirects.clone()));
        let found = client::by_id(&db, tusky.id).await.unwrap().unwrap();
        assert_eq!((found.client_key, found.scopes), (tusky.client_key.clone(), tusky.scopes.clone()));
        let code = Code {
            client: tusky.id,
            account: ana,
            redirect: "https://app.example/a".into(),
            scopes: "read".into(),
            challenge: String::new(),
            made_at: 5,
        };
        write!(db, |tx, code| client::insert_code(tx, "code", code).await).unwrap();
        let found = client::code(&db, "code").await.unwrap().unwrap();
        assert_eq!((found.account, found.redirect), (ana, code.redirect));
        assert_eq!(write!(db, |tx| client::take_code(tx, "code").await), Ok(true));
        assert_eq!(write!(db, |tx| client::take_code(tx, "code").await), Ok(false));
        let id = SessionId(town.id());
        write!(db, |tx, id, ana, tusky| {
            client::open(tx, *id, *ana, "token", tusky, "read", 7).await
        })
        .unwrap();
        let signed = session::signed(&db, "token").await.unwrap().unwrap();
        assert_eq!((signed.account, signed.client), (ana, Some(tusky.id)));
        assert_eq!(signed.scopes.as_deref(), Some("read"));
        let listed = session::of(&db, ana).await.unwrap();
        assert_eq!(listed[0].device, "Tusky");
        assert_eq!(write!(db, |tx, tusky| client::revoke(tx, tusky.id, "other").await), Ok(false));
        assert_eq!(write!(db, |tx, tusky| client::revoke(tx, tusky.id, "token").await), Ok(true));
        assert!(session::signed(&db, "token").await.unwrap().is_none());
        audit(&db).await;
    }

    async fn programs_that_speak_for_nobody_are_forgotten(db: Db) {
        let town = Town::new();
        let [ana] = town.accounts(&db).await;
        let (used, unused) = (tusky(&town), tusky(&town));
        for new in [&used, &unused] {
            write!(db, |tx, new| client::insert(tx, new, 1).await).unwrap();
        }
        write!(db, |tx, unused| client::insert_own(tx, "own", unused.id, "read", 1).await).unwrap();
        assert_eq!(client::own(&db, "own").await.unwrap().unwrap().client, unused.id);
        let id = SessionId(town.id());
        write!(db, |tx, id, ana, used| client::open(tx, *id, *ana, "token", used, "read", 1).await)
            .unwrap();
        write!(db, |tx| client::delete_unused(tx, 9).await).unwrap();
        assert!(client::by_id(&db, unused.id).await.unwrap().is_none());
        assert!(client::own(&db, "own").await.unwrap().is_none());
        assert!(client::by_id(&db, used.id).await.unwrap().is_some());
        write!(db, |tx, ana| client::withdraw(tx, *ana).await).unwrap();
        audit(&db).await;
    }
}
