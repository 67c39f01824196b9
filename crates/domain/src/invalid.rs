//! A value that cannot be accepted, told by field and reason.

/// Why a field was refused. `code` is the key of the message in the interface catalogues; `limit` is a
/// number that the message mentions, if it mentions one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {code}")]
pub struct Invalid {
    pub field: &'static str,
    pub code: &'static str,
    pub limit: Option<i64>,
}

impl Invalid {
    #[must_use]
    pub fn new(field: &'static str, code: &'static str) -> Self {
        Self {
            field,
            code,
            limit: None,
        }
    }

    #[must_use]
    pub fn limited(field: &'static str, code: &'static str, limit: usize) -> Self {
        Self {
            field,
            code,
            limit: i64::try_from(limit).ok(),
        }
    }
}
