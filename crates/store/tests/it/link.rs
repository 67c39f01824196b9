use crate::audit::audit;
use crate::town::{Town, content};
use sampan_domain::{Lang, LinkId, NoteId};
use sampan_store::link::{self, Read};
use sampan_store::{Db, note};

async fn attach(db: &Db, town: &Town, note: NoteId, to: Option<&'static str>) -> bool {
    let (new, now) = (LinkId(town.id()), town.now());
    write!(db, |tx, note, to, new, now| {
        link::attach(tx, *note, to.map(|url| (*new, url)), *now, *now - 1_000).await
    })
    .unwrap()
}

both! {
    async fn notes_share_a_page_that_is_read_once(db: Db) {
        let town = Town::new();
        let [ana] = town.accounts(&db).await;
        let one = town.note(&db, ana, content("one")).await;
        let two = town.note(&db, ana, content("two")).await;
        assert!(attach(&db, &town, one, Some("https://tea.example/")).await);
        assert!(attach(&db, &town, two, Some("https://tea.example/")).await);
        let unread = link::unknown(&db, "https://tea.example/").await.unwrap().unwrap();
        assert!(link::of_notes(&db, &[one, two]).await.unwrap().is_empty());
        let read = Read {
            title: "Tea".into(),
            description: "All about it".into(),
            site: "tea.example".into(),
            author: String::new(),
            lang: Lang::EN,
            picture: Some(("key.webp".into(), 800, 420)),
        };
        write!(db, |tx, unread, read| link::set_read(tx, *unread, Some(read), 5).await).unwrap();
        assert!(link::unknown(&db, "https://tea.example/").await.unwrap().is_none());
        let known = link::of_notes(&db, &[two, one, NoteId(404)]).await.unwrap();
        assert_eq!(known.len(), 2);
        assert_eq!((known[0].title.as_str(), known[0].lang), ("Tea", Lang::EN));
        assert_eq!((known[0].picture_width, known[0].picture_height), (800, 420));
        // It is known by now: there is nothing to read.
        assert!(!attach(&db, &town, one, Some("https://tea.example/")).await);
        assert!(attach(&db, &town, one, Some("https://gone.example/")).await);
        let nothing = link::unknown(&db, "https://gone.example/").await.unwrap().unwrap();
        let now = town.now();
        write!(db, |tx, nothing, now| link::set_read(tx, *nothing, None, *now).await).unwrap();
        assert!(!attach(&db, &town, one, Some("https://gone.example/")).await);
        // What said nothing long ago is asked again.
        write!(db, |tx, nothing| link::set_read(tx, *nothing, None, 5).await).unwrap();
        assert!(attach(&db, &town, one, Some("https://gone.example/")).await);
        assert!(link::of_notes(&db, &[one]).await.unwrap().is_empty());
        assert_eq!(link::notes_of(&db, unread).await.unwrap(), [two]);

        let later = town.now();
        assert!(link::unused(&db, later, 9).await.unwrap().is_empty());
        assert!(!attach(&db, &town, one, None).await);
        write!(db, |tx, two| note::delete(tx, *two).await).unwrap();
        assert_eq!(link::unused(&db, later, 9).await.unwrap().len(), 2);
        // Somebody leads there again.
        attach(&db, &town, one, Some("https://gone.example/")).await;
        let kept = write!(db, |tx, nothing| link::delete_unused(tx, *nothing).await).unwrap();
        assert!(!kept.0);
        let gone = write!(db, |tx, unread| link::delete_unused(tx, *unread).await).unwrap();
        assert_eq!(gone, (true, Some("key.webp".into())));
        audit(&db).await;
    }
}
