//! A member's page.

use super::{Answer, App, Paging};
use crate::failure::{Failure, html};
use crate::form::Fields;
use crate::page::Here;
use crate::page::part::Follow;
use crate::page::profile::{People, Profile, Side, Tab};
use crate::reader::{Member, Reader, see};
use axum::extract::{Path, Query};
use sampan_app::Error;
use sampan_app::view::ProfileView;
use sampan_domain::Handle;

fn here(reader: &Reader, handle: &str) -> Here {
    let is_me = reader
        .viewer()
        .is_some_and(|viewer| viewer.account.handle.as_str() == handle);
    if is_me { Here::Me } else { Here::Other }
}

/// A member, with what they say about themselves in the reader's language.
async fn profile(app: &App, reader: &Reader, handle: &str) -> Result<ProfileView, Failure> {
    let mut profile = app.app.profile(reader.viewer(), handle).await?;
    app.app.cross_profile(&reader.reading, &mut profile).await;
    Ok(profile)
}

/// `GET /@{handle}`, for everybody.
pub(crate) async fn notes(
    app: App,
    reader: Reader,
    Path(handle): Path<String>,
    Query(paging): Query<Paging>,
) -> Answer {
    let mut feed = app
        .app
        .notes_by(reader.viewer(), &handle, paging.after())
        .await?;
    app.app.cross_cards(&reader.reading, &mut feed.cards).await;
    let frame = reader.frame(here(&reader, &handle));
    if reader.is_fragment() {
        let path = format!("/@{handle}");
        return super::explore::cards(&frame, &feed, &path, paging.after().is_none());
    }
    let profile = profile(&app, &reader, &handle).await?;
    html(&Profile {
        frame,
        profile,
        tab: Tab::Notes(feed),
    })
}

/// `GET /@{handle}/collections`, for everybody.
pub(crate) async fn collections(app: App, reader: Reader, Path(handle): Path<String>) -> Answer {
    let collections = app.app.collections(reader.viewer(), &handle).await?;
    let profile = profile(&app, &reader, &handle).await?;
    let frame = reader.frame(here(&reader, &handle));
    html(&Profile {
        frame,
        profile,
        tab: Tab::Collections(collections),
    })
}

/// `GET /@{handle}/liked`, for everybody to whom the member shows it.
pub(crate) async fn liked(
    app: App,
    reader: Reader,
    Path(handle): Path<String>,
    Query(paging): Query<Paging>,
) -> Answer {
    let profile = profile(&app, &reader, &handle).await?;
    let mut feed = match app
        .app
        .liked_by(reader.viewer(), &handle, paging.after())
        .await
    {
        Ok(feed) => Some(feed),
        Err(Error::NotFound) => None,
        Err(error) => return Err(error.into()),
    };
    if let Some(feed) = &mut feed {
        app.app.cross_cards(&reader.reading, &mut feed.cards).await;
    }
    let frame = reader.frame(here(&reader, &handle));
    if let Some(feed) = feed.as_ref().filter(|_| reader.is_fragment()) {
        let path = format!("/@{handle}/liked");
        return super::explore::cards(&frame, feed, &path, paging.after().is_none());
    }
    html(&Profile {
        frame,
        profile,
        tab: Tab::Liked(feed),
    })
}

/// `GET /@{handle}/followers`, for everybody.
pub(crate) async fn followers(app: App, reader: Reader, Path(handle): Path<String>) -> Answer {
    let profile = app.app.profile(reader.viewer(), &handle).await?;
    let (_, people) = app.app.followers(reader.viewer(), &handle).await?;
    let frame = reader.frame(here(&reader, &handle));
    html(&People {
        frame,
        profile,
        side: Side::Followers,
        people,
        next: None,
    })
}

/// `GET /@{handle}/following`, for everybody.
pub(crate) async fn following(app: App, reader: Reader, Path(handle): Path<String>) -> Answer {
    let profile = app.app.profile(reader.viewer(), &handle).await?;
    let (_, people) = app.app.following(reader.viewer(), &handle).await?;
    let frame = reader.frame(here(&reader, &handle));
    html(&People {
        frame,
        profile,
        side: Side::Following,
        people,
        next: None,
    })
}

/// `POST /@{handle}/follow`, for members.
pub(crate) async fn follow(
    app: App,
    member: Member,
    Path(handle): Path<String>,
    fields: Fields,
) -> Answer {
    let on = fields.is_on("on");
    let relation = app.app.follow(member.viewer(), &handle, on).await?;
    if !member.is_fragment() {
        return Ok(see(&format!("/@{}", handle.to_lowercase())));
    }
    let frame = member.frame(Here::Other);
    let say = frame
        .t(if on { "say-followed" } else { "say-unfollowed" })
        .into_owned();
    let handle = Handle::trusted(handle.to_lowercase());
    html(&Follow {
        say,
        ..Follow::new(&frame, &handle, relation)
    })
}

/// `POST /@{handle}/block`, for members.
pub(crate) async fn block(
    app: App,
    member: Member,
    Path(handle): Path<String>,
    fields: Fields,
) -> Answer {
    let on = fields.is_on("on");
    app.app.block(member.viewer(), &handle, on).await?;
    Ok(see("/settings/people"))
}

/// `POST /@{handle}/mute`, for members.
pub(crate) async fn mute(
    app: App,
    member: Member,
    Path(handle): Path<String>,
    fields: Fields,
) -> Answer {
    let on = fields.is_on("on");
    app.app.mute(member.viewer(), &handle, on).await?;
    let place = format!("/@{}", handle.to_lowercase());
    Ok(see(if on { &place } else { "/settings/people" }))
}
