//! Topics: their pages, following, merging, and what is rising.

use crate::feed::Newest;
use crate::limit::Action;
use crate::view::{FeaturedView, FeedPage, TopicBrief, TopicDay, TopicView, Viewer};
use crate::{App, Error, Result};
use parking_lot::Mutex;
use sampan_domain::comment::Sort;
use sampan_domain::notification::DAY_MS;
use sampan_domain::topic::TopicName;
use sampan_domain::{AccountId, NoteId, TopicId, feed, permission};
use sampan_store::topic::{self as store, Topic};
use std::collections::{HashMap, HashSet};

/// How far back a rise is looked for, and in how many uses.
const RISING_MS: i64 = 7 * 24 * 3_600_000;
const RISING_USES: i64 = 5_000;
const RISING_SHOWN: usize = 30;
/// The days of a topic's history.
const HISTORY_DAYS: i64 = 7;
/// How many topics are read together, of a kind.
const MAX_TOGETHER: usize = 5;
/// How many topics a member may show as theirs.
pub const MAX_FEATURED: usize = 10;
/// How old the list may be.
const RISING_FRESH_MS: i64 = 15_000;

/// The list of what is rising, computed now and then.
#[derive(Default)]
pub(crate) struct Rising(Mutex<(i64, Vec<TopicBrief>)>);

/// Which topics a note is to be in.
#[derive(Debug, Clone, Default)]
pub struct Topics {
    pub any: Vec<String>,
    pub all: Vec<String>,
    pub none: Vec<String>,
}

pub(crate) fn brief(topic: Topic) -> TopicBrief {
    TopicBrief {
        id: topic.id,
        name: topic.name,
        across: None,
        notes: topic.notes,
        discussions: topic.discussions,
        views: topic.views,
    }
}

impl App {
    async fn topic_row(&self, name: &str) -> Result<Topic> {
        // People write topics with spaces, too: `TikTok Refugee` is meant to be one word.
        let joined: String = name.chars().filter(|c| !c.is_whitespace()).collect();
        let name = TopicName::parse(&joined).ok_or(Error::NotFound)?;
        store::by_name(&self.0.db, &name)
            .await?
            .ok_or(Error::NotFound)
    }

    /// A topic's page. The name may be an alias: compare with the answer's.
    ///
    /// # Errors
    /// [`Error::NotFound`] when nobody has written under it.
    pub async fn topic(
        &self,
        viewer: Option<&Viewer>,
        name: &str,
        sort: Sort,
        after: Option<&str>,
    ) -> Result<(TopicView, FeedPage)> {
        let topic = self.topic_row(name).await?;
        let db = &self.0.db;
        let page = match sort {
            Sort::Hot => self.hot_page(viewer, after, topic.id).await?,
            Sort::New => self.page(viewer, after, Newest::Topic(topic.id)).await?,
        };
        let follows = match viewer {
            Some(viewer) => store::follows(db, viewer.id(), topic.id).await?,
            None => false,
        };
        let view = TopicView {
            id: topic.id,
            name: topic.name,
            across: None,
            notes: topic.notes,
            discussions: topic.discussions,
            views: topic.views,
            participants: topic.participants,
            followers: topic.followers,
            follows,
            may_merge: viewer.is_some_and(|v| permission::may_merge_topics(v.actor())),
        };
        Ok((view, page))
    }

    /// A topic by its name, and whether the viewer follows it.
    ///
    /// # Errors
    /// [`Error::NotFound`] when nobody has written under it.
    pub async fn topic_brief(
        &self,
        viewer: Option<&Viewer>,
        name: &str,
    ) -> Result<(TopicBrief, bool)> {
        let topic = self.topic_row(name).await?;
        let follows = match viewer {
            Some(viewer) => store::follows(&self.0.db, viewer.id(), topic.id).await?,
            None => false,
        };
        Ok((brief(topic), follows))
    }

    /// How topics were used in the last week, day by day, today first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn topic_histories(
        &self,
        topics: &[TopicId],
    ) -> Result<HashMap<TopicId, Vec<TopicDay>>> {
        let today = self.now_ms().div_euclid(DAY_MS);
        let days = (0..HISTORY_DAYS).map(|back| TopicDay {
            day_ms: (today - back) * DAY_MS,
            uses: 0,
            accounts: 0,
        });
        let idle: Vec<TopicDay> = days.collect();
        let mut all: HashMap<TopicId, Vec<TopicDay>> =
            topics.iter().map(|topic| (*topic, idle.clone())).collect();
        let since = (today - HISTORY_DAYS + 1) * DAY_MS;
        for (topic, day, uses, accounts) in store::days_of(&self.0.db, topics, since).await? {
            let days = all.get_mut(&topic);
            let back = usize::try_from(today - day).ok();
            if let Some(of_day) = days.zip(back).and_then(|(days, back)| days.get_mut(back)) {
                (of_day.uses, of_day.accounts) = (uses, accounts);
            }
        }
        Ok(all)
    }

    /// The newest notes of several topics. A topic that nobody has written under holds none.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn notes_in_topics(
        &self,
        viewer: Option<&Viewer>,
        wanted: &Topics,
        after: Option<&str>,
    ) -> Result<FeedPage> {
        let any = self.known_topics(&wanted.any).await?;
        let all = self.known_topics(&wanted.all).await?;
        let none = self.known_topics(&wanted.none).await?;
        if any.is_empty() || all.len() < wanted.all.len().min(MAX_TOGETHER) {
            return Ok(FeedPage {
                cards: Vec::new(),
                next: None,
            });
        }
        let list = match (any.as_slice(), all.as_slice(), none.as_slice()) {
            ([topic], [], []) => Newest::Topic(*topic),
            _ => Newest::Topics { any, all, none },
        };
        self.page(viewer, after, list).await
    }

    /// The topics behind some names, those that nobody has written under left out.
    async fn known_topics(&self, names: &[String]) -> Result<Vec<TopicId>> {
        let mut known = Vec::new();
        for name in names.iter().take(MAX_TOGETHER) {
            match self.topic_row(name).await {
                Ok(topic) => known.push(topic.id),
                Err(Error::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(known)
    }

    /// Follows a topic, or ceases to.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Limited`].
    pub async fn follow_topic(&self, viewer: &Viewer, name: &str, on: bool) -> Result<TopicBrief> {
        self.limit(Action::Reaction, &viewer.id().to_string())?;
        let topic = self.topic_at(name, on).await?;
        self.0
            .db
            .write(
                (viewer.id(), topic.id, on, self.now_ms()),
                |tx, (by, topic, on, now)| {
                    Box::pin(async move { store::follow(tx, *by, *topic, *on, *now).await })
                },
            )
            .await?;
        self.tell_feed(feed::Event::FollowTopic {
            reader: viewer.id(),
            topic: topic.id,
            on,
        });
        Ok(brief(topic))
    }

    /// A topic by its name; one that nobody has written under begins here, when it `may_begin`.
    async fn topic_at(&self, name: &str, may_begin: bool) -> Result<Topic> {
        match self.topic_row(name).await {
            Err(Error::NotFound) if may_begin => {}
            other => return other,
        }
        let new = TopicName::parse(name).ok_or_else(|| Error::invalid("name", "topic-name"))?;
        self.0
            .db
            .write(
                (TopicId(self.next_id()), new, self.now_ms()),
                |tx, (id, name, now)| {
                    Box::pin(async move { store::ensure(tx, *id, name, *now).await })
                },
            )
            .await?;
        self.topic_row(name).await
    }

    /// Shows a topic as the viewer's, on their page.
    ///
    /// # Errors
    /// [`Error::Invalid`] on `name`, also when there are too many; [`Error::Limited`].
    pub async fn feature_topic(&self, viewer: &Viewer, name: &str) -> Result<FeaturedView> {
        self.limit(Action::Reaction, &viewer.id().to_string())?;
        let topic = self.topic_at(name, true).await?;
        let shown = self.featured_topics(viewer.id()).await?;
        if let Some(known) = shown.iter().find(|one| one.id == topic.id) {
            return Ok(known.clone());
        }
        if shown.len() >= MAX_FEATURED {
            return Err(Error::invalid("name", "featured-many"));
        }
        self.set_featured(viewer, topic.id, true).await?;
        let all = self.featured_topics(viewer.id()).await?;
        all.into_iter()
            .find(|one| one.id == topic.id)
            .ok_or(Error::NotFound)
    }

    /// Ceases to show a topic as the viewer's.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn unfeature_topic(&self, viewer: &Viewer, topic: TopicId) -> Result<()> {
        self.set_featured(viewer, topic, false).await
    }

    async fn set_featured(&self, viewer: &Viewer, topic: TopicId, on: bool) -> Result<()> {
        self.0
            .db
            .write(
                (viewer.id(), topic, on, self.now_ms()),
                |tx, (by, topic, on, now)| {
                    Box::pin(async move { store::feature(tx, *by, *topic, *on, *now).await })
                },
            )
            .await?;
        Ok(())
    }

    /// The topics that a member shows as theirs.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn featured_topics(&self, account: AccountId) -> Result<Vec<FeaturedView>> {
        let rows = store::featured(&self.0.db, account).await?;
        let view = |row: store::Featured| FeaturedView {
            id: row.id,
            name: row.name,
            notes: row.notes,
            latest_ms: row.latest.map(NoteId::made_at_ms),
        };
        Ok(rows.into_iter().map(view).collect())
    }

    /// Makes one topic an alias of another. Answers the name it leads to.
    ///
    /// # Errors
    /// [`Error::Denied`], [`Error::NotFound`], [`Error::Invalid`] on `into`.
    pub async fn merge_topics(&self, viewer: &Viewer, from: &str, into: &str) -> Result<String> {
        if !permission::may_merge_topics(viewer.actor()) {
            return Err(Error::Denied("not-moderator"));
        }
        let from = self.topic_row(from).await?;
        let into = match self.topic_row(into).await {
            Err(Error::NotFound) => return Err(Error::invalid("into", "topic-unknown")),
            other => other?,
        };
        if from.id == into.id {
            return Err(Error::invalid("into", "topic-same"));
        }
        let name = into.name.clone();
        self.0
            .db
            .write((from, into), |tx, (from, into)| {
                Box::pin(async move { store::merge(tx, from, into).await })
            })
            .await?;
        *self.0.rising.0.lock() = Default::default();
        Ok(name)
    }

    /// Topics that the viewer follows.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn followed_topics(&self, viewer: &Viewer) -> Result<Vec<TopicBrief>> {
        Ok(store::followed(&self.0.db, viewer.id())
            .await?
            .into_iter()
            .map(brief)
            .collect())
    }

    /// Topics that rise, the fastest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn rising_topics(&self) -> Result<Vec<TopicBrief>> {
        let now = self.now_ms();
        {
            let known = self.0.rising.0.lock();
            if now - known.0 < RISING_FRESH_MS && now >= known.0 {
                return Ok(known.1.clone());
            }
        }
        let uses = store::uses_since(&self.0.db, now - RISING_MS, RISING_USES).await?;
        let mut by_topic: HashMap<TopicId, (Vec<i64>, HashSet<AccountId>)> = HashMap::new();
        for (topic, note, author) in uses {
            let entry = by_topic.entry(topic).or_default();
            entry.0.push(NoteId::made_at_ms(note));
            entry.1.insert(author);
        }
        let mut scored: Vec<(f64, TopicId)> = by_topic
            .into_iter()
            .map(|(topic, (at, people))| (feed::rising(now, &at, people.len()), topic))
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
        let ids: Vec<TopicId> = scored
            .iter()
            .take(RISING_SHOWN)
            .map(|(_, id)| *id)
            .collect();
        let mut rows = store::by_ids(&self.0.db, &ids).await?;
        rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
        let briefs: Vec<TopicBrief> = rows.into_iter().map(brief).collect();
        *self.0.rising.0.lock() = (now, briefs.clone());
        Ok(briefs)
    }

    /// Topics whose name begins so.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn topics_by_prefix(&self, prefix: &str, limit: i64) -> Result<Vec<TopicBrief>> {
        let Some(name) = TopicName::parse(prefix) else {
            return Ok(Vec::new());
        };
        let rows = store::by_prefix(&self.0.db, &name.key(), limit).await?;
        Ok(rows.into_iter().map(brief).collect())
    }
}
