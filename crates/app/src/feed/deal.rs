//! Deals: the pages of one scroll, each computed when it is asked for and then always the same.
//!
//! A page follows what happened until then; no page of a deal repeats a note of an earlier one. Members have deals of
//! their own. Visitors who read the same languages share one for a moment, so that a crowd costs no more than
//! a reader. A deal that this process does not know (any more) begins anew at the page that is asked for.

use crate::view::Viewer;
use crate::{App, Result};
use parking_lot::Mutex;
use sampan_domain::feed::{Dealt, Event, Form, Page, Query, Why, Wishes};
use sampan_domain::rendition::Reading;
use sampan_domain::{AccountId, Lang, NoteId, TopicId};
use sampan_store::relation;
use std::collections::{HashMap, HashSet, VecDeque};

/// Deals that are remembered.
const REMEMBERED: usize = 4_000;
/// Pages of a deal.
const PAGES: usize = 200;
/// Visitors who come within this time share a deal.
const SHARED_MS: i64 = 2_000;

/// A page of a deal.
pub(super) struct Dealing {
    pub(super) salt: u64,
    pub(super) notes: Vec<NoteId>,
    pub(super) is_last: bool,
}

/// What a deal is dealt from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Table {
    pub(super) reader: Option<AccountId>,
    pub(super) reads: Vec<Lang>,
    pub(super) to: Lang,
    pub(super) topics: Vec<TopicId>,
    pub(super) only: Option<Form>,
    pub(super) count: usize,
}

struct Deal {
    table: Table,
    pages: Vec<Vec<NoteId>>,
    why: HashMap<NoteId, Why>,
}

#[derive(Default)]
pub(crate) struct Deals(Mutex<Remembered>);

#[derive(Default)]
struct Remembered {
    deals: HashMap<u64, Deal>,
    order: VecDeque<u64>,
    shared: HashMap<Table, (u64, i64)>,
}

impl Remembered {
    fn deal(&mut self, salt: u64, table: &Table) -> &mut Deal {
        if !self.deals.contains_key(&salt) {
            self.order.push_back(salt);
            if self.order.len() > REMEMBERED
                && let Some(oldest) = self.order.pop_front()
            {
                self.deals.remove(&oldest);
            }
        }
        self.deals.entry(salt).or_insert_with(|| Deal {
            table: table.clone(),
            pages: Vec::new(),
            why: HashMap::new(),
        })
    }

    /// The deal that visitors share now.
    fn shared(&mut self, table: &Table, new: u64, now: i64) -> u64 {
        let known = self.shared.get(table);
        match known {
            Some((salt, at)) if (0..SHARED_MS).contains(&(now - at)) => *salt,
            _ => {
                self.shared.retain(|_, (_, at)| now - *at < SHARED_MS);
                self.shared.insert(table.clone(), (new, now));
                new
            }
        }
    }
}

impl App {
    /// Deals the page `page` of a deal, or the first of a new one; `None` while the feed has no memory yet.
    pub(super) async fn deal(
        &self,
        viewer: Option<&Viewer>,
        reading: &Reading,
        wishes: &Wishes,
        only: Option<Form>,
        at: Option<(u64, usize)>,
        count: usize,
    ) -> Result<Option<Dealing>> {
        self.await_feed().await;
        let table = Table {
            reader: viewer.map(Viewer::id),
            reads: std::iter::once(reading.to)
                .chain(reading.reads.iter().copied())
                .collect(),
            to: reading.to,
            topics: Vec::new(),
            only,
            count,
        };
        let (salt, page) = match at {
            Some((salt, page)) => (salt, page.min(PAGES)),
            None => {
                let new = self.next_id().cast_unsigned();
                let salt = match viewer {
                    Some(_) => new,
                    None => self.0.deals.0.lock().shared(&table, new, self.now_ms()),
                };
                (salt, 0)
            }
        };
        if let Some(known) = self.known_page(salt, &table, page) {
            return Ok(Some(self.dealing(salt, page, known, count)));
        }
        // Whoever must not be met: when that cannot be found out, nobody is.
        let hidden = match viewer {
            Some(viewer) => match relation::hidden_from(&self.0.db, viewer.id()).await {
                Ok(ties) => Some(ties.into_keys().collect()),
                Err(error) => {
                    tracing::warn!(%error, "a feed hides everybody");
                    None
                }
            },
            None => Some(HashSet::new()),
        };
        let crosses = self.crossed_into(reading.to);
        let dealt: Vec<NoteId> = {
            let mut deals = self.0.deals.0.lock();
            let deal = deals.deal(salt, &table);
            if deal.table != table {
                // Somebody else's: a cursor was passed on.
                return Ok(Some(self.dealing(salt, page, Vec::new(), count)));
            }
            deal.pages.concat()
        };
        let query = Query {
            reader: table.reader,
            reads: &table.reads,
            to: table.to,
            crosses: &crosses,
            topics: &table.topics,
            hidden: hidden.as_ref(),
            wishes,
            dealt: &dealt,
            page: page as u32,
            salt,
            now_ms: self.now_ms(),
            count,
            only,
        };
        let Some(dealt) = self.0.feed.ask(|state, room| state.page(&query, room)) else {
            return Ok(None);
        };
        let notes = self.keep_page(salt, &table, page, dealt);
        Ok(Some(self.dealing(salt, page, notes, count)))
    }

    fn dealing(&self, salt: u64, page: usize, notes: Vec<NoteId>, count: usize) -> Dealing {
        Dealing {
            salt,
            is_last: notes.len() < count || page >= PAGES,
            notes,
        }
    }

    fn known_page(&self, salt: u64, table: &Table, page: usize) -> Option<Vec<NoteId>> {
        let deals = self.0.deals.0.lock();
        let deal = deals.deals.get(&salt).filter(|deal| deal.table == *table)?;
        deal.pages
            .get(page)
            .filter(|notes| !notes.is_empty())
            .cloned()
    }

    /// Remembers a page, unless somebody dealt it at the same time; answers the one that counts.
    fn keep_page(&self, salt: u64, table: &Table, page: usize, dealt: Page) -> Vec<NoteId> {
        let notes: Vec<NoteId> = dealt.picks.iter().map(|pick| pick.note).collect();
        {
            let mut deals = self.0.deals.0.lock();
            let deal = deals.deal(salt, table);
            if deal.pages.len() <= page {
                deal.pages.resize(page + 1, Vec::new());
            }
            if !deal.pages[page].is_empty() {
                return deal.pages[page].clone();
            }
            deal.pages[page].clone_from(&notes);
            let whys = dealt.picks.iter().map(|pick| (pick.note, pick.why.clone()));
            deal.why.extend(whys);
        }
        self.shown(Event::Shown {
            reader: table.reader,
            notes: dealt
                .picks
                .into_iter()
                .map(|pick| Dealt {
                    note: pick.note,
                    propensity: pick.propensity,
                    features: pick.features,
                })
                .collect(),
            at_ms: self.now_ms(),
        });
        notes
    }

    /// Why a note was dealt to this reader the last time; `None` when it was not, or that is forgotten.
    pub(super) fn dealt_why(
        &self,
        reader: Option<AccountId>,
        to: Lang,
        note: NoteId,
    ) -> Option<Why> {
        let deals = self.0.deals.0.lock();
        deals.order.iter().rev().find_map(|salt| {
            let deal = deals.deals.get(salt)?;
            let is_theirs = deal.table.reader == reader && deal.table.to == to;
            is_theirs.then(|| deal.why.get(&note).cloned()).flatten()
        })
    }

    /// The next page of every deal of this reader is dealt anew.
    pub(super) fn redeal(&self, reader: AccountId, without: NoteId) {
        let mut deals = self.0.deals.0.lock();
        for deal in deals.deals.values_mut() {
            if deal.table.reader == Some(reader) {
                for page in &mut deal.pages {
                    page.retain(|note| *note != without);
                }
            }
        }
    }
}
