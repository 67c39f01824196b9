use futures::future::join_all;
use sampan_domain::JobId;
use sampan_store::job::{self, Job, NewJob};
use sampan_store::{Db, Error};
use std::collections::HashSet;

fn new(id: i64, lane: &str, run_at: i64) -> NewJob {
    NewJob {
        id: JobId(id),
        lane: lane.to_owned(),
        kind: "resize".to_owned(),
        dedupe: None,
        payload: format!("{{\"id\":{id}}}"),
        run_at,
        made_at: 5,
    }
}

async fn add(db: &Db, new: NewJob) -> bool {
    write!(db, |tx, new| job::insert(tx, new).await).unwrap()
}

async fn lease(db: &Db, lane: &'static str, now: i64, limit: i64) -> Vec<Job> {
    write!(db, |tx, lane, now, limit| {
        job::lease(tx, tx.dialect(), lane, *now, *now + 100, *limit).await
    })
    .unwrap()
}

fn ids(jobs: &[Job]) -> HashSet<i64> {
    jobs.iter().map(|job| job.id.0).collect()
}

both! {
    async fn due_jobs_of_a_lane_are_leased_once(db: Db) {
        for (id, lane, run_at) in [(1, "media", 30), (2, "media", 10), (3, "media", 20), (4, "lang", 0)] {
            assert!(add(&db, new(id, lane, run_at)).await);
        }
        assert_eq!(job::due(&db, "media", 9).await, Ok(false));
        assert_eq!(job::due(&db, "media", 10).await, Ok(true));
        assert!(lease(&db, "media", 9, 5).await.is_empty());
        // The longest due first.
        let first = lease(&db, "media", 25, 1).await;
        assert_eq!(ids(&first), HashSet::from([2]));
        assert_eq!((first[0].lane.as_str(), first[0].kind.as_str()), ("media", "resize"));
        assert_eq!((first[0].payload.as_str(), first[0].attempts), ("{\"id\":2}", 1));
        assert_eq!(ids(&lease(&db, "media", 25, 5).await), HashSet::from([3]));
        assert!(lease(&db, "media", 25, 5).await.is_empty());
        assert_eq!(ids(&lease(&db, "media", 1_000, 5).await), HashSet::from([1]));
        assert_eq!(job::due(&db, "media", 1_000).await, Ok(false));
        assert_eq!(job::pending(&db, "media").await, Ok(3));
        assert_eq!(job::pending(&db, "lang").await, Ok(1));
        write!(db, |tx| job::done(tx, JobId(2)).await).unwrap();
        assert_eq!(job::pending(&db, "media").await, Ok(2));
        let count = |lane: &str, state: &str, count| (lane.to_owned(), state.to_owned(), count);
        let counts = vec![count("lang", "waiting", 1), count("media", "running", 2)];
        assert_eq!(job::counts(&db).await, Ok(counts));
    }

    async fn many_workers_share_a_lane_without_doing_a_job_twice(place: Place) {
        let dbs = [place.open().await, place.open().await];
        for id in 1..=60 {
            add(&dbs[0], new(id, "media", id)).await;
        }
        let takes = join_all((0..30).map(|n| lease(&dbs[n % 2], "media", 100, 3))).await;
        assert!(takes.iter().all(|jobs| jobs.len() <= 3));
        let all: Vec<i64> = takes.iter().flatten().map(|job| job.id.0).collect();
        let distinct: HashSet<i64> = all.iter().copied().collect();
        assert_eq!(all.len(), distinct.len());
        // A worker passes by what another one is just taking; nothing is forgotten.
        let rest = lease(&dbs[0], "media", 100, 100).await;
        assert_eq!(distinct.len() + rest.len(), 60);
    }

    async fn a_worker_that_dies_gives_its_jobs_back(db: Db) {
        add(&db, new(1, "media", 0)).await;
        add(&db, new(2, "media", 0)).await;
        assert_eq!(lease(&db, "media", 0, 1).await.len(), 1);
        assert_eq!(write!(db, |tx| job::release_expired(tx, 100).await), Ok(0));
        assert_eq!(write!(db, |tx| job::release_expired(tx, 101).await), Ok(1));
        let again = lease(&db, "media", 101, 5).await;
        assert_eq!(ids(&again), HashSet::from([1, 2]));
        let attempts: HashSet<i64> = again.iter().map(|job| job.attempts).collect();
        assert_eq!(attempts, HashSet::from([1, 2]));
    }

    async fn an_interrupted_job_is_as_new(db: Db) {
        add(&db, new(1, "media", 0)).await;
        assert_eq!(lease(&db, "media", 10, 1).await[0].attempts, 1);
        write!(db, |tx| job::give_back(tx, JobId(1), 20).await).unwrap();
        assert!(lease(&db, "media", 19, 1).await.is_empty());
        assert_eq!(lease(&db, "media", 20, 1).await[0].attempts, 1);
    }

    async fn a_failed_job_waits_then_dies_and_is_revived(db: Db) {
        add(&db, NewJob { dedupe: Some("k".to_owned()), ..new(1, "media", 0) }).await;
        lease(&db, "media", 0, 1).await;
        write!(db, |tx| job::retry(tx, JobId(1), 50, "no codec").await).unwrap();
        assert!(lease(&db, "media", 49, 1).await.is_empty());
        assert_eq!(lease(&db, "media", 50, 1).await[0].attempts, 2);
        assert!(job::dead(&db).await.unwrap().is_empty());
        assert_eq!(write!(db, |tx| job::revive(tx, JobId(1), 0).await), Ok(false));

        write!(db, |tx| job::bury(tx, JobId(1), "hopeless").await).unwrap();
        let dead = job::dead(&db).await.unwrap();
        assert_eq!(dead.len(), 1);
        assert_eq!((dead[0].id, dead[0].lane.as_str(), dead[0].kind.as_str()), (JobId(1), "media", "resize"));
        assert_eq!((dead[0].error.as_deref(), dead[0].attempts), (Some("hopeless"), 2));
        assert_eq!((dead[0].payload.as_str(), dead[0].made_at), ("{\"id\":1}", 5));
        assert_eq!(job::pending(&db, "media").await, Ok(0));
        assert_eq!(write!(db, |tx| job::release_expired(tx, 9_999).await), Ok(0));
        // Its key is free again.
        assert!(add(&db, NewJob { dedupe: Some("k".to_owned()), ..new(2, "media", 500) }).await);

        assert_eq!(write!(db, |tx| job::revive(tx, JobId(1), 70).await), Ok(true));
        let revived = lease(&db, "media", 70, 5).await;
        assert_eq!((revived[0].id, revived[0].attempts), (JobId(1), 1));
        assert!(job::dead(&db).await.unwrap().is_empty());
    }

    /// A worker that was taken for dead comes back and reports what it did.
    async fn a_late_worker_does_not_wake_what_was_given_up(db: Db) {
        add(&db, new(1, "media", 0)).await;
        lease(&db, "media", 0, 1).await;
        write!(db, |tx| job::bury(tx, JobId(1), "hopeless").await).unwrap();
        write!(db, |tx| job::retry(tx, JobId(1), 0, "late").await).unwrap();
        assert_eq!(job::dead(&db).await.unwrap()[0].error.as_deref(), Some("hopeless"));
        assert!(lease(&db, "media", 100, 1).await.is_empty());
    }

    async fn a_key_is_there_once_while_it_waits_or_runs(db: Db) {
        let keyed = |id, key: &str| NewJob { dedupe: Some(key.to_owned()), ..new(id, "lang", 0) };
        let adds = join_all((1..=50).map(|id| add(&db, keyed(id, "note:1")))).await;
        assert_eq!(adds.into_iter().filter(|added| *added).count(), 1);
        assert!(add(&db, keyed(100, "note:2")).await);
        assert!(add(&db, new(101, "lang", 0)).await);
        assert!(add(&db, new(102, "lang", 0)).await);
        let running = lease(&db, "lang", 0, 100).await;
        assert_eq!(running.len(), 4);
        assert!(!add(&db, keyed(103, "note:1")).await);
        for done in running.into_iter().map(|job| job.id) {
            write!(db, |tx, done| job::done(tx, *done).await).unwrap();
        }
        assert!(add(&db, keyed(104, "note:1")).await);
        // Done twice is done.
        assert_eq!(write!(db, |tx| job::done(tx, JobId(1)).await), Ok::<_, Error>(()));
    }
}
