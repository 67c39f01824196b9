//! New notes: each is shown to some readers whom it suits before numbers decide about it.

use super::rising::upper_rate;
use super::state::Note;

/// Impressions that every new note gets, and how many more each time it proves itself.
pub(super) const TIERS: [u32; 4] = [30, 120, 500, 2_000];
/// A note is new for so long; what was not shown enough by then is not pushed any more.
pub const NEW_MS: i64 = 72 * 3_600_000;
/// A note goes on to the next tier as long as its rate of likes, collects and comments may be as good as this.
const GOOD_RATE: f32 = 0.06;
/// Notes looked at for one page.
const LOOKED_AT: usize = 1_024;

/// Notes that wait for impressions, by language.
#[derive(Default)]
pub(super) struct Pool(Vec<Vec<u32>>);

impl Pool {
    pub(super) fn add(&mut self, lang: u8, note: u32) {
        let lang = usize::from(lang);
        if self.0.len() <= lang {
            self.0.resize_with(lang + 1, Vec::new);
        }
        self.0[lang].push(note);
    }

    /// Lets go of those who have had their impressions or are not new any more.
    pub(super) fn sweep(&mut self, wanted: impl Fn(u32) -> bool) {
        for notes in &mut self.0 {
            notes.retain(|note| wanted(*note));
        }
    }

    /// Waiting notes of the languages with a bit in `langs`; where many wait, a stretch of them that
    /// `turn` chooses. Answers each with how many stood for choice.
    pub(super) fn waiting(&self, langs: u64, turn: u64) -> (Vec<u32>, usize) {
        let mut found = Vec::new();
        let mut stood = 0;
        for (lang, notes) in self.0.iter().enumerate() {
            if langs & (1 << lang) == 0 || notes.is_empty() {
                continue;
            }
            stood += notes.len();
            let start = (turn % notes.len() as u64) as usize;
            let stretch = notes.iter().cycle().skip(start);
            found.extend(stretch.take(notes.len().min(LOOKED_AT)));
        }
        (found, stood)
    }
}

/// How many impressions a note is given by now; the next tier opens while its numbers may still be good.
pub(super) fn guaranteed(note: &Note, likes: usize) -> u32 {
    let hits = likes as f32 + note.collects as f32 + note.comments as f32;
    let mut given = TIERS[0];
    for (tier, next) in TIERS.iter().zip(&TIERS[1..]) {
        let proves = note.shown >= *tier && upper_rate(hits, note.shown as f32) >= GOOD_RATE;
        if !proves || hits < 1.0 {
            break;
        }
        given = *next;
    }
    given
}

/// Whether a note still waits for impressions.
pub(super) fn waits(note: &Note, likes: usize, now_ms: i64) -> bool {
    note.is_listed && now_ms - note.made_at_ms < NEW_MS && note.shown < guaranteed(note, likes)
}
