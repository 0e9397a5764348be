CREATE TABLE credential (
    view TEXT PRIMARY KEY CHECK (view IN ('a', 'b', 'c')),
    token BLOB NOT NULL,
    key BLOB NOT NULL,
    issued_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
