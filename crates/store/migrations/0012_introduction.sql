-- Whom somebody does not want to be introduced to any more.
CREATE TABLE declined (
    account BIGINT NOT NULL REFERENCES account (id),
    target BIGINT NOT NULL,
    PRIMARY KEY (account, target)
) {clustered};
CREATE INDEX declined_target ON declined (target);
