-- SMS on their way out; practice mode shows them in a drawer instead of sending them.
CREATE TABLE message (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    account TEXT NOT NULL REFERENCES account (number),
    phone   TEXT NOT NULL,
    kind    INTEGER NOT NULL,       -- 1 a one-time code, 2 a notice
    text    TEXT NOT NULL,
    sent_at INTEGER NOT NULL
) STRICT;

CREATE INDEX message_phone ON message (phone, id);
CREATE INDEX message_account ON message (account, sent_at);
