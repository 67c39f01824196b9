//! What happened to one's own things.

use super::part::Notices;
use super::{Frame, Here};
use askama::Template;
use sampan_app::view::InboxPage;

/// `GET /inbox`
#[derive(Template)]
#[template(path = "inbox.html")]
pub struct Inbox {
    pub frame: Frame,
    pub page: InboxPage,
}

impl Inbox {
    fn notices(&self) -> Notices<'_> {
        Notices {
            frame: &self.frame,
            notifications: &self.page.notifications,
            next: self.page.next.as_deref(),
        }
    }
}
