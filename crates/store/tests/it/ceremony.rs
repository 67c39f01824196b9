use sampan_store::{Db, ceremony};

both! {
    async fn a_ceremony_is_ended_once_and_in_time(db: Db) {
        for (id, at) in [("a", 100), ("b", 200)] {
            write!(db, |tx, id, at| ceremony::insert(tx, id, "{}", *at).await).unwrap();
        }
        let take = async |id: &'static str, since: i64| {
            write!(db, |tx, id, since| ceremony::take(tx, id, *since).await).unwrap()
        };
        assert_eq!(take("a", 100).await, None, "too late");
        assert_eq!(take("a", 0).await, None, "and gone");
        assert_eq!(take("b", 100).await.as_deref(), Some("{}"));
        assert_eq!(take("b", 100).await, None);
        assert_eq!(take("c", 0).await, None);
        write!(db, |tx| ceremony::insert(tx, "d", "{}", 5).await).unwrap();
        write!(db, |tx| ceremony::insert(tx, "d", "{}", 5).await).unwrap_err();
        assert_eq!(write!(db, |tx| ceremony::delete_old(tx, 5).await), Ok(0));
        assert_eq!(write!(db, |tx| ceremony::delete_old(tx, 6).await), Ok(1));
    }
}
