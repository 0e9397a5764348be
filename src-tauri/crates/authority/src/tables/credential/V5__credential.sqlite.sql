-- A credential that lives, and its place in the status lists. Its state follows from its device and its account.
CREATE TABLE credential (
    list       INTEGER NOT NULL,
    place      INTEGER NOT NULL,
    device     BLOB NOT NULL REFERENCES device (id),
    view       TEXT NOT NULL CHECK (view IN ('a', 'b', 'c')),
    level      INTEGER NOT NULL CHECK (level BETWEEN 1 AND 2),
    request    BLOB NOT NULL,       -- what it was issued for: a repetition is answered the same
    token      BLOB NOT NULL,
    issued_at  INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    withdrawn  INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),  -- what it says is true no more
    PRIMARY KEY (list, place)
) STRICT;

CREATE INDEX credential_device ON credential (device, request);
CREATE INDEX credential_expiry ON credential (expires_at);
