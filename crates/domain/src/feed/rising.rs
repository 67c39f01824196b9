//! What rises: engagement of the last hour against that of the last day.

/// Half-lives of the two moving averages.
const FAST_MS: f32 = 3_600_000.0;
const SLOW_MS: f32 = 24.0 * 3_600_000.0;
/// Notes in a list of hot ones.
const HOT: usize = 192;

/// Two exponentially fading sums of engagement.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Pace {
    fast: f32,
    slow: f32,
    at_ms: i64,
}

fn fade(elapsed_ms: i64, half_life_ms: f32) -> f32 {
    (-(elapsed_ms.max(0) as f32) / half_life_ms).exp2()
}

impl Pace {
    pub(super) fn add(&mut self, weight: f32, at_ms: i64) {
        // What comes late is faded before it counts.
        let (mut fast, mut slow) = (weight, weight);
        if at_ms >= self.at_ms {
            self.fast *= fade(at_ms - self.at_ms, FAST_MS);
            self.slow *= fade(at_ms - self.at_ms, SLOW_MS);
            self.at_ms = at_ms;
        } else {
            fast *= fade(self.at_ms - at_ms, FAST_MS);
            slow *= fade(self.at_ms - at_ms, SLOW_MS);
        }
        // What is taken back leaves nothing behind.
        self.fast = (self.fast + fast).max(0.0);
        self.slow = (self.slow + slow).max(0.0);
    }

    /// Grows with [`Pace::heat`] and needs no clock: all notes cool down alike.
    pub(super) fn key(self) -> f64 {
        f64::from(self.slow).log2() + self.at_ms as f64 / f64::from(SLOW_MS)
    }

    /// Engagement of about the last day.
    pub(super) fn heat(self, now_ms: i64) -> f32 {
        self.slow * fade(now_ms - self.at_ms, SLOW_MS)
    }

    /// How much faster it goes now than it did on average: 0 quietly, towards 1 steeply. Few
    /// engagements say little.
    pub(super) fn rise(self, now_ms: i64) -> f32 {
        let fast = self.fast * fade(now_ms - self.at_ms, FAST_MS);
        let slow = self.heat(now_ms);
        // Sums are proportional to rates times half-lives.
        let ratio = (fast / FAST_MS) / ((slow + 4.0) / SLOW_MS);
        ratio / (ratio + 8.0)
    }
}

/// The hottest notes of a language or a topic, in no order.
#[derive(Debug, Clone, Default)]
pub(super) struct HotList {
    notes: Vec<u32>,
    /// Their [`Pace::key`]s, as of their last engagement.
    keys: Vec<f64>,
    coldest: f64,
}

impl HotList {
    /// Keeps `note` if it is hot enough, and lets the coldest go.
    pub(super) fn offer(&mut self, note: u32, key: f64) {
        let is_full = self.notes.len() == HOT;
        // Keys only grow: whoever is listed is not below the coldest.
        if is_full && key < self.coldest {
            return;
        }
        if let Some(at) = self.notes.iter().position(|known| *known == note) {
            self.keys[at] = key;
            return;
        }
        if !is_full {
            self.notes.push(note);
            self.keys.push(key);
        } else if let Some(at) = self.coldest_at() {
            (self.notes[at], self.keys[at]) = (note, key);
        }
        self.coldest = self.coldest_at().map_or(f64::MIN, |at| self.keys[at]);
    }

    fn coldest_at(&self) -> Option<usize> {
        let keys = self.keys.iter().enumerate();
        keys.min_by(|(_, a), (_, b)| a.total_cmp(b))
            .map(|(at, _)| at)
    }

    pub(super) fn notes(&self) -> &[u32] {
        &self.notes
    }
}

/// The lower end of what a rate can be, given `hits` of `tries`: the mean of the Beta posterior after one hit
/// in twelve, less one standard deviation.
pub(super) fn lower_rate(hits: f32, tries: f32) -> f32 {
    let (a, b) = beta(hits, tries);
    let mean = a / (a + b);
    (mean - deviation(a, b)).max(0.0)
}

/// The upper end of the same.
pub(super) fn upper_rate(hits: f32, tries: f32) -> f32 {
    let (a, b) = beta(hits, tries);
    a / (a + b) + deviation(a, b)
}

fn beta(hits: f32, tries: f32) -> (f32, f32) {
    (1.0 + hits, 11.0 + (tries - hits).max(0.0))
}

fn deviation(a: f32, b: f32) -> f32 {
    (a * b / ((a + b) * (a + b) * (a + b + 1.0))).sqrt()
}
