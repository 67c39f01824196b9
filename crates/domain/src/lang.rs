//! Languages, as BCP 47 tags from a closed list, so that a tag is always known, short and `Copy`.
//!
//! Chinese is always told apart by script: `zh-Hans` or `zh-Hant`, never a bare `zh`.

use std::fmt;

/// A language of the list below, or `und` when nobody can say.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lang(&'static str);

/// Tag and the language's own name.
const KNOWN: &[(&str, &str)] = &[
    ("en", "English"),
    ("zh-Hans", "简体中文"),
    ("zh-Hant", "繁體中文"),
    ("ar", "العربية"),
    ("bg", "Български"),
    ("bn", "বাংলা"),
    ("ca", "Català"),
    ("cs", "Čeština"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("es", "Español"),
    ("et", "Eesti"),
    ("fa", "فارسی"),
    ("fi", "Suomi"),
    ("fr", "Français"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "Hrvatski"),
    ("hu", "Magyar"),
    ("id", "Bahasa Indonesia"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("lt", "Lietuvių"),
    ("lv", "Latviešu"),
    ("nl", "Nederlands"),
    ("no", "Norsk"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("sk", "Slovenčina"),
    ("sl", "Slovenščina"),
    ("sr", "Српски"),
    ("sv", "Svenska"),
    ("ta", "தமிழ்"),
    ("th", "ไทย"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
];

impl Lang {
    pub const EN: Self = Self("en");
    pub const ZH_HANS: Self = Self("zh-Hans");
    pub const ZH_HANT: Self = Self("zh-Hant");
    /// The languages of the interface: what readers read, and what is translated into.
    pub const OFFERED: [Self; 2] = [Self::EN, Self::ZH_HANS];
    /// Undetermined: emoji, numbers, or too little to tell.
    pub const UND: Self = Self("und");

    /// Reads a tag as browsers, files and people write it: `zh-CN`, `zh_TW`, `en-US`, `PT-br`.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        if tag.len() > 35 {
            return None;
        }
        let lower = tag.trim().to_ascii_lowercase().replace('_', "-");
        let mut parts = lower.split('-');
        let primary = parts.next()?;
        match primary {
            "zh" => {
                let traditional = parts.any(|part| matches!(part, "hant" | "tw" | "hk" | "mo"));
                Some(if traditional {
                    Self::ZH_HANT
                } else {
                    Self::ZH_HANS
                })
            }
            "yue" => Some(Self::ZH_HANT),
            "nb" | "nn" => Self::parse("no"),
            "und" => Some(Self::UND),
            _ => KNOWN
                .iter()
                .find(|(known, _)| *known == primary)
                .map(|(known, _)| Self(known)),
        }
    }

    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.0
    }

    /// The language's name in itself; empty for `und`.
    #[must_use]
    pub fn native_name(self) -> &'static str {
        KNOWN
            .iter()
            .find(|(tag, _)| *tag == self.0)
            .map_or("", |(_, name)| name)
    }

    /// `rtl` for scripts written from the right, `auto` for `und`, else `ltr`.
    #[must_use]
    pub fn dir(self) -> &'static str {
        match self.0 {
            "ar" | "fa" | "he" | "ur" => "rtl",
            "und" => "auto",
            _ => "ltr",
        }
    }

    /// Whether whoever reads one reads the other: both scripts of Chinese are read by those who know
    /// either.
    #[must_use]
    pub fn is_akin(self, other: Self) -> bool {
        self.0.split('-').next() == other.0.split('-').next()
    }

    /// Every language of the list, English and Chinese first.
    pub fn all() -> impl Iterator<Item = Self> {
        KNOWN.iter().map(|(tag, _)| Self(tag))
    }

    /// The best of `offered` for an `Accept-Language` header; `None` when nothing fits.
    #[must_use]
    pub fn from_accept_language(header: &str, offered: &[Self]) -> Option<Self> {
        let mut wishes: Vec<(f32, Self)> = header
            .split(',')
            .take(20)
            .filter_map(|item| {
                let (tag, quality) = item.split_once(";q=").unwrap_or((item, "1"));
                Some((quality.trim().parse().ok()?, Self::parse(tag)?))
            })
            .collect();
        wishes.sort_by(|a, b| b.0.total_cmp(&a.0));
        wishes
            .iter()
            .find_map(|(_, wish)| {
                offered
                    .iter()
                    .find(|tag| *tag == wish)
                    .or_else(|| offered.iter().find(|tag| tag.is_akin(*wish)))
            })
            .copied()
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl serde::Serialize for Lang {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.0)
    }
}

impl<'de> serde::Deserialize<'de> for Lang {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("unknown language"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_told_apart_by_script() {
        for (tag, want) in [
            ("zh", Lang::ZH_HANS),
            ("zh-CN", Lang::ZH_HANS),
            ("zh_TW", Lang::ZH_HANT),
            ("zh-Hant-HK", Lang::ZH_HANT),
            ("zh-Hans-SG", Lang::ZH_HANS),
        ] {
            assert_eq!(Lang::parse(tag), Some(want), "{tag}");
        }
    }

    #[test]
    fn the_browser_is_answered_in_its_best_offered_language() {
        let offered = [Lang::EN, Lang::ZH_HANS];
        let best = |header| Lang::from_accept_language(header, &offered);
        assert_eq!(best("zh-TW,zh;q=0.9,en;q=0.8"), Some(Lang::ZH_HANS));
        assert_eq!(best("fr;q=0.9, en-GB;q=0.5"), Some(Lang::EN));
        assert_eq!(best("fr"), None);
        assert_eq!(best(";;;,q=,💥"), None);
    }
}
