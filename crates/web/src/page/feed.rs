//! The feed's own pages: why a note was dealt, what one asks for, what one is interested in.

use super::{Frame, Here};
use askama::Template;
use sampan_app::view::{CardView, WhyView};
use sampan_domain::feed::{MAX_SLIDE, Reason, Source, Subject, Wish, Wishes};
use sampan_domain::{NoteId, TopicId};

/// A reason in words, and where it leads.
pub struct Told {
    pub words: String,
    pub path: Option<String>,
}

/// `GET /n/{note}/why`
#[derive(Template)]
#[template(path = "why.html")]
pub struct Why {
    pub frame: Frame,
    pub card: CardView,
    pub why: Option<WhyView>,
}

impl Why {
    fn sheet(&self) -> WhySheet<'_> {
        WhySheet {
            frame: &self.frame,
            note: self.card.id,
            why: self.why.as_ref(),
            is_sheet: false,
        }
    }
}

/// The same as a sheet over the feed.
#[derive(Template)]
#[template(path = "part/why_sheet.html")]
pub struct WhySheet<'a> {
    pub frame: &'a Frame,
    pub note: NoteId,
    pub why: Option<&'a WhyView>,
    /// Not within a page that has the heading already.
    pub is_sheet: bool,
}

html_safe!(WhySheet);

impl WhySheet<'_> {
    fn source(&self, source: &Source) -> String {
        self.frame
            .t(&format!("why-source-{}", source.as_str()))
            .into_owned()
    }

    fn subject(&self, why: &WhyView, subject: &Subject) -> (String, Option<String>) {
        match subject {
            Subject::Topic(id) => {
                let name = why.topics.iter().find(|(known, _)| known == id);
                match name {
                    Some((_, name)) => (format!("#{name}"), Some(self.frame.topic_path(name))),
                    None => (String::new(), None),
                }
            }
            Subject::Place(place) => (place.clone(), None),
        }
    }

    /// The reasons in words, the strongest first.
    fn reasons(&self, why: &WhyView) -> Vec<Told> {
        let frame = self.frame;
        let plain = |key: &str| Told {
            words: frame.t(key).into_owned(),
            path: None,
        };
        let seed = |key: &str, id: &NoteId| {
            let title = why.seeds.iter().find(|card| card.id == *id);
            Told {
                words: frame.t1(key, "title", title.map_or("", |card| card.title.as_str())),
                path: Some(format!("/n/{id}")),
            }
        };
        let about = |key: &str, subject: &Subject| {
            let (name, path) = self.subject(why, subject);
            Told {
                words: frame.t1(key, "subject", &name),
                path,
            }
        };
        let told = why.reasons.iter().map(|reason| match reason {
            Reason::CoLiked(note) => seed("why-co-liked", note),
            Reason::Near(note) => seed("why-near", note),
            Reason::Session => plain("why-session"),
            Reason::SessionTopic(subject) => about("why-session-topic", subject),
            Reason::FollowedAuthor => plain("why-followed-author"),
            Reason::AuthorTaste => plain("why-author-taste"),
            Reason::FollowedTopic(subject) => about("why-followed-topic", subject),
            Reason::TopicTaste(subject) => about("why-topic-taste", subject),
            Reason::LangTaste(lang) => Told {
                words: frame.t1("why-lang-taste", "language", &frame.lang_name(*lang)),
                path: None,
            },
            Reason::Rising => plain("why-rising"),
            Reason::Heat => plain("why-heat"),
            Reason::Liked => plain("why-liked"),
            Reason::Rate => plain("why-rate"),
            Reason::Fresh => plain("why-fresh"),
            Reason::New => plain("why-new"),
            Reason::Across(lang) => Told {
                words: frame.t1("why-across", "language", &frame.lang_name(*lang)),
                path: None,
            },
            Reason::Wish(wish) => Told {
                words: frame.t1("why-wish", "wish", &frame.t(wish_key(*wish))),
                path: Some("/settings/feed".into()),
            },
        });
        told.collect()
    }
}

fn wish_key(wish: Wish) -> &'static str {
    match wish {
        Wish::Fresh => "wish-fresh-more",
        Wish::Discover => "wish-discover-more",
        Wish::Others => "wish-others-more",
        Wish::Small => "wish-small-more",
        Wish::Video => "wish-video-more",
        Wish::Words => "wish-video-less",
    }
}

/// A slider: its name in forms, and its value.
pub struct Slider {
    pub name: &'static str,
    pub value: i8,
}

/// `GET /settings/feed`
#[derive(Template)]
#[template(path = "settings/feed.html")]
pub struct FeedSettings {
    pub frame: Frame,
    pub wishes: Wishes,
    /// The topics with a wish, by name.
    pub topics: Vec<(TopicId, String)>,
    pub saved: bool,
    /// As typed, when there is no such topic.
    pub unknown: Option<String>,
}

impl FeedSettings {
    fn sliders(&self) -> [Slider; 5] {
        let wishes = &self.wishes;
        [
            ("fresh", wishes.fresh),
            ("discover", wishes.discover),
            ("others", wishes.others),
            ("small", wishes.small),
            ("video", wishes.video),
        ]
        .map(|(name, value)| Slider { name, value })
    }

    fn label(&self, slider: &Slider, end: &str) -> String {
        self.frame
            .t(&format!("wish-{}{end}", slider.name))
            .into_owned()
    }

    fn most(&self) -> i8 {
        MAX_SLIDE
    }

    fn wish(&self, id: &TopicId) -> i8 {
        self.wishes.topics.get(id).copied().unwrap_or(0)
    }
}

/// `GET /welcome`
#[derive(Template)]
#[template(path = "welcome.html")]
pub struct Welcome {
    pub frame: Frame,
    /// Topics to choose from: name, what it says in the reader's language, whether it is followed.
    pub topics: Vec<(String, Option<String>, bool)>,
}
