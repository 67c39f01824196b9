//! The words of the interface, and how a language writes numbers, dates and names of languages.
//!
//! Owns the two catalogues in `locales/`. Knows nothing of pages. A key that is missing shows as
//! `⟦key⟧`, which the tests of the pages look for.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use sampan_domain::notification::Kind;
use sampan_domain::{Invalid, Lang};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;
use time::OffsetDateTime;

const ENGLISH: &str = include_str!("../locales/en.ftl");
const CHINESE: &str = include_str!("../locales/zh-Hans.ftl");

/// Something that a message mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value<'a> {
    Text(&'a str),
    /// Chooses the plural form, and is shown as it is, without grouping.
    Number(i64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

/// The words of one interface language.
pub struct Catalogue {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
    /// Messages that mention nothing: pages say hundreds of them.
    plain: HashMap<String, String>,
}

impl std::fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Catalogue")
            .field("lang", &self.lang)
            .finish_non_exhaustive()
    }
}

impl Catalogue {
    /// The catalogue for a language; any Chinese gets Chinese, everything else English.
    #[must_use]
    pub fn of(lang: Lang) -> &'static Self {
        static EN: OnceLock<Catalogue> = OnceLock::new();
        static ZH_HANS: OnceLock<Catalogue> = OnceLock::new();
        if lang == Lang::ZH_HANS || lang == Lang::ZH_HANT {
            ZH_HANS.get_or_init(|| Self::read(Lang::ZH_HANS, CHINESE))
        } else {
            EN.get_or_init(|| Self::read(Lang::EN, ENGLISH))
        }
    }

    fn read(lang: Lang, source: &str) -> Self {
        // A broken entry is left out and seen by the tests; the rest of the words still come.
        let resource = match FluentResource::try_new(source.to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        let tags = lang.as_str().parse().into_iter().collect();
        let mut bundle = FluentBundle::new_concurrent(tags);
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        let keys = source
            .lines()
            .filter_map(|line| Some(line.split_once(" =")?.0));
        let mut plain = HashMap::new();
        for key in keys {
            let mut wrong = Vec::new();
            let pattern = bundle.get_message(key).and_then(|message| message.value());
            let text = pattern.map(|it| bundle.format_pattern(it, None, &mut wrong).into_owned());
            if let Some(text) = text.filter(|_| wrong.is_empty()) {
                plain.insert(key.to_owned(), text);
            }
        }
        Self {
            lang,
            bundle,
            plain,
        }
    }

    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang
    }

    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.bundle
            .get_message(key)
            .is_some_and(|m| m.value().is_some())
    }

    #[must_use]
    pub fn text(&self, key: &str) -> Cow<'_, str> {
        match self.plain.get(key) {
            Some(text) => Cow::Borrowed(text),
            None => self.format(key, None),
        }
    }

    #[must_use]
    pub fn text_with(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            let value = match value {
                Value::Text(text) => FluentValue::from(*text),
                Value::Number(number) => FluentValue::from(*number),
            };
            args.set((*name).to_owned(), value);
        }
        self.format(key, Some(&args)).into_owned()
    }

    /// A message that counts: `$n` chooses the plural form, `$count` is the number as people read it.
    #[must_use]
    pub fn counted(&self, key: &str, n: i64) -> String {
        self.text_with(
            key,
            &[("n", n.into()), ("count", self.count(n).as_str().into())],
        )
    }

    /// Several people, by the names of the first two: "Mei, Tom and 3 others".
    #[must_use]
    pub fn people(&self, names: &[&str], count: i64) -> String {
        let two = |key: &str, n: i64| {
            let grouped = self.count(n);
            let name = |at: usize| Value::Text(names.get(at).copied().unwrap_or_default());
            let args = [
                ("n", Value::Number(n)),
                ("count", Value::Text(&grouped)),
                ("one", name(0)),
                ("two", name(1)),
            ];
            self.text_with(key, &args)
        };
        match (names, count) {
            ([], _) => self.text("people-somebody").into_owned(),
            ([one], ..=1) => (*one).to_owned(),
            ([_], _) => two("people-one-more", count - 1),
            (_, ..=2) => two("people-two", 2),
            _ => two("people-more", count - 2),
        }
    }

    /// What a notification says, of people by name.
    #[must_use]
    pub fn notice(&self, kind: Kind, who: &str, count: i64) -> String {
        let grouped = self.count(count);
        let args = [
            ("n", Value::Number(count)),
            ("count", Value::Text(&grouped)),
            ("who", Value::Text(who)),
        ];
        self.text_with(&format!("notice-{}", kind.as_str()), &args)
    }

    /// Why a value was refused, in words.
    #[must_use]
    pub fn invalid(&self, invalid: &Invalid) -> String {
        self.refusal(invalid.code, invalid.limit)
    }

    /// The message of an error code; `limit` is what the message may mention as `$limit`.
    #[must_use]
    pub fn refusal(&self, code: &str, limit: Option<i64>) -> String {
        let key = if self.has(code) { code } else { "invalid" };
        let limit = limit.map_or_else(String::new, |n| self.grouped(n));
        self.text_with(key, &[("limit", limit.as_str().into())])
    }

    fn format<'s>(&'s self, key: &str, args: Option<&FluentArgs<'_>>) -> Cow<'s, str> {
        let Some(pattern) = self.bundle.get_message(key).and_then(|m| m.value()) else {
            return Cow::Owned(format!("⟦{key}⟧"));
        };
        let mut wrong = Vec::new();
        let text = self
            .bundle
            .format_pattern(pattern, args, &mut wrong)
            .into_owned();
        if wrong.is_empty() {
            Cow::Owned(text)
        } else {
            Cow::Owned(format!("⟦{key}⟧"))
        }
    }

    /// A number with its groups: `1,024` in English, `1024` in Chinese.
    #[must_use]
    pub fn grouped(&self, n: i64) -> String {
        if self.lang != Lang::EN {
            return n.to_string();
        }
        let digits = n.unsigned_abs().to_string();
        let mut grouped = String::with_capacity(digits.len() + digits.len() / 3 + 1);
        if n < 0 {
            grouped.push('-');
        }
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        grouped
    }

    /// A number as a counter shows it: exact below ten thousand, then compact and rounded down, so
    /// that a counter never promises more than there is.
    #[must_use]
    pub fn count(&self, n: i64) -> String {
        if n.abs() < 10_000 {
            return self.grouped(n);
        }
        // The catalogue names the steps, the largest first: "1000000000 B" and so on.
        let units = self.text("count-units");
        for unit in units.split_whitespace() {
            let Some((size, mark)) = unit.split_once(':') else {
                continue;
            };
            let Ok(size) = size.parse::<i64>() else {
                continue;
            };
            if n.abs() >= size {
                let tenths = n / (size / 10);
                let (whole, tenth) = (tenths / 10, (tenths % 10).abs());
                return if whole.abs() >= 100 || tenth == 0 {
                    format!("{whole}{mark}")
                } else {
                    format!("{whole}.{tenth}{mark}")
                };
            }
        }
        self.grouped(n)
    }

    /// How long ago something was, or its date when that was more than a week ago.
    #[must_use]
    pub fn ago(&self, now_ms: i64, at_ms: i64) -> String {
        const MINUTE: i64 = 60_000;
        const HOUR: i64 = 60 * MINUTE;
        const DAY: i64 = 24 * HOUR;
        let past = (now_ms - at_ms).max(0);
        match past {
            0..MINUTE => self.text("ago-now").into_owned(),
            MINUTE..HOUR => self.counted("ago-minutes", past / MINUTE),
            HOUR..DAY => self.counted("ago-hours", past / HOUR),
            _ if past < 7 * DAY => self.counted("ago-days", past / DAY),
            _ => self.date(now_ms, at_ms),
        }
    }

    /// A date, in UTC, without the year when it is this year.
    #[must_use]
    pub fn date(&self, now_ms: i64, at_ms: i64) -> String {
        let (Some(now), Some(at)) = (moment(now_ms), moment(at_ms)) else {
            return String::new();
        };
        let month = self.text_with("month", &[("n", i64::from(u8::from(at.month())).into())]);
        let key = if now.year() == at.year() {
            "date-short"
        } else {
            "date-long"
        };
        self.text_with(
            key,
            &[
                ("month", month.as_str().into()),
                ("day", i64::from(at.day()).into()),
                ("year", i64::from(at.year()).into()),
            ],
        )
    }

    /// What a language is called in this one; empty for `und`.
    #[must_use]
    pub fn lang_name(&self, lang: Lang) -> String {
        if lang == Lang::UND {
            return String::new();
        }
        self.text(&format!("lang-{lang}")).into_owned()
    }
}

fn moment(at_ms: i64) -> Option<OffsetDateTime> {
    OffsetDateTime::from_unix_timestamp(at_ms.div_euclid(1000)).ok()
}

/// The keys of what scripts say; the names of the places in those texts stay in braces.
pub fn script_keys() -> impl Iterator<Item = &'static str> {
    let keys = ENGLISH.lines().filter_map(|line| line.split_once(" ="));
    keys.map(|(key, _)| key)
        .filter(|key| key.starts_with("js-") || *key == "alt-hint")
}

/// A moment for `<time datetime>`: `2025-01-14T21:14:05Z`; empty for what no calendar holds.
#[must_use]
pub fn iso(at_ms: i64) -> String {
    moment(at_ms).map_or_else(String::new, |at| {
        format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
            at.year(),
            u8::from(at.month()),
            at.day(),
            at.hour(),
            at.minute(),
            at.second()
        )
    })
}

#[cfg(test)]
mod tests;
