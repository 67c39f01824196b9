-- Secrets of the instance, each made when it is first needed.
CREATE TABLE instance_secret (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- Where a program wants to be told what arrives in an inbox (RFC 8030). It ends with the session.
CREATE TABLE push_subscription (
    session BIGINT PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
    account BIGINT NOT NULL REFERENCES account (id),
    endpoint TEXT NOT NULL,
    p256dh TEXT NOT NULL,
    auth TEXT NOT NULL,
    -- With spaces between.
    alerts TEXT NOT NULL,
    policy TEXT NOT NULL,
    -- What came before is not told.
    since_ms BIGINT NOT NULL
);
CREATE INDEX push_subscription_account ON push_subscription (account);

-- The state of it that programs were told of: its time.
ALTER TABLE notification ADD COLUMN pushed_ms BIGINT NOT NULL DEFAULT 0;
