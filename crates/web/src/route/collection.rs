//! Collections.

use super::{Answer, App, Paging};
use crate::failure::{Failure, html, html_with};
use crate::form::Fields;
use crate::page::collection::Collection;
use crate::page::note::ChooseCollection;
use crate::page::part::{Collect, CollectSheet};
use crate::page::{Errors, Here};
use crate::reader::{Member, Reader, see};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use sampan_app::Error;
use sampan_app::collection::Choice;
use sampan_domain::{CollectionId, NoteId};

/// `GET /n/{note}/collect`, for members.
pub(crate) async fn choose(app: App, member: Member, Path(note): Path<String>) -> Answer {
    let note: NoteId = note.parse()?;
    choice(
        &app,
        &member,
        note,
        StatusCode::OK,
        String::new(),
        Errors::default(),
    )
    .await
}

async fn choice(
    app: &App,
    member: &Member,
    note: NoteId,
    status: StatusCode,
    name: String,
    errors: Errors,
) -> Answer {
    let collections = app.app.collection_choice(member.viewer(), note).await?;
    let frame = member.frame(Here::Other);
    if member.is_fragment() {
        let sheet = CollectSheet {
            frame: &frame,
            note,
            collections: &collections,
            errors: &errors,
            name: &name,
        };
        return html_with(status, &sheet);
    }
    let note = app.app.note(Some(member.viewer()), note).await?;
    html_with(
        status,
        &ChooseCollection {
            frame,
            note,
            collections,
            name,
            errors,
        },
    )
}

/// `POST /n/{note}/collect`, for members.
pub(crate) async fn collect(
    app: App,
    member: Member,
    Path(note): Path<String>,
    fields: Fields,
) -> Answer {
    let note: NoteId = note.parse()?;
    let on = !fields.has("on") || fields.is_on("on");
    let target = if fields.has("name") {
        Choice::New {
            name: fields.owned("name"),
            public: fields.is_on("public"),
        }
    } else {
        match fields.text("collection") {
            "" => Choice::Default,
            id => Choice::Existing(id.parse()?),
        }
    };
    match app.app.collect(member.viewer(), note, target, on).await {
        Ok((collected, count)) if member.is_fragment() => {
            let frame = member.frame(Here::Other);
            let say = frame
                .t(if on {
                    "say-collected"
                } else {
                    "say-uncollected"
                })
                .into_owned();
            html(&Collect {
                frame: &frame,
                note,
                on: collected,
                count,
                may: true,
                say,
            })
        }
        Ok(_) => Ok(see(&format!("/n/{note}"))),
        Err(Error::Invalid(wrong)) if !member.is_fragment() => {
            let errors = Errors::new(member.catalogue, &wrong);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            choice(&app, &member, note, status, fields.owned("name"), errors).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /collections/{collection}`, for its owner, and for others when it is public.
pub(crate) async fn page(
    app: App,
    reader: Reader,
    Path(collection): Path<String>,
    Query(paging): Query<Paging>,
) -> Answer {
    let id: CollectionId = collection.parse()?;
    show(
        &app,
        &reader,
        id,
        &paging,
        StatusCode::OK,
        Errors::default(),
    )
    .await
}

async fn show(
    app: &App,
    reader: &Reader,
    id: CollectionId,
    paging: &Paging,
    status: StatusCode,
    errors: Errors,
) -> Answer {
    let (collection, mut feed) = app
        .app
        .collection(reader.viewer(), id, paging.after())
        .await?;
    app.app.cross_cards(&reader.reading, &mut feed.cards).await;
    let frame = reader.frame(Here::Other);
    if reader.is_fragment() {
        let path = format!("/collections/{id}");
        return super::explore::cards(&frame, &feed, &path, paging.after().is_none());
    }
    html_with(
        status,
        &Collection {
            frame,
            collection,
            feed,
            errors,
        },
    )
}

/// `POST /collections/{collection}`, for its owner.
pub(crate) async fn update(
    app: App,
    member: Member,
    Path(collection): Path<String>,
    fields: Fields,
) -> Answer {
    let id: CollectionId = collection.parse()?;
    let (name, public) = (fields.text("name"), fields.is_on("public"));
    match app
        .app
        .update_collection(member.viewer(), id, name, public)
        .await
    {
        Ok(()) => Ok(see(&format!("/collections/{id}"))),
        Err(Error::Invalid(wrong)) => {
            let errors = Errors::new(member.catalogue, &wrong);
            let paging = Paging {
                after: None,
                sort: String::new(),
            };
            show(
                &app,
                &member,
                id,
                &paging,
                StatusCode::UNPROCESSABLE_ENTITY,
                errors,
            )
            .await
        }
        Err(error) => Err(Failure::from(error)),
    }
}

/// `POST /collections/{collection}/delete`, for its owner.
pub(crate) async fn delete(app: App, member: Member, Path(collection): Path<String>) -> Answer {
    app.app
        .delete_collection(member.viewer(), collection.parse()?)
        .await?;
    Ok(see(&format!(
        "/@{}/collections",
        member.viewer().account.handle
    )))
}
