//! Search for people and topics.

use super::{Frame, Here};
use askama::Template;
use sampan_app::view::{PersonView, TopicBrief};

/// `GET /search`
#[derive(Template)]
#[template(path = "search.html")]
pub struct Search {
    pub frame: Frame,
    /// Empty before anything was looked for.
    pub query: String,
    pub people: Vec<PersonView>,
    pub topics: Vec<TopicBrief>,
}
