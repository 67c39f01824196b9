//! Notes: writing, reading, rewriting, taking down; likes and pins.

use crate::caption::{self, Hearing};
use crate::event::Event;
use crate::job::Work;
use crate::limit::Action;
use crate::link::{self, Lead};
use crate::session::actor;
use crate::view::{
    AccountBrief, CardView, Cover, NoteView, PictureView, RevisionView, VideoBrief, Viewer,
};
use crate::{App, Error, Result, account, picture, suggestion, video};
use futures::future::BoxFuture;
use sampan_domain::feed::Engagement;
use sampan_domain::note::{self as rules, Checked, Draft, Visibility};
use sampan_domain::notification as keys;
use sampan_domain::notification::Kind;
use sampan_domain::picture::{Focus, card_ratio};
use sampan_domain::topic::TopicName;
use sampan_domain::{
    AccountId, ClientId, CommentId, Handle, Lang, NoteId, NotificationId, Relation, TopicId,
    VideoId, feed, permission, text,
};
use sampan_store::fold::Notice;
use sampan_store::note::{self as store, Card, Content, Note};
use sampan_store::seam::Touch;
use sampan_store::video::Video;
use sampan_store::{client, collection, like, once, relation, rendition, topic};
use std::collections::{HashMap, HashSet};

/// Of a note without a title, a card shows so much of the text.
pub const CARD_TITLE_CHARS: usize = 80;

/// How many pinned notes lead somebody's page.
pub const MAX_PINNED: i64 = 20;
/// How many of those who liked something are named.
const LIKERS: i64 = 40;

/// A draft on its way into the database.
struct Writing {
    id: NoteId,
    author: AccountId,
    content: Content,
    /// Names of the topics with the ids that they get if they are new.
    topics: Vec<(TopicId, TopicName)>,
    notices: Vec<Notice>,
    token: String,
    /// Of a new note.
    client: Option<ClientId>,
    lead: Option<Lead>,
    /// The job that listens to its video, when that is new.
    hearing: Option<Hearing>,
    hot: f64,
    now: i64,
}

pub(crate) fn author_brief(
    id: AccountId,
    handle: String,
    name: &str,
    avatar: Option<String>,
    momo: bool,
) -> AccountBrief {
    AccountBrief {
        id,
        name: account::shown_name(name, &handle, momo),
        handle: Handle::trusted(handle),
        avatar: account::avatar(id, avatar, momo),
    }
}

/// A card without what depends on the viewer.
pub(crate) fn card_view(row: Card) -> CardView {
    let cover = match (
        row.picture,
        row.picture_key,
        row.picture_width,
        row.picture_height,
    ) {
        (Some(id), Some(key), Some(width), Some(height)) => {
            let pixels = |side: i64| u32::try_from(side).unwrap_or(1);
            let (width, height) = (pixels(width), pixels(height));
            Cover::Picture {
                picture: PictureView {
                    id,
                    key,
                    width,
                    height,
                    placeholder: row.placeholder.unwrap_or_default(),
                    blurhash: String::new(),
                    focus: Focus {
                        x: row.focus_x.unwrap_or(0),
                        y: row.focus_y.unwrap_or(0),
                    },
                    alt: row.alt,
                },
                ratio: card_ratio(width, height),
                count: row.pictures,
            }
        }
        _ => words_cover(row.id, &row.title, &row.body),
    };
    let title = if row.title.is_empty() {
        text::excerpt(&row.body, CARD_TITLE_CHARS)
    } else {
        row.title
    };
    let video = row
        .video_key
        .zip(row.video_state)
        .map(|(key, state)| VideoBrief {
            key,
            state,
            duration_ms: row.video_ms.unwrap_or(0),
        });
    CardView {
        id: row.id,
        title,
        lang: row.lang,
        crossing: None,
        cover,
        video,
        author: author_brief(row.author, row.handle, &row.name, row.avatar, row.momo),
        likes: row.likes,
        liked: false,
        pinned: row.pinned_at.is_some(),
        visibility: row.visibility,
        finds: Vec::new(),
        find: None,
    }
}

fn words_cover(id: NoteId, title: &str, body: &str) -> Cover {
    let (design, ratio) = rules::cover(id);
    Cover::Words {
        design,
        ratio,
        words: rules::cover_words(title, body),
    }
}

/// What takes a note out of the database.
type Delete = for<'a> fn(
    &'a sampan_store::Tx,
    &'a NoteId,
) -> BoxFuture<'a, std::result::Result<(), sampan_store::Error>>;

impl App {
    /// The language of a text: what the writer says, or what it looks like.
    pub(crate) fn language(chosen: Option<Lang>, title: &str, body: &str) -> Lang {
        chosen.unwrap_or_else(|| sampan_lang::detect(&format!("{title}\n{body}")))
    }

    /// Notices for everybody who is named and may see it.
    pub(crate) async fn mention_notices(
        &self,
        viewer: &Viewer,
        mentions: &[Handle],
        visibility: Visibility,
        note: NoteId,
        comment: Option<CommentId>,
    ) -> Result<Vec<Notice>> {
        let handles: Vec<&str> = mentions.iter().map(Handle::as_str).collect();
        let named = sampan_store::account::by_handles(&self.0.db, &handles).await?;
        let named: Vec<AccountId> = named.into_iter().map(|(_, id)| id).collect();
        let ties = relation::between(&self.0.db, viewer.id(), &named).await?;
        let subject = comment.map_or(note.0, |comment| comment.0);
        Ok(named
            .into_iter()
            .filter(|id| *id != viewer.id())
            .filter(|id| {
                let tie = ties.get(id).copied().unwrap_or_default();
                // Seen from the named one's side.
                let theirs = Relation {
                    follows: tie.followed_by,
                    followed_by: tie.follows,
                    blocks: tie.blocked_by,
                    blocked_by: tie.blocks,
                    mutes: false,
                };
                let named = sampan_domain::Actor {
                    id: *id,
                    role: sampan_domain::Role::Member,
                };
                permission::may_see(Some(named), viewer.id(), visibility, theirs)
            })
            .map(|id| Notice {
                id: NotificationId(self.next_id()),
                account: id,
                kind: Kind::Mention,
                group_key: keys::mention(subject),
                actor: viewer.id(),
                note: Some(note),
                comment,
                at_ms: self.now_ms(),
            })
            .collect())
    }

    fn content(checked: &Checked) -> Content {
        Content {
            title: checked.title.clone(),
            body: checked.text.clone(),
            lang: Self::language(checked.lang, &checked.title, &checked.text),
            place: checked.place.clone(),
            visibility: checked.visibility,
            pictures: checked.pictures.clone(),
            video: checked.video.clone(),
            topics: Vec::new(),
            poll: checked.poll.clone(),
        }
    }

    fn topic_names(&self, names: Vec<TopicName>) -> Vec<(TopicId, TopicName)> {
        names
            .into_iter()
            .map(|name| (TopicId(self.next_id()), name))
            .collect()
    }

    /// Writes a note. `token` belongs to the form: sent twice, it writes once and answers the same.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::Limited`].
    pub async fn write_note(&self, viewer: &Viewer, draft: Draft, token: &str) -> Result<NoteId> {
        let checked = draft.check()?;
        if let Some(known) = once::result(&self.0.db, viewer.id(), token).await? {
            return Ok(NoteId(known));
        }
        self.limit(Action::Note, &viewer.id().to_string())?;
        self.check_owned(viewer, &checked.pictures).await?;
        let video = checked.video.as_ref().map(|(video, _)| *video);
        self.check_video(viewer, video, None).await?;
        let id = NoteId(self.next_id());
        let now = self.now_ms();
        let public = checked.visibility == Visibility::Public;
        let notices = self
            .mention_notices(viewer, &checked.mentions, checked.visibility, id, None)
            .await?;
        let told: Vec<AccountId> = notices.iter().map(|notice| notice.account).collect();
        let content = Self::content(&checked);
        let writing = Writing {
            id,
            author: viewer.id(),
            lead: self.lead(&content)?,
            hearing: self.hearing_of(video)?,
            content,
            topics: self.topic_names(checked.topics),
            notices,
            token: token.to_owned(),
            client: viewer.client,
            hot: feed::hot(now, 0, 0, 0),
            now,
        };
        let wakes = writing.lead.is_some() || writing.hearing.is_some();
        let content = writing.content.clone();
        let written = self
            .0
            .db
            .touching(Touch::Lists)
            .write(writing, |tx, new| {
                Box::pin(async move {
                    if !once::take(tx, new.author, &new.token, new.id.0, new.now).await? {
                        let known = once::result(tx, new.author, &new.token).await?;
                        return Ok(NoteId(known.unwrap_or(new.id.0)));
                    }
                    let content = with_topics(tx, &new.content, &new.topics, new.now).await?;
                    store::insert(tx, new.id, new.author, &content, new.hot, new.now).await?;
                    if let Some(client) = new.client {
                        client::mark(tx, new.id.0, client).await?;
                    }
                    if new.lead.is_some() {
                        link::attach(tx, new.id, new.lead.as_ref(), new.now).await?;
                    }
                    caption::start(tx, new.hearing.as_ref()).await?;
                    tx.fold(|folds| new.notices.iter().for_each(|n| folds.notice(n.clone())));
                    Ok::<_, Error>(new.id)
                })
            })
            .await?;
        if public {
            self.feed_note(written).await;
            self.find_soon();
            self.want_meanings().await;
        }
        self.0.bus.tell(Event::Note {
            note: written,
            public,
        });
        self.note_ahead(&content);
        if wakes {
            self.0.jobs.wake();
        }
        self.tell_inboxes(told);
        Ok(written)
    }

    pub(crate) fn tell_inboxes(&self, accounts: Vec<AccountId>) {
        for account in accounts {
            self.0.bus.tell(Event::Inbox { account });
            self.push_soon(account);
        }
    }

    /// A note that this viewer may see, with how they stand to its author.
    pub(crate) async fn visible_note(
        &self,
        viewer: Option<&Viewer>,
        id: NoteId,
    ) -> Result<(Note, Relation)> {
        let note = store::by_id(&self.0.db, id).await?.ok_or(Error::NotFound)?;
        let tie = self.relation(viewer, note.author).await?;
        if permission::may_see(actor(viewer), note.author, note.visibility, tie) {
            Ok((note, tie))
        } else {
            Err(Error::NotFound)
        }
    }

    /// A note that the viewer may like, collect and comment on.
    pub(crate) async fn open_note(&self, viewer: &Viewer, id: NoteId) -> Result<Note> {
        let (note, tie) = self.visible_note(Some(viewer), id).await?;
        if permission::may_interact(viewer.actor(), note.author, note.visibility, tie) {
            Ok(note)
        } else {
            Err(Error::Denied("blocked"))
        }
    }

    /// A note, opened.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none, or none that the viewer may know of.
    pub async fn note(&self, viewer: Option<&Viewer>, id: NoteId) -> Result<NoteView> {
        let seen = self.visible_note(viewer, id).await?;
        let mut views = self.note_views(viewer, vec![seen]).await?;
        views.pop().ok_or(Error::NotFound)
    }

    /// These notes in this order, without those that the viewer may not see.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn notes(&self, viewer: Option<&Viewer>, ids: &[NoteId]) -> Result<Vec<NoteView>> {
        let rows = store::by_ids(&self.0.db, ids).await?;
        let authors: Vec<AccountId> = rows.iter().map(|row| row.author).collect();
        let ties = match viewer {
            Some(viewer) => relation::between(&self.0.db, viewer.id(), &authors).await?,
            None => HashMap::new(),
        };
        let seen = rows
            .into_iter()
            .map(|row| {
                let tie = ties.get(&row.author).copied().unwrap_or_default();
                (row, tie)
            })
            .filter(|(row, tie)| {
                permission::may_see(actor(viewer), row.author, row.visibility, *tie)
            })
            .collect();
        let views = self.note_views(viewer, seen).await?;
        let mut by_id: HashMap<NoteId, NoteView> =
            views.into_iter().map(|view| (view.id, view)).collect();
        Ok(ids.iter().filter_map(|id| by_id.remove(id)).collect())
    }

    /// Opens notes that the viewer may see, with how they stand to the authors.
    async fn note_views(
        &self,
        viewer: Option<&Viewer>,
        seen: Vec<(Note, Relation)>,
    ) -> Result<Vec<NoteView>> {
        let ids: Vec<NoteId> = seen.iter().map(|(note, _)| note.id).collect();
        let mut placed: HashMap<NoteId, Vec<PictureView>> = HashMap::new();
        for row in sampan_store::picture::of_notes(&self.0.db, &ids).await? {
            let picture = sampan_store::picture::Picture {
                id: row.id,
                store_key: row.store_key,
                width: row.width,
                height: row.height,
                placeholder: row.placeholder,
                blurhash: row.blurhash,
                focus_x: row.focus_x,
                focus_y: row.focus_y,
            };
            let pictures = placed.entry(row.note).or_default();
            pictures.push(picture::view(picture, row.alt));
        }
        let (liked, collected) = match viewer {
            Some(viewer) => (
                like::notes_among(&self.0.db, viewer.id(), &ids).await?,
                collection::notes_among(&self.0.db, viewer.id(), &ids).await?,
            ),
            None => Default::default(),
        };
        let is_open = |note: &Note, relation: Relation| {
            viewer.is_some_and(|v| {
                permission::may_interact(v.actor(), note.author, note.visibility, relation)
            })
        };
        let open: HashSet<NoteId> = seen
            .iter()
            .filter(|(note, relation)| is_open(note, *relation))
            .map(|(note, _)| note.id)
            .collect();
        let mut polls = self.polls(viewer, &ids, &open).await?;
        let mut links = self.links_of(&ids).await?;
        let mut videos: HashMap<NoteId, Video> = HashMap::new();
        for row in sampan_store::video::of_notes(&self.0.db, &ids).await? {
            if let Some(note) = row.note {
                videos.insert(note, row);
            }
        }
        let views = seen.into_iter().map(|(note, relation)| {
            let id = note.id;
            let pictures = placed.remove(&id).unwrap_or_default();
            let cover = match pictures.first() {
                Some(first) => Cover::Picture {
                    picture: first.clone(),
                    ratio: card_ratio(first.width, first.height),
                    count: pictures.len() as i64,
                },
                None => words_cover(id, &note.title, &note.body),
            };
            let poster = pictures.first().cloned();
            let may = |rule: fn(sampan_domain::Actor, AccountId) -> bool| {
                viewer.is_some_and(|v| rule(v.actor(), note.author))
            };
            NoteView {
                id,
                is_own: viewer.is_some_and(|v| v.id() == note.author),
                may_edit: may(permission::may_edit),
                may_delete: may(permission::may_delete_note),
                may_interact: open.contains(&id),
                author: author_brief(note.author, note.handle, &note.name, note.avatar, note.momo),
                author_writes: note.author_writes,
                relation,
                title: note.title,
                text: note.body,
                lang: note.lang,
                crossing: None,
                pictures,
                video: videos.remove(&id).map(|row| video::view(row, poster)),
                poll: polls.remove(&id),
                link: links.remove(&id),
                cover,
                place: note.place,
                visibility: note.visibility,
                likes: note.likes,
                collects: note.collects,
                comments: note.comments,
                views: note.views,
                liked: liked.contains(&id),
                collected: collected.contains(&id),
                pinned: note.pinned_at.is_some(),
                made_at_ms: note.made_at,
                edited_at_ms: note.edited_at,
                version: note.version,
            }
        });
        Ok(views.collect())
    }

    /// Rewrites a note. `version` is what the writer had before them.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it was rewritten meanwhile, [`Error::Denied`], [`Error::Invalid`].
    pub async fn rewrite_note(
        &self,
        viewer: &Viewer,
        id: NoteId,
        draft: Draft,
        version: i64,
    ) -> Result<()> {
        let (old, _) = self.visible_note(Some(viewer), id).await?;
        if !permission::may_edit(viewer.actor(), old.author) {
            return Err(Error::Denied("not-author"));
        }
        let checked = draft.check()?;
        self.check_owned(viewer, &checked.pictures).await?;
        let video = checked.video.as_ref().map(|(video, _)| *video);
        self.check_video(viewer, video, Some(id)).await?;
        let before = sampan_domain::anatomy::mentions(&format!("{}\n{}", old.title, old.body));
        let fresh: Vec<Handle> = checked
            .mentions
            .iter()
            .filter(|name| !before.contains(name))
            .cloned()
            .collect();
        let notices = self
            .mention_notices(viewer, &fresh, checked.visibility, id, None)
            .await?;
        let told: Vec<AccountId> = notices.iter().map(|notice| notice.account).collect();
        let content = Self::content(&checked);
        let shown = self.shown_video(id).await?.map(|(video, _)| video);
        let writing = Writing {
            id,
            author: viewer.id(),
            lead: self.lead(&content)?,
            hearing: self.hearing_of(video.filter(|video| shown != Some(*video)))?,
            content,
            topics: self.topic_names(checked.topics),
            notices,
            client: None,
            token: String::new(),
            hot: old.hot,
            now: self.now_ms(),
        };
        let wakes = writing.lead.is_some() || writing.hearing.is_some();
        let sent = writing.content.clone();
        let changed = self
            .0
            .db
            .write((writing, version), |tx, (new, version)| {
                Box::pin(async move {
                    // Counters may have moved since; the row is read again inside.
                    let old = store::by_id(tx, new.id).await?.ok_or(Error::NotFound)?;
                    let content = with_topics(tx, &new.content, &new.topics, new.now).await?;
                    tx.fold(|folds| new.notices.iter().for_each(|n| folds.notice(n.clone())));
                    let changed = store::rewrite(tx, &old, &content, *version, new.now).await?;
                    if changed {
                        let wording = suggestion::wording(&content.title, &content.body);
                        rendition::reword(tx, new.id, &wording).await?;
                        link::attach(tx, new.id, new.lead.as_ref(), new.now).await?;
                        caption::start(tx, new.hearing.as_ref()).await?;
                    }
                    Ok::<_, Error>(changed)
                })
            })
            .await?;
        if !changed {
            // The same form a second time has nothing left to change.
            return if self.says(id, &sent).await? {
                Ok(())
            } else {
                Err(Error::Conflict("note-changed"))
            };
        }
        self.feed_note(id).await;
        self.unfind_note(id);
        self.want_meanings().await;
        self.0.bus.tell(Event::Rewritten { note: id });
        self.note_ahead(&sent);
        if wakes {
            self.0.jobs.wake();
        }
        self.tell_inboxes(told);
        Ok(())
    }

    /// Has a note translated before its readers come.
    fn note_ahead(&self, content: &Content) {
        if content.visibility == Visibility::OnlyMe {
            return;
        }
        let beginning = match content.title.as_str() {
            "" => text::excerpt(&content.body, CARD_TITLE_CHARS),
            _ => String::new(),
        };
        let mut texts = vec![&content.title, &beginning, &content.body];
        texts.extend(content.pictures.iter().map(|(_, alt)| alt));
        texts.extend(content.video.iter().map(|(_, alt)| alt));
        texts.extend(content.poll.iter().flat_map(|poll| &poll.options));
        let texts: Vec<&str> = texts.into_iter().map(String::as_str).collect();
        self.cross_ahead(content.lang, &texts);
    }

    /// Whether a note says exactly this already.
    async fn says(&self, id: NoteId, content: &Content) -> Result<bool> {
        let Some(note) = store::by_id(&self.0.db, id).await? else {
            return Ok(false);
        };
        let placed = sampan_store::picture::of_note(&self.0.db, id).await?;
        let pictures = placed.into_iter().map(|placed| (placed.id, placed.alt));
        let shown = self.shown_video(id).await?;
        Ok(note.title == content.title
            && note.body == content.body
            && note.lang == content.lang
            && note.place == content.place
            && note.visibility == content.visibility
            && shown == content.video
            && (shown.is_some() || pictures.eq(content.pictures.iter().cloned())))
    }

    /// The video that a note shows, with its words.
    async fn shown_video(&self, id: NoteId) -> Result<Option<(VideoId, String)>> {
        let shown = sampan_store::video::of_notes(&self.0.db, &[id]).await?;
        Ok(shown.into_iter().next().map(|video| (video.id, video.alt)))
    }

    fn hearing_of(&self, video: Option<VideoId>) -> Result<Option<Hearing>> {
        video.map_or(Ok(None), |id| self.hearing(id))
    }

    /// Earlier wordings, the latest first. Whoever may see the note may see them.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn note_history(
        &self,
        viewer: Option<&Viewer>,
        id: NoteId,
    ) -> Result<Vec<RevisionView>> {
        self.visible_note(viewer, id).await?;
        let rows = store::revisions(&self.0.db, id).await?;
        Ok(rows
            .into_iter()
            .map(|row| RevisionView {
                version: row.version,
                title: row.title,
                text: row.body,
                until_ms: row.until_ms,
            })
            .collect())
    }

    /// Takes a note down, with its comments. Its files go at once.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Denied`].
    pub async fn delete_note(&self, viewer: &Viewer, id: NoteId) -> Result<()> {
        self.take_down(viewer, id, |tx, id| {
            Box::pin(async move { store::delete(tx, *id).await })
        })
        .await?;
        // Now, not with the next house-keeping.
        self.enqueue(&Work::SweepPictures).await?;
        Ok(())
    }

    /// The same for somebody who may be about to write it anew: its files stay as long as those of fresh uploads.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Denied`].
    pub async fn delete_note_to_redraft(&self, viewer: &Viewer, id: NoteId) -> Result<()> {
        self.take_down(viewer, id, |tx, id| {
            Box::pin(async move { store::delete_to_redraft(tx, *id).await })
        })
        .await
    }

    async fn take_down(&self, viewer: &Viewer, id: NoteId, delete: Delete) -> Result<()> {
        let (note, _) = self.visible_note(Some(viewer), id).await?;
        if !permission::may_delete_note(viewer.actor(), note.author) {
            return Err(Error::Denied("not-author"));
        }
        self.0.db.write(id, delete).await?;
        self.0.bus.tell(Event::Gone { status: id.0 });
        self.tell_feed(feed::Event::Gone { note: id });
        self.unfind_note(id);
        Ok(())
    }

    /// Pins a note to the top of its author's page, or unpins it.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Denied`].
    pub async fn pin_note(&self, viewer: &Viewer, id: NoteId, on: bool) -> Result<()> {
        let (note, _) = self.visible_note(Some(viewer), id).await?;
        if !permission::may_edit(viewer.actor(), note.author) {
            return Err(Error::Denied("not-author"));
        }
        self.0
            .db
            .write((id, on.then(|| self.now_ms())), |tx, (id, at)| {
                Box::pin(async move { store::set_pinned(tx, *id, *at).await })
            })
            .await?;
        Ok(())
    }

    /// Who liked a note, the latest first. Whoever may see the note may know.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn likers(&self, note: NoteId) -> Result<Vec<AccountId>> {
        Ok(like::latest_of_note(&self.0.db, note, LIKERS).await?)
    }

    /// Who liked a comment, the latest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn comment_likers(&self, comment: CommentId) -> Result<Vec<AccountId>> {
        Ok(like::latest_of_comment(&self.0.db, comment, LIKERS).await?)
    }

    /// Likes a note, or takes it back. Answers how many like it now.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Denied`], [`Error::Limited`].
    pub async fn like_note(&self, viewer: &Viewer, id: NoteId, on: bool) -> Result<i64> {
        self.limit(Action::Reaction, &viewer.id().to_string())?;
        let note = self.open_note(viewer, id).await?;
        let notice = Notice {
            id: NotificationId(self.next_id()),
            account: note.author,
            kind: Kind::Like,
            group_key: keys::likes(id),
            actor: viewer.id(),
            note: Some(id),
            comment: None,
            at_ms: self.now_ms(),
        };
        let author = note.author;
        let changed = self
            .0
            .db
            .touching(Touch::Numbers(id))
            .write_single((notice, on), |tx, (notice, on)| {
                Box::pin(async move {
                    let note = notice.note.ok_or(sampan_store::Error::NotFound)?;
                    let changed =
                        like::set_note(tx, notice.actor, note, notice.account, *on, notice.at_ms)
                            .await?;
                    if changed && *on && notice.actor != notice.account {
                        tx.fold(|folds| folds.notice(notice.clone()));
                    }
                    Ok::<_, sampan_store::Error>(changed)
                })
            })
            .await?;
        if changed && on && author != viewer.id() {
            self.tell_inboxes(vec![author]);
        }
        if changed {
            self.engaged(viewer.id(), id, Engagement::Like, on);
        }
        let by = if changed { if on { 1 } else { -1 } } else { 0 };
        Ok(note.likes + by)
    }
}

async fn with_topics(
    tx: &sampan_store::Tx,
    content: &Content,
    names: &[(TopicId, TopicName)],
    now: i64,
) -> std::result::Result<Content, sampan_store::Error> {
    let mut content = content.clone();
    // A topic that only hidden notes name would tell of them.
    if content.visibility != Visibility::Public {
        return Ok(content);
    }
    for (id, name) in names {
        let topic = topic::ensure(tx, *id, name, now).await?;
        if !content.topics.contains(&topic) {
            content.topics.push(topic);
        }
    }
    Ok(content)
}
