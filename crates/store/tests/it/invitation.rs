use crate::town::Town;
use futures::future::join_all;
use sampan_store::{Db, Error, invitation};

both! {
    async fn an_invitation_is_taken_as_often_as_it_says(db: Db) {
        let town = Town::new();
        let [ana] = town.accounts(&db).await;
        let now = town.now();
        write!(db, |tx, ana, now| {
            invitation::insert(tx, "three", *ana, 3, *now).await?;
            invitation::insert(tx, "one", *ana, 1, *now + 1).await
        })
        .unwrap();
        let open = invitation::open(&db).await.unwrap();
        let codes: Vec<(&str, i64)> = open.iter().map(|i| (i.code.as_str(), i.uses_left)).collect();
        assert_eq!(codes, [("one", 1), ("three", 3)]);
        let takes = join_all((0..10).map(|_| async {
            write!(db, |tx| invitation::take(tx, "three").await).unwrap()
        }))
        .await;
        assert_eq!(takes.into_iter().filter(|taken| *taken).count(), 3);
        assert_eq!(write!(db, |tx| invitation::take(tx, "no such").await), Ok(false));
        let open = invitation::open(&db).await.unwrap();
        assert_eq!(open.len(), 1);
        assert_eq!(open[0].made_at, now + 1);
        let again = write!(db, |tx, ana| invitation::insert(tx, "one", *ana, 1, 0).await);
        assert!(matches!(again, Err(Error::Constraint(_))), "{again:?}");
    }
}
