//! The day, replayed: deeds come when the script says so, whether earlier ones are answered or not.

use crate::abuse::{Abuse, Kinds};
use crate::backup::{Backup, done};
use crate::client::{Client, Servers};
use crate::cluster::{self, Cluster};
use crate::deed::{Hands, Outcome};
use crate::dice::Dice;
use crate::errand::{Errand, Later, Line};
use crate::ledger::Ledger;
use crate::measure::{Measured, Second, Times};
use crate::script::{Kind, Script};
use crate::server::Server;
use crate::world::{PICTURES, Plan, World};
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::io::Cursor;
use std::path::Path;
use std::rc::Rc;
use std::time::{Duration, Instant};
use tokio::sync::Notify;

/// Connections that people's browsers hold.
const CONNECTIONS: usize = 2_048;
const TICK: Duration = Duration::from_millis(5);
/// How often somebody comes back whom the server asked to.
const COMES_BACK: u8 = 10;
/// How often somebody tries again who got no answer.
const TRIES_AGAIN: u8 = 100;
const AGAIN_AFTER: Duration = Duration::from_millis(250);
/// People and notes that are there before the day begins.
const FIRST: usize = 20;
/// How long is waited for the last answers.
const LAST_ANSWERS: Duration = Duration::from_secs(900);

/// What is to be replayed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Day {
    pub(crate) scale: f64,
    pub(crate) minutes: f64,
    pub(crate) seed: u64,
    /// The server is killed after so many seconds, each time, and started again.
    #[serde(default)]
    pub(crate) kill_after_s: Vec<f64>,
    /// One process of each kind is killed so often, or all are stopped and started one after the other.
    #[serde(default)]
    pub(crate) kill_every_s: Option<f64>,
    #[serde(default)]
    pub(crate) restart_every_s: Option<f64>,
    /// A backup is taken after so many seconds.
    #[serde(default)]
    pub(crate) backup_after_s: Option<f64>,
    /// Whoever joins proves that their device has worked.
    #[serde(default)]
    pub(crate) proof: bool,
    /// Beside everybody else there are those who mean no good, or whose line is bad.
    #[serde(default)]
    pub(crate) abusers: bool,
    #[serde(default)]
    pub(crate) slow_readers: bool,
}

/// What the replay was.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Replayed {
    pub(crate) took_s: f64,
    pub(crate) asked: BTreeMap<String, usize>,
    pub(crate) all: Times,
    pub(crate) kinds: BTreeMap<String, Times>,
    pub(crate) seconds: Vec<Second>,
    /// Deeds that the server asked to come back with, those that somebody did later because they waited to come back, and
    /// those that were given up.
    pub(crate) deferred: u64,
    #[serde(default)]
    pub(crate) waited: u64,
    pub(crate) turned_away: u64,
    pub(crate) cut: u64,
    pub(crate) failures: BTreeMap<String, u64>,
    pub(crate) megabytes: f64,
    /// Seconds from each kill until the server answered again.
    #[serde(default)]
    pub(crate) back_after_s: Vec<f64>,
    /// What those did who mean no good.
    #[serde(default)]
    pub(crate) abuse: BTreeMap<String, u64>,
}

/// What every connection works on.
struct Shared {
    queue: RefCell<VecDeque<Errand>>,
    wake: Notify,
    measured: RefCell<Measured>,
    world: RefCell<World>,
    later: RefCell<Later>,
    line: RefCell<Line>,
    /// Errands that are not done, wherever they are.
    open: Cell<usize>,
    over: Cell<bool>,
    /// Joining asks for a proof.
    proof: bool,
}

impl Shared {
    fn push(&self, errand: Errand) {
        self.queue.borrow_mut().push_back(errand);
        self.wake.notify_one();
    }

    /// What is to be done next, by somebody who does not wait to come back.
    fn next(&self) -> Option<Errand> {
        loop {
            let errand = self.queue.borrow_mut().pop_front()?;
            let line = self.line.borrow();
            let who = errand.plan.who();
            let Some(afterwards) = who.and_then(|who| line.afterwards(who, errand.due)) else {
                return Some(errand);
            };
            self.measured.borrow_mut().waited += 1;
            self.later.borrow_mut().put(errand, afterwards);
        }
    }

    /// The server wants to see somebody again after so many seconds.
    fn come_back(&self, mut errand: Errand, seconds: u64) {
        self.measured.borrow_mut().deferred();
        errand.deferred += 1;
        // People do not all come back in the same moment.
        let spread = 500 + 37 * (self.open.get() as u64 % 40);
        let (now, wait) = (
            Instant::now(),
            Duration::from_millis(seconds * 1_000 + spread),
        );
        let again = match errand.plan.who() {
            Some(who) => self.line.borrow_mut().wait(who, errand.due, now, wait),
            None => now + wait,
        };
        self.later.borrow_mut().put(errand, again);
    }

    fn close(&self) {
        self.open.set(self.open.get() - 1);
    }
}

/// Small photographs, no two alike.
fn pictures() -> Vec<Bytes> {
    let mut dice = Dice::new(0x91c7);
    let drawn = (0..PICTURES).map(|_| {
        let [r, g, b] = [dice.below(200), dice.below(200), dice.below(200)];
        let image = image::RgbImage::from_fn(360, 480, |x, y| {
            let wave = ((f64::from(x) / 23.0).sin() * (f64::from(y) / 31.0).cos() * 40.0) as i32;
            let at = |base: usize, by: u32| {
                let value = base as i32 + (by / 9) as i32 + wave;
                u8::try_from(value.clamp(0, 255)).unwrap_or(0)
            };
            image::Rgb([at(r, x), at(g, y), at(b, x + y)])
        });
        let mut bytes = Cursor::new(Vec::new());
        let _ = image.write_to(&mut bytes, image::ImageFormat::Jpeg);
        bytes.into_inner().into()
    });
    drawn.collect()
}

/// Does errands, one after the other, on one connection.
async fn work(shared: Rc<Shared>, pictures: Rc<Vec<Bytes>>, servers: Rc<Servers>, origin: Rc<str>) {
    let host = origin.trim_start_matches("http://").to_owned();
    let mut client = Client::to(servers, &host);
    let hands = Hands {
        world: &shared.world,
        pictures: &pictures,
        origin: &origin,
        proof: shared.proof,
    };
    loop {
        let Some(mut errand) = shared.next() else {
            if shared.over.get() {
                return;
            }
            shared.wake.notified().await;
            continue;
        };
        let kind = errand.plan.kind();
        match hands.perform(&errand.plan, &mut client).await {
            Outcome::Done(bytes) => {
                let took = errand.due.elapsed();
                shared.measured.borrow_mut().answered(kind, took, bytes);
                shared.close();
            }
            Outcome::Later(seconds) if errand.deferred < COMES_BACK => {
                shared.come_back(errand, seconds);
            }
            Outcome::Later(_) => {
                let mut measured = shared.measured.borrow_mut();
                measured.turned_away += 1;
                shared.close();
            }
            Outcome::Cut(why) if errand.cut < TRIES_AGAIN => {
                let mut measured = shared.measured.borrow_mut();
                measured.cut += 1;
                drop(measured);
                tell_cut(&shared, &mut errand, &why);
                let again = Instant::now() + AGAIN_AFTER;
                shared.later.borrow_mut().put(errand, again);
            }
            Outcome::Cut(why) | Outcome::Failed(why) => {
                shared
                    .measured
                    .borrow_mut()
                    .failed(format!("{}: {why}", kind.as_str()));
                shared.close();
            }
        }
    }
}

/// Nobody knows whether it was done: a name may be taken now, a reading may have counted.
fn tell_cut(shared: &Shared, errand: &mut Errand, why: &str) {
    errand.cut += 1;
    if why.starts_with("connect: ") {
        // It was never sent.
        return;
    }
    let mut world = shared.world.borrow_mut();
    match &mut errand.plan {
        Plan::Join { handle, .. } => {
            world.ledger.perhaps.push(handle.clone());
            handle.push('x');
        }
        Plan::Read { .. } => world.ledger.vague += 1,
        _ => {}
    }
}

/// Brings what was put off, and tells how each second was, until nothing is left.
async fn go_on(shared: Rc<Shared>, began: Instant) {
    let mut ticked = Instant::now();
    let mut every = tokio::time::interval(TICK);
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Skip);
    loop {
        every.tick().await;
        let now = Instant::now();
        while let Some(errand) = shared.later.borrow_mut().next(now) {
            shared.push(errand);
        }
        let since = ticked.elapsed();
        if since >= Duration::from_secs(1) {
            ticked = now;
            let second = shared.measured.borrow_mut().tick(since.as_secs_f64());
            tell(&shared, began.elapsed(), &second);
        }
    }
}

/// Replays the day against `base`; processes of the tool's own are watched, and killed where the day says so.
pub(crate) async fn replay(
    day: &Day,
    base: &str,
    mut cluster: Option<&mut Cluster>,
    process: Option<u32>,
    place: &Path,
) -> Result<(Replayed, Ledger, Option<Backup>), String> {
    let address = base
        .trim_start_matches("http://")
        .trim_end_matches('/')
        .to_owned();
    let port = address.rsplit(':').next().unwrap_or("80");
    let (origin, addresses, process) = match &cluster {
        Some(cluster) => (
            cluster.origin.clone(),
            cluster.addresses(),
            cluster.serving.first().and_then(Server::process),
        ),
        None => (
            format!("http://localhost:{port}"),
            vec![address.clone()],
            process,
        ),
    };
    let origin: Rc<str> = origin.into();
    let servers = Rc::new(Servers::new(addresses));
    let several = servers.addresses().count() > 1;
    let watching = tokio::task::spawn_local(cluster::watch(servers.clone()));
    let mut script = Script::new(day.scale, day.seed);
    let shared = Rc::new(Shared {
        queue: RefCell::default(),
        wake: Notify::new(),
        measured: RefCell::new(Measured::new(process)),
        world: RefCell::new(World::new(&script)),
        later: RefCell::default(),
        line: RefCell::default(),
        open: Cell::new(0),
        over: Cell::new(false),
        proof: day.proof,
    });
    shared.world.borrow_mut().several = several;
    let pictures = Rc::new(pictures());
    let mut workers = vec![tokio::task::spawn_local(go_on(
        shared.clone(),
        Instant::now(),
    ))];
    for _ in 0..CONNECTIONS {
        let work = work(
            shared.clone(),
            pictures.clone(),
            servers.clone(),
            origin.clone(),
        );
        workers.push(tokio::task::spawn_local(work));
    }
    for kind in [Kind::Join, Kind::Note] {
        for _ in 0..FIRST {
            add(&shared, kind, &mut script, 0.0);
        }
        settle(&shared, LAST_ANSWERS).await;
        if shared.measured.borrow().failures() > 0 {
            let failures = shared.measured.borrow().failures.clone();
            return Err(format!(
                "the server does not let anybody begin: {failures:?}"
            ));
        }
    }
    let kinds = Kinds {
        abusers: day.abusers,
        slow_readers: day.slow_readers,
    };
    let first = shared
        .world
        .borrow()
        .ledger
        .notes
        .first()
        .map(|note| note.0);
    let abuse = first
        .filter(|_| kinds.abusers || kinds.slow_readers)
        .map(|note| Abuse::start(kinds, &address, format!("/n/{note}")));
    let began = Instant::now();
    let length = Duration::from_secs_f64(day.minutes * 60.0);
    let meanwhile = async {
        let Some(cluster) = cluster.as_deref_mut() else {
            return Ok::<_, String>((Vec::new(), None));
        };
        Ok(match &mut cluster.serving[..] {
            [server] if day.backup_after_s.is_some() => (
                Vec::new(),
                back_up(day, server, began, &shared, place).await?,
            ),
            [server] => (kill_then_start(day, server, began, &shared).await?, None),
            _ => {
                trouble(day, cluster, (began, length), &shared).await?;
                (Vec::new(), None)
            }
        })
    };
    let pacing = pace(&shared, &mut script, began, length);
    let ((), happened) = tokio::join!(pacing, meanwhile);
    let (back_after_s, mut backup) = happened?;
    settle(&shared, LAST_ANSWERS).await;
    let took_s = began.elapsed().as_secs_f64();
    watching.abort();
    shared.over.set(true);
    shared.wake.notify_waiters();
    for worker in workers {
        // Whoever still waits for an answer has been counted.
        worker.abort();
    }
    let abused = abuse.map(Abuse::stop).unwrap_or_default();
    {
        let ledger = &mut shared.world.borrow_mut().ledger;
        ledger.perhaps.extend(abused.handles);
        // Once in ten minutes, and once more when those are over.
        ledger.vague += kinds.readings() * (1 + took_s as u64 / 600);
    }
    if let Some(backup) = &mut backup {
        backup.vague += kinds.readings();
    }
    // Whose time to come back is not yet here has been turned away, for all that can be told.
    let waiting = shared.later.borrow().count();
    let left = shared.open.get() - waiting;
    let mut measured = shared.measured.borrow_mut();
    measured.turned_away += waiting as u64;
    for _ in 0..left {
        measured.failed("never answered".into());
    }
    let ledger = std::mem::take(&mut shared.world.borrow_mut().ledger);
    let asked = Kind::ALL.map(|kind| (kind.as_str().to_owned(), script.count(kind)));
    let replayed = Replayed {
        took_s,
        asked: asked.into(),
        all: measured.times(),
        kinds: measured.by_kind(),
        seconds: std::mem::take(&mut measured.seconds),
        deferred: measured.deferred,
        waited: measured.waited,
        turned_away: measured.turned_away,
        cut: measured.cut,
        failures: measured.failures.clone(),
        megabytes: measured.bytes as f64 / 1e6,
        back_after_s,
        abuse: abused.counts,
    };
    Ok((replayed, ledger, backup))
}

fn add(shared: &Shared, kind: Kind, script: &mut Script, at: f64) {
    let plan = shared.world.borrow_mut().plan(kind, script, at);
    let Some(plan) = plan else { return };
    shared.open.set(shared.open.get() + 1);
    shared.push(Errand {
        plan,
        due: Instant::now(),
        deferred: 0,
        cut: 0,
    });
}

/// Brings what is due, until the day is over.
async fn pace(shared: &Shared, script: &mut Script, began: Instant, length: Duration) {
    let mut due = Vec::new();
    let mut every = tokio::time::interval(TICK);
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Skip);
    loop {
        every.tick().await;
        let at = began.elapsed().as_secs_f64() / length.as_secs_f64();
        due.clear();
        script.due(at, &mut due);
        shared.measured.borrow_mut().due(due.len());
        for kind in &due {
            add(shared, *kind, script, at);
        }
        if at >= 1.0 {
            return;
        }
    }
}

fn tell(shared: &Shared, at: Duration, second: &Second) {
    let second_of = at.as_secs();
    if !second_of.is_multiple_of(10) {
        return;
    }
    crate::say(&format!(
        "{second_of:>4} s  due {:>6}/s  answered {:>6}/s  later {:>5}  failed {:>3}  p50 {:>7.1} ms  p99 {:>7.1} ms  open {:>6}  server {:>4.0} MB, {:.2} cores; tool {:.2} cores",
        second.due,
        second.answered,
        second.deferred,
        second.failed,
        second.p50_ms,
        second.p99_ms,
        shared.open.get(),
        second.memory_mb,
        second.cores,
        second.own_cores,
    ));
}

/// Waits until nothing is open, no longer than `most`.
async fn settle(shared: &Shared, most: Duration) {
    let began = Instant::now();
    while shared.open.get() > 0 && began.elapsed() < most {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Kills one process of each kind again and again, or stops and starts one after the other, until the day is over.
async fn trouble(
    day: &Day,
    cluster: &mut Cluster,
    (began, length): (Instant, Duration),
    shared: &Shared,
) -> Result<(), String> {
    let (Some(every), false) = (day.kill_every_s.or(day.restart_every_s), length.is_zero()) else {
        return Ok(());
    };
    let every = Duration::from_secs_f64(every);
    let mut next = began + every;
    while next < began + length {
        tokio::time::sleep_until(next.into()).await;
        if day.kill_every_s.is_some() {
            crate::say("killing one of each");
            let lost = shared.measured.borrow().lately();
            shared.world.borrow_mut().was_killed(Instant::now(), lost);
            cluster.kill_one_of_each()?;
        } else {
            crate::say("restarting one after the other");
            cluster.restart_all().await?;
            crate::say("all of them run again");
        }
        next = Instant::now().max(next) + every;
    }
    Ok(())
}

/// Takes a backup when the day says so, while everything goes on.
async fn back_up(
    day: &Day,
    server: &Server,
    began: Instant,
    shared: &Shared,
    place: &Path,
) -> Result<Option<Backup>, String> {
    let Some(after) = day.backup_after_s else {
        return Ok(None);
    };
    tokio::time::sleep_until((began + Duration::from_secs_f64(after)).into()).await;
    let folder = std::path::absolute(place).map_err(|error| error.to_string())?;
    let before = shared.world.borrow().ledger.clone();
    let lately = shared.measured.borrow().lately();
    crate::say("taking a backup");
    let began = Instant::now();
    let child = server.command(&["backup", &folder.display().to_string()])?;
    done(child, "the backup").await?;
    crate::say(&format!("it took {:.2} s", began.elapsed().as_secs_f64()));
    let meanwhile = shared.world.borrow().ledger.readings() - before.readings();
    Ok(Some(Backup {
        folder,
        before,
        vague: lately + meanwhile,
    }))
}

/// Kills the server whenever the day says so; answers how long it took each time until it served again.
async fn kill_then_start(
    day: &Day,
    server: &mut Server,
    began: Instant,
    shared: &Shared,
) -> Result<Vec<f64>, String> {
    let mut back = Vec::new();
    for after in &day.kill_after_s {
        tokio::time::sleep_until((began + Duration::from_secs_f64(*after)).into()).await;
        back.push(kill_and_start(server, shared).await?);
    }
    Ok(back)
}

async fn kill_and_start(server: &mut Server, shared: &Shared) -> Result<f64, String> {
    crate::say("killing the server");
    let killed = Instant::now();
    server.kill();
    // What was counted in memory is written once a second; the batch that was being written may be lost, too.
    let lost = shared.measured.borrow().lately();
    shared.world.borrow_mut().was_killed(killed, lost);
    server.start_again()?;
    if let Some(process) = server.process() {
        shared.measured.borrow_mut().watch(process);
    }
    let address = server.base.trim_start_matches("http://");
    let ask = crate::client::Ask {
        method: http::Method::GET,
        path: "/".into(),
        headers: vec![("accept", "text/html".into())],
        body: Bytes::new(),
        wants_body: false,
    };
    loop {
        let answer = Client::new(address, address).ask(&ask).await;
        if answer.is_ok_and(|answer| answer.status.is_success()) {
            break;
        }
        if killed.elapsed() > Duration::from_secs(60) {
            return Err("the server did not come back".into());
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let back = killed.elapsed().as_secs_f64();
    crate::say(&format!("it serves again after {back:.2} s"));
    Ok(back)
}
