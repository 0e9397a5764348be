-- How much time has surely passed in this database's life: one row, from the first issue on.
CREATE TABLE age (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    lived   INTEGER NOT NULL,       -- milliseconds; never shrinks
    seen_at INTEGER NOT NULL        -- what the clock said when it last grew
) STRICT;

-- The age at which the place was taken. 0, the age at which the row above begins, for those taken before it.
ALTER TABLE credential ADD COLUMN taken_at_age INTEGER NOT NULL DEFAULT 0;
