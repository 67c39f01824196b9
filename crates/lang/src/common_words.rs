//! The words that make up much of what people write in comments: better evidence than trigrams
//! where there are only a few.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::LazyLock;

use sampan_domain::Lang;

/// Per language, roughly by number of readers: words in lower case, often without their accents too.
/// A word of several languages counts for each of them in part.
const WORDS: &[(&str, &str)] = &[
    (
        "en",
        "a about actually adorable after again all always am amazing an and any anyone are as at \
         back bad be beautiful because been best better bro but by cat cats can can't come cool \
         could cute day did didn't do does doesn't doing dog dogs don't dude even ever every \
         everyone feel find first food for from fun funny get girl girls go going gonna good got \
         great guy guys had happy has have he hello help her here hey hi him his home how i i'd \
         i'll i'm i've if im in into is isn't it it's its just keep kind know last learn let \
         let's life like literally little live lol look looking looks lot love made make many me \
         meet met more morning most much my need never new nice night no not now of off oh ok \
         okay old omg on one only or other our out over people please post pretty really right \
         same say see she should so some someone something soooo still such sure take talk tell \
         than thank thanks that that's the their them then there these they they're thing things \
         think this those though time to today tomorrow tonight too try u understand until up ur \
         us use very via wait wanna want was way we week welcome well were what what's when where \
         which while who why will wish with work world would wow y'all yall yeah year years yes \
         yet you you're your",
    ),
    (
        "es",
        "a al algo amiga amigas amigo amigos amo ahora años aquí ayuda bien bienvenida \
         bienvenidos buena buenas bueno buenos cada casa chica chicas chicos como cómo con cosa \
         cosas creo cuando cuándo cuál de del desde días donde dónde el ella ellos en encanta \
         entiendo entender era es español esa ese eso esta está están estas este esto estos estoy \
         favor fue gente gracias gusta guapa ha hace hacer han hasta hay hermosa hermoso hola hoy \
         jaja jajaja jajajaja inglés la las le les linda lindo lo los luego mañana más me mejor \
         mi mis mucha mucho muchas muchos muy nada necesito ni no nos nosotros nuestra nuestro \
         nueva nuevo o para pero perro gato por porque qué que quién quiero quiere saludos se sé \
         ser si sí siempre sin sobre sois somos son soy su sus también tan te tengo tiene tienes \
         toda todo todos tu tú tus un una uno unos usted ustedes va vamos ver vida y ya yo",
    ),
    (
        "pt",
        "a acho agora ainda ajuda algum alguém amei amiga amigo amigos amo ao aqui as até bem boa \
         bom brasil cada casa coisa com como da das de deles dela demais depois do dos e é ela \
         ele eles em então era essa esse esta está estão estou eu fala fazer ficou foi gato gente \
         gosto hoje isso já kkk kkkk kkkkk lá linda lindo mais mas me melhor meu meus minha muito \
         muita na nada não nao nas nem no nos nós nossa nosso nova novo num numa o obrigada \
         obrigado oi olá onde os ou para pela pelo pessoal por porque pra quando que quem quero \
         saudade se sem ser seu seus sim só sou sua são tá também tão te tem tenho tinha todo \
         todos tudo um uma vai vamos vc vcs ver vida você vocês vou",
    ),
    (
        "fr",
        "à ai aime aimer alors amis après au aussi autre aux avec avez avoir bah beau beaucoup \
         belle bien bienvenue bonjour bon bonne bonsoir c'est ça ca ce cela ces cet cette chat \
         chez chien comme comment coucou d'un d'une dans de des donc du elle elles en encore es \
         est et était être eu fait faire faut fois gens grave il ils j'ai j'adore j'aime jamais \
         je jour l'on la le les leur lui ma magnifique mais maintenant mdr me merci mes moi moins \
         mon n'est ne nos notre nous on ont ou où oui par parce pas peu peut plus pour pourquoi \
         pouvez qu'il quand que quel quelle quelqu'un qui quoi rien s'il sa salut sans se ses si \
         son sont suis super sur t'aime ta te tes toi ton toujours tous tout toute très trop tu \
         un une va vais vie vient voir vos votre voudrais vous vraiment y",
    ),
    (
        "de",
        "aber alle alles als also am an auch auf aus bei bin bis bist bitte da danke dann das \
         dass dein deine dem den denn der des dich die diese dieser dir doch du durch ein eine \
         einem einen einer er es euch euer etwas finde freue freunde für ganz gar geht gerade \
         gern gerne gibt gut guten habe haben habt hallo hast hat hatte heute hier hund ich ihr \
         ihre ihm ihn im immer in ins ist ja jemand jetzt kann kannst katze kein keine könnt \
         können leben leute liebe lieben macht mal man mehr mein meine meinen mich mir mit morgen \
         muss nach nein nicht nichts noch nur ob oder oh schon schön schöne sehr sein seine seit \
         sich sie sind so süß tag toll über um und uns unser vielen viel vom von vor war was weil \
         welche wenn wer werden wie wieder will willkommen wir wird wirklich wo zu zum zur",
    ),
    (
        "it",
        "a adesso ai al alla amici amo anche ancora anni avere bella belle bello bellissima \
         bellissimo bene benvenuti buon buona buongiorno casa che chi ci ciao come con cosa così \
         cosi da dai dal del della delle dei di dopo dove e è ecco era essere fa fare fatto gatto \
         gente gli grazie ha hai hanno ho i il in io la le lei lo loro lui ma mai me meglio mi \
         mia mio molto ne nel nella noi non nostra nostro o oggi ogni per perché perche più piu \
         poi prego prima qualcosa qualcuno quando quanto quella quello questa queste questo qui \
         ragazze ragazzi sai sarà se sei sempre senza si sì siamo sono sta stai sto su sua subito \
         suo tanto te ti tu tutti tutto un una uno va vita voglio voi vorrei vostro",
    ),
    (
        "nl",
        "aan al alle als altijd ben bent bij beetje dag dan dank dat de deze die dit doe doen \
         door een en er geen goed goede graag had hallo heb hebben heeft heel heet hele het hier \
         hij hoe hoi hond ik in is ja jij je jou jouw jullie kan kat kijk kom kunnen leuk leuke \
         lief maar mag meer mensen met mij mijn moet mooi mooie na naar niet niets nog nou nu of \
         om omdat ons onze ook op over te tot uit van vandaag veel voor waar waarom wat wel \
         welkom werk wie wij wil worden wordt zal ze zei zich zijn zo zou",
    ),
    (
        "id",
        "ada adalah aja aku anda apa atau bagus banget baru bahasa bagaimana belum bisa boleh \
         buat cantik dan dari dengan di dia dong gak ga halo hai harus hari ini itu jadi jangan \
         juga kalau kalian kalo kami kamu karena kasih ke kenapa kita kok lagi lebih lucu makan \
         makanan makasih mau mereka nya oleh orang pada pagi paling punya saja sama sampai sangat \
         satu saya sekali sekarang selamat semua sudah suka tapi teman tidak tahu terima udah \
         untuk yang",
    ),
    (
        "tr",
        "ama arkadaşlar ben benim bir biz bu bugün burada bütün çok cok da daha de değil degil \
         diye en evet gibi gün günaydın güzel guzel hayır her herkes herkese hiç hoş için icin \
         ile iyi kadar kedi kim kolay lütfen merhaba mi mı mu nasıl nasılsın ne neden nerede olan \
         olarak oldu on o onu sen senin seni sevgiler siz şey şimdi sonra tamam teşekkürler \
         tesekkurler ve var ya yok yeni zaman",
    ),
    (
        "pl",
        "ale bardzo bez być był była było chcę co cześć czy czyli dla do dobry dobrze dzień \
         dziękuję dzięki dziś gdzie go i ich ja jak jako je jest jestem jeszcze jej już kiedy \
         kocham kot która które który lubię ładny ma mam mi mnie może można moja moje mój na nas \
         nie nic niż no od on ona oni pan piękne piękny po pies pod proszę przez przy są się \
         siebie super tak tam te tego też to tu tylko ty tym u w was witam witajcie wszyscy \
         wszystko z za ze że",
    ),
    (
        "sv",
        "alla allt att av bara bra då de dem den det där du efter eller en ett fin fint för från \
         gillar god ha han har hej här hon hur i idag ingen inte ja jag kan katt kommer lite man \
         många med men mer mig min mina mitt mycket när någon något och också om oss på så se sig \
         ska skulle som till tack tycker upp ut vad var vara varför vem vi vill är älskar",
    ),
    (
        "vi",
        "anh bạn bị cảm cái cho chị chào chúng có con của cũng đã đang đi đẹp đến để được em gì \
         hay không khong lại là làm mà mình một muốn nào này nay người nhé nhiều như những ơn ở \
         quá rất rồi sao sẽ thế thì tôi trong từ và vào vậy về với xin yêu",
    ),
    (
        "da",
        "af alle at bare da de den der det dig din du efter eller en er et for fra få god godt \
         han har hej hun hvad hvor hvordan i ikke ja jeg kan kat lige man mange med meget men mig \
         min mit når og også om på se sig sin skal som så tak til ud var ved vi vil være",
    ),
    (
        "no",
        "alle at av bare bra da de den der det deg din du etter eller en er et for fra få god ha \
         han har hei hun hva hvor hvordan i ikke ja jeg kan katt man mange med meg men min mitt \
         mye når og også om på se seg skal som så takk til ut var ved veldig vi vil være",
    ),
    (
        "fi",
        "aika aivan ei en että hauska hei hyvä hyvää ihana ihan ja jos joku kaikki kaunis kiitos \
         kissa koira kuin kun mikä minä minun missä mitä moi mutta myös niin nyt ole olen on onko \
         oli paljon se sinä sitä tai todella tämä vain voi",
    ),
    (
        "cs",
        "ahoj ale dobrý den do děkuji díky i já jak jako je jen jsem jsi jsme jsou k kde kdo \
         kočka který krásné krásný na ne není od po pro proč s se si super ta tak to ten tady už \
         v velmi všechno za že",
    ),
    (
        "hu",
        "a az csak de egy ember én és ez ezt gyönyörű hogy hol igen itt jó kell köszi köszönöm \
         lehet macska már meg mert mi mint minden most nagyon nem sok szép szia sziasztok te van \
         vagyok volt",
    ),
    (
        "ro",
        "acum al am ai are asta bine bună ca ce cu cum da dar de din e este eu fi foarte frumoasă \
         frumos în la mai mea meu mi mulțumesc multumesc noi nu o pe pentru pisică sa și si sunt \
         te toată tu un unde vă vreau",
    ),
    (
        "ru",
        "а без бы был было в вас все всем вы где да для до его ее если есть ещё еще же за здесь и \
         из или как какая какой когда кот красиво кто люблю меня мне можно мой моя мы на надо нас \
         не нет но ну о он она они от очень по почему привет при просто с сегодня сейчас спасибо \
         так там то только ты у уже хорошо хочу чем что это этот эта я",
    ),
    (
        "uk",
        "а але будь бо був було в вас ви від він вона вони все всі всім гарна гарний гарно де для \
         добре до дуже дякую за завжди з зараз і її його й ласка коли кіт люблю мене мені можна \
         мій моя ми на нас не немає ні по привіт про сьогодні та так тебе ти тільки то у хто це \
         цей ця цього чи чому що ще я як який",
    ),
    (
        "bg",
        "а аз без беше благодаря ви в все ги да де до добре е за здравейте и из или има как какво \
         кога който където куче котка красиво ли ме ми много може моя на не нещо ни но от по при \
         прекрасно са се си сме сте само съм така това то този ти у хубаво че ще я",
    ),
    (
        "sr",
        "а али била било био вам врло где да до добро за зашто и или има из ја је како када ко \
         који лепо ли ме ми много може на не нема ни од по про са сам се си смо су само сте та \
         тако то тај ти хвала што",
    ),
];

/// What one word is worth, divisible by the number of languages that share it.
const WHOLE: usize = 2520;

/// How much a language is in a text.
#[derive(Clone, Copy, Default)]
struct Score {
    /// Words, each divided among the languages that have it, in parts of [`WHOLE`].
    share: usize,
    /// Words, undivided.
    words: usize,
}

struct Lexicon {
    /// The columns of [`WORDS`] that list a word.
    columns: HashMap<&'static str, Vec<usize>>,
    langs: Vec<Lang>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut columns: HashMap<_, Vec<_>> = HashMap::new();
    for (column, (_, words)) in WORDS.iter().enumerate() {
        for word in words.split_ascii_whitespace() {
            let listed = columns.entry(word).or_default();
            if !listed.contains(&column) {
                listed.push(column);
            }
        }
    }
    let langs = WORDS
        .iter()
        .filter_map(|(tag, _)| Lang::parse(tag))
        .collect();
    Lexicon { columns, langs }
});

/// The language whose common words make up at least a sixth of `words`, if it is clearly ahead of the
/// others.
///
/// Some phrases are the same in two languages ("te amo"). If none of their words is English, they go
/// to the language that comes first in the table, as long as most of the words are common there.
pub(crate) fn language(words: &[String]) -> Option<Lang> {
    let lexicon = &*LEXICON;
    let mut scores = vec![Score::default(); lexicon.langs.len()];
    for word in words {
        let word = word.trim_matches(['\'', '’']).replace('’', "'");
        if let Some(columns) = lexicon.columns.get(word.as_str()) {
            for column in columns {
                scores[*column].share += WHOLE / columns.len();
                scores[*column].words += 1;
            }
        }
    }
    let mut ranking: Vec<_> = lexicon.langs.iter().copied().zip(scores).collect();
    // Stable, so that equals stay in the order of the table.
    ranking.sort_by_key(|(_, score)| Reverse(score.share));
    let [(lang, best), (_, second), ..] = ranking[..] else {
        return None;
    };
    let is_clear = best.share > second.share && best.share * 2 >= second.share * 3;
    let is_english = ranking
        .iter()
        .any(|(lang, score)| *lang == Lang::EN && score.words > 0);
    let is_known = best.share * 6 >= words.len() * WHOLE;
    let is_most = best.words >= 2 && best.words * 2 > words.len();
    (is_clear && is_known || is_most && !is_english).then_some(lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<&'static str> {
        let words: Vec<_> = text.split_whitespace().map(String::from).collect();
        language(&words).map(Lang::as_str)
    }

    #[test]
    fn every_column_is_a_language_of_the_domain() {
        assert_eq!(LEXICON.langs.len(), WORDS.len());
    }

    #[test]
    fn words_are_lower_case() {
        for (tag, words) in WORDS {
            assert_eq!(*words, words.to_lowercase(), "{tag}");
        }
    }

    #[test]
    fn a_few_words_are_enough() {
        assert_eq!(of("mange tak"), Some("da"));
        assert_eq!(of("kiitos paljon"), Some("fi"));
        assert_eq!(of("mulțumesc"), Some("ro"));
        assert_eq!(of("te amo"), Some("es"));
        assert_eq!(of("много хубаво"), Some("bg"));
        assert_eq!(of("хвала"), Some("sr"));
    }

    #[test]
    fn unknown_or_shared_words_say_nothing() {
        assert_eq!(of("yyds"), None);
        assert_eq!(of("no"), None);
    }
}
