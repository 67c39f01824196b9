-- Polls: at most one for a note, which it is known by.
CREATE TABLE poll (
    note {id},
    is_multiple BIGINT NOT NULL,
    hides_totals BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    voters BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE poll_option (
    note BIGINT NOT NULL REFERENCES poll (note),
    position BIGINT NOT NULL,
    title TEXT NOT NULL,
    votes BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (note, position)
) {clustered};

CREATE TABLE poll_vote (
    account BIGINT NOT NULL,
    note BIGINT NOT NULL REFERENCES poll (note),
    position BIGINT NOT NULL,
    PRIMARY KEY (account, note, position)
) {clustered};
CREATE INDEX poll_vote_note ON poll_vote (note);
