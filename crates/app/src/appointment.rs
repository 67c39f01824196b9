//! When those come back who were asked to: one after the other, and before others then.
//!
//! As many are asked to come back in a second as can be let in. Whoever asks again before their time is told the same
//! time: a person has one place in the line, however often they reload, and whichever process they come to.

use crate::App;
use crate::bus::News;
use crate::pressure::{Class, cores};
use parking_lot::Mutex;
use std::collections::{BTreeMap, HashMap};
use std::time::Instant;

/// When people are asked to come back at the earliest and at the latest, in seconds.
pub const COME_BACK_S: u64 = 2;
const AT_LAST_S: u64 = 3_600;
/// How many are asked to come back in the same second, for each processor. They stay for more than one request.
const BACK_PER_S: u32 = 125;
/// The line is over when so many seconds went by in which nobody was asked to come back.
const CALM_S: u64 = 10;
/// How long whoever has waited goes before others.
const STAYS_S: u64 = 30;
/// How many are remembered, at some fifty bytes each; half of the room is for those who were turned away here.
const MOST: usize = 1 << 20;

/// The line of this process, in seconds since it began.
pub(crate) struct Appointments {
    began: Instant,
    line: Mutex<Line>,
}

impl Default for Appointments {
    fn default() -> Self {
        let cores = u32::try_from(cores()).unwrap_or(1);
        Self {
            began: Instant::now(),
            line: Mutex::new(Line::with_room_for(BACK_PER_S * cores)),
        }
    }
}

impl Appointments {
    fn now(&self) -> u64 {
        self.began.elapsed().as_secs()
    }
}

/// People are known by a hash that is the same in every process.
struct Line {
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
}

impl Line {
    fn with_room_for(room: u32) -> Self {
        Self {
            room,
            second: 0,
            given: 0,
            made: 0,
            seconds: HashMap::new(),
            everybody: BTreeMap::new(),
        }
    }

    /// The second at which somebody comes back, and whether that has to be told to others.
    fn make(&mut self, who: Option<u64>, now: u64) -> (u64, bool) {
        self.forget(now);
        let theirs = who.and_then(|who| self.seconds.get(&who).copied());
        self.made = now;
        if let Some(second) = theirs.filter(|second| *second > now) {
            return (second, false);
        }
        let second = self.next(now);
        let is_new = who.is_some_and(|who| self.remember(who, second, MOST));
        (second, is_new)
    }

    /// Another process gave somebody a second. Of two that they were given at once, both processes keep the later.
    fn hear(&mut self, who: u64, second: u64, now: u64) {
        self.forget(now);
        let theirs = self.seconds.get(&who).copied().filter(|own| *own > now);
        if theirs.is_none_or(|own| own < second) {
            self.remember(who, second, MOST / 2);
        }
    }

    /// Whether somebody has waited, and their time is here.
    fn have_come(&self, who: u64, now: u64) -> bool {
        let theirs = self.seconds.get(&who);
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

    /// Answers whether there is room for them among so many.
    fn remember(&mut self, who: u64, second: u64, most: usize) -> bool {
        let has_room = self.seconds.len() < most || self.seconds.contains_key(&who);
        if has_room {
            self.seconds.insert(who, second);
            self.everybody.entry(second).or_default().push(who);
        }
        has_room
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

impl App {
    /// Whether something of a class is let in now. Whoever was asked to come back, and has, counts as of the class above.
    #[must_use]
    pub fn lets_in(&self, class: Class, who: Option<&str>) -> bool {
        self.admits(class)
            || (who.is_some_and(|who| self.have_come(who)) && self.admits(class.above()))
    }

    fn have_come(&self, who: &str) -> bool {
        let appointments = &self.0.appointments;
        let (who, now) = (self.0.views.hash(&who), appointments.now());
        appointments.line.lock().have_come(who, now)
    }

    /// Asks somebody to come back; answers when, in seconds.
    #[must_use]
    pub fn ask_back(&self, who: Option<&str>) -> u64 {
        let appointments = &self.0.appointments;
        let (who, now) = (who.map(|who| self.0.views.hash(&who)), appointments.now());
        let (second, is_new) = appointments.line.lock().make(who, now);
        let wait_s = second - now;
        if let Some(who) = who.filter(|_| is_new) {
            self.0.bus.say(|| News::Waits(who, wait_s));
        }
        wait_s
    }

    /// Another process has asked somebody to come back.
    pub(crate) fn waits_elsewhere(&self, who: u64, wait_s: u64) {
        let appointments = &self.0.appointments;
        let now = appointments.now();
        let second = now + wait_s.min(AT_LAST_S);
        appointments.line.lock().hear(who, second, now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: u32 = 1_000;

    #[test]
    fn whoever_waits_comes_back_one_after_the_other() {
        let mut line = Line::with_room_for(ROOM);
        let mut made = |now: u64, count: u32| {
            let seconds: Vec<u64> = (0..count).map(|_| line.make(None, now).0).collect();
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
        let mut line = Line {
            second: 3_659,
            given: ROOM,
            made: 60,
            ..Line::with_room_for(ROOM)
        };
        for _ in 0..2 * ROOM {
            assert!(line.make(None, 60).0 <= 60 + AT_LAST_S);
        }
    }

    #[test]
    fn a_person_has_one_place_in_the_line() {
        let [ana, ben, cam, dan] = [1, 2, 3, 4];
        let mut line = Line::with_room_for(1);
        assert_eq!(line.make(Some(ana), 10), (12, true));
        assert_eq!(line.make(Some(ben), 10), (13, true));
        assert_eq!(line.make(Some(ana), 11), (12, false));
        assert_eq!(line.make(Some(cam), 11), (14, true));
        assert!(!line.have_come(ana, 11));
        assert!(line.have_come(ana, 12));
        assert!(!line.have_come(ben, 12));
        assert!(!line.have_come(dan, 12));
        // Turned away once more, they are given another place.
        assert_eq!(line.make(Some(ana), 12), (15, true));
        assert!(!line.have_come(ana, 12));
        assert!(!line.have_come(cam, 14 + STAYS_S + 1));
        assert_eq!(line.make(None, 16 + STAYS_S), (18 + STAYS_S, false));
        assert!(line.seconds.is_empty() && line.everybody.is_empty());
        // Another process has asked them to come back.
        line.hear(dan, 100, 90);
        assert_eq!(line.make(Some(dan), 99), (100, false));
        assert!(line.have_come(dan, 100) && !line.have_come(ana, 100));
        // Both at once: whichever is later.
        assert_eq!(line.make(Some(ana), 100), (102, true));
        line.hear(ana, 101, 100);
        assert_eq!(line.make(Some(ana), 100), (102, false));
        line.hear(ana, 109, 100);
        assert_eq!(line.make(Some(ana), 100), (109, false));
    }
}
