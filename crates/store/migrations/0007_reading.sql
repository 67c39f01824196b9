-- How far somebody has read a timeline, for their other programs.
CREATE TABLE marker (
    account BIGINT NOT NULL REFERENCES account (id),
    timeline TEXT NOT NULL,
    last_read TEXT NOT NULL,
    version BIGINT NOT NULL,
    at_ms BIGINT NOT NULL,
    PRIMARY KEY (account, timeline)
) {clustered};

-- What somebody writes down about somebody else, for themselves.
CREATE TABLE memo (
    account BIGINT NOT NULL REFERENCES account (id),
    target BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (account, target)
) {clustered};
CREATE INDEX memo_target ON memo (target);
