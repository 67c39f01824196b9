//! What readers ask of their feed, what they do not want to see, and why they see what they see.

use crate::limit::Action;
use crate::view::{CardView, Viewer, WhyView};
use crate::{App, Result};
use sampan_domain::feed::{Engagement, Query, Reason, Subject, Wishes};
use sampan_domain::rendition::Reading;
use sampan_domain::{NoteId, TopicId};
use sampan_store::{feed as store, topic};
use std::collections::HashSet;

impl App {
    /// The viewer's sliders and topics.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn wishes(&self, viewer: &Viewer) -> Result<Wishes> {
        Ok(store::wishes(&self.0.db, viewer.id()).await?)
    }

    /// The same for whoever reads; visitors have none.
    pub(super) async fn wishes_of(&self, viewer: Option<&Viewer>) -> Result<Wishes> {
        match viewer {
            Some(viewer) => self.wishes(viewer).await,
            None => Ok(Wishes::default()),
        }
    }

    /// Sets them; what is out of range is brought into it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_wishes(&self, viewer: &Viewer, wishes: Wishes) -> Result<()> {
        self.0
            .db
            .write((viewer.id(), wishes.bounded()), |tx, (account, wishes)| {
                Box::pin(async move { store::set_wishes(tx, *account, wishes).await })
            })
            .await?;
        Ok(())
    }

    /// The names of topics, in this order; those that are gone are left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn topics_named(&self, ids: &[TopicId]) -> Result<Vec<(TopicId, String)>> {
        let rows = topic::by_ids(&self.0.db, ids).await?;
        let name = |id: &TopicId| {
            let row = rows.iter().find(|row| row.id == *id)?;
            Some((*id, row.name.clone()))
        };
        Ok(ids.iter().filter_map(name).collect())
    }

    /// The topic of this name, to wish for.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when nobody has written under it.
    pub async fn topic_id(&self, name: &str) -> Result<TopicId> {
        Ok(self.topic_brief(None, name).await?.0.id)
    }

    /// The viewer is not interested in a note, or is after all. It acts at once.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound), [`Error::Limited`](crate::Error::Limited).
    pub async fn refuse_note(&self, viewer: &Viewer, id: NoteId, on: bool) -> Result<()> {
        self.limit(Action::Reaction, &viewer.id().to_string())?;
        self.visible_note(Some(viewer), id).await?;
        let changed = self
            .0
            .db
            .write(
                (viewer.id(), id, on, self.now_ms()),
                |tx, (account, note, on, now)| {
                    Box::pin(async move { store::refuse(tx, *account, *note, *on, *now).await })
                },
            )
            .await?;
        if changed {
            self.engaged(viewer.id(), id, Engagement::Hide, on);
        }
        if on {
            self.take_back(viewer.id(), id);
        }
        Ok(())
    }

    /// Somebody stayed with a note for a while.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound), [`Error::Limited`](crate::Error::Limited).
    pub async fn dwelt(&self, viewer: &Viewer, id: NoteId) -> Result<()> {
        self.limit(Action::Reaction, &viewer.id().to_string())?;
        self.visible_note(Some(viewer), id).await?;
        self.engaged(viewer.id(), id, Engagement::Dwell, true);
        Ok(())
    }

    /// Why the viewer sees a note: as it was dealt to them, else as it would be now.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when they may not see it.
    pub async fn why(
        &self,
        viewer: Option<&Viewer>,
        reading: &Reading,
        id: NoteId,
    ) -> Result<(CardView, Option<WhyView>)> {
        let card = self.card(viewer, id).await?;
        let reader = viewer.map(Viewer::id);
        let why = match self.dealt_why(reader, reading.to, id) {
            Some(why) => Some(why),
            None => {
                let wishes = self.wishes_of(viewer).await?;
                if wishes.chronological {
                    return Ok((card, None));
                }
                let nobody = HashSet::new();
                let crosses = self.crossed_into(reading.to);
                let reads: Vec<_> = std::iter::once(reading.to)
                    .chain(reading.reads.iter().copied())
                    .collect();
                let query = Query {
                    reader,
                    reads: &reads,
                    to: reading.to,
                    crosses: &crosses,
                    topics: &[],
                    hidden: Some(&nobody),
                    wishes: &wishes,
                    dealt: &[],
                    page: 0,
                    salt: 0,
                    now_ms: self.now_ms(),
                    count: 1,
                    only: None,
                };
                self.await_feed().await;
                let told = self
                    .0
                    .feed
                    .ask(|state, room| state.explain(&query, id, room));
                told.flatten()
            }
        };
        let Some(why) = why else {
            return Ok((card, None));
        };
        let mut notes = Vec::new();
        let mut topics = Vec::new();
        for reason in &why.reasons {
            match reason {
                Reason::CoLiked(note) | Reason::Near(note) => notes.push(*note),
                Reason::SessionTopic(Subject::Topic(topic))
                | Reason::FollowedTopic(Subject::Topic(topic))
                | Reason::TopicTaste(Subject::Topic(topic)) => topics.push(*topic),
                _ => {}
            }
        }
        // A seed that the viewer may not see any more is not told.
        let rows = sampan_store::note::cards(&self.0.db, &notes).await?;
        let rows = self.visible_cards(viewer, rows).await?;
        let mut seeds = self.card_views(viewer, rows).await?;
        self.cross_cards(reading, &mut seeds).await;
        let topics = self.topics_named(&topics).await?;
        let reasons = why
            .reasons
            .into_iter()
            .filter(|reason| match reason {
                Reason::CoLiked(note) | Reason::Near(note) => {
                    seeds.iter().any(|seed| seed.id == *note)
                }
                _ => true,
            })
            .collect();
        let why = WhyView {
            source: why.source,
            reasons,
            seeds,
            topics,
        };
        Ok((card, Some(why)))
    }
}
