use crate::town::Town;
use futures::future::join_all;
use sampan_store::{Db, once};

both! {
    async fn a_form_sent_twice_acts_once(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        assert_eq!(once::result(&db, ana, "t").await, Ok(None));
        let takes = join_all((1..=20_i64).map(|result| {
            let db = &db;
            async move {
                write!(db, |tx, ana, result| once::take(tx, *ana, "t", *result, 5).await).unwrap()
            }
        }))
        .await;
        assert_eq!(takes.into_iter().filter(|taken| *taken).count(), 1);
        let kept = once::result(&db, ana, "t").await.unwrap().unwrap();
        assert!((1..=20).contains(&kept));
        // Another member's token is another token.
        assert_eq!(once::result(&db, ben, "t").await, Ok(None));
        assert_eq!(write!(db, |tx, ben| once::take(tx, *ben, "t", 7, 9).await), Ok(true));
        assert_eq!(write!(db, |tx| once::delete_old(tx, 9).await), Ok(1));
        assert_eq!(once::result(&db, ana, "t").await, Ok(None));
        assert_eq!(once::result(&db, ben, "t").await, Ok(Some(7)));
    }
}
