-- The pieces of an upload get names of their own, which nobody can guess from the video's.
ALTER TABLE video_part ADD COLUMN store_key TEXT NOT NULL DEFAULT '';
UPDATE video_part SET store_key = (SELECT v.store_key FROM video v WHERE v.id = video_part.video)
    || '-part-' || substr('000000000000' || CAST(start AS TEXT), length(CAST(start AS TEXT)) + 1);
