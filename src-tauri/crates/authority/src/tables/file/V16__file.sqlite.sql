-- Files for level 1, as they were sent; an account's newest is the one that counts.
CREATE TABLE file (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    account    TEXT NOT NULL REFERENCES account (number) ON DELETE CASCADE,
    request    BLOB NOT NULL CHECK (length(request) = 32),  -- digest of the sending: the same again is the same file
    residence  TEXT NOT NULL,                               -- as the citizen gave it
    portrait   BLOB,            -- WebP; none in a file of practice mode's own, and once another file took its place
    sent_at    INTEGER NOT NULL,
    state      INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 2),    -- waits, returned, approved
    decided_at INTEGER,
    reason     TEXT,            -- why it was returned
    UNIQUE (account, request),
    CHECK ((state = 0) = (decided_at IS NULL)),
    CHECK ((state = 1) = (reason IS NOT NULL))
) STRICT;

-- One file an account waits, whatever the code does.
CREATE UNIQUE INDEX file_waiting ON file (account) WHERE state = 0;
