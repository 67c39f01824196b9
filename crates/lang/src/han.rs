//! Simplified or traditional: which of the two scripts a Chinese text is written in.
//!
//! Only characters that exist in one script alone are evidence. Those that both use, though with
//! different meanings (后, 里, 面, 干), say nothing.

use std::collections::HashMap;
use std::sync::LazyLock;

use sampan_domain::Lang;

/// Common characters whose simplification changed them into one that is not otherwise in use:
/// simplified, traditional, simplified, traditional. Compiled by hand, commonest first.
const PAIRS: &str = "\
    这這们們个個说說为為来來时時会會对對国國过過还還没沒么麼样樣经經发發现現实實动動\
    长長问問开開关關见見觉覺让讓给給头頭听聽请請谢謝谁誰话話语語吗嗎妈媽爱愛欢歡难難\
    题題边邊进進远遠运運连連选選总總应應该該认認识識记記讲講许許论論设設试試诉訴词詞\
    译譯读讀课課调調谈談诗詩误誤详詳评評讨討访訪证證车車转轉轻輕较較载載输輸辆輛东東\
    买買卖賣书書学學习習写寫画畫图圖团團园園围圍员員圆圓场場块塊坏壞处處备備复復够夠\
    夺奪奋奮妇婦娱娛孙孫宝寶宠寵审審宽寬将將尔爾尝嘗层層岁歲岛島币幣师師帐帳带帶帮幫\
    广廣庆慶库庫庙廟张張弯彎弹彈强強归歸当當录錄怀懷态態恋戀恶惡悬懸惊驚惯慣愿願懒懶\
    戏戲战戰户戶扑撲执執扩擴扫掃扬揚护護报報担擔拥擁择擇挤擠挥揮损損换換据據摄攝摆擺\
    数數敌敵断斷无無旧舊显顯暂暫术術机機杀殺杂雜权權条條极極构構标標树樹档檔桥橋梦夢\
    检檢楼樓欧歐残殘毕畢气氣汉漢汤湯沟溝泪淚泽澤洁潔浅淺测測济濟浏瀏浓濃涨漲渐漸温溫\
    湾灣湿濕满滿滚滾滩灘灭滅灯燈灵靈炼煉烂爛烦煩烧燒热熱爷爺牵牽犹猶独獨猎獵猫貓环環\
    玛瑪产產电電疗療疯瘋盐鹽监監盖蓋盘盤码碼础礎确確离離种種积積称稱稳穩穷窮窝窩竞競\
    笔筆签簽简簡类類粮糧紧緊红紅级級纪紀约約纯純纸紙纹紋线線练練组組细細终終绍紹结結\
    绕繞绝絕统統继繼续續绿綠维維绩績编編缘緣缩縮网網罗羅罚罰职職联聯聪聰肤膚胜勝脑腦\
    脚腳脸臉舰艦艺藝节節苏蘇苹蘋获獲营營蓝藍虑慮虽雖补補装裝规規视視亲親观觀触觸订訂\
    议議讯訊贝貝负負财財贤賢败敗货貨质質贪貪贫貧购購贴貼贵貴费費贺賀资資赏賞赛賽赞讚\
    赢贏赶趕趋趨跃躍轮輪软軟辈輩辞辭达達迁遷违違迟遲适適递遞遗遺邮郵邻鄰郑鄭释釋针針\
    钟鐘钱錢铁鐵银銀链鏈销銷锅鍋错錯键鍵镇鎮镜鏡门門闭閉间間闲閒闹鬧闻聞阅閱阳陽阴陰\
    阶階际際陆陸陈陳险險随隨隐隱页頁项項顺順须須顾顧顿頓预預领領频頻颗顆颜顏额額风風\
    飞飛饭飯饮飲饰飾饱飽饼餅饿餓馆館马馬驾駕验驗骑騎骗騙鱼魚鲜鮮鸟鳥鸡雞鸭鴨麦麥龙龍\
    龟龜两兩严嚴丧喪丰豐临臨丽麗举舉义義乌烏乐樂乔喬乡鄉亚亞从從仅僅众眾优優伟偉传傳\
    伤傷伦倫体體侠俠侦偵俩倆债債倾傾储儲儿兒兰蘭兴興养養兽獸内內军軍农農决決况況冻凍\
    净淨减減凤鳳击擊则則刚剛创創删刪别別剧劇劝勸办辦务務劳勞势勢区區医醫华華单單卫衛\
    厂廠厅廳历歷厉厲压壓厌厭厦廈县縣参參双雙变變号號叹嘆吓嚇呜嗚咙嚨响響哑啞唤喚啰囉\
    喷噴嘘噓嘱囑坛壇坟墳垒壘壮壯声聲壳殼妆妝娇嬌婴嬰宁寧宾賓寻尋导導巩鞏帅帥异異弃棄\
    忆憶忧憂怜憐恼惱惨慘愤憤抢搶拟擬拦攔捡撿搅攪摇搖撑撐晓曉暧曖榄欖泼潑涩澀润潤渔漁\
    溃潰滞滯滤濾潜潛状狀狮獅猪豬珑瓏疮瘡皱皺睁睜瞒瞞矫矯砖磚祸禍窃竊筑築筛篩箩籮篮籃\
    粤粵纠糾纤纖绘繪绪緒缓緩缠纏缴繳胆膽脏髒荐薦荣榮药藥莲蓮萝蘿虾蝦蚂螞蚁蟻袜襪袭襲\
    裤褲览覽誉譽谅諒谎謊谜謎谦謙贱賤贷貸贸貿跷蹺辩辯遥遙酱醬酿釀钓釣钢鋼钥鑰铃鈴铺鋪\
    锁鎖锋鋒阁閣阔闊隶隸韩韓颂頌饥飢饺餃馈饋骂罵鹅鵝黄黃齐齊齿齒点點党黨\
";

/// Traditional characters whose simplified form is also a traditional character of its own.
const TRADITIONAL_ONLY: &str = "後裡幾隻髮雲週麵鬆於鬍製鬱遊誌佈佔盡籤闆託颱臺係麽爲衆牠妳祂喫";

/// What only Cantonese writes. Weak evidence, because it is also written in simplified characters.
const CANTONESE: &str = "嘅咗唔喺啲嚟佢哋冇嗰";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Simplified,
    Traditional,
}

static SCRIPTS: LazyLock<HashMap<char, Script>> = LazyLock::new(|| {
    let paired = PAIRS.chars().zip(
        [Script::Simplified, Script::Traditional]
            .into_iter()
            .cycle(),
    );
    let unpaired = TRADITIONAL_ONLY
        .chars()
        .map(|han| (han, Script::Traditional));
    paired.chain(unpaired).collect()
});

/// Chinese in the script that most of its telling characters belong to; [`Lang::ZH_HANS`] if there
/// are none, or as many of each.
pub(crate) fn chinese(text: &str) -> Lang {
    let (mut simplified, mut traditional, mut cantonese) = (0_usize, 0_usize, 0_usize);
    for han in text.chars() {
        match SCRIPTS.get(&han) {
            Some(Script::Simplified) => simplified += 1,
            Some(Script::Traditional) => traditional += 1,
            // Bopomofo is written in Taiwan only.
            None if matches!(han, '\u{3105}'..='\u{312F}') => traditional += 1,
            None if CANTONESE.contains(han) => cantonese += 1,
            None => {}
        }
    }
    let is_traditional = if simplified == traditional {
        cantonese > simplified
    } else {
        traditional > simplified
    };
    if is_traditional {
        Lang::ZH_HANT
    } else {
        Lang::ZH_HANS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_is_in_both_scripts() {
        let count = PAIRS.chars().count() + TRADITIONAL_ONLY.chars().count();
        assert_eq!(PAIRS.chars().count() % 2, 0);
        assert_eq!(SCRIPTS.len(), count, "a character is listed twice");
    }

    #[test]
    fn one_telling_character_is_enough() {
        assert_eq!(chinese("早上好,我的猫"), Lang::ZH_HANS);
        assert_eq!(chinese("早上好,我的貓"), Lang::ZH_HANT);
        assert_eq!(chinese("以後再去"), Lang::ZH_HANT);
        assert_eq!(chinese("ㄅㄅ"), Lang::ZH_HANT);
    }

    #[test]
    fn text_that_both_scripts_share_is_simplified() {
        assert_eq!(chinese("早上好"), Lang::ZH_HANS);
    }

    #[test]
    fn quoted_word_does_not_outweigh_the_text() {
        assert_eq!(chinese("“龜”这个字为什么这么难写"), Lang::ZH_HANS);
        assert_eq!(chinese("為什麼簡體字的「龟」這麼簡單"), Lang::ZH_HANT);
    }

    #[test]
    fn cantonese_follows_its_characters() {
        assert_eq!(chinese("你食咗飯未"), Lang::ZH_HANT);
        assert_eq!(chinese("我唔知"), Lang::ZH_HANT);
        assert_eq!(chinese("讲咩话啊"), Lang::ZH_HANS);
    }
}
