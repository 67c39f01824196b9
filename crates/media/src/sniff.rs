//! What a file says about itself before any decoder sees it: its format, its claimed size, and
//! whether its container is whole.
//!
//! Only the bytes count; names and content types are the sender's word. Reading the size here, in a
//! few lines per format, means that a decompression bomb is refused before anything is allocated for
//! it. Completeness is judged here because decoders are lenient: zune-jpeg paints what a truncated
//! JPEG lacks grey, and the png crate stops caring once the last row is there.

use crate::Error;

/// The formats that are accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Jpeg,
    Png,
    WebP,
    Gif,
}

/// What the container of a picture claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) format: Format,
    /// Pixels, as stored (before orientation); neither is ever zero.
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// The file goes on to where its container says that it ends. Always true for GIF, of which only
    /// the first frame is used and whose trailer many writers forget.
    pub(crate) is_whole: bool,
}

/// Reads the container of a picture.
///
/// # Errors
/// [`Error::Unsupported`] if the first bytes are not those of an accepted format, [`Error::Broken`]
/// if they are but no size follows.
pub(crate) fn header(bytes: &[u8]) -> Result<Header, Error> {
    let format = format(bytes).ok_or(Error::Unsupported)?;
    let header = match format {
        Format::Jpeg => jpeg(bytes),
        Format::Png => png(bytes),
        Format::WebP => webp(bytes),
        Format::Gif => gif(bytes),
    };
    header
        .filter(|header| header.width > 0 && header.height > 0)
        .ok_or(Error::Broken)
}

/// The format by its magic bytes.
fn format(bytes: &[u8]) -> Option<Format> {
    if bytes.starts_with(b"\xFF\xD8\xFF") {
        Some(Format::Jpeg)
    } else if bytes.starts_with(b"\x89PNG\r\n\x1A\n") {
        Some(Format::Png)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some(Format::WebP)
    } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        Some(Format::Gif)
    } else {
        None
    }
}

/// Walks the segments of a JPEG up to its end-of-image marker (ITU-T T.81, annex B).
///
/// Whatever follows that marker is ignored: phones append previews, depth maps and short videos.
/// The thumbnail inside an EXIF segment has an end-of-image marker of its own, which is why looking
/// for the last `FF D9` of the file would not do.
fn jpeg(bytes: &[u8]) -> Option<Header> {
    let mut size = None;
    let mut entropy_bytes = 0_usize;
    let mut ended = false;
    let mut at = 2;
    while let Some(marker_at) = next_marker(bytes, at) {
        let marker = bytes[marker_at];
        at = marker_at + 1;
        match marker {
            0xD9 => {
                ended = true;
                break;
            }
            // Markers without a segment: start of image, restarts, TEM.
            0xD8 | 0xD0..=0xD7 | 0x01 => continue,
            _ => {}
        }
        let Some(length) = u16_be(bytes, at).filter(|length| *length >= 2) else {
            break;
        };
        let is_frame = matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC);
        if is_frame && size.is_none() {
            size = Some((u16_be(bytes, at + 5)?, u16_be(bytes, at + 3)?));
        }
        at += usize::from(length);
        if marker == 0xDA {
            let scan_start = at;
            at = scan_end(bytes, at);
            entropy_bytes += at.saturating_sub(scan_start);
        }
    }
    let (width, height) = size?;
    // Every 8x8 block costs at least one bit, in the baseline as in the progressive process, so a
    // file with fewer was cut and closed again, or is a bomb.
    let blocks = usize::from(width).div_ceil(8) * usize::from(height).div_ceil(8);
    Some(Header {
        format: Format::Jpeg,
        width: width.into(),
        height: height.into(),
        is_whole: ended && entropy_bytes.saturating_mul(8) >= blocks,
    })
}

/// The position of the code byte of the next marker at or after `at`, past fill bytes and garbage,
/// as libjpeg skips them.
fn next_marker(bytes: &[u8], at: usize) -> Option<usize> {
    let mut after_prefix = false;
    for (offset, byte) in bytes.get(at..)?.iter().enumerate() {
        match byte {
            0xFF => after_prefix = true,
            0x00 => after_prefix = false,
            _ if after_prefix => return Some(at + offset),
            _ => {}
        }
    }
    None
}

/// Where the entropy-coded data that starts at `at` ends: at the prefix of the first marker that is
/// neither a stuffed zero nor a restart, or at the end of the file.
fn scan_end(bytes: &[u8], at: usize) -> usize {
    let Some(data) = bytes.get(at..) else {
        return bytes.len();
    };
    data.windows(2)
        .position(|pair| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xD0..=0xD7 | 0xFF))
        .map_or(bytes.len(), |offset| at + offset)
}

/// Reads the IHDR chunk, which has to come first, and walks the chunks up to IEND (PNG, section 5).
fn png(bytes: &[u8]) -> Option<Header> {
    if bytes.get(12..16) != Some(b"IHDR") {
        return None;
    }
    let mut at = 8_usize;
    let is_whole = loop {
        let Some(length) = u32_be(bytes, at) else {
            break false;
        };
        // Length, type and checksum are four bytes each.
        let Some(next) = at
            .checked_add(12)
            .and_then(|end| end.checked_add(length as usize))
        else {
            break false;
        };
        if next > bytes.len() {
            break false;
        }
        if bytes.get(at + 4..at + 8) == Some(b"IEND") {
            break true;
        }
        at = next;
    };
    Some(Header {
        format: Format::Png,
        width: u32_be(bytes, 16)?,
        height: u32_be(bytes, 20)?,
        is_whole,
    })
}

/// Reads the first chunk of a WebP (RFC 9649): lossy, lossless or extended.
fn webp(bytes: &[u8]) -> Option<Header> {
    let (width, height) = match bytes.get(12..16)? {
        b"VP8 " if bytes.get(23..26)? == b"\x9D\x01\x2A" => (
            u32::from(u16_le(bytes, 26)? & 0x3FFF),
            u32::from(u16_le(bytes, 28)? & 0x3FFF),
        ),
        b"VP8L" if *bytes.get(20)? == 0x2F => {
            let packed = u32_le(bytes, 21)?;
            ((packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1)
        }
        // 24 bits each; the upper byte of each read belongs to the next field.
        b"VP8X" => (
            (u32_le(bytes, 24)? & 0xFF_FFFF) + 1,
            (u32_le(bytes, 26)? >> 8) + 1,
        ),
        _ => return None,
    };
    let claimed_bytes = u64::from(u32_le(bytes, 4)?) + 8;
    Some(Header {
        format: Format::WebP,
        width,
        height,
        is_whole: bytes.len() as u64 >= claimed_bytes,
    })
}

/// Reads the logical screen of a GIF.
fn gif(bytes: &[u8]) -> Option<Header> {
    Some(Header {
        format: Format::Gif,
        width: u16_le(bytes, 6)?.into(),
        height: u16_le(bytes, 8)?.into(),
        is_whole: true,
    })
}

fn array<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..)?.first_chunk().copied()
}

fn u16_be(bytes: &[u8], at: usize) -> Option<u16> {
    array(bytes, at).map(u16::from_be_bytes)
}

fn u16_le(bytes: &[u8], at: usize) -> Option<u16> {
    array(bytes, at).map(u16::from_le_bytes)
}

fn u32_be(bytes: &[u8], at: usize) -> Option<u32> {
    array(bytes, at).map(u32::from_be_bytes)
}

fn u32_le(bytes: &[u8], at: usize) -> Option<u32> {
    array(bytes, at).map(u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(bytes: &[u8]) -> Error {
        header(bytes).unwrap_err()
    }

    #[test]
    fn other_formats_are_unsupported() {
        let strangers: [&[u8]; 7] = [
            b"\x7FELF\x02\x01\x01\0",
            b"MZ\x90\0",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
            b"\0\0\0\x1Cftypavif\0\0\0\0avifmif1",
            b"RIFF\x10\0\0\0WAVEfmt ",
            b"BM",
        ];
        for bytes in strangers {
            assert_eq!(refusal(bytes), Error::Unsupported);
        }
    }

    #[test]
    fn bare_magic_is_broken() {
        for magic in [
            &b"\xFF\xD8\xFF\xE0"[..],
            b"\x89PNG\r\n\x1A\n",
            b"RIFF\0\0\0\0WEBP",
            b"GIF89a",
        ] {
            assert_eq!(refusal(magic), Error::Broken);
        }
    }

    #[test]
    fn extended_webp_keeps_both_sizes_apart() {
        let mut bytes = b"RIFF\x16\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0".to_vec();
        bytes.extend([0x34, 0x12, 0x01, 0x78, 0x56, 0x00]);
        let read = header(&bytes).unwrap();
        assert_eq!((read.width, read.height), (0x1_1235, 0x5679));
        assert!(read.is_whole);
    }

    #[test]
    fn thumbnail_end_does_not_pass_for_the_end_of_the_picture() {
        // SOI, APP1 that contains FF D9, SOF0 of 8x8, SOS, one byte of data, and no EOI.
        let mut bytes = b"\xFF\xD8\xFF\xE1\0\x06\xFF\xD8\xFF\xD9".to_vec();
        bytes.extend(b"\xFF\xC0\0\x0B\x08\0\x08\0\x08\x01\x01\x11\0");
        bytes.extend(b"\xFF\xDA\0\x08\x01\x01\0\0\x3F\0\xAA");
        assert!(!header(&bytes).unwrap().is_whole);
        bytes.extend(b"\xFF\xD9 and a video that the phone appended");
        assert!(header(&bytes).unwrap().is_whole);
    }

    #[test]
    fn jpeg_without_data_for_its_size_is_not_whole() {
        let mut bytes = b"\xFF\xD8\xFF\xC0\0\x0B\x08\x10\0\x10\0\x01\x01\x11\0".to_vec();
        bytes.extend(b"\xFF\xDA\0\x08\x01\x01\0\0\x3F\0\xAA\xAA\xFF\xD9");
        assert!(!header(&bytes).unwrap().is_whole);
    }
}
