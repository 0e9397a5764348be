-- What an account's holder is told. It goes with the account.
CREATE TABLE notice (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    account TEXT NOT NULL REFERENCES account (number) ON DELETE CASCADE,
    kind    TEXT NOT NULL,
    data    TEXT,           -- what the kind takes: a reason, a level, a masked number
    at      INTEGER NOT NULL
) STRICT;

CREATE INDEX notice_account ON notice (account, seq);
CREATE INDEX notice_at ON notice (at);
