//! `sampan reindex`: the search index, built anew from the database.

use crate::config::Loaded;
use crate::{Outcome, open, say};

pub(crate) async fn run(loaded: Loaded) -> Outcome {
    let app = open(&loaded).await?;
    let mut told = -1;
    let result = app
        .rebuild_search(|building| {
            if building.percent() / 10 > told / 10 {
                told = building.percent();
                say(&format!("{told} %"));
            }
        })
        .await;
    app.close().await;
    match result {
        Ok(documents) => {
            say(&format!(
                "The index holds {documents} notes, comments, people and topics."
            ));
            Ok(())
        }
        Err(error) => Err(format!(
            "{error}. Stop the server first: it holds the index."
        )),
    }
}
