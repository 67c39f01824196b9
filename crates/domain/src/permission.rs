//! Who may do what: the one place where that is decided.
//!
//! Every rule takes the facts it needs as arguments. An unknown fact is passed as the value that hides.

use crate::AccountId;
use crate::note::Visibility;

/// What an account may do beyond its own things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    Member,
    Moderator,
    Admin,
}

impl Role {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Moderator => "moderator",
            Self::Admin => "admin",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Member, Self::Moderator, Self::Admin]
            .into_iter()
            .find(|r| r.as_str() == text)
    }
}

/// The person who acts: signed in, with a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    pub id: AccountId,
    pub role: Role,
}

/// How the viewer stands to another account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Relation {
    pub follows: bool,
    pub followed_by: bool,
    pub blocks: bool,
    pub blocked_by: bool,
    pub mutes: bool,
}

impl Relation {
    #[must_use]
    pub fn mutual(self) -> bool {
        self.follows && self.followed_by
    }

    /// A block works in both directions.
    #[must_use]
    pub fn apart(self) -> bool {
        self.blocks || self.blocked_by
    }
}

/// May this viewer (or a signed-out one) see something that `author` shows to `visibility`?
#[must_use]
pub fn may_see(
    viewer: Option<Actor>,
    author: AccountId,
    visibility: Visibility,
    relation: Relation,
) -> bool {
    let Some(viewer) = viewer else {
        return visibility.is_open();
    };
    if viewer.id == author {
        return true;
    }
    if relation.apart() {
        // Moderators judge public posts whoever blocked them.
        return visibility.is_open() && viewer.role >= Role::Moderator;
    }
    match visibility {
        Visibility::Public | Visibility::Unlisted => true,
        Visibility::Followers => relation.follows,
        Visibility::OnlyMe => false,
    }
}

/// May this account be listed in a feed of the viewer? Stricter than [`may_see`]: mutes count.
#[must_use]
pub fn may_surface(
    viewer: Option<Actor>,
    author: AccountId,
    visibility: Visibility,
    relation: Relation,
) -> bool {
    let own = viewer.is_some_and(|v| v.id == author);
    own || (!relation.mutes && !relation.apart() && may_see(viewer, author, visibility, relation))
}

/// May the actor like, collect or comment on something that they can see? Blocked pairs may not.
#[must_use]
pub fn may_interact(
    actor: Actor,
    author: AccountId,
    visibility: Visibility,
    relation: Relation,
) -> bool {
    actor.id == author || (!relation.apart() && may_see(Some(actor), author, visibility, relation))
}

/// May the actor follow that account?
#[must_use]
pub fn may_follow(actor: Actor, other: AccountId, relation: Relation) -> bool {
    actor.id != other && !relation.apart()
}

/// Authors and moderators decide which of the suggested renditions is shown.
#[must_use]
pub fn may_accept_rendition(actor: Actor, author: AccountId) -> bool {
    actor.id == author || actor.role >= Role::Moderator
}

/// Only authors change their words.
#[must_use]
pub fn may_edit(actor: Actor, author: AccountId) -> bool {
    actor.id == author
}

/// Authors and moderators take a note down.
#[must_use]
pub fn may_delete_note(actor: Actor, author: AccountId) -> bool {
    actor.id == author || actor.role >= Role::Moderator
}

/// A comment is taken down by its author, the note's author, or a moderator.
#[must_use]
pub fn may_delete_comment(actor: Actor, author: AccountId, note_author: AccountId) -> bool {
    actor.id == author || actor.id == note_author || actor.role >= Role::Moderator
}

/// Only a note's author pins a comment on it.
#[must_use]
pub fn may_pin_comment(actor: Actor, note_author: AccountId) -> bool {
    actor.id == note_author
}

#[must_use]
pub fn may_merge_topics(actor: Actor) -> bool {
    actor.role >= Role::Moderator
}

#[must_use]
pub fn may_approve_accounts(actor: Actor) -> bool {
    actor.role >= Role::Moderator
}

/// May the actor see how the instance is doing, and decide what is asked of people who join?
#[must_use]
pub fn may_operate(actor: Actor) -> bool {
    actor.role >= Role::Admin
}

/// May the viewer open that collection? Private ones are for their owner alone.
#[must_use]
pub fn may_see_collection(
    viewer: Option<Actor>,
    owner: AccountId,
    public: bool,
    relation: Relation,
) -> bool {
    viewer.is_some_and(|v| v.id == owner) || (public && !relation.apart())
}

#[cfg(test)]
mod tests {
    use super::*;

    const AUTHOR: AccountId = AccountId(1);

    fn member(id: i64) -> Option<Actor> {
        Some(Actor {
            id: AccountId(id),
            role: Role::Member,
        })
    }

    #[test]
    fn visibility_is_kept() {
        let none = Relation::default();
        let follower = Relation {
            follows: true,
            ..none
        };
        for (viewer, visibility, relation, want) in [
            (None, Visibility::Public, none, true),
            (None, Visibility::Followers, none, false),
            (None, Visibility::OnlyMe, none, false),
            (member(2), Visibility::Followers, none, false),
            (member(2), Visibility::Followers, follower, true),
            (member(2), Visibility::OnlyMe, follower, false),
            (member(1), Visibility::OnlyMe, none, true),
        ] {
            assert_eq!(
                may_see(viewer, AUTHOR, visibility, relation),
                want,
                "{viewer:?} {visibility:?}"
            );
        }
    }

    #[test]
    fn a_block_hides_in_both_directions_but_not_from_moderators() {
        for relation in [
            Relation {
                blocks: true,
                follows: true,
                ..Relation::default()
            },
            Relation {
                blocked_by: true,
                follows: true,
                ..Relation::default()
            },
        ] {
            assert!(!may_see(member(2), AUTHOR, Visibility::Public, relation));
            assert!(!may_interact(
                member(2).unwrap(),
                AUTHOR,
                Visibility::Public,
                relation
            ));
            let moderator = Some(Actor {
                id: AccountId(3),
                role: Role::Moderator,
            });
            assert!(may_see(moderator, AUTHOR, Visibility::Public, relation));
            assert!(!may_see(moderator, AUTHOR, Visibility::Followers, relation));
            assert!(!may_surface(
                moderator,
                AUTHOR,
                Visibility::Public,
                relation
            ));
        }
    }

    #[test]
    fn muted_people_do_not_surface_but_can_be_opened() {
        let muted = Relation {
            mutes: true,
            ..Relation::default()
        };
        assert!(may_see(member(2), AUTHOR, Visibility::Public, muted));
        assert!(!may_surface(member(2), AUTHOR, Visibility::Public, muted));
    }
}
