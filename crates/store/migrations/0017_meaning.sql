-- Where notes stand among others by what they mean, as a model says (lang/meaning.rs): made by a job, and made anew
-- when a note is rewritten or another model comes. Empty where a note says nothing.
CREATE TABLE note_meaning (
    note BIGINT PRIMARY KEY,
    model TEXT NOT NULL,
    -- Bytes from −127 to 127, a coordinate each, in base64.
    vector TEXT NOT NULL
) {clustered};
