-- What became of notes that were dealt: what the ranker knew of each, how likely it was to be dealt, and what its reader
-- did with it. Its reader stands in it only as hashes, crossed with author and topic. The ranker learns from it again when a process begins (domain/feed/ranker.rs).
CREATE TABLE feed_log (
    id {counted},
    at_ms BIGINT NOT NULL,
    propensity DOUBLE PRECISION NOT NULL,
    -- Numbers and crosses, four bytes each, in base64.
    features TEXT NOT NULL,
    -- What was done, as words with spaces between them.
    done TEXT NOT NULL
);
CREATE INDEX feed_log_at ON feed_log (at_ms);
