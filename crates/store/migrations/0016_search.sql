-- What changed of what can be found by searching, in the order in which it was committed. Every process reads it and
-- brings its own index up to date; of the past only so much is kept as an index may be behind (store/search.rs).
CREATE TABLE search_change (
    id {counted},
    -- note, comment, account, topic, text.
    kind TEXT NOT NULL,
    -- Its id; of a text the beginning of its hash.
    about BIGINT NOT NULL
);
