//! One gzip stream of pieces that were compressed apart, so that what many share is compressed once.
//!
//! Each shared piece is deflated alone and ends at a byte (a full flush); what is one reader's own goes between them
//! as stored blocks. The checksum of the whole is combined from those of the pieces, as zlib's `crc32_combine` does.

use bytes::Bytes;
use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress};
use std::cell::RefCell;

/// The polynomial of CRC-32, reflected.
const POLYNOMIAL: u32 = 0xedb8_8320;
/// Some size for little time: a third larger than the best, in a fourth of the time.
const QUICK: u32 = 1;
/// For what is given again and again.
const BEST: u32 = 6;
/// A stored block holds no more.
const STORED: usize = 0xffff;

/// A piece, compressed.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    deflated: Bytes,
    length: u32,
    sum: Sum,
}

/// A checksum, and what it takes to put it behind another one.
#[derive(Debug, Clone, Copy)]
struct Sum {
    crc: u32,
    shift: u32,
}

/// The product of two polynomials, modulo that of CRC-32.
fn product(a: u32, mut b: u32) -> u32 {
    let mut product = 0;
    let mut bit = 1 << 31;
    while bit != 0 {
        if a & bit != 0 {
            product ^= b;
        }
        bit >>= 1;
        b = if b & 1 == 0 {
            b >> 1
        } else {
            (b >> 1) ^ POLYNOMIAL
        };
    }
    product
}

/// x to the power of eight times `length`: what moves a checksum over so many bytes.
fn shift(length: u32) -> u32 {
    // x to the power of 8, then of 16, 32, …
    let mut power = 1 << 23;
    let mut shift = 1 << 31;
    let mut left = length;
    while left > 0 {
        if left & 1 == 1 {
            shift = product(power, shift);
        }
        power = product(power, power);
        left >>= 1;
    }
    shift
}

thread_local! {
    /// Making one takes as long as using it.
    static DEFLATE: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(QUICK), false));
}

/// What a text becomes, ended by a full flush: at a byte, and with nothing that points before it.
fn deflated(deflate: &mut Compress, text: &[u8], out: &mut Vec<u8>) {
    out.reserve(text.len() / 2 + 128);
    let begin = deflate.total_in();
    loop {
        let from = (deflate.total_in() - begin) as usize;
        // What does not fail on memory does not fail.
        let _ = deflate.compress_vec(&text[from..], out, FlushCompress::Full);
        if out.len() < out.capacity() {
            return;
        }
        out.reserve(out.capacity().max(256));
    }
}

impl Sum {
    fn of(bytes: &[u8]) -> Self {
        Self {
            crc: crc32fast::hash(bytes),
            shift: shift(bytes.len() as u32),
        }
    }

    /// The checksum of both, one behind the other.
    fn behind(self, before: u32) -> u32 {
        product(self.shift, before) ^ self.crc
    }
}

impl Piece {
    fn new(deflate: &mut Compress, text: &[u8]) -> Self {
        let mut out = Vec::new();
        deflated(deflate, text, &mut out);
        out.shrink_to_fit();
        Self {
            deflated: out.into(),
            length: text.len() as u32,
            sum: Sum::of(text),
        }
    }

    /// Compresses texts, one after the other, each so that it can stand behind anything.
    pub(crate) fn all(texts: &[&[u8]]) -> Vec<Self> {
        DEFLATE.with_borrow_mut(|deflate| {
            deflate.reset();
            texts.iter().map(|text| Self::new(deflate, text)).collect()
        })
    }

    /// The same, smaller, in three times the time.
    pub(crate) fn dense(&self) -> Self {
        let mut deflate = Compress::new(Compression::new(BEST), false);
        Self::new(&mut deflate, &self.inflated())
    }

    /// Bytes that it takes.
    pub(crate) fn size(&self) -> usize {
        self.deflated.len()
    }

    /// Bytes that it was made of.
    pub(crate) fn length(&self) -> usize {
        self.length as usize
    }

    /// The bytes that it was made of.
    pub(crate) fn inflated(&self) -> Vec<u8> {
        let mut inflate = Decompress::new(false);
        let mut text = Vec::with_capacity(self.length as usize + 16);
        while text.len() < self.length as usize {
            let from = inflate.total_in() as usize;
            let before = text.len();
            let rest = &self.deflated[from..];
            let done = inflate.decompress_vec(rest, &mut text, FlushDecompress::Sync);
            if done.is_err() || text.len() == before {
                break;
            }
        }
        text
    }
}

/// A gzip stream in the making.
pub(crate) struct Stitched {
    out: Vec<u8>,
    crc: u32,
    length: u32,
}

impl Stitched {
    pub(crate) fn with_capacity(capacity: usize) -> Self {
        let mut out = Vec::with_capacity(capacity + 64);
        // Magic, deflate, no flags, no time, no hints, an unknown system.
        out.extend_from_slice(&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
        Self {
            out,
            crc: 0,
            length: 0,
        }
    }

    pub(crate) fn piece(&mut self, piece: &Piece) {
        self.out.extend_from_slice(&piece.deflated);
        self.crc = piece.sum.behind(self.crc);
        self.length = self.length.wrapping_add(piece.length);
    }

    /// Bytes as they are.
    pub(crate) fn plain(&mut self, bytes: &[u8]) {
        for block in bytes.chunks(STORED) {
            let length = block.len() as u16;
            self.out.push(0);
            self.out.extend_from_slice(&length.to_le_bytes());
            self.out.extend_from_slice(&(!length).to_le_bytes());
            self.out.extend_from_slice(block);
        }
        self.count(bytes);
    }

    /// Bytes that are compressed for this stream alone.
    pub(crate) fn once(&mut self, bytes: &[u8]) {
        DEFLATE.with_borrow_mut(|deflate| {
            deflate.reset();
            deflated(deflate, bytes, &mut self.out);
        });
        self.count(bytes);
    }

    fn count(&mut self, bytes: &[u8]) {
        let mut sum = crc32fast::Hasher::new_with_initial(self.crc);
        sum.update(bytes);
        self.crc = sum.finalize();
        self.length = self.length.wrapping_add(bytes.len() as u32);
    }

    pub(crate) fn end(mut self) -> Bytes {
        // An empty last block.
        self.out.extend_from_slice(&[1, 0, 0, 0xff, 0xff]);
        self.out.extend_from_slice(&self.crc.to_le_bytes());
        self.out.extend_from_slice(&self.length.to_le_bytes());
        self.out.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::GzDecoder;
    use std::io::Read;

    #[test]
    fn pieces_and_plain_bytes_are_one_stream() {
        let long: Vec<u8> = (0..200_000_u32)
            .map(|n| (n.wrapping_mul(n) >> 7) as u8)
            .collect();
        let texts: [&[u8]; 5] = [b"", b"a", b"hello, hello, hello", "舢板".as_bytes(), &long];
        for first in texts {
            for second in texts {
                let pieces = Piece::all(&[first, second]);
                let [one, two] = &pieces[..] else {
                    unreachable!();
                };
                let mut stitched = Stitched::with_capacity(16);
                stitched.piece(one);
                stitched.plain(second);
                stitched.piece(two);
                stitched.plain(first);
                stitched.once(first);
                stitched.piece(&two.dense());
                let (mut all, stream) = (Vec::new(), stitched.end());
                GzDecoder::new(&stream[..]).read_to_end(&mut all).unwrap();
                assert_eq!(all, [first, second, second, first, first, second].concat());
                assert_eq!(one.inflated(), first);
            }
        }
    }
}
