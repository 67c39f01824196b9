//! Ids: 64-bit, time-ordered, made by the application, so that any node can make them.
//!
//! Layout from the high bit: 0, 41 bits of milliseconds since 2025-01-01, 12 bits of sequence, 10 bits
//! of node. People and programs see them in Crockford's base 32, which sorts like the number.

use std::fmt;
use std::str::FromStr;
use std::sync::atomic::{AtomicU64, Ordering};

/// 2025-01-01T00:00:00Z in Unix milliseconds.
pub const EPOCH_MS: i64 = 1_735_689_600_000;
const NODE_BITS: u32 = 10;
const SEQUENCE_BITS: u32 = 12;
/// How many bits stand below the milliseconds.
pub const CLOCK_SHIFT: u32 = SEQUENCE_BITS + NODE_BITS;
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A text that is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

/// Hands out ids that never repeat within a node and never run backwards.
#[derive(Debug)]
pub struct IdSource {
    node: u64,
    /// Where the sequence of each millisecond begins.
    begin: u64,
    last: AtomicU64,
}

impl IdSource {
    /// `process` tells processes apart that share a database; its low 21 bits count. Ten of them are the node: of five
    /// processes with numbers drawn by chance, two share it once in a hundred times. They begin elsewhere in each
    /// millisecond then, and make the same id only when one makes hundreds within it.
    #[must_use]
    pub fn new(process: u32) -> Self {
        let process = u64::from(process);
        Self {
            node: process & ((1 << NODE_BITS) - 1),
            begin: process >> NODE_BITS & ((1 << (SEQUENCE_BITS - 1)) - 1),
            last: AtomicU64::new(0),
        }
    }

    /// The next id at `now_ms` (Unix milliseconds). A clock that steps back does no harm.
    pub fn next(&self, now_ms: i64) -> i64 {
        let since = u64::try_from(now_ms - EPOCH_MS).unwrap_or(0);
        let floor = since << SEQUENCE_BITS | self.begin;
        let mut last = self.last.load(Ordering::Relaxed);
        loop {
            let tick = floor.max(last + 1);
            match self
                .last
                .compare_exchange_weak(last, tick, Ordering::Relaxed, Ordering::Relaxed)
            {
                Ok(_) => return (tick << NODE_BITS | self.node).cast_signed(),
                Err(seen) => last = seen,
            }
        }
    }
}

/// The smallest id that can have been made at `at_ms`; bounds "since" queries.
#[must_use]
pub fn floor_at(at_ms: i64) -> i64 {
    (at_ms - EPOCH_MS).max(0) << CLOCK_SHIFT
}

/// When an id was made, in Unix milliseconds.
#[must_use]
pub fn made_at_ms(id: i64) -> i64 {
    (id >> CLOCK_SHIFT) + EPOCH_MS
}

fn encode(id: i64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut rest = id.cast_unsigned();
    let mut digits = [b'0'; 13];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = ALPHABET[(rest & 31) as usize];
        rest >>= 5;
        if rest == 0 || at == 0 {
            break;
        }
    }
    f.write_str(std::str::from_utf8(&digits[at..]).map_err(|_| fmt::Error)?)
}

/// Reads an id in base 32, or in decimal, as programs know it; the latter has more digits than the former can
/// have letters.
fn decode(text: &str) -> Result<i64, NotAnId> {
    if text.len() > 13 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().map_err(|_| NotAnId);
    }
    if text.is_empty() || text.len() > 13 {
        return Err(NotAnId);
    }
    let mut id: u64 = 0;
    for byte in text.bytes() {
        let digit = ALPHABET
            .iter()
            .position(|known| *known == byte)
            .ok_or(NotAnId)? as u64;
        id = id
            .checked_mul(32)
            .and_then(|high| high.checked_add(digit))
            .ok_or(NotAnId)?;
    }
    i64::try_from(id).map_err(|_| NotAnId)
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);

        impl $name {
            /// When it was made, in Unix milliseconds.
            #[must_use]
            pub fn made_at_ms(self) -> i64 {
                made_at_ms(self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                encode(self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                decode(text).map(Self)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}

ids! {
    AccountId, NoteId, CommentId, TopicId, PictureId, CollectionId, NotificationId, SessionId,
    PasskeyId, JobId, SuggestionId, ClientId, ListId, FilterId, LinkId, VideoId,
    /// A word or a status of a filter.
    EntryId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_grow_even_when_the_clock_steps_back() {
        let source = IdSource::new(7);
        let times = [
            EPOCH_MS + 5,
            EPOCH_MS + 5,
            EPOCH_MS + 4,
            EPOCH_MS,
            EPOCH_MS + 9,
        ];
        let ids: Vec<i64> = times.iter().map(|at| source.next(*at)).collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(ids.iter().all(|id| id & 1023 == 7));
    }

    #[test]
    fn two_processes_that_share_a_node_make_other_ids() {
        let (one, two) = (IdSource::new(7 | 3 << 10), IdSource::new(7 | 900 << 10));
        let ids = |source: &IdSource| -> Vec<i64> {
            let times = (0..400).map(|n| EPOCH_MS + 60_000 + n / 200);
            times.map(|at| source.next(at)).collect()
        };
        let (one, two) = (ids(&one), ids(&two));
        assert!(one.iter().chain(&two).all(|id| id & 1023 == 7));
        assert!(one.iter().all(|id| !two.contains(id)));
        assert_eq!(made_at_ms(one[0]), EPOCH_MS + 60_000);
        assert_eq!(made_at_ms(two[399]), EPOCH_MS + 60_001);
    }

    #[test]
    fn texts_sort_like_numbers_and_come_back() {
        let source = IdSource::new(1);
        let early = NoteId(source.next(EPOCH_MS + 60_000_000_000));
        let late = NoteId(source.next(EPOCH_MS + 60_000_000_001));
        assert!(early.to_string() < late.to_string());
        assert_eq!(early.to_string().parse(), Ok(early));
        assert_eq!(early.0.to_string().parse(), Ok(early));
        assert_eq!(early.made_at_ms(), EPOCH_MS + 60_000_000_000);
    }

    #[test]
    fn nonsense_is_not_an_id() {
        for text in [
            "",
            "u",
            "ABC",
            "zzzzzzzzzzzzz",
            "zzzzzzzzzzzzzz",
            "99999999999999999999",
            "1-2",
            "💥",
        ] {
            assert_eq!(text.parse::<NoteId>(), Err(NotAnId), "{text}");
        }
    }
}
