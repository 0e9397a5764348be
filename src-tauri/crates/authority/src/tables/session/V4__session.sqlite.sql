-- A running or completed activation.
CREATE TABLE session (
    token_digest     BLOB PRIMARY KEY,      -- the token itself is nowhere
    account          TEXT NOT NULL REFERENCES account (number),
    expires_at       INTEGER NOT NULL,
    needs_password   INTEGER NOT NULL CHECK (needs_password IN (0, 1)),
    otp_sends        INTEGER NOT NULL DEFAULT 0,
    otp_tries_left   INTEGER NOT NULL DEFAULT 0 CHECK (otp_tries_left >= 0),
    otp_sent_at      INTEGER,
    otp_mac          BLOB,                  -- of the last code that was sent
    otp_confirmed_at INTEGER,
    password_salt    BLOB,                  -- becomes the account's when the activation is complete
    password_hash    BLOB,
    completion       BLOB,                  -- digest of the completion that was carried out
    device           BLOB REFERENCES device (id)
) STRICT;

CREATE INDEX session_expiry ON session (expires_at);
