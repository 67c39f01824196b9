//! How somebody stands to everything that a page shows: one question for all of it.

use crate::seam::{Query, Value};
use crate::{Error, args};
use sampan_domain::{AccountId, CommentId, NoteId, Relation, TopicId};
use std::collections::HashSet;

/// Blocks and mutes that are looked at; whoever has more is looked at closely.
const TIES: usize = 200;
/// Likes in a range that are looked at.
const LIKES: usize = 100;
/// Lists are filled up to one of these lengths, so that few statements have to be planned.
const LENGTHS: [usize; 5] = [1, 8, 24, 64, 128];

/// What a page shows that is another thing for everybody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// Whose follow button it has.
    pub author: Option<AccountId>,
    pub notes: Vec<NoteId>,
    pub comments: Vec<CommentId>,
    /// The topic whose follow button it has.
    pub topic: Option<TopicId>,
    /// Everybody whose words are on it.
    pub people: Vec<AccountId>,
}

/// How one account stands to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// Somebody on the page is blocked or muted, or blocks: it may not be shown as it is.
    pub apart: bool,
    pub author: Relation,
    pub liked: HashSet<NoteId>,
    pub collected: HashSet<NoteId>,
    pub liked_comments: HashSet<CommentId>,
    pub follows_topic: bool,
}

/// The least and the greatest of some ids; of none, a range that holds nothing.
fn range(ids: impl Iterator<Item = i64> + Clone) -> (i64, i64) {
    (ids.clone().min().unwrap_or(1), ids.max().unwrap_or(0))
}

/// As many ids as one of [`LENGTHS`], the last one again and again.
fn filled(ids: impl Iterator<Item = i64>) -> Vec<i64> {
    let mut ids: Vec<i64> = ids.collect();
    let last = ids.last().copied().unwrap_or(0);
    let length = LENGTHS.into_iter().find(|length| *length >= ids.len());
    ids.resize(length.unwrap_or(ids.len()), last);
    ids
}

fn places(from: usize, count: usize) -> String {
    let places: Vec<String> = (from..from + count).map(|at| format!("${at}")).collect();
    places.join(", ")
}

/// Ties to people, and what is followed: the part that does not depend on how much is shown.
macro_rules! ties {
    () => {
        "SELECT CAST(1 AS BIGINT), target FROM follow WHERE account = $1 AND target = $2
         UNION ALL SELECT 2, account FROM follow WHERE account = $2 AND target = $1
         UNION ALL SELECT 3, target FROM (SELECT target FROM block WHERE account = $1 LIMIT 200) AS a
         UNION ALL SELECT 3, account FROM (SELECT account FROM block WHERE target = $1 LIMIT 200) AS b
         UNION ALL SELECT 3, target FROM (SELECT target FROM mute WHERE account = $1 LIMIT 200) AS c
         UNION ALL SELECT 7, topic FROM topic_follow WHERE account = $1 AND topic = $3"
    };
}

/// How `account` stands to what is shown.
///
/// What somebody likes among things of the same days is mostly little: it is read as a range, which takes a quarter of the
/// time that a list of everything shown takes; whoever likes more is asked about by that list.
pub async fn of(db: &impl Query, account: AccountId, shown: &Shown) -> Result<Standing, Error> {
    let author = shown.author.unwrap_or(AccountId(0));
    let topic = shown.topic.unwrap_or(TopicId(0));
    let notes = range(shown.notes.iter().map(|id| id.0));
    let comments = range(shown.comments.iter().map(|id| id.0));
    let sql = concat!(
        ties!(),
        " UNION ALL SELECT 4, note FROM
            (SELECT note FROM note_like WHERE account = $1 AND note >= $4 AND note <= $5 LIMIT 100) AS d
          UNION ALL SELECT 5, note FROM
            (SELECT note FROM collection_note WHERE account = $1 AND note >= $4 AND note <= $5 LIMIT 100) AS e
          UNION ALL SELECT 6, comment FROM
            (SELECT comment FROM comment_like WHERE account = $1 AND comment >= $6 AND comment <= $7 LIMIT 100) AS f"
    );
    let values = args![
        account, author, topic, notes.0, notes.1, comments.0, comments.1
    ];
    let rows = db.all::<(i64, i64)>(sql, values).await?;
    let is_long = |kind: i64| rows.iter().filter(|(what, _)| *what == kind).count() >= LIKES;
    if [4, 5, 6].into_iter().any(is_long) {
        return among(db, account, shown).await;
    }
    Ok(standing(rows, shown))
}

/// The same, for whoever likes much.
async fn among(db: &impl Query, account: AccountId, shown: &Shown) -> Result<Standing, Error> {
    let author = shown.author.unwrap_or(AccountId(0));
    let topic = shown.topic.unwrap_or(TopicId(0));
    let notes = filled(shown.notes.iter().map(|id| id.0));
    let comments = filled(shown.comments.iter().map(|id| id.0));
    let in_notes = places(4, notes.len());
    let in_comments = places(4 + notes.len(), comments.len());
    let sql = format!(
        "{}
         UNION ALL SELECT 4, note FROM note_like WHERE account = $1 AND note IN ({in_notes})
         UNION ALL SELECT 5, note FROM collection_note WHERE account = $1 AND note IN ({in_notes})
         UNION ALL SELECT 6, comment FROM comment_like WHERE account = $1 AND comment IN ({in_comments})",
        ties!()
    );
    let mut values: Vec<Value<'_>> = args![account, author, topic].to_vec();
    values.extend(notes.iter().chain(&comments).map(|id| Value::from(*id)));
    let rows = db.all::<(i64, i64)>(&sql, &values).await?;
    Ok(standing(rows, shown))
}

fn standing(rows: Vec<(i64, i64)>, shown: &Shown) -> Standing {
    let mut standing = Standing::default();
    let mut ties = 0;
    for (what, id) in rows {
        match what {
            1 => standing.author.follows = true,
            2 => standing.author.followed_by = true,
            3 => {
                ties += 1;
                standing.apart |= ties >= TIES || shown.people.contains(&AccountId(id));
            }
            4 => {
                standing.liked.insert(NoteId(id));
            }
            5 => {
                standing.collected.insert(NoteId(id));
            }
            7 => standing.follows_topic = true,
            _ => {
                standing.liked_comments.insert(CommentId(id));
            }
        }
    }
    standing
}
