//! What a page shows: finished views, with every permission already applied.
//!
//! Views hold facts, not words: texts of the interface and the form of numbers and dates belong to
//! `web`. Picture keys become addresses there, too.

use sampan_domain::account::Profile;
use sampan_domain::caption::{self, Cue};
use sampan_domain::comment::Sort;
use sampan_domain::filter::{Action, Context, Word};
use sampan_domain::note::Visibility;
use sampan_domain::notification::Kind;
use sampan_domain::picture::Focus;
use sampan_domain::rendition::{Display, Displays};
use sampan_domain::video::State;
use sampan_domain::{
    AccountId, ClientId, CollectionId, CommentId, EntryId, FilterId, Handle, Lang, ListId, NoteId,
    NotificationId, PasskeyId, PictureId, Relation, Role, SessionId, SuggestionId, TopicId,
    VideoId,
};
pub use sampan_search::Piece;

/// A face: a picture of one's own, or one of the shared default avatars (1-based).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Avatar {
    /// Key in the object store.
    Picture(String),
    Momo(u32),
}

/// Who wrote something. `name` is what to show: the display name, or the handle when there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountBrief {
    pub id: AccountId,
    pub handle: Handle,
    pub name: String,
    pub avatar: Avatar,
}

/// A person in a list, with what the viewer may do.
#[derive(Debug, Clone)]
pub struct PersonView {
    pub account: AccountBrief,
    pub bio: String,
    pub relation: Relation,
    pub is_self: bool,
}

/// A picture of a note or a comment. The store keeps three renditions under `key`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureView {
    pub id: PictureId,
    /// Renditions are `{key}-s.webp`, `{key}-m.webp`, `{key}-l.webp`.
    pub key: String,
    /// Pixels of the largest rendition.
    pub width: u32,
    pub height: u32,
    /// A tiny blurred `data:` address.
    pub placeholder: String,
    /// The same for programs; of a card, empty.
    pub blurhash: String,
    pub focus: Focus,
    pub alt: String,
}

/// A video of a note, or on its way into one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VideoView {
    pub id: VideoId,
    /// Renditions are named by [`Rendition::key`](sampan_domain::video::Rendition::key).
    pub key: String,
    pub state: State,
    /// Key of the message, when it failed.
    pub reason: Option<&'static str>,
    /// Bytes of the upload: announced, and there.
    pub size: i64,
    pub received: i64,
    /// Pixels of the largest rendition; 0 until it plays.
    pub width: u32,
    pub height: u32,
    pub duration_ms: i64,
    pub has_sound: bool,
    /// Whether there is a large rendition.
    pub is_high: bool,
    /// The language that is spoken, when there are captions.
    pub captions: Option<Lang>,
    pub poster: Option<PictureView>,
    pub alt: String,
}

/// What is said in a video, for its owner to mend.
#[derive(Debug, Clone)]
pub struct CaptionsView {
    pub note: NoteId,
    pub lang: Lang,
    pub state: caption::State,
    pub cues: Vec<Cue>,
}

/// What a card tells of a note's video.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VideoBrief {
    pub key: String,
    pub state: State,
    pub duration_ms: i64,
}

/// What stands at the top of a card.
#[derive(Debug, Clone, PartialEq)]
pub enum Cover {
    Picture {
        picture: PictureView,
        /// Height over width in percent: 75, 83, 92, 100, 112, 125 or 133.
        ratio: u32,
        /// How many pictures the note has.
        count: i64,
    },
    Words {
        /// One of `marker`, `ruled`, `poster`, `tide`, `memo`, `ink`.
        design: &'static str,
        ratio: u32,
        words: String,
    },
}

/// Whose rendition is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hand {
    Engine,
    /// The author's own second version.
    Author,
    Person(Box<AccountBrief>),
    /// Somebody who has left since.
    Somebody,
}

/// How far the renditions of a text are; the part that takes longest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    Done,
    /// No engine is set up for its language.
    Unset,
    /// No engine could make anything of it, or none answers now.
    Failed,
    /// On its way.
    Waiting,
    /// On its way, behind a crowd.
    Late,
}

/// Slang that a reader may not know, where it stands in a text (bytes).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GlossView {
    pub range: std::ops::Range<usize>,
    /// As it is written in its own language.
    pub word: String,
    /// Pinyin; empty for other languages than Chinese.
    pub reading: String,
    pub meaning: String,
    pub usage: String,
}

/// A text that the reader does not read, and what it says in their language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crossing {
    pub from: Lang,
    pub to: Lang,
    pub display: Display,
    pub progress: Progress,
    pub by: Hand,
    /// `None` where there is no rendition, or it says the same.
    pub title: Option<String>,
    pub text: Option<String>,
    /// In the rendition of the text.
    pub glosses: Vec<GlossView>,
    /// In the original text.
    pub own_glosses: Vec<GlossView>,
}

impl Crossing {
    /// Whether anything is there to be shown instead of the original.
    #[must_use]
    pub fn is_across(&self) -> bool {
        self.title.is_some() || self.text.is_some()
    }

    /// Whether more is to come.
    #[must_use]
    pub fn waits(&self) -> bool {
        matches!(self.progress, Progress::Waiting | Progress::Late)
    }
}

/// Where in a note something was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoundAt {
    Title,
    Text,
    Topic,
    Place,
    /// In its video, or in what stands for a picture.
    Said,
    /// Nowhere: it means something like it.
    Meaning,
}

/// What was found in a note or a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Find {
    pub at: FoundAt,
    /// It stands in a rendition and not in what was written.
    pub is_rendition: bool,
    pub lang: Lang,
    pub pieces: Vec<Piece>,
}

/// A comment that was found.
#[derive(Debug, Clone)]
pub struct FoundComment {
    pub id: CommentId,
    pub note: NoteId,
    pub note_title: String,
    pub note_lang: Lang,
    pub author: AccountBrief,
    pub made_at_ms: i64,
    pub find: Find,
}

/// What a search found.
#[derive(Debug, Clone, Default)]
pub struct FoundPage {
    pub people: Vec<PersonView>,
    pub topics: Vec<TopicBrief>,
    pub cards: Vec<CardView>,
    pub comments: Vec<FoundComment>,
    /// How many notes, or comments, there are in all.
    pub total: usize,
    /// Where they go on.
    pub next: Option<usize>,
    /// Words that were taken for others: typed, and meant.
    pub mended: Vec<(String, String)>,
    /// How far the index is, while not everything can be found.
    pub building: Option<crate::search::Building>,
}

/// A note in a feed.
#[derive(Debug, Clone)]
pub struct CardView {
    pub id: NoteId,
    /// The title, or the beginning of the text where there is none.
    pub title: String,
    pub lang: Lang,
    pub crossing: Option<Crossing>,
    pub cover: Cover,
    pub video: Option<VideoBrief>,
    pub author: AccountBrief,
    pub likes: i64,
    pub liked: bool,
    pub pinned: bool,
    pub visibility: Visibility,
    /// What was looked for, in the title as it stands here (bytes).
    pub finds: Vec<std::ops::Range<usize>>,
    /// What was found elsewhere in the note.
    pub find: Option<Find>,
}

/// Why a note was dealt, with everything that its reasons name.
#[derive(Debug, Clone)]
pub struct WhyView {
    pub source: sampan_domain::feed::Source,
    /// The strongest first.
    pub reasons: Vec<sampan_domain::feed::Reason>,
    /// Notes that led there.
    pub seeds: Vec<CardView>,
    pub topics: Vec<(TopicId, String)>,
}

/// A page of a feed.
#[derive(Debug, Clone)]
pub struct FeedPage {
    pub cards: Vec<CardView>,
    /// Goes into `?after=`; `None` at the end.
    pub next: Option<String>,
}

/// Some of what Watch shows.
#[derive(Debug, Clone)]
pub struct Reel {
    /// Notes whose videos play.
    pub clips: Vec<NoteView>,
    /// Goes into `?after=`; `None` at the end.
    pub next: Option<String>,
}

/// Some of the people whom the viewer follows.
#[derive(Debug, Clone)]
pub struct ListView {
    pub id: ListId,
    pub title: String,
}

/// What somebody does not want to meet unprepared.
#[derive(Debug, Clone)]
pub struct FilterView {
    pub id: FilterId,
    pub title: String,
    pub contexts: Vec<Context>,
    pub action: Action,
    pub ends_at_ms: Option<i64>,
    pub words: Vec<(EntryId, Word)>,
    /// Notes and comments that it names.
    pub statuses: Vec<(EntryId, i64)>,
}

/// What a filter found in a note or a comment.
#[derive(Debug, Clone)]
pub struct Filtered {
    pub filter: FilterView,
    pub words: Vec<String>,
    /// Whether the filter names it.
    pub is_named: bool,
}

/// A topic that a member shows as theirs.
#[derive(Debug, Clone)]
pub struct FeaturedView {
    pub id: TopicId,
    pub name: String,
    /// Of the member's public notes, those in it.
    pub notes: i64,
    pub latest_ms: Option<i64>,
}

#[derive(Debug, Clone)]
pub struct TopicBrief {
    pub id: TopicId,
    /// As first written, without `#`.
    pub name: String,
    /// What it says in the reader's language, where that is known.
    pub across: Option<String>,
    pub notes: i64,
    pub discussions: i64,
    pub views: i64,
}

/// How a topic was used on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TopicDay {
    /// When the day began (UTC), in Unix milliseconds.
    pub day_ms: i64,
    pub uses: i64,
    pub accounts: i64,
}

/// A page that a note leads to, as it tells of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkView {
    pub url: String,
    pub title: String,
    pub description: String,
    pub site: String,
    pub author: String,
    /// Its language, and that in which its words are shown.
    pub lang: Lang,
    pub shown: Lang,
    /// Key in the object store, width and height.
    pub picture: Option<(String, u32, u32)>,
}

/// A note, opened.
#[derive(Debug, Clone)]
pub struct NoteView {
    pub id: NoteId,
    pub author: AccountBrief,
    pub author_writes: Option<Lang>,
    pub relation: Relation,
    pub title: String,
    pub text: String,
    pub lang: Lang,
    pub crossing: Option<Crossing>,
    /// Of a video, its poster.
    pub pictures: Vec<PictureView>,
    pub video: Option<VideoView>,
    pub poll: Option<PollView>,
    pub link: Option<LinkView>,
    /// The look when there is no picture.
    pub cover: Cover,
    pub place: String,
    pub visibility: Visibility,
    pub likes: i64,
    pub collects: i64,
    pub comments: i64,
    pub views: i64,
    pub liked: bool,
    pub collected: bool,
    pub pinned: bool,
    pub made_at_ms: i64,
    pub edited_at_ms: Option<i64>,
    /// Grows with every edit; a form that carries an older one is stale.
    pub version: i64,
    pub is_own: bool,
    pub may_edit: bool,
    pub may_delete: bool,
    pub may_interact: bool,
}

/// A choice that a note puts to its readers.
#[derive(Debug, Clone)]
pub struct PollView {
    pub options: Vec<PollOptionView>,
    pub is_multiple: bool,
    pub ends_at_ms: i64,
    pub ended: bool,
    /// How many people voted.
    pub voters: i64,
    /// Sum of all votes; `None` while they are not told.
    pub votes: Option<i64>,
    pub voted: bool,
    pub may_vote: bool,
}

#[derive(Debug, Clone)]
pub struct PollOptionView {
    pub title: String,
    /// What it says in the reader's language, where that is known.
    pub across: Option<String>,
    /// `None` while votes are not told.
    pub votes: Option<i64>,
    /// Chosen by the viewer.
    pub chosen: bool,
}

#[derive(Debug, Clone)]
pub struct CommentView {
    pub id: CommentId,
    pub note: NoteId,
    /// Of the note.
    pub visibility: Visibility,
    /// The top-level comment that this one hangs under.
    pub parent: Option<CommentId>,
    /// `None` when the account left and its comments stayed.
    pub author: Option<AccountBrief>,
    /// The comment that this one answers.
    pub answered: Option<CommentId>,
    /// Whom a reply answers, when that is not the top-level comment's author.
    pub answers: Option<Handle>,
    pub text: String,
    pub lang: Lang,
    pub crossing: Option<Crossing>,
    pub picture: Option<PictureView>,
    pub likes: i64,
    pub liked: bool,
    pub made_at_ms: i64,
    /// Written by the note's author.
    pub by_note_author: bool,
    pub pinned: bool,
    /// The first few replies, oldest first.
    pub replies: Vec<CommentView>,
    /// All replies, shown or not.
    pub reply_count: i64,
    pub may_delete: bool,
    pub may_pin: bool,
    pub may_interact: bool,
}

#[derive(Debug, Clone)]
pub struct CommentPage {
    pub comments: Vec<CommentView>,
    pub sort: Sort,
    pub next: Option<String>,
}

/// An earlier wording of a note.
#[derive(Debug, Clone)]
pub struct RevisionView {
    pub version: i64,
    pub title: String,
    pub text: String,
    pub until_ms: i64,
}

#[derive(Debug, Clone)]
pub struct ProfileView {
    pub account: AccountBrief,
    /// The display name as its owner typed it; under the shared look it is kept, not shown.
    pub own_name: String,
    pub bio: String,
    pub crossing: Option<Crossing>,
    pub place: String,
    pub writes: Option<Lang>,
    pub reads: Vec<Lang>,
    /// Key in the object store of a 3:1 picture.
    pub cover: Option<String>,
    pub following: i64,
    pub followers: i64,
    pub appreciations: i64,
    pub notes: i64,
    pub momo: bool,
    pub likes_public: bool,
    pub bot: bool,
    pub discoverable: bool,
    /// To whom notes are shown where nothing else is said.
    pub visibility: Visibility,
    pub relation: Relation,
    pub is_self: bool,
    pub joined_ms: i64,
}

impl From<&ProfileView> for Profile {
    fn from(view: &ProfileView) -> Self {
        Self {
            name: view.own_name.clone(),
            bio: view.bio.clone(),
            place: view.place.clone(),
            writes: view.writes,
            reads: view.reads.clone(),
            momo: view.momo,
            likes_public: view.likes_public,
            bot: view.bot,
            discoverable: view.discoverable,
            visibility: view.visibility,
        }
    }
}

#[derive(Debug, Clone)]
pub struct CollectionView {
    pub id: CollectionId,
    pub owner: AccountBrief,
    /// Empty for the collection that every account starts with.
    pub name: String,
    pub public: bool,
    pub is_default: bool,
    pub notes: i64,
    /// The cover of its newest note.
    pub cover: Option<Cover>,
    pub is_own: bool,
    /// In the choice of collections for one note: whether it is in here.
    pub holds_note: bool,
}

#[derive(Debug, Clone)]
pub struct TopicView {
    pub id: TopicId,
    pub name: String,
    /// What it says in the reader's language, where that is known.
    pub across: Option<String>,
    pub notes: i64,
    /// Notes plus their comments.
    pub discussions: i64,
    pub views: i64,
    pub participants: i64,
    pub follows: bool,
    pub followers: i64,
    pub may_merge: bool,
}

/// A group of like notifications.
#[derive(Debug, Clone)]
pub struct NotificationView {
    pub id: NotificationId,
    pub kind: Kind,
    /// The latest few who did it; at most three.
    pub people: Vec<AccountBrief>,
    /// How many did it in all.
    pub count: i64,
    pub note: Option<NoteId>,
    /// Title or beginning of the note concerned.
    pub note_title: String,
    pub note_lang: Lang,
    pub comment: Option<CommentId>,
    /// Beginning of the comment concerned.
    pub comment_text: String,
    pub comment_lang: Lang,
    pub at_ms: i64,
    pub unread: bool,
    /// For a follow: whether the viewer follows back already.
    pub followed_back: bool,
}

#[derive(Debug, Clone)]
pub struct InboxPage {
    pub notifications: Vec<NotificationView>,
    pub next: Option<String>,
}

#[derive(Debug, Clone)]
pub struct SessionView {
    pub id: SessionId,
    /// What the browser called itself, shortened: "Firefox on Linux".
    pub device: String,
    pub made_at_ms: i64,
    pub used_at_ms: i64,
    pub is_current: bool,
}

#[derive(Debug, Clone)]
pub struct PasskeyView {
    pub id: PasskeyId,
    pub name: String,
    pub made_at_ms: i64,
    pub used_at_ms: Option<i64>,
}

#[derive(Debug, Clone)]
pub struct SecurityView {
    pub has_password: bool,
    pub passkeys: Vec<PasskeyView>,
    pub sessions: Vec<SessionView>,
    pub codes_left: i64,
}

/// Somebody who waits for approval.
#[derive(Debug, Clone)]
pub struct PendingView {
    pub account: AccountBrief,
    pub made_at_ms: i64,
}

#[derive(Debug, Clone)]
pub struct InvitationView {
    pub code: String,
    pub uses_left: i64,
    pub made_at_ms: i64,
}

/// The person who looks, signed in.
#[derive(Debug, Clone)]
pub struct Viewer {
    pub account: AccountBrief,
    pub role: Role,
    pub session: SessionId,
    /// The program that speaks for them; none for a browser.
    pub client: Option<ClientId>,
    /// The interface language they chose; `None` follows the browser.
    pub interface: Option<Lang>,
    pub reads: Vec<Lang>,
    pub displays: Displays,
    pub unread: i64,
}

/// A rendition that somebody suggests.
#[derive(Debug, Clone)]
pub struct SuggestionView {
    pub id: SuggestionId,
    pub title: String,
    pub text: String,
    /// `None` when they left.
    pub author: Option<AccountBrief>,
    /// Shown to readers now.
    pub accepted: bool,
    pub votes: i64,
    pub voted: bool,
    pub is_own: bool,
    pub made_at_ms: i64,
}

/// A note or a comment in two languages, and what people suggest.
#[derive(Debug, Clone)]
pub struct RenditionsView {
    pub note: NoteId,
    pub comment: Option<CommentId>,
    /// Empty for a comment.
    pub title: String,
    pub text: String,
    pub from: Lang,
    pub to: Lang,
    /// What readers see now; empty when there is no rendition.
    pub shown_title: String,
    pub shown_text: String,
    pub suggestions: Vec<SuggestionView>,
    pub is_own: bool,
    pub may_suggest: bool,
    pub may_accept: bool,
}
