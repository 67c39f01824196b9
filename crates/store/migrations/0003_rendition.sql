-- What texts say in other languages.

-- Made by engines, and known by what the original says: whoever says the same shares it.
-- An empty body means that nothing could be made of the text.
CREATE TABLE rendition (
    text_hash {bytewise} NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    body TEXT NOT NULL,
    engine TEXT NOT NULL,
    version TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (text_hash, source, target)
) {clustered};

-- Made by people, for one note or comment and its wording of that time.
CREATE TABLE suggestion (
    id {id},
    note BIGINT NOT NULL,
    comment BIGINT,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    wording TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    author BIGINT,
    state TEXT NOT NULL,
    votes BIGINT NOT NULL DEFAULT 0,
    made_at BIGINT NOT NULL
);
CREATE INDEX suggestion_note ON suggestion (note);
CREATE INDEX suggestion_comment ON suggestion (comment) WHERE comment IS NOT NULL;
CREATE INDEX suggestion_author ON suggestion (author);
CREATE INDEX suggestion_shown ON suggestion (note, target) WHERE state = 'accepted';

CREATE TABLE suggestion_vote (
    suggestion BIGINT NOT NULL,
    account BIGINT NOT NULL,
    PRIMARY KEY (account, suggestion)
) {clustered};
CREATE INDEX suggestion_vote_suggestion ON suggestion_vote (suggestion);

-- How an account wants to see languages that it does not read (domain/rendition.rs).
ALTER TABLE account ADD COLUMN displays TEXT NOT NULL DEFAULT '';
