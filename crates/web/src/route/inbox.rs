//! The inbox. Opening it marks everything as read.

use super::{Answer, App, Paging};
use crate::failure::html;
use crate::page::Here;
use crate::page::inbox::Inbox;
use crate::page::part::Notices;
use crate::reader::Member;
use axum::extract::Query;

/// `GET /inbox`, for members.
pub(crate) async fn page(app: App, member: Member, Query(paging): Query<Paging>) -> Answer {
    let mut page = app.app.inbox(member.viewer(), paging.after()).await?;
    app.app
        .cross_notices(&member.reading, &mut page.notifications)
        .await;
    let mut frame = member.frame(Here::Inbox);
    if member.is_fragment() {
        return html(&Notices {
            frame: &frame,
            notifications: &page.notifications,
            next: page.next.as_deref(),
        });
    }
    app.app.read_inbox(member.viewer()).await?;
    if let Some(viewer) = &mut frame.viewer {
        viewer.unread = 0;
    }
    html(&Inbox { frame, page })
}
