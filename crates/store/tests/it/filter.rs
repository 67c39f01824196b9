use crate::audit::audit;
use crate::town::Town;
use sampan_domain::filter::{Action, Context, Draft, Word};
use sampan_domain::{EntryId, FilterId};
use sampan_store::{Db, account, filter};

fn word(text: &str) -> Word {
    Word {
        text: text.into(),
        is_whole: true,
    }
}

both! {
    async fn a_filter_keeps_its_words_and_statuses_and_goes_with_its_owner(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        let draft = Draft {
            title: "Spoilers".into(),
            contexts: vec![Context::Home, Context::Thread],
            action: Action::Hide,
            ends_at_ms: None,
        };
        let [one, other] = [FilterId(town.id()), FilterId(town.id())];
        let [cat, dog, named] = [EntryId(town.id()), EntryId(town.id()), EntryId(town.id())];
        write!(db, |tx, ana, ben, one, other, draft, cat, dog, named| {
            filter::insert(tx, *one, *ana, draft).await?;
            filter::insert(tx, *other, *ben, draft).await?;
            filter::add_word(tx, *cat, *one, &word("cat")).await?;
            filter::add_word(tx, *dog, *one, &word("dog")).await?;
            // Named twice, it stands there once.
            filter::add_status(tx, *named, *one, 7).await?;
            filter::add_status(tx, EntryId(1), *one, 7).await
        })
        .unwrap();
        let rows = filter::of(&db, ana).await.unwrap();
        assert_eq!((rows.len(), rows[0].contexts.as_str()), (1, "home thread"));
        assert_eq!((rows[0].action, rows[0].ends_at), (Action::Hide, None));
        let statuses = filter::statuses(&db, ana).await.unwrap();
        assert_eq!((statuses.len(), statuses[0].id, statuses[0].status), (1, named, 7));
        let changed = Draft { action: Action::Warn, ends_at_ms: Some(9), ..draft };
        write!(db, |tx, one, cat, dog, changed| {
            filter::rewrite(tx, *one, changed).await?;
            filter::rewrite_word(tx, *cat, &Word { is_whole: false, ..word("kitten") }).await?;
            filter::delete_entry(tx, *dog).await
        })
        .unwrap();
        let rows = filter::of(&db, ana).await.unwrap();
        assert_eq!((rows[0].action, rows[0].ends_at), (Action::Warn, Some(9)));
        let words = filter::words(&db, ana).await.unwrap();
        assert_eq!((words.len(), words[0].word.as_str(), words[0].is_whole), (1, "kitten", false));
        assert!(filter::words(&db, ben).await.unwrap().is_empty());
        write!(db, |tx, ana| account::delete(tx, *ana).await).unwrap();
        assert!(filter::words(&db, ana).await.unwrap().is_empty());
        assert_eq!(filter::of(&db, ben).await.unwrap().len(), 1);
        audit(&db).await;
    }
}
