//! Why a note stands where it stands: its source and the three reasons that count most.
//!
//! A reason counts as much as the score would fall without it. The ranker is linear, so that is exact.

use super::query::{Asked, WISH};
use super::ranker::Ranker;
use super::source::Source;
use super::state::{NONE, Subject};
use super::{Feature, Scored};
use crate::{Lang, NoteId};

/// Reasons told.
const TOLD: usize = 3;
/// What makes less of a difference than this (log of the ratio) is no reason.
const LEAST: f32 = 0.03;

/// Why a note was dealt.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    pub source: Source,
    /// The strongest first.
    pub reasons: Vec<Reason>,
}

/// A reason, for `web` to put into words.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// People who like this note, as the reader does, like it.
    CoLiked(NoteId),
    /// It means something like this note, which the reader likes.
    Near(NoteId),
    /// It means something like what the reader looked at just now.
    Session,
    /// It has the subject of what the reader looked at just now.
    SessionTopic(Subject),
    FollowedAuthor,
    /// The reader liked or opened other notes of its author.
    AuthorTaste,
    FollowedTopic(Subject),
    /// The reader liked or opened other notes of its subject.
    TopicTaste(Subject),
    /// The reader likes notes in its language.
    LangTaste(Lang),
    /// It rises just now.
    Rising,
    /// It is much read and liked these days.
    Heat,
    /// It has many likes, comments or collects.
    Liked,
    /// Many of those who were shown it liked it.
    Rate,
    /// It is fresh.
    Fresh,
    /// It is new, and shown to some whom it may suit.
    New,
    /// It comes from the other side of the world, and can be read all the same.
    Across(Lang),
    /// The reader asked for more of this.
    Wish(Wish),
}

/// A slider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    Fresh,
    Discover,
    Others,
    Small,
    Video,
    Words,
}

pub(super) fn why(asked: &Asked<'_>, one: &Scored, is_newcomer: bool) -> Why {
    let mut reasons: Vec<(f32, Reason)> = Vec::new();
    let score = one.score.max(f32::EPSILON);
    for (at, x) in one.features.dense.iter().enumerate() {
        if *x <= 0.0 {
            continue;
        }
        let Some(reason) = reason(asked, one, at) else {
            continue;
        };
        let rest = asked.state.ranker.without(&one.logits, &one.features, at);
        let without = asked.state.weights.worth(&Ranker::odds(&rest)) * one.wished;
        let difference = (score / without.max(f32::EPSILON)).ln() * personal(&reason);
        reasons.push((difference, reason));
    }
    for (slide, wish) in super::wished(asked, &one.features) {
        if slide > 0.0 {
            reasons.push((slide, Reason::Wish(wish)));
        }
    }
    reasons.retain(|(difference, _)| *difference >= LEAST);
    reasons.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut told: Vec<Reason> = Vec::with_capacity(TOLD);
    if is_newcomer {
        told.push(Reason::New);
    }
    if asked.is_across(asked.row(one.candidate.note)) {
        let lang = asked.state.langs[usize::from(asked.row(one.candidate.note).lang)];
        told.push(Reason::Across(lang));
    }
    for (_, reason) in reasons {
        if told.len() < TOLD && !told.contains(&reason) {
            told.push(reason);
        }
    }
    let source = if is_newcomer {
        Source::New
    } else {
        told.iter()
            .filter_map(source)
            .find(|source| one.candidate.sources & source.bit() != 0)
            .or_else(|| {
                let mut all = Source::ALL.into_iter();
                all.find(|source| one.candidate.sources & source.bit() != 0)
            })
            .unwrap_or(Source::Fresh)
    };
    // The source says it already.
    told.retain(|reason| !(source == Source::Fresh && *reason == Reason::Fresh));
    Why {
        source,
        reasons: told,
    }
}

/// What holds for everybody says less to this reader.
fn personal(reason: &Reason) -> f32 {
    match reason {
        Reason::Fresh | Reason::Heat | Reason::Liked | Reason::Rate | Reason::LangTaste(_) => 0.4,
        _ => 1.0,
    }
}

/// The source that goes with a reason.
fn source(reason: &Reason) -> Option<Source> {
    match reason {
        Reason::CoLiked(_) => Some(Source::CoLiked),
        Reason::Near(_) => Some(Source::Near),
        Reason::Session | Reason::SessionTopic(_) => Some(Source::Session),
        Reason::FollowedAuthor | Reason::AuthorTaste => Some(Source::Followed),
        Reason::FollowedTopic(_) | Reason::TopicTaste(_) => Some(Source::Topic),
        Reason::Rising | Reason::Heat | Reason::Liked | Reason::Rate => Some(Source::Rising),
        Reason::Fresh => Some(Source::Fresh),
        Reason::New => Some(Source::New),
        Reason::Across(_) => Some(Source::OtherSide),
        Reason::LangTaste(_) | Reason::Wish(_) => None,
    }
}

/// The words for a feature, if it is one that is told.
fn reason(asked: &Asked<'_>, one: &Scored, at: usize) -> Option<Reason> {
    let note = asked.row(one.candidate.note);
    let id = |row: u32| (row != NONE).then(|| asked.row(row).id);
    // The tag of the note with the largest tie.
    let subject = |by: fn(super::query::TagTie) -> f32| {
        let mut tags: Vec<(f32, u32)> = note.tags().map(|tag| (by(asked.tag(tag)), tag)).collect();
        tags.sort_by(|a, b| b.0.total_cmp(&a.0));
        tags.first()
            .filter(|(tie, _)| *tie > 0.0)
            .map(|(_, tag)| asked.state.tags[*tag as usize].key.clone())
    };
    const TOLD: [Feature; 17] = [
        Feature::CoLiked,
        Feature::Near,
        Feature::Session,
        Feature::SessionTopic,
        Feature::FollowedAuthor,
        Feature::AuthorTaste,
        Feature::FollowedTopic,
        Feature::TopicTaste,
        Feature::LangTaste,
        Feature::Rising,
        Feature::Heat,
        Feature::Liked,
        Feature::Discussed,
        Feature::Collected,
        Feature::Rate,
        Feature::Fresh,
        Feature::Recent,
    ];
    let feature = *TOLD.iter().find(|feature| **feature as usize == at)?;
    match feature {
        // Walks also begin at what was only looked at.
        Feature::CoLiked => {
            let seed = one.candidate.walk_seed;
            let is_liked = asked
                .reader
                .is_some_and(|(_, reader)| reader.likes.contains(&seed));
            match id(seed) {
                Some(seed) if is_liked => Some(Reason::CoLiked(seed)),
                Some(_) => Some(Reason::Session),
                None => None,
            }
        }
        Feature::Near => id(one.candidate.near_seed).map(Reason::Near),
        Feature::Session => Some(Reason::Session),
        Feature::SessionTopic => subject(|tie| tie.session).map(Reason::SessionTopic),
        Feature::FollowedAuthor => Some(Reason::FollowedAuthor),
        Feature::AuthorTaste => Some(Reason::AuthorTaste),
        Feature::FollowedTopic => {
            subject(|tie| if tie.follows { 1.0 } else { 0.0 }).map(Reason::FollowedTopic)
        }
        // What they do, not what they follow.
        Feature::TopicTaste => {
            subject(|tie| tie.taste - if tie.follows { WISH } else { 0.0 }).map(Reason::TopicTaste)
        }
        Feature::LangTaste => {
            let lang = asked.state.langs[usize::from(note.lang)];
            (lang != Lang::UND).then_some(Reason::LangTaste(lang))
        }
        Feature::Rising => Some(Reason::Rising),
        Feature::Heat => Some(Reason::Heat),
        Feature::Liked | Feature::Discussed | Feature::Collected => {
            let hits = asked.state.graph.likes(one.candidate.note) + note.comments as usize;
            (hits >= 3).then_some(Reason::Liked)
        }
        Feature::Rate => (note.shown >= 20).then_some(Reason::Rate),
        Feature::Fresh | Feature::Recent => Some(Reason::Fresh),
        _ => None,
    }
}
