//! What the feed learns from: everything that happened, one fact at a time.
//!
//! [`State`](super::State) is a fold over these. Replicas that folded the same events deal the same pages.

use super::feature::Features;
use crate::{AccountId, Lang, NoteId, TopicId};

/// What a reader did with a note. Each has a head of the ranker that foretells it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Engagement {
    /// Opened it.
    Open,
    /// Stayed with it ([`DWELL_MS`] and longer).
    Dwell,
    Like,
    Collect,
    Comment,
    Share,
    /// Followed its author from it.
    Follow,
    /// Wanted to read it in another language.
    Translate,
    /// Is not interested.
    Hide,
    Report,
}

/// Who stays with a note for so long has read it.
pub const DWELL_MS: i64 = 10_000;

impl Engagement {
    pub const COUNT: usize = 10;
    pub const ALL: [Self; Self::COUNT] = [
        Self::Open,
        Self::Dwell,
        Self::Like,
        Self::Collect,
        Self::Comment,
        Self::Share,
        Self::Follow,
        Self::Translate,
        Self::Hide,
        Self::Report,
    ];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Dwell => "dwell",
            Self::Like => "like",
            Self::Collect => "collect",
            Self::Comment => "comment",
            Self::Share => "share",
            Self::Follow => "follow",
            Self::Translate => "translate",
            Self::Hide => "hide",
            Self::Report => "report",
        }
    }

    /// Whether the reader minded the note.
    #[must_use]
    pub fn is_refusal(self) -> bool {
        matches!(self, Self::Hide | Self::Report)
    }

    /// How much one tells about its reader's taste, a like being 1.
    #[must_use]
    pub fn taste(self) -> f32 {
        match self {
            Self::Open | Self::Translate => 0.25,
            Self::Dwell => 0.5,
            Self::Like => 1.0,
            Self::Comment => 1.2,
            Self::Collect | Self::Share | Self::Follow => 1.5,
            Self::Hide => -2.0,
            Self::Report => -3.0,
        }
    }
}

/// What the feed knows of a note that can be listed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct NewNote {
    pub id: NoteId,
    pub author: AccountId,
    pub lang: Lang,
    pub topics: Vec<TopicId>,
    /// As written; empty for none.
    pub place: String,
    pub made_at_ms: i64,
    pub form: Form,
}

/// What a note is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    Words,
    Pictures,
    Video,
}

/// A note as it was dealt to somebody.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dealt {
    pub note: NoteId,
    /// How likely it was to be dealt at this time, given the candidates: for honest replay.
    pub propensity: f32,
    /// What the ranker knew of it.
    pub features: Features,
}

/// What became of a note that was dealt, once it was waited for long enough: for the log, from which the ranker learns
/// again when it begins anew. Of its reader it says what the features do: hashes, crossed with author and topic.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    pub features: Features,
    /// How likely it was to be dealt.
    pub propensity: f32,
    pub done: Vec<Engagement>,
}

/// A fact. Times are Unix milliseconds. What the ranker learns from is not told to other replicas.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum Event {
    /// A public note was written, or rewritten.
    Note(NewNote),
    /// A note was taken down, or is not public any more.
    Gone { note: NoteId },
    /// What a note means: coordinates of equal length for all notes, not normalised.
    Meaning { note: NoteId, vector: Vec<f32> },
    /// People wrote what a note says in another language.
    Across { note: NoteId, to: Lang },
    /// Notes were dealt to somebody.
    #[serde(skip)]
    Shown {
        reader: Option<AccountId>,
        notes: Vec<Dealt>,
        at_ms: i64,
    },
    /// Notes were dealt to somebody by another replica, whose ranker learns from it.
    ShownElsewhere {
        reader: Option<AccountId>,
        notes: Vec<NoteId>,
    },
    /// What became of a note that was dealt long ago, from the log: the ranker learns from it, and nobody has
    /// seen it just now.
    #[serde(skip)]
    Learned {
        features: Features,
        /// How likely it was to be dealt.
        propensity: f32,
        done: Vec<Engagement>,
    },
    /// Somebody did something with a note, or took it back.
    Engaged {
        reader: Option<AccountId>,
        note: NoteId,
        what: Engagement,
        on: bool,
        at_ms: i64,
    },
    Follow {
        reader: AccountId,
        author: AccountId,
        on: bool,
    },
    FollowTopic {
        reader: AccountId,
        topic: TopicId,
        on: bool,
    },
    /// Where somebody says that they live.
    Lives { reader: AccountId, place: String },
    /// An account has left.
    Left { account: AccountId },
}
