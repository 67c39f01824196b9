-- What is asked of people who join while a crowd comes.

-- The step that an operator holds, whatever comes; no row lets it follow the crowd.
CREATE TABLE gate (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    step TEXT NOT NULL,
    held_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
    held_at BIGINT NOT NULL
);

-- Proofs that were given: each counts once.
CREATE TABLE proof (
    id TEXT PRIMARY KEY,
    given_at BIGINT NOT NULL
);
CREATE INDEX proof_given ON proof (given_at);

-- People who wait for their turn to join, in the order of their numbers. `id` is the hash of what their browser keeps.
CREATE TABLE turn (
    id TEXT PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE,
    seen_at BIGINT NOT NULL,
    called_at BIGINT,
    used_at BIGINT
);
CREATE INDEX turn_waiting ON turn (number) WHERE called_at IS NULL;
CREATE INDEX turn_called ON turn (called_at);
CREATE INDEX turn_seen ON turn (seen_at);
