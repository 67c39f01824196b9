//! Search.

use super::crossing::CoverWords;
use super::frame::{Frame, Here};
use super::part::with_after;
use crate::rich::{self, Html, escaped};
use askama::Template;
use sampan_app::search::{Looking, Sort, What};
use sampan_app::view::{CardView, Cover, Find, FoundAt, FoundPage};
use sampan_domain::Lang;
use std::fmt::Write as _;

/// `GET /search`
#[derive(Template)]
#[template(path = "search.html")]
pub struct Search {
    pub frame: Frame,
    /// What is looked for; its text is empty before anything was.
    pub looking: Looking,
    pub found: FoundPage,
}

/// Notes or comments that were found, and the link to further ones. Answers `Sampan-Fragment: finds`.
#[derive(Template)]
#[template(path = "part/finds.html")]
pub struct Finds<'a> {
    pub frame: &'a Frame,
    pub looking: &'a Looking,
    pub found: &'a FoundPage,
}

html_safe!(Finds);

/// The address of a search.
fn path(looking: &Looking) -> String {
    let mut path = format!("/search?q={}", rich::percent(&looking.text));
    if looking.what != What::All {
        let _ = write!(path, "&what={}", looking.what.as_str());
    }
    if looking.sort == Sort::Newest {
        path.push_str("&sort=newest");
    }
    if let Some(lang) = looking.lang {
        let _ = write!(path, "&lang_of={lang}");
    }
    if !looking.place.is_empty() {
        let _ = write!(path, "&place={}", rich::percent(&looking.place));
    }
    path
}

impl Search {
    fn finds(&self) -> Finds<'_> {
        Finds {
            frame: &self.frame,
            looking: &self.looking,
            found: &self.found,
        }
    }

    /// Nothing at all.
    fn is_empty(&self) -> bool {
        let found = &self.found;
        found.cards.is_empty()
            && found.comments.is_empty()
            && found.people.is_empty()
            && found.topics.is_empty()
    }

    /// Whether something narrows the notes or comments.
    fn is_narrow(&self) -> bool {
        self.looking.lang.is_some() || !self.looking.place.is_empty()
    }

    /// Whether sorting and the like make a difference.
    fn has_order(&self) -> bool {
        !matches!(self.looking.what, What::People | What::Topics)
    }

    fn path_to(&self, what: &What) -> String {
        path(&Looking {
            what: *what,
            from: 0,
            ..self.looking.clone()
        })
    }

    fn sorted(&self, sort: Sort) -> String {
        path(&Looking {
            sort,
            from: 0,
            ..self.looking.clone()
        })
    }

    /// The same search without what narrows it.
    fn wide(&self) -> String {
        path(&Looking {
            lang: None,
            place: String::new(),
            from: 0,
            ..self.looking.clone()
        })
    }

    fn langs(&self) -> Vec<Lang> {
        Lang::all().collect()
    }
}

impl Finds<'_> {
    fn more(&self, next: &usize) -> String {
        with_after(&path(self.looking), &next.to_string())
    }

    /// The words of a cover that is no picture.
    fn words<'c>(&'c self, card: &'c CardView) -> Option<CoverWords<'c>> {
        CoverWords::of(self.frame, &card.cover, card.id, card.lang)
    }

    /// A title with what was looked for marked.
    fn title(&self, card: &CardView) -> Html {
        let mut html = String::new();
        let mut at = 0;
        for find in &card.finds {
            let (Some(before), Some(text)) =
                (card.title.get(at..find.start), card.title.get(find.clone()))
            else {
                continue;
            };
            let _ = write!(html, "{}<mark>{}</mark>", escaped(before), escaped(text));
            at = find.end;
        }
        let _ = write!(html, "{}", escaped(&card.title[at..]));
        Html(html)
    }

    fn excerpt(&self, find: &Find) -> Html {
        let mut html = String::new();
        for piece in &find.pieces {
            let text = escaped(&piece.text);
            let _ = if piece.is_find {
                write!(html, "<mark>{text}</mark>")
            } else {
                write!(html, "{text}")
            };
        }
        Html(html)
    }

    /// Where it was found, unless that goes without saying.
    fn place(&self, find: &Find) -> Option<String> {
        let own = find.lang.is_akin(self.frame.lang()) || find.lang == Lang::UND;
        Some(match (find.at, find.is_rendition) {
            (FoundAt::Title | FoundAt::Text, true) => self.frame.t("find-at-across").into_owned(),
            (FoundAt::Title | FoundAt::Text, false) if own => return None,
            (FoundAt::Title | FoundAt::Text, false) => {
                self.frame.t("find-at-original").into_owned()
            }
            (FoundAt::Topic, _) => self.frame.t("find-at-topic").into_owned(),
            (FoundAt::Place, _) => self.frame.t("find-at-place").into_owned(),
            (FoundAt::Meaning, _) => self.frame.t("find-at-meaning").into_owned(),
            (FoundAt::Said, _) => self.frame.t("find-at-said").into_owned(),
        })
    }
}
