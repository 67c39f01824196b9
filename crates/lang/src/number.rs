//! Numbers that a rendition must keep: the same values, whatever they look like in the other language.
//!
//! 21万 is 210,000, 3.5亿 is 350 million, 12k is 1.2万. Before an engine sees a text, counts in the other
//! language's myriads are rewritten ([`localise`]), because engines read 万 as thousand; afterwards every
//! value of the source has to be found again ([`missing`]).

use regex::{Captures, Match, Regex};
use sampan_domain::Lang;
use std::borrow::Cow;
use std::cell::LazyCell;
use std::sync::LazyLock;

#[expect(clippy::unwrap_used, reason = "the patterns are constants")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap()
}

/// Digits, and what multiplies them: `1,850`, `3.5亿`, `12k`, `350 million`.
static COUNT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)(?:\s?(?:千万|百万|十万|万亿|万|亿|千|(?:thousand|million|billion|trillion|mn|bn|[kmbw])(?-u:\b)))?",
    )
});
static CLOCK: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?-u:\b)[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?(?-u:\b)"));
static DOLLARS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\$\s?([0-9][0-9,]*(?:\.[0-9]+)?(?:\s?(?i:[km]|million|billion)(?-u:\b))?)")
});
static YUAN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"([0-9][0-9,]*(?:\.[0-9]+)?)(万|亿|千|w)?(?:块钱|块|元)"));
static CHINESE: LazyLock<Regex> =
    LazyLock::new(|| pattern("[零〇一二两三四五六七八九十百千万亿]+"));
static WORDS: LazyLock<Regex> = LazyLock::new(|| pattern("[A-Za-z]+"));

/// What speaks of one currency in a source, and what does so beyond doubt in a rendition.
static MAYBE_DOLLARS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\$|美元|美金|刀|dollar|buck"));
static MAYBE_YUAN: LazyLock<Regex> =
    LazyLock::new(|| pattern("美元|[¥￥元块]|人民币|yuan|RMB|CNY|kuai"));
static SURELY_DOLLARS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\$|美元|dollar"));
static SURELY_YUAN: LazyLock<Regex> = LazyLock::new(|| pattern("[¥￥]|人民币|yuan|RMB"));

fn is_chinese(lang: Lang) -> bool {
    matches!(lang, Lang::ZH_HANS | Lang::ZH_HANT)
}

fn multiplier(word: &str) -> f64 {
    match word.to_ascii_lowercase().as_str() {
        "k" | "thousand" | "千" => 1e3,
        "万" | "w" => 1e4,
        "十万" => 1e5,
        "m" | "mn" | "million" | "百万" => 1e6,
        "千万" => 1e7,
        "亿" => 1e8,
        "b" | "bn" | "billion" => 1e9,
        "trillion" | "万亿" => 1e12,
        _ => 1.0,
    }
}

/// Numbers of a text. The digits of `u1s1` are letters.
fn counts(text: &str) -> impl Iterator<Item = Match<'_>> {
    COUNT
        .find_iter(text)
        .filter(|found| !is_within_word(text, found.start()))
}

fn is_within_word(text: &str, at: usize) -> bool {
    text[..at].ends_with(|c: char| c.is_ascii_alphabetic())
}

/// What the digits of a match stand for, and what they are multiplied by. `5 m` is not five million, nor
/// is `a 5K` always a count, but with a blank a single letter is surely something else.
fn value(count: &str) -> (f64, f64) {
    let end = count.find(|c: char| !matches!(c, '0'..='9' | ',' | '.'));
    let (digits, rest) = count.split_at(end.unwrap_or(count.len()));
    let digits = digits.replace(',', "").parse().unwrap_or(0.0);
    let word = unit(count);
    if rest.len() > word.len() && word.len() == 1 {
        (digits, 1.0)
    } else {
        (digits, multiplier(word))
    }
}

/// What stands after the digits of a count.
fn unit(count: &str) -> &str {
    count.trim_start_matches(|c: char| matches!(c, '0'..='9' | ',' | '.') || c.is_whitespace())
}

/// Every value that a text has in digits.
fn written(text: &str) -> Vec<f64> {
    let values = |found: Match<'_>| {
        let (digits, times) = value(found.as_str());
        [digits, digits * times]
    };
    counts(text).flat_map(values).collect()
}

/// Every value that a text has in words.
fn spelled(text: &str) -> Vec<f64> {
    let mut all = english(text);
    all.extend(
        CHINESE
            .find_iter(text)
            .filter_map(|run| chinese(run.as_str())),
    );
    all
}

/// Without full-width digits and colons.
fn plain_digits(text: &str) -> Cow<'_, str> {
    let is_wide = |c| matches!(c, '０'..='９' | '：');
    if !text.contains(is_wide) {
        return Cow::Borrowed(text);
    }
    let narrow = |c| match c {
        _ if is_wide(c) => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    };
    Cow::Owned(text.chars().map(narrow).collect())
}

fn has_digits(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
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
const TIMES: &[(&str, f64)] = &[
    ("once", 1.0),
    ("twice", 2.0),
    ("first", 1.0),
    ("second", 2.0),
    ("third", 3.0),
    ("half", 0.5),
    ("dozen", 12.0),
    ("noon", 12.0),
    ("midnight", 0.0),
];

/// Number words, each run of them added up: `ninety-eight`, `two hundred and ten`.
fn english(text: &str) -> Vec<f64> {
    let mut all = Vec::new();
    let mut running: Option<(f64, f64)> = None;
    let close = |running: &mut Option<(f64, f64)>, all: &mut Vec<f64>| {
        if let Some((total, section)) = running.take() {
            all.push(total + section);
        }
    };
    #[expect(clippy::cast_precision_loss, reason = "below a hundred")]
    for word in WORDS.find_iter(text) {
        let word = word.as_str().to_ascii_lowercase();
        let small = SMALL.iter().position(|known| *known == word);
        let tens = TENS.iter().position(|known| *known == word);
        if let Some(small) = small {
            let (total, section) = running.unwrap_or_default();
            running = Some((total, section + small as f64));
        } else if let Some(tens) = tens {
            let (total, section) = running.unwrap_or_default();
            running = Some((total, section + (tens + 2) as f64 * 10.0));
        } else if let (Some((total, section)), true) = (running, word == "hundred") {
            running = Some((total, section * 100.0));
        } else if let (Some((total, section)), true) =
            (running, multiplier(&word) >= 1e3 && word.len() > 2)
        {
            running = Some((total + section * multiplier(&word), 0.0));
        } else if word != "and" {
            close(&mut running, &mut all);
        }
        all.extend(
            TIMES
                .iter()
                .filter(|(known, _)| *known == word)
                .map(|(_, v)| *v),
        );
    }
    close(&mut running, &mut all);
    all
}

/// The values that a source has in digits and its rendition does not have at all, as they were written.
#[must_use]
pub fn missing(source: &str, rendition: &str) -> Vec<String> {
    let source = plain_digits(source);
    if !has_digits(&source) {
        return Vec::new();
    }
    let rendition = plain_digits(rendition);
    let mut lost: Vec<String> = CLOCK
        .find_iter(&source)
        .map(|clock| clock.as_str())
        .filter(|clock| !rendition.contains(clock))
        .map(ToOwned::to_owned)
        .collect();
    let source = CLOCK.replace_all(&source, " ");
    let written = written(&rendition);
    let spelled = LazyCell::new(|| spelled(&rendition));
    for found in counts(&source) {
        let (digits, times) = value(found.as_str());
        let wanted = digits * times;
        let close = |known: &f64| (known - wanted).abs() <= wanted.abs() * 1e-6;
        // 6 in `6 apples` may be written out; so may the half of `2.5`, and then a reader judges.
        if !written.iter().any(close) && !spelled.iter().any(close) {
            lost.push(found.as_str().to_owned());
        }
    }
    lost
}

/// Writes counts the way the other language counts: 万 and 亿 become digits or millions, `k` and `million`
/// become 万 and 亿. Everything else stays.
#[must_use]
pub fn localise(text: &str, to: Lang) -> Cow<'_, str> {
    if !has_digits(text) {
        return Cow::Borrowed(text);
    }
    let text = priced(text, to);
    let rewritten = COUNT.replace_all(&text, |found: &Captures<'_>| {
        if found
            .get(0)
            .is_some_and(|all| is_within_word(&text, all.start()))
        {
            return found[0].to_owned();
        }
        let (digits, times) = value(&found[0]);
        let word = unit(&found[0]);
        let is_han = !word.is_ascii() || word.eq_ignore_ascii_case("w");
        let value = digits * times;
        if times > 1.0 && is_han && !is_chinese(to) {
            western(value)
        } else if times > 1.0 && !is_han && is_chinese(to) && value >= 1e4 {
            myriads(value)
        } else if times > 1.0 && !is_han && is_chinese(to) {
            plain(value)
        } else {
            found[0].to_owned()
        }
    });
    match rewritten {
        Cow::Borrowed(_) => text,
        Cow::Owned(rewritten) => Cow::Owned(rewritten),
    }
}

/// Prices with the currency's name, which engines else take for their own.
fn priced(text: &str, to: Lang) -> Cow<'_, str> {
    if is_chinese(to) {
        DOLLARS.replace_all(text, "${1}美元")
    } else {
        YUAN.replace_all(text, "$1$2 yuan")
    }
}

/// 210,000; 6.6 million; 1.4 billion.
fn western(value: f64) -> String {
    if value >= 1e9 {
        format!("{} billion", plain(value / 1e9))
    } else if value >= 1e6 {
        format!("{} million", plain(value / 1e6))
    } else {
        let digits = plain(value);
        let (whole, rest) = digits.split_once('.').unwrap_or((&digits, ""));
        let mut grouped = String::new();
        for (at, c) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at) % 3 == 0 {
                grouped.push(',');
            }
            grouped.push(c);
        }
        if !rest.is_empty() {
            grouped.push('.');
            grouped.push_str(rest);
        }
        grouped
    }
}

fn myriads(value: f64) -> String {
    if value >= 1e8 {
        format!("{}亿", plain(value / 1e8))
    } else {
        format!("{}万", plain(value / 1e4))
    }
}

/// Without the noise of binary fractions.
fn plain(value: f64) -> String {
    let text = format!("{value:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Whether money changed its currency on the way: prices keep theirs.
#[must_use]
pub fn changes_currency(source: &str, rendition: &str) -> bool {
    if !has_digits(source) {
        return false;
    }
    let in_dollars = MAYBE_DOLLARS.is_match(source);
    let in_yuan = MAYBE_YUAN
        .find_iter(source)
        .any(|sign| sign.as_str() != "美元");
    (in_dollars && !in_yuan && SURELY_YUAN.is_match(rendition))
        || (in_yuan && !in_dollars && SURELY_DOLLARS.is_match(rendition))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_rewritten_for_the_other_language() {
        for (text, want) in [
            (
                "已经有21万讨论、660万浏览了",
                "已经有210,000讨论、6.6 million浏览了",
            ),
            ("3.5亿人", "350 million人"),
            ("14亿", "1.4 billion"),
            ("3w粉", "30,000粉"),
            ("3500块钱", "3500 yuan"),
            ("5万元", "50,000 yuan"),
            ("u1s1", "u1s1"),
            ("iPhone 15", "iPhone 15"),
        ] {
            assert_eq!(localise(text, Lang::EN), want);
        }
        for (text, want) in [
            ("12k followers", "1.2万 followers"),
            ("350 million views", "3.5亿 views"),
            ("2k likes", "2000 likes"),
            ("$1,850/mo", "1,850美元/mo"),
            ("$1.5M", "150万美元"),
            ("5 m away", "5 m away"),
        ] {
            assert_eq!(localise(text, Lang::ZH_HANS), want);
        }
    }

    #[test]
    fn values_are_found_again_in_any_dress() {
        for (source, rendition) in [
            ("21万讨论", "210,000 discussions"),
            ("3.5亿人", "350 million people"),
            ("I got 12k followers", "一天涨粉1.2万"),
            ("It's 3am", "凌晨三点"),
            ("My 89 y/o grandpa", "我八十九岁的爷爷"),
            ("98岁", "ninety-eight years old"),
            ("明早6:30 2号口", "exit 2 at 6:30 tomorrow"),
            ("twice", "每天两次"),
            ("take 5 mg", "每次5毫克"),
            ("Jan 10", "1月10日"),
            ("每天2次", "twice a day"),
            ("210人", "two hundred and ten people"),
        ] {
            assert_eq!(
                missing(source, rendition),
                [""; 0],
                "{source} → {rendition}"
            );
        }
        assert_eq!(missing("３点見", "see you at 3"), [""; 0]);
        assert_eq!(missing("３点見", "see you at 4"), ["3"]);
        for (source, rendition, want) in [
            ("21万讨论", "21 thousand discussions", "21万"),
            ("take 5 mg twice", "每天两次，每次50毫克", "5"),
            ("6:30见", "see you at 6:00", "6:30"),
            ("rent is $1,850", "房租185美元", "1,850"),
        ] {
            assert_eq!(missing(source, rendition), [want], "{source} → {rendition}");
        }
    }

    #[test]
    fn prices_keep_their_currency() {
        assert!(changes_currency("房租3500块", "rent is $3,500"));
        assert!(changes_currency("rent is $1,850", "房租1850元人民币"));
        assert!(!changes_currency("房租3500块", "rent is 3,500 yuan"));
        assert!(!changes_currency("rent is $1,850", "房租1850美元"));
        assert!(!changes_currency("便宜一块", "$"));
    }
}
