//! Values that go in, rows that come out.

use crate::Error;
use sampan_domain::{
    AccountId, ClientId, CollectionId, CommentId, EntryId, FilterId, JobId, Lang, LinkId, ListId,
    NoteId, NotificationId, PasskeyId, PictureId, SessionId, SuggestionId, TopicId, VideoId,
};
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

/// One argument of a statement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    Null,
    Int(i64),
    Real(f64),
    Text(&'a str),
}

impl From<i64> for Value<'_> {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<u32> for Value<'_> {
    fn from(value: u32) -> Self {
        Self::Int(i64::from(value))
    }
}

impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Self::Int(i64::from(value))
    }
}

impl From<f64> for Value<'_> {
    fn from(value: f64) -> Self {
        Self::Real(value)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(value)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(value: &'a String) -> Self {
        Self::Text(value)
    }
}

impl From<Lang> for Value<'_> {
    fn from(value: Lang) -> Self {
        Self::Text(value.as_str())
    }
}

impl<'a, T> From<Option<T>> for Value<'a>
where
    Self: From<T>,
{
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::from)
    }
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput, Value as Owned, ValueRef};
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(Owned::Null),
            Self::Int(int) => ToSqlOutput::Owned(Owned::Integer(*int)),
            Self::Real(real) => ToSqlOutput::Owned(Owned::Real(*real)),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
        })
    }
}

impl ToSql for Value<'_> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut tokio_postgres::types::private::BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(int) if *ty == Type::INT4 => i32::try_from(*int)?.to_sql(ty, out),
            Self::Int(int) if *ty == Type::FLOAT8 => (*int as f64).to_sql(ty, out),
            Self::Int(int) => int.to_sql_checked(ty, out),
            Self::Real(real) => real.to_sql_checked(ty, out),
            Self::Text(text) => text.to_sql_checked(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// A row of either engine.
#[derive(Clone, Copy)]
pub enum Row<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r tokio_postgres::Row),
}

impl<'r> Row<'r> {
    /// The value of the column at `index`, counted from 0.
    ///
    /// # Errors
    /// [`Error::Engine`] when the column does not exist or holds another type.
    pub fn get<T: Column>(&self, index: usize) -> Result<T, Error> {
        T::column(self, index)
    }

    /// A text, borrowed: for what is parsed and not kept.
    ///
    /// # Errors
    /// [`Error::Engine`] when the column does not exist or holds another type.
    pub fn text(&self, index: usize) -> Result<&'r str, Error> {
        match self {
            Self::Sqlite(row) => {
                let text = row.get_ref(index)?.as_str();
                text.map_err(|error| Error::Engine(format!("column {index}: {error}")))
            }
            Self::Postgres(row) => Ok(row.try_get(index)?),
        }
    }

    fn is_null(&self, index: usize) -> Result<bool, Error> {
        match self {
            Self::Sqlite(row) => Ok(row.get_ref(index)? == rusqlite::types::ValueRef::Null),
            Self::Postgres(row) => Ok(row.try_get::<_, Option<Anything>>(index)?.is_none()),
        }
    }
}

/// A type that one column can be read as.
pub trait Column: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// [`Error::Engine`] when the column holds something else.
    fn column(row: &Row<'_>, index: usize) -> Result<Self, Error>;
}

impl<T: Column> Column for Option<T> {
    fn column(row: &Row<'_>, index: usize) -> Result<Self, Error> {
        Ok(if row.is_null(index)? {
            None
        } else {
            Some(T::column(row, index)?)
        })
    }
}

impl Column for String {
    fn column(row: &Row<'_>, index: usize) -> Result<Self, Error> {
        row.text(index).map(str::to_owned)
    }
}

impl Column for f64 {
    fn column(row: &Row<'_>, index: usize) -> Result<Self, Error> {
        match row {
            Row::Sqlite(row) => Ok(row.get(index)?),
            Row::Postgres(row) => Ok(row.try_get(index)?),
        }
    }
}

impl Column for i64 {
    fn column(row: &Row<'_>, index: usize) -> Result<Self, Error> {
        match row {
            Row::Sqlite(row) => Ok(row.get(index)?),
            Row::Postgres(row) => row
                .try_get(index)
                .map(|Whole(int)| int)
                .map_err(Error::from),
        }
    }
}

/// PostgreSQL tells literals, comparisons and columns apart; to SQLite all of them are integers.
struct Whole(i64);

impl FromSql<'_> for Whole {
    fn from_sql(ty: &Type, raw: &[u8]) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self(match *ty {
            Type::BOOL => i64::from(bool::from_sql(ty, raw)?),
            Type::INT4 => i64::from(i32::from_sql(ty, raw)?),
            _ => i64::from_sql(ty, raw)?,
        }))
    }

    fn accepts(ty: &Type) -> bool {
        matches!(*ty, Type::BOOL | Type::INT4 | Type::INT8)
    }
}

/// Only asked whether it is there.
struct Anything;

impl FromSql<'_> for Anything {
    fn from_sql(_: &Type, _: &[u8]) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self)
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// Flags are stored as 0 and 1.
impl Column for bool {
    fn column(row: &Row<'_>, index: usize) -> Result<Self, Error> {
        row.get::<i64>(index).map(|flag| flag != 0)
    }
}

impl Column for u32 {
    fn column(row: &Row<'_>, index: usize) -> Result<Self, Error> {
        let value: i64 = row.get(index)?;
        Self::try_from(value).map_err(|_| Error::unreadable(index, value))
    }
}

impl Column for Lang {
    fn column(row: &Row<'_>, index: usize) -> Result<Self, Error> {
        let tag = row.text(index)?;
        Self::parse(tag).ok_or_else(|| Error::unreadable(index, tag))
    }
}

macro_rules! id_columns {
    ($($id:ident),+ $(,)?) => {$(
        impl Column for $id {
            fn column(row: &Row<'_>, index: usize) -> Result<Self, Error> {
                row.get(index).map($id)
            }
        }

        impl From<$id> for Value<'_> {
            fn from(id: $id) -> Self {
                Self::Int(id.0)
            }
        }
    )+};
}
id_columns!(
    AccountId,
    ClientId,
    ListId,
    LinkId,
    FilterId,
    EntryId,
    CollectionId,
    CommentId,
    JobId,
    NoteId,
    NotificationId,
    PasskeyId,
    PictureId,
    SessionId,
    SuggestionId,
    TopicId,
    VideoId,
);

/// Columns that hold one of a closed set of words.
#[macro_export]
macro_rules! word_columns {
    ($($ty:ty),+ $(,)?) => {$(
        impl $crate::seam::Column for $ty {
            fn column(row: &$crate::seam::Row<'_>, index: usize) -> Result<Self, $crate::Error> {
                let word = row.text(index)?;
                <$ty>::parse(word).ok_or_else(|| $crate::Error::unreadable(index, word))
            }
        }

        impl From<$ty> for $crate::seam::Value<'_> {
            fn from(word: $ty) -> Self {
                Self::Text(word.as_str())
            }
        }
    )+};
}

/// A type that a whole row can be read as.
pub trait FromRow: Sized + Send {
    /// Reads it, column by column in the order of the statement.
    ///
    /// # Errors
    /// [`Error::Engine`] when a column holds something else.
    fn from_row(row: &Row<'_>) -> Result<Self, Error>;
}

macro_rules! tuple_rows {
    ($(($($name:ident $index:tt),+)),+ $(,)?) => {$(
        impl<$($name: Column + Send),+> FromRow for ($($name,)+) {
            fn from_row(row: &Row<'_>) -> Result<Self, Error> {
                Ok(($(row.get::<$name>($index)?,)+))
            }
        }
    )+};
}
tuple_rows!(
    (A 0),
    (A 0, B 1),
    (A 0, B 1, C 2),
    (A 0, B 1, C 2, D 3),
    (A 0, B 1, C 2, D 3, E 4),
    (A 0, B 1, C 2, D 3, E 4, F 5),
);

/// Declares a struct that is read from a row: fields stand in the order of the columns.
#[macro_export]
macro_rules! record {
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[$field_meta:meta])* pub $field:ident: $ty:ty),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone)]
        pub struct $name { $($(#[$field_meta])* pub $field: $ty),+ }

        impl $crate::seam::FromRow for $name {
            fn from_row(row: &$crate::seam::Row<'_>) -> Result<Self, $crate::Error> {
                let mut at = 0;
                $(let $field = row.get::<$ty>(at)?; at += 1;)+
                let _ = at;
                Ok(Self { $($field),+ })
            }
        }
    };
}
