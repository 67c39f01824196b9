//! People, notes and what else a fact needs to begin with.

use sampan_domain::note::Visibility;
use sampan_domain::topic::TopicName;
use sampan_domain::{
    AccountId, CollectionId, CommentId, IdSource, Lang, NoteId, PictureId, Role, TopicId, account,
    feed, id,
};
use sampan_store::account::NewAccount;
use sampan_store::collection::Collection;
use sampan_store::comment::NewComment;
use sampan_store::note::Content;
use sampan_store::picture::NewPicture;
use sampan_store::topic::Topic;
use sampan_store::{Db, Error};
use std::sync::atomic::{AtomicI64, Ordering};

/// Makes things. Its clock moves on by a second at every look.
pub(crate) struct Town {
    ids: IdSource,
    clock: AtomicI64,
}

pub(crate) fn new_account(id: AccountId, handle: &str, now_ms: i64) -> NewAccount {
    NewAccount {
        id,
        handle: handle.to_owned(),
        skeleton: handle.replace('0', "o"),
        name: handle.to_uppercase(),
        interface: None,
        writes: Some(Lang::EN),
        reads: vec![Lang::EN, Lang::ZH_HANS],
        role: Role::Member,
        state: account::State::Active,
        password_hash: None,
        made_at: now_ms,
    }
}

pub(crate) fn content(title: &str) -> Content {
    Content {
        video: None,
        title: title.to_owned(),
        body: format!("{title}: the body"),
        lang: Lang::EN,
        place: String::new(),
        visibility: Visibility::Public,
        pictures: Vec::new(),
        topics: Vec::new(),
        poll: None,
    }
}

impl Town {
    pub(crate) fn new() -> Self {
        Self::of_node(1)
    }

    /// For several processes on one database.
    pub(crate) fn of_node(node: u16) -> Self {
        Self {
            ids: IdSource::new(node.into()),
            clock: AtomicI64::new(id::EPOCH_MS + 30_000_000_000),
        }
    }

    pub(crate) fn now(&self) -> i64 {
        self.clock.fetch_add(1_000, Ordering::Relaxed)
    }

    pub(crate) fn id(&self) -> i64 {
        self.ids.next(self.clock.load(Ordering::Relaxed))
    }

    pub(crate) async fn account(&self, db: &Db, handle: &str) -> AccountId {
        let new = new_account(AccountId(self.id()), handle, self.now());
        let id = new.id;
        let added = write!(db, |tx, new| sampan_store::account::insert(tx, new).await).unwrap();
        assert!(added, "{handle} is taken");
        id
    }

    pub(crate) async fn accounts<const N: usize>(&self, db: &Db) -> [AccountId; N] {
        let mut ids = [AccountId(0); N];
        for (n, id) in ids.iter_mut().enumerate() {
            *id = self.account(db, &format!("member{n}")).await;
        }
        ids
    }

    pub(crate) async fn note(&self, db: &Db, author: AccountId, content: Content) -> NoteId {
        self.try_note(db, author, content).await.unwrap()
    }

    pub(crate) async fn try_note(
        &self,
        db: &Db,
        author: AccountId,
        content: Content,
    ) -> Result<NoteId, Error> {
        let id = NoteId(self.id());
        let now = self.now();
        let hot = feed::hot(now, 0, 0, 0);
        write!(db, |tx, id, author, content, hot, now| {
            sampan_store::note::insert(tx, *id, *author, content, *hot, *now).await
        })?;
        Ok(id)
    }

    pub(crate) fn new_comment(&self, note: NoteId, author: AccountId) -> NewComment {
        let now = self.now();
        NewComment {
            id: CommentId(self.id()),
            note,
            parent: None,
            answers: None,
            author,
            body: "well said".to_owned(),
            lang: Lang::EN,
            picture: None,
            hot: feed::comment_hot(now, 0, 0),
            made_at: now,
        }
    }

    pub(crate) async fn comment(&self, db: &Db, note: NoteId, author: AccountId) -> CommentId {
        let new = self.new_comment(note, author);
        let id = new.id;
        write!(db, |tx, new| sampan_store::comment::insert(tx, new).await).unwrap();
        id
    }

    pub(crate) async fn reply(
        &self,
        db: &Db,
        note: NoteId,
        author: AccountId,
        parent: CommentId,
    ) -> CommentId {
        let new = NewComment {
            parent: Some(parent),
            answers: Some(parent),
            ..self.new_comment(note, author)
        };
        let id = new.id;
        write!(db, |tx, new| sampan_store::comment::insert(tx, new).await).unwrap();
        id
    }

    pub(crate) async fn topic(&self, db: &Db, name: &str) -> TopicId {
        let id = TopicId(self.id());
        let name = TopicName::parse(name).unwrap();
        let now = self.now();
        write!(db, |tx, id, name, now| {
            sampan_store::topic::ensure(tx, *id, name, *now).await
        })
        .unwrap()
    }

    pub(crate) async fn collection(&self, db: &Db, owner: AccountId, name: &str) -> Collection {
        let id = CollectionId(self.id());
        let name = name.to_owned();
        let now = self.now();
        write!(db, |tx, id, owner, name, now| {
            sampan_store::collection::insert(tx, *id, *owner, name, false, false, *now).await
        })
        .unwrap();
        sampan_store::collection::by_id(db, id)
            .await
            .unwrap()
            .unwrap()
    }

    pub(crate) async fn picture(&self, db: &Db, owner: AccountId) -> PictureId {
        let id = PictureId(self.id());
        let new = NewPicture {
            id,
            owner,
            store_key: format!("pictures/{id}"),
            width: 1_080,
            height: 1_350,
            placeholder: "abc".to_owned(),
            blurhash: "L00000fQfQfQfQfQfQfQfQfQfQfQ".to_owned(),
            made_at: self.now(),
        };
        write!(db, |tx, new| sampan_store::picture::insert(tx, new).await).unwrap();
        id
    }

    /// Likes a note of `author`.
    pub(crate) async fn like(
        &self,
        db: &Db,
        by: AccountId,
        note: NoteId,
        author: AccountId,
        on: bool,
    ) -> Result<bool, Error> {
        let now = self.now();
        write!(db, |tx, by, note, author, on, now| {
            sampan_store::like::set_note(tx, *by, *note, *author, *on, *now).await
        })
    }

    /// Puts a note of `author` into a collection, or takes it out.
    pub(crate) async fn collect(
        &self,
        db: &Db,
        collection: &Collection,
        note: NoteId,
        author: AccountId,
        on: bool,
    ) -> Result<bool, Error> {
        let now = self.now();
        write!(db, |tx, collection, note, author, on, now| {
            sampan_store::collection::set_note(tx, collection, *note, *author, *on, *now).await
        })
    }
}

pub(crate) async fn topic(db: &Db, id: TopicId) -> Topic {
    sampan_store::topic::by_id(db, id).await.unwrap().unwrap()
}
