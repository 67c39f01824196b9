//! Topics.

use super::hole::Hole;
use super::part::TopicFollow;
use super::{Errors, Frame, Here};
use crate::rich::Html;
use askama::Template;
use sampan_app::view::{FeedPage, TopicBrief, TopicView};
use sampan_domain::comment::Sort;

/// `GET /topics`
#[derive(Template)]
#[template(path = "topics.html")]
pub struct Topics {
    pub frame: Frame,
    pub rising: Vec<TopicBrief>,
    pub followed: Vec<TopicBrief>,
}

/// `GET /t/{topic}`
#[derive(Template)]
#[template(path = "topic.html")]
pub struct Topic {
    pub frame: Frame,
    pub topic: TopicView,
    pub sort: Sort,
    pub feed: FeedPage,
    /// Of the form that merges it into another, on fields `into` and `topic`.
    pub errors: Errors,
    pub into: String,
}

impl Topic {
    fn path(&self) -> String {
        format!(
            "{}?sort={}",
            self.frame.topic_path(&self.topic.name),
            self.sort.as_str()
        )
    }

    fn follow(&self) -> Result<Html, askama::Error> {
        let name = &self.topic.name;
        let left = self
            .frame
            .leave(|| Hole::TopicFollow { name: name.clone() });
        if let Some(html) = left {
            return Ok(html);
        }
        let follow = TopicFollow {
            frame: &self.frame,
            name,
            follows: self.topic.follows,
            say: String::new(),
        };
        follow.render().map(Html)
    }
}
