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
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// Answers with what the guard accepts: the text itself, or for readers of Chinese a sentence with its spans
/// and numbers. Its own time is not the pipeline's.
#[derive(Default)]
struct Instantly {
    nanos: AtomicU64,
}

fn chinese(ask: &Ask) -> String {
    let mut said =
        "今天这里的天气很好，大家都出来走走，顺便看看邻居家的猫和狗，回来再说".to_owned();
    for kept in &ask.keep {
        said.push_str(kept);
    }
    let numbers = ask
        .text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|n| !n.is_empty());
    for number in numbers {
        said.push_str(number);
        said.push('，');
    }
    said
}

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

    async fn translate(&self, _: Lang, to: Lang, asks: &[Ask]) -> Result<Vec<String>, EngineError> {
        let say = |ask: &Ask| {
            if to == Lang::ZH_HANS {
                chinese(ask)
            } else {
                ask.text.clone()
            }
        };
        let began = Instant::now();
        let said = asks.iter().map(say).collect();
        self.nanos
            .fetch_add(began.elapsed().as_nanos() as u64, Ordering::Relaxed);
        Ok(said)
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
    let text = talk(2_000);
    let french = Lang::parse("fr").unwrap();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    for (name, from, to) in [
        ("without a glossary", french, Lang::EN),
        ("English to Chinese", Lang::EN, Lang::ZH_HANS),
    ] {
        let (one, refused) = rate(runtime, &text, from, to, 1);
        let (all, _) = rate(runtime, &text, from, to, cores);
        println!(
            "pipeline without engine, {name}: {all:.1} MB/s on {cores} cores, {one:.1} on one \
             ({refused} of 2,000 lines refused)"
        );
    }
}

/// Megabytes a second that so many threads take through the pipeline, each text after the other, and how
/// many lines of a text were refused.
fn rate(
    runtime: &tokio::runtime::Runtime,
    text: &str,
    from: Lang,
    to: Lang,
    threads: usize,
) -> (f64, usize) {
    let engine = Arc::new(Instantly::default());
    let names = Names::parse(sampan_lang::NAMES);
    let translator = Translator::new(vec![engine.clone()], names);
    let run = || {
        let (mut refused, mut passes) = (0, 0);
        let began = Instant::now();
        while began.elapsed().as_secs() < 3 {
            runtime.block_on(translator.translate(text, from, to, |_, _| refused += 1));
            passes += 1;
        }
        (passes, refused)
    };
    let began = Instant::now();
    let passes: Vec<(usize, usize)> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..threads).map(|_| scope.spawn(run)).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let engines = engine.nanos.load(Ordering::Relaxed) as f64 / 1e9 / threads as f64;
    let seconds = began.elapsed().as_secs_f64() - engines;
    let done: usize = passes.iter().map(|(passes, _)| passes).sum();
    let refused: usize = passes.iter().map(|(_, refused)| refused).sum();
    ((done * text.len()) as f64 / 1e6 / seconds, refused / done)
}

fn batching(runtime: &tokio::runtime::Runtime, model: &str) {
    let llm = Llm::load(std::path::Path::new(model), None).unwrap();
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
