-- A message may go to who has no account yet, and outlives the account that it went to.
CREATE TABLE message_to_anybody (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    account TEXT REFERENCES account (number) ON DELETE SET NULL,
    phone   TEXT NOT NULL,
    kind    INTEGER NOT NULL,       -- 1 a one-time code, 2 a notice
    text    TEXT NOT NULL,
    sent_at INTEGER NOT NULL
) STRICT;

-- Numbers go on where they were, whatever was forgotten meanwhile.
INSERT INTO sqlite_sequence (name, seq)
SELECT 'message_to_anybody', seq FROM sqlite_sequence WHERE name = 'message';

INSERT INTO message_to_anybody (id, account, phone, kind, text, sent_at)
SELECT id, account, phone, kind, text, sent_at FROM message;

DROP TABLE message;
ALTER TABLE message_to_anybody RENAME TO message;

CREATE INDEX message_phone ON message (phone, id);
CREATE INDEX message_account ON message (account, sent_at);
