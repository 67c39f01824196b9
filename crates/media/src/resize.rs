//! The sizes of renditions, and the one way to shrink a picture to them.
//!
//! Invariant: nothing is ever enlarged, and no side is ever zero.

use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::DynamicImage;

use crate::Error;

/// Width and height in pixels.
pub(crate) type Size = (u32, u32);

/// The size that fits a square box with sides of `edge` pixels.
pub(crate) fn fit_edge((width, height): Size, edge: u32) -> Size {
    if height > width {
        let (height, width) = fit_width((height, width), edge);
        (width, height)
    } else {
        fit_width((width, height), edge)
    }
}

/// The size that is at most `max_width` pixels wide, however tall.
pub(crate) fn fit_width((width, height): Size, max_width: u32) -> Size {
    if width <= max_width {
        return (width, height);
    }
    (max_width, scale(height, max_width, width))
}

/// The largest size with the proportions `across` to `down` that fits both the picture and a width
/// of `max_width` pixels.
pub(crate) fn crop((width, height): Size, across: u32, down: u32, max_width: u32) -> Size {
    let widest = u64::from(height) * u64::from(across) / u64::from(down);
    let cropped = u64::from(width.min(max_width)).min(widest).max(1);
    // At most `max_width`, so it fits.
    let cropped = u32::try_from(cropped).unwrap_or(max_width);
    (cropped, scale(cropped, down, across).min(height))
}

/// `length * part / whole`, rounded, at least one.
fn scale(length: u32, part: u32, whole: u32) -> u32 {
    let (part, whole) = (u64::from(part), u64::from(whole));
    let scaled = (u64::from(length) * part + whole / 2) / whole;
    u32::try_from(scaled).unwrap_or(u32::MAX).max(1)
}

/// Shrinks a picture to exactly `size`, cutting what exceeds its proportions equally on both sides.
/// Colour is averaged with its alpha, so transparent pixels do not bleed.
pub(crate) fn shrink(picture: &DynamicImage, size: Size) -> Result<DynamicImage, Error> {
    let (width, height) = size;
    let mut shrunk = DynamicImage::new(width, height, picture.color());
    let options = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3))
        .fit_into_destination(None);
    Resizer::new()
        .resize(picture, &mut shrunk, &options)
        .map_err(|error| Error::Encode(error.to_string()))?;
    Ok(shrunk)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_pictures_keep_their_size() {
        assert_eq!(fit_edge((300, 200), 2048), (300, 200));
        assert_eq!(fit_width((300, 9000), 480), (300, 9000));
    }

    #[test]
    fn the_longer_side_meets_the_edge() {
        assert_eq!(fit_edge((4000, 3000), 2048), (2048, 1536));
        assert_eq!(fit_edge((3000, 4000), 2048), (1536, 2048));
    }

    #[test]
    fn a_thread_keeps_one_pixel() {
        assert_eq!(fit_edge((65_535, 1), 2048), (2048, 1));
        assert_eq!(crop((1, 65_535), 3, 1, 1500), (1, 1));
        assert_eq!(crop((65_535, 1), 3, 1, 1500), (3, 1));
    }

    #[test]
    fn crops_have_their_proportions() {
        assert_eq!(crop((4000, 3000), 3, 1, 1500), (1500, 500));
        assert_eq!(crop((900, 200), 3, 1, 1500), (600, 200));
        assert_eq!(crop((640, 480), 1, 1, 256), (256, 256));
        assert_eq!(crop((100, 80), 1, 1, 256), (80, 80));
    }
}
