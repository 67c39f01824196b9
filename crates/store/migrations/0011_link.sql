-- What is known of pages that notes lead to.
CREATE TABLE link (
    id {id},
    url TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    site TEXT NOT NULL DEFAULT '',
    author TEXT NOT NULL DEFAULT '',
    lang TEXT NOT NULL DEFAULT 'und',
    picture_key TEXT,
    picture_width BIGINT NOT NULL DEFAULT 0,
    picture_height BIGINT NOT NULL DEFAULT 0,
    made_at BIGINT NOT NULL,
    -- When it was read; none when that is still to come.
    read_at BIGINT
);

CREATE INDEX link_made ON link (made_at);

CREATE TABLE note_link (
    note BIGINT PRIMARY KEY REFERENCES note (id),
    link BIGINT NOT NULL REFERENCES link (id)
);
CREATE INDEX note_link_link ON note_link (link);
