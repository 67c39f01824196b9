//! Numbers that a rendition must keep: the same values, whatever they look like in the other language.
//!
//! 21万 is 210,000, 3.5亿 is 350 million, 12k is 1.2万. Before an engine sees a text, counts in the other
//! language's myriads are rewritten ([`localise`]), because engines read 万 as thousand; afterwards every
//! value of the source has to be found again ([`missing`]).

mod spelled;

use regex::{Captures, Regex};
use sampan_domain::Lang;
use spelled::spelled;
use std::borrow::Cow;
use std::cell::LazyCell;
use std::sync::LazyLock;

#[expect(clippy::unwrap_used, reason = "the patterns are constants")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap()
}

macro_rules! digits {
    () => {
        r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
    };
}
macro_rules! myriad {
    () => {
        "(?:千万|百万|十万|万亿|万|亿|千)"
    };
}

/// Digits, and what multiplies them: `1,850`, `3.5亿`, `3万5千`, `12k`, `350 million`.
static COUNT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        "(?i)",
        digits!(),
        r"(?:\s?(?:",
        myriad!(),
        "(?:",
        digits!(),
        myriad!(),
        ")*(?:[0-9]{3,4})?",
        r"|(?:thousand|million|billion|trillion|mn|bn|[kmbw])(?-u:\b)))?"
    ))
});
static PART: LazyLock<Regex> =
    LazyLock::new(|| pattern(concat!("(", digits!(), r")\s?(", myriad!(), "|[A-Za-z]+)?")));
static CLOCK: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?-u:\b)([0-9]{1,2}):([0-9]{2})(?::[0-9]{2})?(?-u:\b)"));
static DOLLARS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\$\s?([0-9][0-9,]*(?:\.[0-9]+)?(?:\s?(?i:[kmb]|million|billion)(?-u:\b))?)")
});
static YUAN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"([0-9][0-9,]*(?:\.[0-9]+)?(?:万|亿|千|w)?)(块钱|块|元)"));
/// 3-5万: the first number is meant in the unit of the second.
static RANGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        "(",
        digits!(),
        r")(\s?[-–—~～到至]\s?)(",
        digits!(),
        ")(",
        myriad!(),
        r"|[kKwW](?-u:\b))"
    ))
});
/// 30多万, which is more than 30万.
static MORE: LazyLock<Regex> =
    LazyLock::new(|| pattern("([0-9])([多几余来])(千万|百万|十万|万|亿|千|百)"));

/// What [`RANGE`] and [`MORE`] want after a number.
const JOINERS: [char; 11] = ['-', '–', '—', '~', '～', '到', '至', '多', '几', '余', '来'];

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

/// What a unit makes of the number before it.
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

/// A number of a text, in digits.
struct Count {
    value: f64,
    /// What else it may say: `1.8m` is a height, or many.
    also: Option<f64>,
    /// Whether it counts in myriads.
    is_han: bool,
    is_multiplied: bool,
}

/// Appliances that have so many watts, where W is not 万.
const POWERED: &[&str] = &["快充", "充电", "功率", "电源", "适配", "灯", "音响", "音箱"];

impl Count {
    /// Reads what [`COUNT`] found; `after` is what follows. A single letter is no unit after a blank.
    fn read(found: &str, after: &str) -> Self {
        if found.bytes().all(|byte| byte.is_ascii_digit()) {
            return Self {
                value: found.parse().unwrap_or(0.0),
                also: None,
                is_han: false,
                is_multiplied: false,
            };
        }
        let mut parts = PART.captures_iter(found).map(|part| {
            let unit = part.get(2).map_or("", |unit| unit.as_str());
            let digits: f64 = part[1].replace(',', "").parse().unwrap_or(0.0);
            let is_apart = part[0].len() > part[1].len() + unit.len() && unit.len() == 1;
            (digits, if is_apart { "" } else { unit }.to_owned())
        });
        let (digits, unit) = parts.next().unwrap_or_default();
        let rest: f64 = parts.map(|(digits, unit)| digits * multiplier(&unit)).sum();
        let product = digits * multiplier(&unit) + rest;
        let is_unsure = match unit.as_str() {
            "m" | "b" | "B" => !after.starts_with("美元"),
            "k" => (digits - 401.0).abs() < 0.5,
            // 4K is a picture, 5K a run.
            "K" => digits < 10.0,
            "W" => POWERED.iter().any(|word| after.starts_with(word)),
            _ => false,
        };
        let is_han = !unit.is_ascii() || unit.eq_ignore_ascii_case("w");
        Self {
            value: if is_unsure { digits } else { product },
            also: is_unsure.then_some(product),
            is_han,
            is_multiplied: !is_unsure && multiplier(&unit) > 1.0,
        }
    }

    /// The values that say the same in another language's way.
    fn accepted(&self, after: &str) -> impl Iterator<Item = f64> {
        let off = match self.value {
            value if !after.starts_with('折') => value,
            value if value < 10.0 => 100.0 - 10.0 * value,
            value => 100.0 - value,
        };
        let is_evening =
            self.value < 12.0 && starts_with_any(after.trim_start(), &["pm", "PM", "p.m."]);
        let is_late = self.value > 12.0 && starts_with_any(after, &["点", "时"]);
        let hour = match self.value {
            value if is_evening => value + 12.0,
            value if is_late => value - 12.0,
            value => value,
        };
        [self.value, off, hour].into_iter().chain(self.also)
    }
}

fn starts_with_any(text: &str, beginnings: &[&str]) -> bool {
    beginnings
        .iter()
        .any(|beginning| text.starts_with(beginning))
}

/// Numbers of a text as they are written, and what follows them. The digits of `u1s1` are letters.
fn counts(text: &str) -> impl Iterator<Item = (&str, &str)> {
    COUNT
        .find_iter(text)
        .filter(|found| !is_within_word(text, found.start()))
        .map(|found| (found.as_str(), &text[found.end()..]))
}

fn is_within_word(text: &str, at: usize) -> bool {
    text[..at].ends_with(|c: char| c.is_ascii_alphabetic())
}

/// Every value that a text has in digits.
fn written(text: &str) -> Vec<f64> {
    let values = |(found, after)| {
        let count = Count::read(found, after);
        std::iter::once(count.value).chain(count.also)
    };
    counts(text).flat_map(values).collect()
}

/// Each number with its own unit: 3万-5万 for 3-5万, 30万多 for 30多万.
fn written_out(text: &str) -> Cow<'_, str> {
    let joins = |rest: &str| rest.trim_start().starts_with(JOINERS);
    let mut bytes = text.bytes().enumerate();
    if !bytes.any(|(at, byte)| byte.is_ascii_digit() && joins(&text[at + 1..])) {
        return Cow::Borrowed(text);
    }
    let ranged = RANGE.replace_all(text, "$1$4$2$3$4");
    match MORE.replace_all(&ranged, "$1$3$2") {
        Cow::Borrowed(_) => ranged,
        Cow::Owned(text) => Cow::Owned(text),
    }
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

/// The values that a source has in digits and its rendition does not have at all, as they were written.
#[must_use]
pub fn missing(source: &str, rendition: &str) -> Vec<String> {
    let source = plain_digits(source);
    if !has_digits(&source) {
        return Vec::new();
    }
    let source = written_out(&source);
    let rendition = plain_digits(rendition);
    let rendition = written_out(&rendition);
    let written = written(&rendition);
    let spelled = LazyCell::new(|| spelled(&rendition));
    let is_there = |wanted: f64| {
        let close = |known: &f64| (known - wanted).abs() <= wanted.abs() * 1e-6;
        written.iter().any(close) || spelled.iter().any(close)
    };
    let mut lost = Vec::new();
    let mut timeless = Cow::Borrowed(&*source);
    if source.contains(':') {
        for clock in CLOCK.captures_iter(&source) {
            if !rendition.contains(&clock[0]) && !says_time(&clock, &rendition, is_there) {
                lost.push(clock[0].to_owned());
            }
        }
        timeless = CLOCK.replace_all(&source, " ");
    }
    for (found, after) in counts(&timeless) {
        if !Count::read(found, after).accepted(after).any(is_there) {
            lost.push(found.to_owned());
        }
    }
    lost
}

/// Whether a rendition has a clock's hour, by twelve or by twenty-four, and its minutes.
fn says_time(clock: &Captures<'_>, rendition: &str, is_there: impl Fn(f64) -> bool) -> bool {
    let part = |at: usize| clock[at].parse::<f64>().unwrap_or(0.0);
    let (hour, minutes) = (part(1), part(2));
    let has_hour = is_there(hour) || is_there(hour % 12.0) || is_there(hour % 12.0 + 12.0);
    let has_minutes = minutes < 1.0
        || is_there(minutes)
        || (clock[2] == *"30" && (rendition.contains('半') || rendition.contains("half")))
        || (clock[2] == *"15" && (rendition.contains('刻') || rendition.contains("quarter")));
    has_hour && has_minutes
}

/// Writes counts the way the other language counts: 万 and 亿 become digits or millions, `k` and `million`
/// become 万 and 亿. Everything else stays.
#[must_use]
pub fn localise(text: &str, to: Lang) -> Cow<'_, str> {
    if !has_digits(text) {
        return Cow::Borrowed(text);
    }
    let text = match written_out(text) {
        Cow::Borrowed(text) => priced(text, to),
        Cow::Owned(text) => Cow::Owned(priced(&text, to).into_owned()),
    };
    let rewritten = COUNT.replace_all(&text, |found: &Captures<'_>| {
        let range = found.get(0).map_or(0..0, |all| all.range());
        let count = Count::read(&found[0], &text[range.end..]);
        if !count.is_multiplied || is_within_word(&text, range.start) {
            found[0].to_owned()
        } else if count.is_han && !is_chinese(to) {
            western(count.value)
        } else if !count.is_han && is_chinese(to) && count.value >= 1e4 {
            myriads(count.value)
        } else if !count.is_han && is_chinese(to) {
            plain(count.value)
        } else {
            found[0].to_owned()
        }
    });
    match rewritten {
        Cow::Borrowed(_) => text,
        Cow::Owned(rewritten) => Cow::Owned(rewritten),
    }
}

/// Prices with the currency's name, which engines else take for their own. HK$ has another, and 两块披萨 are
/// no money.
fn priced(text: &str, to: Lang) -> Cow<'_, str> {
    if is_chinese(to) {
        return DOLLARS.replace_all(text, |found: &Captures<'_>| {
            let at = found.get(0).map_or(0, |all| all.start());
            if is_within_word(text, at) {
                found[0].to_owned()
            } else {
                format!("{}美元", &found[1])
            }
        });
    }
    YUAN.replace_all(text, |found: &Captures<'_>| {
        let after = found.get(0).map_or("", |all| &text[all.end()..]);
        let is_price = &found[2] != "块"
            || after
                .chars()
                .next()
                .is_none_or(|c| !c.is_alphabetic() || "一每左多起就".contains(c));
        if is_price {
            format!("{} yuan", &found[1])
        } else {
            found[0].to_owned()
        }
    })
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
            ("3万5千", "35,000"),
            ("1亿2000万人", "120 million人"),
            ("月薪3-5万", "月薪30,000-50,000"),
            ("30多万粉丝", "300,000多粉丝"),
            ("65W快充", "65W快充"),
            ("10W+", "100,000+"),
            ("吃了2块披萨", "吃了2块披萨"),
            ("8块腹肌", "8块腹肌"),
            ("15块一斤", "15 yuan一斤"),
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
            ("I'm 1.8m tall", "I'm 1.8m tall"),
            ("my 401k", "my 401k"),
            ("in 4K", "in 4K"),
            ("10-12k likes", "1万-1.2万 likes"),
            ("$2m", "200万美元"),
            ("HK$100", "HK$100"),
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
            ("3万5千", "35,000"),
            ("月薪3-5万", "30,000 to 50,000 a month"),
            ("30多万粉丝", "over 300,000 followers"),
            ("I'm 1.8m tall", "我身高1.8米"),
            ("my 401k", "我的401k养老金"),
            ("1月10日见", "See you on January 10"),
            ("15:30开会", "the meeting is at 3:30 PM"),
            ("07:30", "7:30 am"),
            ("half price at 6:30", "六点半半价"),
            ("1只猫", "a cat"),
            ("100人", "a hundred people"),
            ("全场8折", "20% off everything"),
            ("75折", "25% off"),
            ("第4名", "fourth place"),
            ("2和3", "two and three"),
            ("at 3pm", "下午15点"),
            ("20点见", "see you at 8 pm"),
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
            ("30多万粉丝", "over 30 thousand followers", "30万"),
            ("I got 12k followers", "我有12个粉丝", "12k"),
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
