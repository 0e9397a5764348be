CREATE TABLE account (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    number TEXT NOT NULL,
    full_name TEXT NOT NULL,
    birth_date TEXT NOT NULL,
    sex TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT,
    level INTEGER NOT NULL CHECK (level IN (1, 2)),
    status TEXT NOT NULL,
    device_id BLOB NOT NULL,
    portrait BLOB,
    activated_at INTEGER NOT NULL,
    code_switch INTEGER NOT NULL,
    first_question INTEGER NOT NULL,
    second_question INTEGER NOT NULL
) STRICT;
