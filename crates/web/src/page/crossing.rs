//! Texts in the reader's language, with the original one tap away.
//!
//! A block that has a rendition holds both, and `data-shows` around it says which is seen. A block whose
//! rendition is on its way carries `data-waits` with the name of its subject; the script asks
//! `GET /renditions` for it, which answers the block anew.

use super::frame::{Frame, Tongue};
use crate::rich::{self, Html, escaped};
use askama::Template;
use sampan_app::view::{
    CardView, CommentView, Cover, Crossing, Hand, NoteView, ProfileView, Progress,
};
use sampan_domain::rendition::Display;
use sampan_domain::{Lang, NoteId, text};

/// Both versions of a piece of text, which is in `lang`; the original alone where there is no rendition.
fn both(
    frame: &Frame,
    (own, lang): (&Html, Lang),
    across: Option<Html>,
    crossing: &Crossing,
    tag: &str,
) -> Html {
    let Some(across) = across else {
        return own.clone();
    };
    Html(format!(
        "<{tag} class=\"across\" {}>{across}</{tag}><{tag} class=\"own\" {}>{own}</{tag}>",
        frame.said(crossing.to),
        frame.said(lang),
    ))
}

/// The text of a note or a comment in `lang`, with its glosses. `id` makes theirs unique in the page.
fn body(
    frame: &Frame,
    (source, lang): (&str, Lang),
    crossing: Option<&Crossing>,
    id: &str,
) -> Html {
    let Some(crossing) = crossing else {
        return rich::text(source);
    };
    let langs = (crossing.from, crossing.to);
    let own = rich::glossed(source, &crossing.own_glosses, langs, &format!("{id}-o"));
    let across = crossing
        .text
        .as_deref()
        .map(|across| rich::glossed(across, &crossing.glosses, langs, &format!("{id}-a")));
    both(frame, (&own, lang), across, crossing, "div")
}

fn shows(crossing: Option<&Crossing>) -> Html {
    Html(match crossing {
        Some(crossing) if crossing.is_across() => {
            format!(" data-shows=\"{}\"", crossing.display.as_str())
        }
        _ => String::new(),
    })
}

/// Where a better rendition is suggested. Of a mixed text there is none in its own language.
fn better(crossing: &Crossing, lang: Lang, place: &str) -> Option<String> {
    let is_whole = !crossing.to.is_akin(lang);
    is_whole.then(|| format!("{place}/renditions?to={}", crossing.to))
}

fn waits(crossing: Option<&Crossing>, subject: &str) -> Html {
    let marks = crossing.is_some_and(Crossing::waits);
    Html(if marks {
        format!(" data-waits=\"{subject}\"")
    } else {
        String::new()
    })
}

/// The title of a note as it is shown, also where only one line is shown at all.
#[must_use]
pub fn title_of(note: &NoteView, frame: &Frame) -> String {
    let crossing = note
        .crossing
        .as_ref()
        .filter(|crossing| crossing.display != Display::Original);
    let title = crossing
        .and_then(|c| c.title.as_ref())
        .unwrap_or(&note.title);
    let words = crossing.and_then(|c| c.text.as_ref()).unwrap_or(&note.text);
    let source = if note.title.is_empty() { words } else { title };
    let title = text::excerpt(source, 70);
    if title.is_empty() {
        frame.t1("note-by", "name", &note.author.name)
    } else {
        title
    }
}

/// The language of [`title_of`].
#[must_use]
pub fn title_lang(note: &NoteView) -> Lang {
    let is_across = |crossing: &&Crossing| {
        let words = if note.title.is_empty() {
            &crossing.text
        } else {
            &crossing.title
        };
        crossing.display != Display::Original && words.is_some()
    };
    let crossing = note.crossing.as_ref().filter(is_across);
    crossing.map_or(note.lang, |crossing| crossing.to)
}

/// The words of a note. Answers for `nID`.
#[derive(Template)]
#[template(path = "part/note_words.html")]
pub struct NoteWords<'a> {
    pub frame: &'a Frame,
    pub note: &'a NoteView,
}

impl NoteWords<'_> {
    fn heading(&self) -> Html {
        let note = self.note;
        if note.title.is_empty() {
            return Html(escaped(&title_of(note, self.frame)));
        }
        let own = Html(escaped(&note.title));
        match &note.crossing {
            Some(crossing) => {
                let across = crossing.title.as_deref().map(|title| Html(escaped(title)));
                both(self.frame, (&own, note.lang), across, crossing, "span")
            }
            None => own,
        }
    }

    fn body(&self) -> Html {
        let id = format!("g-{}", self.note.id);
        body(
            self.frame,
            (&self.note.text, self.note.lang),
            self.note.crossing.as_ref(),
            &id,
        )
    }

    fn shows(&self) -> Html {
        shows(self.note.crossing.as_ref())
    }

    fn waits(&self) -> Html {
        waits(self.note.crossing.as_ref(), &format!("n{}", self.note.id))
    }

    /// A heading to be heard only is in the language of what it shows.
    fn heading_lang(&self) -> Lang {
        match &self.note.crossing {
            Some(crossing) if self.note.title.is_empty() && crossing.text.is_some() => crossing.to,
            _ => self.note.lang,
        }
    }

    fn line(&self) -> Option<Crossed<'_>> {
        let crossing = self.note.crossing.as_ref()?;
        let path = self.frame.note_path(self.note.id);
        Some(Crossed {
            better: better(crossing, self.note.lang, &path),
            options: true,
            ..Crossed::new(self.frame, crossing, path)
        })
    }
}

/// The words of a comment. Answers for `cID`.
#[derive(Template)]
#[template(path = "part/comment_words.html")]
pub struct CommentWords<'a> {
    pub frame: &'a Frame,
    pub comment: &'a CommentView,
}

impl CommentWords<'_> {
    fn body(&self) -> Html {
        let id = format!("g-{}", self.comment.id);
        body(
            self.frame,
            (&self.comment.text, self.comment.lang),
            self.comment.crossing.as_ref(),
            &id,
        )
    }

    fn shows(&self) -> Html {
        shows(self.comment.crossing.as_ref())
    }

    fn waits(&self) -> Html {
        waits(
            self.comment.crossing.as_ref(),
            &format!("c{}", self.comment.id),
        )
    }

    fn line(&self) -> Option<Crossed<'_>> {
        let crossing = self.comment.crossing.as_ref()?;
        let id = self.comment.id;
        let path = self.frame.note_path(self.comment.note);
        Some(Crossed {
            anchor: format!("#c-{id}"),
            better: better(crossing, self.comment.lang, &format!("/c/{id}")),
            ..Crossed::new(self.frame, crossing, path)
        })
    }
}

/// The title of a card, and the words of its cover. Answers for `kID`.
#[derive(Template)]
#[template(path = "part/card_words.html")]
pub struct CardWords<'a> {
    pub frame: &'a Frame,
    pub card: &'a CardView,
}

/// The words of a typographic cover. Answers for `wID`, with the card's.
#[derive(Template)]
#[template(path = "part/cover_words.html")]
pub struct CoverWords<'a> {
    pub frame: &'a Frame,
    pub note: NoteId,
    pub lang: Lang,
    pub design: &'static str,
    pub words: &'a str,
}

impl<'a> CoverWords<'a> {
    /// `None` for a cover that is a picture.
    #[must_use]
    pub fn of(frame: &'a Frame, cover: &'a Cover, note: NoteId, lang: Lang) -> Option<Self> {
        match cover {
            Cover::Words { design, words, .. } => Some(Self {
                frame,
                note,
                lang,
                design,
                words,
            }),
            Cover::Picture { .. } => None,
        }
    }
}

/// What a member says about themselves. Answers for `bHANDLE`.
#[derive(Template)]
#[template(path = "part/bio_words.html")]
pub struct BioWords<'a> {
    pub frame: &'a Frame,
    pub profile: &'a ProfileView,
}

impl BioWords<'_> {
    fn body(&self) -> Html {
        let profile = self.profile;
        let crossing = profile.crossing.as_ref();
        let lang = crossing.map_or(Lang::UND, |crossing| crossing.from);
        body(self.frame, (&profile.bio, lang), crossing, "g-b")
    }

    fn shows(&self) -> Html {
        shows(self.profile.crossing.as_ref())
    }

    fn waits(&self) -> Html {
        let name = format!("b{}", self.profile.account.handle);
        waits(self.profile.crossing.as_ref(), &name)
    }

    fn line(&self) -> Option<Crossed<'_>> {
        let crossing = self.profile.crossing.as_ref()?;
        let path = self.frame.profile_path(&self.profile.account.handle);
        Some(Crossed::new(self.frame, crossing, path))
    }
}

/// The quiet line under a text.
#[derive(Template)]
#[template(path = "part/crossed.html")]
pub struct Crossed<'a> {
    pub frame: &'a Frame,
    pub crossing: &'a Crossing,
    /// The name of the original's language.
    pub from: String,
    /// The page that shows it otherwise to those without scripts.
    pub path: String,
    /// The place in that page, with its `#`.
    pub anchor: String,
    /// Where a better rendition is suggested.
    pub better: Option<String>,
    /// Whether the reader can choose here how the language is shown from now on.
    pub options: bool,
}

impl<'a> Crossed<'a> {
    fn new(frame: &'a Frame, crossing: &'a Crossing, path: String) -> Self {
        Self {
            frame,
            crossing,
            from: frame.lang_short(crossing.from),
            path,
            anchor: String::new(),
            better: None,
            options: false,
        }
    }

    fn is_original(&self) -> bool {
        self.crossing.display == Display::Original
    }
}

html_safe!(
    NoteWords,
    CommentWords,
    CardWords,
    CoverWords,
    BioWords,
    Crossed
);

impl Frame {
    #[must_use]
    pub fn comment_words<'a>(&'a self, comment: &'a CommentView) -> CommentWords<'a> {
        CommentWords {
            frame: self,
            comment,
        }
    }

    /// A language's name where its script does not matter: the two of Chinese have one.
    #[must_use]
    pub fn lang_short(&self, lang: Lang) -> String {
        if lang.is_akin(Lang::ZH_HANS) {
            self.t("lang-zh").into_owned()
        } else {
            self.lang_name(lang)
        }
    }

    /// The words of a cover without a picture.
    #[must_use]
    pub fn cover_words<'a>(
        &'a self,
        cover: &'a Cover,
        note: &NoteId,
        lang: impl Tongue,
    ) -> Option<CoverWords<'a>> {
        CoverWords::of(self, cover, *note, lang.tongue())
    }

    /// Marks a card whose title is on its way.
    #[must_use]
    pub fn card_waits(&self, card: &CardView) -> Html {
        waits(card.crossing.as_ref(), &format!("k{}", card.id))
    }

    /// How many title lines a card keeps free; two while its title is not known.
    #[must_use]
    pub fn card_lines(&self, card: &CardView) -> &'static str {
        if card.crossing.as_ref().is_some_and(Crossing::waits) {
            "t2"
        } else {
            self.lines(&card.title)
        }
    }
}
