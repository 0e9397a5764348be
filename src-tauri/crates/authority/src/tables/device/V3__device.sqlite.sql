-- A profile of the app on one computer, and the keys that it proved to hold.
CREATE TABLE device (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    account    TEXT NOT NULL REFERENCES account (number),
    name       TEXT NOT NULL,
    key        BLOB,            -- COSE_Key; none for a made-up device of practice mode, which can prove nothing
    release    BLOB CHECK (length(release) = 32), -- digest of the token that unbinds it; none for a made-up device
    bound_at   INTEGER NOT NULL,
    unbound_at INTEGER
) STRICT;

-- One active device per account, whatever the code does.
CREATE UNIQUE INDEX device_bound ON device (account) WHERE unbound_at IS NULL;

CREATE TABLE view_key (
    device BLOB NOT NULL REFERENCES device (id),
    view   TEXT NOT NULL CHECK (view IN ('a', 'b', 'c')),
    key    BLOB NOT NULL,       -- COSE_Key
    PRIMARY KEY (device, view)
) STRICT;
