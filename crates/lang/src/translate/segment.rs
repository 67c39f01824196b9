//! Lines, and of long lines their sentences. A line end stays where it is; no sentence is cut, and no code.

use sampan_domain::anatomy::{Piece, spans};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Characters that one segment has at most, unless a single sentence has more: what small models can hold
/// on to.
const MOST: usize = 300;

/// Where the segments of a text stand. What lies between them is white space.
pub(super) fn segments(text: &str) -> Vec<Range<usize>> {
    let may_have_code = text.contains('`');
    let code: Vec<Range<usize>> = may_have_code
        .then(|| spans(text))
        .into_iter()
        .flatten()
        .filter(|span| span.piece == Piece::Code)
        .map(|span| span.range)
        .collect();
    let ends = text
        .match_indices('\n')
        .map(|(at, _)| at + 1)
        .filter(|end| code.iter().all(|code| !code.contains(&(end - 1))))
        .chain([text.len()]);
    let mut all = Vec::new();
    let mut at = 0;
    for end in ends {
        let line = &text[at..end];
        let lead = line.len() - line.trim_start().len();
        let words = line.trim();
        if !words.is_empty() {
            sentences(words, at + lead, &mut all);
        }
        at = end;
    }
    all
}

fn sentences(line: &str, at: usize, all: &mut Vec<Range<usize>>) {
    if line.len() <= MOST || line.chars().count() <= MOST {
        all.push(at..at + line.len());
        return;
    }
    let mut from = 0;
    let mut to = 0;
    for end in sentence_ends(line) {
        if to > from && line[from..end].chars().count() > MOST {
            push(line, at, from..to, all);
            from = to;
        }
        to = end;
    }
    push(line, at, from..to, all);
}

/// Where sentences end, but for ends within a span.
fn sentence_ends(line: &str) -> impl Iterator<Item = usize> {
    let kept: Vec<Range<usize>> = spans(line)
        .into_iter()
        .filter(|span| span.piece != Piece::Words)
        .map(|span| span.range)
        .collect();
    line.split_sentence_bound_indices()
        .map(|(start, sentence)| start + sentence.len())
        .filter(move |end| {
            let next = kept.partition_point(|span| span.end <= *end);
            kept.get(next).is_none_or(|span| *end <= span.start)
        })
}

/// The sentences of a segment.
pub(super) fn cut(text: &str, segment: Range<usize>) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let line = &text[segment.clone()];
    let mut from = 0;
    for end in sentence_ends(line) {
        push(line, segment.start, from..end, &mut all);
        from = end;
    }
    all
}

fn push(line: &str, at: usize, range: Range<usize>, all: &mut Vec<Range<usize>>) {
    let part = &line[range.clone()];
    let lead = part.len() - part.trim_start().len();
    let words = part.trim();
    if !words.is_empty() {
        let from = at + range.start + lead;
        all.push(from..from + words.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<&str> {
        segments(text)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn lines_are_segments() {
        assert_eq!(
            shown("一。二！\n\n  three. four \n"),
            ["一。二！", "three. four"]
        );
        assert_eq!(shown(" \n\n"), [""; 0]);
        assert_eq!(
            shown("run ```a\nb``` now\nhere"),
            ["run ```a\nb``` now", "here"]
        );
    }

    #[test]
    fn long_lines_are_cut_between_sentences() {
        let sentence = format!("{}。", "长".repeat(140));
        let line = sentence.repeat(5);
        let parts = shown(&line);
        assert_eq!(parts.len(), 3);
        assert!(parts.iter().all(|part| part.ends_with('。')));
        assert_eq!(parts.concat(), line);
        let fenced = format!("{}\n```\n{}```", "长".repeat(20), "let a = b;\n".repeat(40));
        assert_eq!(shown(&fenced), ["长".repeat(20), fenced[61..].to_owned()]);
        let endless = "长".repeat(900);
        assert_eq!(shown(&endless), [endless.as_str()]);
    }
}
