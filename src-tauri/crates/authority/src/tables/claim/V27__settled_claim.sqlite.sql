-- Whether the desk ended its wait, for its holder in person: then nobody disputes it.
ALTER TABLE claim ADD COLUMN settled INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1));
