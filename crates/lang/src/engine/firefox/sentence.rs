//! Sentences that fit a model's window, and how they go together again.
//!
//! A model forgets what stands beyond its window without a word, so nothing longer may reach it. A sentence
//! that is too long is cut after a clause, else at a blank, else anywhere.

use sampan_domain::Lang;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Characters among which a cut is looked for: more than any window holds.
const MOST: usize = 1_024;

/// Where a clause ends. The narrow ones do so before a blank only: 1,000 is one number.
const WIDE: &[char] = &['，', '、', '；', '：', '…', '—', '）', '」'];
const NARROW: &[char] = &[',', ';', ':', ')', '-'];

/// Splits a line. No cut goes through a piece of `keep`, unless it does not fit by itself.
pub(super) fn sentences<'a>(
    line: &'a str,
    keep: &[String],
    fits: impl Fn(&str) -> bool,
) -> Vec<&'a str> {
    let kept: Vec<Range<usize>> = keep
        .iter()
        .filter(|kept| !kept.is_empty())
        .flat_map(|kept| line.match_indices(kept.as_str()))
        .map(|(at, kept)| at..at + kept.len())
        .collect();
    let may_cut = |at: usize| !kept.iter().any(|kept| kept.start < at && at < kept.end);
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (at, part) in line.split_sentence_bound_indices() {
        let end = at + part.len();
        match ranges.last_mut() {
            Some(last) if !has_words(part) || !may_cut(at) => last.end = end,
            _ => ranges.push(at..end),
        }
    }
    let mut all = Vec::new();
    for mut range in ranges {
        while !line[range.clone()].trim().is_empty() {
            let end = if fits(line[range.clone()].trim()) {
                range.end
            } else {
                cut(line, range.clone(), &fits, may_cut)
            };
            all.push(line[range.start..end].trim());
            range.start = end;
        }
    }
    all.retain(|sentence| !sentence.is_empty());
    all
}

/// Whether there is anything to translate.
pub(super) fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Puts a line together.
pub(super) fn joined(sentences: &[&str], to: Lang) -> String {
    let without_blanks = matches!(to.as_str(), "zh-Hans" | "zh-Hant" | "ja" | "th");
    sentences.join(if without_blanks { "" } else { " " })
}

/// Where the first part of a range ends that fits.
fn cut(
    line: &str,
    range: Range<usize>,
    fits: impl Fn(&str) -> bool,
    may_cut: impl Fn(usize) -> bool,
) -> usize {
    let ends: Vec<usize> = line[range.clone()]
        .char_indices()
        .take(MOST)
        .map(|(at, c)| range.start + at + c.len_utf8())
        .collect();
    let count = ends.partition_point(|end| fits(line[range.start..*end].trim()));
    let fitting = &ends[..count.max(1)];
    let last = |good: &dyn Fn(&str) -> bool| {
        fitting[fitting.len() / 3..]
            .iter()
            .rfind(|end| may_cut(**end) && good(&line[range.start..**end]))
    };
    last(&ends_clause)
        .or_else(|| last(&|part| part.ends_with(char::is_whitespace)))
        .or_else(|| last(&|_| true))
        .or(fitting.last())
        .map_or(range.end, |end| *end)
}

fn ends_clause(part: &str) -> bool {
    let bare = part.trim_end();
    bare.ends_with(WIDE) || (bare.len() < part.len() && bare.ends_with(NARROW))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As many characters as `most` fit.
    fn shown<'a>(line: &'a str, keep: &[&str], most: usize) -> Vec<&'a str> {
        let keep: Vec<String> = keep.iter().map(|kept| (*kept).to_owned()).collect();
        sentences(line, &keep, |part| part.chars().count() <= most)
    }

    #[test]
    fn a_line_goes_as_sentences() {
        assert_eq!(
            shown("你好。猫！！！ 😂", &[], 99),
            ["你好。", "猫！！！ 😂"]
        );
        assert_eq!(shown(" One. Two! ", &[], 99), ["One.", "Two!"]);
        assert_eq!(shown("", &[], 99), [""; 0]);
    }

    #[test]
    fn what_is_kept_is_not_cut() {
        let kept = &["Yahoo! Answers"];
        assert_eq!(shown("On Yahoo! Answers. Now.", &[], 99).len(), 3);
        assert_eq!(
            shown("On Yahoo! Answers. Now.", kept, 99),
            ["On Yahoo! Answers.", "Now."]
        );
        assert_eq!(shown("aaaa @bbbbbb", &["@bbbbbb"], 8), ["aaaa", "@bbbbbb"]);
    }

    #[test]
    fn long_sentences_are_cut_at_clauses_then_at_blanks_then_anywhere() {
        assert_eq!(
            shown("一二三四，五六七八九", &[], 7),
            ["一二三四，", "五六七八九"]
        );
        assert_eq!(
            shown("aa, bbb 1,000 cc", &[], 9),
            ["aa,", "bbb 1,000", "cc"]
        );
        assert_eq!(shown("一二三四五", &[], 2), ["一二", "三四", "五"]);
        // Whatever happens, it comes to an end.
        assert_eq!(shown("一二", &[], 0), ["一", "二"]);
    }
}
