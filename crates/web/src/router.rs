//! The table of addresses, and the layers around them.

use crate::admission::{self, Door};
use crate::crowd::Crowd;
use crate::failure::Failure;
use crate::gauge::Gauge;
use crate::kept::Pages;
use crate::route::watch as reel;
use crate::route::{
    account, caption, collection, comment, compose, consent, explore, feed, health, house, inbox,
    joining, live, media, moderation, note, passkey, person, pulse, rendition, search, settings,
    topic, video,
};
use crate::talk::Talks;
use crate::{api, asset, hot, listen, reader};
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::request::Parts;
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{BoxError, Router};
use futures::future::BoxFuture;
use sampan_app::App;
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower::{Service, ServiceExt};
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

/// What the server tells the pages.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Behind a proxy that sets `X-Forwarded-For`.
    pub proxied: bool,
    /// Becomes true some time before the server stops: balancers should send nobody any more.
    pub leaving: Arc<AtomicBool>,
    /// Becomes true when the server stops: live events end then.
    pub stopping: watch::Receiver<bool>,
}

/// What every request has at hand. One count of references: each request takes and gives back several.
#[derive(Clone)]
pub(crate) struct State(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) app: App,
    pub(crate) settings: Settings,
    pub(crate) crowd: Crowd,
    pub(crate) pages: Pages,
    pub(crate) talks: Talks,
    pub(crate) door: Door,
    pub(crate) gauge: Gauge,
    pub(crate) headers: hot::Headers,
}

impl std::ops::Deref for State {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

/// Plain forms and JSON.
const BODY_BYTES: usize = 512 << 10;
/// The longest that an answer may take, a slow phone's upload included.
const ANSWER_WITHIN: Duration = Duration::from_secs(180);

/// Answers on `listener` until `settings.stopping` becomes true and open requests are finished.
pub async fn serve(listener: TcpListener, app: App, settings: Settings) {
    listen::serve(listener, site(app, settings.clone()), settings).await;
}

/// Everything that the server answers.
#[derive(Clone)]
pub struct Site {
    state: State,
    router: Router,
}

impl Site {
    /// Answers a request; `body` is its body.
    pub(crate) async fn answer<B>(self, mut head: Parts, body: B) -> Response
    where
        B: HttpBody<Data = Bytes, Error: Into<BoxError>> + Send + 'static,
    {
        if let Some(response) = hot::answer(&self.state, &mut head).await {
            return response;
        }
        let request = Request::from_parts(head, Body::new(body));
        let Ok(response) = self.router.oneshot(request).await;
        response
    }
}

impl Service<Request> for Site {
    type Response = Response;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let (head, body) = request.into_parts();
        let answer = self.clone().answer(head, body);
        Box::pin(async move { Ok(answer.await) })
    }
}

/// What answers, for `app`.
pub fn site(app: App, settings: Settings) -> Site {
    let picture = app.config().picture_max_bytes + (1 << 20);
    let many_pictures = picture.saturating_mul(sampan_domain::note::MAX_PICTURES);
    let video = usize::try_from(app.config().video.max_bytes).unwrap_or(usize::MAX);
    let one_video = video.saturating_add(picture);
    app.announce_with(api::push::announce);
    let state = State(Arc::new(Inner {
        app,
        settings,
        crowd: Crowd::default(),
        pages: Pages::default(),
        talks: Talks::default(),
        door: Door::default(),
        gauge: Gauge::default(),
        headers: hot::Headers::default(),
    }));
    let uploads = Router::new()
        .route("/pictures", post(media::upload))
        .route("/videos", post(video::begin))
        .route(
            "/n/{note}/captions",
            get(caption::edit).post(caption::write),
        )
        .route(
            "/videos/{video}",
            get(video::show)
                .head(video::offset)
                .patch(video::receive)
                .delete(video::cancel),
        )
        .route(
            "/n/{note}/comments",
            get(comment::list).post(comment::write),
        )
        .route("/settings/profile", post(settings::save_profile))
        .layer(DefaultBodyLimit::max(2 * picture));
    let writing = Router::new()
        .route("/compose", get(compose::new).post(compose::publish))
        .route("/n/{note}/edit", get(compose::edit).post(compose::rewrite))
        .layer(DefaultBodyLimit::max(many_pictures.max(one_video)));
    let pages = Router::new()
        .route("/", get(explore::explore))
        .route("/following", get(explore::following))
        .route("/explore/fresh", get(explore::fresh))
        .route("/watch", get(reel::all))
        .route("/watch/following", get(reel::followed))
        .route("/topics", get(topic::list))
        .route("/t/{topic}", get(topic::page))
        .route("/t/{topic}/follow", post(topic::follow))
        .route("/t/{topic}/merge", post(topic::merge))
        .route("/n/{note}", get(note::page))
        .route("/n/{note}/like", post(note::like))
        .route("/n/{note}/why", get(feed::why))
        .route("/n/{note}/refuse", post(feed::refuse))
        .route("/n/{note}/dwelt", post(feed::dwelt))
        .route("/n/{note}/viewed", post(note::viewed))
        .route("/n/{note}/captions/{track}", get(caption::track))
        .route("/n/{note}/vote", post(note::vote))
        .route("/n/{note}/pin", post(note::pin))
        .route("/n/{note}/delete", post(note::delete))
        .route("/n/{note}/history", get(note::history))
        .route("/n/{note}/share", get(note::share))
        .route("/n/{note}/qr.svg", get(note::qr))
        .route(
            "/n/{note}/collect",
            get(collection::choose).post(collection::collect),
        )
        .route(
            "/n/{note}/renditions",
            get(rendition::of).post(rendition::suggest),
        )
        .route(
            "/c/{comment}/renditions",
            get(rendition::of).post(rendition::suggest),
        )
        .route("/suggestions/{suggestion}/vote", post(rendition::vote))
        .route("/suggestions/{suggestion}/accept", post(rendition::accept))
        .route(
            "/suggestions/{suggestion}/decline",
            post(rendition::decline),
        )
        .route("/renditions", get(rendition::stream))
        .route("/reading", post(rendition::reading))
        .route("/c/{comment}", get(comment::one))
        .route("/c/{comment}/replies", get(comment::replies))
        .route("/c/{comment}/like", post(comment::like))
        .route("/c/{comment}/pin", post(comment::pin))
        .route("/c/{comment}/delete", post(comment::delete))
        .route(
            "/collections/{collection}",
            get(collection::page).post(collection::update),
        )
        .route("/collections/{collection}/delete", post(collection::delete))
        .route("/@{handle}", get(person::notes))
        .route("/@{handle}/collections", get(person::collections))
        .route("/@{handle}/liked", get(person::liked))
        .route("/@{handle}/followers", get(person::followers))
        .route("/@{handle}/following", get(person::following))
        .route("/@{handle}/follow", post(person::follow))
        .route("/@{handle}/block", post(person::block))
        .route("/@{handle}/mute", post(person::mute))
        .route("/inbox", get(inbox::page))
        .route("/events", get(live::events))
        .route("/search", get(search::page))
        .route("/complete", get(search::complete))
        .route("/join", get(joining::join_form).post(joining::join))
        .route("/join/proof", get(joining::proof))
        .route("/join/passkey/start", post(passkey::begin_join))
        .route("/join/passkey/finish", post(passkey::finish_join))
        .route("/signin", get(account::signin_form).post(account::signin))
        .route(
            "/signin/recover",
            get(account::recover_form).post(account::recover),
        )
        .route("/signin/passkey/start", post(passkey::begin_signin))
        .route("/signin/passkey/finish", post(passkey::finish_signin))
        .route("/signout", post(account::signout))
        .route("/language", post(account::language))
        .route("/oauth/authorize", get(consent::ask).post(consent::answer))
        .route("/settings", get(settings::profile))
        .route("/settings/security", get(settings::security))
        .route("/settings/password", post(settings::password))
        .route("/settings/codes", post(settings::codes))
        .route("/settings/passkeys/start", post(passkey::begin_adding))
        .route("/settings/passkeys/finish", post(passkey::finish_adding))
        .route(
            "/settings/passkeys/{passkey}/delete",
            post(settings::remove_passkey),
        )
        .route(
            "/settings/sessions/revoke-others",
            post(settings::end_others),
        )
        .route(
            "/settings/sessions/{session}/revoke",
            post(settings::end_session),
        )
        .route("/settings/languages", get(settings::languages))
        .route("/settings/people", get(settings::people))
        .route("/settings/feed", get(feed::settings).post(feed::save))
        .route("/settings/feed/topic", post(feed::wish_topic))
        .route("/welcome", get(feed::welcome).post(feed::choose))
        .route(
            "/settings/delete",
            get(settings::leave_form).post(settings::leave),
        )
        .route("/mod", get(moderation::page))
        .route("/mod/invitations", post(moderation::invite))
        .route("/mod/accounts/{handle}/approve", post(moderation::approve))
        .route("/mod/accounts/{handle}/refuse", post(moderation::refuse))
        .route("/admin/pulse", get(pulse::page))
        .route("/admin/gate", post(pulse::hold))
        .route("/about", get(house::about))
        .route("/rules", get(house::rules))
        .route("/guide", get(house::guide))
        .route("/api/docs", get(house::api_docs))
        .route("/offline", get(house::offline))
        .route("/manifest.webmanifest", get(house::manifest))
        .route("/robots.txt", get(house::robots))
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .merge(uploads)
        .merge(writing)
        .fallback(async || Failure::NotFound)
        .method_not_allowed_fallback(async || Failure::Method)
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn_with_state(state.clone(), reader::layer))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest));
    let pages = pages.layer(middleware::from_fn_with_state(
        state.clone(),
        admission::layer,
    ));
    let router = Router::new()
        .route("/assets/{*name}", get(asset::get))
        .route("/sw.js", get(asset::service_worker))
        .route("/media/{key}", get(media::object))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .route("/health/metrics", get(health::metrics))
        .route("/metrics", get(health::metrics))
        .merge(pages)
        .merge(api::router(&state))
        .layer(TimeoutLayer::with_status_code(
            axum::http::StatusCode::REQUEST_TIMEOUT,
            ANSWER_WITHIN,
        ))
        .with_state(state.clone());
    Site { state, router }
}

#[expect(clippy::needless_pass_by_value, reason = "the layer hands it over")]
fn panicked(panic: Box<dyn std::any::Any + Send>) -> Response {
    let said = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("something");
    Failure::Internal(format!("panicked: {said}")).into_response()
}
