use crate::audit::audit;
use crate::town::{Town, content};
use sampan_domain::caption::{Cue, State as Spoken};
use sampan_domain::video::State;
use sampan_domain::{AccountId, Lang, VideoId};
use sampan_store::note::Content;
use sampan_store::video::{self, NewVideo, Rendered};
use sampan_store::{Db, Error, caption, note, picture, relation};

async fn begin(db: &Db, town: &Town, owner: AccountId, size: i64) -> VideoId {
    let new = NewVideo {
        id: VideoId(town.id()),
        owner,
        store_key: format!("key{}", town.id()),
        size,
        made_at: town.now(),
    };
    let id = new.id;
    write!(db, |tx, new| video::insert(tx, new).await).unwrap();
    id
}

async fn add(db: &Db, id: VideoId, start: i64, bytes: i64) -> bool {
    let key = format!("piece{start}");
    write!(db, |tx, id, start, bytes, key| video::add_part(
        tx, *id, *start, *bytes, key
    )
    .await)
    .unwrap()
}

async fn render(db: &Db, town: &Town, owner: AccountId, id: VideoId) {
    let poster = town.picture(db, owner).await;
    let made = Rendered {
        width: 720,
        height: 1280,
        duration_ms: 7_000,
        has_sound: true,
        poster,
        state: State::Playable,
    };
    write!(db, |tx, id, made| video::rendered(tx, *id, made).await).unwrap();
}

async fn film(db: &Db, town: &Town, owner: AccountId) -> VideoId {
    let id = begin(db, town, owner, 4).await;
    assert!(add(db, id, 0, 4).await);
    assert!(write!(db, |tx, id| video::complete(tx, *id).await).unwrap());
    id
}

fn shows(id: VideoId) -> Content {
    Content {
        video: Some((id, "a boat".into())),
        ..content("film")
    }
}

both! {
    async fn pieces_come_one_after_the_other(db: Db) {
        let town = Town::new();
        let [ana] = town.accounts(&db).await;
        let id = begin(&db, &town, ana, 10).await;
        assert!(add(&db, id, 0, 4).await);
        assert!(!add(&db, id, 0, 4).await);
        assert!(!add(&db, id, 5, 4).await);
        assert!(add(&db, id, 4, 6).await);
        assert_eq!(video::parts(&db, id).await.unwrap(), ["piece0", "piece4"]);
        assert_eq!(video::uploading(&db, ana).await.unwrap().len(), 1);
        assert!(write!(db, |tx, id| video::complete(tx, *id).await).unwrap());
        assert!(!write!(db, |tx, id| video::complete(tx, *id).await).unwrap());
        // A whole one takes nothing more.
        assert!(!add(&db, id, 10, 1).await);
        let row = video::by_id(&db, id).await.unwrap().unwrap();
        assert_eq!((row.state, row.received, row.size), (State::Waiting, 10, 10));
        audit(&db).await;
    }

    async fn a_poster_comes_whether_the_note_or_the_rendering_is_first(db: Db) {
        let town = Town::new();
        let [ana, bob] = town.accounts(&db).await;
        for is_rendered_first in [true, false] {
            let id = film(&db, &town, ana).await;
            if is_rendered_first {
                render(&db, &town, ana, id).await;
            }
            let shown = town.note(&db, ana, shows(id)).await;
            if !is_rendered_first {
                assert!(picture::of_note(&db, shown).await.unwrap().is_empty());
                render(&db, &town, ana, id).await;
            }
            let placed = picture::of_note(&db, shown).await.unwrap();
            assert_eq!((placed.len(), placed[0].alt.as_str()), (1, "a boat"));
            let card = note::cards(&db, &[shown]).await.unwrap().remove(0);
            assert_eq!((card.picture, card.video_ms), (Some(placed[0].id), Some(7_000)));
            assert_eq!(video::of_notes(&db, &[shown]).await.unwrap()[0].id, id);
            // Neither by another note nor by somebody else.
            let again = town.try_note(&db, ana, shows(id)).await;
            assert_eq!(again, Err(Error::NotFound));
            let other = film(&db, &town, ana).await;
            assert_eq!(town.try_note(&db, bob, shows(other)).await, Err(Error::NotFound));
            // Rewritten it keeps its poster; without the video it has none.
            let old = note::by_id(&db, shown).await.unwrap().unwrap();
            let (same, now) = (shows(id), town.now());
            assert!(write!(db, |tx, old, same, now| note::rewrite(tx, old, same, 1, *now).await).unwrap());
            assert_eq!(picture::of_note(&db, shown).await.unwrap().len(), 1);
            let bare = content("no film");
            assert!(write!(db, |tx, old, bare, now| note::rewrite(tx, old, bare, 2, *now).await).unwrap());
            assert!(picture::of_note(&db, shown).await.unwrap().is_empty());
            assert!(video::of_notes(&db, &[shown]).await.unwrap().is_empty());
        }
        audit(&db).await;
    }

    async fn watch_shows_what_plays_and_only_that(db: Db) {
        let town = Town::new();
        let [ana, bob] = town.accounts(&db).await;
        let waits = film(&db, &town, ana).await;
        town.note(&db, ana, shows(waits)).await;
        assert!(video::of_notes(&db, &[]).await.unwrap().is_empty());
        assert!(note::watchable(&db, 9).await.unwrap().is_empty());
        let plays = film(&db, &town, ana).await;
        render(&db, &town, ana, plays).await;
        let shown = town.note(&db, ana, shows(plays)).await;
        let hidden = Content { visibility: sampan_domain::note::Visibility::OnlyMe, ..shows(film(&db, &town, ana).await) };
        town.note(&db, ana, hidden).await;
        let found = note::watchable(&db, 9).await.unwrap();
        assert_eq!(found, [shown]);
        let before = sampan_domain::NoteId(i64::MAX);
        assert!(note::watchable_followed(&db, bob, before, 9).await.unwrap().is_empty());
        let now = town.now();
        write!(db, |tx, bob, ana, now| relation::follow(tx, *bob, *ana, *now).await).unwrap();
        assert_eq!(note::watchable_followed(&db, bob, before, 9).await.unwrap(), [shown]);
        audit(&db).await;
    }

    async fn owners_have_the_last_word_on_what_is_said(db: Db) {
        let town = Town::new();
        let [ana] = town.accounts(&db).await;
        let id = film(&db, &town, ana).await;
        let said = async |state: Spoken, text: &str| {
            let cues = vec![Cue { start_ms: 0, end_ms: 900, text: text.into() }];
            write!(db, |tx, id, state, cues| caption::replace(tx, *id, Lang::EN, *state, cues).await).unwrap()
        };
        let lines = async || caption::of(&db, id).await.unwrap().pop().map(|cue| cue.text);
        assert!(said(Spoken::Heard, "Ask knot").await);
        assert!(said(Spoken::Heard, "Ask not").await);
        assert!(said(Spoken::Written, "Ask not what").await);
        assert!(!said(Spoken::Heard, "Ask knots").await);
        assert_eq!(lines().await.as_deref(), Some("Ask not what"));
        let none = Spoken::None;
        write!(db, |tx, id, none| caption::set_state(tx, *id, *none).await).unwrap();
        assert_eq!(video::by_id(&db, id).await.unwrap().unwrap().captions, Spoken::Written);
        let shown = town.note(&db, ana, shows(id)).await;
        assert_eq!(caption::of_notes(&db, &[shown]).await.unwrap(), [(shown, "Ask not what".into())]);
        // With the note everything goes, the poster last.
        render(&db, &town, ana, id).await;
        assert_eq!(write!(db, |tx, id| video::delete_unused(tx, *id).await), Ok(None));
        write!(db, |tx, shown| note::delete(tx, *shown).await).unwrap();
        let later = town.now();
        assert!(picture::unused(&db, later, 9).await.unwrap().is_empty());
        assert_eq!(video::unused(&db, later, 9).await.unwrap().len(), 1);
        assert!(write!(db, |tx, id| video::delete_unused(tx, *id).await).unwrap().is_some());
        assert_eq!(picture::unused(&db, later, 9).await.unwrap().len(), 1);
        assert_eq!(lines().await, None);
        assert!(video::parts(&db, id).await.unwrap().is_empty());
        audit(&db).await;
    }
}
