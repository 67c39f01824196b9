//! Deeds that are under way, those whose time comes later, and who waits meanwhile.

use crate::world::{Plan, Reader};
use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

pub(crate) struct Errand {
    pub(crate) plan: Plan,
    pub(crate) due: Instant,
    /// How often the server asked to come back with it.
    pub(crate) deferred: u8,
    /// How often nobody knew what became of it.
    pub(crate) cut: u8,
}

/// Errands whose time comes later, the next one first.
#[derive(Default)]
pub(crate) struct Later {
    errands: BTreeMap<(Instant, u64), Errand>,
    number: u64,
}

impl Later {
    pub(crate) fn put(&mut self, mut errand: Errand, due: Instant) {
        errand.due = due;
        self.number += 1;
        self.errands.insert((due, self.number), errand);
    }

    /// The next one, if its time is here.
    pub(crate) fn next(&mut self, now: Instant) -> Option<Errand> {
        let first = self.errands.first_entry()?;
        (first.key().0 <= now).then(|| first.remove())
    }

    pub(crate) fn count(&self) -> usize {
        self.errands.len()
    }
}

/// Who was asked to come back: with what first, and when. They look at a page that says so, and do nothing else until then.
#[derive(Default)]
pub(crate) struct Line(HashMap<Reader, Waits>);

struct Waits {
    /// When what they were turned away with was due.
    from: Instant,
    until: Instant,
}

impl Waits {
    /// Afterwards they go on at the same pace, one thing after the other.
    fn afterwards(&self, due: Instant) -> Instant {
        self.until + due.saturating_duration_since(self.from)
    }
}

impl Line {
    /// Somebody was turned away with what was due at a moment, and asked to come back; answers when they do it. Who waits
    /// already comes back when they were asked to first.
    pub(crate) fn wait(
        &mut self,
        who: Reader,
        due: Instant,
        now: Instant,
        wait: Duration,
    ) -> Instant {
        let waits = self.0.entry(who).or_insert(Waits {
            from: due,
            until: now,
        });
        if waits.until <= now {
            (waits.from, waits.until) = (due, now + wait);
        }
        waits.afterwards(due)
    }

    /// When somebody does what they would have done at a moment, if they wait then.
    pub(crate) fn afterwards(&self, who: Reader, due: Instant) -> Option<Instant> {
        let waits = self.0.get(&who)?;
        (due < waits.until).then(|| waits.afterwards(due))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_waits_does_nothing_else_and_goes_on_at_the_same_pace() {
        let (mut line, who) = (Line::default(), Reader::Person(1));
        let began = Instant::now();
        let at = |seconds| began + Duration::from_secs(seconds);
        let seconds = Duration::from_secs;
        assert_eq!(line.afterwards(who, at(1)), None);
        assert_eq!(line.wait(who, at(9), at(10), seconds(60)), at(70));
        // What was under way as well, and what comes meanwhile: one after the other.
        assert_eq!(line.wait(who, at(10), at(11), seconds(600)), at(71));
        assert_eq!(line.afterwards(who, at(8)), Some(at(70)));
        assert_eq!(line.afterwards(who, at(15)), Some(at(76)));
        assert_eq!(line.afterwards(who, at(70)), None);
        assert_eq!(line.afterwards(Reader::Visitor(1), at(15)), None);
        // Turned away once more, and the rest with it.
        assert_eq!(line.wait(who, at(70), at(70), seconds(5)), at(75));
        assert_eq!(line.afterwards(who, at(71)), Some(at(76)));
    }

    #[test]
    fn what_comes_later_comes_in_its_order() {
        let mut later = Later::default();
        let now = Instant::now();
        for seconds in [3, 1, 2] {
            let errand = Errand {
                plan: Plan::Like {
                    person: seconds,
                    note: 0,
                },
                due: now,
                deferred: 0,
                cut: 0,
            };
            later.put(errand, now + Duration::from_secs(seconds.into()));
        }
        assert!(later.next(now).is_none());
        let person = |errand: Errand| match errand.plan {
            Plan::Like { person, .. } => person,
            _ => 0,
        };
        let soon = now + Duration::from_secs(2);
        assert_eq!(later.next(soon).map(person), Some(1));
        assert_eq!(later.next(soon).map(person), Some(2));
        assert!(later.next(soon).is_none());
        assert_eq!(later.count(), 1);
    }
}
