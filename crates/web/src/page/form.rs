//! Forms that come back with errors.

use crate::locale::Catalogue;
use crate::rich::{Html, escaped};
use sampan_domain::Invalid;

/// Why a field was refused, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    pub field: &'static str,
    pub message: String,
}

/// What is wrong with a form; empty when it is shown for the first time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Errors(pub Vec<FieldError>);

impl Errors {
    #[must_use]
    pub fn new(catalogue: &Catalogue, wrong: &[Invalid]) -> Self {
        Self(
            wrong
                .iter()
                .map(|invalid| FieldError {
                    field: invalid.field,
                    message: catalogue.invalid(invalid),
                })
                .collect(),
        )
    }

    /// One error by its code.
    #[must_use]
    pub fn one(catalogue: &Catalogue, field: &'static str, code: &str) -> Self {
        Self(vec![FieldError {
            field,
            message: catalogue.refusal(code, None),
        }])
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first message for a field.
    #[must_use]
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|e| e.field == field)
            .map(|e| e.message.as_str())
    }

    /// The attributes of a field: whether it is wrong, and what describes it. With `hint`, the element
    /// `hint-{field}` does, too.
    #[must_use]
    pub fn mark(&self, field: &str, hint: bool) -> Html {
        let wrong = self.of(field).is_some();
        let described = match (wrong, hint) {
            (true, true) => format!(" aria-describedby=\"wrong-{field} hint-{field}\""),
            (true, false) => format!(" aria-describedby=\"wrong-{field}\""),
            (false, true) => format!(" aria-describedby=\"hint-{field}\""),
            (false, false) => String::new(),
        };
        Html(if wrong {
            format!(" aria-invalid=\"true\"{described}")
        } else {
            described
        })
    }

    /// The message beside a field.
    #[must_use]
    pub fn note(&self, field: &str) -> Html {
        Html(self.of(field).map_or_else(String::new, |message| {
            format!(
                "<p class=\"wrong\" id=\"wrong-{field}\">{}</p>",
                escaped(message)
            )
        }))
    }

    pub fn iter(&self) -> std::slice::Iter<'_, FieldError> {
        self.0.iter()
    }
}

impl From<Vec<FieldError>> for Errors {
    fn from(errors: Vec<FieldError>) -> Self {
        Self(errors)
    }
}

impl<'a> IntoIterator for &'a Errors {
    type Item = &'a FieldError;
    type IntoIter = std::slice::Iter<'a, FieldError>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
