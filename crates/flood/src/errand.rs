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

/// Who was asked to come back, when, and for when. They look at a page that says so, and do nothing else until then.
#[derive(Default)]
pub(crate) struct Line(HashMap<Reader, (Instant, Instant)>);

impl Line {
    /// Somebody was asked to come back. Who waits already comes back when they were asked to first.
    pub(crate) fn wait(&mut self, who: Reader, asked: Instant, wait: Duration) {
        let waits = self.0.get(&who).is_some_and(|(_, until)| *until > asked);
        if !waits {
            self.0.insert(who, (asked, asked + wait));
        }
    }

    /// When somebody does what they would have done at a moment, if they wait then: afterwards, at the same pace.
    pub(crate) fn afterwards(&self, who: Reader, due: Instant) -> Option<Instant> {
        let (asked, until) = self.0.get(&who)?;
        (due < *until).then(|| *until + due.saturating_duration_since(*asked))
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
        assert_eq!(line.afterwards(who, at(1)), None);
        line.wait(who, at(10), Duration::from_secs(60));
        line.wait(who, at(11), Duration::from_secs(600));
        assert_eq!(line.afterwards(who, at(9)), Some(at(70)));
        assert_eq!(line.afterwards(who, at(15)), Some(at(75)));
        assert_eq!(line.afterwards(who, at(70)), None);
        assert_eq!(line.afterwards(Reader::Visitor(1), at(15)), None);
        line.wait(who, at(80), Duration::from_secs(5));
        assert_eq!(line.afterwards(who, at(81)), Some(at(86)));
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
