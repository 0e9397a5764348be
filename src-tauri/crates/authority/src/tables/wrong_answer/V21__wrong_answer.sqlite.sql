-- Wrong answers to an account's security questions since the last right ones, and the lock that they brought.
CREATE TABLE wrong_answer (
    account      TEXT PRIMARY KEY REFERENCES account (number),
    tries_left   INTEGER NOT NULL CHECK (tries_left > 0),
    locked_until INTEGER,
    at           INTEGER NOT NULL
) STRICT;
