//! What a collection of models says that it has, and what of it a pair needs.
//!
//! The records are Mozilla's, as Firefox reads them: one for each file. Files of different versions or
//! architectures do not go together, and some are for certain builds of Firefox only.

use sampan_domain::Lang;
use sampan_lang::engine::firefox::{File, Manifest, Role};
use serde::Deserialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Newer ones may be of another format. Firefox goes no further either.
const NEWEST_MAJOR: u32 = 3;
/// No model is that large.
const MOST_BYTES: u64 = 1 << 30;
/// The best first; others come last.
const ARCHITECTURES: &[&str] = &["base", "base-memory", "tiny"];
/// The filter of files that are meant for everybody but telephones.
const NOT_ON_TELEPHONES: &str = "env.appinfo.OS!='Android'";

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Record {
    name: String,
    version: String,
    file_type: String,
    #[serde(default)]
    architecture: String,
    source_language: String,
    target_language: String,
    #[serde(default)]
    variant: Option<String>,
    #[serde(default, rename = "filter_expression")]
    filter_expression: Option<String>,
    #[serde(default, rename = "last_modified")]
    last_modified: u64,
    decompressed_hash: String,
    decompressed_size: u64,
    attachment: Attachment,
}

#[derive(Debug, Clone, Deserialize)]
struct Attachment {
    hash: String,
    size: u64,
    location: String,
}

#[derive(Deserialize)]
struct Answer {
    #[serde(alias = "changes")]
    data: Vec<serde_json::Value>,
}

/// A file as it comes over the wire: packed by zstd.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Packed {
    /// Below the attachments' address. Harmless in paths and addresses.
    pub(super) location: String,
    pub(super) sha256: String,
    pub(super) size_bytes: u64,
}

/// A pair's model that goes together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Set {
    pub(super) manifest: Manifest,
    /// For each file of the manifest.
    pub(super) packed: Vec<Packed>,
}

/// The best set of every pair; `None` when the text holds no records at all.
pub(super) fn sets(json: &[u8]) -> Option<BTreeMap<(Lang, Lang), Set>> {
    let answer: Answer = serde_json::from_slice(json).ok()?;
    let mut groups: BTreeMap<(Lang, Lang, String, String), Vec<Record>> = BTreeMap::new();
    for record in answer.data {
        // Deleted ones, and what later collections may hold, are no files.
        let Ok(record) = serde_json::from_value::<Record>(record) else {
            continue;
        };
        let langs = (
            Lang::parse(&record.source_language),
            Lang::parse(&record.target_language),
        );
        if let (Some(from), Some(to)) = langs
            && is_for_us(&record)
        {
            let key = (
                from,
                to,
                record.version.clone(),
                record.architecture.clone(),
            );
            groups.entry(key).or_default().push(record);
        }
    }
    let mut best: BTreeMap<(Lang, Lang), Set> = BTreeMap::new();
    for ((from, to, version, architecture), mut records) in groups {
        records.sort_by_key(|record| Reverse(record.last_modified));
        let Some((files, packed)) = complete(&records) else {
            continue;
        };
        let manifest = Manifest {
            from,
            to,
            version,
            architecture,
            files,
        };
        let rank = |set: &Set| rank(&set.manifest);
        let set = Set { manifest, packed };
        let known = best.entry((from, to)).or_insert_with(|| set.clone());
        if rank(&set) > rank(known) {
            *known = set;
        }
    }
    Some(best)
}

fn is_for_us(record: &Record) -> bool {
    let filter: String = record
        .filter_expression
        .iter()
        .flat_map(|filter| filter.chars())
        .filter(|c| !c.is_whitespace())
        .map(|c| if c == '"' { '\'' } else { c })
        .collect();
    (filter.is_empty() || filter == NOT_ON_TELEPHONES)
        && record.variant.as_ref().is_none_or(String::is_empty)
        && numbers(&record.version)
            .first()
            .is_some_and(|major| *major <= NEWEST_MAJOR)
        && is_harmless(&record.name)
        && record.attachment.location.split('/').all(is_harmless)
        && record.attachment.location.ends_with(".zst")
        && is_hash(&record.attachment.hash)
        && is_hash(&record.decompressed_hash)
        && record.attachment.size.max(record.decompressed_size) <= MOST_BYTES
}

/// A name that means nothing but itself, wherever it is put.
fn is_harmless(name: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    !name.is_empty() && name.len() <= 128 && !name.starts_with('.') && name.chars().all(is_plain)
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'))
}

/// The files of a set: the model with one vocabulary, or with two.
fn complete(records: &[Record]) -> Option<(Vec<File>, Vec<Packed>)> {
    let find = |role: Role, kind: &str| {
        let record = records.iter().find(|record| record.file_type == kind)?;
        Some((role, record))
    };
    let model = find(Role::Model, "model")?;
    let two = find(Role::SrcVocab, "srcvocab").zip(find(Role::TrgVocab, "trgvocab"));
    let mut wanted = vec![model];
    match two {
        Some((source, target)) => wanted.extend([source, target]),
        None => wanted.push(find(Role::Vocab, "vocab")?),
    }
    let files: Vec<File> = wanted
        .iter()
        .map(|(role, record)| File {
            role: *role,
            name: record.name.clone(),
            sha256: record.decompressed_hash.clone(),
            size_bytes: record.decompressed_size,
        })
        .collect();
    let packed = wanted.iter().map(|(_, record)| Packed {
        location: record.attachment.location.clone(),
        sha256: record.attachment.hash.clone(),
        size_bytes: record.attachment.size,
    });
    let mut names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    (names.len() == files.len()).then(|| (files.clone(), packed.collect()))
}

/// Finished versions before trials (`3.0a1`), the newest, the best architecture.
fn rank(manifest: &Manifest) -> (bool, Vec<u32>, Reverse<usize>) {
    let is_finished = !manifest.version.contains(|c: char| c.is_alphabetic());
    let place = ARCHITECTURES
        .iter()
        .position(|name| *name == manifest.architecture);
    (
        is_finished,
        numbers(&manifest.version),
        Reverse(place.unwrap_or(ARCHITECTURES.len())),
    )
}

fn numbers(version: &str) -> Vec<u32> {
    version
        .split(|c: char| !c.is_ascii_digit())
        .map_while(|number| number.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn record(kind: &str, version: &str, architecture: &str) -> Value {
        json!({
            "name": format!("{kind}.zhen.bin"), "version": version, "fileType": kind,
            "architecture": architecture, "sourceLanguage": "zh-Hans", "targetLanguage": "en",
            "decompressedHash": "a".repeat(64), "decompressedSize": 9,
            "attachment": {"hash": "b".repeat(64), "size": 5, "location": format!("x/{kind}-{version}.zst")},
        })
    }

    fn with(mut record: Value, key: &str, value: Value) -> Value {
        record[key] = value;
        record
    }

    /// Version, architecture and roles of what is chosen.
    fn chosen(records: &[Value]) -> Option<(String, String, Vec<Role>)> {
        let sets = sets(json!({ "data": records }).to_string().as_bytes()).unwrap();
        let set = sets.get(&(Lang::ZH_HANS, Lang::EN))?;
        assert_eq!(set.packed.len(), set.manifest.files.len());
        let Manifest {
            version,
            architecture,
            files,
            ..
        } = &set.manifest;
        let roles = files.iter().map(|file| file.role).collect();
        Some((version.clone(), architecture.clone(), roles))
    }

    fn shared(version: &str, architecture: &str) -> [Value; 3] {
        ["model", "vocab", "lex"].map(|kind| record(kind, version, architecture))
    }

    fn version_of(records: &[Value]) -> Option<(String, String)> {
        chosen(records).map(|(version, architecture, _)| (version, architecture))
    }

    #[test]
    fn the_newest_complete_set_is_chosen() {
        let pair = |version: &str, architecture: &str| Some((version.into(), architecture.into()));
        let mut records = shared("2.9", "base").to_vec();
        records.extend(shared("2.10", "tiny"));
        assert_eq!(version_of(&records), pair("2.10", "tiny"));
        records.extend(shared("2.10", "base-memory"));
        assert_eq!(version_of(&records), pair("2.10", "base-memory"));
        // Trials, formats to come and halves are not.
        records.extend(shared("3.0a1", "base"));
        records.extend(shared("4.0", "base"));
        records.push(record("model", "3.1", "base"));
        records.push(record("vocab", "3.1", "tiny"));
        assert_eq!(version_of(&records), pair("2.10", "base-memory"));
        assert_eq!(version_of(&shared("3.0a1", "base")), pair("3.0a1", "base"));
    }

    #[test]
    fn two_vocabularies_stand_for_one() {
        let mut records = shared("3.0", "base").to_vec();
        records.push(record("srcvocab", "3.0", "base"));
        assert_eq!(chosen(&records).unwrap().2, [Role::Model, Role::Vocab]);
        records.push(record("trgvocab", "3.0", "base"));
        let split = [Role::Model, Role::SrcVocab, Role::TrgVocab];
        assert_eq!(chosen(&records).unwrap().2, split);
    }

    #[test]
    fn what_is_not_for_us_or_not_to_be_trusted_is_passed_over() {
        let not_phones = json!("env.appinfo.OS  != 'Android'");
        let [model, vocab, _] = shared("3.0", "base");
        let filtered = with(model.clone(), "filter_expression", not_phones);
        assert!(chosen(&[filtered, vocab.clone()]).is_some());
        for (key, value) in [
            ("filter_expression", json!("env.appinfo.OS == 'Android'")),
            ("filter_expression", json!("env.channel == 'nightly'")),
            ("variant", json!("trial")),
            ("name", json!("../model")),
            ("name", json!(".model")),
            ("name", json!("vocab.zhen.bin")),
            ("decompressedHash", json!("../../x")),
            ("decompressedSize", json!(5_000_000_000_u64)),
            (
                "attachment",
                json!({"hash": "b".repeat(64), "size": 5, "location": "../x.zst"}),
            ),
            (
                "attachment",
                json!({"hash": "b".repeat(64), "size": 5, "location": "/x.zst"}),
            ),
            ("attachment", Value::Null),
            ("targetLanguage", json!("xx")),
        ] {
            let model = with(model.clone(), key, value.clone());
            assert_eq!(chosen(&[model, vocab.clone()]), None, "{key} {value}");
        }
        assert!(sets(b"<html>").is_none());
    }
}
