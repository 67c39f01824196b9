//! The feed's own pages: why, not interested, sliders, interests.

use super::{Answer, App};
use crate::failure::{Failure, html, html_with};
use crate::form::Fields;
use crate::page::Here;
use crate::page::feed::{FeedSettings, Welcome, Why, WhySheet};
use crate::reader::{Member, Reader, see};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use sampan_app::Error;
use sampan_domain::NoteId;

/// Topics offered to somebody who has just come.
const OFFERED: usize = 30;

/// `GET /n/{note}/why`, for whoever may see it.
pub(crate) async fn why(app: App, reader: Reader, Path(note): Path<String>) -> Answer {
    let note: NoteId = note.parse()?;
    let (card, why) = app.app.why(reader.viewer(), &reader.reading, note).await?;
    let frame = reader.frame(Here::Other);
    if reader.is_fragment() {
        return html(&WhySheet {
            frame: &frame,
            note,
            why: why.as_ref(),
            is_sheet: true,
        });
    }
    html(&Why { frame, card, why })
}

/// `POST /n/{note}/refuse`, for members: not interested, or after all.
pub(crate) async fn refuse(
    app: App,
    member: Member,
    Path(note): Path<String>,
    fields: Fields,
) -> Answer {
    let note: NoteId = note.parse()?;
    let on = fields.text("on") != "0";
    app.app.refuse_note(member.viewer(), note, on).await?;
    if member.is_fragment() {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    Ok(see("/"))
}

/// `POST /n/{note}/dwelt`, for members: somebody has read it.
pub(crate) async fn dwelt(app: App, member: Member, Path(note): Path<String>) -> Answer {
    app.app.dwelt(member.viewer(), note.parse()?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

#[derive(serde::Deserialize)]
pub(crate) struct After {
    #[serde(default)]
    done: String,
}

async fn settings_page(
    app: &App,
    member: &Member,
    saved: bool,
    unknown: Option<String>,
) -> Result<FeedSettings, Failure> {
    let wishes = app.app.wishes(member.viewer()).await?;
    let ids: Vec<_> = wishes.topics.keys().copied().collect();
    Ok(FeedSettings {
        frame: member.frame(Here::Me),
        topics: app.app.topics_named(&ids).await?,
        wishes,
        saved,
        unknown,
    })
}

/// `GET /settings/feed`, for members.
pub(crate) async fn settings(app: App, member: Member, Query(after): Query<After>) -> Answer {
    let saved = after.done == "saved";
    html(&settings_page(&app, &member, saved, None).await?)
}

/// `POST /settings/feed`, for members: the sliders.
pub(crate) async fn save(app: App, member: Member, fields: Fields) -> Answer {
    let mut wishes = app.app.wishes(member.viewer()).await?;
    let slider = |name: &str| fields.parsed(name).unwrap_or(0);
    wishes.fresh = slider("fresh");
    wishes.discover = slider("discover");
    wishes.others = slider("others");
    wishes.small = slider("small");
    wishes.video = slider("video");
    wishes.chronological = fields.is_on("chronological");
    app.app.set_wishes(member.viewer(), wishes).await?;
    Ok(see("/settings/feed?done=saved"))
}

/// `POST /settings/feed/topic`, for members: more or less of a topic.
pub(crate) async fn wish_topic(app: App, member: Member, fields: Fields) -> Answer {
    let name = fields.text("topic").trim().trim_start_matches('#');
    let topic = match app.app.topic_id(name).await {
        Ok(topic) => topic,
        Err(Error::NotFound) => {
            let page = settings_page(&app, &member, false, Some(name.to_owned())).await?;
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
        Err(error) => return Err(error.into()),
    };
    let mut wishes = app.app.wishes(member.viewer()).await?;
    wishes.wish(topic, fields.parsed("wish").unwrap_or(0));
    app.app.set_wishes(member.viewer(), wishes).await?;
    Ok(see("/settings/feed?done=saved"))
}

/// `GET /welcome`, for members: what they are interested in.
pub(crate) async fn welcome(app: App, member: Member) -> Answer {
    let mut rising = app.app.rising_topics().await?;
    rising.truncate(OFFERED);
    app.app.cross_topics(&member.reading, &mut rising).await;
    if rising.is_empty() {
        return Ok(see("/"));
    }
    let mut topics = Vec::new();
    for topic in rising {
        let (_, follows) = app
            .app
            .topic_brief(Some(member.viewer()), &topic.name)
            .await?;
        topics.push((topic.name, topic.across, follows));
    }
    html(&Welcome {
        frame: member.frame(Here::Other),
        topics,
    })
}

/// `POST /welcome`, for members: follows what was chosen.
pub(crate) async fn choose(app: App, member: Member, fields: Fields) -> Answer {
    let chosen: Vec<String> = fields.all("topic");
    for name in chosen.iter().take(OFFERED) {
        match app.app.follow_topic(member.viewer(), name, true).await {
            // One that went meanwhile is no loss.
            Ok(_) | Err(Error::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(see("/"))
}
