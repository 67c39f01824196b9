//! The inbox.

use crate::event::Event;
use crate::view::{InboxPage, NotificationView, Viewer};
use crate::{App, Error, Result};
use sampan_domain::notification::{self as rules, DAY_MS, Kind};
use sampan_domain::{AccountId, CommentId, Lang, NoteId, NotificationId, permission, text};
use sampan_store::notification::{self as store, Notification};
use sampan_store::seam::Touch;
use sampan_store::{collection, like, relation};
use std::collections::HashMap;

const PAGE: usize = 30;
/// People named in one line.
const NAMED: i64 = 3;

fn parse_cursor(text: &str) -> Option<(i64, NotificationId)> {
    let (at, id) = text.split_once('.')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}

impl App {
    /// A page of the viewer's inbox. Does not mark anything as read.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn inbox(&self, viewer: &Viewer, after: Option<&str>) -> Result<InboxPage> {
        let db = &self.0.db;
        let below = after.and_then(parse_cursor);
        let mut rows = store::of(db, viewer.id(), below, PAGE as i64 + 1).await?;
        let more = rows.len() > PAGE;
        rows.truncate(PAGE);
        let next = rows
            .last()
            .filter(|_| more)
            .map(|last| format!("{}.{}", last.at_ms, last.id));
        Ok(InboxPage {
            notifications: self.notices(viewer, rows).await?,
            next,
        })
    }

    /// One notification of the viewer's.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn notification(
        &self,
        viewer: &Viewer,
        id: NotificationId,
    ) -> Result<NotificationView> {
        let row = store::by_id(&self.0.db, viewer.id(), id).await?;
        let mut shown = self.notices(viewer, row.into_iter().collect()).await?;
        shown.pop().ok_or(Error::NotFound)
    }

    /// Takes a notification out of the viewer's inbox.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn dismiss_notification(&self, viewer: &Viewer, id: NotificationId) -> Result<()> {
        let gone = self
            .0
            .db
            .write((viewer.id(), id), |tx, (account, id)| {
                Box::pin(async move { store::delete(tx, *account, *id).await })
            })
            .await?;
        if gone { Ok(()) } else { Err(Error::NotFound) }
    }

    /// What these rows tell the viewer; those whose subject is gone are left out.
    pub(crate) async fn notices(
        &self,
        viewer: &Viewer,
        rows: Vec<Notification>,
    ) -> Result<Vec<NotificationView>> {
        let db = &self.0.db;
        let mut people: Vec<(Vec<AccountId>, i64)> = Vec::with_capacity(rows.len());
        for row in &rows {
            people.push(self.people_of(viewer, row).await?);
        }
        let mut ids: Vec<AccountId> = people.iter().flat_map(|(ids, _)| ids.clone()).collect();
        ids.sort_unstable();
        ids.dedup();
        let briefs = self.briefs(&ids).await?;
        let ties = relation::between(db, viewer.id(), &ids).await?;
        let notes: Vec<NoteId> = rows.iter().filter_map(|row| row.note).collect();
        let cards = sampan_store::note::cards(db, &notes).await?;
        let authors: Vec<AccountId> = cards.iter().map(|card| card.author).collect();
        let author_ties = relation::between(db, viewer.id(), &authors).await?;
        // A note may have been hidden since.
        let notes: HashMap<NoteId, _> = cards
            .into_iter()
            .filter(|card| {
                let tie = author_ties.get(&card.author).copied().unwrap_or_default();
                permission::may_see(Some(viewer.actor()), card.author, card.visibility, tie)
            })
            .map(|card| (card.id, card))
            .collect();
        let comments: Vec<CommentId> = rows.iter().filter_map(|row| row.comment).collect();
        let comments: HashMap<CommentId, _> = sampan_store::comment::by_ids(db, &comments)
            .await?
            .into_iter()
            .map(|comment| (comment.id, comment))
            .collect();

        let view = |(row, (who, count)): (Notification, (Vec<AccountId>, i64))| {
            let shown: Vec<_> = who
                .iter()
                .filter(|id| !ties.get(id).is_some_and(|tie| tie.apart() || tie.mutes))
                .filter_map(|id| briefs.get(id).cloned())
                .collect();
            let note = row.note.and_then(|id| notes.get(&id));
            let comment = row.comment.and_then(|id| comments.get(&id));
            // What it was about is gone, or everybody who did it.
            let gone = row.note.is_some() && note.is_none()
                || row.comment.is_some() && comment.is_none()
                || shown.is_empty();
            (!gone).then(|| NotificationView {
                id: row.id,
                kind: row.kind,
                count,
                note: row.note,
                note_title: note.map_or_else(String::new, |note| {
                    text::excerpt(
                        if note.title.is_empty() {
                            &note.body
                        } else {
                            &note.title
                        },
                        60,
                    )
                }),
                note_lang: note.map_or(Lang::UND, |note| note.lang),
                comment: row.comment,
                comment_text: comment.map_or_else(String::new, |c| text::excerpt(&c.body, 120)),
                comment_lang: comment.map_or(Lang::UND, |comment| comment.lang),
                at_ms: row.at_ms,
                unread: row.unread,
                followed_back: shown
                    .first()
                    .is_some_and(|first| ties.get(&first.id).is_some_and(|tie| tie.follows)),
                people: shown,
            })
        };
        Ok(rows.into_iter().zip(people).filter_map(view).collect())
    }

    /// Who did what a notification tells of, the latest first, and how many they are.
    async fn people_of(
        &self,
        viewer: &Viewer,
        row: &Notification,
    ) -> Result<(Vec<AccountId>, i64)> {
        let db = &self.0.db;
        let mut people = match (row.kind, row.note, row.comment) {
            (Kind::Like, Some(note), _) => like::latest_of_note(db, note, 100).await?,
            (Kind::CommentLike, _, Some(comment)) => {
                like::latest_of_comment(db, comment, 100).await?
            }
            (Kind::Collect, Some(note), _) => collection::latest_of_note(db, note, 100).await?,
            (Kind::Follow, ..) => {
                let from = rules::day(row.at_ms) * DAY_MS;
                let to = from + DAY_MS;
                return Ok(relation::followers_between(db, viewer.id(), from, to, NAMED).await?);
            }
            _ => vec![row.actor],
        };
        people.retain(|id| *id != viewer.id());
        let count = people.len() as i64;
        people.truncate(NAMED as usize);
        Ok((people, count))
    }

    /// Marks everything in the viewer's inbox as read.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn read_inbox(&self, viewer: &Viewer) -> Result<()> {
        if viewer.unread == 0 {
            return Ok(());
        }
        self.0
            .db
            .touching(Touch::Nothing)
            .write((viewer.id(), self.now_ms()), |tx, (account, now)| {
                Box::pin(async move { store::mark_read(tx, *account, *now).await })
            })
            .await?;
        self.forget_unread(viewer.id());
        self.0.bus.tell(Event::Inbox {
            account: viewer.id(),
        });
        Ok(())
    }

    /// How many notifications the viewer has not read.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn unread(&self, viewer: &Viewer) -> Result<i64> {
        Ok(store::unread(&self.0.db, viewer.id()).await?)
    }
}
