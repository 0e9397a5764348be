-- A running or completed claim that the account's device is lost.
CREATE TABLE lost_device (
    token_digest BLOB PRIMARY KEY,      -- the token itself is nowhere
    account      TEXT NOT NULL REFERENCES account (number) ON DELETE CASCADE,
    expires_at   INTEGER NOT NULL,
    completed_at INTEGER
) STRICT;

CREATE INDEX lost_device_account ON lost_device (account);
CREATE INDEX lost_device_expiry ON lost_device (expires_at);

CREATE TRIGGER lost_device_code AFTER DELETE ON lost_device BEGIN
    DELETE FROM one_time_code WHERE session = old.token_digest;
END;

-- What it led to: from `ready_at` on, the account may move to another device with a code by SMS.
CREATE TABLE claim (
    account  TEXT PRIMARY KEY REFERENCES account (number) ON DELETE CASCADE,
    device   BLOB NOT NULL REFERENCES device (id),      -- the lost one
    ready_at INTEGER NOT NULL
) STRICT;

-- A claim is of the device that was bound then: with another it is over, whatever unbound that one.
CREATE TRIGGER claim_unbound AFTER UPDATE OF unbound_at ON device WHEN new.unbound_at IS NOT NULL BEGIN
    DELETE FROM claim WHERE device = new.id;
END;
