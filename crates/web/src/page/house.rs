//! Pages about the house itself: what it is, its rules, how people talk here.

use super::{Frame, Here};
use crate::api::{Entry, Needs, entries};
use askama::Template;

/// A page of sections that the catalogue holds: `{page}-title`, `{page}-lead`, then `{page}-{n}-head`
/// and `{page}-{n}-text`, as many as there are.
#[derive(Template)]
#[template(path = "house.html")]
pub struct House {
    pub frame: Frame,
    page: &'static str,
}

impl House {
    /// `GET /about`
    #[must_use]
    pub fn about(frame: Frame) -> Self {
        Self {
            frame,
            page: "about",
        }
    }

    /// `GET /rules`
    #[must_use]
    pub fn rules(frame: Frame) -> Self {
        Self {
            frame,
            page: "rules",
        }
    }

    /// `GET /guide`
    #[must_use]
    pub fn guide(frame: Frame) -> Self {
        Self {
            frame,
            page: "guide",
        }
    }

    fn said(&self, part: &str) -> String {
        let key = format!("{}-{part}", self.page);
        let instance = self.frame.instance.as_str();
        self.frame
            .catalogue
            .text_with(&key, &[("instance", instance.into())])
    }

    fn sections(&self) -> Vec<(String, String)> {
        (1..)
            .map_while(|n| {
                let has = self.frame.catalogue.has(&format!("{}-{n}-head", self.page));
                has.then(|| {
                    (
                        self.said(&format!("{n}-head")),
                        self.said(&format!("{n}-text")),
                    )
                })
            })
            .collect()
    }
}

/// `GET /offline`: what the service worker shows when there is no network.
#[derive(Template)]
#[template(path = "offline.html")]
pub struct Offline {
    pub frame: Frame,
}

/// `GET /api/docs`: every address of the API, from the table that serves them.
#[derive(Template)]
#[template(path = "api_docs.html")]
pub struct ApiDocs {
    pub frame: Frame,
}

impl ApiDocs {
    /// The addresses by what they begin with.
    fn areas(&self) -> Vec<(&'static str, Vec<Entry>)> {
        let mut areas: Vec<(&'static str, Vec<Entry>)> = Vec::new();
        for entry in entries() {
            let mut parts = entry.path.split('/').skip(1);
            let area = match parts.next() {
                Some("api") => parts.nth(1).unwrap_or_default(),
                other => other.unwrap_or_default(),
            };
            match areas.iter_mut().find(|(known, _)| *known == area) {
                Some((_, known)) => known.push(entry),
                None => areas.push((area, vec![entry])),
            }
        }
        areas.sort_by_key(|(area, _)| *area);
        areas
    }

    fn scope(&self, entry: &Entry) -> Option<&'static str> {
        match entry.needs {
            Needs::Program(scope) | Needs::Member(scope) if !scope.is_empty() => Some(scope),
            _ => None,
        }
    }
}
