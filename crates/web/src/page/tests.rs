//! Every page in both languages, from made-up views. With `SAMPAN_PAGES_DIR` set, the pages are also
//! written there, to be looked at.

use super::account::{Codes, Join, Recover, SignIn};
use super::collection::Collection;
use super::compose::{Compose, ComposeForm, Editing, Other};
use super::crossing::{CommentWords, NoteWords};
use super::error::{Busy, ErrorPage, Problem};
use super::explore::{Explore, Following};
use super::house::{House, Offline};
use super::inbox::Inbox;
use super::joining::Line;
use super::moderation::Moderation;
use super::note::{
    Answering, ChooseCollection, History, Note, Opened, Overlay, Share, SharedCard, Thread,
};
use super::part::{
    Cards, CollectSheet, Comment, CommentLike, Comments, ErrorLine, Follow, Like, Notices, Replies,
};
use super::profile::{People, Profile, Side, Tab};
use super::pulse::{Pulse, PulsePage, RouteTimes};
use super::rendition::{RenditionForm, Renditions};
use super::search::Search;
use super::settings::{Done, Languages, Leave, PeopleKeptAway, Security, Settings};
use super::topic::{Topic, Topics};
use super::{Errors, FieldError, Frame, Here};
use crate::locale::Catalogue;
use askama::Template;
use sampan_app::gate::{GateView, Step};
use sampan_app::pressure::Class;
use sampan_app::pulse::{MinuteView, PulseView};
use sampan_app::search::{Building, Looking};
use sampan_app::view::*;
use sampan_domain::account::SignupMode;
use sampan_domain::comment::Sort;
use sampan_domain::note::{COVERS, Visibility};
use sampan_domain::notification::Kind;
use sampan_domain::rendition::{Display, Displays, Reading};
use sampan_domain::{
    AccountId, CollectionId, CommentId, Handle, Lang, NoteId, PasskeyId, PictureId, Relation, Role,
    SessionId, SuggestionId, TopicId,
};

/// 2025-01-14T21:14:05Z
const NOW_MS: i64 = 1_736_889_245_000;
const MINUTE_MS: i64 = 60_000;

const PEOPLE: [(&str, &str); 8] = [
    ("hannah_in_ohio", "hannah_in_ohio"),
    ("aze", "阿泽吃遍成都"),
    ("momo.south", "momo"),
    ("xiaoyu", "小雨"),
    ("dave.wilson", "Dave Wilson, the one with the boat"),
    ("vivian.hz", "Vivian 在杭州"),
    ("salma", "سلمى من الإسكندرية"),
    ("lin", "初二的小林"),
];

const TITLES: [(&str, Lang); 14] = [
    ("Day one here. Is this where I pay the cat tax?", Lang::EN),
    ("成都一碗面到底多少钱，一条街一条街告诉你", Lang::ZH_HANS),
    (
        "So, honest question: do you really work two jobs?",
        Lang::EN,
    ),
    ("今早从屋顶看上海", Lang::ZH_HANS),
    ("Teach me one word today", Lang::EN),
    ("我奶奶问美国有没有豆沙包", Lang::ZH_HANS),
    ("Meet Mooncake, three kilos of trouble", Lang::EN),
    ("英语作业第三题：救命", Lang::ZH_HANS),
    (
        "Five apps on my phone that nobody outside China knows, and why I could not live without them",
        Lang::EN,
    ),
    ("周末两个人露营，所有东西塞进一辆小车", Lang::ZH_HANS),
    (
        "Donaudampfschifffahrtsgesellschaftskapitänsmützenband",
        Lang::UND,
    ),
    ("猫税", Lang::ZH_HANS),
    ("", Lang::UND),
    ("My spy", Lang::EN),
];

fn person(at: usize) -> AccountBrief {
    let (handle, name) = PEOPLE[at % PEOPLE.len()];
    AccountBrief {
        id: AccountId(at as i64 % PEOPLE.len() as i64 + 1),
        handle: Handle::parse(handle).unwrap(),
        name: name.to_owned(),
        avatar: if at.is_multiple_of(3) {
            Avatar::Picture(format!("face-{at}.webp"))
        } else {
            Avatar::Momo(at as u32 % 8 + 1)
        },
    }
}

fn picture(at: usize) -> PictureView {
    let (width, height) = [
        (1536, 2048),
        (2048, 1536),
        (1600, 1600),
        (1638, 2048),
        (2048, 1700),
    ][at % 5];
    PictureView {
        id: PictureId(900 + at as i64),
        key: format!("pic-{at}-{width}x{height}"),
        width,
        height,
        placeholder: "data:image/gif;base64,R0lGODlhAQABAIABAPa0gwAAACwAAAAAAQABAAACAkQBADs="
            .to_owned(),
        blurhash: String::new(),
        focus: sampan_domain::picture::Focus {
            x: 0,
            y: if at.is_multiple_of(4) { 50 } else { 0 },
        },
        alt: if at % 3 == 2 {
            String::new()
        } else {
            "A grey cat on a windowsill".to_owned()
        },
    }
}

fn cover(at: usize, title: &str) -> Cover {
    if at % 5 == 2 || at % 5 == 4 || title.is_empty() && at % 2 == 1 {
        Cover::Words {
            design: COVERS[(at / 2) % 6],
            ratio: [133, 125, 100, 100, 75][at % 5],
            words: sampan_domain::note::cover_words(title, "Sixty bowls of noodles later"),
        }
    } else {
        let picture = picture(at);
        Cover::Picture {
            ratio: sampan_domain::picture::card_ratio(picture.width, picture.height),
            picture,
            count: at as i64 % 4,
        }
    }
}

fn card(at: usize) -> CardView {
    let (title, lang) = TITLES[at % TITLES.len()];
    CardView {
        video: None,
        id: NoteId(7_000_000_000 + at as i64),
        title: title.to_owned(),
        lang,
        crossing: None,
        cover: cover(at, title),
        author: person(at),
        likes: [0, 8, 930, 12_400, 31_000, 2_118][at % 6],
        liked: at % 4 == 1,
        pinned: at == 3,
        finds: Vec::new(),
        find: None,
        visibility: match at {
            5 => Visibility::Followers,
            6 => Visibility::OnlyMe,
            _ => Visibility::Public,
        },
    }
}

/// A card with something found in it.
fn found_card(at: usize) -> CardView {
    let mut card = card(at);
    let end = card.title.char_indices().nth(2).map_or(0, |(end, _)| end);
    card.finds = std::iter::once(0..end).collect();
    let places = [
        FoundAt::Text,
        FoundAt::Topic,
        FoundAt::Place,
        FoundAt::Said,
        FoundAt::Meaning,
    ];
    card.find = Some(Find {
        at: places[at % 5],
        is_rendition: at.is_multiple_of(2),
        lang: [Lang::EN, Lang::ZH_HANS][at % 2],
        pieces: vec![
            Piece {
                text: "…before ".into(),
                is_find: false,
            },
            Piece {
                text: "<han>".into(),
                is_find: true,
            },
            Piece {
                text: " after".into(),
                is_find: false,
            },
        ],
    });
    card
}

/// An hour in which more and more came.
fn pulse() -> PulseView {
    let minutes = (0..60_u32).map(|minute| MinuteView {
        at_ms: NOW_MS - i64::from(60 - minute) * MINUTE_MS,
        people: minute * 30,
        languages: vec![(Lang::EN, minute * 20), (Lang::ZH_HANS, minute * 10)],
        countries: vec![
            ("US".to_owned(), minute * 21),
            ("CN".to_owned(), minute * 9),
        ],
        joined: minute,
        requests: u64::from(minute) * 400,
        asked_back: u64::from(minute.saturating_sub(50)) * 100,
        pressure: 1.5,
        texts: minute * 3,
        jobs: 60 - minute,
    });
    PulseView {
        minutes: minutes.collect(),
        gate: GateView {
            step: Step::Proof,
            held: None,
            set: None,
            came: 59,
            waiting: 1,
            proof_above: 30,
            line_above: 600,
        },
        jobs: vec![("pictures".to_owned(), "waiting".to_owned(), 17)],
        processes: 3,
        gives_way: Some(Class::Made),
        texts: (12, 165),
        knows_countries: true,
    }
}

fn feed() -> FeedPage {
    FeedPage {
        cards: (0..28).map(card).collect(),
        next: Some("7x/+9".to_owned()),
    }
}

fn empty_feed() -> FeedPage {
    FeedPage {
        cards: Vec::new(),
        next: None,
    }
}

fn note() -> NoteView {
    NoteView {
        video: None,
        id: NoteId(7_000_000_001),
        crossing: None,
        author: person(1),
        author_writes: Some(Lang::ZH_HANS),
        relation: Relation { followed_by: true, ..Relation::default() },
        title: "What a plate of noodles costs in Chengdu, street by street".to_owned(),
        text: "Since so many of you asked: the same bowl is 9 yuan behind the school, 14 by the subway and \
               38 where the tourists go. @hannah_in_ohio, tell me what noodles cost where you live & show \
               me the bowl <3\n\nPrices: https://example.org/noodles/2025/january/all-of-chengdu-in-one-table\n\
               #TikTokRefugee #成都美食"
            .to_owned(),
        lang: Lang::EN,
        pictures: (0..4).map(picture).collect(),
        poll: None,
        link: None,
        cover: cover(0, ""),
        place: "Chengdu 成都".to_owned(),
        visibility: Visibility::Public,
        likes: 8_931,
        collects: 2_044,
        comments: 1_024,
        views: 210_000,
        liked: true,
        collected: true,
        pinned: false,
        made_at_ms: NOW_MS - 125 * MINUTE_MS,
        edited_at_ms: Some(NOW_MS - 20 * MINUTE_MS),
        version: 2,
        is_own: false,
        may_edit: false,
        may_delete: false,
        may_interact: true,
    }
}

fn words_note() -> NoteView {
    NoteView {
        title: "我奶奶问美国有没有豆沙包".to_owned(),
        text: "她说要是没有，她可以教。\n材料：面粉、红豆、耐心。#豆沙包#".to_owned(),
        lang: Lang::ZH_HANS,
        pictures: Vec::new(),
        cover: Cover::Words {
            design: "tide",
            ratio: 125,
            words: "我奶奶问美国有没有豆沙包".to_owned(),
        },
        is_own: true,
        may_edit: true,
        may_delete: true,
        comments: 0,
        ..note()
    }
}

fn comment(at: usize, parent: Option<CommentId>) -> CommentView {
    let texts = [
        (
            "Fourteen DOLLARS here, and it is instant ramen with an egg 😭",
            Lang::EN,
        ),
        (
            "Hannah, 来上海，我请你吃十二块的，然后一起交猫税 🐱",
            Lang::ZH_HANS,
        ),
        ("楼上的 momo 是在问价钱，还是我在问？", Lang::ZH_HANS),
        (
            "في الإسكندرية الطبق بخمسين جنيه، والجلسة على البحر مجانا",
            Lang::parse("ar").unwrap(),
        ),
        ("😂😂😂", Lang::UND),
    ];
    let (text, lang) = texts[at % texts.len()];
    let id = CommentId(500 + at as i64 + parent.map_or(0, |p| p.0 * 100));
    CommentView {
        id,
        crossing: crossing(at, lang),
        note: note().id,
        visibility: Visibility::Public,
        parent,
        author: (at != 4).then(|| person(at)),
        answered: None,
        answers: (parent.is_some() && at == 2).then(|| person(3).handle),
        text: text.to_owned(),
        lang,
        picture: (at == 1).then(|| picture(1)),
        likes: [2_310, 1_877, 655, 0, 3][at % 5],
        liked: at == 0,
        made_at_ms: NOW_MS - (at as i64 * 70 + 3) * MINUTE_MS,
        by_note_author: at == 1,
        pinned: at == 0 && parent.is_none(),
        replies: if parent.is_none() && at < 2 {
            (1..3).map(|reply| comment(reply, Some(id))).collect()
        } else {
            Vec::new()
        },
        reply_count: if parent.is_none() && at < 2 { 14 } else { 0 },
        may_delete: at % 2 == 1,
        may_pin: at == 0,
        may_interact: true,
    }
}

/// Every way in which a text can stand between two languages.
fn crossing(at: usize, from: Lang) -> Option<Crossing> {
    let progress = [
        Progress::Done,
        Progress::Waiting,
        Progress::Late,
        Progress::Failed,
        Progress::Unset,
    ][at % 5];
    let gloss = GlossView {
        range: 0..3,
        word: "破防".to_owned(),
        reading: "pò fáng".to_owned(),
        meaning: "moved to tears, or shaken".to_owned(),
        usage: "said of oneself".to_owned(),
    };
    Some(Crossing {
        from,
        to: if from == Lang::EN {
            Lang::ZH_HANS
        } else {
            Lang::EN
        },
        display: Display::ALL[at % 3],
        progress,
        by: [
            Hand::Engine,
            Hand::Author,
            Hand::Person(Box::new(person(at))),
            Hand::Somebody,
        ][at / 5 % 4]
            .clone(),
        title: None,
        text: (progress == Progress::Done).then(|| "The other side of it".to_owned()),
        glosses: vec![gloss.clone()],
        own_glosses: vec![gloss],
    })
}

fn opened(note: NoteView) -> Opened {
    let some = note.comments > 0;
    Opened {
        talk_only: false,
        note,
        comments: CommentPage {
            comments: if some {
                (0..5).map(|at| comment(at, None)).collect()
            } else {
                Vec::new()
            },
            sort: Sort::Hot,
            next: some.then(|| "abc".to_owned()),
        },
        answering: None,
        once: "once-token".to_owned(),
        typed: String::new(),
        errors: Errors::default(),
    }
}

fn profile(is_self: bool) -> ProfileView {
    ProfileView {
        crossing: None,
        account: person(if is_self { 0 } else { 1 }),
        own_name: String::new(),
        bio: "I eat so that you know where to. Nine yuan or less, most days. #成都美食".to_owned(),
        place: "Chengdu".to_owned(),
        writes: Some(Lang::ZH_HANS),
        reads: vec![Lang::ZH_HANS, Lang::EN],
        cover: is_self.then(|| "cover-1500x500.webp".to_owned()),
        following: 312,
        followers: 48_200,
        appreciations: 1_100_000,
        notes: 128,
        momo: is_self,
        likes_public: !is_self,
        bot: false,
        discoverable: true,
        visibility: Visibility::Public,
        relation: Relation {
            followed_by: !is_self,
            ..Relation::default()
        },
        is_self,
        joined_ms: NOW_MS - 40 * 1440 * MINUTE_MS,
    }
}

fn people() -> Vec<PersonView> {
    (0..8)
        .map(|at| PersonView {
            account: person(at),
            bio: if at % 2 == 0 {
                "Porch, dogs, noodles. ".repeat(4)
            } else {
                String::new()
            },
            relation: Relation {
                follows: at % 3 == 0,
                followed_by: at % 2 == 0,
                ..Relation::default()
            },
            is_self: at == 0,
        })
        .collect()
}

fn topics() -> Vec<TopicBrief> {
    [
        "TikTokRefugee",
        "猫税",
        "CatTax",
        "成都美食",
        "LearnChinese",
        "四级",
        "DailyLife",
        "露营",
        "AskAnAmerican",
        "حياة",
    ]
    .iter()
    .enumerate()
    .map(|(at, name)| TopicBrief {
        id: TopicId(at as i64),
        name: (*name).to_owned(),
        across: (at == 1).then(|| "cat tax".to_owned()),
        notes: 210_000 / (at as i64 * at as i64 + 1),
        discussions: 9,
        views: 99,
    })
    .collect()
}

fn topic() -> TopicView {
    TopicView {
        id: TopicId(1),
        name: "TikTokRefugee".to_owned(),
        across: None,
        notes: 18_000,
        discussions: 210_000,
        views: 3_300_000_000,
        participants: 96_000,
        follows: false,
        followers: 41_000,
        may_merge: true,
    }
}

fn collections() -> Vec<CollectionView> {
    (0..4)
        .map(|at| CollectionView {
            id: CollectionId(at as i64 + 40),
            owner: person(0),
            name: ["", "Noodles to try", "想去的地方", "For Gravy and Biscuit"][at].to_owned(),
            public: at % 2 == 1,
            is_default: at == 0,
            notes: at as i64 * 7,
            cover: (at != 3).then(|| cover(at * 2, "Teach me one word")),
            is_own: true,
            holds_note: at < 2,
        })
        .collect()
}

fn inbox() -> InboxPage {
    InboxPage {
        notifications: Kind::ALL
            .iter()
            .enumerate()
            .map(|(at, kind)| {
                let count = if kind.groups() {
                    [13, 2, 1, 1, 1, 1, 1, 2][at]
                } else {
                    1
                };
                let about_comment = matches!(
                    kind,
                    Kind::CommentLike | Kind::Comment | Kind::Reply | Kind::Mention
                );
                NotificationView {
                    id: sampan_domain::NotificationId(1),
                    kind: *kind,
                    people: (at..at + count.min(3)).map(person).collect(),
                    count: count as i64,
                    note: (*kind != Kind::Follow).then_some(NoteId(7)),
                    note_title: if *kind == Kind::Follow {
                        String::new()
                    } else {
                        TITLES[at].0.to_owned()
                    },
                    note_lang: TITLES[at].1,
                    comment: about_comment.then_some(CommentId(8)),
                    comment_text: if about_comment {
                        "Which momo is asking?".to_owned()
                    } else {
                        String::new()
                    },
                    comment_lang: Lang::EN,
                    at_ms: NOW_MS - (at as i64 * 300 + 2) * MINUTE_MS,
                    unread: at < 3,
                    followed_back: false,
                }
            })
            .collect(),
        next: Some("n".to_owned()),
    }
}

fn frame(lang: Lang, path: &str, here: Here, signed_in: bool) -> Frame {
    Frame {
        catalogue: Catalogue::of(lang),
        viewer: signed_in.then(|| Viewer {
            account: person(0),
            role: Role::Moderator,
            session: SessionId(1),
            client: None,
            interface: None,
            reads: vec![Lang::EN],
            displays: Displays::default(),
            unread: 3,
        }),
        path: path.to_owned(),
        here,
        now_ms: NOW_MS,
        instance: "Sampan".to_owned(),
        origin: "https://sampan.example".to_owned(),
        holes: None,
    }
}

fn wrong(fields: &[(&'static str, &str)]) -> Errors {
    let said = |(field, message): &(&'static str, &str)| FieldError {
        field,
        message: (*message).to_owned(),
    };
    Errors(fields.iter().map(said).collect())
}

fn opened_with_errors() -> Opened {
    Opened {
        answering: Some(Answering {
            comment: CommentId(500),
            handle: Some(person(0).handle),
        }),
        typed: "half a thought".to_owned(),
        errors: wrong(&[("text", "Too long")]),
        ..opened(note())
    }
}

/// Name and HTML of every page and fragment.
#[expect(clippy::too_many_lines, reason = "a list")]
fn pages(lang: Lang, signed_in: bool) -> Vec<(String, String)> {
    let at = |path: &str, here| frame(lang, path, here, signed_in);
    let mut made = Vec::new();
    let mut add =
        |name: &str, html: askama::Result<String>| made.push((name.to_owned(), html.unwrap()));

    let newest = Some(NoteId(7_000_000_099));
    add(
        "explore",
        Explore {
            frame: at("/", Here::Explore),
            feed: feed(),
            topics: topics(),
            newest,
        }
        .render(),
    );
    add(
        "explore-empty",
        Explore {
            frame: at("/", Here::Explore),
            feed: empty_feed(),
            topics: vec![],
            newest: None,
        }
        .render(),
    );
    add(
        "note",
        Note {
            frame: at("/n/6gkpk01", Here::Other),
            shared: SharedCard::of(&note(), &at("/", Here::Other)),
            opened: opened(note()),
        }
        .render(),
    );
    add(
        "note-words",
        Note {
            frame: at("/n/6gkpk01", Here::Other),
            shared: SharedCard::of(&words_note(), &at("/", Here::Other)),
            opened: opened(words_note()),
        }
        .render(),
    );
    for may_accept in [true, false] {
        let view = RenditionsView {
            note: note().id,
            comment: None,
            title: "标题".to_owned(),
            text: "正文".to_owned(),
            from: Lang::ZH_HANS,
            to: Lang::EN,
            shown_title: "A title".to_owned(),
            shown_text: "A text".to_owned(),
            suggestions: (0..3)
                .map(|at| SuggestionView {
                    id: SuggestionId(at),
                    title: "Title".to_owned(),
                    text: "Text".to_owned(),
                    author: (at != 1).then(|| person(at as usize)),
                    accepted: at == 0,
                    votes: at * 3,
                    voted: at == 2,
                    is_own: at == 1,
                    made_at_ms: NOW_MS - 5 * MINUTE_MS,
                })
                .collect(),
            is_own: may_accept,
            may_suggest: signed_in,
            may_accept: may_accept && signed_in,
        };
        add(
            if may_accept {
                "renditions-own"
            } else {
                "renditions"
            },
            Renditions {
                frame: at("/n/6gkpk01/renditions", Here::Other),
                place: "/n/6gkpk01".to_owned(),
                form: RenditionForm {
                    title: view.shown_title.clone(),
                    text: view.shown_text.clone(),
                },
                view,
                errors: Errors::default(),
            }
            .render(),
        );
    }
    add(
        "topics",
        Topics {
            frame: at("/topics", Here::Topics),
            rising: topics(),
            followed: topics(),
        }
        .render(),
    );
    add(
        "topic",
        Topic {
            frame: at("/t/TikTokRefugee", Here::Topics),
            topic: topic(),
            sort: Sort::New,
            feed: feed(),
            errors: Errors::default(),
            into: String::new(),
        }
        .render(),
    );
    let notes = Tab::Notes(feed());
    add(
        "profile",
        Profile {
            frame: at("/@aze", Here::Other),
            profile: profile(false),
            tab: notes,
        }
        .render(),
    );
    add(
        "liked-private",
        Profile {
            frame: at("/@aze/liked", Here::Other),
            profile: profile(false),
            tab: Tab::Liked(None),
        }
        .render(),
    );
    for side in [Side::Followers, Side::Following] {
        let people = People {
            frame: at("/@aze/followers", Here::Other),
            profile: profile(false),
            side,
            people: people(),
            next: Some("p".to_owned()),
        };
        add(
            if side == Side::Followers {
                "followers"
            } else {
                "people-following"
            },
            people.render(),
        );
    }
    add(
        "collection",
        Collection {
            frame: at("/collections/1a", Here::Other),
            collection: collections().remove(1),
            feed: feed(),
            errors: Errors::default(),
        }
        .render(),
    );
    add(
        "share",
        Share {
            frame: at("/n/1/share", Here::Other),
            note: note(),
        }
        .render(),
    );
    add(
        "search",
        Search {
            frame: at("/search?q=han", Here::Other),
            looking: Looking {
                text: "han".to_owned(),
                ..Looking::default()
            },
            found: FoundPage {
                people: people(),
                topics: topics(),
                cards: (0..6).map(found_card).collect(),
                total: 1_204,
                next: Some(1),
                mended: vec![("hna".into(), "han".into())],
                ..FoundPage::default()
            },
        }
        .render(),
    );
    add(
        "search-none",
        Search {
            frame: at("/search?q=x", Here::Other),
            looking: Looking {
                text: "x".to_owned(),
                lang: Some(Lang::EN),
                place: "成都".to_owned(),
                ..Looking::default()
            },
            found: FoundPage {
                building: Some(Building {
                    done: 430,
                    of: 1_000,
                }),
                ..FoundPage::default()
            },
        }
        .render(),
    );
    add("history", {
        let revisions = vec![RevisionView {
            version: 1,
            title: "What noodles cost".to_owned(),
            text: "Nine yuan.\nMore later.".to_owned(),
            until_ms: NOW_MS - 20 * MINUTE_MS,
        }];
        History {
            frame: at("/n/1/history", Here::Other),
            note: note(),
            revisions,
        }
        .render()
    });
    let thread = Thread {
        frame: at("/c/dm/replies", Here::Other),
        note: note(),
        comment: comment(0, None),
        replies: (1..4).map(|r| comment(r, Some(CommentId(500)))).collect(),
        next: Some("r".to_owned()),
    };
    add("thread", thread.render());
    for (name, page) in [
        ("about", House::about(at("/about", Here::Other))),
        ("rules", House::rules(at("/rules", Here::Other))),
        ("guide", House::guide(at("/guide", Here::Other))),
    ] {
        add(name, page.render());
    }
    add(
        "offline",
        Offline {
            frame: at("/offline", Here::Other),
        }
        .render(),
    );
    let waits = [
        (Problem::Busy { minutes: 0 }, Some(5)),
        (Problem::Busy { minutes: 4 }, Some(240)),
        (Problem::BusyForm { minutes: 0 }, None),
        (Problem::BusyForm { minutes: 4 }, None),
    ];
    for (number, (problem, reload_s)) in waits.into_iter().enumerate() {
        let page = Busy {
            frame: at("/", Here::Other),
            problem,
            reload_s,
        };
        add(&format!("busy-{number}"), page.render());
    }
    for problem in Problem::ALL {
        let page = ErrorPage {
            frame: at("/nowhere?x=1", Here::Other),
            status: 404,
            problem,
            said: None,
            request_id: (problem == Problem::Internal).then(|| "01jh-8f2a".to_owned()),
            kept: vec!["a <long> letter".into()],
        };
        add(
            &format!("error-{problem:?}").replace(['{', '}', ' ', ':'], ""),
            page.render(),
        );
        assert!(
            !problem.line(&at("/", Here::Other)).contains('⟦'),
            "{problem:?}"
        );
    }
    if signed_in {
        add(
            "following",
            Following {
                frame: at("/following", Here::Following),
                feed: feed(),
                follows_nobody: false,
            }
            .render(),
        );
        add(
            "following-nobody",
            Following {
                frame: at("/following", Here::Following),
                feed: empty_feed(),
                follows_nobody: true,
            }
            .render(),
        );
        add(
            "following-quiet",
            Following {
                frame: at("/following", Here::Following),
                feed: empty_feed(),
                follows_nobody: false,
            }
            .render(),
        );
        add(
            "note-errors",
            Note {
                frame: at("/n/1", Here::Other),
                shared: SharedCard::of(&note(), &at("/", Here::Other)),
                opened: opened_with_errors(),
            }
            .render(),
        );
        add(
            "overlay",
            Overlay {
                frame: at("/n/1", Here::Other),
                opened: opened(note()),
            }
            .render(),
        );
        add(
            "profile-own",
            Profile {
                frame: at("/@hannah_in_ohio", Here::Me),
                profile: profile(true),
                tab: Tab::Notes(empty_feed()),
            }
            .render(),
        );
        add(
            "collections",
            Profile {
                frame: at("/@hannah_in_ohio/collections", Here::Me),
                profile: profile(true),
                tab: Tab::Collections(collections()),
            }
            .render(),
        );
        add(
            "collections-empty",
            Profile {
                frame: at("/@hannah_in_ohio/collections", Here::Me),
                profile: profile(true),
                tab: Tab::Collections(vec![]),
            }
            .render(),
        );
        add(
            "liked",
            Profile {
                frame: at("/@hannah_in_ohio/liked", Here::Me),
                profile: profile(true),
                tab: Tab::Liked(Some(empty_feed())),
            }
            .render(),
        );
        add(
            "inbox",
            Inbox {
                frame: at("/inbox", Here::Inbox),
                page: inbox(),
            }
            .render(),
        );
        add(
            "inbox-empty",
            Inbox {
                frame: at("/inbox", Here::Inbox),
                page: InboxPage {
                    notifications: vec![],
                    next: None,
                },
            }
            .render(),
        );
        let form = |pictures: usize| ComposeForm {
            video: None,
            poll: None,
            other: (pictures > 0).then(|| Other {
                to: Lang::ZH_HANS,
                title: "面条".to_owned(),
                text: "九块钱".to_owned(),
                title_was: "面条".to_owned(),
                text_was: "九块钱".to_owned(),
                is_set_up: true,
                came: true,
            }),
            title: if pictures > 0 {
                "Noodles".to_owned()
            } else {
                String::new()
            },
            text: String::new(),
            place: String::new(),
            visibility: Visibility::Public,
            lang: None,
            pictures: (0..pictures).map(picture).collect(),
            once: "once-token".to_owned(),
        };
        add(
            "compose",
            Compose {
                videos: None,
                frame: at("/compose", Here::Write),
                editing: None,
                form: form(0),
                errors: Errors::default(),
            }
            .render(),
        );
        let errors = wrong(&[
            ("title", "The title is too long."),
            ("pictures", "Too many"),
            ("", "Oh"),
        ]);
        let editing = Some(Editing {
            note: NoteId(7),
            version: 2,
        });
        add(
            "compose-edit",
            Compose {
                videos: None,
                frame: at("/n/7/edit", Here::Write),
                editing,
                form: form(2),
                errors,
            }
            .render(),
        );
        let chooser = ChooseCollection {
            frame: at("/n/7/collect", Here::Other),
            note: note(),
            collections: collections(),
            name: String::new(),
            errors: wrong(&[("name", "Give the collection a name.")]),
        };
        add("choose-collection", chooser.render());
        let codes = |new_account| Codes {
            frame: at("/settings/codes", Here::Other),
            codes: (0..10).map(|n| format!("k7wm-{n}p4x-9tzq")).collect(),
            pending: false,
            new_account,
            next: "/".to_owned(),
        };
        add("codes", codes(true).render());
        add("codes-renewed", codes(false).render());
        add("settings", {
            let profile = profile(true);
            let form = sampan_domain::account::Profile::from(&profile);
            Settings {
                frame: at("/settings", Here::Me),
                profile,
                form,
                saved: true,
                errors: wrong(&[("name", "Too long.")]),
            }
            .render()
        });
        add(
            "languages",
            Languages {
                frame: at("/settings/languages", Here::Me),
                reading: Reading::of(lang),
            }
            .render(),
        );
        for (name, done) in [
            ("security", None),
            ("security-done", Some(Done::OthersEnded)),
        ] {
            let security = SecurityView {
                has_password: done.is_none(),
                passkeys: if done.is_none() {
                    vec![PasskeyView {
                        id: PasskeyId(3),
                        name: "My phone".to_owned(),
                        made_at_ms: NOW_MS,
                        used_at_ms: Some(NOW_MS),
                    }]
                } else {
                    vec![]
                },
                sessions: (0..3)
                    .map(|at| SessionView {
                        id: SessionId(at),
                        device: ["Firefox on Linux", "Safari on iPhone", ""][at as usize]
                            .to_owned(),
                        made_at_ms: NOW_MS,
                        used_at_ms: NOW_MS - at * 500 * MINUTE_MS,
                        is_current: at == 0,
                    })
                    .collect(),
                codes_left: if done.is_none() { 9 } else { 0 },
            };
            add(
                name,
                Security {
                    frame: at("/settings/security", Here::Me),
                    security,
                    passkeys: true,
                    done,
                    errors: Errors::default(),
                }
                .render(),
            );
        }
        add(
            "kept-away",
            PeopleKeptAway {
                frame: at("/settings/people", Here::Me),
                blocked: vec![person(2)],
                muted: vec![],
            }
            .render(),
        );
        add(
            "leave",
            Leave {
                frame: at("/settings/delete", Here::Me),
                handle: String::new(),
                keep_comments: true,
                errors: Errors::default(),
            }
            .render(),
        );
        add("moderation", {
            let pending = vec![PendingView {
                account: person(4),
                made_at_ms: NOW_MS - 9 * MINUTE_MS,
            }];
            let invitations = vec![InvitationView {
                code: "k7wm9p4x".to_owned(),
                uses_left: 3,
                made_at_ms: NOW_MS,
            }];
            Moderation {
                frame: at("/mod", Here::Other),
                mode: SignupMode::Approval,
                pending,
                invitations,
                errors: Errors::default(),
            }
            .render()
        });
        add("pulse", {
            let pulse = Pulse {
                frame: at("/admin/pulse", Here::Other),
                pulse: pulse(),
                at_work: 12,
                late_ms: 1.25,
                routes: vec![RouteTimes {
                    route: "GET /n/{note}".to_owned(),
                    count: 12_345,
                    mean_ms: 2.345,
                    longest_ms: 123.4,
                }],
            };
            let frame = at("/admin/pulse", Here::Other);
            PulsePage { frame, pulse }.render()
        });
        let own = at("/", Here::Other);
        let feed = feed();
        add(
            "part-cards",
            Cards {
                frame: &own,
                feed: &feed,
                path: "/t/cats?sort=new",
                first: false,
            }
            .render(),
        );
        let one = comment(0, None);
        add(
            "part-comment",
            Comment {
                say: "Sent".to_owned(),
                ..Comment::new(&own, &one)
            }
            .render(),
        );
        let page = opened(note());
        let list = &page.comments.comments;
        add(
            "part-comments",
            Comments {
                frame: &own,
                note: NoteId(7),
                comments: list,
                sort: Sort::New,
                next: Some("x y"),
            }
            .render(),
        );
        add(
            "part-replies",
            Replies {
                frame: &own,
                comment: one.id,
                replies: &one.replies,
                next: None,
            }
            .render(),
        );
        let say = "Liked".to_owned();
        add(
            "part-like",
            Like {
                frame: &own,
                note: NoteId(7),
                on: true,
                count: 3,
                may: true,
                say: say.clone(),
            }
            .render(),
        );
        add(
            "part-comment-like",
            CommentLike {
                frame: &own,
                comment: one.id,
                on: false,
                count: 0,
                may: true,
                say,
            }
            .render(),
        );
        let chosen = collections();
        add(
            "part-collect-sheet",
            CollectSheet {
                frame: &own,
                note: NoteId(7),
                collections: &chosen,
                errors: &Errors::default(),
                name: "",
            }
            .render(),
        );
        add(
            "part-follow",
            Follow::new(&own, &person(1).handle, Relation::default()).render(),
        );
        let inbox = inbox();
        add(
            "part-notices",
            Notices {
                frame: &own,
                notifications: &inbox.notifications,
                next: None,
            }
            .render(),
        );
        add(
            "part-error",
            ErrorLine {
                message: "<No>".to_owned(),
            }
            .render(),
        );
    } else {
        for mode in [
            SignupMode::Open,
            SignupMode::Invitation,
            SignupMode::Approval,
            SignupMode::Closed,
        ] {
            let errors = if mode == SignupMode::Invitation {
                wrong(&[
                    ("handle", "Somebody has that one already."),
                    ("password", "Too short."),
                ])
            } else {
                Errors::default()
            };
            let join = Join {
                frame: at("/join", Here::Other),
                mode,
                passkeys: true,
                handle: if errors.is_empty() {
                    String::new()
                } else {
                    "momo".to_owned()
                },
                name: String::new(),
                invitation: String::new(),
                needs_proof: mode == SignupMode::Approval,
                errors,
            };
            add(&format!("join-{}", mode.as_str()), join.render());
        }
        add(
            "line",
            Line {
                frame: at("/join", Here::Other),
                ahead: 1_233,
                is_more: false,
                rather: true,
                wait_s: 130,
                ask_s: 30,
                handle: "mo&mo".to_owned(),
                name: "\"<Momo>\"".to_owned(),
                invitation: String::new(),
            }
            .render(),
        );
        add(
            "signin",
            SignIn {
                frame: at("/signin", Here::Other),
                passkeys: true,
                handle: String::new(),
                next: "/n/1".to_owned(),
                errors: Errors::default(),
            }
            .render(),
        );
        add(
            "recover",
            Recover {
                frame: at("/signin/recover", Here::Other),
                handle: String::new(),
                errors: wrong(&[("code", "No.")]),
            }
            .render(),
        );
    }
    made
}

fn all() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for lang in [Lang::EN, Lang::ZH_HANS] {
        for signed_in in [true, false] {
            let who = if signed_in { "" } else { "-out" };
            let named = pages(lang, signed_in).into_iter();
            all.extend(named.map(|(name, html)| (format!("{lang}{who}-{name}"), html)));
        }
    }
    all
}

#[test]
fn pages_are_complete_and_keep_the_policy() {
    let folder = std::env::var("SAMPAN_PAGES_DIR").ok();
    for (name, html) in all() {
        if let Some(folder) = &folder {
            std::fs::write(format!("{folder}/{name}.html"), &html).unwrap();
        }
        assert!(
            !html.contains('⟦'),
            "{name} lacks {:?}",
            html.split('⟦').nth(1).map(|s| s.split('⟧').next())
        );
        assert!(!html.contains(" style="), "{name} has a style attribute");
        assert!(!html.contains("javascript:"), "{name}");
        for tag in html
            .split('<')
            .skip(1)
            .filter_map(|rest| rest.split('>').next())
        {
            let handler = tag
                .split_whitespace()
                .skip(1)
                .any(|a| a.starts_with("on") && a.contains('=') && !a.starts_with("on=\""));
            assert!(!handler, "{name}: <{tag}>");
        }
    }
}

#[test]
fn ids_are_unique_and_labels_find_their_fields() {
    for (name, html) in all() {
        let values = |attribute: &str| -> Vec<String> {
            html.split(&format!(" {attribute}=\""))
                .skip(1)
                .filter_map(|rest| rest.split('"').next().map(str::to_owned))
                .collect()
        };
        let ids = values("id");
        let mut distinct = ids.clone();
        distinct.sort();
        distinct.dedup();
        assert_eq!(ids.len(), distinct.len(), "{name} has an id twice");
        for pointer in ["for", "aria-describedby", "aria-labelledby"] {
            for id in values(pointer).iter().flat_map(|list| list.split(' ')) {
                assert!(
                    distinct.iter().any(|known| known == id),
                    "{name}: {pointer} leads to {id}"
                );
            }
        }
        for image in html
            .split("<img ")
            .skip(1)
            .filter_map(|rest| rest.split('>').next())
        {
            for needed in ["alt=", "width=", "height="] {
                assert!(image.contains(needed), "{name}: {image}");
            }
        }
    }
}

#[test]
fn headings_begin_with_one_and_never_skip() {
    for (name, html) in all()
        .into_iter()
        .filter(|(name, _)| !name.contains("part-"))
    {
        let main = html
            .split("<main")
            .nth(1)
            .and_then(|rest| rest.split("</main>").next());
        let body = main.unwrap_or(&html);
        let levels: Vec<u32> = body
            .split("<h")
            .skip(1)
            .filter_map(|rest| rest.chars().next().and_then(|c| c.to_digit(10)))
            .collect();
        assert_eq!(
            levels.iter().filter(|level| **level == 1).count(),
            1,
            "{name}: {levels:?}"
        );
        let skips = levels.windows(2).any(|pair| pair[1] > pair[0] + 1);
        assert!(
            !skips && (levels[0] == 1 || name.contains("error")),
            "{name}: {levels:?}"
        );
    }
}

#[test]
fn what_people_type_stays_text() {
    let attack = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'";
    let mut card = card(0);
    card.title = attack.to_owned();
    card.author.name = attack.to_owned();
    let frame = frame(Lang::EN, "/?x=\"><script>", Here::Explore, true);
    let feed = FeedPage {
        cards: vec![card],
        next: Some(attack.to_owned()),
    };
    let explore = Explore {
        frame,
        feed,
        topics: vec![TopicBrief {
            id: TopicId(1),
            name: attack.to_owned(),
            across: Some(attack.to_owned()),
            notes: 1,
            discussions: 1,
            views: 1,
        }],
        newest: None,
    };
    let mut page = inbox();
    for notice in &mut page.notifications {
        for person in &mut notice.people {
            person.name = attack.to_owned();
        }
    }
    let inbox = Inbox {
        frame: self::frame(Lang::EN, "/inbox", Here::Inbox, true),
        page,
    };
    let own = self::frame(Lang::EN, "/", Here::Other, true);
    let mut crossing = crossing(0, Lang::ZH_HANS).unwrap();
    crossing.title = Some(attack.to_owned());
    crossing.text = Some(attack.to_owned());
    for gloss in crossing.glosses.iter_mut().chain(&mut crossing.own_glosses) {
        gloss.word = attack.to_owned();
        gloss.meaning = attack.to_owned();
    }
    let note = NoteView {
        title: attack.to_owned(),
        text: attack.to_owned(),
        crossing: Some(crossing.clone()),
        ..note()
    };
    let comment = CommentView {
        text: attack.to_owned(),
        crossing: Some(crossing),
        ..comment(0, None)
    };
    let note_words = NoteWords {
        frame: &own,
        note: &note,
    };
    let comment_words = CommentWords {
        frame: &own,
        comment: &comment,
    };
    for html in [
        explore.render().unwrap(),
        inbox.render().unwrap(),
        note_words.render().unwrap(),
        comment_words.render().unwrap(),
    ] {
        assert!(!html.contains("<script>"), "a script came through");
        assert!(!html.contains("<img src=x"), "an image came through");
    }
}

#[test]
fn one_line_titles_are_only_promised_when_they_fit() {
    let frame = frame(Lang::EN, "/", Here::Explore, false);
    for (title, class) in [
        ("", "t0"),
        ("Teach me one word", "t1"),
        ("今早从屋顶看上海呀呀", "t1"),
        ("今早从屋顶看上海呀呀呀", "t2"),
        ("Teach me one word today", "t2"),
    ] {
        assert_eq!(frame.lines(title), class, "{title}");
    }
}

#[test]
fn the_language_switch_and_sign_in_lead_back() {
    let frame = frame(Lang::EN, "/t/%E7%8C%AB?sort=new", Here::Topics, false);
    assert_eq!(
        frame.signin_path(),
        "/signin?next=%2Ft%2F%25E7%258C%25AB%3Fsort%3Dnew"
    );
    assert_eq!(frame.canonical(), "https://sampan.example/t/%E7%8C%AB");
    assert_eq!(
        frame.alternate(Lang::ZH_HANS),
        "https://sampan.example/t/%E7%8C%AB?lang=zh-Hans"
    );
    assert_eq!(
        self::frame(Lang::EN, "/n/6gk/x?y", Here::Other, true).events(),
        "/events?note=6gk"
    );
}
