-- A chain may be paid with a KIE key of the person's own, as a whole.

ALTER TABLE chains ADD COLUMN key_owner TEXT NOT NULL DEFAULT '';
