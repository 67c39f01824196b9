//! Afterwards: what was acknowledged is there, once; every counter equals its rows; the topic shows what happened.

use crate::client::{Ask, Client};
use crate::ledger::Ledger;
use crate::script::TOPIC;
use bytes::Bytes;
use http::{Method, StatusCode};
use sampan_store::seam::{FromRow, Query as _};
use sampan_store::{Db, args};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// One thing that has to hold.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Check {
    pub(crate) what: String,
    pub(crate) holds: bool,
    pub(crate) found: String,
}

pub(crate) struct Audit<'a> {
    db: Db,
    /// What has to be there.
    ledger: &'a Ledger,
    /// What may be there.
    latest: &'a Ledger,
    /// Readings that may have counted or not.
    vague: u64,
    checks: Vec<Check>,
}

/// A counter in a table, and the rows that it counts.
const COUNTERS: [(&str, &str); 11] = [
    (
        "likes of notes",
        "SELECT COUNT(*) FROM note n WHERE n.likes <> (SELECT COUNT(*) FROM note_like l WHERE l.note = n.id)",
    ),
    (
        "comments of notes",
        "SELECT COUNT(*) FROM note n WHERE n.comments <> (SELECT COUNT(*) FROM comment c WHERE c.note = n.id)",
    ),
    (
        "replies of comments",
        "SELECT COUNT(*) FROM comment c WHERE c.replies <> (SELECT COUNT(*) FROM comment r WHERE r.parent = c.id)",
    ),
    (
        "likes of comments",
        "SELECT COUNT(*) FROM comment c WHERE c.likes <> (SELECT COUNT(*) FROM comment_like l WHERE l.comment = c.id)",
    ),
    (
        "notes of accounts",
        "SELECT COUNT(*) FROM account a WHERE a.notes <> (SELECT COUNT(*) FROM note n WHERE n.author = a.id)",
    ),
    (
        "followers of accounts",
        "SELECT COUNT(*) FROM account a WHERE a.followers <> (SELECT COUNT(*) FROM follow f WHERE f.target = a.id)",
    ),
    (
        "followed by accounts",
        "SELECT COUNT(*) FROM account a WHERE a.following <> (SELECT COUNT(*) FROM follow f WHERE f.account = a.id)",
    ),
    (
        "notes of topics",
        "SELECT COUNT(*) FROM topic t WHERE t.notes <> (SELECT COUNT(*) FROM note_topic x WHERE x.topic = t.id)",
    ),
    (
        "discussions of topics",
        "SELECT COUNT(*) FROM topic t WHERE t.discussions <> (SELECT COUNT(*) + COALESCE(SUM(n.comments), 0) FROM note_topic x JOIN note n ON n.id = x.note WHERE x.topic = t.id)",
    ),
    (
        "participants of topics",
        "SELECT COUNT(*) FROM topic t WHERE t.participants <> (SELECT COUNT(*) FROM topic_participant p WHERE p.topic = t.id)",
    ),
    (
        "followers of topics",
        "SELECT COUNT(*) FROM topic t WHERE t.followers <> (SELECT COUNT(*) FROM topic_follow f WHERE f.topic = t.id)",
    ),
];

impl<'a> Audit<'a> {
    /// Of a moment: what had been acknowledged before, and everything that ever has.
    pub(crate) async fn between(
        db: &str,
        ledger: &'a Ledger,
        latest: &'a Ledger,
        vague: u64,
    ) -> Result<Self, String> {
        let db = Db::open(db).await.map_err(|error| error.to_string())?;
        Ok(Self {
            db,
            ledger,
            latest,
            vague,
            checks: Vec::new(),
        })
    }

    fn check(&mut self, what: &str, holds: bool, found: impl Into<String>) {
        self.checks.push(Check {
            what: what.into(),
            holds,
            found: found.into(),
        });
    }

    async fn all<T: FromRow + Send + 'static>(&self, sql: &str) -> Result<Vec<T>, String> {
        let rows = self.db.all(sql, args![]).await;
        rows.map_err(|error| format!("{sql}: {error}"))
    }

    /// Every acknowledged thing among what is stored, once, and nothing beside what may be there.
    fn compare<T: Eq + std::hash::Hash>(
        &mut self,
        what: &str,
        acknowledged: impl Fn(&'a Ledger) -> HashSet<T>,
        stored: Vec<T>,
        may_be_more: usize,
    ) {
        let rows = stored.len();
        let stored: HashSet<T> = stored.into_iter().collect();
        let twice = rows - stored.len();
        let (has_to, may) = (acknowledged(self.ledger), acknowledged(self.latest));
        let lost = has_to.difference(&stored).count();
        let beside = stored.difference(&may).count();
        self.check(
            what,
            lost == 0 && twice == 0 && beside <= may_be_more,
            format!(
                "{} acknowledged, {rows} stored, {lost} lost, {twice} twice, {beside} beside",
                has_to.len()
            ),
        );
    }

    pub(crate) async fn rows(&mut self) -> Result<(), String> {
        let accounts: Vec<(i64, String)> = self.all("SELECT id, handle FROM account").await?;
        let known: HashMap<String, i64> = accounts.iter().cloned().map(|(id, h)| (h, id)).collect();
        let latest = self.latest;
        let person = |at: u32| {
            let handle = latest.people.get(at as usize);
            handle.and_then(|h| known.get(h)).copied().unwrap_or(0)
        };
        let note = |at: u32| latest.notes.get(at as usize).map_or(0, |(id, ..)| id.0);

        let stored = accounts.into_iter().map(|(_, handle)| handle).collect();
        let people = |ledger: &Ledger| ledger.people.iter().cloned().collect();
        self.compare("people", people, stored, latest.perhaps.len());
        let notes: Vec<(i64, i64, String)> = self.all("SELECT id, author, title FROM note").await?;
        let written = |ledger: &Ledger| {
            let notes = ledger.notes.iter();
            notes
                .map(|(id, by, title)| (id.0, person(*by), title.clone()))
                .collect()
        };
        self.compare("notes", written, notes, 0);
        let comments: Vec<(i64, i64, i64, String)> = self
            .all("SELECT id, note, COALESCE(author, 0), body FROM comment")
            .await?;
        let said = |ledger: &Ledger| {
            let said = ledger.comments.iter();
            said.map(|(id, on, by, text)| (id.0, note(*on), person(*by), text.clone()))
                .collect()
        };
        self.compare("comments", said, comments, 0);
        let likes: Vec<(i64, i64)> = self.all("SELECT account, note FROM note_like").await?;
        let liked = |ledger: &Ledger| {
            let likes = ledger.likes.iter();
            likes.map(|(by, on)| (person(*by), note(*on))).collect()
        };
        self.compare("likes", liked, likes, 0);
        let follows: Vec<(i64, i64)> = self.all("SELECT account, target FROM follow").await?;
        let followed = |ledger: &Ledger| {
            let follows = ledger.follows.iter();
            follows
                .map(|(by, whom)| (person(*by), person(*whom)))
                .collect()
        };
        self.compare("follows", followed, follows, 0);
        for (what, sql) in COUNTERS {
            let wrong: Vec<(i64,)> = self.all(sql).await?;
            let wrong = wrong.first().map_or(0, |(wrong,)| *wrong);
            self.check(what, wrong == 0, format!("{wrong} differ from their rows"));
        }
        Ok(())
    }

    /// Views against what the tool counted by the product's rule, but for those that are vague.
    pub(crate) async fn views(&mut self) -> Result<(), String> {
        let ledger = self.ledger;
        let vague = self.vague;
        let notes: Vec<(i64, i64)> = self.all("SELECT id, views FROM note").await?;
        let views: HashMap<i64, i64> = notes.into_iter().collect();
        let pairs = ledger.notes.iter().zip(&ledger.views);
        let differ: u64 = pairs
            .map(|((note, ..), counted)| {
                let shown = views.get(&note.0).copied().unwrap_or(0);
                shown.abs_diff(i64::try_from(*counted).unwrap_or(i64::MAX))
            })
            .sum();
        self.check(
            "views of notes",
            differ <= vague,
            format!(
                "{differ} of {} differ, {vague} may",
                ledger.views.iter().sum::<u64>()
            ),
        );
        let sql = format!("SELECT views, discussions FROM topic WHERE name = '{TOPIC}'");
        let topic: Vec<(i64, i64)> = self.all(&sql).await?;
        let (views, discussions) = topic.first().copied().unwrap_or_default();
        let differ = views.abs_diff(i64::try_from(ledger.readings()).unwrap_or(i64::MAX));
        self.check(
            "views of the topic",
            differ <= vague,
            format!(
                "{views} shown, {} counted, {vague} may differ",
                ledger.readings()
            ),
        );
        let said = ledger.discussions()..=self.latest.discussions();
        self.check(
            "discussions of the topic",
            said.contains(&discussions),
            format!("{discussions} shown, {} written", said.start()),
        );
        Ok(())
    }

    /// The topic's page answers, and every rendition of every picture is there.
    pub(crate) async fn pages(&mut self, base: &str) -> Result<(), String> {
        let address = base.trim_start_matches("http://").trim_end_matches('/');
        let mut client = Client::new(address, address);
        let mut ask = Ask {
            method: Method::GET,
            path: format!("/t/{TOPIC}"),
            headers: vec![("accept", "text/html".into())],
            body: Bytes::new(),
            wants_body: false,
        };
        let answer = client.ask(&ask).await.map_err(|cut| cut.0)?;
        self.check(
            "the topic's page",
            answer.status == StatusCode::OK,
            answer.status.to_string(),
        );
        let keys: Vec<(String,)> = self.all("SELECT store_key FROM picture").await?;
        let (mut asked, mut missing) = (0, 0);
        for (key,) in &keys {
            for size in ["s", "m", "l"] {
                ask.path = format!("/media/{key}-{size}.webp");
                let answer = client.ask(&ask).await.map_err(|cut| cut.0)?;
                asked += 1;
                missing += usize::from(answer.status != StatusCode::OK);
            }
        }
        self.check(
            "renditions of pictures",
            missing == 0,
            format!("{asked} asked for, {missing} missing"),
        );
        Ok(())
    }

    pub(crate) fn end(self) -> Vec<Check> {
        self.checks
    }
}
