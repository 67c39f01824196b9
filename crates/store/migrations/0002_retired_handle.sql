-- Handles of those who left, by what they look like, so that nobody can pass for them.

CREATE TABLE retired_handle (
    skeleton TEXT PRIMARY KEY
) {clustered};
