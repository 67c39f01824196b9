//! Numbers in words: 九十八, ninety-eight, January.

use super::multiplier;
use regex::Regex;
use std::sync::LazyLock;

static CHINESE: LazyLock<Regex> =
    LazyLock::new(|| super::pattern("[零〇一二两三四五六七八九十百千万亿]+"));
static WORDS: LazyLock<Regex> = LazyLock::new(|| super::pattern("[A-Za-z]+"));

/// Every value that a text has in words.
pub(super) fn spelled(text: &str) -> Vec<f64> {
    let mut all = english(text);
    let runs = CHINESE.find_iter(text);
    all.extend(runs.filter_map(|run| chinese(run.as_str())));
    all
}

/// 九十八, 三点五 is read as 3 and 5, 二〇二五.
fn chinese(run: &str) -> Option<f64> {
    let digit = |c| {
        "零一二三四五六七八九"
            .chars()
            .position(|known| known == c)
            .or(match c {
                '两' => Some(2),
                '〇' => Some(0),
                _ => None,
            })
    };
    if run.chars().all(|c| digit(c).is_some()) {
        let written: String = run
            .chars()
            .filter_map(|c| digit(c).map(|d| d.to_string()))
            .collect();
        return written.parse().ok();
    }
    let (mut total, mut section, mut last) = (0.0, 0.0, 0.0);
    for c in run.chars() {
        #[expect(clippy::cast_precision_loss, reason = "a digit")]
        if let Some(d) = digit(c) {
            last = d as f64;
            continue;
        }
        let unit = match c {
            '十' => 10.0,
            '百' => 100.0,
            '千' => 1e3,
            '万' => 1e4,
            _ => 1e8,
        };
        if unit >= 1e4 {
            total += (section + last) * unit;
            section = 0.0;
        } else {
            section += if last == 0.0 { unit } else { last * unit };
        }
        last = 0.0;
    }
    Some(total + section + last)
}

const SMALL: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: &[&str] = &[
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];
/// Words that are a number by themselves, beside what they may add up to.
const TIMES: &[(&str, f64)] = &[
    ("a", 1.0),
    ("an", 1.0),
    ("single", 1.0),
    ("once", 1.0),
    ("twice", 2.0),
    ("both", 2.0),
    ("couple", 2.0),
    ("half", 0.5),
    ("dozen", 12.0),
    ("noon", 12.0),
    ("midnight", 0.0),
    ("hundred", 100.0),
    ("thousand", 1e3),
    ("million", 1e6),
    ("billion", 1e9),
    ("first", 1.0),
    ("second", 2.0),
    ("third", 3.0),
    ("fourth", 4.0),
    ("fifth", 5.0),
    ("sixth", 6.0),
    ("seventh", 7.0),
    ("eighth", 8.0),
    ("ninth", 9.0),
    ("tenth", 10.0),
    ("eleventh", 11.0),
    ("twelfth", 12.0),
];
const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Number words, each run of them added up: `ninety-eight`, `two hundred and ten`; but `two and three` are
/// two.
#[expect(clippy::cast_precision_loss, reason = "below a hundred")]
fn english(text: &str) -> Vec<f64> {
    let mut all = Vec::new();
    let mut running: Option<(f64, f64)> = None;
    let mut is_round = false;
    let close = |running: &mut Option<(f64, f64)>, all: &mut Vec<f64>| {
        if let Some((total, section)) = running.take() {
            all.push(total + section);
        }
    };
    for word in WORDS.find_iter(text) {
        let word = word.as_str().to_ascii_lowercase();
        let small = SMALL.iter().position(|known| *known == word);
        let tens = TENS.iter().position(|known| *known == word);
        let times = multiplier(&word);
        let (total, section) = running.unwrap_or_default();
        let was_round = std::mem::take(&mut is_round);
        if let Some(small) = small {
            running = Some((total, section + small as f64));
        } else if let Some(tens) = tens {
            running = Some((total, section + (tens + 2) as f64 * 10.0));
        } else if word == "a" || word == "an" {
            close(&mut running, &mut all);
            running = Some((0.0, 1.0));
        } else if running.is_some() && word == "hundred" {
            running = Some((total, section * 100.0));
            is_round = true;
        } else if running.is_some() && times >= 1e3 && word.len() > 2 {
            running = Some((total + section * times, 0.0));
            is_round = true;
        } else if word != "and" || !was_round {
            close(&mut running, &mut all);
        }
        let known = TIMES.iter().filter(|(known, _)| *known == word);
        all.extend(known.map(|(_, value)| *value));
        let month = MONTHS
            .iter()
            .position(|month| word.get(..3) == Some(month) && is_month(&word));
        all.extend(month.map(|at| (at + 1) as f64));
    }
    close(&mut running, &mut all);
    all
}

fn is_month(word: &str) -> bool {
    const LONG: &[&str] = &[
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    word.len() == 3 || word == "sept" || LONG.contains(&word)
}
