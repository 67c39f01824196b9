//! What an engine writes, in the habits of the language it writes.

use crate::guard::is_han;
use sampan_domain::Lang;

/// Strips what engines add around a rendition, and gives punctuation the width of the language.
pub(super) fn tidy(answer: &str, source: &str, to: Lang) -> String {
    let mut text = answer.trim();
    for (open, close) in [('"', '"'), ('“', '”'), ('「', '」'), ('\'', '\'')] {
        let quoted = text.len() > 2 && text.starts_with(open) && text.ends_with(close);
        if quoted && !source.starts_with(['"', '“', '「', '\'']) {
            let inside = &text[open.len_utf8()..text.len() - close.len_utf8()];
            if !inside.contains([open, close]) {
                text = inside.trim();
            }
        }
    }
    match to.as_str() {
        "zh-Hans" | "zh-Hant" => wide(text),
        "ja" => text.to_owned(),
        _ if text.is_ascii() => text.to_owned(),
        _ => narrow(text),
    }
}

/// Half-width punctuation after Chinese becomes full-width; blanks within Chinese go.
fn wide(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    for (at, c) in chars.iter().copied().enumerate() {
        let before = out.chars().next_back();
        let after = chars.get(at + 1).copied();
        let is_wide = |c: Option<char>| c.is_some_and(|c| is_han(c) || is_full(c));
        match c {
            ',' if is_wide(before) => out.push('，'),
            '?' if is_wide(before) => out.push('？'),
            '!' if is_wide(before) => out.push('！'),
            ';' if is_wide(before) => out.push('；'),
            ':' if is_wide(before) => out.push('：'),
            '.' if is_wide(before) && after.is_none_or(|c| c.is_whitespace() || is_han(c)) => {
                out.push('。');
            }
            ' ' if is_wide(before) && is_wide(after) => {}
            ' ' if before.is_some_and(is_full) => {}
            ' ' if before.is_some_and(is_han) && after.is_some_and(is_latin) => {}
            ' ' if before.is_some_and(is_latin) && after.is_some_and(is_han) => {}
            _ => out.push(c),
        }
    }
    out
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

fn is_full(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' | '“' | '”' | '…')
}

/// Full-width punctuation becomes half-width, with its blank.
fn narrow(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let (plain, blank) = match c {
            '，' | '、' => (',', true),
            '。' | '．' => ('.', true),
            '？' => ('?', true),
            '！' => ('!', true),
            '；' => (';', true),
            '：' => (':', true),
            '（' => ('(', false),
            '）' => (')', true),
            '“' | '”' | '「' | '」' | '『' | '』' => ('"', false),
            '‘' | '’' => ('\'', false),
            '《' | '》' => ('"', false),
            '　' => (' ', false),
            '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => {
                (char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c), false)
            }
            _ => (c, false),
        };
        if c == '（' && out.ends_with(char::is_alphanumeric) {
            out.push(' ');
        }
        out.push(plain);
        if blank && chars.peek().is_some_and(|next| next.is_alphanumeric()) {
            out.push(' ');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_has_the_width_of_the_language() {
        let zh = |text| tidy(text, "source", Lang::ZH_HANS);
        assert_eq!(
            zh("\"你好, 朋友. 真的? 3.5 元!\""),
            "你好，朋友。真的？3.5元！"
        );
        assert_eq!(zh("我 喜欢 TikTok 上的猫"), "我喜欢TikTok上的猫");
        let en = |text| tidy(text, "来源", Lang::EN);
        assert_eq!(en("\"A\" and \"B\""), "\"A\" and \"B\"");
        assert_eq!(en("“Hello，friend。Really？”"), "Hello, friend. Really?");
        assert_eq!(en("see（this）now ５"), "see (this) now 5");
    }
}
