-- The feed: what readers ask of it, what they do not want to see, and how often new notes were shown.

-- Sliders and topics, as JSON (domain/feed/wish.rs).
CREATE TABLE feed_wish (
    account BIGINT PRIMARY KEY,
    wishes TEXT NOT NULL
) {clustered};

CREATE TABLE not_interested (
    account BIGINT NOT NULL,
    note BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (account, note)
) {clustered};
CREATE INDEX not_interested_note ON not_interested (note);

CREATE TABLE note_shown (
    note BIGINT PRIMARY KEY,
    shown BIGINT NOT NULL
) {clustered};
