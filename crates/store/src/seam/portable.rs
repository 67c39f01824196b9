//! What statements may be made of, so that engines which speak PostgreSQL's protocol understand all of them.
//!
//! Keywords and functions are written in capitals, names are not: so every word in capitals is looked up here. Development
//! builds check each statement when it is prepared, and every test of the store runs on PostgreSQL. `docs/ENGINES.md`
//! tells of each word where it is understood.

/// Words that statements of the application have.
const WORDS: &str = "\
    ALL AND AS ASC BIGINT BY CASE CAST COALESCE CONFLICT COUNT DELETE DESC DISTINCT DO DOUBLE ELSE END ESCAPE \
    EXISTS FOR FROM GROUP IN INSERT INTO IS JOIN KEY LEFT LIKE LIMIT LOCKED MAX MIN NOT NOTHING NULL OF ON OR \
    ORDER PRECISION RETURNING SELECT SET SHARE SKIP SUM TEXT THEN UNION UPDATE VALUES WHEN WHERE WITH";
/// Words that only migrations have. They add, and change nothing that is there: the release before goes on beside them.
#[cfg(test)]
const IN_MIGRATIONS: &str = "\
    ADD ALTER ALWAYS CASCADE CHECK COLLATE COLUMN CREATE DEFAULT GENERATED IDENTITY IF INDEX PRIMARY REFERENCES \
    TABLE UNIQUE";

/// The words in capitals, outside of texts and of names in quotes.
fn words(sql: &str) -> impl Iterator<Item = &str> {
    let unquoted = sql
        .split(['\'', '"'])
        .enumerate()
        .filter(|(at, _)| at % 2 == 0)
        .map(|(_, part)| part);
    unquoted
        .flat_map(|part| part.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '$'))
        .filter(|word| word.len() > 1 && !word.starts_with('$'))
        .filter(|word| word.starts_with(|c: char| c.is_ascii_uppercase()))
}

fn is_among(words: &str, word: &str) -> bool {
    words.split(' ').any(|known| known == word)
}

/// Panics when a statement has a word that not every engine may understand.
pub(super) fn check(sql: &str) {
    for word in words(sql) {
        assert!(
            is_among(WORDS, word),
            "{word} is no word for every engine (docs/ENGINES.md): {sql}"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::Dialect;
    use super::*;
    use crate::migration;

    fn uncommented(sql: &str) -> String {
        let lines = sql.lines();
        let code = lines.map(|line| line.split("--").next().unwrap_or_default());
        code.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn migrations_are_for_every_engine_and_the_release_before_survives_them() {
        for step in migration::ALL {
            let sql = uncommented(&Dialect::POSTGRES.fill(step.sql));
            for word in words(&sql) {
                let is_known = is_among(WORDS, word) || is_among(IN_MIGRATIONS, word);
                assert!(is_known, "{word} in {}", step.name);
            }
            for statement in sql.split(';').map(str::trim).filter(|sql| !sql.is_empty()) {
                let has = |words: &str| statement.contains(words);
                let makes_table = statement.starts_with("CREATE TABLE");
                assert!(
                    !makes_table || has("PRIMARY KEY"),
                    "rows need keys: {statement}"
                );
                let adds_column = statement.starts_with("ALTER TABLE");
                let may_be_left_out = has("ADD COLUMN") && (has("DEFAULT") || !has("NOT NULL"));
                assert!(
                    !adds_column || may_be_left_out,
                    "{}: {statement}",
                    step.name
                );
            }
        }
    }

    #[test]
    fn what_engines_lack_is_found() {
        check("SELECT id FROM note WHERE body <> 'LISTEN' AND id = $1 FOR UPDATE SKIP LOCKED");
        for sql in [
            "LISTEN news",
            "SELECT PG_ADVISORY_LOCK(1)",
            "LOCK TABLE note",
            "CREATE TEMP TABLE a (id BIGINT)",
            "SELECT id FROM note OFFSET 5",
            "WITH RECURSIVE a AS (SELECT 1) SELECT 1",
        ] {
            let found = std::panic::catch_unwind(|| check(sql));
            assert!(found.is_err(), "{sql}");
        }
    }

    #[test]
    fn every_word_is_explained() {
        let told = include_str!("../../../../docs/ENGINES.md");
        for word in WORDS.split(' ').chain(IN_MIGRATIONS.split(' ')) {
            let is_told = told
                .split(|c: char| !c.is_ascii_uppercase())
                .any(|one| one == word);
            assert!(is_told, "docs/ENGINES.md does not tell of {word}");
        }
    }
}
