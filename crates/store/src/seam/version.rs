//! What has changed since something was read: for whoever keeps what was made of it.
//!
//! A write says what it touches; whoever says nothing touches everything. Counted in this process; what others write
//! is told to it.

use sampan_domain::NoteId;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

/// Counters for notes. Two notes that share one are thought changed with each other, which is no harm.
const NOTES: usize = 1 << 16;

/// What a write touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Touch {
    /// Whatever there is.
    Anything,
    /// A note with its talk, and lists that it may stand in.
    Note(NoteId),
    /// Numbers on a note: how many like it.
    Numbers(NoteId),
    /// Lists alone: no note that was there before looks different.
    Lists,
    /// Nothing that a page shows.
    Nothing,
}

/// What something was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// One note with its talk.
    Note(NoteId),
    /// Several things.
    Lists,
}

/// A moment in the life of what something was made of. Equal moments mean that nothing has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    anything: u64,
    words: u64,
    numbers: u64,
}

impl Moment {
    /// Whether at most numbers differ.
    #[must_use]
    pub fn says_the_same_as(self, other: Self) -> bool {
        self.is_as_complete_as(other) && self.words == other.words
    }

    /// Whether at most something was added: nothing was taken down or rewritten that anybody might still show.
    #[must_use]
    pub fn is_as_complete_as(self, other: Self) -> bool {
        self.anything == other.anything
    }
}

/// The low half of a counter of a note counts changes of its numbers, the high half those of its words.
const WORDS: u64 = 1 << 32;

pub(super) struct Versions {
    anything: AtomicU64,
    lists: AtomicU64,
    notes: Box<[AtomicU64]>,
    /// Who tells other processes.
    told: OnceLock<Told>,
}

/// Hears of every write of this process that touched something.
pub(super) type Told = Box<dyn Fn(Touch) + Send + Sync>;

impl Default for Versions {
    fn default() -> Self {
        Self {
            anything: AtomicU64::new(0),
            lists: AtomicU64::new(0),
            notes: (0..NOTES).map(|_| AtomicU64::new(0)).collect(),
            told: OnceLock::new(),
        }
    }
}

impl Versions {
    fn note(&self, note: NoteId) -> &AtomicU64 {
        let mixed = note.0.cast_unsigned().wrapping_mul(0x9e37_79b9_7f4a_7c15);
        &self.notes[(mixed >> 48) as usize % NOTES]
    }

    /// Whoever hears of writes. The first one does.
    pub(super) fn tell(&self, told: Told) {
        let _ = self.told.set(told);
    }

    /// This process wrote.
    pub(super) fn wrote(&self, touch: Touch) {
        self.touch(touch);
        if let Some(told) = self.told.get().filter(|_| touch != Touch::Nothing) {
            told(touch);
        }
    }

    /// Some process wrote.
    pub(super) fn touch(&self, touch: Touch) {
        match touch {
            Touch::Nothing => return,
            Touch::Anything => self.anything.fetch_add(1, SeqCst),
            Touch::Note(note) => self.note(note).fetch_add(WORDS, SeqCst),
            Touch::Numbers(note) => self.note(note).fetch_add(1, SeqCst),
            Touch::Lists => 0,
        };
        self.lists.fetch_add(1, SeqCst);
    }

    /// How many writes touched anything, and how many touched something.
    pub(super) fn changes(&self) -> (u64, u64) {
        (self.anything.load(SeqCst), self.lists.load(SeqCst))
    }

    pub(super) fn moment(&self, of: Of) -> Moment {
        let anything = self.anything.load(SeqCst);
        match of {
            Of::Lists => Moment {
                anything,
                words: self.lists.load(SeqCst),
                numbers: 0,
            },
            Of::Note(note) => {
                let count = self.note(note).load(SeqCst);
                Moment {
                    anything,
                    words: count / WORDS,
                    numbers: count % WORDS,
                }
            }
        }
    }
}
