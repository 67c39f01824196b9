//! Cleaning of what people type, before any rule looks at it.
//!
//! Keeps every visible character. Drops what can only deceive or break: control characters, direction
//! overrides, zero-width characters that no script needs (the joiners stay: emoji and Persian use them).

use unicode_normalization::UnicodeNormalization;

fn deceives(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{200e}'
        | '\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
        || (c.is_control() && c != '\n' && c != '\t')
}

/// Many lines: line ends become `\n`, at most two empty lines follow one another, ends are trimmed.
#[must_use]
pub fn clean_lines(typed: &str) -> String {
    let unified = typed.replace("\r\n", "\n").replace('\r', "\n");
    let mut clean = String::with_capacity(unified.len());
    let mut line_ends = 0;
    for c in unified.nfc().filter(|c| !deceives(*c)) {
        line_ends = if c == '\n' { line_ends + 1 } else { 0 };
        if line_ends <= 3 {
            clean.push(c);
        }
    }
    clean.trim().to_owned()
}

/// One line: as above, with every run of white space folded into one space.
#[must_use]
pub fn clean_line(typed: &str) -> String {
    let kept: String = typed
        .nfc()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !deceives(*c))
        .collect();
    kept.split(' ')
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Length as people count it for a limit: Unicode scalar values.
#[must_use]
pub fn chars(text: &str) -> usize {
    text.chars().count()
}

/// The beginning of a text, at most `max` characters, with an ellipsis where something was cut.
#[must_use]
pub fn excerpt(text: &str, max: usize) -> String {
    let line = clean_line(text);
    if chars(&line) <= max {
        return line;
    }
    let mut cut: String = line.chars().take(max.saturating_sub(1)).collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deceiving_characters_go_and_joiners_stay() {
        assert_eq!(clean_line("a\u{202e}b\u{200b}c\u{0}d"), "abcd");
        assert_eq!(clean_lines("👩‍👩‍👧 نمی‌دانم"), "👩‍👩‍👧 نمی‌دانم");
    }

    #[test]
    fn lines_are_unified_and_bounded() {
        assert_eq!(clean_lines("\r\n a\r\n\r\n\r\n\r\n\r\nb \n"), "a\n\n\nb");
        assert_eq!(clean_line("  a \n\t b  "), "a b");
    }

    #[test]
    fn excerpt_cuts_by_character() {
        assert_eq!(excerpt("一二三四五", 4), "一二三…");
        assert_eq!(excerpt("short", 9), "short");
    }
}
