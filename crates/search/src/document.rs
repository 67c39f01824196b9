//! What is put into the index.

use sampan_domain::Lang;

/// What a document is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    Note,
    Comment,
    Account,
    Topic,
}

impl Kind {
    pub(crate) const ALL: [Self; 4] = [Self::Note, Self::Comment, Self::Account, Self::Topic];

    pub(crate) fn letter(self) -> char {
        match self {
            Self::Note => 'n',
            Self::Comment => 'c',
            Self::Account => 'a',
            Self::Topic => 't',
        }
    }
}

/// Which document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    pub kind: Kind,
    pub id: i64,
}

impl Key {
    pub(crate) fn term(self) -> String {
        format!("{}{}", self.kind.letter(), self.id)
    }
}

/// What stands at the top of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Video,
    Pictures,
    Words,
}

impl Form {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Video => "video",
            Self::Pictures => "pictures",
            Self::Words => "words",
        }
    }
}

/// What everybody may find.
#[derive(Debug, Clone)]
pub enum Document {
    Note {
        id: i64,
        author: i64,
        lang: Lang,
        form: Form,
        title: String,
        text: String,
        place: String,
        topics: Vec<String>,
        /// Title and text in other languages, as far as they are known.
        across: Vec<(Lang, String)>,
        /// What is said in its video, and what stands for its pictures.
        said: Vec<(Lang, String)>,
        /// Of the texts that renditions can be made of (`sampan_domain::rendition::text_key`).
        texts: Vec<i64>,
    },
    Comment {
        id: i64,
        /// It goes with its note.
        note: i64,
        author: i64,
        lang: Lang,
        text: String,
        across: Vec<(Lang, String)>,
        texts: Vec<i64>,
    },
    Account {
        id: i64,
        handle: String,
        name: String,
        bio: String,
        place: String,
        lang: Lang,
    },
    Topic {
        id: i64,
        name: String,
        /// In other languages.
        across: Vec<String>,
        texts: Vec<i64>,
    },
}

impl Document {
    #[must_use]
    pub fn key(&self) -> Key {
        let (kind, id) = match self {
            Self::Note { id, .. } => (Kind::Note, *id),
            Self::Comment { id, .. } => (Kind::Comment, *id),
            Self::Account { id, .. } => (Kind::Account, *id),
            Self::Topic { id, .. } => (Kind::Topic, *id),
        };
        Key { kind, id }
    }
}
