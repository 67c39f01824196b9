//! Renditions: an engine's, shared by all who say the same, and people's, for one note or comment.

use crate::seam::{Query, Tx, Value};
use crate::search::Subject;
use crate::{Error, args, held, listed, placeholders, record, word_columns};
use sampan_domain::rendition::{State, text_key};
use sampan_domain::{AccountId, CommentId, Lang, NoteId, SuggestionId};

word_columns!(State);

record! {
    pub struct Rendition {
        pub text_hash: String,
        pub source: Lang,
        /// Empty when nothing could be made of the text.
        pub body: String,
        pub engine: String,
        /// Of the engines and lists that made it.
        pub version: String,
    }
}

/// What an engine made.
#[derive(Debug, Clone)]
pub struct NewRendition {
    pub text_hash: String,
    pub source: Lang,
    pub target: Lang,
    pub body: String,
    pub engine: String,
    pub version: String,
    pub made_at: i64,
}

/// Renditions of these texts in one language, in no order.
pub async fn of(db: &impl Query, target: Lang, hashes: &[&str]) -> Result<Vec<Rendition>, Error> {
    if hashes.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT text_hash, source, body, engine, version FROM rendition
         WHERE target = $1 AND text_hash IN ({})",
        placeholders(2, hashes.len())
    );
    let mut values = vec![Value::from(target)];
    values.extend(hashes.iter().map(|hash| Value::Text(hash)));
    let last = Value::Text(hashes[hashes.len() - 1]);
    values.resize(1 + hashes.len().next_power_of_two(), last);
    db.all(&sql, &values).await
}

/// Keeps a rendition instead of the one that was there, unless that one is people's and this an engine's.
pub async fn put(tx: &Tx, new: &NewRendition) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO rendition (text_hash, source, target, body, engine, version, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (text_hash, source, target) DO UPDATE SET body = excluded.body,
            engine = excluded.engine, version = excluded.version, made_at = excluded.made_at
         WHERE rendition.version <> 'people' OR excluded.version = 'people'",
        args![
            &new.text_hash,
            new.source,
            new.target,
            &new.body,
            &new.engine,
            &new.version,
            new.made_at
        ],
    )
    .await?;
    tx.fold(|folds| folds.changed(Subject::Text, text_key(&new.text_hash)));
    Ok(())
}

/// Forgets what engines made before `before`: who still reads the text asks again, and of what was deleted
/// nothing stays.
pub async fn delete_old(tx: &Tx, before: i64) -> Result<u64, Error> {
    tx.execute(
        "DELETE FROM rendition WHERE made_at < $1 AND version <> 'people'",
        args![before],
    )
    .await
}

/// A rendition that somebody suggests.
#[derive(Debug, Clone)]
pub struct NewSuggestion {
    pub id: SuggestionId,
    pub note: NoteId,
    pub comment: Option<CommentId>,
    pub source: Lang,
    pub target: Lang,
    /// Hash of the original's words: what was suggested for others is not shown.
    pub wording: String,
    pub title: String,
    pub body: String,
    pub author: AccountId,
    pub state: State,
    pub made_at: i64,
}

record! {
    pub struct Suggestion {
        pub id: SuggestionId,
        pub note: NoteId,
        pub comment: Option<CommentId>,
        pub source: Lang,
        pub target: Lang,
        pub wording: String,
        pub title: String,
        pub body: String,
        /// `None` when they left.
        pub author: Option<AccountId>,
        pub state: State,
        pub votes: i64,
        pub made_at: i64,
    }
}

macro_rules! select_suggestions {
    ($rest:literal) => {
        concat!(
            "SELECT id, note, comment, source, target, wording, title, body, author, state, votes,
                made_at FROM suggestion ",
            $rest
        )
    };
}

/// Writes a suggestion; `false` when the same stands already. [`Error::NotFound`] when the note or the
/// comment is gone.
pub async fn suggest(tx: &Tx, new: &NewSuggestion) -> Result<bool, Error> {
    let held = held!(tx, "SELECT id FROM note WHERE id = $1", "FOR KEY SHARE");
    tx.one::<(NoteId,)>(held, args![new.note]).await?;
    if let Some(comment) = new.comment {
        let held = held!(tx, "SELECT id FROM comment WHERE id = $1", "FOR KEY SHARE");
        tx.one::<(CommentId,)>(held, args![comment]).await?;
    }
    let held = held!(tx, "SELECT id FROM account WHERE id = $1", "FOR KEY SHARE");
    tx.one::<(AccountId,)>(held, args![new.author]).await?;
    let same = tx
        .optional::<(SuggestionId, State)>(
            "SELECT id, state FROM suggestion
             WHERE note = $1 AND COALESCE(comment, 0) = $2 AND target = $3 AND author = $4
                AND wording = $5 AND title = $6 AND body = $7 AND state <> 'declined' LIMIT 1",
            args![
                new.note,
                new.comment.map_or(0, |id| id.0),
                new.target,
                new.author,
                &new.wording,
                &new.title,
                &new.body
            ],
        )
        .await?;
    if let Some((id, state)) = same {
        if state == State::Open && new.state == State::Accepted {
            settle(tx, id, State::Accepted).await?;
        }
        return Ok(false);
    }
    tx.execute(
        "INSERT INTO suggestion (id, note, comment, source, target, wording, title, body, author,
            state, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        args![
            new.id,
            new.note,
            new.comment,
            new.source,
            new.target,
            &new.wording,
            &new.title,
            &new.body,
            new.author,
            State::Open,
            new.made_at
        ],
    )
    .await?;
    if new.state == State::Accepted {
        settle(tx, new.id, State::Accepted).await?;
    }
    Ok(true)
}

pub async fn by_id(db: &impl Query, id: SuggestionId) -> Result<Option<Suggestion>, Error> {
    db.optional(select_suggestions!("WHERE id = $1"), args![id])
        .await
}

/// What was suggested for a note (`None`) or a comment and not declined: what is shown first, then what
/// most people want.
pub async fn suggestions(
    db: &impl Query,
    note: NoteId,
    comment: Option<CommentId>,
    target: Lang,
    wording: &str,
) -> Result<Vec<Suggestion>, Error> {
    db.all(
        select_suggestions!(
            "WHERE note = $1 AND COALESCE(comment, 0) = $2 AND target = $3 AND wording = $4
                AND state <> 'declined'
             ORDER BY state, votes DESC, id LIMIT 50"
        ),
        args![note, comment.map_or(0, |id| id.0), target, wording],
    )
    .await
}

/// The language of the latest suggestion that waits for a decision.
pub async fn open_target(
    db: &impl Query,
    note: NoteId,
    comment: Option<CommentId>,
    wording: &str,
) -> Result<Option<Lang>, Error> {
    let row: Option<(Lang,)> = db
        .optional(
            "SELECT target FROM suggestion
             WHERE note = $1 AND COALESCE(comment, 0) = $2 AND wording = $3 AND state = 'open'
             ORDER BY id DESC LIMIT 1",
            args![note, comment.map_or(0, |id| id.0), wording],
        )
        .await?;
    Ok(row.map(|(lang,)| lang))
}

/// How many open suggestions an account has for one note or comment.
pub async fn open_by(
    db: &impl Query,
    author: AccountId,
    note: NoteId,
    comment: Option<CommentId>,
) -> Result<i64, Error> {
    let row: (i64,) = db
        .one(
            "SELECT COUNT(*) FROM suggestion
             WHERE author = $1 AND note = $2 AND COALESCE(comment, 0) = $3 AND state = 'open'",
            args![author, note, comment.map_or(0, |id| id.0)],
        )
        .await?;
    Ok(row.0)
}

/// The accepted renditions of the comments under a note.
pub async fn accepted_below(
    db: &impl Query,
    note: NoteId,
    target: Lang,
) -> Result<Vec<Suggestion>, Error> {
    db.all(
        select_suggestions!(
            "WHERE state = 'accepted' AND target = $1 AND note = $2 AND comment IS NOT NULL"
        ),
        args![target, note],
    )
    .await
}

/// The accepted renditions of these notes.
pub async fn accepted(
    db: &impl Query,
    notes: &[NoteId],
    target: Lang,
) -> Result<Vec<Suggestion>, Error> {
    if notes.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        select_suggestions!(
            "WHERE state = 'accepted' AND target = $1 AND comment IS NULL AND note IN ({})"
        ),
        placeholders(2, notes.len())
    );
    let mut values = vec![Value::from(target)];
    values.extend(listed(notes.iter().map(|id| id.0)));
    db.all(&sql, &values).await
}

/// Decides about a suggestion. There is one accepted at a time for a note or comment and a language.
pub async fn settle(tx: &Tx, id: SuggestionId, state: State) -> Result<(), Error> {
    if state == State::Accepted {
        // Whoever accepts another one meanwhile waits.
        let held = held!(
            tx,
            "SELECT n.id FROM note n JOIN suggestion s ON s.note = n.id WHERE s.id = $1",
            "FOR UPDATE OF n"
        );
        tx.optional::<(NoteId,)>(held, args![id]).await?;
        tx.execute(
            "UPDATE suggestion SET state = 'open' WHERE state = 'accepted' AND EXISTS
                (SELECT 1 FROM suggestion s WHERE s.id = $1 AND s.note = suggestion.note
                    AND s.target = suggestion.target
                    AND COALESCE(s.comment, 0) = COALESCE(suggestion.comment, 0))",
            args![id],
        )
        .await?;
    }
    let sql = "UPDATE suggestion SET state = $1 WHERE id = $2 RETURNING note, comment";
    let about: Option<(NoteId, Option<CommentId>)> = tx.optional(sql, args![state, id]).await?;
    tx.fold(|folds| match about {
        Some((_, Some(comment))) => folds.changed(Subject::Comment, comment.0),
        Some((note, None)) => folds.changed(Subject::Note, note.0),
        None => {}
    });
    Ok(())
}

/// After an edit: what was accepted for other words is shown no more.
pub async fn reword(tx: &Tx, note: NoteId, wording: &str) -> Result<(), Error> {
    tx.execute(
        "UPDATE suggestion SET state = 'open'
         WHERE note = $1 AND comment IS NULL AND state = 'accepted' AND wording <> $2",
        args![note, wording],
    )
    .await?;
    Ok(())
}

/// Gives or takes back a vote; `false` when nothing changed.
pub async fn vote(tx: &Tx, account: AccountId, id: SuggestionId, on: bool) -> Result<bool, Error> {
    let changed = if on {
        tx.execute(
            held!(
                tx,
                "INSERT INTO suggestion_vote (suggestion, account)
                 SELECT id, $1 FROM suggestion WHERE id = $2",
                "FOR UPDATE",
                "ON CONFLICT DO NOTHING"
            ),
            args![account, id],
        )
        .await?
    } else {
        tx.execute(
            "DELETE FROM suggestion_vote WHERE account = $1 AND suggestion = $2",
            args![account, id],
        )
        .await?
    };
    if changed > 0 {
        tx.execute(
            "UPDATE suggestion SET votes = votes + $1 WHERE id = $2",
            args![if on { 1_i64 } else { -1 }, id],
        )
        .await?;
    }
    Ok(changed > 0)
}

/// Which of these suggestions an account voted for.
pub async fn voted_among(
    db: &impl Query,
    account: AccountId,
    ids: &[SuggestionId],
) -> Result<Vec<SuggestionId>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT suggestion FROM suggestion_vote WHERE account = $1 AND suggestion IN ({})",
        placeholders(2, ids.len())
    );
    let mut values = vec![Value::from(account)];
    values.extend(listed(ids.iter().map(|id| id.0)));
    let rows: Vec<(SuggestionId,)> = db.all(&sql, &values).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The next accepted suggestions after `after` for what everybody may see, for whoever exports them.
pub async fn accepted_after(
    db: &impl Query,
    after: SuggestionId,
    limit: i64,
) -> Result<Vec<Suggestion>, Error> {
    db.all(
        select_suggestions!(
            "WHERE state = 'accepted' AND id > $1 AND EXISTS
                (SELECT 1 FROM note WHERE note.id = suggestion.note AND visibility = 'public')
             ORDER BY id LIMIT $2"
        ),
        args![after, limit],
    )
    .await
}

macro_rules! delete_suggestions {
    ($tx:expr, $which:literal, $id:expr) => {
        for sql in [
            concat!(
                "DELETE FROM suggestion_vote WHERE suggestion IN
                    (SELECT id FROM suggestion WHERE ",
                $which,
                ")"
            ),
            concat!("DELETE FROM suggestion WHERE ", $which),
        ] {
            $tx.execute(sql, args![$id]).await?;
        }
    };
}

/// Takes an account out: its votes go, and its suggestions but for those that are shown, which stay
/// without a name.
pub async fn withdraw(tx: &Tx, account: AccountId) -> Result<(), Error> {
    for sql in [
        "UPDATE suggestion SET votes = votes - 1 WHERE id IN
            (SELECT suggestion FROM suggestion_vote WHERE account = $1)",
        "DELETE FROM suggestion_vote WHERE account = $1",
        "UPDATE suggestion SET author = NULL WHERE author = $1 AND state = 'accepted'",
    ] {
        tx.execute(sql, args![account]).await?;
    }
    delete_suggestions!(tx, "author = $1", account);
    Ok(())
}

/// Removes what was suggested for a note and its comments.
pub(crate) async fn delete_of_note(tx: &Tx, note: NoteId) -> Result<(), Error> {
    delete_suggestions!(tx, "note = $1", note);
    Ok(())
}

/// Removes what was suggested for a comment and its replies.
pub(crate) async fn delete_of_comment(tx: &Tx, comment: CommentId) -> Result<(), Error> {
    delete_suggestions!(
        tx,
        "comment IN (SELECT id FROM comment WHERE id = $1 OR parent = $1)",
        comment
    );
    Ok(())
}
