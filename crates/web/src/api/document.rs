//! The OpenAPI document, made from the table of addresses.

use super::entity::{Account, Application, Attachment, Relationship, Status};
use super::{Answer, Entry, Needs};
use axum::Json;
use axum::http::Method;
use axum::response::IntoResponse;
use sampan_domain::client::Scopes;
use sampan_domain::note::{MAX_TEXT_CHARS, MAX_TITLE_CHARS};
use std::sync::LazyLock;
use utoipa::openapi::path::{
    HttpMethod, Operation, OperationBuilder, Parameter, ParameterBuilder, ParameterIn, PathItem,
    PathsBuilder,
};
use utoipa::openapi::request_body::{RequestBody, RequestBodyBuilder};
use utoipa::openapi::schema::{
    AdditionalProperties, ArrayBuilder, Components, ComponentsBuilder, ObjectBuilder, Schema,
    SchemaType, Type,
};
use utoipa::openapi::security::{
    AuthorizationCode, Flow, OAuth2, Scopes as Offered, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{
    Content, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder, Ref, RefOr, Required,
    ResponseBuilder,
};

const SECURITY: &str = "oauth";

/// What can go wrong, in the order of its numbers. Any address may answer any of these.
const FAILURES: [(&str, &str); 9] = [
    ("400", "What was sent cannot be read"),
    ("401", "No token, or one that stands for nothing"),
    ("403", "Not within the token's scopes, or not allowed"),
    ("404", "There is none, or none that the caller may know of"),
    ("409", "It changed in the meantime"),
    ("413", "Larger than what is taken"),
    (
        "422",
        "Something is wrong with what was sent, or a member has to speak",
    ),
    ("429", "Too much at once; Retry-After says how long to wait"),
    ("503", "Try again in a moment"),
];

/// Where filters are for.
const CONTEXTS: [&str; 5] = ["home", "notifications", "public", "thread", "account"];

/// A value of one type of JSON.
fn typed(kind: Type) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(SchemaType::new(kind))
}

fn texts() -> Schema {
    ArrayBuilder::new().items(typed(Type::String)).into()
}

/// An object of which more may be said than is known here.
fn open(fields: &[(&str, Schema)]) -> Schema {
    let object = fields
        .iter()
        .fold(ObjectBuilder::new(), |object, (name, schema)| {
            object.property(*name, schema.clone())
        });
    let anything = AdditionalProperties::FreeForm(true);
    object.additional_properties(Some(anything)).into()
}

fn objects(fields: &[(&str, Schema)]) -> Schema {
    ArrayBuilder::new().items(RefOr::T(open(fields))).into()
}

/// What a name stands for wherever it is taken, and what it may be.
fn field(name: &str) -> (&'static str, Schema) {
    let text = || typed(Type::String);
    let number = |least: i64, most: i64| {
        let number = typed(Type::Integer);
        number.minimum(Some(least)).maximum(Some(most))
    };
    let words = |known: &[&str]| text().enum_values(Some(known.iter().copied()));
    let (says, schema): (&str, Schema) = match name {
        "limit" => ("How many at most", number(1, 80).into()),
        "max_id" => (
            "Only what is older: an id, or a place that Link told",
            text().into(),
        ),
        "min_id" | "since_id" => ("Only what is newer than this id", text().into()),
        "status" => ("The text", text().max_length(Some(MAX_TEXT_CHARS)).into()),
        "title" => ("The title", text().max_length(Some(MAX_TITLE_CHARS)).into()),
        "spoiler_text" => ("Taken for the title where there is none", text().into()),
        "place" => ("Where it was", text().into()),
        "media_ids" => ("Pictures, by their ids", texts()),
        "media_attributes" => (
            "What is on pictures",
            objects(&[
                ("id", text().into()),
                ("description", text().into()),
                ("focus", text().into()),
            ]),
        ),
        "keywords_attributes" => (
            "Words to add; with an id, to change; with _destroy, to take out",
            objects(&[
                ("id", text().into()),
                ("keyword", text().into()),
                ("whole_word", typed(Type::Boolean).into()),
                ("_destroy", typed(Type::Boolean).into()),
            ]),
        ),
        "context[]" => (
            "Where a filter is for",
            ArrayBuilder::new().items(words(&CONTEXTS)).into(),
        ),
        "filter_action" => (
            "What becomes of what is found",
            words(&["warn", "hide", "blur"]).into(),
        ),
        "expires_in" => (
            "Seconds until it ends by itself; empty for never",
            text().into(),
        ),
        "subscription" => (
            "Where the program is told, as PushSubscription.toJSON() has it",
            open(&[
                ("endpoint", text().into()),
                (
                    "keys",
                    open(&[("p256dh", text().into()), ("auth", text().into())]),
                ),
            ]),
        ),
        "data" => (
            "What it is told, and of whom: all, followed, follower or none",
            open(&[("alerts", open(&[])), ("policy", text().into())]),
        ),
        "whole_word" => ("Not within longer words", typed(Type::Boolean).into()),
        "keyword" => ("What is looked for in texts", text().into()),
        "status_id" => ("A note or a comment", text().into()),
        "in_reply_to_id" => ("What it answers", text().into()),
        "visibility" => (
            "For whom it is",
            words(&["public", "unlisted", "private", "direct"]).into(),
        ),
        "language" | "lang" | "target" | "locale" => {
            ("A language, as a tag of BCP 47", text().into())
        }
        "poll" => (
            "A choice for readers",
            open(&[
                ("options", texts()),
                ("expires_in", number(300, 2_592_000).into()),
                ("multiple", typed(Type::Boolean).into()),
                ("hide_totals", typed(Type::Boolean).into()),
            ]),
        ),
        "scheduled_at" => ("Refused: nothing is written at a later time", text().into()),
        "choices" => (
            "Options by their place, from 0",
            ArrayBuilder::new().items(number(0, 100)).into(),
        ),
        "account_ids" => ("People, by their ids", texts()),
        "id[]" => ("Ids", texts()),
        "any[]" | "all[]" | "none[]" => ("More topics: in one of these, in all, in none", texts()),
        "types[]" | "exclude_types[]" => (
            "Kinds of notifications",
            ArrayBuilder::new()
                .items(words(&["mention", "favourite", "follow"]))
                .into(),
        ),
        "timeline[]" => (
            "Which places",
            ArrayBuilder::new()
                .items(words(&["home", "notifications"]))
                .into(),
        ),
        "home" | "notifications" => (
            "Up to where it was read",
            open(&[("last_read_id", text().into())]),
        ),
        "pinned" => ("Only what is pinned", typed(Type::Boolean).into()),
        "type" => (
            "Only these",
            words(&["accounts", "hashtags", "statuses"]).into(),
        ),
        "stream" => ("The first channel", text().into()),
        "tag" => ("For the channel hashtag", text().into()),
        "list" => ("For the channel list", text().into()),
        "access_token" => ("The token, where no header can be sent", text().into()),
        "agreement" | "bot" | "discoverable" | "locked" => {
            ("Whether it is so", typed(Type::Boolean).into())
        }
        "focus" => (
            "What has to stay in sight: x,y from -1 to 1, right and up",
            text().into(),
        ),
        "file" | "avatar" | "header" => (
            "A picture: JPEG, PNG, WebP or GIF",
            text().content_media_type("application/octet-stream").into(),
        ),
        "redirect_uris" => (
            "Where codes are sent: an address, or urn:ietf:wg:oauth:2.0:oob",
            text().into(),
        ),
        "grant_type" => (
            "What is turned into a token",
            words(&["authorization_code", "client_credentials"]).into(),
        ),
        "q" => ("What is looked for, or translated", text().into()),
        "acct" => ("A handle", text().into()),
        _ => ("", text().into()),
    };
    (says, schema)
}

/// The schema that a gift of the table names.
fn given(gives: &str) -> RefOr<Schema> {
    if let Some(of) = gives.strip_prefix('[').and_then(|of| of.strip_suffix(']')) {
        return Schema::from(ArrayBuilder::new().items(given(of))).into();
    }
    match gives {
        "{}" => open(&[]).into(),
        name => Ref::from_schema_name(name).into(),
    }
}

fn answer(entry: &Entry) -> ResponseBuilder {
    let response = ResponseBuilder::new().description(entry.summary);
    let text = || Schema::from(typed(Type::String));
    match entry.gives {
        "text" => response.content("text/plain", Content::new(Some(text()))),
        "atom" => response.content("application/atom+xml", Content::new(Some(text()))),
        "jrd" => response.content("application/jrd+json", Content::new(Some(given("{}")))),
        "events" => response.content("text/event-stream", Content::new(Some(text()))),
        gives => response.content("application/json", Content::new(Some(given(gives)))),
    }
}

/// A name of the table without its mark, and whether it must be there.
fn wanted(name: &'static str) -> (&'static str, bool) {
    match name.strip_suffix('!') {
        Some(name) => (name, true),
        None => (name, false),
    }
}

fn body(entry: &Entry) -> RequestBody {
    let mut object = ObjectBuilder::new();
    let mut has_file = false;
    for (name, must) in entry.takes.iter().map(|name| wanted(name)) {
        let (says, schema) = field(name);
        has_file |= matches!(name, "file" | "avatar" | "header");
        object = object.property(name, described(says, schema));
        if must {
            object = object.required(name);
        }
    }
    let content = Content::new(Some(Schema::from(object)));
    let body = RequestBodyBuilder::new();
    if has_file {
        body.content("multipart/form-data", content).build()
    } else {
        body.content("application/json", content.clone())
            .content("application/x-www-form-urlencoded", content)
            .build()
    }
}

fn described(says: &str, schema: Schema) -> Schema {
    match schema {
        Schema::Object(mut object) if !says.is_empty() => {
            object.description = Some(says.to_owned());
            Schema::Object(object)
        }
        other => other,
    }
}

fn in_path(path: &str) -> impl Iterator<Item = Parameter> {
    path.split('{').skip(1).filter_map(|rest| {
        let name = rest.split('}').next()?.trim_start_matches('*');
        let says = match name {
            "tag" => "The name of a topic, without #",
            "handle" => "A handle, without @",
            "stream" => "user, user/notification, public, public/local, hashtag or list",
            _ => "An id, as the text that other answers name",
        };
        let parameter = ParameterBuilder::new()
            .name(name)
            .parameter_in(ParameterIn::Path)
            .required(Required::True)
            .description(Some(says))
            .schema(Some(typed(Type::String).min_length(Some(1))));
        Some(parameter.build())
    })
}

fn in_query(entry: &Entry) -> impl Iterator<Item = Parameter> {
    entry.takes.iter().map(|name| {
        let (name, must) = wanted(name);
        let (says, schema) = field(name);
        let required = if must {
            Required::True
        } else {
            Required::False
        };
        ParameterBuilder::new()
            .name(name)
            .parameter_in(ParameterIn::Query)
            .required(required)
            .description(Some(says))
            .schema(Some(schema))
            .build()
    })
}

fn operation(entry: &Entry) -> Operation {
    let mut operation = OperationBuilder::new()
        .summary(Some(entry.summary))
        .operation_id(Some(format!("{} {}", entry.method, entry.path)))
        .parameters(Some(in_path(entry.path)));
    let is_read = entry.method == Method::GET;
    if is_read {
        operation = in_query(entry).fold(operation, OperationBuilder::parameter);
    } else if !entry.takes.is_empty() {
        operation = operation.request_body(Some(body(entry)));
    }
    operation = match entry.gives {
        "socket" => operation.response("101", ResponseBuilder::new().description(entry.summary)),
        _ => operation.response("200", answer(entry)),
    };
    if entry.gives == "MediaAttachment" {
        let later = match entry.method {
            Method::POST => "202",
            _ => "206",
        };
        operation = operation.response(later, answer(entry));
    }
    for (status, says) in FAILURES {
        let problem = Content::new(Some(Ref::from_schema_name("Problem")));
        let response = ResponseBuilder::new().description(says);
        operation = operation.response(status, response.content("application/json", problem));
    }
    let scopes = match entry.needs {
        Needs::Nothing => return operation.build(),
        Needs::Program("") | Needs::Member("") => Vec::new(),
        Needs::Program(scope) | Needs::Member(scope) => vec![scope],
    };
    operation
        .security(SecurityRequirement::new(SECURITY, scopes))
        .build()
}

/// Entities that are made without a type of their own.
fn named() -> [(&'static str, Schema); 16] {
    let text = || Schema::from(typed(Type::String));
    let flag = || Schema::from(typed(Type::Boolean));
    let number = || Schema::from(typed(Type::Integer));
    let list = |of: &str| Schema::from(ArrayBuilder::new().items(given(of)));
    [
        ("Problem", open(&[("error", text())])),
        (
            "Token",
            open(&[
                ("access_token", text()),
                ("token_type", text()),
                ("scope", text()),
                ("created_at", number()),
            ]),
        ),
        (
            "CredentialApplication",
            open(&[
                ("id", text()),
                ("name", text()),
                ("client_id", text()),
                ("client_secret", text()),
                ("scopes", texts()),
                ("redirect_uris", texts()),
            ]),
        ),
        (
            "Context",
            open(&[
                ("ancestors", list("Status")),
                ("descendants", list("Status")),
            ]),
        ),
        (
            "Tag",
            open(&[("name", text()), ("url", text()), ("following", flag())]),
        ),
        (
            "FeaturedTag",
            open(&[("id", text()), ("name", text()), ("url", text())]),
        ),
        (
            "List",
            open(&[
                ("id", text()),
                ("title", text()),
                ("replies_policy", text()),
                ("exclusive", flag()),
            ]),
        ),
        (
            "Filter",
            open(&[
                ("id", text()),
                ("title", text()),
                ("context", texts()),
                ("filter_action", text()),
                ("keywords", list("FilterKeyword")),
                ("statuses", list("FilterStatus")),
            ]),
        ),
        (
            "FilterKeyword",
            open(&[("id", text()), ("keyword", text()), ("whole_word", flag())]),
        ),
        (
            "FilterStatus",
            open(&[("id", text()), ("status_id", text())]),
        ),
        (
            "WebPushSubscription",
            open(&[
                ("id", text()),
                ("endpoint", text()),
                ("policy", text()),
                ("server_key", text()),
                ("standard", flag()),
            ]),
        ),
        (
            "Suggestion",
            open(&[
                ("source", text()),
                ("sources", texts()),
                ("account", open(&[])),
            ]),
        ),
        (
            "Poll",
            open(&[
                ("id", text()),
                ("expires_at", text()),
                ("expired", flag()),
                ("multiple", flag()),
                ("voted", flag()),
            ]),
        ),
        (
            "Notification",
            open(&[("id", text()), ("type", text()), ("created_at", text())]),
        ),
        (
            "StatusEdit",
            open(&[
                ("content", text()),
                ("created_at", text()),
                ("title", text()),
            ]),
        ),
        (
            "Translation",
            open(&[
                ("content", text()),
                ("language", text()),
                ("detected_source_language", text()),
                ("provider", text()),
            ]),
        ),
    ]
}

fn components(entries: &[Entry]) -> Components {
    let scopes = Scopes::all().map(|scope| (scope.to_owned(), String::new()));
    let code = AuthorizationCode::new(
        "/oauth/authorize",
        "/oauth/token",
        Offered::from_iter(scopes),
    );
    let oauth = SecurityScheme::OAuth2(OAuth2::new([Flow::AuthorizationCode(code)]));
    let used = |name: &str| entries.iter().any(|entry| entry.gives.contains(name));
    let named = named()
        .into_iter()
        .filter(|(name, _)| *name == "Problem" || used(name));
    let typed = ComponentsBuilder::new()
        .schema_from::<Account>()
        .schema_from::<Application>()
        .schema_from::<Attachment>()
        .schema_from::<Relationship>()
        .schema_from::<Status>();
    named
        .fold(typed, |all, (name, schema)| all.schema(name, schema))
        .security_scheme(SECURITY, oauth)
        .build()
}

fn http(method: &Method) -> HttpMethod {
    match *method {
        Method::POST => HttpMethod::Post,
        Method::PUT => HttpMethod::Put,
        Method::PATCH => HttpMethod::Patch,
        Method::DELETE => HttpMethod::Delete,
        _ => HttpMethod::Get,
    }
}

/// The whole document.
pub(super) fn of(entries: &[Entry]) -> OpenApi {
    let info = InfoBuilder::new()
        .title("Sampan")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "Mastodon's client API on a Sampan instance, with fields of Sampan's own.",
        ))
        .license(Some(
            LicenseBuilder::new().name("AGPL-3.0-or-later").build(),
        ));
    let mut paths = PathsBuilder::new().build();
    for entry in entries {
        let path = entry.path.replace("{*", "{");
        let item = PathItem::new(http(&entry.method), operation(entry));
        match paths.paths.get_mut(&path) {
            Some(known) => known.merge_operations(item),
            None => drop(paths.paths.insert(path, item)),
        }
    }
    OpenApiBuilder::new()
        .info(info.build())
        .paths(paths)
        .components(Some(components(entries)))
        .build()
}

/// `GET /api/openapi.json`
pub(super) async fn json() -> Answer {
    static DOCUMENT: LazyLock<OpenApi> = LazyLock::new(|| of(&super::entries()));
    Ok(Json(&*DOCUMENT).into_response())
}
