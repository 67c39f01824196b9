//! The filters that sound is seen through: Slaney's mel scale, as Whisper was trained with.

use candle_transformers::models::whisper::{N_FFT, SAMPLE_RATE};

/// Frequencies that a window of sound is taken apart into.
const STEPS: usize = N_FFT / 2 + 1;

/// Hertz of a mel: in proportion up to 1,000 Hz, by powers above.
fn hertz(mel: f64) -> f64 {
    if mel >= 15.0 {
        1_000.0 * (6.4_f64.ln() / 27.0 * (mel - 15.0)).exp()
    } else {
        mel * 200.0 / 3.0
    }
}

fn mel(hertz: f64) -> f64 {
    if hertz >= 1_000.0 {
        15.0 + (hertz / 1_000.0).ln() / (6.4_f64.ln() / 27.0)
    } else {
        hertz * 3.0 / 200.0
    }
}

/// Weights of `bins` triangles of equal area, one after the other: `[bins, STEPS]`.
pub(super) fn filters(bins: usize) -> Vec<f32> {
    let nyquist = SAMPLE_RATE as f64 / 2.0;
    let top = mel(nyquist);
    let corner = |at: usize| hertz(top * at as f64 / (bins + 1) as f64);
    let mut weights = Vec::with_capacity(bins * STEPS);
    for bin in 0..bins {
        let (low, peak, high) = (corner(bin), corner(bin + 1), corner(bin + 2));
        for step in 0..STEPS {
            let at = nyquist * step as f64 / (STEPS - 1) as f64;
            let weight = ((at - low) / (peak - low)).min((high - at) / (high - peak));
            weights.push((weight.max(0.0) * 2.0 / (high - low)) as f32);
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn triangles_have_the_same_area() {
        let filters = filters(80);
        assert_eq!(filters.len(), 80 * STEPS);
        // Narrow ones at the bottom meet few steps; the others add up to one step's share.
        for bin in filters.chunks(STEPS).skip(30) {
            let area: f32 = bin.iter().sum::<f32>() * 40.0;
            assert!((area - 1.0).abs() < 0.1, "{area}");
        }
    }
}
