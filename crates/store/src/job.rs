//! The job table: work that outlives a request.
//!
//! A job waits in a lane, is leased by a worker, and is removed when done. A worker that dies lets its
//! lease run out. A job that fails too often stays as `dead`, with its reason, until somebody looks.

use crate::seam::{Dialect, Query, Tx};
use crate::{Error, args, record};
use sampan_domain::JobId;

/// What a new job needs.
#[derive(Debug, Clone)]
pub struct NewJob {
    pub id: JobId,
    pub lane: String,
    pub kind: String,
    /// While a job with this key waits or runs, another one is not added.
    pub dedupe: Option<String>,
    pub payload: String,
    pub run_at: i64,
    pub made_at: i64,
}

record! {
    pub struct Job {
        pub id: JobId,
        pub lane: String,
        pub kind: String,
        pub payload: String,
        pub attempts: i64,
    }
}

record! {
    /// A job that was given up.
    pub struct Dead {
        pub id: JobId,
        pub lane: String,
        pub kind: String,
        pub payload: String,
        pub attempts: i64,
        pub error: Option<String>,
        pub made_at: i64,
    }
}

/// Adds a job; `false` when one with its key is there already.
pub async fn insert(tx: &Tx, new: &NewJob) -> Result<bool, Error> {
    let added = tx
        .execute(
            "INSERT INTO job (id, lane, kind, dedupe, payload, state, attempts, run_at,
                leased_until, made_at)
             VALUES ($1, $2, $3, $4, $5, 'waiting', 0, $6, 0, $7) ON CONFLICT DO NOTHING",
            args![
                new.id,
                &new.lane,
                &new.kind,
                new.dedupe.as_deref(),
                &new.payload,
                new.run_at,
                new.made_at
            ],
        )
        .await?;
    Ok(added > 0)
}

/// Takes up to `limit` due jobs of a lane and leases them until `until_ms`.
pub async fn lease(
    tx: &Tx,
    dialect: Dialect,
    lane: &str,
    now_ms: i64,
    until_ms: i64,
    limit: i64,
) -> Result<Vec<Job>, Error> {
    let sql = format!(
        // As a table of its own, so that it is read once whatever the plan: read twice, it would take
        // others the second time (PostgreSQL).
        "WITH due AS (SELECT id FROM job
            WHERE lane = $1 AND state = 'waiting' AND run_at <= $2
            ORDER BY run_at LIMIT $3 {})
         UPDATE job SET state = 'running', attempts = attempts + 1, leased_until = $4
         WHERE id IN (SELECT id FROM due)
         RETURNING id, lane, kind, payload, attempts",
        dialect.skip_locked
    );
    tx.all(&sql, args![lane, now_ms, limit, until_ms]).await
}

/// Lets jobs of workers that died wait again.
pub async fn release_expired(tx: &Tx, now_ms: i64) -> Result<u64, Error> {
    tx.execute(
        "UPDATE job SET state = 'waiting', run_at = $1 WHERE state = 'running'
            AND leased_until < $1",
        args![now_ms],
    )
    .await
}

/// Keeps a running job until `until_ms`.
pub async fn renew(tx: &Tx, id: JobId, until_ms: i64) -> Result<(), Error> {
    let sql = "UPDATE job SET leased_until = $1 WHERE id = $2 AND state = 'running'";
    tx.execute(sql, args![until_ms, id]).await?;
    Ok(())
}

pub async fn done(tx: &Tx, id: JobId) -> Result<(), Error> {
    tx.execute("DELETE FROM job WHERE id = $1", args![id])
        .await?;
    Ok(())
}

/// Lets a failed job wait until `run_at`; one that was given up meanwhile stays so.
pub async fn retry(tx: &Tx, id: JobId, run_at: i64, error: &str) -> Result<(), Error> {
    tx.execute(
        "UPDATE job SET state = 'waiting', run_at = $1, error = $2
         WHERE id = $3 AND state = 'running'",
        args![run_at, error, id],
    )
    .await?;
    Ok(())
}

/// Lets a job that was interrupted wait for the next worker, as if it had not been begun.
pub async fn give_back(tx: &Tx, id: JobId, now_ms: i64) -> Result<(), Error> {
    let sql = "UPDATE job SET state = 'waiting', run_at = $1, attempts = attempts - 1
               WHERE id = $2 AND state = 'running'";
    tx.execute(sql, args![now_ms, id]).await?;
    Ok(())
}

/// Gives a job up. Its key is free again.
pub async fn bury(tx: &Tx, id: JobId, error: &str) -> Result<(), Error> {
    tx.execute(
        "UPDATE job SET state = 'dead', dedupe = NULL, error = $1 WHERE id = $2",
        args![error, id],
    )
    .await?;
    Ok(())
}

pub async fn dead(db: &impl Query) -> Result<Vec<Dead>, Error> {
    db.all(
        "SELECT id, lane, kind, payload, attempts, error, made_at FROM job WHERE state = 'dead'
         ORDER BY id DESC LIMIT 200",
        &[],
    )
    .await
}

/// Lets a dead job try again from the start; `false` when there is no such job.
pub async fn revive(tx: &Tx, id: JobId, now_ms: i64) -> Result<bool, Error> {
    let revived = tx
        .execute(
            "UPDATE job SET state = 'waiting', attempts = 0, run_at = $1
             WHERE id = $2 AND state = 'dead'",
            args![now_ms, id],
        )
        .await?;
    Ok(revived > 0)
}

/// How many jobs wait or run in a lane.
pub async fn pending(db: &impl Query, lane: &str) -> Result<i64, Error> {
    let sql = "SELECT COUNT(*) FROM job WHERE lane = $1 AND state <> 'dead'";
    Ok(db.one::<(i64,)>(sql, args![lane]).await?.0)
}

/// Whether a lane has anything to do; spares an idle server its writes.
/// How many there are of each lane and state, in the order of their names.
pub async fn counts(db: &impl Query) -> Result<Vec<(String, String, i64)>, Error> {
    db.all(
        "SELECT lane, state, COUNT(*) FROM job GROUP BY lane, state ORDER BY lane, state",
        args![],
    )
    .await
}

pub async fn due(db: &impl Query, lane: &str, now_ms: i64) -> Result<bool, Error> {
    let row: Option<(i64,)> = db
        .optional(
            "SELECT 1 FROM job WHERE lane = $1 AND state = 'waiting' AND run_at <= $2 LIMIT 1",
            args![lane, now_ms],
        )
        .await?;
    Ok(row.is_some())
}
