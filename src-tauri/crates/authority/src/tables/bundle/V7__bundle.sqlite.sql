-- The newest trust bundle: one row.
CREATE TABLE bundle (
    id        INTEGER PRIMARY KEY CHECK (id = 1),
    seq       INTEGER NOT NULL,
    issued_at INTEGER NOT NULL,
    content   BLOB NOT NULL,        -- digest of keys and states, so that a change is seen without signing
    signed    BLOB NOT NULL
) STRICT;
