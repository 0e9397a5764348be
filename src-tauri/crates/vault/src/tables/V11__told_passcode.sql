CREATE TABLE told_passcode (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    slot BLOB NOT NULL
) STRICT;
