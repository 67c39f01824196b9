//! Programs that speak for members: registered by anybody, let in by a member, and shut out again.
//!
//! A program's session of a member is a session like a browser's, with the program and what it may do.

use crate::limit::Action;
use crate::view::Viewer;
use crate::{App, Error, Result, secret};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sampan_domain::client::{Draft, Scopes};
use sampan_domain::{AccountId, ClientId, SessionId};
use sampan_store::client as store;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// So long a consent waits to become a session.
const CODE_MS: i64 = 10 * 60_000;

/// A program as it was written down; the secret is told once.
#[derive(Debug, Clone)]
pub struct NewClient {
    pub id: ClientId,
    pub key: String,
    pub secret: String,
    pub name: String,
    pub website: String,
    pub redirects: Vec<String>,
    pub scopes: Scopes,
}

/// A program by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientBrief {
    pub id: ClientId,
    pub name: String,
    pub website: String,
    pub redirects: Vec<String>,
}

/// What a note or a comment was written with.
#[derive(Debug, Clone)]
pub struct Written {
    pub client: ClientId,
    pub name: String,
    pub website: String,
}

/// How a program proves who it is.
#[derive(Debug, Clone, Default)]
pub struct Proof {
    pub key: String,
    pub secret: String,
}

/// What a program asks a member for.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    pub client: String,
    pub redirect: String,
    /// `read` when empty.
    pub scopes: String,
    /// PKCE's challenge, and how it was made; `S256` is the only way.
    pub challenge: String,
    pub method: String,
}

/// A wish that can be granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wished {
    pub client: ClientBrief,
    pub redirect: String,
    pub scopes: Scopes,
}

/// A token, told once.
#[derive(Debug, Clone)]
pub struct Token {
    pub token: String,
    pub scopes: Scopes,
    pub made_at_ms: i64,
}

/// Who a token speaks for.
#[derive(Debug, Clone)]
pub struct Bearer {
    pub client: ClientBrief,
    pub scopes: Scopes,
    /// `None` for the program itself.
    pub viewer: Option<Viewer>,
}

/// Why a program gets no token.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    #[error("no such program, or not its secret")]
    Client,
    #[error("no such consent, or one for somebody else")]
    Grant,
    #[error("more than the program was registered for")]
    Scope,
    #[error(transparent)]
    Other(#[from] Error),
}

type Refusable<T> = std::result::Result<T, Refusal>;

impl From<sampan_store::Error> for Refusal {
    fn from(error: sampan_store::Error) -> Self {
        Self::Other(error.into())
    }
}

fn scopes_of(text: &str) -> Scopes {
    Scopes::parse(text).unwrap_or_default()
}

fn brief(row: &store::Client) -> ClientBrief {
    ClientBrief {
        id: row.id,
        name: row.name.clone(),
        website: row.website.clone(),
        redirects: row.redirects.lines().map(str::to_owned).collect(),
    }
}

/// What is asked for, as far as the program was registered for it; nothing asks for `read`.
fn granted(asked: &str, registered: &str) -> Option<Scopes> {
    let asked = if asked.trim().is_empty() {
        "read"
    } else {
        asked
    };
    Scopes::parse(asked).filter(|asked| asked.are_within(&scopes_of(registered)))
}

impl App {
    /// Writes down a program.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::Limited`].
    pub async fn register_client(&self, draft: Draft, address: &str) -> Result<NewClient> {
        let checked = draft.check()?;
        self.limit(Action::Client, address)?;
        let (key, secret) = (secret::token()?, secret::token()?);
        let row = store::Client {
            id: ClientId(self.next_id()),
            client_key: key.clone(),
            secret_hash: secret::hash(&secret),
            name: checked.name.clone(),
            website: checked.website.clone(),
            redirects: checked.redirects.join("\n"),
            scopes: checked.scopes.to_string(),
        };
        let id = row.id;
        self.0
            .db
            .write((row, self.now_ms()), |tx, (row, now)| {
                Box::pin(async move { store::insert(tx, row, *now).await })
            })
            .await?;
        Ok(NewClient {
            id,
            key,
            secret,
            name: checked.name,
            website: checked.website,
            redirects: checked.redirects,
            scopes: checked.scopes,
        })
    }

    async fn wish_row(&self, wish: &Wish) -> Result<(store::Client, Wished)> {
        let row = store::by_key(&self.0.db, &wish.client).await?;
        let row = row.ok_or(Error::invalid("client_id", "invalid"))?;
        if !row.redirects.lines().any(|known| known == wish.redirect) {
            return Err(Error::invalid("redirect_uri", "bad-address"));
        }
        let scopes = granted(&wish.scopes, &row.scopes);
        let scopes = scopes.ok_or(Error::invalid("scope", "bad-scope"))?;
        if wish.challenge.is_empty() != wish.method.is_empty()
            || !matches!(wish.method.as_str(), "" | "S256")
            || wish.challenge.len() > 128
        {
            return Err(Error::invalid("code_challenge", "invalid"));
        }
        let wished = Wished {
            client: brief(&row),
            redirect: wish.redirect.clone(),
            scopes,
        };
        Ok((row, wished))
    }

    /// What a member is asked to consent to.
    ///
    /// # Errors
    /// [`Error::Invalid`] on `client_id`, `redirect_uri`, `scope` or `code_challenge`.
    pub async fn wished(&self, wish: &Wish) -> Result<Wished> {
        Ok(self.wish_row(wish).await?.1)
    }

    /// A member lets a program speak for them. Answers the code that the program turns into a token.
    ///
    /// # Errors
    /// As [`Self::wished`].
    pub async fn consent(&self, viewer: &Viewer, wish: &Wish) -> Result<String> {
        let (row, wished) = self.wish_row(wish).await?;
        let code = secret::token()?;
        let new = store::Code {
            client: row.id,
            account: viewer.id(),
            redirect: wished.redirect,
            scopes: wished.scopes.to_string(),
            challenge: wish.challenge.clone(),
            made_at: self.now_ms(),
        };
        self.0
            .db
            .write((secret::hash(&code), new), |tx, (hash, new)| {
                Box::pin(async move { store::insert_code(tx, hash, new).await })
            })
            .await?;
        Ok(code)
    }

    async fn proved(&self, proof: &Proof) -> Refusable<store::Client> {
        let row = store::by_key(&self.0.db, &proof.key).await?;
        row.filter(|row| row.secret_hash == secret::hash(&proof.secret))
            .ok_or(Refusal::Client)
    }

    /// Turns a member's consent into a token.
    ///
    /// # Errors
    /// [`Refusal`].
    pub async fn redeem(
        &self,
        proof: &Proof,
        code: &str,
        redirect: &str,
        verifier: &str,
    ) -> Refusable<Token> {
        let client = self.proved(proof).await?;
        let hash = secret::hash(code);
        let found = store::code(&self.0.db, &hash).await?;
        let found = found.ok_or(Refusal::Grant)?;
        let is_verified = found.challenge.is_empty()
            || URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes())) == found.challenge;
        let is_fresh = found.made_at > self.now_ms() - CODE_MS;
        if found.client != client.id || found.redirect != redirect || !is_verified || !is_fresh {
            return Err(Refusal::Grant);
        }
        let scopes = scopes_of(&found.scopes);
        self.open_for(&client, found.account, scopes, Some(hash))
            .await
    }

    /// Opens a program's session of an account, for a consent if there was one.
    pub(crate) async fn open_for(
        &self,
        client: &store::Client,
        account: AccountId,
        scopes: Scopes,
        consent: Option<String>,
    ) -> Refusable<Token> {
        let token = secret::token()?;
        let now = self.now_ms();
        let session = SessionId(self.next_id());
        let input = (
            (session, account, client.clone(), consent),
            (secret::hash(&token), scopes.to_string(), now),
        );
        let opened = self
            .0
            .db
            .write(
                input,
                |tx, ((session, account, client, consent), (hash, scopes, now))| {
                    Box::pin(async move {
                        if let Some(consent) = consent
                            && !store::take_code(tx, consent).await?
                        {
                            return Ok(false);
                        }
                        store::open(tx, *session, *account, hash, client, scopes, *now).await?;
                        Ok::<_, Error>(true)
                    })
                },
            )
            .await?;
        if !opened {
            return Err(Refusal::Grant);
        }
        Ok(Token {
            token,
            scopes,
            made_at_ms: now,
        })
    }

    /// Gives a program a token of its own.
    ///
    /// # Errors
    /// [`Refusal::Client`], [`Refusal::Scope`], [`Error::Limited`].
    pub async fn client_token(
        &self,
        proof: &Proof,
        scopes: &str,
        address: &str,
    ) -> Refusable<Token> {
        let client = self.proved(proof).await?;
        self.limit(Action::Client, address)?;
        let scopes = granted(scopes, &client.scopes).ok_or(Refusal::Scope)?;
        let token = secret::token()?;
        let now = self.now_ms();
        let input = (secret::hash(&token), client.id, scopes.to_string(), now);
        self.0
            .db
            .write(input, |tx, (hash, client, scopes, now)| {
                Box::pin(async move { store::insert_own(tx, hash, *client, scopes, *now).await })
            })
            .await?;
        Ok(Token {
            token,
            scopes,
            made_at_ms: now,
        })
    }

    /// Ends what a token stands for. One that stands for nothing is ended already.
    ///
    /// # Errors
    /// [`Refusal::Client`].
    pub async fn revoke(&self, proof: &Proof, token: &str) -> Refusable<()> {
        let client = self.proved(proof).await?;
        let speaks_for = sampan_store::session::signed(&self.0.db, &secret::hash(token)).await?;
        self.0
            .db
            .write((client.id, secret::hash(token)), |tx, (client, hash)| {
                Box::pin(async move { store::revoke(tx, *client, hash).await })
            })
            .await?;
        if let Some(session) = speaks_for {
            self.tell_access(session.account);
        }
        Ok(())
    }

    /// The programs that notes and comments were written with, by status.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn clients_of(&self, statuses: &[i64]) -> Result<HashMap<i64, Written>> {
        let rows = store::of_statuses(&self.0.db, statuses).await?;
        let written = |(status, client, name, website)| {
            let written = Written {
                client,
                name,
                website,
            };
            (status, written)
        };
        Ok(rows.into_iter().map(written).collect())
    }

    /// Who a token speaks for; `None` when it speaks for nobody any more.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn bearer(&self, token: &str) -> Result<Option<Bearer>> {
        if token.is_empty() || token.len() > 100 {
            return Ok(None);
        }
        let (client, scopes, viewer) = match self.signed(token).await? {
            Some((viewer, Some((client, scopes)))) => (client, scopes, Some(viewer)),
            // A browser's.
            Some((_, None)) => return Ok(None),
            None => match store::own(&self.0.db, &secret::hash(token)).await? {
                Some(own) => (own.client, own.scopes, None),
                None => return Ok(None),
            },
        };
        let row = store::by_id(&self.0.db, client).await?;
        Ok(row.map(|row| Bearer {
            client: brief(&row),
            scopes: scopes_of(&scopes),
            viewer,
        }))
    }
}
