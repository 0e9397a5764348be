-- Wrong passwords at sign-in, of a number that may have an account or not. The number is a MAC under a key of this
-- database.
CREATE TABLE wrong_password (
    subject      BLOB PRIMARY KEY CHECK (length(subject) = 32),
    tries_left   INTEGER NOT NULL CHECK (tries_left > 0),
    locks        INTEGER NOT NULL CHECK (locks >= 0),   -- one after another: each lasts longer
    locked_until INTEGER,
    at           INTEGER NOT NULL                       -- when the last one came
) STRICT;

CREATE INDEX wrong_password_at ON wrong_password (at);
