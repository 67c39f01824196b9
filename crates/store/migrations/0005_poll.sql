-- Polls: at most one for a note, whose id it has.
CREATE TABLE poll (
    id {id},
    is_multiple BIGINT NOT NULL,
    hides_totals BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    voters BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE poll_option (
    poll BIGINT NOT NULL REFERENCES poll (id),
    position BIGINT NOT NULL,
    title TEXT NOT NULL,
    votes BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (poll, position)
) {clustered};

CREATE TABLE poll_vote (
    account BIGINT NOT NULL,
    poll BIGINT NOT NULL REFERENCES poll (id),
    position BIGINT NOT NULL,
    PRIMARY KEY (account, poll, position)
) {clustered};
CREATE INDEX poll_vote_poll ON poll_vote (poll);
