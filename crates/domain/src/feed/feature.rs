//! What the ranker knows of a reader and a note: a few numbers between about −1 and 2, and hashed crosses of
//! who reads with what is read.

use super::Engagement;
use super::pool;
use super::query::{Asked, mixed};
use super::ranker::HEADS;
use super::rising::lower_rate;
use super::source::Candidate;
use super::state::NONE;

/// The numbers, by place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(usize)]
pub enum Feature {
    /// Always 1.
    Bias,
    /// How well walks over the likes of others lead there.
    CoLiked,
    /// Nearness to what the reader likes.
    Near,
    /// Nearness to what the reader looked at just now, by meaning and by topic.
    Session,
    SessionTopic,
    FollowedAuthor,
    /// What the reader did with other notes of the author.
    AuthorTaste,
    FollowedTopic,
    /// What the reader did with other notes of the topics.
    TopicTaste,
    /// What the reader did with other notes of the language.
    LangTaste,
    /// Faster than on average.
    Rising,
    /// Engagement of the last day.
    Heat,
    /// Likes, comments and collects since ever.
    Liked,
    Discussed,
    Collected,
    /// The lower end of how many of those who were shown it liked it.
    Rate,
    /// How many of those who were shown it minded it.
    Refused,
    /// Written within hours; within days.
    Fresh,
    Recent,
    /// Waits for its first impressions.
    New,
    /// In a foreign language, and there in the reader's.
    Across,
    /// In a foreign language, and not there in the reader's.
    Opaque,
    /// By somebody with few followers.
    Small,
    Video,
    Words,
    /// Neither author nor topic are known to the reader.
    Unknown,
}

pub(super) const COUNT: usize = Feature::Unknown as usize + 1;
/// Crosses of reader and author, reader and topic, languages and topic, languages and source.
const CROSSES: usize = 4;

/// What the ranker knew of a note when it was dealt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Features {
    pub(super) dense: [f32; COUNT],
    pub(super) hashed: [u32; CROSSES],
}

impl Default for Features {
    /// Nothing is known.
    fn default() -> Self {
        Self {
            dense: [0.0; COUNT],
            hashed: [0; CROSSES],
        }
    }
}

impl Features {
    /// What is known, to be kept: the numbers, then the crosses, four bytes each, the lowest first.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let dense = self.dense.iter().flat_map(|x| x.to_le_bytes());
        let hashed = self.hashed.iter().flat_map(|hash| hash.to_le_bytes());
        dense.chain(hashed).collect()
    }

    /// Reads what [`Self::to_bytes`] gave; `None` when it was kept by another version, or makes no sense.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        if bytes.len() != 4 * (COUNT + CROSSES) {
            return None;
        }
        let mut fours = bytes
            .chunks_exact(4)
            .filter_map(|four| four.try_into().ok());
        let mut features = Self::default();
        for x in &mut features.dense {
            *x = f32::from_le_bytes(fours.next()?);
        }
        for hash in &mut features.hashed {
            *hash = u32::from_le_bytes(fours.next()?);
        }
        features
            .dense
            .iter()
            .all(|x| x.is_finite())
            .then_some(features)
    }

    pub(super) fn get(&self, feature: Feature) -> f32 {
        self.dense[feature as usize]
    }
}

/// 1 / this is how much a taste of 1 counts.
const TASTE: f32 = 3.0;
const HOUR_MS: f32 = 3_600_000.0;

fn log(count: f32, most: f32) -> f32 {
    (1.0 + count.max(0.0)).ln() / (1.0 + most).ln()
}

/// Hydrates one candidate.
pub(super) fn of(asked: &Asked<'_>, candidate: &Candidate) -> Features {
    let state = asked.state;
    let note = asked.row(candidate.note);
    let now = asked.query.now_ms;
    let likes = state.graph.likes(candidate.note) as f32;
    let author = asked.author(note);
    let mut follows_topic = false;
    let (mut topic_taste, mut session_topic) = (0.0_f32, 0.0_f32);
    for tag in note.tags() {
        let tie = asked.tag(tag);
        follows_topic |= tie.follows;
        topic_taste += tie.taste;
        session_topic += tie.session;
    }
    let age_hours = (now - note.made_at_ms).max(0) as f32 / HOUR_MS;
    let is_read = asked.is_read(note);
    let is_across = asked.is_across(note);
    let hits = likes + note.collects as f32 + note.comments as f32;
    // What was liked before anybody counted who was shown it is as good as most.
    let shown = if note.shown as f32 >= hits {
        note.shown as f32
    } else {
        12.0 * hits
    };
    let flag = |on: bool| if on { 1.0 } else { 0.0 };
    let followers = state.readers[note.author as usize].followers as f32;
    let is_known = author.follows || author.taste != 0.0 || follows_topic || topic_taste != 0.0;
    let mut dense = [0.0; COUNT];
    let mut set = |feature: Feature, x: f32| dense[feature as usize] = x;
    set(Feature::Bias, 1.0);
    set(
        Feature::CoLiked,
        if candidate.walk > 0.0 {
            (1.0 + candidate.walk.ln() / 5.0).max(0.0)
        } else {
            0.0
        },
    );
    set(Feature::Near, candidate.near.max(0.0));
    set(Feature::Session, candidate.session.max(0.0));
    set(Feature::SessionTopic, (session_topic / TASTE).tanh());
    set(Feature::FollowedAuthor, flag(author.follows));
    set(Feature::AuthorTaste, (author.taste / TASTE).tanh());
    set(Feature::FollowedTopic, flag(follows_topic));
    set(Feature::TopicTaste, (topic_taste / TASTE).tanh());
    set(Feature::LangTaste, asked.langs[usize::from(note.lang)]);
    set(Feature::Rising, note.pace.rise(now));
    set(Feature::Heat, log(note.pace.heat(now), 1_000.0));
    // What everybody likes tells much to those of whom little is known, and little to the others.
    let newness = 1.0 / (1.0 + asked.engaged as f32 / 10.0);
    set(Feature::Liked, newness * log(likes, 10_000.0));
    set(
        Feature::Discussed,
        newness * log(note.comments as f32, 10_000.0),
    );
    set(
        Feature::Collected,
        newness * log(note.collects as f32, 10_000.0),
    );
    set(Feature::Rate, lower_rate(hits, shown));
    set(
        Feature::Refused,
        20.0 * lower_rate(note.refusals as f32, shown.max(20.0)),
    );
    set(Feature::Fresh, (-age_hours / 8.0).exp2());
    set(Feature::Recent, (-age_hours / 96.0).exp2());
    set(Feature::New, flag(pool::waits(note, likes as usize, now)));
    set(Feature::Across, flag(is_across));
    set(Feature::Opaque, flag(!is_read && !is_across));
    set(Feature::Small, 1.0 / (1.0 + followers / 50.0));
    set(Feature::Video, flag(note.form == super::Form::Video));
    set(Feature::Words, flag(note.form == super::Form::Words));
    set(Feature::Unknown, flag(!is_known));
    let reader = asked.reader.map_or(0, |(at, _)| u64::from(at) + 1);
    let topic = note.tags[0];
    let langs = asked.reads << 6 | u64::from(note.lang);
    let first = candidate.sources.trailing_zeros();
    // By identity, not by position: positions differ from process to process.
    let author_id = state.accounts[note.author as usize].0.cast_unsigned();
    let reader_id = if reader == 0 {
        0
    } else {
        state.accounts[reader as usize - 1].0.cast_unsigned()
    };
    let topic_id = if topic == NONE {
        0
    } else {
        state.tags[topic as usize].key.number()
    };
    let hashed = [
        cross(1, reader_id, author_id),
        cross(2, reader_id, topic_id),
        cross(3, langs, topic_id),
        cross(4, langs, u64::from(first)),
    ];
    Features { dense, hashed }
}

fn cross(kind: u64, a: u64, b: u64) -> u32 {
    (mixed(mixed(a ^ kind << 56).wrapping_add(b)) >> 32) as u32
}

/// What is believed before anybody did anything: log odds for each head at a feature of 1.
pub(super) fn priors() -> [[f32; HEADS]; COUNT] {
    let mut priors = [[0.0; HEADS]; COUNT];
    // How often each is done with a note that nothing speaks for.
    for (what, odds) in [
        (Engagement::Open, -2.2),
        (Engagement::Dwell, -2.8),
        (Engagement::Like, -3.5),
        (Engagement::Collect, -4.5),
        (Engagement::Comment, -4.5),
        (Engagement::Share, -5.5),
        (Engagement::Follow, -5.5),
        (Engagement::Translate, -5.0),
        (Engagement::Hide, -5.0),
        (Engagement::Report, -7.5),
    ] {
        priors[Feature::Bias as usize][what as usize] = odds;
    }
    // What speaks for a note, and half as much against its being refused.
    for (feature, odds) in [
        (Feature::CoLiked, 5.0),
        (Feature::Near, 2.0),
        (Feature::Session, 1.5),
        (Feature::SessionTopic, 1.2),
        (Feature::FollowedAuthor, 1.2),
        (Feature::AuthorTaste, 1.0),
        (Feature::FollowedTopic, 0.7),
        (Feature::TopicTaste, 1.2),
        (Feature::LangTaste, 0.4),
        (Feature::Rising, 0.6),
        (Feature::Heat, 0.5),
        (Feature::Liked, 0.5),
        (Feature::Discussed, 0.4),
        (Feature::Collected, 0.4),
        (Feature::Rate, 3.0),
        (Feature::Refused, -1.5),
        (Feature::Fresh, 1.0),
        (Feature::Recent, 1.2),
        (Feature::Opaque, -1.5),
        (Feature::Across, -0.2),
    ] {
        for what in Engagement::ALL {
            let share = if what.is_refusal() { -0.5 } else { 1.0 };
            priors[feature as usize][what as usize] = share * odds;
        }
    }
    priors[Feature::Across as usize][Engagement::Translate as usize] = 2.0;
    priors
}
