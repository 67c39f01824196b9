//! Feeds: Explore, Following, and the notes of a member.

mod deal;
mod fold;
mod wish;

pub(crate) use deal::Deals;
pub(crate) use fold::Feed;

use crate::account::likes_visible;
use crate::session::actor;
use crate::view::{CardView, FeedPage, Viewer};
use crate::{App, Error, Result, note};
use sampan_domain::feed::Form;
use sampan_domain::note::Visibility;
use sampan_domain::rendition::Reading;
use sampan_domain::{
    AccountId, Actor, CollectionId, Lang, ListId, NoteId, Relation, TopicId, permission,
};
use sampan_store::note::{self as store, Card};
use sampan_store::{Db, like, relation};
use std::collections::{HashMap, HashSet};

/// Cards of a page.
pub const PAGE: usize = 24;
/// Cards of a page of Explore: what the feed's limits are made for.
pub const DEALT: usize = 20;
/// How often a page is filled up when much of what came must not be shown.
const FILLS: usize = 5;

/// Where Explore goes on, and Watch.
pub(crate) enum Cursor {
    /// At a page of a deal.
    Deal { salt: u64, page: usize },
    /// Below a place in the order of heat.
    Tail { hot: f64, note: NoteId },
}

impl Cursor {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let cursor = match parts.next()? {
            "d" => Self::Deal {
                salt: u64::from_str_radix(parts.next()?, 16).ok()?,
                page: parts.next()?.parse::<usize>().ok()?.min(deal::PAGES),
            },
            "t" => {
                let hot = f64::from_bits(u64::from_str_radix(parts.next()?, 16).ok()?);
                if !hot.is_finite() {
                    return None;
                }
                Self::Tail {
                    hot,
                    note: parts.next()?.parse().ok()?,
                }
            }
            _ => return None,
        };
        Some(cursor)
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Deal { salt, page } => write!(f, "d.{salt:x}.{page}"),
            Self::Tail { hot, note } => write!(f, "t.{:x}.{note}", hot.to_bits()),
        }
    }
}

/// A list of notes, the newest first.
#[derive(Debug, Clone)]
pub(crate) enum Newest {
    /// By everybody whom an account follows, and its own.
    Followed(AccountId),
    Author(AccountId),
    LikedBy(AccountId),
    Collection(CollectionId),
    Topic(TopicId),
    Topics {
        any: Vec<TopicId>,
        all: Vec<TopicId>,
        none: Vec<TopicId>,
    },
    List(ListId),
    /// Everything that is public.
    Public,
}

impl Newest {
    async fn read(&self, db: &Db, before: NoteId, limit: usize) -> Result<Vec<Card>> {
        let limit = limit as i64;
        let rows = match self {
            Self::Followed(viewer) => store::followed_by(db, *viewer, before, limit).await,
            Self::Author(author) => store::by_author(db, *author, before, limit).await,
            Self::LikedBy(account) => store::liked_by(db, *account, before, limit).await,
            Self::Collection(id) => store::in_collection(db, *id, before, limit).await,
            Self::Topic(topic) => store::new_in_topic(db, *topic, before, limit).await,
            Self::Topics { any, all, none } => {
                store::new_in_topics(db, any, all, none, before, limit).await
            }
            Self::List(list) => store::by_list(db, *list, before, limit).await,
            Self::Public => store::newest_public(db, before, limit).await,
        };
        Ok(rows?)
    }
}

impl App {
    /// Everybody whom feeds of this viewer leave out.
    async fn hidden(&self, viewer: Option<&Viewer>) -> Result<HashMap<AccountId, Relation>> {
        match viewer {
            Some(viewer) => Ok(relation::hidden_from(&self.0.db, viewer.id()).await?),
            None => Ok(HashMap::new()),
        }
    }

    /// Explore: what the feed deals to this reader; for those who asked for it, the newest.
    ///
    /// # Errors
    /// When the database does not answer. A cursor that cannot be read starts anew.
    pub async fn explore(
        &self,
        viewer: Option<&Viewer>,
        reading: &Reading,
        after: Option<&str>,
    ) -> Result<FeedPage> {
        let wishes = self.wishes_of(viewer).await?;
        if wishes.chronological {
            return self.newest_notes(viewer, after).await;
        }
        let at = match after.and_then(Cursor::parse) {
            Some(Cursor::Tail { hot, note }) => {
                return self.explore_tail(viewer, Some((hot, note))).await;
            }
            Some(Cursor::Deal { salt, page }) => Some((salt, page)),
            None => None,
        };
        let Some(dealing) = self.deal(viewer, reading, &wishes, None, at, DEALT).await? else {
            return self.explore_tail(viewer, None).await;
        };
        let rows = store::cards(&self.0.db, &dealing.notes).await?;
        let rows = self.dealable(viewer, rows).await?;
        let mut by_id: HashMap<NoteId, Card> = rows.into_iter().map(|row| (row.id, row)).collect();
        let rows = dealing.notes.iter().filter_map(|id| by_id.remove(id));
        let next = Cursor::Deal {
            salt: dealing.salt,
            page: dealing.page + 1,
        };
        Ok(FeedPage {
            cards: self.card_views(viewer, rows.collect()).await?,
            next: (!dealing.is_last).then(|| next.to_string()),
        })
    }

    /// Those of `rows` that may be dealt to this reader now, whatever the memory says.
    async fn dealable(&self, viewer: Option<&Viewer>, rows: Vec<Card>) -> Result<Vec<Card>> {
        let mut rows = self.visible_cards(viewer, rows).await?;
        rows.retain(|row| row.visibility == Visibility::Public);
        Ok(rows)
    }

    /// Videos that the feed deals to this reader, and where they go on.
    pub(crate) async fn deal_videos(
        &self,
        viewer: Option<&Viewer>,
        reading: &Reading,
        at: Option<(u64, usize)>,
        count: usize,
    ) -> Result<(Vec<NoteId>, Option<String>)> {
        let wishes = self.wishes_of(viewer).await?;
        let only = Some(Form::Video);
        let dealing = if wishes.chronological {
            None
        } else {
            self.deal(viewer, reading, &wishes, only, at, count).await?
        };
        let (notes, next) = match dealing {
            Some(dealing) => {
                let next = Cursor::Deal {
                    salt: dealing.salt,
                    page: dealing.page + 1,
                };
                let next = (!dealing.is_last).then(|| next.to_string());
                (dealing.notes, next)
            }
            // Asked for, or because there is no memory yet: the newest.
            None => (store::watchable(&self.0.db, count as i64).await?, None),
        };
        let rows = store::cards(&self.0.db, &notes).await?;
        let may: HashSet<NoteId> = self
            .dealable(viewer, rows)
            .await?
            .into_iter()
            .map(|row| row.id)
            .collect();
        let notes = notes.into_iter().filter(|id| may.contains(id)).collect();
        Ok((notes, next))
    }

    /// Languages that engines put into this one.
    fn crossed_into(&self, to: Lang) -> Vec<Lang> {
        Lang::all()
            .filter(|from| self.translates(*from, to))
            .collect()
    }

    async fn explore_tail(
        &self,
        viewer: Option<&Viewer>,
        below: Option<(f64, NoteId)>,
    ) -> Result<FeedPage> {
        let rows = store::hottest(&self.0.db, below, PAGE as i64 + 1).await?;
        let hidden = self.hidden(viewer).await?;
        let shown: Vec<NoteId> = rows
            .iter()
            .take(PAGE)
            .filter(|(_, author, _)| !hidden.contains_key(author))
            .map(|(note, ..)| *note)
            .collect();
        let next = (rows.len() > PAGE).then(|| {
            let (note, _, hot) = rows[PAGE - 1];
            Cursor::Tail { hot, note }.to_string()
        });
        Ok(FeedPage {
            cards: self.cards(viewer, &shown).await?,
            next,
        })
    }

    /// The card of one note.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none, or none that the viewer may see in a list.
    pub async fn card(&self, viewer: Option<&Viewer>, id: NoteId) -> Result<CardView> {
        let rows = store::cards(&self.0.db, &[id]).await?;
        let rows = self.visible_cards(viewer, rows).await?;
        let mut views = self.card_views(viewer, rows).await?;
        views.pop().ok_or(Error::NotFound)
    }

    /// Cards of these notes, in this order.
    pub(crate) async fn cards(
        &self,
        viewer: Option<&Viewer>,
        ids: &[NoteId],
    ) -> Result<Vec<CardView>> {
        let rows = store::cards(&self.0.db, ids).await?;
        let mut by_id: HashMap<NoteId, Card> = rows.into_iter().map(|row| (row.id, row)).collect();
        let rows = ids.iter().filter_map(|id| by_id.remove(id)).collect();
        self.card_views(viewer, rows).await
    }

    async fn card_views(&self, viewer: Option<&Viewer>, rows: Vec<Card>) -> Result<Vec<CardView>> {
        let ids: Vec<NoteId> = rows.iter().map(|row| row.id).collect();
        let liked = match viewer {
            Some(viewer) => like::notes_among(&self.0.db, viewer.id(), &ids).await?,
            None => HashSet::new(),
        };
        Ok(rows
            .into_iter()
            .map(|row| {
                let mut view = note::card_view(row);
                view.liked = liked.contains(&view.id);
                view
            })
            .collect())
    }

    /// Those of `rows` that the viewer may see in a list.
    pub(crate) async fn visible_cards(
        &self,
        viewer: Option<&Viewer>,
        rows: Vec<Card>,
    ) -> Result<Vec<Card>> {
        let mut authors: Vec<AccountId> = rows.iter().map(|row| row.author).collect();
        authors.sort_unstable();
        authors.dedup();
        let ties = match viewer {
            Some(viewer) => relation::between(&self.0.db, viewer.id(), &authors).await?,
            None => HashMap::new(),
        };
        let viewer: Option<Actor> = actor(viewer);
        Ok(rows
            .into_iter()
            .filter(|row| {
                let tie = ties.get(&row.author).copied().unwrap_or_default();
                permission::may_surface(viewer, row.author, row.visibility, tie)
            })
            .collect())
    }

    /// A page keyed by note id, filled up when some of what came must not be shown.
    pub(crate) async fn page(
        &self,
        viewer: Option<&Viewer>,
        after: Option<&str>,
        list: Newest,
    ) -> Result<FeedPage> {
        let mut before = after
            .and_then(|id| id.parse().ok())
            .unwrap_or(NoteId(i64::MAX));
        let mut shown: Vec<Card> = Vec::new();
        let mut more = true;
        for _ in 0..FILLS {
            let rows = list.read(&self.0.db, before, PAGE).await?;
            more = rows.len() == PAGE;
            before = rows.last().map_or(before, |row| row.id);
            for row in self.visible_cards(viewer, rows).await? {
                shown.push(row);
                if shown.len() == PAGE {
                    break;
                }
            }
            if !more || shown.len() == PAGE {
                break;
            }
        }
        let next = if shown.len() == PAGE {
            shown.last().map(|row| row.id.to_string())
        } else if more {
            Some(before.to_string())
        } else {
            None
        };
        Ok(FeedPage {
            cards: self.card_views(viewer, shown).await?,
            next,
        })
    }

    /// A page of a topic, the hottest first.
    pub(crate) async fn hot_page(
        &self,
        viewer: Option<&Viewer>,
        after: Option<&str>,
        topic: TopicId,
    ) -> Result<FeedPage> {
        let below = match after.and_then(Cursor::parse) {
            Some(Cursor::Tail { hot, note }) => Some((hot, note)),
            _ => None,
        };
        let mut rows = store::hot_in_topic(&self.0.db, topic, below, PAGE as i64 + 1).await?;
        let more = rows.len() > PAGE;
        rows.truncate(PAGE);
        let next = rows.last().filter(|_| more).map(|row| {
            Cursor::Tail {
                hot: row.hot,
                note: row.id,
            }
            .to_string()
        });
        let rows = self.visible_cards(viewer, rows).await?;
        Ok(FeedPage {
            cards: self.card_views(viewer, rows).await?,
            next,
        })
    }

    /// The newest public notes.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn newest_notes(
        &self,
        viewer: Option<&Viewer>,
        after: Option<&str>,
    ) -> Result<FeedPage> {
        self.page(viewer, after, Newest::Public).await
    }

    /// The newest notes of everybody whom the viewer follows, and their own.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn followed_notes(&self, viewer: &Viewer, after: Option<&str>) -> Result<FeedPage> {
        self.page(Some(viewer), after, Newest::Followed(viewer.id()))
            .await
    }

    /// A member's notes: the pinned ones first, then the newest.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn notes_by(
        &self,
        viewer: Option<&Viewer>,
        handle: &str,
        after: Option<&str>,
    ) -> Result<FeedPage> {
        let (author, tie) = self.visible_account(viewer, handle).await?;
        let before = after
            .and_then(|id| id.parse().ok())
            .unwrap_or(NoteId(i64::MAX));
        let rows = Newest::Author(author.id)
            .read(&self.0.db, before, PAGE)
            .await?;
        let next = rows
            .last()
            .filter(|_| rows.len() == PAGE)
            .map(|row| row.id.to_string());
        let rows = seen_of_member(viewer, tie, rows);
        let mut page = FeedPage {
            cards: self.card_views(viewer, rows).await?,
            next,
        };
        if after.is_none() {
            let pinned = store::pinned_by(&self.0.db, author.id, note::MAX_PINNED).await?;
            let pinned = seen_of_member(viewer, tie, pinned);
            let mut first = self.card_views(viewer, pinned).await?;
            page.cards.retain(|card| !card.pinned);
            first.append(&mut page.cards);
            page.cards = first;
        } else {
            page.cards.retain(|card| !card.pinned);
        }
        Ok(page)
    }

    /// Notes that a member likes, if they show it.
    ///
    /// # Errors
    /// [`Error::NotFound`], also when they do not show it.
    pub async fn liked_by(
        &self,
        viewer: Option<&Viewer>,
        handle: &str,
        after: Option<&str>,
    ) -> Result<FeedPage> {
        let profile = self.profile(viewer, handle).await?;
        if !likes_visible(&profile, viewer) {
            return Err(Error::NotFound);
        }
        self.page(viewer, after, Newest::LikedBy(profile.account.id))
            .await
    }

    /// How many public notes are newer than one, up to 99; and the newest public note.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn newer_notes(&self, since: NoteId) -> Result<i64> {
        Ok(store::newer_than(&self.0.db, since, 99).await?)
    }

    /// The newest public note, for whoever waits for newer ones.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn newest_note(&self) -> Result<Option<NoteId>> {
        Ok(store::newest(&self.0.db).await?)
    }
}

/// What the viewer may see of one member's notes. On their own page a mute does not hide.
fn seen_of_member(viewer: Option<&Viewer>, tie: Relation, rows: Vec<Card>) -> Vec<Card> {
    rows.into_iter()
        .filter(|row| permission::may_see(actor(viewer), row.author, row.visibility, tie))
        .collect()
}
