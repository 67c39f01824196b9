//! The index on disk: one writer, any number of readers.

use crate::Error;
use crate::document::{Document, Key, Kind};
use crate::highlight::Highlighter;
use crate::query::{Ask, Order, Plan, Planner, absent};
use crate::schema::{Fields, LONGEST_PREFIX, VERSION, folded_name, prefix_term};
use parking_lot::Mutex;
use std::collections::{HashMap, HashSet};
use std::path::Path;
use tantivy::collector::{Count, DocSetCollector, TopDocs};
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{
    DocAddress, IndexReader, IndexSettings, IndexWriter, Order as By, ReloadPolicy, Searcher, Term,
};

/// Bytes that wait in memory to be written.
const BUFFER: usize = 48 << 20;

/// When so few things have most of what was looked for, those that have any of it follow.
const FEW: usize = 20;

/// What a question found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// With what each is worth, the best (or newest) first.
    pub ids: Vec<(i64, f32)>,
    /// How many there are, also beyond the limit.
    pub total: usize,
    pub highlighter: Highlighter,
    /// Words that were taken for others: typed, and meant.
    pub mended: Vec<(String, String)>,
}

/// A full-text index. Everything blocks on disk or processor: not for the thread of a request.
pub struct Index {
    fields: Fields,
    writer: Mutex<IndexWriter>,
    reader: IndexReader,
    payload: Mutex<Option<String>>,
    /// What may not be found although it is still in there, with the tick of its going.
    gone: Mutex<Gone>,
}

#[derive(Default)]
struct Gone {
    tick: u64,
    keys: HashMap<Key, u64>,
}

impl Index {
    /// Opens the index of a folder, or begins one there. Those of other versions are removed.
    ///
    /// # Errors
    /// [`Error::Held`] when another process writes to it; [`Error::Broken`] when the disk does not do its part. One
    /// whose files are damaged begins anew.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let own = folder.join(format!("v{VERSION}"));
        std::fs::create_dir_all(&own)?;
        let index = match Self::open_own(&own) {
            Err(Error::Broken(_)) => {
                std::fs::remove_dir_all(&own)?;
                std::fs::create_dir_all(&own)?;
                Self::open_own(&own)?
            }
            other => other?,
        };
        for other in std::fs::read_dir(folder)?.flatten() {
            let name = other.file_name();
            let is_version = name.to_str().is_some_and(|name| {
                name.strip_prefix('v')
                    .is_some_and(|rest| rest.parse::<u32>().is_ok())
            });
            if is_version && other.path() != own {
                std::fs::remove_dir_all(other.path())?;
            }
        }
        Ok(index)
    }

    fn open_own(folder: &Path) -> Result<Self, Error> {
        let (schema, fields) = Fields::schema();
        let directory = tantivy::directory::MmapDirectory::open(folder)
            .map_err(|error| Error::Broken(error.to_string()))?;
        let index = tantivy::Index::builder()
            .schema(schema)
            .settings(IndexSettings::default())
            .open_or_create(directory)?;
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        let payload = index.load_metas()?.payload;
        Ok(Self {
            fields,
            writer: Mutex::new(index.writer_with_num_threads(1, BUFFER)?),
            reader,
            payload: Mutex::new(payload),
            gone: Mutex::default(),
        })
    }

    /// What was said at the last commit; `None` for an index that has just begun.
    #[must_use]
    pub fn payload(&self) -> Option<String> {
        self.payload.lock().clone()
    }

    /// How many documents can be found.
    #[must_use]
    pub fn documents(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    /// Puts a document in the place of the one with its key, to be found after the next commit.
    ///
    /// # Errors
    /// [`Error::Broken`] when the disk does not do its part.
    pub fn put(&self, document: &Document) -> Result<(), Error> {
        let put = self.fields.put(document);
        let writer = self.writer.lock();
        writer.delete_term(Term::from_field_text(
            self.fields.key,
            &document.key().term(),
        ));
        writer.add_document(put)?;
        Ok(())
    }

    /// Takes a document out, with the next commit.
    pub fn remove(&self, key: Key) {
        let term = Term::from_field_text(self.fields.key, &key.term());
        self.writer.lock().delete_term(term);
    }

    /// Takes out a note and every comment under it.
    pub fn remove_note(&self, note: i64) {
        let term = Term::from_field_u64(self.fields.note, note as u64);
        self.writer.lock().delete_term(term);
    }

    /// Takes out everything that an account wrote, and the account.
    pub fn remove_author(&self, account: i64) {
        let term = Term::from_field_u64(self.fields.author, account as u64);
        self.writer.lock().delete_term(term);
    }

    /// Takes everything out.
    ///
    /// # Errors
    /// [`Error::Broken`] when the disk does not do its part.
    pub fn clear(&self) -> Result<(), Error> {
        self.writer.lock().delete_all_documents()?;
        Ok(())
    }

    /// Makes what was put and taken out count, and remembers `payload`.
    ///
    /// # Errors
    /// [`Error::Broken`] when the disk does not do its part.
    pub fn commit(&self, payload: &str) -> Result<(), Error> {
        {
            let mut writer = self.writer.lock();
            let mut commit = writer.prepare_commit()?;
            commit.set_payload(payload);
            commit.commit()?;
        }
        *self.payload.lock() = Some(payload.to_owned());
        self.reader.reload()?;
        Ok(())
    }

    /// From now on this is not found, whatever stands in the index, until it was written anew: see [`Self::settle`].
    pub fn hide(&self, key: Key) {
        let mut gone = self.gone.lock();
        gone.tick += 1;
        let tick = gone.tick;
        gone.keys.insert(key, tick);
    }

    /// A moment, for [`Self::settle`].
    #[must_use]
    pub fn tick(&self) -> u64 {
        self.gone.lock().tick
    }

    /// What was hidden up to a moment has been written as it is now.
    pub fn settle(&self, tick: u64) {
        self.gone.lock().keys.retain(|_, hidden| *hidden > tick);
    }

    fn gone(&self) -> Vec<Key> {
        self.gone.lock().keys.keys().copied().collect()
    }

    /// Documents with a text (`sampan_domain::rendition::text_key`).
    ///
    /// # Errors
    /// [`Error::Broken`] when the index cannot be read.
    pub fn saying(&self, text: i64) -> Result<Vec<Key>, Error> {
        let searcher = self.reader.searcher();
        let term = Term::from_field_u64(self.fields.texts, text as u64);
        let query = TermQuery::new(term, IndexRecordOption::Basic);
        let found = searcher.search(&query, &DocSetCollector)?;
        let mut keys = Vec::with_capacity(found.len());
        for address in found {
            let fast = searcher.segment_reader(address.segment_ord).fast_fields();
            let kind = fast.u64("kind")?.first(address.doc_id);
            let kind = Kind::ALL
                .into_iter()
                .find(|known| Some(*known as u64) == kind);
            if let (Some(kind), Some(id)) = (kind, id_of(&searcher, address)?) {
                keys.push(Key { kind, id });
            }
        }
        Ok(keys)
    }

    /// Answers a question. What has most of its words comes first; when that is not much, what has any of them follows.
    ///
    /// # Errors
    /// [`Error::Broken`] when the index cannot be read.
    pub fn find(&self, ask: &Ask) -> Result<Found, Error> {
        let mut found = self.find_in(ask, true)?;
        if found.ids.len() < FEW.min(ask.limit)
            && (ask.order == Order::Best || found.ids.is_empty())
        {
            let more = self.find_in(ask, false)?;
            let known: HashSet<i64> = found.ids.iter().map(|(id, _)| *id).collect();
            found
                .ids
                .extend(more.ids.into_iter().filter(|(id, _)| !known.contains(id)));
            found.ids.truncate(ask.limit);
            found.total = found.total.max(more.total);
            found.highlighter = more.highlighter;
        }
        Ok(found)
    }

    /// Those of these things that a question would admit if they said what it asks for, in their order.
    ///
    /// # Errors
    /// [`Error::Broken`] when the index cannot be read.
    pub fn admitted(&self, ask: &Ask, ids: &[i64]) -> Result<Vec<i64>, Error> {
        let searcher = self.reader.searcher();
        let planner = Planner::new(&self.fields, &searcher, ask.kind);
        let Some(query) = planner.admitted(ask, ids, &self.gone())? else {
            return Ok(Vec::new());
        };
        let mut may = HashSet::new();
        for address in searcher.search(&*query, &DocSetCollector)? {
            may.extend(id_of(&searcher, address)?);
        }
        Ok(ids.iter().copied().filter(|id| may.contains(id)).collect())
    }

    fn find_in(&self, ask: &Ask, strict: bool) -> Result<Found, Error> {
        let searcher = self.reader.searcher();
        let planner = Planner::new(&self.fields, &searcher, ask.kind);
        let Plan {
            query,
            terms,
            phrases,
            mended,
        } = planner.plan(ask, &self.gone(), strict)?;
        let mut found = Found {
            highlighter: Highlighter::new(terms, phrases),
            mended,
            ..Found::default()
        };
        let Some(query) = query else { return Ok(found) };
        let top = TopDocs::with_limit(ask.limit.max(1));
        match ask.order {
            Order::Best => {
                let hits = searcher.search(&*query, &top.order_by_score())?;
                for (score, address) in hits {
                    found
                        .ids
                        .extend(id_of(&searcher, address)?.map(|id| (id, score)));
                }
            }
            Order::Newest => {
                let newest = top.order_by_fast_field::<u64>("id", By::Desc);
                for (id, _) in searcher.search(&*query, &newest)? {
                    found.ids.extend(id.map(|id| (id as i64, 0.0)));
                }
            }
        }
        found.total = match found.ids.len() < ask.limit {
            true => found.ids.len(),
            false => searcher.search(&*query, &Count)?,
        };
        Ok(found)
    }

    /// Accounts or topics of which a name, a word of it, or how it sounds begins so. In no order.
    ///
    /// # Errors
    /// [`Error::Broken`] when the index cannot be read.
    pub fn begin(
        &self,
        kind: Kind,
        typed: &str,
        without: &[i64],
        limit: usize,
    ) -> Result<Vec<i64>, Error> {
        let typed: String = folded_name(typed)
            .chars()
            .filter(|c| !c.is_whitespace())
            .take(LONGEST_PREFIX)
            .collect();
        if typed.is_empty() {
            return Ok(Vec::new());
        }
        let searcher = self.reader.searcher();
        let f = &self.fields;
        let term = Term::from_field_text(f.prefix, &prefix_term(kind, &typed));
        let begins = TermQuery::new(term, IndexRecordOption::Basic);
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = vec![(Occur::Must, Box::new(begins))];
        let absent = absent(f, without, &self.gone());
        clauses.extend(absent.into_iter().map(|query| (Occur::MustNot, query)));
        // Shorter names first: more of them was typed.
        let top = TopDocs::with_limit(limit.max(1)).order_by_score();
        let hits = searcher.search(&BooleanQuery::new(clauses), &top)?;
        let mut ids = Vec::with_capacity(hits.len());
        for (_, address) in hits {
            ids.extend(id_of(&searcher, address)?);
        }
        Ok(ids)
    }
}

fn id_of(searcher: &Searcher, address: DocAddress) -> Result<Option<i64>, Error> {
    let fast = searcher.segment_reader(address.segment_ord).fast_fields();
    Ok(fast.u64("id")?.first(address.doc_id).map(|id| id as i64))
}
