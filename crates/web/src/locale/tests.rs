use super::*;
use std::collections::BTreeSet;
use std::path::Path;

fn en() -> &'static Catalogue {
    Catalogue::of(Lang::EN)
}

fn zh() -> &'static Catalogue {
    Catalogue::of(Lang::ZH_HANS)
}

fn keys(source: &str) -> BTreeSet<&str> {
    source
        .lines()
        .filter_map(|line| line.split_once(" ="))
        .map(|(key, _)| key)
        .filter(|key| key.starts_with(|c: char| c.is_ascii_lowercase()))
        .collect()
}

/// Every file below `folder` with one of these endings.
fn files(folder: &Path, endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, endings));
        } else if endings.iter().any(|e| path.to_string_lossy().ends_with(e)) {
            let text = std::fs::read_to_string(&path).unwrap();
            found.push((path.display().to_string(), text));
        }
    }
    found
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The first argument of every call of `name` that is a plain text.
fn arguments<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    text.match_indices(name)
        .filter_map(|(at, _)| {
            let inside = text[at + name.len()..].trim_start().strip_prefix('"')?;
            inside.split_once('"').map(|(key, _)| key)
        })
        .collect()
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}

#[test]
fn both_catalogues_are_well_formed() {
    for (name, source) in [("en", ENGLISH), ("zh-Hans", CHINESE)] {
        if let Err((_, wrong)) = FluentResource::try_new(source.to_owned()) {
            panic!("{name}: {wrong:?}");
        }
        let lines: Vec<_> = source.lines().filter_map(|l| l.split_once(" =")).collect();
        let distinct: BTreeSet<_> = lines.iter().map(|(key, _)| key).collect();
        assert_eq!(lines.len(), distinct.len(), "{name} has a key twice");
    }
}

#[test]
fn catalogues_have_the_same_keys() {
    let (en, zh) = (keys(ENGLISH), keys(CHINESE));
    let only_en: Vec<_> = en.difference(&zh).collect();
    let only_zh: Vec<_> = zh.difference(&en).collect();
    assert!(
        only_en.is_empty() && only_zh.is_empty(),
        "en: {only_en:?}, zh-Hans: {only_zh:?}"
    );
}

#[test]
fn messages_mention_the_same_things() {
    let mentioned = |source: &str, key: &str| -> BTreeSet<String> {
        let from = source.find(&format!("\n{key} =")).unwrap();
        let body = &source[from + 1..];
        let end = body
            .match_indices('\n')
            .find(|(at, _)| body[at + 1..].starts_with(|c: char| !c.is_whitespace() && c != '}'))
            .map_or(body.len(), |(at, _)| at);
        body[..end]
            .split('$')
            .skip(1)
            .map(|rest| rest.chars().take_while(char::is_ascii_lowercase).collect())
            .filter(|name| name != "n" && name != "count")
            .collect()
    };
    for key in keys(ENGLISH) {
        assert_eq!(mentioned(ENGLISH, key), mentioned(CHINESE, key), "{key}");
    }
}

#[test]
fn every_key_in_use_exists_and_every_key_is_used() {
    let mut sources = files(&root().join("templates"), &[".html"]);
    let code = files(&root().join("src"), &[".rs"])
        .into_iter()
        .filter(|(path, _)| !path.ends_with("tests.rs"));
    sources.extend(code);
    let known = keys(ENGLISH);
    let mut used = BTreeSet::new();
    for (path, text) in &sources {
        for call in [
            ".t(",
            ".tn(",
            ".t1(",
            ".t2(",
            ".words(",
            ".words1(",
            "self.text(",
            "catalogue.text(",
            "catalogue.text_with(",
            "catalogue.counted(",
        ] {
            for key in arguments(text, call) {
                assert!(known.contains(key), "{path} uses {key}");
                used.insert(key);
            }
        }
    }
    for (path, text) in files(&root().join("ui/src"), &[".ts"]) {
        for key in text
            .split('"')
            .filter(|word| word.starts_with("js-") && !word.contains(' '))
        {
            let key = known
                .get(key)
                .unwrap_or_else(|| panic!("{path} says {key}"));
            used.insert(key);
        }
    }
    let mut refusing = files(&root().join("../domain/src"), &[".rs"]);
    refusing.extend(files(&root().join("../app/src"), &[".rs"]));
    let mut whole: Vec<&str> = refusing.iter().map(|(_, text)| text.as_str()).collect();
    whole.extend(sources.iter().map(|(_, text)| text.as_str()));
    let composed = [
        "lang-",
        "notice-",
        "problem-",
        "about-",
        "rules-",
        "guide-",
        "js-",
        "say-",
        "why-source-",
        "wish-",
        "search-what-",
        "gate-",
        "pulse-gives-way-",
        "pulse-state-",
    ];
    for key in known {
        let by_code = || {
            whole
                .iter()
                .any(|text| text.contains(&format!("\"{key}\"")))
        };
        let elsewhere = REFUSALS.contains(&key) || composed.iter().any(|c| key.starts_with(c));
        assert!(
            used.contains(key) || elsewhere || by_code(),
            "nobody uses {key}"
        );
    }
}

/// Codes that come from other crates as values, or from the handlers.
const REFUSALS: &[&str] = &[
    "picture-too-large",
    "picture-too-many-pixels",
    "picture-unsupported",
    "picture-broken",
    "picture-empty",
    "picture-not-encoded",
    "video-unsupported",
    "video-broken",
    "video-no-picture",
    "video-too-long",
    "video-too-many-pixels",
    "video-too-slow",
    "handle-taken",
    "handle-confusable",
    "leave-handle-wrong",
    "password-wrong",
    "signin-wrong",
    "signin-pending",
    "invitation-needed",
    "invitation-wrong",
    "invitation-uses",
    "signup-closed",
    "code-wrong",
    "passkey-address",
    "passkey-expired",
    "passkey-failed",
    "passkey-known",
    "passkey-last",
    "passkey-unknown",
    "picture-gone",
    "note-changed",
    "not-author",
    "not-moderator",
    "blocked",
    "oneself",
    "collection-stays",
    "oneself",
    "signed-out",
    "collection-name-empty",
    "collection-name-long",
    "collection-unknown",
    "collections-many",
    "topic-invalid",
    "topic-same",
    "topic-unknown",
    "description",
    "invalid",
];

#[test]
fn every_error_code_has_its_message() {
    let mut codes: Vec<String> = REFUSALS.iter().map(|code| (*code).to_owned()).collect();
    for (_, text) in files(&root().join("../app/src"), &[".rs"]) {
        for call in ["Denied(", "Conflict("] {
            codes.extend(arguments(&text, call).into_iter().map(str::to_owned));
        }
        for call in [
            "Error::invalid(\"",
            "Invalid::new(\"",
            "Invalid::limited(\"",
        ] {
            let calls = text.split(call).skip(1);
            // A code that is written down; one that is computed has nothing but a comma before it.
            codes.extend(calls.filter_map(|rest| {
                let mut parts = rest.split('"').skip(1);
                parts.next().filter(|between| between.trim() == ",")?;
                parts.next().map(str::to_owned)
            }));
        }
    }
    for (_, text) in files(&root().join("../domain/src"), &[".rs"]) {
        let text = text.split("#[cfg(test)]").next().unwrap().to_owned();
        for prefix in [
            "handle-",
            "password-",
            "note-",
            "comment-",
            "picture-",
            "name-",
            "bio-",
            "place-",
        ] {
            codes.extend(
                text.split('"')
                    .skip(1)
                    .step_by(2)
                    .filter(|word| word.starts_with(prefix))
                    .filter(|word| word.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
                    .filter(|word| *word != "comment-like")
                    .map(str::to_owned),
            );
        }
    }
    for code in codes {
        assert!(en().has(&code) && zh().has(&code), "{code}");
    }
}

#[test]
fn chinese_stands_only_in_the_chinese_catalogue() {
    for (path, text) in files(&root().join("templates"), &[".html"]) {
        let stray: String = text.chars().filter(|c| is_han(*c)).collect();
        assert!(stray.is_empty(), "{path}: {stray}");
    }
    // The guide comes last and explains Chinese words; there they are quoted.
    let before_guide = ENGLISH.split("\nguide-title").next().unwrap();
    for line in before_guide.lines() {
        assert!(!line.chars().any(is_han), "{line}");
    }
}

#[test]
fn every_language_has_a_name_in_both() {
    for lang in Lang::all() {
        for catalogue in [en(), zh()] {
            let name = catalogue.lang_name(lang);
            assert!(!name.contains('⟦'), "{lang}");
        }
    }
    assert_eq!(en().lang_name(Lang::UND), "");
}

#[test]
fn counts_follow_the_language() {
    for (n, in_english, in_chinese) in [
        (0, "0", "0"),
        (999, "999", "999"),
        (1_024, "1,024", "1024"),
        (9_999, "9,999", "9999"),
        (12_400, "12.4K", "1.2万"),
        (31_000, "31K", "3.1万"),
        (99_990, "99.9K", "9.9万"),
        (210_000, "210K", "21万"),
        (999_999, "999K", "99.9万"),
        (6_600_000, "6.6M", "660万"),
        (330_000_000, "330M", "3.3亿"),
        (3_300_000_000, "3.3B", "33亿"),
    ] {
        assert_eq!(en().count(n), in_english);
        assert_eq!(zh().count(n), in_chinese);
    }
}

#[test]
fn plurals_follow_the_language() {
    assert_eq!(en().counted("comments-count", 1), "1 comment");
    assert_eq!(en().counted("comments-count", 1_024), "1,024 comments");
    assert!(zh().counted("comments-count", 21_000).contains("2.1万"));
}

#[test]
fn times_read_like_speech() {
    // 2025-01-14T21:14:05Z
    let at = 1_736_889_245_000;
    let minute = 60_000;
    assert_eq!(en().ago(at, at + 5), en().text("ago-now"));
    assert_eq!(en().ago(at + 5 * minute, at), "5 min");
    assert_eq!(en().ago(at + 130 * minute, at), "2 h");
    assert_eq!(zh().ago(at + 3 * 1440 * minute, at), "3天前");
    assert_eq!(en().ago(at + 20 * 1440 * minute, at), "Jan 14");
    assert_eq!(zh().ago(at + 20 * 1440 * minute, at), "1月14日");
    assert_eq!(en().ago(at + 400 * 1440 * minute, at), "Jan 14, 2025");
    assert_eq!(zh().ago(at + 400 * 1440 * minute, at), "2025年1月14日");
    assert_eq!(iso(at), "2025-01-14T21:14:05Z");
    assert_eq!(iso(i64::MAX), "");
}

#[test]
fn a_missing_key_is_seen() {
    assert_eq!(en().text("no-such-key"), "⟦no-such-key⟧");
    assert_eq!(en().refusal("no-such-code", None), en().text("invalid"));
}
