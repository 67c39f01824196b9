-- Videos: what was uploaded, and what has become of it.
CREATE TABLE video (
    id {id},
    owner BIGINT NOT NULL,
    store_key TEXT NOT NULL,
    state TEXT NOT NULL,
    -- Why it failed.
    reason TEXT NOT NULL DEFAULT '',
    -- Bytes of the upload: as announced (0: not announced), and as received.
    size BIGINT NOT NULL,
    received BIGINT NOT NULL DEFAULT 0,
    width BIGINT NOT NULL DEFAULT 0,
    height BIGINT NOT NULL DEFAULT 0,
    duration_ms BIGINT NOT NULL DEFAULT 0,
    has_sound BIGINT NOT NULL DEFAULT 0,
    -- Whether there is a large rendition.
    is_high BIGINT NOT NULL DEFAULT 0,
    poster BIGINT,
    alt TEXT NOT NULL DEFAULT '',
    -- The note that shows it; without one it is swept.
    note BIGINT,
    made_at BIGINT NOT NULL
);
CREATE INDEX video_owner ON video (owner);
CREATE INDEX video_poster ON video (poster) WHERE poster IS NOT NULL;
CREATE INDEX video_unused ON video (id) WHERE note IS NULL;
CREATE UNIQUE INDEX video_note ON video (note) WHERE note IS NOT NULL;

-- The pieces that an upload came in, until it is rendered.
CREATE TABLE video_part (
    video BIGINT NOT NULL,
    start BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    PRIMARY KEY (video, start)
) {clustered};

-- The public notes that Watch can show.
ALTER TABLE note ADD COLUMN video BIGINT;
CREATE INDEX note_watch ON note (hot, id) WHERE visibility = 'public' AND video IS NOT NULL;

-- What is said in a video.
ALTER TABLE video ADD COLUMN captions TEXT NOT NULL DEFAULT 'none';
ALTER TABLE video ADD COLUMN caption_lang TEXT NOT NULL DEFAULT 'und';
CREATE TABLE caption (
    video BIGINT NOT NULL,
    position BIGINT NOT NULL,
    start_ms BIGINT NOT NULL,
    end_ms BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (video, position)
) {clustered};
