//! Renditions that somebody waits for: of a text that is not yet published, or of one thing in any language.

use super::{Key, Part};
use crate::desk::{Standing, Urgency};
use crate::event::{self, Event};
use crate::limit::Action;
use crate::view::{CommentView, Crossing, NoteView, Viewer};
use crate::{App, Result};
use sampan_domain::Lang;
use sampan_domain::rendition::Reading;
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::time::{Instant, timeout_at};

/// Longer than that nobody waits for a preview.
const PREVIEW: Duration = Duration::from_secs(20);

/// Waits for renditions, up to a moment.
struct Patience {
    events: Receiver<Event>,
    until: Instant,
    to: Lang,
}

impl Patience {
    /// Waits until something was translated; `true` when the time is over.
    async fn ends(&mut self) -> bool {
        let heard = event::rendition(&mut self.events, self.to);
        timeout_at(self.until, heard).await.is_err()
    }
}

impl App {
    /// How a text that is not yet published would read in another language; `None` where it is not
    /// known within `PREVIEW`.
    ///
    /// # Errors
    /// [`Error::Limited`], or when the database does not answer.
    pub async fn preview(
        &self,
        viewer: &Viewer,
        texts: &[&str],
        from: Lang,
        to: Lang,
    ) -> Result<Vec<Option<String>>> {
        self.limit(Action::Upload, &viewer.id().to_string())?;
        let keys: Vec<Key> = texts.iter().map(|text| Key::new(text, from, to)).collect();
        let mut patience = self.patience(to);
        loop {
            let known = self.known(to, &keys).await;
            let parts: Vec<Part> = keys
                .iter()
                .zip(texts)
                .map(|(key, text)| match *text {
                    "" => Part::Same,
                    text => self.part(&known, key, text, Urgency::Screen),
                })
                .collect();
            let waits = |part: &Part| matches!(part, Part::Not(Standing::Waiting | Standing::Late));
            if !parts.iter().any(waits) || patience.ends().await {
                return Ok(parts
                    .into_iter()
                    .zip(texts)
                    .map(|(part, text)| match part {
                        Part::Same => Some((*text).to_owned()),
                        Part::Across(text) => Some(text),
                        Part::Not(_) | Part::Refused => None,
                    })
                    .collect());
            }
        }
    }

    /// A note in another language, as far as that is known within [`PREVIEW`].
    ///
    /// # Errors
    /// [`Error::Limited`].
    pub async fn note_in(&self, viewer: &Viewer, note: NoteView, to: Lang) -> Result<NoteView> {
        self.limit(Action::Reaction, &viewer.id().to_string())?;
        let reading = Reading::of(to);
        let mut patience = self.patience(to);
        loop {
            let mut shown = note.clone();
            self.cross_note(&reading, &mut shown).await;
            let waits = shown.crossing.as_ref().is_some_and(Crossing::waits);
            if !waits || patience.ends().await {
                return Ok(shown);
            }
        }
    }

    /// A comment in another language, as far as that is known within [`PREVIEW`].
    ///
    /// # Errors
    /// [`Error::Limited`].
    pub async fn comment_in(
        &self,
        viewer: &Viewer,
        comment: CommentView,
        to: Lang,
    ) -> Result<CommentView> {
        self.limit(Action::Reaction, &viewer.id().to_string())?;
        let reading = Reading::of(to);
        let mut patience = self.patience(to);
        loop {
            let mut shown = comment.clone();
            let one = std::slice::from_mut(&mut shown);
            self.cross_comments(&reading, one).await;
            let waits = shown.crossing.as_ref().is_some_and(Crossing::waits);
            if !waits || patience.ends().await {
                return Ok(shown);
            }
        }
    }

    /// From now on for as long as [`PREVIEW`].
    fn patience(&self, to: Lang) -> Patience {
        Patience {
            events: self.listen(),
            until: Instant::now() + PREVIEW,
            to,
        }
    }
}
