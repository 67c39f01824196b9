//! What differs between the engines, each line with its reason.

/// One value per engine; everything else is one SQL text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    pub name: &'static str,
    /// A key that is an id. SQLite only makes it the table's own key when it says INTEGER.
    pub id: &'static str,
    /// A key that counts up by itself, and is never used twice.
    pub counted: &'static str,
    /// Ends a table that is kept in the order of its key. PostgreSQL has no such tables.
    pub clustered: &'static str,
    /// A text that is searched by its beginning. SQLite compares bytes unless told otherwise,
    /// PostgreSQL as in a dictionary.
    pub bytewise: &'static str,
    /// Follows the `SELECT` that takes jobs. PostgreSQL lets other workers pass by; SQLite has one
    /// writer anyhow.
    pub skip_locked: &'static str,
    /// Whether rows that are read can be held until the commit (`held!`). SQLite has one writer anyhow.
    pub holds_rows: bool,
}

impl Dialect {
    pub const SQLITE: Self = Self {
        name: "sqlite",
        id: "INTEGER PRIMARY KEY",
        counted: "INTEGER PRIMARY KEY AUTOINCREMENT",
        clustered: "WITHOUT ROWID",
        bytewise: "TEXT",
        skip_locked: "",
        holds_rows: false,
    };
    pub const POSTGRES: Self = Self {
        name: "postgres",
        id: "BIGINT PRIMARY KEY",
        counted: "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
        clustered: "",
        bytewise: "TEXT COLLATE \"C\"",
        skip_locked: "FOR UPDATE SKIP LOCKED",
        holds_rows: true,
    };

    /// Puts the engine's own words into a migration.
    #[must_use]
    pub fn fill(self, sql: &str) -> String {
        sql.replace("{id}", self.id)
            .replace("{counted}", self.counted)
            .replace("{clustered}", self.clustered)
            .replace("{bytewise}", self.bytewise)
    }
}
