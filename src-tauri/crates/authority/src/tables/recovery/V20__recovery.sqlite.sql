-- A running or completed recovery of a device's vault.
CREATE TABLE recovery (
    token_digest BLOB PRIMARY KEY,      -- the token itself is nowhere
    account      TEXT NOT NULL REFERENCES account (number),
    device       BLOB NOT NULL REFERENCES device (id),
    expires_at   INTEGER NOT NULL,
    given        BLOB,                  -- name of the share that was given out
    renewed      BLOB                   -- name of the share that it was completed with
) STRICT;

CREATE INDEX recovery_expiry ON recovery (expires_at);

CREATE TRIGGER recovery_code AFTER DELETE ON recovery BEGIN
    DELETE FROM one_time_code WHERE session = old.token_digest;
END;
