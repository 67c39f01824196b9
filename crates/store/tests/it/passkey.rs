use crate::town::Town;
use sampan_domain::{AccountId, PasskeyId};
use sampan_store::passkey::{self, NewPasskey};
use sampan_store::{Db, Error};

fn new(id: i64, account: AccountId, credential: &str) -> NewPasskey {
    NewPasskey {
        id: PasskeyId(id),
        account,
        credential: credential.to_owned(),
        secret: "{\"counter\":0}".to_owned(),
        name: "phone".to_owned(),
        made_at: 10,
    }
}

both! {
    async fn passkeys_are_added_used_and_removed(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        for (key, added) in [
            (new(1, ana, "one"), true),
            (new(2, ana, "two"), true),
            (new(3, ben, "one"), false),
        ] {
            assert_eq!(write!(db, |tx, key| passkey::insert(tx, key).await), Ok(added));
        }
        let nobodys = new(4, AccountId(404), "four");
        let told = write!(db, |tx, nobodys| passkey::insert(tx, nobodys).await);
        assert!(matches!(told, Err(Error::Constraint(_))), "{told:?}");
        write!(db, |tx| passkey::used(tx, PasskeyId(1), "{\"counter\":1}", 99).await).unwrap();
        let found = passkey::by_credential(&db, "one").await.unwrap().unwrap();
        assert_eq!((found.id, found.account, found.used_at), (PasskeyId(1), ana, Some(99)));
        assert_eq!((found.secret.as_str(), found.name.as_str()), ("{\"counter\":1}", "phone"));
        let all = passkey::of(&db, ana).await.unwrap();
        assert_eq!(all.len(), 2);
        assert_eq!((all[1].used_at, all[1].made_at), (None, 10));
        assert!(passkey::by_credential(&db, "none").await.unwrap().is_none());
        assert_eq!(write!(db, |tx, ben| passkey::delete(tx, *ben, PasskeyId(1)).await), Ok(false));
        assert_eq!(write!(db, |tx, ana| passkey::delete(tx, *ana, PasskeyId(1)).await), Ok(true));
        assert_eq!(passkey::of(&db, ana).await.unwrap().len(), 1);
    }
}
