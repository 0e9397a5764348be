-- The word stands with the verdict: an issuer that trust data do not know is fake to fresh ones and unverified to old ones.
-- Of those that were counted before nobody knows any more, so they accuse nobody.
CREATE TABLE count_by_word (
    day TEXT NOT NULL,
    what TEXT NOT NULL,
    verdict TEXT NOT NULL,
    word TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (day, what, verdict, word)
) STRICT, WITHOUT ROWID;

INSERT INTO count_by_word
SELECT day, what, verdict, CASE
    WHEN verdict IN ('genuine', 'genuine_practice') THEN 'genuine'
    WHEN verdict IN ('malformed', 'bad_issuer_signature', 'bad_holder_signature') THEN 'fake'
    WHEN verdict IN ('revoked', 'suspended', 'paper_expired') THEN 'withdrawn'
    ELSE 'unverified'
END, number
FROM scan_count;

DROP TABLE scan_count;
ALTER TABLE count_by_word RENAME TO scan_count;
