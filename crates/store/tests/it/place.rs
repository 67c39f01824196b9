//! Where a fact is checked: a fresh database of one engine.

use crate::cluster;
use sampan_store::Db;
use std::future::Future;
use std::sync::atomic::{AtomicU32, Ordering};

/// The address of a fresh, empty database.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) url: String,
}

impl Place {
    pub(crate) async fn open(&self) -> Db {
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

pub(crate) fn on_sqlite<F: Future<Output = ()>>(facts: impl FnOnce(Place) -> F) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("it.db").display());
    run(facts(Place { url }));
}

/// `template` is what the database is copied from: one that is up to date already, or an empty one.
pub(crate) fn on_postgres<F: Future<Output = ()>>(template: &str, facts: impl FnOnce(Place) -> F) {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let folder = cluster::shared();
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("it_{}_{count}", std::process::id());
    run(async {
        cluster::make_database(folder, &name, template).await;
        facts(Place {
            url: cluster::url(folder, &name),
        })
        .await;
        // Only after success: what failed can be looked at while the cluster lingers.
        cluster::order(folder, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
    });
}

/// Declares facts that hold on both engines, as `async fn name(db: Db) { … }`, or `(place: Place)` for
/// those that open the database themselves.
#[macro_export]
macro_rules! both {
    ($(#[doc = $doc:literal] $(#[doc = $more:literal])*)? async fn $name:ident($db:ident: Db) $body:block $($rest:tt)*) => {
        both!(@tests $name, $crate::cluster::UP_TO_DATE, |place: $crate::place::Place| async move {
            let $db = place.open().await;
            facts($db).await
        }, async fn facts($db: Db) $body);
        both!($($rest)*);
    };
    ($(#[doc = $doc:literal] $(#[doc = $more:literal])*)? async fn $name:ident($place:ident: Place) $body:block $($rest:tt)*) => {
        both!(@tests $name, "template1", facts, async fn facts($place: $crate::place::Place) $body);
        both!($($rest)*);
    };
    (@tests $name:ident, $template:expr, $facts:expr, $($item:tt)+) => {
        mod $name {
            use super::*;

            $($item)+

            #[test]
            fn sqlite() {
                $crate::place::on_sqlite($facts);
            }

            #[test]
            fn postgres() {
                $crate::place::on_postgres($template, $facts);
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
