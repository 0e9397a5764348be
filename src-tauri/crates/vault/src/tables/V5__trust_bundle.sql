CREATE TABLE trust_bundle (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    bytes BLOB NOT NULL,
    seq INTEGER NOT NULL,
    stored_at INTEGER NOT NULL
) STRICT;
