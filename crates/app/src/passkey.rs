//! Passkeys: joining and signing in without a secret that could be guessed or leaked.
//!
//! A ceremony has two steps; what the second one needs waits in the database, for a few minutes: it may come to another
//! process.

use crate::gate::{Pass, Spent};
use crate::joining::{JoinForm, Joined, Joining};
use crate::limit::Action;
use crate::session::NewSession;
use crate::view::{PasskeyView, Viewer};
use crate::{App, Error, Result, secret};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sampan_domain::account::State;
use sampan_domain::{AccountId, CollectionId, Handle, PasskeyId, text};
use sampan_store::ceremony;
use sampan_store::passkey::{self as store, NewPasskey};
use sampan_store::seam::Touch;
use serde::{Deserialize, Serialize};
use url::Url;
use uuid::Uuid;
use webauthn_rs::prelude::{
    CreationChallengeResponse, CredentialID, DiscoverableAuthentication, Passkey,
    PasskeyRegistration, RequestChallengeResponse, Webauthn, WebauthnBuilder,
};
pub use webauthn_rs::prelude::{PublicKeyCredential, RegisterPublicKeyCredential};
use webauthn_rs_proto::ResidentKeyRequirement;

/// How long a ceremony may take.
pub(crate) const CEREMONY_MS: i64 = 5 * 60_000;
const MAX_NAME_CHARS: usize = 40;

pub(crate) struct Passkeys {
    /// Addresses without a name (127.0.0.1) cannot have passkeys.
    webauthn: Option<Webauthn>,
}

#[derive(Serialize, Deserialize)]
enum Ceremony {
    Join {
        form: JoinForm,
        account: AccountId,
        state: PasskeyRegistration,
        #[serde(default)]
        spent: Option<Spent>,
    },
    Add {
        account: AccountId,
        state: PasskeyRegistration,
    },
    SignIn(DiscoverableAuthentication),
}

impl Passkeys {
    pub(crate) fn new(origin: &str, name: &str) -> Result<Self> {
        let wrong = |error: &dyn std::fmt::Display| {
            Error::Unavailable(format!(
                "origin {origin:?}: {error}; write it like https://example.org"
            ))
        };
        let url = Url::parse(origin).map_err(|error| wrong(&error))?;
        let webauthn = match url.domain() {
            Some(domain) => Some(
                WebauthnBuilder::new(domain, &url)
                    .map_err(|error| wrong(&error))?
                    .rp_name(name)
                    .build()
                    .map_err(|error| wrong(&error))?,
            ),
            None => None,
        };
        Ok(Self { webauthn })
    }

    fn webauthn(&self) -> Result<&Webauthn> {
        self.webauthn
            .as_ref()
            .ok_or(Error::Denied("passkey-address"))
    }
}

fn failed(error: &webauthn_rs::prelude::WebauthnError) -> Error {
    tracing::info!(%error, "a passkey was refused");
    Error::invalid("passkey", "passkey-failed")
}

/// What the browser is asked for, and the name of the ceremony.
#[derive(Debug, serde::Serialize)]
pub struct Asked<T> {
    pub options: T,
    pub ceremony: String,
}

/// The key must be findable without a handle, so that signing in needs nothing typed.
fn discoverable(mut options: CreationChallengeResponse) -> CreationChallengeResponse {
    if let Some(selection) = &mut options.public_key.authenticator_selection {
        selection.resident_key = Some(ResidentKeyRequirement::Required);
        selection.require_resident_key = true;
    }
    options
}

fn user_id(account: AccountId) -> Uuid {
    Uuid::from_u128(u128::from(account.0.cast_unsigned()))
}

impl App {
    /// Whether a page at this host can use passkeys.
    #[must_use]
    pub fn passkeys_at(&self, host: &str) -> bool {
        let own = Url::parse(&self.0.config.origin).ok();
        let domain = own.as_ref().and_then(Url::domain);
        domain.is_some_and(|domain| host.split(':').next() == Some(domain))
    }

    async fn begin(&self, ceremony: &Ceremony) -> Result<String> {
        let id = secret::token()?;
        let state =
            serde_json::to_string(ceremony).map_err(|error| Error::Internal(error.to_string()))?;
        self.0
            .db
            .touching(Touch::Nothing)
            .write(
                (id.clone(), state, self.now_ms()),
                |tx, (id, state, now)| {
                    Box::pin(async move { ceremony::insert(tx, id, state, *now).await })
                },
            )
            .await?;
        Ok(id)
    }

    async fn end(&self, id: &str) -> Result<Ceremony> {
        let since = self.now_ms() - CEREMONY_MS;
        let state: Option<String> = self
            .0
            .db
            .touching(Touch::Nothing)
            .write((id.to_owned(), since), |tx, (id, since)| {
                Box::pin(async move { ceremony::take(tx, id, *since).await })
            })
            .await?;
        // What another release has begun may not be understood; then it begins again.
        state
            .and_then(|state| serde_json::from_str(&state).ok())
            .ok_or_else(|| Error::invalid("passkey", "passkey-expired"))
    }

    fn stored(&self, account: AccountId, passkey: &Passkey, name: &str) -> Result<NewPasskey> {
        let secret =
            serde_json::to_string(passkey).map_err(|error| Error::Internal(error.to_string()))?;
        Ok(NewPasskey {
            id: PasskeyId(self.next_id()),
            account,
            credential: URL_SAFE_NO_PAD.encode(passkey.cred_id()),
            secret,
            name: text::excerpt(name, MAX_NAME_CHARS),
            made_at: self.now_ms(),
        })
    }

    /// Begins to join with a passkey.
    ///
    /// # Errors
    /// [`Error::Invalid`] with everything that is wrong, [`Error::Denied`], [`Error::Limited`].
    pub async fn begin_join(
        &self,
        form: JoinForm,
        pass: Pass<'_>,
        address: &str,
    ) -> Result<Asked<CreationChallengeResponse>> {
        let webauthn = self.0.passkeys.webauthn()?;
        let (handle, name) = self.check_join(&form).await?;
        let spent = self.check_pass(pass).await?;
        self.limit(Action::Signup, address)?;
        let account = AccountId(self.next_id());
        let shown = if name.is_empty() {
            handle.as_str()
        } else {
            &name
        };
        let (options, state) = webauthn
            .start_passkey_registration(user_id(account), handle.as_str(), shown, None)
            .map_err(|error| failed(&error))?;
        let ceremony = Ceremony::Join {
            form,
            account,
            state,
            spent,
        };
        let ceremony = self.begin(&ceremony).await?;
        Ok(Asked {
            options: discoverable(options),
            ceremony,
        })
    }

    /// Joins with the passkey that the browser made.
    ///
    /// # Errors
    /// [`Error::Invalid`] on `passkey` when it is refused or too late; as [`App::join`] otherwise.
    pub async fn finish_join(
        &self,
        ceremony: &str,
        credential: &RegisterPublicKeyCredential,
        device: &str,
    ) -> Result<Joined> {
        let Ceremony::Join {
            form,
            account: id,
            state,
            spent,
        } = self.end(ceremony).await?
        else {
            return Err(Error::invalid("passkey", "passkey-expired"));
        };
        let passkey = self
            .0
            .passkeys
            .webauthn()?
            .finish_passkey_registration(credential, &state)
            .map_err(|error| failed(&error))?;
        let (handle, name) = self.check_join(&form).await?;
        let (codes, code_hashes) = Self::new_codes()?;
        let account = self.new_account(id, &handle, name, form.interface, None);
        let pending = account.state == State::Pending;
        self.add_account(Joining {
            account,
            collection: CollectionId(self.next_id()),
            code_hashes,
            invitation: self.invitation_of(&form),
            passkey: Some(self.stored(id, &passkey, device)?),
            spent,
        })
        .await?;
        let session = if pending {
            None
        } else {
            Some(self.open_session(id, device).await?)
        };
        Ok(Joined { session, codes })
    }

    /// Begins to sign in with whatever passkey the person chooses.
    ///
    /// # Errors
    /// [`Error::Denied`] where passkeys cannot be, [`Error::Limited`].
    pub async fn begin_sign_in(&self, address: &str) -> Result<Asked<RequestChallengeResponse>> {
        // Every visit of the sign-in page begins one; guessing is hopeless, so only floods are bounded.
        self.limit(Action::View, &format!("passkey {address}"))?;
        let (options, state) = self
            .0
            .passkeys
            .webauthn()?
            .start_discoverable_authentication()
            .map_err(|error| failed(&error))?;
        let ceremony = self.begin(&Ceremony::SignIn(state)).await?;
        Ok(Asked { options, ceremony })
    }

    /// Signs in with the passkey that the person chose.
    ///
    /// # Errors
    /// [`Error::Invalid`] on `passkey`.
    pub async fn finish_sign_in(
        &self,
        ceremony: &str,
        credential: &PublicKeyCredential,
        device: &str,
    ) -> Result<NewSession> {
        let Ceremony::SignIn(state) = self.end(ceremony).await? else {
            return Err(Error::invalid("passkey", "passkey-expired"));
        };
        let webauthn = self.0.passkeys.webauthn()?;
        let (user, id) = webauthn
            .identify_discoverable_authentication(credential)
            .map_err(|error| failed(&error))?;
        let row = store::by_credential(&self.0.db, &URL_SAFE_NO_PAD.encode(id))
            .await?
            .filter(|row| user_id(row.account) == user)
            .ok_or_else(|| Error::invalid("passkey", "passkey-unknown"))?;
        let mut passkey: Passkey = serde_json::from_str(&row.secret)
            .map_err(|error| Error::Internal(error.to_string()))?;
        let result = webauthn
            .finish_discoverable_authentication_v2(credential, state, &passkey)
            .map_err(|error| failed(&error))?;
        passkey.update_credential(&result);
        let secret =
            serde_json::to_string(&passkey).map_err(|error| Error::Internal(error.to_string()))?;
        let account = sampan_store::account::by_id(&self.0.db, row.account)
            .await?
            .ok_or_else(|| Error::invalid("passkey", "passkey-unknown"))?;
        Self::may_sign_in(account.state)?;
        self.0
            .db
            .write((row.id, secret, self.now_ms()), |tx, (id, secret, now)| {
                Box::pin(async move { store::used(tx, *id, secret, *now).await })
            })
            .await?;
        self.open_session(row.account, device).await
    }

    /// Begins to add a passkey to the viewer's account.
    ///
    /// # Errors
    /// [`Error::Denied`] where passkeys cannot be.
    pub async fn begin_adding(&self, viewer: &Viewer) -> Result<Asked<CreationChallengeResponse>> {
        let known: Vec<CredentialID> = store::of(&self.0.db, viewer.id())
            .await?
            .iter()
            .filter_map(|row| serde_json::from_str::<Passkey>(&row.secret).ok())
            .map(|passkey| passkey.cred_id().clone())
            .collect();
        let handle: &Handle = &viewer.account.handle;
        let (options, state) = self
            .0
            .passkeys
            .webauthn()?
            .start_passkey_registration(
                user_id(viewer.id()),
                handle.as_str(),
                &viewer.account.name,
                Some(known),
            )
            .map_err(|error| failed(&error))?;
        let ceremony = Ceremony::Add {
            account: viewer.id(),
            state,
        };
        let ceremony = self.begin(&ceremony).await?;
        Ok(Asked {
            options: discoverable(options),
            ceremony,
        })
    }

    /// Adds the passkey that the browser made.
    ///
    /// # Errors
    /// [`Error::Invalid`] on `passkey`.
    pub async fn finish_adding(
        &self,
        viewer: &Viewer,
        ceremony: &str,
        credential: &RegisterPublicKeyCredential,
        name: &str,
    ) -> Result<()> {
        let Ceremony::Add { account, state } = self.end(ceremony).await? else {
            return Err(Error::invalid("passkey", "passkey-expired"));
        };
        if account != viewer.id() {
            return Err(Error::invalid("passkey", "passkey-expired"));
        }
        let passkey = self
            .0
            .passkeys
            .webauthn()?
            .finish_passkey_registration(credential, &state)
            .map_err(|error| failed(&error))?;
        let new = self.stored(viewer.id(), &passkey, name)?;
        let added = self
            .0
            .db
            .write(new, |tx, new| {
                Box::pin(async move { store::insert(tx, new).await })
            })
            .await?;
        if added {
            Ok(())
        } else {
            Err(Error::invalid("passkey", "passkey-known"))
        }
    }

    /// The viewer's passkeys.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn passkeys(&self, viewer: &Viewer) -> Result<Vec<PasskeyView>> {
        let rows = store::of(&self.0.db, viewer.id()).await?;
        Ok(rows
            .into_iter()
            .map(|row| PasskeyView {
                id: row.id,
                name: row.name,
                made_at_ms: row.made_at,
                used_at_ms: row.used_at,
            })
            .collect())
    }

    /// Removes a passkey, unless it is the only way in.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Denied`].
    pub async fn remove_passkey(&self, viewer: &Viewer, id: PasskeyId) -> Result<()> {
        let security = self.security(viewer).await?;
        if !security.has_password && security.passkeys.len() < 2 {
            return Err(Error::Denied("passkey-last"));
        }
        let gone = self
            .0
            .db
            .write((viewer.id(), id), |tx, (account, id)| {
                Box::pin(async move { store::delete(tx, *account, *id).await })
            })
            .await?;
        if gone { Ok(()) } else { Err(Error::NotFound) }
    }
}
