//! The library itself, with models that are toys.

use super::toy::Toy;
use super::*;
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::TempDir;

const ZH_EN: &[(&str, &str)] = &[
    ("你好", "▁Hello"),
    ("世界", "▁world"),
    ("猫", "▁cat"),
    ("喜欢", "▁likes"),
    ("鱼", "▁fish"),
    ("脸书", "▁Facebook"),
    ("，", ","),
    ("。", "."),
    ("！", "!"),
];
const EN_ZH: &[(&str, &str)] = &[
    ("▁Hello", "你好"),
    ("▁cat", "猫"),
    ("▁likes", "喜欢"),
    ("▁fish", "鱼"),
    (",", "，"),
    (".", "。"),
];
const EN_DE: &[(&str, &str)] = &[
    ("▁Hello", "▁Hallo"),
    ("▁world", "▁Welt"),
    ("▁Facebook", "▁Gesichtsbuch"),
    (",", ","),
    ("!", "!"),
];

fn german() -> Lang {
    Lang::parse("de").unwrap()
}

fn add(models: &TempDir, from: Lang, to: Lang, toy: &Toy) -> PathBuf {
    let folder = Manifest::folder(models.path(), from, to);
    std::fs::create_dir_all(&folder).unwrap();
    let file = |role, name: &str, content: &[u8]| {
        std::fs::write(folder.join(name), content).unwrap();
        let hash = Sha256::digest(content);
        File {
            role,
            name: name.into(),
            sha256: hash.iter().map(|byte| format!("{byte:02x}")).collect(),
            size_bytes: content.len() as u64,
        }
    };
    let files = vec![
        file(Role::Model, "model.bin", &toy.model),
        file(Role::Vocab, "vocab.spm", &toy.vocab),
    ];
    let manifest = Manifest {
        from,
        to,
        version: "3.0".into(),
        architecture: "toy".into(),
        files,
    };
    manifest.write(&folder).unwrap();
    folder
}

/// Chinese to English and back, and English to German.
fn models() -> TempDir {
    let models = TempDir::new().unwrap();
    let (zh, en) = (Lang::ZH_HANS, Lang::EN);
    add(&models, zh, en, &Toy::new(ZH_EN, false, "🐱"));
    add(&models, en, zh, &Toy::new(EN_ZH, true, ""));
    add(&models, en, german(), &Toy::new(EN_DE, true, ""));
    models
}

fn asks(texts: &[&str], keep: &[&str]) -> Vec<Ask> {
    texts
        .iter()
        .map(|text| Ask {
            text: (*text).to_owned(),
            keep: keep.iter().map(|kept| (*kept).to_owned()).collect(),
            ..Ask::default()
        })
        .collect()
}

async fn to_english(engine: &Firefox, text: &str, keep: &[&str]) -> String {
    let asks = asks(&[text], keep);
    let answers = engine.translate(Lang::ZH_HANS, Lang::EN, &asks).await;
    answers.unwrap().concat()
}

fn reason(error: EngineError) -> String {
    match error {
        EngineError::Broken(reason) => reason,
        error => panic!("{error}"),
    }
}

#[tokio::test]
async fn sentences_are_translated_and_lines_stay_lines() {
    let models = models();
    let engine = Firefox::open(models.path()).unwrap();
    for (text, want) in [
        ("你好，世界！", "Hello, world!"),
        ("猫喜欢鱼。你好！", "cat likes fish. Hello!"),
        ("你好\n\n 猫喜欢鱼。", "Hello\n\ncat likes fish."),
        ("你好🐱", "Hello🐱"),
        ("🐱", "🐱"),
        ("", ""),
    ] {
        assert_eq!(to_english(&engine, text, &[]).await, want);
    }
    let back = asks(&["Hello, cat. cat likes fish."], &[]);
    let back = engine.translate(Lang::EN, Lang::ZH_HANS, &back).await;
    assert_eq!(back, Ok(vec!["你好，猫。猫喜欢鱼。".into()]));
}

#[tokio::test]
async fn many_requests_at_once_each_get_their_own_answers_in_order() {
    let models = models();
    let engine = Firefox::open(models.path()).unwrap();
    let engine = Arc::new(engine);
    let mut requests = tokio::task::JoinSet::new();
    for count in 1..30 {
        let engine = engine.clone();
        requests.spawn(async move {
            let asks = asks(&[&"猫".repeat(count), "鱼", "你好。世界。"], &[]);
            let answers = engine.translate(Lang::ZH_HANS, Lang::EN, &asks).await;
            let cats = vec!["cat"; count].join(" ");
            let want = vec![cats, "fish".into(), "Hello. world.".into()];
            assert_eq!(answers, Ok(want));
        });
    }
    while let Some(request) = requests.join_next().await {
        request.unwrap();
    }
}

#[tokio::test]
async fn long_texts_lose_nothing() {
    let models = models();
    let engine = Firefox::open(models.path()).unwrap();
    let said = to_english(&engine, &"猫喜欢鱼，".repeat(100), &[]).await;
    assert_eq!(said, vec!["cat likes fish,"; 100].join(" "));
    let said = to_english(&engine, &"猫".repeat(500), &[]).await;
    assert_eq!(said, vec!["cat"; 500].join(" "));
}

#[tokio::test]
async fn what_stays_is_put_back_where_the_attention_went() {
    let models = models();
    let engine = Firefox::open(models.path()).unwrap();
    let text = "猫喜欢脸书，你好。脸书！";
    assert_eq!(
        to_english(&engine, text, &["脸书"]).await,
        "cat likes 脸书, Hello. 脸书!"
    );
    assert_eq!(
        to_english(&engine, text, &[]).await,
        "cat likes Facebook, Hello. Facebook!"
    );
    // Nothing came of it at all: the guard will see.
    assert_eq!(to_english(&engine, "你好ana", &["ana"]).await, "Hello");
}

#[tokio::test]
async fn where_no_model_goes_directly_the_way_goes_through_english() {
    let models = models();
    let engine = Firefox::open(models.path()).unwrap();
    let (zh, de) = (Lang::ZH_HANS, german());
    assert!(engine.translates(zh, de));
    let asks = asks(&["你好，世界！"], &[]);
    let answers = engine.translate(zh, de, &asks).await;
    assert_eq!(answers, Ok(vec!["Hallo, Welt!".into()]));
}

#[tokio::test]
async fn pairs_without_models_are_not_translated() {
    let models = models();
    let engine = Firefox::open(models.path()).unwrap();
    for (from, to) in [
        (german(), Lang::EN),
        (german(), Lang::ZH_HANS),
        (Lang::ZH_HANT, Lang::EN),
        (Lang::EN, Lang::EN),
    ] {
        assert!(!engine.translates(from, to), "{from} {to}");
        let answers = engine.translate(from, to, &asks(&["x"], &[])).await;
        assert!(matches!(answers, Err(EngineError::Broken(_))));
    }
}

#[test]
fn without_models_it_says_what_to_do() {
    let models = TempDir::new().unwrap();
    assert!(!Firefox::is_there(models.path()));
    let unfinished = Manifest::folder(models.path(), Lang::ZH_HANS, Lang::EN);
    std::fs::create_dir_all(unfinished).unwrap();
    assert!(!Firefox::is_there(models.path()));
    let reason = reason(Firefox::open(models.path()).err().unwrap());
    assert!(reason.contains("sampan models pull zh en"), "{reason}");
}

#[test]
fn files_of_the_wrong_size_are_found_at_once() {
    let models = models();
    let model = Manifest::folder(models.path(), Lang::ZH_HANS, Lang::EN).join("model.bin");
    let whole = std::fs::read(&model).unwrap();
    std::fs::write(&model, &whole[..whole.len() / 2]).unwrap();
    let reason = reason(Firefox::open(models.path()).err().unwrap());
    assert!(reason.contains("model.bin"), "{reason}");
    assert!(reason.contains("sampan models pull"), "{reason}");
}

#[tokio::test]
async fn other_files_than_the_fetched_ones_are_not_loaded() {
    let models = models();
    let vocab = Manifest::folder(models.path(), Lang::ZH_HANS, Lang::EN).join("vocab.spm");
    let mut bytes = std::fs::read(&vocab).unwrap();
    bytes[10] ^= 1;
    std::fs::write(&vocab, bytes).unwrap();
    let engine = Firefox::open(models.path()).unwrap();
    let answers = engine
        .translate(Lang::ZH_HANS, Lang::EN, &asks(&["你好"], &[]))
        .await;
    let reason = reason(answers.unwrap_err());
    assert!(reason.contains("vocab.spm"), "{reason}");
    // The other pairs go on.
    let answers = engine
        .translate(Lang::EN, Lang::ZH_HANS, &asks(&["Hello"], &[]))
        .await;
    assert_eq!(answers, Ok(vec!["你好".into()]));
}

#[tokio::test]
async fn a_model_that_makes_the_library_panic_is_an_error() {
    for spoil in [
        // No model at all, and one without one of its parts.
        (|_| b"not a model".to_vec()) as fn(Vec<u8>) -> Vec<u8>,
        |model| {
            let name = b"decoder_l1_context_Wv";
            let at = model.windows(name.len()).position(|part| part == name);
            let mut model = model;
            model[at.unwrap()] = b'x';
            model
        },
    ] {
        let models = models();
        let mut toy = Toy::new(ZH_EN, false, "");
        toy.model = spoil(toy.model);
        add(&models, Lang::ZH_HANS, Lang::EN, &toy);
        let engine = Firefox::open(models.path()).unwrap();
        for _ in 0..2 {
            let answers = engine
                .translate(Lang::ZH_HANS, Lang::EN, &asks(&["你好"], &[]))
                .await;
            let reason = reason(answers.unwrap_err());
            assert!(reason.contains("sampan models pull"), "{reason}");
        }
    }
}

#[test]
fn manifests_that_lead_out_of_their_folder_are_refused() {
    let models = models();
    let folder = Manifest::folder(models.path(), Lang::ZH_HANS, Lang::EN);
    for name in ["../x", "/etc/passwd", "..", ""] {
        let mut manifest = Manifest::all(models.path()).unwrap().remove(0);
        manifest.files[0].name = name.into();
        manifest.write(&folder).unwrap();
        let reason = reason(Firefox::open(models.path()).err().unwrap());
        assert!(reason.contains("manifest.json"), "{reason}");
        std::fs::remove_dir_all(&folder).unwrap();
        add(
            &models,
            Lang::ZH_HANS,
            Lang::EN,
            &Toy::new(ZH_EN, false, ""),
        );
    }
}

#[test]
fn another_model_is_another_version() {
    let models = models();
    let first = Firefox::open(models.path()).unwrap().version;
    assert!(first.starts_with("3.0 "), "{first}");
    assert_eq!(Firefox::open(models.path()).unwrap().version, first);
    add(&models, Lang::ZH_HANS, Lang::EN, &Toy::new(EN_DE, true, ""));
    assert_ne!(Firefox::open(models.path()).unwrap().version, first);
}
