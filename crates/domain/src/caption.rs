//! Captions: what is said in a video, line by line.

use crate::{Invalid, text};
use std::ops::Range;

/// What is said from one moment to another, in milliseconds from the beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    pub start_ms: i64,
    pub end_ms: i64,
    /// One line, or lines; never an empty one.
    pub text: String,
}

pub const MAX_CUES: usize = 2_000;
pub const MAX_CUE_CHARS: usize = 500;
/// Sentences are put together up to so many characters.
const MOST_SENTENCE_CHARS: usize = 300;
/// After a silence of so long another sentence begins.
const SILENCE_MS: i64 = 1_500;

/// Where the captions of a video come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// There are none, and none are on their way.
    None,
    /// Somebody is listening.
    Waiting,
    /// By a machine.
    Heard,
    /// Somebody listened, and nothing could be heard.
    Wordless,
    /// By the owner.
    Written,
    /// The owner wants none.
    Silent,
}

impl State {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Waiting => "waiting",
            Self::Heard => "heard",
            Self::Wordless => "wordless",
            Self::Written => "written",
            Self::Silent => "silent",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [
            Self::None,
            Self::Waiting,
            Self::Heard,
            Self::Wordless,
            Self::Written,
            Self::Silent,
        ]
        .into_iter()
        .find(|state| state.as_str() == text)
    }
}

/// Reads a time in milliseconds: `01:02:03.004`, `02:03,004`.
#[must_use]
pub fn moment(text: &str) -> Option<i64> {
    let (clock, thousandths) = text.trim().split_once(['.', ','])?;
    let digits = |text: &str| -> Option<i64> {
        let is_number = !text.is_empty() && text.len() <= 3;
        (is_number && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse().ok())
            .flatten()
    };
    let mut seconds = 0;
    let mut parts = 0;
    for part in clock.split(':') {
        seconds = seconds * 60 + digits(part)?;
        parts += 1;
    }
    let thousandths = format!("{thousandths:0<3}");
    ((2..=3).contains(&parts)).then_some(seconds * 1_000 + digits(&thousandths)?)
}

/// Takes marks of style away: `<i>`, `<c.yellow>`, `{\an8}`; reads `&amp;` and its like.
fn plain(line: &str) -> String {
    let mut bare = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['<', '{']) {
        let is_tag = rest[at..].starts_with("{\\")
            || rest[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        let close = if rest[at..].starts_with('<') {
            '>'
        } else {
            '}'
        };
        match rest[at..].find(close).filter(|_| is_tag) {
            Some(end) => {
                bare.push_str(&rest[..at]);
                rest = &rest[at + end + 1..];
            }
            None => {
                bare.push_str(&rest[..=at]);
                rest = &rest[at + 1..];
            }
        }
    }
    bare.push_str(rest);
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
        ("&lrm;", ""),
        ("&rlm;", ""),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(bare, |text, (coded, letter)| text.replace(coded, letter))
}

/// Reads SubRip (SRT) or `WebVTT`, whichever it is.
///
/// # Errors
/// `Invalid` on field `captions` when nothing of it can be read, or [`check`] says so.
pub fn parse(file: &str) -> Result<Vec<Cue>, Invalid> {
    let file = file.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let file = file.replace('\r', "\n");
    let mut cues = Vec::new();
    let mut lines = file.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((start, end)) = line.split_once("-->") else {
            continue;
        };
        // Settings follow the end: `00:02.000 line:0`.
        let end = end.split_whitespace().next().unwrap_or("");
        let (Some(start_ms), Some(end_ms)) = (moment(start), moment(end)) else {
            continue;
        };
        let mut said = Vec::new();
        while let Some(line) = lines.next_if(|line| !line.trim().is_empty()) {
            said.push(text::clean_line(&plain(line)));
        }
        said.retain(|line| !line.is_empty());
        cues.push(Cue {
            start_ms,
            end_ms,
            text: said.join("\n"),
        });
    }
    if cues.is_empty() {
        return Err(Invalid::new("captions", "captions-unreadable"));
    }
    check(cues)
}

/// Cleans and orders lines; those that say nothing are left out.
///
/// # Errors
/// `Invalid` on field `captions` when there are too many, one is too long, or ends before it begins.
pub fn check(mut cues: Vec<Cue>) -> Result<Vec<Cue>, Invalid> {
    for cue in &mut cues {
        let lines = text::clean_lines(&cue.text);
        let lines = lines.lines().filter(|line| !line.trim().is_empty());
        cue.text = lines.collect::<Vec<_>>().join("\n");
    }
    cues.retain(|cue| !cue.text.is_empty());
    cues.sort_by_key(|cue| cue.start_ms);
    if cues.len() > MAX_CUES {
        return Err(Invalid::limited("captions", "captions-many", MAX_CUES));
    }
    let long = |cue: &Cue| text::chars(&cue.text) > MAX_CUE_CHARS;
    if cues.iter().any(long) {
        return Err(Invalid::limited(
            "captions",
            "captions-line-long",
            MAX_CUE_CHARS,
        ));
    }
    if cues.iter().any(|cue| cue.end_ms <= cue.start_ms) {
        return Err(Invalid::new("captions", "captions-times"));
    }
    Ok(cues)
}

/// `00:01:02.003`
#[must_use]
pub fn time(ms: i64) -> String {
    let (seconds, rest) = (ms / 1_000, ms % 1_000);
    let (minutes, hours) = (seconds / 60 % 60, seconds / 3_600);
    format!("{hours:02}:{minutes:02}:{:02}.{rest:03}", seconds % 60)
}

/// Writes lines as `WebVTT`.
#[must_use]
pub fn webvtt(cues: &[Cue]) -> String {
    let mut file = String::from("WEBVTT\n");
    for cue in cues {
        let text = cue.text.replace('&', "&amp;");
        let text = text.replace('<', "&lt;").replace('>', "&gt;");
        let (start, end) = (time(cue.start_ms), time(cue.end_ms));
        file.push_str(&format!("\n{start} --> {end}\n{text}\n"));
    }
    file
}

fn ends(text: &str) -> bool {
    let last = text
        .trim_end_matches(['"', '\'', '”', '’', '」', ')', '）', ' '])
        .chars();
    last.last()
        .is_some_and(|c| matches!(c, '.' | '?' | '!' | '…' | '。' | '？' | '！'))
}

/// Which lines make a sentence together: a line alone is often half of one, and half a sentence cannot be
/// translated. Where nobody sets full stops every line stands for itself.
#[must_use]
pub fn sentences(cues: &[Cue]) -> Vec<Range<usize>> {
    let is_marked = cues.iter().filter(|cue| ends(&cue.text)).count() * 5 >= cues.len();
    let mut sentences: Vec<Range<usize>> = Vec::new();
    let mut chars = 0;
    for (at, cue) in cues.iter().enumerate() {
        let goes_on = at > 0
            && is_marked
            && !ends(&cues[at - 1].text)
            && cue.start_ms - cues[at - 1].end_ms < SILENCE_MS
            && chars + text::chars(&cue.text) <= MOST_SENTENCE_CHARS;
        match sentences.last_mut().filter(|_| goes_on) {
            Some(sentence) => sentence.end = at + 1,
            None => {
                chars = 0;
                sentences.push(at..at + 1);
            }
        }
        chars += text::chars(&cue.text);
    }
    sentences
}

/// A sentence of several lines as one text.
#[must_use]
pub fn joined(cues: &[Cue]) -> String {
    let lines = cues.iter().flat_map(|cue| cue.text.lines());
    lines.fold(String::new(), |mut whole, line| {
        // Chinese runs on without spaces.
        let runs_on = |c: Option<char>| c.is_none_or(|c| c >= '\u{2e80}');
        let runs_on = runs_on(whole.chars().next_back()) && runs_on(line.chars().next());
        if !whole.is_empty() && !runs_on {
            whole.push(' ');
        }
        whole.push_str(line);
        whole
    })
}

/// Divides the rendition of a sentence over the times of its lines, each as much as its share of the original.
#[must_use]
pub fn spread(rendition: &str, cues: &[Cue]) -> Vec<Cue> {
    let weight = |text: &str| text::chars(text).max(1);
    let whole: usize = cues.iter().map(|cue| weight(&cue.text)).sum();
    let chars: Vec<(usize, char)> = rendition.char_indices().collect();
    let mut spread = Vec::with_capacity(cues.len());
    let (mut from, mut before) = (0, 0);
    for (at, cue) in cues.iter().enumerate() {
        before += weight(&cue.text);
        let to = if at + 1 == cues.len() {
            rendition.len()
        } else {
            let want = chars.len() * before / whole.max(1);
            cut(rendition, &chars, want).max(from)
        };
        spread.push(Cue {
            text: rendition[from..to].trim().to_owned(),
            ..cue.clone()
        });
        from = to;
    }
    // A line that got nothing lends its time to the one before.
    let mut cues: Vec<Cue> = Vec::with_capacity(spread.len());
    for cue in spread {
        match cues.last_mut() {
            Some(last) if cue.text.is_empty() => last.end_ms = cue.end_ms,
            Some(last) if last.text.is_empty() => {
                let start_ms = last.start_ms;
                *last = Cue { start_ms, ..cue };
            }
            _ => cues.push(cue),
        }
    }
    cues.retain(|cue| !cue.text.is_empty());
    cues
}

/// The byte nearest to the character `want` where a text may be divided: after a mark, between words, or, in
/// Chinese, between characters.
fn cut(text: &str, chars: &[(usize, char)], want: usize) -> usize {
    const REACH: usize = 12;
    let from = want.saturating_sub(REACH).max(1);
    let to = (want + REACH).min(chars.len());
    let cost = |at: usize| {
        let (before, after) = (chars[at - 1].1, chars[at].1);
        let is_mark = |c: char| {
            matches!(
                c,
                ',' | '.' | ';' | ':' | '?' | '!' | '，' | '。' | '；' | '：' | '？' | '！' | '、'
            )
        };
        let far = at.abs_diff(want);
        if is_mark(after) {
            None
        } else if is_mark(before) || (before == ' ' && at > 1 && is_mark(chars[at - 2].1)) {
            Some(far)
        } else if before == ' ' || after == ' ' {
            Some(far + REACH / 2)
        } else if before >= '\u{2e80}' && after >= '\u{2e80}' {
            Some(far + REACH)
        } else {
            None
        }
    };
    (from..to)
        .filter_map(|at| Some((cost(at)?, at)))
        .min()
        .map_or(text.len(), |(_, at)| chars[at].0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cue(start_ms: i64, end_ms: i64, text: &str) -> Cue {
        let text = text.into();
        Cue {
            start_ms,
            end_ms,
            text,
        }
    }

    #[test]
    fn both_kinds_of_files_are_read() {
        let srt = "1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Hello</i> there\r\n{\\an8}you &amp; me\r\n\r\n\
                   2\r\n00:00:03,0 --> 00:01:04,000\r\n1 < 2\r\n";
        let vtt = "\u{feff}WEBVTT - a title\n\nNOTE nothing\n\nSTYLE\n::cue{}\n\nintro\n\
                   00:01.000 --> 00:02.500 line:0 align:start\n<c.yellow>Hello</c> there\nyou &amp; me\n\n\
                   00:03.000 --> 01:04.000\n1 &lt; 2\n";
        let want = vec![
            cue(1_000, 2_500, "Hello there\nyou & me"),
            cue(3_000, 64_000, "1 < 2"),
        ];
        assert_eq!(parse(srt).unwrap(), want);
        assert_eq!(parse(vtt).unwrap(), want);
        assert_eq!(parse(&webvtt(&want)).unwrap(), want);
    }

    #[test]
    fn what_is_no_caption_is_refused() {
        let code = |file: &str| parse(file).unwrap_err().code;
        assert_eq!(code(""), "captions-unreadable");
        assert_eq!(code("a --> b\nx"), "captions-unreadable");
        assert_eq!(code("00:02.000 --> 00:01.000\nx"), "captions-times");
        let long = format!("00:01.000 --> 00:02.000\n{}", "x".repeat(501));
        assert_eq!(code(&long), "captions-line-long");
        let many = "00:01.000 --> 00:02.000\nx\n\n".repeat(2_001);
        assert_eq!(code(&many), "captions-many");
    }

    #[test]
    fn halves_of_a_sentence_are_put_together_and_divided_again() {
        let cues = [
            cue(0, 2_000, "If your market sells this"),
            cue(2_000, 4_000, "at six in the morning, you live well."),
            cue(4_000, 5_000, "Really."),
            cue(9_000, 9_500, "And"),
        ];
        assert_eq!(sentences(&cues), [0..2, 2..3, 3..4]);
        assert_eq!(
            joined(&cues[..2]),
            "If your market sells this at six in the morning, you live well."
        );
        let across = spread("要是你家菜市场早上六点卖这个，你过得不错。", &cues[..2]);
        let texts: Vec<&str> = across.iter().map(|cue| cue.text.as_str()).collect();
        assert_eq!(texts.concat(), "要是你家菜市场早上六点卖这个，你过得不错。");
        assert_eq!(texts.len(), 2);
        assert_eq!((across[0].start_ms, across[1].end_ms), (0, 4_000));
        // One word for two lines stands for the time of both.
        let short = spread("早", &cues[..2]);
        assert_eq!(short, [cue(0, 4_000, "早")]);
    }

    #[test]
    fn without_full_stops_every_line_is_alone() {
        let cues = [cue(0, 1, "今天天气很好"), cue(1, 2, "我们去公园")];
        assert_eq!(sentences(&cues), [0..1, 1..2]);
        assert_eq!(joined(&cues), "今天天气很好我们去公园");
    }
}
