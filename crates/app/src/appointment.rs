//! When those come back who were asked to: one after the other, and before others then.
//!
//! As many are asked to come back in a second as can be let in. Whoever asks again before their time is told the same
//! time: a person has one place in the line, however often they reload.

use sampan_app::pressure::cores;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, RandomState};

/// When people are asked to come back at the earliest and at the latest, in seconds.
pub(crate) const COME_BACK_S: u64 = 2;
const AT_LAST_S: u64 = 3_600;
/// How many are asked to come back in the same second, for each processor. They stay for more than one request.
const BACK_PER_S: u32 = 125;
/// The line is over when so many seconds went by in which nobody was asked to come back.
const CALM_S: u64 = 10;
/// How long whoever has waited goes before others.
const STAYS_S: u64 = 30;
/// How many are remembered, at some fifty bytes each.
const MOST: usize = 1 << 20;

pub(crate) struct Appointments {
    /// How many each second is given to.
    room: u32,
    /// The second that is being given away, and to how many it was.
    second: u64,
    given: u32,
    /// When the last one was made.
    made: u64,
    /// Everybody's second, and everybody of a second, as far as known who they are.
    seconds: HashMap<u64, u64>,
    everybody: BTreeMap<u64, Vec<u64>>,
    hashing: RandomState,
}

impl Default for Appointments {
    fn default() -> Self {
        Self::with_room_for(BACK_PER_S * u32::try_from(cores()).unwrap_or(1))
    }
}

impl Appointments {
    fn with_room_for(room: u32) -> Self {
        Self {
            room,
            second: 0,
            given: 0,
            made: 0,
            seconds: HashMap::new(),
            everybody: BTreeMap::new(),
            hashing: RandomState::new(),
        }
    }

    /// The second at which somebody comes back.
    pub(crate) fn make(&mut self, who: Option<&str>, now: u64) -> u64 {
        self.forget(now);
        let who = who.map(|who| self.hashing.hash_one(who));
        let theirs = who.and_then(|who| self.seconds.get(&who).copied());
        self.made = now;
        match theirs {
            Some(second) if second > now => second,
            _ => {
                let second = self.next(now);
                if let Some(who) = who {
                    self.remember(who, second);
                }
                second
            }
        }
    }

    /// Whether somebody has waited, and their time is here.
    pub(crate) fn have_come(&self, who: &str, now: u64) -> bool {
        let theirs = self.seconds.get(&self.hashing.hash_one(who));
        theirs.is_some_and(|second| (*second..=*second + STAYS_S).contains(&now))
    }

    /// The next second with a place in it.
    fn next(&mut self, now: u64) -> u64 {
        let earliest = now + COME_BACK_S;
        if self.second < earliest {
            (self.second, self.given) = (earliest, 0);
        } else if self.given == self.room && self.second < now + AT_LAST_S {
            (self.second, self.given) = (self.second + 1, 0);
        }
        self.given = (self.given + 1).min(self.room);
        self.second
    }

    fn remember(&mut self, who: u64, second: u64) {
        if self.seconds.len() < MOST || self.seconds.contains_key(&who) {
            self.seconds.insert(who, second);
            self.everybody.entry(second).or_default().push(who);
        }
    }

    /// Of whom the time is over; of everybody's, when the line is.
    fn forget(&mut self, now: u64) {
        if now > self.made + CALM_S {
            self.second = 0;
        }
        while let Some(first) = self.everybody.first_entry() {
            if *first.key() + STAYS_S >= now {
                return;
            }
            let (second, gone) = first.remove_entry();
            for who in gone {
                // They may have been given another one since.
                if self.seconds.get(&who) == Some(&second) {
                    self.seconds.remove(&who);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: u32 = 1_000;

    #[test]
    fn whoever_waits_comes_back_one_after_the_other() {
        let mut appointments = Appointments::with_room_for(ROOM);
        let mut made = |now: u64, count: u32| {
            let seconds: Vec<u64> = (0..count).map(|_| appointments.make(None, now)).collect();
            let last = seconds.last().copied().unwrap_or_default();
            let mut shares = seconds.chunk_by(|one, other| one == other);
            assert!(shares.all(|share| share.len() <= ROOM as usize));
            last
        };
        assert_eq!(made(10, 1), 12);
        assert_eq!(made(10, 3_000), 15);
        // They wait in line.
        assert_eq!(made(11, 1), 15);
        // Nobody waits any more.
        assert_eq!(made(60, 1), 62);
        // So many wait that the line goes on while some are turned away, and is over when nobody was for a while.
        assert_eq!(made(60, 30_000), 92);
        assert_eq!(made(60 + CALM_S, 1), 92);
        assert_eq!(made(61 + 2 * CALM_S, 1), 63 + 2 * CALM_S);
        let mut appointments = Appointments {
            second: 3_659,
            given: ROOM,
            made: 60,
            ..Appointments::with_room_for(ROOM)
        };
        for _ in 0..2 * ROOM {
            assert!(appointments.make(None, 60) <= 60 + AT_LAST_S);
        }
    }

    #[test]
    fn a_person_has_one_place_in_the_line() {
        let mut appointments = Appointments::with_room_for(1);
        assert_eq!(appointments.make(Some("a"), 10), 12);
        assert_eq!(appointments.make(Some("b"), 10), 13);
        assert_eq!(appointments.make(Some("a"), 11), 12);
        assert_eq!(appointments.make(Some("c"), 11), 14);
        assert!(!appointments.have_come("a", 11));
        assert!(appointments.have_come("a", 12));
        assert!(!appointments.have_come("b", 12));
        assert!(!appointments.have_come("d", 12));
        // Turned away once more, they are given another place.
        assert_eq!(appointments.make(Some("a"), 12), 15);
        assert!(!appointments.have_come("a", 12));
        assert!(!appointments.have_come("c", 14 + STAYS_S + 1));
        assert_eq!(appointments.make(None, 16 + STAYS_S), 18 + STAYS_S);
        assert!(appointments.seconds.is_empty() && appointments.everybody.is_empty());
    }
}
