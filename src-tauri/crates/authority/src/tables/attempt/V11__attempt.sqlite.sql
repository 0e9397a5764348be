-- What was asked for, to be counted. Whom it concerns, or who asked, is a MAC under a key of this database: no
-- number, no phone.
CREATE TABLE attempt (
    kind    INTEGER NOT NULL,
    subject BLOB NOT NULL CHECK (length(subject) = 32),
    at      INTEGER NOT NULL
) STRICT;

CREATE INDEX attempt_subject ON attempt (kind, subject, at);
CREATE INDEX attempt_at ON attempt (at);
