//! What happens while a program listens: by server-sent events, or over a WebSocket.

use super::notification::{Heard, heard, unheard};
use super::params::Params;
use super::problem::Problem;
use super::status::of_notes;
use super::{Answer, App, Caller};
use crate::crowd::Place;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{FromRequest, Path, Request};
use axum::response::IntoResponse;
use axum::response::sse::{Event as Line, KeepAlive, Sse};
use parking_lot::Mutex;
use sampan_app::event::Event;
use sampan_app::view::{NoteView, Viewer};
use sampan_app::{App as Instance, Error};
use sampan_domain::note::Visibility;
use sampan_domain::topic::TopicName;
use sampan_domain::{ListId, NoteId, anatomy};
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{mpsc, watch};
use tokio::time::{Interval, interval};

/// Whether the token still stands for somebody is asked so often, for ends that no event tells of.
const CHECK: Duration = Duration::from_secs(60);
/// A connection subscribes to so many channels at most.
const CHANNELS: usize = 20;

/// What can be listened to.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Channel {
    /// Home and inbox.
    User,
    Inbox,
    Public,
    Tag(String),
    List(ListId),
    /// Conversations, of which there are none yet.
    Direct,
}

impl Channel {
    fn parse(name: &str, tag: &str, list: &str) -> Option<Self> {
        match name {
            "user" => Some(Self::User),
            "user:notification" | "user/notification" => Some(Self::Inbox),
            "public" | "public:local" | "public/local" => Some(Self::Public),
            "hashtag" | "hashtag:local" | "hashtag/local" => {
                TopicName::parse(tag).map(|name| Self::Tag(name.key()))
            }
            "list" => list.parse().ok().map(Self::List),
            "direct" => Some(Self::Direct),
            _ => None,
        }
    }

    async fn holds(&self, app: &Instance, viewer: &Viewer, note: &NoteView) -> bool {
        let is_public = note.visibility == Visibility::Public;
        match self {
            Self::User => note.is_own || note.relation.follows,
            Self::Public => is_public,
            Self::Tag(key) => {
                let said = format!("{}\n{}", note.title, note.text);
                is_public && anatomy::topics(&said).iter().any(|name| name.key() == *key)
            }
            Self::List(id) => {
                let lists = app.lists(viewer, Some(note.author.id)).await;
                lists.is_ok_and(|lists| lists.iter().any(|list| list.id == *id))
            }
            Self::Inbox | Self::Direct => false,
        }
    }
}

/// A channel by the name under which it was asked for.
#[derive(Debug, Clone)]
struct Subscription {
    named: Vec<String>,
    channel: Channel,
}

impl Subscription {
    fn parse(name: &str, tag: &str, list: &str) -> Option<Self> {
        let channel = Channel::parse(name, tag, list)?;
        let mut named = vec![name.to_owned()];
        match channel {
            Channel::Tag(_) => named.push(tag.to_owned()),
            Channel::List(_) => named.push(list.to_owned()),
            _ => {}
        }
        Some(Self { named, channel })
    }
}

/// One thing that is told.
struct Told {
    stream: Vec<String>,
    event: &'static str,
    payload: Option<String>,
}

type Subscriptions = Arc<Mutex<Vec<Subscription>>>;

struct Listening {
    app: Instance,
    viewer: Viewer,
    token: String,
    /// Home is for whoever may read statuses; the inbox has a scope of its own.
    hears_inbox: bool,
    /// Shared with the socket, over which they change.
    subscriptions: Subscriptions,
    /// What of the inbox was told, or stood there before.
    heard: Heard,
    events: Receiver<Event>,
    stopping: watch::Receiver<bool>,
    check: Interval,
    waiting: VecDeque<Told>,
    _place: Place,
}

impl Listening {
    async fn new(
        app: &App,
        caller: &Caller,
        subscriptions: Vec<Subscription>,
    ) -> Result<Self, Problem> {
        let viewer = caller.member()?.clone();
        let place = app.crowd.enter(&viewer.id().to_string());
        Ok(Self {
            events: app.app.listen(),
            hears_inbox: caller.bearer()?.scopes.allows("read:notifications"),
            token: caller.token.clone().unwrap_or_default(),
            subscriptions: Arc::new(Mutex::new(subscriptions)),
            heard: heard(&app.app, &viewer).await?,
            viewer,
            stopping: app.settings.stopping.clone(),
            check: interval(CHECK),
            waiting: VecDeque::new(),
            _place: place.ok_or(Problem::Limited(30))?,
            app: app.app.clone(),
        })
    }

    /// Whether the token still stands for the listener.
    async fn may_listen(&self) -> bool {
        match self.app.bearer(&self.token).await {
            Ok(bearer) => bearer.is_some_and(|bearer| bearer.viewer.is_some()),
            // A database that does not answer ends nobody's session.
            Err(_) => true,
        }
    }

    /// The next thing that concerns the listener; `None` when they may not listen any more, or the server
    /// stops.
    async fn next(&mut self) -> Option<Told> {
        loop {
            if let Some(told) = self.waiting.pop_front() {
                return Some(told);
            }
            let event = tokio::select! {
                event = self.events.recv() => event,
                _ = self.check.tick() => {
                    if self.may_listen().await { continue } else { return None }
                }
                _ = self.stopping.changed() => return None,
            };
            match event {
                Ok(Event::Access { account }) if account == self.viewer.id() => {
                    if !self.may_listen().await {
                        return None;
                    }
                }
                Ok(event) => {
                    if let Err(problem) = self.hear(event).await {
                        tracing::warn!(?problem, "an event was not told");
                    }
                }
                // Too slow to hear everything: the inbox can be asked again.
                Err(RecvError::Lagged(_)) => drop(self.inbox().await),
                Err(RecvError::Closed) => return None,
            }
        }
    }

    async fn hear(&mut self, event: Event) -> Result<(), Problem> {
        match event {
            Event::Note { note, .. } => self.note(note, "update").await,
            Event::Rewritten { note } => self.note(note, "status.update").await,
            Event::Gone { status } => {
                let id = status.to_string();
                let known = self.subscriptions.lock();
                self.waiting.extend(known.iter().map(|known| Told {
                    stream: known.named.clone(),
                    event: "delete",
                    payload: Some(id.clone()),
                }));
                Ok(())
            }
            Event::Inbox { account } if account == self.viewer.id() => self.inbox().await,
            Event::Filters { account } if account == self.viewer.id() => {
                let streams = self.own_streams().into_iter();
                self.waiting.extend(streams.map(|stream| Told {
                    stream,
                    event: "filters_changed",
                    payload: None,
                }));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    async fn note(&mut self, id: NoteId, event: &'static str) -> Result<(), Problem> {
        let note = match self.app.note(Some(&self.viewer), id).await {
            Ok(note) if !note.relation.mutes => note,
            Ok(_) | Err(Error::NotFound) => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        let mut streams = Vec::new();
        let subscriptions = self.subscriptions.lock().clone();
        for known in subscriptions {
            if known.channel.holds(&self.app, &self.viewer, &note).await {
                streams.push(known.named);
            }
        }
        if streams.is_empty() {
            return Ok(());
        }
        let statuses = of_notes(&self.app, Some(&self.viewer), &[note]).await?;
        let payload = statuses.first().map(|status| json!(status).to_string());
        self.waiting.extend(streams.into_iter().map(|stream| Told {
            stream,
            event,
            payload: payload.clone(),
        }));
        Ok(())
    }

    /// The streams that tell of the listener's own things.
    fn own_streams(&self) -> Vec<Vec<String>> {
        let is_own =
            |known: &&Subscription| matches!(known.channel, Channel::User | Channel::Inbox);
        let known = self.subscriptions.lock();
        let own = known.iter().filter(is_own);
        own.map(|known| known.named.clone()).collect()
    }

    async fn inbox(&mut self) -> Result<(), Problem> {
        if !self.hears_inbox {
            return Ok(());
        }
        let streams = self.own_streams();
        if streams.is_empty() {
            return Ok(());
        }
        for entity in unheard(&self.app, &self.viewer, &mut self.heard).await? {
            self.waiting.extend(streams.iter().map(|stream| Told {
                stream: stream.clone(),
                event: "notification",
                payload: Some(entity.to_string()),
            }));
        }
        Ok(())
    }
}

/// `GET /api/v1/streaming/{*stream}`: server-sent events of one channel.
pub(super) async fn events(
    app: App,
    caller: Caller,
    Path(name): Path<String>,
    params: Params,
) -> Answer {
    let known = Subscription::parse(&name, params.text("tag"), params.text("list"));
    let listening = Listening::new(&app, &caller, vec![known.ok_or(Problem::NotFound)?]).await?;
    let stream = futures::stream::unfold(listening, |mut listening| async move {
        let told = listening.next().await?;
        // An event without data is none to a browser; this is what programs know for it.
        let data = told.payload.as_deref().unwrap_or("undefined");
        let line = Line::default().event(told.event).data(data);
        Some((Ok::<_, Infallible>(line), listening))
    });
    let alive = KeepAlive::new()
        .interval(Duration::from_secs(20))
        .text("thump");
    Ok(Sse::new(stream).keep_alive(alive).into_response())
}

/// `GET /api/v1/streaming/health`
pub(super) async fn health() -> Answer {
    Ok("OK".into_response())
}

/// `GET /api/v1/streaming`: a WebSocket, with the first channel in `stream`.
pub(super) async fn socket(app: App, caller: Caller, request: Request) -> Answer {
    let params = Params::asked(request.uri())?;
    let first = match params.text("stream") {
        "" => None,
        name => {
            let known = Subscription::parse(name, params.text("tag"), params.text("list"));
            Some(known.ok_or(Problem::Malformed)?)
        }
    };
    let upgrade = WebSocketUpgrade::from_request(request, &())
        .await
        .map_err(|_| Problem::Malformed)?;
    let listening = Listening::new(&app, &caller, first.into_iter().collect()).await?;
    // Some programs bring their token as a protocol, and want it to be taken.
    let upgrade = match &caller.token {
        Some(token) => upgrade.protocols([token.clone()]),
        None => upgrade,
    };
    Ok(upgrade
        .max_message_size(16 << 10)
        .on_upgrade(|socket| listen(socket, listening)))
}

async fn listen(mut socket: WebSocket, mut listening: Listening) {
    let subscriptions = listening.subscriptions.clone();
    // What is half told may not be dropped because the program says something.
    let (tell, mut told) = mpsc::channel(16);
    let teller = tokio::spawn(async move {
        while let Some(one) = listening.next().await {
            if tell.send(one).await.is_err() {
                break;
            }
        }
    });
    loop {
        let message = tokio::select! {
            told = told.recv() => match told {
                Some(told) => {
                    let mut message = json!({ "stream": told.stream, "event": told.event });
                    if let Some(payload) = told.payload {
                        message["payload"] = payload.into();
                    }
                    message
                }
                None => break,
            },
            said = socket.recv() => match said {
                Some(Ok(Message::Text(said))) => match subscribe(&mut subscriptions.lock(), &said) {
                    Some(wrong) => json!({ "error": wrong, "status": 400 }),
                    None => continue,
                },
                Some(Ok(Message::Close(_)) | Err(_)) | None => break,
                Some(Ok(_)) => continue,
            },
        };
        let sent = socket.send(Message::text(message.to_string())).await;
        if sent.is_err() {
            break;
        }
    }
    teller.abort();
    // Whoever is gone already need not be told.
    let _ = socket.send(Message::Close(None)).await;
}

/// Does what a program says over its socket; answers what is wrong with it.
fn subscribe(subscriptions: &mut Vec<Subscription>, said: &str) -> Option<&'static str> {
    let Ok(said) = serde_json::from_str::<Value>(said) else {
        return Some("The message cannot be read");
    };
    let text = |name: &str| said[name].as_str().unwrap_or_default();
    let Some(known) = Subscription::parse(text("stream"), text("tag"), text("list")) else {
        return Some("Unknown stream type");
    };
    match text("type") {
        "subscribe" if subscriptions.len() >= CHANNELS => return Some("Too many channels"),
        "subscribe" if subscriptions.iter().any(|one| one.named == known.named) => {}
        "subscribe" => subscriptions.push(known),
        "unsubscribe" => subscriptions.retain(|one| one.named != known.named),
        _ => return Some("Unknown message type"),
    }
    None
}
