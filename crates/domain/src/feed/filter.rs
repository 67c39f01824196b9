//! What must not stand in a page, and by which rule.
//!
//! Every rule has a case in the golden corpus (`tests.rs`). What a look-up could not find out hides.

use super::Scratch;
use super::query::{Asked, mark};

/// Why a candidate was removed. The first rule that holds decides, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// Taken down, or not public any more.
    Gone,
    /// Its author has left.
    AuthorGone,
    /// Not of the form that was asked for: Watch shows videos.
    OtherForm,
    /// Whom the reader must not meet could not be found out.
    UnknownTies,
    /// Blocked, blocking or muted.
    HiddenAuthor,
    /// The reader said that they are not interested.
    Refused,
    /// Of a topic that the reader wants least of.
    TopicDown,
    /// An earlier page of this deal showed it.
    Dealt,
    /// The reader's own.
    Own,
    /// The reader has liked or opened it. Comes back when nothing else is left.
    Known,
    /// Was shown lately, and the reader passed by. Comes back when nothing else is left.
    Shown,
}

impl Rule {
    pub const ALL: [Self; 11] = [
        Self::Gone,
        Self::AuthorGone,
        Self::OtherForm,
        Self::UnknownTies,
        Self::HiddenAuthor,
        Self::Refused,
        Self::TopicDown,
        Self::Dealt,
        Self::Own,
        Self::Known,
        Self::Shown,
    ];

    /// Where what it removed may come back when a page would else stay empty; the higher, the later.
    pub(super) fn tier(self) -> Option<u8> {
        match self {
            Self::Shown => Some(1),
            Self::Own | Self::Known => Some(2),
            _ => None,
        }
    }
}

/// The rule that removes a note, if any.
pub(super) fn rule(asked: &Asked<'_>, scratch: &Scratch, at: u32) -> Option<Rule> {
    let note = asked.row(at);
    let marks = scratch.marks(at);
    let has = |mark: u8| marks & mark != 0;
    let is_own = asked
        .reader
        .is_some_and(|(reader, _)| reader == note.author);
    if !note.is_listed {
        return Some(Rule::Gone);
    }
    if asked.state.readers[note.author as usize].is_gone {
        return Some(Rule::AuthorGone);
    }
    if asked.query.only.is_some_and(|form| form != note.form) {
        return Some(Rule::OtherForm);
    }
    match &asked.hidden {
        None if !is_own => return Some(Rule::UnknownTies),
        Some(hidden) if hidden.contains(&note.author) => return Some(Rule::HiddenAuthor),
        _ => {}
    }
    if has(mark::REFUSED) {
        return Some(Rule::Refused);
    }
    if !asked.downs.is_empty() {
        let mut tags = note.tags().chain(note.more_tags.iter().copied());
        if tags.any(|tag| asked.downs.contains(&tag)) {
            return Some(Rule::TopicDown);
        }
    }
    if has(mark::DEALT) {
        return Some(Rule::Dealt);
    }
    if is_own {
        return Some(Rule::Own);
    }
    if has(mark::OPENED) || has(mark::LIKED) {
        return Some(Rule::Known);
    }
    has(mark::SHOWN).then_some(Rule::Shown)
}
