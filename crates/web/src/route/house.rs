//! Pages about the house itself, and what installs it.

use super::Answer;
use crate::asset::{self, ManifestTexts};
use crate::failure::html;
use crate::page::Here;
use crate::page::house::{ApiDocs, House, Offline};
use crate::reader::Reader;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;

/// `GET /about`, for everybody.
pub(crate) async fn about(reader: Reader) -> Answer {
    html(&House::about(reader.frame(Here::Other)))
}

/// `GET /rules`, for everybody.
pub(crate) async fn rules(reader: Reader) -> Answer {
    html(&House::rules(reader.frame(Here::Other)))
}

/// `GET /guide`, for everybody.
pub(crate) async fn guide(reader: Reader) -> Answer {
    html(&House::guide(reader.frame(Here::Other)))
}

/// `GET /api/docs`, for everybody.
pub(crate) async fn api_docs(reader: Reader) -> Answer {
    html(&ApiDocs {
        frame: reader.frame(Here::Other),
    })
}

/// `GET /offline`, for the service worker: shown without a network, so without anybody's name.
pub(crate) async fn offline(reader: Reader) -> Answer {
    let mut frame = reader.frame(Here::Other);
    frame.viewer = None;
    html(&Offline { frame })
}

/// `GET /manifest.webmanifest`, for everybody.
pub(crate) async fn manifest(reader: Reader) -> Answer {
    let catalogue = reader.catalogue;
    let (write, inbox) = (catalogue.text("nav-write"), catalogue.text("nav-inbox"));
    let description = catalogue.text("description");
    Ok(asset::web_manifest(&ManifestTexts {
        lang: catalogue.lang().as_str(),
        name: &reader.instance,
        description: &description,
        shortcuts: &[(&write, "/compose"), (&inbox, "/inbox")],
    }))
}

/// `GET /robots.txt`, for everybody.
pub(crate) async fn robots() -> Answer {
    const ROBOTS: &str = "User-agent: *\nDisallow: /settings\nDisallow: /inbox\nDisallow: /compose\n\
        Disallow: /search\nDisallow: /mod\n";
    Ok(([(CONTENT_TYPE, "text/plain; charset=utf-8")], ROBOTS).into_response())
}
