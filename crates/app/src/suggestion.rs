//! Better renditions: members suggest and vote, the author or a moderator accepts.

use crate::limit::Action;
use crate::view::{RenditionsView, SuggestionView, Viewer};
use crate::{App, Error, Result, secret};
use sampan_domain::notification::{self as keys, Kind};
use sampan_domain::rendition::{Draft, State, check_open};
use sampan_domain::{AccountId, CommentId, Lang, NoteId, NotificationId, SuggestionId, permission};
use sampan_store::fold::Notice;
use sampan_store::rendition::{self as store, NewSuggestion};

/// What is suggested for: a note, or a comment under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    Note(NoteId),
    Comment(CommentId),
}

/// The words that a suggestion is for: after an edit it is for others.
pub(crate) fn wording(title: &str, body: &str) -> String {
    secret::hash(&format!("{title}\n{body}"))
}

/// A note or a comment as it was written.
struct Original {
    note: NoteId,
    comment: Option<CommentId>,
    author: Option<AccountId>,
    title: String,
    text: String,
    lang: Lang,
    may_suggest: bool,
    may_accept: bool,
}

impl App {
    async fn original(&self, viewer: Option<&Viewer>, subject: Subject) -> Result<Original> {
        let (note, comment) = match subject {
            Subject::Note(note) => (note, None),
            Subject::Comment(id) => {
                let row = sampan_store::comment::by_id(&self.0.db, id).await?;
                let row = row.ok_or(Error::NotFound)?;
                (row.note, Some(row))
            }
        };
        let (note, tie) = self.visible_note(viewer, note).await?;
        let author = match &comment {
            Some(comment) => comment.author,
            None => Some(note.author),
        };
        let may_interact = viewer.is_some_and(|viewer| {
            permission::may_interact(viewer.actor(), note.author, note.visibility, tie)
        });
        let apart = match author {
            Some(author) => self.relation(viewer, author).await?.apart(),
            None => false,
        };
        if apart && comment.is_some() {
            return Err(Error::NotFound);
        }
        Ok(Original {
            note: note.id,
            may_suggest: may_interact && !apart,
            may_accept: viewer.is_some_and(|viewer| {
                permission::may_accept_rendition(viewer.actor(), author.unwrap_or(AccountId(0)))
            }),
            author,
            title: if comment.is_some() {
                String::new()
            } else {
                note.title
            },
            lang: comment.as_ref().map_or(note.lang, |comment| comment.lang),
            comment: comment.as_ref().map(|comment| comment.id),
            text: comment.map_or(note.body, |comment| comment.body),
        })
    }

    /// A note or a comment beside its rendition, with what people suggest. Without a language it is the one
    /// that somebody waits for a decision in, or else the reader's. Whoever asks for the language that it is
    /// written in gets the other one.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn renditions(
        &self,
        viewer: Option<&Viewer>,
        subject: Subject,
        to: Option<Lang>,
        reading: Lang,
    ) -> Result<RenditionsView> {
        let original = self.original(viewer, subject).await?;
        let wording = wording(&original.title, &original.text);
        let to = match to {
            Some(to) => to,
            // Whoever decides is led to what waits for them.
            None if original.may_accept => {
                let (note, comment) = (original.note, original.comment);
                let open = store::open_target(&self.0.db, note, comment, &wording).await?;
                open.unwrap_or(reading)
            }
            None => reading,
        };
        let is_other = |to: &Lang| *to != Lang::UND && !to.is_akin(original.lang);
        let offered = Lang::OFFERED.into_iter().find(is_other);
        let to = Some(to)
            .filter(is_other)
            .or(offered)
            .ok_or(Error::NotFound)?;
        let mut rows =
            store::suggestions(&self.0.db, original.note, original.comment, to, &wording).await?;
        let authors: Vec<AccountId> = rows.iter().filter_map(|row| row.author).collect();
        if let Some(viewer) = viewer {
            let ties = sampan_store::relation::between(&self.0.db, viewer.id(), &authors).await?;
            let is_apart =
                |author: AccountId| ties.get(&author).is_some_and(|relation| relation.apart());
            rows.retain(|row| row.state == State::Accepted || !row.author.is_some_and(is_apart));
        }
        let briefs = self.briefs(&authors).await?;
        let ids: Vec<SuggestionId> = rows.iter().map(|row| row.id).collect();
        let voted = match viewer {
            Some(viewer) => store::voted_among(&self.0.db, viewer.id(), &ids).await?,
            None => Vec::new(),
        };
        let suggestions: Vec<SuggestionView> = rows
            .into_iter()
            .map(|row| SuggestionView {
                id: row.id,
                title: row.title,
                text: row.body,
                author: row.author.and_then(|id| briefs.get(&id).cloned()),
                accepted: row.state == State::Accepted,
                votes: row.votes,
                voted: voted.contains(&row.id),
                is_own: viewer.is_some_and(|viewer| Some(viewer.id()) == row.author),
                made_at_ms: row.made_at,
            })
            .collect();
        let (shown_title, shown_text) = match suggestions.iter().find(|s| s.accepted) {
            Some(shown) => (shown.title.clone(), shown.text.clone()),
            None => {
                self.engines_words(&original.title, &original.text, original.lang, to)
                    .await
            }
        };
        Ok(RenditionsView {
            note: original.note,
            comment: original.comment,
            from: original.lang,
            to,
            shown_title,
            shown_text,
            suggestions,
            is_own: viewer.is_some_and(|viewer| Some(viewer.id()) == original.author),
            may_suggest: original.may_suggest,
            may_accept: original.may_accept,
            title: original.title,
            text: original.text,
        })
    }

    /// Suggests a rendition. An author's own, and a moderator's, is shown at once.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Denied`], [`Error::Invalid`], [`Error::Limited`].
    pub async fn suggest(&self, viewer: &Viewer, subject: Subject, draft: Draft) -> Result<()> {
        let original = self.original(Some(viewer), subject).await?;
        if !original.may_suggest {
            return Err(Error::Denied("blocked"));
        }
        let draft = draft.check(original.lang, &original.title, &original.text)?;
        self.limit(Action::Comment, &viewer.id().to_string())?;
        if !original.may_accept {
            let (note, comment) = (original.note, original.comment);
            check_open(store::open_by(&self.0.db, viewer.id(), note, comment).await?)?;
        }
        let new = NewSuggestion {
            id: SuggestionId(self.next_id()),
            note: original.note,
            comment: original.comment,
            source: original.lang,
            target: draft.to,
            wording: wording(&original.title, &original.text),
            title: draft.title,
            body: draft.text,
            author: viewer.id(),
            state: if original.may_accept {
                State::Accepted
            } else {
                State::Open
            },
            made_at: self.now_ms(),
        };
        let is_across = new.state == State::Accepted && new.comment.is_none();
        let across = (new.note, new.target, is_across);
        let told = original.author.filter(|author| *author != viewer.id());
        let notice = told.map(|author| Notice {
            id: NotificationId(self.next_id()),
            account: author,
            kind: Kind::Suggestion,
            group_key: keys::suggestions(original.note, original.comment),
            actor: viewer.id(),
            note: Some(original.note),
            comment: original.comment,
            at_ms: self.now_ms(),
        });
        self.0
            .db
            .write((new, notice), |tx, (new, notice)| {
                Box::pin(async move {
                    let is_new = store::suggest(tx, new).await?;
                    if let Some(notice) = notice.as_ref().filter(|_| is_new) {
                        tx.fold(|folds| folds.notice(notice.clone()));
                    }
                    Ok::<_, Error>(())
                })
            })
            .await?;
        if across.2 {
            self.tell_across(across.0, across.1);
        }
        self.tell_inboxes(told.into_iter().collect());
        Ok(())
    }

    /// What a suggestion is for, with the language that it is in, for whoever may see it.
    async fn suggested(
        &self,
        viewer: &Viewer,
        id: SuggestionId,
    ) -> Result<(store::Suggestion, Subject, Original)> {
        let row = store::by_id(&self.0.db, id).await?.ok_or(Error::NotFound)?;
        let subject = row
            .comment
            .map_or(Subject::Note(row.note), Subject::Comment);
        let original = self.original(Some(viewer), subject).await?;
        Ok((row, subject, original))
    }

    /// Votes for a suggestion, or takes the vote back. Answers what it is for, and its language.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Denied`], [`Error::Limited`].
    pub async fn vote(
        &self,
        viewer: &Viewer,
        id: SuggestionId,
        on: bool,
    ) -> Result<(Subject, Lang)> {
        self.limit(Action::Reaction, &viewer.id().to_string())?;
        let (row, subject, original) = self.suggested(viewer, id).await?;
        if !original.may_suggest {
            return Err(Error::Denied("blocked"));
        }
        let is_open =
            row.state != State::Declined && row.wording == wording(&original.title, &original.text);
        if on && (!is_open || row.author == Some(viewer.id())) {
            return Err(Error::NotFound);
        }
        self.0
            .db
            .write((viewer.id(), id, on), |tx, (account, id, on)| {
                Box::pin(async move { store::vote(tx, *account, *id, *on).await })
            })
            .await?;
        Ok((subject, row.target))
    }

    /// Shows a suggestion to readers, or takes it off the list. Whoever made it may withdraw it. Answers
    /// what it is for, and its language.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Denied`].
    pub async fn settle(
        &self,
        viewer: &Viewer,
        id: SuggestionId,
        accept: bool,
    ) -> Result<(Subject, Lang)> {
        let (row, subject, original) = self.suggested(viewer, id).await?;
        let withdraws = !accept && row.author == Some(viewer.id()) && row.state == State::Open;
        if !original.may_accept && !withdraws {
            return Err(Error::Denied("not-author"));
        }
        if accept && row.wording != wording(&original.title, &original.text) {
            return Err(Error::Conflict("note-changed"));
        }
        let state = if accept {
            State::Accepted
        } else {
            State::Declined
        };
        self.0
            .db
            .write((id, state), |tx, (id, state)| {
                Box::pin(async move { store::settle(tx, *id, *state).await })
            })
            .await?;
        if accept && row.comment.is_none() {
            self.tell_across(row.note, row.target);
        }
        Ok((subject, row.target))
    }

    /// The feed hears that a note can be read in another language.
    fn tell_across(&self, note: NoteId, to: Lang) {
        self.tell_feed(sampan_domain::feed::Event::Across { note, to });
    }
}
