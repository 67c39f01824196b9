//! The day: how often what happens, by when, and who does it.
//!
//! The same scale and seed make the same day. Which note somebody reads depends on those that the server has
//! acknowledged by then; everything else is settled here.

use crate::dice::Dice;
use crate::surge::Surge;

/// What a person or a visitor does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Join,
    Note,
    Comment,
    Like,
    Follow,
    /// A reading that counts for the topic: of a note, or of the topic's page.
    Reading,
    /// Explore, a profile, the list of topics.
    Wander,
}

impl Kind {
    pub(crate) const ALL: [Self; 7] = [
        Self::Join,
        Self::Note,
        Self::Comment,
        Self::Like,
        Self::Follow,
        Self::Reading,
        Self::Wander,
    ];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Join => "join",
            Self::Note => "note",
            Self::Comment => "comment",
            Self::Like => "like",
            Self::Follow => "follow",
            Self::Reading => "reading",
            Self::Wander => "wandering",
        }
    }

    /// How many there are on the whole day, at scale 1.
    fn whole_day(self) -> f64 {
        match self {
            Self::Join => 50_000.0,
            Self::Note => 30_000.0,
            Self::Comment => 180_000.0,
            Self::Like => 600_000.0,
            Self::Follow => 100_000.0,
            Self::Reading => 6_600_000.0,
            Self::Wander => 200_000.0,
        }
    }
}

/// Visitors without an account, at scale 1.
const VISITORS: f64 = 600_000.0;

/// A day at a scale.
pub(crate) struct Script {
    surge: Surge,
    counts: [usize; Kind::ALL.len()],
    done: [usize; Kind::ALL.len()],
    pub(crate) visitors: usize,
    pub(crate) dice: Dice,
}

impl Script {
    pub(crate) fn new(scale: f64, seed: u64) -> Self {
        let count = |whole: f64| (whole * scale).round().max(1.0) as usize;
        Self {
            surge: Surge::new(),
            counts: Kind::ALL.map(|kind| count(kind.whole_day())),
            done: [0; Kind::ALL.len()],
            visitors: count(VISITORS),
            dice: Dice::new(seed),
        }
    }

    pub(crate) fn count(&self, kind: Kind) -> usize {
        self.counts[kind as usize]
    }

    /// How many visitors have arrived when `at` of the day is over.
    pub(crate) fn arrived(&self, at: f64) -> usize {
        ((self.visitors as f64 * self.surge.share(at)) as usize).clamp(1, self.visitors)
    }

    /// What is to be done until `at` of the day is over and was not yet, mixed by chance.
    pub(crate) fn due(&mut self, at: f64, into: &mut Vec<Kind>) {
        let share = self.surge.share(at);
        let start = into.len();
        for kind in Kind::ALL {
            let due = (self.counts[kind as usize] as f64 * share).round() as usize;
            let done = &mut self.done[kind as usize];
            into.extend(std::iter::repeat_n(kind, due.saturating_sub(*done)));
            *done = due.max(*done);
        }
        for place in (start + 1..into.len()).rev() {
            let other = start + self.dice.below(place - start + 1);
            into.swap(place, other);
        }
    }
}

/// What people wrote on that day, again and again.
const SAID: [[&str; 16]; 2] = [
    [
        "hello from the other side of the world 👋",
        "first!",
        "we love you guys",
        "cat tax paid 🐈",
        "how do you say thank you?",
        "this is the best app",
        "lol same",
        "so beautiful 😍",
        "where is this?",
        "teach me your memes",
        "yyds",
        "my spy sent me here",
        "can you help with my homework?",
        "what is the name of this dish?",
        "hello",
        "❤️❤️❤️",
    ],
    [
        "欢迎欢迎👏",
        "你好呀",
        "猫税已收 🐈",
        "哈哈哈哈",
        "太美了吧 😍",
        "这是哪里？",
        "yyds",
        "帮我改一下英语作业",
        "你们那边几点？",
        "第一次和外国人聊天",
        "学到了",
        "求教程",
        "好吃吗？",
        "友谊万岁",
        "你好",
        "❤️❤️❤️",
    ],
];

const TITLES: [[&str; 8]; 2] = [
    [
        "Hello, I am new here",
        "My cat says hi",
        "What we eat for breakfast",
        "A walk through my town",
        "Ask me anything",
        "My spy told me to come",
        "Please explain this meme",
        "Snow this morning",
    ],
    [
        "欢迎来到这里",
        "我家的猫",
        "今天的早饭",
        "带你看看我的城市",
        "有问题都可以问我",
        "教你几个网络用语",
        "一起学英语吧",
        "今天下雪了",
    ],
];

/// The topic that everybody writes in.
pub(crate) const TOPIC: &str = "TheFlood";

/// A comment in one of two languages; most are among few.
pub(crate) fn comment(dice: &mut Dice, chinese: bool, number: usize) -> String {
    let said = dice.pick(&SAID[usize::from(chinese)]);
    if dice.share() < 0.7 {
        (*said).to_owned()
    } else {
        format!("{said} ({number})")
    }
}

/// A note's title and text; the number in it tells it from all others.
pub(crate) fn note(dice: &mut Dice, chinese: bool, number: usize) -> (String, String) {
    let title = dice.pick(&TITLES[usize::from(chinese)]);
    let mut text = String::new();
    for _ in 0..3 {
        text.push_str(dice.pick::<&str>(&SAID[usize::from(chinese)]));
        text.push('\n');
    }
    (format!("{title} {number}"), format!("{text}#{TOPIC}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_day_happens_once_and_alike() {
        let day = || {
            let (mut script, mut all) = (Script::new(0.001, 7), Vec::new());
            for step in 1..=1_000 {
                script.due(f64::from(step) / 1_000.0, &mut all);
            }
            all
        };
        let all = day();
        let count = |kind| all.iter().filter(|one| **one == kind).count();
        assert_eq!(count(Kind::Join), 50);
        assert_eq!(count(Kind::Comment), 180);
        assert_eq!(count(Kind::Reading), 6_600);
        assert_eq!(all, day());
    }
}
