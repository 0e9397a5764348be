-- The authority's part of a device's recovery slot. It opens nothing without the vault and both answers.
CREATE TABLE share (
    device BLOB PRIMARY KEY REFERENCES device (id),
    share  BLOB NOT NULL CHECK (length(share) = 32)
) STRICT;

-- A device that is unbound has nothing to recover any more, whatever unbound it.
CREATE TRIGGER share_unbound AFTER UPDATE OF unbound_at ON device WHEN new.unbound_at IS NOT NULL BEGIN
    DELETE FROM share WHERE device = new.id;
END;
