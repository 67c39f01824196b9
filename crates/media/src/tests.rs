//! What the crate promises, on pictures made here.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{
    DynamicImage, ExtendedColorType, GrayImage, ImageBuffer, ImageEncoder, ImageFormat, Luma, Rgb,
    RgbImage, Rgba, RgbaImage,
};
use proptest::prelude::*;

use super::*;

/// Red grows to the right, green downwards.
fn gradient(width: u32, height: u32) -> DynamicImage {
    let part = |at: u32, of: u32| u8::try_from(at * 255 / of.max(1)).unwrap();
    RgbImage::from_fn(width, height, |x, y| {
        Rgb([part(x, width), part(y, height), 60])
    })
    .into()
}

fn encoded(pixels: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    pixels.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    encoded(&gradient(width, height), ImageFormat::Jpeg)
}

fn shown(rendition: &Rendition) -> DynamicImage {
    let pixels = image::load_from_memory_with_format(&rendition.webp, ImageFormat::WebP).unwrap();
    assert_eq!(
        (pixels.width(), pixels.height()),
        (rendition.width, rendition.height)
    );
    pixels
}

#[track_caller]
fn assert_colour(pixels: &DynamicImage, (x, y): (u32, u32), expected: [u8; 3]) {
    let Rgb(found) = *pixels.to_rgb8().get_pixel(x, y);
    let is_near = found.iter().zip(expected).all(|(a, b)| a.abs_diff(b) <= 24);
    assert!(is_near, "{found:?} at {x},{y} instead of {expected:?}");
}

fn size(rendition: &Rendition) -> Size {
    (rendition.width, rendition.height)
}

fn refusal(bytes: &[u8]) -> Error {
    picture(bytes, &Limits::default()).unwrap_err()
}

mod sizes {
    use super::*;

    #[test]
    fn renditions_fit_their_sizes() {
        let made = picture(&jpeg(2400, 600), &Limits::default()).unwrap();
        assert_eq!((made.width, made.height), (2048, 512));
        assert_eq!(size(&made.large), (2048, 512));
        assert_eq!(size(&made.medium), (1080, 270));
        assert_eq!(size(&made.small), (480, 120));
        for rendition in [&made.large, &made.medium, &made.small] {
            let (width, height) = size(rendition);
            let pixels = shown(rendition);
            assert_colour(&pixels, (width / 2, height / 2), [128, 128, 60]);
            assert_colour(&pixels, (width - 1, 0), [255, 0, 60]);
        }
    }

    #[test]
    fn small_picture_is_not_enlarged_and_shares_its_bytes() {
        let made = picture(&jpeg(300, 200), &Limits::default()).unwrap();
        assert_eq!(size(&made.large), (300, 200));
        assert_eq!(made.large, made.medium);
        assert_eq!(made.medium, made.small);
    }

    #[test]
    fn one_pixel_is_a_picture() {
        let made = picture(&jpeg(1, 1), &Limits::default()).unwrap();
        assert_eq!((made.width, made.height), (1, 1));
        assert_eq!(
            size(&avatar(&jpeg(1, 1), &Limits::default()).unwrap()),
            (1, 1)
        );
        assert_eq!(
            size(&cover(&jpeg(1, 1), &Limits::default()).unwrap()),
            (1, 1)
        );
    }

    #[test]
    fn thread_like_picture_has_renditions() {
        let made = picture(&jpeg(1, 5000), &Limits::default()).unwrap();
        assert_eq!(size(&made.large), (1, 2048));
    }

    #[test]
    fn avatar_is_the_centre_square() {
        let mut pixels = RgbImage::from_pixel(900, 300, Rgb([200, 30, 30]));
        image::imageops::overlay(
            &mut pixels,
            &RgbImage::from_pixel(300, 300, Rgb([30, 30, 200])),
            300,
            0,
        );
        let made = avatar(
            &encoded(&pixels.into(), ImageFormat::Png),
            &Limits::default(),
        )
        .unwrap();
        assert_eq!(size(&made), (256, 256));
        let pixels = shown(&made);
        assert_colour(&pixels, (3, 128), [30, 30, 200]);
        assert_colour(&pixels, (252, 128), [30, 30, 200]);
    }

    #[test]
    fn cover_is_three_to_one() {
        let made = cover(&jpeg(1600, 1600), &Limits::default()).unwrap();
        assert_eq!(size(&made), (1500, 500));
        let pixels = shown(&made);
        assert_colour(&pixels, (750, 0), [128, 85, 60]);
        assert_colour(&pixels, (750, 499), [128, 170, 60]);
        assert_eq!(
            size(&cover(&jpeg(300, 400), &Limits::default()).unwrap()),
            (300, 100)
        );
    }

    #[test]
    fn placeholder_is_a_short_data_url() {
        let noise = RgbaImage::from_fn(640, 480, |x, y| {
            let mixed = x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503);
            Rgba(mixed.to_be_bytes())
        });
        for pixels in [gradient(800, 600), gradient(600, 800), noise.into()] {
            let bytes = encoded(&pixels, ImageFormat::Png);
            let made = picture(&bytes, &Limits::default()).unwrap();
            let data = made
                .placeholder
                .strip_prefix("data:image/webp;base64,")
                .unwrap();
            assert!(made.placeholder.len() < 250, "{}", made.placeholder.len());
            let webp = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, data);
            let miniature = image::load_from_memory(&webp.unwrap()).unwrap();
            assert!(miniature.width() <= 24 && miniature.height() <= 24);
        }
    }
}

mod metadata {
    use super::*;

    const SECRET: &[u8] = b"48.858370N 2.294481E";

    /// A little-endian TIFF block with the given orientation and a GPS directory whose processing
    /// method (tag 27) is [`SECRET`].
    fn exif(orientation: u16) -> Vec<u8> {
        let mut tiff = b"II*\0\x08\0\0\0".to_vec();
        // Directory 0 at 8: two entries of 12 bytes, then the offset of the next directory.
        tiff.extend(2_u16.to_le_bytes());
        entry(&mut tiff, 0x0112, 3, 1, orientation.into());
        entry(&mut tiff, 0x8825, 4, 1, 38);
        tiff.extend(0_u32.to_le_bytes());
        // GPS directory at 38: one entry, whose value is at 56.
        assert_eq!(tiff.len(), 38);
        tiff.extend(1_u16.to_le_bytes());
        entry(&mut tiff, 27, 7, u32::try_from(SECRET.len()).unwrap(), 56);
        tiff.extend(0_u32.to_le_bytes());
        assert_eq!(tiff.len(), 56);
        tiff.extend(SECRET);
        tiff
    }

    fn entry(tiff: &mut Vec<u8>, tag: u16, kind: u16, count: u32, value: u32) {
        tiff.extend(tag.to_le_bytes());
        tiff.extend(kind.to_le_bytes());
        tiff.extend(count.to_le_bytes());
        tiff.extend(value.to_le_bytes());
    }

    /// The JPEG with an EXIF segment right after its start-of-image marker.
    fn with_exif(jpeg: &[u8], orientation: u16) -> Vec<u8> {
        let exif = exif(orientation);
        let length = u16::try_from(2 + 6 + exif.len()).unwrap();
        let mut bytes = jpeg[..2].to_vec();
        bytes.extend([0xFF, 0xE1]);
        bytes.extend(length.to_be_bytes());
        bytes.extend(b"Exif\0\0");
        bytes.extend(exif);
        bytes.extend(&jpeg[2..]);
        bytes
    }

    fn contains(bytes: &[u8], part: &[u8]) -> bool {
        bytes.windows(part.len()).any(|window| window == part)
    }

    /// The names of the chunks of a WebP.
    fn chunks(webp: &[u8]) -> Vec<String> {
        let mut names = Vec::new();
        let mut at = 12;
        while at < webp.len() {
            names.push(String::from_utf8_lossy(&webp[at..at + 4]).into_owned());
            let length = u32::from_le_bytes(webp[at + 4..at + 8].try_into().unwrap());
            at += 8 + length.next_multiple_of(2) as usize;
        }
        names
    }

    #[track_caller]
    fn assert_bare(rendition: &Rendition) {
        for part in [SECRET, b"Exif", b"EXIF", b"II*\0", b"XMP ", b"ICCP"] {
            assert!(!contains(&rendition.webp, part));
        }
        assert_eq!(chunks(&rendition.webp), ["VP8 "]);
    }

    #[test]
    fn exif_and_position_do_not_come_through() {
        let bytes = with_exif(&jpeg(700, 500), 6);
        assert!(contains(&bytes, SECRET) && contains(&bytes, b"Exif"));
        let made = picture(&bytes, &Limits::default()).unwrap();
        assert_bare(&made.large);
        assert_bare(&made.medium);
        assert_bare(&made.small);
        assert_bare(&avatar(&bytes, &Limits::default()).unwrap());
        assert_bare(&cover(&bytes, &Limits::default()).unwrap());
    }

    #[test]
    fn orientation_six_turns_the_picture_clockwise() {
        let made = picture(&with_exif(&jpeg(700, 500), 6), &Limits::default()).unwrap();
        assert_eq!((made.width, made.height), (500, 700));
        assert_eq!(size(&made.small), (480, 672));
        let pixels = shown(&made.large);
        // What was at the lower left is now at the upper left, and so on clockwise.
        assert_colour(&pixels, (2, 2), [0, 255, 60]);
        assert_colour(&pixels, (497, 2), [0, 0, 60]);
        assert_colour(&pixels, (497, 697), [255, 0, 60]);
    }

    #[test]
    fn crops_of_a_turned_picture_are_upright() {
        // Stored 300 wide and 900 high, shown 900 wide and 300 high: just a cover.
        let bytes = with_exif(&jpeg(300, 900), 8);
        let made = cover(&bytes, &Limits::default()).unwrap();
        assert_eq!(size(&made), (900, 300));
        assert_colour(&shown(&made), (2, 2), [255, 0, 60]);
        assert_colour(&shown(&made), (2, 297), [0, 0, 60]);
    }

    #[test]
    fn every_orientation_is_applied() {
        // The colour that has to be at the upper left for each of the eight.
        let corners = [
            [0, 0, 60],
            [255, 0, 60],
            [255, 255, 60],
            [0, 255, 60],
            [0, 0, 60],
            [0, 255, 60],
            [255, 255, 60],
            [255, 0, 60],
        ];
        for (orientation, corner) in (1..).zip(corners) {
            let bytes = with_exif(&jpeg(96, 64), orientation);
            let made = picture(&bytes, &Limits::default()).unwrap();
            let upright = if orientation < 5 { (96, 64) } else { (64, 96) };
            assert_eq!(size(&made.large), upright, "orientation {orientation}");
            assert_colour(&shown(&made.large), (1, 1), corner);
        }
    }

    #[test]
    fn orientation_of_png_and_webp_is_applied() {
        let pixels = gradient(96, 64).into_rgb8();
        let mut png = Vec::new();
        let mut encoder = PngEncoder::new(&mut png);
        encoder.set_exif_metadata(exif(6)).unwrap();
        encoder
            .write_image(&pixels, 96, 64, ExtendedColorType::Rgb8)
            .unwrap();
        let mut webp = Vec::new();
        let mut encoder = image::codecs::webp::WebPEncoder::new_lossless(&mut webp);
        encoder.set_exif_metadata(exif(6)).unwrap();
        encoder
            .write_image(&pixels, 96, 64, ExtendedColorType::Rgb8)
            .unwrap();
        for bytes in [png, webp] {
            assert!(contains(&bytes, SECRET));
            let made = picture(&bytes, &Limits::default()).unwrap();
            assert_eq!(size(&made.large), (64, 96));
            assert_colour(&shown(&made.large), (1, 1), [0, 255, 60]);
            assert_bare(&made.large);
        }
    }

    #[test]
    fn appended_archive_does_not_come_through() {
        let mut bytes = jpeg(64, 64);
        bytes.extend(b"PK\x03\x04 a zip behind the picture");
        let made = picture(&bytes, &Limits::default()).unwrap();
        assert!(!contains(&made.large.webp, b"PK\x03\x04"));
    }
}

mod colours {
    use super::*;

    #[test]
    fn transparency_is_kept() {
        let pixels = RgbaImage::from_fn(600, 400, |x, _| {
            Rgba([20, 140, 220, if x < 300 { 0 } else { 255 }])
        });
        let bytes = encoded(&pixels.into(), ImageFormat::Png);
        let made = picture(&bytes, &Limits::default()).unwrap();
        for rendition in [&made.large, &made.small] {
            let pixels = shown(rendition).into_rgba8();
            assert_eq!(pixels.get_pixel(10, 10).0[3], 0);
            assert_eq!(pixels.get_pixel(rendition.width - 10, 10).0[3], 255);
        }
        assert_colour(&shown(&made.small), (300, 160), [20, 140, 220]);
    }

    #[test]
    fn sixteen_bit_png_is_read() {
        let wide = |value: u8| u16::from(value) * 257;
        let colour: ImageBuffer<Rgb<u16>, _> =
            ImageBuffer::from_pixel(600, 300, Rgb([wide(200), wide(100), wide(50)]));
        let bytes = encoded(&colour.into(), ImageFormat::Png);
        let made = picture(&bytes, &Limits::default()).unwrap();
        assert_colour(&shown(&made.small), (240, 120), [200, 100, 50]);

        let grey: ImageBuffer<Luma<u16>, _> = ImageBuffer::from_pixel(600, 300, Luma([wide(90)]));
        let bytes = encoded(&DynamicImage::ImageLuma16(grey), ImageFormat::Png);
        let made = picture(&bytes, &Limits::default()).unwrap();
        assert_colour(&shown(&made.small), (240, 120), [90, 90, 90]);
    }

    #[test]
    fn grey_jpeg_is_read() {
        let pixels = GrayImage::from_pixel(600, 300, Luma([90]));
        let made = picture(
            &encoded(&pixels.into(), ImageFormat::Jpeg),
            &Limits::default(),
        );
        assert_colour(&shown(&made.unwrap().small), (240, 120), [90, 90, 90]);
    }

    #[test]
    fn first_frame_of_a_gif_is_taken() {
        let frame = |colour| image::Frame::new(RgbaImage::from_pixel(50, 40, Rgba(colour)));
        let mut bytes = Vec::new();
        let mut encoder = image::codecs::gif::GifEncoder::new(&mut bytes);
        encoder
            .encode_frames([frame([220, 20, 20, 255]), frame([20, 20, 220, 255])])
            .unwrap();
        drop(encoder);
        let made = picture(&bytes, &Limits::default()).unwrap();
        assert_eq!(size(&made.large), (50, 40));
        assert_colour(&shown(&made.large), (25, 20), [220, 20, 20]);
    }

    #[test]
    fn display_p3_is_converted_to_srgb() {
        let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
        let pixels = RgbImage::from_pixel(64, 64, Rgb([200, 80, 80]));
        let mut bytes = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
        encoder.set_icc_profile(profile).unwrap();
        encoder
            .write_image(&pixels, 64, 64, ExtendedColorType::Rgb8)
            .unwrap();
        let made = picture(&bytes, &Limits::default()).unwrap();
        let Rgb([red, green, _]) = *shown(&made.large).to_rgb8().get_pixel(32, 32);
        assert!(red > 210 && green < 76, "{red} {green}");
    }

    #[test]
    fn damaged_colour_profile_is_ignored() {
        let pixels = RgbImage::from_pixel(64, 64, Rgb([200, 80, 80]));
        let mut bytes = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
        encoder.set_icc_profile(vec![7; 300]).unwrap();
        encoder
            .write_image(&pixels, 64, 64, ExtendedColorType::Rgb8)
            .unwrap();
        let made = picture(&bytes, &Limits::default()).unwrap();
        assert_colour(&shown(&made.large), (32, 32), [200, 80, 80]);
    }

    #[test]
    fn cmyk_jpeg_is_read() {
        // Photoshop's way: inverted, and marked by an Adobe segment. Full cyan and yellow: green.
        let made = picture(&cmyk_jpeg([0, 255, 0, 255]), &Limits::default()).unwrap();
        assert_eq!(size(&made.large), (8, 8));
        assert_colour(&shown(&made.large), (4, 4), [0, 255, 0]);
    }

    /// An 8x8 baseline JPEG of four components of one value each, which no encoder at hand writes:
    /// only the mean of each block differs from zero.
    fn cmyk_jpeg(values: [u8; 4]) -> Vec<u8> {
        let mut bytes = b"\xFF\xD8\xFF\xEE\0\x0EAdobe\0\x64\0\0\0\0\0".to_vec();
        // All quantisers are 8, so a mean of n above 128 is stored as n.
        bytes.extend(b"\xFF\xDB\0\x43\0");
        bytes.extend([8; 64]);
        bytes.extend(b"\xFF\xC0\0\x14\x08\0\x08\0\x08\x04");
        for component in 1..=4 {
            bytes.extend([component, 0x11, 0]);
        }
        // Twelve DC categories, 0 to 11, with four-bit codes of the same number.
        bytes.extend(b"\xFF\xC4\0\x1F\0\0\0\0\x0C\0\0\0\0\0\0\0\0\0\0\0\0");
        bytes.extend(0..12);
        // One AC code: 0, the end of the block.
        bytes.extend(b"\xFF\xC4\0\x14\x10\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
        bytes.extend(b"\xFF\xDA\0\x0E\x04\x01\0\x02\0\x03\0\x04\0\0\x3F\0");
        let mut bits = String::new();
        for value in values {
            let mean = i32::from(value) - 128;
            let category = i32::BITS - mean.abs().leading_zeros();
            let stored = if mean < 0 {
                mean + (1 << category) - 1
            } else {
                mean
            };
            bits += &format!("{category:04b}");
            bits += &format!("{stored:0width$b}", width = category as usize);
            bits += "0";
        }
        while !bits.len().is_multiple_of(8) {
            bits += "1";
        }
        for at in (0..bits.len()).step_by(8) {
            let byte = u8::from_str_radix(&bits[at..at + 8], 2).unwrap();
            bytes.push(byte);
            if byte == 0xFF {
                bytes.push(0);
            }
        }
        bytes.extend([0xFF, 0xD9]);
        bytes
    }
}

mod refusals {
    use super::*;

    /// A PNG header of the given size, followed by `rest`. Checksums are not looked at so early.
    fn png_claiming(width: u32, height: u32, rest: &[u8]) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, 6, 0, 0, 0]);
        bytes.extend([0; 4]);
        bytes.extend(rest);
        bytes
    }

    #[test]
    fn codes_are_distinct() {
        let limits = Limits {
            max_bytes: 100,
            max_pixels: 100,
        };
        let codes = [
            picture(&[], &limits),
            picture(&[0; 101], &limits),
            picture(b"plain text", &limits),
            picture(&png_claiming(11, 11, &[]), &limits),
            picture(&png_claiming(5, 5, &[]), &limits),
        ]
        .map(|result| result.unwrap_err().code());
        assert_eq!(
            codes,
            [
                "picture-empty",
                "picture-too-large",
                "picture-unsupported",
                "picture-too-many-pixels",
                "picture-broken",
            ]
        );
    }

    #[test]
    fn bomb_is_refused_by_its_header() {
        let bomb = png_claiming(60_000, 60_000, b"\0\0\0\0IEND\xAE\x42\x60\x82");
        let expected = Error::TooManyPixels {
            width: 60_000,
            height: 60_000,
            max_pixels: 50_000_000,
        };
        assert_eq!(refusal(&bomb), expected);
        assert_eq!(avatar(&bomb, &Limits::default()).unwrap_err(), expected);
        assert_eq!(cover(&bomb, &Limits::default()).unwrap_err(), expected);
    }

    #[test]
    fn gif_frame_far_larger_than_its_screen_is_refused() {
        let mut bytes = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xFF\xFF\xFF".to_vec();
        bytes.extend(b",\0\0\0\0\xFF\xFF\xFF\xFF\0\x02\x02\x44\x01\0;");
        assert_eq!(refusal(&bytes).code(), "picture-too-many-pixels");
    }

    #[test]
    fn executable_with_a_picture_name_is_unsupported() {
        // The name is not even a parameter.
        let mut elf = b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3E\0".to_vec();
        elf.extend(jpeg(10, 10));
        assert_eq!(refusal(&elf), Error::Unsupported);
    }

    #[test]
    fn truncated_jpeg_is_broken() {
        let bytes = jpeg(400, 300);
        for part in [3, 4, 10, 50, 90, 99] {
            let cut = &bytes[..bytes.len() * part / 100];
            assert_eq!(refusal(cut), Error::Broken, "{part} %");
        }
        assert_eq!(refusal(&bytes[..bytes.len() - 1]), Error::Broken);
        // Cut, and closed again by somebody.
        let mut closed = bytes[..700].to_vec();
        closed.extend([0xFF, 0xD9]);
        assert_eq!(refusal(&closed), Error::Broken);
    }

    #[test]
    fn truncated_png_webp_and_gif_are_broken() {
        for format in [ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif] {
            let bytes = encoded(&gradient(400, 300), format);
            for part in [5, 50, 95] {
                let cut = &bytes[..bytes.len() * part / 100];
                assert_eq!(refusal(cut), Error::Broken, "{format:?}, {part} %");
            }
        }
        let png = encoded(&gradient(400, 300), ImageFormat::Png);
        assert_eq!(refusal(&png[..png.len() - 1]), Error::Broken);
    }

    #[test]
    fn corrupt_png_is_broken() {
        let mut bytes = encoded(&gradient(400, 300), ImageFormat::Png);
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x55;
        assert_eq!(refusal(&bytes), Error::Broken);
    }
}

/// Small enough that a mutation cannot make a case slow.
const SMALL_LIMITS: Limits = Limits {
    max_bytes: 1 << 16,
    max_pixels: 1 << 16,
};

/// One file of each format, the JPEG with a profile, all with structure to damage.
fn seeds() -> Vec<Vec<u8>> {
    let pixels = gradient(40, 30);
    let mut tagged = Vec::new();
    let mut encoder = JpegEncoder::new(&mut tagged);
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    encoder.set_icc_profile(profile).unwrap();
    encoder
        .write_image(pixels.as_bytes(), 40, 30, ExtendedColorType::Rgb8)
        .unwrap();
    let lossy = webp::Encoder::from_rgb(pixels.as_bytes(), 40, 30).encode(50.0);
    vec![
        tagged,
        encoded(&pixels, ImageFormat::Jpeg),
        encoded(&pixels, ImageFormat::Png),
        encoded(&pixels.to_rgba16().into(), ImageFormat::Png),
        encoded(&pixels, ImageFormat::WebP),
        lossy.to_vec(),
        encoded(&pixels, ImageFormat::Gif),
    ]
}

/// Whatever the bytes, an answer; and if it is a picture, a sound one.
fn answer(bytes: &[u8]) {
    if let Ok(made) = picture(bytes, &SMALL_LIMITS) {
        assert_eq!(size(&made.large), (made.width, made.height));
        assert!(made.small.width <= made.medium.width && made.medium.width <= made.large.width);
        assert!(u64::from(made.width) * u64::from(made.height) <= SMALL_LIMITS.max_pixels);
    }
    drop(avatar(bytes, &SMALL_LIMITS));
    drop(cover(bytes, &SMALL_LIMITS));
}

proptest! {
    #[test]
    fn random_bytes_never_panic(
        magic in prop::sample::select(vec![
            &b""[..], b"\xFF\xD8\xFF", b"\x89PNG\r\n\x1A\n", b"RIFF\x80\0\0\0WEBPVP8 ", b"GIF89a",
        ]),
        noise in prop::collection::vec(any::<u8>(), 0..600),
    ) {
        answer(&[magic, &noise].concat());
    }

    #[test]
    fn mutated_pictures_never_panic(
        seed in prop::sample::select(seeds()),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in prop::option::weighted(0.2, any::<prop::sample::Index>()),
    ) {
        let mut bytes = seed;
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        answer(&bytes);
    }
}
