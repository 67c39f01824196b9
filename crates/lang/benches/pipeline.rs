//! What the pipeline costs without an engine, and what decoding several texts together brings.
//!
//! `cargo bench -p sampan-lang --bench pipeline`; the second part needs a GGUF file, named in
//! `SAMPAN_MODEL`.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark prints, and may fail"
)]

use async_trait::async_trait;
use futures::future::join_all;
use sampan_domain::Lang;
use sampan_domain::names::Names;
use sampan_lang::engine::{Ask, Engine, EngineError, Llm};
use sampan_lang::translate::Translator;
use std::sync::Arc;
use std::time::Instant;

/// Answers at once, with a rendition that the guard accepts.
struct Instantly;

#[async_trait]
impl Engine for Instantly {
    fn name(&self) -> &str {
        "instantly"
    }

    fn version(&self) -> &str {
        "1"
    }

    fn translates(&self, _: Lang, _: Lang) -> bool {
        true
    }

    async fn translate(&self, _: Lang, _: Lang, asks: &[Ask]) -> Result<Vec<String>, EngineError> {
        Ok(asks.iter().map(|ask| ask.text.clone()).collect())
    }
}

/// Social talk of the usual kind; each line is different, as texts are.
fn talk(lines: usize) -> String {
    let said = [
        "Hello from Ohio, this is Mooncake, three kilos of trouble 🐱 and she says hi to everybody here",
        "@aze thank you for the noodles! They look great and I would eat them every single day of the week",
        "I have two jobs and a porch, and on Sundays I drive out to the lake with my dad and the dogs",
        "See https://example.org/noodles for the whole list #CatTax",
        "My grandmother asked me what time it is over there and whether people have already eaten",
    ];
    let mut text = String::new();
    for at in 0..lines {
        text.push_str(said[at % said.len()]);
        text.push_str(&format!(", part {at}\n"));
    }
    text
}

const SENTENCES: [&str; 16] = [
    "今天的面真好吃，明天还来。",
    "我家的猫喜欢在窗台上晒太阳。",
    "你们那边现在几点了？",
    "周末我们去山里露营，天气很好。",
    "奶奶问我美国有没有豆沙包。",
    "这条围巾是我自己织的。",
    "第一次在这里发帖，请多关照。",
    "昨天晚上下雪了，路上都是白的。",
    "我的英语作业写完了，谁帮我看看？",
    "公司楼下新开了一家咖啡店。",
    "孩子们在院子里堆雪人。",
    "火车晚点了两个小时，我还在车站。",
    "这个周末想学做饺子。",
    "他每天早上五点起来跑步。",
    "我们村里的路修好了。",
    "谢谢你教我这个词。",
];

fn overhead(runtime: &tokio::runtime::Runtime) {
    let translator = Translator::new(vec![Arc::new(Instantly)], Names::parse(sampan_lang::NAMES));
    let text = talk(2_000);
    let (from, to) = (Lang::parse("fr").unwrap(), Lang::EN);
    for (name, from, to) in [
        ("without a glossary", from, to),
        ("English to Chinese", Lang::EN, Lang::ZH_HANS),
    ] {
        let began = Instant::now();
        let mut bytes = 0;
        while began.elapsed().as_secs() < 3 {
            // The engine says the same in the wrong script, which the guard refuses: the longest way.
            runtime.block_on(translator.translate(&text, from, to, |_, _| ()));
            bytes += text.len();
        }
        let rate = bytes as f64 / 1e6 / began.elapsed().as_secs_f64();
        println!("pipeline without engine, {name}: {rate:.1} MB/s on one thread");
    }
}

fn batching(runtime: &tokio::runtime::Runtime, model: &str) {
    let llm = Llm::load(std::path::Path::new(model)).unwrap();
    let ask = |text: &str| Ask {
        text: text.to_owned(),
        ..Ask::default()
    };
    let one = |text: &'static str| {
        let llm = &llm;
        async move {
            llm.translate(Lang::ZH_HANS, Lang::EN, &[ask(text)])
                .await
                .unwrap()
        }
    };
    runtime.block_on(one(SENTENCES[0]));
    let mut rates = Vec::new();
    for together in [1, 8] {
        let (before, began) = (llm.written(), Instant::now());
        for some in SENTENCES.chunks(together) {
            runtime.block_on(join_all(some.iter().map(|text| one(text))));
        }
        let rate = (llm.written() - before) as f64 / began.elapsed().as_secs_f64();
        println!("language model, {together} at once: {rate:.1} tokens/s");
        rates.push(rate);
    }
    println!("batching: {:.2} times", rates[1] / rates[0]);
}

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    overhead(&runtime);
    match std::env::var("SAMPAN_MODEL") {
        Ok(model) => batching(&runtime, &model),
        Err(_) => println!("language model: name one in SAMPAN_MODEL"),
    }
}
