//! Accounts: rows of members, their secrets, and the end of an account.

use crate::seam::{Query, Tx, Value};
use crate::search::Subject;
use crate::{
    Error, args, collection, comment, filter, held, like, list, listed, marker, note, picture,
    placeholders, poll, record, relation, topic, word_columns,
};
use sampan_domain::account::{Profile, State};
use sampan_domain::note::Visibility;
use sampan_domain::{AccountId, Lang, Role};

word_columns!(Role, State, Visibility);

/// What a new account needs.
#[derive(Debug, Clone)]
pub struct NewAccount {
    pub id: AccountId,
    pub handle: String,
    pub skeleton: String,
    pub name: String,
    pub interface: Option<Lang>,
    pub writes: Option<Lang>,
    pub reads: Vec<Lang>,
    pub role: Role,
    pub state: State,
    pub password_hash: Option<String>,
    pub made_at: i64,
}

record! {
    pub struct Account {
        pub id: AccountId,
        pub handle: String,
        pub name: String,
        pub bio: String,
        pub place: String,
        pub writes: Option<Lang>,
        pub reads: String,
        pub displays: String,
        pub interface: Option<Lang>,
        pub role: Role,
        pub state: State,
        pub momo: bool,
        pub avatar: Option<String>,
        pub cover: Option<String>,
        pub likes_public: bool,
        pub bot: bool,
        pub discoverable: bool,
        pub visibility: Visibility,
        pub password_hash: Option<String>,
        pub made_at: i64,
        pub notes: i64,
        pub following: i64,
        pub followers: i64,
        pub appreciations: i64,
    }
}

record! {
    /// What a list shows of a person.
    pub struct Brief {
        pub id: AccountId,
        pub handle: String,
        pub name: String,
        pub avatar: Option<String>,
        pub momo: bool,
        pub bio: String,
    }
}

macro_rules! select_account {
    ($rest:literal) => {
        concat!(
            "SELECT id, handle, name, bio, place, writes, reads, displays, interface, role, state, momo,
                avatar, cover, likes_public, bot, discoverable, visibility, password_hash, made_at, notes, following, followers,
                appreciations
             FROM account ",
            $rest
        )
    };
}

/// Languages as they are stored: a JSON list of tags.
fn tags(langs: &[Lang]) -> String {
    let tags: Vec<String> = langs.iter().map(|lang| format!("\"{lang}\"")).collect();
    format!("[{}]", tags.join(","))
}

/// Reads what [`tags`] wrote; unknown tags are left out.
#[must_use]
pub fn langs(json: &str) -> Vec<Lang> {
    json.split('"').filter_map(Lang::parse).collect()
}

/// Adds an account; `false` when the handle, or one that looks like it, is taken.
pub async fn insert(tx: &Tx, new: &NewAccount) -> Result<bool, Error> {
    let added = tx
        .execute(
            "INSERT INTO account (id, handle, skeleton, name, bio, place, writes, reads, interface,
                role, state, momo, likes_public, password_hash, made_at)
             SELECT $1, $2, $3, $4, '', '', $5, $6, $7, $8, $9, 0, 0, $10, $11
             WHERE NOT EXISTS (SELECT 1 FROM retired_handle WHERE skeleton = $12)
             ON CONFLICT DO NOTHING",
            args![
                new.id,
                &new.handle,
                &new.skeleton,
                &new.name,
                new.writes,
                &tags(&new.reads),
                new.interface,
                new.role,
                new.state,
                new.password_hash.as_deref(),
                new.made_at,
                &new.skeleton
            ],
        )
        .await?;
    tx.fold(|folds| folds.changed(Subject::Account, new.id.0));
    Ok(added > 0)
}

/// Whether a handle that looks like this one exists or existed, and whether it is the very same. Of those
/// who left only the looks are known.
pub async fn taken(db: &impl Query, handle: &str, skeleton: &str) -> Result<Option<bool>, Error> {
    let row: Option<(String,)> = db
        .optional(
            "SELECT handle FROM account WHERE handle = $1 OR skeleton = $2
             UNION ALL SELECT '' FROM retired_handle WHERE skeleton = $3 LIMIT 1",
            args![handle, skeleton, skeleton],
        )
        .await?;
    Ok(row.map(|(known,)| known.is_empty() || known == handle))
}

pub async fn by_id(db: &impl Query, id: AccountId) -> Result<Option<Account>, Error> {
    db.optional(select_account!("WHERE id = $1"), args![id])
        .await
}

/// These accounts, in no order.
pub async fn by_ids(db: &impl Query, ids: &[AccountId]) -> Result<Vec<Account>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        select_account!("WHERE id IN ({})"),
        placeholders(1, ids.len())
    );
    db.all(&sql, &listed(ids.iter().map(|id| id.0))).await
}

pub async fn by_handle(db: &impl Query, handle: &str) -> Result<Option<Account>, Error> {
    db.optional(select_account!("WHERE handle = $1"), args![handle])
        .await
}

/// The active accounts behind these handles, in no order.
pub async fn by_handles(
    db: &impl Query,
    handles: &[&str],
) -> Result<Vec<(String, AccountId)>, Error> {
    if handles.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT handle, id FROM account WHERE state = 'active' AND handle IN ({})",
        placeholders(1, handles.len())
    );
    let values: Vec<Value<'_>> = handles.iter().map(|handle| Value::from(*handle)).collect();
    db.all(&sql, &values).await
}

pub async fn briefs(db: &impl Query, ids: &[AccountId]) -> Result<Vec<Brief>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT id, handle, name, avatar, momo, bio FROM account WHERE id IN ({})",
        placeholders(1, ids.len())
    );
    db.all(&sql, &listed(ids.iter().map(|id| id.0))).await
}

/// Active accounts whose handle begins so, for completion and look-up.
pub async fn by_prefix(db: &impl Query, prefix: &str, limit: i64) -> Result<Vec<Brief>, Error> {
    // From the prefix itself to the prefix followed by the last character a handle can hold.
    let end = format!("{prefix}~");
    db.all(
        "SELECT id, handle, name, avatar, momo, bio FROM account
         WHERE handle >= $1 AND handle < $2 AND state = 'active' ORDER BY handle LIMIT $3",
        args![prefix, &end, limit],
    )
    .await
}

pub async fn update_profile(tx: &Tx, id: AccountId, profile: &Profile) -> Result<(), Error> {
    tx.execute(
        "UPDATE account SET name = $1, bio = $2, place = $3, writes = $4, reads = $5, momo = $6,
            likes_public = $7, bot = $8, discoverable = $9, visibility = $10 WHERE id = $11",
        args![
            &profile.name,
            &profile.bio,
            &profile.place,
            profile.writes,
            &tags(&profile.reads),
            profile.momo,
            profile.likes_public,
            profile.bot,
            profile.discoverable,
            profile.visibility,
            id
        ],
    )
    .await?;
    tx.fold(|folds| folds.changed(Subject::Account, id.0));
    Ok(())
}

pub async fn set_avatar(tx: &Tx, id: AccountId, key: Option<&str>) -> Result<(), Error> {
    tx.execute(
        "UPDATE account SET avatar = $1 WHERE id = $2",
        args![key, id],
    )
    .await?;
    Ok(())
}

pub async fn set_cover(tx: &Tx, id: AccountId, key: Option<&str>) -> Result<(), Error> {
    tx.execute(
        "UPDATE account SET cover = $1 WHERE id = $2",
        args![key, id],
    )
    .await?;
    Ok(())
}

pub async fn set_interface(tx: &Tx, id: AccountId, lang: Lang) -> Result<(), Error> {
    tx.execute(
        "UPDATE account SET interface = $1 WHERE id = $2",
        args![lang, id],
    )
    .await?;
    Ok(())
}

/// How an account wants to see other languages, and which it reads.
pub async fn set_reading(
    tx: &Tx,
    id: AccountId,
    reads: &[Lang],
    displays: &str,
) -> Result<(), Error> {
    tx.execute(
        "UPDATE account SET reads = $1, displays = $2 WHERE id = $3",
        args![&tags(reads), displays, id],
    )
    .await?;
    Ok(())
}

pub async fn set_password(tx: &Tx, id: AccountId, hash: Option<&str>) -> Result<(), Error> {
    tx.execute(
        "UPDATE account SET password_hash = $1 WHERE id = $2",
        args![hash, id],
    )
    .await?;
    Ok(())
}

pub async fn set_role(tx: &Tx, id: AccountId, role: Role) -> Result<(), Error> {
    tx.execute(
        "UPDATE account SET role = $1 WHERE id = $2",
        args![role, id],
    )
    .await?;
    Ok(())
}

pub async fn set_state(tx: &Tx, id: AccountId, state: State) -> Result<(), Error> {
    tx.execute(
        "UPDATE account SET state = $1 WHERE id = $2",
        args![state, id],
    )
    .await?;
    tx.fold(|folds| folds.changed(Subject::Account, id.0));
    Ok(())
}

pub async fn pending(db: &impl Query) -> Result<Vec<Account>, Error> {
    db.all(
        select_account!("WHERE state = 'pending' ORDER BY id LIMIT 200"),
        &[],
    )
    .await
}

/// How many notes all accounts have.
pub async fn notes(db: &impl Query) -> Result<i64, Error> {
    let row: (i64,) = db
        .one(
            "SELECT CAST(COALESCE(SUM(notes), 0) AS BIGINT) FROM account",
            &[],
        )
        .await?;
    Ok(row.0)
}

pub async fn count(db: &impl Query) -> Result<i64, Error> {
    Ok(db
        .one::<(i64,)>("SELECT COUNT(*) FROM account", &[])
        .await?
        .0)
}

pub async fn admins(db: &impl Query) -> Result<i64, Error> {
    let sql = "SELECT COUNT(*) FROM account WHERE role = 'admin'";
    Ok(db.one::<(i64,)>(sql, &[]).await?.0)
}

/// Who has been an administrator's account for longest.
pub async fn first_admin(db: &impl Query) -> Result<Option<AccountId>, Error> {
    let sql =
        "SELECT id FROM account WHERE role = 'admin' AND state = 'active' ORDER BY id LIMIT 1";
    Ok(db.optional::<(AccountId,)>(sql, &[]).await?.map(|(id,)| id))
}

/// Replaces all recovery codes.
pub async fn set_codes(tx: &Tx, id: AccountId, hashes: &[String]) -> Result<(), Error> {
    tx.execute("DELETE FROM recovery_code WHERE account = $1", args![id])
        .await?;
    for hash in hashes {
        tx.execute(
            "INSERT INTO recovery_code (account, code_hash) VALUES ($1, $2)",
            args![id, hash],
        )
        .await?;
    }
    Ok(())
}

/// Uses up a recovery code; `false` when it is not one.
pub async fn use_code(tx: &Tx, id: AccountId, hash: &str) -> Result<bool, Error> {
    let used = tx
        .execute(
            "DELETE FROM recovery_code WHERE account = $1 AND code_hash = $2",
            args![id, hash],
        )
        .await?;
    Ok(used > 0)
}

pub async fn codes_left(db: &impl Query, id: AccountId) -> Result<i64, Error> {
    let sql = "SELECT COUNT(*) FROM recovery_code WHERE account = $1";
    Ok(db.one::<(i64,)>(sql, args![id]).await?.0)
}

/// Removes an account and every secret of it. What hangs on it should be gone already, piece by piece, for
/// that takes long; what came late goes along, comments without a name.
pub async fn delete(tx: &Tx, id: AccountId) -> Result<(), Error> {
    const PIECE: i64 = 256;
    let held = held!(tx, "SELECT id FROM account WHERE id = $1", "FOR UPDATE");
    if tx
        .optional::<(AccountId,)>(held, args![id])
        .await?
        .is_none()
    {
        return Ok(());
    }
    for late in note::ids_by(tx, id, i64::MAX).await? {
        note::delete(tx, late).await?;
    }
    comment::anonymise(tx, id).await?;
    while like::withdraw(tx, id, PIECE).await? > 0 {}
    for late in collection::of(tx, id).await? {
        collection::delete(tx, &late).await?;
    }
    relation::delete_all(tx, id).await?;
    list::delete_all(tx, id).await?;
    filter::delete_all(tx, id).await?;
    marker::delete_all(tx, id).await?;
    poll::withdraw(tx, id).await?;
    topic::unfollow_all(tx, id).await?;
    topic::forget_participant(tx, id).await?;
    picture::disown(tx, id).await?;
    for sql in [
        "DELETE FROM session WHERE account = $1",
        "DELETE FROM passkey WHERE account = $1",
        "DELETE FROM recovery_code WHERE account = $1",
        "DELETE FROM notification WHERE account = $1",
        "DELETE FROM notification WHERE actor = $1",
        "DELETE FROM seen WHERE account = $1",
        "DELETE FROM once WHERE account = $1",
        "DELETE FROM invitation WHERE made_by = $1",
        "DELETE FROM featured_topic WHERE account = $1",
        "INSERT INTO retired_handle (skeleton) SELECT skeleton FROM account WHERE id = $1
         ON CONFLICT DO NOTHING",
        "DELETE FROM account WHERE id = $1",
    ] {
        tx.execute(sql, args![id]).await?;
    }
    tx.fold(|folds| folds.changed(Subject::Account, id.0));
    Ok(())
}

/// The keys of all avatars and covers: for the audit.
pub async fn picture_keys(db: &impl Query) -> Result<Vec<String>, Error> {
    let rows: Vec<(String,)> = db
        .all(
            "SELECT avatar FROM account WHERE avatar IS NOT NULL
             UNION ALL SELECT cover FROM account WHERE cover IS NOT NULL",
            &[],
        )
        .await?;
    Ok(rows.into_iter().map(|(key,)| key).collect())
}
