//! How much more is asked of this process than it can do, and what gives way because of it.
//!
//! Measured by how long a task waits for a processor, for every request waits as long; and, of a database elsewhere, by
//! how long people wait for a connection to it, and how long it takes to answer nothing. The median of a tenth of a
//! second counts: who comes in a burst waits, too, but only a queue that stays is too much. The longer it is, the more is
//! turned away; nothing is as soon as it is gone. Lateness that comes from other programs on the machine, or from a few
//! large pictures, does not count: nobody is served sooner when we turn people away then.

use crate::App;
use parking_lot::Mutex;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering::Relaxed};
use std::sync::mpsc::{self, TryRecvError};
use std::time::{Duration, Instant};

const TICK: Duration = Duration::from_millis(10);
/// How late a task may be before anything gives way, and how much later until all of a class does.
const MAY_BE_LATE_MS: f32 = 5.0;
const CLASS_MS: f32 = 10.0;
/// How many of them are taken together, and how many may wait.
const TASKS: usize = 9;
const MOST_TASKS: usize = 1_000;
/// How much of what has been measured is replaced by each tick.
const NEW: f32 = 0.5;
/// Some of everything is let in, always.
const MOST: f32 = 3.9;
/// How often a database elsewhere is asked, and what it may take longer than a task may be late.
const ASKED_EVERY: Duration = Duration::from_millis(20);
const FAR: Duration = Duration::from_millis(15);
/// A page that has to be made asks it many times, and waits for a connection each time.
const TIMES: u32 = 2;
/// What this process has to take of the processors for its tasks to be late by its own doing, how many requests a second
/// there have to be for each processor to be a crowd, and how often both are looked at.
const OWN_SHARE: f32 = 0.15;
const CROWD: f32 = 20.0;
/// So many times a crowd is one even where other programs leave this one little.
const MANY: f32 = 10.0;
const LOOKED_EVERY: Duration = Duration::from_millis(200);
/// How long a crowd is thought to be here after it was seen: it hardly is while many of it are turned away.
const STAYS: Duration = Duration::from_secs(10);
/// With less of the processors than this, so much of the lateness is by whoever has the rest.
const STARVED: f32 = 0.3;
const BY_OTHERS: Duration = Duration::from_millis(20);
/// How long a class has not given way before that is told.
const CALM: Duration = Duration::from_secs(5);
/// How long enrichment lets others go first; then it goes on all the same, a piece at a time.
const PATIENCE: Duration = Duration::from_secs(10);

/// What gives way, the first one first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// What nobody looks at yet: texts for later, meanings, captions.
    Enrichment,
    /// A page that has to be made for somebody who is not signed in. What is kept for them takes no more than refusing it.
    Made,
    /// A page for a member; joining and signing in.
    Member,
    /// What a member says.
    Write,
}

impl Class {
    pub const ALL: [Self; 4] = [Self::Enrichment, Self::Made, Self::Member, Self::Write];

    /// The one that gives way next; for the last, itself.
    #[must_use]
    pub fn above(self) -> Self {
        let next = Self::ALL.get(self as usize + 1);
        next.copied().unwrap_or(self)
    }

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Enrichment => "enrichment",
            Self::Made => "made",
            Self::Member => "member",
            Self::Write => "write",
        }
    }
}

#[derive(Default)]
pub(crate) struct Pressure {
    /// Bits of a number from 0 to [`MOST`]: below 1 enrichment gives way, below 2 pages that have to be made, and so on.
    level: AtomicU32,
    /// How late tasks are, in milliseconds; bits of a number, too.
    late_ms: AtomicU32,
    /// Requests that came.
    asked: AtomicU64,
    /// How long the database took to answer nothing, in microseconds, beyond what it may.
    database_us: AtomicU32,
    /// Many people are here.
    is_crowded: AtomicBool,
    stands: AtomicBool,
    /// What the operator was told to give way, and when it did last.
    told: Mutex<Option<(Class, Instant)>>,
}

impl Pressure {
    fn level(&self) -> f32 {
        f32::from_bits(self.level.load(Relaxed))
    }

    fn set(&self, level: f32) {
        self.level.store(level.to_bits(), Relaxed);
    }

    /// A task was so late.
    fn was_late(&self, late: Duration) {
        let old = f32::from_bits(self.late_ms.load(Relaxed));
        let new = old + (late.as_secs_f32() * 1_000.0 - old) * NEW;
        self.late_ms.store(new.to_bits(), Relaxed);
    }

    /// Of the last tasks half were late by our own doing, by this at least.
    fn press(&self, late: Duration) {
        if !self.stands.load(Relaxed) {
            let late_ms = late.as_secs_f32() * 1_000.0;
            let level = (late_ms - MAY_BE_LATE_MS) / CLASS_MS;
            self.set(level.clamp(0.0, MOST));
        }
    }

    /// Whether something of this class is let in. Of what is at the brink, a share.
    fn admits(&self, class: Class) -> bool {
        let over = self.level() - class as u8 as f32;
        over <= 0.0 || (over < 1.0 && rand::random::<f32>() >= over)
    }

    /// What the operator does not know yet: which class gives way now, or that none does any more. A lesser one is news
    /// when the greater has not given way for some seconds.
    fn news(&self, now: Instant) -> Option<Option<Class>> {
        let brink = self.gives_way();
        let mut told = self.told.lock();
        let known = told.map(|(class, _)| class);
        let is_calm = told.is_none_or(|(_, at)| now.duration_since(at) > CALM);
        if brink >= known || is_calm {
            *told = brink.map(|class| (class, now));
            return (brink != known).then_some(brink);
        }
        None
    }

    /// The class that gives way now, enrichment aside.
    fn gives_way(&self) -> Option<Class> {
        self.brink().filter(|class| *class > Class::Enrichment)
    }

    /// The class that gives way now, if any does.
    fn brink(&self) -> Option<Class> {
        let level = self.level();
        Class::ALL
            .into_iter()
            .rev()
            .find(|class| level > *class as u8 as f32 + 0.05)
    }
}

/// How late the last tasks were.
struct Lately {
    late: [Duration; TASKS],
    next: usize,
}

impl Lately {
    fn new() -> Self {
        Self {
            late: [Duration::ZERO; TASKS],
            next: 0,
        }
    }

    /// One more was so late; how late half of the last ones were. A stall is one late task, however long it took.
    fn median_with(&mut self, late: Duration) -> Duration {
        self.late[self.next] = late;
        self.next = (self.next + 1) % TASKS;
        let mut sorted = self.late;
        sorted.sort_unstable();
        sorted[TASKS / 2]
    }
}

/// What this process does, between two looks.
struct Own {
    looked: Instant,
    /// Processor time, and requests, until then.
    used: Duration,
    asked: u64,
    /// When a crowd was seen last.
    seen: Option<Instant>,
    is_crowded: bool,
    is_starved: bool,
}

impl Default for Own {
    fn default() -> Self {
        Self {
            looked: Instant::now(),
            used: used(),
            asked: 0,
            seen: None,
            is_crowded: false,
            is_starved: false,
        }
    }
}

impl Own {
    /// `waited`: how late they are because of a database elsewhere.
    fn look(&mut self, asked: u64, waited: Duration) {
        let since = self.looked.elapsed();
        if since >= LOOKED_EVERY {
            let used = used();
            let spent = used.saturating_sub(self.used);
            let share = share(spent, since);
            let is_behind = waited.as_secs_f32() * 1_000.0 > MAY_BE_LATE_MS;
            if is_crowd(share, asked - self.asked, since, is_behind) {
                self.seen = Some(Instant::now());
            }
            self.is_crowded = self.seen.is_some_and(|seen| seen.elapsed() < STAYS);
            self.is_starved = share < STARVED;
            (self.looked, self.used, self.asked) = (Instant::now(), used, asked);
        }
    }

    /// How much of a lateness is because of the people who are here; `waited` is as in [`Own::look`].
    fn part_of(&self, late: Duration, waited: Duration) -> Duration {
        match (self.is_crowded, self.is_starved) {
            (false, _) => Duration::ZERO,
            (true, false) => late.max(waited),
            (true, true) => late.saturating_sub(BY_OTHERS).max(waited),
        }
    }
}

/// Processors that this process may use.
#[must_use]
pub(crate) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Which share of all processors was taken.
fn share(spent: Duration, since: Duration) -> f32 {
    spent.as_secs_f32() / (since.as_secs_f32() * cores() as f32)
}

/// Whether so many requests, with such a share of the processors, are a crowd. So they are when a database elsewhere is
/// behind with them, and very many are whatever is left for them.
fn is_crowd(share: f32, asked: u64, since: Duration, is_behind: bool) -> bool {
    let crowds = asked as f32 / (CROWD * since.as_secs_f32() * cores() as f32);
    crowds >= 1.0 && (share >= OWN_SHARE || crowds >= MANY || is_behind)
}

/// Processor time of this process since it began.
fn used() -> Duration {
    let at = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(at.tv_sec.unsigned_abs(), at.tv_nsec.unsigned_abs() as u32)
}

/// Tasks that wait for a processor, to see how long they do. They come from outside, as what comes from the network does in
/// a crowd: a timer's task would go before those that wait the longest.
#[derive(Default)]
struct Queue(VecDeque<(Instant, mpsc::Receiver<Duration>)>);

impl Queue {
    /// One more joins the queue.
    fn enter(&mut self, runtime: &tokio::runtime::Handle) {
        if self.0.len() < MOST_TASKS {
            let (came, (tell, told)) = (Instant::now(), mpsc::channel());
            runtime.spawn(async move {
                let _ = tell.send(came.elapsed());
            });
            self.0.push_back((came, told));
        }
    }

    /// How long the last one has waited whose turn it was, or the first one whose turn it is not yet, whichever is longer;
    /// `None` when the runtime has ended.
    fn late(&mut self) -> Option<Duration> {
        let mut late = Duration::ZERO;
        while let Some((came, told)) = self.0.front() {
            match told.try_recv() {
                Ok(waited) => late = waited,
                Err(TryRecvError::Empty) => return Some(late.max(came.elapsed())),
                Err(TryRecvError::Disconnected) => return None,
            }
            self.0.pop_front();
        }
        Some(late)
    }
}

impl App {
    /// From 0, when everything is let in, to 4, when nothing is.
    #[must_use]
    pub fn pressure(&self) -> f32 {
        self.0.pressure.level()
    }

    /// Whether so many people are here that not everything need be new to the second.
    #[must_use]
    pub fn is_crowded(&self) -> bool {
        self.0.pressure.is_crowded.load(Relaxed)
    }

    /// How late tasks are, in milliseconds.
    #[must_use]
    pub fn late_ms(&self) -> f32 {
        f32::from_bits(self.0.pressure.late_ms.load(Relaxed))
    }

    /// The class that gives way now, enrichment aside.
    pub(crate) fn gives_way(&self) -> Option<Class> {
        self.0.pressure.gives_way()
    }

    /// A request came.
    pub fn came(&self) {
        self.0.pressure.asked.fetch_add(1, Relaxed);
    }

    /// Stops measuring; the pressure is this from now on.
    pub fn press(&self, level: f32) {
        self.0.pressure.stands.store(true, Relaxed);
        self.0.pressure.set(level);
    }

    /// Stops measuring; many people are here from now on, or not.
    pub fn crowd(&self, is_crowded: bool) {
        self.0.pressure.stands.store(true, Relaxed);
        self.0.pressure.is_crowded.store(is_crowded, Relaxed);
    }

    /// Whether something of this class is let in now.
    #[must_use]
    pub fn admits(&self, class: Class) -> bool {
        self.0.pressure.admits(class)
    }

    /// Lets those go first who wait for an answer.
    pub(crate) async fn yield_to_readers(&self) {
        let began = Instant::now();
        while !self.admits(Class::Enrichment)
            && began.elapsed() < PATIENCE
            && !self.0.jobs.stopped()
        {
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }

    pub(crate) fn start_pressure(&self) {
        if !self.0.config.admission {
            return;
        }
        let (app, runtime) = (self.clone(), tokio::runtime::Handle::current());
        let measuring = std::thread::Builder::new().name("pressure".into());
        let started = measuring.spawn(move || {
            let pressure = &app.0.pressure;
            let (mut own, mut queue) = (Own::default(), Queue::default());
            let (mut lately, mut waits) = (Lately::new(), Lately::new());
            while !app.0.jobs.stopped() {
                queue.enter(&runtime);
                std::thread::sleep(TICK);
                let Some(late) = queue.late() else {
                    return;
                };
                let database = Duration::from_micros(pressure.database_us.load(Relaxed).into());
                let waited = app.0.db.waited() * TIMES;
                own.look(pressure.asked.load(Relaxed), waits.median_with(waited));
                if !pressure.stands.load(Relaxed) {
                    pressure.is_crowded.store(own.is_crowded, Relaxed);
                }
                pressure.was_late(late);
                let late = own.part_of(late, waited).max(database);
                pressure.press(lately.median_with(late));
                app.tell_pressure();
            }
        });
        if let Err(error) = started {
            tracing::warn!(%error, "nobody is turned away, whatever is asked");
        }
    }

    /// Asks a database elsewhere again and again.
    pub(crate) fn start_asking_database(&self) {
        if !self.0.config.admission {
            return;
        }
        let app = self.clone();
        let asking = self.0.db.probe(ASKED_EVERY, move |took| {
            let late = took.saturating_sub(FAR).as_micros();
            let late = u32::try_from(late).unwrap_or(u32::MAX);
            app.0.pressure.database_us.store(late, Relaxed);
            !app.0.jobs.stopped()
        });
        if let Err(error) = asking {
            tracing::warn!(%error, "nobody is turned away because the database is slow");
        }
    }

    /// Tells the operator when another class begins to give way, or the last one stops.
    fn tell_pressure(&self) {
        match self.0.pressure.news(Instant::now()) {
            Some(Some(class)) => tracing::warn!(
                gives_way = class.as_str(),
                late_ms = self.late_ms(),
                "more is asked than can be done"
            ),
            Some(None) => tracing::info!("everybody is let in again"),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_later_tasks_are_the_more_gives_way() {
        let pressure = Pressure::default();
        let mut before = 0.0;
        for (late_ms, brink) in [
            (4, None),
            (12, Some(Class::Enrichment)),
            (20, Some(Class::Made)),
            (30, Some(Class::Member)),
            (40, Some(Class::Write)),
        ] {
            pressure.press(Duration::from_millis(late_ms));
            assert_eq!(pressure.brink(), brink, "{late_ms} ms");
            assert!(pressure.level() >= before);
            before = pressure.level();
        }
        pressure.press(Duration::from_secs(10));
        assert!(pressure.level() <= MOST);
        assert!((0..1_000).any(|_| pressure.admits(Class::Write)));
        assert!(!pressure.admits(Class::Made));
        // As soon as they are not late any more, everybody is let in.
        pressure.press(Duration::ZERO);
        assert!(Class::ALL.iter().all(|class| pressure.admits(*class)));
        pressure.stands.store(true, Relaxed);
        pressure.press(Duration::from_secs(1));
        assert!(pressure.level() < f32::EPSILON);
    }

    #[test]
    fn a_stall_is_one_late_task() {
        let late = |count: usize| {
            let mut lately = Lately::new();
            let late = (0..count).map(|_| lately.median_with(Duration::from_millis(80)));
            late.last().unwrap_or_default().as_millis()
        };
        assert_eq!([1, 4, 5, 2 * TASKS].map(late), [0, 0, 80, 80]);
    }

    #[test]
    fn the_operator_is_told_once_while_the_queue_comes_and_goes() {
        let (pressure, began) = (Pressure::default(), Instant::now());
        let told = |after_s, late_ms| {
            pressure.press(Duration::from_millis(late_ms));
            pressure.news(began + Duration::from_secs(after_s))
        };
        // Enrichment alone is nothing to tell of.
        assert_eq!(told(0, 12), None);
        assert_eq!(told(1, 20), Some(Some(Class::Made)));
        assert_eq!(told(2, 30), Some(Some(Class::Member)));
        assert_eq!(told(3, 0), None);
        assert_eq!(told(6, 30), None);
        assert_eq!(told(10, 0), None);
        assert_eq!(told(12, 0), Some(None));
        assert_eq!(told(20, 0), None);
    }

    #[test]
    fn only_who_works_is_late_by_their_own_doing() {
        let asked = |each: u64| (cores() as u64) * each;
        let is_crowd = |share, each| is_crowd(share, asked(each), Duration::from_secs(1), false);
        assert!(!is_crowd(0.1, 100), "another program takes the rest");
        assert!(!is_crowd(0.9, 10), "large pictures, perhaps");
        assert!(is_crowd(0.9, 100));
        assert!(is_crowd(0.1, 500), "too many, whatever is left for them");
        let second = Duration::from_secs(1);
        assert!(
            super::is_crowd(0.01, asked(30), second, true),
            "the database is behind"
        );
        assert!(!super::is_crowd(0.01, asked(10), second, true), "with few");
        let [late, waited] = [30, 15].map(Duration::from_millis);
        let part = |is_crowded, is_starved, waited| {
            let own = Own {
                is_crowded,
                is_starved,
                ..Own::default()
            };
            own.part_of(late, waited).as_millis()
        };
        assert_eq!(part(true, false, waited), 30);
        assert_eq!(
            part(true, true, Duration::ZERO),
            10,
            "most of it is by others"
        );
        assert_eq!(part(true, true, waited), 15, "the database is behind");
        assert_eq!(part(false, false, waited), 0);
        let began = used();
        while used() == began {}
        assert!(share(Duration::from_secs(1), Duration::from_secs(1)) > 0.0);
    }

    #[test]
    fn classes_give_way_in_their_order() {
        let pressure = Pressure::default();
        for (level, lets_in) in [(0.0, 4), (1.0, 3), (2.0, 2), (3.0, 1), (4.0, 0)] {
            pressure.set(level);
            let admitted = Class::ALL.iter().filter(|class| pressure.admits(**class));
            assert_eq!(admitted.count(), lets_in, "{level}");
        }
        pressure.set(2.5);
        let share = (0..10_000)
            .filter(|_| pressure.admits(Class::Member))
            .count();
        assert!((4_000..6_000).contains(&share), "{share}");
    }
}
