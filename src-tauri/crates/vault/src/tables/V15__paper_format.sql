-- Of a paper there may be copies in several formats, and they come in a batch each. Those that are here are SD-JWTs.
CREATE TABLE copy_of_paper (
    paper INTEGER NOT NULL,
    format TEXT NOT NULL,
    number INTEGER NOT NULL,
    batch TEXT NOT NULL,
    status_list INTEGER NOT NULL,
    status_index INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    shown INTEGER NOT NULL,
    key BLOB NOT NULL,
    token TEXT NOT NULL,
    PRIMARY KEY (paper, format, number)
) STRICT;

INSERT INTO copy_of_paper
SELECT c.paper, 'dc+sd-jwt', c.number, p.batch, c.status_list, c.status_index, c.expires_at, c.shown, c.key, c.token
FROM paper_copy c JOIN paper p ON p.id = c.paper;

DROP TABLE paper_copy;
ALTER TABLE copy_of_paper RENAME TO paper_copy;
ALTER TABLE paper DROP COLUMN batch;

-- A licence has the other format from its next refresh on: let that be soon.
UPDATE paper SET renew_after = 0 WHERE kind = 'driving-licence';
