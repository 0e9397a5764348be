-- The one-time code of a journey, whichever it is: the last that was sent, and how many were.
CREATE TABLE one_time_code (
    session      BLOB PRIMARY KEY,      -- digest of the journey's token
    sends        INTEGER NOT NULL,
    tries_left   INTEGER NOT NULL CHECK (tries_left >= 0),
    sent_at      INTEGER NOT NULL,
    mac          BLOB NOT NULL,
    confirmed_at INTEGER
) STRICT;

INSERT INTO one_time_code (session, sends, tries_left, sent_at, mac, confirmed_at)
SELECT token_digest, otp_sends, otp_tries_left, otp_sent_at, otp_mac, otp_confirmed_at
FROM session WHERE otp_sent_at IS NOT NULL AND otp_mac IS NOT NULL;

ALTER TABLE session DROP COLUMN otp_sends;
ALTER TABLE session DROP COLUMN otp_tries_left;
ALTER TABLE session DROP COLUMN otp_sent_at;
ALTER TABLE session DROP COLUMN otp_mac;
ALTER TABLE session DROP COLUMN otp_confirmed_at;

-- A journey takes its code along, whatever ends it.
CREATE TRIGGER session_code AFTER DELETE ON session BEGIN
    DELETE FROM one_time_code WHERE session = old.token_digest;
END;
