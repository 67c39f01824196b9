//! From sRGB pixels to lossy WebP, without any metadata.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::DynamicImage;
use webp::{Encoder, PixelLayout, WebPConfig};

use crate::resize::{fit_edge, shrink};
use crate::{Error, Rendition};

/// libwebp's quality, 0 to 100. At 78 the artefacts are hard to see on a phone.
const QUALITY: f32 = 78.0;

/// How much time libwebp may spend on a picture.
///
/// Measured on a 12 MP JPEG, on two busy cores, at 2048x1536: effort 1 takes 55 ms for 112 kB, 2
/// takes 80 ms for 117 kB, 3 and 4 take 220 ms for 107 kB, next to 60 ms for decoding and 30 ms for
/// shrinking.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Effort {
    /// For the largest rendition, which costs the most and is looked at the least.
    Quick,
    /// For what every reader downloads.
    Thorough,
}

impl Effort {
    /// libwebp's `method`, 0 to 6.
    fn method(self) -> i32 {
        match self {
            Self::Quick => 2,
            Self::Thorough => 4,
        }
    }
}

/// The longest data URL of a placeholder that is aimed at; it sits in the HTML of every card.
const PLACEHOLDER_CHARS: usize = 250;

/// Encodes a picture of 8-bit RGB or RGBA pixels at its own size.
pub(crate) fn rendition(pixels: &DynamicImage, effort: Effort) -> Result<Rendition, Error> {
    Ok(Rendition {
        width: pixels.width(),
        height: pixels.height(),
        webp: lossy(pixels, QUALITY, effort)?,
    })
}

/// A blurred miniature as a data URL, at most 24 pixels on its longer side. Detail is given up until
/// it is shorter than [`PLACEHOLDER_CHARS`]; the last attempt, 8 pixels of the lowest quality, is
/// taken as it is.
pub(crate) fn placeholder(pixels: &DynamicImage) -> Result<String, Error> {
    let mut url = String::new();
    for (edge, quality) in [(24, 30.0), (24, 10.0), (16, 10.0), (12, 5.0), (8, 0.0)] {
        let size = fit_edge((pixels.width(), pixels.height()), edge);
        let miniature = shrink(pixels, size)?.fast_blur(1.0);
        let webp = lossy(&miniature, quality, Effort::Thorough)?;
        url = format!("data:image/webp;base64,{}", STANDARD.encode(webp));
        if url.len() < PLACEHOLDER_CHARS {
            break;
        }
    }
    Ok(url)
}

/// A BlurHash of 4 by 3 components; what one tells of a picture needs no more than 32 pixels.
pub(crate) fn blurhash(pixels: &DynamicImage) -> Result<String, Error> {
    let size = fit_edge((pixels.width(), pixels.height()), 32);
    let miniature = shrink(pixels, size)?.to_rgba8();
    let (width, height) = miniature.dimensions();
    blurhash::encode(4, 3, width, height, miniature.as_raw())
        .map_err(|error| Error::Encode(error.to_string()))
}

fn lossy(pixels: &DynamicImage, quality: f32, effort: Effort) -> Result<Vec<u8>, Error> {
    let (bytes, layout) = match pixels {
        DynamicImage::ImageRgb8(pixels) => (pixels.as_raw(), PixelLayout::Rgb),
        DynamicImage::ImageRgba8(pixels) => (pixels.as_raw(), PixelLayout::Rgba),
        other => return Err(Error::Encode(format!("{:?} pixels", other.color()))),
    };
    let mut config =
        WebPConfig::new().map_err(|()| Error::Encode("libwebp has another version".into()))?;
    config.quality = quality;
    config.method = effort.method();
    let webp = Encoder::new(bytes, layout, pixels.width(), pixels.height())
        .encode_advanced(&config)
        .map_err(|error| Error::Encode(format!("{error:?}")))?;
    Ok(webp.to_vec())
}
