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

/// Deals that are remembered, and those of one member.
const REMEMBERED: usize = 2_000;
const OF_MEMBER: usize = 6;
/// Pages of a deal.
pub(super) const PAGES: usize = 100;
/// Visitors who come within this time share a deal.
const SHARED_MS: i64 = 2_000;

/// A page of a deal.
#[derive(Debug, Clone)]
pub(super) struct Dealing {
    pub(super) salt: u64,
    pub(super) page: usize,
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
    pages: Vec<Option<Dealing>>,
    why: HashMap<NoteId, Why>,
}

impl Deal {
    fn dealt(&self) -> Vec<NoteId> {
        let pages = self.pages.iter().flatten();
        pages.flat_map(|page| page.notes.iter().copied()).collect()
    }
}

#[derive(Default)]
pub(crate) struct Deals(Mutex<Remembered>);

#[derive(Default)]
struct Remembered {
    deals: HashMap<u64, Deal>,
    order: VecDeque<u64>,
    of: HashMap<AccountId, VecDeque<u64>>,
    shared: HashMap<Table, (u64, i64)>,
}

impl Remembered {
    /// The deal of this name, if it was dealt from this table.
    fn known(&self, salt: u64, table: &Table) -> Option<&Deal> {
        self.deals.get(&salt).filter(|deal| deal.table == *table)
    }

    fn begin(&mut self, salt: u64, table: &Table) {
        let new = Deal {
            table: table.clone(),
            pages: Vec::new(),
            why: HashMap::new(),
        };
        self.deals.insert(salt, new);
        self.order.push_back(salt);
        if let Some(reader) = table.reader {
            let own = self.of.entry(reader).or_default();
            own.push_back(salt);
            if own.len() > OF_MEMBER
                && let Some(oldest) = own.pop_front()
            {
                self.deals.remove(&oldest);
            }
        }
        while self.order.len() > REMEMBERED {
            let oldest = self.order.pop_front();
            let deal = oldest.and_then(|oldest| self.deals.remove(&oldest));
            let Some(reader) = deal.and_then(|deal| deal.table.reader) else {
                continue;
            };
            if let Some(own) = self.of.get_mut(&reader) {
                own.retain(|salt| Some(*salt) != oldest);
                if own.is_empty() {
                    self.of.remove(&reader);
                }
            }
        }
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
        let (salt, page) = {
            let mut deals = self.0.deals.0.lock();
            match at {
                Some((salt, page)) if deals.known(salt, &table).is_some() => (salt, page),
                // A member's deal that another process dealt, or this one before it was started anew.
                Some((salt, page)) if viewer.is_some() && !deals.deals.contains_key(&salt) => {
                    deals.begin(salt, &table);
                    (salt, page)
                }
                _ => {
                    let new = self.next_id().cast_unsigned();
                    let salt = match viewer {
                        Some(_) => new,
                        None => deals.shared(&table, new, self.now_ms()),
                    };
                    if deals.known(salt, &table).is_none() {
                        deals.begin(salt, &table);
                    }
                    (salt, 0)
                }
            }
        };
        let dealt: Vec<NoteId> = {
            let deals = self.0.deals.0.lock();
            let deal = deals.known(salt, &table);
            let known = deal.and_then(|deal| deal.pages.get(page).cloned().flatten());
            if known.is_some() {
                return Ok(known);
            }
            deal.map(Deal::dealt).unwrap_or_default()
        };
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
        Ok(Some(self.keep_page(salt, &table, page, dealt)))
    }

    /// Remembers a page. When somebody dealt it at the same time theirs counts; what another page of the deal shows
    /// meanwhile is left out.
    fn keep_page(&self, salt: u64, table: &Table, page: usize, dealt: Page) -> Dealing {
        let mut dealing = Dealing {
            salt,
            page,
            is_last: dealt.picks.len() < table.count || page >= PAGES,
            notes: Vec::new(),
        };
        let mut picks = dealt.picks;
        {
            let mut deals = self.0.deals.0.lock();
            // Forgotten meanwhile: a crowd came. The page is good all the same.
            if let Some(deal) = deals.deals.get_mut(&salt) {
                if let Some(known) = deal.pages.get(page).cloned().flatten() {
                    return known;
                }
                let others: HashSet<NoteId> = deal.dealt().into_iter().collect();
                picks.retain(|pick| !others.contains(&pick.note));
                dealing.notes = picks.iter().map(|pick| pick.note).collect();
                if deal.pages.len() <= page {
                    deal.pages.resize(page + 1, None);
                }
                deal.pages[page] = Some(dealing.clone());
                let whys = picks.iter().map(|pick| (pick.note, pick.why.clone()));
                deal.why.extend(whys);
            } else {
                dealing.notes = picks.iter().map(|pick| pick.note).collect();
            }
        }
        let notes = picks.into_iter().map(|pick| Dealt {
            note: pick.note,
            propensity: pick.propensity,
            features: pick.features,
        });
        self.shown(Event::Shown {
            reader: table.reader,
            notes: notes.collect(),
            at_ms: self.now_ms(),
        });
        dealing
    }

    /// Why a note was dealt to this reader the last time; `None` when it was not, or that is forgotten.
    pub(super) fn dealt_why(
        &self,
        reader: Option<AccountId>,
        to: Lang,
        note: NoteId,
    ) -> Option<Why> {
        let deals = self.0.deals.0.lock();
        let of_member = reader.map(|reader| deals.of.get(&reader));
        let salts = match of_member {
            Some(own) => own?,
            None => &deals.order,
        };
        salts.iter().rev().find_map(|salt| {
            let deal = deals.deals.get(salt)?;
            let is_theirs = deal.table.reader == reader && deal.table.to == to;
            is_theirs.then(|| deal.why.get(&note).cloned()).flatten()
        })
    }

    /// Takes a note out of every page that this reader was dealt.
    pub(super) fn take_back(&self, reader: AccountId, note: NoteId) {
        let mut deals = self.0.deals.0.lock();
        let own: Vec<u64> = deals
            .of
            .get(&reader)
            .into_iter()
            .flatten()
            .copied()
            .collect();
        for salt in own {
            let pages = deals.deals.get_mut(&salt).map(|deal| &mut deal.pages);
            for page in pages.into_iter().flatten().flatten() {
                page.notes.retain(|known| *known != note);
            }
        }
    }
}
