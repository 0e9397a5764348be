CREATE TABLE made_code (
    mark BLOB PRIMARY KEY CHECK (length(mark) = 16),
    made_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX made_code_by_time ON made_code (made_at);
