-- An activation that takes the place of the device on which the account is active.
CREATE TABLE take_over (
    session     BLOB PRIMARY KEY REFERENCES session (token_digest) ON DELETE CASCADE,
    old_device  BLOB NOT NULL REFERENCES device (id),
    device_name TEXT NOT NULL,          -- what the new device calls itself
    by_sms      INTEGER NOT NULL CHECK (by_sms IN (0, 1)),
    code        TEXT                    -- for the old device to show; worth nothing without the token, which is nowhere
) STRICT;

CREATE INDEX take_over_old_device ON take_over (old_device);

ALTER TABLE device ADD COLUMN last_used_at INTEGER;
-- Whether its holder may say that it was not he who unbound it.
ALTER TABLE device ADD COLUMN disputable INTEGER NOT NULL DEFAULT 0 CHECK (disputable IN (0, 1));
