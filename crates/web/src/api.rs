//! Mastodon's client API: the same use cases as the pages, in JSON, for programs that speak for members.
//!
//! No cookies here: whoever asks brings a token. What each address needs stands in [`Table`], and a layer
//! checks it before the handler runs.

mod account;
mod discovery;
mod document;
mod entity;
mod filter;
mod instance;
mod introduction;
mod list;
mod media;
mod notification;
mod oauth;
mod params;
mod poll;
mod problem;
pub(crate) mod push;
mod reading;
mod relation;
mod search;
mod status;
mod streaming;
mod tag;
mod timeline;
mod translation;

use crate::admission::{self, Address};
use crate::router::State as Parts;
use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRequestParts, Query, Request, State};
use axum::http::header::{AUTHORIZATION, LINK, SEC_WEBSOCKET_PROTOCOL, X_CONTENT_TYPE_OPTIONS};
use axum::http::request::Parts as Head;
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter, any, get, on};
use problem::Problem;
use sampan_app::client::Bearer;
use sampan_app::limit::Action;
use sampan_app::view::Viewer;
use sampan_domain::Lang;
use sampan_domain::rendition::Reading;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::cors::{Any, CorsLayer};
use tower_http::set_header::SetResponseHeaderLayer;

type Answer = Result<Response, Problem>;
type App = State<Parts>;

/// A body of a form or of JSON.
const BODY_BYTES: usize = 512 << 10;

const RATE_LIMIT: HeaderName = HeaderName::from_static("x-ratelimit-limit");
const RATE_REMAINING: HeaderName = HeaderName::from_static("x-ratelimit-remaining");
const RATE_RESET: HeaderName = HeaderName::from_static("x-ratelimit-reset");

/// Where tokens may be parameters.
const STREAMING: &str = "/api/v1/streaming";

/// What an address needs. The scope may be empty: any will do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    Nothing,
    /// A token, whoever it speaks for.
    Program(&'static str),
    /// A token that speaks for a member.
    Member(&'static str),
}

/// One address of the API.
#[derive(Debug, Clone)]
pub struct Entry {
    pub method: Method,
    pub path: &'static str,
    pub needs: Needs,
    pub summary: &'static str,
    /// Names of what it takes; `!` marks what must be there ([`document`] knows what they mean).
    pub takes: &'static [&'static str],
    /// What it answers: an entity, `[Entity]`, or `{}` for what has no name.
    pub gives: &'static str,
}

/// Every address, with what it needs.
struct Table {
    router: Router<Parts>,
    entries: Vec<Entry>,
}

impl Table {
    fn on(mut self, entry: Entry, handler: MethodRouter<Parts>) -> Self {
        let needs = entry.needs;
        let guarded = handler.layer(from_fn(move |caller: Caller, request, next| {
            guard(needs, caller, request, next)
        }));
        // Some programs end addresses with a slash.
        if !entry.path.contains('*') {
            let slashed = format!("{}/", entry.path);
            self.router = self.router.route(&slashed, guarded.clone());
        }
        self.router = self.router.route(entry.path, guarded);
        self.entries.push(entry);
        self
    }
}

/// The table, which is also what the OpenAPI document is made from.
#[rustfmt::skip]
fn table() -> Table {
    let mut table = Table { router: Router::new(), entries: Vec::new() };
    macro_rules! address {
        ($($method:ident $path:literal $needs:expr => $handler:expr,
            $summary:literal, [$($takes:literal),*], $gives:literal;)+) => {$(
            let entry = Entry {
                method: Method::$method,
                path: $path,
                needs: $needs,
                summary: $summary,
                takes: &[$($takes),*],
                gives: $gives,
            };
            table = table.on(entry, on(MethodFilter::$method, $handler));
        )+};
    }
    address! {
        POST "/api/v1/apps" Needs::Nothing => oauth::register,
            "Registers a program", ["client_name!", "redirect_uris!", "scopes", "website"], "CredentialApplication";
        GET "/api/v1/apps/verify_credentials" Needs::Program("") => oauth::verify,
            "The program behind a token", [], "Application";
        POST "/oauth/token" Needs::Nothing => oauth::token,
            "Turns a code, or a program's own secret, into a token", ["grant_type!", "client_id!", "client_secret!", "code", "redirect_uri", "code_verifier", "scope"], "Token";
        POST "/oauth/revoke" Needs::Nothing => oauth::revoke,
            "Ends what a token stands for", ["client_id!", "client_secret!", "token!"], "{}";
        GET "/.well-known/oauth-authorization-server" Needs::Nothing => oauth::metadata,
            "Where signing in happens (RFC 8414)", [], "{}";

        GET "/api/v1/instance" Needs::Nothing => instance::v1,
            "This instance, in the older form", [], "{}";
        GET "/api/v2/instance" Needs::Nothing => instance::v2,
            "This instance, and what it takes", [], "{}";

        POST "/api/v1/accounts" Needs::Program("write:accounts") => account::join,
            "Joins; no e-mail is needed or kept", ["username!", "password!", "agreement!", "locale", "display_name", "invite_code"], "Token";
        GET "/api/v1/accounts/verify_credentials" Needs::Member("read:accounts") => account::verify_credentials,
            "The member's own account", [], "Account";
        GET "/api/v1/accounts/lookup" Needs::Nothing => account::lookup,
            "An account by its handle", ["acct!"], "Account";
        GET "/api/v1/accounts/{id}" Needs::Nothing => account::show,
            "An account", [], "Account";
        PATCH "/api/v1/accounts/update_credentials" Needs::Member("write:accounts") => account::update,
            "Changes the member's account; what is not sent stays", ["display_name", "note", "bot", "discoverable", "locked", "avatar", "header", "source"], "Account";

        GET "/api/v1/accounts/relationships" Needs::Member("read:follows") => relation::list,
            "How the member stands to people", ["id[]"], "[Relationship]";
        GET "/api/v1/accounts/{id}/followers" Needs::Nothing => relation::followers,
            "Who follows somebody", [], "[Account]";
        GET "/api/v1/accounts/{id}/following" Needs::Nothing => relation::following,
            "Whom somebody follows", [], "[Account]";
        POST "/api/v1/accounts/{id}/follow" Needs::Member("write:follows") => relation::follow::<true>,
            "Follows somebody", [], "Relationship";
        POST "/api/v1/accounts/{id}/unfollow" Needs::Member("write:follows") => relation::follow::<false>,
            "Ceases to follow somebody", [], "Relationship";
        POST "/api/v1/accounts/{id}/block" Needs::Member("write:blocks") => relation::block::<true>,
            "Blocks somebody", [], "Relationship";
        POST "/api/v1/accounts/{id}/unblock" Needs::Member("write:blocks") => relation::block::<false>,
            "Ceases to block somebody", [], "Relationship";
        POST "/api/v1/accounts/{id}/mute" Needs::Member("write:mutes") => relation::mute::<true>,
            "Mutes somebody", [], "Relationship";
        POST "/api/v1/accounts/{id}/unmute" Needs::Member("write:mutes") => relation::mute::<false>,
            "Ceases to mute somebody", [], "Relationship";
        GET "/api/v1/blocks" Needs::Member("read:blocks") => relation::blocks,
            "Whom the member blocked", [], "[Account]";
        GET "/api/v1/mutes" Needs::Member("read:mutes") => relation::mutes,
            "Whom the member muted", [], "[Account]";
        POST "/api/v1/accounts/{id}/note" Needs::Member("write:accounts") => relation::note,
            "Keeps a memo about somebody, for the member alone", ["comment"], "Relationship";

        GET "/api/v2/suggestions" Needs::Member("read:accounts") => introduction::list,
            "People whom the member may like to follow, and why", ["limit"], "[Suggestion]";
        GET "/api/v1/suggestions" Needs::Member("read:accounts") => introduction::people,
            "The same without the reasons", ["limit"], "[Account]";
        DELETE "/api/v1/suggestions/{id}" Needs::Member("write:accounts") => introduction::decline,
            "Does not show somebody among them any more", [], "{}";

        POST "/api/v1/statuses" Needs::Member("write:statuses") => status::write,
            "Writes a note, or a comment with in_reply_to_id", ["status", "title", "place", "media_ids", "in_reply_to_id", "visibility", "language", "spoiler_text", "poll", "scheduled_at"], "Status";
        GET "/api/v1/statuses/{id}" Needs::Nothing => status::show,
            "A note or a comment", [], "Status";
        DELETE "/api/v1/statuses/{id}" Needs::Member("write:statuses") => status::delete,
            "Takes a note or a comment down, and answers its words", [], "Status";
        GET "/api/v1/statuses/{id}/context" Needs::Nothing => status::context,
            "What a status answers, and what answers it", [], "Context";
        GET "/api/v1/statuses/{id}/source" Needs::Member("read:statuses") => status::source,
            "The words of a status as they were typed", [], "{}";
        POST "/api/v1/statuses/{id}/favourite" Needs::Member("write:favourites") => status::favourite::<true>,
            "Likes", [], "Status";
        POST "/api/v1/statuses/{id}/unfavourite" Needs::Member("write:favourites") => status::favourite::<false>,
            "Takes a like back", [], "Status";
        POST "/api/v1/statuses/{id}/bookmark" Needs::Member("write:bookmarks") => status::bookmark::<true>,
            "Collects a note", [], "Status";
        POST "/api/v1/statuses/{id}/unbookmark" Needs::Member("write:bookmarks") => status::bookmark::<false>,
            "Takes a note out of the default collection", [], "Status";
        PUT "/api/v1/statuses/{id}" Needs::Member("write:statuses") => status::rewrite,
            "Rewrites a note", ["status", "title", "place", "media_ids", "media_attributes", "visibility", "language"], "Status";
        GET "/api/v1/statuses" Needs::Nothing => status::several,
            "Several statuses by their ids", ["id[]"], "[Status]";
        GET "/api/v1/statuses/{id}/history" Needs::Nothing => status::history,
            "Every wording of a note", [], "[StatusEdit]";
        GET "/api/v1/statuses/{id}/favourited_by" Needs::Nothing => status::favourited_by,
            "The latest who liked a status", [], "[Account]";
        GET "/api/v1/statuses/{id}/reblogged_by" Needs::Nothing => status::reblogged_by,
            "Nobody: there are no reblogs", [], "[Account]";
        POST "/api/v1/statuses/{id}/pin" Needs::Member("write:accounts") => status::pin::<true>,
            "Pins a note to its author's page", [], "Status";
        POST "/api/v1/statuses/{id}/unpin" Needs::Member("write:accounts") => status::pin::<false>,
            "Unpins a note", [], "Status";

        GET "/api/v1/polls/{id}" Needs::Nothing => poll::show,
            "The poll of a note, by the note's id", [], "Poll";
        POST "/api/v1/polls/{id}/votes" Needs::Member("write:statuses") => poll::vote,
            "Votes, once", ["choices!"], "Poll";

        GET "/api/v1/accounts/{id}/statuses" Needs::Nothing => timeline::of_account,
            "Somebody's notes, the newest first", ["pinned", "limit", "max_id", "min_id", "since_id"], "[Status]";
        GET "/api/v1/timelines/list/{id}" Needs::Member("read:lists") => timeline::list,
            "The newest notes of the people of a list", ["limit", "max_id", "min_id", "since_id"], "[Status]";
        GET "/api/v1/bookmarks" Needs::Member("read:bookmarks") => timeline::bookmarks,
            "What the member collects", ["limit", "max_id", "min_id", "since_id"], "[Status]";
        GET "/api/v1/favourites" Needs::Member("read:favourites") => timeline::favourites,
            "What the member likes", ["limit", "max_id", "min_id", "since_id"], "[Status]";
        GET "/api/v1/timelines/public" Needs::Nothing => timeline::public,
            "The newest public notes", ["limit", "max_id", "min_id", "since_id"], "[Status]";
        GET "/api/v1/timelines/home" Needs::Member("read:statuses") => timeline::home,
            "The newest notes of those whom the member follows", ["limit", "max_id", "min_id", "since_id"], "[Status]";
        GET "/api/v1/timelines/tag/{tag}" Needs::Nothing => timeline::tag,
            "The newest notes of a topic, or of several", ["any[]", "all[]", "none[]", "limit", "max_id", "min_id", "since_id"], "[Status]";
        GET "/api/v1/trends/statuses" Needs::Nothing => timeline::explore,
            "Explore", ["max_id"], "[Status]";

        POST "/api/v2/media" Needs::Member("write:media") => media::upload,
            "Takes a picture or a video for a status", ["file!", "description", "focus"], "MediaAttachment";
        POST "/api/v1/media" Needs::Member("write:media") => media::upload,
            "The same, for older programs", ["file!", "description", "focus"], "MediaAttachment";
        GET "/api/v1/media/{id}" Needs::Member("write:media") => media::show,
            "A picture or a video that is not yet in a status", [], "MediaAttachment";
        PUT "/api/v1/media/{id}" Needs::Member("write:media") => media::describe,
            "Says what is on a picture or a video, and what has to stay in sight", ["description", "focus"], "MediaAttachment";

        GET "/api/v1/tags/{tag}" Needs::Nothing => tag::show,
            "A topic", [], "Tag";
        POST "/api/v1/tags/{tag}/follow" Needs::Member("write:follows") => tag::follow::<true>,
            "Follows a topic", [], "Tag";
        POST "/api/v1/tags/{tag}/unfollow" Needs::Member("write:follows") => tag::follow::<false>,
            "Ceases to follow a topic", [], "Tag";
        GET "/api/v1/followed_tags" Needs::Member("read:follows") => tag::followed,
            "Topics that the member follows", [], "[Tag]";
        GET "/api/v1/featured_tags" Needs::Member("read:accounts") => tag::own,
            "Topics that the member shows as theirs", [], "[FeaturedTag]";
        POST "/api/v1/featured_tags" Needs::Member("write:accounts") => tag::feature,
            "Shows a topic as the member's", ["name!"], "FeaturedTag";
        DELETE "/api/v1/featured_tags/{id}" Needs::Member("write:accounts") => tag::unfeature,
            "Ceases to show a topic", [], "{}";
        GET "/api/v1/accounts/{id}/featured_tags" Needs::Nothing => tag::of_account,
            "Topics that somebody shows as theirs", [], "[FeaturedTag]";
        GET "/api/v1/trends/tags" Needs::Nothing => tag::rising,
            "Topics that rise", [], "[Tag]";

        GET "/api/v1/accounts/search" Needs::Member("read:accounts") => search::of_accounts,
            "People by their names", ["q!", "limit"], "[Account]";
        GET "/api/v2/search" Needs::Nothing => search::all,
            "People, topics, notes and comments", ["q!", "type", "account_id", "limit", "offset"], "{}";

        GET "/api/v1/lists" Needs::Member("read:lists") => list::list,
            "The member's lists", [], "[List]";
        POST "/api/v1/lists" Needs::Member("write:lists") => list::make,
            "Makes a list", ["title!"], "List";
        GET "/api/v1/lists/{id}" Needs::Member("read:lists") => list::show,
            "A list", [], "List";
        PUT "/api/v1/lists/{id}" Needs::Member("write:lists") => list::rename,
            "Renames a list", ["title!"], "List";
        DELETE "/api/v1/lists/{id}" Needs::Member("write:lists") => list::delete,
            "Deletes a list", [], "{}";
        GET "/api/v1/lists/{id}/accounts" Needs::Member("read:lists") => list::members,
            "Who is on a list", [], "[Account]";
        POST "/api/v1/lists/{id}/accounts" Needs::Member("write:lists") => list::add,
            "Puts people onto a list whom the member follows", ["account_ids!"], "{}";
        DELETE "/api/v1/lists/{id}/accounts" Needs::Member("write:lists") => list::remove,
            "Takes people off a list", ["account_ids!"], "{}";
        GET "/api/v1/accounts/{id}/lists" Needs::Member("read:lists") => list::holding,
            "The member's lists that hold somebody", [], "[List]";

        GET "/api/v2/filters" Needs::Member("read:filters") => filter::list,
            "The member's filters", [], "[Filter]";
        POST "/api/v2/filters" Needs::Member("write:filters") => filter::make,
            "Makes a filter", ["title!", "context[]!", "filter_action", "expires_in", "keywords_attributes"], "Filter";
        GET "/api/v2/filters/{id}" Needs::Member("read:filters") => filter::show,
            "A filter", [], "Filter";
        PUT "/api/v2/filters/{id}" Needs::Member("write:filters") => filter::rewrite,
            "Changes a filter; what is not sent stays", ["title", "context[]", "filter_action", "expires_in", "keywords_attributes"], "Filter";
        DELETE "/api/v2/filters/{id}" Needs::Member("write:filters") => filter::delete,
            "Deletes a filter", [], "{}";
        GET "/api/v2/filters/{id}/keywords" Needs::Member("read:filters") => filter::words,
            "The words of a filter", [], "[FilterKeyword]";
        POST "/api/v2/filters/{id}/keywords" Needs::Member("write:filters") => filter::add_word,
            "Adds a word to a filter", ["keyword!", "whole_word"], "FilterKeyword";
        GET "/api/v2/filters/keywords/{id}" Needs::Member("read:filters") => filter::show_word,
            "A word of a filter", [], "FilterKeyword";
        PUT "/api/v2/filters/keywords/{id}" Needs::Member("write:filters") => filter::rewrite_word,
            "Changes a word of a filter", ["keyword", "whole_word"], "FilterKeyword";
        DELETE "/api/v2/filters/keywords/{id}" Needs::Member("write:filters") => filter::delete_word,
            "Takes a word out of a filter", [], "{}";
        GET "/api/v2/filters/{id}/statuses" Needs::Member("read:filters") => filter::statuses,
            "The statuses that a filter names", [], "[FilterStatus]";
        POST "/api/v2/filters/{id}/statuses" Needs::Member("write:filters") => filter::add_status,
            "Adds a status to a filter", ["status_id!"], "FilterStatus";
        GET "/api/v2/filters/statuses/{id}" Needs::Member("read:filters") => filter::show_status,
            "A status that a filter names", [], "FilterStatus";
        DELETE "/api/v2/filters/statuses/{id}" Needs::Member("write:filters") => filter::delete_status,
            "Takes a status out of a filter", [], "{}";

        GET "/api/v1/notifications/{id}" Needs::Member("read:notifications") => notification::show,
            "A notification", [], "Notification";
        POST "/api/v1/notifications/{id}/dismiss" Needs::Member("write:notifications") => notification::dismiss,
            "Takes a notification out of the inbox", [], "{}";
        GET "/api/v2/notifications" Needs::Member("read:notifications") => notification::grouped,
            "The inbox in groups", ["types[]", "exclude_types[]", "limit", "max_id"], "{}";
        GET "/api/v2/notifications/unread_count" Needs::Member("read:notifications") => notification::unread,
            "How much is unread", [], "{}";
        GET "/api/v2/notifications/{id}" Needs::Member("read:notifications") => notification::one_group,
            "A group of the inbox", [], "{}";
        GET "/api/v2/notifications/{id}/accounts" Needs::Member("read:notifications") => notification::people,
            "The people of a group", [], "[Account]";
        POST "/api/v2/notifications/{id}/dismiss" Needs::Member("write:notifications") => notification::dismiss,
            "Takes a group out of the inbox", [], "{}";
        GET "/api/v1/notifications" Needs::Member("read:notifications") => notification::list,
            "The inbox", ["types[]", "exclude_types[]", "limit", "max_id"], "[Notification]";
        GET "/api/v1/notifications/unread_count" Needs::Member("read:notifications") => notification::unread,
            "How much is unread", [], "{}";
        POST "/api/v1/notifications/clear" Needs::Member("write:notifications") => notification::clear,
            "Marks everything in the inbox as read", [], "{}";

        POST "/api/v1/push/subscription" Needs::Member("push") => push::subscribe,
            "Tells the program of what arrives in the inbox (RFC 8030)", ["subscription!", "data"], "WebPushSubscription";
        GET "/api/v1/push/subscription" Needs::Member("push") => push::show,
            "What the program is told", [], "WebPushSubscription";
        PUT "/api/v1/push/subscription" Needs::Member("push") => push::change,
            "Tells the program something else", ["data"], "WebPushSubscription";
        DELETE "/api/v1/push/subscription" Needs::Member("push") => push::unsubscribe,
            "Tells the program no more", [], "{}";

        GET "/api/v1/markers" Needs::Member("read:statuses") => reading::markers,
            "How far the member has read", ["timeline[]"], "{}";
        POST "/api/v1/markers" Needs::Member("write:statuses") => reading::set_markers,
            "Keeps how far the member has read", ["home", "notifications"], "{}";
        GET "/api/v1/preferences" Needs::Member("read:accounts") => reading::preferences,
            "The member's choices for new notes", [], "{}";
        GET "/api/v1/conversations" Needs::Member("read:statuses") => reading::none,
            "None: there are no messages yet", [], "[{}]";
        GET "/api/v1/custom_emojis" Needs::Nothing => reading::none,
            "None", [], "[{}]";
        GET "/api/v1/announcements" Needs::Member("") => reading::none,
            "None", [], "[{}]";
        GET "/api/v1/scheduled_statuses" Needs::Member("read:statuses") => reading::none,
            "None: everything is written at once", [], "[{}]";
        GET "/api/v1/follow_requests" Needs::Member("read:follows") => reading::none,
            "None: anybody may follow", [], "[Account]";
        GET "/api/v1/domain_blocks" Needs::Member("read:blocks") => reading::none,
            "None: there is one server", [], "[{}]";

        POST "/api/v1/statuses/{id}/translate" Needs::Member("read:statuses") => translation::status,
            "A status in another language", ["lang"], "Translation";
        GET "/api/v1/instance/translation_languages" Needs::Nothing => translation::pairs,
            "Languages that texts are put into, by their own", [], "{}";
        POST "/translate" Needs::Member("translate") => translation::any,
            "Any text in another language, as LibreTranslate has it", ["q!", "source", "target!"], "{}";
        POST "/detect" Needs::Member("translate") => translation::detect,
            "The language of a text, as LibreTranslate has it", ["q!"], "[{}]";
        GET "/languages" Needs::Nothing => translation::languages,
            "The languages, as LibreTranslate has them", [], "[{}]";

        GET "/@{handle}/feed" Needs::Nothing => discovery::of_account,
            "Somebody's public notes (Atom)", [], "atom";
        GET "/t/{tag}/feed" Needs::Nothing => discovery::of_topic,
            "The newest notes of a topic (Atom)", [], "atom";
        GET "/.well-known/webfinger" Needs::Nothing => discovery::webfinger,
            "Who a handle is (RFC 7033)", ["resource!"], "jrd";
        GET "/.well-known/nodeinfo" Needs::Nothing => discovery::nodeinfo_links,
            "Where NodeInfo is", [], "{}";
        GET "/nodeinfo/2.1" Needs::Nothing => discovery::nodeinfo,
            "What runs here (NodeInfo 2.1)", [], "{}";
        GET "/oembed" Needs::Nothing => discovery::oembed,
            "A note for other sites (oEmbed)", ["url!", "format"], "{}";

        GET "/api/v1/streaming" Needs::Member("read:statuses") => streaming::socket,
            "A WebSocket: what happens from now on", ["stream", "tag", "list", "access_token"], "socket";
        GET "/api/v1/streaming/health" Needs::Nothing => streaming::health,
            "Whether streams are served", [], "text";
        GET "/api/v1/streaming/{*stream}" Needs::Member("read:statuses") => streaming::events,
            "Server-sent events of one channel", ["tag", "list", "access_token"], "events";
    }
    table
}

/// Every address of the API and what it needs, for whoever proves that it is so.
#[must_use]
pub fn entries() -> Vec<Entry> {
    table().entries
}

/// Name and port of this instance.
fn host(app: &App) -> &str {
    let origin = &app.app.config().origin;
    origin.split_once("://").map_or("", |(_, host)| host)
}

/// The addresses with their layers.
pub(crate) fn router(state: &Parts) -> Router<Parts> {
    let link = [
        LINK,
        HeaderName::from_static("x-request-id"),
        HeaderName::from_static("retry-after"),
        RATE_LIMIT,
        RATE_REMAINING,
        RATE_RESET,
    ];
    let cors = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods(Any)
        .allow_headers(Any)
        .expose_headers(link);
    let config = state.app.config();
    let video = usize::try_from(config.video.max_bytes).unwrap_or(usize::MAX);
    let files = video.max(2 * config.picture_max_bytes);
    table()
        .router
        .route("/api/openapi.json", get(document::json))
        .route("/api/{*rest}", any(async || Problem::NotFound))
        .layer(DefaultBodyLimit::max(BODY_BYTES + files))
        .layer(CatchPanicLayer::custom(|_| {
            Problem::Internal("an answer panicked".into()).into_response()
        }))
        .layer(from_fn_with_state(state.clone(), know))
        .layer(from_fn_with_state(
            state.clone(),
            admission::layer_for_programs,
        ))
        .layer(SetResponseHeaderLayer::overriding(
            X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ))
        .layer(cors)
}

/// Who asks, known once per request.
#[derive(Debug, Clone)]
struct Caller {
    /// What their token stands for; `None` when it stands for nothing, or there is none.
    bearer: Option<Bearer>,
    token: Option<String>,
    address: String,
}

impl Caller {
    fn viewer(&self) -> Option<&Viewer> {
        self.bearer.as_ref()?.viewer.as_ref()
    }

    /// What they read: programs do not say, so what the member chose.
    fn reading(&self) -> Reading {
        let viewer = self.viewer();
        let to = viewer
            .and_then(|viewer| viewer.interface)
            .unwrap_or(Lang::EN);
        Reading {
            reads: viewer.map_or_else(Vec::new, |viewer| viewer.reads.clone()),
            ..Reading::of(to)
        }
    }

    /// Where [`Needs::Member`] let nobody else through.
    fn member(&self) -> Result<&Viewer, Problem> {
        self.viewer().ok_or(Problem::NoUser)
    }

    /// Where [`Needs::Program`] let nobody else through.
    fn bearer(&self) -> Result<&Bearer, Problem> {
        self.bearer.as_ref().ok_or(Problem::NoToken)
    }
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(head: &mut Head, _: &S) -> Result<Self, Problem> {
        let caller = head.extensions.get::<Self>().cloned();
        caller.ok_or_else(|| Problem::Internal("the caller is not known".into()))
    }
}

/// The token of a request. Browsers can send no header along with a stream or a socket, so there it may also
/// be a parameter or a protocol.
fn token(request: &Request) -> Option<String> {
    let header = |name: HeaderName| request.headers().get(name)?.to_str().ok();
    if let Some((kind, token)) = header(AUTHORIZATION).and_then(|value| value.split_once(' '))
        && kind.eq_ignore_ascii_case("bearer")
    {
        return Some(token.trim().to_owned());
    }
    if !request.uri().path().starts_with(STREAMING) {
        return None;
    }
    let query: Option<Query<Vec<(String, String)>>> = Query::try_from_uri(request.uri()).ok();
    let mut named = query.into_iter().flat_map(|query| query.0);
    let asked = named
        .find(|(name, _)| name == "access_token")
        .map(|(_, token)| token);
    asked.or_else(|| header(SEC_WEBSOCKET_PROTOCOL).map(str::to_owned))
}

/// Learns who asks.
async fn know(State(state): App, mut request: Request, next: Next) -> Response {
    let Address(address) = request
        .extensions_mut()
        .remove::<Address>()
        .unwrap_or_else(|| Address("unknown".into()));
    let token = token(&request);
    let bearer = match &token {
        Some(token) => match state.app.bearer(token).await {
            Ok(bearer) => bearer,
            Err(error) => return Problem::from(error).into_response(),
        },
        None => None,
    };
    let caller = Caller {
        bearer,
        token,
        address,
    };
    let who = match caller.viewer() {
        Some(viewer) => viewer.id().to_string(),
        None => caller.address.clone(),
    };
    let left = match state.app.limit_left(Action::Api, &who) {
        Ok(left) => left,
        Err(error) => return Problem::from(error).into_response(),
    };
    request.extensions_mut().insert(caller);
    let mut response = next.run(request).await;
    if let Some(left) = left {
        let reset_ms = state.app.clock().now_ms() + left.reset_s.cast_signed() * 1_000;
        let headers = response.headers_mut();
        headers.insert(RATE_LIMIT, left.limit.into());
        headers.insert(RATE_REMAINING, left.remaining.into());
        if let Ok(reset) = HeaderValue::from_str(&entity::instant(reset_ms)) {
            headers.insert(RATE_RESET, reset);
        }
    }
    response
}

/// Lets through who has what an address needs. A token that stands for nothing is told so everywhere.
async fn guard(needs: Needs, caller: Caller, request: Request, next: Next) -> Response {
    let problem = match (needs, &caller.bearer) {
        (_, None) if caller.token.is_some() => Some(Problem::NoToken),
        (Needs::Nothing, _) => None,
        (_, None) => Some(Problem::NoToken),
        (Needs::Program(scope) | Needs::Member(scope), Some(bearer))
            if !scope.is_empty() && !bearer.scopes.allows(scope) =>
        {
            Some(Problem::Scope)
        }
        (Needs::Member(_), Some(bearer)) if bearer.viewer.is_none() => Some(Problem::NoUser),
        _ => None,
    };
    match problem {
        Some(problem) => problem.into_response(),
        None => next.run(request).await,
    }
}
