//! The feeds.

use super::{Frame, Here};
use askama::Template;
use sampan_app::view::{FeedPage, TopicBrief};
use sampan_domain::NoteId;

/// `GET /`
#[derive(Template)]
#[template(path = "explore.html")]
pub struct Explore {
    pub frame: Frame,
    pub feed: FeedPage,
    /// Chips above the feed.
    pub topics: Vec<TopicBrief>,
    /// The newest note there is; newer ones wait behind the pill.
    pub newest: Option<NoteId>,
}

/// `GET /following`
#[derive(Template)]
#[template(path = "following.html")]
pub struct Following {
    pub frame: Frame,
    pub feed: FeedPage,
    pub follows_nobody: bool,
}
