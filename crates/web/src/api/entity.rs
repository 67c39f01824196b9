//! What the API says about things: Mastodon's entities, from the views that the pages show too.

use super::problem::Problem;
use crate::locale::iso;
use crate::rich;
use sampan_app::view::{
    Avatar, CommentView, LinkView, NoteView, PictureView, ProfileView, TopicBrief, TopicDay,
    VideoView, Viewer,
};
use sampan_domain::note::Visibility;
use sampan_domain::video::Rendition;
use sampan_domain::{AccountId, ClientId, Handle, Invalid, Lang, Relation, Role, anatomy};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::HashMap;
use utoipa::ToSchema;

/// A program by its name.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Application {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) website: Option<String>,
}

impl Application {
    pub(super) fn of(id: ClientId, name: &str, website: &str) -> Self {
        Self {
            id: id.0.to_string(),
            name: name.to_owned(),
            website: (!website.is_empty()).then(|| website.to_owned()),
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Account {
    pub(super) id: String,
    username: String,
    acct: String,
    display_name: String,
    locked: bool,
    bot: bool,
    discoverable: bool,
    indexable: bool,
    group: bool,
    created_at: String,
    note: String,
    url: String,
    uri: String,
    avatar: String,
    avatar_static: String,
    header: String,
    header_static: String,
    followers_count: i64,
    following_count: i64,
    statuses_count: i64,
    hide_collections: bool,
    #[schema(value_type = Vec<Value>)]
    roles: [(); 0],
    #[schema(value_type = Vec<Value>)]
    emojis: [(); 0],
    fields: Vec<Value>,
    /// Ours: likes and collects that their notes got.
    appreciations_count: i64,
}

impl Account {
    pub(super) fn of(origin: &str, profile: &ProfileView) -> Self {
        let account = &profile.account;
        let avatar = avatar(origin, &account.avatar);
        let header = match &profile.cover {
            Some(key) => format!("{origin}/media/{key}"),
            None => format!("{origin}{}", crate::asset::header()),
        };
        let url = format!("{origin}/@{}", account.handle);
        Self {
            id: account.id.0.to_string(),
            username: account.handle.to_string(),
            acct: account.handle.to_string(),
            display_name: if profile.momo {
                account.name.clone()
            } else {
                profile.own_name.clone()
            },
            locked: false,
            bot: profile.bot,
            discoverable: profile.discoverable,
            indexable: profile.discoverable,
            group: false,
            created_at: instant(profile.joined_ms),
            note: paragraphs(origin, &profile.bio),
            uri: url.clone(),
            url,
            avatar_static: avatar.clone(),
            avatar,
            header_static: header.clone(),
            header,
            followers_count: profile.followers,
            following_count: profile.following,
            statuses_count: profile.notes,
            hide_collections: false,
            roles: [],
            emojis: [],
            fields: Vec::new(),
            appreciations_count: profile.appreciations,
        }
    }

    /// With what only its owner sees.
    pub(super) fn own(origin: &str, profile: &ProfileView, viewer: &Viewer) -> Value {
        let mut entity = json!(Self::of(origin, profile));
        entity["source"] = json!({
            "privacy": visibility(profile.visibility),
            "sensitive": false,
            "language": profile.writes.and_then(language),
            "note": profile.bio,
            "fields": [],
            "discoverable": profile.discoverable,
            "indexable": profile.discoverable,
            "hide_collections": false,
            "follow_requests_count": 0,
        });
        let (id, name) = match viewer.role {
            Role::Member => ("-99", ""),
            Role::Moderator => ("2", "Moderator"),
            Role::Admin => ("3", "Admin"),
        };
        entity["role"] = json!({
            "id": id, "name": name, "permissions": "0", "color": "", "highlighted": id != "-99",
        });
        entity
    }
}

/// The address of a face.
pub(super) fn avatar(origin: &str, avatar: &Avatar) -> String {
    match avatar {
        Avatar::Picture(key) => format!("{origin}/media/{key}"),
        Avatar::Momo(number) => format!("{origin}{}", crate::asset::momo(*number)),
    }
}

/// A time in ISO 8601 with milliseconds.
pub(super) fn instant(at_ms: i64) -> String {
    let seconds = iso(at_ms);
    let whole = seconds.trim_end_matches('Z');
    format!("{whole}.{:03}Z", at_ms.rem_euclid(1_000))
}

/// A text of ours as the sanitised HTML that programs expect, with whole addresses.
pub(super) fn paragraphs(origin: &str, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    // What people wrote has no quotes any more, so these are ours.
    let html = rich::text(text)
        .to_string()
        .replace("href=\"/", &format!("href=\"{origin}/"))
        .replace("class=\"topic\"", "class=\"mention hashtag\" rel=\"tag\"");
    format!("<p>{html}</p>")
}

/// A text under its title, which programs that know of no titles show as the first line.
pub(super) fn titled(origin: &str, title: &str, text: &str) -> String {
    let text = paragraphs(origin, text);
    match title {
        "" => text,
        title => format!("<p><strong>{}</strong></p>{text}", rich::escaped(title)),
    }
}

/// A picture of a status.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MediaAttachment)]
pub(super) struct Attachment {
    id: String,
    r#type: &'static str,
    url: Option<String>,
    preview_url: Option<String>,
    remote_url: Option<String>,
    text_url: Option<String>,
    meta: Value,
    description: Option<String>,
    blurhash: Option<String>,
}

impl Attachment {
    pub(super) fn of(origin: &str, picture: &PictureView) -> Self {
        let sized = |size: &str| format!("{origin}/media/{}-{size}.webp", picture.key);
        let (width, height) = (picture.width, picture.height);
        Self {
            id: picture.id.0.to_string(),
            r#type: "image",
            url: Some(sized("l")),
            preview_url: Some(sized("m")),
            remote_url: None,
            text_url: None,
            meta: json!({
                "original": sides(width, height),
                "focus": {
                    "x": picture.focus.x as f64 / 100.0,
                    "y": picture.focus.y as f64 / 100.0,
                },
                "small": sides(width.min(MIDDLE), (height * width.min(MIDDLE)) / width.max(1)),
            }),
            description: (!picture.alt.is_empty()).then(|| picture.alt.clone()),
            blurhash: (!picture.blurhash.is_empty()).then(|| picture.blurhash.clone()),
        }
    }

    /// A video; without an address until it plays.
    pub(super) fn of_video(origin: &str, video: &VideoView) -> Self {
        let poster = video.poster.as_ref();
        let best = if video.is_high {
            Rendition::High
        } else {
            Rendition::Low
        };
        let (width, height) = (video.width, video.height);
        let seconds = video.duration_ms as f64 / 1_000.0;
        let original = |mut sides: Value| {
            sides["duration"] = json!(seconds);
            sides
        };
        Self {
            id: video.id.0.to_string(),
            r#type: "video",
            url: video
                .state
                .plays()
                .then(|| format!("{origin}/media/{}", best.key(&video.key))),
            preview_url: poster.map(|poster| format!("{origin}/media/{}-m.webp", poster.key)),
            remote_url: None,
            text_url: None,
            meta: json!({
                "original": original(sides(width, height)),
                "small": poster.map(|poster| sides(poster.width, poster.height)),
                "duration": seconds,
                "audio_encode": video.has_sound.then_some("aac"),
            }),
            description: (!video.alt.is_empty()).then(|| video.alt.clone()),
            blurhash: poster
                .filter(|poster| !poster.blurhash.is_empty())
                .map(|poster| poster.blurhash.clone()),
        }
    }

    /// What a note shows: its video, or its pictures.
    fn of_note(origin: &str, note: &NoteView) -> Vec<Self> {
        match &note.video {
            Some(video) => vec![Self::of_video(origin, video)],
            None => {
                let pictures = note.pictures.iter();
                pictures.map(|picture| Self::of(origin, picture)).collect()
            }
        }
    }
}

/// Width of the rendition that previews show, at most.
const MIDDLE: u32 = 1_080;

fn sides(width: u32, height: u32) -> Value {
    json!({
        "width": width,
        "height": height,
        "size": format!("{width}x{height}"),
        "aspect": f64::from(width) / f64::from(height.max(1)),
    })
}

/// A note or a comment.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Status {
    pub(super) id: String,
    created_at: String,
    edited_at: Option<String>,
    pub(super) in_reply_to_id: Option<String>,
    pub(super) in_reply_to_account_id: Option<String>,
    sensitive: bool,
    spoiler_text: &'static str,
    visibility: &'static str,
    language: Option<&'static str>,
    uri: String,
    url: String,
    replies_count: i64,
    reblogs_count: i64,
    favourites_count: i64,
    favourited: bool,
    reblogged: bool,
    muted: bool,
    bookmarked: bool,
    pinned: bool,
    content: String,
    pub(super) filtered: Vec<Value>,
    #[schema(value_type = Option<Value>)]
    reblog: Option<()>,
    pub(super) application: Option<Application>,
    account: Account,
    media_attachments: Vec<Attachment>,
    mentions: Vec<Value>,
    tags: Vec<Value>,
    #[schema(value_type = Vec<Value>)]
    emojis: [(); 0],
    card: Option<Value>,
    poll: Option<Value>,
    /// Ours: the title of a note; empty for a comment.
    title: String,
    /// Ours: how often a note was opened.
    views_count: i64,
    /// Ours: how many members collect it.
    bookmarks_count: i64,
}

pub(super) fn visibility(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Public => "public",
        Visibility::Unlisted => "unlisted",
        Visibility::Followers => "private",
        Visibility::OnlyMe => "direct",
    }
}

/// Whom a word of Mastodon's means; nothing means `default`.
pub(super) fn audience(word: &str, default: Visibility) -> Result<Visibility, Problem> {
    if word.is_empty() {
        return Ok(default);
    }
    let known = Visibility::ALL.into_iter();
    let mut meant = known.filter(|known| visibility(*known) == word);
    let wrong = || Problem::Invalid(vec![Invalid::new("visibility", "invalid")]);
    meant.next().ok_or_else(wrong)
}

/// The poll of a note; it has the note's id.
pub(super) fn poll(note: &NoteView) -> Option<Value> {
    let poll = note.poll.as_ref()?;
    let chosen = poll.options.iter().zip(0..);
    let chosen = chosen.filter(|(option, _)| option.chosen).map(|(_, at)| at);
    let options = poll
        .options
        .iter()
        .map(|option| json!({ "title": option.title, "votes_count": option.votes }));
    Some(json!({
        "id": note.id.0.to_string(),
        "expires_at": instant(poll.ends_at_ms),
        "expired": poll.ended,
        "multiple": poll.is_multiple,
        "votes_count": poll.votes.unwrap_or(0),
        "voters_count": poll.voters,
        "voted": poll.voted,
        "own_votes": chosen.collect::<Vec<i32>>(),
        "options": options.collect::<Vec<Value>>(),
        "emojis": [],
    }))
}

/// A page that a note leads to.
fn card(origin: &str, link: &LinkView) -> Value {
    let (width, height) = link.picture.as_ref().map_or((0, 0), |one| (one.1, one.2));
    let key = link.picture.as_ref().map(|one| &one.0);
    json!({
        "url": link.url,
        "title": link.title,
        "description": link.description,
        "language": language(link.lang),
        "type": "link",
        "author_name": link.author,
        "author_url": "",
        "authors": [],
        "provider_name": link.site,
        "provider_url": "",
        "html": "",
        "width": width,
        "height": height,
        "image": key.map(|key| format!("{origin}/media/{key}")),
        "image_description": "",
        "embed_url": "",
        "blurhash": null,
        "published_at": null,
    })
}

/// A language as programs know it: without a script.
pub(super) fn language(lang: Lang) -> Option<&'static str> {
    match lang {
        Lang::UND => None,
        Lang::ZH_HANS => Some("zh"),
        Lang::ZH_HANT => Some("zh-TW"),
        lang => Some(lang.as_str()),
    }
}

fn tags(origin: &str, text: &str) -> Vec<Value> {
    anatomy::topics(text)
        .iter()
        .map(|topic| {
            let name = topic.as_str();
            json!({ "id": name, "name": name, "url": format!("{origin}/t/{}", rich::percent(name)) })
        })
        .collect()
}

/// The accounts behind the handles that texts mention.
pub(super) type Named = HashMap<Handle, AccountId>;

fn mentions(origin: &str, text: &str, named: &Named) -> Vec<Value> {
    anatomy::mentions(text)
        .iter()
        .filter_map(|handle| Some((handle, named.get(handle)?)))
        .map(|(handle, id)| {
            json!({
                "id": id.0.to_string(),
                "username": handle.as_str(),
                "acct": handle.as_str(),
                "url": format!("{origin}/@{handle}"),
            })
        })
        .collect()
}

impl Status {
    pub(super) fn of_note(
        origin: &str,
        note: &NoteView,
        author: &ProfileView,
        named: &Named,
    ) -> Self {
        let url = format!("{origin}/n/{}", note.id.0);
        let said = format!("{}\n{}", note.title, note.text);
        Self {
            id: note.id.0.to_string(),
            created_at: instant(note.made_at_ms),
            edited_at: note.edited_at_ms.map(instant),
            in_reply_to_id: None,
            in_reply_to_account_id: None,
            sensitive: false,
            spoiler_text: "",
            visibility: visibility(note.visibility),
            language: language(note.lang),
            uri: url.clone(),
            url,
            replies_count: note.comments,
            reblogs_count: 0,
            favourites_count: note.likes,
            favourited: note.liked,
            reblogged: false,
            muted: false,
            bookmarked: note.collected,
            pinned: note.pinned,
            content: titled(origin, &note.title, &note.text),
            filtered: Vec::new(),
            reblog: None,
            application: None,
            account: Account::of(origin, author),
            media_attachments: Attachment::of_note(origin, note),
            mentions: mentions(origin, &said, named),
            tags: tags(origin, &said),
            emojis: [],
            card: note.link.as_ref().map(|link| card(origin, link)),
            poll: poll(note),
            title: note.title.clone(),
            views_count: note.views,
            bookmarks_count: note.collects,
        }
    }

    /// A comment, which answers a note or another comment of this author.
    pub(super) fn of_comment(
        origin: &str,
        comment: &CommentView,
        author: &ProfileView,
        answered: Option<AccountId>,
        named: &Named,
    ) -> Self {
        let url = format!("{origin}/c/{}", comment.id.0);
        let parent = comment.answered.or(comment.parent);
        let parent = parent.map_or(comment.note.0, |parent| parent.0).to_string();
        let pictures = comment.picture.iter();
        Self {
            id: comment.id.0.to_string(),
            created_at: instant(comment.made_at_ms),
            edited_at: None,
            in_reply_to_id: Some(parent),
            in_reply_to_account_id: answered.map(|id| id.0.to_string()),
            sensitive: false,
            spoiler_text: "",
            visibility: visibility(comment.visibility),
            language: language(comment.lang),
            uri: url.clone(),
            url,
            replies_count: comment.reply_count,
            reblogs_count: 0,
            favourites_count: comment.likes,
            favourited: comment.liked,
            reblogged: false,
            muted: false,
            bookmarked: false,
            pinned: false,
            content: paragraphs(origin, &comment.text),
            filtered: Vec::new(),
            reblog: None,
            application: None,
            account: Account::of(origin, author),
            media_attachments: pictures.map(|p| Attachment::of(origin, p)).collect(),
            mentions: mentions(origin, &comment.text, named),
            tags: tags(origin, &comment.text),
            emojis: [],
            card: None,
            poll: None,
            title: String::new(),
            views_count: 0,
            bookmarks_count: 0,
        }
    }
}

/// How a member stands to somebody.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Relationship {
    id: String,
    following: bool,
    showing_reblogs: bool,
    notifying: bool,
    #[schema(value_type = Vec<Value>)]
    languages: [(); 0],
    followed_by: bool,
    blocking: bool,
    blocked_by: bool,
    muting: bool,
    muting_notifications: bool,
    #[schema(value_type = Option<Value>)]
    muting_expires_at: Option<()>,
    requested: bool,
    requested_by: bool,
    domain_blocking: bool,
    endorsed: bool,
    note: String,
}

impl Relationship {
    pub(super) fn of(id: AccountId, relation: Relation, memo: Option<&String>) -> Self {
        Self {
            id: id.0.to_string(),
            following: relation.follows,
            showing_reblogs: relation.follows,
            notifying: false,
            languages: [],
            followed_by: relation.followed_by,
            blocking: relation.blocks,
            // Those who were blocked are not told so.
            blocked_by: false,
            muting: relation.mutes,
            muting_notifications: relation.mutes,
            muting_expires_at: None,
            requested: false,
            requested_by: false,
            domain_blocking: false,
            endorsed: false,
            note: memo.cloned().unwrap_or_default(),
        }
    }
}

/// A topic, with its last days. Whether it is followed is told to members alone.
pub(super) fn tag(
    origin: &str,
    topic: &TopicBrief,
    days: &[TopicDay],
    follows: Option<bool>,
) -> Value {
    let day = |day: &TopicDay| {
        json!({
            "day": (day.day_ms / 1_000).to_string(),
            "uses": day.uses.to_string(),
            "accounts": day.accounts.to_string(),
        })
    };
    let mut tag = json!({
        "id": topic.name,
        "name": topic.name,
        "url": format!("{origin}/t/{}", rich::percent(&topic.name)),
        "history": days.iter().map(day).collect::<Vec<Value>>(),
        "statuses_count": topic.notes,
        "discussions_count": topic.discussions,
        "views_count": topic.views,
    });
    if let Some(follows) = follows {
        tag["following"] = follows.into();
    }
    tag
}
