-- What is long stands last in its row: what is short is read without it.
CREATE TABLE paper (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    name TEXT NOT NULL UNIQUE,
    issuer TEXT NOT NULL,
    title TEXT,
    last_day TEXT,
    batch TEXT NOT NULL,
    refreshed_at INTEGER NOT NULL,
    renew_after INTEGER NOT NULL,
    content TEXT NOT NULL
) STRICT;

CREATE TABLE paper_copy (
    paper INTEGER NOT NULL,
    number INTEGER NOT NULL,
    status_list INTEGER NOT NULL,
    status_index INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    shown INTEGER NOT NULL,
    key BLOB NOT NULL,
    token TEXT NOT NULL,
    PRIMARY KEY (paper, number)
) STRICT;

CREATE TABLE removed_paper (
    batch TEXT PRIMARY KEY,
    kind TEXT NOT NULL
) STRICT, WITHOUT ROWID;
