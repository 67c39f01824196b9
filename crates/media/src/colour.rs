//! From whatever colours a file uses to 8-bit sRGB, which is what an untagged WebP means.
//!
//! Phones take pictures in Display P3; dropping the profile without converting would wash them out.
//! Only RGB profiles are converted. Grey ones are dropped (their tone curves are close to sRGB's),
//! and so are CMYK ones, because the JPEG decoder has already turned CMYK into RGB by the plain
//! formula. A profile that cannot be read is dropped too: colour is no reason to refuse a picture.

use image::DynamicImage;
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// Converts to RGB or RGBA, 8 bits per channel, sRGB. Channels other than the colours stay.
pub(crate) fn to_srgb(pixels: DynamicImage, icc: Option<&[u8]>) -> DynamicImage {
    let was_grey = !pixels.color().has_color();
    let mut pixels = if pixels.color().has_alpha() {
        DynamicImage::ImageRgba8(pixels.into_rgba8())
    } else {
        DynamicImage::ImageRgb8(pixels.into_rgb8())
    };
    if let Some(icc) = icc
        && !was_grey
        && let Some(converted) = convert(&pixels, icc)
    {
        pixels = converted;
    }
    pixels
}

/// The picture in sRGB, or nothing if the profile is unusable.
fn convert(pixels: &DynamicImage, icc: &[u8]) -> Option<DynamicImage> {
    let profile = ColorProfile::new_from_slice(icc).ok()?;
    if profile.color_space != DataColorSpace::Rgb {
        return None;
    }
    let layout = if pixels.color().has_alpha() {
        Layout::Rgba
    } else {
        Layout::Rgb
    };
    let srgb = ColorProfile::new_srgb();
    let transform = profile
        .create_transform_8bit(layout, &srgb, layout, TransformOptions::default())
        .ok()?;
    let mut converted = DynamicImage::new(pixels.width(), pixels.height(), pixels.color());
    let target = match &mut converted {
        DynamicImage::ImageRgb8(target) => &mut **target,
        DynamicImage::ImageRgba8(target) => &mut **target,
        _ => return None,
    };
    transform.transform(pixels.as_bytes(), target).ok()?;
    Some(converted)
}
