CREATE TABLE forgotten_codes (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    latest_expiry INTEGER NOT NULL
) STRICT;
