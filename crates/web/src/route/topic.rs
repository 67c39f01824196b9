//! Topics.

use super::{Answer, App, Paging};
use crate::failure::{Failure, html, html_with};
use crate::form::Fields;
use crate::kept::{self, Made};
use crate::page::part::TopicFollow;
use crate::page::topic::{Topic, Topics};
use crate::page::{Errors, Frame, Here};
use crate::reader::{Member, Reader, see};
use crate::rich::percent;
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use sampan_app::Error;
use sampan_app::standing::Shown;
use sampan_app::view::{FeedPage, TopicView};
use sampan_app::views::Subject;
use sampan_domain::comment::Sort;

fn place(name: &str) -> String {
    format!("/t/{}", percent(name))
}

/// `GET /topics`, for everybody.
pub(crate) async fn list(app: App, reader: Reader) -> Answer {
    let mut rising = app.app.rising_topics().await?;
    let mut followed = match reader.viewer() {
        Some(viewer) => app.app.followed_topics(viewer).await?,
        None => Vec::new(),
    };
    app.app.cross_topics(&reader.reading, &mut rising).await;
    app.app.cross_topics(&reader.reading, &mut followed).await;
    html(&Topics {
        frame: reader.frame(Here::Topics),
        rising,
        followed,
    })
}

/// `GET /t/{topic}`, for everybody.
pub(crate) async fn page(
    app: App,
    reader: Reader,
    Path(name): Path<String>,
    Query(paging): Query<Paging>,
) -> Answer {
    let (topic, _) = app.app.topic_brief(None, &name).await?;
    if reader.is_fragment() {
        let (topic, feed) = read(&app, &reader, &name, &paging).await?;
        let frame = reader.frame(Here::Topics);
        let path = format!("{}?sort={}", place(&topic.name), paging.sort().as_str());
        return super::explore::cards(&frame, &feed, &path, paging.after().is_none());
    }
    // An alias, or another spelling: one address for one topic.
    if topic.name != name {
        let sorted = if paging.sort() == Sort::New {
            "?sort=new"
        } else {
            ""
        };
        return Ok(see(&format!("{}{sorted}", place(&topic.name))));
    }
    let make = |reader: Reader, frame: Frame| {
        let (app, name, paging) = (&app, &name, &paging);
        async move {
            let (topic, feed) = read(app, &reader, name, paging).await?;
            let shown = Shown {
                topic: Some(topic.id),
                notes: feed.cards.iter().map(|card| card.id).collect(),
                people: feed.cards.iter().map(|card| card.author.id).collect(),
                ..Shown::default()
            };
            let page = Topic {
                frame,
                topic,
                sort: paging.sort(),
                feed,
                errors: Errors::default(),
                into: String::new(),
            };
            Ok(Made {
                html: page.render()?,
                shown,
                is_own: false,
            })
        }
    };
    kept::page(&app, &reader, Here::Topics, Subject::Topic(topic.id), make).await
}

/// A topic with a page of its notes, in the reader's language.
async fn read(
    app: &App,
    reader: &Reader,
    name: &str,
    paging: &Paging,
) -> Result<(TopicView, FeedPage), Failure> {
    let viewer = reader.viewer();
    let (mut topic, mut feed) = app
        .app
        .topic(viewer, name, paging.sort(), paging.after())
        .await?;
    app.app.cross_cards(&reader.reading, &mut feed.cards).await;
    app.app.cross_topic(&reader.reading, &mut topic).await;
    Ok((topic, feed))
}

/// `POST /t/{topic}/follow`, for members.
pub(crate) async fn follow(
    app: App,
    member: Member,
    Path(name): Path<String>,
    fields: Fields,
) -> Answer {
    let on = fields.is_on("on");
    let name = app.app.follow_topic(member.viewer(), &name, on).await?.name;
    if !member.is_fragment() {
        return Ok(see(&place(&name)));
    }
    let frame = member.frame(Here::Topics);
    let say = frame
        .t(if on { "say-followed" } else { "say-unfollowed" })
        .into_owned();
    html(&TopicFollow {
        frame: &frame,
        name: &name,
        follows: on,
        say,
    })
}

/// `POST /t/{topic}/merge`, for moderators. `POST` from their own page names the topic in the form.
pub(crate) async fn merge(
    app: App,
    member: Member,
    Path(name): Path<String>,
    fields: Fields,
) -> Answer {
    let into = fields.owned("into");
    match app.app.merge_topics(member.viewer(), &name, &into).await {
        Ok(name) => Ok(see(&place(&name))),
        Err(Error::Invalid(wrong)) => {
            let errors = Errors::new(member.catalogue, &wrong);
            let paging = Paging {
                after: None,
                sort: String::new(),
            };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let (topic, feed) = read(&app, &member, &name, &paging).await?;
            let page = Topic {
                frame: member.frame(Here::Topics),
                topic,
                sort: paging.sort(),
                feed,
                errors,
                into,
            };
            html_with(status, &page)
        }
        Err(error) => Err(Failure::from(error)),
    }
}
