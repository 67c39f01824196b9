//! How much of a text is written in which script, and the languages that a script gives away.

use sampan_domain::Lang;
use whatlang::Detector;

use crate::common_words;

/// Kana that faces are made of, in any language: `(ノ◕ヮ◕)ノ`.
const FACE_KANA: &str = "ノヾヽゝゞヮツシッミメワロエ";

/// Common characters of Chinese that Japanese does not write, or hardly ever.
const CHINESE_WORDS: &str = "\
    我你您她妳们們这這哪吗嗎呢吧啊呀啦哦喔嘛哈很么麼啥咱怎让给还过说话语谁请谢爱欢难觉样\
    应该认识开关门问间长东车马鱼鸟见时对为发现实动头听买卖书习图边进远运钱铁银错飞饭馆";

/// Characters of one script stand for about one word in the scripts without spaces; in the others a
/// run of letters is one.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Han characters, bopomofo included.
    pub(crate) han: usize,
    /// Kana that are part of words.
    pub(crate) kana: usize,
    /// の, which Chinese writes as an ornament.
    no: usize,
    /// Characters out of [`CHINESE_WORDS`].
    chinese_words: usize,
    /// Hangul syllables.
    pub(crate) hangul: usize,
    /// Words in Latin letters, in lower case.
    pub(crate) latin: Vec<String>,
    /// Words in any other script, separated by blanks.
    pub(crate) other: String,
    /// How many of those there are.
    pub(crate) other_words: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Han,
    Kana,
    Hangul,
    Latin,
    Other,
    /// Joins letters to a word without being one: marks, apostrophes.
    Joiner,
    None,
}

fn kind(c: char) -> Kind {
    match c {
        'a'..='z' | 'A'..='Z' => Kind::Latin,
        '\'' | '’' => Kind::Joiner,
        '\0'..='\u{BF}' | '×' | '÷' => Kind::None,
        '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Kind::Latin,
        '\u{300}'..='\u{36F}' => Kind::Joiner,
        // Without the middle dot and the long vowel mark, which Chinese uses too.
        '\u{3041}'..='\u{3096}' | 'ゝ' | 'ゞ' | '\u{30A1}'..='\u{30FA}' | 'ヽ' | 'ヾ' => {
            Kind::Kana
        }
        '々' | '〇' | '\u{3105}'..='\u{312F}' => Kind::Han,
        '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => Kind::Han,
        '\u{20000}'..='\u{323AF}' => Kind::Han,
        '\u{1100}'..='\u{11FF}' | '\u{3131}'..='\u{318E}' | '\u{AC00}'..='\u{D7A3}' => Kind::Hangul,
        // Marks of Hebrew, Arabic, the Indic scripts and Thai that are not letters by themselves.
        '\u{591}'..='\u{5C7}' | '\u{64B}'..='\u{65F}' | '\u{E47}'..='\u{E4E}' => Kind::Joiner,
        '\u{93C}' | '\u{94D}' | '\u{9BC}' | '\u{9CD}' | '\u{BCD}' | '\u{200C}' => Kind::Joiner,
        // Letter-like signs and modifier letters are decoration.
        '\u{2B0}'..='\u{2FF}' | '\u{1D00}'..='\u{1DFF}' | '\u{2000}'..='\u{2BFF}' => Kind::None,
        _ if c.is_alphabetic() => Kind::Other,
        _ => Kind::None,
    }
}

/// Counts the words of a text by script.
pub(crate) fn tally(text: &str) -> Tally {
    let mut tally = Tally::default();
    let mut word = String::new();
    let mut letters = 0;
    let mut longest_other = 0;
    let mut face_kana = 0;
    let mut current = Kind::None;
    for c in text.chars().chain([' ']) {
        let kind = kind(c);
        let continues = kind == Kind::Joiner && !word.is_empty();
        if kind != current && !continues {
            match current {
                Kind::Latin => tally.latin.push(word.to_lowercase()),
                Kind::Other => {
                    tally.other.push_str(&word);
                    tally.other.push(' ');
                    tally.other_words += 1;
                    longest_other = longest_other.max(letters);
                }
                _ => {}
            }
            word.clear();
            letters = 0;
            current = kind;
        }
        match kind {
            Kind::Latin | Kind::Other => {
                word.push(c);
                letters += 1;
            }
            Kind::Joiner if continues => word.push(c),
            Kind::Han => {
                tally.han += 1;
                tally.chinese_words += usize::from(CHINESE_WORDS.contains(c));
            }
            Kind::Kana if c == 'の' => tally.no += 1,
            Kind::Kana if FACE_KANA.contains(c) => face_kana += 1,
            Kind::Kana => tally.kana += 1,
            Kind::Hangul => tally.hangul += 1,
            Kind::Joiner | Kind::None => {}
        }
    }
    // Single letters are parts of faces, such as (´･ω･`) and ಠ_ಠ, unless there are words too.
    if longest_other < 2 {
        tally.other.clear();
        tally.other_words = 0;
    }
    // In a Japanese word, as in シーツ, they count like the others.
    if tally.kana > 0 {
        tally.kana += face_kana;
    }
    tally
}

impl Tally {
    /// Nothing here belongs to a language.
    pub(crate) fn is_empty(&self) -> bool {
        self.east_asian() + self.hangul + self.latin.len() + self.other_words == 0
    }

    /// Han characters and kana.
    pub(crate) fn east_asian(&self) -> usize {
        self.han + self.kana + self.no
    }

    /// Whether the Han characters and kana are those of a Japanese text.
    ///
    /// Kana decide, unless they are quoted in a Chinese text that has more Han characters. A lone の
    /// decides only if nothing speaks for Chinese: 東京の夜 is Japanese, 我の日常 is not.
    pub(crate) fn is_japanese(&self) -> bool {
        if self.chinese_words > 0 {
            self.kana > self.han
        } else {
            self.kana + self.no > 0
        }
    }
}

/// The language of a text in a script other than Latin, Han, kana and Hangul.
///
/// Where a script has several languages, whatlang is believed if it is sure; else letters that only
/// one of them has decide, then common words, and at last the language with the most readers.
pub(crate) fn language_by_script(text: &str) -> Lang {
    let Some(guess) = Detector::new().detect(text) else {
        return Lang::UND;
    };
    if guess.is_reliable() {
        return known(guess.lang());
    }
    let has = |letters: &str| text.chars().any(|c| letters.contains(c));
    let tag = match guess.script() {
        whatlang::Script::Cyrillic if has("ўЎ") => "und",
        whatlang::Script::Cyrillic if has("іїєґІЇЄҐ") => "uk",
        whatlang::Script::Cyrillic if has("ђћљњџЂЋЉЊЏ") => "sr",
        whatlang::Script::Cyrillic if has("ыэёЫЭЁ") => "ru",
        whatlang::Script::Cyrillic => {
            let words: Vec<_> = text.split_whitespace().map(str::to_lowercase).collect();
            common_words::language(&words).map_or("ru", Lang::as_str)
        }
        whatlang::Script::Arabic if has("ٹڈڑںےہھ") => "ur",
        whatlang::Script::Arabic if has("پچژگکی") => "fa",
        whatlang::Script::Arabic => "ar",
        whatlang::Script::Hebrew => "he",
        whatlang::Script::Devanagari => "hi",
        _ => return known(guess.lang()),
    };
    Lang::parse(tag).unwrap_or(Lang::UND)
}

/// The domain's tag of one of whatlang's languages; [`Lang::UND`] for those it does not list.
pub(crate) fn known(lang: whatlang::Lang) -> Lang {
    use whatlang::Lang as L;
    let tag = match lang {
        L::Ara => "ar",
        L::Ben => "bn",
        L::Bul => "bg",
        L::Cat => "ca",
        L::Ces => "cs",
        L::Cmn => "zh",
        L::Dan => "da",
        L::Deu => "de",
        L::Ell => "el",
        L::Eng => "en",
        L::Est => "et",
        L::Fin => "fi",
        L::Fra => "fr",
        L::Heb => "he",
        L::Hin => "hi",
        L::Hrv => "hr",
        L::Hun => "hu",
        L::Ind => "id",
        L::Ita => "it",
        L::Jpn => "ja",
        L::Kor => "ko",
        L::Lav => "lv",
        L::Lit => "lt",
        L::Nld => "nl",
        L::Nob => "no",
        L::Pes => "fa",
        L::Pol => "pl",
        L::Por => "pt",
        L::Ron => "ro",
        L::Rus => "ru",
        L::Slk => "sk",
        L::Slv => "sl",
        L::Spa => "es",
        L::Srp => "sr",
        L::Swe => "sv",
        L::Tam => "ta",
        L::Tha => "th",
        L::Tur => "tr",
        L::Ukr => "uk",
        L::Urd => "ur",
        L::Vie => "vi",
        _ => return Lang::UND,
    };
    Lang::parse(tag).unwrap_or(Lang::UND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_characters_are_counted() {
        let tally = tally("I don't know 火锅 ありがとう 감사 привет");
        assert_eq!(tally.latin, ["i", "don't", "know"]);
        assert_eq!((tally.han, tally.kana, tally.hangul), (2, 5, 2));
        assert_eq!((tally.other.as_str(), tally.other_words), ("привет ", 1));
    }

    #[test]
    fn faces_and_signs_are_nothing() {
        for face in [
            "ಠ_ಠ",
            "(´･ω･`)",
            "（；´Д｀）",
            "＼(^o^)／",
            "12:30 ™ ½",
            "👨‍👩‍👧 🇨🇳",
        ] {
            let tally = tally(face);
            let latin: usize = tally.latin.iter().map(String::len).sum();
            assert!(tally.other.is_empty() && latin <= 1, "{face}: {tally:?}");
        }
    }

    #[test]
    fn letters_decide_where_whatlang_does_not() {
        for (text, tag) in [
            ("Привет", "ru"),
            ("Привіт, друзі", "uk"),
            ("سلام چطوری", "fa"),
            ("مرحبا", "ar"),
            ("شكرا لك يا صديقي", "ar"),
            ("آپ کیسے ہیں", "ur"),
            ("नमस्ते दोस्तों", "hi"),
            ("สวัสดีครับ", "th"),
            ("שלום לכולם", "he"),
            ("γεια σας", "el"),
        ] {
            assert_eq!(language_by_script(text).as_str(), tag, "{text}");
        }
    }
}
