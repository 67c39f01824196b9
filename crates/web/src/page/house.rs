//! Pages about the house itself: what it is, its rules, how people talk here.

use super::{Frame, Here};
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
