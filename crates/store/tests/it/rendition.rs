use crate::audit::audit;
use crate::town::{Town, content};
use sampan_domain::rendition::State;
use sampan_domain::{AccountId, CommentId, Lang, NoteId, SuggestionId};
use sampan_store::rendition::{self, NewRendition, NewSuggestion};
use sampan_store::{Db, comment, note};

fn made(hash: &str, body: &str, version: &str) -> NewRendition {
    NewRendition {
        text_hash: hash.into(),
        source: Lang::ZH_HANS,
        target: Lang::EN,
        body: body.into(),
        engine: "toy".into(),
        version: version.into(),
        made_at: 1,
    }
}

async fn suggest(
    town: &Town,
    db: &Db,
    author: AccountId,
    note: NoteId,
    comment: Option<CommentId>,
    body: &str,
) -> SuggestionId {
    let new = NewSuggestion {
        id: SuggestionId(town.id()),
        note,
        comment,
        source: Lang::ZH_HANS,
        target: Lang::EN,
        wording: "w".into(),
        title: String::new(),
        body: body.into(),
        author,
        state: State::Open,
        made_at: town.now(),
    };
    let id = new.id;
    write!(db, |tx, new| rendition::suggest(tx, new).await).unwrap();
    id
}

async fn settle(db: &Db, id: SuggestionId, state: State) {
    write!(db, |tx, id, state| rendition::settle(tx, *id, *state).await).unwrap();
}

both! {
    async fn a_rendition_is_kept_once_for_a_text_and_a_language(db: Db) {
        for (hash, body, version) in [("a", "one", "1"), ("b", "two", "1"), ("a", "better", "2")] {
            let new = made(hash, body, version);
            write!(db, |tx, new| rendition::put(tx, new).await).unwrap();
        }
        let mut found = rendition::of(&db, Lang::EN, &["a", "b", "c"]).await.unwrap();
        found.sort_by(|a, b| a.text_hash.cmp(&b.text_hash));
        let found: Vec<_> = found
            .iter()
            .map(|row| (row.text_hash.as_str(), row.body.as_str(), row.version.as_str()))
            .collect();
        assert_eq!(found, [("a", "better", "2"), ("b", "two", "1")]);
        for (hash, body, version) in [("b", "people's", "people"), ("b", "two again", "2")] {
            let new = made(hash, body, version);
            write!(db, |tx, new| rendition::put(tx, new).await).unwrap();
        }
        let found = rendition::of(&db, Lang::EN, &["b"]).await.unwrap();
        assert_eq!(found[0].body, "people's", "no engine replaces it");
        let gone = write!(db, |tx| rendition::delete_old(tx, 2).await);
        assert_eq!(gone, Ok(1));
        assert!(rendition::of(&db, Lang::EN, &["a"]).await.unwrap().is_empty());
        assert_eq!(rendition::of(&db, Lang::EN, &["b"]).await.unwrap().len(), 1);
        assert!(rendition::of(&db, Lang::ZH_HANS, &["b"]).await.unwrap().is_empty());
        assert!(rendition::of(&db, Lang::EN, &[]).await.unwrap().is_empty());
    }

    async fn one_suggestion_is_accepted_at_a_time(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        let id = town.note(&db, ana, content("猫税")).await;
        let said = town.comment(&db, id, ben).await;
        let one = suggest(&town, &db, ben, id, None, "cat tax").await;
        let two = suggest(&town, &db, ben, id, None, "tax for cats").await;
        let other = suggest(&town, &db, ana, id, Some(said), "ha").await;
        assert_eq!(rendition::open_by(&db, ben, id, None).await, Ok(2));
        assert_eq!(rendition::open_by(&db, ana, id, Some(said)).await, Ok(1));
        for shown in [other, one, two] {
            settle(&db, shown, State::Accepted).await;
        }
        let accepted = rendition::accepted(&db, &[id], Lang::EN).await.unwrap();
        let ids: Vec<_> = accepted.iter().map(|row| row.id).collect();
        assert_eq!(ids, [two], "the note's second");
        let below = rendition::accepted_below(&db, id, Lang::EN).await.unwrap();
        assert_eq!(below.iter().map(|row| row.id).collect::<Vec<_>>(), [other]);
        assert_eq!(rendition::open_target(&db, id, None, "w").await, Ok(Some(Lang::EN)));
        assert_eq!(rendition::open_target(&db, id, Some(said), "w").await, Ok(None));
        suggest(&town, &db, ben, id, None, "cat tax").await;
        assert_eq!(rendition::open_by(&db, ben, id, None).await, Ok(1), "the same stands already");
        let listed = rendition::suggestions(&db, id, None, Lang::EN, "w").await.unwrap();
        assert_eq!(listed.iter().map(|row| row.id).collect::<Vec<_>>(), [two, one]);
        assert!(rendition::suggestions(&db, id, None, Lang::EN, "other").await.unwrap().is_empty());
        settle(&db, one, State::Declined).await;
        let listed = rendition::suggestions(&db, id, None, Lang::EN, "w").await.unwrap();
        assert_eq!(listed.len(), 1);
        let told = rendition::accepted_after(&db, SuggestionId(0), 9).await.unwrap();
        assert_eq!(told.iter().map(|row| row.id).collect::<Vec<_>>(), [two, other]);
        audit(&db).await;
    }

    async fn a_vote_counts_once_and_leaves_with_its_voter(db: Db) {
        let town = Town::new();
        let [ana, ben, eve] = town.accounts(&db).await;
        let id = town.note(&db, ana, content("猫税")).await;
        let open = suggest(&town, &db, ben, id, None, "cat tax").await;
        let shown = suggest(&town, &db, ben, id, None, "tax for cats").await;
        settle(&db, shown, State::Accepted).await;
        for (by, on, changed, votes) in
            [(eve, true, true, 1), (eve, true, false, 1), (ana, true, true, 2), (ana, false, true, 1)]
        {
            let told = write!(db, |tx, by, open, on| rendition::vote(tx, *by, *open, *on).await);
            assert_eq!(told, Ok(changed));
            assert_eq!(rendition::by_id(&db, open).await.unwrap().unwrap().votes, votes);
        }
        assert_eq!(rendition::voted_among(&db, eve, &[open, shown]).await, Ok(vec![open]));
        write!(db, |tx, eve| rendition::withdraw(tx, *eve).await).unwrap();
        assert_eq!(rendition::by_id(&db, open).await.unwrap().unwrap().votes, 0);
        write!(db, |tx, ben| rendition::withdraw(tx, *ben).await).unwrap();
        assert!(rendition::by_id(&db, open).await.unwrap().is_none());
        let stays = rendition::by_id(&db, shown).await.unwrap().unwrap();
        assert_eq!((stays.author, stays.state), (None, State::Accepted));
        audit(&db).await;
    }

    async fn suggestions_go_with_what_they_are_for(db: Db) {
        let town = Town::new();
        let [ana, ben] = town.accounts(&db).await;
        let id = town.note(&db, ana, content("猫税")).await;
        let said = town.comment(&db, id, ben).await;
        let of_note = suggest(&town, &db, ben, id, None, "cat tax").await;
        let of_comment = suggest(&town, &db, ben, id, Some(said), "ha").await;
        write!(db, |tx, ana, of_comment| rendition::vote(tx, *ana, *of_comment, true).await).unwrap();
        let row = comment::by_id(&db, said).await.unwrap().unwrap();
        write!(db, |tx, row| comment::delete(tx, row).await).unwrap();
        assert!(rendition::by_id(&db, of_comment).await.unwrap().is_none());
        assert!(rendition::by_id(&db, of_note).await.unwrap().is_some());
        audit(&db).await;
        let row = note::by_id(&db, id).await.unwrap().unwrap();
        write!(db, |tx, row| note::delete(tx, row.id).await).unwrap();
        assert!(rendition::by_id(&db, of_note).await.unwrap().is_none());
        audit(&db).await;
    }
}
