//! What things are and what is allowed.
//!
//! Pure: no clock, randomness, file system, SQL or HTTP. Time and random numbers come in as arguments.

pub mod account;
pub mod anatomy;
pub mod caption;
pub mod client;
pub mod comment;
pub mod feed;
pub mod filter;
pub mod gate;
pub mod handle;
pub mod id;
pub mod invalid;
pub mod lang;
pub mod list;
pub mod names;
pub mod note;
pub mod notification;
pub mod permission;
pub mod picture;
pub mod poll;
pub mod push;
pub mod rendition;
pub mod sketch;
pub mod text;
pub mod topic;
pub mod video;

pub use handle::Handle;
pub use id::{
    AccountId, ClientId, CollectionId, CommentId, EntryId, FilterId, IdSource, JobId, LinkId,
    ListId, NoteId, NotificationId, PasskeyId, PictureId, SessionId, SuggestionId, TopicId,
    VideoId,
};
pub use invalid::Invalid;
pub use lang::Lang;
pub use permission::{Actor, Relation, Role};
