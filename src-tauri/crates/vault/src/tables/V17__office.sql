CREATE TABLE office (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    key BLOB NOT NULL CHECK (length(key) = 32),
    desk BLOB NOT NULL CHECK (length(desk) = 8),
    joined_at INTEGER NOT NULL,
    merged_at INTEGER
) STRICT;

CREATE TABLE office_sighting (
    tag BLOB NOT NULL CHECK (length(tag) = 16),
    desk BLOB NOT NULL CHECK (length(desk) = 8),
    seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (tag, desk)
) STRICT, WITHOUT ROWID;

CREATE INDEX office_sighting_by_expiry ON office_sighting (expires_at);
