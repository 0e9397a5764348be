-- Changes that were carried out: the same again is a lost answer asked for again.
CREATE TABLE change (
    request BLOB PRIMARY KEY CHECK (length(request) = 32),
    account TEXT NOT NULL REFERENCES account (number) ON DELETE CASCADE,
    at      INTEGER NOT NULL
) STRICT;

CREATE INDEX change_account ON change (account);
CREATE INDEX change_at ON change (at);
