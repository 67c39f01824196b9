//! The moderators' desk.

use super::{Errors, Frame, Here};
use askama::Template;
use sampan_app::view::{InvitationView, PendingView};
use sampan_domain::account::SignupMode;

/// `GET /mod`
#[derive(Template)]
#[template(path = "moderation.html")]
pub struct Moderation {
    pub frame: Frame,
    pub mode: SignupMode,
    pub pending: Vec<PendingView>,
    pub invitations: Vec<InvitationView>,
    /// On field `uses`.
    pub errors: Errors,
}

impl Moderation {
    fn join_path(&self, invitation: &InvitationView) -> String {
        format!(
            "/join?invitation={}",
            crate::rich::percent(&invitation.code)
        )
    }
}
