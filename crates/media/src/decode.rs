//! From hostile bytes to pixels, within limits.
//!
//! Invariant: no decoder is asked for pixels before the size that the file claims was checked, first
//! by [`crate::sniff`], then on the decoder itself, and none may allocate more than
//! [`max_alloc_bytes`].

use std::io::Cursor;

use image::codecs::gif::GifDecoder;
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageResult};

use crate::sniff::{self, Format, Header};
use crate::{Error, Limits};

/// A picture as its file stores it.
#[derive(Debug)]
pub(crate) struct Decoded {
    /// 8 or 16 bits per channel, grey or RGB, with or without alpha; not yet upright.
    pub(crate) pixels: DynamicImage,
    /// What has to be done for the picture to be upright.
    pub(crate) orientation: Orientation,
    /// The embedded colour profile, unparsed.
    pub(crate) icc: Option<Vec<u8>>,
}

impl Decoded {
    /// Width and height in pixels once the picture is upright.
    pub(crate) fn upright_size(&self) -> (u32, u32) {
        self.turn((self.pixels.width(), self.pixels.height()))
    }

    /// Changes a size from upright to stored or back: a quarter turn swaps its sides.
    pub(crate) fn turn(&self, (width, height): (u32, u32)) -> (u32, u32) {
        match self.orientation {
            Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH => (height, width),
            Orientation::NoTransforms
            | Orientation::Rotate180
            | Orientation::FlipHorizontal
            | Orientation::FlipVertical => (width, height),
        }
    }
}

/// Decodes the still picture in `bytes`: of an animation, its first frame (of an APNG, its default
/// image).
pub(crate) fn decode(bytes: &[u8], limits: &Limits) -> Result<Decoded, Error> {
    if bytes.is_empty() {
        return Err(Error::Empty);
    }
    if bytes.len() > limits.max_bytes {
        return Err(Error::TooLarge {
            size_bytes: bytes.len(),
            max_bytes: limits.max_bytes,
        });
    }
    let header = sniff::header(bytes)?;
    check_pixels(header.width, header.height, limits)?;
    if !header.is_whole {
        return Err(Error::Broken);
    }
    let input = Cursor::new(bytes);
    match header.format {
        Format::Jpeg => read(JpegDecoder::new(input), header, limits),
        Format::Png => read(
            PngDecoder::with_limits(input, codec_limits(limits)),
            header,
            limits,
        ),
        Format::WebP => read(WebPDecoder::new(input), header, limits),
        Format::Gif => read(GifDecoder::new(input), header, limits),
    }
}

fn read<D: ImageDecoder>(
    decoder: ImageResult<D>,
    header: Header,
    limits: &Limits,
) -> Result<Decoded, Error> {
    let refuse = |error| refusal(&error, header, limits);
    let mut decoder = decoder.map_err(refuse)?;
    // A file may hold several headers that disagree; the one that the decoder believes counts.
    let (width, height) = decoder.dimensions();
    check_pixels(width, height, limits)?;
    let mut codec_limits = codec_limits(limits);
    codec_limits
        .reserve(decoder.total_bytes())
        .map_err(refuse)?;
    decoder.set_limits(codec_limits).map_err(refuse)?;
    // Metadata that cannot be read is metadata that is not there: the pixels decide.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let icc = decoder.icc_profile().unwrap_or(None);
    let pixels = DynamicImage::from_decoder(decoder).map_err(refuse)?;
    Ok(Decoded {
        pixels,
        orientation,
        icc,
    })
}

fn check_pixels(width: u32, height: u32, limits: &Limits) -> Result<(), Error> {
    if u64::from(width) * u64::from(height) > limits.max_pixels {
        return Err(Error::TooManyPixels {
            width,
            height,
            max_pixels: limits.max_pixels,
        });
    }
    Ok(())
}

/// The memory that one decoder may take: the largest accepted picture at 8 bytes per pixel (RGBA of
/// 16 bits), and 16 MiB for rows, tables and profiles.
fn max_alloc_bytes(limits: &Limits) -> u64 {
    limits.max_pixels.saturating_mul(8).saturating_add(16 << 20)
}

fn codec_limits(limits: &Limits) -> image::Limits {
    let mut codec_limits = image::Limits::no_limits();
    codec_limits.max_alloc = Some(max_alloc_bytes(limits));
    codec_limits
}

fn refusal(error: &ImageError, header: Header, limits: &Limits) -> Error {
    match error {
        ImageError::Limits(_) => Error::TooManyPixels {
            width: header.width,
            height: header.height,
            max_pixels: limits.max_pixels,
        },
        ImageError::Unsupported(_) => Error::Unsupported,
        ImageError::Decoding(_)
        | ImageError::Encoding(_)
        | ImageError::Parameter(_)
        | ImageError::IoError(_) => Error::Broken,
    }
}
