//! What a use case can answer instead of a result.

use sampan_domain::Invalid;

pub type Result<T> = std::result::Result<T, Error>;

/// Codes are keys of the interface catalogues.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody is signed in, and somebody must be.
    #[error("nobody is signed in")]
    SignedOut,
    /// Somebody is, but may not.
    #[error("denied: {0}")]
    Denied(&'static str),
    /// What was sent cannot be accepted; every reason at once.
    #[error("invalid: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))]
    Invalid(Vec<Invalid>),
    /// No such thing, or none that this viewer may know of.
    #[error("not found")]
    NotFound,
    /// It has changed meanwhile.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// Too often. Worth trying after so many seconds.
    #[error("too often, wait {wait_s} s")]
    Limited { wait_s: u64 },
    /// Something that is needed does not answer now.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// A bug, or a broken disk. For the log, never for the reader.
    #[error("{0}")]
    Internal(String),
}

impl Error {
    #[must_use]
    pub fn invalid(field: &'static str, code: &'static str) -> Self {
        Self::Invalid(vec![Invalid::new(field, code)])
    }
}

impl From<Invalid> for Error {
    fn from(invalid: Invalid) -> Self {
        Self::Invalid(vec![invalid])
    }
}

impl From<Vec<Invalid>> for Error {
    fn from(invalid: Vec<Invalid>) -> Self {
        Self::Invalid(invalid)
    }
}

impl From<sampan_store::Error> for Error {
    fn from(error: sampan_store::Error) -> Self {
        use sampan_store::Error as Store;
        match error {
            Store::NotFound => Self::NotFound,
            Store::Unavailable(_) | Store::Stopped | Store::Conflict => {
                Self::Unavailable(error.to_string())
            }
            Store::Constraint(_)
            | Store::Panicked
            | Store::Swallowed
            | Store::NotSingle
            | Store::Migration { .. }
            | Store::Engine(_) => Self::Internal(error.to_string()),
        }
    }
}

impl From<object_store::Error> for Error {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::NotFound,
            other => Self::Unavailable(format!("the media store: {other}")),
        }
    }
}
