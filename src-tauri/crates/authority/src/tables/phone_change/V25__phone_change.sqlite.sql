-- A running or completed change of an account's phone number: a code to the old number and one to the new.
CREATE TABLE phone_change (
    token_digest BLOB PRIMARY KEY,          -- of the token at the old number; the tokens themselves are nowhere
    new_digest   BLOB NOT NULL UNIQUE,      -- of the token at the new number
    account      TEXT NOT NULL REFERENCES account (number) ON DELETE CASCADE,
    phone        TEXT NOT NULL,             -- the new number
    expires_at   INTEGER NOT NULL,
    completed_at INTEGER
) STRICT;

CREATE INDEX phone_change_account ON phone_change (account);
CREATE INDEX phone_change_expiry ON phone_change (expires_at);

CREATE TRIGGER phone_change_code AFTER DELETE ON phone_change BEGIN
    DELETE FROM one_time_code WHERE session IN (old.token_digest, old.new_digest);
END;
