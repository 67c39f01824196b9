//! From what somebody typed to what the index is asked.

use crate::analysis::{self, OTHER_SOUND, Unit};
use crate::document::{Form, Key, Kind};
use crate::schema::{Fields, primary};
use crate::typo;
use sampan_domain::Lang;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, PhraseQuery, Query,
    TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

/// Terms of a query, at most.
const UNITS: usize = 24;
/// A word that stands in so many documents or more needs no second look by its characters.
const COMMON: u64 = 1_000;
/// How much of a find counts when the word was mistyped, or stands there letter by letter only.
const MISTYPED: f32 = 0.5;
const SOUNDING: f32 = 0.7;
const BY_CHARACTERS: f32 = 0.7;
/// What the words of a query count for when they stand side by side.
const SIDE_BY_SIDE: f32 = 0.3;
/// Of several places where a word is found, what the lesser ones add.
const LESSER: f32 = 0.5;

/// What somebody looks for, in one of the languages it is known in.
#[derive(Debug, Clone)]
pub struct Said {
    pub text: String,
    pub lang: Lang,
    /// 1 for what they typed; less for what it may be in another language.
    pub weight: f32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    #[default]
    Best,
    Newest,
}

/// A question.
#[derive(Debug, Clone)]
pub struct Ask {
    pub kind: Kind,
    /// As it was typed, and translated.
    pub said: Vec<Said>,
    pub order: Order,
    pub form: Option<Form>,
    pub lang: Option<Lang>,
    pub place: String,
    /// Only what this account wrote.
    pub author: Option<i64>,
    /// Accounts that the reader is not to meet.
    pub without: Vec<i64>,
    /// Finds, at most.
    pub limit: usize,
}

/// A question in the index's terms.
pub(crate) struct Plan {
    /// `None` when nothing can be found.
    pub(crate) query: Option<Box<dyn Query>>,
    /// Terms and phrases that are to be marked where they stand.
    pub(crate) terms: Vec<String>,
    pub(crate) phrases: Vec<Vec<String>>,
    /// Words that were taken for others: typed, and meant.
    pub(crate) mended: Vec<(String, String)>,
}

type Clauses = Vec<(Occur, Box<dyn Query>)>;

/// What was typed, taken apart.
struct Typed {
    /// Words in any order, with the commands taken out.
    loose: String,
    /// In quotation marks: side by side.
    exact: Vec<String>,
    /// With a minus: not in it.
    unwanted: Vec<String>,
}

impl Typed {
    fn read(text: &str) -> Self {
        let mut typed = Self {
            loose: String::new(),
            exact: Vec::new(),
            unwanted: Vec::new(),
        };
        let marks = ['"', '“', '”', '「', '」'];
        let is_paired = text.chars().filter(|c| marks.contains(c)).count() >= 2;
        for (i, part) in text.split(marks).enumerate() {
            if is_paired && i % 2 == 1 {
                typed.exact.push(part.to_owned());
                typed.loose.push(' ');
                continue;
            }
            for word in part.split_whitespace() {
                match word.strip_prefix('-') {
                    Some(word) if word.chars().any(char::is_alphanumeric) => {
                        typed.unwanted.push(word.to_owned());
                    }
                    _ => {
                        typed.loose.push_str(word);
                        typed.loose.push(' ');
                    }
                }
            }
        }
        typed
    }
}

pub(crate) struct Planner<'a> {
    fields: &'a Fields,
    searcher: &'a Searcher,
    searched: Vec<(Field, f32)>,
    plan: Plan,
}

fn at(field: Field, text: &str) -> Term {
    Term::from_field_text(field, text)
}

fn term_query(term: Term) -> Box<dyn Query> {
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

fn boosted(query: Box<dyn Query>, by: f32) -> Box<dyn Query> {
    if (by - 1.0).abs() < f32::EPSILON {
        query
    } else {
        Box::new(BoostQuery::new(query, by))
    }
}

/// Any of them; the best counts, the others a little.
fn any(mut queries: Vec<Box<dyn Query>>) -> Option<Box<dyn Query>> {
    match queries.len() {
        0 => None,
        1 => queries.pop(),
        _ => Some(Box::new(DisjunctionMaxQuery::with_tie_breaker(
            queries, LESSER,
        ))),
    }
}

/// A condition that does not count.
fn only(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

impl<'a> Planner<'a> {
    pub(crate) fn new(fields: &'a Fields, searcher: &'a Searcher, kind: Kind) -> Self {
        Self {
            fields,
            searcher,
            searched: fields.searched(kind),
            plan: Plan {
                query: None,
                terms: Vec::new(),
                phrases: Vec::new(),
                mended: Vec::new(),
            },
        }
    }

    /// `strict`: most words have to be there; otherwise any of them will do.
    pub(crate) fn plan(mut self, ask: &Ask, gone: &[Key], strict: bool) -> tantivy::Result<Plan> {
        let mut versions = Vec::new();
        let mut unwanted = Vec::new();
        for said in &ask.said {
            let typed = Typed::read(&said.text);
            if let Some(version) = self.version(&typed, said, strict)? {
                versions.push(boosted(version, said.weight));
            }
            for word in &typed.unwanted {
                let units = analysis::units(word, &[said.lang]);
                let (terms, phrases) = (self.plan.terms.len(), self.plan.phrases.len());
                for unit in &units {
                    unwanted.extend(self.unit(unit)?);
                }
                self.plan.terms.truncate(terms);
                self.plan.phrases.truncate(phrases);
            }
        }
        let (Some(core), Some(mut clauses)) = (any(versions), self.conditions(ask, gone)?) else {
            return Ok(self.plan);
        };
        clauses.extend(unwanted.into_iter().map(|query| (Occur::MustNot, query)));
        clauses.push((Occur::Must, core));
        self.plan.query = match clauses.len() {
            1 => clauses.pop().map(|(_, core)| core),
            _ => Some(Box::new(BooleanQuery::new(clauses))),
        };
        Ok(self.plan)
    }

    /// Those of these things that a question would admit if they said what it asks for.
    pub(crate) fn admitted(
        &self,
        ask: &Ask,
        ids: &[i64],
        gone: &[Key],
    ) -> tantivy::Result<Option<Box<dyn Query>>> {
        let Some(mut clauses) = self.conditions(ask, gone)? else {
            return Ok(None);
        };
        let keys = ids.iter().map(|id| {
            let kind = ask.kind;
            at(self.fields.key, &Key { kind, id: *id }.term())
        });
        clauses.push((Occur::Must, Box::new(TermSetQuery::new(keys))));
        Ok(Some(Box::new(BooleanQuery::new(clauses))))
    }

    /// What a question asks for beside its words; `None` when nothing can be so.
    fn conditions(&self, ask: &Ask, gone: &[Key]) -> tantivy::Result<Option<Clauses>> {
        let f = self.fields;
        let mut clauses = Vec::new();
        let mut must = |query| clauses.push((Occur::Must, only(query)));
        if let Some(form) = ask.form {
            must(term_query(at(f.form, form.as_str())));
        }
        if let Some(lang) = ask.lang {
            must(term_query(at(f.lang, primary(lang))));
        }
        if let Some(author) = ask.author {
            must(term_query(Term::from_field_u64(f.author, author as u64)));
        }
        if !ask.place.trim().is_empty() {
            match self.place(&ask.place)? {
                Some(place) => must(place),
                None => return Ok(None),
            }
        }
        let absent = absent(f, &ask.without, gone);
        clauses.extend(absent.into_iter().map(|query| (Occur::MustNot, query)));
        Ok(Some(clauses))
    }

    /// Everything that a query says in one language.
    fn version(
        &mut self,
        typed: &Typed,
        said: &Said,
        strict: bool,
    ) -> tantivy::Result<Option<Box<dyn Query>>> {
        let mut langs = vec![said.lang];
        if said.lang != Lang::EN {
            langs.push(Lang::EN);
        }
        let mut units = analysis::units(&typed.loose, &langs);
        units.truncate(UNITS);
        let all_fill = units.iter().all(|unit| unit.is_filler);
        let mut required: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        let mut helpful: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        let mut wanted = 0;
        for unit in &mut units {
            let counts = all_fill || !unit.is_filler;
            wanted += usize::from(counts);
            if said.weight >= 1.0 && counts {
                self.mend(unit)?;
            }
            // What fills is not marked, and common: it helps to choose and is not looked for otherwise.
            if !counts {
                continue;
            }
            if let Some(query) = self.unit(unit)? {
                required.push((Occur::Should, query));
            }
        }
        for exact in &typed.exact {
            let units = analysis::units(exact, &[]);
            wanted += 1;
            if let Some(query) = self.side_by_side(&units, true) {
                required.push((Occur::Must, query));
            } else {
                return Ok(None);
            }
        }
        let must = required
            .iter()
            .filter(|(occur, _)| *occur == Occur::Must)
            .count();
        // Of three words one may be missing, of six two.
        let needed = if !strict {
            must.max(1)
        } else if wanted <= 2 {
            wanted
        } else {
            wanted - wanted / 3
        };
        if required.is_empty() || required.len() < needed {
            return Ok(None);
        }
        let loose: Vec<Unit> = units
            .into_iter()
            .filter(|unit| all_fill || !unit.is_filler)
            .collect();
        if said.weight >= 1.0 && loose.len() <= 6 {
            for pair in loose.windows(2) {
                if let Some(query) = self.side_by_side(pair, false) {
                    helpful.push((Occur::Should, boosted(query, SIDE_BY_SIDE)));
                }
            }
        }
        let core: Box<dyn Query> = if required.len() == 1 && must == 0 {
            match required.pop() {
                Some((_, query)) => query,
                None => return Ok(None),
            }
        } else {
            Box::new(BooleanQuery::with_minimum_required_clauses(
                required,
                needed.saturating_sub(must),
            ))
        };
        if helpful.is_empty() {
            return Ok(Some(core));
        }
        helpful.push((Occur::Must, core));
        Ok(Some(Box::new(BooleanQuery::new(helpful))))
    }

    fn count(&self, text: &str) -> tantivy::Result<u64> {
        let mut count = 0;
        for (field, _) in &self.searched {
            count += self.searcher.doc_freq(&at(*field, text))?;
        }
        Ok(count)
    }

    /// Words that are nowhere are taken for the nearest that are.
    fn mend(&mut self, unit: &mut Unit) -> tantivy::Result<()> {
        if !unit.is_spelt {
            return Ok(());
        }
        for (term, _) in &unit.terms {
            if self.count(term)? > 0 {
                return Ok(());
            }
        }
        let said = format!("{OTHER_SOUND}{}", unit.text);
        if self.count(&said)? > 0 {
            unit.terms.push((said, SOUNDING));
            return Ok(());
        }
        let fields: Vec<Field> = self.searched.iter().map(|(field, _)| *field).collect();
        let near = typo::near(self.searcher, &fields, &unit.text)?;
        if let Some(meant) = near.first() {
            self.plan.mended.push((unit.text.clone(), meant.clone()));
        }
        unit.terms
            .extend(near.into_iter().map(|term| (term, MISTYPED)));
        Ok(())
    }

    /// One word, wherever it stands.
    fn unit(&mut self, unit: &Unit) -> tantivy::Result<Option<Box<dyn Query>>> {
        let mut places: Vec<Box<dyn Query>> = Vec::new();
        let mut count = 0;
        for (term, weight) in &unit.terms {
            let mut is_there = false;
            for (field, worth) in &self.searched {
                let key = at(*field, term);
                let here = self.searcher.doc_freq(&key)?;
                if here > 0 {
                    is_there = true;
                    count += here;
                    places.push(boosted(term_query(key), weight * worth));
                }
            }
            if is_there {
                self.plan.terms.push(term.clone());
            }
        }
        if unit.chars.len() > 1 && count < COMMON {
            for (field, worth) in &self.searched {
                let keys: Vec<Term> = unit.chars.iter().map(|c| at(*field, c)).collect();
                if all_there(self.searcher, &keys)? {
                    let phrase = Box::new(PhraseQuery::new(keys));
                    places.push(boosted(phrase, worth * BY_CHARACTERS));
                }
            }
            self.plan.phrases.push(unit.chars.clone());
        }
        Ok(any(places))
    }

    /// Words side by side, in the fields where most is said. `exactly`: wherever they stand, and marked.
    fn side_by_side(&mut self, units: &[Unit], exactly: bool) -> Option<Box<dyn Query>> {
        let first = units.first()?.position;
        let mut places: Vec<Box<dyn Query>> = Vec::new();
        let fields = match exactly {
            true => self.searched.as_slice(),
            false => &self.searched[..self.searched.len().min(2)],
        };
        for (field, worth) in fields {
            let mut keys: Vec<(usize, Term)> = Vec::new();
            for unit in units {
                let offset = unit.position - first;
                if exactly && !unit.chars.is_empty() {
                    let chars = unit.chars.iter().enumerate();
                    keys.extend(chars.map(|(i, c)| (offset + i, at(*field, c))));
                } else {
                    keys.push((offset, at(*field, &unit.text)));
                }
            }
            let terms: Vec<Term> = keys.iter().map(|(_, key)| key.clone()).collect();
            if !all_there(self.searcher, &terms).unwrap_or(false) {
                continue;
            }
            places.push(boosted(
                match keys.as_slice() {
                    [(_, key)] => term_query(key.clone()),
                    _ => Box::new(PhraseQuery::new_with_offset(keys)),
                },
                *worth,
            ));
        }
        if exactly {
            self.plan
                .terms
                .extend(units.iter().map(|unit| unit.text.clone()));
            let chars = units.iter().filter(|unit| unit.chars.len() > 1);
            self.plan
                .phrases
                .extend(chars.map(|unit| unit.chars.clone()));
        }
        any(places)
    }

    /// All words of a place.
    fn place(&self, place: &str) -> tantivy::Result<Option<Box<dyn Query>>> {
        let field = self.fields.place;
        let mut clauses = Vec::new();
        for unit in analysis::units(place, &[]) {
            let mut queries: Vec<Box<dyn Query>> = Vec::new();
            for (term, _) in &unit.terms {
                if self.searcher.doc_freq(&at(field, term))? > 0 {
                    queries.push(term_query(at(field, term)));
                }
            }
            let keys: Vec<Term> = unit.chars.iter().map(|c| at(field, c)).collect();
            if keys.len() > 1 && all_there(self.searcher, &keys)? {
                queries.push(Box::new(PhraseQuery::new(keys)));
            }
            match any(queries) {
                Some(query) => clauses.push(query),
                None => return Ok(None),
            }
        }
        Ok((!clauses.is_empty())
            .then(|| Box::new(BooleanQuery::intersection(clauses)) as Box<dyn Query>))
    }
}

/// What must not be found: what these accounts wrote, and what is gone.
pub(crate) fn absent(fields: &Fields, without: &[i64], gone: &[Key]) -> Vec<Box<dyn Query>> {
    let mut terms: Vec<Term> = Vec::new();
    for key in gone {
        let id = key.id as u64;
        terms.push(match key.kind {
            // With every comment under it.
            Kind::Note => Term::from_field_u64(fields.note, id),
            // With everything that it wrote.
            Kind::Account => Term::from_field_u64(fields.author, id),
            Kind::Comment | Kind::Topic => at(fields.key, &key.term()),
        });
    }
    terms.extend(
        without
            .iter()
            .map(|id| Term::from_field_u64(fields.author, *id as u64)),
    );
    match terms.is_empty() {
        true => Vec::new(),
        false => vec![Box::new(TermSetQuery::new(terms))],
    }
}

fn all_there(searcher: &Searcher, keys: &[Term]) -> tantivy::Result<bool> {
    for key in keys {
        if searcher.doc_freq(key)? == 0 {
            return Ok(false);
        }
    }
    Ok(true)
}
