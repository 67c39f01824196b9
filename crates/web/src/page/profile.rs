//! A person's page.

use super::crossing::BioWords;
use super::{Frame, Here};
use askama::Template;
use sampan_app::view::{CollectionView, Cover, FeedPage, PersonView, ProfileView};

/// What stands under the head of a profile.
#[derive(Debug, Clone)]
pub enum Tab {
    Notes(FeedPage),
    Collections(Vec<CollectionView>),
    /// `None` when the person keeps it to themselves.
    Liked(Option<FeedPage>),
}

/// `GET /@{handle}`, `/@{handle}/collections`, `/@{handle}/liked`
#[derive(Template)]
#[template(path = "profile.html")]
pub struct Profile {
    pub frame: Frame,
    pub profile: ProfileView,
    pub tab: Tab,
}

impl Profile {
    fn path(&self) -> String {
        let handle = &self.profile.account.handle;
        match self.tab {
            Tab::Notes(_) => format!("/@{handle}"),
            Tab::Collections(_) => format!("/@{handle}/collections"),
            Tab::Liked(_) => format!("/@{handle}/liked"),
        }
    }

    fn bio(&self) -> BioWords<'_> {
        BioWords {
            frame: &self.frame,
            profile: &self.profile,
        }
    }

    fn name_of(&self, collection: &CollectionView) -> String {
        super::collection::name_of(&self.frame, collection)
    }
}

/// Which side of following a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Followers,
    Following,
}

/// `GET /@{handle}/followers`, `/@{handle}/following`
#[derive(Template)]
#[template(path = "people.html")]
pub struct People {
    pub frame: Frame,
    pub profile: ProfileView,
    pub side: Side,
    pub people: Vec<PersonView>,
    pub next: Option<String>,
}

impl People {
    fn key(&self) -> &'static str {
        match self.side {
            Side::Followers => "profile-followers-title",
            Side::Following => "profile-following-title",
        }
    }

    fn more(&self, after: &str) -> String {
        let side = match self.side {
            Side::Followers => "followers",
            Side::Following => "following",
        };
        let handle = &self.profile.account.handle;
        super::part::with_after(&format!("/@{handle}/{side}"), after)
    }
}
