//! Tables as they are, whatever they mean: for copies of everything.

use super::Value;
use crate::Error;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// One value of a row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Cell {
    Null,
    Int(i64),
    Real(f64),
    Text(String),
}

impl<'a> From<&'a Cell> for Value<'a> {
    fn from(cell: &'a Cell) -> Self {
        match cell {
            Cell::Null => Self::Null,
            Cell::Int(int) => Self::Int(*int),
            Cell::Real(real) => Self::Real(*real),
            Cell::Text(text) => Self::Text(text),
        }
    }
}

/// A row, its values in the order of the table's columns.
pub type Cells = Vec<Cell>;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Int,
    Real,
    Text,
}

impl Kind {
    /// Reads the name of a column's type, of either engine.
    pub(super) fn parse(declared: &str) -> Result<Self, Error> {
        match declared.to_ascii_lowercase().as_str() {
            "bigint" | "integer" => Ok(Self::Int),
            "double precision" => Ok(Self::Real),
            "text" => Ok(Self::Text),
            other => Err(Error::Engine(format!("a column of type {other}"))),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnOf {
    pub name: String,
    pub kind: Kind,
    /// Its place in the table's key, from 1; 0 when it is no part of it.
    pub key: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    pub name: String,
    pub columns: Vec<ColumnOf>,
}

impl Table {
    /// Where the parts of the key stand, in the order of the key.
    #[must_use]
    pub fn key(&self) -> Vec<usize> {
        let mut key: Vec<usize> = (0..self.columns.len())
            .filter(|at| self.columns[*at].key > 0)
            .collect();
        key.sort_by_key(|at| self.columns[*at].key);
        key
    }

    /// Every row, in the order of the key. PostgreSQL orders texts as in a dictionary unless told otherwise.
    pub(super) fn select(&self, is_postgres: bool) -> String {
        let order = self.key().into_iter().map(|at| {
            let column = &self.columns[at];
            let bytewise = is_postgres && column.kind == Kind::Text;
            let collation = if bytewise { " COLLATE \"C\"" } else { "" };
            format!("{}{collation}", column.name)
        });
        format!(
            "SELECT {} FROM {} ORDER BY {}",
            self.names(),
            self.name,
            order.collect::<Vec<_>>().join(", ")
        )
    }

    /// One row, if there is any.
    pub(super) fn any(&self) -> String {
        format!("SELECT 1 FROM {} LIMIT 1", self.name)
    }

    pub(super) fn insert(&self) -> String {
        let values = (1..=self.columns.len()).map(|n| format!("${n}"));
        format!(
            "INSERT INTO {} ({}) VALUES ({})",
            self.name,
            self.names(),
            values.collect::<Vec<_>>().join(", ")
        )
    }

    /// Removes the row with a key, whose parts come in the order of the key.
    pub(super) fn delete(&self) -> String {
        let parts = self.key().into_iter().enumerate();
        let parts = parts.map(|(n, at)| format!("{} = ${}", self.columns[at].name, n + 1));
        format!(
            "DELETE FROM {} WHERE {}",
            self.name,
            parts.collect::<Vec<_>>().join(" AND ")
        )
    }

    pub(super) fn names(&self) -> String {
        let names = self.columns.iter().map(|column| column.name.as_str());
        names.collect::<Vec<_>>().join(", ")
    }

    /// How two rows stand to each other in the order of the key.
    #[must_use]
    pub fn order(&self, one: &[Cell], other: &[Cell]) -> Ordering {
        let parts = self.key().into_iter().map(|at| (&one[at], &other[at]));
        let orders = parts.map(|pair| match pair {
            (Cell::Int(one), Cell::Int(other)) => one.cmp(other),
            (Cell::Text(one), Cell::Text(other)) => one.as_bytes().cmp(other.as_bytes()),
            (Cell::Real(one), Cell::Real(other)) => one.total_cmp(other),
            // Keys are never null, and of one kind.
            _ => Ordering::Equal,
        });
        orders.fold(Ordering::Equal, Ordering::then)
    }
}
