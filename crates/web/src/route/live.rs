//! Live events: what happened while a page is open.

use super::App;
use crate::crowd::Place;
use crate::failure::Failure;
use crate::reader::{Member, Reader};
use axum::extract::Query;
use axum::response::sse::{Event as Sent, KeepAlive, Sse};
use futures::Stream;
use sampan_app::event::Event;
use sampan_app::view::Viewer;
use sampan_domain::NoteId;
use serde_json::json;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;

#[derive(serde::Deserialize)]
pub(crate) struct About {
    note: Option<String>,
}

struct Listening {
    _place: Place,
    app: sampan_app::App,
    viewer: Viewer,
    note: Option<NoteId>,
    events: Receiver<Event>,
    stopping: watch::Receiver<bool>,
    greeted: bool,
}

impl Listening {
    /// The next event that concerns this page; `None` when the server stops.
    async fn next(&mut self) -> Option<Sent> {
        if !self.greeted {
            self.greeted = true;
            return self.unread().await;
        }
        loop {
            let event = tokio::select! {
                event = self.events.recv() => event,
                _ = self.stopping.changed() => return None,
            };
            let sent = match event {
                Ok(Event::Inbox { account }) if account == self.viewer.id() => self.unread().await,
                Ok(Event::Comment {
                    note,
                    comment,
                    parent,
                }) if Some(note) == self.note => {
                    let data = json!({ "id": comment, "note": note, "parent": parent });
                    Some(Sent::default().event("comment").data(data.to_string()))
                }
                // Whoever may go on comes back by themselves.
                Ok(Event::Access { account }) if account == self.viewer.id() => return None,
                Ok(Event::Note { note, public: true }) => {
                    Some(Sent::default().event("fresh").data(note.to_string()))
                }
                // Too slow to hear everything: what matters can be asked again.
                Err(RecvError::Lagged(_)) => self.unread().await,
                Err(RecvError::Closed) => return None,
                Ok(_) => None,
            };
            if sent.is_some() {
                return sent;
            }
        }
    }

    async fn unread(&self) -> Option<Sent> {
        match self.app.unread(&self.viewer).await {
            Ok(count) => Some(Sent::default().event("unread").data(count.to_string())),
            Err(error) => {
                tracing::warn!(%error, "unread notifications were not counted");
                None
            }
        }
    }
}

/// `GET /events`, for members.
pub(crate) async fn events(
    app: App,
    member: Member,
    Query(about): Query<About>,
) -> Result<Sse<impl Stream<Item = Result<Sent, Infallible>>>, Failure> {
    let reader: &Reader = &member;
    let note: Option<NoteId> = about.note.and_then(|id| id.parse().ok());
    if let Some(note) = note {
        app.app.note(reader.viewer(), note).await?;
    }
    let listening = Listening {
        _place: reader.place(&app.crowd)?,
        events: app.app.listen(),
        app: app.app.clone(),
        viewer: member.viewer().clone(),
        note,
        stopping: app.settings.stopping.clone(),
        greeted: false,
    };
    let stream = futures::stream::unfold(listening, |mut listening| async move {
        let sent = listening.next().await?;
        Some((Ok(sent), listening))
    });
    Ok(Sse::new(stream).keep_alive(KeepAlive::new().interval(Duration::from_secs(25))))
}
