//! Polls: voting, and how votes stand.

use crate::limit::Action;
use crate::view::{PollOptionView, PollView, Viewer};
use crate::{App, Error, Result};
use sampan_domain::{NoteId, poll as rules};
use sampan_store::poll as store;
use std::collections::{HashMap, HashSet};

impl App {
    /// The polls of these notes, as a viewer sees them. `open` are the notes that they may interact with.
    pub(crate) async fn polls(
        &self,
        viewer: Option<&Viewer>,
        notes: &[NoteId],
        open: &HashSet<NoteId>,
    ) -> Result<HashMap<NoteId, PollView>> {
        let rows = store::of_notes(&self.0.db, notes).await?;
        if rows.is_empty() {
            return Ok(HashMap::new());
        }
        let ids: Vec<NoteId> = rows.iter().map(|row| row.note).collect();
        let mut chosen: HashMap<NoteId, HashSet<i64>> = HashMap::new();
        if let Some(viewer) = viewer {
            for (note, position) in store::votes_of(&self.0.db, viewer.id(), &ids).await? {
                chosen.entry(note).or_default().insert(position);
            }
        }
        let mut options: HashMap<NoteId, Vec<store::PollOption>> = HashMap::new();
        for option in store::options(&self.0.db, &ids).await? {
            options.entry(option.note).or_default().push(option);
        }
        let now = self.now_ms();
        let view = |row: store::Poll| {
            let ended = row.ends_at <= now;
            let is_told = ended || !row.hides_totals;
            let options = options.remove(&row.note).unwrap_or_default();
            let mine = chosen.remove(&row.note).unwrap_or_default();
            let votes: i64 = options.iter().map(|option| option.votes).sum();
            let poll = PollView {
                is_multiple: row.is_multiple,
                ends_at_ms: row.ends_at,
                ended,
                voters: row.voters,
                votes: is_told.then_some(votes),
                voted: !mine.is_empty(),
                may_vote: !ended && mine.is_empty() && open.contains(&row.note),
                options: options
                    .into_iter()
                    .zip(0..)
                    .map(|(option, position)| PollOptionView {
                        title: option.title,
                        across: None,
                        votes: is_told.then_some(option.votes),
                        chosen: mine.contains(&position),
                    })
                    .collect(),
            };
            (row.note, poll)
        };
        Ok(rows.into_iter().map(view).collect())
    }

    /// Votes in the poll of a note, once, for options by their place.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a poll, [`Error::Denied`], [`Error::Invalid`], [`Error::Limited`].
    pub async fn vote_in_poll(
        &self,
        viewer: &Viewer,
        note: NoteId,
        choices: &[usize],
    ) -> Result<()> {
        self.limit(Action::Reaction, &viewer.id().to_string())?;
        self.open_note(viewer, note).await?;
        let mut polls = store::of_notes(&self.0.db, &[note]).await?;
        let poll = polls.pop().ok_or(Error::NotFound)?;
        if poll.ends_at <= self.now_ms() {
            return Err(Error::invalid("choices", "poll-ended"));
        }
        let options = store::options(&self.0.db, &[note]).await?.len();
        let choices = rules::check_choices(choices, options, poll.is_multiple)?;
        let is_first = self
            .0
            .db
            .write((viewer.id(), note, choices), |tx, (by, note, choices)| {
                Box::pin(async move { store::vote(tx, *by, *note, choices).await })
            })
            .await?;
        if is_first {
            Ok(())
        } else {
            Err(Error::invalid("choices", "poll-voted"))
        }
    }
}
