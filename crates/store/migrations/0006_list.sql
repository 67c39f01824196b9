-- Lists: some of the people whom a member follows, read apart.
CREATE TABLE list (
    id {id},
    owner BIGINT NOT NULL REFERENCES account (id),
    title TEXT NOT NULL
);
CREATE INDEX list_owner ON list (owner);

CREATE TABLE list_member (
    list BIGINT NOT NULL REFERENCES list (id),
    account BIGINT NOT NULL,
    PRIMARY KEY (list, account)
) {clustered};
CREATE INDEX list_member_account ON list_member (account);

-- Topics that a member shows as theirs.
CREATE TABLE featured_topic (
    account BIGINT NOT NULL,
    topic BIGINT NOT NULL REFERENCES topic (id),
    made_at BIGINT NOT NULL,
    PRIMARY KEY (account, topic)
) {clustered};
CREATE INDEX featured_topic_topic ON featured_topic (topic);

-- What a member says of their account beyond words.
ALTER TABLE account ADD COLUMN bot BIGINT NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN discoverable BIGINT NOT NULL DEFAULT 1;
ALTER TABLE account ADD COLUMN visibility TEXT NOT NULL DEFAULT 'public';
