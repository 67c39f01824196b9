//! Why a picture was refused.
//!
//! Every variant is a fact about the upload, never about the server, except [`Error::Encode`].
//! The code of a variant is the key of its message in the catalogues.

/// Why no renditions could be made of the bytes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The file is larger than [`Limits::max_bytes`](crate::Limits::max_bytes).
    #[error("the picture has {size_bytes} bytes, more than {max_bytes}")]
    TooLarge {
        /// Size of the upload.
        size_bytes: usize,
        /// The limit it exceeds.
        max_bytes: usize,
    },
    /// The header announces more pixels than [`Limits::max_pixels`](crate::Limits::max_pixels), or
    /// decoding them would take more memory than that many pixels may. Nothing was decoded.
    #[error("the picture claims {width}x{height} pixels, more than {max_pixels}")]
    TooManyPixels {
        /// Width that the header announces, as stored (before orientation).
        width: u32,
        /// Height that the header announces, as stored (before orientation).
        height: u32,
        /// The limit that width times height exceeds.
        max_pixels: u64,
    },
    /// The bytes are not JPEG, PNG, WebP or GIF, whatever the file is called; or they are a variant
    /// of those that hardly anyone writes (arithmetic-coded or 12-bit JPEG).
    #[error("the file is not a JPEG, PNG, WebP or GIF picture")]
    Unsupported,
    /// The file is a picture, but truncated or corrupt.
    #[error("the picture is truncated or corrupt")]
    Broken,
    /// There are no bytes at all.
    #[error("the file is empty")]
    Empty,
    /// The picture was read, but a rendition could not be written; the text is for the log.
    #[error("the picture could not be encoded: {0}")]
    Encode(String),
}

impl Error {
    /// The stable key of this error in the message catalogues and the API.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "picture-too-large",
            Self::TooManyPixels { .. } => "picture-too-many-pixels",
            Self::Unsupported => "picture-unsupported",
            Self::Broken => "picture-broken",
            Self::Empty => "picture-empty",
            Self::Encode(_) => "picture-not-encoded",
        }
    }
}
