//! Joining: on a page, by a passkey, or through a program.

use crate::client::{Bearer, Refusal, Token};
use crate::gate::{Pass, Spent};
use crate::limit::Action;
use crate::session::NewSession;
use crate::{App, Error, Result};
use sampan_domain::account::{self as rules, Profile, SignupMode, State};
use sampan_domain::{AccountId, CollectionId, Handle, Invalid, Lang, Role};
use sampan_store::account::{self as store, NewAccount};
use sampan_store::seam::Touch;
use sampan_store::{collection, invitation};

/// What somebody who wants to join has typed.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct JoinForm {
    pub handle: String,
    pub name: String,
    pub invitation: String,
    /// The language of the page on which they joined.
    pub interface: Option<Lang>,
}

/// Somebody who has just joined.
#[derive(Debug)]
pub struct Joined {
    /// `None` when a moderator has to approve first.
    pub session: Option<NewSession>,
    /// Shown once, kept as hashes.
    pub codes: Vec<String>,
}

/// Somebody who has just joined through a program.
#[derive(Debug)]
pub struct JoinedThrough {
    pub token: Token,
    /// Shown once, kept as hashes.
    pub codes: Vec<String>,
}

/// Everything that joining writes.
pub(crate) struct Joining {
    pub(crate) account: NewAccount,
    pub(crate) collection: CollectionId,
    pub(crate) code_hashes: Vec<String>,
    pub(crate) invitation: Option<String>,
    pub(crate) passkey: Option<sampan_store::passkey::NewPasskey>,
    /// What the gate asked for.
    pub(crate) spent: Option<Spent>,
}

impl App {
    /// Checks what can be checked before a password is hashed or a passkey is made.
    pub(crate) async fn check_join(&self, form: &JoinForm) -> Result<(Handle, String)> {
        let mut wrong = Vec::new();
        match self.signup_mode() {
            SignupMode::Closed => return Err(Error::Denied("signup-closed")),
            SignupMode::Invitation if form.invitation.trim().is_empty() => {
                wrong.push(Invalid::new("invitation", "invitation-needed"));
            }
            SignupMode::Open | SignupMode::Approval | SignupMode::Invitation => {}
        }
        let profile = Profile {
            name: form.name.clone(),
            ..Profile::default()
        }
        .check();
        let name = profile.map_or_else(
            |mut more| {
                wrong.append(&mut more);
                String::new()
            },
            |profile| profile.name,
        );
        let handle = match Handle::parse(&form.handle) {
            Ok(handle) => handle,
            Err(one) => {
                wrong.insert(0, one);
                return Err(wrong.into());
            }
        };
        match store::taken(&self.0.db, handle.as_str(), &handle.skeleton()).await? {
            Some(true) => wrong.push(Invalid::new("handle", "handle-taken")),
            Some(false) => wrong.push(Invalid::new("handle", "handle-confusable")),
            None => {}
        }
        if wrong.is_empty() {
            Ok((handle, name))
        } else {
            Err(wrong.into())
        }
    }

    pub(crate) fn new_account(
        &self,
        id: AccountId,
        handle: &Handle,
        name: String,
        interface: Option<Lang>,
        password_hash: Option<String>,
    ) -> NewAccount {
        let state = match self.signup_mode() {
            SignupMode::Approval => State::Pending,
            SignupMode::Open | SignupMode::Invitation | SignupMode::Closed => State::Active,
        };
        NewAccount {
            id,
            handle: handle.as_str().to_owned(),
            skeleton: handle.skeleton(),
            name,
            interface,
            writes: interface,
            reads: interface.into_iter().collect(),
            role: Role::Member,
            state,
            password_hash,
            made_at: self.now_ms(),
        }
    }

    /// Adds an account with everything it starts with.
    pub(crate) async fn add_account(&self, joining: Joining) -> Result<()> {
        let () = self
            .0
            .db
            .touching(Touch::Lists)
            .write(joining, |tx, new| {
                Box::pin(async move {
                    if let Some(spent) = &new.spent {
                        spent.spend(tx, new.account.made_at).await?;
                    }
                    if let Some(code) = &new.invitation
                        && !invitation::take(tx, code).await?
                    {
                        return Err(Error::invalid("invitation", "invitation-wrong"));
                    }
                    if !store::insert(tx, &new.account).await? {
                        return Err(Error::invalid("handle", "handle-taken"));
                    }
                    let account = new.account.id;
                    let now = new.account.made_at;
                    collection::insert(tx, new.collection, account, "", false, true, now).await?;
                    store::set_codes(tx, account, &new.code_hashes).await?;
                    if let Some(passkey) = &new.passkey
                        && !sampan_store::passkey::insert(tx, passkey).await?
                    {
                        return Err(Error::invalid("passkey", "passkey-known"));
                    }
                    Ok::<_, Error>(())
                })
            })
            .await?;
        self.noticed_joining();
        Ok(())
    }

    /// Joins with a password. `address` and `device` describe the visitor.
    ///
    /// # Errors
    /// [`Error::Invalid`] with everything that is wrong, [`Error::Denied`] when joining is closed, or `pass` lacks what
    /// the gate asks for, [`Error::Limited`].
    pub async fn join(
        &self,
        form: JoinForm,
        password: String,
        pass: Pass<'_>,
        address: &str,
        device: &str,
    ) -> Result<Joined> {
        let (id, pending, codes) = self.join_account(form, password, pass, address).await?;
        let session = if pending {
            None
        } else {
            Some(self.open_session(id, device).await?)
        };
        Ok(Joined { session, codes })
    }

    /// Lets somebody join through a program. Nobody is let in by it who has to be approved first.
    ///
    /// # Errors
    /// As [`Self::join`]; [`Error::Denied`] when a moderator has to approve first.
    pub async fn join_through(
        &self,
        bearer: &Bearer,
        form: JoinForm,
        password: String,
        address: &str,
    ) -> Result<JoinedThrough> {
        let client = sampan_store::client::by_id(&self.0.db, bearer.client.id).await?;
        let client = client.ok_or(Error::SignedOut)?;
        let joined = self
            .join_account(form, password, Pass::default(), address)
            .await;
        let (id, pending, codes) = joined.map_err(|error| match error {
            // Nothing that a program could do.
            Error::Denied("proof-needed" | "turn-needed") => Error::Denied("join-on-page"),
            other => other,
        })?;
        if pending {
            return Err(Error::Denied("signin-pending"));
        }
        let scopes = bearer.scopes.clone();
        match self.open_for(&client, id, scopes, None).await {
            Ok(token) => Ok(JoinedThrough { token, codes }),
            Err(Refusal::Other(error)) => Err(error),
            Err(_) => Err(Error::SignedOut),
        }
    }

    /// Adds an account; answers whether it waits for approval, and its recovery codes.
    async fn join_account(
        &self,
        form: JoinForm,
        password: String,
        pass: Pass<'_>,
        address: &str,
    ) -> Result<(AccountId, bool, Vec<String>)> {
        let mut wrong = Vec::new();
        let checked = match self.check_join(&form).await {
            Err(Error::Invalid(more)) => {
                wrong.extend(more);
                None
            }
            other => Some(other?),
        };
        let typed = form.handle.trim().trim_start_matches('@').to_lowercase();
        wrong.extend(rules::check_password(&password, &typed).err());
        let Some((handle, name)) = checked.filter(|_| wrong.is_empty()) else {
            return Err(wrong.into());
        };
        let spent = self.check_pass(pass).await?;
        self.limit(Action::Signup, address)?;
        let hash = self.hash_password(password).await?;
        let id = AccountId(self.next_id());
        let (codes, code_hashes) = Self::new_codes()?;
        let account = self.new_account(id, &handle, name, form.interface, Some(hash));
        let pending = account.state == State::Pending;
        self.add_account(Joining {
            account,
            collection: CollectionId(self.next_id()),
            code_hashes,
            invitation: self.invitation_of(&form),
            passkey: None,
            spent,
        })
        .await?;
        Ok((id, pending, codes))
    }

    pub(crate) fn invitation_of(&self, form: &JoinForm) -> Option<String> {
        (self.signup_mode() == SignupMode::Invitation).then(|| form.invitation.trim().to_owned())
    }
}
