//! The browser's files: scripts, styles, icons and drawings, embedded in the binary.
//!
//! `ui/build.mjs` makes them, each under a name that carries the hash of its content, so that a
//! browser may keep one for ever; pages learn those names from [`path`]. Text files were compressed
//! at build time. What people upload is not here, it belongs to the object store.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use axum::body::Body;
use axum::extract::Path;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};
use serde_json::{Value, json};

#[derive(RustEmbed)]
#[folder = "ui/dist"]
struct Dist;

/// The colour of the paper, as in `ui/app.css`.
const PAPER: &str = "#FBFAF7";

const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// A new worker or manifest must be seen at once: both are what replaces the old version.
const ASK_AGAIN: &str = "no-cache";

/// Plain name to address: `app.js` to `/assets/app.HASH.js`.
static PATHS: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let file = Dist::get("manifest.json").expect("build.rs requires ui/dist/manifest.json");
    let names: HashMap<String, String> =
        serde_json::from_slice(&file.data).expect("ui/build.mjs writes an object of strings");
    names
        .into_iter()
        .filter(|(name, _)| name != "sw.js")
        .map(|(name, hashed)| (name, format!("/assets/{hashed}")))
        .collect()
});

/// Names with a hash in them: the only ones that `/assets/` answers.
static HASHED: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    PATHS
        .values()
        .filter_map(|path| path.strip_prefix("/assets/"))
        .collect()
});

/// One of the shared faces.
pub(crate) fn momo(number: u32) -> &'static str {
    path(&format!("momo/momo-{number}.svg"))
}

/// What stands above a profile that has no picture there.
pub(crate) fn header() -> &'static str {
    path("og.png")
}

/// The address of the asset that is called `name` in `ui/`.
///
/// A name that was not built is a mistake of ours, logged, and leads to a 404 in the browser.
pub(crate) fn path(name: &str) -> &'static str {
    path_if_built(name).unwrap_or_else(|| {
        tracing::error!(name, "no such asset");
        "/assets/missing"
    })
}

/// The address of an asset that this build may lack.
pub(crate) fn path_if_built(name: &str) -> Option<&'static str> {
    PATHS.get(name).map(String::as_str)
}

/// `GET /assets/{*name}`, for everybody.
pub(crate) async fn get(Path(name): Path<String>, headers: HeaderMap) -> Response {
    if HASHED.contains(name.as_str()) {
        serve(&name, FOR_EVER, &headers)
    } else {
        StatusCode::NOT_FOUND.into_response()
    }
}

/// `GET /sw.js`, for everybody. At the root, because a worker serves the folder it lies in.
pub(crate) async fn service_worker(headers: HeaderMap) -> Response {
    serve("sw.js", ASK_AGAIN, &headers)
}

/// The texts of the web app manifest, in the reader's language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ManifestTexts<'a> {
    /// BCP 47.
    pub(crate) lang: &'a str,
    pub(crate) name: &'a str,
    pub(crate) description: &'a str,
    /// Entries of the icon's own menu: name and address, most useful first.
    pub(crate) shortcuts: &'a [(&'a str, &'a str)],
}

/// The answer to `GET /manifest.webmanifest`, for everybody.
///
/// Browsers ask for it without cookies, so pages link to it with `?lang=`.
pub(crate) fn web_manifest(texts: &ManifestTexts<'_>) -> Response {
    let icon = |name: &str, sizes: &str, purpose: &str| {
        let kind = if name.ends_with(".svg") {
            "image/svg+xml"
        } else {
            "image/png"
        };
        path_if_built(name)
            .map(|src| json!({ "src": src, "sizes": sizes, "type": kind, "purpose": purpose }))
    };
    let icons: Vec<Value> = [
        icon("icon.svg", "any", "any"),
        icon("icon-192.png", "192x192", "any"),
        icon("icon-512.png", "512x512", "any"),
        icon("icon-maskable-192.png", "192x192", "maskable"),
        icon("icon-maskable-512.png", "512x512", "maskable"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let shortcuts: Vec<Value> = texts
        .shortcuts
        .iter()
        .map(|(name, url)| json!({ "name": name, "url": url }))
        .collect();
    let manifest = json!({
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "lang": texts.lang,
        "dir": "auto",
        "name": texts.name,
        "short_name": texts.name,
        "description": texts.description,
        "theme_color": PAPER,
        "background_color": PAPER,
        "categories": ["social", "photo"],
        "icons": icons,
        "shortcuts": shortcuts,
    });
    (
        [
            (CONTENT_TYPE, "application/manifest+json; charset=utf-8"),
            (CACHE_CONTROL, ASK_AGAIN),
            (VARY, "accept-language"),
        ],
        manifest.to_string(),
    )
        .into_response()
}

fn serve(name: &str, caching: &'static str, headers: &HeaderMap) -> Response {
    let (file, encoding) = best_form(name, headers);
    let Some(file) = file else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let tag = entity_tag(&file, encoding);
    let known = headers
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|known| known.trim().trim_start_matches("W/") == tag);
    let status = if known {
        StatusCode::NOT_MODIFIED
    } else {
        StatusCode::OK
    };
    let body = if known {
        Body::empty()
    } else {
        Body::from(file.data)
    };
    let mut response = (
        status,
        [
            (CACHE_CONTROL, caching),
            (CONTENT_TYPE, content_type(name)),
            (VARY, "accept-encoding"),
        ],
        [(ETAG, tag)],
        body,
    )
        .into_response();
    if let Some(encoding) = encoding {
        let value = axum::http::HeaderValue::from_static(encoding);
        response.headers_mut().insert(CONTENT_ENCODING, value);
    }
    response
}

/// The smallest form that the browser takes, and its encoding.
fn best_form(name: &str, headers: &HeaderMap) -> (Option<EmbeddedFile>, Option<&'static str>) {
    for (encoding, suffix) in [("br", ".br"), ("gzip", ".gz")] {
        if !accepts(headers, encoding) {
            continue;
        }
        if let Some(file) = Dist::get(&format!("{name}{suffix}")) {
            return (Some(file), Some(encoding));
        }
    }
    (Dist::get(name), None)
}

/// Whether `Accept-Encoding` names `encoding` and does not weigh it with zero.
fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    headers
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|entry| {
            let mut parts = entry.split(';').map(str::trim);
            parts
                .next()
                .is_some_and(|name| name.eq_ignore_ascii_case(encoding))
                && !parts.any(|weight| {
                    weight
                        .strip_prefix("q=")
                        .is_some_and(|q| q.trim_end_matches(['0', '.']).is_empty())
                })
        })
}

/// Differs between the forms of one file, as a strong tag must.
fn entity_tag(file: &EmbeddedFile, encoding: Option<&str>) -> String {
    let hash: String = file
        .metadata
        .sha256_hash()
        .iter()
        .take(10)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    match encoding {
        Some(encoding) => format!("\"{hash}-{encoding}\""),
        None => format!("\"{hash}\""),
    }
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml; charset=utf-8",
        Some("png") => "image/png",
        Some("webp") => "image/webp",
        Some("ico") => "image/x-icon",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking(encodings: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(ACCEPT_ENCODING, encodings.parse().unwrap())])
    }

    #[test]
    fn what_every_page_names_is_built() {
        for name in [
            "app.js",
            "app.css",
            "icons.svg",
            "icon.svg",
            "icon-180.png",
            "og.png",
        ] {
            assert!(
                path_if_built(name).is_some(),
                "{name} is missing from ui/dist"
            );
        }
    }

    #[test]
    fn a_script_comes_in_the_smallest_form_the_browser_takes() {
        let name = path("app.js").strip_prefix("/assets/").unwrap();
        for (accepted, expected) in [
            ("gzip, deflate, br, zstd", Some("br")),
            ("gzip", Some("gzip")),
            ("br;q=0, gzip;q=0.5", Some("gzip")),
            ("identity", None),
        ] {
            let response = serve(name, FOR_EVER, &asking(accepted));
            assert_eq!(response.status(), StatusCode::OK);
            let encoding = response.headers().get(CONTENT_ENCODING);
            assert_eq!(
                encoding.map(|value| value.to_str().unwrap()),
                expected,
                "{accepted}"
            );
        }
    }

    #[test]
    fn a_known_tag_is_answered_without_a_body() {
        let name = path("app.js").strip_prefix("/assets/").unwrap();
        let mut headers = asking("br");
        let first = serve(name, FOR_EVER, &headers);
        headers.insert(IF_NONE_MATCH, first.headers()[ETAG].clone());
        assert_eq!(
            serve(name, FOR_EVER, &headers).status(),
            StatusCode::NOT_MODIFIED
        );
        headers.insert(ACCEPT_ENCODING, "gzip".parse().unwrap());
        assert_eq!(serve(name, FOR_EVER, &headers).status(), StatusCode::OK);
    }

    #[tokio::test]
    async fn only_hashed_names_are_answered() {
        for name in ["manifest.json", "sw.js", "app.js", "../Cargo.toml"] {
            let response = get(Path(name.to_owned()), HeaderMap::new()).await;
            assert_eq!(response.status(), StatusCode::NOT_FOUND, "{name}");
        }
    }
}
