//! Engines that misbehave, and what reaches a reader all the same.

use super::*;
use async_trait::async_trait;
use proptest::prelude::*;
use sampan_domain::anatomy::{Piece, spans, spans_with};

/// Does to a text whatever it is told to.
struct Simulated<F>(F);

#[async_trait]
impl<F: Fn(&Ask) -> String + Send + Sync> Engine for Simulated<F> {
    fn name(&self) -> &str {
        "simulated"
    }

    fn version(&self) -> &str {
        "1"
    }

    fn translates(&self, _: Lang, _: Lang) -> bool {
        true
    }

    async fn translate(&self, _: Lang, _: Lang, asks: &[Ask]) -> Result<Vec<String>, EngineError> {
        Ok(asks.iter().map(&self.0).collect())
    }
}

struct Failing;

#[async_trait]
impl Engine for Failing {
    fn name(&self) -> &str {
        "failing"
    }

    fn version(&self) -> &str {
        "1"
    }

    fn translates(&self, _: Lang, _: Lang) -> bool {
        true
    }

    async fn translate(&self, _: Lang, _: Lang, _: &[Ask]) -> Result<Vec<String>, EngineError> {
        Err(EngineError::Busy)
    }
}

fn names() -> Names {
    Names::parse("TikTok\nmomo\nReels\n")
}

fn engine(answer: impl Fn(&Ask) -> String + Send + Sync + 'static) -> Arc<dyn Engine> {
    Arc::new(Simulated(answer))
}

#[tokio::main(flavor = "current_thread")]
async fn rendered(engines: Vec<Arc<dyn Engine>>, text: &str) -> Option<Rendition> {
    Translator::new(engines, names())
        .translate(text, Lang::ZH_HANS, Lang::EN, |_, _| {})
        .await
}

fn text_of(engines: Vec<Arc<dyn Engine>>, text: &str) -> Option<String> {
    rendered(engines, text).map(|rendition| rendition.text)
}

#[test]
fn lines_and_what_stands_around_them_stay_in_place() {
    let engine = engine(|_| "Hello".into());
    let text = "@ana 你好\n\n  你好🐱\n#猫税#\n";
    assert_eq!(
        text_of(vec![engine], text).as_deref(),
        Some("@ana Hello\n\n  Hello 🐱\n#猫税#\n")
    );
}

#[test]
fn lines_that_are_in_the_readers_language_already_stay() {
    let engine = engine(|ask| format!("English for {}", ask.text.chars().count()));
    let text = "大家早上好\nGood morning to all of you\nyyds";
    let said = text_of(vec![engine], text).unwrap();
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines[..2], ["English for 5", "Good morning to all of you"]);
    assert_ne!(lines[2], "yyds", "slang is nobody's language");
}

#[test]
fn a_name_in_the_readers_language_does_not_make_the_line_theirs() {
    let engine = engine(|_| "小红书比这里好多了".into());
    let names = Names::parse("小红书|RedNote\tzh-Hans=小红书\n");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let said = runtime.block_on(Translator::new(vec![engine], names).translate(
        "RedNote is so nice",
        Lang::EN,
        Lang::ZH_HANS,
        |_, _| {},
    ));
    assert_eq!(said.unwrap().text, "小红书比这里好多了");
}

#[test]
fn a_lost_span_is_asked_for_again_and_then_translated_around() {
    // Loses every span, as long as there is one in what it is asked.
    let forgetful = engine(|ask| {
        if ask.keep.is_empty() {
            "words".into()
        } else {
            "all the words".into()
        }
    });
    assert_eq!(
        text_of(vec![forgetful], "链接https://example.com/a 自取momo看看").as_deref(),
        Some("words https://example.com/a words momo words")
    );
}

#[test]
fn pieces_of_one_line_never_reach_another() {
    // Loses spans, and cannot do one of the words between them.
    let engine = engine(|ask| match ask.text.trim() {
        _ if !ask.keep.is_empty() => "no spans".into(),
        "不行" => "还是中文".into(),
        "早上" => "Morning".into(),
        "晚上" => "Evening".into(),
        _ => "words".into(),
    });
    assert_eq!(
        text_of(vec![engine], "不行momo你好\n早上momo晚上").as_deref(),
        Some("不行momo你好\nMorning momo Evening")
    );
}

#[test]
fn the_next_engine_gets_what_the_first_could_not_do() {
    let broken = engine(|_| "还是中文".into());
    let good = engine(|_| "Good morning".into());
    let rendition = rendered(vec![Arc::new(Failing), broken.clone(), good], "早上好").unwrap();
    assert_eq!(
        (rendition.text.as_str(), rendition.left),
        ("Good morning", 0)
    );
    assert_eq!(rendered(vec![broken, Arc::new(Failing)], "早上好"), None);
    assert_eq!(rendered(vec![], "早上好"), None);
}

#[test]
fn a_line_that_nobody_can_render_stays_as_it_was() {
    let picky = engine(|ask| {
        if ask.text.contains('猫') {
            "a cat".into()
        } else {
            "不行".into()
        }
    });
    let rendition = rendered(vec![picky], "有猫\n早上好").unwrap();
    assert_eq!(
        (rendition.text.as_str(), rendition.left),
        ("a cat\n早上好", 1)
    );
}

#[test]
fn a_text_without_words_is_its_own_rendition() {
    assert_eq!(
        text_of(vec![], "🐱🐱 #猫税# 666"),
        Some("🐱🐱 #猫税# 666".into())
    );
}

#[test]
fn counts_reach_the_engine_in_the_readers_system() {
    let echo = engine(|ask| {
        if ask.text.contains("210,000") {
            "210,000 discussions".into()
        } else {
            "21 thousand discussions".into()
        }
    });
    assert_eq!(
        text_of(vec![echo], "21万讨论").as_deref(),
        Some("210,000 discussions")
    );
}

#[test]
fn slang_that_was_taken_literally_is_put_into_the_question() {
    let literal = engine(|ask| {
        if ask.text.contains("fam") {
            "Can't stop laughing, fam".into()
        } else {
            "Can't stop laughing, family".into()
        }
    });
    assert_eq!(
        text_of(vec![literal], "笑不活了家人们").as_deref(),
        Some("Can't stop laughing, fam")
    );
    // When that is of no use, the first answer is better than none.
    let stubborn = engine(|ask| {
        if ask.text.contains("fam") {
            "不行".into()
        } else {
            "Can't stop laughing, family".into()
        }
    });
    assert_eq!(
        text_of(vec![stubborn], "笑不活了家人们").as_deref(),
        Some("Can't stop laughing, family")
    );
}

/// What a simulated engine does to a span or to the words.
#[derive(Debug, Clone, Copy)]
enum Whim {
    Keep,
    Drop,
    Double,
    Reverse,
    Translate,
    Break,
    Markup,
    Nothing,
    Refuse,
    Loop,
}

#[tokio::main(flavor = "current_thread")]
async fn across(from: Lang, to: Lang, text: &str, answer: &'static str) -> Option<String> {
    let engines = vec![engine(move |_| answer.into())];
    let translator = Translator::new(engines, names());
    let rendition = translator.translate(text, from, to, |_, _| {}).await;
    rendition.map(|rendition| rendition.text)
}

fn into_english(text: &str, answer: &'static str) -> Option<String> {
    across(Lang::ZH_HANS, Lang::EN, text, answer)
}

fn into_chinese(text: &str, answer: &'static str) -> Option<String> {
    across(Lang::EN, Lang::ZH_HANS, text, answer)
}

#[test]
fn good_answers_are_not_spoilt() {
    let topic = into_chinese("love this #ootd so much", "太喜欢这个 #ootd 了");
    assert_eq!(topic.as_deref(), Some("太喜欢这个 #ootd 了"));
    let remark = into_chinese("I love it [just kidding] so much", "我太喜欢了[开玩笑的]");
    assert_eq!(remark.as_deref(), Some("我太喜欢了（开玩笑的）"));
    let emoji = into_english("太好看了😍我爱❤️了", "So pretty, love it 😍❤️");
    assert_eq!(emoji.as_deref(), Some("So pretty, love it 😍❤️"));
    let laughs = into_english("2333太好笑了", "That is so funny, lol");
    assert_eq!(laughs.as_deref(), Some("That is so funny, lol"));
    let shouted = into_chinese("WHAT DOES THIS MEAN", "这是什么意思");
    assert_eq!(shouted.as_deref(), Some("这是什么意思"));
}

#[test]
fn of_a_mixed_line_the_other_sentence_crosses() {
    let text = "今天去了海边。 The weather was so nice and warm today.";
    assert_eq!(
        into_chinese(text, "今天天气又好又暖和。").as_deref(),
        Some("今天去了海边。 今天天气又好又暖和。")
    );
}

#[test]
fn sentences_of_a_long_line_stand_apart() {
    let text = "这是一个很长的句子，讲的是猫。".repeat(30);
    let said = ["This is a rather long sentence, and what it speaks of is cats."; 3].join(" ");
    let answer = said.clone();
    let rendition = rendered(vec![engine(move |_| answer.clone())], &text).unwrap();
    assert_eq!(rendition.text, [said.as_str(), said.as_str()].join(" "));
}

#[test]
fn traditional_lines_that_nobody_can_render_stay_traditional() {
    let text = "後面的頭髮乾了\n今天真開心";
    let engines = vec![engine(|ask| match ask.text.as_str() {
        "今天真开心" => "So happy today".into(),
        _ => String::new(),
    })];
    let translator = Translator::new(engines, names());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let rendition = translator.translate(text, Lang::ZH_HANT, Lang::EN, |_, _| {});
    let rendition = runtime.block_on(rendition).unwrap();
    assert_eq!(rendition.text, "後面的頭髮乾了\nSo happy today");
    assert_eq!(rendition.left, 1);
}

#[test]
fn what_has_to_stay_is_not_rewritten_before_the_engine_sees_it() {
    let seen = Arc::new(parking_lot::Mutex::new(Vec::new()));
    let sees = Arc::clone(&seen);
    let engines = vec![engine(move |ask| {
        sees.lock().push((ask.text.clone(), ask.keep.len()));
        String::new()
    })];
    let text = "see https://example.com/p/12k and 12k more 🐱 here 🐱 now";
    let translator = Translator::new(engines, names());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(translator.translate(text, Lang::EN, Lang::ZH_HANS, |_, _| {}));
    let (first, kept) = seen.lock()[0].clone();
    assert_eq!(
        first,
        "see https://example.com/p/12k and 1.2万 more 🐱 here 🐱 now"
    );
    assert_eq!(kept, 2, "the same is said once");
}

#[test]
fn a_long_text_goes_to_an_engine_bit_by_bit() {
    struct Counting(std::sync::atomic::AtomicUsize);
    #[async_trait]
    impl Engine for Counting {
        fn name(&self) -> &str {
            "counting"
        }
        fn version(&self) -> &str {
            "1"
        }
        fn translates(&self, _: Lang, _: Lang) -> bool {
            true
        }
        async fn translate(
            &self,
            _: Lang,
            _: Lang,
            asks: &[Ask],
        ) -> Result<Vec<String>, EngineError> {
            self.0
                .fetch_max(asks.len(), std::sync::atomic::Ordering::Relaxed);
            Ok(asks.iter().map(|_| "fine".to_owned()).collect())
        }
    }
    let counting = Arc::new(Counting(0.into()));
    let text = "好的\n".repeat(500);
    let rendition = rendered(vec![counting.clone()], &text).unwrap();
    assert_eq!(rendition.text, "fine\n".repeat(500));
    assert_eq!(
        counting.0.load(std::sync::atomic::Ordering::Relaxed),
        ASKS_AT_ONCE
    );
}

fn whims() -> impl Strategy<Value = Vec<Whim>> {
    use Whim::{Break, Double, Drop, Keep, Loop, Markup, Nothing, Refuse, Reverse, Translate};
    proptest::collection::vec(
        proptest::sample::select(vec![
            Keep, Keep, Keep, Drop, Double, Reverse, Translate, Break, Markup, Nothing, Refuse,
            Loop,
        ]),
        1..8,
    )
}

fn spoilt(text: &str, whim: Whim) -> String {
    let mut pieces: Vec<String> = spans_with(text, &names())
        .into_iter()
        .map(|span| match span.piece {
            Piece::Words => "some words".to_owned(),
            _ => {
                let span = text[span.range].to_owned();
                match whim {
                    Whim::Drop => String::new(),
                    Whim::Double => format!("{span} {span}"),
                    Whim::Translate => "span".to_owned(),
                    Whim::Break => span.chars().rev().collect(),
                    _ => span,
                }
            }
        })
        .collect();
    match whim {
        Whim::Reverse => pieces.reverse(),
        Whim::Markup => pieces.insert(0, "<script>alert(1)</script> ".into()),
        Whim::Nothing => pieces.clear(),
        Whim::Refuse => return "I'm sorry, but I can't assist with that.".into(),
        Whim::Loop => return "again and ".repeat(80),
        _ => {}
    }
    pieces.concat()
}

fn texts() -> impl Strategy<Value = String> {
    let piece = proptest::sample::select(vec![
        "你好",
        "今天天气真好。",
        "谁懂啊",
        "hello",
        " ",
        "，",
        "！",
        "\n",
        "🐱🐱🐱",
        "👩‍👩‍👧",
        "❤️",
        "🇨🇳",
        "👍🏽",
        "@sunny_ohio",
        "@momo_0417 ",
        "#旅行#",
        "#TikTokRefugee ",
        "https://example.com/p?id=42&x=1",
        " https://example.org/a(b) ",
        "ana@example.org",
        "[派对R]",
        "[笑哭]",
        "`rm -rf /`",
        "TikTok",
        "momo",
        "Reels",
        "שלום",
        "مرحبا",
        "21万",
        "3.5",
        "6:30",
        "(",
        "\"",
        "`",
        "[",
        "#",
        "@",
    ]);
    proptest::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

/// The spans of a text that a reader would miss.
fn seen(text: &str) -> Vec<String> {
    let mut all: Vec<String> = spans(text)
        .into_iter()
        .filter(|span| span.piece != Piece::Words)
        .map(|span| text[span.range].to_owned())
        .collect();
    all.sort();
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn whatever_an_engine_does_every_span_comes_out_once(text in texts(), whims in whims()) {
        let turn = std::sync::atomic::AtomicUsize::new(0);
        let engine = engine(move |ask| {
            let turn = turn.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            spoilt(&ask.text, whims[turn % whims.len()])
        });
        if let Some(rendition) = rendered(vec![engine], &text) {
            prop_assert_eq!(seen(&rendition.text), seen(&text), "{:?} became {:?}", text, rendition.text);
            prop_assert_eq!(rendition.text.matches('\n').count(), text.matches('\n').count());
        }
    }

    #[test]
    fn when_nothing_better_exists_the_original_stands(text in texts()) {
        let useless = engine(|_| "我不能".into());
        if let Some(rendition) = rendered(vec![useless], &text) {
            prop_assert_eq!(rendition.text, text);
        }
    }
}
