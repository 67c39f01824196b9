//! Letters as search sees them: small, without marks, Chinese in simplified characters.
//!
//! Folded one by one, so that a place in a folded text is a place in the text.

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Traditional characters with their simplified ones, by OpenCC's rules for single characters.
static SIMPLIFIED: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let Ok(rules) = OpenCC::from_config(BuiltinConfig::T2s) else {
        return HashMap::new();
    };
    ('\u{3400}'..='\u{4dbf}')
        .chain('\u{4e00}'..='\u{9fff}')
        .filter_map(|han| {
            let folded = rules.convert(&han.to_string());
            let mut chars = folded.chars();
            match (chars.next(), chars.next()) {
                (Some(simple), None) if simple != han => Some((han, simple)),
                _ => None,
            }
        })
        .collect()
});

/// A Chinese character in its simplified form.
pub(crate) fn han(c: char) -> char {
    SIMPLIFIED.get(&c).copied().unwrap_or(c)
}

/// A word in small letters without marks: `Café` is `cafe`, `ＡＢＣ` is `abc`, `Straße` is `strasse`.
pub(crate) fn word(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    if text.is_ascii() {
        folded.push_str(text);
        folded.make_ascii_lowercase();
        return folded;
    }
    for c in text.nfkd().flat_map(char::to_lowercase) {
        match c {
            '\u{300}'..='\u{36f}' => {}
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            '\u{2019}' => folded.push('\''),
            other => folded.push(other),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_small_and_without_marks() {
        assert_eq!(word("Café"), "cafe");
        assert_eq!(word("STRAẞE"), "strasse");
        assert_eq!(word("Łódź"), "lodz");
        assert_eq!(word("ＴＥＡ"), "tea");
        assert_eq!(word("İstanbul"), "istanbul");
    }

    #[test]
    fn traditional_is_simplified() {
        let folded: String = "臺灣旅遊與美食".chars().map(han).collect();
        assert_eq!(folded, "台湾旅游与美食");
    }
}
