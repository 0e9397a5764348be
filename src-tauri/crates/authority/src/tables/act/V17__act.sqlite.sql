-- What was done with accounts at the desk: written with what it tells, read, and never changed.
CREATE TABLE act (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    at      INTEGER NOT NULL,
    officer TEXT,               -- none: the account's holder, from a device
    kind    TEXT NOT NULL,
    number  TEXT NOT NULL,      -- no reference: it outlives the account
    reason  TEXT
) STRICT;

CREATE INDEX act_number ON act (number, id);

CREATE TRIGGER act_is_not_changed BEFORE UPDATE ON act BEGIN
    SELECT RAISE(ABORT, 'an act is not changed');
END;

CREATE TRIGGER act_is_not_deleted BEFORE DELETE ON act BEGIN
    SELECT RAISE(ABORT, 'an act is not deleted');
END;

-- INSERT OR REPLACE deletes without asking the trigger above.
CREATE TRIGGER act_is_not_replaced BEFORE INSERT ON act WHEN EXISTS (SELECT 1 FROM act WHERE id = new.id) BEGIN
    SELECT RAISE(ABORT, 'an act is not replaced');
END;
