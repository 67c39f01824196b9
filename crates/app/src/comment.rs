//! Comments and replies.

use crate::event::Event;
use crate::limit::Action;
use crate::session::actor;
use crate::view::{CommentPage, CommentView, Viewer};
use crate::{App, Error, Result, picture};
use sampan_domain::comment::{Draft, Sort};
use sampan_domain::feed::Engagement;
use sampan_domain::note::Visibility;
use sampan_domain::notification::{self as keys, Kind};
use sampan_domain::{
    AccountId, CommentId, NoteId, NotificationId, PictureId, Relation, feed, permission,
};
use sampan_store::comment::{self as store, Comment, NewComment};
use sampan_store::fold::Notice;
use sampan_store::note::Note;
use sampan_store::seam::Touch;
use sampan_store::{like, once, relation};
use std::collections::HashMap;

/// Top-level comments of a page.
const PAGE: usize = 20;
/// Replies shown before somebody asks for more.
const FIRST_REPLIES: i64 = 2;
/// Replies of a further page.
const MORE_REPLIES: usize = 20;

/// A page's end, as it stands in an address.
fn cursor(sort: Sort, last: &Comment) -> String {
    match sort {
        Sort::Hot => format!("{:x}.{}", last.hot.to_bits(), last.id),
        Sort::New => last.id.to_string(),
    }
}

fn parse_hot(cursor: &str) -> Option<(f64, CommentId)> {
    let (hot, id) = cursor.split_once('.')?;
    let hot = f64::from_bits(u64::from_str_radix(hot, 16).ok()?);
    if hot.is_finite() {
        Some((hot, id.parse().ok()?))
    } else {
        None
    }
}

impl App {
    /// Writes a comment, or a reply when `reply_to` names a comment. `token` belongs to the form.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::NotFound`], [`Error::Denied`], [`Error::Limited`].
    pub async fn write_comment(
        &self,
        viewer: &Viewer,
        note: NoteId,
        reply_to: Option<CommentId>,
        draft: Draft,
        token: &str,
    ) -> Result<CommentView> {
        let checked = draft.check()?;
        let note = self.open_note(viewer, note).await?;
        if let Some(known) = once::result(&self.0.db, viewer.id(), token).await? {
            return self.comment(Some(viewer), CommentId(known)).await;
        }
        self.limit(Action::Comment, &viewer.id().to_string())?;
        if let Some(picture) = &checked.picture {
            self.check_owned(viewer, std::slice::from_ref(picture))
                .await?;
        }
        let answered = match reply_to {
            Some(id) => Some(
                store::by_id(&self.0.db, id)
                    .await?
                    .filter(|comment| comment.note == note.id)
                    .ok_or(Error::NotFound)?,
            ),
            None => None,
        };
        if let Some(author) = answered.as_ref().and_then(|comment| comment.author)
            && self.relation(Some(viewer), author).await?.apart()
        {
            return Err(Error::Denied("blocked"));
        }
        let now = self.now_ms();
        let id = CommentId(self.next_id());
        let new = NewComment {
            id,
            note: note.id,
            parent: answered
                .as_ref()
                .map(|comment| comment.parent.unwrap_or(comment.id)),
            answers: reply_to,
            author: viewer.id(),
            lang: Self::language(None, "", &checked.text),
            body: checked.text,
            picture: checked.picture,
            hot: feed::comment_hot(now, 0, 0),
            made_at: now,
        };
        let mut notices = self
            .mention_notices(
                viewer,
                &checked.mentions,
                note.visibility,
                note.id,
                Some(id),
            )
            .await?;
        let mut tell = |account: AccountId, kind: Kind| {
            if account != viewer.id() && notices.iter().all(|notice| notice.account != account) {
                notices.push(Notice {
                    id: NotificationId(self.next_id()),
                    account,
                    kind,
                    group_key: keys::comment(id),
                    actor: viewer.id(),
                    note: Some(note.id),
                    comment: Some(id),
                    at_ms: now,
                });
            }
        };
        if let Some(author) = answered.as_ref().and_then(|comment| comment.author) {
            tell(author, Kind::Reply);
        }
        tell(note.author, Kind::Comment);
        let told: Vec<AccountId> = notices.iter().map(|notice| notice.account).collect();
        let parent = new.parent;
        let (lang, body) = (new.lang, new.body.clone());
        let written = self
            .0
            .db
            .touching(Touch::Note(note.id))
            .write(
                (new, notices, token.to_owned(), viewer.client),
                |tx, (new, notices, token, client)| {
                    Box::pin(async move {
                        if !once::take(tx, new.author, token, new.id.0, new.made_at).await? {
                            let known = once::result(tx, new.author, token).await?;
                            return Ok(CommentId(known.unwrap_or(new.id.0)));
                        }
                        store::insert(tx, new).await?;
                        if let Some(client) = client {
                            sampan_store::client::mark(tx, new.id.0, *client).await?;
                        }
                        tx.fold(|folds| notices.iter().for_each(|n| folds.notice(n.clone())));
                        Ok::<_, Error>(new.id)
                    })
                },
            )
            .await?;
        if note.visibility != Visibility::OnlyMe {
            self.cross_ahead(lang, &[&body]);
        }
        self.engaged(viewer.id(), note.id, Engagement::Comment, true);
        self.find_soon();
        self.0.bus.tell(Event::Comment {
            note: note.id,
            comment: written,
            parent,
        });
        self.tell_inboxes(told);
        self.comment(Some(viewer), written).await
    }

    /// One comment, with its first replies.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none, or none that the viewer may see.
    pub async fn comment(&self, viewer: Option<&Viewer>, id: CommentId) -> Result<CommentView> {
        let row = store::by_id(&self.0.db, id).await?.ok_or(Error::NotFound)?;
        let (note, tie) = self.visible_note(viewer, row.note).await?;
        let mut views = self.comment_views(viewer, &note, tie, vec![row]).await?;
        views.pop().ok_or(Error::NotFound)
    }

    /// A page of a note's comments. The pinned one leads the first page.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn comments(
        &self,
        viewer: Option<&Viewer>,
        note: NoteId,
        sort: Sort,
        after: Option<&str>,
    ) -> Result<CommentPage> {
        let (note, tie) = self.visible_note(viewer, note).await?;
        let db = &self.0.db;
        let limit = PAGE as i64 + 1;
        let mut rows = match sort {
            Sort::Hot => store::hottest(db, note.id, after.and_then(parse_hot), limit).await?,
            Sort::New => {
                let before = after
                    .and_then(|id| id.parse().ok())
                    .unwrap_or(CommentId(i64::MAX));
                store::newest(db, note.id, before, limit).await?
            }
        };
        let more = rows.len() > PAGE;
        rows.truncate(PAGE);
        let next = rows.last().filter(|_| more).map(|last| cursor(sort, last));
        if after.is_none()
            && let Some(pinned) = store::pinned(db, note.id).await?
        {
            rows.insert(0, pinned);
        }
        let comments = self.comment_views(viewer, &note, tie, rows).await?;
        Ok(CommentPage {
            comments,
            sort,
            next,
        })
    }

    /// Further replies of a comment, oldest first.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn replies(
        &self,
        viewer: Option<&Viewer>,
        parent: CommentId,
        after: Option<CommentId>,
    ) -> Result<CommentPage> {
        let row = store::by_id(&self.0.db, parent)
            .await?
            .ok_or(Error::NotFound)?;
        let (note, tie) = self.visible_note(viewer, row.note).await?;
        let after = after.unwrap_or(CommentId(0));
        let limit = MORE_REPLIES as i64 + 1;
        let mut rows = store::replies_after(&self.0.db, parent, after, limit).await?;
        let more = rows.len() > MORE_REPLIES;
        rows.truncate(MORE_REPLIES);
        let next = rows.last().filter(|_| more).map(|last| last.id.to_string());
        let comments = self.comment_views(viewer, &note, tie, rows).await?;
        Ok(CommentPage {
            comments,
            sort: Sort::New,
            next,
        })
    }

    /// Turns rows into views, with first replies under top-level ones, without people whom the viewer
    /// must not meet.
    async fn comment_views(
        &self,
        viewer: Option<&Viewer>,
        note: &Note,
        note_tie: Relation,
        rows: Vec<Comment>,
    ) -> Result<Vec<CommentView>> {
        let db = &self.0.db;
        let parents: Vec<CommentId> = rows
            .iter()
            .filter(|c| c.parent.is_none() && c.replies > 0)
            .map(|c| c.id)
            .collect();
        let replies = store::first_replies(db, &parents, FIRST_REPLIES).await?;
        let all: Vec<&Comment> = rows.iter().chain(&replies).collect();

        // A reply names whom it answers when that is another reply.
        let answered: Vec<CommentId> = all
            .iter()
            .filter_map(|c| c.answers.filter(|answers| Some(*answers) != c.parent))
            .collect();
        let answered: HashMap<CommentId, Option<AccountId>> = store::by_ids(db, &answered)
            .await?
            .into_iter()
            .map(|comment| (comment.id, comment.author))
            .collect();
        let mut people: Vec<AccountId> = all
            .iter()
            .filter_map(|c| c.author)
            .chain(answered.values().flatten().copied())
            .collect();
        people.sort_unstable();
        people.dedup();
        let briefs = self.briefs(&people).await?;
        let ties = match viewer {
            Some(viewer) => relation::between(db, viewer.id(), &people).await?,
            None => HashMap::new(),
        };
        let ids: Vec<CommentId> = all.iter().map(|c| c.id).collect();
        let liked = match viewer {
            Some(viewer) => like::comments_among(db, viewer.id(), &ids).await?,
            None => Default::default(),
        };
        let pictures: Vec<PictureId> = all.iter().filter_map(|c| c.picture).collect();
        let pictures: HashMap<PictureId, _> = sampan_store::picture::by_ids(db, &pictures)
            .await?
            .into_iter()
            .map(|row| (row.id, row))
            .collect();

        let may_interact = viewer.is_some_and(|v| {
            permission::may_interact(v.actor(), note.author, note.visibility, note_tie)
        });
        let view = |row: &Comment| {
            let author = row.author.and_then(|id| briefs.get(&id).cloned());
            let tie = row
                .author
                .and_then(|id| ties.get(&id).copied())
                .unwrap_or_default();
            let hidden = row.author.is_some_and(|id| {
                !permission::may_surface(
                    actor(viewer),
                    id,
                    note.visibility,
                    Relation {
                        follows: true,
                        ..tie
                    },
                )
            });
            if hidden {
                return None;
            }
            Some(CommentView {
                id: row.id,
                note: row.note,
                visibility: note.visibility,
                parent: row.parent,
                answered: row.answers,
                answers: row
                    .answers
                    .and_then(|id| answered.get(&id).copied().flatten())
                    .and_then(|id| briefs.get(&id))
                    .map(|brief| brief.handle.clone()),
                author,
                text: row.body.clone(),
                lang: row.lang,
                crossing: None,
                picture: row
                    .picture
                    .and_then(|id| pictures.get(&id).cloned())
                    .map(|picture| picture::view(picture, row.alt.clone())),
                likes: row.likes,
                liked: liked.contains(&row.id),
                made_at_ms: row.made_at,
                by_note_author: row.author == Some(note.author),
                pinned: row.pinned,
                replies: Vec::new(),
                reply_count: row.replies,
                may_delete: viewer.is_some_and(|v| {
                    let author = row.author.unwrap_or(AccountId(0));
                    permission::may_delete_comment(v.actor(), author, note.author)
                }),
                may_pin: row.parent.is_none()
                    && viewer.is_some_and(|v| permission::may_pin_comment(v.actor(), note.author)),
                may_interact: may_interact && !tie.apart(),
            })
        };
        let mut under: HashMap<CommentId, Vec<CommentView>> = HashMap::new();
        for reply in &replies {
            if let (Some(parent), Some(shown)) = (reply.parent, view(reply)) {
                under.entry(parent).or_default().push(shown);
            }
        }
        Ok(rows
            .iter()
            .filter_map(|row| {
                let mut shown = view(row)?;
                shown.replies = under.remove(&row.id).unwrap_or_default();
                Some(shown)
            })
            .collect())
    }

    /// Likes a comment, or takes it back. Answers how many like it now.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Denied`], [`Error::Limited`].
    pub async fn like_comment(&self, viewer: &Viewer, id: CommentId, on: bool) -> Result<i64> {
        self.limit(Action::Reaction, &viewer.id().to_string())?;
        let comment = store::by_id(&self.0.db, id).await?.ok_or(Error::NotFound)?;
        self.open_note(viewer, comment.note).await?;
        if let Some(author) = comment.author
            && self.relation(Some(viewer), author).await?.apart()
        {
            return Err(Error::Denied("blocked"));
        }
        let notice = comment
            .author
            .filter(|author| *author != viewer.id())
            .map(|author| Notice {
                id: NotificationId(self.next_id()),
                account: author,
                kind: Kind::CommentLike,
                group_key: keys::comment_likes(id),
                actor: viewer.id(),
                note: Some(comment.note),
                comment: Some(id),
                at_ms: self.now_ms(),
            });
        let told: Vec<AccountId> = notice
            .iter()
            .filter(|_| on)
            .map(|notice| notice.account)
            .collect();
        let input = (viewer.id(), id, on, self.now_ms(), notice);
        let changed = self
            .0
            .db
            .touching(Touch::Numbers(comment.note))
            .write_single(input, |tx, (account, id, on, now, notice)| {
                Box::pin(async move {
                    let changed = like::set_comment(tx, *account, *id, *on, *now).await?;
                    if let Some(notice) = notice.as_ref().filter(|_| changed && *on) {
                        tx.fold(|folds| folds.notice(notice.clone()));
                    }
                    Ok::<_, sampan_store::Error>(changed)
                })
            })
            .await?;
        if changed {
            self.tell_inboxes(told);
        }
        let by = if changed { if on { 1 } else { -1 } } else { 0 };
        Ok(comment.likes + by)
    }

    /// Takes a comment down, with its replies. Answers the note that it stood under.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Denied`].
    pub async fn delete_comment(&self, viewer: &Viewer, id: CommentId) -> Result<NoteId> {
        let comment = store::by_id(&self.0.db, id).await?.ok_or(Error::NotFound)?;
        // One's own words can be taken back also where one may no longer read.
        if comment.author != Some(viewer.id()) {
            let (note, _) = self.visible_note(Some(viewer), comment.note).await?;
            let author = comment.author.unwrap_or(AccountId(0));
            if !permission::may_delete_comment(viewer.actor(), author, note.author) {
                return Err(Error::Denied("not-author"));
            }
        }
        self.0
            .db
            .write(id, |tx, id| {
                Box::pin(async move {
                    match store::by_id(tx, *id).await? {
                        Some(comment) => store::delete(tx, &comment).await,
                        None => Ok(0),
                    }
                })
            })
            .await?;
        self.0.bus.tell(Event::Gone { status: id.0 });
        self.unfind_comment(id);
        if let Some(author) = comment.author {
            self.engaged(author, comment.note, Engagement::Comment, false);
        }
        Ok(comment.note)
    }

    /// Pins a comment to the top of its note, or unpins it. Answers the note.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Denied`].
    pub async fn pin_comment(&self, viewer: &Viewer, id: CommentId, on: bool) -> Result<NoteId> {
        let comment = store::by_id(&self.0.db, id).await?.ok_or(Error::NotFound)?;
        let (note, _) = self.visible_note(Some(viewer), comment.note).await?;
        if !permission::may_pin_comment(viewer.actor(), note.author) || comment.parent.is_some() {
            return Err(Error::Denied("not-author"));
        }
        self.0
            .db
            .write((note.id, on.then_some(id)), |tx, (note, id)| {
                Box::pin(async move { store::set_pinned(tx, *note, *id).await })
            })
            .await?;
        Ok(note.id)
    }
}
