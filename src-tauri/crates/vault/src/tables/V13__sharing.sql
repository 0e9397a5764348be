CREATE TABLE sharing (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    fields TEXT NOT NULL,
    purpose TEXT,
    recipient TEXT
) STRICT;

CREATE INDEX sharing_by_time ON sharing (at);
