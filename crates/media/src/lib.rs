//! Pictures: from the bytes somebody uploaded to renditions that are safe to serve.
//!
//! Videos are the business of [`video`], which runs other programs in a [`cage`]; the rest is about pictures.
//!
//! This crate owns what a picture may be (format, bytes, pixels), decoding, orientation, colour,
//! sizes and encoding. It does not own storage, names or permissions, and of pictures it does no I/O: bytes go
//! in, bytes come out. Its functions take up to about a second of CPU, so call them from the bounded
//! pool, never from a request task; and 3 to 16 bytes of memory per source pixel.
//!
//! Invariant: what comes out was encoded here from pixels alone. No byte of the upload, and so no
//! EXIF, GPS position, XMP, comment, colour profile or appended archive, reaches a reader.
//!
//! # What goes in
//! - JPEG (baseline and progressive; grey, YCbCr, RGB, CMYK), PNG (all colour types, up to 16 bits),
//!   WebP and GIF, judged by content, never by name.
//! - Of an animation the first frame; of an APNG the default image.
//! - Not AVIF: `image` 0.25 decodes it only through the system's dav1d, and its move to rav1d is an
//!   open pull request (<https://github.com/image-rs/image/pull/2849>). Not HEIC: no free decoder in
//!   Rust; iOS hands over JPEG when the form's `accept` does not list HEIC. Not SVG: it is a
//!   program, not a picture. All of them are [`Error::Unsupported`].
//!
//! # What comes out
//! Lossy WebP in sRGB, upright, alpha kept, never larger than the source.

pub mod cage;
mod colour;
mod decode;
mod encode;
mod error;
mod resize;
mod sniff;
mod tool;
pub mod video;

#[cfg(test)]
mod tests;

use image::DynamicImage;

pub use crate::error::Error;
pub use crate::tool::Tools;

use crate::decode::Decoded;
use crate::encode::Effort;
use crate::resize::Size;

/// The longer side of the largest rendition, in pixels.
const LARGE_EDGE: u32 = 2048;
/// The widths of the other two, in pixels.
const MEDIUM_WIDTH: u32 = 1080;
const SMALL_WIDTH: u32 = 480;
/// The side of an avatar, in pixels.
const AVATAR_EDGE: u32 = 256;
/// The width of a cover, in pixels; it is three times as wide as high.
const COVER_WIDTH: u32 = 1500;

/// The picture of a page that somebody leads to: its sides and its width in pixels.
const LINK_SIDES: (u32, u32) = (40, 21);
const LINK_WIDTH: u32 = 800;

/// What an upload may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file in bytes.
    pub max_bytes: usize,
    /// Width times height, as the file's header claims them.
    pub max_pixels: u64,
}

impl Default for Limits {
    /// 20 MB and 50 megapixels: the best of today's phones. An ordinary picture of that size takes
    /// 150 MB of memory; 16-bit RGBA, the worst, 400 MB, and twice that while it is shrunk.
    fn default() -> Self {
        Self {
            max_bytes: 20_000_000,
            max_pixels: 50_000_000,
        }
    }
}

/// A picture of a note or a comment, ready to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Width of the largest rendition in pixels, orientation applied.
    pub width: u32,
    /// Height of the largest rendition in pixels, orientation applied.
    pub height: u32,
    /// A blurred miniature, at most 24 pixels wide and high, as `data:image/webp;base64,...` of
    /// usually fewer than 250 characters: the background until the picture is there.
    pub placeholder: String,
    /// The same as a BlurHash of 4 by 3 components, for programs.
    pub blurhash: String,
    /// At most 480 pixels wide: cards of a feed.
    pub small: Rendition,
    /// At most 1080 pixels wide: a note on a phone.
    pub medium: Rendition,
    /// At most 2048 pixels on the longer side: full screen.
    pub large: Rendition,
}

/// One encoded size of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendition {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// A complete WebP file without metadata.
    pub webp: Vec<u8>,
}

/// Makes the three renditions and the placeholder of a picture.
///
/// Each is derived from the next larger one, so the source is resampled only once. A picture too
/// small for a size shrinks no further, and equal sizes share their bytes. A very tall picture is
/// bounded by [`Picture::large`], so its smaller renditions may be narrower than their names say.
///
/// # Errors
/// Any [`Error`]; the first that applies in the order empty, too large, unsupported, too many
/// pixels, broken.
pub fn picture(bytes: &[u8], limits: &Limits) -> Result<Picture, Error> {
    let decoded = decode::decode(bytes, limits)?;
    let size = resize::fit_edge(decoded.upright_size(), LARGE_EDGE);
    let large_pixels = upright(decoded, size)?;
    let large = encode::rendition(&large_pixels, Effort::Quick)?;

    let (medium_pixels, medium) = narrower(&large_pixels, &large, MEDIUM_WIDTH)?;
    let medium_pixels = medium_pixels.as_ref().unwrap_or(&large_pixels);
    let (small_pixels, small) = narrower(medium_pixels, &medium, SMALL_WIDTH)?;
    let small_pixels = small_pixels.as_ref().unwrap_or(medium_pixels);

    Ok(Picture {
        width: large.width,
        height: large.height,
        placeholder: encode::placeholder(small_pixels)?,
        blurhash: encode::blurhash(small_pixels)?,
        small,
        medium,
        large,
    })
}

/// Makes an avatar: the centre of the picture, square, at most 256 pixels wide.
///
/// # Errors
/// As [`picture`].
pub fn avatar(bytes: &[u8], limits: &Limits) -> Result<Rendition, Error> {
    cropped(bytes, limits, (1, 1), AVATAR_EDGE)
}

/// Makes the cover of a profile or a space: the centre of the picture, three times as wide as high,
/// at most 1500 by 500 pixels.
///
/// # Errors
/// As [`picture`].
pub fn cover(bytes: &[u8], limits: &Limits) -> Result<Rendition, Error> {
    cropped(bytes, limits, (3, 1), COVER_WIDTH)
}

/// Makes the picture of a page that somebody leads to: nearly twice as wide as high, at most 800 pixels
/// wide.
///
/// # Errors
/// As [`picture`].
pub fn link(bytes: &[u8], limits: &Limits) -> Result<Rendition, Error> {
    cropped(bytes, limits, LINK_SIDES, LINK_WIDTH)
}

fn cropped(
    bytes: &[u8],
    limits: &Limits,
    (across, down): (u32, u32),
    max_width: u32,
) -> Result<Rendition, Error> {
    let decoded = decode::decode(bytes, limits)?;
    let size = resize::crop(decoded.upright_size(), across, down, max_width);
    encode::rendition(&upright(decoded, size)?, Effort::Thorough)
}

/// The picture upright, in 8-bit sRGB, at `size`. It is shrunk first, because turning and converting
/// a few pixels is cheaper than many.
fn upright(decoded: Decoded, size: Size) -> Result<DynamicImage, Error> {
    let stored_size = decoded.turn(size);
    let Decoded {
        mut pixels,
        orientation,
        icc,
    } = decoded;
    if stored_size != (pixels.width(), pixels.height()) {
        pixels = resize::shrink(&pixels, stored_size)?;
    }
    let mut pixels = colour::to_srgb(pixels, icc.as_deref());
    pixels.apply_orientation(orientation);
    Ok(pixels)
}

/// The next smaller rendition, with its pixels unless they are those of the larger one.
fn narrower(
    pixels: &DynamicImage,
    larger: &Rendition,
    max_width: u32,
) -> Result<(Option<DynamicImage>, Rendition), Error> {
    let size = resize::fit_width((larger.width, larger.height), max_width);
    if size == (larger.width, larger.height) {
        return Ok((None, larger.clone()));
    }
    let shrunk = resize::shrink(pixels, size)?;
    let rendition = encode::rendition(&shrunk, Effort::Thorough)?;
    Ok((Some(shrunk), rendition))
}
