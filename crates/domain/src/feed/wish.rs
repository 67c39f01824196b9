//! What readers ask of their feed: sliders, topics up or down, or no ranking at all.

use crate::TopicId;
use std::collections::BTreeMap;

/// How far a slider goes to either side.
pub const MAX_SLIDE: i8 = 2;
/// Topics with a wish.
pub(super) const MAX_TOPICS: usize = 50;

/// A reader's wishes. Sliders go from −2 (less) over 0 to 2 (more).
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Wishes {
    /// What was written lately.
    pub fresh: i8,
    /// What the reader does not know yet.
    pub discover: i8,
    /// Notes in languages that the reader does not read.
    pub others: i8,
    /// Authors with few followers.
    pub small: i8,
    /// Video rather than words.
    pub video: i8,
    /// Topics that are wanted more or less.
    pub topics: BTreeMap<TopicId, i8>,
    /// No ranking and no profile: the newest first.
    pub chronological: bool,
}

impl Wishes {
    /// Wishes for a topic; where there are too many already, another one gives way.
    pub fn wish(&mut self, topic: TopicId, wish: i8) {
        self.topics.remove(&topic);
        while self.topics.len() >= MAX_TOPICS {
            self.topics.pop_first();
        }
        self.topics.insert(topic, wish);
    }

    /// With every slider in its range, and no wish that says nothing.
    #[must_use]
    pub fn bounded(mut self) -> Self {
        for slider in [
            &mut self.fresh,
            &mut self.discover,
            &mut self.others,
            &mut self.small,
            &mut self.video,
        ] {
            *slider = (*slider).clamp(-MAX_SLIDE, MAX_SLIDE);
        }
        self.topics.retain(|_, wish| {
            *wish = (*wish).clamp(-MAX_SLIDE, MAX_SLIDE);
            *wish != 0
        });
        while self.topics.len() > MAX_TOPICS {
            self.topics.pop_first();
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_wish_stays_where_there_are_too_many() {
        let mut wishes = Wishes::default();
        for topic in (1..=60).rev() {
            wishes.wish(TopicId(topic), 1);
        }
        assert_eq!(wishes.topics.len(), MAX_TOPICS);
        assert!(wishes.bounded().topics.contains_key(&TopicId(1)));
    }
}
