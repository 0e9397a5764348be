-- An account as the authority has it; who its holder is stays in the population register.
CREATE TABLE account (
    number            TEXT PRIMARY KEY,
    phone             TEXT NOT NULL,
    email             TEXT,
    level             INTEGER NOT NULL CHECK (level BETWEEN 0 AND 2),
    status            INTEGER NOT NULL CHECK (status BETWEEN 0 AND 2),  -- active, suspended, revoked
    awaiting_approval INTEGER NOT NULL CHECK (awaiting_approval IN (0, 1)),
    registered        INTEGER NOT NULL CHECK (registered IN (0, 1)),    -- has a password
    password_salt     BLOB,
    password_hash     BLOB,     -- none beside registered = 1: still the sample password of practice mode
    first_question    INTEGER,
    second_question   INTEGER,
    answers_salt      BLOB,
    answers_hash      BLOB
) STRICT;
