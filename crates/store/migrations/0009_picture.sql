-- What a picture looks like before it has come, for programs.
ALTER TABLE picture ADD COLUMN blurhash TEXT NOT NULL DEFAULT '';
-- What has to stay in sight when it is cropped: hundredths of half its sides from the centre, right and up.
ALTER TABLE picture ADD COLUMN focus_x BIGINT NOT NULL DEFAULT 0;
ALTER TABLE picture ADD COLUMN focus_y BIGINT NOT NULL DEFAULT 0;

-- The program that a note or a comment was written with; none for the pages.
CREATE TABLE status_client (
    status BIGINT PRIMARY KEY,
    client BIGINT NOT NULL
);
