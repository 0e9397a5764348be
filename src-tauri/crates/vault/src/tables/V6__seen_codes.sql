CREATE TABLE seen_code (
    tag BLOB PRIMARY KEY,
    seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX seen_code_by_expiry ON seen_code (expires_at);
