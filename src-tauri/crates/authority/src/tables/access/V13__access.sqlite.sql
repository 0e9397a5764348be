-- Who has signed in. It ends with the account.
CREATE TABLE access (
    token_digest BLOB PRIMARY KEY,      -- the token itself is nowhere
    account      TEXT NOT NULL REFERENCES account (number) ON DELETE CASCADE,
    signed_in_at INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL
) STRICT;

CREATE INDEX access_account ON access (account);
CREATE INDEX access_expiry ON access (expires_at);
