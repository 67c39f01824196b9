//! Where a fact is checked: a fresh database of one engine.

use crate::cluster;
use sampan_store::Db;
use std::future::Future;
use std::sync::atomic::{AtomicU32, Ordering};

/// The address of a fresh, empty database.
#[derive(Debug, Clone)]
pub struct Place {
    pub url: String,
}

impl Place {
    pub async fn open(&self) -> Db {
        Db::open(&self.url).await.unwrap()
    }
}

fn run<F: Future<Output = ()>>(facts: F) {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
        .block_on(facts);
}

pub fn on_sqlite<F: Future<Output = ()>>(facts: impl FnOnce(Place) -> F) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("it.db").display());
    run(facts(Place { url }));
}

pub fn on_postgres<F: Future<Output = ()>>(facts: impl FnOnce(Place) -> F) {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let folder = cluster::shared();
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("it_{}_{count}", std::process::id());
    run(async {
        let (client, connection) =
            tokio_postgres::connect(&cluster::url(folder, "postgres"), tokio_postgres::NoTls)
                .await
                .unwrap();
        let connection = tokio::spawn(connection);
        client
            .batch_execute(&format!("CREATE DATABASE {name}"))
            .await
            .unwrap();
        facts(Place {
            url: cluster::url(folder, &name),
        })
        .await;
        // Only after success: what failed can be looked at while the cluster lingers.
        client
            .batch_execute(&format!("DROP DATABASE {name} WITH (FORCE)"))
            .await
            .unwrap();
        drop(client);
        connection.await.unwrap().unwrap();
    });
}

/// Declares facts that hold on both engines, as `async fn name(db: Db) { … }`, or `(place: Place)` for
/// those that open the database themselves.
#[macro_export]
macro_rules! both {
    ($(#[doc = $doc:literal] $(#[doc = $more:literal])*)? async fn $name:ident($db:ident: Db) $body:block $($rest:tt)*) => {
        both!(@tests $name, |place: $crate::place::Place| async move {
            let $db = place.open().await;
            facts($db).await
        }, async fn facts($db: Db) $body);
        both!($($rest)*);
    };
    ($(#[doc = $doc:literal] $(#[doc = $more:literal])*)? async fn $name:ident($place:ident: Place) $body:block $($rest:tt)*) => {
        both!(@tests $name, facts, async fn facts($place: $crate::place::Place) $body);
        both!($($rest)*);
    };
    (@tests $name:ident, $facts:expr, $($item:tt)+) => {
        mod $name {
            use super::*;

            $($item)+

            #[test]
            fn sqlite() {
                $crate::place::on_sqlite($facts);
            }

            #[test]
            fn postgres() {
                $crate::place::on_postgres($facts);
            }
        }
    };
    () => {};
}

/// Writes: `write!(db, |tx, a, b| store::change(tx, *a, b).await)`, where `a` and `b` are variables,
/// cloned for the writer.
#[macro_export]
macro_rules! write {
    ($db:expr, |$tx:ident $(, $name:ident)* $(,)?| $work:expr) => {
        $db.write(($($name.clone(),)*), |$tx, ($($name,)*)| Box::pin(async move { $work })).await
    };
}
