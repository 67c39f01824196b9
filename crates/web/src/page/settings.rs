//! One's own account.

use super::{Errors, Frame, Here};
use askama::Template;
use sampan_app::view::{AccountBrief, ProfileView, SecurityView};
use sampan_domain::Lang;
use sampan_domain::account::{
    MAX_BIO_CHARS, MAX_NAME_CHARS, MAX_PLACE_CHARS, MIN_PASSWORD_CHARS, Profile,
};
use sampan_domain::note::Visibility;
use sampan_domain::rendition::{Display, Reading};

/// `GET /settings`
#[derive(Template)]
#[template(path = "settings/profile.html")]
pub struct Settings {
    pub frame: Frame,
    pub profile: ProfileView,
    /// As typed; from the stored one when the form is fresh.
    pub form: Profile,
    pub saved: bool,
    /// On fields `name`, `bio`, `place`, `avatar`, `cover`, `writes`, `reads`.
    pub errors: Errors,
}

/// `GET /settings/languages`
#[derive(Template)]
#[template(path = "settings/languages.html")]
pub struct Languages {
    pub frame: Frame,
    pub reading: Reading,
}

impl Languages {
    /// What can be met here and is not read: the interface's languages, and those that were chosen for.
    fn langs(&self) -> Vec<Lang> {
        let mut langs: Vec<Lang> = Lang::OFFERED.to_vec();
        langs.extend(self.reading.displays.langs());
        langs.sort_unstable();
        langs.dedup();
        langs.retain(|lang| self.reading.crosses(*lang));
        langs
    }

    fn is_shown(&self, lang: &Lang, display: &Display) -> bool {
        self.reading.displays.of(*lang) == *display
    }
}

/// What was just done on a settings page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    Password,
    PasskeyAdded,
    PasskeyRemoved,
    SessionEnded,
    OthersEnded,
}

impl Done {
    fn key(self) -> &'static str {
        match self {
            Self::Password => "security-done-password",
            Self::PasskeyAdded => "security-done-passkey-added",
            Self::PasskeyRemoved => "security-done-passkey-removed",
            Self::SessionEnded => "security-done-session",
            Self::OthersEnded => "security-done-others",
        }
    }
}

/// `GET /settings/security`
#[derive(Template)]
#[template(path = "settings/security.html")]
pub struct Security {
    pub frame: Frame,
    pub security: SecurityView,
    /// Whether passkeys can be used at this address.
    pub passkeys: bool,
    pub done: Option<Done>,
    /// On fields `current`, `password`, `passkey`.
    pub errors: Errors,
}

/// `GET /settings/people`
#[derive(Template)]
#[template(path = "settings/people.html")]
pub struct PeopleKeptAway {
    pub frame: Frame,
    pub blocked: Vec<AccountBrief>,
    pub muted: Vec<AccountBrief>,
}

/// `GET /settings/delete`
#[derive(Template)]
#[template(path = "settings/delete.html")]
pub struct Leave {
    pub frame: Frame,
    /// As typed, to prove that it is meant.
    pub handle: String,
    pub keep_comments: bool,
    /// On field `handle`.
    pub errors: Errors,
}
