-- An offer of a paper to a device, and the token that its code is good for.
CREATE TABLE paper_offer (
    code_digest  BLOB PRIMARY KEY,      -- code and token themselves are nowhere
    token_digest BLOB NOT NULL UNIQUE,
    device       BLOB NOT NULL REFERENCES device (id),
    kind         TEXT NOT NULL,
    paper        INTEGER NOT NULL,      -- which of the papers of this kind the register has of the holder, from 0
    offered_at   INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL
) STRICT;

CREATE INDEX paper_offer_expiry ON paper_offer (expires_at);

-- A copy of a paper that lives, and its place in the status lists. Its state follows from itself, its device and its
-- account.
CREATE TABLE paper_copy (
    list         INTEGER NOT NULL,
    place        INTEGER NOT NULL,
    device       BLOB NOT NULL REFERENCES device (id),
    kind         TEXT NOT NULL,
    paper        INTEGER NOT NULL,
    state        INTEGER NOT NULL CHECK (state BETWEEN 0 AND 2),  -- of the paper: as issued, withdrawn, held
    request      BLOB NOT NULL,         -- what it was issued for: a repetition is answered the same
    number       INTEGER NOT NULL,      -- in the order of the request's keys
    token        TEXT NOT NULL,
    expires_at   INTEGER NOT NULL,
    withdrawn    INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    taken_at_age INTEGER NOT NULL,
    PRIMARY KEY (list, place)
) STRICT;

CREATE INDEX paper_copy_device ON paper_copy (device, request);
CREATE INDEX paper_copy_expiry ON paper_copy (expires_at);
