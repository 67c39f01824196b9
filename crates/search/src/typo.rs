//! Words that somebody may have meant: near in letters, and there.

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use std::collections::HashMap;
use std::sync::LazyLock;
use tantivy::Searcher;
use tantivy::schema::Field;
use tantivy_fst::Automaton;

/// Words that are taken instead, at most.
const TAKEN: usize = 3;

/// One letter wrong, or two; two letters in the wrong order are one.
static BUILDERS: LazyLock<[LevenshteinAutomatonBuilder; 2]> = LazyLock::new(|| {
    [
        LevenshteinAutomatonBuilder::new(1, true),
        LevenshteinAutomatonBuilder::new(2, true),
    ]
});

struct Near<'a>(&'a DFA);

impl Automaton for Near<'_> {
    type State = u32;

    fn start(&self) -> u32 {
        self.0.initial_state()
    }

    fn is_match(&self, state: &u32) -> bool {
        matches!(self.0.distance(*state), Distance::Exact(_))
    }

    fn can_match(&self, state: &u32) -> bool {
        *state != SINK_STATE
    }

    fn accept(&self, state: &u32, byte: u8) -> u32 {
        self.0.transition(*state, byte)
    }
}

/// Words of these fields that are spelt nearly so and begin alike, the nearest and commonest first.
pub(crate) fn near(
    searcher: &Searcher,
    fields: &[Field],
    word: &str,
) -> tantivy::Result<Vec<String>> {
    let builder = match word.chars().count() {
        0..=3 => return Ok(Vec::new()),
        4..=7 => &BUILDERS[0],
        _ => &BUILDERS[1],
    };
    let Some(first) = word.chars().next() else {
        return Ok(Vec::new());
    };
    let automaton = builder.build_dfa(word);
    let end = char::from_u32(first as u32 + 1)
        .unwrap_or(char::MAX)
        .to_string();
    let mut found: HashMap<String, u32> = HashMap::new();
    for segment in searcher.segment_readers() {
        for field in fields {
            let index = segment.inverted_index(*field)?;
            let mut terms = index
                .terms()
                .search(Near(&automaton))
                .ge(first.to_string())
                .lt(&end)
                .into_stream()?;
            while terms.advance() {
                if let Ok(term) = std::str::from_utf8(terms.key()) {
                    *found.entry(term.to_owned()).or_default() += terms.value().doc_freq;
                }
            }
        }
    }
    let mut found: Vec<(u8, u32, String)> = found
        .into_iter()
        .map(|(term, count)| (automaton.eval(&term).to_u8(), u32::MAX - count, term))
        .filter(|(distance, ..)| *distance > 0)
        .collect();
    found.sort();
    let nearest = found.first().map_or(0, |(distance, ..)| *distance);
    Ok(found
        .into_iter()
        .take_while(|(distance, ..)| *distance == nearest)
        .take(TAKEN)
        .map(|(.., term)| term)
        .collect())
}
