-- A running or completed registration of an app account. It is there whether or not the number has an account.
CREATE TABLE registration (
    token_digest BLOB PRIMARY KEY,      -- the token itself is nowhere
    number       TEXT NOT NULL,
    phone        TEXT NOT NULL,
    expires_at   INTEGER NOT NULL,
    checks_left  INTEGER NOT NULL CHECK (checks_left >= 0),
    checked      BLOB,                  -- MAC of the form that was checked last: the same again costs nothing
    passed_at    INTEGER,               -- when the register said Đạt
    completed_at INTEGER
) STRICT;

CREATE INDEX registration_expiry ON registration (expires_at);

CREATE TRIGGER registration_code AFTER DELETE ON registration BEGIN
    DELETE FROM one_time_code WHERE session = old.token_digest;
END;

-- When an app account is deleted unless a file for level 1 comes before; none for every other.
ALTER TABLE account ADD COLUMN deleted_at INTEGER;
ALTER TABLE account ADD COLUMN deletion_warned INTEGER NOT NULL DEFAULT 0 CHECK (deletion_warned IN (0, 1));

CREATE INDEX account_deletion ON account (deleted_at) WHERE deleted_at IS NOT NULL;
