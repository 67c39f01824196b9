//! An album of saved notes.

use super::{Errors, Frame, Here};
use askama::Template;
use sampan_app::view::{CollectionView, FeedPage};

/// `GET /collections/{id}`
#[derive(Template)]
#[template(path = "collection.html")]
pub struct Collection {
    pub frame: Frame,
    pub collection: CollectionView,
    pub feed: FeedPage,
    /// Of the form that renames it, on field `name`.
    pub errors: Errors,
}

impl Collection {
    fn path(&self) -> String {
        format!("/collections/{}", self.collection.id)
    }

    fn name(&self) -> String {
        name_of(&self.frame, &self.collection)
    }
}

/// The collection that everybody starts with has no name of its own.
#[must_use]
pub fn name_of(frame: &Frame, collection: &CollectionView) -> String {
    if collection.name.is_empty() {
        frame.t("collection-default").into_owned()
    } else {
        collection.name.clone()
    }
}
