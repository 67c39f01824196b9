//! What every page stands in: who looks, in which language, at which address, and the small words,
//! pictures and addresses that templates ask for.

use crate::locale::{self, Catalogue, Value};
use crate::rich::{self, Html, escaped, percent};
use sampan_app::view::{AccountBrief, Avatar, PictureView, Viewer};
use sampan_domain::video::Rendition;
use sampan_domain::{Handle, Lang, NoteId, Role, picture};
use std::borrow::{Borrow, Cow};
use std::fmt::Write as _;
use std::sync::OnceLock;

/// Stand for finished HTML in a message; no message holds them.
const MARKS: [&str; 4] = ["\u{e000}", "\u{e001}", "\u{e002}", "\u{e003}"];

/// The entry of the rail and the bar that is lit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Here {
    Explore,
    Following,
    Watch,
    Topics,
    Inbox,
    Me,
    Write,
    Other,
}

/// What all pages share.
#[derive(Debug, Clone)]
pub struct Frame {
    pub catalogue: &'static Catalogue,
    pub viewer: Option<Viewer>,
    /// Path and query of the request; where the language switch and the sign-in page lead back to.
    pub path: String,
    pub here: Here,
    pub now_ms: i64,
    /// The name of the community.
    pub instance: String,
    /// `https://host`, without a slash at the end.
    pub origin: String,
    /// What is left open, when this page is made for many.
    pub holes: Option<super::hole::Holes>,
}

/// Whatever a template counts.
pub trait Amount {
    fn amount(&self) -> i64;
}

macro_rules! amounts {
    ($($t:ty),+) => {$(
        impl Amount for $t {
            fn amount(&self) -> i64 {
                i64::try_from(*self).unwrap_or(i64::MAX)
            }
        }
    )+};
}

amounts!(i32, i64, u32, u64, usize);

impl<T: Amount + ?Sized> Amount for &T {
    fn amount(&self) -> i64 {
        (**self).amount()
    }
}

/// The width of a text in columns of a terminal: scripts of the Far East and emoji take two.
fn display_width(text: &str) -> usize {
    text.chars()
        .map(|c| if u32::from(c) < 0x1100 { 1 } else { 2 })
        .sum()
}

/// A language, however a template holds it.
pub trait Tongue {
    fn tongue(&self) -> Lang;
}

impl Tongue for Lang {
    fn tongue(&self) -> Lang {
        *self
    }
}

impl<T: Tongue + ?Sized> Tongue for &T {
    fn tongue(&self) -> Lang {
        (**self).tongue()
    }
}

impl Frame {
    // Words.

    #[must_use]
    pub fn t(&self, key: &str) -> Cow<'static, str> {
        self.catalogue.text(key)
    }

    /// A message that counts `n`.
    #[must_use]
    pub fn tn(&self, key: &str, n: impl Amount) -> String {
        self.catalogue.counted(key, n.amount())
    }

    #[must_use]
    pub fn t1(&self, key: &str, name: &str, value: &str) -> String {
        self.catalogue.text_with(key, &[(name, Value::Text(value))])
    }

    #[must_use]
    pub fn t2(&self, key: &str, one: &str, value: &str, two: &str, other: &str) -> String {
        let values = [(one, Value::Text(value)), (two, Value::Text(other))];
        self.catalogue.text_with(key, &values)
    }

    /// A message whose values are finished HTML, such as names that are links.
    #[must_use]
    pub fn words(&self, key: &str, n: i64, values: &[(&str, &Html)]) -> Html {
        // Escape the words around the marks, then put the values there.
        let count = self.catalogue.count(n);
        let mut args = vec![("n", Value::Number(n)), ("count", Value::Text(&count))];
        args.extend(
            values
                .iter()
                .zip(MARKS)
                .map(|((name, _), mark)| (*name, Value::Text(mark))),
        );
        let mut html = escaped(&self.catalogue.text_with(key, &args));
        for ((_, value), mark) in values.iter().zip(MARKS) {
            html = html.replace(mark, value.as_str());
        }
        Html(html)
    }

    /// [`Self::words`] with one value and nothing to count.
    #[must_use]
    pub fn words1(&self, key: &str, name: &str, value: impl Borrow<Html>) -> Html {
        self.words(key, 0, &[(name, value.borrow())])
    }

    #[must_use]
    pub fn count(&self, n: impl Amount) -> String {
        self.catalogue.count(n.amount())
    }

    #[must_use]
    pub fn lang(&self) -> Lang {
        self.catalogue.lang()
    }

    #[must_use]
    pub fn lang_name(&self, lang: impl Tongue) -> String {
        self.catalogue.lang_name(lang.tongue())
    }

    /// The interface languages, for the switch.
    #[must_use]
    pub fn languages(&self) -> [Lang; 2] {
        Lang::OFFERED
    }

    /// All languages that a person may write or read, by their names in this language.
    #[must_use]
    pub fn all_languages(&self) -> Vec<Lang> {
        Lang::all().collect()
    }

    /// The texts that scripts say, as JSON that is safe inside `<script>`.
    #[must_use]
    pub fn script_words(&self) -> &'static Html {
        static EN: OnceLock<Html> = OnceLock::new();
        static ZH_HANS: OnceLock<Html> = OnceLock::new();
        let words = if self.lang() == Lang::EN {
            &EN
        } else {
            &ZH_HANS
        };
        words.get_or_init(|| {
            let words: serde_json::Map<String, serde_json::Value> = locale::script_keys()
                .map(|key| (key.to_owned(), self.t(key).into_owned().into()))
                .collect();
            let json = serde_json::Value::Object(words).to_string();
            Html(json.replace('<', "\\u003c"))
        })
    }

    // Times.

    /// A `<time>` that says how long ago; scripts render it again in the reader's zone.
    #[must_use]
    pub fn time(&self, at_ms: impl Amount) -> Html {
        let at_ms = at_ms.amount();
        Html(format!(
            "<time datetime=\"{}\" data-ago>{}</time>",
            locale::iso(at_ms),
            escaped(&self.catalogue.ago(self.now_ms, at_ms))
        ))
    }

    #[must_use]
    pub fn date(&self, at_ms: impl Amount) -> String {
        self.catalogue.date(self.now_ms, at_ms.amount())
    }

    // People's words.

    /// A text of a person: escaped, with its mentions, topics and addresses as links.
    #[must_use]
    pub fn text(&self, source: &str) -> Html {
        rich::text(source)
    }

    /// The attributes of a block that a person wrote.
    #[must_use]
    pub fn said(&self, lang: impl Tongue) -> Html {
        let lang = lang.tongue();
        let tag = if lang == Lang::UND { "" } else { lang.as_str() };
        Html(format!("lang=\"{tag}\" dir=\"{}\"", lang.dir()))
    }

    // Addresses.

    #[must_use]
    pub fn asset(&self, name: &str) -> &'static str {
        crate::asset::path(name)
    }

    #[must_use]
    pub fn media(&self, key: &str) -> String {
        format!("/media/{key}")
    }

    /// A rendition of a picture: `s`, `m` or `l`.
    #[must_use]
    pub fn picture(&self, key: &str, size: &str) -> String {
        format!("/media/{key}-{size}.webp")
    }

    /// A file that was made of a video.
    #[must_use]
    pub fn film(&self, key: &str, rendition: Rendition) -> String {
        self.media(&rendition.key(key))
    }

    /// How long a video is: `0:07`, `4:59`.
    #[must_use]
    pub fn length(&self, ms: impl Amount) -> String {
        let seconds = (ms.amount() + 500) / 1_000;
        format!("{}:{:02}", seconds / 60, seconds % 60)
    }

    #[must_use]
    pub fn avatar(&self, avatar: &Avatar) -> String {
        match avatar {
            Avatar::Picture(key) => self.media(key),
            Avatar::Momo(number) => self.momo(number),
        }
    }

    #[must_use]
    pub fn note_path(&self, note: impl Borrow<NoteId>) -> String {
        format!("/n/{}", note.borrow())
    }

    #[must_use]
    pub fn profile_path(&self, handle: &Handle) -> String {
        format!("/@{handle}")
    }

    /// One of the shared faces.
    #[must_use]
    pub fn momo(&self, number: impl Amount) -> String {
        self.asset(&format!("momo/momo-{}.svg", number.amount()))
            .to_owned()
    }

    /// A link whose text is a message.
    #[must_use]
    pub fn link(&self, path: &str, key: &str) -> Html {
        let text = escaped(&self.t(key));
        Html(format!(
            "<a class=\"link\" href=\"{}\">{text}</a>",
            escaped(path)
        ))
    }

    #[must_use]
    pub fn topic_path(&self, name: &str) -> String {
        format!("/t/{}", percent(name))
    }

    /// For a query value.
    #[must_use]
    pub fn encoded(&self, text: &str) -> String {
        percent(text)
    }

    #[must_use]
    pub fn absolute(&self, path: impl AsRef<str>) -> String {
        let path = path.as_ref();
        format!("{}{path}", self.origin)
    }

    #[must_use]
    pub fn signin_path(&self) -> String {
        self.signin_for(&self.path)
    }

    /// The sign-in page, which leads to `next` afterwards.
    #[must_use]
    pub fn signin_for(&self, next: impl AsRef<str>) -> String {
        let next = next.as_ref();
        let inner = next.starts_with("/signin") || next.starts_with("/join");
        if next == "/" || inner {
            "/signin".to_owned()
        } else {
            format!("/signin?next={}", percent(next))
        }
    }

    /// The path without its query: one address for all the ways to get here.
    #[must_use]
    pub fn canonical(&self) -> String {
        let path = self.path.split('?').next().unwrap_or("/");
        self.absolute(path)
    }

    /// This page in another language.
    #[must_use]
    pub fn alternate(&self, lang: impl Tongue) -> String {
        format!("{}?lang={}", self.canonical(), lang.tongue())
    }

    /// Where the events of this page come from.
    #[must_use]
    pub fn events(&self) -> String {
        let note = self.path.strip_prefix("/n/");
        let id = note.and_then(|rest| rest.split(['/', '?']).next());
        id.map_or_else(
            || "/events".to_owned(),
            |id| format!("/events?note={}", percent(id)),
        )
    }

    // Who looks.

    #[must_use]
    pub fn signed_in(&self) -> bool {
        self.viewer.is_some()
    }

    #[must_use]
    pub fn is_me(&self, account: &AccountBrief) -> bool {
        self.viewer
            .as_ref()
            .is_some_and(|v| v.account.id == account.id)
    }

    #[must_use]
    pub fn moderates(&self) -> bool {
        self.viewer
            .as_ref()
            .is_some_and(|v| v.role >= Role::Moderator)
    }

    #[must_use]
    pub fn operates(&self) -> bool {
        self.viewer.as_ref().is_some_and(|v| v.role >= Role::Admin)
    }

    #[must_use]
    pub fn unread(&self) -> i64 {
        self.viewer.as_ref().map_or(0, |v| v.unread)
    }

    /// A badge shows at most this.
    #[must_use]
    pub fn unread_shown(&self) -> String {
        match self.unread() {
            many if many > 99 => "99+".to_owned(),
            few => few.to_string(),
        }
    }

    /// `aria-current` for an entry of the rail, by the names of [`Here`].
    #[must_use]
    pub fn current(&self, here: Here) -> Html {
        Html(if self.here == here {
            "aria-current=\"page\"".to_owned()
        } else {
            String::new()
        })
    }

    /// Whether this is an entry of the rail.
    #[must_use]
    pub fn is_at(&self, here: Here) -> bool {
        self.here == here
    }

    // Small pictures.

    #[must_use]
    pub fn icon(&self, name: &str) -> Html {
        Html(format!(
            "<svg class=\"i\" aria-hidden=\"true\"><use href=\"{}#{name}\"/></svg>",
            self.asset("icons.svg")
        ))
    }

    /// A face; `size` is one of `s` (24 px), `m` (36), `l` (44), `xl` (104). Says nothing to screen
    /// readers: the name stands beside it.
    #[must_use]
    pub fn face(&self, account: &AccountBrief, size: &str) -> Html {
        let px = match size {
            "s" => 24,
            "m" => 36,
            "l" => 44,
            _ => 104,
        };
        Html(format!(
            "<img class=\"ava {size}\" src=\"{}\" alt=\"\" width=\"{px}\" height=\"{px}\" \
             loading=\"lazy\" decoding=\"async\">",
            escaped(&self.avatar(&account.avatar))
        ))
    }

    /// A person's name as a link to them.
    #[must_use]
    pub fn name_link(&self, account: &AccountBrief) -> Html {
        Html(format!(
            "<a class=\"who\" href=\"/@{}\"><bdi>{}</bdi></a>",
            percent(account.handle.as_str()),
            escaped(&account.name)
        ))
    }

    /// The class of a picture's ratio, for the place it takes before it has come.
    #[must_use]
    pub fn ratio(&self, picture: &PictureView) -> u32 {
        picture::card_ratio(picture.width, picture.height)
    }

    /// The classes of what has to stay in sight of a picture that is cropped; none for its centre.
    #[must_use]
    pub fn focus(&self, picture: &PictureView) -> Option<String> {
        let (x, y) = picture.focus.tenths();
        ((x, y) != (5, 5)).then(|| format!("x{x} y{y}"))
    }

    /// How many title lines a card keeps free: one only when the title surely fits on it.
    #[must_use]
    pub fn lines(&self, title: &str) -> &'static str {
        match display_width(title) {
            0 => "t0",
            1..=20 => "t1",
            _ => "t2",
        }
    }

    /// How large a typographic cover sets its words, so that they fit.
    #[must_use]
    pub fn measure(&self, words: &str) -> &'static str {
        match display_width(words) {
            0..=14 => "s1",
            15..=30 => "s2",
            31..=60 => "s3",
            _ => "s4",
        }
    }

    /// Two halves of a short text, to highlight the first in a `marker` cover.
    #[must_use]
    pub fn marked<'a>(&self, words: &'a str) -> (&'a str, &'a str) {
        let chars = words.chars().count();
        let want = (chars / 2).max(1);
        let spaces = words
            .char_indices()
            .filter(|(_, c)| *c == ' ')
            .map(|(at, _)| at);
        let middle = words
            .char_indices()
            .nth(want)
            .map_or(words.len(), |(at, _)| at);
        let at = spaces
            .min_by_key(|at| at.abs_diff(middle))
            .unwrap_or(middle);
        words.split_at(at)
    }

    /// People's names as links: "Mei, Tom and 3 others" is made of this by the catalogue.
    #[must_use]
    pub fn names(&self, people: &[AccountBrief], count: i64) -> Html {
        let marks = &MARKS[..people.len().min(MARKS.len())];
        let html = escaped(&self.catalogue.people(marks, count));
        let links = people.iter().zip(marks);
        Html(links.fold(html, |html, (person, mark)| {
            html.replace(mark, self.name_link(person).as_str())
        }))
    }

    /// Languages by name, joined as a list.
    #[must_use]
    pub fn lang_list(&self, langs: &[Lang]) -> String {
        let mut list = String::new();
        for (at, lang) in langs.iter().enumerate() {
            if at > 0 {
                list.push_str(&self.t("list-comma"));
                if self.lang() == Lang::EN {
                    list.push(' ');
                }
            }
            let _ = write!(list, "{}", self.lang_name(*lang));
        }
        list
    }
}
