-- Passkeys: what the second step of a ceremony needs of the first, whichever process it comes to.
CREATE TABLE ceremony (
    id TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE INDEX ceremony_made ON ceremony (made_at);
