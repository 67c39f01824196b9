//! How somebody stands to everything that a page shows: one question for all of it.

use crate::seam::{Query, Value};
use crate::{Error, args};
use sampan_domain::{AccountId, CommentId, NoteId, Relation, TopicId};
use std::collections::HashSet;

/// Blocks and mutes that are looked at; whoever has more is looked at closely.
const TIES: usize = 200;
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

/// How `account` stands to what is shown.
pub async fn of(db: &impl Query, account: AccountId, shown: &Shown) -> Result<Standing, Error> {
    let notes = filled(shown.notes.iter().map(|id| id.0));
    let comments = filled(shown.comments.iter().map(|id| id.0));
    let in_notes = places(4, notes.len());
    let in_comments = places(4 + notes.len(), comments.len());
    let sql = format!(
        "SELECT CAST(1 AS BIGINT), target FROM follow WHERE account = $1 AND target = $2
         UNION ALL SELECT 2, account FROM follow WHERE account = $2 AND target = $1
         UNION ALL SELECT 3, target FROM (SELECT target FROM block WHERE account = $1 LIMIT {TIES}) AS a
         UNION ALL SELECT 3, account FROM (SELECT account FROM block WHERE target = $1 LIMIT {TIES}) AS b
         UNION ALL SELECT 3, target FROM (SELECT target FROM mute WHERE account = $1 LIMIT {TIES}) AS c
         UNION ALL SELECT 7, topic FROM topic_follow WHERE account = $1 AND topic = $3
         UNION ALL SELECT 4, note FROM note_like WHERE account = $1 AND note IN ({in_notes})
         UNION ALL SELECT 5, note FROM collection_note WHERE account = $1 AND note IN ({in_notes})
         UNION ALL SELECT 6, comment FROM comment_like WHERE account = $1 AND comment IN ({in_comments})"
    );
    let author = shown.author.unwrap_or(AccountId(0));
    let topic = shown.topic.unwrap_or(TopicId(0));
    let mut values: Vec<Value<'_>> = args![account, author, topic].to_vec();
    values.extend(notes.iter().chain(&comments).map(|id| Value::from(*id)));
    let mut standing = Standing::default();
    let mut ties = 0;
    for (what, id) in db.all::<(i64, i64)>(&sql, &values).await? {
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
    Ok(standing)
}
