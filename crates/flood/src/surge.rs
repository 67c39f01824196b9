//! How a day's arrivals are spread: a quiet start, a ramp, a peak of five times the mean, a long evening.

/// Times as high as the mean at its peak.
const PEAK: f64 = 5.0;
/// Where the peak stands in the day, and how wide it is.
const AT: f64 = 0.45;
const WIDTH: f64 = 0.02;
/// Pieces that the day is cut into.
const PIECES: usize = 10_000;

/// The share of a day's deeds that has happened by each moment of it.
pub(crate) struct Surge(Vec<f64>);

impl Surge {
    pub(crate) fn new() -> Self {
        let ground = |at: f64| {
            // From a tenth to the whole within the first third, then slowly down to a half.
            let ramp = (at / 0.35).min(1.0);
            let evening = 1.0 - 0.5 * ((at - 0.5) / 0.5).clamp(0.0, 1.0);
            0.1 + 0.9 * ramp * evening
        };
        let bump = |at: f64| (-((at - AT) / WIDTH).powi(2) / 2.0).exp();
        let moment = |piece: usize| (piece as f64 + 0.5) / PIECES as f64;
        let mean = |of: &dyn Fn(f64) -> f64| {
            (0..PIECES).map(|piece| of(moment(piece))).sum::<f64>() / PIECES as f64
        };
        // ground + height * bump has its peak at PEAK times its own mean.
        let (low, high) = (mean(&ground), mean(&bump));
        let height = (PEAK * low - ground(AT)) / (1.0 - PEAK * high);
        let mut sums = Vec::with_capacity(PIECES + 1);
        let mut sum = 0.0;
        sums.push(0.0);
        for piece in 0..PIECES {
            sum += ground(moment(piece)) + height * bump(moment(piece));
            sums.push(sum);
        }
        sums.iter_mut().for_each(|share| *share /= sum);
        Self(sums)
    }

    /// The share of everything that has happened when `at` of the day is over.
    pub(crate) fn share(&self, at: f64) -> f64 {
        let place = at.clamp(0.0, 1.0) * PIECES as f64;
        let piece = (place as usize).min(PIECES - 1);
        let (low, high) = (self.0[piece], self.0[piece + 1]);
        low + (high - low) * (place - piece as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_peak_is_five_times_the_mean_and_everything_happens() {
        let surge = Surge::new();
        assert!(surge.share(0.0).abs() < 1e-9);
        assert!((surge.share(1.0) - 1.0).abs() < 1e-9);
        let step = 0.001;
        let rates = (0..1_000).map(|at| {
            let at = f64::from(at) * step;
            (surge.share(at + step) - surge.share(at)) / step
        });
        let peak = rates.fold(0.0, f64::max);
        assert!((peak - PEAK).abs() < 0.05, "{peak}");
    }
}
