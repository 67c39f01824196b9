use crate::audit::audit;
use crate::town::{Town, content};
use futures::future::join_all;
use sampan_domain::poll::Draft;
use sampan_domain::{AccountId, NoteId};
use sampan_store::note::Content;
use sampan_store::poll::{self, Poll};
use sampan_store::{Db, account, note};

fn tea_or_coffee() -> Draft {
    Draft {
        options: vec!["tea".into(), "coffee".into(), "water".into()],
        seconds: 60,
        is_multiple: true,
        hides_totals: false,
    }
}

async fn vote(db: &Db, by: AccountId, note: NoteId, choices: Vec<usize>) -> bool {
    write!(db, |tx, by, note, choices| poll::vote(
        tx, *by, *note, choices
    )
    .await)
    .unwrap()
}

async fn standing(db: &Db, note: NoteId) -> (Poll, Vec<i64>) {
    let poll = poll::of_notes(db, &[note]).await.unwrap().remove(0);
    let options = poll::options(db, &[note]).await.unwrap();
    (
        poll,
        options.into_iter().map(|option| option.votes).collect(),
    )
}

both! {
    async fn everybody_votes_once(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        let asked = Content { poll: Some(tea_or_coffee()), ..content("Which?") };
        let note = town.note(&db, ana, asked).await;
        let plain = town.note(&db, ana, content("no question")).await;
        let (poll, votes) = standing(&db, note).await;
        assert!(poll.is_multiple && !poll.hides_totals);
        assert_eq!((poll.voters, votes), (0, vec![0, 0, 0]));
        assert!(poll::of_notes(&db, &[plain]).await.unwrap().is_empty());
        let at_once = join_all((0..8).map(|_| vote(&db, ben, note, vec![0, 2]))).await;
        assert_eq!(at_once.into_iter().filter(|first| *first).count(), 1);
        assert!(vote(&db, ana, note, vec![0]).await);
        let (poll, votes) = standing(&db, note).await;
        assert_eq!((poll.voters, votes), (2, vec![2, 0, 1]));
        let mine = poll::votes_of(&db, ben, &[note, plain]).await.unwrap();
        assert_eq!(mine, [(note, 0), (note, 2)]);
        let none = write!(db, |tx, ben, plain| poll::vote(tx, *ben, *plain, &[0]).await);
        assert_eq!(none, Err(sampan_store::Error::NotFound));
        audit(&db).await;
    }

    async fn votes_go_with_the_voter_and_the_poll_with_its_note(db: Db) {
        let town = Town::new();
        let [ana, ben, cora] = town.accounts(&db).await;
        let asked = Content { poll: Some(tea_or_coffee()), ..content("Which?") };
        let note = town.note(&db, ana, asked).await;
        vote(&db, ben, note, vec![1, 2]).await;
        vote(&db, cora, note, vec![1]).await;
        write!(db, |tx, ben| account::delete(tx, *ben).await).unwrap();
        let (poll, votes) = standing(&db, note).await;
        assert_eq!((poll.voters, votes), (1, vec![0, 1, 0]));
        audit(&db).await;
        let row = note::by_id(&db, note).await.unwrap().unwrap();
        write!(db, |tx, row| note::delete(tx, row.id).await).unwrap();
        assert!(poll::of_notes(&db, &[note]).await.unwrap().is_empty());
        assert!(poll::votes_of(&db, cora, &[note]).await.unwrap().is_empty());
        audit(&db).await;
    }
}
