//! Accounts: signing in, secrets, the profile, and leaving.

use crate::joining::Joining;
use crate::limit::Action;
use crate::session::NewSession;
use crate::view::{AccountBrief, Avatar, PersonView, ProfileView, SecurityView, Viewer};
use crate::{App, Error, Result, job, secret};
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use sampan_domain::account::{self as rules, Profile, State};
use sampan_domain::feed;
use sampan_domain::rendition::Displays;
use sampan_domain::{AccountId, CollectionId, Handle, Lang, Relation, Role, permission};
use sampan_store::account as store;
use sampan_store::{collection, relation, session};
use std::collections::HashMap;

/// Recovery codes that everybody gets.
const CODES: usize = 8;

/// What to show as somebody's name.
pub(crate) fn shown_name(name: &str, handle: &str, momo: bool) -> String {
    if momo {
        "momo".to_owned()
    } else if name.is_empty() {
        handle.to_owned()
    } else {
        name.to_owned()
    }
}

/// What to show as somebody's face.
pub(crate) fn avatar(id: AccountId, key: Option<String>, momo: bool) -> Avatar {
    match key {
        Some(key) if !momo => Avatar::Picture(key),
        _ => Avatar::Momo(rules::default_avatar(id)),
    }
}

pub(crate) fn brief(row: store::Brief) -> AccountBrief {
    AccountBrief {
        id: row.id,
        name: shown_name(&row.name, &row.handle, row.momo),
        handle: Handle::trusted(row.handle),
        avatar: avatar(row.id, row.avatar, row.momo),
    }
}

fn brief_of(row: &store::Account) -> AccountBrief {
    AccountBrief {
        id: row.id,
        name: shown_name(&row.name, &row.handle, row.momo),
        handle: Handle::trusted(row.handle.clone()),
        avatar: avatar(row.id, row.avatar.clone(), row.momo),
    }
}

/// Somebody as a viewer, though they are away.
fn sessionless(row: &store::Account) -> Viewer {
    Viewer {
        account: brief_of(row),
        role: row.role,
        session: sampan_domain::SessionId(0),
        client: None,
        interface: row.interface,
        reads: store::langs(&row.reads),
        displays: Displays::parse(&row.displays),
        unread: 0,
    }
}

impl App {
    /// The accounts behind some handles; those that nobody has are left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn accounts_of(
        &self,
        handles: impl IntoIterator<Item = Handle>,
    ) -> Result<HashMap<Handle, AccountId>> {
        let handles: Vec<Handle> = handles.into_iter().collect();
        let names: Vec<&str> = handles.iter().map(Handle::as_str).collect();
        let rows = store::by_handles(&self.0.db, &names).await?;
        let named = rows.into_iter();
        Ok(named
            .map(|(handle, id)| (Handle::trusted(handle), id))
            .collect())
    }

    /// The handle behind an id.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn handle_of(&self, id: AccountId) -> Result<Handle> {
        let row = store::by_id(&self.0.db, id).await?;
        row.map(|row| Handle::trusted(row.handle))
            .ok_or(Error::NotFound)
    }

    pub(crate) fn new_codes() -> Result<(Vec<String>, Vec<String>)> {
        let codes = (0..CODES)
            .map(|_| secret::code())
            .collect::<Result<Vec<_>>>()?;
        let hashes = codes.iter().map(|code| secret::hash(code)).collect();
        Ok((codes, hashes))
    }

    pub(crate) async fn hash_password(&self, password: String) -> Result<String> {
        let hashed = self
            .0
            .cpu
            .run(move || {
                Argon2::default()
                    .hash_password(password.as_bytes())
                    .map(|h| h.to_string())
            })
            .await?;
        hashed.map_err(|error| Error::Internal(error.to_string()))
    }

    /// Whether a password fits. Takes as long when there is none, so that time tells nothing.
    async fn verify_password(&self, password: String, hash: Option<String>) -> Result<bool> {
        /// A hash that nothing fits.
        const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA\
            $AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        if password.len() > rules::MAX_PASSWORD_BYTES {
            return Ok(false);
        }
        self.0
            .cpu
            .run(move || {
                let known = hash.is_some();
                let hash = hash.as_deref().unwrap_or(NOBODY);
                let fits = PasswordHash::new(hash).is_ok_and(|hash| {
                    Argon2::default()
                        .verify_password(password.as_bytes(), &hash)
                        .is_ok()
                });
                known && fits
            })
            .await
    }

    pub(crate) fn may_sign_in(state: State) -> Result<()> {
        match state {
            State::Active => Ok(()),
            State::Pending => Err(Error::Denied("signin-pending")),
            State::Leaving => Err(Error::invalid("password", "signin-wrong")),
        }
    }

    /// Signs in with a password.
    ///
    /// # Errors
    /// [`Error::Invalid`] (one answer for a wrong handle and a wrong password), [`Error::Limited`].
    pub async fn sign_in(
        &self,
        handle: &str,
        password: String,
        address: &str,
        device: &str,
    ) -> Result<NewSession> {
        let handle = handle.trim().trim_start_matches('@').to_lowercase();
        self.limit(Action::Signin, &format!("address {address}"))?;
        self.limit(Action::Signin, &format!("account {handle}"))?;
        let account = store::by_handle(&self.0.db, &handle).await?;
        let hash = account.as_ref().and_then(|row| row.password_hash.clone());
        let fits = self.verify_password(password, hash).await?;
        match account {
            Some(account) if fits => {
                Self::may_sign_in(account.state)?;
                self.open_session(account.id, device).await
            }
            _ => Err(Error::invalid("password", "signin-wrong")),
        }
    }

    /// Uses up a recovery code, sets a new password and ends every other session.
    ///
    /// # Errors
    /// [`Error::Invalid`] on `code` or `password`, [`Error::Limited`].
    pub async fn recover(
        &self,
        handle: &str,
        code: &str,
        password: String,
        address: &str,
        device: &str,
    ) -> Result<NewSession> {
        let handle = handle.trim().trim_start_matches('@').to_lowercase();
        self.limit(Action::Signin, &format!("address {address}"))?;
        self.limit(Action::Signin, &format!("account {handle}"))?;
        rules::check_password(&password, &handle)?;
        let account = store::by_handle(&self.0.db, &handle).await?;
        let hash = self.hash_password(password).await?;
        let Some(account) = account else {
            return Err(Error::invalid("code", "code-wrong"));
        };
        Self::may_sign_in(account.state)?;
        let input = (account.id, secret::hash(&secret::normal_code(code)), hash);
        self.0
            .db
            .write(input, |tx, (account, code, hash)| {
                Box::pin(async move {
                    if !store::use_code(tx, *account, code).await? {
                        return Err(Error::invalid("code", "code-wrong"));
                    }
                    store::set_password(tx, *account, Some(hash)).await?;
                    session::delete_others(tx, *account, None).await?;
                    Ok(())
                })
            })
            .await?;
        self.tell_access(account.id);
        self.open_session(account.id, device).await
    }

    async fn row(&self, id: AccountId) -> Result<store::Account> {
        store::by_id(&self.0.db, id).await?.ok_or(Error::NotFound)
    }

    /// Changes the password, or sets the first one, and ends every other session.
    ///
    /// # Errors
    /// [`Error::Invalid`] on `current` or `password`, [`Error::Limited`].
    pub async fn change_password(
        &self,
        viewer: &Viewer,
        current: String,
        password: String,
    ) -> Result<()> {
        self.limit(
            Action::Signin,
            &format!("account {}", viewer.account.handle),
        )?;
        let row = self.row(viewer.id()).await?;
        rules::check_password(&password, &row.handle)?;
        if row.password_hash.is_some() && !self.verify_password(current, row.password_hash).await? {
            return Err(Error::invalid("current", "password-wrong"));
        }
        let hash = self.hash_password(password).await?;
        self.0
            .db
            .write(
                (viewer.id(), viewer.session, hash),
                |tx, (account, session, hash)| {
                    Box::pin(async move {
                        store::set_password(tx, *account, Some(hash)).await?;
                        session::delete_others(tx, *account, Some(*session)).await
                    })
                },
            )
            .await?;
        self.tell_access(viewer.id());
        Ok(())
    }

    /// Replaces the recovery codes by new ones.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn renew_codes(&self, viewer: &Viewer) -> Result<Vec<String>> {
        let (codes, hashes) = Self::new_codes()?;
        self.0
            .db
            .write((viewer.id(), hashes), |tx, (account, hashes)| {
                Box::pin(async move { store::set_codes(tx, *account, hashes).await })
            })
            .await?;
        Ok(codes)
    }

    /// How the viewer signs in, and where they are signed in.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn security(&self, viewer: &Viewer) -> Result<SecurityView> {
        let row = self.row(viewer.id()).await?;
        Ok(SecurityView {
            has_password: row.password_hash.is_some(),
            passkeys: self.passkeys(viewer).await?,
            sessions: self.sessions(viewer).await?,
            codes_left: store::codes_left(&self.0.db, viewer.id()).await?,
        })
    }

    /// Finds an account that this viewer may know of.
    pub(crate) async fn visible_account(
        &self,
        viewer: Option<&Viewer>,
        handle: &str,
    ) -> Result<(store::Account, Relation)> {
        let handle = handle.to_lowercase();
        let row = store::by_handle(&self.0.db, &handle)
            .await?
            .ok_or(Error::NotFound)?;
        if row.state != State::Active {
            return Err(Error::NotFound);
        }
        let tie = self.relation(viewer, row.id).await?;
        // Those who were blocked are not told so.
        if tie.blocked_by && viewer.is_none_or(|v| v.role < Role::Moderator) {
            return Err(Error::NotFound);
        }
        Ok((row, tie))
    }

    /// How the viewer stands to one account.
    pub(crate) async fn relation(
        &self,
        viewer: Option<&Viewer>,
        other: AccountId,
    ) -> Result<Relation> {
        let Some(viewer) = viewer.filter(|v| v.id() != other) else {
            return Ok(Relation::default());
        };
        let ties = relation::between(&self.0.db, viewer.id(), &[other]).await?;
        Ok(ties.get(&other).copied().unwrap_or_default())
    }

    /// A member's page.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none, or none that the viewer may know of.
    pub async fn profile(&self, viewer: Option<&Viewer>, handle: &str) -> Result<ProfileView> {
        let (row, relation) = self.visible_account(viewer, handle).await?;
        Ok(profile_view(row, relation, viewer))
    }

    /// These members, without those whom the viewer may not know of.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn profiles(
        &self,
        viewer: Option<&Viewer>,
        ids: &[AccountId],
    ) -> Result<HashMap<AccountId, ProfileView>> {
        let rows = store::by_ids(&self.0.db, ids).await?;
        let ties = match viewer {
            Some(viewer) => relation::between(&self.0.db, viewer.id(), ids).await?,
            None => HashMap::new(),
        };
        let is_staff = viewer.is_some_and(|viewer| viewer.role >= Role::Moderator);
        Ok(rows
            .into_iter()
            .filter(|row| row.state == State::Active)
            .map(|row| {
                let tie = ties.get(&row.id).copied().unwrap_or_default();
                (row, tie)
            })
            .filter(|(_, tie)| !tie.blocked_by || is_staff)
            .map(|(row, tie)| (row.id, profile_view(row, tie, viewer)))
            .collect())
    }

    /// The viewer's own profile, for the settings.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn own_profile(&self, viewer: &Viewer) -> Result<ProfileView> {
        let row = self.row(viewer.id()).await?;
        Ok(profile_view(row, Relation::default(), Some(viewer)))
    }

    /// Changes the viewer's profile.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    pub async fn update_profile(&self, viewer: &Viewer, profile: Profile) -> Result<()> {
        let profile = profile.check()?;
        let place = profile.place.clone();
        self.0
            .db
            .write((viewer.id(), profile), |tx, (account, profile)| {
                Box::pin(async move { store::update_profile(tx, *account, profile).await })
            })
            .await?;
        self.tell_feed(feed::Event::Lives {
            reader: viewer.id(),
            place,
        });
        Ok(())
    }

    /// Chooses the language of the interface.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn choose_interface(&self, viewer: &Viewer, lang: Lang) -> Result<()> {
        self.0
            .db
            .write((viewer.id(), lang), |tx, (account, lang)| {
                Box::pin(async move { store::set_interface(tx, *account, *lang).await })
            })
            .await?;
        Ok(())
    }

    /// Leaves: everything of the account is deleted, its comments too or left without a name.
    ///
    /// # Errors
    /// [`Error::Invalid`] on `handle` when it is not the viewer's own, typed to be sure.
    pub async fn leave(&self, viewer: &Viewer, handle: &str, keep_comments: bool) -> Result<()> {
        let typed = handle.trim().trim_start_matches('@').to_lowercase();
        if typed != viewer.account.handle.as_str() {
            return Err(Error::invalid("handle", "leave-handle-wrong"));
        }
        let work = job::Work::Leave {
            account: viewer.id(),
            keep_comments,
        };
        let new = self.new_job(&work)?;
        self.0
            .db
            .write((viewer.id(), new), |tx, (account, new)| {
                Box::pin(async move {
                    store::set_state(tx, *account, State::Leaving).await?;
                    session::delete_others(tx, *account, None).await?;
                    sampan_store::job::insert(tx, new).await?;
                    Ok::<_, Error>(())
                })
            })
            .await?;
        self.tell_feed(feed::Event::Left {
            account: viewer.id(),
        });
        self.unfind_account(viewer.id());
        self.0.jobs.wake();
        self.tell_access(viewer.id());
        Ok(())
    }

    /// Does the deleting, piece by piece, so that no transaction is long. Safe to run again.
    pub(crate) async fn finish_leaving(&self, account: AccountId, keep: bool) -> Result<()> {
        const PIECE: i64 = 50;
        let db = &self.0.db;
        if store::by_id(db, account).await?.is_none() {
            return Ok(());
        }
        loop {
            let notes = sampan_store::note::ids_by(db, account, PIECE).await?;
            if notes.is_empty() {
                break;
            }
            for note in notes {
                db.write(note, |tx, note| {
                    Box::pin(async move { sampan_store::note::delete(tx, *note).await })
                })
                .await?;
            }
        }
        if keep {
            db.write(account, |tx, account| {
                Box::pin(async move { sampan_store::comment::anonymise(tx, *account).await })
            })
            .await?;
        }
        loop {
            let comments = sampan_store::comment::by_author(db, account, PIECE).await?;
            if comments.is_empty() {
                break;
            }
            db.write(comments, |tx, comments| {
                Box::pin(async move {
                    for comment in comments {
                        sampan_store::comment::delete(tx, comment).await?;
                    }
                    Ok::<_, Error>(())
                })
            })
            .await?;
        }
        while db
            .write(account, |tx, account| {
                Box::pin(async move { sampan_store::like::withdraw(tx, *account, PIECE).await })
            })
            .await?
            > 0
        {}
        for collection in collection::of(db, account).await? {
            db.write(collection, |tx, collection| {
                Box::pin(async move { collection::delete(tx, collection).await })
            })
            .await?;
        }
        let row = store::by_id(db, account).await?;
        db.write(account, |tx, account| {
            Box::pin(async move {
                relation::delete_all(tx, *account).await?;
                sampan_store::rendition::withdraw(tx, *account).await?;
                sampan_store::client::withdraw(tx, *account).await?;
                sampan_store::topic::unfollow_all(tx, *account).await?;
                sampan_store::feed::withdraw(tx, *account).await?;
                sampan_store::video::disown(tx, *account).await?;
                sampan_store::picture::disown(tx, *account).await?;
                store::delete(tx, *account).await
            })
        })
        .await?;
        for key in row
            .into_iter()
            .flat_map(|row| [row.avatar, row.cover])
            .flatten()
        {
            self.0.objects.delete(&key).await?;
        }
        Ok(())
    }

    /// People whose handle begins so.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn people_by_prefix(
        &self,
        viewer: Option<&Viewer>,
        prefix: &str,
        limit: i64,
    ) -> Result<Vec<PersonView>> {
        let prefix = prefix.trim().trim_start_matches('@').to_lowercase();
        if prefix.is_empty() || prefix.len() > rules::MAX_NAME_CHARS {
            return Ok(Vec::new());
        }
        let rows = store::by_prefix(&self.0.db, &prefix, limit).await?;
        self.people(viewer, rows).await
    }

    /// Turns rows into people, without those whom the viewer may not know of.
    pub(crate) async fn people(
        &self,
        viewer: Option<&Viewer>,
        rows: Vec<store::Brief>,
    ) -> Result<Vec<PersonView>> {
        let ids: Vec<AccountId> = rows.iter().map(|row| row.id).collect();
        let ties = match viewer {
            Some(viewer) => relation::between(&self.0.db, viewer.id(), &ids).await?,
            None => Default::default(),
        };
        Ok(rows
            .into_iter()
            .map(|row| PersonView {
                relation: ties.get(&row.id).copied().unwrap_or_default(),
                is_self: viewer.is_some_and(|v| v.id() == row.id),
                bio: row.bio.clone(),
                account: brief(row),
            })
            .filter(|person| !person.relation.blocked_by)
            .collect())
    }

    // What the operator does on the command line.

    /// Adds an account whatever the sign-up mode says. Answers the recovery codes.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    pub async fn create_account(
        &self,
        handle: &str,
        name: &str,
        password: Option<String>,
        role: Role,
        lang: Option<Lang>,
    ) -> Result<(AccountId, Vec<String>)> {
        let handle = Handle::parse(handle)?;
        match store::taken(&self.0.db, handle.as_str(), &handle.skeleton()).await? {
            Some(true) => return Err(Error::invalid("handle", "handle-taken")),
            Some(false) => return Err(Error::invalid("handle", "handle-confusable")),
            None => {}
        }
        let hash = match password {
            Some(password) => {
                rules::check_password(&password, handle.as_str())?;
                Some(self.hash_password(password).await?)
            }
            None => None,
        };
        let id = AccountId(self.next_id());
        let (codes, code_hashes) = Self::new_codes()?;
        let mut account = self.new_account(id, &handle, name.to_owned(), lang, hash);
        account.role = role;
        account.state = State::Active;
        self.add_account(Joining {
            account,
            collection: CollectionId(self.next_id()),
            code_hashes,
            invitation: None,
            passkey: None,
            spent: None,
        })
        .await?;
        Ok((id, codes))
    }

    /// Gives an account a role.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn set_role(&self, handle: &str, role: Role) -> Result<()> {
        let row = store::by_handle(&self.0.db, handle)
            .await?
            .ok_or(Error::NotFound)?;
        self.0
            .db
            .write((row.id, role), |tx, (account, role)| {
                Box::pin(async move { store::set_role(tx, *account, *role).await })
            })
            .await?;
        Ok(())
    }

    /// Ends every session of an account and gives it new recovery codes: for somebody who lost
    /// everything and whom the operator knows.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn reset_access(&self, handle: &str) -> Result<Vec<String>> {
        let row = store::by_handle(&self.0.db, handle)
            .await?
            .ok_or(Error::NotFound)?;
        let (codes, hashes) = Self::new_codes()?;
        self.0
            .db
            .write((row.id, hashes), |tx, (account, hashes)| {
                Box::pin(async move {
                    store::set_codes(tx, *account, hashes).await?;
                    store::set_password(tx, *account, None).await?;
                    session::delete_others(tx, *account, None).await
                })
            })
            .await?;
        self.tell_access(row.id);
        Ok(codes)
    }

    /// How many accounts there are, and how many admins.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn account_counts(&self) -> Result<(i64, i64)> {
        Ok((
            store::count(&self.0.db).await?,
            store::admins(&self.0.db).await?,
        ))
    }

    /// An account by handle, as a viewer without a session: for the sample and the command line.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn impersonate(&self, handle: &str) -> Result<Viewer> {
        let row = store::by_handle(&self.0.db, handle).await?;
        row.as_ref().map(sessionless).ok_or(Error::NotFound)
    }

    /// An account as a viewer without a session, for what is done while they are away.
    pub(crate) async fn viewer_of(&self, id: AccountId) -> Result<Option<Viewer>> {
        let row = store::by_id(&self.0.db, id).await?;
        Ok(row.as_ref().map(sessionless))
    }

    pub(crate) async fn briefs(
        &self,
        ids: &[AccountId],
    ) -> Result<HashMap<AccountId, AccountBrief>> {
        let rows = store::briefs(&self.0.db, ids).await?;
        Ok(rows.into_iter().map(|row| (row.id, brief(row))).collect())
    }
}

fn profile_view(row: store::Account, relation: Relation, viewer: Option<&Viewer>) -> ProfileView {
    let is_self = viewer.is_some_and(|v| v.id() == row.id);
    ProfileView {
        account: brief_of(&row),
        own_name: row.name,
        bio: row.bio,
        crossing: None,
        place: row.place,
        writes: row.writes,
        reads: store::langs(&row.reads),
        cover: row.cover,
        following: row.following,
        followers: row.followers,
        appreciations: row.appreciations,
        notes: row.notes,
        momo: row.momo,
        likes_public: row.likes_public,
        bot: row.bot,
        discoverable: row.discoverable,
        visibility: row.visibility,
        relation,
        is_self,
        joined_ms: row.made_at,
    }
}

/// Whether somebody may see what an account likes.
pub(crate) fn likes_visible(profile: &ProfileView, viewer: Option<&Viewer>) -> bool {
    profile.is_self
        || permission::may_see_collection(
            crate::session::actor(viewer),
            profile.account.id,
            profile.likes_public,
            profile.relation,
        )
}
