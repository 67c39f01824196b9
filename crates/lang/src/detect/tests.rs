//! Sentences of our own, as people write them under pictures.

use proptest::prelude::*;

use super::*;

#[track_caller]
fn assert_lang(tag: &str, texts: &[&str]) {
    let wrong: Vec<_> = texts
        .iter()
        .map(|text| (*text, detect(text)))
        .filter(|(_, lang)| lang.as_str() != tag)
        .collect();
    assert!(wrong.is_empty(), "not {tag}: {wrong:?}");
}

#[test]
fn chinese_in_both_scripts() {
    assert_lang(
        "zh-Hans",
        &[
            "今天的晚饭是番茄炒蛋",
            "早上好",
            "哈哈哈哈",
            "求链接!!!",
            "第一次去露营,请大家推荐帐篷",
            "这也太绝了吧",
            "wifi密码是多少",
            "OMG 这个真的绝绝子 so good",
            "我在LA,有没有人一起去看NBA",
        ],
    );
    assert_lang(
        "zh-Hant",
        &[
            "今天的晚餐是番茄炒蛋,還有一碗湯",
            "請問這家店在哪裡?",
            "謝謝你",
            "歡迎來台灣玩",
            "呢間餐廳好好食,下次再嚟",
        ],
    );
}

#[test]
fn quarter_of_han_characters_makes_a_mixed_text_chinese() {
    assert_lang(
        "zh-Hans",
        &["我的 morning routine 和 skincare", "love this 火锅"],
    );
    assert_lang(
        "en",
        &["The word 缘 is impossible to explain in English, but I will try"],
    );
}

#[test]
fn japanese_and_korean() {
    assert_lang(
        "ja",
        &[
            "今日の夕飯はカレーです",
            "かわいい!",
            "東京の夜",
            "ありがとうございます",
            "iPhoneで撮りました",
            "ラーメン食べたい",
            "給料日前に過去最高の出費",
        ],
    );
    assert_lang(
        "ko",
        &[
            "안녕하세요 여러분",
            "너무 귀여워요 ㅋㅋㅋ",
            "서울 맛집 BEST 5",
        ],
    );
}

#[test]
fn ornamental_kana_do_not_make_japanese() {
    assert_lang(
        "zh-Hans",
        &["我の日常", "猫の一天,太可爱了", "好开心ヾ(≧▽≦*)o"],
    );
    assert_lang("en", &["love this so much (ノ◕ヮ◕)ノ*:・゚✧"]);
}

#[test]
fn quoted_kana_do_not_make_japanese() {
    assert_lang("zh-Hans", &["这个在日本叫おにぎり,就是饭团"]);
    assert_lang("ja", &["「谢谢」はありがとうという意味です"]);
}

#[test]
fn other_scripts() {
    assert_lang(
        "ru",
        &[
            "Привет всем!",
            "Какая красивая кошка",
            "Купил iPhone Pro Max",
        ],
    );
    assert_lang("uk", &["Дуже гарно, дякую за цей допис", "Привіт"]);
    assert_lang("ar", &["مرحبا بكم جميعا", "ما اسم هذا المكان الجميل؟"]);
    assert_lang("fa", &["چه گربه قشنگی"]);
    assert_lang("he", &["איזה חתול יפה"]);
    assert_lang("th", &["แมวน่ารักมาก"]);
    assert_lang("hi", &["यह बिल्ली बहुत प्यारी है"]);
    assert_lang("el", &["Καλημέρα σε όλους"]);
    assert_lang("bn", &["খুব সুন্দর ছবি"]);
    assert_lang("ta", &["மிகவும் அழகாக இருக்கிறது"]);
}

#[test]
fn english_short_and_long() {
    assert_lang(
        "en",
        &[
            "hi",
            "so cute omg",
            "lol",
            "ngl this slaps",
            "no way",
            "Dinner tonight: tomato soup",
            "iced latte era",
            "what is the name of this song?",
            "my café in Montréal",
            "Does anyone know where I can buy this lamp in Chengdu?",
            "IYKYK",
            "my cat's breath smells like cat food",
            "camping gear recs pls",
            "Yesterday we hiked up to the old temple and the view over the valley was unreal.",
        ],
    );
}

#[test]
fn other_languages_in_latin_letters() {
    assert_lang(
        "es",
        &[
            "hola amigos",
            "gracias",
            "¿Dónde está este lugar?",
            "me encanta tu gato jajaja",
            "Hola, soy nueva por aqui y necesito ayuda con mi chino",
            "qué bonito",
        ],
    );
    assert_lang(
        "pt",
        &[
            "muito obrigado",
            "que gato lindo, amei demais",
            "Oi gente, tudo bem com vocês?",
        ],
    );
    assert_lang(
        "fr",
        &[
            "merci beaucoup",
            "trop mignon ce chat",
            "Bonjour, c'est où exactement ?",
            "j’adore",
        ],
    );
    assert_lang(
        "de",
        &[
            "danke schön",
            "Wo hast du das gekauft?",
            "so eine süße Katze",
            "Guten Morgen aus Berlin",
        ],
    );
    assert_lang(
        "it",
        &[
            "che bello, grazie",
            "ciao ragazzi",
            "dove si trova questo posto?",
        ],
    );
    assert_lang("nl", &["wat een leuke kat", "dank je wel, heel mooi"]);
    assert_lang(
        "id",
        &[
            "terima kasih",
            "lucu banget kucingnya",
            "selamat pagi semua",
        ],
    );
    assert_lang("tr", &["çok güzel", "merhaba arkadaşlar", "teşekkürler"]);
    assert_lang(
        "pl",
        &["jaki piękny kot", "dziękuję bardzo", "gdzie to jest?"],
    );
    assert_lang("vi", &["cảm ơn bạn", "đẹp quá", "con mèo dễ thương quá"]);
    assert_lang("sv", &["tack så mycket", "vilken fin katt du har"]);
    assert_lang(
        "cs",
        &["Včera jsme byli na výletě v horách a počasí bylo opravdu nádherné, doporučuji všem."],
    );
    assert_lang(
        "hu",
        &["Tegnap kirándulni voltunk a hegyekben, és az időjárás igazán gyönyörű volt."],
    );
}

#[test]
fn what_is_not_prose_is_not_judged() {
    assert_lang(
        "zh-Hans",
        &[
            "@some_english_name 好看",
            "`let mut answer = 42;` 这行什么意思",
        ],
    );
    assert_lang(
        "en",
        &[
            "@小明 #旅行日记# look at this [派对R][派对R]",
            "https://example.org/你好 see this",
        ],
    );
    assert_lang("zh-Hant", &["https://example.org/the/very/long/path 這個"]);
}

#[test]
fn topics_are_judged_when_there_is_nothing_else() {
    assert_lang("zh-Hans", &["#露营日记# 🏕️", "#猫[话题]#"]);
    assert_lang("en", &["#SlowLiving #OOTD", "@ana #cats 😻"]);
    assert_lang("es", &["#MeGustaLaVida"]);
}

#[test]
fn without_words_nobody_can_say() {
    assert_lang(
        "und",
        &[
            "",
            "   ",
            "😂😂😂",
            "12345",
            "666",
            "!!!",
            "[笑哭R]",
            "@ana",
            "https://example.org",
            "¯\\_(ツ)_/¯",
            "2025-01-13",
            "`code only`",
        ],
    );
}

#[test]
fn unlisted_language_is_undetermined() {
    assert_lang("und", &["გამარჯობა მეგობრებო", "ကျေးဇူးတင်ပါတယ်"]);
}

proptest! {
    #[test]
    fn any_text_has_an_answer(text in "\\PC{0,80}") {
        let lang = detect(&text);
        prop_assert_eq!(Lang::parse(lang.as_str()), Some(lang));
    }

    #[test]
    fn decoration_does_not_change_the_language(
        text in prop::sample::select(vec!["这个真好看", "這個真好看", "hola amigos", "かわいい", "so cute"]),
        before in "[😀-😿🐱❤ !~0-9]{0,8}",
        after in prop::sample::select(vec!["@ana_lee", "#旅行#", "https://example.org/x", "[派对R]", "`x`", ""]),
    ) {
        prop_assert_eq!(detect(&format!("{before}{text} {after}")), detect(text));
    }
}

#[test]
fn a_sentence_in_another_language_is_found() {
    let zh = Some(Lang::ZH_HANS);
    for (text, main, found) in [
        ("Hello everyone. 大家早上好，我是新来的。", Lang::EN, zh),
        (
            "大家早上好！\nI am new here and very happy.",
            Lang::ZH_HANS,
            Some(Lang::EN),
        ),
        (
            "I love 火锅 so much, it is my favourite dish",
            Lang::EN,
            None,
        ),
        ("我在听 Old Town Road 这首歌，真的好听", Lang::ZH_HANS, None),
        ("Just English here.\n#编织 #旅行", Lang::EN, None),
        ("只有中文。", Lang::ZH_HANS, None),
    ] {
        assert_eq!(foreign(text, main), found, "{text}");
    }
}
