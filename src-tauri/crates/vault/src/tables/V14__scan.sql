CREATE TABLE scan (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    what TEXT NOT NULL,
    verdict TEXT NOT NULL,
    word TEXT NOT NULL,
    tag BLOB
) STRICT;

CREATE INDEX scan_by_time ON scan (at);

CREATE TABLE scan_count (
    day TEXT NOT NULL,
    what TEXT NOT NULL,
    verdict TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (day, what, verdict)
) STRICT, WITHOUT ROWID;
