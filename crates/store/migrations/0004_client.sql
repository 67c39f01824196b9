-- Programs that speak for members (OAuth 2 clients).

CREATE TABLE client (
    id {id},
    client_key TEXT NOT NULL UNIQUE,
    secret_hash TEXT NOT NULL,
    name TEXT NOT NULL,
    website TEXT NOT NULL,
    redirects TEXT NOT NULL,
    scopes TEXT NOT NULL,
    made_at BIGINT NOT NULL
);

-- What a program may do before anybody has let it speak for them, such as to join.
CREATE TABLE client_token (
    token_hash TEXT PRIMARY KEY,
    client BIGINT NOT NULL REFERENCES client (id),
    scopes TEXT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE INDEX client_token_client ON client_token (client);

-- Members' consents that the program has not yet turned into a session.
CREATE TABLE client_code (
    code_hash TEXT PRIMARY KEY,
    client BIGINT NOT NULL REFERENCES client (id),
    account BIGINT NOT NULL REFERENCES account (id),
    redirect TEXT NOT NULL,
    scopes TEXT NOT NULL,
    challenge TEXT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE INDEX client_code_client ON client_code (client);
CREATE INDEX client_code_account ON client_code (account);

-- A session of a program, with what it may do; none for a browser's.
ALTER TABLE session ADD COLUMN client BIGINT;
ALTER TABLE session ADD COLUMN scopes TEXT;
CREATE INDEX session_client ON session (client) WHERE client IS NOT NULL;

-- What a program says about a picture before it writes the note.
ALTER TABLE picture ADD COLUMN alt TEXT NOT NULL DEFAULT '';
