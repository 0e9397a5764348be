-- A running or completed reset of a password. It is there whether or not number and phone are an account's.
CREATE TABLE password_reset (
    token_digest BLOB PRIMARY KEY,      -- the token itself is nowhere
    number       TEXT NOT NULL,
    phone        TEXT NOT NULL,
    expires_at   INTEGER NOT NULL,
    completed_at INTEGER
) STRICT;

CREATE INDEX password_reset_number ON password_reset (number);
CREATE INDEX password_reset_expiry ON password_reset (expires_at);

CREATE TRIGGER password_reset_code AFTER DELETE ON password_reset BEGIN
    DELETE FROM one_time_code WHERE session = old.token_digest;
END;
