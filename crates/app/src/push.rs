//! Telling members' programs what arrives in an inbox while nobody looks (Web Push: RFC 8030, 8291, 8292).
//!
//! Who got something is noted in memory and becomes a job a moment later, so that a crowd is one message.
//! A notification knows what of it was told: what a restart interrupts is told afterwards. What a server does
//! not take at once becomes a job of its own, so that nobody is told twice.

use crate::job::Work;
use crate::view::{NotificationView, Viewer};
use crate::{App, Error, Result};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use parking_lot::Mutex;
use reqwest::StatusCode;
use reqwest::header::{
    AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue,
};
use sampan_domain::push::{Receiver, Wish, alert};
use sampan_domain::rendition::Reading;
use sampan_domain::{AccountId, Lang, NotificationId, SessionId};
use sampan_store::notification::{self, Notification};
use sampan_store::push::{self as store, Subscription};
use serde_json::{Value, json};
use std::collections::HashSet;
use std::sync::OnceLock;
use std::time::{Duration, Instant};
use tokio::sync::OnceCell;
use url::Url;
use web_push_native::Auth;
use web_push_native::p256::ecdsa::signature::Signer;
use web_push_native::p256::ecdsa::{Signature, SigningKey};
use web_push_native::p256::{PublicKey, SecretKey};

/// The words of a message: what a notification says in a language.
pub type Announce = fn(&App, &NotificationView, Lang) -> Value;

/// Notifications that one message run looks at.
const LATEST: i64 = 20;
/// A line that grows, such as likes of a note, is told again after this time at the earliest.
const QUIET_MS: i64 = 10 * 60_000;
/// What could not be delivered is tried again after this time, and then less and less often.
const RETRY_MS: i64 = 2_000;
/// What could not be delivered for so long is not tried any more.
const GIVE_UP_MS: i64 = 5 * 60_000;
/// So long a server keeps a message for a phone that is off.
const KEPT_SECONDS: u32 = 48 * 3_600;
/// So long one program is told in a row; the rest become jobs.
const AT_A_TIME: Duration = Duration::from_secs(15);
/// Accounts that are looked up together.
const AT_ONCE: usize = 500;
/// So long a signature says who we are.
const SIGNED_MS: i64 = 12 * 3_600_000;

#[derive(Default)]
pub(crate) struct Pushes {
    waiting: Mutex<HashSet<AccountId>>,
    announce: OnceLock<Announce>,
    key: OnceCell<SigningKey>,
}

/// What a program asked for.
#[derive(Debug, Clone)]
pub struct SubscriptionView {
    pub id: SessionId,
    pub endpoint: String,
    pub wish: Wish,
}

/// How a delivery ended.
enum Delivery {
    Done,
    /// The subscription is of no use any more.
    Gone,
    Later(String),
}

fn wish(row: &Subscription) -> Wish {
    let is_asked = |known: &&str| row.alerts.split(' ').any(|word| word == *known);
    Wish {
        alerts: sampan_domain::push::ALERTS
            .into_iter()
            .filter(|known| is_asked(known))
            .collect(),
        policy: row.policy,
    }
}

fn view(row: &Subscription) -> SubscriptionView {
    SubscriptionView {
        id: row.session,
        endpoint: row.endpoint.clone(),
        wish: wish(row),
    }
}

fn bytes(key: &str) -> Result<Vec<u8>> {
    URL_SAFE_NO_PAD
        .decode(key)
        .map_err(|_| Error::invalid("p256dh", "invalid"))
}

/// The keys of a receiver as what they stand for.
fn keys(p256dh: &str, auth: &str) -> Result<(PublicKey, Auth)> {
    let point = PublicKey::from_sec1_bytes(&bytes(p256dh)?);
    let point = point.map_err(|_| Error::invalid("p256dh", "invalid"))?;
    let auth: [u8; 16] = bytes(auth)?
        .try_into()
        .map_err(|_| Error::invalid("auth", "invalid"))?;
    Ok((point, auth.into()))
}

fn internal(error: impl std::fmt::Display) -> Error {
    Error::Internal(error.to_string())
}

impl App {
    /// Says how a notification is put into words. Once, before anything is told.
    pub fn announce_with(&self, announce: Announce) {
        // An error means that it is known already.
        let _ = self.0.pushes.announce.set(announce);
    }

    /// The key pair that tells push servers who we are; made when it is first needed.
    async fn vapid(&self) -> Result<&SigningKey> {
        let made = self.0.pushes.key.get_or_try_init(|| async {
            let new =
                SecretKey::random(&mut web_push_native::p256::elliptic_curve::rand_core::OsRng);
            let new = URL_SAFE_NO_PAD.encode(new.to_bytes());
            let kept = self
                .0
                .db
                .write(new, |tx, new| {
                    Box::pin(async move { store::secret(tx, "vapid", new).await })
                })
                .await?;
            let kept = URL_SAFE_NO_PAD.decode(kept).map_err(internal)?;
            SigningKey::from_slice(&kept).map_err(internal)
        });
        made.await
    }

    /// Our public key as programs need it for a subscription: a point of P-256 in base 64.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn push_key(&self) -> Result<String> {
        let point = self.vapid().await?.verifying_key().to_encoded_point(false);
        Ok(URL_SAFE_NO_PAD.encode(point.as_bytes()))
    }

    /// Tells the viewer's program from now on.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    pub async fn subscribe_push(
        &self,
        viewer: &Viewer,
        to: Receiver,
        wish: Wish,
    ) -> Result<SubscriptionView> {
        let to = to.check()?;
        keys(&to.p256dh, &to.auth)?;
        let is_open = |url: &Url| {
            let is_secret = url.scheme() == "https" || self.0.config.outbound.private;
            is_secret && self.0.outbound.may_reach(url)
        };
        let endpoint = Url::parse(&to.endpoint).ok().filter(is_open);
        let endpoint = endpoint.ok_or(Error::invalid("endpoint", "invalid"))?;
        let to = Receiver {
            endpoint: endpoint.into(),
            ..to
        };
        let input = (viewer.session, viewer.id(), to, wish, self.now_ms());
        self.0
            .db
            .write(input, |tx, (session, account, to, wish, now)| {
                Box::pin(
                    async move { store::subscribe(tx, *session, *account, to, wish, *now).await },
                )
            })
            .await?;
        self.push_subscription(viewer).await
    }

    /// What the viewer's program is told.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn push_subscription(&self, viewer: &Viewer) -> Result<SubscriptionView> {
        let row = store::of_session(&self.0.db, viewer.session).await?;
        row.as_ref().map(view).ok_or(Error::NotFound)
    }

    /// Tells it something else.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn change_push(&self, viewer: &Viewer, wish: Wish) -> Result<SubscriptionView> {
        let input = (viewer.session, wish);
        let changed = self
            .0
            .db
            .write(input, |tx, (session, wish)| {
                Box::pin(async move { store::change(tx, *session, wish).await })
            })
            .await?;
        if !changed {
            return Err(Error::NotFound);
        }
        self.push_subscription(viewer).await
    }

    /// Tells the viewer's program no more.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn unsubscribe_push(&self, viewer: &Viewer) -> Result<()> {
        self.0
            .db
            .write(viewer.session, |tx, session| {
                Box::pin(async move { store::unsubscribe(tx, *session).await })
            })
            .await?;
        Ok(())
    }

    /// Ends a subscription, unless the program has another one by now.
    async fn end_push(&self, old: &Subscription) -> Result<()> {
        self.0
            .db
            .write(
                (old.session, old.endpoint.clone()),
                |tx, (session, endpoint)| {
                    Box::pin(async move { store::end(tx, *session, endpoint).await })
                },
            )
            .await?;
        Ok(())
    }

    /// Notes that somebody has something new in their inbox.
    pub(crate) fn push_soon(&self, account: AccountId) {
        self.0.pushes.waiting.lock().insert(account);
    }

    /// Also tells what a restart interrupted.
    pub(crate) async fn push_rest(&self) -> Result<()> {
        let behind = store::behind(&self.0.db).await?;
        self.0.pushes.waiting.lock().extend(behind);
        Ok(())
    }

    /// Makes jobs of what was noted. Who has one running is noted again.
    pub(crate) async fn flush_pushes(&self) -> Result<()> {
        let noted: Vec<AccountId> = self.0.pushes.waiting.lock().drain().collect();
        for some in noted.chunks(AT_ONCE) {
            let accounts = match store::among(&self.0.db, some).await {
                Ok(accounts) => accounts,
                Err(error) => {
                    self.0.pushes.waiting.lock().extend(noted);
                    return Err(error.into());
                }
            };
            for account in accounts {
                if !matches!(self.enqueue(&Work::Push { account }).await, Ok(true)) {
                    self.push_soon(account);
                }
            }
        }
        Ok(())
    }

    /// Tells the programs of an account what they were not told yet.
    pub(crate) async fn push(&self, account: AccountId) -> Result<()> {
        let subscriptions = store::of(&self.0.db, account).await?;
        let (Some(viewer), false) = (self.viewer_of(account).await?, subscriptions.is_empty())
        else {
            return Ok(());
        };
        let now = self.now_ms();
        let is_quiet = |row: &Notification| row.kind.groups() && now - row.pushed_ms < QUIET_MS;
        let mut rows = notification::of(&self.0.db, account, None, LATEST).await?;
        rows.retain(|row| row.unread && row.at_ms > row.pushed_ms);
        rows.reverse();
        if let Some(due) = rows
            .iter()
            .filter(|row| is_quiet(row))
            .map(|row| row.pushed_ms)
            .min()
        {
            let at = due + QUIET_MS;
            let later = Work::PushLater { account, at };
            self.enqueue_at(&later, at).await?;
        }
        rows.retain(|row| !is_quiet(row));
        let told = subscriptions
            .iter()
            .map(|to| self.push_all(&viewer, to, &rows));
        for told in futures::future::join_all(told).await {
            told?;
        }
        let told: Vec<_> = rows.iter().map(|row| (row.id, row.at_ms)).collect();
        self.0
            .db
            .write(told, |tx, told| {
                Box::pin(async move {
                    for (id, at) in told {
                        store::pushed(tx, *id, *at).await?;
                    }
                    Ok::<_, Error>(())
                })
            })
            .await
    }

    /// Tells one program; from the first message on that its server does not take, each becomes a job.
    async fn push_all(
        &self,
        viewer: &Viewer,
        to: &Subscription,
        rows: &[Notification],
    ) -> Result<()> {
        let wish = wish(to);
        let is_asked = |row: &&Notification| {
            alert(row.kind).is_some_and(|word| wish.alerts.contains(&word))
                && row.at_ms >= to.since_ms
        };
        let until = Instant::now() + AT_A_TIME;
        let mut is_late = false;
        for row in rows.iter().filter(is_asked) {
            if !is_late && Instant::now() < until {
                match self.push_one(viewer, to, row).await? {
                    Delivery::Done => continue,
                    Delivery::Gone => return self.end_push(to).await,
                    Delivery::Later(reason) => {
                        tracing::info!(reason, "a program is told later");
                        is_late = true;
                    }
                }
            }
            let again = Work::PushAgain {
                session: to.session,
                notification: row.id,
            };
            self.enqueue_at(&again, self.now_ms() + RETRY_MS).await?;
        }
        Ok(())
    }

    /// Tries once more to tell a program what its server did not take; not for ever.
    pub(crate) async fn push_again(&self, session: SessionId, id: NotificationId) -> Result<()> {
        let Some(to) = store::of_session(&self.0.db, session).await? else {
            return Ok(());
        };
        let row = notification::by_id(&self.0.db, to.account, id).await?;
        let viewer = self.viewer_of(to.account).await?;
        let (Some(row), Some(viewer)) = (row.filter(|row| row.unread), viewer) else {
            return Ok(());
        };
        match self.push_one(&viewer, &to, &row).await? {
            Delivery::Gone => self.end_push(&to).await,
            Delivery::Later(reason) if self.now_ms() - row.at_ms < GIVE_UP_MS => {
                Err(Error::Unavailable(reason))
            }
            Delivery::Done | Delivery::Later(_) => Ok(()),
        }
    }

    async fn push_one(
        &self,
        viewer: &Viewer,
        to: &Subscription,
        row: &Notification,
    ) -> Result<Delivery> {
        let mut shown = self.notices(viewer, vec![row.clone()]).await?;
        let Some(notice) = shown.first() else {
            return Ok(Delivery::Done);
        };
        let relation = match notice.people.first() {
            Some(person) => self.relation(Some(viewer), person.id).await?,
            None => return Ok(Delivery::Done),
        };
        if !to.policy.admits(relation) {
            return Ok(Delivery::Done);
        }
        let offered = |lang: &Lang| Lang::OFFERED.contains(lang);
        let first = viewer.reads.iter().copied().find(offered);
        let lang = viewer.interface.or(first);
        let reading = Reading {
            reads: viewer.reads.clone(),
            displays: viewer.displays.clone(),
            ..Reading::of(lang.unwrap_or(Lang::EN))
        };
        self.cross_notices(&reading, &mut shown).await;
        let announce = self.0.pushes.announce.get();
        let announce = announce.ok_or(Error::Unavailable("nothing puts it into words".into()))?;
        let message = announce(self, &shown[0], reading.to).to_string();
        self.deliver(to, message.into_bytes()).await
    }

    async fn deliver(&self, to: &Subscription, message: Vec<u8>) -> Result<Delivery> {
        let Ok(url) = Url::parse(&to.endpoint) else {
            return Ok(Delivery::Gone);
        };
        let (point, auth) = keys(&to.p256dh, &to.auth)?;
        let body = web_push_native::encrypt(message, &point, &auth).map_err(internal)?;
        let mut headers = HeaderMap::new();
        headers.insert(AUTHORIZATION, self.signature(&url).await?);
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("aes128gcm"));
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/octet-stream"),
        );
        headers.insert(HeaderName::from_static("ttl"), KEPT_SECONDS.into());
        Ok(match self.0.outbound.post(&url, headers, body).await {
            Ok(status) if status.is_success() => Delivery::Done,
            Ok(StatusCode::NOT_FOUND | StatusCode::GONE) | Err(Error::NotFound) => Delivery::Gone,
            Ok(status)
                if status.is_server_error()
                    || matches!(
                        status,
                        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS
                    ) =>
            {
                Delivery::Later(format!("a push server answers {status}"))
            }
            Ok(status) => {
                tracing::warn!(%status, host = url.host_str(), "a push server refuses a message");
                Delivery::Done
            }
            Err(error) => Delivery::Later(error.to_string()),
        })
    }

    /// Who we are, for the server at `url` alone (RFC 8292).
    async fn signature(&self, url: &Url) -> Result<HeaderValue> {
        let origin = &self.0.config.origin;
        let contact = match Url::parse(origin) {
            Ok(own) if own.scheme() == "https" => origin.clone(),
            Ok(own) => format!("mailto:operator@{}", own.host_str().unwrap_or("localhost")),
            Err(_) => "mailto:operator@localhost".to_owned(),
        };
        let claims = json!({
            "aud": url.origin().ascii_serialization(),
            "exp": (self.now_ms() + SIGNED_MS) / 1_000,
            "sub": contact,
        });
        let head = URL_SAFE_NO_PAD.encode(json!({ "typ": "JWT", "alg": "ES256" }).to_string());
        let said = format!("{head}.{}", URL_SAFE_NO_PAD.encode(claims.to_string()));
        let signed: Signature = self.vapid().await?.sign(said.as_bytes());
        let signed = URL_SAFE_NO_PAD.encode(signed.to_bytes());
        let value = format!("vapid t={said}.{signed}, k={}", self.push_key().await?);
        HeaderValue::from_str(&value).map_err(internal)
    }
}
