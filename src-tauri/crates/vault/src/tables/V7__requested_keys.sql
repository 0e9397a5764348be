CREATE TABLE requested_key (
    view TEXT PRIMARY KEY CHECK (view IN ('a', 'b', 'c')),
    key BLOB NOT NULL
) STRICT;
