-- The tables of the core. Times are Unix milliseconds, flags 0 or 1, lists JSON.
-- Words in braces are the engine's own (seam/dialect.rs).

CREATE TABLE account (
    id {id},
    handle {bytewise} NOT NULL UNIQUE,
    skeleton TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    bio TEXT NOT NULL,
    place TEXT NOT NULL,
    writes TEXT,
    reads TEXT NOT NULL,
    interface TEXT,
    role TEXT NOT NULL,
    state TEXT NOT NULL,
    momo BIGINT NOT NULL,
    avatar TEXT,
    cover TEXT,
    likes_public BIGINT NOT NULL,
    password_hash TEXT,
    made_at BIGINT NOT NULL,
    notes BIGINT NOT NULL DEFAULT 0,
    following BIGINT NOT NULL DEFAULT 0,
    followers BIGINT NOT NULL DEFAULT 0,
    appreciations BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX account_pending ON account (id) WHERE state = 'pending';

CREATE TABLE session (
    id {id},
    account BIGINT NOT NULL REFERENCES account (id),
    token_hash TEXT NOT NULL UNIQUE,
    device TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL
);
CREATE INDEX session_account ON session (account);

CREATE TABLE passkey (
    id {id},
    account BIGINT NOT NULL REFERENCES account (id),
    credential TEXT NOT NULL UNIQUE,
    secret TEXT NOT NULL,
    name TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX passkey_account ON passkey (account);

CREATE TABLE recovery_code (
    account BIGINT NOT NULL REFERENCES account (id),
    code_hash TEXT NOT NULL,
    PRIMARY KEY (account, code_hash)
) {clustered};

CREATE TABLE invitation (
    code TEXT PRIMARY KEY,
    made_by BIGINT NOT NULL,
    uses_left BIGINT NOT NULL,
    made_at BIGINT NOT NULL
);

CREATE TABLE follow (
    account BIGINT NOT NULL,
    target BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (account, target)
) {clustered};
CREATE INDEX follow_made ON follow (account, made_at);
CREATE INDEX follow_target ON follow (target, made_at);

CREATE TABLE block (
    account BIGINT NOT NULL,
    target BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (account, target)
) {clustered};
CREATE INDEX block_target ON block (target);

CREATE TABLE mute (
    account BIGINT NOT NULL,
    target BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (account, target)
) {clustered};

CREATE INDEX mute_target ON mute (target);

CREATE TABLE picture (
    id {id},
    owner BIGINT NOT NULL,
    store_key TEXT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    placeholder TEXT NOT NULL,
    used BIGINT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE INDEX picture_owner ON picture (owner);
CREATE INDEX picture_unused ON picture (id) WHERE used = 0;

CREATE TABLE note (
    id {id},
    author BIGINT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    lang TEXT NOT NULL,
    place TEXT NOT NULL,
    visibility TEXT NOT NULL,
    cover_picture BIGINT,
    cover_alt TEXT NOT NULL,
    pictures BIGINT NOT NULL,
    version BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    edited_at BIGINT,
    pinned_at BIGINT,
    hot DOUBLE PRECISION NOT NULL,
    likes BIGINT NOT NULL DEFAULT 0,
    collects BIGINT NOT NULL DEFAULT 0,
    comments BIGINT NOT NULL DEFAULT 0,
    views BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX note_author ON note (author, id);
CREATE INDEX note_public ON note (id) WHERE visibility = 'public';
CREATE INDEX note_hot ON note (hot, id) WHERE visibility = 'public';

CREATE TABLE note_revision (
    note BIGINT NOT NULL,
    version BIGINT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    until_ms BIGINT NOT NULL,
    PRIMARY KEY (note, version)
) {clustered};

CREATE TABLE note_picture (
    note BIGINT NOT NULL,
    position BIGINT NOT NULL,
    picture BIGINT NOT NULL,
    alt TEXT NOT NULL,
    PRIMARY KEY (note, position)
) {clustered};
CREATE INDEX note_picture_picture ON note_picture (picture);

CREATE TABLE note_like (
    note BIGINT NOT NULL,
    account BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (account, note)
) {clustered};
CREATE INDEX note_like_note ON note_like (note, made_at);

CREATE TABLE comment (
    id {id},
    note BIGINT NOT NULL,
    parent BIGINT,
    answers BIGINT,
    author BIGINT,
    body TEXT NOT NULL,
    lang TEXT NOT NULL,
    picture BIGINT,
    alt TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    pinned BIGINT NOT NULL DEFAULT 0,
    hot DOUBLE PRECISION NOT NULL,
    likes BIGINT NOT NULL DEFAULT 0,
    replies BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX comment_hot ON comment (note, hot, id) WHERE parent IS NULL;
CREATE INDEX comment_new ON comment (note, id) WHERE parent IS NULL;
CREATE INDEX comment_pinned ON comment (note) WHERE pinned = 1;
CREATE INDEX comment_parent ON comment (parent, id) WHERE parent IS NOT NULL;
CREATE INDEX comment_author ON comment (author, id);
CREATE INDEX comment_note ON comment (note, id);
CREATE INDEX comment_picture ON comment (picture) WHERE picture IS NOT NULL;

CREATE TABLE comment_like (
    comment BIGINT NOT NULL,
    account BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (account, comment)
) {clustered};
CREATE INDEX comment_like_comment ON comment_like (comment, made_at);

CREATE TABLE collection (
    id {id},
    owner BIGINT NOT NULL,
    name TEXT NOT NULL,
    public BIGINT NOT NULL,
    is_default BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    notes BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX collection_owner ON collection (owner, id);
CREATE UNIQUE INDEX collection_default ON collection (owner) WHERE is_default = 1;

CREATE TABLE collection_note (
    collection BIGINT NOT NULL,
    note BIGINT NOT NULL,
    account BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (collection, note)
) {clustered};
CREATE INDEX collection_note_made ON collection_note (collection, made_at, note);
CREATE INDEX collection_note_account ON collection_note (account, note);
CREATE INDEX collection_note_note ON collection_note (note, made_at);

CREATE TABLE topic (
    id {id},
    topic_key {bytewise} NOT NULL UNIQUE,
    name TEXT NOT NULL,
    merged_into BIGINT,
    made_at BIGINT NOT NULL,
    notes BIGINT NOT NULL DEFAULT 0,
    discussions BIGINT NOT NULL DEFAULT 0,
    views BIGINT NOT NULL DEFAULT 0,
    participants BIGINT NOT NULL DEFAULT 0,
    followers BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX topic_merged ON topic (merged_into) WHERE merged_into IS NOT NULL;

-- Public notes of a topic. hot is the note's, copied so that the topic's page reads one index.
CREATE TABLE note_topic (
    topic BIGINT NOT NULL,
    note BIGINT NOT NULL,
    hot DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (topic, note)
) {clustered};
CREATE INDEX note_topic_hot ON note_topic (topic, hot, note);
CREATE INDEX note_topic_note ON note_topic (note);

CREATE TABLE topic_participant (
    topic BIGINT NOT NULL,
    account BIGINT NOT NULL,
    PRIMARY KEY (topic, account)
) {clustered};

CREATE INDEX topic_participant_account ON topic_participant (account);

CREATE TABLE topic_follow (
    account BIGINT NOT NULL,
    topic BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (account, topic)
) {clustered};
CREATE INDEX topic_follow_topic ON topic_follow (topic);

CREATE TABLE notification (
    id {id},
    account BIGINT NOT NULL,
    kind TEXT NOT NULL,
    group_key TEXT NOT NULL,
    actor BIGINT NOT NULL,
    note BIGINT,
    comment BIGINT,
    at_ms BIGINT NOT NULL,
    unread BIGINT NOT NULL,
    UNIQUE (account, group_key)
);
CREATE INDEX notification_at ON notification (account, at_ms, id);
CREATE INDEX notification_unread ON notification (account) WHERE unread = 1;
CREATE INDEX notification_note ON notification (note);
CREATE INDEX notification_actor ON notification (actor);
CREATE INDEX notification_comment ON notification (comment);

-- Notes that somebody has opened; they sink in Explore.
CREATE TABLE seen (
    account BIGINT NOT NULL,
    note BIGINT NOT NULL,
    at_ms BIGINT NOT NULL,
    PRIMARY KEY (account, note)
) {clustered};

-- Answers to forms that were sent, so that a form sent twice acts once.
CREATE TABLE once (
    token TEXT NOT NULL,
    account BIGINT NOT NULL,
    result BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (account, token)
) {clustered};
CREATE INDEX once_made ON once (made_at);

CREATE INDEX invitation_made_by ON invitation (made_by);

CREATE TABLE job (
    id {id},
    lane TEXT NOT NULL,
    kind TEXT NOT NULL,
    dedupe TEXT UNIQUE,
    payload TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    run_at BIGINT NOT NULL,
    leased_until BIGINT NOT NULL,
    error TEXT,
    made_at BIGINT NOT NULL
);
CREATE INDEX job_due ON job (lane, run_at) WHERE state = 'waiting';
CREATE INDEX job_leased ON job (leased_until) WHERE state = 'running';
