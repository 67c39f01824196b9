use crate::audit::audit;
use crate::town::{Town, content};
use futures::future::join_all;
use sampan_domain::notification::Kind;
use sampan_domain::{AccountId, CommentId, NoteId, NotificationId};
use sampan_store::fold::Notice;
use sampan_store::{Db, Error, account, note, notification};

pub(crate) fn notice(
    id: i64,
    account: AccountId,
    key: &str,
    actor: AccountId,
    at_ms: i64,
) -> Notice {
    Notice {
        id: NotificationId(id),
        account,
        kind: Kind::Like,
        group_key: key.to_owned(),
        actor,
        note: None,
        comment: None,
        at_ms,
    }
}

pub(crate) async fn tell(db: &Db, notice: Notice) {
    write!(db, |tx, notice| {
        tx.fold(|folds| folds.notice(notice.clone()));
        Ok::<_, Error>(())
    })
    .unwrap();
}

both! {
    async fn notices_with_one_key_are_one_line(db: Db) {
        let town = Town::new();
        let [ana, ben, eve] = town.accounts(&db).await;
        let id = town.note(&db, ana, content("a note")).await;
        let liked = |id_, actor, at| Notice { note: Some(id), ..notice(id_, ana, "like:1", actor, at) };
        // At once, and later again.
        join_all((1..=50).map(|n| tell(&db, liked(n, if n % 2 == 0 { ben } else { eve }, n)))).await;
        let all = notification::of(&db, ana, None, 99).await.unwrap();
        assert_eq!(all.len(), 1);
        assert_eq!((all[0].kind, all[0].note, all[0].comment), (Kind::Like, Some(id), None));
        assert!(all[0].unread);
        assert_eq!((all[0].actor, all[0].at_ms), (ben, 50));
        let first = all[0].id;
        write!(db, |tx, ana| notification::mark_read(tx, *ana, 50).await).unwrap();
        assert_eq!(notification::unread(&db, ana).await, Ok(0));
        tell(&db, liked(99, eve, 60)).await;
        let all = notification::of(&db, ana, None, 99).await.unwrap();
        assert_eq!((all.len(), all[0].id, all[0].actor, all[0].at_ms), (1, first, eve, 60));
        assert_eq!(notification::unread(&db, ana).await, Ok(1));
        audit(&db).await;
    }

    async fn pages_visit_every_notification_once(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        for n in 1..=20 {
            // Several in one millisecond.
            tell(&db, notice(n, ana, &format!("k{n}"), ben, n / 4)).await;
        }
        tell(&db, notice(99, ben, "other", ana, 3)).await;
        let (mut below, mut seen) = (None, Vec::new());
        loop {
            let page = notification::of(&db, ana, below, 3).await.unwrap();
            let Some(last) = page.last() else { break };
            below = Some((last.at_ms, last.id));
            seen.extend(page);
        }
        assert_eq!(seen.len(), 20);
        assert!(seen.windows(2).all(|p| (p[0].at_ms, p[0].id) > (p[1].at_ms, p[1].id)));
    }

    async fn reading_marks_up_to_a_moment_and_old_ones_go(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        for n in 1..=10 {
            tell(&db, notice(n, ana, &format!("k{n}"), ben, n)).await;
        }
        tell(&db, notice(99, ben, "k", ana, 1)).await;
        assert_eq!(notification::unread(&db, ana).await, Ok(10));
        write!(db, |tx, ana| notification::mark_read(tx, *ana, 4).await).unwrap();
        assert_eq!(notification::unread(&db, ana).await, Ok(6));
        assert_eq!(notification::unread(&db, ben).await, Ok(1));
        // Unread ones stay, however old.
        assert_eq!(write!(db, |tx| notification::delete_old(tx, 9).await), Ok(4));
        assert_eq!(notification::of(&db, ana, None, 99).await.unwrap().len(), 6);
    }

    /// Else a badge would count what nobody can open.
    async fn nobody_is_told_of_what_is_gone(db: Db) {
        let town = Town::new();
        let [ana, ben, eve] = town.accounts(&db).await;
        let id = town.note(&db, ana, content("a note")).await;
        let row = note::by_id(&db, id).await.unwrap().unwrap();
        let about = |n, key: String| Notice { note: Some(id), ..notice(n, ana, &key, ben, 1) };
        let told = join_all((0..20).map(|n| {
            let (db, row) = (&db, row.clone());
            async move {
                if n == 10 {
                    write!(db, |tx, row| note::delete(tx, row.id).await).unwrap();
                } else {
                    tell(db, about(n, format!("k{n}"))).await;
                }
            }
        }));
        told.await;
        tell(&db, Notice { comment: Some(CommentId(404)), ..notice(100, ana, "c", ben, 1) }).await;
        tell(&db, Notice { note: Some(NoteId(404)), ..notice(101, ana, "n", ben, 1) }).await;
        tell(&db, notice(102, ana, "actor", AccountId(404), 1)).await;
        write!(db, |tx, eve| account::delete(tx, *eve).await).unwrap();
        tell(&db, notice(103, eve, "gone", ben, 1)).await;
        assert_eq!(notification::unread(&db, ana).await, Ok(0));
        assert_eq!(notification::unread(&db, eve).await, Ok(0));
        audit(&db).await;
    }
}
