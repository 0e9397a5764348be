-- Whether it was put after the activation: then an activation that is asked for again does not put its own back. Of one
-- that was there before it is not known.
ALTER TABLE share ADD COLUMN later INTEGER NOT NULL DEFAULT 1 CHECK (later IN (0, 1));
