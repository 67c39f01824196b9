//! Slang that engines take literally, with what it means.
//!
//! A list is curated for precision: a form only stands in it when it nearly always means what the entry
//! says, and it only matches whole words (in Chinese: words as jieba cuts them), the longest one first. An
//! imprecise detector harms more than it helps.

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use jieba_rs::Jieba;
use sampan_domain::Lang;
use sampan_domain::names::{is_unspaced, stands_alone};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// One entry: how it is written, what to put in its place, and what a reader is told.
#[derive(Debug, PartialEq, Eq)]
pub struct Gloss {
    pub forms: Vec<String>,
    /// In the reader's language, fit to stand in a sentence.
    pub rendition: String,
    /// Pinyin; empty for other languages than Chinese.
    pub reading: String,
    /// One line in the reader's language.
    pub meaning: String,
    /// How it is used, in the reader's language.
    pub usage: String,
}

/// The glosses from one language to another.
pub struct Glossary {
    glosses: Vec<Gloss>,
    /// The gloss of each form that the automaton knows.
    owners: Vec<usize>,
    automaton: Option<AhoCorasick>,
    words: Option<Jieba>,
}

/// The curated lists: Chinese to English, English to Chinese.
pub const LISTS: [&str; 2] = [
    include_str!("../glossary/zh-en.tsv"),
    include_str!("../glossary/en-zh.tsv"),
];

static ZH_EN: LazyLock<Glossary> = LazyLock::new(|| Glossary::parse(LISTS[0]));
static EN_ZH: LazyLock<Glossary> = LazyLock::new(|| Glossary::parse(LISTS[1]));

impl Glossary {
    /// The curated list for a pair of languages, if there is one.
    #[must_use]
    pub fn of(from: Lang, to: Lang) -> Option<&'static Self> {
        match (from.as_str(), to.as_str()) {
            ("zh-Hans", "en") => Some(&ZH_EN),
            ("en", "zh-Hans") => Some(&EN_ZH),
            _ => None,
        }
    }

    /// Reads a list: tab-separated forms (`|` between them), rendition, reading, meaning, use; lines that
    /// begin with `#` are comments. Lines that are not so are left out.
    #[must_use]
    pub fn parse(list: &str) -> Self {
        let mut glosses = Vec::new();
        let mut forms: Vec<String> = Vec::new();
        let mut owners = Vec::new();
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
            let [written, rendition, reading, meaning, usage] = fields[..] else {
                continue;
            };
            for form in written.split('|').map(str::trim) {
                // Phones write the curly apostrophe.
                let curly = form.replace('\'', "’");
                for form in HashSet::from([form.to_owned(), curly]) {
                    owners.push(glosses.len());
                    forms.push(form);
                }
            }
            glosses.push(Gloss {
                forms: written
                    .split('|')
                    .map(|form| form.trim().to_owned())
                    .collect(),
                rendition: rendition.to_owned(),
                reading: reading.to_owned(),
                meaning: meaning.to_owned(),
                usage: usage.to_owned(),
            });
        }
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .kind(Some(AhoCorasickKind::DFA))
            .build(&forms)
            .ok()
            .filter(|_| !forms.is_empty());
        let is_chinese = forms.iter().any(|form| form.contains(is_unspaced));
        let words = is_chinese.then(|| {
            let mut jieba = Jieba::new();
            for form in &forms {
                jieba.add_word(form, None, None);
            }
            jieba
        });
        Self {
            glosses,
            owners,
            automaton,
            words,
        }
    }

    /// The glosses in a text and where they stand, in order.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<(&Gloss, Range<usize>)> {
        let mut found: Vec<_> = self
            .automaton
            .iter()
            .flat_map(|automaton| automaton.find_overlapping_iter(text))
            .filter(|found| stands_alone(text, found.range()) && is_slang(text, found.range()))
            .map(|found| {
                let owner = self.owners[found.pattern().as_usize()];
                (&self.glosses[owner], found.range())
            })
            .collect();
        if found.is_empty() {
            return found;
        }
        if let Some(jieba) = &self.words {
            let bounds: HashSet<usize> = jieba
                .cut(text, false)
                .iter()
                .flat_map(|word| [word.byte_start, word.byte_end])
                .collect();
            found.retain(|(_, range)| {
                !text[range.clone()].contains(is_unspaced)
                    || (bounds.contains(&range.start) && bounds.contains(&range.end))
            });
        }
        // The longest first among those that are words.
        found.sort_by_key(|(_, range)| (range.start, std::cmp::Reverse(range.end)));
        let mut end = 0;
        found.retain(|(_, range)| {
            let free = range.start >= end;
            if free {
                end = range.end;
            }
            free
        });
        found
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.glosses.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.glosses.is_empty()
    }
}

/// Whether what is written like slang is not a number or a name: 6666元, ASAP Rocky, FR.
fn is_slang(text: &str, range: Range<usize>) -> bool {
    let word = &text[range.clone()];
    let (before, after) = (&text[..range.start], &text[range.end..]);
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        let counts = |c: char| "元块¥$￥%.,年月日号楼度万千亿米个只点分".contains(c);
        return !before.ends_with(|c: char| "¥$￥第.,:".contains(c)) && !after.starts_with(counts);
    }
    let is_capital = word.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_shouted = !text.contains(|c: char| c.is_ascii_lowercase());
    let names = after
        .strip_prefix(' ')
        .is_some_and(|after| after.starts_with(|c: char| c.is_ascii_uppercase()));
    !is_capital || is_shouted || !(word.len() <= 2 || names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(glossary: &Glossary, text: &'t str) -> Vec<&'t str> {
        glossary
            .find(text)
            .into_iter()
            .map(|(_, range)| &text[range])
            .collect()
    }

    #[test]
    fn only_whole_words_match_and_the_longest_first() {
        let list = "# slang\n社死\tdie of embarrassment\tshè sǐ\tm\tu\nxswl|笑死我了\tlmao\tx\tm\tu\n\
            猫税\tcat tax\tm\tm\tu\n交猫税\tpay the cat tax\tj\tm\tu\nbroken line\n";
        let glossary = Glossary::parse(list);
        assert_eq!(glossary.len(), 4);
        assert_eq!(found(&glossary, "他当场社死，XSWL"), ["社死", "XSWL"]);
        assert_eq!(found(&glossary, "先交猫税！"), ["交猫税"]);
        assert_eq!(found(&glossary, "这个公社死气沉沉"), [""; 0]);
        assert_eq!(found(&glossary, "xswlx axswl"), [""; 0]);
        let laughs = Glossary::parse("6666\tawesome\tliù\tm\tu\n");
        assert_eq!(found(&laughs, "房租6666元，6666！"), ["6666"]);
        let english = Glossary::parse("asap\t尽快\t\tm\tu\n");
        assert_eq!(found(&english, "the ASAP Rocky album, asap"), ["asap"]);
        let english = Glossary::parse("fr\t真的\t\tm\tu\nfr fr\t真的真的\t\tm\tu\n");
        assert_eq!(found(&english, "fr fr, fr friends"), ["fr fr", "fr"]);
    }

    #[test]
    fn the_lists_are_whole() {
        for (list, at_least, pinyin) in [
            (include_str!("../glossary/zh-en.tsv"), 250, true),
            (include_str!("../glossary/en-zh.tsv"), 250, false),
        ] {
            let mut forms = HashSet::new();
            let lines: Vec<&str> = list.lines().filter(|line| !line.starts_with('#')).collect();
            assert!(lines.len() >= at_least);
            for line in lines {
                let fields: Vec<&str> = line.split('\t').collect();
                assert_eq!(fields.len(), 5, "{line}");
                assert_eq!(!fields[2].is_empty(), pinyin, "{line}");
                for at in [0, 1, 3, 4] {
                    assert!(
                        !fields[at].is_empty() && fields[at] == fields[at].trim(),
                        "{line}"
                    );
                }
                for form in fields[0].split('|') {
                    assert!(forms.insert(form.to_lowercase()), "{form} twice");
                }
            }
        }
        let zh = Glossary::of(Lang::ZH_HANS, Lang::EN).unwrap();
        assert_eq!(found(zh, "笑不活了家人们"), ["笑不活了", "家人们"]);
    }

    #[test]
    fn the_curly_apostrophe_is_one_too() {
        let glossary = Glossary::parse("it's giving\t有那味儿了\t\tm\tu\n");
        assert_eq!(found(&glossary, "It’s giving autumn"), ["It’s giving"]);
    }
}
