//! How many listen at once: every open stream takes a place, and nobody takes them all.

use parking_lot::Mutex;
use std::collections::HashMap;
use std::sync::Arc;

/// Streams of one account or address at once: tabs, phones, and a program or two.
const EACH: usize = 24;

/// Who listens how often.
#[derive(Debug, Clone, Default)]
pub(crate) struct Crowd(Arc<Mutex<HashMap<String, usize>>>);

/// One open stream; its end gives the place back.
#[derive(Debug)]
pub(crate) struct Place {
    crowd: Crowd,
    who: String,
}

impl Crowd {
    /// Takes a place for an account or an address; `None` when it has too many.
    pub(crate) fn enter(&self, who: &str) -> Option<Place> {
        let mut places = self.0.lock();
        let taken = places.entry(who.to_owned()).or_default();
        if *taken >= EACH {
            return None;
        }
        *taken += 1;
        Some(Place {
            crowd: self.clone(),
            who: who.to_owned(),
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut places = self.crowd.0.lock();
        if let Some(taken) = places.get_mut(&self.who) {
            *taken -= 1;
            if *taken == 0 {
                places.remove(&self.who);
            }
        }
    }
}
