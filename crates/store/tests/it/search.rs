use crate::audit::audit;
use crate::town::{Town, content};
use sampan_domain::note::Visibility;
use sampan_domain::rendition::text_key;
use sampan_domain::{AccountId, CommentId, Lang, NoteId, TopicId};
use sampan_store::note::Content;
use sampan_store::rendition::NewRendition;
use sampan_store::search::{self, Subject};
use sampan_store::{Db, account, comment, meaning, note, rendition};

/// What has changed after a change, without the order within a batch; and the last one.
async fn changed(db: &Db, after: &mut i64) -> Vec<(Subject, i64)> {
    let changes = search::changes_after(db, *after, 1_000).await.unwrap();
    if let Some(last) = changes.last() {
        *after = last.id;
    }
    let mut about: Vec<_> = changes
        .iter()
        .map(|change| (change.subject, change.about))
        .collect();
    about.sort_unstable();
    about.dedup();
    about
}

both! {
    async fn what_changes_is_noted_with_it(db: Db) {
        let town = Town::new();
        assert_eq!(search::changes_kept(&db).await.unwrap(), None);
        let [ana, bob] = town.accounts(&db).await;
        let mut at = 0;
        let accounts = changed(&db, &mut at).await;
        assert!(accounts.contains(&(Subject::Account, ana.0)) && accounts.contains(&(Subject::Account, bob.0)));
        let boats = town.topic(&db, "boats").await;
        let id = town.note(&db, ana, Content { topics: vec![boats], ..content("a note") }).await;
        assert_eq!(changed(&db, &mut at).await, [(Subject::Note, id.0), (Subject::Topic, boats.0)]);
        let said = town.comment(&db, id, bob).await;
        assert_eq!(changed(&db, &mut at).await, [(Subject::Comment, said.0)]);
        let made = NewRendition {
            text_hash: "00ff".repeat(16),
            source: Lang::EN,
            target: Lang::ZH_HANS,
            body: "一".into(),
            engine: "toy".into(),
            version: "1".into(),
            made_at: 1,
        };
        write!(db, |tx, made| rendition::put(tx, made).await).unwrap();
        assert_eq!(changed(&db, &mut at).await, [(Subject::Text, text_key(&made.text_hash))]);
        let known = search::renditions(&db, &[made.text_hash.as_str()]).await.unwrap();
        assert_eq!(known, [(made.text_hash.clone(), Lang::EN, Lang::ZH_HANS, "一".to_owned())]);

        // Hidden and shown again: its comments come back with it.
        let old = note::by_id(&db, id).await.unwrap().unwrap();
        let hidden = Content { visibility: Visibility::OnlyMe, ..content("a note") };
        let now = town.now();
        write!(db, |tx, old, hidden, now| note::rewrite(tx, old, hidden, 1, *now).await).unwrap();
        assert_eq!(changed(&db, &mut at).await, [(Subject::Note, id.0), (Subject::Topic, boats.0)]);
        assert!(search::notes(&db, &[id]).await.unwrap().is_empty());
        assert!(search::comments(&db, &[said]).await.unwrap().is_empty());
        let old = note::by_id(&db, id).await.unwrap().unwrap();
        let shown = content("a note");
        write!(db, |tx, old, shown, now| note::rewrite(tx, old, shown, 2, *now).await).unwrap();
        assert_eq!(changed(&db, &mut at).await, [(Subject::Note, id.0), (Subject::Comment, said.0)]);
        assert_eq!(search::comments(&db, &[said]).await.unwrap().len(), 1);

        let row = comment::by_id(&db, said).await.unwrap().unwrap();
        write!(db, |tx, row| comment::delete(tx, row).await).unwrap();
        assert_eq!(changed(&db, &mut at).await, [(Subject::Comment, said.0)]);
        write!(db, |tx, id| note::delete(tx, *id).await).unwrap();
        assert_eq!(changed(&db, &mut at).await, [(Subject::Note, id.0)]);
        write!(db, |tx, bob| account::delete(tx, *bob).await).unwrap();
        assert_eq!(changed(&db, &mut at).await, [(Subject::Account, bob.0)]);
        assert!(search::accounts(&db, &[bob]).await.unwrap().is_empty());
        let (first, last) = search::changes_kept(&db).await.unwrap().unwrap();
        assert!(first >= 1 && last == at);
        // Few are kept anyhow.
        assert_eq!(write!(db, |tx| search::forget_changes(tx).await).unwrap(), 0);
        audit(&db).await;
    }

    async fn an_index_is_read_page_by_page(db: Db) {
        let town = Town::new();
        let [ana, bob] = town.accounts(&db).await;
        let boats = town.topic(&db, "boats").await;
        let mut notes = Vec::new();
        for n in 0..3 {
            let new = Content { topics: vec![boats], place: "Ningbo".into(), ..content(&format!("note {n}")) };
            notes.push(town.note(&db, ana, new).await);
        }
        let said = town.comment(&db, notes[0], bob).await;
        assert_eq!(search::notes_after(&db, NoteId(0), 2).await.unwrap(), notes[..2]);
        assert_eq!(search::notes_after(&db, notes[1], 2).await.unwrap(), notes[2..]);
        assert_eq!(search::comments_after(&db, CommentId(0), 9).await.unwrap(), [said]);
        assert_eq!(search::accounts_after(&db, AccountId(0), 9).await.unwrap().len(), 2);
        assert_eq!(search::topics_after(&db, TopicId(0), 9).await.unwrap(), [boats]);
        assert_eq!(search::amount(&db).await.unwrap(), 7);
        let rows = search::notes(&db, &notes).await.unwrap();
        assert!(rows.len() == 3 && rows.iter().all(|row| row.place == "Ningbo" && !row.plays));
        let topics = search::topics_of(&db, &notes[..1]).await.unwrap();
        assert_eq!(topics, [(notes[0], "boats".to_owned())]);
        assert_eq!(search::topics(&db, &[boats]).await.unwrap(), [(boats, "boats".to_owned())]);
        assert_eq!(search::accounts(&db, &[ana]).await.unwrap()[0].id, ana);
        assert_eq!(search::comments(&db, &[said]).await.unwrap()[0].note, notes[0]);
        assert!(search::alts_of(&db, &notes).await.unwrap().is_empty());
        assert!(search::captions_of(&db, &notes).await.unwrap().is_empty());
        assert!(search::accepted_of_notes(&db, &notes).await.unwrap().is_empty());
        assert!(search::accepted_of_comments(&db, &[said]).await.unwrap().is_empty());
    }

    async fn meanings_are_kept_until_a_note_says_something_else(db: Db) {
        let town = Town::new();
        let [ana, _] = town.accounts(&db).await;
        let one = town.note(&db, ana, content("one")).await;
        let two = town.note(&db, ana, content("two")).await;
        let hidden = Content { visibility: Visibility::Followers, ..content("hidden") };
        town.note(&db, ana, hidden).await;
        assert_eq!(meaning::missing(&db, "e5", 9).await.unwrap(), [two, one], "the newest first");
        for id in [one, two] {
            write!(db, |tx, id| meaning::put(tx, *id, "e5", "AAA=").await).unwrap();
        }
        assert!(meaning::missing(&db, "e5", 9).await.unwrap().is_empty());
        assert_eq!(meaning::missing(&db, "e6", 9).await.unwrap().len(), 2, "another model says it anew");
        let kept = meaning::after(&db, NoteId(0), "e5", 1).await.unwrap();
        assert_eq!(kept.iter().map(|row| (row.0, row.2.as_str())).collect::<Vec<_>>(), [(one, "AAA=")]);
        assert_eq!(meaning::of(&db, &[one, two]).await.unwrap().len(), 2);
        let old = note::by_id(&db, one).await.unwrap().unwrap();
        let (new, now) = (content("another one"), town.now());
        write!(db, |tx, old, new, now| note::rewrite(tx, old, new, 1, *now).await).unwrap();
        assert_eq!(meaning::missing(&db, "e5", 9).await.unwrap(), [one]);
        write!(db, |tx, two| note::delete(tx, *two).await).unwrap();
        write!(db, |tx, two| meaning::put(tx, *two, "e5", "AAA=").await).unwrap();
        assert!(meaning::of(&db, &[one, two]).await.unwrap().is_empty(), "nothing of what is gone");
        audit(&db).await;
    }
}
