-- What somebody does not want to meet unprepared, for their programs.
CREATE TABLE filter (
    id {id},
    account BIGINT NOT NULL REFERENCES account (id),
    title TEXT NOT NULL,
    -- Where it is for, with spaces between.
    contexts TEXT NOT NULL,
    action TEXT NOT NULL,
    ends_at BIGINT
);
CREATE INDEX filter_account ON filter (account);

CREATE TABLE filter_word (
    id {id},
    filter BIGINT NOT NULL REFERENCES filter (id),
    word TEXT NOT NULL,
    is_whole BIGINT NOT NULL
);
CREATE INDEX filter_word_filter ON filter_word (filter);

CREATE TABLE filter_status (
    id {id},
    filter BIGINT NOT NULL REFERENCES filter (id),
    status BIGINT NOT NULL,
    UNIQUE (filter, status)
);
CREATE INDEX filter_status_status ON filter_status (status);
